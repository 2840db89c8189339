//! `expired`: a certificate whose time is over.
//!
//! Measured on 11, 17, 21 and 25: a JVM checks the dates neither of an anchor nor of a leaf that is itself in the
//! store; peers refuse an expired certificate that a key sends.

use crate::audit::View;
use crate::audit::view::{Successor, called};
use crate::diagnosis::{Cause, Finding, Remedy, Severity, day};

pub(in crate::audit) fn check(view: &View<'_>) -> Vec<Finding> {
    let now = view.settings.now;
    let mut findings = Vec::new();
    for entry in view.trusted() {
        let Some(node) = entry.node().filter(|node| node.certificate.not_after < now) else { continue };
        let until = day(node.certificate.not_after);
        if entry.is_public_root() {
            let message =
                format!("public root, expired on {until}; Java does not look at the dates of what it trusts");
            let remedy = view.delete("Delete it, if nothing old depends on it:", entry);
            findings.push(view.finding(Cause::Expired, Severity::Info, entry, message, remedy));
            continue;
        }
        let (message, text) = if let Some(successor) = view.trusted_after(entry) {
            let text = match successor {
                Successor::Renewed(_) => "Delete it:",
                Successor::Issuer(_) => "Delete it, and leave the authority in:",
            };
            (format!("expired on {until}; {}", successor.words()), text)
        } else if entry.is_authority() {
            (
                format!(
                    "authority, expired on {until}. Java does not look at the dates of what it trusts and still takes what it \
                     signed; its owner has surely replaced it"
                ),
                "Import its successor, then delete it:",
            )
        } else {
            (
                format!(
                    "expired on {until}. Java accepts exactly this certificate even so; but the server has surely renewed it, and \
                     the new one is not trusted"
                ),
                "Import the new one, then delete it:",
            )
        };
        findings.push(view.finding(
            Cause::Expired,
            Severity::Warning,
            entry,
            message,
            view.delete(text, entry),
        ));
    }
    for entry in view.keys() {
        let over = entry.chain.iter().enumerate().find(|(_, node)| node.certificate.not_after < now);
        let Some((index, node)) = over else { continue };
        let which = if index == 0 {
            "its certificate".into()
        } else {
            format!("\"{}\" of its chain", called(&node.certificate.subject))
        };
        let message = format!("{which} expired on {}: peers refuse it", day(node.certificate.not_after));
        let remedy =
            Remedy::words("Have the key's certificate renewed, and import the reply under this alias.");
        let mut finding = view.finding(Cause::Expired, Severity::Error, entry, message, remedy);
        finding.certificate = Some(view.der(node));
        findings.push(finding);
    }
    findings
}
