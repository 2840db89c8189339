//! `redundant-leaf`: a server's certificate whose public root is trusted anyway.

use crate::audit::View;
use crate::diagnosis::{Cause, Finding, Severity};

pub(in crate::audit) fn check(view: &View<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for leaf in view.trusted().filter(|entry| !entry.is_authority()) {
        let Some(node) = leaf.node() else { continue };
        let mut pending = vec![node];
        let mut seen = 0;
        let mut root = None;
        while let (Some(node), None) = (pending.pop(), root) {
            for issuer in view.issuers(node) {
                if issuer.is_public_root() {
                    root = Some(issuer.alias());
                }
                // Authorities that signed one another lead round in circles.
                seen += 1;
                if seen < view.entries.len() {
                    pending.extend(issuer.node());
                }
            }
        }
        let Some(root) = root else { continue };
        let message =
            format!("the public root above it ({root}) is in the store anyway; the entry only grows old");
        let remedy = view.delete("Delete it, if the server sends its intermediates:", leaf);
        findings.push(view.finding(Cause::RedundantLeaf, Severity::Info, leaf, message, remedy));
    }
    findings
}
