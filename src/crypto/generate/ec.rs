//! Keys on NIST's curves.

use dsa::Generate as _;
use ecdsa::elliptic_curve::PrimeField as _;
use zeroize::Zeroizing;

use super::curves::{self, NamedCurve};
use super::{GenerateError, KeyPair};
use crate::crypto::curve::Curve;
use crate::crypto::pkcs8::{self, EC};
use crate::crypto::randomness;
use crate::crypto::sign::ec;
use crate::machine::Machine;
use crate::secret::SecretBytes;

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
    macro_rules! scalar {
        ($curve:ident) => {{
            let Ok(scalar) = $curve::NonZeroScalar::try_generate_from_rng(&mut generator);
            let scalar = Zeroizing::new(scalar);
            SecretBytes::new(Zeroizing::new(scalar.to_repr()).to_vec())
        }};
    }
    let scalar = match curve {
        Curve::P256 => scalar!(p256),
        Curve::P384 => scalar!(p384),
        Curve::P521 => scalar!(p521),
    };
    let point = ec::point(curve, &scalar).ok_or(GenerateError::Failed)?;
    let private = pkcs8::ec_private_key(scalar.expose());
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
