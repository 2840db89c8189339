//! `chain-instead-of-leaf`: a server's issuers imported along with its own certificate.
//!
//! Article "Adding a server's certificate to the agent's truststore": the one certificate is meant; every authority beside it
//! vouches for all that it ever signs.

use std::collections::HashMap;

use crate::audit::View;
use crate::audit::view::Certified;
use crate::diagnosis::{Cause, Finding, Severity};

pub(in crate::audit) fn check(view: &View<'_>) -> Vec<Finding> {
    // The authorities above a leaf, by their aliases, with the leaf: one that is not over, where there is one.
    let mut above: HashMap<&str, &Certified<'_>> = HashMap::new();
    let leaves = || view.trusted().filter(|entry| !entry.is_authority());
    for leaf in
        leaves().filter(|leaf| !is_over(view, leaf)).chain(leaves().filter(|leaf| is_over(view, leaf)))
    {
        let mut pending: Vec<_> = leaf.node().into_iter().collect();
        while let Some(node) = pending.pop() {
            let issuers = view.issuers(node).filter(|issuer| issuer.is_trusted() && !issuer.is_public_root());
            for issuer in issuers {
                if !above.contains_key(issuer.alias()) {
                    above.insert(issuer.alias(), leaf);
                    pending.extend(issuer.node());
                }
            }
        }
    }
    let mut findings = Vec::new();
    for entry in view.trusted().filter(|entry| entry.is_authority()) {
        let Some(leaf) = above.get(entry.alias()) else { continue };
        let alias = leaf.alias();
        let message = format!(
            "authority above {alias}, whose own certificate is in the store as well: because of this entry Java also trusts everything \
             else that it signs, or ever will"
        );
        // Without the authority nothing would be left that vouches for the server.
        let text = if is_over(view, leaf) {
            format!(
                "{alias} is over: import the server's new certificate first, then delete the authority, if only the server was meant:"
            )
        } else {
            format!("If only {alias} was meant, delete the authority:")
        };
        let remedy = view.delete(&text, entry);
        findings.push(view.finding(Cause::ChainInsteadOfLeaf, Severity::Warning, entry, message, remedy));
    }
    findings
}

fn is_over(view: &View<'_>, entry: &Certified<'_>) -> bool {
    entry.node().is_some_and(|node| node.certificate.not_after < view.settings.now)
}
