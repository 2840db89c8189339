//! PKCS#7 messages as Java's `CertificateFactory` takes them for bundles: whole and sound, or for none at all.
//!
//! [`super::pkcs7`] takes out what is there. Java looks at everything first, at those who signed too, and reads the
//! bytes as one certificate where anything is wrong; where it looks away, that is said.

use super::pkcs7::Bag;
use crate::asn1::{Asn1Error, Element, Reader, Tag};
use crate::x509::{Algorithm, Certificate, Crl, Name, RequestAttribute};

const SIGNED_DATA: &str = "1.2.840.113549.1.7.2";
/// A SEQUENCE of certificates, as Netscape sent them.
const NETSCAPE_SEQUENCE: &str = "2.16.840.1.113730.2.5";

/// What the message carries that `der` begins with; `None` where Java takes it for none. What follows it is not looked
/// at.
pub(super) fn read(der: &[u8]) -> Option<Bag<'_>> {
    bag(der).ok().flatten()
}

fn bag(der: &[u8]) -> Result<Option<Bag<'_>>, Asn1Error> {
    // What is malformed is noticed below, where it counts.
    if let Ok(false) = has_short_lengths(&Reader::new(der).element()?) {
        return Ok(None);
    }
    let mut message = Reader::new(der).enter(Tag::SEQUENCE)?;
    let kind = message.element()?.oid()?;
    let outer = message.element()?;
    message.finish()?;
    // Java: `[0]` may be any other number, and be left out.
    let content = if matches!(outer.tag, Tag::SEQUENCE | Tag::SET) { outer } else { only(&outer)? };
    if kind.is(NETSCAPE_SEQUENCE) {
        return netscape(&content);
    }
    if kind.is(SIGNED_DATA) { signed_data(&content) } else { Ok(None) }
}

/// Whether all lengths within have at most four octets, as Java wants them.
fn has_short_lengths(element: &Element<'_>) -> Result<bool, Asn1Error> {
    let has_one_octet_tag = element.identifier() & 0x1f != 0x1f;
    if has_one_octet_tag && element.raw.get(1).is_some_and(|length| *length > 0x84) {
        return Ok(false);
    }
    if !element.constructed {
        return Ok(true);
    }
    let mut inside = element.inside()?;
    while let Some(element) = inside.next_element()? {
        if !has_short_lengths(&element)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The one element within another.
fn only<'a>(outer: &Element<'a>) -> Result<Element<'a>, Asn1Error> {
    let mut inside = outer.inside()?;
    let element = inside.element()?;
    inside.finish()?;
    Ok(element)
}

fn all<'a>(outer: &Element<'a>) -> Result<Vec<Element<'a>>, Asn1Error> {
    let mut inside = outer.inside()?;
    let mut found = Vec::new();
    while let Some(element) = inside.next_element()? {
        found.push(element);
    }
    Ok(found)
}

fn netscape<'a>(content: &Element<'a>) -> Result<Option<Bag<'a>>, Asn1Error> {
    let certificates: Vec<&[u8]> =
        all(&content.expect(Tag::SEQUENCE)?)?.iter().map(|element| element.raw).collect();
    let is_sound = certificates.iter().all(|der| Certificate::read(der).is_ok());
    Ok(is_sound.then_some(Bag { certificates, crls: Vec::new() }))
}

/// Java: whatever the tag of the content is, and whatever follows the signers.
fn signed_data<'a>(content: &Element<'a>) -> Result<Option<Bag<'a>>, Asn1Error> {
    let mut fields = content.inside()?;
    if fields.expect(Tag::INTEGER)?.content.is_empty() {
        return Ok(None);
    }
    let digests = all(&fields.expect(Tag::SET)?)?;
    if digests.iter().any(|digest| Algorithm::from_der(digest.raw).is_err()) {
        return Ok(None);
    }
    let mut inner = fields.enter(Tag::SEQUENCE)?;
    inner.element()?.oid()?;
    if let Some(explicit) = inner.next_element()? {
        only(&explicit)?;
        inner.finish()?;
    }
    let mut bag = Bag::default();
    if let Some(set) = fields.optional(Tag::context(0))? {
        // Attribute certificates and the like carry other tags.
        bag.certificates =
            all(&set)?.iter().filter(|one| one.tag == Tag::SEQUENCE).map(|one| one.raw).collect();
    }
    if let Some(set) = fields.optional(Tag::context(1))? {
        bag.crls = all(&set)?.iter().map(|one| one.raw).collect();
    }
    let signers = all(&fields.expect(Tag::SET)?)?;
    let is_sound = bag.certificates.iter().all(|der| Certificate::read(der).is_ok())
        && bag.crls.iter().all(|der| Crl::read(der).is_ok())
        && signers.iter().all(|signer| matches!(is_signer(signer), Ok(true)));
    Ok(is_sound.then_some(bag))
}

/// Whether it is a SignerInfo, signed attributes and all. Java: whatever its tag is; a subject key identifier does not
/// tell who signed.
fn is_signer(signer: &Element<'_>) -> Result<bool, Asn1Error> {
    let mut fields = signer.inside()?;
    fields.expect(Tag::INTEGER)?;
    let mut of_whom = fields.enter(Tag::SEQUENCE)?;
    let (issuer, _serial) = (of_whom.element()?, of_whom.expect(Tag::INTEGER)?);
    of_whom.finish()?;
    let digest = fields.element()?;
    let signed = fields.optional(Tag::context(0))?;
    let algorithm = fields.element()?;
    fields.expect(Tag::OCTET_STRING)?;
    let unsigned = fields.optional(Tag::context(1))?;
    fields.finish()?;
    let mut attributes = Vec::new();
    for set in [signed, unsigned].into_iter().flatten() {
        attributes.extend(all(&set)?);
    }
    Ok(Name::from_der(issuer.raw).is_ok()
        && Algorithm::from_der(digest.raw).is_ok()
        && Algorithm::from_der(algorithm.raw).is_ok()
        && attributes.iter().all(|attribute| RequestAttribute::from_der(attribute.raw).is_ok()))
}
