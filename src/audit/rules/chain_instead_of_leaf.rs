//! `chain-instead-of-leaf`: a server's issuers imported along with its own certificate.
//!
//! Article "Adding a server's certificate to the agent's truststore": the one certificate is meant; every authority beside it
//! vouches for all that it ever signs.

use std::collections::HashMap;

use crate::audit::View;
use crate::diagnosis::{Cause, Finding, Severity};

pub(in crate::audit) fn check(view: &View<'_>) -> Vec<Finding> {
    // The authorities above a leaf, by their aliases, with the leaf's name.
    let mut above: HashMap<&str, String> = HashMap::new();
    for leaf in view.trusted().filter(|entry| !entry.is_authority()) {
        let Some(node) = leaf.node() else { continue };
        let mut pending = vec![node];
        while let Some(node) = pending.pop() {
            for issuer in view.issuers(node).filter(|issuer| issuer.is_trusted() && !issuer.is_public_root())
            {
                if !above.contains_key(issuer.alias()) {
                    let name = leaf
                        .node()
                        .map_or_else(String::new, |leaf| leaf.certificate.subject.plain().into_owned());
                    above.insert(issuer.alias(), name);
                    pending.extend(issuer.node());
                }
            }
        }
    }
    let mut findings = Vec::new();
    for entry in view.trusted().filter(|entry| entry.is_authority()) {
        let Some(leaf) = above.get(entry.alias()) else { continue };
        let message = format!(
            "authority above \"{leaf}\", whose own certificate is in the store as well: because of this entry Java also trusts everything \
             else that it signs, or ever will"
        );
        let text = format!("If only \"{leaf}\" was meant, delete the authority:");
        let remedy = view.delete(&text, entry);
        findings.push(view.finding(Cause::ChainInsteadOfLeaf, Severity::Warning, entry, message, remedy));
    }
    findings
}
