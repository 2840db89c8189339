//! `not-yet-valid`: a certificate whose time has not begun.
//!
//! Measured as for [`expired`](super::expired): what is trusted is trusted whatever its dates.

use crate::audit::View;
use crate::audit::view::called;
use crate::diagnosis::{Cause, Finding, Remedy, Severity, day};

pub(in crate::audit) fn check(view: &View<'_>) -> Vec<Finding> {
    let now = view.settings.now;
    let mut findings = Vec::new();
    for entry in view.trusted() {
        let Some(node) = entry.node().filter(|node| node.certificate.not_before > now) else { continue };
        let from = day(node.certificate.not_before);
        let severity = if entry.is_public_root() { Severity::Info } else { Severity::Warning };
        let message = format!(
            "not valid before {from}. Java trusts it all the same; a clock is wrong, or it came too early"
        );
        let remedy = Remedy::words(format!("Check this machine's clock; if it is right, wait until {from}."));
        findings.push(view.finding(Cause::NotYetValid, severity, entry, message, remedy));
    }
    for entry in view.keys() {
        let Some(node) = entry.chain.iter().find(|node| node.certificate.not_before > now) else { continue };
        let from = day(node.certificate.not_before);
        let message =
            format!("\"{}\" is not valid before {from}: peers refuse it", called(&node.certificate.subject));
        let remedy = Remedy::words(format!("Check this machine's clock; if it is right, wait until {from}."));
        findings.push(view.finding(Cause::NotYetValid, Severity::Error, entry, message, remedy));
    }
    findings
}
