//! RSA signatures, PKCS#1 v1.5 and PSS (RFC 8017, 8).

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair as FastKey;
use aws_lc_rs::signature::{
    RSA_PKCS1_SHA256, RSA_PKCS1_SHA384, RSA_PKCS1_SHA512, RSA_PSS_SHA256, RSA_PSS_SHA384, RSA_PSS_SHA512,
    RsaEncoding,
};
use rsa::pss::Pss as Padding;
use rsa::{BoxedUint, Pkcs1v15Sign, RsaPrivateKey};

use super::SignError;
use super::key::RsaKey;
use crate::asn1::{Asn1Error, Tag, read_one};
use crate::crypto::randomness;
use crate::crypto::verify::algorithm::Pss;
use crate::crypto::verify::digest::Digest;
use crate::crypto::verify::rsa::digest_info;
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
    if pss.mask_digest != pss.digest {
        return Err(SignError::Failed);
    }
    let mut generator = randomness::generator(machine)?;
    macro_rules! with {
        ($digest:ty) => {
            slow(key)?.sign_with_rng(
                &mut generator,
                Padding::<$digest>::new_with_salt(pss.salt_length),
                &hash,
            )
        };
    }
    let signature = match pss.digest {
        Digest::Sha1 => with!(sha1::Sha1),
        Digest::Sha224 => with!(sha2::Sha224),
        Digest::Sha256 => with!(sha2::Sha256),
        Digest::Sha384 => with!(sha2::Sha384),
        Digest::Sha512 => with!(sha2::Sha512),
        Digest::Sha512T224 => with!(sha2::Sha512_224),
        Digest::Sha512T256 => with!(sha2::Sha512_256),
        Digest::Sha3T224 => with!(sha3::Sha3_224),
        Digest::Sha3T256 => with!(sha3::Sha3_256),
        Digest::Sha3T384 => with!(sha3::Sha3_384),
        Digest::Sha3T512 => with!(sha3::Sha3_512),
        Digest::Md2 | Digest::Md5 => return Err(SignError::Failed),
    };
    signature.map_err(|_| SignError::Failed)
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
