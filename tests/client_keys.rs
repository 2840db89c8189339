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
use keytool_rs::pkix::client::{ClientFault, Held};
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

#[test]
fn every_recorded_client_sends_the_same_key() {
    let given = std::env::var("CLIENTS");
    let bytes = std::fs::read(given.as_deref().unwrap_or("testdata/pkix/clients.json.gz")).unwrap();
    let recording: Recording = if bytes.starts_with(b"{") {
        serde_json::from_slice(&bytes).unwrap()
    } else {
        serde_json::from_reader(flate2::read::GzDecoder::new(bytes.as_slice())).unwrap()
    };
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
            for (manager, answer) in managers {
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

fn ours(
    java: &Java,
    manager: &str,
    scene: &Scene,
    answer: &Answer,
    at: i64,
    certificates: &[Vec<u8>],
) -> (String, String) {
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
    let choice = choose_client_key(java, manager, &request, at, &entries);
    check_reasons(&choice, entries.len());
    if matches!(choice.fault, Some(ClientFault::KeyManager(_))) {
        return ("nothing: no key manager".into(), String::new());
    }
    let name =
        |place: usize| scene.entries.iter().find(|one| one.alias.to_lowercase() == entries[place].alias);
    let mut said = choice.chosen.map_or_else(|| "nothing".into(), |place| name(place).unwrap().alias.clone());
    if let Some(scheme) = choice.scheme {
        write!(said, " by {scheme:04x}").unwrap();
    }
    if choice.fault.is_some() {
        said.push_str(" and gives up");
    }
    (said, format!("{:?}", choice.refused))
}

/// Each entry is either sent or refused.
fn check_reasons(choice: &ClientChoice, count: usize) {
    let mut places: Vec<usize> =
        choice.refused.iter().map(|(place, _)| *place).chain(choice.chosen).collect();
    places.sort_unstable();
    if choice.fault.is_none_or(|fault| fault == ClientFault::NoProof) {
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
