//! `expires-soon`: a certificate that is over within the days given (`--within`).

use crate::audit::View;
use crate::audit::view::{Successor, called};
use crate::diagnosis::{Cause, Finding, Remedy, Severity, day};

pub(in crate::audit) fn check(view: &View<'_>) -> Vec<Finding> {
    let (now, within) = (view.settings.now, view.settings.within);
    let is_near = |until: i64| until >= now && until <= now.saturating_add(within);
    let mut findings = Vec::new();
    for entry in view.trusted() {
        let Some(node) = entry.node().filter(|node| is_near(node.certificate.not_after)) else { continue };
        let until = day(node.certificate.not_after);
        let (severity, message, remedy) = if entry.is_public_root() {
            (
                Severity::Info,
                format!("public root, expires on {until}; Java does not look at the dates of what it trusts"),
                "Update the JDK or the package that brings it.".to_owned(),
            )
        } else if let Some(successor) = view.trusted_after(entry) {
            let text = match successor {
                Successor::Renewed(_) => format!("Delete it after {until}."),
                Successor::Issuer(_) => format!("Delete it after {until}, and leave the authority in."),
            };
            (Severity::Warning, format!("expires on {until}; {}", successor.words()), text)
        } else if entry.is_authority() {
            (
                Severity::Warning,
                format!(
                    "authority, expires on {until}: what it signed is replaced by then, by something that another one signs"
                ),
                format!("Ask its owner for the successor and import it before {until}."),
            )
        } else {
            (
                Severity::Warning,
                format!(
                    "expires on {until}: the server renews it before then, and Java does not trust the new one"
                ),
                format!("Import the server's new certificate as soon as there is one, before {until}."),
            )
        };
        findings.push(view.finding(Cause::ExpiresSoon, severity, entry, message, Remedy::words(remedy)));
    }
    for entry in view.keys() {
        let first = entry.chain.iter().filter(|node| is_near(node.certificate.not_after));
        let Some(node) = first.min_by_key(|node| node.certificate.not_after) else { continue };
        let until = day(node.certificate.not_after);
        let name = called(&node.certificate.subject);
        let message =
            format!("\"{name}\" expires on {until}: peers refuse the key's certificate from then on");
        let remedy = Remedy::words(format!("Have it renewed, and import the reply before {until}."));
        findings.push(view.finding(Cause::ExpiresSoon, Severity::Warning, entry, message, remedy));
    }
    findings
}
