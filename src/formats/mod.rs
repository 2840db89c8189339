//! Bytes to model and back: the formats, told apart by their content.

use std::sync::Arc;

use thiserror::Error;

use crate::keystore::{Format, Order, Slice, Store};
use crate::machine::Machine;
use crate::secret::Password;
use crate::x509;

pub mod base64;
mod blocks;
pub mod certificates;
mod encoded;
mod foreign;
pub mod jar;
mod java_bag;
mod java_stream;
pub mod jceks;
pub mod jks;
pub mod keys;
mod modified_utf8;
pub mod pkcs12;
pub mod pkcs7;
pub mod requests;
mod scrutiny;

pub use encoded::Encoded;
pub use foreign::{Foreign, foreign};
pub use java_stream::StreamFault;
pub use jks::Reading;
pub use modified_utf8::TextFault;

/// The format of a keystore, by its first bytes and never by its name; `None` where it is none we know.
///
/// ```
/// use keytool_rs::formats::detect;
/// assert_eq!(detect(b"<html>"), None);
/// ```
pub fn detect(bytes: &[u8]) -> Option<Format> {
    if bytes.starts_with(&jks::MAGIC) {
        Some(Format::Jks)
    } else if bytes.starts_with(&jks::JCEKS_MAGIC) {
        Some(Format::Jceks)
    } else if starts_like_pkcs12(bytes) {
        Some(Format::Pkcs12)
    } else {
        None
    }
}

/// PFX ::= SEQUENCE { version INTEGER (3), authSafe SEQUENCE, … }; the bytes behind may be cut off.
fn starts_like_pkcs12(bytes: &[u8]) -> bool {
    let Some(body) = bytes.strip_prefix(&[0x30]) else { return false };
    let header = match body.first() {
        Some(0x80) => 1,
        Some(length @ 0x81..=0x84) => usize::from(length & 0x7f) + 1,
        Some(_) => 1,
        None => return false,
    };
    body.get(header..).is_some_and(|content| content.starts_with(&[0x02, 0x01, 0x03]))
}

/// Whether JDK 25's keytool recognises the format of a store without being told its type.
///
/// Java: goes by the first 24 bytes, and knows of PKCS#12 only some pairs of lengths of the lengths. Observed with every
/// pair and every value of every byte.
pub fn is_recognised_by_java(bytes: &[u8]) -> bool {
    const HEADER: usize = 24;
    const VERSION: &[u8] = &[0x02, 0x01, 0x03];
    const DATA: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01\xa0";
    if !bytes.starts_with(&[0x30]) {
        return detect(bytes).is_some();
    }
    // Octets of both lengths: one of any value, or as many as the first of them says.
    [(1, 1), (2, 2), (3, 2), (3, 3), (4, 3), (4, 4), (5, 4), (5, 5)].into_iter().any(|(outer, inner)| {
        let length = |octets: u8| match octets {
            1 => vec![None],
            octets => [vec![Some(0x7f + octets)], vec![None; usize::from(octets) - 1]].concat(),
        };
        let fixed = |octets: &[u8]| octets.iter().copied().map(Some).collect::<Vec<_>>();
        let header =
            [fixed(&[0x30]), length(outer), fixed(VERSION), fixed(&[0x30]), length(inner), fixed(DATA)];
        let content_length = bytes.get(header.concat().len()).copied().unwrap_or_default();
        let content_fits = match (outer, inner) {
            (2 | 3, 2) => content_length == 0x81,
            (3, 3) => content_length >> 4 == 8,
            _ => true,
        };
        bytes.len() >= HEADER
            && content_fits
            && header
                .concat()
                .iter()
                .zip(bytes)
                .take(HEADER)
                .all(|(wanted, byte)| wanted.is_none_or(|wanted| wanted == *byte))
    })
}

/// Why bytes are no keystore that can be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// The bytes begin like no keystore.
    #[error("not a keystore")]
    Unrecognised,
    /// A faulty JKS or JCEKS store.
    #[error("{0}")]
    Jks(#[from] jks::JksError),
    /// A PKCS#12 store with a certificate that Java cannot parse.
    #[error("a certificate of the store cannot be parsed by Java")]
    Certificate {
        /// What Java does not take.
        refusal: x509::Refusal,
        /// Whether it lies in an encrypted safe.
        is_encrypted: bool,
    },
    /// A faulty PKCS#12 store.
    #[error("{0}")]
    Pkcs12(#[from] pkcs12::Pkcs12Error),
}

impl DecodeError {
    /// Whether the password is what is wrong, as far as the format can tell.
    pub fn is_wrong_password(&self) -> bool {
        match self {
            Self::Jks(error) => *error == jks::JksError::WrongPassword,
            Self::Pkcs12(pkcs12::Pkcs12Error::WrongPassword { source, .. }) => source.is_wrong_password(),
            Self::Pkcs12(pkcs12::Pkcs12Error::MacMismatch { .. }) => true,
            _ => false,
        }
    }
}

/// Reads a keystore of the given format.
///
/// # Errors
/// [`DecodeError`], with the place of the fault.
pub fn decode(
    format: Format,
    bytes: &Arc<Vec<u8>>,
    password: Option<&Password>,
    reading: Reading,
) -> Result<Store, DecodeError> {
    match format {
        Format::Jks | Format::Jceks => Ok(jks::decode(format, bytes, password, reading)?),
        Format::Pkcs12 => {
            let whole = Slice::of(bytes, 0..bytes.len()).ok_or(DecodeError::Unrecognised)?;
            let store = pkcs12::decode(whole, password)?;
            if reading == Reading::AsJava {
                check_as_java(&store)?;
            }
            Ok(store)
        }
    }
}

/// Java: refuses parts that this program keeps, and parses every certificate, also those that it shows nowhere.
fn check_as_java(store: &Store) -> Result<(), DecodeError> {
    let Some(layout) = &store.provenance.layout else { return Ok(()) };
    if let Some(part) = &layout.refused_by_java {
        return Err(pkcs12::refused(part).into());
    }
    let (certificates, encrypted): (Vec<&Slice>, Vec<bool>) = layout.certificates().unzip();
    match scrutiny::first_refused(&certificates) {
        None => Ok(()),
        Some((index, refusal)) => {
            let is_encrypted = encrypted.get(index).copied().unwrap_or_default();
            Err(DecodeError::Certificate { refusal, is_encrypted })
        }
    }
}

/// Why a store cannot be written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum EncodeError {
    /// The format needs a password.
    #[error("a {} keystore needs a password", .0.java_name())]
    PasswordNeeded(Format),
    /// What JKS cannot hold.
    #[error("JKS: {0}")]
    Jks(#[from] jks::JksEncodeError),
    /// What PKCS#12 cannot hold.
    #[error("PKCS#12: {0}")]
    Pkcs12(#[from] pkcs12::EncodeError),
    /// A `keystore.pkcs12.…` property that makes no sense.
    #[error("{0}")]
    Settings(#[from] pkcs12::SettingsError),
}

/// Writes a keystore in the format of its provenance; `order` is that of the entries in a JKS or JCEKS.
///
/// # Errors
/// [`EncodeError`].
pub fn encode(
    store: &Store,
    order: Order,
    password: Option<&Password>,
    machine: &Machine,
) -> Result<Encoded, EncodeError> {
    match store.provenance.format {
        format @ (Format::Jks | Format::Jceks) => {
            let password = password.ok_or(EncodeError::PasswordNeeded(format))?;
            Ok(Encoded::sealed(jks::encode(store, order)?, password.clone()))
        }
        Format::Pkcs12 => {
            let settings = pkcs12::Pkcs12Settings::from_machine(machine)?;
            Ok(Encoded::whole(pkcs12::encode(store, password, &settings, machine)?))
        }
    }
}

/// Prepares a store for the password `new`: a PKCS#12 store's keys and safes are protected anew when it is encoded;
/// the keys of a JKS store have passwords of their own and keep them.
///
/// # Errors
/// Where a key does not open with `old`.
pub fn change_password(
    store: &mut Store,
    old: Option<&Password>,
    new: Option<&Password>,
    machine: &Machine,
) -> Result<(), EncodeError> {
    match store.provenance.format {
        Format::Pkcs12 => match (old, new) {
            (Some(old), Some(new)) => Ok(pkcs12::change_password(store, old, new, machine)?),
            _ => Ok(()),
        },
        Format::Jks | Format::Jceks => Ok(()),
    }
}
