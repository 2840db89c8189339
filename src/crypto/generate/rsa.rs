//! RSA keys: those sizes that aws-lc-rs makes by it, being faster, the others by the `rsa` crate.

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair as FastKeyPair, KeySize};
use rsa::traits::{PrivateKeyParts, PublicKeyParts};
use rsa::{BoxedUint, RsaPrivateKey};
use zeroize::Zeroizing;

use super::{GenerateError, KeyPair};
use crate::asn1::{Asn1Error, Tag, Writer, read_one};
use crate::crypto::pkcs8::{self, RSA, RSASSA_PSS, unsigned};
use crate::crypto::randomness;
use crate::machine::Machine;
use crate::secret::SecretBytes;

/// Java's default since 19.
const DEFAULT_BITS: i32 = 3072;
/// 65537 has so many.
const EXPONENT_BITS: i32 = 17;
const NULL: [u8; 2] = [5, 0];

pub(super) fn generate(
    pss: bool,
    bits: Option<i32>,
    group: Option<&str>,
    machine: &Machine,
) -> Result<KeyPair, GenerateError> {
    if group.is_some() {
        return Err(GenerateError::RsaGroup);
    }
    let bits = bits.unwrap_or(DEFAULT_BITS);
    if bits < EXPONENT_BITS {
        return Err(GenerateError::RsaExponent(bits));
    }
    if !(512..=16384).contains(&bits) {
        return Err(GenerateError::RsaSize(bits));
    }
    let size = match bits {
        2048 => Some(KeySize::Rsa2048),
        3072 => Some(KeySize::Rsa3072),
        4096 => Some(KeySize::Rsa4096),
        8192 => Some(KeySize::Rsa8192),
        _ => None,
    };
    let key = match size {
        Some(size) => fast(size)?,
        None => slow(usize::try_from(bits).map_err(|_| GenerateError::RsaSize(bits))?, machine)?,
    };
    // Java: a key for PSS alone has no parameters, and no NULL.
    let identifier = if pss { pkcs8::identifier(RSASSA_PSS, &[]) } else { pkcs8::identifier(RSA, &NULL) };
    let public = public_half(key.expose()).map_err(|_| GenerateError::Failed)?;
    Ok(KeyPair {
        private: pkcs8::private_key(&identifier, key.expose()),
        public: pkcs8::public_key(&identifier, &public),
    })
}

/// An RSAPrivateKey (RFC 8017, A.1.2) by aws-lc-rs, which takes its randomness from the system itself.
fn fast(size: KeySize) -> Result<SecretBytes, GenerateError> {
    let pair = FastKeyPair::generate(size).map_err(|_| GenerateError::Failed)?;
    let whole = AsDer::<Pkcs8V1Der<'_>>::as_der(&pair).map_err(|_| GenerateError::Failed)?;
    inner(whole.as_ref()).map_err(|_| GenerateError::Failed)
}

/// The key within a PrivateKeyInfo.
fn inner(der: &[u8]) -> Result<SecretBytes, Asn1Error> {
    let mut fields = read_one(der)?.expect(Tag::SEQUENCE)?.inside()?;
    fields.expect(Tag::INTEGER)?;
    fields.expect(Tag::SEQUENCE)?;
    Ok(SecretBytes::new(fields.expect(Tag::OCTET_STRING)?.octets()?.into_owned()))
}

/// RSAPublicKey: what of an RSAPrivateKey everybody may know.
fn public_half(private: &[u8]) -> Result<Vec<u8>, Asn1Error> {
    let mut numbers = read_one(private)?.expect(Tag::SEQUENCE)?.inside()?;
    numbers.expect(Tag::INTEGER)?;
    let modulus = numbers.expect(Tag::INTEGER)?;
    let exponent = numbers.expect(Tag::INTEGER)?;
    Ok(Writer::sequence_of(&[modulus.raw, exponent.raw].concat()))
}

fn slow(bits: usize, machine: &Machine) -> Result<SecretBytes, GenerateError> {
    let mut generator = randomness::generator(machine)?;
    let key = RsaPrivateKey::new_unchecked(&mut generator, bits).map_err(|_| GenerateError::Failed)?;
    let [p, q] = key.primes() else { return Err(GenerateError::Failed) };
    let (Some(dp), Some(dq), Some(inverse)) = (key.dp(), key.dq(), key.crt_coefficient()) else {
        return Err(GenerateError::Failed);
    };
    let public = key.as_public_key();
    let numbers: [&BoxedUint; 8] =
        [public.n().as_ref(), public.e(), key.d(), p.as_ref(), q.as_ref(), dp, dq, &inverse];
    let mut writer = Writer::default();
    writer.constructed(Tag::SEQUENCE, |inside| {
        inside.unsigned(0);
        for number in numbers {
            unsigned(inside, &Zeroizing::new(number.to_be_bytes()));
        }
    });
    Ok(SecretBytes::new(writer.finish()))
}
