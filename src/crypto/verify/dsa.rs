//! DSA signatures (FIPS 186-4, 4.7), with parameters of any size that Java takes.

use dsa::signature::hazmat::PrehashVerifier;
use dsa::{BoxedUint, Components, Signature, VerifyingKey};

use super::VerifyError;
use super::digest::Digest;
use super::key::{DsaKey, positive};
use crate::asn1::{Asn1Error, Tag, read_one};

/// The largest prime worked with, in octets; DSA ends at 3072 bits.
const MAX_PRIME: usize = 512;

/// Checks a DSA signature.
pub(super) fn verify(
    digest: Digest,
    key: &DsaKey<'_>,
    message: &[u8],
    signature: &[u8],
) -> Result<(), VerifyError> {
    if key.p.len() > MAX_PRIME || key.q.len() > MAX_PRIME {
        return Err(VerifyError::Unsupported);
    }
    // All numbers in one precision: the crate's arithmetic wants them alike, and multiplies two below q without looking
    // whether there is room.
    let bits = u32::try_from(key.p.len().max(2 * key.q.len()) * 8).unwrap_or(u32::MAX);
    let number = |bytes| BoxedUint::from_be_slice(bytes, bits);
    let of_key = |bytes| number(bytes).map_err(|_| VerifyError::MalformedKey);
    let (p, q, g, y) = (of_key(key.p)?, of_key(key.q)?, of_key(key.g)?, of_key(key.y)?);
    if q >= p || g >= p || y >= p {
        return Err(VerifyError::MalformedKey);
    }
    let (r, s) = numbers(signature).map_err(|_| VerifyError::MalformedSignature)?;
    let of_signature = |bytes| number(bytes).map_err(|_| VerifyError::BadSignature);
    let (r, s) = (of_signature(r)?, of_signature(s)?);
    if r >= q || s >= q {
        return Err(VerifyError::BadSignature);
    }
    let components = Components::from_components_unchecked(p, q, g).map_err(|_| VerifyError::MalformedKey)?;
    let public = VerifyingKey::from_components(components, y).map_err(|_| VerifyError::MalformedKey)?;
    let signature = Signature::from_components(r, s).ok_or(VerifyError::BadSignature)?;
    public.verify_prehash(&digest.of(message), &signature).map_err(|_| VerifyError::BadSignature)
}

/// Dss-Sig-Value (RFC 3279, 2.2.2).
fn numbers(signature: &[u8]) -> Result<(&[u8], &[u8]), Asn1Error> {
    let mut reader = read_one(signature)?.expect(Tag::SEQUENCE)?.inside()?;
    let numbers = (positive(&mut reader)?, positive(&mut reader)?);
    reader.finish()?;
    Ok(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A q of nearly the size of p: the crate multiplies two numbers below it.
    #[test]
    fn a_large_q_is_no_overflow() {
        let (p, q) = ([0xff; 8], [0x80, 0, 0, 0, 0, 0, 0, 0]);
        let key = DsaKey { p: &p, q: &q, g: &[3], y: &q };
        let signature = [0x30, 13, 2, 1, 1, 2, 8, 0x40, 0, 0, 0, 0, 0, 0, 3];
        assert!(verify(Digest::Sha256, &key, b"message", &signature).is_err());
    }
}
