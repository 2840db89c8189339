//! `weak-signature`: a signature algorithm that the target Java disables where it is checked, or calls legacy.
//!
//! Measured: nobody checks the signature of what is itself trusted, and `SHA1 jdkCA & usage TLSServer` concerns only what ends
//! at a root of the JDK's own.

use jiff::Timestamp;

use crate::audit::View;
use crate::audit::view::called;
use crate::diagnosis::{Cause, Finding, Remedy, Severity};
use crate::pkix::Node;
use crate::pkix::strength::{Circumstances, KeyFacts, Strength};
use crate::x509::names;

pub(in crate::audit) fn check(view: &View<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for entry in &view.entries {
        for node in entry.chain.iter().filter(|node| !node.is_self_issued()) {
            let Some((severity, why)) = weakness(view, node) else { continue };
            let name = called(&node.certificate.subject);
            let (severity, message) = if entry.is_trusted() {
                if severity < Severity::Error {
                    continue;
                }
                (
                    Severity::Warning,
                    format!(
                        "the signature of \"{name}\" {why}; it is not checked as long as the certificate itself is in the store"
                    ),
                )
            } else {
                (severity, format!("the signature of \"{name}\" {why}: peers check it"))
            };
            let remedy = Remedy::words("Have it issued anew, signed with SHA-256 or better.");
            let mut finding = view.finding(Cause::WeakSignature, severity, entry, message, remedy);
            finding.certificate = Some(view.der(node));
            findings.push(finding);
            break;
        }
    }
    findings
}

fn weakness(view: &View<'_>, node: &Node<'_>) -> Option<(Severity, String)> {
    let java = view.settings.java;
    let name = names::name_or_decimals(node.certificate.algorithm.oid);
    let algorithm = node.certificate.key.algorithm_name();
    let facts = KeyFacts::of(&node.certificate.key, &algorithm);
    let now = Timestamp::from_second(view.settings.now).unwrap_or(Timestamp::MAX);
    let circumstances = Circumstances { jdk_anchor: false, usage: Some("TLSServer"), now };
    if let Some(rule) = java.certpath.against_signature(&name, Some(facts), &circumstances) {
        return Some((
            Severity::Error,
            format!("({name}) is disabled in Java {} by \"{rule}\"", java.release),
        ));
    }
    let strength = view.settings.strengths.of_signature(&name, Some(facts));
    // What is disabled for others than TLS servers counts as legacy here.
    (strength != Strength::Sound).then(|| {
        (Severity::Warning, format!("({name}) still works in Java {} and counts as weak", java.release))
    })
}
