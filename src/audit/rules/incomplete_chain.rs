//! `incomplete-chain`: a key's certificate without its issuer. What the key sends is all that peers have; one that does not
//! know the issuer says "unable to find valid certification path". A root may be left out (RFC 8446, 4.4.2).

use crate::audit::View;
use crate::audit::view::called;
use crate::diagnosis::{Cause, Finding, Remedy, Severity};

pub(in crate::audit) fn check(view: &View<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for entry in view.keys() {
        let [node] = entry.chain.as_slice() else { continue };
        if entry.is_unparseable || node.is_self_issued() {
            continue;
        }
        // Issued by a root that is at hand: peers are expected to have that.
        if view.issuers(node).any(|issuer| issuer.node().is_some_and(|issuer| issuer.is_self_issued())) {
            continue;
        }
        let issuer = called(&node.certificate.issuer);
        let message = format!(
            "the chain ends with the key's own certificate; that of its issuer \"{issuer}\" is missing"
        );
        let remedy = Remedy::words(
            "Import the whole reply of the issuer under this alias, with its intermediate certificates if there are any.",
        );
        findings.push(view.finding(Cause::IncompleteChain, Severity::Warning, entry, message, remedy));
    }
    findings
}
