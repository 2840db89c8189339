//! DER as Java's certificate classes read it: one-octet tags, strict lengths, and each refusal a distinct fact.
//!
//! The reader in [`crate::asn1`] is for keystores; this one exists because a certificate is accepted or refused, and an
//! extension printed or called unparseable, exactly where Java does so, with the reason Java gives.

use std::borrow::Cow;

use super::fault::{Fault, Refusal, Wanted};

/// BOOLEAN.
pub(crate) const BOOLEAN: u8 = 0x01;
/// INTEGER.
pub(crate) const INTEGER: u8 = 0x02;
/// BIT STRING.
pub(crate) const BIT_STRING: u8 = 0x03;
/// OCTET STRING.
pub(crate) const OCTET_STRING: u8 = 0x04;
/// NULL.
pub(crate) const NULL: u8 = 0x05;
/// OBJECT IDENTIFIER.
pub(crate) const OID: u8 = 0x06;
/// ENUMERATED.
pub(crate) const ENUMERATED: u8 = 0x0a;
/// SEQUENCE, constructed.
pub(crate) const SEQUENCE: u8 = 0x30;
/// SET, constructed.
pub(crate) const SET: u8 = 0x31;
/// UTCTime.
pub(crate) const UTC_TIME: u8 = 0x17;
/// GeneralizedTime.
pub(crate) const GENERALIZED_TIME: u8 = 0x18;

/// Java: object identifiers above this many octets are refused.
const LONGEST_OID: usize = 4096;

/// One element: its identifier octet, its content and the whole of it.
#[derive(Debug, Clone, Copy)]
pub struct Value<'a> {
    /// The identifier octet. Java: the low five bits are the number even where X.690 says "more octets follow".
    pub tag: u8,
    /// The content octets.
    pub content: &'a [u8],
    /// Identifier, length and content.
    pub raw: &'a [u8],
    /// Where `raw` starts in the outermost octets.
    pub(crate) offset: usize,
}

/// A run of octets read element by element.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Input<'a> {
    rest: &'a [u8],
    offset: usize,
}

impl<'a> Input<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, offset: 0 }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// How many octets are left.
    pub(crate) fn remaining(&self) -> usize {
        self.rest.len()
    }

    /// What is left, as if it were the content of a SEQUENCE: the offsets are those behind its header.
    pub(crate) fn as_inside(&self) -> Self {
        let length_octets = match self.rest.len() {
            0..0x80 => 1,
            0x80..0x100 => 2,
            0x100..0x1_0000 => 3,
            0x1_0000..0x100_0000 => 4,
            _ => 5,
        };
        Self { rest: self.rest, offset: 1 + length_octets }
    }

    /// Whether all that is left is whole elements: Java splits some lists before it looks at the first.
    pub(crate) fn check_split(mut self) -> Result<(), Fault> {
        while !self.is_empty() {
            self.value()?;
        }
        Ok(())
    }

    /// The octets left.
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// The identifier octet of the next element.
    pub(crate) fn peek(&self) -> Result<u8, Fault> {
        self.rest.first().copied().ok_or(Fault::AtEnd)
    }

    /// The next element.
    pub(crate) fn value(&mut self) -> Result<Value<'a>, Fault> {
        let (value, rest) = split(self.rest, self.offset)?;
        self.rest = rest;
        self.offset += value.raw.len();
        Ok(value)
    }

    /// The next element as an OBJECT IDENTIFIER's content.
    pub(crate) fn oid(&mut self) -> Result<&'a [u8], Fault> {
        self.value()?.oid()
    }

    /// The content of the next element, which must be a SEQUENCE.
    pub(crate) fn sequence(&mut self) -> Result<Input<'a>, Fault> {
        let value = self.value()?;
        if value.tag == SEQUENCE {
            Ok(value.inside())
        } else {
            Err(Fault::UnexpectedTag { found: value.tag })
        }
    }
}

/// The one element that `bytes` are, with nothing after it.
pub(crate) fn only(bytes: &[u8]) -> Result<Value<'_>, Fault> {
    let (value, rest) = split(bytes, 0)?;
    if rest.is_empty() { Ok(value) } else { Err(Fault::DataAfterEnd { octets: rest.len() }) }
}

fn split(bytes: &[u8], offset: usize) -> Result<(Value<'_>, &[u8]), Fault> {
    let (&[tag, first], body) = bytes.split_first_chunk::<2>().ok_or(Fault::TooShort)?;
    if tag & 0x1f == 0x1f {
        return Err(Fault::HighTag { offset });
    }
    let (length, body) = match first {
        0..0x80 => (usize::from(first), body),
        0x80 => return split_indefinite(bytes, tag, offset),
        _ => long_length(usize::from(first & 0x7f), body)?,
    };
    if body.len() < length {
        return Err(Fault::ContentMissing { announced: length, present: body.len() });
    }
    let (content, rest) = body.split_at(length);
    let raw = bytes.get(..bytes.len() - rest.len()).unwrap_or_default();
    Ok((Value { tag, content, raw, offset }, rest))
}

/// Java: an element whose length is indefinite is one like others, whatever DER says; what is definite within it is passed
/// over whole.
fn split_indefinite(bytes: &[u8], tag: u8, offset: usize) -> Result<(Value<'_>, &[u8]), Fault> {
    let unended = Fault::IndefiniteLength { constructed: tag & 0x20 != 0 };
    if tag & 0x20 == 0 {
        return Err(unended);
    }
    let (mut at, mut open) = (2_usize, 1_usize);
    while open > 0 {
        let rest = bytes.get(at..).unwrap_or_default();
        at = match rest {
            [0, 0, ..] => {
                open -= 1;
                at + 2
            }
            [_, 0x80, ..] => {
                open += 1;
                at + 2
            }
            [_, short @ 0..0x80, ..] => at + 2 + usize::from(*short),
            [_, long, body @ ..] => {
                let octets = usize::from(long & 0x7f);
                let (length, _) = long_length(octets, body).map_err(|_| unended.clone())?;
                (at + 2 + octets).saturating_add(length)
            }
            _ => return Err(unended),
        };
    }
    let (raw, rest) = bytes.split_at_checked(at).ok_or(unended)?;
    let content = raw.get(2..at - 2).unwrap_or_default();
    Ok((Value { tag, content, raw, offset }, rest))
}

fn long_length(octets: usize, body: &[u8]) -> Result<(usize, &[u8]), Fault> {
    if octets > 4 {
        return Err(Fault::LengthTooBig { octets });
    }
    let (digits, rest) = body.split_at_checked(octets).ok_or(Fault::LengthCut)?;
    // Java: lengths need not be minimal.
    let length = digits.iter().fold(0_u32, |value, digit| (value << 8) | u32::from(*digit));
    match i32::try_from(length) {
        Err(_) => Err(Fault::LengthTooBig { octets }),
        Ok(_) => Ok((usize::try_from(length).unwrap_or(usize::MAX), rest)),
    }
}

/// The first element of `bytes`, as Java's certificate factory cuts it out of a stream: what follows is not looked at.
pub(crate) fn first_block(bytes: &[u8]) -> Result<&[u8], Refusal> {
    let (&[tag, first], rest) = bytes.split_first_chunk::<2>().ok_or(Refusal::Empty)?;
    if tag != SEQUENCE {
        return Err(Refusal::Empty);
    }
    let (octets, length) = match first {
        0..0x80 => (0, usize::from(first)),
        // The whole is one block where its length is indefinite.
        0x80 => return Ok(bytes),
        0x81..=0x84 => {
            let octets = usize::from(first & 0x7f);
            let digits = rest.get(..octets).ok_or(Refusal::Incomplete)?;
            (octets, digits.iter().fold(0_usize, |value, digit| (value << 8) | usize::from(*digit)))
        }
        _ => return Err(Refusal::TooHuge),
    };
    bytes.get(..(2 + octets).saturating_add(length)).ok_or(Refusal::Incomplete)
}

impl PartialEq for Value<'_> {
    /// The same octets, wherever they lie.
    fn eq(&self, other: &Self) -> bool {
        self.raw == other.raw
    }
}

impl Eq for Value<'_> {}

impl<'a> Value<'a> {
    /// The content as a run of elements.
    pub(crate) fn inside(&self) -> Input<'a> {
        let end_of_contents = if self.raw.get(1) == Some(&0x80) { 2 } else { 0 };
        let header = self.raw.len().saturating_sub(self.content.len() + end_of_contents);
        Input { rest: self.content, offset: self.offset + header }
    }

    pub(crate) fn is_constructed(&self) -> bool {
        self.tag & 0x20 != 0
    }

    /// Whether the tag is `[number]`, constructed or not.
    pub(crate) fn is_context(&self, number: u8) -> bool {
        self.tag & 0xc0 == 0x80 && self.tag & 0x1f == number
    }

    /// Whether the tag is `[number]`, primitive.
    pub(crate) fn is_primitive(&self, number: u8) -> bool {
        self.tag == 0x80 | number
    }

    /// Whether the tag is `[number]`, constructed.
    pub(crate) fn is_context_constructed(&self, number: u8) -> bool {
        self.tag == 0xa0 | number
    }

    /// The same content under another tag: how implicit tags are taken off.
    pub(crate) fn tagged(self, tag: u8) -> Self {
        Self { tag, ..self }
    }

    /// The content octets of an OBJECT IDENTIFIER that Java accepts.
    pub(crate) fn oid(&self) -> Result<&'a [u8], Fault> {
        if self.tag != OID {
            return Err(Fault::NotA { wanted: Wanted::Oid, found: self.tag });
        }
        check_oid(self.content)?;
        Ok(self.content)
    }

    /// The content octets of an INTEGER: two's complement, at least one octet.
    pub(crate) fn integer(&self) -> Result<&'a [u8], Fault> {
        self.integer_like(INTEGER)
    }

    /// The value of an INTEGER that fits 32 bits.
    pub(crate) fn small(&self) -> Result<i32, Fault> {
        small_of(self.integer()?)
    }

    /// The value of an ENUMERATED that fits 32 bits.
    pub(crate) fn enumerated(&self) -> Result<i32, Fault> {
        small_of(self.integer_like(ENUMERATED)?)
    }

    fn integer_like(&self, tag: u8) -> Result<&'a [u8], Fault> {
        if self.tag != tag {
            return Err(Fault::NotA { wanted: Wanted::Integer, found: self.tag });
        }
        if self.content.is_empty() {
            return Err(Fault::EmptyInteger);
        }
        Ok(self.content)
    }

    /// The value of a BOOLEAN.
    pub(crate) fn boolean(&self) -> Result<bool, Fault> {
        if self.tag != BOOLEAN {
            return Err(Fault::NotA { wanted: Wanted::Boolean, found: self.tag });
        }
        match self.content {
            [value] => Ok(*value != 0),
            other => Err(Fault::BooleanLength { octets: other.len() }),
        }
    }

    /// The octets of an OCTET STRING; the segments of a constructed one are joined.
    pub(crate) fn octet_string(&self) -> Result<Cow<'a, [u8]>, Fault> {
        const CONSTRUCTED: u8 = OCTET_STRING | 0x20;
        match self.tag {
            OCTET_STRING => Ok(Cow::Borrowed(self.content)),
            CONSTRUCTED => {
                let mut joined = Vec::with_capacity(self.content.len());
                self.join(&mut joined, 0)?;
                Ok(Cow::Owned(joined))
            }
            found => Err(Fault::NotA { wanted: Wanted::OctetString, found }),
        }
    }

    fn join(&self, joined: &mut Vec<u8>, depth: usize) -> Result<(), Fault> {
        if depth > crate::asn1::MAX_DEPTH {
            return Err(Fault::TooDeep);
        }
        let mut segments = self.inside();
        while !segments.is_empty() {
            let segment = segments.value()?;
            if segment.tag == OCTET_STRING | 0x20 {
                segment.join(joined, depth + 1)?;
            } else {
                joined.extend_from_slice(&segment.octet_string()?);
            }
        }
        Ok(())
    }

    /// The octets of a BIT STRING and how many bits of the last one do not count.
    pub(crate) fn bits(&self) -> Result<Bits<'a>, Fault> {
        if self.tag != BIT_STRING {
            return Err(Fault::NotA { wanted: Wanted::BitString, found: self.tag });
        }
        Bits::read(self.content)
    }
}

/// The bits of a BIT STRING.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bits<'a> {
    /// The octets, the first bit in the highest place of the first.
    pub octets: &'a [u8],
    /// How many of the last octet's lowest bits do not count, 0 to 7.
    pub unused: u8,
}

impl<'a> Bits<'a> {
    /// From the content octets of a BIT STRING.
    pub(crate) fn read(content: &'a [u8]) -> Result<Self, Fault> {
        let (&unused, octets) = content.split_first().ok_or(Fault::EmptyBitString)?;
        if unused > 7 {
            return Err(Fault::PaddingBits { unused });
        }
        if unused > 0 && octets.is_empty() {
            return Err(Fault::BitsMissing);
        }
        Ok(Self { octets, unused })
    }

    /// The octets, with the bits that do not count set to zero.
    pub fn padded(&self) -> Vec<u8> {
        let mut octets = self.octets.to_vec();
        if let Some(last) = octets.last_mut() {
            *last &= 0xff_u8 << self.unused;
        }
        octets
    }

    /// How many bits count.
    pub fn len(&self) -> usize {
        (self.octets.len() * 8).saturating_sub(usize::from(self.unused))
    }

    /// Whether no bit counts.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether bit `index` (0 is the first) is there and set.
    pub fn is_set(&self, index: usize) -> bool {
        index < self.len()
            && self.octets.get(index / 8).is_some_and(|octet| octet & (0x80 >> (index % 8)) != 0)
    }
}

/// Checks content octets of an OBJECT IDENTIFIER.
pub(crate) fn check_oid(content: &[u8]) -> Result<(), Fault> {
    if content.len() > LONGEST_OID {
        return Err(Fault::OidTooLong { octets: content.len() });
    }
    if content.last().is_none_or(|last| last & 0x80 != 0) {
        return Err(Fault::OidNotEnded);
    }
    let mut starts = true;
    for octet in content {
        if starts && *octet == 0x80 {
            return Err(Fault::OidExtraOctet);
        }
        starts = octet & 0x80 == 0;
    }
    Ok(())
}

/// The value of two's complement octets where it fits 32 bits.
pub(crate) fn small_of(octets: &[u8]) -> Result<i32, Fault> {
    let significant = minimal(octets);
    if significant.len() > 4 {
        let negative = significant.first().is_some_and(|first| first & 0x80 != 0);
        return Err(if negative { Fault::IntegerTooSmall } else { Fault::IntegerTooBig });
    }
    let start = if significant.first().is_some_and(|first| first & 0x80 != 0) { -1 } else { 0 };
    Ok(significant.iter().fold(start, |value: i32, octet| (value << 8) | i32::from(*octet)))
}

/// Two's complement octets without those that only repeat the sign.
pub(crate) fn minimal(mut octets: &[u8]) -> &[u8] {
    while let [first, rest @ ..] = octets {
        match (first, rest.first()) {
            (0x00, Some(next)) if next & 0x80 == 0 => octets = rest,
            (0xff, Some(next)) if next & 0x80 != 0 => octets = rest,
            _ => break,
        }
    }
    octets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_numbers_keep_their_sign() {
        for (octets, value) in
            [(&[0][..], 0), (&[0xff], -1), (&[0xff, 0xff, 0x80], -128), (&[0, 0, 0, 0, 1], 1)]
        {
            assert_eq!(small_of(octets), Ok(value));
        }
        assert_eq!(small_of(&[0x7f, 0xff, 0xff, 0xff]), Ok(i32::MAX));
        assert_eq!(small_of(&[0, 0x80, 0, 0, 0]), Err(Fault::IntegerTooBig));
        assert_eq!(small_of(&[0xff, 0x7f, 0, 0, 0]), Err(Fault::IntegerTooSmall));
    }

    #[test]
    fn lengths_are_checked_against_the_octets_at_hand() {
        assert!(matches!(only(&[4, 0x84, 0x7f, 0xff, 0xff, 0xff]), Err(Fault::ContentMissing { .. })));
        assert!(matches!(only(&[4, 0x84, 0xff, 0xff, 0xff, 0xff]), Err(Fault::LengthTooBig { .. })));
        assert!(matches!(only(&[4, 0x85, 0, 0, 0, 0, 0]), Err(Fault::LengthTooBig { .. })));
        assert_eq!(only(&[4, 0x82, 0, 1, 7]).map(|value| value.content), Ok(&[7][..]));
        assert_eq!(only(&[0x1f, 0]), Err(Fault::HighTag { offset: 0 }));
    }

    #[test]
    fn indefinite_lengths_end_where_they_say() {
        let nested = [0x30, 0x80, 0x31, 0x80, 2, 1, 7, 0, 0, 4, 2, 0, 0, 0, 0];
        let whole = only(&nested).unwrap();
        assert_eq!(whole.content, &nested[2..13]);
        let set = whole.inside().value().unwrap();
        assert_eq!((set.tag, set.content, set.offset), (SET, &[2, 1, 7][..], 2));
        assert_eq!(set.inside().value().map(|number| number.offset), Ok(4));
        for cut in 2..nested.len() {
            assert_eq!(only(&nested[..cut]), Err(Fault::IndefiniteLength { constructed: true }), "{cut}");
        }
        assert_eq!(only(&[4, 0x80, 0, 0]), Err(Fault::IndefiniteLength { constructed: false }));
    }

    #[test]
    fn a_string_of_strings_has_a_bottom() {
        let mut nested = vec![4, 0];
        for _ in 0..200 {
            let mut outer = vec![0x24, 0x82];
            outer.extend(u16::try_from(nested.len()).unwrap().to_be_bytes());
            outer.extend(&nested);
            nested = outer;
        }
        assert_eq!(only(&nested).and_then(|value| value.octet_string().map(|_| ())), Err(Fault::TooDeep));
    }
}
