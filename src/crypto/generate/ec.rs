//! Keys on NIST's curves.

use dsa::Generate as _;

use super::curves::{self, NamedCurve};
use super::{GenerateError, KeyPair};
use crate::crypto::curve::Curve;
use crate::crypto::pkcs8::{self, EC};
use crate::crypto::randomness;
use crate::machine::Machine;

/// Java's default since 19.
const DEFAULT: Curve = Curve::P384;

pub(super) fn generate(
    bits: Option<i32>,
    group: Option<&str>,
    machine: &Machine,
) -> Result<KeyPair, GenerateError> {
    let curve = match (group, bits) {
        (Some(name), _) => {
            supported(curves::named(name).ok_or_else(|| GenerateError::CurveName(name.to_owned()))?, false)?
        }
        (None, Some(bits)) => supported(curves::sized(bits).ok_or(GenerateError::CurveSize(bits))?, true)?,
        (None, None) => DEFAULT,
    };
    let identifier = pkcs8::identifier(EC, &pkcs8::oid_of(curve.dotted()));
    let mut generator = randomness::generator(machine)?;
    /// A random key, and the point that belongs to it, uncompressed.
    macro_rules! pair {
        ($curve:ident) => {{
            let Ok(key) = $curve::ecdsa::SigningKey::try_generate_from_rng(&mut generator);
            let scalar = zeroize::Zeroizing::new(key.to_bytes().to_vec());
            (pkcs8::ec_private_key(&scalar), key.verifying_key().to_sec1_point(false).as_bytes().to_vec())
        }};
    }
    let (private, point) = match curve {
        Curve::P256 => pair!(p256),
        Curve::P384 => pair!(p384),
        Curve::P521 => pair!(p521),
    };
    Ok(KeyPair {
        private: pkcs8::private_key(&identifier, private.expose()),
        public: pkcs8::public_key(&identifier, &point),
    })
}

fn supported(named: &'static NamedCurve, by_size: bool) -> Result<Curve, GenerateError> {
    Curve::ALL
        .into_iter()
        .find(|curve| curve.dotted() == named.oid)
        .ok_or(GenerateError::CurveNotSupported { curve: named, by_size })
}
