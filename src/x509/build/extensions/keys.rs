//! Identifiers of keys.

use sha1::{Digest as _, Sha1};

use crate::x509::Certificate;
use crate::x509::Fault;
use crate::x509::der::only;
use crate::x509::extension::{Body, Known};

/// The identifier of a key (RFC 5280, 4.2.1.2, method 1): SHA-1 of the content of its BIT STRING. `spki` is the DER of
/// a SubjectPublicKeyInfo.
///
/// # Errors
/// Where it does not decode.
pub fn key_identifier(spki: &[u8]) -> Result<[u8; 20], Fault> {
    let whole = only(spki)?;
    let mut inside = whole.inside();
    inside.value()?;
    let bits = inside.value()?.bits()?;
    Ok(Sha1::digest(bits.octets).into())
}

/// The identifier by which what `issuer` signs names its key: the one that its certificate gives it, else the computed.
///
/// # Errors
/// Where the key does not decode.
pub fn authority_key_identifier(issuer: &Certificate<'_>) -> Result<Vec<u8>, Fault> {
    if let Some(extension) = issuer.extensions.find(Known::SubjectKeyIdentifier)
        && let Ok(Body::SubjectKeyIdentifier(identifier)) = extension.body()
    {
        return Ok(identifier.to_vec());
    }
    key_identifier(issuer.key.raw).map(Vec::from)
}
