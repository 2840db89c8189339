//! `probe` and `import --from` as people and scripts use them: words, exit codes, what is imported and what never is.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::fs;
use std::io::Write as _;

use sha2::{Digest, Sha256};
use support::servers::{Server, free_port, has_openssl, scripted};
use support::{Scene, key, root, server, text};

/// A server's own certificate of a private authority, served for `localhost`; and a trust store of another authority.
fn scene() -> (Scene, String) {
    let scene = Scene::new();
    let corporate = root("Corp Root");
    let own = key();
    let leaf = server("localhost").signed_by(&own, &corporate).unwrap();
    scene.write("leaf.pem", leaf.pem());
    scene.write("leaf.key", own.serialize_pem());
    scene.write("corporate.pem", corporate.pem());
    scene.truststore("trust.jks", &[("other", root("Other Root").der())]);
    let digest = Sha256::digest(leaf.der()).iter().map(|octet| format!("{octet:02x}")).collect();
    (scene, digest)
}

fn serve(scene: &Scene) -> (Server, String) {
    let server = Server::start(scene, "-cert leaf.pem -key leaf.key");
    let name = format!("localhost:{}", server.port);
    (server, name)
}

/// The name goes to 127.0.0.1, where the servers are, whatever else it means on a machine.
const HERE: [&str; 2] = ["--connect", "127.0.0.1"];

#[test]
fn a_private_authority_is_told_imported_and_trusted() {
    if !has_openssl() {
        return;
    }
    let (scene, digest) = scene();
    let (_server, name) = serve(&scene);
    let probe = [&["probe", &name, "--keystore", "trust.jks"][..], &HERE].concat();
    let said = scene.said(&probe, 1);
    for words in
        ["Does not connect: Java 25 with trust.jks", "CN=Corp Root  [missing]", "PKIX path building failed"]
    {
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
    let (scene, _) = scene();
    let (_server, name) = serve(&scene);
    let nobody = format!("localhost:{}", free_port());
    let http = scripted(|mut socket| drop(socket.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")));
    scene.write("servers.txt", format!("# ours\n{name}\n\nlocalhost:{http}   # no TLS\n"));
    let words = ["probe", "--targets", "servers.txt", "--trust", "corporate.pem", "--quiet"];
    let said = scene.said(&[&words[..], &HERE].concat(), 1);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(
        lines,
        ["Successfully connected", "javax.net.ssl.SSLException: Unsupported or unrecognized SSL message"]
    );
    let said = scene.said(&[&words[..], &HERE, &[&nobody]].concat(), 2);
    assert!(said.contains("java.net.ConnectException: Connection refused"), "{said}");
}

#[test]
fn what_makes_no_sense_is_told() {
    let (scene, _) = scene();
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
    let (scene, _) = scene();
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
