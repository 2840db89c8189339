//! PBKDF2 (RFC 8018, 5.2) with the HMACs that Java knows.

use std::num::NonZeroU32;

use hmac::Hmac;

use super::digest::{Digest, with_digest};
use crate::secret::SecretBytes;

/// Derives `length` octets from the octets of `password`.
pub fn derive(
    prf: Digest,
    password: &[u8],
    salt: &[u8],
    iterations: NonZeroU32,
    length: usize,
) -> SecretBytes {
    let mut key = SecretBytes::new(vec![0; length]);
    with_digest!(prf, D => {
        // HMAC takes keys of any length, so this cannot fail.
        let _ = pbkdf2::pbkdf2::<Hmac<D>>(password, salt, iterations.get(), key.expose_mut());
    });
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6070 and RFC 7914, 11.
    #[test]
    fn known_answers() {
        let two = NonZeroU32::new(2).unwrap();
        let key = derive(Digest::Sha1, b"password", b"salt", two, 20);
        assert_eq!(key.expose().get(..4), Some(&[0xea, 0x6c, 0x01, 0x4d][..]));
        let key = derive(Digest::Sha256, b"passwd", b"salt", NonZeroU32::MIN, 64);
        assert_eq!(key.expose().get(..4), Some(&[0x55, 0xac, 0x04, 0x6e][..]));
    }

    #[test]
    fn the_engine_agrees() {
        let iterations = NonZeroU32::new(3).unwrap();
        for (prf, algorithm) in [
            (Digest::Sha1, aws_lc_rs::pbkdf2::PBKDF2_HMAC_SHA1),
            (Digest::Sha256, aws_lc_rs::pbkdf2::PBKDF2_HMAC_SHA256),
            (Digest::Sha384, aws_lc_rs::pbkdf2::PBKDF2_HMAC_SHA384),
            (Digest::Sha512, aws_lc_rs::pbkdf2::PBKDF2_HMAC_SHA512),
        ] {
            let mut expected = [0; 70];
            aws_lc_rs::pbkdf2::derive(algorithm, iterations, b"salt", b"secret", &mut expected);
            assert_eq!(derive(prf, b"secret", b"salt", iterations, 70).expose(), expected);
        }
    }
}
