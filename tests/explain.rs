//! `explain` against recordings of real JVMs, each with its truth: which step failed, which check.
//!
//! `testdata/logs/recordings.gz` holds them one after another: a line of JSON with the file, the truth and the number of bytes, then
//! the bytes; `further.gz` has those of `testdata/make/logs_more/further.py`, `blind.gz` those of `blind.py` beside it, which were
//! thought of without a look at the rules, `simple-checks.gz` those of `simple_checks.py`, and `java-27.gz` what Java 27 says in all of
//! these scenarios. What one file alone cannot tell, or tells otherwise, is listed in
//! `testdata/logs/other-answers.tsv`; the list fails in both directions. `TABLE=1` prints a table by scenario and JDK, `UPDATE=1`
//! writes the list anew.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use keytool_rs::explain::{Explained, Explainer, Explanation, Outcome, Side};

#[path = "explain/command.rs"]
mod command;
#[path = "explain/field.rs"]
mod field;
#[path = "explain/sayings.rs"]
mod sayings;

struct Recording {
    /// `scenario/jdk/file`
    file: String,
    host: Option<String>,
    outcome: String,
    step: String,
    check: String,
    /// How the file's own client ended, where that is not how the scenario's did.
    own_exit: Option<u64>,
    who: BTreeSet<String>,
    bytes: Vec<u8>,
}

impl Recording {
    fn part(&self, index: usize) -> &str {
        self.file.split('/').nth(index).unwrap()
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/logs")
}

fn recordings() -> Vec<Recording> {
    ["recordings.gz", "further.gz", "blind.gz", "simple-checks.gz", "java-27.gz"]
        .iter()
        .flat_map(|name| recordings_of(name))
        .collect()
}

fn recordings_of(name: &str) -> Vec<Recording> {
    let file = std::fs::File::open(folder().join(name)).unwrap();
    let mut all = Vec::new();
    flate2::read::GzDecoder::new(file).read_to_end(&mut all).unwrap();
    let mut rest = all.as_slice();
    let mut recordings = Vec::new();
    while !rest.is_empty() {
        let end = rest.iter().position(|byte| *byte == b'\n').unwrap();
        let head: serde_json::Value = serde_json::from_slice(&rest[..end]).unwrap();
        let length = usize::try_from(head["bytes"].as_u64().unwrap()).unwrap();
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let truth = &head["truth"];
        recordings.push(Recording {
            file: text(&head["file"]),
            host: head["host"].as_str().map(str::to_owned),
            outcome: text(&truth["outcome"]),
            step: text(&truth["failed_step"]),
            check: text(&truth["failed_check"]),
            own_exit: head["exit"].as_u64(),
            who: truth["who_must_act"].as_array().into_iter().flatten().map(text).collect(),
            bytes: rest[end + 1..end + 1 + length].to_vec(),
        });
        rest = &rest[end + 1 + length..];
    }
    recordings
}

fn explained(log: &[u8]) -> Option<Explanation> {
    let mut explainer = Explainer::default();
    for chunk in log.chunks(64 * 1024) {
        explainer.feed(chunk);
    }
    explainer.finish()
}

/// What is said of a log: outcome, step and check of each attempt, with the candidates where it is not decided.
fn answers(log: &[u8]) -> Vec<String> {
    let Some(explanation) = explained(log) else { return vec!["not a log".into()] };
    explanation.attempts.iter().map(answer).collect()
}

fn answer(attempt: &Explained) -> String {
    let mut text = attempt.outcome.id().to_owned();
    for reason in attempt.diagnosis.iter().flat_map(|diagnosis| &diagnosis.reasons) {
        write!(text, " {}/{}", reason.step.id(), reason.check).unwrap();
    }
    text
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    /// The first answer is the truth.
    Right,
    /// The truth is among the candidates.
    Candidate,
    /// Nothing of it is in the log.
    Silent,
    /// Something else is said.
    Other,
}

fn verdict(recording: &Recording) -> (Verdict, String) {
    let explanation = explained(&recording.bytes).unwrap_or_default();
    let attempts = explanation.attempts.as_slice();
    let said = attempts.iter().map(answer).collect::<Vec<_>>().join("; ");
    let failures: Vec<&Explained> =
        attempts.iter().filter(|attempt| attempt.outcome == Outcome::Failure).collect();
    let outcome = match recording.own_exit {
        Some(0) => "success",
        Some(_) => "own failure",
        None => recording.outcome.as_str(),
    };
    let verdict = match outcome {
        "own failure" if !failures.is_empty() => Verdict::Right,
        "success" if !failures.is_empty() => Verdict::Other,
        "success" if attempts.iter().any(|attempt| attempt.outcome == Outcome::Success) => Verdict::Right,
        "success" => Verdict::Silent,
        "fragment" if failures.is_empty() && !attempts.is_empty() => Verdict::Right,
        _ if failures.is_empty() => Verdict::Silent,
        _ if recording.check == "several" => {
            let checks: BTreeSet<&str> = failures
                .iter()
                .filter_map(|attempt| attempt.diagnosis.as_ref()?.first())
                .map(|reason| reason.check.as_ref())
                .collect();
            if checks.len() > 1 { Verdict::Right } else { Verdict::Other }
        }
        _ => {
            let is_truth = |reason: &keytool_rs::explain::Reason| {
                reason.step.id() == recording.step && reason.check == recording.check
            };
            let reasons = |attempt: &&Explained| {
                attempt.diagnosis.as_ref().map(|diagnosis| diagnosis.reasons.clone()).unwrap_or_default()
            };
            if reasons(&failures[0]).first().is_some_and(is_truth) {
                Verdict::Right
            } else if failures.iter().any(|attempt| reasons(attempt).iter().any(is_truth)) {
                Verdict::Candidate
            } else {
                Verdict::Other
            }
        }
    };
    (verdict, said)
}

#[test]
fn every_recording_is_explained_as_it_was() {
    let recordings = recordings();
    assert!(recordings.len() > 4900);
    let mut others = String::new();
    let mut table: BTreeMap<String, BTreeMap<String, Vec<Verdict>>> = BTreeMap::new();
    let mut kinds: BTreeMap<String, BTreeMap<Verdict, usize>> = BTreeMap::new();
    for recording in &recordings {
        let (verdict, said) = verdict(recording);
        let is_legacy = recording.part(0) == "_legacy";
        let (scenario, jdk) =
            if is_legacy { (recording.part(1), "legacy") } else { (recording.part(0), recording.part(1)) };
        let kind = recording.file.rsplit('/').next().unwrap().to_owned();
        table.entry(scenario.to_owned()).or_default().entry(jdk.to_owned()).or_default().push(verdict);
        *kinds.entry(kind).or_default().entry(verdict).or_default() += 1;
        if verdict != Verdict::Right {
            let truth = format!("{}/{}", recording.step, recording.check);
            writeln!(others, "{}\t{truth}\t{said}", recording.file).unwrap();
        }
    }
    if std::env::var_os("TABLE").is_some() {
        print_table(&table, &kinds);
    }
    let path = folder().join("other-answers.tsv");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &others).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap();
    let (known, found): (BTreeSet<&str>, BTreeSet<&str>) =
        (known.lines().collect(), others.lines().collect());
    let differences: Vec<&&str> = known.symmetric_difference(&found).take(20).collect();
    assert!(
        differences.is_empty(),
        "answers have changed (UPDATE=1 writes the list anew):\n{differences:#?}"
    );
}

/// Whose matter it is, where a client's debug log tells the step and the check rightly; what it cannot tell is listed.
#[test]
fn who_must_act_is_told_as_it_was() {
    const OTHERS: [&str; 10] = [
        // Who wrote the name, the application or its settings.
        "cfg-sslcontext-protocol",
        "cfg-suite-name-socket",
        // What the other side's store lacks.
        "mtls-certificate-unknown-tls13",
        "pkix-int-other-key",
        // Whether the port is one that begins in clear text.
        "plain-imap-starttls",
        "plain-smtp-starttls",
        // Whether credentials were there.
        "proxy-407",
        // Whether the network gave the answer, or who was asked.
        "rev-crl-dp-stale",
        "rev-ocsp-html",
        "rev-ocsp-http-404",
    ];
    let mut told: BTreeMap<bool, usize> = BTreeMap::new();
    let mut others = BTreeSet::new();
    for recording in recordings_of("recordings.gz") {
        if recording.part(2) != "client.debug.txt"
            || recording.check == "several"
            || recording.outcome != "failure"
            || verdict(&recording).0 != Verdict::Right
        {
            continue;
        }
        let explanation = explained(&recording.bytes).unwrap();
        let failure = explanation.attempts.iter().find(|attempt| attempt.outcome == Outcome::Failure);
        let reason = failure.unwrap().diagnosis.as_ref().unwrap().first().unwrap();
        let who: BTreeSet<String> = reason.who.iter().map(|party| party.words().to_owned()).collect();
        *told.entry(who == recording.who).or_default() += 1;
        if who != recording.who {
            others.insert(recording.part(0).to_owned());
        }
    }
    println!("who must act, in clients' debug logs: {told:?}");
    let unexpected: Vec<&String> =
        others.iter().filter(|scenario| !OTHERS.contains(&scenario.as_str())).collect();
    assert!(unexpected.is_empty() && others.len() == OTHERS.len(), "{others:?}");
}

/// By scenario and JDK: how many of the files are explained rightly, of how many; in the end by kind of file.
fn print_table(
    table: &BTreeMap<String, BTreeMap<String, Vec<Verdict>>>,
    kinds: &BTreeMap<String, BTreeMap<Verdict, usize>>,
) {
    const JDKS: [&str; 10] = ["8d", "11.0.9", "11", "11d", "17", "21", "25", "25d", "27", "legacy"];
    println!("{:<36}{}", "scenario", JDKS.map(|jdk| format!("{jdk:>9}")).concat());
    for (scenario, jdks) in table {
        let cells = JDKS.map(|jdk| {
            let verdicts = jdks.get(jdk).map(Vec::as_slice).unwrap_or_default();
            let right = verdicts.iter().filter(|verdict| **verdict == Verdict::Right).count();
            if verdicts.is_empty() {
                format!("{:>9}", "")
            } else {
                format!("{:>9}", format!("{right}/{}", verdicts.len()))
            }
        });
        println!("{scenario:<36}{}", cells.concat());
    }
    println!("\n{:<32}{:>8}{:>12}{:>8}{:>8}", "file", "right", "candidate", "silent", "other");
    for (kind, counts) in kinds {
        let count = |verdict| counts.get(&verdict).copied().unwrap_or_default();
        let [right, candidate, silent, other] =
            [Verdict::Right, Verdict::Candidate, Verdict::Silent, Verdict::Other].map(count);
        println!("{kind:<32}{right:>8}{candidate:>12}{silent:>8}{other:>8}");
    }
}

/// Every so many recordings are tried in other guises.
const STEP: usize = 9;

/// The answers are the same whatever hosts are called, loggers put before the lines, and zones and ends of lines are.
#[test]
fn the_guise_of_a_log_does_not_matter() {
    for recording in recordings().iter().step_by(STEP) {
        let text = String::from_utf8_lossy(&recording.bytes).into_owned();
        let expected = answers(text.as_bytes());
        let prefixed =
            |prefix: &str| text.lines().map(|line| format!("{prefix}{line}\n")).collect::<String>();
        let mut guises = vec![
            ("wrapper", prefixed("jvm 1    | ")),
            ("wrapper with time", prefixed("INFO   | jvm 1    | 2026/11/21 09:00:00 | ")),
            ("container", prefixed("2026-11-21T09:00:00.123456789Z stdout F ")),
            ("colours", text.lines().map(|line| format!("\x1b[31m{line}\x1b[0m\n")).collect()),
            ("syslog", prefixed("Nov 21 09:00:00 app1 java[812]: ").replace('\t', "#011")),
            (
                "container's JSON",
                text.lines()
                    .map(|line| serde_json::json!({"log": format!("{line}\n"), "stream": "stderr"}))
                    .map(|line| format!("{line}\n"))
                    .collect(),
            ),
            ("crlf", text.replace('\n', "\r\n")),
            ("zone", text.replace(" CET", " AEST").replace(" UTC", " PST").replace(" JST", " GMT-03:00")),
        ];
        if let Some(host) = recording
            .host
            .as_deref()
            .filter(|host| host.contains('.') && host.parse::<std::net::IpAddr>().is_err())
        {
            let renamed = format!(
                "node7{}",
                &host[host.find('.').unwrap()..].replace(".example", ".internal").replace(".test", ".intern")
            );
            guises.push(("host", text.replace(host, &renamed)));
        }
        for (name, guise) in guises {
            assert_eq!(answers(guise.as_bytes()), expected, "{}: {name}", recording.file);
        }
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(
            answers(&[&[0xff, 0xfe], utf16.as_slice()].concat()),
            expected,
            "{}: UTF-16",
            recording.file
        );
    }
}

/// Two logs, line by line in turns as two JVMs of one wrapper write them, are two sets of attempts.
#[test]
fn threads_are_told_apart() {
    let recordings = recordings();
    let find = |file: &str| recordings.iter().find(|recording| recording.file == file).unwrap();
    let log = find("multi-three-threads/17/client.debug.txt");
    let explanation = explained(&log.bytes).unwrap();
    let hosts: Vec<&str> =
        explanation.attempts.iter().filter_map(|attempt| attempt.handshake.host.as_deref()).collect();
    assert_eq!(hosts.len(), 3, "{hosts:?}");
    let outcomes: Vec<Outcome> = explanation.attempts.iter().map(|attempt| attempt.outcome).collect();
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == Outcome::Failure).count(), 2);
}

/// The same attempt a thousand times is one, with its number.
#[test]
fn attempts_that_are_alike_are_counted() {
    let trace = "GET https://a.example/ failed\njavax.net.ssl.SSLHandshakeException: Received fatal alert: protocol_version\n\
                 \tat sun.security.ssl.Alert.createSSLException(Alert.java:131)\n\
                 \tat sun.net.www.protocol.https.HttpsClient.afterConnect(HttpsClient.java:1)\n\n";
    let explanation = explained(trace.repeat(1000).as_bytes()).unwrap();
    assert_eq!(explanation.attempts.len(), 1);
    let only = &explanation.attempts[0];
    assert_eq!((only.count, only.first_line, only.last_line), (1000, 1, 4996));
    assert_eq!(only.handshake.host.as_deref(), Some("a.example"));
}

#[test]
fn a_trace_in_one_line_of_json_is_read() {
    let log = "{\"level\":\"ERROR\",\"stack_trace\":\"javax.net.ssl.SSLHandshakeException: No name matching a.example found\\n\\tat \
               sun.security.ssl.Alert.createSSLException(Alert.java:131)\\n\\tat sun.security.ssl.CertificateMessage.checkServerCerts(C.java:1)\\n\"}\n";
    assert_eq!(answers(log.as_bytes()), ["failure server-certificate/hostname"]);
}

#[test]
fn openssl_says_whose_certificate_it_is() {
    let server = "ACCEPT\nverify error:num=10:certificate has expired\n\
                  40:error:0A000086:SSL routines:tls_process_client_certificate:certificate verify failed:../ssl/statem/statem_srvr.c:1:\n";
    assert_eq!(
        answers(server.as_bytes()),
        ["failure client-certificate-verification/client-certificate-expired"]
    );
    let client = "verify error:num=20:unable to get local issuer certificate\n\
                  40:error:0A000086:SSL routines:tls_process_server_certificate:certificate verify failed:../ssl/statem/statem_clnt.c:1:\n";
    assert_eq!(answers(client.as_bytes()), ["failure server-certificate/path-building"]);
}

#[test]
fn an_old_log_tells_who_listens() {
    let log = "http-1, READ: TLSv1 Handshake, length = 100\n*** ClientHello, TLSv1\n***\n\
               http-1, SEND TLSv1.2 ALERT:  fatal, description = handshake_failure\n\
               http-1, handling exception: javax.net.ssl.SSLHandshakeException: no cipher suites in common\n";
    let explanation = explained(log.as_bytes()).unwrap();
    assert_eq!(explanation.attempts[0].handshake.side, Some(Side::Server));
    assert!(answer(&explanation.attempts[0]).starts_with("failure negotiation/cipher-suites"));
}

/// A client that checks the name itself goes behind the handshake, and in order.
#[test]
fn a_server_tells_whom_its_client_left_in_order() {
    let recordings = recordings();
    let of = |file: &str| recordings.iter().find(|recording| recording.file == file).unwrap();
    let debug = &of("host-custom-verifier/25/server.debug.txt").bytes;
    let both = "failure server-certificate/hostname transport-loss/closed-by-peer";
    assert_eq!(answers(debug), [both]);
    assert_eq!(answers(&of("host-custom-verifier/25/server.trace.txt").bytes), [both]);
    // The name is that of the certificate: then that is not it.
    let text = String::from_utf8_lossy(debug).replace("=hub.", "=www.");
    assert_eq!(
        answers(text.as_bytes()),
        ["failure transport-loss/closed-by-peer server-certificate/hostname"]
    );
    let sent = answers(&of("distrust-policy/17/server.trace.txt").bytes);
    assert!(sent[0].starts_with("failure transport-loss/connection-reset server-certificate/"), "{sent:?}");
}

/// What is no log is said to be none, and what is torn does no harm.
#[test]
fn torn_logs_do_no_harm() {
    assert!(explained(b"").is_none());
    assert!(explained(&[0; 100_000]).is_none());
    assert!(explained(b"once upon a time\n").is_none());
    for recording in recordings().iter().step_by(401) {
        for cut in [1, 3, 7] {
            let end = recording.bytes.len() / 8 * cut;
            let _ = explained(&recording.bytes[..end]);
            let _ = explained(&recording.bytes[end..]);
        }
    }
}
