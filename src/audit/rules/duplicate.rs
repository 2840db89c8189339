//! `duplicate`: one certificate under two aliases. Whoever deletes one of them has changed nothing.

use std::collections::HashMap;

use crate::audit::View;
use crate::diagnosis::{Cause, Finding, Severity};
use crate::pkix::Fingerprint;

pub(in crate::audit) fn check(view: &View<'_>) -> Vec<Finding> {
    let mut first: HashMap<Fingerprint, &str> = HashMap::new();
    let mut findings = Vec::new();
    for entry in view.trusted() {
        if entry.node().is_none() {
            continue;
        }
        match first.get(&entry.fingerprint()) {
            None => {
                first.insert(entry.fingerprint(), entry.alias());
            }
            Some(earlier) => {
                let message =
                    format!("the same certificate as {earlier}; deleting one of the two changes nothing");
                let remedy = view.delete("Delete one of them:", entry);
                findings.push(view.finding(Cause::Duplicate, Severity::Warning, entry, message, remedy));
            }
        }
    }
    findings
}
