//! An alias for a certificate that comes into a store, where the one it should have is taken.

use sha2::{Digest, Sha256};

use crate::keystore::Store;

/// How much of the fingerprint follows the alias at first, in hexadecimal digits.
const FEWEST_DIGITS: usize = 8;

/// The alias itself, or with as much of the certificate's SHA-256 behind it as it takes to be nobody else's; `None` where
/// even all of it does not help.
pub(super) fn free_alias(store: &Store, plain: &str, der: &[u8]) -> Option<String> {
    if store.find(plain).is_none() {
        return Some(plain.to_owned());
    }
    let digits: String = Sha256::digest(der).iter().map(|octet| format!("{octet:02x}")).collect();
    let parts = (FEWEST_DIGITS..=digits.len()).filter_map(|length| digits.get(..length));
    parts.map(|digits| format!("{plain}-{digits}")).find(|alias| store.find(alias).is_none())
}
