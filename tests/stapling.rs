//! Revocation in real connections: servers that staple OCSP responses, and what `probe` says beside what JVMs were recorded
//! to say; and an issuer that is fetched because the server does not send it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::io::{Read as _, Write as _};

use rcgen::{BasicConstraints, IsCa};
use support::servers::{Server, has_openssl, scripted};
use support::{Scene, below, issued, issuers_at, params, root, server};

const FOLDER: &str = "testdata/pkix/revocation/stapled";

#[test]
fn what_is_stapled_counts_as_it_does_in_the_jvms() {
    if !has_openssl() {
        return;
    }
    let scene = Scene::new();
    for name in ["leaf.pem", "root.pem", "good.der", "revoked.der", "unknown.der", "expired.der", "later.der"]
    {
        scene.write(name, std::fs::read(format!("{FOLDER}/{name}")).unwrap());
    }
    let at = std::fs::read_to_string(format!("{FOLDER}/at")).unwrap();
    let said = std::fs::read_to_string(format!("{FOLDER}/said.tsv")).unwrap();
    let rows: Vec<Vec<&str>> = said.lines().map(|line| line.splitn(4, '\t').collect()).collect();
    assert!(rows.len() >= 48, "{} rows", rows.len());
    for response in ["none", "good", "revoked", "unknown", "expired", "later"] {
        let staple = if response == "none" { String::new() } else { format!(" -status_file {response}.der") };
        let server = Server::start(&scene, &format!("-cert leaf.pem -key leaf.pem{staple}"));
        let address = format!("localhost:{}", server.port);
        for row in rows.iter().filter(|row| row[0] == response) {
            let [_, java, version, theirs] = row[..] else { panic!("{row:?}") };
            // Later updates name the alert.
            let java = if java == "17" { "17.0.9" } else { java };
            let protocols = format!("jdk.tls.client.protocols={version}");
            let words = [
                "probe",
                &address,
                "--quiet",
                "--trust",
                "root.pem",
                "--java",
                java,
                "--at",
                at.trim(),
                "-D",
                &protocols,
                "-D",
                "com.sun.net.ssl.checkRevocation=true",
            ];
            let output = scene.command(&words).env("TZ", "UTC").output().unwrap();
            let ours = support::text(&output);
            let theirs = if theirs == "connects" { "Successfully connected" } else { theirs };
            assert_eq!(ours.trim_end(), theirs, "{response} [{java}, {version}]");
        }
    }
}

#[test]
fn an_issuer_that_is_missing_is_fetched() {
    let scene = Scene::new();
    let top = root("Top");
    let mut authority = params("Middle", true);
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let middle = below(authority, &top);
    let der = middle.der().to_vec();
    let port = scripted(move |mut socket| {
        let mut asked = [0; 1024];
        let read = socket.read(&mut asked).unwrap();
        let found = asked[..read].starts_with(b"GET /middle.crt HTTP/1.1\r\n");
        let (status, body) = if found { ("200 OK", der.as_slice()) } else { ("404 Not Found", &[][..]) };
        let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n\r\n", body.len());
        socket.write_all(&[head.as_bytes(), body].concat()).unwrap();
    });
    let url = format!("http://127.0.0.1:{port}/middle.crt");
    let mut leaf = server("mail.example.com");
    leaf.custom_extensions.push(issuers_at(&url));
    let leaf = issued(&leaf, &middle);
    scene.write("leaf.pem", leaf.pem());
    scene.write("root.pem", top.pem());
    let words = ["verify", "leaf.pem", "--trust", "root.pem", "--host", "mail.example.com"];
    let without = scene.json(&words, 1);
    assert_eq!(without["causes"][0]["cause"], "missing-intermediate");
    let document = scene.json(&[&words[..], &["--fetch-issuers"]].concat(), 0);
    assert_eq!(document["causes"][0]["cause"], "missing-intermediate");
    assert_eq!(document["causes"][0]["severity"], "warning");
    assert!(document["causes"][0]["message"].as_str().unwrap().contains(&url));
    let said = scene.said(&[&words[..], &["--fetch-issuers"]].concat(), 0);
    assert!(said.contains("[fetched]"), "{said}");
    let by_property = [&["-J-Dcom.sun.security.enableAIAcaIssuers=true"], &words[..]].concat();
    assert_eq!(scene.json(&by_property, 0)["trusted"], true);
}
