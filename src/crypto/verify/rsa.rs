//! RSA signatures: PKCS#1 v1.5 and PSS, with keys of 512 to 16384 bits.

use aws_lc_rs::signature::{
    RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512,
    RsaPublicKeyComponents,
};
use rsa::traits::PublicKeyParts;
use rsa::{BoxedUint, RsaPublicKey, hazmat};

use super::VerifyError;
use super::algorithm::Pss;
use super::digest::Digest;
use super::key::RsaKey;
use crate::asn1::{Tag, Writer};

/// Java's own limits of the modulus, in bits.
const SIZES: std::ops::RangeInclusive<usize> = 512..=16384;

/// RSASSA-PKCS1-v1_5 (RFC 8017, 8.2.2).
pub(super) fn verify_pkcs1(
    digest: Digest,
    key: &RsaKey<'_>,
    message: &[u8],
    signature: &[u8],
) -> Result<(), VerifyError> {
    let common = match digest {
        Digest::Sha256 => Some(&RSA_PKCS1_2048_8192_SHA256),
        Digest::Sha384 => Some(&RSA_PKCS1_2048_8192_SHA384),
        Digest::Sha512 => Some(&RSA_PKCS1_2048_8192_SHA512),
        _ => None,
    };
    let components = RsaPublicKeyComponents { n: key.modulus, e: key.exponent };
    if common.is_some_and(|algorithm| components.verify(algorithm, message, signature).is_ok()) {
        return Ok(());
    }
    // What aws-lc-rs refuses for the size of its key or for its digest, and the encoding without a NULL.
    let block = raised(key, signature)?;
    let hash = digest.of(message);
    let matches = [true, false].into_iter().any(|with_null| {
        digest_info(digest, &hash, with_null)
            .and_then(|info| padded(&info, block.len()))
            .is_some_and(|expected| expected == block)
    });
    if matches { Ok(()) } else { Err(VerifyError::BadSignature) }
}

/// DigestInfo (RFC 8017, 9.2); Java takes it with NULL parameters and without parameters.
pub(in crate::crypto) fn digest_info(digest: Digest, hash: &[u8], with_null: bool) -> Option<Vec<u8>> {
    let oid = digest.oid()?;
    let mut writer = Writer::default();
    writer.constructed(Tag::SEQUENCE, |info| {
        info.constructed(Tag::SEQUENCE, |algorithm| {
            algorithm.oid(&oid);
            if with_null {
                algorithm.null();
            }
        });
        info.octets(hash);
    });
    Some(writer.finish())
}

/// `00 01 FF … FF 00` and `info`; `None` where fewer than eight FF fit.
fn padded(info: &[u8], length: usize) -> Option<Vec<u8>> {
    let filler = length.checked_sub(info.len() + 3).filter(|filler| *filler >= 8)?;
    let mut block = vec![0, 1];
    block.resize(2 + filler, 0xff);
    block.push(0);
    block.extend_from_slice(info);
    Some(block)
}

/// RSASSA-PSS (RFC 8017, 8.1.2 and 9.1.2).
pub(super) fn verify_pss(
    pss: Pss,
    key: &RsaKey<'_>,
    message: &[u8],
    signature: &[u8],
) -> Result<(), VerifyError> {
    let block = raised(key, signature)?;
    if pss_matches(pss, key, &block, message).unwrap_or(false) {
        Ok(())
    } else {
        Err(VerifyError::BadSignature)
    }
}

/// Whether `block` encodes `message`; `None` where the parts do not even fit.
fn pss_matches(pss: Pss, key: &RsaKey<'_>, block: &[u8], message: &[u8]) -> Option<bool> {
    let bits = bit_length(key.modulus).checked_sub(1)?;
    // One octet less than the modulus has, where the number of bits is a multiple of eight.
    let (front, encoded) = block.split_at_checked(block.len().checked_sub(bits.div_ceil(8))?)?;
    let hash = pss.digest.of(message);
    let (&trailer, rest) = encoded.split_last()?;
    let (masked, signed) = rest.split_at_checked(rest.len().checked_sub(hash.len())?)?;
    let unused = u32::try_from(masked.len() * 8 + (hash.len() + 1) * 8).ok()? - u32::try_from(bits).ok()?;
    let top_mask = 0xff_u8.checked_shr(unused)?;
    if front.iter().any(|octet| *octet != 0) || trailer != 0xbc || masked.first()? & !top_mask != 0 {
        return Some(false);
    }
    let mut data: Vec<u8> = masked.to_vec();
    for (octet, mask) in data.iter_mut().zip(mask(pss.mask_digest, signed, masked.len())) {
        *octet ^= mask;
    }
    *data.first_mut()? &= top_mask;
    let (padding, salt) = data.split_at_checked(data.len().checked_sub(pss.salt_length)?)?;
    let (&one, zeros) = padding.split_last()?;
    let again = pss.digest.of(&[&[0; 8][..], &hash, salt].concat());
    Some(one == 1 && zeros.iter().all(|octet| *octet == 0) && again == signed)
}

/// MGF1 (RFC 8017, B.2.1).
pub(in crate::crypto) fn mask(digest: Digest, seed: &[u8], length: usize) -> Vec<u8> {
    let mut mask = Vec::with_capacity(length + 64);
    for counter in 0_u32.. {
        if mask.len() >= length {
            break;
        }
        mask.extend(digest.of(&[seed, &counter.to_be_bytes()].concat()));
    }
    mask.truncate(length);
    mask
}

/// The signature raised to the key's exponent, as many octets as the modulus has.
fn raised(key: &RsaKey<'_>, signature: &[u8]) -> Result<Vec<u8>, VerifyError> {
    if signature.len() != key.modulus.len() {
        return Err(VerifyError::MalformedSignature);
    }
    let bits = u32::try_from(key.modulus.len() * 8).unwrap_or(u32::MAX);
    if !SIZES.contains(&bit_length(key.modulus)) {
        return Err(VerifyError::Unsupported);
    }
    // An exponent above 33 bits is refused by the crate; none is known in the field.
    if key.exponent.len() > 8 {
        return Err(VerifyError::Unsupported);
    }
    let number = |bytes| BoxedUint::from_be_slice(bytes, bits).map_err(|_| VerifyError::MalformedKey);
    let public = RsaPublicKey::new_with_size_limits(number(key.modulus)?, number(key.exponent)?, SIZES)
        .map_err(|_| VerifyError::MalformedKey)?;
    let signature = number(signature)?;
    if signature >= *public.n().as_ref() {
        return Err(VerifyError::BadSignature);
    }
    let raised = hazmat::rsa_encrypt(&public, &signature).map_err(|_| VerifyError::BadSignature)?;
    let bytes = raised.to_be_bytes();
    let mut block = vec![0; key.modulus.len().saturating_sub(bytes.len())];
    block.extend_from_slice(bytes.get(bytes.len().saturating_sub(key.modulus.len())..).unwrap_or_default());
    Ok(block)
}

/// The bits of a number without leading zero octets.
fn bit_length(number: &[u8]) -> usize {
    let top = number.first().map_or(0, |top| top.leading_zeros());
    (number.len() * 8).saturating_sub(usize::try_from(top).unwrap_or(0))
}
