//! Whether one certificate's key made another's signature.

use crate::asn1::Oid;
use crate::crypto::verify::{VerifyError, verify_signature};
use crate::x509::{Certificate, KeyKind, PublicKey};

/// Checks that `key` made the signature of `certificate`.
///
/// # Errors
/// [`VerifyError`].
pub fn verify(certificate: &Certificate<'_>, key: &PublicKey<'_>) -> Result<(), VerifyError> {
    let algorithm = &certificate.algorithm;
    let oid = Oid::from_content(algorithm.oid).ok_or(VerifyError::Unsupported)?;
    let parameters = algorithm.parameters.map(|parameters| parameters.raw);
    verify_signature(&oid, parameters, key.raw, certificate.tbs, certificate.signature.octets)
}

/// What checking one costs, in checks with an RSA key of 2048 bits or a common curve: RSA grows with the square of its size; DSA
/// and the rarer curves are not of the fast engine.
pub fn cost(key: &PublicKey<'_>) -> usize {
    const SLOW: usize = 20;
    let times = key.bits().unwrap_or_default().div_ceil(2048).max(1);
    let square = times.saturating_mul(times);
    match key.kind {
        KeyKind::Rsa { .. } => square,
        KeyKind::Ec(curve) if curve.bits <= 256 => 1,
        _ => square.saturating_mul(SLOW),
    }
}
