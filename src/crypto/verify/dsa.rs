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
    if key.p.len() > MAX_PRIME {
        return Err(VerifyError::Unsupported);
    }
    // All numbers in the precision of p: the crate's arithmetic wants them alike.
    let bits = u32::try_from(key.p.len() * 8).unwrap_or(u32::MAX);
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
