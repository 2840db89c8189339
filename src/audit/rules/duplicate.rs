//! `duplicate`: one certificate under two aliases. Whoever deletes one of them has changed nothing.

use std::collections::HashMap;

use crate::audit::View;
use crate::diagnosis::{Cause, Finding, Severity};

pub(in crate::audit) fn check(view: &View<'_>) -> Vec<Finding> {
    let mut first: HashMap<&[u8], &str> = HashMap::new();
    let mut findings = Vec::new();
    for entry in view.trusted() {
        let Some(node) = entry.node() else { continue };
        match first.get(node.certificate.der) {
            None => {
                first.insert(node.certificate.der, entry.alias());
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
