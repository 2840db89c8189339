//! The ciphers of password-based encryption, all in CBC mode with PKCS#7 padding but RC4.

use aws_lc_rs::cipher::{
    AES_128, AES_192, AES_256, Algorithm, DecryptionContext, EncryptionContext, PaddedBlockDecryptingKey,
    PaddedBlockEncryptingKey, UnboundCipherKey,
};
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{
    BlockCipherDecrypt, BlockCipherEncrypt, BlockModeDecrypt, BlockModeEncrypt, InnerIvInit, KeyInit,
    StreamCipher,
};
use cbc::{Decryptor, Encryptor};

use crate::secret::SecretBytes;

/// A cipher.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cipher {
    /// AES-128, AES-192 or AES-256, as the length of the key says.
    Aes,
    /// DES.
    Des,
    /// Triple DES with two or three keys, as the length of the key says.
    TripleDes,
    /// RC2 with this many effective bits.
    Rc2(u16),
    /// RC4, which has no blocks and no initial vector.
    Rc4,
}

/// Why octets cannot be decrypted, or not be encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CipherError {
    /// The key has a length the cipher does not take.
    #[error("the cipher takes no key of {0} octets")]
    KeyLength(usize),
    /// The initial vector is not one block.
    #[error("an initial vector of {found} octets, where the cipher has blocks of {block}")]
    VectorLength {
        /// How many octets it has.
        found: usize,
        /// How many it must have.
        block: usize,
    },
    /// What is to be decrypted is not a whole number of blocks.
    #[error("{0} octets of ciphertext are not whole blocks")]
    NotWholeBlocks(usize),
    /// What was decrypted does not end in padding: the usual sign of a wrong password.
    #[error("no padding after decryption")]
    Padding,
    /// The engine refused.
    #[error("the cipher failed")]
    Engine,
}

impl Cipher {
    /// Octets in a block; 0 for the stream cipher.
    pub fn block_length(self) -> usize {
        match self {
            Self::Aes => 16,
            Self::Des | Self::TripleDes | Self::Rc2(_) => 8,
            Self::Rc4 => 0,
        }
    }

    /// Decrypts and takes the padding off.
    ///
    /// # Errors
    /// Any [`CipherError`].
    pub fn decrypt(self, key: &[u8], vector: &[u8], ciphertext: &[u8]) -> Result<SecretBytes, CipherError> {
        self.check_vector(vector)?;
        if self != Self::Rc4 && !ciphertext.len().is_multiple_of(self.block_length()) {
            return Err(CipherError::NotWholeBlocks(ciphertext.len()));
        }
        // Java: nothing at all decrypts to nothing.
        if ciphertext.is_empty() {
            return Ok(SecretBytes::default());
        }
        match self {
            Self::Aes => aes_decrypt(key, vector, ciphertext),
            Self::Des => cbc_decrypt::<des::Des>(key, vector, ciphertext),
            Self::TripleDes if key.len() == 16 => cbc_decrypt::<des::TdesEde2>(key, vector, ciphertext),
            Self::TripleDes => cbc_decrypt::<des::TdesEde3>(key, vector, ciphertext),
            Self::Rc2(bits) => cbc_decrypt_with(rc2(key, bits)?, vector, ciphertext),
            Self::Rc4 => rc4(key, ciphertext),
        }
    }

    /// Pads and encrypts.
    ///
    /// # Errors
    /// [`CipherError::KeyLength`], [`CipherError::VectorLength`] or [`CipherError::Engine`].
    pub fn encrypt(self, key: &[u8], vector: &[u8], plain: &[u8]) -> Result<Vec<u8>, CipherError> {
        self.check_vector(vector)?;
        match self {
            Self::Aes => aes_encrypt(key, vector, plain),
            Self::Des => cbc_encrypt::<des::Des>(key, vector, plain),
            Self::TripleDes if key.len() == 16 => cbc_encrypt::<des::TdesEde2>(key, vector, plain),
            Self::TripleDes => cbc_encrypt::<des::TdesEde3>(key, vector, plain),
            Self::Rc2(bits) => cbc_encrypt_with(rc2(key, bits)?, vector, plain),
            Self::Rc4 => rc4(key, plain).map(|encrypted| encrypted.expose().to_vec()),
        }
    }

    fn check_vector(self, vector: &[u8]) -> Result<(), CipherError> {
        let block = self.block_length();
        if vector.len() == block {
            Ok(())
        } else {
            Err(CipherError::VectorLength { found: vector.len(), block })
        }
    }
}

fn aes_key(key: &[u8]) -> Result<UnboundCipherKey, CipherError> {
    let algorithm: &'static Algorithm = match key.len() {
        16 => &AES_128,
        24 => &AES_192,
        32 => &AES_256,
        other => return Err(CipherError::KeyLength(other)),
    };
    UnboundCipherKey::new(algorithm, key).map_err(|_| CipherError::Engine)
}

fn aes_vector(vector: &[u8]) -> Result<aws_lc_rs::iv::FixedLength<16>, CipherError> {
    vector.try_into().map_err(|_| CipherError::VectorLength { found: vector.len(), block: 16 })
}

fn aes_decrypt(key: &[u8], vector: &[u8], ciphertext: &[u8]) -> Result<SecretBytes, CipherError> {
    let cipher = PaddedBlockDecryptingKey::cbc_pkcs7(aes_key(key)?).map_err(|_| CipherError::Engine)?;
    let mut buffer = SecretBytes::new(ciphertext.to_vec());
    let length = cipher
        .decrypt(buffer.expose_mut(), DecryptionContext::Iv128(aes_vector(vector)?))
        .map_err(|_| CipherError::Padding)?
        .len();
    buffer.expose_mut().truncate(length);
    Ok(buffer)
}

fn aes_encrypt(key: &[u8], vector: &[u8], plain: &[u8]) -> Result<Vec<u8>, CipherError> {
    let cipher = PaddedBlockEncryptingKey::cbc_pkcs7(aes_key(key)?).map_err(|_| CipherError::Engine)?;
    let mut buffer = with_room(plain, 16);
    cipher
        .less_safe_encrypt(buffer.expose_mut(), EncryptionContext::Iv128(aes_vector(vector)?))
        .map_err(|_| CipherError::Engine)?;
    Ok(buffer.into_vec())
}

/// A copy of `plain` that grows by `room` octets without moving, which would leave what it was behind unwiped.
fn with_room(plain: &[u8], room: usize) -> SecretBytes {
    let mut buffer = SecretBytes::new(Vec::with_capacity(plain.len().saturating_add(room)));
    buffer.expose_mut().extend_from_slice(plain);
    buffer
}

fn keyed<C: KeyInit>(key: &[u8]) -> Result<C, CipherError> {
    C::new_from_slice(key).map_err(|_| CipherError::KeyLength(key.len()))
}

fn cbc_decrypt<C>(key: &[u8], vector: &[u8], ciphertext: &[u8]) -> Result<SecretBytes, CipherError>
where
    C: BlockCipherDecrypt + KeyInit,
{
    cbc_decrypt_with(keyed::<C>(key)?, vector, ciphertext)
}

fn cbc_decrypt_with<C: BlockCipherDecrypt>(
    cipher: C,
    vector: &[u8],
    ciphertext: &[u8],
) -> Result<SecretBytes, CipherError> {
    let mode = Decryptor::inner_iv_slice_init(cipher, vector).map_err(|_| CipherError::Engine)?;
    let mut buffer = SecretBytes::new(ciphertext.to_vec());
    let length = mode.decrypt_padded::<Pkcs7>(buffer.expose_mut()).map_err(|_| CipherError::Padding)?.len();
    buffer.expose_mut().truncate(length);
    Ok(buffer)
}

fn cbc_encrypt<C>(key: &[u8], vector: &[u8], plain: &[u8]) -> Result<Vec<u8>, CipherError>
where
    C: BlockCipherEncrypt + KeyInit,
{
    cbc_encrypt_with(keyed::<C>(key)?, vector, plain)
}

fn cbc_encrypt_with<C: BlockCipherEncrypt>(
    cipher: C,
    vector: &[u8],
    plain: &[u8],
) -> Result<Vec<u8>, CipherError> {
    let mode = Encryptor::inner_iv_slice_init(cipher, vector).map_err(|_| CipherError::Engine)?;
    Ok(mode.encrypt_padded_vec::<Pkcs7>(plain))
}

fn rc2(key: &[u8], bits: u16) -> Result<rc2::Rc2, CipherError> {
    // RFC 2268, 2: keys of 1 to 128 octets.
    if !(1..=128).contains(&key.len()) || !(1..=1024).contains(&bits) {
        return Err(CipherError::KeyLength(key.len()));
    }
    Ok(rc2::Rc2::new_with_eff_key_len(key, usize::from(bits)))
}

fn rc4(key: &[u8], input: &[u8]) -> Result<SecretBytes, CipherError> {
    let mut buffer = SecretBytes::new(input.to_vec());
    keyed::<rc4::Rc4>(key)?.apply_keystream(buffer.expose_mut());
    Ok(buffer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cipher_gives_back_what_it_took() {
        for (cipher, key) in [
            (Cipher::Aes, 16),
            (Cipher::Aes, 24),
            (Cipher::Aes, 32),
            (Cipher::Des, 8),
            (Cipher::TripleDes, 16),
            (Cipher::TripleDes, 24),
            (Cipher::Rc2(40), 5),
            (Cipher::Rc2(128), 16),
            (Cipher::Rc4, 5),
            (Cipher::Rc4, 16),
        ] {
            let key: Vec<u8> = (0..key).map(|octet| octet * 7).collect();
            let vector = vec![9; cipher.block_length()];
            for length in [0, 1, 8, 15, 16, 100] {
                let plain = vec![3; length];
                let encrypted = cipher.encrypt(&key, &vector, &plain).unwrap();
                assert_eq!(cipher.decrypt(&key, &vector, &encrypted).unwrap().expose(), plain, "{cipher:?}");
            }
        }
    }

    #[test]
    fn padding_does_not_move_what_it_pads() {
        for length in [0, 1, 15, 16, 1000] {
            let mut buffer = with_room(&vec![1; length], 16);
            let place = buffer.expose().as_ptr();
            buffer.expose_mut().extend([16; 16]);
            assert_eq!(buffer.expose().as_ptr(), place);
        }
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        assert_eq!(
            Cipher::Aes.decrypt(&[0; 16], &[0; 8], &[0; 16]).unwrap_err(),
            CipherError::VectorLength { found: 8, block: 16 }
        );
        assert_eq!(Cipher::Aes.decrypt(&[0; 5], &[0; 16], &[0; 16]).unwrap_err(), CipherError::KeyLength(5));
        assert_eq!(
            Cipher::Des.decrypt(&[0; 8], &[0; 8], &[0; 9]).unwrap_err(),
            CipherError::NotWholeBlocks(9)
        );
        assert_eq!(Cipher::Aes.decrypt(&[0; 16], &[0; 16], &[1; 16]).unwrap_err(), CipherError::Padding);
        assert_eq!(Cipher::Rc2(40).decrypt(&[], &[0; 8], &[1; 8]).unwrap_err(), CipherError::KeyLength(0));
    }
}
