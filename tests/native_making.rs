//! What makes and moves keys, certificates, requests and CRLs, in the native dialect: one scenario for each command, and a
//! mistake whose error says what to do next.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::io::Write as _;
use std::process::Stdio;

use serde_json::Value;
use support::{Scene, text};

const STORE: [&str; 2] = ["--keystore", "pki.p12"];

/// A folder with an authority, `ca`, in pki.p12.
fn authority() -> Scene {
    let scene = Scene::new();
    let made = done(&scene, &["genkeypair", "ca", "--dname", "CN=Lab CA", "--ext", "bc:c"]);
    assert_eq!((&made["action"], &made["subject"]), (&"added".into(), &"CN=Lab CA".into()));
    scene
}

/// Runs on the store and gives the one change that it made.
fn done(scene: &Scene, words: &[&str]) -> Value {
    let document = scene.json(&[words, &STORE].concat(), 0);
    assert_eq!(document["changed"], true, "{document}");
    assert_eq!(document["entries"].as_array().unwrap().len(), 1, "{document}");
    document["entries"][0].clone()
}

/// What is said to a person, of success.
fn told(scene: &Scene, words: &[&str]) -> String {
    scene.said(&[words, &STORE].concat(), 0)
}

/// The error, and what it says to do next.
fn refused(scene: &Scene, words: &[&str], error: &str, next: &str) {
    let before = std::fs::read(scene.path("pki.p12")).unwrap();
    let said = scene.said(&[words, &STORE].concat(), 1);
    assert!(said.contains(&format!("error: {error}\n")) && said.contains(next), "{words:?}: {said}");
    assert_eq!(std::fs::read(scene.path("pki.p12")).unwrap(), before, "{words:?}");
}

/// The entry as it is listed.
fn listed(scene: &Scene, store: &str, alias: &str) -> Value {
    let document = scene.json(&["list", "--keystore", store], 0);
    let entries = document["entries"].as_array().unwrap();
    entries.iter().find(|entry| entry["alias"] == alias).unwrap_or_else(|| panic!("{document}")).clone()
}

#[test]
fn genkeypair_signs_by_an_authority() {
    let scene = authority();
    let words = ["genkeypair", "server", "--ext", "san=dns:server.test", "--signer", "ca", "--validity", "7"];
    let said = told(&scene, &words);
    assert!(said.contains("signed by ca) for 7 days: CN=server") && said.contains("added server"), "{said}");
    assert_eq!(listed(&scene, "pki.p12", "server")["certificates"].as_array().unwrap().len(), 2);
    refused(&scene, &words, "there is an entry server already", "Choose another alias.");
    let agreement = ["genkeypair", "agreement", "--keyalg", "X25519"];
    refused(
        &scene,
        &agreement,
        "keys of XDH sign nothing, not even their own certificate",
        "Name with --signer",
    );
}

#[test]
fn genseckey_makes_keys_of_possible_sizes() {
    let scene = authority();
    assert_eq!(done(&scene, &["genseckey", "seal", "--keyalg", "AES"])["action"], "added");
    let listed = listed(&scene, "pki.p12", "seal");
    assert!(listed["certificates"].as_array().is_none_or(Vec::is_empty), "{listed}");
    let odd = ["genseckey", "odd", "--keyalg", "AES", "--keysize", "100"];
    refused(&scene, &odd, "an AES key has 128, 192 or 256 bits", "The store is unchanged.");
}

#[test]
fn importpass_takes_the_first_line_it_is_given() {
    let scene = authority();
    let words = [&["importpass", "database"], &STORE[..]].concat();
    let mut program = scene.command(&words);
    program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut program = program.spawn().unwrap();
    program.stdin.take().unwrap().write_all(b"a password\nand more\n").unwrap();
    let output = program.wait_with_output().unwrap();
    assert!(output.status.success() && text(&output).contains("added database"), "{}", text(&output));
    refused(
        &scene,
        &["importpass", "other"],
        "no password came on standard input",
        "give it as the first line of standard input",
    );
}

#[test]
fn a_request_is_made_shown_and_answered() {
    let scene = authority();
    done(&scene, &["genkeypair", "server", "--dname", "CN=server.test"]);
    let words = ["certreq", "server", "--ext", "san=dns:www.server.test", "--file", "server.csr"];
    assert!(told(&scene, &words).contains("Written to server.csr."));
    let request = scene.json(&["printcertreq", "server.csr"], 0)["request"].clone();
    assert_eq!(request["subject"], "CN=server.test");
    assert!(request["names"].to_string().contains("www.server.test"), "{request}");
    assert!(scene.said(&["printcertreq", "server.csr"], 0).contains("Subject    CN=server.test"));
    let answer = ["gencert", "ca", "--infile", "server.csr", "--ext", "honored=san", "--rfc"];
    assert!(told(&scene, &[&answer[..], &["--outfile", "server.pem"]].concat()).contains("server.pem"));
    // The answer goes under the key that asked.
    assert!(told(&scene, &["import", "server.pem"]).contains("replaced server"));
    let names = scene.said(&["printcert", "server.pem"], 0);
    assert!(names.contains("www.server.test") && names.contains("Lab CA"), "{names}");

    refused(
        &scene,
        &["certreq", "nobody"],
        "there is no entry nobody",
        "`keytool-rs list` shows the aliases",
    );
    refused(
        &scene,
        &["gencert", "ca", "--infile", "server.pem"],
        "there is no sound certificate request in server.pem",
        "`keytool-rs certreq` makes one",
    );
    let said = scene.said(&["printcertreq", "pki.p12"], 1);
    assert!(said.contains("error: Java cannot read it") && said.contains("in PEM or DER"), "{said}");
}

#[test]
fn selfcert_gives_another_name() {
    let scene = authority();
    let made = done(&scene, &["selfcert", "ca", "--dname", "CN=Other CA"]);
    assert_eq!((&made["action"], &made["subject"]), (&"replaced".into(), &"CN=Other CA".into()));
    done(&scene, &["genseckey", "seal"]);
    let words = ["selfcert", "seal"];
    refused(
        &scene,
        &words,
        "seal is a secret key, which signs nothing",
        "`keytool-rs list` shows the aliases",
    );
    let words = ["selfcert", "ca", "--dname", "nonsense"];
    let said = scene.said(&[&words[..], &STORE].concat(), 1);
    assert!(said.contains("A name looks like \"CN=server.example.com"), "{said}");
}

#[test]
fn a_crl_is_made_and_shown() {
    let scene = authority();
    let said = told(&scene, &["gencrl", "ca", "--id", "17", "--id", "18:1", "--file", "ca.crl", "--rfc"]);
    assert!(said.contains("Written to ca.crl."), "{said}");
    let crl = scene.json(&["printcrl", "ca.crl", "--keystore", "pki.p12"], 0)["crls"][0].clone();
    assert_eq!((&crl["issuer"], &crl["verified_by"]), (&"CN=Lab CA".into(), &"ca".into()));
    let revoked: Vec<_> =
        crl["revoked"].as_array().unwrap().iter().map(|one| (&one["serial"], &one["reason"])).collect();
    assert_eq!(revoked, [(&"11".into(), &Value::Null), (&"12".into(), &1.into())]);
    assert!(scene.said(&["printcrl", "ca.crl"], 0).contains("its key was stolen"));
    let words = ["gencrl", "ca", "--id", "x"];
    refused(&scene, &words, "--id x: this is no serial number", "looks like 4711, 0x1267");
    let said = scene.said(&["printcrl", "pki.p12"], 1);
    assert!(said.contains("in PEM or DER"), "{said}");
}

#[test]
fn entries_move_and_keep_or_change_their_passwords() {
    let scene = authority();
    let clone = ["keyclone", "--alias", "ca", "--destalias", "copy"];
    assert!(told(&scene, &clone).contains("added copy"));
    refused(&scene, &clone, "there is an entry copy already", "Choose another alias.");
    let moved = scene.json(&["importkeystore", "pki.p12", "--keystore", "all.jks", "--storetype", "jks"], 0);
    assert_eq!((&moved["changed"], moved["entries"].as_array().unwrap().len()), (&true.into(), 2), "{moved}");
    let again = ["importkeystore", "pki.p12", "--srcalias", "ca", "--keystore", "all.jks"];
    assert!(scene.said(&again, 1).contains("--replace"));
    // A key of a JKS has a password of its own, which then is the one that opens it.
    let change = ["keypasswd", "ca", "--new", "secret1", "--keystore", "all.jks"];
    assert_eq!(scene.json(&change, 0)["changed"], true);
    let request = ["certreq", "ca", "--keystore", "all.jks"];
    assert!(scene.said(&request, 1).contains("ca"));
    assert!(
        scene
            .said(&[&request[..], &["--keypass", "secret1"]].concat(), 0)
            .contains("BEGIN NEW CERTIFICATE REQUEST")
    );
    refused(
        &scene,
        &["keypasswd", "ca", "--new", "secret1"],
        "the keys of a PKCS12 keystore have the keystore's password",
        "`keytool-rs storepasswd` changes both.",
    );
}
