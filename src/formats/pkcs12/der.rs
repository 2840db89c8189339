//! Elements taken as Java's reader takes them, so that what it refuses is refused, and for the same reason.

use super::fault::{At, DerFault};
use crate::asn1::{Class, Element, Oid, Reader, Tag};

/// The one element a file is, whatever comes after it.
pub(super) fn outermost(bytes: &[u8]) -> Result<Element<'_>, At> {
    let at = |fault| At { fault, offset: 0 };
    match bytes {
        [] => return Err(at(DerFault::Empty)),
        [_] => return Err(at(DerFault::OneByte)),
        [_, length @ 0x85..=0xff, ..] => return Err(at(DerFault::OutermostLength(length & 0x7f))),
        [_, 0x81, 0..=0x7f, ..] | [_, 0x82..=0x84, 0, ..] => {
            return Err(at(DerFault::OutermostLengthRedundant));
        }
        _ => {}
    }
    let indefinite = bytes.get(1) == Some(&0x80);
    Reader::new(bytes).element().map_err(|error| {
        let error = At::from(error);
        if error.fault == DerFault::NotEnoughContent && !indefinite { at(DerFault::EndOfFile) } else { error }
    })
}

/// Every element of a reader, checked to be DER as far as Java does; BER is told by its indefinite lengths and passes.
pub(super) fn all<'a>(mut reader: Reader<'a>) -> Result<Vec<Element<'a>>, At> {
    let mut elements = Vec::new();
    let start = reader.offset();
    while let Some(element) = next(&mut reader, start)? {
        elements.push(element);
    }
    Ok(elements)
}

/// The next element, checked.
pub(super) fn next<'a>(reader: &mut Reader<'a>, start: usize) -> Result<Option<Element<'a>>, At> {
    if reader.rest().len() == 1 {
        return Err(At { fault: DerFault::TooShort, offset: reader.offset() });
    }
    // Java: looks at the number of length octets before it looks for the content.
    if let [_, 0x85..=0xff, ..] = reader.rest() {
        return Err(At { fault: DerFault::Length, offset: reader.offset() });
    }
    let Some(element) = reader.next_element()? else {
        return Ok(None);
    };
    let offset = element.offset;
    if element.identifier() & 0x1f == 0x1f {
        return Err(At { fault: DerFault::TagNumber(offset - start), offset });
    }
    if element.indefinite && !element.constructed {
        return Err(At { fault: DerFault::IndefinitePrimitive, offset });
    }
    if !element.indefinite
        && element.raw.len() - element.content.len() != minimal_header(element.content.len())
    {
        return Err(At { fault: DerFault::Length, offset });
    }
    Ok(Some(element))
}

/// Octets of identifier and length before `length` octets of content, in DER.
fn minimal_header(length: usize) -> usize {
    match length {
        0..0x80 => 2,
        0x80..0x100 => 3,
        0x100..0x1_0000 => 4,
        0x1_0000..0x100_0000 => 5,
        _ => 6,
    }
}

/// Java's way of asking for the next element: `Too short` where there is none.
pub(super) fn required<'a>(reader: &mut Reader<'a>) -> Result<Element<'a>, At> {
    let offset = reader.offset();
    next(reader, 0)?.ok_or(At { fault: DerFault::TooShort, offset })
}

/// The elements of the SEQUENCE that comes next.
pub(super) fn sequence<'a>(reader: &mut Reader<'a>) -> Result<Vec<Element<'a>>, At> {
    all(enter_sequence(reader)?)
}

/// A reader over the SEQUENCE that comes next.
pub(super) fn enter_sequence<'a>(reader: &mut Reader<'a>) -> Result<Reader<'a>, At> {
    let element = required(reader)?;
    if !is_sequence(&element) {
        return Err(At { fault: DerFault::NotTheCorrectTag, offset: element.offset });
    }
    Ok(element.inside()?)
}

/// A reader over the content of a SEQUENCE or SET.
pub(super) fn constructed<'a>(element: &Element<'a>) -> Result<Reader<'a>, At> {
    if !is_sequence(element) && !is_set(element) {
        return Err(At { fault: DerFault::NotConstructed(element.identifier()), offset: element.offset });
    }
    Ok(element.inside()?)
}

/// An OBJECT IDENTIFIER.
pub(super) fn oid(element: &Element<'_>) -> Result<Oid, At> {
    if element.tag != Tag::OID || element.constructed {
        return Err(At { fault: DerFault::NotOid(element.identifier()), offset: element.offset });
    }
    Oid::from_content(element.content).ok_or(At { fault: DerFault::OidNotEnded, offset: element.offset })
}

/// An INTEGER of 32 bits.
pub(super) fn integer(element: &Element<'_>) -> Result<i64, At> {
    let at = |fault| At { fault, offset: element.offset };
    if element.tag != Tag::INTEGER || element.constructed {
        return Err(at(DerFault::NotInteger(element.identifier())));
    }
    if element.content.is_empty() {
        return Err(at(DerFault::EmptyInteger));
    }
    crate::crypto::pbe::small_integer(element).map_err(|_| at(DerFault::IntegerTooLarge))
}

/// The element that `element`, which has the tag `[0]`, holds.
pub(super) fn explicit<'a>(element: &Element<'a>) -> Result<Element<'a>, At> {
    required(&mut element.inside()?)
}

/// Whether `element` is `[0]` and constructed.
pub(super) fn is_explicit_0(element: &Element<'_>) -> bool {
    element.tag.class == Class::Context && element.tag.number == 0 && element.constructed
}

/// An OCTET STRING's octets: as they lie in the file where they can, joined where they come in segments.
pub(super) fn octets<'a>(element: &Element<'a>) -> Result<std::borrow::Cow<'a, [u8]>, At> {
    if element.tag != Tag::OCTET_STRING {
        return Err(At { fault: DerFault::NotOctets(element.identifier()), offset: element.offset });
    }
    if element.constructed {
        let segments = all(element.inside()?)?;
        segments.iter().try_for_each(|segment| octets(segment).map(drop))?;
    }
    Ok(element.octets()?)
}

/// Whether `element` is a SEQUENCE, and constructed, as it must be.
pub(super) fn is_sequence(element: &Element<'_>) -> bool {
    element.tag == Tag::SEQUENCE && element.constructed
}

/// Whether `element` is a SET, and constructed, as it must be.
pub(super) fn is_set(element: &Element<'_>) -> bool {
    element.tag == Tag::SET && element.constructed
}
