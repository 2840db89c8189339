//! JKS, Sun's own keystore format, versions 1 and 2, and its sibling JCEKS.
//!
//! Nobody specified it; the layout is what JDKs write (all integers big-endian):
//! `FEEDFEED`, version, count, entries, SHA-1. An entry is a kind (1 private key, 2 trusted certificate), an alias in
//! modified UTF-8, a date in milliseconds, then for a key its protected bytes and its chain, for a certificate
//! itself; version 2 names each certificate's type. The SHA-1 is over the password in UTF-16BE, the words
//! "Mighty Aphrodite", and all bytes before it. JCEKS begins with `CECECECE` and has a third kind, secret keys, which
//! are not read yet.

use std::sync::Arc;
use std::thread;

use sha1::{Digest, Sha1};
use thiserror::Error;

use super::modified_utf8::{self, TextFault};
use crate::keystore::{
    Alias, Certificate, Content, Entry, Format, Integrity, ProtectedKey, Provenance, Slice, Store,
};
use crate::secret::Password;
use crate::x509;

/// The first four bytes of a JKS file.
pub const MAGIC: [u8; 4] = [0xfe, 0xed, 0xfe, 0xed];
/// The first four bytes of a JCEKS file.
pub const JCEKS_MAGIC: [u8; 4] = [0xce, 0xce, 0xce, 0xce];
const WHITENER: &[u8] = b"Mighty Aphrodite";
const DIGEST_LENGTH: usize = 20;
/// From this many bytes on a second thread is quicker than its start.
const WORTH_A_THREAD: usize = 1 << 20;
/// Room is made beforehand for no more entries than one of this size each; real ones have a kilobyte.
const SMALL_ENTRY: usize = 256;
const PRIVATE_KEY: i32 = 1;
const TRUSTED_CERTIFICATE: i32 = 2;
const SECRET_KEY: i32 = 3;

/// What is wrong with a JKS file; `offset` is in bytes from its start.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum JksError {
    /// The file ends too early. Java: `EOFException`.
    #[error("the file ends at offset {offset}, in the middle of the store")]
    Truncated {
        /// The length of the file, or where the length that leads beyond it stands.
        offset: usize,
    },
    /// The magic number or the version is not one of JKS.
    #[error("no JKS header")]
    NoHeader,
    /// An entry is neither a private key (1) nor a trusted certificate (2).
    #[error("entry of unknown kind {kind} at offset {offset}")]
    UnknownKind {
        /// The kind found.
        kind: i32,
        /// Where.
        offset: usize,
    },
    /// A secret key of a JCEKS store, which this version does not read.
    #[error("secret key at offset {offset}, which is not supported yet")]
    SecretKey {
        /// Where.
        offset: usize,
    },
    /// A length is negative.
    #[error("negative length {length} at offset {offset}")]
    NegativeLength {
        /// The length found.
        length: i32,
        /// Where.
        offset: usize,
    },
    /// An alias or a type name is not modified UTF-8.
    #[error("malformed text at offset {offset}")]
    BadText {
        /// What exactly.
        fault: TextFault,
        /// Where the text starts.
        offset: usize,
    },
    /// A certificate of a type that nobody can parse.
    #[error("certificate of unknown type {name:?} at offset {offset}")]
    UnknownCertificateType {
        /// The name of the type.
        name: String,
        /// Where the certificate's length stands.
        offset: usize,
    },
    /// A certificate that Java cannot parse, which makes the whole store unreadable to it.
    #[error("the certificate of entry {alias} at offset {offset} cannot be parsed by Java")]
    Certificate {
        /// The entry's alias.
        alias: Alias,
        /// What Java does not take.
        refusal: x509::Refusal,
        /// Where the certificate starts.
        offset: usize,
    },
    /// The digest does not match: another password, or bytes changed since the store was saved.
    #[error("the password is wrong, or the store was changed")]
    WrongPassword,
}

/// How to take certificates while reading a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// As Java: a certificate it cannot parse makes the store unreadable.
    AsJava,
    /// Whatever the bytes are; so that a store that Java cannot read can be repaired.
    Anything,
}

/// Reads a JKS or JCEKS store. Without a password its integrity is not checked.
///
/// Java: the reader of JCEKS takes JKS as well, and the store is a JCEKS one then.
///
/// Java: octets behind the digest are not looked at. They belong to no store, and writing it leaves them out.
///
/// # Errors
/// The first fault in the order in which Java meets it; a wrong password comes last.
pub fn decode(
    format: Format,
    bytes: &Arc<Vec<u8>>,
    password: Option<&Password>,
    reading: Reading,
) -> Result<Store, JksError> {
    let signed_length = bytes.len().saturating_sub(DIGEST_LENGTH);
    thread::scope(|scope| {
        // The digest takes as long as all the rest, and does not need it: nothing follows it in a store that is whole.
        let ahead = password.filter(|_| bytes.len() >= WORTH_A_THREAD).and_then(|password| {
            let whole = bytes.get(..signed_length)?;
            thread::Builder::new().spawn_scoped(scope, move || digest(password, whole)).ok()
        });
        let mut cursor = Cursor { bytes, position: 0 };
        let store = cursor.store(format, password.is_some(), reading)?;
        if let Some(password) = password {
            let signed = bytes.get(..cursor.position).unwrap_or_default();
            let found = cursor.take(DIGEST_LENGTH)?;
            let ahead = ahead.filter(|_| signed.len() == signed_length).and_then(|thread| thread.join().ok());
            if found != ahead.unwrap_or_else(|| digest(password, signed)) {
                return Err(JksError::WrongPassword);
            }
        }
        Ok(store)
    })
}

fn digest(password: &Password, signed: &[u8]) -> [u8; DIGEST_LENGTH] {
    let mut sha1 = Sha1::new();
    sha1.update(password.utf16_be().expose());
    sha1.update(WHITENER);
    sha1.update(signed);
    sha1.finalize().into()
}

struct Cursor<'a> {
    bytes: &'a Arc<Vec<u8>>,
    position: usize,
}

impl<'a> Cursor<'a> {
    /// All that the digest is over.
    fn store(&mut self, format: Format, has_password: bool, reading: Reading) -> Result<Store, JksError> {
        let magic = self.take(4)?;
        let version = self.number()?;
        let is_known = magic == MAGIC || (format == Format::Jceks && magic == JCEKS_MAGIC);
        if !is_known || !matches!(version, 1 | 2) {
            return Err(JksError::NoHeader);
        }
        let mut provenance = Provenance::new(format);
        provenance.version = version.unsigned_abs();
        provenance.integrity = if has_password { Integrity::Verified } else { Integrity::NotChecked };
        let mut store = Store::new(provenance);
        let count = self.number()?;
        let most = self.bytes.len() / SMALL_ENTRY;
        store.reserve(usize::try_from(count).unwrap_or_default().min(most));
        for _ in 0..count {
            let offset = self.position;
            let kind = self.number()?;
            if kind == SECRET_KEY && format == Format::Jceks {
                return Err(JksError::SecretKey { offset });
            }
            if !matches!(kind, PRIVATE_KEY | TRUSTED_CERTIFICATE) {
                return Err(JksError::UnknownKind { kind, offset });
            }
            let alias = self.alias()?;
            let created = self.date()?;
            let content = if kind == PRIVATE_KEY {
                let key = ProtectedKey::Encrypted(self.counted()?);
                let mut chain = Vec::new();
                for _ in 0..self.number()? {
                    chain.push(self.certificate(version, &alias, reading)?);
                }
                Content::PrivateKey { key, chain }
            } else {
                Content::Trusted(self.certificate(version, &alias, reading)?)
            };
            store.load(alias, Some(created), content);
        }
        Ok(store)
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], JksError> {
        let rest = self.bytes.get(self.position..).unwrap_or_default();
        let taken = rest.get(..length).ok_or_else(|| JksError::Truncated { offset: self.bytes.len() })?;
        self.position += length;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], JksError> {
        let taken = self.take(N)?;
        taken.try_into().map_err(|_| JksError::Truncated { offset: self.position })
    }

    fn number(&mut self) -> Result<i32, JksError> {
        self.array().map(i32::from_be_bytes)
    }

    fn date(&mut self) -> Result<i64, JksError> {
        self.array().map(i64::from_be_bytes)
    }

    /// A counted text, still encoded, and where it starts.
    fn text(&mut self) -> Result<(&'a [u8], usize), JksError> {
        let length = u16::from_be_bytes(self.array()?);
        let offset = self.position;
        Ok((self.take(length.into())?, offset))
    }

    fn alias(&mut self) -> Result<Alias, JksError> {
        let (text, offset) = self.text()?;
        // Nearly all are ASCII, which is the same in UTF-8.
        match std::str::from_utf8(text) {
            Ok(plain) if plain.is_ascii() => Ok(Alias::from(plain)),
            _ => Ok(Alias::from_utf16(&units(text, offset)?)),
        }
    }

    fn counted(&mut self) -> Result<Slice, JksError> {
        let offset = self.position;
        let length = self.number()?;
        let length = usize::try_from(length).map_err(|_| JksError::NegativeLength { length, offset })?;
        let start = self.position;
        self.take(length)?;
        Slice::of(self.bytes, start..self.position).ok_or(JksError::Truncated { offset })
    }

    fn certificate(
        &mut self,
        version: i32,
        alias: &Alias,
        reading: Reading,
    ) -> Result<Certificate, JksError> {
        let kind = if version == 2 { Some(self.text()?) } else { None };
        let kind = kind.filter(|(name, _)| *name != b"X.509");
        let kind = kind.map(|(name, offset)| units(name, offset)).transpose()?;
        let kind = kind.map(|name| Alias::from_utf16(&name));
        let offset = self.position;
        // Java: asks for the type's factory before it reads the certificate, and knows `X509` too.
        if let Some(name) = &kind
            && reading == Reading::AsJava
            && !name.as_str().eq_ignore_ascii_case("X.509")
            && !name.as_str().eq_ignore_ascii_case("X509")
        {
            return Err(JksError::UnknownCertificateType { name: name.to_string(), offset });
        }
        let der = self.counted()?;
        if reading == Reading::AsJava {
            x509::Certificate::read(&der).map_err(|refusal| JksError::Certificate {
                alias: alias.clone(),
                refusal,
                offset: offset + 4,
            })?;
        }
        Ok(Certificate { kind, der })
    }
}

/// The UTF-16 units of a text that starts at `offset`.
fn units(text: &[u8], offset: usize) -> Result<Vec<u16>, JksError> {
    modified_utf8::decode(text).map_err(|fault| JksError::BadText { fault, offset })
}

/// Why a store cannot be written as JKS.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum JksEncodeError {
    /// A secret key or password entry, which JKS cannot hold.
    #[error("JKS cannot hold the secret key of entry {alias}")]
    SecretKey {
        /// The entry's alias.
        alias: Alias,
    },
    /// A private key that lies open; JKS holds only protected ones.
    #[error("the private key of entry {alias} is not protected")]
    PlainKey {
        /// The entry's alias.
        alias: Alias,
    },
    /// An alias or type name of more than 65,535 bytes.
    #[error("alias {alias} is too long")]
    TextTooLong {
        /// The entry's alias.
        alias: Alias,
    },
    /// More entries, certificates or bytes than a 31-bit number counts.
    #[error("the store is too large for JKS")]
    TooLarge,
}

/// Writes a store as JKS or JCEKS of the version it came from.
///
/// # Errors
/// What JKS cannot hold.
pub fn encode(store: &Store, password: &Password) -> Result<Vec<u8>, JksEncodeError> {
    let entries = store.all_entries();
    let mut bytes = Vec::with_capacity(entries.iter().map(expected_size).sum::<usize>() + 64);
    bytes.extend(if store.provenance.format == Format::Jceks { JCEKS_MAGIC } else { MAGIC });
    bytes.extend(store.provenance.version.to_be_bytes());
    put_count(&mut bytes, entries.len())?;
    for entry in entries {
        put_entry(&mut bytes, entry, store.provenance.version)?;
    }
    let digest = digest(password, &bytes);
    bytes.extend(digest);
    Ok(bytes)
}

fn expected_size(entry: &Entry) -> usize {
    entry.alias.as_str().len()
        + entry.certificates().iter().map(|certificate| certificate.der.len() + 11).sum::<usize>()
        + 64
}

fn put_entry(bytes: &mut Vec<u8>, entry: &Entry, version: u32) -> Result<(), JksEncodeError> {
    let alias = || entry.alias.clone();
    let kind = match &entry.content {
        Content::Trusted(_) => TRUSTED_CERTIFICATE,
        Content::PrivateKey { .. } => PRIVATE_KEY,
        Content::SecretKey(_) => return Err(JksEncodeError::SecretKey { alias: alias() }),
    };
    bytes.extend(kind.to_be_bytes());
    put_text(bytes, &entry.alias.utf16(), entry)?;
    bytes.extend(entry.created.unwrap_or_default().to_be_bytes());
    if let Content::PrivateKey { key, chain } = &entry.content {
        let ProtectedKey::Encrypted(key) = key else {
            return Err(JksEncodeError::PlainKey { alias: alias() });
        };
        put_count(bytes, key.len())?;
        bytes.extend_from_slice(key);
        put_count(bytes, chain.len())?;
    }
    for certificate in entry.certificates() {
        if version == 2 {
            let kind = certificate.kind.as_ref().map_or_else(|| Alias::from("X.509").utf16(), Alias::utf16);
            put_text(bytes, &kind, entry)?;
        }
        put_count(bytes, certificate.der.len())?;
        bytes.extend_from_slice(&certificate.der);
    }
    Ok(())
}

fn put_count(bytes: &mut Vec<u8>, count: usize) -> Result<(), JksEncodeError> {
    let count = i32::try_from(count).map_err(|_| JksEncodeError::TooLarge)?;
    bytes.extend(count.to_be_bytes());
    Ok(())
}

fn put_text(bytes: &mut Vec<u8>, units: &[u16], entry: &Entry) -> Result<(), JksEncodeError> {
    let text = modified_utf8::encode(units);
    let length =
        u16::try_from(text.len()).map_err(|_| JksEncodeError::TextTooLong { alias: entry.alias.clone() })?;
    bytes.extend(length.to_be_bytes());
    bytes.extend(text);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A JKS file of one certificate, under the password `p`.
    fn file(kind: &[u16]) -> Vec<u8> {
        let mut store = Store::new(Provenance { version: 2, ..Provenance::new(Format::Jks) });
        let certificate =
            Certificate { kind: Some(Alias::from_utf16(kind)), der: Slice::from(vec![0x30, 0]) };
        store.set("a", 5, Content::Trusted(certificate));
        encode(&store, &Password::new("p")).unwrap()
    }

    #[test]
    fn the_type_of_a_certificate_is_written_back_unit_for_unit() {
        let password = Password::new("p");
        for kind in [&[0x58, 0xd800, 0x59][..], &[0xdc00], &[], &[0x58, 0x2e, 0x35, 0x30, 0x39]] {
            let file = Arc::new(file(kind));
            let store = decode(Format::Jks, &file, Some(&password), Reading::Anything).unwrap();
            let read = store.entries().next().unwrap().certificate().unwrap().kind.as_ref();
            let is_usual = kind == Alias::from("X.509").utf16();
            assert_eq!(read.map(Alias::utf16), (!is_usual).then(|| kind.to_vec()));
            assert_eq!(encode(&store, &password).unwrap(), *file);
        }
    }

    #[test]
    fn what_follows_the_digest_belongs_to_no_store() {
        let password = Password::new("p");
        let file = file(&[0x59]);
        let longer = Arc::new([&file[..], b"more"].concat());
        let store = decode(Format::Jks, &longer, Some(&password), Reading::Anything).unwrap();
        assert_eq!(encode(&store, &password).unwrap(), file);
    }
}
