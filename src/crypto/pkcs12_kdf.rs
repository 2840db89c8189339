//! PKCS#12's own key derivation (RFC 7292, appendix B.2), which only old ciphers and the MAC still use.

use sha2::digest::common::BlockSizeUser;
use sha2::digest::{Digest as Hasher, FixedOutputReset, Output};
use zeroize::Zeroize;

use super::digest::{Digest, with_digest};
use crate::secret::SecretBytes;

/// What the derived octets are for (RFC 7292, B.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Purpose {
    /// A key to encrypt with.
    EncryptionKey = 1,
    /// An initial vector.
    InitialVector = 2,
    /// A key for the MAC.
    MacKey = 3,
}

/// Derives `length` octets from `password`, which is a BMPString with its terminator as the RFC wants it, or whatever
/// else the writer of the store made of it. `iterations` below 1 count as 1.
pub fn derive(
    digest: Digest,
    password: &[u8],
    salt: &[u8],
    iterations: u32,
    purpose: Purpose,
    length: usize,
) -> SecretBytes {
    with_digest!(digest, D => derive_with::<D>(rounds_of(digest), password, salt, iterations, purpose, length))
}

/// Applies a digest to its own output, as often as told.
type Rounds = Option<fn(&mut [u8], u32)>;

fn rounds_of(digest: Digest) -> Rounds {
    match digest {
        Digest::Sha1 => Some(sha1_rounds),
        Digest::Sha256 => Some(sha256_rounds),
        _ => None,
    }
}

fn derive_with<D>(
    fast: Rounds,
    password: &[u8],
    salt: &[u8],
    iterations: u32,
    purpose: Purpose,
    length: usize,
) -> SecretBytes
where
    D: Hasher + FixedOutputReset + BlockSizeUser,
{
    let block = <D as BlockSizeUser>::block_size();
    let [salt_length, password_length] = [salt, password].map(|octets| octets.len().div_ceil(block) * block);
    // Room for all of it at once: growing would leave the password behind.
    let mut input = SecretBytes::new(Vec::with_capacity(salt_length + password_length));
    input.expose_mut().extend(salt.iter().cycle().take(salt_length));
    input.expose_mut().extend(password.iter().cycle().take(password_length));
    let mut derived = SecretBytes::new(Vec::with_capacity(length + block));
    while derived.expose().len() < length {
        let mut hasher = D::new();
        for _ in 0..block {
            Hasher::update(&mut hasher, [purpose as u8]);
        }
        Hasher::update(&mut hasher, input.expose());
        let mut output = Hasher::finalize(hasher);
        match fast {
            Some(rounds) => rounds(&mut output, iterations.saturating_sub(1)),
            None => plain_rounds::<D>(&mut output, iterations.saturating_sub(1)),
        }
        derived.expose_mut().extend_from_slice(&output);
        add_to_blocks(input.expose_mut(), &output, block);
        output.zeroize();
    }
    derived.expose_mut().truncate(length);
    derived
}

fn plain_rounds<D: Hasher + FixedOutputReset>(output: &mut Output<D>, rounds: u32) {
    let mut hasher = D::new();
    for _ in 0..rounds {
        Hasher::update(&mut hasher, &*output);
        FixedOutputReset::finalize_into_reset(&mut hasher, output);
    }
}

/// The 32 octets of a SHA-256 digest are one padded block: ten thousand calls of the compression and nothing else.
fn sha256_rounds(output: &mut [u8], rounds: u32) {
    const START: [u32; 8] = [
        0x6a09_e667,
        0xbb67_ae85,
        0x3c6e_f372,
        0xa54f_f53a,
        0x510e_527f,
        0x9b05_688c,
        0x1f83_d9ab,
        0x5be0_cd19,
    ];
    let mut block = padded_block(output, 32);
    for _ in 0..rounds {
        let mut state = START;
        sha2::block_api::compress256(&mut state, std::slice::from_ref(&block));
        put_words(&mut block, &state);
    }
    output.iter_mut().zip(block).for_each(|(to, from)| *to = from);
    block.zeroize();
}

/// As [`sha256_rounds`], for the 20 octets of SHA-1.
fn sha1_rounds(output: &mut [u8], rounds: u32) {
    const START: [u32; 5] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0];
    let mut block = padded_block(output, 20);
    for _ in 0..rounds {
        let mut state = START;
        sha1::block_api::compress(&mut state, std::slice::from_ref(&block));
        put_words(&mut block, &state);
    }
    output.iter_mut().zip(block).for_each(|(to, from)| *to = from);
    block.zeroize();
}

/// `message`, which is at most 55 octets long, as its only block (FIPS 180-4, 5.1.1).
fn padded_block(message: &[u8], length: u8) -> [u8; 64] {
    let mut block = [0; 64];
    block.iter_mut().zip(message.iter().chain(&[0x80])).for_each(|(to, from)| *to = *from);
    let bits = u16::from(length) * 8;
    let [.., high, low] = &mut block;
    [*high, *low] = bits.to_be_bytes();
    block
}

fn put_words(block: &mut [u8; 64], words: &[u32]) {
    for (to, word) in block.as_chunks_mut::<4>().0.iter_mut().zip(words) {
        *to = word.to_be_bytes();
    }
}

/// Adds `output`, repeated to a block, plus one to every block of `input` (step 6C).
fn add_to_blocks(input: &mut [u8], output: &[u8], block: usize) {
    let addend = SecretBytes::new(output.iter().copied().cycle().take(block).collect());
    for chunk in input.chunks_mut(block) {
        let mut carry = 1_u16;
        for (to, from) in chunk.iter_mut().zip(addend.expose()).rev() {
            let [high, low] = (u16::from(*to) + u16::from(*from) + carry).to_be_bytes();
            *to = low;
            carry = u16::from(high);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secret::Password;

    /// The published vectors of the Go and Bouncy Castle implementations.
    #[test]
    fn known_answers() {
        let password = Password::new("sesame").pkcs12_bmp();
        let salt = [0xff; 8];
        let key = derive(Digest::Sha1, password.expose(), &salt, 2048, Purpose::EncryptionKey, 24);
        assert_eq!(
            key.expose(),
            [
                0x7c, 0xd9, 0xfd, 0x3e, 0x2b, 0x3b, 0xe7, 0x69, 0x1a, 0x44, 0xe3, 0xbe, 0xf0, 0xf9, 0xea,
                0x0f, 0xb9, 0xb8, 0x97, 0xd4, 0xe3, 0x25, 0xd9, 0xd1
            ]
        );
    }

    #[test]
    fn the_fast_rounds_equal_the_plain_ones() {
        for digest in [Digest::Sha1, Digest::Sha256] {
            for length in [8, 20, 32, 70] {
                let fast = derive(digest, b"\0p\0\0", b"salt", 7, Purpose::MacKey, length);
                let plain = with_digest!(digest, D => {
                    derive_with::<D>(None, b"\0p\0\0", b"salt", 7, Purpose::MacKey, length)
                });
                assert_eq!(fast, plain);
                assert_eq!(fast.expose().len(), length);
            }
        }
    }

    #[test]
    fn an_empty_password_and_salt_are_nothing() {
        let none = derive(Digest::Sha512, b"", b"", 1, Purpose::MacKey, 64);
        assert_eq!(none.expose(), Digest::Sha512.hash(&[&[3; 128]]));
    }
}
