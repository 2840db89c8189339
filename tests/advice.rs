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

use support::poke::Poke;
use support::servers::{HERE, Server, free_port, has_openssl, private, scripted, serve};
use support::{Scene, below, issuers_at, key, params, root, server};

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
    assert!(said.contains("Connects: Java 25.0.2 with trust.jks"), "{said}");
    scene.said(&probe, 0);
    // There is nothing more to import.
    let said = scene.said(&["import", "--from", &name, "--keystore", "trust.jks", "--yes"], 0);
    assert!(said.contains("trusts") && said.contains("nothing to import"), "{said}");
    let Some(jvm) = Poke::compiled(&scene) else { return };
    let port = name.strip_prefix("localhost:").unwrap();
    scene.truststore("before.jks", &[("corp", corporate.der())]);
    for (store, expected) in [("trust.jks", "\tok TLSv1.3"), ("before.jks", "PKIX path building failed")] {
        let said = jvm.at(port, store, &[]);
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
    // Others have their store elsewhere.
    let command = format!("keytool-rs import --from {name} --keystore TRUSTSTORE");
    assert!(
        customer.contains(&command) && customer.contains("cp TRUSTSTORE TRUSTSTORE.before"),
        "{customer}"
    );
    assert!(!customer.contains("trust.jks"), "{customer}");
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
        assert_eq!(names, ["Java 8u504", "Java 11.0.13", "Java 17.0.21", "Java 21.0.8", "Java 25.0.2"]);
        assert!(javas.iter().all(|java| java["connects"] == connects), "{told}");
    }
    let thrown = told[1]["javas"][1]["exception"].as_str().unwrap();
    assert_eq!(thrown, "javax.net.ssl.SSLHandshakeException: Received fatal alert: protocol_version");
}
