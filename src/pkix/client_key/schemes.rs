//! The signature schemes by which a client proves itself, as the disabled algorithms leave them.

use crate::diagnosis::Release;
use crate::pkix::constraints::{Condition, Constraints, Rule};
use crate::pkix::java::Java;
use crate::pkix::strength::decompose;

/// A scheme of TLS: its name there, Java's names of the signature and of the key, and the curve's, with its bits.
pub(super) struct Scheme {
    pub(super) name: &'static str,
    pub(super) signature: &'static str,
    pub(super) key: &'static str,
    pub(super) curve: Option<(&'static str, u32)>,
}

pub(super) const fn scheme(name: &'static str, signature: &'static str, key: &'static str) -> Scheme {
    Scheme { name, signature, key, curve: None }
}

pub(super) const fn on_curve(
    name: &'static str,
    signature: &'static str,
    curve: &'static str,
    bits: u32,
) -> Scheme {
    Scheme { name, signature, key: "EC", curve: Some((curve, bits)) }
}

/// Whether the disabled algorithms leave a scheme.
pub(super) fn is_left(scheme: &Scheme, java: &Java) -> bool {
    let takes_off = |constraints: &Constraints| {
        constraints.rules.iter().any(|rule| takes_off(rule, scheme, java.release))
    };
    // Java: both properties count, whatever the certificate is checked for.
    !takes_off(&java.certpath) && !takes_off(&java.tls)
}

/// Whether a rule takes a scheme off the list. Of conditions only the size of a key counts, and that only for a curve.
///
/// Java: 8 knows neither the schemes' names nor their curves.
fn takes_off(rule: &Rule, scheme: &Scheme, release: Release) -> bool {
    let curve = scheme.curve.filter(|_| release > Release::Java8);
    match rule.conditions.as_slice() {
        [] => {
            (rule.names(scheme.name) && release > Release::Java8)
                || rule.names(scheme.signature)
                || rule.names(scheme.key)
                || decompose(scheme.signature).iter().any(|part| rule.names(part))
                || curve.is_some_and(|(curve, _)| rule.names(curve))
        }
        [Condition::KeySize(comparison, limit), ..] => {
            rule.names(scheme.key) && curve.is_some_and(|(_, bits)| comparison.holds(bits, *limit))
        }
        [Condition::Usage(usages)] => {
            let is_known = matches!(release, Release::Java17 | Release::Java25);
            is_known
                && rule.names(scheme.name)
                && usages.iter().any(|usage| usage.eq_ignore_ascii_case("CertificateSignature"))
        }
        _ => false,
    }
}
