//! Revocation: recorded chains and what was said of them, with the verdict and every exception text of JVMs 11 to 25.
//!
//! `CASE` selects scenes by a part of their name, `JAVA` one release, `SCENES=FILE` another recording.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr
)]

mod support;

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;

use base64::Engine as _;
use keytool_rs::diagnosis::Release;
use keytool_rs::jvm::policy::Policy;
use keytool_rs::jvm::zone::Zone;
use keytool_rs::pkix::revocation::{Answer, Facts, NoAnswer, Query, Revocation, Settings};
use keytool_rs::pkix::{self, Anchors, Java, Outcome, PathFault, Presented, Purpose, Rejection};
use keytool_rs::report::exceptions::{self, Subject};
use keytool_rs::report::findings::{self, Case, TrustStore};
use keytool_rs::report::keytool::certificate::Exception;
use serde::Deserialize;

const RECORDING: &str = "testdata/pkix/revocation/scenes.json.gz";
/// So many scenes there must be at least, so that none is lost unnoticed.
const AT_LEAST: usize = 400;

#[derive(Deserialize)]
struct Scene {
    id: String,
    how: String,
    properties: BTreeMap<String, String>,
    at: i64,
    clock: i64,
    sent: Vec<String>,
    roots: Vec<String>,
    crls: Vec<String>,
    staples: Vec<Option<String>>,
    served: BTreeMap<String, Served>,
    java: BTreeMap<String, Recorded>,
}

#[derive(Deserialize)]
struct Served {
    #[serde(default)]
    status: u16,
    #[serde(default)]
    body: String,
    delay: Option<u64>,
}

#[derive(Deserialize)]
struct Recorded {
    verdict: String,
    #[serde(default)]
    causes: Vec<Cause>,
}

#[derive(Deserialize)]
struct Cause {
    class: String,
    message: Option<String>,
    index: Option<i64>,
}

fn decoded(text: &str) -> Vec<u8> {
    base64::engine::general_purpose::STANDARD.decode(text).unwrap()
}

fn all(texts: &[String]) -> Vec<Vec<u8>> {
    texts.iter().map(|text| decoded(text)).collect()
}

/// What the JVMs got from the recorder's server.
fn answer(scene: &Scene, query: &Query, release: Release) -> Answer {
    let (Query::Ocsp { url, .. } | Query::Crl { url }) = query;
    // 11.0.13 waits for CRLs without end, and 17.0.9 for responders: they get what comes in the end, which is nothing.
    let waits = match query {
        Query::Ocsp { .. } => release == Release::Java17,
        Query::Crl { .. } => release == Release::Java11,
    };
    let (scheme, rest) = url.split_once("://").unwrap();
    let host = rest.split(['/', ':']).next().unwrap();
    let nothing = Answer::Nothing;
    match (scheme, host, scene.served.get(host)) {
        ("ldap", ..) => nothing(NoAnswer::Scheme { scheme: "ldap".into() }),
        (_, "127.0.0.1", _) => nothing(NoAnswer::Refused),
        (_, host, _) if host.ends_with(".invalid") => nothing(NoAnswer::UnknownHost { host: host.into() }),
        (_, _, None) => nothing(NoAnswer::Status { status: 404, phrase: "Not Found".into() }),
        (_, _, Some(Served { delay: Some(_), .. })) if waits => Answer::Octets(Vec::new()),
        (_, _, Some(Served { delay: Some(_), .. })) => nothing(NoAnswer::Silence),
        (_, _, Some(Served { status: 200, body, .. })) => Answer::Octets(decoded(body)),
        (_, _, Some(Served { status, .. })) => {
            let phrase = match status {
                403 => "Forbidden",
                404 => "Not Found",
                500 => "Internal Server Error",
                503 => "Service Unavailable",
                other => panic!("{other}"),
            };
            nothing(NoAnswer::Status { status: *status, phrase: phrase.into() })
        }
    }
}

fn settings(scene: &Scene, policy: &Policy) -> Settings {
    let plain = Settings::of(policy, |name| scene.properties.get(name).map(String::as_str));
    let Some(options) = scene.how.strip_prefix("checker") else { return plain };
    let mut settings = plain.of_checker();
    for option in options.split(',').filter(|option| !option.is_empty()) {
        match option {
            "SOFT_FAIL" => settings.soft = true,
            "NO_FALLBACK" => settings.falls_back = false,
            "ONLY_END_ENTITY" => settings.only_leaf = true,
            "PREFER_CRLS" => settings.first = pkix::revocation::Method::Crl,
            nonce => settings.nonce = Some(decoded(nonce.strip_prefix("nonce=").unwrap())),
        }
    }
    settings
}

/// The verdict: accepted, or the exceptions, outermost first; and the number of the certificate at fault. What is found to
/// be the matter has one of the exceptions in the catalogue.
fn judge(scene: &Scene, release: Release) -> (Vec<String>, Option<i64>) {
    let mut policy = Policy::of_release(release);
    for (name, value) in &scene.properties {
        if let Some(name) = name.strip_prefix("security:") {
            policy.overlay(&format!("{name}={value}\n"));
        }
    }
    let settings = settings(scene, &policy);
    let java = Java::of(release);
    let (sent, roots) = (all(&scene.sent), all(&scene.roots));
    let anchors = Anchors::new(roots.iter().map(|root| ("", root.as_slice())));
    let presented = Presented {
        chain: sent.iter().map(Vec::as_slice).collect(),
        at: scene.at,
        host: None,
        purpose: Purpose::Server,
        auth_type: "UNKNOWN",
        is_tls_13: true,
    };
    let mut facts = Facts::default();
    facts.staples = scene.staples.iter().map(|staple| staple.as_deref().map(decoded)).collect();
    facts.crls = all(&scene.crls);
    let decision = loop {
        let revocation = Revocation { settings: &settings, facts: &facts, clock: scene.clock };
        let decision = pkix::decide_asking(&java, &presented, &anchors, Some(revocation));
        match facts.wanted() {
            None => break decision,
            Some(query) => {
                let answer = answer(scene, &query, release);
                facts.add(query, answer);
            }
        }
    };
    if matches!(decision.outcome, Outcome::Trusted) {
        return (Vec::new(), None);
    }
    let zone = Zone::named("UTC").unwrap();
    let subject = Subject { java: &java, presented: &presented, anchors: &anchors, zone: &zone };
    let thrown = exceptions::of_trust_manager(&decision, subject);
    let index = match &decision.outcome {
        Outcome::Rejected(Rejection::Path { index, fault: PathFault::Revocation(_) }) => {
            index.and_then(|index| i64::try_from(index).ok())
        }
        _ => None,
    };
    let exceptions: Vec<String> = thrown.iter().map(Exception::to_string).collect();
    let case = Case {
        subject,
        chain_file: None,
        server: None,
        store: TrustStore::Certificates,
        password_options: &[],
        server_options: &[],
    };
    let found = findings::of_decision(&decision, &case);
    let is_known =
        |exception: &String| found[0].cause.entry().java.iter().any(|text| text.matches(release, exception));
    // A search that ends in vain says the same whatever was in the way.
    let is_vain = exceptions.last().is_some_and(|last| last.ends_with("to requested target"));
    assert!(
        is_vain || exceptions.iter().any(is_known),
        "{}: {:?} of {}",
        scene.id,
        exceptions,
        found[0].cause
    );
    (exceptions, index)
}

fn scenes() -> Vec<Scene> {
    let file = std::env::var("SCENES").unwrap_or_else(|_| RECORDING.to_owned());
    let bytes = std::fs::read(file).unwrap();
    serde_json::from_reader(flate2::read::GzDecoder::new(bytes.as_slice())).unwrap()
}

/// The exceptions that a JVM was recorded to throw, the outermost first.
fn thrown(recorded: &Recorded) -> Vec<String> {
    let text = |cause: &Cause| match &cause.message {
        Some(message) => format!("{}: {message}", cause.class),
        None => cause.class.clone(),
    };
    recorded.causes.iter().map(text).collect()
}

#[test]
fn every_recorded_scene_is_judged_as_the_jvms_judge_it() {
    let scenes = scenes();
    assert!(scenes.len() >= AT_LEAST, "{} scenes", scenes.len());
    let only = std::env::var("CASE").unwrap_or_default();
    let one = std::env::var("JAVA").ok();
    let (mut asked, mut differences) = (0, Vec::new());
    for scene in scenes.iter().filter(|scene| scene.id.contains(&only)) {
        for (java, recorded) in &scene.java {
            if one.as_ref().is_some_and(|one| one != java) {
                continue;
            }
            asked += 1;
            let (ours, index) = judge(scene, Release::of_feature(java.parse().unwrap()));
            let theirs = thrown(recorded);
            assert_eq!(theirs.is_empty(), recorded.verdict == "accept");
            let their_index =
                recorded.causes.get(1).and_then(|cause| cause.index).filter(|index| *index >= 0);
            if ours != theirs || (index.is_some() && index != their_index) {
                differences.push(format!(
                    "{} [{java}]\n    java {their_index:?} {}\n    ours {index:?} {}",
                    scene.id,
                    theirs.join("\n      <- "),
                    ours.join("\n      <- ")
                ));
            }
        }
    }
    for difference in differences.iter().take(100) {
        eprintln!("{difference}");
    }
    assert!(differences.is_empty(), "{} of {asked} answers differ", differences.len());
}

/// What a proxy of HTTP answers that serves what the scenes say.
fn serve(socket: TcpStream, served: &BTreeMap<String, Served>) {
    let mut reader = BufReader::new(socket.try_clone().unwrap());
    let (mut line, mut length) = (String::new(), 0);
    reader.read_line(&mut line).unwrap();
    let url = line.split(' ').nth(1).unwrap_or_default().to_owned();
    loop {
        line.clear();
        reader.read_line(&mut line).unwrap();
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        if line.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let host = url.split("://").nth(1).unwrap_or_default().split(['/', ':']).next().unwrap_or_default();
    let (status, phrase, body) = match served.get(host) {
        Some(Served { status: 200, body, .. }) => (200, "OK", decoded(body)),
        Some(Served { status: 403, .. }) => (403, "Forbidden", Vec::new()),
        Some(Served { status: 500, .. }) => (500, "Internal Server Error", Vec::new()),
        Some(Served { status: 503, .. }) => (503, "Service Unavailable", Vec::new()),
        _ => (404, "Not Found", Vec::new()),
    };
    let mut socket = &socket;
    let head = format!("HTTP/1.1 {status} {phrase}\r\nContent-Length: {}\r\n\r\n", body.len());
    let _ = socket.write_all(&[head.as_bytes(), &body].concat());
}

fn pem(ders: &[String]) -> String {
    let block = |der: &String| format!("-----BEGIN CERTIFICATE-----\n{der}\n-----END CERTIFICATE-----\n");
    ders.iter().map(block).collect()
}

#[test]
fn the_command_line_asks_the_network_and_agrees_with_the_jvms() {
    let scenes = scenes();
    let mut served = BTreeMap::new();
    for scene in &scenes {
        for (host, what) in &scene.served {
            let Served { status, body, delay } = what;
            served.insert(host.clone(), Served { status: *status, body: body.clone(), delay: *delay });
        }
    }
    let served = Arc::new(served);
    let port = support::servers::scripted(move |socket| {
        let served = served.clone();
        std::thread::spawn(move || serve(socket, &served));
    });
    let folder = support::Scene::new();
    let can_be_said = |scene: &&Scene| {
        let is_silent = scene.served.values().any(|served| served.delay.is_some());
        scene.how == "plain"
            && scene.staples.is_empty()
            && scene.crls.is_empty()
            && !is_silent
            && scene.at == scene.clock
    };
    let mut asked = 0;
    // JDK 11's words for what is no DER are the library's alone to tell; of each release every so manieth is asked.
    for (number, scene) in scenes.iter().filter(can_be_said).enumerate() {
        let java = ["25", "21", "17", "11"][number % 4];
        asked += 1;
        folder.write("chain.pem", pem(&scene.sent));
        folder.write("roots.pem", pem(&scene.roots));
        let (mut security, mut words) = (String::new(), Vec::new());
        for (name, value) in &scene.properties {
            match name.strip_prefix("security:") {
                Some(name) => security.push_str(&format!("{name}={value}\n")),
                None => words.push(format!("-J-D{name}={value}")),
            }
        }
        folder.write("java.security", security);
        words.extend(
            ["http.proxyHost=127.0.0.1", &format!("http.proxyPort={port}")].map(|one| format!("-J-D{one}")),
        );
        words.push("-J-Dhttp.nonProxyHosts=*.invalid".into());
        words.push("-J-Dcom.sun.net.ssl.checkRevocation=true".into());
        let at = jiff::Timestamp::from_millisecond(scene.at).unwrap().to_string();
        let more = [
            "verify",
            "chain.pem",
            "--trust",
            "roots.pem",
            "--java",
            java,
            "--at",
            &at,
            "--java-security",
            "java.security",
            "--format",
            "json",
        ];
        words.extend(more.map(str::to_owned));
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let output = folder.command(&words).env("TZ", "UTC").output().unwrap();
        let document: serde_json::Value = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|_| panic!("{}: {}", scene.id, support::text(&output)));
        let ours: Vec<&str> = document["exceptions"]
            .as_array()
            .unwrap()
            .iter()
            .skip(1)
            .map(|text| text.as_str().unwrap())
            .collect();
        let theirs = thrown(&scene.java[java]);
        // A port that nobody listens on, and schemes that are not spoken, are the library's to tell.
        if document.to_string().contains("https:") {
            continue;
        }
        assert_eq!(ours, theirs, "{} [{java}]", scene.id);
        assert_eq!(output.status.code(), Some(i32::from(!theirs.is_empty())), "{}", scene.id);
    }
    assert!(asked > 150, "{asked}");
}

#[test]
fn files_at_hand_are_enough_and_nobody_is_asked() {
    let scenes = scenes();
    let folder = support::Scene::new();
    let ask = |id: &str, options: &[&str], code: i32| {
        let scene = scenes.iter().find(|scene| scene.id == id).unwrap();
        folder.write("chain.pem", pem(&scene.sent));
        folder.write("roots.pem", pem(&scene.roots));
        if let Some(served) = scene.served.values().next() {
            folder.write("said", decoded(&served.body));
        }
        let at = jiff::Timestamp::from_millisecond(scene.at).unwrap().to_string();
        let words = ["verify", "chain.pem", "--trust", "roots.pem", "--at", &at];
        folder.json(&[&words[..], options].concat(), code)
    };
    let cause =
        |document: &serde_json::Value| document["causes"][0]["cause"].as_str().unwrap_or_default().to_owned();
    let good = ask("crl-good", &["--crl", "said"], 0);
    assert_eq!((&good["revocation"], cause(&good)), (&true.into(), String::new()));
    assert_eq!(cause(&ask("crl-revoked", &["--crl", "said"], 1)), "revoked");
    assert_eq!(cause(&ask("crl-wrong-signer", &["--crl", "said"], 1)), "revocation-unknown");
    assert_eq!(cause(&ask("ocsp-good", &["--ocsp-response", "said"], 0)), "");
    assert_eq!(cause(&ask("ocsp-revoked-superseded", &["--ocsp-response", "said"], 1)), "revoked");
    // Nobody listens there, and in the other case nobody is to be asked.
    assert_eq!(cause(&ask("ocsp-refused", &["--revocation"], 1)), "revocation-unknown");
    let soft = ask("ocsp-refused", &["--revocation-soft"], 0);
    assert_eq!(
        (cause(&soft), &soft["causes"][0]["severity"]),
        ("revocation-unknown".to_owned(), &"warning".into())
    );
    let plain = ask("ocsp-revoked-superseded", &[], 0);
    assert_eq!(plain["revocation"], false);
    folder.write("nothing", "nothing");
    for option in ["--crl", "--ocsp-response"] {
        let words = ["verify", "chain.pem", "--trust", "roots.pem", option, "nothing"];
        assert!(folder.said(&words, 2).contains("in nothing"), "{option}");
    }
}
