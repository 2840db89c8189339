//! `probe` against servers with every kind of fault, beside JVMs that connect to the same servers with the same stores:
//! verdict and exceptions must be equal.
//!
//! What the JVMs said is kept in testdata/probe/said.tsv (scene, version, answer), so that it is compared where there is
//! none; `PROBE_JVMS=1` asks those of JAVA_HOME_11, _17, _21 and _25 again, `UPDATE=1` keeps what they say, `TABLE=1` prints
//! scenes and JVMs as a table, `SCENE` selects scenes by a part of their name.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "probe/clients.rs"]
mod clients;
#[path = "probe/jvms.rs"]
mod jvms;
#[path = "probe/raw.rs"]
mod raw;
#[path = "probe/scenes.rs"]
mod scenes;
mod support;

use std::collections::BTreeMap;
use std::thread;
use std::{env, fs};

use keytool_rs::secret::SecretBytes;
use raw::{play, play_prime};
use scenes::{Case, Served};
use support::Scene;
use support::servers::{Server, free_port, has_openssl, scripted};

const SAID: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/probe/said.tsv");

/// A server of a scene, as long as it is kept.
struct Running {
    port: u16,
    _server: Option<Server>,
}

fn start(scene: &Scene, case: &Case) -> Running {
    match &case.server {
        Served::OpenSsl(options) => {
            let server = Server::start(scene, options);
            Running { port: server.port, _server: Some(server) }
        }
        Served::Raw(answer, after) => {
            let (answer, after) = (*answer, *after);
            let port = scripted(move |socket| drop(thread::spawn(move || play(socket, answer, after))));
            Running { port, _server: None }
        }
        Served::Prime(bits) => {
            let bits = *bits;
            let certificate = fs::read(scene.path("rsa2048-sha256.der")).unwrap();
            let key = SecretBytes::new(fs::read(scene.path("rsa2048-sha256.p8")).unwrap());
            let port = scripted(move |socket| play_prime(socket, bits, &certificate, &key));
            Running { port, _server: None }
        }
        Served::Nobody => Running { port: free_port(), _server: None },
    }
}

/// What JVMs said, by scene and version.
type Said = BTreeMap<(String, String), String>;

fn recorded() -> Said {
    let table = fs::read_to_string(SAID).unwrap_or_default();
    let columns = table.lines().map(|line| line.splitn(3, '\t').collect::<Vec<_>>());
    columns.map(|row| ((row[0].to_owned(), row[1].to_owned()), row[2].to_owned())).collect()
}

/// Asks the JVMs that are there about every scene.
fn ask(scene: &Scene, cases: &[Case]) -> Said {
    let mut said = Said::new();
    for jvm in &mut jvms::jvms() {
        for case in cases {
            let server = start(scene, case);
            let path = |name: &str| scene.path(name).to_str().unwrap().to_owned();
            let keys = case.keys.map_or_else(|| "-".to_owned(), path);
            let words =
                [case.host, &server.port.to_string(), &path(case.trust), "changeit", &keys, "changeit"];
            let answer = match case.properties {
                [] => jvm.ask(&words),
                properties => jvm.with(properties).ask(&words),
            };
            said.insert((case.name.clone(), jvm.version.to_owned()), answer);
        }
    }
    said
}

#[test]
fn every_verdict_is_a_jvms() {
    if !has_openssl() {
        return;
    }
    let scene = Scene::new();
    let mut cases = scenes::all(&scene);
    let only = env::var("SCENE").unwrap_or_default();
    cases.retain(|case| case.name.contains(&only));
    let mut said = recorded();
    let fresh = ask(&scene, &cases);
    if env::var_os("UPDATE").is_some() && !fresh.is_empty() {
        let mut kept = if only.is_empty() { Said::new() } else { said.clone() };
        kept.extend(fresh.clone());
        let lines = kept.iter().map(|((name, version), answer)| format!("{name}\t{version}\t{answer}\n"));
        fs::create_dir_all(std::path::Path::new(SAID).parent().unwrap()).unwrap();
        fs::write(SAID, lines.collect::<String>()).unwrap();
    }
    // A certificate made anew is a byte longer or shorter: of a recorded answer its length does not count.
    let is_asked = !fresh.is_empty();
    said.extend(fresh);
    let mut rows = Vec::new();
    let mut differences = Vec::new();
    for case in &cases {
        let mut row = format!("{:<40}", case.name);
        for (version, named) in [("11", "11.0.13"), ("17", "17.0.9"), ("21", "21.0.8"), ("25", "25.0.2")] {
            let Some(theirs) = said.get(&(case.name.clone(), version.to_owned())) else { continue };
            let ours = probe(&scene, case, named);
            let same = ours == *theirs
                || (!is_asked && without_length(&ours) == without_length(theirs))
                || (theirs.starts_with("ok ") && ours == "ok")
                || is_open(case, &ours);
            row.push_str(if same { "  same" } else { "  DIFFERS" });
            if !same {
                differences.push(format!("{} [{version}]\n  JVM:  {theirs}\n  ours: {ours}", case.name));
            }
        }
        rows.push(row);
    }
    if env::var_os("TABLE").is_some() {
        println!("{:<40}  11    17    21    25\n{}", "scene", rows.join("\n"));
    }
    assert!(!only.is_empty() || rows.len() > 160, "{} scenes", rows.len());
    assert!(differences.is_empty(), "{} differ\n{}", differences.len(), differences.join("\n"));
}

/// A text without the length of a message in it.
fn without_length(text: &str) -> String {
    const BEFORE: &str = "The size of the handshake message (";
    match text.split_once(BEFORE) {
        Some((start, rest)) => {
            format!("{start}{BEFORE}{}", rest.trim_start_matches(|digit: char| digit.is_ascii_digit()))
        }
        None => text.to_owned(),
    }
}

/// What cannot be told: whether the end of a connection or its reset is seen first is a matter of time; and of a TLS 1.3 server
/// that speaks finite fields alone no certificate is seen, which `probe` says.
fn is_open(case: &Case, ours: &str) -> bool {
    match case.name.as_str() {
        "closes-at-once" => ours.contains("Remote host terminated") || ours.contains("Connection reset"),
        "group-ffdhe2048-tls13" => ours == "undecided",
        _ => false,
    }
}

/// What `probe` says of a scene: `ok`, or the exceptions as the JVMs' program joins them.
fn probe(scene: &Scene, case: &Case, java: &str) -> String {
    let server = start(scene, case);
    let name = format!("{}:{}", case.host, server.port);
    let words = ["probe", &name, "--connect", "127.0.0.1", "--keystore", case.trust, "--java", java];
    let keys = case
        .keys
        .map_or_else(Vec::new, |keys| vec!["--client-keystore", keys, "--client-storepass", "changeit"]);
    let properties: Vec<&str> = case.properties.iter().flat_map(|one| ["-D", one]).collect();
    let output =
        scene.run(&[&words[..], &keys, &properties, &["--timeout", "2", "--format", "json"]].concat());
    let told: serde_json::Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{}: {error}: {}", case.name, support::text(&output)));
    let code = output.status.code();
    match told["outcome"].as_str().unwrap() {
        "connects" => {
            assert_eq!(code, Some(0), "{}", case.name);
            "ok".to_owned()
        }
        "undecided" => {
            assert_eq!(code, Some(2), "{}", case.name);
            "undecided".to_owned()
        }
        outcome => {
            assert_eq!(code, Some(if outcome == "fails" { 1 } else { 2 }), "{}", case.name);
            let thrown = told["exceptions"].as_array().unwrap().iter().map(|one| one.as_str().unwrap());
            thrown.collect::<Vec<_>>().join(" | ")
        }
    }
}
