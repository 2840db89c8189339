//! Whether one certificate's key made another's signature.

use crate::asn1::Oid;
use crate::crypto::verify::{VerifyError, verify_signature};
use crate::x509::{Certificate, PublicKey};

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

/// What checking one costs, compared with a key of 2048 bits and less: RSA grows with the square, and more.
pub fn cost(key: &PublicKey<'_>) -> usize {
    let times = key.bits().unwrap_or_default().div_ceil(2048).max(1);
    times.saturating_mul(times)
}
