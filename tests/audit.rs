//! `audit`: every rule fires where it should and is silent where it should be, and what is printed keeps its form.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "audit/forms.rs"]
mod forms;
#[path = "audit/rules.rs"]
mod rules;
mod support;

use std::process::Command;

use rcgen::{CertificateParams, date_time_ymd};
use serde_json::Value;
use support::{Authority, Scene, below, issued, key, params, root, server, text};

/// The instant of all audits that say no other.
const AT: &str = "2026-11-28";

/// A finding as the interface tells it: rule, severity, alias.
type Told = (String, String, Option<String>);

fn told(rule: &str, severity: &str, alias: &str) -> Told {
    (rule.into(), severity.into(), Some(alias.into()))
}

fn of_store(rule: &str, severity: &str) -> Told {
    (rule.into(), severity.into(), None)
}

fn document(scene: &Scene, words: &[&str]) -> Value {
    let at = if words.contains(&"--at") { vec![] } else { vec!["--at", AT] };
    let output = scene.run(&[&["audit", "--format", "json"], words, &at].concat());
    assert!(output.status.code() <= Some(2), "{}", text(&output));
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", text(&output)))
}

/// What was found in all stores, notes that a certificate is no authority left out where nobody asks for them.
fn findings(scene: &Scene, words: &[&str]) -> Vec<Told> {
    all_findings(scene, words)
        .into_iter()
        .filter(|(rule, severity, _)| rule != "ca-false" || severity != "info")
        .collect()
}

fn all_findings(scene: &Scene, words: &[&str]) -> Vec<Told> {
    let document = document(scene, words);
    let stores = document["stores"].as_array().unwrap().iter();
    stores
        .flat_map(|store| store["findings"].as_array().unwrap())
        .map(|finding| {
            let field = |name: &str| finding[name].as_str().map(str::to_owned);
            (field("rule").unwrap(), field("severity").unwrap(), field("alias"))
        })
        .collect()
}

/// What one rule found.
fn of_rule(scene: &Scene, rule: &str, words: &[&str]) -> Vec<Told> {
    all_findings(scene, words).into_iter().filter(|(found, ..)| found == rule).collect()
}

fn until(mut params: CertificateParams, year: i32, month: u8, day: u8) -> CertificateParams {
    params.not_after = date_time_ymd(year, month, day);
    params
}

fn from(mut params: CertificateParams, year: i32, month: u8, day: u8) -> CertificateParams {
    params.not_before = date_time_ymd(year, month, day);
    params
}

fn self_signed(params: &CertificateParams) -> Vec<u8> {
    params.self_signed(&key()).unwrap().der().to_vec()
}

fn corp() -> (Authority, Authority) {
    let root = root("Corp Root CA");
    let middle = below(params("Corp Issuing CA", true), &root);
    (root, middle)
}

/// The Java roots; a server's certificate that expired, an issuer that is no authority, and a whole chain: exactly those are
/// flagged, and after the commands that were printed nothing is.
#[test]
fn the_remedies_mend_what_they_are_printed_for() {
    let scene = Scene::new();
    scene.copy("keystores/debian.jks", "cacerts");
    let import = |name: &str, pem: String, options: &[&str]| {
        scene.write("in.pem", pem);
        let words = ["import", "in.pem", "--create", "--keystore", "cacerts"];
        let named = if name.is_empty() { vec![] } else { vec!["--alias", name] };
        scene.said(&[&words, &named[..], options].concat(), 0);
    };
    import(
        "old mail",
        until(server("mail.example.com"), 2026, 11, 1).self_signed(&key()).unwrap().pem(),
        &[],
    );
    let false_issuer = Authority::self_signed(params("No CA", false), key()).unwrap();
    import("no-ca", false_issuer.pem(), &[]);
    import("its-leaf", issued(&server("files.example.com"), &false_issuer).pem(), &[]);
    let (root, middle) = corp();
    let leaf = issued(&server("git.example.com"), &middle);
    import("", format!("{}{}{}", leaf.pem(), middle.pem(), root.pem()), &["--chain"]);

    let words = ["cacerts", "--at", AT];
    let flagged = || {
        let mut found = findings(&scene, &words);
        found.retain(|(_, severity, _)| severity != "info");
        found
    };
    assert_eq!(
        flagged(),
        [
            told("expired", "warning", "old mail"),
            told("ca-false", "error", "no-ca"),
            told("chain-instead-of-leaf", "warning", "corp-issuing-ca"),
            told("chain-instead-of-leaf", "warning", "corp-root-ca"),
        ]
    );
    let said = scene.said(&["audit", "cacerts", "--at", AT], 1);
    assert!(said.ends_with("A restart does no harm; what is told above is better mended.\n"), "{said}");
    let document = document(&scene, &words);
    let commands =
        document["stores"][0]["findings"].as_array().unwrap().iter().filter(|one| one["severity"] != "info");
    for command in commands.map(|finding| finding["command"].as_str().unwrap()) {
        assert!(said.contains(command), "{command}");
        run_in_shell(&scene, command);
    }
    assert_eq!(flagged(), []);
    let said = scene.said(&["audit", "cacerts", "--at", AT], 0);
    assert!(said.ends_with("A restart does no harm: nothing here keeps a JVM from working.\n"), "{said}");
}

/// Runs a command as somebody who pastes it does.
fn run_in_shell(scene: &Scene, command: &str) {
    let program = env!("CARGO_BIN_EXE_keytool-rs");
    let script = command.replacen("keytool-rs", program, 1);
    let output = Command::new("bash").args(["-c", &script]).current_dir(scene.path("")).output().unwrap();
    assert!(output.status.success(), "{command}: {}", text(&output));
}
