//! `broken-chain`: a key's chain in which a certificate was not issued by the next. Peers that build no paths of their own refuse
//! it (RFC 5246, 7.4.2: each following certificate must directly certify the one preceding it).

use crate::audit::View;
use crate::audit::view::called;
use crate::diagnosis::{Cause, Finding, Remedy, Severity};

pub(in crate::audit) fn check(view: &View<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for entry in view.keys() {
        let pairs = entry.chain.iter().zip(entry.chain.iter().skip(1));
        let mut broken = pairs
            .filter(|(node, next)| node.issuer != next.subject || view.signed(next, node) == Some(false));
        let Some((node, next)) = broken.next() else { continue };
        let (name, issuer) = (called(&node.certificate.subject), called(&next.certificate.subject));
        let message = if node.issuer == next.subject {
            format!(
                "\"{name}\" of its chain was not signed by \"{issuer}\", the next one, but by another of that name"
            )
        } else {
            format!(
                "\"{name}\" of its chain was not issued by \"{issuer}\", the next one: out of order, or mixed up"
            )
        };
        let remedy = Remedy::words(
            "Import the issuer's reply anew: the key's certificate first, then each one's issuer.",
        );
        findings.push(view.finding(Cause::BrokenChain, Severity::Error, entry, message, remedy));
    }
    findings
}
