//! What `probe` advises helps: its remedy is carried out, and a real JVM connects; its messages say what is asked of whom.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr
)]

mod support;

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use support::servers::{HERE, Server, free_port, has_openssl, openssl, private, scripted, serve};
use support::{Scene, below, issuers_at, key, params, root, server, text};

/// The intermediate is missing: it is named, fetched from where the certificate says it is, imported, and then the server is
/// trusted, by a real JVM as well.
#[test]
fn a_missing_intermediate_is_named_imported_and_the_jvm_connects() {
    if !has_openssl() {
        return;
    }
    let scene = Scene::new();
    let corporate = root("Corp Root");
    let intermediate = below(params("Corp Issuing 7", true), &corporate);
    let der = intermediate.der().to_vec();
    let port = scripted(move |mut socket| {
        let mut request = [0; 4096];
        let _ = socket.read(&mut request);
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", der.len());
        let _ = socket.write_all(&[head.as_bytes(), &der].concat());
    });
    let own = key();
    let mut leaf = server("localhost");
    leaf.custom_extensions.push(issuers_at(&format!("http://127.0.0.1:{port}/issuing7.cer")));
    scene.write("leaf.pem", leaf.signed_by(&own, &intermediate).unwrap().pem());
    scene.write("leaf.key", own.serialize_pem());
    scene.truststore("trust.jks", &[("corp", corporate.der())]);
    let (_server, name) = serve(&scene);
    let probe = [&["probe", &name, "--keystore", "trust.jks"][..], &HERE].concat();
    let said = scene.said(&probe, 1);
    assert!(said.contains("CN=Corp Issuing 7  [missing]") && said.contains("missing-intermediate"), "{said}");
    let said = scene.said(&["import", "--from", &name, "--keystore", "trust.jks", "--yes"], 0);
    assert!(said.contains("Proposed is the issuer that"), "{said}");
    assert!(said.contains("added corp-issuing-7") && !said.contains("added localhost"), "{said}");
    assert!(said.contains("Connects: Java 25 with trust.jks"), "{said}");
    scene.said(&probe, 0);
    // There is nothing more to import.
    let said = scene.said(&["import", "--from", &name, "--keystore", "trust.jks", "--yes"], 0);
    assert!(said.contains("trusts") && said.contains("nothing to import"), "{said}");
    let Some(home) = std::env::var_os("JAVA_HOME_25") else {
        eprintln!("skipped: JAVA_HOME_25 is not set");
        return;
    };
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/make/tls/Poke.java");
    let javac = std::env::var_os("JAVAC").unwrap_or_else(|| "javac".into());
    let compiled =
        Command::new(javac).args(["--release", "11", "-d"]).arg(scene.path(".")).arg(source).status();
    assert!(compiled.expect("a javac").success());
    let port = name.strip_prefix("localhost:").unwrap();
    scene.truststore("before.jks", &[("corp", corporate.der())]);
    for (store, expected) in [("trust.jks", "\tok TLSv1.3"), ("before.jks", "PKIX path building failed")] {
        let mut java = Command::new(Path::new(&home).join("bin/java"))
            .arg(format!("-Djavax.net.ssl.trustStore={store}"))
            .args(["-cp", ".", "Poke", "localhost"])
            .current_dir(scene.path("."))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        java.stdin.take().unwrap().write_all(format!("{port}\n").as_bytes()).unwrap();
        let said = text(&java.wait_with_output().unwrap());
        assert!(said.contains(expected), "{store}: {said}");
    }
}

/// A message for each reader says what is asked of that one, and a row for each Java what it would do.
#[test]
fn messages_are_for_their_readers_and_javas_are_compared() {
    if !has_openssl() {
        return;
    }
    let (scene, digest) = private();
    let (_server, name) = serve(&scene);
    let colons: Vec<String> =
        digest.as_bytes().chunks(2).map(|pair| String::from_utf8_lossy(pair).to_uppercase()).collect();
    let words = [&["probe", &name, "--keystore", "trust.jks"][..], &HERE].concat();
    let ticket = |reader| scene.said(&[&words[..], &["--ticket", reader]].concat(), 1);
    let customer = ticket("customer");
    let command = format!("keytool-rs import --from {name} --keystore trust.jks");
    assert!(customer.contains(&command) && customer.contains("cp trust.jks trust.jks.before"), "{customer}");
    assert!(
        customer.contains(&colons.join(":")) && customer.starts_with("Subject: localhost:"),
        "{customer}"
    );
    let server = ticket("server-admin");
    assert!(server.contains(&colons.join(":")) && !server.contains(&command), "{server}");
    let network = ticket("network");
    assert!(network.contains("The network lets the connection through"), "{network}");
    assert_eq!(scene.json(&[&words[..], &["--ticket", "customer"]].concat(), 1)["ticket"], customer);
    let nobody = format!("localhost:{}", free_port());
    let refused =
        ["probe", &nobody, "--trust", "corporate.pem", "--connect", "127.0.0.1", "--ticket", "network"];
    let refused = scene.said(&refused, 2);
    assert!(refused.contains("Connection refused") && !refused.contains("lets the connection"), "{refused}");
    // Static RSA is what the later updates have given up.
    let old = Server::silent(&scene, "-cert leaf.pem -key leaf.key -tls1_2 -cipher ECDHE-ECDSA-AES128-SHA");
    let modern = Server::silent(&scene, "-cert leaf.pem -key leaf.key -tls1_3");
    let targets = [format!("localhost:{}", old.port), format!("localhost:{}", modern.port)];
    let words = ["probe", &targets[0], &targets[1], "--trust", "corporate.pem", "--jvms", "releases"];
    let told = scene.json(&[&words[..], &HERE, &["-D", "jdk.tls.client.protocols=TLSv1.2"]].concat(), 1);
    for (number, connects) in [(0, true), (1, false)] {
        let javas = told[number]["javas"].as_array().unwrap();
        let names: Vec<&str> = javas.iter().map(|java| java["java"].as_str().unwrap()).collect();
        assert_eq!(names, ["Java 8", "Java 11", "Java 17", "Java 21", "Java 25"]);
        assert!(javas.iter().all(|java| java["connects"] == connects), "{told}");
    }
    let thrown = told[1]["javas"][1]["exception"].as_str().unwrap();
    assert_eq!(thrown, "javax.net.ssl.SSLHandshakeException: Received fatal alert: protocol_version");
}

/// `import --from` speaks as the Java that is named, tells a failure as `probe` does, and looks again as that Java.
#[test]
fn an_import_speaks_as_the_java_that_is_named() {
    if !has_openssl() {
        return;
    }
    let (scene, _) = private();
    // Java 11 knows no Ed25519.
    openssl(
        &scene,
        "req -x509 -newkey ed25519 -nodes -subj /CN=localhost -addext subjectAltName=DNS:localhost -days 30 -keyout ed.key -out ed.pem",
    );
    let modern = Server::silent(&scene, "-cert ed.pem -key ed.key");
    let name = format!("localhost:{}", modern.port);
    let import =
        [&["import", "--from", &name, "--keystore", "trust.jks", "--yes", "--no-backup"][..], &HERE].concat();
    let said = scene.said(&[&import[..], &["--java", "11"]].concat(), 1);
    let thrown = "javax.net.ssl.SSLHandshakeException: Received fatal alert: handshake_failure";
    assert!(said.contains("Java 11") && said.contains(thrown) && said.contains("cipher-mismatch"), "{said}");
    assert!(said.contains("nothing was imported") && !said.contains("added"), "{said}");
    let said = scene.said(&[&import[..], &["--java", "17"]].concat(), 0);
    assert!(said.contains("added localhost") && said.contains("Connects: Java 17 with trust.jks"), "{said}");
    // What says which Java connects is nothing to a file.
    let said = scene.said(&["import", "leaf.pem", "--keystore", "trust.jks", "--java", "17"], 2);
    assert!(said.contains("'[FILE]...' cannot be used with '--java <VERSION>'"), "{said}");
    let said = scene.said(&["import", "--keystore", "trust.jks", "--starttls", "smtp"], 2);
    assert!(said.contains("--from"), "{said}");
    let nobody = format!("localhost:{}", free_port());
    let words = ["import", "--from", &nobody, "--keystore", "trust.jks", "--yes", "--connect", "127.0.0.1"];
    let said = scene.said(&words, 1);
    assert!(said.contains("java.net.ConnectException: Connection refused"), "{said}");
    // A server that greets is asked to go over to TLS, on the same way.
    let port = scripted(|mut socket| {
        let _ = socket.write_all(b"220 mail.example.com ESMTP\r\n");
        let _ = socket.read(&mut [0; 64]);
    });
    let greeting = format!("localhost:{port}");
    let said = scene
        .said(&[&["import", "--from", &greeting, "--keystore", "trust.jks", "--yes"][..], &HERE].concat(), 1);
    let command = format!("keytool-rs probe {greeting} --starttls smtp --connect 127.0.0.1");
    assert!(said.contains(&command), "{said}");
}

/// The command that `probe` prints goes the same way as the same Java: pasted, it works.
#[test]
fn a_printed_import_goes_the_same_way() {
    if !has_openssl() {
        return;
    }
    let (scene, _) = private();
    let own = key();
    let issuer = root("Agent Root");
    scene.write("agent.pem", server("agent.example.test").signed_by(&own, &issuer).unwrap().pem());
    scene.write("agent.key", own.serialize_pem());
    scene.write("more.security", "jdk.security.legacyAlgorithms=\n");
    let agent = Server::start(&scene, "-cert agent.pem -key agent.key -tls1_2");
    let name = format!("agent.example.test:{}", agent.port);
    let way = ["--java", "17", "--java-security", "more.security", "--timeout", "7"];
    let told = ["-Djdk.tls.client.protocols=TLSv1.2", "-Dpath.of.my.own=x"];
    let probe = [&["probe", &name, "--keystore", "trust.jks"][..], &HERE, &way, &told].concat();
    let found = scene.json(&probe, 1);
    let causes = found["causes"].as_array().unwrap();
    let command = causes.iter().find_map(|cause| cause["command"].as_str()).unwrap();
    let expected = format!(
        "keytool-rs import --from {name} --keystore trust.jks --java 17 --java-security more.security --connect 127.0.0.1 \
         --timeout 7 -Djdk.tls.client.protocols=TLSv1.2"
    );
    assert_eq!(command, expected);
    let words: Vec<&str> = command.split(' ').skip(1).chain(["--yes"]).collect();
    let said = scene.said(&words, 0);
    assert!(said.contains("Connects: Java 17 with trust.jks"), "{said}");
    scene.said(&probe, 0);
}

/// `-D` is what it is to a JVM: proxies, and a file laid over `java.security` or put in its place.
#[test]
fn properties_are_taken_as_a_jvm_takes_them() {
    if !has_openssl() {
        return;
    }
    let (scene, _) = private();
    let proxy = scripted(|mut socket| {
        let _ = socket.read(&mut [0; 1024]);
        let _ = socket.write_all(b"HTTP/1.1 403 Forbidden\r\n\r\n");
    });
    let port = format!("-Dhttps.proxyPort={proxy}");
    let told = ["-Dhttps.proxyHost=127.0.0.1", &port];
    let to = "agent.example.test:443";
    let said = scene.said(&[&["probe", to, "--keystore", "trust.jks"][..], &told].concat(), 2);
    assert!(said.contains("proxy-refused") && said.contains("403"), "{said}");
    let import = ["import", "--from", to, "--keystore", "trust.jks", "--yes"];
    let said = scene.said(&[&import[..], &told].concat(), 1);
    assert!(said.contains("proxy-refused") && said.contains("nothing was imported"), "{said}");
    // With TLS 1.3 disabled there is nothing in common; put in place of all, TLS 1.3 is there again.
    scene.write("no13.security", "jdk.tls.disabledAlgorithms=TLSv1.3\njdk.certpath.disabledAlgorithms=\n");
    scene.write("empty.security", "jdk.tls.disabledAlgorithms=\n");
    let modern = Server::silent(&scene, "-cert leaf.pem -key leaf.key -tls1_3");
    let name = format!("localhost:{}", modern.port);
    let probe = [&["probe", &name, "--trust", "corporate.pem"][..], &HERE].concat();
    let with = |value: &str| format!("-Djava.security.properties={value}");
    let said = scene.said(&[&probe[..], &[&with("no13.security")]].concat(), 1);
    assert!(said.contains("Received fatal alert: protocol_version"), "{said}");
    scene.said(&[&probe[..], &[&with("=empty.security")]].concat(), 0);
    scene.said(&[&probe[..], &[&with("gone.security")]].concat(), 0);
    let import = [&["import", "--from", &name, "--keystore", "trust.jks", "--yes"][..], &HERE].concat();
    let said = scene.said(&[&import[..], &[&with("no13.security")]].concat(), 1);
    assert!(said.contains("Received fatal alert: protocol_version"), "{said}");
    // `verify` takes it as well.
    scene.write("no-ec.security", "jdk.certpath.disabledAlgorithms=EC\n");
    let verify = ["verify", "leaf.pem", "--trust", "corporate.pem"];
    scene.said(&verify, 0);
    let said = scene.said(&[&verify[..], &[&with("no-ec.security")]].concat(), 1);
    assert!(said.contains("jdk.certpath.disabledAlgorithms") || said.contains("EC"), "{said}");
}

/// What the Java refuses even as a trusted certificate is said before anybody is asked.
#[test]
fn a_refusal_that_no_import_mends_is_foreseen() {
    if !has_openssl() {
        return;
    }
    let (scene, _) = private();
    let (_server, name) = serve(&scene);
    let port = name.strip_prefix("localhost:").unwrap();
    let other = format!("other.example.test:{port}");
    let import = [&["import", "--from", &other, "--keystore", "trust.jks", "--dry-run"][..], &HERE].concat();
    let said = scene.said(&import, 0);
    assert!(said.contains("Java 25 refuses") && said.contains("with it in the store, too"), "{said}");
    assert!(said.contains("No subject alternative DNS name matching other.example.test found"), "{said}");
    let fine = [&["import", "--from", &name, "--keystore", "trust.jks", "--dry-run"][..], &HERE].concat();
    assert!(!scene.said(&fine, 0).contains("refuses"));
    // As the only certificate that is trusted a weak one passes; below an authority it does not.
    for words in [
        "req -x509 -newkey rsa:2048 -nodes -subj /CN=Weak-Root -days 30 -keyout ca.key -out ca.pem",
        "req -x509 -newkey rsa:512 -nodes -subj /CN=weak.example.test -addext subjectAltName=DNS:weak.example.test \
         -addext basicConstraints=CA:FALSE -CA ca.pem -CAkey ca.key -days 30 -keyout weak.key -out weak.pem",
    ] {
        openssl(&scene, words);
    }
    let weak = "-cert weak.pem -key weak.key -cert_chain ca.pem -cipher ALL:@SECLEVEL=0 -tls1_2";
    let weak = Server::silent(&scene, weak);
    let name = format!("weak.example.test:{}", weak.port);
    let import = [&["import", "--from", &name, "--keystore", "trust.jks", "--dry-run"][..], &HERE].concat();
    let said = scene.said(&import, 0);
    assert!(said.contains("would add weak.example.test") && !said.contains("refuses"), "{said}");
    let said = scene.said(&[&import[..], &["--ca"]].concat(), 0);
    assert!(said.contains("would add weak-root") && said.contains("Java 25 refuses"), "{said}");
    assert!(said.contains("Algorithm constraints check failed on keysize limits"), "{said}");
    // A folder's Java is where a file goes, and nothing else may be.
    let said = scene.said(&["import", "leaf.pem", "--java-home", ".", "--keystore", "trust.jks"], 1);
    assert!(said.contains("--java-home names a keystore, and another option does"), "{said}");
}
