//! `import --from`: as the Java that is meant, by the way that is meant, and what it says where that fails.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr
)]

mod support;

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::thread;

use support::poke::Poke;
use support::servers::{HERE, Server, free_port, has_openssl, openssl, private, scripted, serve};
use support::{key, root, server};

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
    assert!(
        said.contains("Java 11.0.13") && said.contains(thrown) && said.contains("cipher-mismatch"),
        "{said}"
    );
    assert!(said.contains("nothing was imported") && !said.contains("added"), "{said}");
    let said = scene.said(&[&import[..], &["--java", "17"]].concat(), 0);
    assert!(
        said.contains("added localhost") && said.contains("Connects: Java 17.0.21 with trust.jks"),
        "{said}"
    );
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
    assert!(said.contains("Connects: Java 17.0.21 with trust.jks"), "{said}");
    scene.said(&probe, 0);
}

/// Without providers no JVM says anything to a server.
const PROVIDERS: &str = "security.provider.1=SUN\nsecurity.provider.2=SunRsaSign\nsecurity.provider.3=SunEC\n\
                         security.provider.4=SunJSSE\nsecurity.provider.5=SunJCE\nkeystore.type=pkcs12\n\
                         ssl.KeyManagerFactory.algorithm=SunX509\nssl.TrustManagerFactory.algorithm=PKIX\n";

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
    scene.write("empty.security", PROVIDERS);
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
    assert!(said.contains("Java 25.0.2 refuses") && said.contains("with it in the store, too"), "{said}");
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
    assert!(said.contains("would add weak-root") && said.contains("Java 25.0.2 refuses"), "{said}");
    assert!(said.contains("Algorithm constraints check failed on keysize limits"), "{said}");
    // A folder's Java is where a file goes, and nothing else may be.
    let said = scene.said(&["import", "leaf.pem", "--java-home", ".", "--keystore", "trust.jks"], 1);
    assert!(said.contains("--java-home names a keystore, and another option does"), "{said}");
}

/// What is spoken before TLS is an option or the address's scheme, and the command that is printed has it.
#[test]
fn starttls_is_spoken_and_printed() {
    if !has_openssl() {
        return;
    }
    let (scene, _) = private();
    let (tls, _) = serve(&scene);
    let behind = tls.port;
    let port = scripted(move |mut mail| {
        let mut heard = [0; 256];
        let _ = mail.write_all(b"220 mail.example.com ESMTP\r\n");
        let _ = mail.read(&mut heard);
        let _ = mail.write_all(b"250-mail.example.com\r\n250 STARTTLS\r\n");
        let _ = mail.read(&mut heard);
        let _ = mail.write_all(b"220 go ahead\r\n");
        let Ok(mut server) = TcpStream::connect(("127.0.0.1", behind)) else { return };
        let (Ok(mut from), Ok(mut to)) = (mail.try_clone(), server.try_clone()) else { return };
        thread::spawn(move || std::io::copy(&mut from, &mut to));
        thread::spawn(move || std::io::copy(&mut server, &mut mail));
    });
    let named = format!("smtp://localhost:{port}");
    let found = scene.json(&[&["probe", &named, "--keystore", "trust.jks"][..], &HERE].concat(), 1);
    let command = found["causes"][0]["command"].as_str().unwrap();
    let expected = format!(
        "keytool-rs import --from localhost:{port} --keystore trust.jks --starttls smtp --connect 127.0.0.1"
    );
    assert_eq!(command, expected);
    let words: Vec<&str> = command.split(' ').skip(1).chain(["--yes"]).collect();
    let said = scene.said(&words, 0);
    assert!(
        said.contains("added localhost") && said.contains("Connects: Java 25.0.2 with trust.jks"),
        "{said}"
    );
}

/// The Java of a service: its store is changed, its release and its properties decide, before and after.
#[test]
fn a_services_java_is_asked() {
    if !has_openssl() {
        return;
    }
    let (scene, _) = private();
    for folder in ["jre/lib/security", "jre/conf/security", "bin"] {
        std::fs::create_dir_all(scene.path(folder)).unwrap();
    }
    scene.write("jre/release", "JAVA_VERSION=\"17.0.9\"\n");
    scene.write("jre/conf/security/java.security", "keystore.type=pkcs12\n");
    std::fs::copy(scene.path("trust.jks"), scene.path("jre/lib/security/cacerts")).unwrap();
    let here = scene.path(".").canonicalize().unwrap();
    let here = here.display();
    let told = format!(
        "-Djavax.net.ssl.trustStore={here}/trust.jks -Djdk.tls.client.protocols=TLSv1.2 -Dmy.secret=x"
    );
    scene.write("bin/setenv.sh", format!("JAVA_HOME={here}/jre\nCATALINA_OPTS=\"{told}\"\n"));
    let (_server, name) = serve(&scene);
    let service = [&["--config", "bin/setenv.sh"][..], &HERE].concat();
    let found = scene.json(&[&["probe", &name][..], &service].concat(), 1);
    let command = found["causes"][0]["command"].as_str().unwrap();
    assert!(command.contains(&format!("--java-home {here}/jre")) && !command.contains("secret"), "{command}");
    assert!(command.ends_with("-Djdk.tls.client.protocols=TLSv1.2"), "{command}");
    let said = scene.said(&[&["import", "--from", &name, "--yes"][..], &service].concat(), 0);
    assert!(said.contains("added localhost") && said.contains("Connects: Java 17.0.9 with"), "{said}");
    assert!(said.contains("TLS 1.2"), "{said}");
    // Where no keystore is named it is the cacerts of the Java in the folder.
    let said =
        scene.said(&[&["import", "--from", &name, "--yes", "--java-home", "jre"][..], &HERE].concat(), 0);
    assert!(said.contains("Saved jre/lib/security/cacerts") && said.contains("Connects: Java 17"), "{said}");
    assert!(said.contains("TLS 1.3"), "{said}");
}

/// A JVM takes the files of `java.security.properties` as it is told here.
#[test]
fn a_jvm_takes_the_files_alike() {
    if !has_openssl() {
        return;
    }
    let (scene, _) = private();
    let Some(jvm) = Poke::compiled(&scene) else { return };
    scene.write("no13.security", "jdk.tls.disabledAlgorithms=TLSv1.3\njdk.certpath.disabledAlgorithms=\n");
    scene.write("empty.security", PROVIDERS);
    scene.said(&["import", "leaf.pem", "--keystore", "trust.jks"], 0);
    let modern = Server::silent(&scene, "-cert leaf.pem -key leaf.key -tls1_3");
    let name = format!("localhost:{}", modern.port);
    for (value, connects) in [
        ("no13.security", false),
        ("=empty.security", true),
        ("gone.security", true),
        ("=gone.security", true),
    ] {
        let told = format!("-Djava.security.properties={value}");
        let port = modern.port.to_string();
        let said = jvm.at(&port, "trust.jks", &["-Djavax.net.ssl.trustStoreType=jks", &told]);
        assert_eq!(said.contains("\tok TLSv1.3"), connects, "{value}: {said}");
        let probe = [&["probe", &name, "--keystore", "trust.jks", &told][..], &HERE].concat();
        scene.said(&probe, i32::from(!connects));
    }
}
