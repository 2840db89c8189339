//! The signature schemes that a Java offers in TLS, which are the ones it takes in certificates.

use super::constraints::{Condition, Constraints, Rule};
use super::java::Java;
use super::strength::decompose;
use crate::diagnosis::Release;

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

/// Recorded in a handshake of each release. There are six for RSASSA-PSS, which only go together.
const SCHEMES: [Scheme; 16] = [
    on_curve("ecdsa_secp256r1_sha256", "SHA256withECDSA", "secp256r1", 256),
    on_curve("ecdsa_secp384r1_sha384", "SHA384withECDSA", "secp384r1", 384),
    on_curve("ecdsa_secp521r1_sha512", "SHA512withECDSA", "secp521r1", 521),
    scheme("ed25519", "Ed25519", "EdDSA"),
    scheme("ed448", "Ed448", "EdDSA"),
    scheme("", "RSASSA-PSS", "RSASSA-PSS"),
    scheme("rsa_pkcs1_sha256", "SHA256withRSA", "RSA"),
    scheme("rsa_pkcs1_sha384", "SHA384withRSA", "RSA"),
    scheme("rsa_pkcs1_sha512", "SHA512withRSA", "RSA"),
    scheme("dsa_sha256", "SHA256withDSA", "DSA"),
    scheme("ecdsa_sha224", "SHA224withECDSA", "EC"),
    scheme("rsa_sha224", "SHA224withRSA", "RSA"),
    scheme("dsa_sha224", "SHA224withDSA", "DSA"),
    scheme("ecdsa_sha1", "SHA1withECDSA", "EC"),
    scheme("rsa_pkcs1_sha1", "SHA1withRSA", "RSA"),
    scheme("dsa_sha1", "SHA1withDSA", "DSA"),
];

/// Whether a Java offers a signature algorithm, by its name there, for certificates.
pub(super) fn is_offered(signature: &str, java: &Java, is_tls_13: bool) -> bool {
    let Some(scheme) = SCHEMES.iter().find(|scheme| scheme.signature == signature) else { return false };
    let is_known = match scheme.signature {
        "SHA224withRSA" | "SHA224withECDSA" | "SHA1withDSA" | "SHA224withDSA" | "SHA256withDSA" => {
            !is_tls_13 || !matches!(java.release, Release::Java25 | Release::Java17)
        }
        _ => true,
    };
    is_known && is_left(scheme, java)
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
