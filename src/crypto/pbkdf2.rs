//! PBKDF2 (RFC 8018, 5.2) with the HMACs that Java knows.

use std::num::NonZeroU32;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::block_api::compress256;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

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
    if prf == Digest::Sha256 {
        derive_sha256(password, salt, iterations, key.expose_mut());
        return key;
    }
    with_digest!(prf, D => {
        // HMAC takes keys of any length, so this cannot fail.
        let _ = pbkdf2::pbkdf2::<Hmac<D>>(password, salt, iterations.get(), key.expose_mut());
    });
    key
}

/// With SHA-256, which every store of a newer Java has: from the second iteration on each message is one digest, so that the
/// padding is known and nothing stands between the blocks. That is a quarter less than over a general HMAC, and it is most of
/// the time in which such a store is written.
fn derive_sha256(password: &[u8], salt: &[u8], iterations: NonZeroU32, key: &mut [u8]) {
    let mut keyed = Keyed::new(password);
    for (number, octets) in (1_u32..).zip(key.chunks_mut(32)) {
        let Ok(mac) = Hmac::<Sha256>::new_from_slice(password) else { return };
        let first = mac.chain_update(salt).chain_update(number.to_be_bytes()).finalize().into_bytes();
        let mut last = Zeroizing::new(words(&first));
        let mut sum = last.clone();
        for _ in 1..iterations.get() {
            keyed.mac(&mut last);
            sum.iter_mut().zip(last.iter()).for_each(|(sum, word)| *sum ^= word);
        }
        let sum = sum.iter().flat_map(|word| word.to_be_bytes());
        octets.iter_mut().zip(sum).for_each(|(octet, value)| *octet = value);
    }
}

/// The state of SHA-256 after one block (FIPS 180-4, 6.2).
type State = [u32; 8];

const BLOCK: usize = 64;

/// SHA-256 before the first block (FIPS 180-4, 5.3.3).
const INITIAL: State =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

/// HMAC-SHA-256 after the blocks of its key (RFC 2104, 4), for messages that are one digest.
struct Keyed {
    inner: Zeroizing<State>,
    outer: Zeroizing<State>,
    /// The digest, and the padding behind it: a one, zeros, and the 768 bits of both blocks (FIPS 180-4, 5.1.1).
    block: Zeroizing<[u8; BLOCK]>,
}

impl Keyed {
    fn new(password: &[u8]) -> Self {
        let mut key = Zeroizing::new([0; BLOCK]);
        if password.len() > BLOCK {
            key.iter_mut().zip(Sha256::digest(password)).for_each(|(octet, value)| *octet = value);
        } else {
            key.iter_mut().zip(password).for_each(|(octet, value)| *octet = *value);
        }
        let after = |pad: u8| {
            let mut state = Zeroizing::new(INITIAL);
            let block = Zeroizing::new(key.map(|octet| octet ^ pad));
            compress256(&mut state, std::slice::from_ref(&*block));
            state
        };
        let mut block = Zeroizing::new([0; BLOCK]);
        let padding = [0x80].into_iter().chain([0; 29]).chain([3, 0]);
        block.iter_mut().skip(32).zip(padding).for_each(|(octet, value)| *octet = value);
        Self { inner: after(0x36), outer: after(0x5c), block }
    }

    /// The MAC of a digest, in its place.
    fn mac(&mut self, digest: &mut State) {
        for start in [&self.inner, &self.outer] {
            let (places, _) = self.block.as_chunks_mut::<4>();
            for (place, word) in places.iter_mut().zip(&*digest) {
                *place = word.to_be_bytes();
            }
            *digest = **start;
            compress256(digest, std::slice::from_ref(&*self.block));
        }
    }
}

fn words(digest: &[u8]) -> State {
    let mut words = digest.as_chunks::<4>().0.iter();
    std::array::from_fn(|_| words.next().map_or(0, |word| u32::from_be_bytes(*word)))
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
            // Passwords up to a block, of one, and above it, which HMAC hashes first.
            for password in [&b""[..], b"secret", &[7; 63], &[7; 64], &[7; 65], &[7; 200]] {
                let mut expected = [0; 70];
                aws_lc_rs::pbkdf2::derive(algorithm, iterations, b"salt", password, &mut expected);
                for length in [0, 5, 32, 33, 70] {
                    assert_eq!(
                        derive(prf, password, b"salt", iterations, length).expose(),
                        &expected[..length]
                    );
                }
            }
        }
    }
}
