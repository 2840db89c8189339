//! A recorded case, and what we make of it.

use std::fmt;
use std::fs;
use std::path::Path;

use base64::Engine as _;
use jiff::Timestamp;
use keytool_rs::diagnosis::Release;
use keytool_rs::jvm::policy::Policy;
use keytool_rs::jvm::zone::Zone;
use keytool_rs::pkix::{
    self, Anchors, Java, Node, Outcome, Presented, PropertyError, Purpose, Rejection, distrust,
};
use keytool_rs::report::exceptions::{self, Subject};
use keytool_rs::report::keytool::certificate::Exception;
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Case {
    pub(crate) id: String,
    kind: String,
    auth_type: Option<String>,
    protocol: Option<String>,
    inputs: Inputs,
    effective_time: String,
    peer_name: Option<PeerName>,
    /// Laid over `java.security`.
    policy: Option<String>,
    /// Added to `blocked.certs`.
    #[serde(default)]
    blocked: Vec<String>,
    /// In cacerts, under an alias with `[jdk`.
    #[serde(default)]
    jdk_roots: Vec<String>,
    java: std::collections::BTreeMap<String, Recorded>,
}

#[derive(Deserialize)]
struct Inputs {
    peer: String,
    #[serde(default)]
    intermediates: Vec<String>,
    #[serde(default)]
    roots: Vec<String>,
}

#[derive(Deserialize)]
struct PeerName {
    value: String,
}

#[derive(Deserialize)]
struct Recorded {
    verdict: String,
    error: Option<String>,
    exception: Option<String>,
    #[serde(default)]
    causes: Vec<Cause>,
    handshake: Option<Handshake>,
}

/// What a real TLS connection ended with.
#[derive(Deserialize)]
struct Handshake {
    error: Option<String>,
    stage: Option<String>,
}

#[derive(Deserialize)]
struct Cause {
    class: String,
    message: Option<String>,
    index: Option<i64>,
}

/// A verdict in a form that can be compared: accepted, or the exceptions, outermost first, and the number of the
/// certificate at fault.
#[derive(PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) accepted: bool,
    pub(crate) exceptions: Vec<String>,
    index: Option<i64>,
    /// The message of the exception that the connection ended with; `None` where no connection was recorded.
    pub(crate) handshake: Option<String>,
}

impl Verdict {
    pub(crate) fn panicked() -> Self {
        Self { accepted: false, exceptions: vec!["PANIC".into()], index: None, handshake: None }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.accepted {
            return formatter.write_str("accept");
        }
        let handshake = self.handshake.as_deref().unwrap_or_default();
        write!(
            formatter,
            "reject {:?} {}\n         (connection: {handshake})",
            self.index,
            self.exceptions.join("\n         <- ")
        )
    }
}

pub(crate) fn read(file: &str) -> Vec<Case> {
    let bytes = fs::read(file).unwrap();
    serde_json::from_reader(flate2::read::GzDecoder::new(bytes.as_slice())).unwrap()
}

impl Case {
    /// What each release was recorded to say.
    pub(crate) fn recorded(&self) -> Vec<(String, Verdict)> {
        let verdict = |recorded: &Recorded| {
            if recorded.verdict == "accept" {
                return Verdict { accepted: true, exceptions: Vec::new(), index: None, handshake: None };
            }
            let text = |class: &str, message: Option<&String>| {
                message.map_or_else(|| class.to_owned(), |message| format!("{class}: {message}"))
            };
            let outer = text(recorded.exception.as_deref().unwrap_or_default(), recorded.error.as_ref());
            let causes = recorded.causes.iter().map(|cause| text(&cause.class, cause.message.as_ref()));
            let index = recorded.causes.first().and_then(|cause| cause.index).filter(|index| *index >= 0);
            // Of those that the recorder's own TLS server could not present, or that ended otherwise, it says nothing.
            let handshake = recorded
                .handshake
                .as_ref()
                .filter(|handshake| handshake.stage.as_deref().is_some_and(|stage| stage.starts_with("tm:")));
            Verdict {
                accepted: false,
                exceptions: std::iter::once(outer).chain(causes).collect(),
                index,
                // It was recorded with an SSLEngine, of which 25 hides what a socket says (tests/probe.rs).
                handshake: handshake.and_then(|handshake| handshake.error.clone()).map(
                    |said| match &recorded.error {
                        Some(own) if said == "(internal_error) Unhandled exception" => {
                            format!("(internal_error) {own}")
                        }
                        _ => said,
                    },
                ),
            }
        };
        self.java.iter().rev().map(|(java, recorded)| (java.clone(), verdict(recorded))).collect()
    }
}

impl Case {
    /// Whether the command line can say all that the case asks for.
    pub(crate) fn can_be_a_command(&self) -> bool {
        self.blocked.is_empty()
            && self.jdk_roots.is_empty()
            && self.auth_type.is_none()
            && !self.inputs.peer.is_empty()
            && !self.inputs.roots.is_empty()
    }

    /// The command line that asks for the verdict of a release, its files written into a folder.
    pub(crate) fn command(&self, folder: &Path, java: &str) -> Vec<String> {
        let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
        let chain: Vec<&String> =
            std::iter::once(&self.inputs.peer).chain(&self.inputs.intermediates).collect();
        write("chain.pem", &chain.iter().map(|pem| format!("{}\n", pem.trim_end())).collect::<String>());
        let roots = self.inputs.roots.iter().map(|pem| format!("{}\n", pem.trim_end()));
        write("roots.pem", &roots.collect::<String>());
        let mut words =
            vec!["verify", "chain.pem", "--trust", "roots.pem", "--java", java, "--at", &self.effective_time];
        if let Some(name) = &self.peer_name {
            words.extend(["--host", name.value.as_str()]);
        }
        if let Some(policy) = &self.policy {
            write("java.security", policy);
            words.extend(["--java-security", "java.security"]);
        }
        if self.kind == "CLIENT" {
            words.extend(["--purpose", "client"]);
        }
        words.into_iter().map(str::to_owned).collect()
    }
}

fn der(pem: &str) -> Vec<u8> {
    let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    base64::engine::general_purpose::STANDARD.decode(body).unwrap()
}

/// The Java that the case was recorded with.
fn set_up(case: &Case, release: Release) -> Result<Java, PropertyError> {
    let mut policy = Policy::of_release(release);
    policy.overlay(case.policy.as_deref().unwrap_or_default());
    let mut java = Java::with_policy(release, &policy)?;
    let blocked = format!("Algorithm=SHA-256\n{}\n", case.blocked.join("\n"));
    java.blocked.extend(distrust::read_blocked(&blocked));
    for root in &case.jdk_roots {
        let der = der(root);
        java.add_jdk_root(&Node::read(&der).unwrap());
    }
    Ok(java)
}

pub(crate) fn judge(case: &Case, java: &str) -> Verdict {
    let release = Release::of_feature(java.parse().unwrap());
    let java = match set_up(case, release) {
        Ok(java) => java,
        Err(error) => {
            let exceptions =
                exceptions::of_policy(&error.fault, release).iter().map(Exception::to_string).collect();
            return Verdict { accepted: false, exceptions, index: None, handshake: None };
        }
    };
    let chain: Vec<Vec<u8>> =
        std::iter::once(&case.inputs.peer).chain(&case.inputs.intermediates).map(|pem| der(pem)).collect();
    let chain: Vec<Vec<u8>> = chain.into_iter().filter(|der| !der.is_empty()).collect();
    let roots: Vec<Vec<u8>> = case.inputs.roots.iter().map(|pem| der(pem)).collect();
    let anchors = Anchors::new(roots.iter().map(|root| ("", root.as_slice())));
    let presented = Presented {
        chain: chain.iter().map(Vec::as_slice).collect(),
        at: case.effective_time.parse::<Timestamp>().unwrap().as_millisecond(),
        host: case.peer_name.as_ref().map(|name| name.value.as_str()),
        purpose: if case.kind == "CLIENT" { Purpose::Client } else { Purpose::Server },
        auth_type: match case.auth_type.as_deref() {
            None => "UNKNOWN",
            Some("<null>" | "<empty>") => "",
            Some(word) => word,
        },
        is_tls_13: case.protocol.as_deref().is_none_or(|protocol| protocol == "TLSv1.3"),
    };
    let decision = pkix::decide(&java, &presented, &anchors);
    let accepted = matches!(decision.outcome, Outcome::Trusted);
    let zone = Zone::named("UTC").unwrap();
    let subject = Subject { java: &java, presented: &presented, anchors: &anchors, zone: &zone };
    let thrown = exceptions::of_trust_manager(&decision, subject);
    let exceptions = thrown.iter().map(Exception::to_string).collect();
    let index = match &decision.outcome {
        Outcome::Rejected(Rejection::Path { index, .. }) => index.and_then(|index| i64::try_from(index).ok()),
        _ => None,
    };
    let handshake =
        exceptions::of_handshake(&decision, subject).first().map(|exception| exception.message.clone());
    Verdict { accepted, exceptions, index, handshake }
}
