//! One SafeBag (RFC 7292, 4.2): its kind, its value, and the attributes that Java looks at.

use super::der::{
    all, constructed, explicit, is_explicit_0, is_sequence, is_set, next, octets, oid, required,
};
use super::fault::{At, DerFault, Pkcs12Error};
use crate::asn1::{Element, Oid, Reader, Tag};
use crate::keystore::{Alias, RefusedByJava, Slice};

pub(super) const SHROUDED_KEY_BAG: &str = "1.2.840.113549.1.12.10.1.2";
pub(super) const CERT_BAG: &str = "1.2.840.113549.1.12.10.1.3";
const CRL_BAG: &str = "1.2.840.113549.1.12.10.1.4";
pub(super) const SECRET_BAG: &str = "1.2.840.113549.1.12.10.1.5";
pub(super) const X509_CERTIFICATE: &str = "1.2.840.113549.1.9.22.1";
pub(super) const FRIENDLY_NAME: &str = "1.2.840.113549.1.9.20";
pub(super) const LOCAL_KEY_ID: &str = "1.2.840.113549.1.9.21";
/// Java's mark of a certificate that is trusted (RFC 7292 has none).
pub(super) const TRUSTED_KEY_USAGE: &str = "2.16.840.1.113894.746875.1.1";
pub(super) const ANY_EXTENDED_KEY_USAGE: &str = "2.5.29.37.0";

/// What a bag holds, as far as Java looks.
#[derive(Debug)]
pub(super) enum Value {
    /// A shrouded key.
    PrivateKey(Slice),
    /// A shrouded secret key.
    SecretKey(Slice),
    /// A certificate.
    Certificate(Slice),
    /// Anything else.
    Other,
}

/// The attributes that Java looks at.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    pub(super) friendly_name: Option<Alias>,
    pub(super) local_key_id: Option<Vec<u8>>,
    pub(super) trusted: bool,
}

/// Reads the bag `element`, a part of `buffer`.
pub(super) fn read(
    buffer: &Slice,
    element: &Element<'_>,
    refused: &mut Option<RefusedByJava>,
) -> Result<(Value, Attributes), Pkcs12Error> {
    let mut fields = constructed(element)?;
    let kind = oid(&required(&mut fields)?)?.to_string();
    let holder = required(&mut fields)?;
    if !is_explicit_0(&holder) {
        let fault = DerFault::BagValueType(holder.identifier());
        return Err(At { fault, offset: holder.offset }.into());
    }
    let value = explicit(&holder)?;
    let value = match kind.as_str() {
        SHROUDED_KEY_BAG => Value::PrivateKey(buffer.part(value.raw)),
        CERT_BAG => certificate(buffer, &value, refused)?,
        SECRET_BAG => Value::SecretKey(inner_octets(buffer, &value)?),
        _ => Value::Other,
    };
    Ok((value, attributes(fields)?))
}

fn certificate(
    buffer: &Slice,
    value: &Element<'_>,
    refused: &mut Option<RefusedByJava>,
) -> Result<Value, Pkcs12Error> {
    let holder = typed_value(value, DerFault::CertificateBagLength)?;
    if !is_explicit_0(&holder) {
        let fault = DerFault::CertificateValueType(holder.identifier());
        return Err(At { fault, offset: holder.offset }.into());
    }
    let octet_string = explicit(&holder)?;
    if octet_string.tag != Tag::OCTET_STRING {
        refused.get_or_insert(RefusedByJava::CertificateValue(octet_string.identifier()));
        return Ok(Value::Other);
    }
    let certificate = slice(buffer, &octet_string)?;
    Ok(Value::Certificate(first_element(certificate)))
}

/// Whether the content of a safe holds nothing but certificates, CRLs, and keys that are encrypted by themselves.
pub(super) fn all_public(content: &[u8]) -> bool {
    let is_public = |bag: Element<'_>| {
        let kind = bag.inside().and_then(|mut fields| fields.element()?.oid());
        kind.is_ok_and(|kind| [CERT_BAG, SHROUDED_KEY_BAG, CRL_BAG].into_iter().any(|public| kind.is(public)))
    };
    super::der::sequence(&mut Reader::new(content)).is_ok_and(|bags| bags.into_iter().all(is_public))
}

/// Java: reads one certificate from the octets and ignores what follows.
fn first_element(octets: Slice) -> Slice {
    match Reader::new(&octets).next_element() {
        Ok(Some(element)) if element.tag == Tag::SEQUENCE && element.raw.len() < octets.len() => {
            octets.part(element.raw)
        }
        _ => octets,
    }
}

fn inner_octets(buffer: &Slice, value: &Element<'_>) -> Result<Slice, Pkcs12Error> {
    let holder = typed_value(value, DerFault::CertificateBagLength)?;
    slice(buffer, &explicit(&holder)?)
}

/// The second field of `SEQUENCE { type OBJECT IDENTIFIER, value [0] … }`.
fn typed_value<'a>(value: &Element<'a>, wrong_length: DerFault) -> Result<Element<'a>, Pkcs12Error> {
    if !is_sequence(value) {
        return Err(At { fault: DerFault::NotTheCorrectTag, offset: value.offset }.into());
    }
    let fields = all(value.inside().map_err(At::from)?)?;
    let [kind, holder] = fields.as_slice() else {
        return Err(At { fault: wrong_length, offset: value.offset }.into());
    };
    oid(kind)?;
    Ok(*holder)
}

/// The octets of an OCTET STRING as a slice of `buffer`, or of their own where they come in segments.
pub(super) fn slice(buffer: &Slice, octet_string: &Element<'_>) -> Result<Slice, Pkcs12Error> {
    Ok(match octets(octet_string)? {
        std::borrow::Cow::Borrowed(part) => buffer.part(part),
        std::borrow::Cow::Owned(joined) => Slice::from(joined),
    })
}

/// Java: attributes that are no well-formed SET are no attributes; but within one, they must be attributes.
fn attributes(mut fields: Reader<'_>) -> Result<Attributes, Pkcs12Error> {
    let mut found = Attributes::default();
    let set = match next(&mut fields, 0) {
        Ok(Some(set)) if is_set(&set) => set,
        _ => return Ok(found),
    };
    let Ok(attributes) = set.inside().map_err(At::from).and_then(all) else {
        return Ok(found);
    };
    for attribute in attributes {
        if !is_sequence(&attribute) {
            return Err(At { fault: DerFault::NotTheCorrectTag, offset: attribute.offset }.into());
        }
        let parts = all(attribute.inside().map_err(At::from)?)?;
        let [kind, values] = parts.as_slice() else {
            return Err(At { fault: DerFault::AttributeLength, offset: attribute.offset }.into());
        };
        let kind = oid(kind)?;
        let values = attribute_values(&kind, values)?;
        found.note(&kind.to_string(), &values, attribute.offset)?;
    }
    Ok(found)
}

fn attribute_values<'a>(kind: &Oid, values: &Element<'a>) -> Result<Vec<Element<'a>>, Pkcs12Error> {
    let wrap = |At { fault, offset }| Pkcs12Error::Attribute { attribute: kind.clone(), fault, offset };
    if !is_set(values) {
        return Err(wrap(At { fault: DerFault::NotTheCorrectTag, offset: values.offset }));
    }
    values.inside().map_err(At::from).and_then(all).map_err(wrap)
}

impl Attributes {
    fn note(&mut self, kind: &str, values: &[Element<'_>], offset: usize) -> Result<(), At> {
        let first = || values.first().ok_or(At { fault: DerFault::NoAttributeValue, offset });
        match kind {
            FRIENDLY_NAME => {
                let value = first()?;
                if value.tag != Tag::BMP_STRING || value.constructed {
                    return Err(At {
                        fault: DerFault::NotBmpString(value.identifier()),
                        offset: value.offset,
                    });
                }
                self.friendly_name = Some(Alias::from(java_utf16(value.content)));
            }
            LOCAL_KEY_ID => self.local_key_id = Some(octets(first()?)?.into_owned()),
            TRUSTED_KEY_USAGE => {
                values.iter().try_for_each(|usage| oid(usage).map(drop))?;
                self.trusted = true;
            }
            _ => {}
        }
        Ok(())
    }
}

/// UTF-16BE as Java decodes it. Java: a high surrogate takes what follows it into the replacement character.
fn java_utf16(octets: &[u8]) -> String {
    let (pairs, rest) = octets.as_chunks::<2>();
    let mut units = pairs.iter().map(|pair| u16::from_be_bytes(*pair));
    let mut text = String::with_capacity(pairs.len());
    while let Some(unit) = units.next() {
        let character = match unit {
            0xd800..0xdc00 => units.next().and_then(|low| char::decode_utf16([unit, low]).next()?.ok()),
            _ => char::from_u32(unit.into()),
        };
        text.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    if !rest.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    text
}

/// Java's creation date in a localKeyId: `Time ` and milliseconds.
pub(super) fn created(local_key_id: &[u8]) -> Option<i64> {
    std::str::from_utf8(local_key_id).ok()?.strip_prefix("Time ")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_java_reads_them() {
        for (id, date) in [
            ("Time 5", Some(5)),
            ("Time -5", Some(-5)),
            ("Time +8", Some(8)),
            ("Time 9223372036854775807", Some(i64::MAX)),
            ("Time 9223372036854775808", None),
            ("Time  7", None),
            ("Time 12 ", None),
            ("time 12", None),
            ("Time ", None),
            ("01", None),
        ] {
            assert_eq!(created(id.as_bytes()), date, "{id}");
        }
    }

    #[test]
    fn names_are_decoded_as_java_decodes_them() {
        for (units, text) in [
            (&[0xd8, 0, 0, 0x62, 0, 0x63][..], "\u{fffd}c"),
            (&[0xdc, 0, 0, 0x62], "\u{fffd}b"),
            (&[0, 0x61, 0xd8, 0], "a\u{fffd}"),
            (&[0xd8, 0, 0xd8, 1, 0xdc, 1, 0, 0x7a], "\u{fffd}\u{fffd}z"),
            (&[0xd8, 0x34, 0xdd, 0x1e], "\u{1d11e}"),
            (&[0, 0x61, 0x62], "a\u{fffd}"),
        ] {
            assert_eq!(java_utf16(units), text);
        }
    }
}
