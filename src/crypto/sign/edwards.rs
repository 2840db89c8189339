//! Ed25519 and Ed448 (RFC 8032), without context and not prehashed.

use ed25519_dalek::Signer;

use super::SignError;
use crate::crypto::generate::EdwardsCurve;
use crate::secret::SecretBytes;

pub(super) fn sign(curve: EdwardsCurve, secret: &SecretBytes, message: &[u8]) -> Result<Vec<u8>, SignError> {
    let octets = secret.expose();
    match curve {
        EdwardsCurve::Ed25519 => {
            let key = octets.try_into().map_err(|_| SignError::MalformedKey)?;
            Ok(ed25519_dalek::SigningKey::from_bytes(key).sign(message).to_bytes().to_vec())
        }
        EdwardsCurve::Ed448 => {
            let key = ed448_goldilocks::SigningKey::try_from(octets).map_err(|_| SignError::MalformedKey)?;
            Ok(key.sign_raw(message).to_bytes().to_vec())
        }
        EdwardsCurve::X25519 | EdwardsCurve::X448 => Err(SignError::NothingToSignWith("XDH")),
    }
}

/// The public key of a secret one.
pub(in crate::crypto) fn public(curve: EdwardsCurve, secret: &SecretBytes) -> Option<Vec<u8>> {
    let octets = secret.expose();
    Some(match curve {
        EdwardsCurve::Ed25519 => {
            ed25519_dalek::SigningKey::from_bytes(octets.try_into().ok()?).verifying_key().to_bytes().to_vec()
        }
        EdwardsCurve::Ed448 => {
            ed448_goldilocks::SigningKey::try_from(octets).ok()?.verifying_key().to_bytes().to_vec()
        }
        EdwardsCurve::X25519 => {
            let key = x25519_dalek::StaticSecret::from(<[u8; 32]>::try_from(octets).ok()?);
            x25519_dalek::PublicKey::from(&key).as_bytes().to_vec()
        }
        EdwardsCurve::X448 => {
            let key = x448::StaticSecret::from(<[u8; 56]>::try_from(octets).ok()?);
            x448::PublicKey::from(&key).as_bytes().to_vec()
        }
    })
}
