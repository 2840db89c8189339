//! ML-KEM (FIPS 203): keys that sign nothing, whose public half shows whose they are.

use crate::crypto::pkcs8::ML_KEM;
use crate::secret::SecretBytes;
use zeroize::Zeroizing;

/// The identifier of a parameter set, in dotted decimals (RFC 9935, 3).
pub(in crate::crypto) fn oid(set: u16) -> String {
    let arc = match set {
        512 => 1,
        768 => 2,
        _ => 3,
    };
    format!("{ML_KEM}.{arc}")
}

/// The expanded key of a seed of 64 octets.
pub(super) fn expand(set: u16, seed: &[u8]) -> Option<SecretBytes> {
    macro_rules! expand {
        ($set:ty) => {{
            let key = ml_kem::DecapsulationKey::<$set>::from_seed(seed.try_into().ok()?);
            #[allow(deprecated)]
            let expanded = Zeroizing::new(ml_kem::ExpandedKeyEncoding::to_expanded_bytes(&key));
            Some(SecretBytes::new(expanded.to_vec()))
        }};
    }
    match set {
        512 => expand!(ml_kem::MlKem512),
        768 => expand!(ml_kem::MlKem768),
        _ => expand!(ml_kem::MlKem1024),
    }
}

/// The public key within an expanded private one (FIPS 203, algorithm 16): behind s, of k polynomials of 384 octets, lie t and
/// rho, and behind them two times 32 octets.
pub(in crate::crypto) fn public(set: u16, expanded: &SecretBytes) -> Option<Vec<u8>> {
    let secret = match set {
        512 => 2,
        768 => 3,
        _ => 4,
    } * 384;
    let whole = expanded.expose();
    (whole.len() == 2 * secret + 96).then(|| whole.get(secret..2 * secret + 32).map(<[u8]>::to_vec)).flatten()
}
