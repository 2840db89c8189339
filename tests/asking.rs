//! What `probe` is asked: several servers at once, and which Java exactly; and that it says whose fault something is.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr
)]

mod support;

use std::fs;
use std::io::{Read as _, Write as _};

use rcgen::{GeneralSubtree, NameConstraints};
use support::servers::{HERE, Server, free_port, has_openssl, openssl, private, scripted, serve};
use support::{Scene, below, key, params, root, server, text};

#[test]
fn several_servers_are_named_in_pairs_and_each_line_says_which() {
    if !has_openssl() {
        return;
    }
    let (scene, _) = private();
    let (_server, name) = serve(&scene);
    let port = name.strip_prefix("localhost:").unwrap();
    let nobody = free_port().to_string();
    let quiet = [&["--trust", "corporate.pem", "--quiet"][..], &HERE].concat();
    let said = scene.said(&[&["probe", "localhost", port, "localhost", &nobody], &quiet[..]].concat(), 2);
    let expected = format!(
        "localhost:{port}: Successfully connected\nlocalhost:{nobody}: java.net.ConnectException: Connection refused\n"
    );
    assert_eq!(said, expected);
    // One alone is told as SSLPoke does.
    let said = scene.said(&[&["probe", "localhost", port], &quiet[..]].concat(), 0);
    assert_eq!(said, "Successfully connected\n");
    // A Java that says nothing says it of each.
    let wrong = ["-D", "https.protocols=TLS1.2", "--java", "17"];
    let said =
        scene.said(&[&["probe", "localhost", port, "localhost", &nobody], &quiet[..], &wrong].concat(), 1);
    let line = "java.lang.IllegalArgumentException: Unsupported protocolTLS1.2";
    assert_eq!(said, format!("localhost:{port}: {line}\nlocalhost:{nobody}: {line}\n"));
    let said = scene.said(&["probe", &name, "--all-addresses", "--trust", "corporate.pem", "-q"], 0);
    assert_eq!(said, format!("{name} at 127.0.0.1: Successfully connected\n"));
}

#[test]
fn every_wrong_line_of_a_file_is_told_and_no_server_is_looked_at() {
    let (scene, _) = private();
    scene.write("servers.txt", "localhost:1 # fine\n\n[::1\nlocalhost 636\nhttp://a\na\tb\tc\u{1b}[1m\n");
    let output = scene.run(&["probe", "--targets", "servers.txt", "--trust", "corporate.pem"]);
    let said = text(&output);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{said}");
    for words in [
        "error: servers.txt:3: [::1 names no server: a bracket is not closed\n",
        "\n  servers.txt:5: http://a names no server: http:// has no TLS\n",
        "\n  servers.txt:6: a\\tb\\tc\\u{1b}[1m names no server: ",
        "No server was looked at.",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(!said.contains("txt:1:") && !said.contains("txt:4:"), "{said}");
}

/// Static RSA: off from 17.0.18 on; the distrust of a CA, TLS 1.0 and 1.1: each from its update on.
#[test]
fn the_update_that_is_named_decides_and_is_told() {
    if !has_openssl() {
        return;
    }
    let scene = Scene::new();
    openssl(
        &scene,
        "req -x509 -nodes -newkey rsa:2048 -keyout leaf.key -out leaf.pem -days 900 -subj /CN=localhost -addext \
         subjectAltName=DNS:localhost",
    );
    let rsa = Server::silent(&scene, "-cert leaf.pem -key leaf.key -tls1_2 -cipher AES128-SHA256");
    let old = Server::silent(&scene, "-cert leaf.pem -key leaf.key -tls1_1 -cipher ALL:@SECLEVEL=0");
    let probe = |server: &Server, java: &str, code| {
        let name = format!("localhost:{}", server.port);
        scene.json(&[&["probe", &name, "--trust", "leaf.pem", "--java", java][..], &HERE].concat(), code)
    };
    for (java, exactly, code) in [
        ("17.0.15", "17.0.15", 0),
        ("17.0.17", "17.0.17", 0),
        ("17.0.18", "17.0.18", 1),
        ("17", "17.0.21", 1),
        ("11.0.29", "11.0.29", 0),
        ("11.0.30", "11.0.30", 1),
        ("21", "21.0.8", 0),
        ("21.0.10", "21.0.10", 1),
        ("8", "8u504", 0),
        ("25", "25.0.2", 1),
    ] {
        let told = probe(&rsa, java, code);
        assert_eq!(told["java_version"], exactly, "{java}");
        assert_eq!(told["java"], exactly.split(['.', 'u']).next().unwrap(), "{java}");
    }
    for (java, code) in [("8u282", 0), ("8u291", 1), ("11.0.10", 0), ("11.0.11", 1), ("17.0.1", 1)] {
        probe(&old, java, code);
    }
    let name = format!("localhost:{}", rsa.port);
    let words = ["probe", &name, "--trust", "leaf.pem", "--java", "17"];
    let said = scene.said(&[&words[..], &HERE].concat(), 1);
    assert!(
        said.contains("Does not connect: Java 17.0.21, to ") && said.contains("Java 17.0.21 throws"),
        "{said}"
    );
    let said = scene.said(&["probe", "--help"], 0);
    assert!(said.contains("17.0.21"), "{said}");
}

/// As 17.0.9, 17.0.15, 21.0.8 and 25.0.2 took servers below such authorities, and 17.0.21 was recorded to.
#[test]
fn constraints_of_names_are_read_as_the_update_reads_them() {
    let scene = Scene::new();
    let top = root("Corp Root");
    scene.write("root.pem", top.pem());
    let chain = |name: &str, names: NameConstraints, host: &str| {
        let mut params = params("Corp Middle", true);
        params.name_constraints = Some(names);
        let middle = below(params, &top);
        let leaf = server(host).signed_by(&key(), &middle).unwrap();
        scene.write(name, [leaf.pem(), middle.pem()].concat());
    };
    let tree = |name: &str| vec![GeneralSubtree::DnsName(name.to_owned())];
    let (permitted, excluded) = (
        |name| NameConstraints { permitted_subtrees: tree(name), excluded_subtrees: Vec::new() },
        |name| NameConstraints { permitted_subtrees: Vec::new(), excluded_subtrees: tree(name) },
    );
    chain("dot.pem", permitted(".example.test"), "mail.example.test");
    chain("empty.pem", permitted(""), "mail.example.test");
    chain("wild.pem", excluded("www.example.test"), "*.example.test");
    const FAILED: &str = "CertPathValidatorException: name constraints check failed";
    const STUMBLED: &str = "StringIndexOutOfBoundsException: String index out of range: 0";
    for (file, java, expected) in [
        ("dot.pem", "17.0.9", Some(FAILED)),
        ("dot.pem", "17.0.15", None),
        ("dot.pem", "21.0.8", None),
        ("empty.pem", "17.0.9", Some(FAILED)),
        ("empty.pem", "17.0.15", Some(STUMBLED)),
        ("wild.pem", "17.0.9", None),
        ("wild.pem", "17.0.15", None),
        ("wild.pem", "17", Some(FAILED)),
        ("wild.pem", "25", None),
    ] {
        let words = ["verify", file, "--trust", "root.pem", "--host", "mail.example.test", "--java", java];
        let told = scene.json(&words, i32::from(expected.is_some()));
        let last = told["exceptions"].as_array().unwrap().last().map(|last| last.as_str().unwrap());
        assert!(last.unwrap_or_default().ends_with(expected.unwrap_or_default()), "{file} {java}: {told}");
    }
}

#[test]
fn it_is_told_whose_fault_it_is() {
    if !has_openssl() {
        return;
    }
    let (scene, _) = private();
    let (_server, name) = serve(&scene);
    let probe = [&["probe", &name, "--trust", "corporate.pem"][..], &HERE].concat();
    let with = |more: &[&str], code| scene.json(&[&probe[..], more].concat(), code);
    for (property, cause, words) in [
        ("jdk.tls.client.protocols=TLS1.2", "unknown-protocol-name", "unknown version: TLS1.2"),
        ("https.protocols=TLS1.2", "unknown-protocol-name", "unknown version: TLS1.2"),
        ("https.cipherSuites=AES", "unknown-suite-name", "unknown suite: AES"),
        ("jdk.tls.client.protocols=SSLv3", "client-settings", "no version left"),
        ("jdk.tls.maxHandshakeMessageSize=300", "client-settings", "is told to take no more than 300"),
        ("jdk.tls.maxCertificateChainLength=0", "client-settings", "is told to take no more than 0"),
    ] {
        let told = with(&["-D", property], 1);
        let found = &told["causes"][0];
        assert_eq!(
            (found["cause"].as_str(), found["actor"].as_str()),
            (Some(cause), Some("java-administrator"))
        );
        assert!(found["message"].as_str().unwrap().contains(words), "{property}: {found}");
    }
    // Names of DTLS are known, and none that this can use.
    with(&["-D", "https.protocols=TLSv1.2,DTLSv1.2"], 0);
    // The name of a host begins a sentence as it is written.
    let said = scene.said(&[&probe[..], &["-D", "jdk.tls.maxHandshakeMessageSize=300"]].concat(), 1);
    assert!(said.contains(&format!("  {name} sends a message of ")), "{said}");
    // Nobody is at the proxy, which is nothing that the server's administrator can mend.
    let proxy = format!("127.0.0.1:{}", free_port());
    let told = scene.json(&["probe", &name, "--trust", "corporate.pem", "--proxy", &proxy], 2);
    let found = &told["causes"][0];
    assert_eq!(
        (found["cause"].as_str(), found["actor"].as_str(), told["exception"].as_str()),
        (
            Some("proxy-unreachable"),
            Some("network-administrator"),
            Some("java.net.ConnectException: Connection refused")
        )
    );
    // The password that is wrong is the client's keystore's.
    scene.keystore("own.jks", "changeit", &[("me", &key(), &[root("Me").der().as_ref()])]);
    let words = ["--client-keystore", "own.jks", "--client-storepass", "another"];
    let said = scene.said(&[&probe[..], &words].concat(), 2);
    assert!(
        said.contains("own.jks, the client's keystore") && said.contains("with --client-storepass,"),
        "{said}"
    );
}

/// Where the authority is of another key than the one of its name that is trusted, it is not among what was sent: --ca has nothing to
/// import then, and is not advised.
#[test]
fn an_authority_that_was_not_sent_is_not_to_be_imported() {
    if !has_openssl() {
        return;
    }
    let scene = Scene::new();
    let (trusted, other) = (root("Corp Root"), root("Corp Root"));
    let own = key();
    let mut leaf = server("localhost");
    leaf.use_authority_key_identifier_extension = true;
    scene.write("leaf.pem", leaf.signed_by(&own, &other).unwrap().pem());
    scene.write("leaf.key", own.serialize_pem());
    scene.truststore("trust.jks", &[("corp", trusted.der())]);
    let (_server, name) = serve(&scene);
    let said = scene.said(&[&["probe", &name, "--keystore", "trust.jks"][..], &HERE].concat(), 1);
    assert!(
        said.contains("has the same name: their key identifiers differ") && !said.contains("--ca"),
        "{said}"
    );
    // The advice can be followed.
    let before = fs::read(scene.path("trust.jks")).unwrap();
    scene.said(&["import", "--from", &name, "--keystore", "trust.jks", "--yes"], 0);
    assert_ne!(fs::read(scene.path("trust.jks")).unwrap(), before);
    scene.said(&[&["probe", &name, "--keystore", "trust.jks"][..], &HERE].concat(), 0);
}

/// What a library for mail throws before there is any TLS is its own.
#[test]
fn no_exception_of_javas_is_claimed_before_tls() {
    let (scene, _) = private();
    let port = scripted(|mut socket| {
        for answer in ["220 mail.example.com ESMTP\r\n", "250-mail.example.com\r\n250 SIZE\r\n", "502 no\r\n"]
        {
            let _ = socket.write_all(answer.as_bytes());
            let _ = socket.read(&mut [0; 256]);
        }
    });
    let name = format!("localhost:{port}");
    let words = [&["probe", &name, "--starttls", "smtp", "--trust", "corporate.pem"][..], &HERE].concat();
    let told = scene.json(&words, 2);
    assert_eq!(told["causes"][0]["cause"], "starttls-refused");
    assert_eq!((&told["exception"], &told["exceptions"]), (&serde_json::Value::Null, &serde_json::json!([])));
    let said = scene.said(&[&words[..], &["-q"]].concat(), 2);
    assert_eq!(said, format!("{name} speaks smtp and does not offer TLS\n"));
}

/// A server that shares no version or suite may close without a word: what it speaks is found by the command that is told, which asks
/// as it was asked before.
#[test]
fn a_server_that_closes_without_a_word_is_to_be_surveyed() {
    let (scene, _) = private();
    let own = key();
    let leaf = params("client", false).self_signed(&own).unwrap();
    scene.keystore("own.jks", "secret1", &[("own", &own, &[leaf.der()])]);
    scene.write("own.pass", "secret1\n");
    let port = scripted(|mut socket| {
        let _ = socket.read(&mut [0; 4096]);
        let _ = socket.shutdown(std::net::Shutdown::Write);
        let _ = socket.read_to_end(&mut Vec::new());
    });
    let name = format!("localhost:{port}");
    let options = "--keystore trust.jks --java 17 --at 2026-06-01T00:00:00Z --client-keystore own.jks --client-storepass-file own.pass \
                   --connect 127.0.0.1";
    let words: Vec<&str> = ["probe", &name].into_iter().chain(options.split(' ')).collect();
    let said = scene.said(&words, 1);
    let command = format!("keytool-rs probe {name} --all {options}");
    assert!(said.split_whitespace().collect::<Vec<_>>().join(" ").contains(&command), "{said}");
    let surveyed: Vec<&str> = command.split(' ').skip(1).collect();
    let said = scene.said(&surveyed, 1);
    assert!(said.contains("log knows why") && !said.contains(&command), "{said}");
}
