//! `blocked`: a certificate of the JDK's own list (`lib/security/blocked.certs`).
//!
//! Measured: "Untrusted certificate: …" wherever in a chain it stands, but not where the server's own certificate is in the
//! store. Of any release: updates bring longer lists to older ones.

use crate::audit::View;
use crate::diagnosis::{Cause, Finding, Severity};
use crate::pkix::distrust;

pub(in crate::audit) fn check(view: &View<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for entry in &view.entries {
        let prints = entry
            .chain
            .iter()
            .enumerate()
            .map(|(index, node)| if index == 0 { entry.fingerprint() } else { node.fingerprint() });
        let is_blocked = |fingerprint: &_| {
            view.settings.java.blocked.contains(fingerprint) || distrust::is_blocked_anywhere(fingerprint)
        };
        if !prints.into_iter().any(|fingerprint| is_blocked(&fingerprint)) {
            continue;
        }
        let message = "one that the JDK itself blocks: the authority or its key was compromised".to_owned();
        let remedy = view.delete("Delete it:", entry);
        findings.push(view.finding(Cause::Blocked, Severity::Error, entry, message, remedy));
    }
    findings
}
