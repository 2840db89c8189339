//! JKS, Sun's own keystore format, versions 1 and 2, and its sibling JCEKS.
//!
//! Nobody specified it; the layout is what JDKs write (all integers big-endian):
//! `FEEDFEED`, version, count, entries, SHA-1. An entry is a kind (1 private key, 2 trusted certificate), an alias in
//! modified UTF-8, a date in milliseconds, then for a key its protected bytes and its chain, for a certificate
//! itself; version 2 names each certificate's type. The SHA-1 is over the password in UTF-16BE, the words
//! "Mighty Aphrodite", and all bytes before it. JCEKS begins with `CECECECE` and has a third kind, secret keys, which
//! [`super::jceks`] reads and writes.

use std::sync::Arc;

use sha1::{Digest, Sha1};
use thiserror::Error;

use super::java_stream::StreamFault;
use super::jceks;
use super::modified_utf8::{self, TextFault};
use super::scrutiny::first_refused;
use crate::keystore::{
    Alias, Certificate, Content, Entry, Format, Integrity, Order, ProtectedKey, Provenance, Rope, Slice,
    Store,
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
/// The type of a certificate as nearly all are written: a counted text.
const X509: &[u8] = b"\0\x05X.509";

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
    /// A secret key of a JCEKS store is not what it should be.
    #[error("the secret key at offset {offset}: {fault}")]
    SecretKey {
        /// What is wrong with it.
        fault: StreamFault,
        /// Where it starts.
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
    // The digest takes as long as all the rest, and does not need it: nothing follows it in a store that is whole.
    let ahead = || digest(password?, [bytes.get(..signed_length)?]).into();
    let read = || read(format, bytes, password.is_some(), reading);
    let (ahead, read) = if bytes.len() < WORTH_A_THREAD { (None, read()) } else { rayon::join(ahead, read) };
    let (store, mut cursor) = read?;
    if let Some(password) = password {
        let signed = bytes.get(..cursor.position).unwrap_or_default();
        let found = cursor.take(DIGEST_LENGTH)?;
        let ahead = ahead.filter(|_| signed.len() == signed_length);
        if found != ahead.unwrap_or_else(|| digest(password, [signed])) {
            return Err(JksError::WrongPassword);
        }
    }
    Ok(store)
}

/// Reads all that the digest is over; the cursor stands behind it then.
fn read<'a>(
    format: Format,
    bytes: &'a Arc<Vec<u8>>,
    has_password: bool,
    reading: Reading,
) -> Result<(Store, Cursor<'a>), JksError> {
    let mut provenance = Provenance::new(format);
    if bytes.starts_with(&MAGIC) {
        provenance.found = Format::Jks;
    }
    provenance.integrity = if has_password { Integrity::Verified } else { Integrity::NotChecked };
    let mut store = Store::new(provenance);
    let mut cursor = Cursor { bytes, position: 0 };
    let read = cursor.read(&mut store, reading);
    // Java: parses each certificate when it comes to it, so one that it refuses is met before a fault behind it.
    if reading == Reading::AsJava {
        check_certificates(&store)?;
    }
    read.map(|()| (store, cursor))
}

fn check_certificates(store: &Store) -> Result<(), JksError> {
    let entries = store.all_entries().iter();
    let certificates =
        entries.flat_map(|entry| entry.certificates().iter().map(move |one| (entry, &one.der)));
    let (owners, ders): (Vec<&Entry>, Vec<&Slice>) = certificates.unzip();
    let Some((index, refusal)) = first_refused(&ders) else { return Ok(()) };
    match (owners.get(index), ders.get(index)) {
        (Some(owner), Some(der)) => {
            Err(JksError::Certificate { alias: owner.alias.clone(), refusal, offset: der.offset() })
        }
        _ => Ok(()),
    }
}

fn digest<'a>(password: &Password, signed: impl IntoIterator<Item = &'a [u8]>) -> [u8; DIGEST_LENGTH] {
    let mut sha1 = Sha1::new();
    sha1.update(password.utf16_be().expose());
    sha1.update(WHITENER);
    signed.into_iter().for_each(|part| sha1.update(part));
    sha1.finalize().into()
}

struct Cursor<'a> {
    bytes: &'a Arc<Vec<u8>>,
    position: usize,
}

impl<'a> Cursor<'a> {
    /// Reads all that the digest is over. Where that ends in a fault the store has what stands before it.
    fn read(&mut self, store: &mut Store, reading: Reading) -> Result<(), JksError> {
        let format = store.provenance.format;
        let magic = self.take(4)?;
        let version = self.number()?;
        let is_known = magic == MAGIC || (format == Format::Jceks && magic == JCEKS_MAGIC);
        if !is_known || !matches!(version, 1 | 2) {
            return Err(JksError::NoHeader);
        }
        store.provenance.version = version.unsigned_abs();
        let count = self.number()?;
        let most = self.bytes.len() / SMALL_ENTRY;
        store.reserve(usize::try_from(count).unwrap_or_default().min(most));
        for _ in 0..count {
            let offset = self.position;
            let kind = self.number()?;
            let is_known = match kind {
                PRIVATE_KEY | TRUSTED_CERTIFICATE => true,
                // Java: the reader of JCEKS takes secret keys in what begins like a JKS as well.
                SECRET_KEY => format == Format::Jceks,
                _ => false,
            };
            if !is_known {
                return Err(JksError::UnknownKind { kind, offset });
            }
            let alias = self.alias()?;
            let created = self.date()?;
            let (content, read) = if kind == SECRET_KEY {
                (Content::SecretKey(ProtectedKey::Sealed(self.sealed()?)), Ok(()))
            } else if kind == PRIVATE_KEY {
                let key = ProtectedKey::Encrypted(self.counted()?);
                let mut chain = Vec::new();
                let read = self.chain(&mut chain, version, reading);
                (Content::PrivateKey { key, chain }, read)
            } else {
                (Content::Trusted(self.certificate(version, reading)?), Ok(()))
            };
            let raw = Slice::of(self.bytes, offset..self.position);
            store.load_raw(alias, Some(created), content, raw);
            read?;
        }
        Ok(())
    }

    fn chain(
        &mut self,
        chain: &mut Vec<Certificate>,
        version: i32,
        reading: Reading,
    ) -> Result<(), JksError> {
        for _ in 0..self.number()? {
            chain.push(self.certificate(version, reading)?);
        }
        Ok(())
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

    /// A serialised object, which ends where it ends.
    fn sealed(&mut self) -> Result<Slice, JksError> {
        let offset = self.position;
        let rest = self.bytes.get(offset..).unwrap_or_default();
        let length = jceks::sealed_length(rest).map_err(|fault| JksError::SecretKey { fault, offset })?;
        self.take(length)?;
        Slice::of(self.bytes, offset..self.position).ok_or(JksError::Truncated { offset })
    }

    fn certificate(&mut self, version: i32, reading: Reading) -> Result<Certificate, JksError> {
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
        Ok(Certificate { kind, der: self.counted()? })
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

/// A store as JKS or JCEKS of the version it came from, but for the digest at its end.
///
/// # Errors
/// What JKS cannot hold.
pub(super) fn encode(store: &Store, order: Order) -> Result<Rope, JksEncodeError> {
    let entries = store.in_order(order);
    let mut rope = Rope::default();
    rope.push(if store.provenance.format == Format::Jceks { &JCEKS_MAGIC } else { &MAGIC });
    rope.push(&store.provenance.version.to_be_bytes());
    put_count(&mut rope, entries.len())?;
    for entry in entries {
        put_entry(&mut rope, entry, store.provenance.format, store.provenance.version)?;
    }
    Ok(rope)
}

/// The digest that ends a store.
pub(super) fn seal(password: &Password, content: &Rope) -> [u8; DIGEST_LENGTH] {
    digest(password, content.parts())
}

fn put_entry(rope: &mut Rope, entry: &Entry, format: Format, version: u32) -> Result<(), JksEncodeError> {
    if let Some(raw) = &entry.raw {
        rope.share(raw);
        return Ok(());
    }
    let alias = || entry.alias.clone();
    let kind = match &entry.content {
        Content::Trusted(_) => TRUSTED_CERTIFICATE,
        Content::PrivateKey { .. } => PRIVATE_KEY,
        Content::SecretKey(ProtectedKey::Sealed(_)) if format == Format::Jceks => SECRET_KEY,
        Content::SecretKey(_) => return Err(JksEncodeError::SecretKey { alias: alias() }),
    };
    rope.push(&kind.to_be_bytes());
    put_text(rope, &entry.alias, entry)?;
    rope.push(&entry.created.unwrap_or_default().to_be_bytes());
    if let Content::PrivateKey { key, chain } = &entry.content {
        let ProtectedKey::Encrypted(key) = key else {
            return Err(JksEncodeError::PlainKey { alias: alias() });
        };
        put_count(rope, key.len())?;
        rope.share(key);
        put_count(rope, chain.len())?;
    }
    if let Content::SecretKey(ProtectedKey::Sealed(sealed)) = &entry.content {
        rope.share(sealed);
    }
    for certificate in entry.certificates() {
        if version == 2 {
            match &certificate.kind {
                None => rope.push(X509),
                Some(kind) => put_text(rope, kind, entry)?,
            }
        }
        put_count(rope, certificate.der.len())?;
        rope.share(&certificate.der);
    }
    Ok(())
}

fn put_count(rope: &mut Rope, count: usize) -> Result<(), JksEncodeError> {
    let count = i32::try_from(count).map_err(|_| JksEncodeError::TooLarge)?;
    rope.push(&count.to_be_bytes());
    Ok(())
}

fn put_text(rope: &mut Rope, text: &Alias, entry: &Entry) -> Result<(), JksEncodeError> {
    let text = modified_utf8::encode(&text.utf16());
    let length =
        u16::try_from(text.len()).map_err(|_| JksEncodeError::TextTooLong { alias: entry.alias.clone() })?;
    rope.push(&length.to_be_bytes());
    rope.push(&text);
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
        sealed(&store)
    }

    fn sealed(store: &Store) -> Vec<u8> {
        let content = encode(store, Order::Kept).unwrap();
        let seal = seal(&Password::new("p"), &content);
        [content.to_vec(), seal.to_vec()].concat()
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
            assert_eq!(sealed(&store), *file);
        }
    }

    #[test]
    fn what_follows_the_digest_belongs_to_no_store() {
        let password = Password::new("p");
        let file = file(&[0x59]);
        let longer = Arc::new([&file[..], b"more"].concat());
        let store = decode(Format::Jks, &longer, Some(&password), Reading::Anything).unwrap();
        assert_eq!(sealed(&store), file);
    }
}
