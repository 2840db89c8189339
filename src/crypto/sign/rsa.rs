//! RSA signatures, PKCS#1 v1.5 and PSS (RFC 8017, 8).

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair as FastKey;
use aws_lc_rs::signature::{
    RSA_PKCS1_SHA256, RSA_PKCS1_SHA384, RSA_PKCS1_SHA512, RSA_PSS_SHA256, RSA_PSS_SHA384, RSA_PSS_SHA512,
    RsaEncoding,
};
use rand_core::Rng as _;
use rsa::traits::PublicKeyParts as _;
use rsa::{BoxedUint, Pkcs1v15Sign, RsaPrivateKey, hazmat};

use super::SignError;
use super::key::RsaKey;
use crate::asn1::{Asn1Error, Tag, read_one};
use crate::crypto::randomness;
use crate::crypto::verify::algorithm::Pss;
use crate::crypto::verify::digest::Digest;
use crate::crypto::verify::rsa::{digest_info, mask};
use crate::machine::Machine;

/// RSASSA-PKCS1-v1_5 (RFC 8017, 8.2.1).
pub(super) fn sign_pkcs1(
    digest: Digest,
    key: &RsaKey,
    message: &[u8],
    machine: &Machine,
) -> Result<Vec<u8>, SignError> {
    let info = digest_info(digest, &digest.of(message), true).ok_or(SignError::Failed)?;
    if key.bits.div_ceil(8) < info.len() + 11 {
        return Err(SignError::KeyTooShort);
    }
    let fast: Option<&'static dyn RsaEncoding> = match digest {
        Digest::Sha256 => Some(&RSA_PKCS1_SHA256),
        Digest::Sha384 => Some(&RSA_PKCS1_SHA384),
        Digest::Sha512 => Some(&RSA_PKCS1_SHA512),
        _ => None,
    };
    if let Some(signature) = fast.and_then(|encoding| sign_fast(encoding, key, message)) {
        return Ok(signature);
    }
    let mut generator = randomness::generator(machine)?;
    // The DigestInfo is whole, so the crate has nothing to put before it.
    slow(key)?
        .sign_with_rng(&mut generator, Pkcs1v15Sign::new_unprefixed(), &info)
        .map_err(|_| SignError::Failed)
}

/// As a client proves its key up to TLS 1.1: PKCS#1 v1.5 over both digests, one behind the other, without a name of them
/// (RFC 4346, 4.7).
pub(super) fn sign_md5_and_sha1(
    key: &RsaKey,
    message: &[u8],
    machine: &Machine,
) -> Result<Vec<u8>, SignError> {
    let both = [Digest::Md5.of(message), Digest::Sha1.of(message)].concat();
    if key.bits.div_ceil(8) < both.len() + 11 {
        return Err(SignError::KeyTooShort);
    }
    let mut generator = randomness::generator(machine)?;
    slow(key)?
        .sign_with_rng(&mut generator, Pkcs1v15Sign::new_unprefixed(), &both)
        .map_err(|_| SignError::Failed)
}

/// RSASSA-PSS (RFC 8017, 8.1.1).
pub(super) fn sign_pss(
    pss: Pss,
    key: &RsaKey,
    message: &[u8],
    machine: &Machine,
) -> Result<Vec<u8>, SignError> {
    let hash = pss.digest.of(message);
    let needed = hash.len() + pss.salt_length + 2;
    if key.bits.saturating_sub(1).div_ceil(8) < needed {
        return Err(SignError::KeyTooShortForPss { needed });
    }
    let fast: Option<&'static dyn RsaEncoding> = match pss.digest {
        _ if pss.mask_digest != pss.digest || pss.salt_length != hash.len() => None,
        Digest::Sha256 => Some(&RSA_PSS_SHA256),
        Digest::Sha384 => Some(&RSA_PSS_SHA384),
        Digest::Sha512 => Some(&RSA_PSS_SHA512),
        _ => None,
    };
    if let Some(signature) = fast.and_then(|encoding| sign_fast(encoding, key, message)) {
        return Ok(signature);
    }
    let mut salt = vec![0; pss.salt_length];
    let mut generator = randomness::generator(machine)?;
    generator.fill_bytes(&mut salt);
    let bits = key.bits.saturating_sub(1);
    let block = pss_block(pss, &hash, &salt, bits).ok_or(SignError::Failed)?;
    let private = slow(key)?;
    let number =
        BoxedUint::from_be_slice(&block, private.n().bits_precision()).map_err(|_| SignError::Failed)?;
    let signature = hazmat::rsa_decrypt_and_check(&private, Some(&mut generator), &number)
        .map_err(|_| SignError::Failed)?
        .to_be_bytes();
    let length = key.bits.div_ceil(8);
    let zeros = length.saturating_sub(signature.len());
    let digits = signature.get(signature.len().saturating_sub(length)..).unwrap_or_default();
    Ok([&*vec![0; zeros], digits].concat())
}

/// EMSA-PSS (RFC 8017, 9.1.1). The `rsa` crate has it for one digest alone, which masks too.
fn pss_block(pss: Pss, hash: &[u8], salt: &[u8], bits: usize) -> Option<Vec<u8>> {
    let signed = pss.digest.of(&[&[0; 8], hash, salt].concat());
    let length = bits.div_ceil(8).checked_sub(signed.len() + 1)?;
    let zeros = length.checked_sub(salt.len() + 1)?;
    let mut data = [&*vec![0; zeros], &[1], salt].concat();
    for (octet, mask) in data.iter_mut().zip(mask(pss.mask_digest, &signed, length)) {
        *octet ^= mask;
    }
    *data.first_mut()? &= 0xff_u8 >> (bits.div_ceil(8) * 8 - bits);
    Some([&*data, &signed, &[0xbc]].concat())
}

/// By aws-lc-rs, where it takes the key: 2048 to 8192 bits.
fn sign_fast(encoding: &'static dyn RsaEncoding, key: &RsaKey, message: &[u8]) -> Option<Vec<u8>> {
    let pair = FastKey::from_der(key.der.expose()).ok()?;
    let mut signature = vec![0; pair.public_modulus_len()];
    pair.sign(encoding, &SystemRandom::new(), message, &mut signature).ok()?;
    Some(signature)
}

/// By the `rsa` crate, which takes all sizes, and checks that the numbers belong together.
fn slow(key: &RsaKey) -> Result<RsaPrivateKey, SignError> {
    // Java: no larger ones.
    if key.bits > 16384 {
        return Err(SignError::MalformedKey);
    }
    let [n, e, d, p, q] = numbers(key.der.expose()).map_err(|_| SignError::MalformedKey)?;
    RsaPrivateKey::from_components(n, e, d, vec![p, q]).map_err(|_| SignError::MalformedKey)
}

/// The first five numbers behind the version.
fn numbers(der: &[u8]) -> Result<[BoxedUint; 5], Asn1Error> {
    let mut fields = read_one(der)?.expect(Tag::SEQUENCE)?.inside()?;
    fields.expect(Tag::INTEGER)?;
    let mut number = || Ok(BoxedUint::from_be_slice_vartime(fields.expect(Tag::INTEGER)?.content));
    Ok([number()?, number()?, number()?, number()?, number()?])
}

/// The octets of a DigestInfo.
pub(super) fn info_length(digest: Digest) -> usize {
    digest_info(digest, &vec![0; digest.octets()], true).map_or(usize::MAX, |info| info.len())
}
