//! Diffie-Hellman keys (PKCS#3), on the parameters that Java has ready for each size.

use crypto_bigint::modular::{BoxedMontyForm, BoxedMontyParams};
use crypto_bigint::{BoxedUint, Odd, Resize as _};
use zeroize::Zeroizing;

use super::{GenerateError, KeyPair};
use crate::asn1::{Tag, Writer};
use crate::crypto::pkcs8::{self, DH, unsigned};
use crate::machine::Machine;
use crate::secret::SecretBytes;

/// Java's default.
const DEFAULT_BITS: i32 = 3072;

/// Size of p; p, g and the bits of a private key. Observed with JDK 25, of which every key of one size has the same: the groups of
/// RFC 2409, 3526 and 7919.
const PARAMETERS: &str = include_str!("dh_parameters.tsv");

pub(super) fn generate(
    bits: Option<i32>,
    group: Option<&str>,
    machine: &Machine,
) -> Result<KeyPair, GenerateError> {
    if group.is_some() {
        return Err(GenerateError::DhGroup);
    }
    let bits = bits.unwrap_or(DEFAULT_BITS);
    if !(512..=8192).contains(&bits) || bits % 64 != 0 {
        return Err(GenerateError::DhSize(bits));
    }
    let (p, g, private_bits) = parameters(bits).ok_or(GenerateError::DhParameters(bits))?;
    let x = private_number(private_bits, machine)?;
    let modulus =
        Odd::new(BoxedUint::from_be_slice_vartime(&p)).into_option().ok_or(GenerateError::Failed)?;
    let base = BoxedUint::from_be_slice_vartime(&g)
        .try_resize(modulus.bits_precision())
        .ok_or(GenerateError::Failed)?;
    let exponent = Zeroizing::new(BoxedUint::from_be_slice_vartime(x.expose()));
    let y = BoxedMontyForm::new(base, &BoxedMontyParams::new(modulus)).pow(&exponent).retrieve();

    let mut domain = Writer::default();
    domain.constructed(Tag::SEQUENCE, |inside| {
        unsigned(inside, &p);
        unsigned(inside, &g);
        inside.unsigned(u64::try_from(private_bits).unwrap_or_default());
    });
    let identifier = pkcs8::identifier(DH, &domain.finish());
    let integer = |octets: &[u8]| {
        let mut writer = Writer::default();
        unsigned(&mut writer, octets);
        writer.finish()
    };
    let private = SecretBytes::new(integer(x.expose()));
    Ok(KeyPair {
        private: pkcs8::private_key(&identifier, private.expose()),
        public: pkcs8::public_key(&identifier, &integer(&y.to_be_bytes())),
    })
}

/// A number of exactly so many bits, a multiple of eight.
fn private_number(bits: usize, machine: &Machine) -> Result<SecretBytes, GenerateError> {
    let mut octets = SecretBytes::new(vec![0; bits / 8]);
    machine.fill_random(octets.expose_mut())?;
    if let Some(top) = octets.expose_mut().first_mut() {
        *top |= 0x80;
    }
    Ok(octets)
}

/// p, g and the bits of a private key for this size of p.
fn parameters(bits: i32) -> Option<(Vec<u8>, Vec<u8>, usize)> {
    let size = bits.to_string();
    let mut fields = PARAMETERS.lines().find_map(|line| {
        let mut fields = line.split('\t');
        (fields.next() == Some(&size)).then_some(fields)
    })?;
    let mut number = || fields.next().map(super::dsa::octets);
    let (p, g) = (number()?, number()?);
    Some((p, g, fields.next()?.parse().ok()?))
}
