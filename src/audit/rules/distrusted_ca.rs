//! `distrusted-ca`: a root of one of the JDK's distrust policies (`jdk.security.caDistrustPolicies`).

use crate::audit::View;
use crate::diagnosis::{Cause, Finding, Remedy, Severity};
use crate::pkix::distrust;

pub(in crate::audit) fn check(view: &View<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for entry in view.trusted() {
        let Some(policy) = distrust::policy_of(&entry.fingerprint()) else { continue };
        let java = view.settings.java;
        let who = if java.distrust.contains(&policy) { "" } else { "a newer update of " };
        let who = format!("{who}Java {}", java.release);
        let message = match policy.last_day(java, view.settings.now.saturating_mul(1000)) {
            Some(day) => format!(
                "{who} trusts no TLS server certificate issued below it after {day} ({})",
                policy.name()
            ),
            None => format!("{who} trusts no TLS server certificate below it ({})", policy.name()),
        };
        let remedy = Remedy::words("Servers below it need certificates from another authority.");
        findings.push(view.finding(Cause::DistrustedCa, Severity::Info, entry, message, remedy));
    }
    findings
}
