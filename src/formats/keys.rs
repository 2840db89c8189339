//! Keys out of their protection and into it, whatever the format: what moves a key from one store to another.

use std::thread::{self, JoinHandle};

use thiserror::Error;

use super::jceks::{self, SealedKeyError};
use super::pkcs12::{Pkcs12Settings, SettingsError};
use crate::asn1::{Asn1Error, Oid, Tag, Writer, read_one};
use crate::crypto::jce_protector::Parameters;
use crate::crypto::key::{self, KeyError, Protection};
use crate::crypto::pbe::{Derived, PbeError, Scheme};
use crate::keystore::{Content, Format, KeyClass, ProtectedKey, SecretKey, Slice};
use crate::machine::{Machine, NoRandomness};
use crate::secret::{Password, SecretBytes};
use crate::x509;

/// A key, open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenKey {
    /// DER of a PrivateKeyInfo (RFC 5208, 5).
    Private(SecretBytes),
    /// A secret key.
    Secret(SecretKey),
}

/// Why a key cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RecoverError {
    /// A key under JKS's or JCEKS's own protection.
    #[error("{0}")]
    Key(KeyError),
    /// A key under an encryption of PKCS#5 or PKCS#12.
    #[error("{0}")]
    Pkcs12(KeyError),
    /// A secret key of JCEKS.
    #[error("{0}")]
    Sealed(#[from] SealedKeyError),
    /// A secret key of PKCS#12 that is none.
    #[error("what was decrypted is not a secret key")]
    Malformed(#[from] Asn1Error),
    /// A secret key of PKCS#12 without octets.
    #[error("the secret key is empty")]
    Empty,
    /// The entry is a certificate.
    #[error("the entry has no key")]
    NoKey,
}

impl RecoverError {
    /// Whether another password may open the key.
    pub fn is_wrong_password(&self) -> bool {
        match self {
            Self::Key(error) | Self::Pkcs12(error) => error.is_wrong_password(),
            Self::Sealed(error) => error.is_wrong_password(),
            Self::Malformed(_) | Self::Empty | Self::NoKey => false,
        }
    }
}

/// Opens the key of an entry.
///
/// # Errors
/// [`RecoverError`].
pub fn recover(content: &Content, password: &Password) -> Result<OpenKey, RecoverError> {
    let (key, is_secret) = match content {
        Content::PrivateKey { key, .. } => (key, false),
        Content::SecretKey(key) => (key, true),
        Content::Trusted(_) => return Err(RecoverError::NoKey),
    };
    let plain = match key {
        ProtectedKey::Sealed(sealed) => return Ok(OpenKey::Secret(jceks::recover(sealed, password)?)),
        ProtectedKey::Plain(plain) => plain.clone(),
        ProtectedKey::Encrypted(encrypted) => key::recover(encrypted, password).map_err(|error| {
            match key::EncryptedKey::read(encrypted).map(|read| read.protection) {
                Ok(Protection::Jks | Protection::Jceks(_)) => RecoverError::Key(error),
                _ => RecoverError::Pkcs12(error),
            }
        })?,
    };
    if is_secret { secret_of_info(&plain).map(OpenKey::Secret) } else { Ok(OpenKey::Private(plain)) }
}

/// Java: keeps a secret key in PKCS#12 as a PrivateKeyInfo whose key are the bare octets.
fn secret_of_info(info: &SecretBytes) -> Result<SecretKey, RecoverError> {
    let mut fields = read_one(info.expose())?.expect(Tag::SEQUENCE)?.inside()?;
    fields.expect(Tag::INTEGER)?;
    let algorithm = fields.enter(Tag::SEQUENCE)?.element()?.oid()?;
    let octets = SecretBytes::new(fields.expect(Tag::OCTET_STRING)?.octets()?.into_owned());
    if octets.expose().is_empty() {
        return Err(RecoverError::Empty);
    }
    let own = IDENTIFIERS.iter().find(|(_, oid)| algorithm.is(oid));
    let other = || x509::names::name_or_decimals(algorithm.content());
    let algorithm = own.map_or_else(other, |(name, _)| (*name).to_owned());
    if is_password(&algorithm) {
        // Java: a factory makes a key of a password again, which forgets the highest bits.
        let octets = octets.expose().iter().map(|octet| octet & 0x7f).collect();
        return Ok(SecretKey { algorithm, encoded: SecretBytes::new(octets), class: KeyClass::Own });
    }
    Ok(SecretKey::spec(algorithm, octets))
}

/// Whether keys of this algorithm are passwords.
pub fn is_password(algorithm: &str) -> bool {
    algorithm.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("PBE"))
}

fn info_of_secret(key: &SecretKey) -> Option<SecretBytes> {
    let oid = identifier(&key.algorithm)?;
    let mut writer = Writer::default();
    writer.constructed(Tag::SEQUENCE, |writer| {
        writer.unsigned(0);
        writer.constructed(Tag::SEQUENCE, |writer| writer.oid(&oid));
        writer.octets(key.encoded.expose());
    });
    Some(SecretBytes::new(writer.finish()))
}

/// The identifiers under which Java keeps secret keys in PKCS#12, and the name that it gives back for each: the first.
const IDENTIFIERS: &[(&str, &str)] = &[
    ("AES", "2.16.840.1.101.3.4.1"),
    ("DES", "1.3.14.3.2.7"),
    ("DESede", "1.3.14.3.2.17"),
    ("RC2", "1.2.840.113549.3.2"),
    ("ARCFOUR", "1.2.840.113549.3.4"),
    ("RC4", "1.2.840.113549.3.4"),
    ("Blowfish", "1.3.6.1.4.1.3029.1.1.2"),
    ("HmacSHA1", "1.2.840.113549.2.7"),
    ("HmacSHA224", "1.2.840.113549.2.8"),
    ("HmacSHA256", "1.2.840.113549.2.9"),
    ("HmacSHA384", "1.2.840.113549.2.10"),
    ("HmacSHA512", "1.2.840.113549.2.11"),
    ("HmacSHA512/224", "1.2.840.113549.2.12"),
    ("HmacSHA512/256", "1.2.840.113549.2.13"),
    ("HmacSHA3-224", "2.16.840.1.101.3.4.2.13"),
    ("HmacSHA3-256", "2.16.840.1.101.3.4.2.14"),
    ("HmacSHA3-384", "2.16.840.1.101.3.4.2.15"),
    ("HmacSHA3-512", "2.16.840.1.101.3.4.2.16"),
    ("PBEWithMD5AndDES", "1.2.840.113549.1.5.3"),
    ("PBEWithSHA1AndDESede", "1.2.840.113549.1.12.1.3"),
    ("PBEWithSHA1AndRC2_40", "1.2.840.113549.1.12.1.6"),
    ("PBEWithSHA1AndRC2_128", "1.2.840.113549.1.12.1.5"),
    ("PBEWithSHA1AndRC4_40", "1.2.840.113549.1.12.1.2"),
    ("PBEWithSHA1AndRC4_128", "1.2.840.113549.1.12.1.1"),
];

/// The identifier that Java gives to a secret key's algorithm; a name that is one already stands for itself.
fn identifier(algorithm: &str) -> Option<Oid> {
    let known = IDENTIFIERS.iter().find(|(name, _)| name.eq_ignore_ascii_case(algorithm));
    known.map_or(algorithm, |(_, oid)| oid).parse().ok()
}

/// Why a key cannot be brought under a format's protection.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ProtectError {
    /// A secret key, which JKS cannot hold.
    #[error("a JKS keystore holds no secret keys")]
    SecretInJks,
    /// Certificates have no protection.
    #[error("certificates are not protected by a password")]
    CertificateUnprotected,
    /// A certificate in the place of a key.
    #[error("there is a key under this alias, which no certificate replaces")]
    KeyInTheWay,
    /// An algorithm without an identifier that Java knows, which PKCS#12 needs.
    #[error("a PKCS12 keystore holds no keys of {0}")]
    UnknownAlgorithm(String),
    /// An encryption of its own was asked for, and the format has only one.
    #[error("a JKS or JCEKS keystore has one protection for all keys")]
    OneProtection,
    /// There is no such encryption.
    #[error("there is no encryption {0}")]
    UnknownProtection(String),
    /// The protection failed.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The protection failed.
    #[error(transparent)]
    Encryption(#[from] PbeError),
    /// A `keystore.pkcs12.…` property that makes no sense.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// No salt could be made.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

/// Brings `key` under the protection that new keys of `format` have, or, in PKCS#12, under the one that Java calls
/// `protection`.
///
/// # Errors
/// [`ProtectError`].
pub fn protect(
    key: &OpenKey,
    format: Format,
    password: &Password,
    protection: Option<&str>,
    machine: &Machine,
) -> Result<ProtectedKey, ProtectError> {
    let encrypted = |der: Vec<u8>| ProtectedKey::Encrypted(Slice::from(der));
    Ok(match (key, format) {
        (OpenKey::Private(plain), Format::Jks) => {
            encrypted(key::protect_for_jks(plain, password, &machine.random()?))
        }
        (OpenKey::Private(plain), Format::Jceks) => {
            encrypted(key::protect_for_jceks(plain, password, &Parameters::fresh(machine)?)?)
        }
        (OpenKey::Private(plain), Format::Pkcs12) => {
            encrypted(key::protect(plain, password, &pkcs12_scheme(protection, machine)?)?)
        }
        (OpenKey::Secret(_), Format::Jks | Format::Jceks) if protection.is_some() => {
            return Err(ProtectError::OneProtection);
        }
        (OpenKey::Secret(_), Format::Jks) => return Err(ProtectError::SecretInJks),
        (OpenKey::Secret(secret), Format::Jceks) => {
            let sealed = jceks::seal(secret, password, &Parameters::fresh(machine)?)?;
            ProtectedKey::Sealed(Slice::from(sealed))
        }
        (OpenKey::Secret(secret), Format::Pkcs12) => {
            let info = info_of_secret(secret);
            let info = info.ok_or_else(|| ProtectError::UnknownAlgorithm(secret.algorithm.clone()))?;
            encrypted(key::protect(&info, password, &pkcs12_scheme(protection, machine)?)?)
        }
    })
}

/// The slow part of [`protect`] for a private key that is yet to be made: on a thread of its own, beside the making.
pub struct Ahead {
    scheme: Scheme,
    deriving: JoinHandle<Result<Derived, KeyError>>,
}

impl Ahead {
    /// Begins it. `None` where there is nothing to be begun: the format's protection is quick or another, no thread can be had, or
    /// [`protect`] has an error to tell.
    pub fn begin(format: Format, password: &Password, machine: &Machine) -> Option<Self> {
        if format != Format::Pkcs12 {
            return None;
        }
        let scheme = pkcs12_scheme(None, machine).ok()?;
        let (password, own) = (password.clone(), scheme.clone());
        let deriving = thread::Builder::new().spawn(move || key::derive(&password, &own)).ok()?;
        Some(Self { scheme, deriving })
    }

    /// The key under the protection. `None` where the thread came to nothing.
    pub fn protect(self, plain: &SecretBytes) -> Option<ProtectedKey> {
        let derived = self.deriving.join().ok()?.ok()?;
        let der = key::protect_derived(plain, &self.scheme, &derived).ok()?;
        Some(ProtectedKey::Encrypted(Slice::from(der)))
    }
}

fn pkcs12_scheme(protection: Option<&str>, machine: &Machine) -> Result<Scheme, ProtectError> {
    let settings = Pkcs12Settings::from_machine(machine)?;
    let name = protection.unwrap_or(&settings.keys);
    let unknown = || ProtectError::UnknownProtection(name.to_owned());
    Scheme::fresh(name, settings.key_iterations, machine)?.ok_or_else(unknown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;

    fn machine() -> Machine {
        let mut machine = Machine::new(
            Timestamp::UNIX_EPOCH,
            [],
            Box::new(|bytes| {
                bytes.fill(3);
                Ok(())
            }),
        );
        machine.properties.insert("jdk.jceks.iterationCount".into(), "10000".into());
        machine.properties.insert("keystore.pkcs12.keyPbeIterationCount".into(), "2".into());
        machine
    }

    #[test]
    fn keys_move_between_the_formats() {
        let password = Password::new("changeit");
        for name in ["AES", "DES", "DESede", "RC2", "Blowfish", "HmacSHA3-512", "1.2.3.4"] {
            let key = OpenKey::Secret(SecretKey::spec(name, SecretBytes::new(vec![5; 16])));
            for format in [Format::Jceks, Format::Pkcs12] {
                let protected = protect(&key, format, &password, None, &machine()).unwrap();
                assert_eq!(recover(&Content::SecretKey(protected), &password), Ok(key.clone()), "{name}");
            }
            let refused = protect(&key, Format::Jks, &password, None, &machine());
            assert_eq!(refused, Err(ProtectError::SecretInJks));
        }
        let private = OpenKey::Private(SecretBytes::new(vec![0x30, 3, 2, 1, 0]));
        for format in [Format::Jks, Format::Jceks, Format::Pkcs12] {
            let key = protect(&private, format, &password, None, &machine()).unwrap();
            let content = Content::PrivateKey { key, chain: Vec::new() };
            assert_eq!(recover(&content, &password), Ok(private.clone()));
            assert!(recover(&content, &Password::new("other")).unwrap_err().is_wrong_password());
        }
    }

    #[test]
    fn what_pkcs12_cannot_name_it_cannot_hold() {
        let password = Password::new("changeit");
        let key = OpenKey::Secret(SecretKey::spec("HmacMD5", SecretBytes::new(vec![5; 16])));
        let refused = protect(&key, Format::Pkcs12, &password, None, &machine());
        assert_eq!(refused, Err(ProtectError::UnknownAlgorithm("HmacMD5".into())));
        let other = protect(&key, Format::Jceks, &password, Some("PBEWithMD5AndDES"), &machine());
        assert_eq!(other, Err(ProtectError::OneProtection));
    }

    #[test]
    fn passwords_lose_their_highest_bits_as_in_java() {
        let password = Password::new("changeit");
        let typed = SecretKey {
            class: KeyClass::Own,
            ..SecretKey::spec("PBEWithMD5AndDES", SecretBytes::new("ä".into()))
        };
        let protected =
            protect(&OpenKey::Secret(typed), Format::Pkcs12, &password, None, &machine()).unwrap();
        let Ok(OpenKey::Secret(read)) = recover(&Content::SecretKey(protected), &password) else {
            panic!("no secret key")
        };
        assert_eq!((read.encoded.expose(), read.class), (&[0x43, 0x24][..], KeyClass::Own));
    }
}
