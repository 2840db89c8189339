//! Signatures that are wrong, or cannot be checked.

use super::SIGNATURE;
use crate::crypto::verify::VerifyError;
use crate::diagnosis::Release;
use crate::pkix::{Node, knows_signature, signature_name};
use crate::report::keytool::certificate::Exception;
use crate::x509::{self, KeyKind};

/// What checking it throws.
pub(super) fn of_signature(
    error: VerifyError,
    node: Option<&Node<'_>>,
    issuer: Option<&Node<'_>>,
    release: Release,
) -> Vec<Exception> {
    let wrong = |message: String| vec![Exception { class: SIGNATURE, message }];
    let (Some(node), Some(issuer)) = (node, issuer) else { return wrong("Signature does not match.".into()) };
    let is_known = knows_signature(&node.certificate, release);
    match (error, issuer.certificate.key.kind) {
        (VerifyError::Unsupported, KeyKind::Ec(curve))
            if is_known && signature_name(&node.certificate, release).ends_with("withECDSA") =>
        {
            let oid =
                issuer.certificate.key.algorithm.parameters.and_then(|parameters| parameters.oid().ok());
            let oid = oid.map_or_else(String::new, x509::dotted);
            let also = curve_also_called(curve.name);
            wrong(format!("Curve not supported: {}{also} ({oid})", curve.name))
        }
        (VerifyError::Unsupported, _) => vec![Exception {
            class: "java.security.NoSuchAlgorithmException",
            message: format!("{} Signature not available", x509::dotted(node.certificate.algorithm.oid)),
        }],
        (VerifyError::WrongKey, _) => vec![Exception {
            class: "java.security.InvalidKeyException",
            message: format!("No installed provider supports this key: {}", key_class(issuer, release)),
        }],
        (VerifyError::MalformedSignature, KeyKind::Dsa { .. }) => {
            let message = "Invalid encoding for signature".to_owned();
            let cause = Exception { class: "java.io.IOException", message: message.clone() };
            wrong(message).into_iter().chain([cause]).collect()
        }
        (VerifyError::BadSignature | VerifyError::MalformedSignature, KeyKind::Rsa { bits, .. }) => {
            let (got, expected) = (node.certificate.signature.octets.len(), bits.div_ceil(8));
            if got == expected {
                return wrong("Signature does not match.".into());
            }
            let what = if release == Release::Java11 {
                "Signature length not correct"
            } else {
                "Bad signature length"
            };
            wrong(format!("{what}: got {got} but was expecting {expected}"))
        }
        _ => wrong("Signature does not match.".into()),
    }
}

/// The class of which Java makes a key.
fn key_class(node: &Node<'_>, release: Release) -> &'static str {
    let key = &node.certificate.key;
    match (key.kind, key.algorithm_name().as_str()) {
        (KeyKind::Rsa { .. }, _) => "sun.security.rsa.RSAPublicKeyImpl",
        (KeyKind::Ec(_), _) => "sun.security.ec.ECPublicKeyImpl",
        (KeyKind::Dsa { .. }, _) => "sun.security.provider.DSAPublicKeyImpl",
        (KeyKind::Dh { .. }, _) => "com.sun.crypto.provider.DHPublicKey",
        (_, "Ed25519" | "Ed448") if release >= Release::Java17 => "sun.security.ec.ed.EdDSAPublicKeyImpl",
        (_, "X25519" | "X448") => "sun.security.ec.XDHPublicKeyImpl",
        (_, name) if name.starts_with("ML-") && release >= Release::Java25 => {
            "sun.security.x509.NamedX509Key"
        }
        _ => "sun.security.x509.X509Key",
    }
}

/// The other names by which Java lists a curve.
pub(in crate::report) fn curve_also_called(name: &str) -> &'static str {
    match name {
        "secp192r1" => " [NIST P-192,X9.62 prime192v1]",
        "secp224r1" => " [NIST P-224]",
        "sect163k1" => " [NIST K-163]",
        "sect163r2" => " [NIST B-163]",
        "sect233k1" => " [NIST K-233]",
        "sect233r1" => " [NIST B-233]",
        "sect283k1" => " [NIST K-283]",
        "sect283r1" => " [NIST B-283]",
        "sect409k1" => " [NIST K-409]",
        "sect409r1" => " [NIST B-409]",
        "sect571k1" => " [NIST K-571]",
        "sect571r1" => " [NIST B-571]",
        _ => "",
    }
}
