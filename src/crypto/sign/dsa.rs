//! DSA (FIPS 186-4, 4.6), with parameters of any size that Java takes.

use crypto_bigint::modular::{BoxedMontyForm, BoxedMontyParams};
use crypto_bigint::{Odd, Resize};
use dsa::{BoxedUint, Components, SigningKey, VerifyingKey};
use zeroize::Zeroizing;

use super::SignError;
use super::key::DsaKey;
use crate::asn1::{Tag, Writer};
use crate::crypto::pkcs8::unsigned;
use crate::crypto::verify::digest::Digest;

/// p in octets: 512 to 4096 bits, as far as the crate is tried with.
const PRIMES: std::ops::RangeInclusive<usize> = 64..=512;
/// q in octets: RFC 6979 draws numbers below it until one fits, which needs enough of them.
const SUBPRIMES: std::ops::RangeInclusive<usize> = 16..=64;

/// Dss-Sig-Value (RFC 3279, 2.2.2). The number is that of RFC 6979 with SHA-256, whichever the digest is: it only has to be
/// unpredictable and never the same for two messages.
pub(super) fn sign(digest: Digest, key: &DsaKey, message: &[u8]) -> Result<Vec<u8>, SignError> {
    let key = signing_key(key).ok_or(SignError::MalformedKey)?;
    let signature =
        key.sign_prehashed_rfc6979::<sha2::Sha256>(&digest.of(message)).map_err(|_| SignError::Failed)?;
    let mut writer = Writer::default();
    writer.constructed(Tag::SEQUENCE, |inside| {
        unsigned(inside, &signature.r().to_be_bytes());
        unsigned(inside, &signature.s().to_be_bytes());
    });
    Ok(writer.finish())
}

/// y, big-endian without leading zeros.
pub(in crate::crypto) fn public(key: &DsaKey) -> Option<Vec<u8>> {
    let octets = signing_key(key)?.verifying_key().y().to_be_bytes();
    let zeros = octets.iter().take_while(|octet| **octet == 0).count();
    octets.get(zeros..).map(<[u8]>::to_vec)
}

fn signing_key(key: &DsaKey) -> Option<SigningKey> {
    let is_odd = |number: &[u8]| number.last().is_some_and(|last| last & 1 == 1);
    if !PRIMES.contains(&key.p.len()) || !SUBPRIMES.contains(&key.q.len()) || key.q.len() >= key.p.len() {
        return None;
    }
    if !is_odd(&key.p) || !is_odd(&key.q) {
        return None;
    }
    let [p, q, g] = [&key.p, &key.q, &key.g].map(|octets| BoxedUint::from_be_slice_vartime(octets));
    if g >= p {
        return None;
    }
    let x = Zeroizing::new(BoxedUint::from_be_slice_vartime(key.x.expose()));
    if *x >= q {
        return None;
    }
    let odd = Odd::new(p.clone()).into_option()?;
    let base = g.clone().try_resize(odd.bits_precision())?;
    let y = BoxedMontyForm::new(base, &BoxedMontyParams::new(odd)).pow(&x).retrieve();
    let components = Components::from_components_unchecked(p, q, g).ok()?;
    let public = VerifyingKey::from_components(components, y).ok()?;
    SigningKey::from_components(public, (*x).clone()).ok()
}
