//! A certificate revocation list (RFC 5280, 5) as Java accepts it.

use std::rc::Rc;

use thiserror::Error;

use super::algorithm::Algorithm;
use super::der::{self, Bits, Input, Value};
use super::extension::{Body, CrlExtensionFault, Extensions, GeneralName, Known};
use super::fault::Fault;
use super::name::Name;
use super::time;

/// A CRL, borrowed from its DER.
#[derive(Debug, Clone)]
pub struct Crl<'a> {
    /// The signed part, with its header.
    pub body: &'a [u8],
    /// The version as people count it: 1 or 2.
    pub version: u8,
    /// The signature algorithm.
    pub algorithm: Algorithm<'a>,
    /// The signature.
    pub signature: Bits<'a>,
    /// The issuer.
    pub issuer: Name<'a>,
    /// When it was made, in milliseconds since 1970-01-01T00:00:00Z.
    pub this_update: i64,
    /// When the next one comes, in the same unit.
    pub next_update: Option<i64>,
    /// What is revoked, in the order of the encoding.
    pub entries: Vec<CrlEntry<'a>>,
    /// Its own extensions; `None` where there is not even an empty list.
    pub extensions: Option<Extensions<'a>>,
}

/// One revoked certificate.
#[derive(Debug, Clone)]
pub struct CrlEntry<'a> {
    /// Its serial number: two's complement, big-endian, as encoded.
    pub serial: &'a [u8],
    /// When it was revoked, in milliseconds since 1970-01-01T00:00:00Z.
    pub revoked: i64,
    /// What more is said of it; `None` where there is not even an empty list.
    pub extensions: Option<Extensions<'a>>,
    /// Its issuer's DER, where that is said here or in an entry before and is not the one of the CRL.
    issuer: Option<Rc<[u8]>>,
}

impl CrlEntry<'_> {
    /// Its issuer, where that is said here or in an entry before and is not the one of the CRL.
    pub fn issuer(&self) -> Option<Name<'_>> {
        Name::from_der(self.issuer.as_deref()?).ok()
    }
}

/// Why Java refuses a CRL.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CrlFault {
    /// A fault in the encoding.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// A fault in an entry.
    #[error("an entry: {0}")]
    Entry(Fault),
    /// The extensions of the CRL or of an entry.
    #[error(transparent)]
    Extensions(CrlExtensionFault),
    /// Not a SEQUENCE.
    #[error("not a CRL")]
    NotSequence,
    /// Octets after the signature.
    #[error("{octets} octets after the signature")]
    SignedOverrun {
        /// How many.
        octets: usize,
    },
    /// The body is not a SEQUENCE.
    #[error("the body is not a SEQUENCE")]
    BodyNotSequence,
    /// A version that is not 2 (encoded as 1).
    #[error("an unknown version")]
    Version,
    /// The signature algorithm within the body differs from the one after it.
    #[error("signature algorithms differ")]
    AlgorithmMismatch,
    /// An empty issuer.
    #[error("an empty issuer")]
    EmptyIssuer,
    /// The time of this CRL is no time.
    #[error("tag 0x{found:02x} instead of a time")]
    ThisUpdateTag {
        /// The identifier octet found.
        found: u8,
    },
    /// An entry is not a SEQUENCE.
    #[error("an entry is not a SEQUENCE")]
    EntryNotSequence,
    /// An entry that holds nothing.
    #[error("an empty entry")]
    EntryEmpty,
    /// The time of a revocation is no time.
    #[error("a revocation without a time")]
    RevocationTag,
    /// The certificate issuer of an entry is no distinguished name.
    #[error("the certificate issuer is no distinguished name")]
    EntryIssuer,
}

impl<'a> Crl<'a> {
    /// Takes a CRL apart.
    ///
    /// # Errors
    /// [`CrlFault`] where Java's certificate factory refuses it.
    pub fn read(der: &'a [u8]) -> Result<Self, CrlFault> {
        let whole = der::only(der)?;
        if whole.tag != der::SEQUENCE {
            return Err(CrlFault::NotSequence);
        }
        let mut parts = whole.inside();
        let (body, algorithm, signature) = (parts.value()?, parts.value()?, parts.value()?);
        if !parts.is_empty() {
            return Err(CrlFault::SignedOverrun { octets: parts.remaining() });
        }
        if body.tag != der::SEQUENCE {
            return Err(CrlFault::BodyNotSequence);
        }
        // Java: what stands beside the body is looked at after it.
        let mut crl = Self::read_body(&body)?;
        if Algorithm::read(&algorithm)? != crl.algorithm {
            return Err(CrlFault::AlgorithmMismatch);
        }
        crl.signature = signature.bits()?;
        Ok(crl)
    }

    fn read_body(body: &Value<'a>) -> Result<Self, CrlFault> {
        let mut fields = body.inside();
        let mut version = 1;
        if fields.peek()? == der::INTEGER {
            if fields.value()?.small()? != 1 {
                return Err(CrlFault::Version);
            }
            version = 2;
        }
        let algorithm = Algorithm::read(&fields.value()?)?;
        let issuer = Name::read_field(&mut fields)?;
        if issuer.is_empty() {
            return Err(CrlFault::EmptyIssuer);
        }
        let found = fields.peek()?;
        if !is_time(found) {
            return Err(CrlFault::ThisUpdateTag { found });
        }
        let this_update = time::instant(&fields.value()?)?.ok_or(CrlFault::ThisUpdateTag { found })?;
        let mut crl = Self {
            body: body.raw,
            version,
            algorithm,
            signature: Bits { octets: &[], unused: 0 },
            issuer,
            this_update,
            next_update: None,
            entries: Vec::new(),
            extensions: None,
        };
        if fields.peek().is_ok_and(is_time) {
            crl.next_update = time::instant(&fields.value()?)?;
        }
        if fields.peek().is_ok_and(|tag| tag == der::SEQUENCE) {
            crl.entries = entries(&fields.value()?, &crl.issuer)?;
        }
        if !fields.is_empty() {
            let last = fields.value()?;
            // Java: what else stands here is passed over.
            if last.is_context_constructed(0) {
                crl.extensions = Some(read_extensions(last.inside())?);
            }
        }
        Ok(crl)
    }
}

fn is_time(tag: u8) -> bool {
    tag == der::UTC_TIME || tag == der::GENERALIZED_TIME
}

fn read_extensions(content: Input<'_>) -> Result<Extensions<'_>, CrlFault> {
    Extensions::read_of_crl(content).map_err(CrlFault::Extensions)
}

fn entries<'a>(list: &Value<'a>, issuer: &Name<'a>) -> Result<Vec<CrlEntry<'a>>, CrlFault> {
    list.inside().check_split()?;
    let mut input = list.inside();
    let mut entries = Vec::new();
    let mut other: Option<Rc<[u8]>> = None;
    while !input.is_empty() {
        let mut entry = entry(&input.value()?)?;
        note_issuer(&entry, issuer, &mut other)?;
        entry.issuer.clone_from(&other);
        entries.push(entry);
    }
    Ok(entries)
}

/// Takes note of the issuer that an entry names, for itself and those after it.
fn note_issuer(
    entry: &CrlEntry<'_>,
    of_crl: &Name<'_>,
    other: &mut Option<Rc<[u8]>>,
) -> Result<(), CrlFault> {
    let extensions = entry.extensions.as_ref();
    let Some(extension) = extensions.and_then(|extensions| extensions.find(Known::CertificateIssuer)) else {
        return Ok(());
    };
    match extension.body() {
        Ok(Body::Names(names)) => {
            let directory = names.iter().find_map(|name| match name {
                GeneralName::Directory(name) => Some(name),
                _ => None,
            });
            let name = directory.ok_or(CrlFault::EntryIssuer)?;
            *other = (!name.matches(of_crl)).then(|| Rc::from(name.raw()));
            Ok(())
        }
        _ => Err(CrlFault::EntryIssuer),
    }
}

fn entry<'a>(value: &Value<'a>) -> Result<CrlEntry<'a>, CrlFault> {
    if value.tag != der::SEQUENCE {
        return Err(CrlFault::EntryNotSequence);
    }
    let mut fields = value.inside();
    if fields.is_empty() {
        return Err(CrlFault::EntryEmpty);
    }
    let serial = fields.value().and_then(|value| value.integer()).map_err(CrlFault::Entry)?;
    if !is_time(fields.peek().map_err(CrlFault::Entry)?) {
        return Err(CrlFault::RevocationTag);
    }
    let date = fields.value().map_err(CrlFault::Entry)?;
    let revoked = time::instant(&date).map_err(CrlFault::Entry)?.ok_or(CrlFault::RevocationTag)?;
    let extensions = if fields.is_empty() { None } else { Some(read_extensions(fields)?) };
    Ok(CrlEntry { serial, revoked, extensions, issuer: None })
}
