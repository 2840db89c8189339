//! Protected keys: an EncryptedPrivateKeyInfo (RFC 5208, 6) opened and made, whatever hides the key.

use super::jce_protector;
use super::jks_protector::{self, ProtectorError};
use super::pbe::{Derived, PasswordForm, PbeError, Scheme};
use crate::asn1::{Asn1Error, Oid, Tag, Writer, read_one};
use crate::machine::NoRandomness;
use crate::secret::{Password, SecretBytes};

/// Why a protected key cannot be opened or made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// The EncryptedPrivateKeyInfo is malformed.
    #[error("malformed EncryptedPrivateKeyInfo")]
    Malformed(#[from] Asn1Error),
    /// Password-based encryption fails; a wrong password shows as [`CipherError::Padding`](super::cipher::CipherError).
    #[error("the key's encryption cannot be undone")]
    Encryption(#[from] PbeError),
    /// JKS's own protector fails; a wrong password shows as [`ProtectorError::Mismatch`].
    #[error("the key's protection cannot be undone")]
    Protector(#[from] ProtectorError),
    /// What was decrypted is no PrivateKeyInfo: the password is wrong, and its padding right by chance.
    #[error("what was decrypted is not a private key")]
    NotAKey,
    /// No salt could be made.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

impl KeyError {
    /// Whether another password may open the key.
    pub fn is_wrong_password(&self) -> bool {
        matches!(
            self,
            Self::Encryption(PbeError::Cipher(super::cipher::CipherError::Padding))
                | Self::Protector(ProtectorError::Mismatch)
                | Self::NotAKey
        )
    }
}

/// The parts of an EncryptedPrivateKeyInfo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncryptedKey {
    /// The protection.
    pub protection: Protection,
    /// The encrypted octets.
    pub ciphertext: Vec<u8>,
}

/// What hides a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Protection {
    /// JKS's own protector.
    Jks,
    /// JCEKS's own.
    Jceks(jce_protector::Parameters),
    /// Password-based encryption.
    Scheme(Scheme),
    /// Something else.
    Unknown(Oid),
}

impl EncryptedKey {
    /// Reads an EncryptedPrivateKeyInfo.
    ///
    /// # Errors
    /// [`KeyError::Malformed`], or [`KeyError::Encryption`] for the parameters of its algorithm.
    pub fn read(encrypted: &[u8]) -> Result<Self, KeyError> {
        let mut fields = read_one(encrypted)?.expect(Tag::SEQUENCE)?.inside()?;
        let identifier = fields.element()?;
        let ciphertext = fields.expect(Tag::OCTET_STRING)?.octets()?.into_owned();
        let oid = identifier.expect(Tag::SEQUENCE)?.inside()?.element()?.oid()?;
        let protection = if oid.is(jks_protector::OID) {
            Protection::Jks
        } else if oid.is(jce_protector::OID) {
            let mut fields = identifier.inside()?;
            fields.element()?;
            Protection::Jceks(jce_protector::Parameters::read(fields.element()?.raw)?)
        } else {
            match Scheme::read(identifier.raw) {
                Ok(scheme) => Protection::Scheme(scheme),
                Err(PbeError::UnknownAlgorithm(oid)) => Protection::Unknown(oid),
                Err(error) => return Err(error.into()),
            }
        };
        Ok(Self { protection, ciphertext })
    }
}

/// Opens `encrypted`, the DER of an EncryptedPrivateKeyInfo: the answer is the DER of the PrivateKeyInfo.
///
/// # Errors
/// Any [`KeyError`] but [`KeyError::NoRandomness`].
pub fn recover(encrypted: &[u8], password: &Password) -> Result<SecretBytes, KeyError> {
    let EncryptedKey { protection, ciphertext } = EncryptedKey::read(encrypted)?;
    match protection {
        Protection::Jks => {
            let key = jks_protector::recover(&ciphertext, password)?;
            if is_key(&key) { Ok(key) } else { Err(KeyError::NotAKey) }
        }
        Protection::Jceks(parameters) => {
            let key = parameters.decrypt(password, &ciphertext)?;
            if is_key(&key) { Ok(key) } else { Err(KeyError::NotAKey) }
        }
        Protection::Unknown(oid) => Err(PbeError::UnknownAlgorithm(oid).into()),
        Protection::Scheme(scheme) => {
            let mut failure = KeyError::NotAKey;
            for form in PasswordForm::candidates(password) {
                match scheme.decrypt(password, *form, &ciphertext) {
                    Ok(key) if is_key(&key) => return Ok(key),
                    Ok(_) => {}
                    Err(error) => failure = error.into(),
                }
            }
            Err(failure)
        }
    }
}

/// Encrypts `key`, the DER of a PrivateKeyInfo, under `scheme`: the answer is the DER of an EncryptedPrivateKeyInfo.
///
/// # Errors
/// [`KeyError::Encryption`].
pub fn protect(key: &SecretBytes, password: &Password, scheme: &Scheme) -> Result<Vec<u8>, KeyError> {
    protect_derived(key, scheme, &derive(password, scheme)?)
}

/// The slow part of [`protect`], for which the key is not needed.
///
/// # Errors
/// [`KeyError::Encryption`].
pub fn derive(password: &Password, scheme: &Scheme) -> Result<Derived, KeyError> {
    // Java: what it encrypts with a cipher of PKCS#12's own, only its own view of the password opens.
    let form = match scheme {
        Scheme::Pkcs12 { .. } if !password.utf8().is_ascii() => PasswordForm::JavaSevenBit,
        _ => PasswordForm::Standard,
    };
    Ok(scheme.derive(password, form)?)
}

/// What is left of [`protect`] behind [`derive()`], with the same scheme.
///
/// # Errors
/// [`KeyError::Encryption`].
pub fn protect_derived(key: &SecretBytes, scheme: &Scheme, derived: &Derived) -> Result<Vec<u8>, KeyError> {
    Ok(wrap(&scheme.write(), &derived.encrypt(key.expose())?))
}

/// Hides `key`, the DER of a PrivateKeyInfo, as JKS does, with a fresh salt: the answer is the DER of an
/// EncryptedPrivateKeyInfo.
pub fn protect_for_jks(
    key: &SecretBytes,
    password: &Password,
    salt: &[u8; jks_protector::SALT_LENGTH],
) -> Vec<u8> {
    let hidden = jks_protector::protect(key, password, salt);
    let mut identifier = Writer::default();
    identifier.constructed(Tag::SEQUENCE, |writer| {
        super::pbe_identifier::write_oid(writer, jks_protector::OID);
        writer.null();
    });
    wrap(&identifier.finish(), &hidden)
}

/// Hides `key`, the DER of a PrivateKeyInfo, as JCEKS does, with fresh parameters: the answer is the DER of an
/// EncryptedPrivateKeyInfo.
///
/// # Errors
/// [`KeyError::Encryption`].
pub fn protect_for_jceks(
    key: &SecretBytes,
    password: &Password,
    parameters: &jce_protector::Parameters,
) -> Result<Vec<u8>, KeyError> {
    let hidden = parameters.encrypt(password, key.expose())?;
    let mut identifier = Writer::default();
    identifier.constructed(Tag::SEQUENCE, |writer| {
        super::pbe_identifier::write_oid(writer, jce_protector::OID);
        writer.raw(&parameters.write());
    });
    Ok(wrap(&identifier.finish(), &hidden))
}

fn wrap(identifier: &[u8], ciphertext: &[u8]) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.constructed(Tag::SEQUENCE, |writer| {
        writer.raw(identifier);
        writer.octets(ciphertext);
    });
    writer.finish()
}

/// PrivateKeyInfo: a SEQUENCE that starts with its version.
fn is_key(plain: &SecretBytes) -> bool {
    read_one(plain.expose())
        .and_then(|element| element.expect(Tag::SEQUENCE)?.inside()?.expect(Tag::INTEGER))
        .is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::Machine;
    use jiff::Timestamp;

    const KEY: [u8; 5] = [0x30, 0x03, 0x02, 0x01, 0x00];

    fn machine() -> Machine {
        Machine::new(
            Timestamp::UNIX_EPOCH,
            [],
            Box::new(|bytes| {
                bytes.fill(3);
                Ok(())
            }),
        )
    }

    #[test]
    fn keys_come_back_under_their_password_only() {
        let key = SecretBytes::new(KEY.to_vec());
        for password in ["changeit", "", "pässwörd€"].map(Password::new) {
            let mut protected = vec![
                protect_for_jks(&key, &password, &[7; jks_protector::SALT_LENGTH]),
                protect_for_jceks(&key, &password, &jce_protector::Parameters::fresh(&machine()).unwrap())
                    .unwrap(),
            ];
            for name in ["PBEWithSHA1AndDESede", "PBEWithHmacSHA256AndAES_256", "PBEWithSHA1AndRC4_40"] {
                let scheme = Scheme::fresh(name, 2, &machine()).unwrap().unwrap();
                protected.push(protect(&key, &password, &scheme).unwrap());
            }
            for encrypted in protected {
                assert_eq!(recover(&encrypted, &password).unwrap(), key);
                assert!(recover(&encrypted, &Password::new("other")).unwrap_err().is_wrong_password());
            }
        }
    }

    #[test]
    fn what_is_no_protected_key_is_refused() {
        let password = Password::new("p");
        assert!(matches!(recover(&[], &password), Err(KeyError::Malformed(_))));
        let unknown = wrap(&[0x30, 0x04, 0x06, 0x02, 0x2a, 0x03], b"abc");
        let error = recover(&unknown, &password).unwrap_err();
        assert_eq!(error, KeyError::Encryption(PbeError::UnknownAlgorithm("1.2.3".parse().unwrap())));
        assert!(!error.is_wrong_password());
    }
}
