//! Which key a Java client sends: recorded scenes, with what JVMs 11 to 25 did with both key managers.
//!
//! `CLIENTS=FILE` compares with another recording instead, `SCENE` selects scenes by a part of their name, `JAVA` one release.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use keytool_rs::diagnosis::Release;
use keytool_rs::jvm::policy::Policy;
use keytool_rs::keystore::Format;
use keytool_rs::pkix::client_key::{Held, KeyChoiceFault};
use keytool_rs::pkix::{ClientChoice, ClientEntry, ClientRequest, Java, KeyManager, choose_client_key};
use serde::Deserialize;

#[derive(Deserialize)]
struct Recording {
    /// When it was made, in milliseconds since 1970.
    at: i64,
    /// The properties of each JVM.
    policies: BTreeMap<String, String>,
    certificates: Vec<String>,
    scenes: Vec<Scene>,
}

#[derive(Deserialize)]
struct Scene {
    id: String,
    store: String,
    tls: String,
    /// Laid over `java.security`.
    policy: Option<String>,
    schemes: Vec<u16>,
    kinds: Vec<u8>,
    certificate_schemes: Option<Vec<u16>>,
    entries: Vec<Entry>,
    authorities: Vec<String>,
    /// By release and key manager.
    java: BTreeMap<String, BTreeMap<String, Answer>>,
}

#[derive(Deserialize)]
struct Entry {
    alias: String,
    kind: String,
    other_password: bool,
    /// Places in the recording's certificates.
    chain: Vec<usize>,
}

#[derive(Deserialize)]
struct Answer {
    /// The aliases, in the order of the store.
    order: Vec<String>,
    /// Why the key manager could not be made.
    init: Option<String>,
    /// Whose chain was sent.
    sent: Option<String>,
    /// By which scheme it was proved.
    scheme: Option<u16>,
    /// What the client gave up with.
    ended: Option<String>,
}

/// So many scenes there must be at least, so that none is lost unnoticed.
const AT_LEAST: usize = 900;

impl Answer {
    /// Whether the connection ended over the server's own proof or cipher suite, which such a policy forbids: then it says
    /// nothing about the client's key.
    fn is_about_the_server(&self) -> bool {
        let starts =
            ["Unsupported signature algorithm (", "ServerKeyExchange for", "Server selected improper"];
        self.ended.as_ref().is_some_and(|ended| starts.iter().any(|start| ended.contains(start)))
    }
}

fn read(path: &str) -> Recording {
    let bytes = std::fs::read(path).unwrap();
    if bytes.starts_with(b"{") {
        serde_json::from_slice(&bytes).unwrap()
    } else {
        serde_json::from_reader(flate2::read::GzDecoder::new(bytes.as_slice())).unwrap()
    }
}

const RECORDING: &str = "testdata/pkix/clients.json.gz";

#[test]
fn every_recorded_client_sends_the_same_key() {
    let given = std::env::var("CLIENTS");
    let recording = read(given.as_deref().unwrap_or(RECORDING));
    assert!(given.is_ok() || recording.scenes.len() >= AT_LEAST);
    let certificates: Vec<Vec<u8>> =
        recording.certificates.iter().map(|text| STANDARD.decode(text).unwrap()).collect();
    let only = std::env::var("SCENE").unwrap_or_default();
    let release = std::env::var("JAVA").ok();
    let (mut compared, mut differences) = (0, 0);
    for scene in recording.scenes.iter().filter(|scene| scene.id.contains(&only)) {
        for (version, managers) in &scene.java {
            if release.as_ref().is_some_and(|release| release != version) {
                continue;
            }
            let policy = Policy::read(&format!(
                "{}\n{}",
                recording.policies[version],
                scene.policy.as_deref().unwrap_or_default()
            ));
            let java = Java::with_policy(of(version), &policy).unwrap();
            for (manager, answer) in managers.iter().filter(|(_, answer)| !answer.is_about_the_server()) {
                compared += 1;
                let theirs = said(answer);
                let (ours, why) = ours(&java, manager, scene, answer, recording.at, &certificates);
                if ours != theirs {
                    differences += 1;
                    eprintln!("{} [{version} {manager}]\n    java {theirs}\n    ours {ours} {why}", scene.id);
                }
            }
        }
    }
    eprintln!("{compared} compared");
    assert!(compared > 0 && differences == 0, "{differences} of {compared} differ");
}

fn of(version: &str) -> Release {
    match version {
        "11" => Release::Java11,
        "17" => Release::Java17,
        "21" => Release::Java21,
        "25" => Release::Java25,
        other => panic!("{other}"),
    }
}

fn said(answer: &Answer) -> String {
    if answer.init.is_some() {
        return "nothing: no key manager".into();
    }
    let mut said = answer.sent.clone().unwrap_or_else(|| "nothing".into());
    match answer.scheme {
        Some(scheme) if scheme != 0 => write!(said, " by {scheme:04x}").unwrap(),
        _ => {}
    }
    if answer.ended.is_some() {
        said.push_str(" and gives up");
    }
    said
}

/// What is not sent, in the words of the facts: a scene, the release, the key manager, and the first reason.
const REASONS: [(&str, &str, &str, &str); 12] = [
    ("rsa by another 1.2", "25", "SunX509", "Issuer"),
    ("kinds [2] 1.2", "25", "PKIX", r#"KeyType("RSA")"#),
    ("certificates only JKS 1.3", "21", "SunX509", "NoPrivateKey"),
    ("secret key 1.2", "17", "PKIX", "NoPrivateKey"),
    ("other password JKS 1.3", "25", "PKIX", "Unrecoverable"),
    ("other password JKS 1.3", "25", "SunX509", "KeyManager(0)"),
    ("Edwards key and another 1.3", "11", "PKIX", "UnknownKey"),
    ("alone rsa768 1.3", "25", "PKIX", "Algorithm { certificate: 0, fault: Key("),
    ("alone rsa-md5 1.3", "25", "PKIX", "Algorithm { certificate: 0, fault: Signature("),
    (
        "schemes pkcs1 rsa-of-curve 1.2",
        "25",
        "PKIX",
        r#"Algorithm { certificate: 2, fault: NotAsked("SHA256withECDSA")"#,
    ),
    ("pair rsa-expired, rsa 1.2", "25", "PKIX", "Behind { blemish: Some(Expired) }"),
    ("kinds [99] 1.2", "17", "PKIX", "Request(UnknownKind(99))"),
];

#[test]
fn it_is_told_why_a_key_is_not_sent() {
    let recording = read(RECORDING);
    let certificates: Vec<Vec<u8>> =
        recording.certificates.iter().map(|text| STANDARD.decode(text).unwrap()).collect();
    for (id, version, manager, expected) in REASONS {
        let scene = recording.scenes.iter().find(|scene| scene.id == id).unwrap_or_else(|| panic!("{id}"));
        let java = Java::with_policy(of(version), &Policy::read(&recording.policies[version])).unwrap();
        let answer = &scene.java[version][manager];
        let choice = choose(&java, manager, scene, answer, recording.at, &certificates);
        let said = match choice.fault {
            Some(fault) => format!("{fault:?}"),
            None => format!("{:?}", choice.refused[0].1),
        };
        assert!(said.starts_with(expected), "{id} [{version} {manager}]: {said}");
    }
}

fn ours(
    java: &Java,
    manager: &str,
    scene: &Scene,
    answer: &Answer,
    at: i64,
    certificates: &[Vec<u8>],
) -> (String, String) {
    let choice = choose(java, manager, scene, answer, at, certificates);
    check_reasons(&choice, answer.order.len());
    if matches!(choice.fault, Some(KeyChoiceFault::KeyManager(_))) {
        return ("nothing: no key manager".into(), String::new());
    }
    let alias = |place: usize| {
        let is_it = |entry: &&Entry| entry.alias.to_lowercase() == answer.order[place];
        scene.entries.iter().find(is_it).unwrap().alias.clone()
    };
    let mut said = choice.chosen.map_or_else(|| "nothing".into(), alias);
    if let Some(scheme) = choice.scheme {
        write!(said, " by {scheme:04x}").unwrap();
    }
    if choice.fault.is_some() {
        said.push_str(" and gives up");
    }
    (said, format!("{:?}", choice.refused))
}

fn choose(
    java: &Java,
    manager: &str,
    scene: &Scene,
    answer: &Answer,
    at: i64,
    certificates: &[Vec<u8>],
) -> ClientChoice {
    let manager = if manager == "PKIX" { KeyManager::Pkix } else { KeyManager::SunX509 };
    let authorities: Vec<Vec<u8>> =
        scene.authorities.iter().map(|text| STANDARD.decode(text).unwrap()).collect();
    let request = ClientRequest {
        version: match scene.tls.as_str() {
            "TLSv1" => 0x0301,
            "TLSv1.1" => 0x0302,
            "TLSv1.2" => 0x0303,
            _ => 0x0304,
        },
        authorities: &authorities,
        kinds: &scene.kinds,
        schemes: &scene.schemes,
        certificate_schemes: scene.certificate_schemes.as_deref(),
    };
    let find = |alias: &String| scene.entries.iter().find(|entry| entry.alias.to_lowercase() == *alias);
    let entries: Vec<ClientEntry<'_>> = answer
        .order
        .iter()
        .map(|alias| client_entry(alias, &scene.store, find(alias).unwrap(), certificates))
        .collect();
    choose_client_key(java, manager, &request, at, &entries)
}

/// Each entry is either sent or refused.
fn check_reasons(choice: &ClientChoice, count: usize) {
    let mut places: Vec<usize> =
        choice.refused.iter().map(|(place, _)| *place).chain(choice.chosen).collect();
    places.sort_unstable();
    if choice.fault.is_none_or(|fault| fault == KeyChoiceFault::NoProof) {
        assert_eq!(places, (0..count).collect::<Vec<_>>());
    }
}

fn client_entry<'a>(
    alias: &'a str,
    store: &str,
    entry: &Entry,
    certificates: &'a [Vec<u8>],
) -> ClientEntry<'a> {
    let is_open = !entry.other_password;
    let held = match entry.kind.as_str() {
        "key" => Held::PrivateKey { is_open },
        "secret" => Held::SecretKey { is_open },
        _ => Held::Certificate,
    };
    ClientEntry {
        alias,
        format: if store == "JKS" { Format::Jks } else { Format::Pkcs12 },
        held,
        chain: entry.chain.iter().map(|place| certificates[*place].as_slice()).collect(),
    }
}
