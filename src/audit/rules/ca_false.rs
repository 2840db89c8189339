//! `ca-false`: a trusted certificate that is no authority.
//!
//! Measured on 8 to 25: Java accepts a certificate that is in the store when a server sends exactly it, and takes it for the
//! issuer of nothing ("TrustAnchor with subject … is not a CA certificate").

use crate::audit::View;
use crate::audit::view::called;
use crate::diagnosis::{Cause, Finding, Remedy, Severity, day};

pub(in crate::audit) fn check(view: &View<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for entry in view.trusted() {
        let Some(node) = entry.node() else { continue };
        if entry.is_authority() || node.certificate.version < 3 {
            continue;
        }
        let (severity, message, remedy) = match view.issued_another(entry) {
            Some(issued) => (
                Severity::Error,
                format!(
                    "no authority (CA:false), and yet the issuer of \"{}\", for which it cannot vouch: Java takes it for the issuer of \
                     nothing",
                    called(&issued.certificate.subject)
                ),
                view.delete("What it issued must be trusted by itself, or issued by a real authority; then delete this one:", entry),
            ),
            None => (
                Severity::Info,
                format!(
                    "no authority: Java accepts exactly this certificate, valid until {}, and nothing it signs",
                    day(node.certificate.not_after)
                ),
                Remedy::words("Import the server's next certificate when it is renewed."),
            ),
        };
        findings.push(view.finding(Cause::CaFalse, severity, entry, message, remedy));
    }
    findings
}
