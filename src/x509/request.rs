//! A certificate request (PKCS#10, RFC 2986) as Java accepts it.

use std::collections::HashMap;

use thiserror::Error;

use super::algorithm::Algorithm;
use super::der::{self, Bits, Input, Value};
use super::extension::Extensions;
use super::fault::Fault;
use super::key::PublicKey;
use super::name::{self, Name};
use super::time;

/// A request, borrowed from its DER. Whether its signature holds is not looked at.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    /// The signed part, with its header.
    pub body: &'a [u8],
    /// The subject.
    pub subject: Name<'a>,
    /// The public key.
    pub key: PublicKey<'a>,
    /// The attributes, in the order of the encoding; of several of one kind the last, in the place of the first.
    pub attributes: Vec<RequestAttribute<'a>>,
    /// The signature algorithm.
    pub algorithm: Algorithm<'a>,
    /// The signature.
    pub signature: Bits<'a>,
}

/// One attribute (RFC 2985).
#[derive(Debug, Clone)]
pub struct RequestAttribute<'a> {
    /// The content octets of its object identifier.
    pub kind: &'a [u8],
    /// Its value.
    pub value: AttributeValue<'a>,
}

/// The value of an attribute, as far as Java looks into it.
#[derive(Debug, Clone)]
pub enum AttributeValue<'a> {
    /// The extensions that are asked for.
    Extensions(Extensions<'a>),
    /// One text.
    Text(String),
    /// Any number of texts.
    Texts(Vec<String>),
    /// The content octets of an object identifier.
    Oid(&'a [u8]),
    /// An instant in milliseconds since 1970-01-01T00:00:00Z.
    Time(i64),
    /// What Java does not show: the SET, whole.
    Opaque(&'a [u8]),
}

/// Why Java refuses a request.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RequestFault {
    /// A fault in the encoding.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// Not three elements.
    #[error("not a request")]
    NotThree,
    /// Another version than the first.
    #[error("an unknown version")]
    Version,
    /// Something after the attributes.
    #[error("data after the attributes")]
    Extra,
    /// An attribute that is not an identifier and a set.
    #[error("an attribute without two components")]
    AttributeShape,
    /// Several values of an attribute that has one: its identifier's content octets.
    #[error("several values of an attribute")]
    ManyValues(Vec<u8>),
    /// No value of an attribute that has one. Java: an index out of bounds.
    #[error("an attribute without a value")]
    NoValue,
    /// A value of a type that does not belong to its attribute.
    #[error("tag 0x{found:02x} as the value of an attribute")]
    ValueTag {
        /// The content octets of the attribute's identifier.
        kind: Vec<u8>,
        /// The identifier octet found.
        found: u8,
        /// Those that belong here.
        wanted: &'static [u8],
    },
}

impl<'a> Request<'a> {
    /// Takes a request apart; what follows it is not looked at.
    ///
    /// # Errors
    /// [`RequestFault`] where Java refuses it.
    pub fn read(der: &'a [u8]) -> Result<Self, RequestFault> {
        let mut whole = Input::new(der);
        let mut parts = whole.sequence()?;
        let mut three = Vec::with_capacity(3);
        while !parts.is_empty() {
            let part = parts.value()?;
            // A fourth is enough to know; a forged request may have a million.
            if three.len() == 3 {
                parts.check_split()?;
                return Err(RequestFault::NotThree);
            }
            three.push(part);
        }
        let [body, algorithm, signature] = three.as_slice() else { return Err(RequestFault::NotThree) };
        let algorithm = Algorithm::read(algorithm)?;
        let signature = signature.bits()?;
        // Java: whatever the body is, it is looked into.
        let mut fields = body.inside();
        if fields.value()?.integer()?.iter().any(|octet| *octet != 0) {
            return Err(RequestFault::Version);
        }
        if fields.is_empty() {
            return Err(Fault::TooShort.into());
        }
        let subject = Name::read_field(&mut fields)?;
        let key = PublicKey::read(&fields.value()?)?;
        let attributes = if fields.is_empty() { Vec::new() } else { attributes(&fields.value()?)? };
        if !fields.is_empty() {
            return Err(RequestFault::Extra);
        }
        Ok(Self { body: body.raw, subject, key, attributes, algorithm, signature })
    }

    /// The extensions that are asked for, if any are.
    pub fn extensions(&self) -> Option<&Extensions<'a>> {
        self.attributes.iter().find_map(|attribute| match &attribute.value {
            AttributeValue::Extensions(extensions) => Some(extensions),
            _ => None,
        })
    }
}

impl<'a> RequestAttribute<'a> {
    /// An attribute from its DER, be it of a request or of a signature.
    ///
    /// # Errors
    /// [`RequestFault`] where Java refuses it.
    pub fn from_der(der: &'a [u8]) -> Result<Self, RequestFault> {
        attribute(&der::only(der)?)
    }
}

/// Java: the tag of the list is not looked at.
fn attributes<'a>(list: &Value<'a>) -> Result<Vec<RequestAttribute<'a>>, RequestFault> {
    list.inside().check_split()?;
    let mut input = list.inside();
    let mut found: Vec<RequestAttribute<'a>> = Vec::new();
    let mut places = HashMap::new();
    while !input.is_empty() {
        let attribute = attribute(&input.value()?)?;
        match places.get(attribute.kind).and_then(|place: &usize| found.get_mut(*place)) {
            Some(earlier) => *earlier = attribute,
            None => {
                places.insert(attribute.kind, found.len());
                found.push(attribute);
            }
        }
    }
    Ok(found)
}

const PKCS9: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9];
/// PrintableString, T61String, BMPString, UniversalString, UTF8String.
const DIRECTORY: &[u8] = &[0x13, 0x14, 0x1e, 0x1c, 0x0c];
/// The same and IA5String in front.
const ANY_TEXT: &[u8] = &[0x16, 0x13, 0x14, 0x1e, 0x1c, 0x0c];

/// How an attribute is checked: the tags it takes, and whether it has one value.
fn rule(kind: &[u8]) -> Option<(&'static [u8], bool)> {
    Some(match kind.strip_prefix(PKCS9)? {
        [1] => (&[0x16], false),
        [2] => (ANY_TEXT, false),
        [3] => (&[0x06], true),
        [4] => (&[0x04], true),
        [5] => (&[0x17, 0x18], true),
        [6] => (&[0x30], false),
        [7] => (DIRECTORY, true),
        [8] => (DIRECTORY, false),
        [14 | 52] | [16, 2, 12 | 14] => (&[0x30], true),
        _ => return None,
    })
}

fn attribute<'a>(value: &Value<'a>) -> Result<RequestAttribute<'a>, RequestFault> {
    // Java: counts the offsets from the start of the attribute.
    let value = Input::new(value.raw).value()?;
    if value.tag != der::SEQUENCE {
        return Err(Fault::UnexpectedTag { found: value.tag }.into());
    }
    value.inside().check_split()?;
    let mut inside = value.inside();
    let mut parts = Vec::with_capacity(2);
    while !inside.is_empty() {
        parts.push(inside.value()?);
        if parts.len() > 2 {
            break;
        }
    }
    let [kind, set] = parts.as_slice() else { return Err(RequestFault::AttributeShape) };
    let kind = kind.oid()?;
    if set.tag != der::SET {
        return Err(Fault::UnexpectedTag { found: set.tag }.into());
    }
    set.inside().check_split()?;
    let Some((wanted, is_single)) = rule(kind) else {
        return Ok(RequestAttribute { kind, value: AttributeValue::Opaque(set.raw) });
    };
    let mut values = Vec::new();
    let mut inside = set.inside();
    while !inside.is_empty() {
        values.push(inside.value()?);
    }
    if is_single && values.len() > 1 {
        return Err(RequestFault::ManyValues(kind.to_vec()));
    }
    if let Some(strange) = values.iter().find(|value| !wanted.contains(&value.tag)) {
        return Err(RequestFault::ValueTag { kind: kind.to_vec(), found: strange.tag, wanted });
    }
    let first = || values.first().ok_or(RequestFault::NoValue);
    let text = |value: &Value<'a>| name::text(value).unwrap_or_default().into_owned();
    let value = match kind.strip_prefix(PKCS9).unwrap_or_default() {
        [1 | 2 | 8] => AttributeValue::Texts(values.iter().map(text).collect()),
        [3] => AttributeValue::Oid(first()?.oid()?),
        [5] => AttributeValue::Time(time::instant(first()?)?.ok_or(RequestFault::NoValue)?),
        [7] => AttributeValue::Text(text(first()?)),
        [14] => AttributeValue::Extensions(Extensions::read(Input::new(first()?.raw))?),
        [6] => AttributeValue::Opaque(set.raw),
        _ => {
            first()?;
            AttributeValue::Opaque(set.raw)
        }
    };
    Ok(RequestAttribute { kind, value })
}
