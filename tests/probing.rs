//! `probe` and `import --from` as people and scripts use them: words, exit codes, what is imported and what never is.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr
)]

mod support;

use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use support::servers::{HERE, Server, free_port, has_openssl, private, scripted, serve};
use support::{Scene, below, key, params, root, server, text};

#[test]
fn a_private_authority_is_told_imported_and_trusted() {
    if !has_openssl() {
        return;
    }
    let (scene, digest) = private();
    let (_server, name) = serve(&scene);
    let probe = [&["probe", &name, "--keystore", "trust.jks"][..], &HERE].concat();
    let said = scene.said(&probe, 1);
    for words in [
        "Does not connect: Java 25.0.2 with trust.jks",
        "CN=Corp Root  [missing]",
        "PKIX path building failed",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let remedy = format!("keytool-rs import --from {name} --keystore trust.jks");
    assert!(said.contains(&remedy), "{said}");
    // As SSLPoke: two words, one line.
    let port = name.strip_prefix("localhost:").unwrap();
    let poke = [&["probe", "localhost", port, "--keystore", "trust.jks", "--quiet"][..], &HERE].concat();
    let line = scene.said(&poke, 1);
    assert!(line.starts_with("javax.net.ssl.SSLHandshakeException: (certificate_unknown) PKIX"), "{line}");
    assert_eq!(line.lines().count(), 1);
    // Nobody is there to vouch for it; then somebody expects another; then the one that it is.
    let before = fs::read(scene.path("trust.jks")).unwrap();
    let import = ["import", "--from", &name, "--keystore", "trust.jks"];
    let said = scene.said(&import, 1);
    assert!(said.contains(&digest) && said.contains("--expect-sha256"), "{said}");
    let other = "00".repeat(32);
    let said = scene.said(&[&import[..], &["--expect-sha256", &other]].concat(), 1);
    assert!(said.contains("no certificate with the fingerprint"), "{said}");
    assert_eq!(fs::read(scene.path("trust.jks")).unwrap(), before);
    let colons: Vec<String> =
        digest.as_bytes().chunks(2).map(|pair| String::from_utf8_lossy(pair).to_uppercase()).collect();
    scene.said(&[&import[..], &["--expect-sha256", &colons.join(":")]].concat(), 0);
    let told = scene.json(&probe, 0);
    assert_eq!(told["outcome"], "connects");
    assert_eq!(told["path"][0]["alias"], "localhost");
    assert_eq!(scene.said(&poke, 0), "Successfully connected\n");
}

#[test]
fn many_servers_are_looked_at_and_the_worst_counts() {
    if !has_openssl() {
        return;
    }
    let (scene, _) = private();
    let (_server, name) = serve(&scene);
    let nobody = format!("localhost:{}", free_port());
    let http = scripted(|mut socket| drop(socket.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")));
    scene.write("servers.txt", format!("# ours\n{name}\n\nlocalhost:{http}   # no TLS\n"));
    let words = ["probe", "--targets", "servers.txt", "--trust", "corporate.pem", "--quiet"];
    let said = scene.said(&[&words[..], &HERE].concat(), 1);
    let expected = format!(
        "{name}: Successfully connected\nlocalhost:{http}: javax.net.ssl.SSLException: Unsupported or unrecognized SSL message\n"
    );
    assert_eq!(said, expected);
    let said = scene.said(&[&words[..], &HERE, &[&nobody]].concat(), 2);
    assert!(said.contains("java.net.ConnectException: Connection refused"), "{said}");
}

#[test]
fn what_makes_no_sense_is_told() {
    let (scene, _) = private();
    for (words, expected) in [
        (&["probe"][..], "which server?"),
        (&["probe", "http://localhost"], "http:// is without TLS"),
        (&["probe", "localhost:0"], "1 to 65535"),
        (&["probe", "localhost:65536"], "1 to 65535"),
        (&["probe", "[::1"], "brackets"),
        (&["probe", "localhost", "--proxy", "ftp://me:secret@p"], "names no proxy"),
        (&["probe", "localhost", "--starttls", "gopher"], "smtp"),
        (&["probe", "localhost", "--timeout", "0"], "1..=3600"),
        (&["import", "--from", "a b c", "--keystore", "trust.jks"], "names no server"),
        (
            &["import", "--from", "a", "--expect-sha256", "ab:cd", "--keystore", "trust.jks"],
            "64 hexadecimal digits",
        ),
    ] {
        let output = scene
            .run(&[words, if words[0] == "probe" { &["--trust", "corporate.pem"] } else { &[] }].concat());
        let said = text(&output);
        assert!(!output.status.success() && said.contains(expected), "{words:?}: {said}");
        assert!(!said.contains("secret"), "{said}");
    }
}

#[test]
fn properties_and_releases_decide_what_is_offered() {
    if !has_openssl() {
        return;
    }
    let (scene, _) = private();
    let server = Server::start(&scene, "-cert leaf.pem -key leaf.key -tls1_3");
    let name = format!("localhost:{}", server.port);
    let probe = |more: &[&str], code| {
        scene.json(&[&["probe", &name, "--trust", "corporate.pem"][..], &HERE, more].concat(), code)
    };
    assert_eq!(probe(&[], 0)["tls"]["version"], "TLS 1.3");
    let old = probe(&["-D", "jdk.tls.client.protocols=TLSv1.2", "--java", "21"], 1);
    assert_eq!(old["causes"][0]["cause"], "protocol-mismatch");
    assert_eq!(
        old["exception"],
        "javax.net.ssl.SSLHandshakeException: Received fatal alert: protocol_version"
    );
    let wrong = probe(&["-D", "jdk.tls.client.protocols=TLS1.2"], 1);
    assert!(
        wrong["exceptions"].to_string().contains("TLS1.2 is not a supported SSL protocol name"),
        "{wrong}"
    );
}

/// A server that asks for a client's certificate of `Corp Root`, and keystores of clients.
fn mutual() -> (Scene, Server, String) {
    let scene = Scene::new();
    let (corporate, other) = (root("Corp Root"), root("Other Root"));
    let own = key();
    scene.write("leaf.pem", server("localhost").signed_by(&own, &corporate).unwrap().pem());
    scene.write("leaf.key", own.serialize_pem());
    scene.write("corporate.pem", corporate.pem());
    let mut old = params("old", false);
    old.not_after = rcgen::date_time_ymd(2024, 1, 1);
    for (name, params, issuer) in [
        ("good", params("good", false), &corporate),
        ("old", old, &corporate),
        ("other", params("other", false), &other),
    ] {
        let own = key();
        let certificate = params.signed_by(&own, issuer).unwrap();
        let entries: &[(&str, &rcgen::KeyPair, &[&[u8]])] =
            &[(name, &own, &[certificate.der().as_ref(), issuer.der().as_ref()])];
        scene.store_with(&format!("{name}.jks"), ("changeit", "changeit"), &[], entries);
        scene.store_with(&format!("{name}-locked.jks"), ("changeit", "another"), &[], entries);
    }
    scene.truststore("empty.jks", &[("corporate", corporate.der())]);
    let options = "-cert leaf.pem -key leaf.key -Verify 3 -CAfile corporate.pem -verify_return_error";
    let server = Server::start(&scene, options);
    let name = format!("localhost:{}", server.port);
    (scene, server, name)
}

#[test]
fn a_clients_own_certificate_is_sent_and_the_servers_word_on_it_explained() {
    if !has_openssl() {
        return;
    }
    let (scene, _server, name) = mutual();
    let with = |keys: &[&str], code| {
        scene.json(&[&["probe", &name, "--trust", "corporate.pem"][..], &HERE, keys].concat(), code)
    };
    let without = with(&[], 1);
    assert_eq!(without["causes"][0]["cause"], "client-certificate-required");
    let asked = &without["client_certificate"];
    assert_eq!((asked["required"].as_bool(), asked["sent"].as_bool()), (Some(true), Some(false)));
    assert_eq!(asked["authorities"][0], "CN=Corp Root");
    assert!(asked["schemes"].as_array().unwrap().iter().any(|one| one == "ecdsa_secp256r1_sha256"));
    let good = with(&["--client-keystore", "good.jks"], 0);
    let asked = &good["client_certificate"];
    assert_eq!((asked["alias"].as_str(), asked["sent"].as_bool()), (Some("good"), Some(true)));
    assert_eq!(asked["scheme"], "ecdsa_secp256r1_sha256");
    let old = with(&["--client-keystore", "old.jks"], 1);
    assert_eq!(old["causes"][0]["cause"], "client-certificate-rejected");
    assert!(old["causes"][0]["message"].as_str().unwrap().contains("has expired"), "{old}");
    let other = with(&["--client-keystore", "other.jks"], 1);
    assert_eq!(other["causes"][0]["cause"], "client-issuer-not-listed");
    assert_eq!(other["client_certificate"]["refused"][0]["reason"], "issuer-not-listed");
    let none = with(&["--client-keystore", "empty.jks"], 1);
    assert_eq!(none["causes"][0]["cause"], "no-client-key");
    // Java opens every key at once, or none.
    let locked = with(&["--client-keystore", "good-locked.jks"], 1);
    assert_eq!(locked["causes"][0]["cause"], "wrong-password");
    assert_eq!(locked["exception"], "java.security.UnrecoverableKeyException: Cannot recover key");
    scene.write("secret.txt", "another\n");
    with(&["--client-keystore", "good-locked.jks", "--client-keypass-file", "secret.txt"], 0);
    // As a Java is told.
    with(&["-D", "javax.net.ssl.keyStore=good.jks", "-D", "javax.net.ssl.keyStorePassword=changeit"], 0);
    let words = ["probe", &name, "--trust", "corporate.pem", "--client-keystore", "other.jks"];
    let said = scene.said(&[&words[..], &HERE].concat(), 1);
    for words in [
        "lets nobody in without a client certificate, of Corp Root",
        "sends none of the keys of other.jks",
        "not \"other\"",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let wrong = ["--client-keystore", "good.jks", "--client-storepass", "wrong-one"];
    let said = scene.said(&[&["probe", &name, "--trust", "corporate.pem"][..], &HERE, &wrong].concat(), 2);
    assert!(said.contains("good.jks") && said.contains("password"), "{said}");
}

#[test]
fn the_chain_is_shown_kept_and_printed() {
    if !has_openssl() {
        return;
    }
    let scene = Scene::new();
    let top = root("Corp Root");
    let middle = below(params("Corp Middle", true), &top);
    let own = key();
    let leaf = server("localhost").signed_by(&own, &middle).unwrap();
    scene.write("leaf.pem", leaf.pem());
    scene.write("leaf.key", own.serialize_pem());
    // A stranger between those that belong together.
    scene.write("rest.pem", [root("Stranger").pem(), middle.pem()].concat());
    scene.truststore("trust.jks", &[("corp", top.der())]);
    scene.truststore("other.jks", &[("other", root("Other Root").der())]);
    let server = Server::start(&scene, "-cert leaf.pem -key leaf.key -cert_chain rest.pem");
    let name = format!("localhost:{}", server.port);
    let said = |store: &str, more: &[&str], code| {
        scene.said(&[&["probe", &name, "--keystore", store][..], &HERE, more].concat(), code)
    };
    let shown = said("trust.jks", &["--show-chain"], 0);
    for words in [
        "Sent: 3 certificates",
        "CN=localhost  [leaf, sent as number 1]",
        "CN=Corp Middle  [intermediate, sent as number 3]",
        "CN=Corp Root  [not sent, and trusted, alias corp]",
        "CN=Stranger  [extra: leads nowhere, sent as number 2]",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let shown = said("other.jks", &["--show-chain"], 1);
    assert!(shown.contains("CN=Corp Root  [missing: neither sent nor trusted]"), "{shown}");
    let output = scene.run(
        &[&["probe", &name, "--keystore", "trust.jks", "--rfc", "--dump-chain", "chain.pem"][..], &HERE]
            .concat(),
    );
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(printed, fs::read_to_string(scene.path("chain.pem")).unwrap());
    assert!(
        printed.starts_with(&format!("# {name}, number 1: CN=localhost\n-----BEGIN CERTIFICATE-----\n")),
        "{printed}"
    );
    assert_eq!(printed.matches("-----END CERTIFICATE-----").count(), 3);
    // What was kept is taken for the chain that it is.
    let verified = scene.said(&["verify", "chain.pem", "--keystore", "trust.jks", "--host", "localhost"], 0);
    assert!(verified.contains("Trusted"), "{verified}");
    let told = scene.json(&[&["probe", &name, "--keystore", "trust.jks"][..], &HERE].concat(), 0);
    let roles: Vec<&str> =
        told["chain"].as_array().unwrap().iter().map(|one| one["role"].as_str().unwrap()).collect();
    assert_eq!(roles, ["leaf", "extra", "intermediate"]);
    // Each address of the name, where it has several.
    let told =
        scene.run(&["probe", &name, "--keystore", "trust.jks", "--all-addresses", "--format", "jsonl"]);
    let lines = String::from_utf8(told.stdout).unwrap();
    let connected = lines.lines().filter(|line| {
        let told: serde_json::Value = serde_json::from_str(line).unwrap();
        told["outcome"] == "connects"
            && told["addresses"][0]["address"] == format!("127.0.0.1:{}", server.port)
    });
    assert_eq!(connected.count(), 1, "{lines}");
}

#[test]
fn as_sslpoke_says_it_and_as_it_is() {
    if !has_openssl() {
        return;
    }
    let (scene, _mutual, name) = mutual();
    let with = |more: &[&str], code| {
        scene.said(&[&["probe", &name, "--trust", "corporate.pem"][..], &HERE, more].concat(), code)
    };
    // The server's word comes too late for SSLPoke.
    assert_eq!(with(&["--as", "sslpoke", "--quiet"], 0), "Successfully connected\n");
    let both = with(&["--as", "sslpoke"], 0);
    for words in ["certificate_required", "As SSLPoke", "Successfully connected", "Does not connect"] {
        assert!(both.contains(words), "{words}: {both}");
    }
    assert!(with(&["--quiet"], 1).contains("certificate_required"));
    // In TLS 1.2 it comes in time.
    let older = ["-D", "jdk.tls.client.protocols=TLSv1.2", "--as", "sslpoke", "--quiet"];
    assert!(with(&older, 1).contains("handshake_failure"));
    // Nor does it look at the name.
    let (plain, _) = private();
    let (_server, named) = serve(&plain);
    let port = named.strip_prefix("localhost:").unwrap();
    let other = format!("other.example.com:{port}");
    let poke = [&["probe", &other, "--trust", "corporate.pem"][..], &HERE, &["--as", "sslpoke"]].concat();
    let told = plain.json(&poke, 0);
    assert_eq!(
        (told["outcome"].as_str(), told["sslpoke"]["connects"].as_bool()),
        (Some("fails"), Some(true))
    );
    assert_eq!(told["causes"][0]["cause"], "hostname-mismatch");
}

#[test]
fn it_is_looked_at_until_it_answers() {
    if !has_openssl() {
        return;
    }
    let (scene, _) = private();
    let port = free_port();
    let name = format!("localhost:{port}");
    let words = ["probe", &name, "--trust", "corporate.pem", "--watch", "1", "--connect", "127.0.0.1"];
    let said = scene.said(&[&words[..], &["--watch-limit", "2"]].concat(), 2);
    assert!(said.matches("Connection refused").count() >= 2, "{said}");
    let mut waiting = scene.command(&[&words[..], &["--quiet"]].concat());
    let waiting = waiting.stdout(Stdio::piped()).spawn().unwrap();
    let mut server = Command::new("openssl");
    let accept = format!("127.0.0.1:{port}");
    server.args(["s_server", "-quiet", "-www", "-accept", &accept, "-cert", "leaf.pem", "-key", "leaf.key"]);
    server.current_dir(scene.path(".")).stdout(Stdio::null()).stderr(Stdio::null());
    let mut server = server.spawn().unwrap();
    let output = waiting.wait_with_output().unwrap();
    server.kill().unwrap();
    server.wait().unwrap();
    assert_eq!((output.status.code(), text(&output).as_str()), (Some(0), "Successfully connected\n"));
}

#[test]
fn servers_are_told_of_in_lines_as_they_answer() {
    if !has_openssl() {
        return;
    }
    let (scene, _) = private();
    let (_server, name) = serve(&scene);
    let silent = scripted(|socket| {
        std::thread::spawn(move || {
            std::thread::sleep(std::time::Duration::from_secs(3));
            drop(socket);
        });
    });
    scene.write("servers.txt", format!("localhost:{silent}\n{name}\n"));
    let words = [
        "probe",
        "--targets",
        "servers.txt",
        "--trust",
        "corporate.pem",
        "--timeout",
        "1",
        "--parallel",
        "2",
    ];
    let output = scene.run(&[&words[..], &HERE, &["--format", "jsonl"]].concat());
    let text = String::from_utf8(output.stdout).unwrap();
    let told: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    // The one that answers first comes first, whatever the order in the file.
    assert_eq!(told.len(), 2);
    assert_eq!(
        (told[0]["server"].as_str(), told[0]["outcome"].as_str()),
        (Some(name.as_str()), Some("connects"))
    );
    assert_eq!(told[1]["causes"][0]["cause"], "no-answer");
    let said = scene.said(&["list", "--keystore", "trust.jks", "--format", "jsonl"], 2);
    assert!(said.contains("jsonl is a form"), "{said}");
}

#[test]
fn who_opens_connections_is_suspected() {
    if !has_openssl() {
        return;
    }
    let scene = Scene::new();
    let proxy = root("Zscaler Root CA");
    let own = key();
    scene.write("leaf.pem", server("www.example.com").signed_by(&own, &proxy).unwrap().pem());
    scene.write("leaf.key", own.serialize_pem());
    scene.write("zscaler.pem", proxy.pem());
    scene.write("other.pem", root("Other Root").pem());
    let server = Server::start(&scene, "-cert leaf.pem -key leaf.key");
    let name = format!("www.example.com:{}", server.port);
    for (trust, code) in [("zscaler.pem", 0), ("other.pem", 1)] {
        let told = scene.json(&[&["probe", &name, "--trust", trust][..], &HERE].concat(), code);
        let causes = told["causes"].as_array().unwrap();
        let found = causes.iter().find(|one| one["cause"] == "intercepted").unwrap();
        assert!(found["message"].as_str().unwrap().contains("Zscaler"), "{found}");
    }
}
