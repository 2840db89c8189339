//! `verify`: what the JVMs said of recorded chains, through the command line; its interface, and bad input.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "pkix/recorded.rs"]
#[allow(dead_code)]
mod recorded;
mod support;

use std::collections::BTreeMap;
use std::process::Command;

use keytool_rs::diagnosis::{Cause, Release, Text};
use rcgen::{Certificate, ExtendedKeyUsagePurpose, GeneralSubtree, KeyPair, NameConstraints, date_time_ymd};
use serde_json::Value;
use support::{Authority, Scene, below, issued, key, params, root, server, text};

/// How many cases the command line is asked of each release, of those that it can say: all of Java 25's, every so manieth of
/// the others.
const EVERY: [(&str, usize); 5] = [("25", 1), ("21", 9), ("17", 9), ("11", 9), ("8", 9)];

const FILES: [&str; 2] = ["testdata/pkix/cases.json.gz", "testdata/pkix/own.json.gz"];

#[test]
fn the_command_line_agrees_with_the_jvms() {
    let scene = Scene::new();
    let mut differences = Vec::new();
    let mut asked = 0;
    let mut texts: BTreeMap<&str, usize> = BTreeMap::new();
    for file in FILES {
        let cases = recorded::read(file);
        for (index, case) in cases.iter().filter(|case| case.can_be_a_command()).enumerate() {
            for (java, theirs) in case.recorded() {
                let every = EVERY.iter().find(|(release, _)| *release == java).map_or(1, |(_, every)| *every);
                if index % every != 0 {
                    continue;
                }
                asked += 1;
                let command = case.command(&scene.path(""), &java);
                let words: Vec<&str> = command.iter().map(String::as_str).collect();
                let output =
                    scene.command(&[&words[..], &["--format", "json"]].concat()).env("TZ", "UTC").output();
                let output = output.unwrap();
                // A command line that makes no sense has no document.
                let document: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
                if document["trusted"].is_null() {
                    // A policy that this Java cannot read: the program says so, too.
                    if output.status.code() != Some(2) || theirs.accepted {
                        differences.push(format!("{} [{java}]: {}", case.id, text(&output)));
                    }
                    continue;
                }
                if let Some(difference) = difference(&document, output.status.code(), &theirs) {
                    differences.push(format!("{} [{java}]: {difference}", case.id));
                }
                if !theirs.accepted {
                    let release = Release::of_feature(java.parse().unwrap());
                    let words = told(&document, release, &theirs.exceptions);
                    *texts.entry(words).or_default() += 1;
                    if words.is_empty() {
                        differences.push(format!(
                            "{} [{java}]: none of {:?} is in the catalogue under {}",
                            case.id, theirs.exceptions, document["causes"][0]["cause"]
                        ));
                    }
                }
            }
        }
    }
    assert!(asked > 900, "{asked} cases");
    assert!(texts.len() > 20, "{texts:#?}");
    assert!(differences.is_empty(), "{} differences\n{}", differences.len(), differences.join("\n"));
}

/// How a verdict differs from a JVM's: in itself, in its exit code, or in a text below the connection's own exception.
fn difference(document: &Value, code: Option<i32>, theirs: &recorded::Verdict) -> Option<String> {
    let accepted = document["trusted"].as_bool().unwrap();
    if accepted != theirs.accepted || code != Some(i32::from(!accepted)) {
        return Some(format!("trusted {accepted}, exit code {code:?}"));
    }
    let exceptions: Vec<&str> =
        document["exceptions"].as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect();
    let is_null = document["exception"].is_null();
    if is_null != accepted || (!is_null && document["exception"] != exceptions[0]) {
        return Some(format!("exception {}", document["exception"]));
    }
    let message = |text: &str| text.split_once(": ").map_or(String::new(), |(_, message)| message.to_owned());
    let connection = exceptions.first().map(|text| message(text));
    if theirs.handshake.is_some() && connection != theirs.handshake {
        return Some(format!("connection {connection:?}, not {:?}", theirs.handshake));
    }
    let below = exceptions.iter().skip(1).copied().collect::<Vec<_>>();
    // Unchecked exceptions are not wrapped: the connection's own is the trust manager's.
    let is_same = accepted || below == theirs.exceptions || exceptions == theirs.exceptions;
    (!is_same).then(|| format!("\n    java {:#?}\n    ours {exceptions:#?}", theirs.exceptions))
}

/// Java's word for a path that was looked for in vain, whatever each attempt failed by.
const NO_PATH: &str = "sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target";

/// The text of the catalogue that a JVM's words match, of the first cause that was told.
fn told(document: &Value, release: Release, exceptions: &[String]) -> &'static str {
    if exceptions.iter().any(|exception| exception == NO_PATH) {
        return NO_PATH;
    }
    let cause = document["causes"][0]["cause"].as_str().unwrap_or_default();
    let entry = Cause::all().find(|known| known.id() == cause).map(Cause::entry);
    let texts = entry.map_or(&[][..], |entry| entry.java);
    let found = texts.iter().find(|text| exceptions.iter().any(|exception| text.matches(release, exception)));
    found.map_or("", |text| text.words)
}

/// A text that the catalogue gives to some releases is said by no other.
#[test]
fn texts_of_some_releases_are_said_by_no_other() {
    let mut said = Vec::new();
    for file in FILES {
        for case in recorded::read(file) {
            for (java, verdict) in case.recorded() {
                let release = Release::of_feature(java.parse().unwrap());
                said.extend(verdict.exceptions.into_iter().map(|exception| (release, exception)));
            }
        }
    }
    let texts = Cause::all().flat_map(|cause| cause.entry().java);
    let limited: Vec<_> =
        texts.filter(|text| text.first != Release::Java8 || text.last != Release::Java25).collect();
    assert!(limited.len() > 4);
    for text in limited {
        let everywhere = Text { first: Release::Java8, last: Release::Java25, ..*text };
        let (mut own, mut others) = (0, 0);
        for (release, exception) in &said {
            own += usize::from(text.matches(*release, exception));
            others += usize::from(everywhere.matches(*release, exception));
        }
        assert!(own > 0 && own == others, "{text:?}: {own} times where it is listed, {others} in all");
    }
}

/// A root, an authority below it, a server's certificate; and all three in `chain.pem`, the root in `root.pem`.
struct Corp {
    scene: Scene,
    root: Authority,
    middle: Authority,
}

impl Corp {
    fn new() -> Self {
        let scene = Scene::new();
        let root = root("Corp Root CA");
        let middle = below(params("Corp Issuing CA", true), &root);
        scene.write("root.pem", root.pem());
        scene.write("middle.pem", middle.pem());
        let corp = Self { scene, root, middle };
        corp.serve(&issued(&server("mail.example.com"), &corp.middle));
        corp
    }

    fn serve(&self, leaf: &Certificate) {
        self.scene.write("leaf.pem", leaf.pem());
        self.scene.write("chain.pem", format!("{}{}", leaf.pem(), self.middle.pem()));
    }

    fn ask(&self, words: &[&str], code: i32) -> Value {
        self.scene.json(&[&["verify", "--at", AT], words].concat(), code)
    }

    fn cause(&self, words: &[&str]) -> String {
        self.ask(words, 1)["causes"][0]["cause"].as_str().unwrap().to_owned()
    }
}

const AT: &str = "2026-11-28";

#[test]
fn the_interface_has_these_names() {
    let corp = Corp::new();
    let fields = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let good = corp.ask(&["chain.pem", "--trust", "root.pem", "--host", "mail.example.com"], 0);
    assert_eq!(
        fields(&good),
        ["causes", "exception", "exceptions", "java", "java_version", "path", "revocation", "trusted"]
    );
    assert_eq!(
        (&good["trusted"], &good["java"], &good["exception"]),
        (&true.into(), &"25".into(), &Value::Null)
    );
    let subjects: Vec<&str> =
        good["path"].as_array().unwrap().iter().map(|one| one["subject"].as_str().unwrap()).collect();
    assert_eq!(subjects, ["CN=mail.example.com", "CN=Corp Issuing CA", "CN=Corp Root CA"]);
    assert_eq!(fields(&good["path"][0]), ["alias", "sha256", "subject"]);

    let bad =
        corp.ask(&["chain.pem", "--trust", "root.pem", "--host", "other.example.com", "--java", "17"], 1);
    assert_eq!((&bad["trusted"], &bad["java"]), (&false.into(), &"17".into()));
    assert_eq!(
        bad["exceptions"],
        serde_json::json!([
            "javax.net.ssl.SSLHandshakeException: (certificate_unknown) No subject alternative DNS name matching other.example.com \
             found.",
            "java.security.cert.CertificateException: No subject alternative DNS name matching other.example.com found.",
        ])
    );
    assert_eq!(bad["exception"], bad["exceptions"][0]);
    let cause = &bad["causes"][0];
    assert_eq!((&cause["cause"], &cause["severity"]), (&"hostname-mismatch".into(), &"error".into()));
    assert_eq!(fields(cause), ["actor", "cause", "command", "message", "remedy", "severity"]);
}

#[test]
fn stores_and_their_aliases() {
    let corp = Corp::new();
    corp.scene.truststore("trust.jks", &[("corp-root", corp.root.der())]);
    let found = corp.ask(&["chain.pem", "--keystore", "trust.jks"], 0);
    assert_eq!(found["path"][2]["alias"], "corp-root");
    assert_eq!(corp.cause(&["leaf.pem", "--keystore", "trust.jks"]), "missing-intermediate");
    corp.scene.truststore("other.jks", &[("other", root("Other").der())]);
    assert_eq!(corp.cause(&["chain.pem", "--keystore", "other.jks"]), "unknown-ca");
    corp.scene.truststore("empty.jks", &[]);
    assert_eq!(corp.cause(&["chain.pem", "--keystore", "empty.jks"]), "empty-store");
    corp.scene.copy("transcripts/fixtures/openssl-nokeys.p12", "openssl.p12");
    let said = corp.scene.said(&["verify", "chain.pem", "--keystore", "openssl.p12", "--at", AT], 1);
    assert!(said.contains("the trustAnchors parameter must be non-empty"), "{said}");
}

#[test]
fn causes_by_their_names() {
    let mut corp = Corp::new();
    let trust = ["chain.pem", "--trust", "root.pem"];
    let mut params = server("mail.example.com");
    params.not_after = date_time_ymd(2026, 11, 1);
    corp.serve(&issued(&params, &corp.middle));
    assert_eq!(corp.cause(&trust), "expired");
    params.not_before = date_time_ymd(2027, 1, 1);
    params.not_after = date_time_ymd(2028, 1, 1);
    corp.serve(&issued(&params, &corp.middle));
    assert_eq!(corp.cause(&trust), "not-yet-valid");
    let mut params = server("mail.example.com");
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    corp.serve(&issued(&params, &corp.middle));
    assert_eq!(corp.cause(&trust), "wrong-usage");
    corp.ask(&[&trust[..], &["--purpose", "client"]].concat(), 0);

    let mut params = support::params("Corp Issuing CA", true);
    params.name_constraints = Some(NameConstraints {
        permitted_subtrees: vec![GeneralSubtree::DnsName("corp.test".into())],
        excluded_subtrees: Vec::new(),
    });
    corp.middle = below(params, &corp.root);
    corp.serve(&issued(&server("mail.example.com"), &corp.middle));
    assert_eq!(corp.cause(&trust), "name-constraints");
    corp.middle = below(support::params("Corp Issuing CA", false), &corp.root);
    corp.serve(&issued(&server("mail.example.com"), &corp.middle));
    assert_eq!(corp.cause(&trust), "ca-false");

    let own = server("mail.example.com").self_signed(&key()).unwrap();
    corp.scene.write("chain.pem", own.pem());
    assert_eq!(corp.cause(&trust), "self-signed");
    corp.scene.write("leaf.pem", own.pem());
    corp.ask(&["chain.pem", "--trust", "leaf.pem"], 0);
}

/// The command that is printed for a certificate nobody trusts is pasted, and then it is trusted.
#[test]
fn the_remedy_mends_it() {
    let corp = Corp::new();
    corp.scene.truststore("trust.jks", &[("other", root("Other").der())]);
    let words = ["chain.pem", "--keystore", "trust.jks", "--host", "mail.example.com"];
    let found = corp.ask(&words, 1);
    let command = found["causes"][0]["command"].as_str().unwrap();
    let script = command.replacen("keytool-rs", env!("CARGO_BIN_EXE_keytool-rs"), 1);
    let output = Command::new("sh").args(["-c", &script]).current_dir(corp.scene.path("")).output().unwrap();
    assert!(output.status.success(), "{command}: {}", text(&output));
    assert_eq!(corp.ask(&words, 0)["trusted"], true);
}

#[test]
fn people_are_told_the_verdict_the_path_javas_words_the_cause_and_the_remedy() {
    let corp = Corp::new();
    corp.scene.truststore("trust.jks", &[("other", root("Other").der())]);
    let said = corp.scene.said(&["verify", "chain.pem", "--keystore", "trust.jks", "--at", AT], 1);
    for part in [
        "Not trusted: Java 25.0.2 with trust.jks rejects this chain.",
        "└─ CN=Corp Issuing CA  [sent, number 2]",
        "Java 25.0.2 throws:\n  javax.net.ssl.SSLHandshakeException: ",
        "Caused by: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path",
        "(unknown-ca)",
        "Remedy: ",
        "keytool-rs import chain.pem ",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    let good = corp.scene.said(&["verify", "chain.pem", "--trust", "root.pem", "--at", AT], 0);
    assert!(good.starts_with("Trusted: Java 25.0.2 trusts this chain.\n"), "{good}");
}

#[test]
fn chains_come_in_any_form_and_order_of_files() {
    let corp = Corp::new();
    let leaf = issued(&server("mail.example.com"), &corp.middle);
    corp.scene.write("leaf.der", leaf.der());
    corp.scene.write("middle.der", corp.middle.der());
    corp.ask(&["leaf.der", "middle.der", "--trust", "root.pem"], 0);
    corp.ask(&["leaf.der", "middle.pem", "root.pem", "--trust", "root.pem"], 0);
    let text = format!(
        "subject=/CN=mail\r\n{}\r\nissuer\r\n{}",
        leaf.pem().replace('\n', "\r\n"),
        corp.middle.pem()
    );
    corp.scene.write("s_client.txt", text);
    corp.ask(&["s_client.txt", "--trust", "root.pem"], 0);
}

#[test]
fn bad_input_is_not_decided() {
    let corp = Corp::new();
    corp.scene.write("empty.pem", "");
    corp.scene.write("garbage.pem", [0xff, 0x00, 0x30, 0x80].repeat(1000));
    corp.scene.write("broken.pem", "-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n");
    corp.scene.write("key.pem", key().serialize_pem());
    corp.scene.copy("transcripts/fixtures/two.p12", "store.p12");
    for (file, named) in [
        ("empty.pem", "empty.pem"),
        ("garbage.pem", "garbage.pem"),
        ("broken.pem", "broken.pem"),
        ("key.pem", "key.pem"),
        ("missing.pem", "missing.pem"),
    ] {
        let said = corp.scene.said(&["verify", file, "--trust", "root.pem"], 2);
        assert!(said.contains(named), "{said}");
    }
    for words in [
        &["verify", "chain.pem", "--trust", "garbage.pem"][..],
        &["verify", "chain.pem", "--keystore", "garbage.pem"],
        &["verify", "chain.pem", "--keystore", "missing.jks"],
        &["verify", "chain.pem", "--trust", "root.pem", "--at", "31.12.2026"],
        &["verify", "chain.pem", "--trust", "root.pem", "--java", "seventeen"],
        &["verify", "chain.pem", "--trust", "root.pem", "--java-home", "missing"],
        &["verify", "chain.pem", "--trust", "root.pem", "--format", "sarif"],
        &["verify", "chain.pem", "--trust", "root.pem", "--host", "https://mail.example.com/"],
        &["verify", "chain.pem", "--trust", "root.pem", "--host", "mail.example.com:443"],
        &["verify", "chain.pem", "--trust", "store.p12"],
        &["verify", "store.p12", "--trust", "root.pem"],
        &["verify", "chain.pem", "--keystore", "store.p12", "--java", "8u202"],
    ] {
        corp.scene.said(words, 2);
    }
    corp.scene.write("java.security", "\njdk.tls.disabledAlgorithms=EC keySize < many\n");
    let said = corp
        .scene
        .said(&["verify", "chain.pem", "--trust", "root.pem", "--java-security", "java.security"], 2);
    assert!(said.contains("java.security") && said.contains("line 2"), "{said}");
}

#[test]
fn ten_thousand_certificates_and_loops_end() {
    let corp = Corp::new();
    let leaf = issued(&server("mail.example.com"), &corp.middle);
    let one = corp.middle.pem();
    corp.scene.write("long.pem", format!("{}{}", leaf.pem(), one.repeat(10_000)));
    let found = corp.ask(&["long.pem", "--trust", "root.pem"], 0);
    assert!(found["causes"][0]["cause"] == "chain-too-long", "{found}");
    // Authorities that issued one another, and themselves, by one name and many keys.
    let keys: Vec<KeyPair> = (0..24).map(|_| key()).collect();
    let same = |key: KeyPair| Authority::self_signed(params("Same", true), key).unwrap();
    let authorities: Vec<Authority> = keys.into_iter().map(same).collect();
    let mut pile = issued(&server("mail.example.com"), &authorities[0]).pem();
    for issuer in &authorities {
        for of in &authorities {
            pile += &params("Same", true).signed_by(of.key(), issuer).unwrap().pem();
        }
    }
    corp.scene.write("pile.pem", pile);
    let output = corp.scene.run(&["verify", "pile.pem", "--trust", "root.pem", "--at", AT]);
    assert!(matches!(output.status.code(), Some(1 | 2)), "{}", text(&output));
}

#[test]
fn the_java_of_a_folder_decides() {
    let corp = Corp::new();
    std::fs::create_dir_all(corp.scene.path("jre/lib/security")).unwrap();
    corp.scene.write("jre/release", "JAVA_VERSION=\"11.0.20\"\n");
    corp.scene.write("jre/lib/security/java.security", "jdk.certpath.disabledAlgorithms=EC keySize < 384\n");
    corp.scene.truststore("jre/lib/security/cacerts", &[("corp", corp.root.der())]);
    assert_eq!(corp.cause(&["chain.pem", "--java-home", "jre"]), "weak-key");
    let found = corp.ask(&["chain.pem", "--trust", "root.pem", "--java-home", "jre"], 1);
    assert_eq!((&found["java"], &found["causes"][0]["cause"]), (&"11".into(), &"weak-key".into()));
    // Of a release that is not known it is judged as the nearest, without an update, and called by its own version.
    corp.scene.write("jre/release", "JAVA_VERSION=\"22.0.2\"\n");
    let found = corp.ask(&["chain.pem", "--trust", "root.pem", "--java-home", "jre"], 1);
    assert_eq!((&found["java"], &found["java_version"]), (&"21".into(), &"22.0.2".into()));
    let said = text(&corp.scene.run(&["verify", "chain.pem", "--trust", "root.pem", "--java-home", "jre"]));
    assert!(said.contains("Java 22.0.2 (judged as 21)"), "{said}");
}

#[test]
fn a_chain_the_wrong_way_round_is_told() {
    let corp = Corp::new();
    let leaf = issued(&server("mail.example.com"), &corp.middle);
    corp.scene.write("reversed.pem", format!("{}{}", corp.middle.pem(), leaf.pem()));
    let found = corp.ask(&["reversed.pem", "--trust", "root.pem", "--host", "mail.example.com"], 1);
    let causes: Vec<&Value> = found["causes"].as_array().unwrap().iter().map(|one| &one["cause"]).collect();
    assert_eq!(causes, ["hostname-mismatch", "broken-chain"]);
    assert!(
        found["causes"][1]["message"].as_str().unwrap().starts_with("certificate 2, \"mail.example.com\"")
    );
    assert!(!found["causes"][0]["remedy"].as_str().unwrap().contains("Connect to"), "{found}");
}

#[test]
fn addresses_want_names_of_their_own_kind() {
    let corp = Corp::new();
    let message = |params: &rcgen::CertificateParams| {
        corp.serve(&issued(params, &corp.middle));
        let found = corp.ask(&["chain.pem", "--trust", "root.pem", "--host", "10.0.0.9"], 1);
        let field = |name: &str| found["causes"][0][name].as_str().unwrap().to_owned();
        (field("message"), field("remedy"))
    };
    let (common_name, remedy) = message(&params("10.0.0.9", false));
    assert!(common_name.contains("is its common name (CN)"), "{common_name}");
    assert!(remedy.ends_with("a certificate that has 10.0.0.9 as alternative name of type IP."), "{remedy}");
    assert!(message(&server("10.0.0.9")).0.contains("as a DNS name"));
    assert!(
        message(&server("mail.example.com")).0.contains("that address is not in it, but mail.example.com")
    );
}
