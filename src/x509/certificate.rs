//! One certificate: its fields, and whether Java accepts it.

use std::borrow::Cow;
use std::net::{Ipv4Addr, Ipv6Addr};

use super::algorithm::Algorithm;
use super::der::{self, Bits, Input, Value};
use super::extension::{Body, Extension, Extensions, GeneralName, Known, PathLength};
use super::fault::{Fault, Place, Refusal, Shape};
use super::key::PublicKey;
use super::name::Name;
use super::time;

/// A certificate that Java accepts, borrowed from its DER.
#[derive(Debug, Clone)]
pub struct Certificate<'a> {
    /// The whole certificate.
    pub der: &'a [u8],
    /// The signed part, with its header.
    pub tbs: &'a [u8],
    /// The signature.
    pub signature: Bits<'a>,
    /// The signature algorithm.
    pub algorithm: Algorithm<'a>,
    /// The version as people count it: 1, 2 or 3, and what else a maker wrote.
    pub version: i32,
    /// The serial number: two's complement, big-endian, as encoded.
    pub serial: &'a [u8],
    /// The issuer.
    pub issuer: Name<'a>,
    /// The subject.
    pub subject: Name<'a>,
    /// The start of the validity, in seconds since 1970-01-01T00:00:00Z.
    pub not_before: i64,
    /// The end of the validity, in seconds since 1970-01-01T00:00:00Z.
    pub not_after: i64,
    /// Start and end of the validity in milliseconds since 1970-01-01T00:00:00Z, by which Java judges: both ends belong
    /// to it.
    pub validity: [i64; 2],
    /// The public key.
    pub key: PublicKey<'a>,
    /// The extensions, in the order of the encoding.
    pub extensions: Extensions<'a>,
}

impl<'a> Certificate<'a> {
    /// Takes a certificate apart.
    ///
    /// # Errors
    /// [`Refusal`] where Java's certificate factory refuses it.
    pub fn read(der: &'a [u8]) -> Result<Self, Refusal> {
        let der = der::first_block(der)?;
        let whole = der::only(der).map_err(at(Place::Whole))?;
        if whole.tag != der::SEQUENCE {
            return Err(Refusal::NotACertificate);
        }
        let outer = at(Place::Outer);
        let mut parts = whole.inside();
        let (body, algorithm, signature) =
            (parts.value().map_err(&outer)?, parts.value().map_err(&outer)?, parts.value().map_err(&outer)?);
        if !parts.is_empty() {
            return Err(Refusal::SignedOverrun { octets: parts.remaining() });
        }
        if body.tag != der::SEQUENCE {
            return Err(Refusal::BodyNotSequence);
        }
        let algorithm = Algorithm::read(&algorithm).map_err(&outer)?;
        let signature = signature.bits().map_err(&outer)?;
        Self::read_body(der, &body, algorithm, signature)
    }

    fn read_body(
        der: &'a [u8],
        body: &Value<'a>,
        algorithm: Algorithm<'a>,
        signature: Bits<'a>,
    ) -> Result<Self, Refusal> {
        let fault = at(Place::Body);
        let mut fields = body.inside();
        let mut next = fields.value().map_err(&fault)?;
        let mut version = 1;
        if next.is_context(0) {
            // Java: one that is not constructed is skipped unread.
            if next.is_constructed() {
                let number = next.inside().value().map_err(&fault)?.small().map_err(&fault)?;
                version = number.wrapping_add(1);
            }
            next = fields.value().map_err(&fault)?;
        }
        let serial = next.integer().map_err(&fault)?;
        let inner_algorithm = Algorithm::read(&fields.value().map_err(&fault)?).map_err(&fault)?;
        let issuer = Name::read_field(&mut fields).map_err(&fault)?;
        if issuer.is_empty() {
            return Err(Refusal::EmptyIssuer);
        }
        let validity = validity(&fields.value().map_err(&fault)?).map_err(&fault)?;
        let subject = Name::read_field(&mut fields).map_err(&fault)?;
        if version == 1 && subject.is_empty() {
            return Err(Refusal::EmptySubjectInVersion1);
        }
        let key = PublicKey::read(&fields.value().map_err(&fault)?).map_err(at(Place::Key))?;
        let extensions = read_tail(version, &mut fields, subject.is_empty())?;
        if inner_algorithm != algorithm {
            return Err(Refusal::AlgorithmMismatch);
        }
        Ok(Self {
            der,
            tbs: body.raw,
            signature,
            algorithm,
            version,
            serial,
            issuer,
            subject,
            not_before: validity[0].div_euclid(1000),
            not_after: validity[1].div_euclid(1000),
            validity,
            key,
            extensions,
        })
    }

    /// Whether issuer and subject are the same name for Java.
    pub fn is_self_issued(&self) -> bool {
        self.issuer.matches(&self.subject)
    }

    /// The body of the extension that Java takes for `known`; `None` where absent or unparseable.
    pub fn extension(&self, known: Known) -> Option<Body<'_>> {
        self.extensions.find(known)?.body().ok()
    }

    /// Whether the basic constraints say that it is a CA.
    pub fn is_ca(&self) -> bool {
        matches!(self.extension(Known::BasicConstraints), Some(Body::BasicConstraints { ca: true, .. }))
    }

    /// The path length of a CA's basic constraints: how many intermediates may follow it; `None` without a limit.
    pub fn path_length(&self) -> Option<u32> {
        match self.extension(Known::BasicConstraints) {
            Some(Body::BasicConstraints { ca: true, path_length: PathLength::At(length) }) => {
                u32::try_from(length).ok()
            }
            _ => None,
        }
    }

    /// The key usage bits: digitalSignature is bit 0, keyCertSign bit 5 (RFC 5280, 4.2.1.3).
    pub fn key_usage(&self) -> Option<Bits<'_>> {
        match self.extension(Known::KeyUsage) {
            Some(Body::KeyUsage(bits)) => Some(bits),
            _ => None,
        }
    }

    /// The content octets of the extended key usages; `None` without the extension.
    pub fn extended_key_usages(&self) -> Option<Vec<&[u8]>> {
        match self.extension(Known::ExtendedKeyUsage) {
            Some(Body::ExtendedKeyUsage(purposes)) => Some(purposes),
            _ => None,
        }
    }

    /// The subject alternative names; empty without the extension.
    pub fn alternative_names(&self) -> Vec<GeneralName<'_>> {
        match self.extension(Known::SubjectAlternativeName) {
            Some(Body::Names(names)) => names,
            _ => Vec::new(),
        }
    }

    /// The DNS names and addresses among the alternative names, as a person writes them.
    pub fn host_names(&self) -> Vec<String> {
        let names = self.alternative_names();
        let written = |name: &GeneralName<'_>| match name {
            GeneralName::Dns(name) => Some(String::from_utf8_lossy(name.as_bytes()).into_owned()),
            GeneralName::Ip(octets) => match **octets {
                [a, b, c, d] => Some(Ipv4Addr::new(a, b, c, d).to_string()),
                _ => <[u8; 16]>::try_from(*octets).ok().map(|octets| Ipv6Addr::from(octets).to_string()),
            },
            _ => None,
        };
        names.iter().filter_map(written).collect()
    }

    /// The subject key identifier.
    pub fn subject_key_id(&self) -> Option<Cow<'_, [u8]>> {
        match self.extension(Known::SubjectKeyIdentifier) {
            Some(Body::SubjectKeyIdentifier(octets)) => Some(octets),
            _ => None,
        }
    }
}

impl<'a> PublicKey<'a> {
    /// The key of a certificate that [`Certificate::read`] has accepted before, without looking at the rest again;
    /// `None` or any key where it has not.
    pub fn of_accepted(der: &'a [u8]) -> Option<Self> {
        let mut fields = Input::new(der).value().ok()?.inside().value().ok()?.inside();
        if fields.value().ok()?.is_context(0) {
            fields.value().ok()?;
        }
        // Signature algorithm, issuer, validity, subject.
        for _ in 0..4 {
            fields.value().ok()?;
        }
        Self::read(&fields.value().ok()?).ok()
    }
}

fn at(place: Place) -> impl Fn(Fault) -> Refusal {
    move |fault| Refusal::Fault { place, fault }
}

fn validity(value: &Value<'_>) -> Result<[i64; 2], Fault> {
    if value.tag != der::SEQUENCE {
        return Err(Fault::Malformed(Shape::ValidityNotSequence));
    }
    let malformed = Fault::Malformed(Shape::Validity);
    if value.content.is_empty() {
        return Err(Fault::Malformed(Shape::ValidityEmpty));
    }
    let mut times = Vec::with_capacity(2);
    // Java: counts the offsets from the start of this element.
    let mut input = value.inside().as_inside();
    while !input.is_empty() {
        times.push(input.value()?);
    }
    let [from, until] = times.as_slice() else { return Err(malformed) };
    let from = time::instant(from)?.ok_or(malformed.clone())?;
    let until = time::instant(until)?.ok_or(malformed)?;
    Ok([from, until])
}

/// What follows the key: unique identifiers, which nothing shows, and the extensions.
fn read_tail<'a>(version: i32, fields: &mut Input<'a>, unnamed: bool) -> Result<Extensions<'a>, Refusal> {
    let fault = at(Place::Body);
    let mut extensions = Extensions::default();
    if fields.is_empty() {
        return Ok(extensions);
    }
    if version == 1 {
        return Err(Refusal::DataInVersion1);
    }
    let mut next = fields.value().map_err(&fault)?;
    for unique in [1, 2] {
        if next.is_context(unique) {
            Bits::read(next.content).map_err(&fault)?;
            if fields.is_empty() {
                return Ok(extensions);
            }
            next = fields.value().map_err(&fault)?;
        }
    }
    if version != 3 {
        return Err(Refusal::ExtensionsInVersion2);
    }
    if next.is_context_constructed(3) {
        extensions = Extensions::read(next.inside()).map_err(&fault)?;
        if unnamed {
            check_unnamed(&extensions)?;
        }
    } else if unnamed {
        return Err(Refusal::NoExtensions);
    }
    Ok(extensions)
}

/// A certificate without a subject needs critical alternative names.
fn check_unnamed(extensions: &Extensions<'_>) -> Result<(), Refusal> {
    let names: &Extension<'_> =
        extensions.find(Known::SubjectAlternativeName).ok_or(Refusal::NoAlternativeNames)?;
    if names.body().is_err() {
        return Err(Refusal::NoAlternativeNames);
    }
    if names.critical { Ok(()) } else { Err(Refusal::AlternativeNamesNotCritical) }
}
