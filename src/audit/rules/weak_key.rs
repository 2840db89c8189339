//! `weak-key`: a key that the target Java disables for TLS (`jdk.certpath.disabledAlgorithms`,
//! `jdk.tls.disabledAlgorithms`), or calls legacy (`jdk.security.legacyAlgorithms`).

use jiff::Timestamp;

use crate::audit::View;
use crate::audit::view::called;
use crate::diagnosis::{Cause, Finding, Remedy, Severity};
use crate::pkix::Node;
use crate::pkix::strength::{Circumstances, KeyFacts, Strength};

pub(in crate::audit) fn check(view: &View<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for entry in &view.entries {
        for node in &entry.chain {
            let Some((severity, why)) = weakness(view, node) else { continue };
            // Noise: everybody trusts it, and it is for the JDK to take it out.
            if severity == Severity::Warning && entry.is_public_root() {
                continue;
            }
            let name = called(&node.certificate.subject);
            let message = format!("the key of \"{name}\" ({}) {why}", described(node));
            let remedy = Remedy::words(
                "Have a certificate issued for a key that is strong enough: RSA of 2048 bits or more, EC of 256.",
            );
            let mut finding = view.finding(Cause::WeakKey, severity, entry, message, remedy);
            finding.certificate = Some(view.der(node));
            findings.push(finding);
            break;
        }
    }
    findings
}

fn described(node: &Node<'_>) -> String {
    let key = &node.certificate.key;
    match key.bits() {
        Some(bits) => format!("{bits}-bit {}", key.algorithm_name()),
        None => key.algorithm_name(),
    }
}

fn weakness(view: &View<'_>, node: &Node<'_>) -> Option<(Severity, String)> {
    let java = view.settings.java;
    let algorithm = node.certificate.key.algorithm_name();
    let facts = KeyFacts::of(&node.certificate.key, &algorithm);
    let now = Timestamp::from_second(view.settings.now).unwrap_or(Timestamp::MAX);
    let circumstances = Circumstances { jdk_anchor: java.is_jdk_root(node), usage: Some("TLSServer"), now };
    let disabled = java
        .certpath
        .against_key(facts, &circumstances)
        .or_else(|| java.tls.against_key(facts, &circumstances));
    if let Some(rule) = disabled {
        return Some((Severity::Error, format!("is disabled in Java {} by \"{rule}\"", java.release)));
    }
    (view.settings.strengths.of_key(facts) != Strength::Sound)
        .then(|| (Severity::Warning, format!("still works in Java {} and counts as weak", java.release)))
}
