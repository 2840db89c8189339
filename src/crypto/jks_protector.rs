//! Sun's key protector (OID 1.3.6.1.4.1.42.2.17.1.1): how JKS hides private keys.
//!
//! A salt of 20 octets; the key XORed with a chain of SHA-1 digests, each over the password and the digest before it,
//! the salt being the first; and the SHA-1 digest over password and key. The password counts as UTF-16BE.

use sha1::{Digest, Sha1};
use zeroize::Zeroize;

use super::digest::equal;
use crate::secret::{Password, SecretBytes};

/// Its object identifier.
pub const OID: &str = "1.3.6.1.4.1.42.2.17.1.1";

/// Octets of the salt.
pub const SALT_LENGTH: usize = LENGTH;
/// Octets of the salt, and of the digest.
const LENGTH: usize = 20;

/// Why a protected key cannot be recovered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProtectorError {
    /// The digest over password and key does not hold: the password is wrong, or the octets are not what was written.
    #[error("the digest over the recovered key does not hold")]
    Mismatch,
    /// Fewer octets than a salt and a digest have.
    #[error("{0} octets are too few for a protected key")]
    TooShort(usize),
}

/// Takes the protection off: `protected` is salt, hidden key and digest; the answer is the PrivateKeyInfo.
///
/// # Errors
/// [`ProtectorError`].
pub fn recover(protected: &[u8], password: &Password) -> Result<SecretBytes, ProtectorError> {
    let too_short = ProtectorError::TooShort(protected.len());
    let (salt, rest) = protected.split_at_checked(LENGTH).ok_or(too_short)?;
    let hidden_length = rest.len().checked_sub(LENGTH).ok_or(too_short)?;
    let (hidden, digest) = rest.split_at_checked(hidden_length).ok_or(too_short)?;
    let password = password.utf16_be();
    let key = with_keystream(hidden, salt, &password);
    if equal(&check(&key, &password), digest) { Ok(key) } else { Err(ProtectorError::Mismatch) }
}

/// Protects `key`, a PrivateKeyInfo, with a salt never used before: the answer is salt, hidden key and digest.
pub fn protect(key: &SecretBytes, password: &Password, salt: &[u8; SALT_LENGTH]) -> Vec<u8> {
    let password = password.utf16_be();
    let hidden = with_keystream(key.expose(), salt, &password);
    [salt, hidden.expose(), &check(key, &password)].concat()
}

fn with_keystream(bytes: &[u8], salt: &[u8], password: &SecretBytes) -> SecretBytes {
    let mut output = SecretBytes::new(bytes.to_vec());
    // Whoever has a link can compute those behind it, and so the rest of the key.
    let mut link = SecretBytes::new(salt.to_vec());
    for chunk in output.expose_mut().chunks_mut(LENGTH) {
        let mut next = Sha1::new().chain_update(password.expose()).chain_update(link.expose()).finalize();
        link = SecretBytes::new(next.to_vec());
        next.zeroize();
        chunk.iter_mut().zip(link.expose()).for_each(|(octet, stream)| *octet ^= stream);
    }
    output
}

fn check(key: &SecretBytes, password: &SecretBytes) -> Vec<u8> {
    Sha1::new().chain_update(password.expose()).chain_update(key.expose()).finalize().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_protected_key_comes_back_only_under_its_password() {
        let password = Password::new("pässword");
        for length in [0, 1, 19, 20, 21, 400] {
            let key = SecretBytes::new(vec![5; length]);
            let protected = protect(&key, &password, &[7; SALT_LENGTH]);
            assert_eq!(protected.len(), length + 40);
            assert_eq!(recover(&protected, &password).unwrap(), key);
            assert_eq!(recover(&protected, &Password::new("x")), Err(ProtectorError::Mismatch));
        }
        assert_eq!(recover(&[0; 39], &password), Err(ProtectorError::TooShort(39)));
    }
}
