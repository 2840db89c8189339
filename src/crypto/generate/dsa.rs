//! DSA keys, on the parameters that Java has ready for each size.

use dsa::{BoxedUint, Components, SigningKey};
use zeroize::Zeroizing;

use super::{GenerateError, KeyPair};
use crate::asn1::{Tag, Writer};
use crate::crypto::pkcs8::{self, DSA, unsigned};
use crate::crypto::randomness;
use crate::machine::Machine;
use crate::secret::SecretBytes;

/// Java's default since 9.
const DEFAULT_BITS: i32 = 2048;

/// Size of p; p, q and g. Observed with JDK 25, of which every key of one size has the same.
const PARAMETERS: &str = include_str!("dsa_parameters.tsv");

pub(super) fn generate(
    bits: Option<i32>,
    group: Option<&str>,
    machine: &Machine,
) -> Result<KeyPair, GenerateError> {
    if group.is_some() {
        return Err(GenerateError::DsaGroup);
    }
    let bits = bits.unwrap_or(DEFAULT_BITS);
    let [p, q, g] = parameters(bits).ok_or(
        // Java: up to 1024 bits q has 160, beyond it looks for the size of q first.
        if bits <= 1024 { GenerateError::DsaSizes(bits) } else { GenerateError::DsaPrime(bits) },
    )?;
    let mut domain = Writer::default();
    domain.constructed(Tag::SEQUENCE, |inside| {
        for number in [&p, &q, &g] {
            unsigned(inside, number);
        }
    });
    let identifier = pkcs8::identifier(DSA, &domain.finish());

    let [p, q, g] = [p, q, g].map(|octets| BoxedUint::from_be_slice_vartime(&octets));
    let components = Components::from_components_unchecked(p, q, g).map_err(|_| GenerateError::Failed)?;
    let mut generator = randomness::generator(machine)?;
    let Ok(key) = SigningKey::try_generate_from_rng_with_components(&mut generator, components);
    let integer = |number: &BoxedUint| {
        let mut writer = Writer::default();
        unsigned(&mut writer, &Zeroizing::new(number.to_be_bytes()));
        writer.finish()
    };
    let private = SecretBytes::new(integer(key.x().as_ref()));
    Ok(KeyPair {
        private: pkcs8::private_key(&identifier, private.expose()),
        public: pkcs8::public_key(&identifier, &integer(key.verifying_key().y().as_ref())),
    })
}

/// p, q and g for this size of p.
fn parameters(bits: i32) -> Option<[Vec<u8>; 3]> {
    let size = bits.to_string();
    let mut fields = PARAMETERS.lines().find_map(|line| {
        let mut fields = line.split('\t');
        (fields.next() == Some(&size)).then_some(fields)
    })?;
    let mut number = || fields.next().map(octets);
    Some([number()?, number()?, number()?])
}

/// The octets of a number in hexadecimal digits, of which there may be an odd count.
pub(super) fn octets(digits: &str) -> Vec<u8> {
    let padded = if digits.len().is_multiple_of(2) { digits.to_owned() } else { format!("0{digits}") };
    let value = |digit: &u8| char::from(*digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
    padded
        .as_bytes()
        .chunks(2)
        .filter_map(|pair| Some(value(pair.first()?)? << 4 | value(pair.last()?)?))
        .collect()
}
