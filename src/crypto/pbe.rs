//! Password-based encryption as an AlgorithmIdentifier describes it: PBES2, PBES1 (RFC 8018) and PKCS#12's own
//! (RFC 7292, appendix C).

use std::num::NonZeroU32;

use super::cipher::{Cipher, CipherError};
use super::digest::Digest;
pub(crate) use super::pbe_identifier::integer as small_integer;
use super::{pbkdf2, pkcs12_kdf};
use crate::asn1::{Asn1Error, Oid};
use crate::machine::{Machine, NoRandomness};
use crate::secret::{Password, SecretBytes};

/// Java: the largest iteration count that PKCS#12 stores may ask for (JDK 25 refuses 5000001).
pub const MAX_ITERATIONS: u32 = 5_000_000;

/// Octets of salt in what is written new, as JDK 25 writes it.
const SALT_LENGTH: usize = 20;
/// PBES1 has eight (RFC 8018, 6.1).
const PBES1_SALT_LENGTH: usize = 8;

/// An encryption scheme with all its parameters; a password is all that is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scheme {
    /// PKCS#12's own: key and initial vector from [`pkcs12_kdf`] with SHA-1.
    Pkcs12 {
        /// The cipher.
        kind: Pkcs12Cipher,
        /// The salt.
        salt: Vec<u8>,
        /// The iteration count as the file has it.
        iterations: i64,
    },
    /// PBES1: key and initial vector are the halves of an iterated digest, the cipher is DES.
    Pbes1 {
        /// MD5 or SHA-1.
        digest: Digest,
        /// The salt.
        salt: Vec<u8>,
        /// The iteration count as the file has it.
        iterations: i64,
    },
    /// PBES2 over PBKDF2.
    Pbes2 {
        /// The digest of the HMAC.
        prf: Digest,
        /// The salt.
        salt: Vec<u8>,
        /// The iteration count as the file has it.
        iterations: i64,
        /// The key length that the parameters tell, in octets. Java ignores it where the cipher tells its own.
        key_length: Option<u32>,
        /// The cipher.
        cipher: Cipher,
        /// The key length that the cipher's identifier or parameters imply, in octets.
        cipher_key_length: u32,
        /// The initial vector.
        vector: Vec<u8>,
    },
}

/// The ciphers of PKCS#12's own schemes (RFC 7292, appendix C).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pkcs12Cipher {
    /// 128-bit RC4.
    Rc4With128 = 1,
    /// 40-bit RC4.
    Rc4With40 = 2,
    /// Triple DES with three keys.
    TripleDes3 = 3,
    /// Triple DES with two keys.
    TripleDes2 = 4,
    /// 128-bit RC2.
    Rc2With128 = 5,
    /// 40-bit RC2.
    Rc2With40 = 6,
}

impl Pkcs12Cipher {
    const ALL: [Self; 6] = [
        Self::Rc4With128,
        Self::Rc4With40,
        Self::TripleDes3,
        Self::TripleDes2,
        Self::Rc2With128,
        Self::Rc2With40,
    ];

    fn cipher_and_key_length(self) -> (Cipher, usize) {
        match self {
            Self::Rc4With128 => (Cipher::Rc4, 16),
            Self::Rc4With40 => (Cipher::Rc4, 5),
            Self::TripleDes3 => (Cipher::TripleDes, 24),
            Self::TripleDes2 => (Cipher::TripleDes, 16),
            Self::Rc2With128 => (Cipher::Rc2(128), 16),
            Self::Rc2With40 => (Cipher::Rc2(40), 5),
        }
    }

    fn java_name(self) -> &'static str {
        match self {
            Self::Rc4With128 => "PBEWithSHA1AndRC4_128",
            Self::Rc4With40 => "PBEWithSHA1AndRC4_40",
            Self::TripleDes3 => "PBEWithSHA1AndDESede",
            // Java: knows none of this kind and calls it by its number.
            Self::TripleDes2 => "1.2.840.113549.1.12.1.4",
            Self::Rc2With128 => "PBEWithSHA1AndRC2_128",
            Self::Rc2With40 => "PBEWithSHA1AndRC2_40",
        }
    }
}

/// Which parameter of a scheme is not what the standard or this program knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parameter {
    /// The key derivation of PBES2 is not PBKDF2.
    KeyDerivation,
    /// The pseudo-random function of PBKDF2 is not an HMAC of the SHA family.
    Prf,
    /// The salt of PBKDF2 is not a plain OCTET STRING.
    Salt,
    /// The cipher of PBES2 is none of AES, 3DES, DES, RC2.
    Cipher,
    /// The iteration count does not fit 32 bits.
    Iterations,
    /// There are none.
    Missing,
}

/// Why a scheme cannot be read or used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PbeError {
    /// The AlgorithmIdentifier or its parameters are malformed.
    #[error("malformed algorithm identifier")]
    Malformed(#[from] Asn1Error),
    /// A parameter is unknown, missing or of the wrong kind.
    #[error("unsupported parameter of the encryption: {0:?}")]
    Parameter(Parameter),
    /// The scheme is none of those known.
    #[error("unknown encryption algorithm {0}")]
    UnknownAlgorithm(Oid),
    /// An iteration count below 1.
    #[error("iteration count {0} is not positive")]
    IterationsNotPositive(i64),
    /// An iteration count above [`MAX_ITERATIONS`].
    #[error("iteration count {0} is too large")]
    IterationsTooLarge(i64),
    /// The cipher could not decrypt; [`CipherError::Padding`] is what a wrong password gives.
    #[error("the cipher refuses")]
    Cipher(#[from] CipherError),
    /// No salt could be made.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

/// What a PKCS#12 derivation makes of the characters of a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PasswordForm {
    /// A BMPString with its terminator (RFC 7292, B.1); UTF-8 for PBES1 and PBES2.
    Standard,
    /// Java: the ciphers of PKCS#12 see the UTF-8 octets, each without its highest bit, as characters. Equal to
    /// [`Standard`](Self::Standard) for ASCII.
    JavaSevenBit,
    /// An empty password as no octets at all, without terminator.
    Nothing,
}

impl PasswordForm {
    /// The forms worth trying for `password`, the likeliest first.
    pub fn candidates(password: &Password) -> &'static [Self] {
        if password.is_empty() {
            &[Self::Standard, Self::Nothing]
        } else if password.utf8().is_ascii() {
            &[Self::Standard]
        } else {
            &[Self::Standard, Self::JavaSevenBit]
        }
    }

    /// The octets of a password to SunJCE's ciphers of no form of their own.
    ///
    /// Java: takes the UTF-8 octets, each without its highest bit.
    pub(super) fn java_octets(password: &Password) -> SecretBytes {
        SecretBytes::new(password.utf8().iter().map(|octet| octet & 0x7f).collect())
    }

    /// The octets that [`pkcs12_kdf`] is fed with.
    pub fn pkcs12_octets(self, password: &Password) -> SecretBytes {
        match self {
            Self::Standard => password.pkcs12_bmp(),
            Self::JavaSevenBit => {
                let octets = password.utf8().iter().chain(&[0]);
                // Room for all of it at once: growing would leave the password behind.
                let mut taken = SecretBytes::new(Vec::with_capacity(password.utf8().len() * 2 + 2));
                taken.expose_mut().extend(octets.flat_map(|octet| [0, octet & 0x7f]));
                taken
            }
            Self::Nothing => SecretBytes::default(),
        }
    }
}

impl Scheme {
    /// The scheme that Java calls `name`, with a fresh salt and initial vector. `None` where Java 25 has none of that
    /// name for PKCS#12; capitals do not matter.
    ///
    /// # Errors
    /// [`PbeError::NoRandomness`].
    pub fn fresh(name: &str, iterations: u32, machine: &Machine) -> Result<Option<Self>, PbeError> {
        let own = Pkcs12Cipher::ALL.into_iter().find(|kind| kind.java_name().eq_ignore_ascii_case(name));
        if let Some(kind) = own {
            let salt = fresh(machine, SALT_LENGTH)?;
            return Ok(Some(Self::Pkcs12 { kind, salt, iterations: iterations.into() }));
        }
        if name.eq_ignore_ascii_case("PBEWithMD5AndDES") {
            let salt = fresh(machine, PBES1_SALT_LENGTH)?;
            return Ok(Some(Self::Pbes1 { digest: Digest::Md5, salt, iterations: iterations.into() }));
        }
        let Some((prf, cipher_key_length)) = pbes2_of_java_name(name) else {
            return Ok(None);
        };
        Ok(Some(Self::Pbes2 {
            prf,
            salt: fresh(machine, SALT_LENGTH)?,
            iterations: iterations.into(),
            key_length: Some(cipher_key_length),
            cipher: Cipher::Aes,
            cipher_key_length,
            vector: fresh(machine, 16)?,
        }))
    }

    /// The same scheme with a salt and an initial vector of their own.
    ///
    /// # Errors
    /// [`PbeError::NoRandomness`].
    pub fn refreshed(&self, machine: &Machine) -> Result<Self, PbeError> {
        let mut scheme = self.clone();
        match &mut scheme {
            Self::Pkcs12 { salt, .. } | Self::Pbes1 { salt, .. } => machine.fill_random(salt)?,
            Self::Pbes2 { salt, vector, .. } => {
                machine.fill_random(salt)?;
                machine.fill_random(vector)?;
            }
        }
        Ok(scheme)
    }

    /// What Java calls the scheme: `PBEWithHmacSHA256AndAES_256`.
    pub fn java_name(&self) -> String {
        match self {
            Self::Pkcs12 { kind, .. } => kind.java_name().to_owned(),
            Self::Pbes1 { digest, .. } => format!("PBEWith{}AndDES", digest.java_name()),
            Self::Pbes2 { prf, cipher, cipher_key_length, .. } => {
                let cipher = match cipher {
                    Cipher::Aes => format!("AES_{}", cipher_key_length.saturating_mul(8)),
                    Cipher::Des => "DES".to_owned(),
                    Cipher::TripleDes => "DESede".to_owned(),
                    Cipher::Rc2(bits) => format!("RC2_{bits}"),
                    Cipher::Rc4 => "RC4".to_owned(),
                };
                format!("PBEWithHmac{}And{cipher}", prf.java_name())
            }
        }
    }

    /// The iteration count as the file has it.
    pub fn iterations(&self) -> i64 {
        match self {
            Self::Pkcs12 { iterations, .. }
            | Self::Pbes1 { iterations, .. }
            | Self::Pbes2 { iterations, .. } => *iterations,
        }
    }

    /// Decrypts under `password` taken as `form`.
    ///
    /// # Errors
    /// [`PbeError::IterationsNotPositive`], [`PbeError::IterationsTooLarge`] or [`PbeError::Cipher`].
    pub fn decrypt(
        &self,
        password: &Password,
        form: PasswordForm,
        ciphertext: &[u8],
    ) -> Result<SecretBytes, PbeError> {
        let derived = self.derive(password, form)?;
        Ok(derived.cipher.decrypt(derived.key.expose(), derived.vector.expose(), ciphertext)?)
    }

    /// Encrypts under `password` taken as `form`.
    ///
    /// # Errors
    /// As [`decrypt`](Self::decrypt).
    pub fn encrypt(
        &self,
        password: &Password,
        form: PasswordForm,
        plain: &[u8],
    ) -> Result<Vec<u8>, PbeError> {
        self.derive(password, form)?.encrypt(plain)
    }

    /// What is derived from `password` taken as `form`: the slow part, for which nothing of what is encrypted is needed.
    ///
    /// # Errors
    /// [`PbeError::IterationsNotPositive`] or [`PbeError::IterationsTooLarge`].
    pub fn derive(&self, password: &Password, form: PasswordForm) -> Result<Derived, PbeError> {
        let iterations = checked_iterations(self.iterations())?;
        match self {
            Self::Pkcs12 { kind, salt, .. } => {
                let (cipher, length) = kind.cipher_and_key_length();
                let octets = form.pkcs12_octets(password);
                let derive = |purpose, length| {
                    pkcs12_kdf::derive(Digest::Sha1, octets.expose(), salt, iterations.get(), purpose, length)
                };
                let key = derive(pkcs12_kdf::Purpose::EncryptionKey, length);
                let vector = derive(pkcs12_kdf::Purpose::InitialVector, cipher.block_length());
                Ok(Derived { cipher, key, vector })
            }
            Self::Pbes1 { digest, salt, .. } => {
                let mut octets = SecretBytes::new(digest.hash(&[password.utf8(), salt]));
                for _ in 1..iterations.get() {
                    octets = SecretBytes::new(digest.hash(&[octets.expose()]));
                }
                let part = |range: std::ops::Range<usize>| {
                    SecretBytes::new(octets.expose().get(range).unwrap_or_default().to_vec())
                };
                Ok(Derived { cipher: Cipher::Des, key: part(0..8), vector: part(8..16) })
            }
            Self::Pbes2 { prf, salt, cipher, cipher_key_length, vector, .. } => {
                let length = usize::try_from(*cipher_key_length).unwrap_or(0);
                let key = pbkdf2::derive(*prf, password.utf8(), salt, iterations, length);
                Ok(Derived { cipher: *cipher, key, vector: SecretBytes::new(vector.clone()) })
            }
        }
    }
}

/// A cipher with the key and the vector that a [`Scheme`] derives from a password.
pub struct Derived {
    cipher: Cipher,
    key: SecretBytes,
    vector: SecretBytes,
}

impl Derived {
    /// Encrypts, as [`Scheme::encrypt`] does.
    ///
    /// # Errors
    /// [`PbeError::Cipher`].
    pub fn encrypt(&self, plain: &[u8]) -> Result<Vec<u8>, PbeError> {
        Ok(self.cipher.encrypt(self.key.expose(), self.vector.expose(), plain)?)
    }
}

fn checked_iterations(count: i64) -> Result<NonZeroU32, PbeError> {
    if count > i64::from(MAX_ITERATIONS) {
        return Err(PbeError::IterationsTooLarge(count));
    }
    u32::try_from(count).ok().and_then(NonZeroU32::new).ok_or(PbeError::IterationsNotPositive(count))
}

fn fresh(machine: &Machine, length: usize) -> Result<Vec<u8>, NoRandomness> {
    let mut octets = vec![0; length];
    machine.fill_random(&mut octets)?;
    Ok(octets)
}

/// `PBEWithHmacSHA256AndAES_256` → HMAC-SHA256 and 32 octets of key.
fn pbes2_of_java_name(name: &str) -> Option<(Digest, u32)> {
    let lower = name.to_ascii_lowercase();
    let (prf, bits) = lower.strip_prefix("pbewithhmac")?.split_once("andaes_")?;
    let bytes = match bits {
        "128" => 16,
        "256" => 32,
        _ => return None,
    };
    let prf = Digest::from_java_name(prf).filter(|prf| *prf != Digest::Md5)?;
    Some((prf, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;

    fn machine() -> Machine {
        let mut counter = 0_u8;
        Machine::new(
            Timestamp::UNIX_EPOCH,
            [],
            Box::new(move |bytes| {
                bytes.fill_with(|| {
                    counter = counter.wrapping_add(1);
                    counter
                });
                Ok(())
            }),
        )
    }

    #[test]
    fn every_scheme_of_java_is_written_read_and_reversed() {
        let password = Password::new("pässword");
        let mut names: Vec<String> = Pkcs12Cipher::ALL.map(|kind| kind.java_name().to_owned()).to_vec();
        for prf in ["SHA1", "SHA224", "SHA256", "SHA384", "SHA512", "SHA512/224", "SHA512/256"] {
            names.extend([128, 256].map(|bits| format!("PBEWithHmac{prf}AndAES_{bits}")));
        }
        for name in names {
            let scheme = Scheme::fresh(&name, 3, &machine()).unwrap().unwrap();
            assert_eq!(scheme.java_name(), name);
            let read = Scheme::read(&scheme.write()).unwrap();
            assert_eq!(read, scheme);
            let encrypted = scheme.encrypt(&password, PasswordForm::Standard, b"plain").unwrap();
            assert_eq!(
                read.decrypt(&password, PasswordForm::Standard, &encrypted).unwrap().expose(),
                b"plain"
            );
            let other = scheme.refreshed(&machine()).unwrap();
            assert_eq!(other.java_name(), name);
        }
        assert_eq!(Scheme::fresh("PBEWithHmacMD5AndAES_128", 3, &machine()).unwrap(), None);
    }

    #[test]
    fn iteration_counts_are_bounded() {
        for (iterations, expected) in [
            (0, PbeError::IterationsNotPositive(0)),
            (-7, PbeError::IterationsNotPositive(-7)),
            (5_000_001, PbeError::IterationsTooLarge(5_000_001)),
        ] {
            let scheme = Scheme::Pbes1 { digest: Digest::Md5, salt: vec![1; 8], iterations };
            let error = scheme.decrypt(&Password::new("p"), PasswordForm::Standard, &[0; 8]).unwrap_err();
            assert_eq!(error, expected);
        }
    }
}
