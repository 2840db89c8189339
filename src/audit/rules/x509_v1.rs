//! `x509-v1`: a version 1 certificate, which cannot say that it is an authority.
//!
//! Measured on 11, 17, 21 and 25: it works as an anchor, never as an intermediate.

use crate::audit::View;
use crate::audit::view::called;
use crate::diagnosis::{Cause, Finding, Remedy, Severity};

pub(in crate::audit) fn check(view: &View<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for entry in &view.entries {
        let old = entry.chain.iter().find(|node| node.certificate.version == 1);
        let Some(node) = old.filter(|_| !entry.is_public_root()) else { continue };
        let message = if entry.is_trusted() {
            "version 1: it works as the end of a chain, never in the middle of one; browsers no longer take it".to_owned()
        } else {
            let name = called(&node.certificate.subject);
            format!(
                "\"{name}\" of its chain is of version 1: it works as the end of a chain, never in the middle of one"
            )
        };
        let remedy = Remedy::words("Have a version 3 certificate issued in its place.");
        findings.push(view.finding(Cause::X509V1, Severity::Warning, entry, message, remedy));
    }
    findings
}
