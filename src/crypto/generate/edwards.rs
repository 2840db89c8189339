//! Keys on Edwards curves (RFC 8032) and on their Montgomery forms (RFC 7748), encoded by RFC 8410.

use super::algorithm::{EdwardsCurve, EdwardsFamily};
use super::{GenerateError, KeyPair};
use crate::asn1::{Tag, Writer};
use crate::crypto::pkcs8::{self, ED448, ED25519, X448, X25519};
use crate::machine::{Machine, NoRandomness};
use crate::secret::SecretBytes;

pub(super) fn generate(
    family: EdwardsFamily,
    bits: Option<i32>,
    group: Option<&str>,
    machine: &Machine,
) -> Result<KeyPair, GenerateError> {
    let [short, long] = family.curves;
    let chosen = match (group, bits) {
        (Some(name), _) => Some(
            family
                .curves
                .into_iter()
                .find(|curve| curve.name().eq_ignore_ascii_case(name))
                .ok_or_else(|| GenerateError::EdwardsName(name.to_owned()))?,
        ),
        (None, Some(255)) => Some(short),
        (None, Some(448)) => Some(long),
        (None, Some(bits)) => return Err(GenerateError::EdwardsSize(bits)),
        (None, None) => None,
    };
    let curve = match (family.only, chosen) {
        (Some(only), Some(chosen)) if only != chosen => {
            let signs = matches!(only, EdwardsCurve::Ed25519 | EdwardsCurve::Ed448);
            return Err(GenerateError::OtherCurve { wanted: only, wrapped: group.is_some() && signs });
        }
        (only, chosen) => only.or(chosen).unwrap_or(short),
    };
    on(curve, machine)
}

fn on(curve: EdwardsCurve, machine: &Machine) -> Result<KeyPair, GenerateError> {
    let (oid, private, public) = match curve {
        EdwardsCurve::Ed25519 => {
            let seed = secret(32, machine)?;
            let bytes = seed.expose().try_into().map_err(|_| GenerateError::Failed)?;
            let key = ed25519_dalek::SigningKey::from_bytes(bytes);
            (ED25519, seed, key.verifying_key().to_bytes().to_vec())
        }
        EdwardsCurve::Ed448 => {
            let seed = secret(57, machine)?;
            let key =
                ed448_goldilocks::SigningKey::try_from(seed.expose()).map_err(|_| GenerateError::Failed)?;
            (ED448, seed, key.verifying_key().to_bytes().to_vec())
        }
        EdwardsCurve::X25519 => {
            let secret = secret(32, machine)?;
            let bytes: [u8; 32] = secret.expose().try_into().map_err(|_| GenerateError::Failed)?;
            let key = x25519_dalek::StaticSecret::from(bytes);
            (X25519, secret, x25519_dalek::PublicKey::from(&key).as_bytes().to_vec())
        }
        EdwardsCurve::X448 => {
            let secret = secret(56, machine)?;
            let bytes: [u8; 56] = secret.expose().try_into().map_err(|_| GenerateError::Failed)?;
            let key = x448::StaticSecret::from(bytes);
            (X448, secret, x448::PublicKey::from(&key).as_bytes().to_vec())
        }
    };
    let identifier = pkcs8::identifier(oid, &[]);
    let mut wrapped = Writer::default();
    wrapped.primitive(Tag::OCTET_STRING, private.expose());
    let wrapped = SecretBytes::new(wrapped.finish());
    Ok(KeyPair {
        private: pkcs8::private_key(&identifier, wrapped.expose()),
        public: pkcs8::public_key(&identifier, &public),
    })
}

fn secret(length: usize, machine: &Machine) -> Result<SecretBytes, NoRandomness> {
    let mut octets = SecretBytes::new(vec![0; length]);
    machine.fill_random(octets.expose_mut())?;
    Ok(octets)
}
