//! ML-DSA (FIPS 204), pure, without context, hedged with randomness.

use ml_dsa::ExpandedSigningKey;
use zeroize::Zeroizing;

use super::SignError;
use crate::crypto::pkcs8::NIST_SIGNATURES;
use crate::crypto::randomness;
use crate::machine::Machine;
use crate::secret::SecretBytes;

/// Runs `$body` with `$set` standing for the parameter set.
macro_rules! with_set {
    ($number:expr, $set:ident => $body:expr) => {
        match $number {
            44 => {
                type $set = ml_dsa::MlDsa44;
                $body
            }
            65 => {
                type $set = ml_dsa::MlDsa65;
                $body
            }
            _ => {
                type $set = ml_dsa::MlDsa87;
                $body
            }
        }
    };
}

/// Where the small numbers s1 and s2 lie in an expanded key (FIPS 204, algorithm 24): behind rho, K and tr.
const BEFORE: usize = 32 + 32 + 64;

pub(super) fn sign(
    set: u8,
    expanded: &SecretBytes,
    message: &[u8],
    machine: &Machine,
) -> Result<Vec<u8>, SignError> {
    if !is_sound(set, expanded.expose()) {
        return Err(SignError::MalformedKey);
    }
    let mut generator = randomness::generator(machine)?;
    with_set!(set, Set => {
        let encoded = Zeroizing::new(expanded.expose().try_into().map_err(|_| SignError::MalformedKey)?);
        // Java: stores hold nothing else. What could make it panic is looked for above.
        #[allow(deprecated)]
        let key = ExpandedSigningKey::<Set>::from_expanded(&encoded);
        let signature =
            key.sign_randomized(message, &[], &mut generator).map_err(|_| SignError::Failed)?;
        Ok(signature.encode().to_vec())
    })
}

/// The identifier of a parameter set, in dotted decimals (RFC 9881, 2).
pub(in crate::crypto) fn oid(set: u8) -> String {
    let arc = match set {
        44 => 17,
        65 => 18,
        _ => 19,
    };
    format!("{NIST_SIGNATURES}.{arc}")
}

/// The expanded key of a seed of 32 octets.
pub(super) fn expand(set: u8, seed: &[u8]) -> Option<SecretBytes> {
    with_set!(set, Set => {
        let seed = Zeroizing::new(seed.try_into().ok()?);
        let key = ExpandedSigningKey::<Set>::from_seed(&seed);
        #[allow(deprecated)]
        let expanded = Zeroizing::new(key.to_expanded());
        Some(SecretBytes::new(expanded.to_vec()))
    })
}

/// The public key of a private one.
pub(in crate::crypto) fn public(set: u8, expanded: &SecretBytes) -> Option<Vec<u8>> {
    if !is_sound(set, expanded.expose()) {
        return None;
    }
    with_set!(set, Set => {
        let encoded = Zeroizing::new(expanded.expose().try_into().ok()?);
        #[allow(deprecated)]
        let key = ExpandedSigningKey::<Set>::from_expanded(&encoded);
        Some(key.verifying_key().encode().to_vec())
    })
}

/// Whether the octets can be an expanded key: their number, and that no coefficient of s1 and s2 is beyond eta, which the
/// crate takes for granted and panics.
pub(super) fn is_sound(set: u8, expanded: &[u8]) -> bool {
    // The number of octets, of polynomials, the bits of a coefficient and its highest value (FIPS 204, table 1).
    let (length, polynomials, bits, highest) = match set {
        44 => (2560, 4 + 4, 3, 4),
        65 => (4032, 6 + 5, 4, 8),
        _ => (4896, 8 + 7, 3, 4),
    };
    let Some(packed) = expanded.get(BEFORE..BEFORE + polynomials * 256 * bits / 8) else { return false };
    // Both 3 and 4 bits come out even in three octets.
    expanded.len() == length
        && packed.chunks(3).all(|octets| {
            let group = octets.iter().rev().fold(0_u32, |value, octet| value << 8 | u32::from(*octet));
            (0..octets.len() * 8 / bits).all(|place| group >> (place * bits) & ((1 << bits) - 1) <= highest)
        })
}
