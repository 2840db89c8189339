//! The certificates and stores of the servers' tests; and one question to `probe`, and to a JVM beside it.

use std::path::PathBuf;
use std::{env, fs};

use serde_json::Value;

use crate::daemons::{Clients, Setup};
use crate::speaker::Speaker;
use crate::support::{Scene, below, key, params, root, server, text};

/// The name that everything is asked for by.
pub(crate) const HOST: &str = "mail.example.test";
/// A name that is in no certificate.
pub(crate) const OTHER_HOST: &str = "elsewhere.example.test";

pub(crate) const PLAIN: Setup = Setup { chain: Some("chain.pem"), only: None, clients: Clients::Unasked };

/// A folder with everything, and a JVM where there is one.
pub(crate) struct Lab {
    pub(crate) scene: Scene,
    jvm: Option<Speaker>,
    differences: Vec<String>,
}

/// One question.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Question<'q> {
    pub(crate) name: &'q str,
    pub(crate) port: u16,
    /// What is spoken before TLS, and within.
    pub(crate) before: &'q str,
    pub(crate) within: &'q str,
    pub(crate) host: &'q str,
    pub(crate) trust: &'q str,
    pub(crate) keys: Option<&'q str>,
    pub(crate) only: Option<&'q str>,
    pub(crate) end: End,
}

/// How much can be known of the way in which a server ends a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// All of it.
    Told,
    /// The handshake is over for the client, who then reads the end of the stream and throws nothing.
    Late,
    /// The client is still sending: whether it sees an alert, the end or a reset first is a matter of time.
    Raced,
}

/// What is seen of a raced end.
const ENDS: [&str; 5] = [
    "Received fatal alert: certificate_required",
    "Broken pipe",
    "Connection reset",
    "Remote host terminated the handshake",
    "Received fatal alert: handshake_failure",
];

impl<'q> Question<'q> {
    /// What the right client asks.
    pub(crate) fn new(name: &'q str, port: u16, before: &'q str, within: &'q str) -> Self {
        Self {
            name,
            port,
            before,
            within,
            host: HOST,
            trust: "root.jks",
            keys: None,
            only: None,
            end: End::Told,
        }
    }
}

impl Lab {
    pub(crate) fn new() -> Self {
        let scene = Scene::new();
        let (top, other, own) = (root("Lab Root"), root("Other Root"), key());
        let middle = below(params("Lab Middle", true), &top);
        let leaf = server(HOST).signed_by(&own, &middle).unwrap();
        scene.write("leaf.key", own.serialize_pem());
        scene.write("chain.pem", leaf.pem() + &middle.pem());
        scene.write("bare.pem", leaf.pem());
        scene.write("root.pem", top.pem());
        scene.write("top.key", top.key().serialize_pem());
        // The same key under another name, for servers with two.
        scene.write("other-name.pem", server("www.example.test").signed_by(&own, &top).unwrap().pem());
        for (name, authority) in [("root", &top), ("other", &other)] {
            scene.truststore(&format!("{name}.jks"), &[(name, authority.der())]);
        }
        for (name, authority) in [("listed", &top), ("stranger", &other)] {
            let client = key();
            let certificate = params(name, false).signed_by(&client, authority).unwrap();
            let chain: &[&[u8]] = &[certificate.der(), authority.der()];
            scene.keystore(&format!("{name}-client.jks"), "changeit", &[(name, &client, chain)]);
        }
        // Daemons go to users of their own.
        scene.mode(".", 0o755);
        Self { scene, jvm: Speaker::start(), differences: Vec::new() }
    }

    pub(crate) fn folder(&self) -> PathBuf {
        self.scene.path(".").canonicalize().unwrap()
    }

    /// What `probe` tells, which must be this cause (or `connects`), and what a JVM says.
    pub(crate) fn ask(&mut self, question: Question<'_>, expected: &str) -> Value {
        let told = self.probe(question, expected);
        let Some(jvm) = &mut self.jvm else { return told };
        let path = |name: &str| self.scene.path(name).to_str().unwrap().to_owned();
        let theirs = jvm.ask(&[
            question.before,
            question.within,
            question.host,
            &question.port.to_string(),
            &path(question.trust),
            &question.keys.map_or_else(|| "-".to_owned(), path),
            question.only.unwrap_or("-"),
        ]);
        let thrown = told["exceptions"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let ours = match told["outcome"].as_str() {
            Some("connects") => {
                let tls = &told["tls"];
                format!(
                    "ok {} {}",
                    tls["version"].as_str().unwrap().replace(' ', "v"),
                    tls["suite"].as_str().unwrap_or_default()
                )
            }
            _ => thrown.collect::<Vec<_>>().join(" | "),
        };
        let told_late = |text: &str| ENDS.iter().any(|end| text.contains(end));
        let is_same = match question.end {
            End::Told => ours == theirs,
            End::Late => {
                ours.is_empty()
                    && (told_late(&theirs) || theirs == "java.io.EOFException: the server said nothing")
            }
            End::Raced => told_late(&ours) && told_late(&theirs),
        };
        if !is_same {
            self.differences.push(format!("{question:?}\n  JVM:  {theirs}\n  ours: {ours}"));
        }
        told
    }

    /// What `probe` alone tells.
    pub(crate) fn probe(&mut self, question: Question<'_>, expected: &str) -> Value {
        let name = format!("{}:{}", question.host, question.port);
        // Who waits for a hello greets nobody, and is waited for.
        let patience = if expected == "tls-on-starttls-port" { "1" } else { "10" };
        let mut words = vec!["probe", &name, "--connect", "127.0.0.1", "--keystore", question.trust];
        words.extend(["--starttls", question.before, "--timeout", patience, "--java", "25.0.2"]);
        if let Some(keys) = question.keys {
            words.extend(["--client-keystore", keys, "--client-storepass", "changeit"]);
        }
        let property = question.only.map(|only| format!("jdk.tls.client.protocols={only}"));
        if let Some(property) = &property {
            words.extend(["-D", property]);
        }
        if env::var_os("LOOK").is_some() {
            let output = self.scene.run(&words);
            println!("#### {} ({expected}): {}\n{}", question.name, words.join(" "), text(&output));
        }
        let output = self.scene.run(&[&words[..], &["--format", "json"]].concat());
        let told: Value = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("{question:?}: {error}: {}", text(&output)));
        let outcome = match told["outcome"].as_str() {
            Some("fails" | "unreachable") => told["causes"][0]["cause"].as_str().unwrap_or("no cause"),
            Some(outcome) => outcome,
            None => "nothing",
        };
        if outcome != expected {
            self.differences.push(format!("{question:?}\n  {outcome}, not {expected}: {told}"));
        }
        told
    }

    /// Fails where anything was otherwise.
    pub(crate) fn finish(&mut self) {
        let differences = std::mem::take(&mut self.differences);
        assert!(differences.is_empty(), "{} differ\n{}", differences.len(), differences.join("\n"));
    }

    pub(crate) fn append(&self, name: &str, more: &[&str]) {
        let whole: String =
            more.iter().map(|part| fs::read_to_string(self.scene.path(part)).unwrap()).collect();
        self.scene.write(name, whole);
    }
}
