//! ECDSA (FIPS 186-5, 6) with any digest on NIST's curves.

use aws_lc_rs::agreement;
use ecdsa::DigestAlgorithm;
use ecdsa::hazmat::sign_prehashed_rfc6979;
use rand_core::Rng;
use zeroize::Zeroizing;

use super::SignError;
use crate::crypto::curve::Curve;
use crate::crypto::randomness;
use crate::crypto::verify::digest::Digest;
use crate::machine::Machine;
use crate::secret::SecretBytes;

/// Ecdsa-Sig-Value (RFC 3279, 2.2.3). The number is RFC 6979's with randomness added; the digest is cut or taken whole
/// as the crate does it (FIPS 186-5, 6.4.1).
pub(super) fn sign(
    digest: Digest,
    curve: Curve,
    scalar: &SecretBytes,
    message: &[u8],
    machine: &Machine,
) -> Result<Vec<u8>, SignError> {
    let hash = digest.of(message);
    let mut generator = randomness::generator(machine)?;
    macro_rules! sign {
        ($curve:ident::$kind:ident) => {{
            type Digest = <$curve::$kind as DigestAlgorithm>::Digest;
            // Not a SigningKey: that would work out its public half first, which costs as much as the signature.
            let key = $curve::NonZeroScalar::try_from(scalar.expose()).map_err(|_| SignError::MalformedKey)?;
            let key = Zeroizing::new(key);
            let mut added = Zeroizing::new($curve::FieldBytes::default());
            generator.fill_bytes(&mut added);
            let (signature, _) = sign_prehashed_rfc6979::<$curve::$kind, Digest>(&key, &hash, &added);
            Ok(signature.to_der().as_bytes().to_vec())
        }};
    }
    match curve {
        Curve::P256 => sign!(p256::NistP256),
        Curve::P384 => sign!(p384::NistP384),
        Curve::P521 => sign!(p521::NistP521),
    }
}

/// The point of a scalar, uncompressed.
pub(in crate::crypto) fn point(curve: Curve, scalar: &SecretBytes) -> Option<Vec<u8>> {
    // Ten times as quick as the crates that sign, and it needs no randomness.
    let algorithm = match curve {
        Curve::P256 => &agreement::ECDH_P256,
        Curve::P384 => &agreement::ECDH_P384,
        Curve::P521 => &agreement::ECDH_P521,
    };
    let key = agreement::PrivateKey::from_private_key(algorithm, scalar.expose()).ok()?;
    Some(key.compute_public_key().ok()?.as_ref().to_vec())
}
