//! A bounded reader of BER and DER elements.

use super::{Asn1Error, Class, Oid, Tag, Writer};
use std::borrow::Cow;

/// How deep elements may nest before the reader refuses; no keystore or certificate in the field comes near it.
pub const MAX_DEPTH: usize = 64;

/// One element: its tag, its content octets and the whole of its octets, borrowed from the buffer read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Element<'a> {
    /// Class and number.
    pub tag: Tag,
    /// Whether the content is made of elements.
    pub constructed: bool,
    /// Whether the length was indefinite (BER); `content` then ends before the end-of-contents octets.
    pub indefinite: bool,
    /// The content octets.
    pub content: &'a [u8],
    /// Identifier, length, content and, where the length is indefinite, end-of-contents octets.
    pub raw: &'a [u8],
    /// Where `raw` starts in the outermost buffer.
    pub offset: usize,
    depth: usize,
}

impl<'a> Element<'a> {
    /// The identifier octet as it stands in the bytes (for tag numbers above 30: the first one).
    pub fn identifier(&self) -> u8 {
        self.raw.first().copied().unwrap_or(0)
    }

    /// Where `content` starts in the outermost buffer.
    pub fn content_offset(&self) -> usize {
        let end_of_contents = if self.indefinite { 2 } else { 0 };
        self.offset + self.raw.len() - self.content.len() - end_of_contents
    }

    /// A reader over the elements inside.
    ///
    /// # Errors
    /// [`Asn1Error::TooDeep`] beyond [`MAX_DEPTH`].
    pub fn inside(&self) -> Result<Reader<'a>, Asn1Error> {
        if self.depth + 1 > MAX_DEPTH {
            return Err(Asn1Error::TooDeep { offset: self.offset });
        }
        Ok(Reader { rest: self.content, offset: self.content_offset(), depth: self.depth + 1 })
    }

    /// The element itself where it has `tag`.
    ///
    /// # Errors
    /// [`Asn1Error::UnexpectedTag`] otherwise.
    pub fn expect(self, tag: Tag) -> Result<Self, Asn1Error> {
        if self.tag == tag { Ok(self) } else { Err(self.unexpected()) }
    }

    /// The error that says this element does not belong here.
    pub fn unexpected(&self) -> Asn1Error {
        Asn1Error::UnexpectedTag { offset: self.offset, found: self.identifier() }
    }

    /// The error that says this element's value is malformed.
    pub fn bad_value(&self) -> Asn1Error {
        Asn1Error::BadValue { offset: self.offset }
    }

    /// The octets of a string type, the segments of a constructed (BER) one joined.
    ///
    /// # Errors
    /// Whatever is wrong with the segments.
    pub fn octets(&self) -> Result<Cow<'a, [u8]>, Asn1Error> {
        if !self.constructed {
            return Ok(Cow::Borrowed(self.content));
        }
        let mut joined = Vec::with_capacity(self.content.len());
        self.join_segments(&mut joined)?;
        Ok(Cow::Owned(joined))
    }

    fn join_segments(&self, into: &mut Vec<u8>) -> Result<(), Asn1Error> {
        let mut segments = self.inside()?;
        while let Some(segment) = segments.next_element()? {
            if segment.constructed {
                segment.join_segments(into)?;
            } else {
                into.extend_from_slice(segment.content);
            }
        }
        Ok(())
    }

    /// The element's octets with every length definite: those it has, unless it has an indefinite one.
    ///
    /// # Errors
    /// Whatever is wrong with what an indefinite length holds.
    pub fn definite(&self) -> Result<Vec<u8>, Asn1Error> {
        if !self.indefinite {
            return Ok(self.raw.to_vec());
        }
        let mut content = Vec::with_capacity(self.content.len());
        let mut inside = self.inside()?;
        while let Some(element) = inside.next_element()? {
            if element.constructed {
                content.extend(element.within_definite()?);
            } else {
                content.extend_from_slice(element.raw);
            }
        }
        let mut writer = Writer::default();
        writer.element(self.tag, true, &content);
        Ok(writer.finish())
    }

    /// The same for an element within an indefinite one, whose own length may be definite and wrong afterwards.
    fn within_definite(&self) -> Result<Vec<u8>, Asn1Error> {
        Self { indefinite: true, ..*self }.definite()
    }

    /// The value of an OBJECT IDENTIFIER.
    ///
    /// # Errors
    /// [`Asn1Error::UnexpectedTag`] or [`Asn1Error::BadValue`].
    pub fn oid(&self) -> Result<Oid, Asn1Error> {
        self.expect(Tag::OID)?;
        Oid::from_content(self.content).ok_or(self.bad_value())
    }

    /// The value of a non-negative INTEGER that fits 64 bits.
    ///
    /// # Errors
    /// [`Asn1Error::UnexpectedTag`], or [`Asn1Error::BadValue`] for empty, negative and larger ones.
    pub fn unsigned(&self) -> Result<u64, Asn1Error> {
        self.expect(Tag::INTEGER)?;
        let (&first, _) = self.content.split_first().ok_or(self.bad_value())?;
        let significant = self.content.iter().skip_while(|byte| **byte == 0).count();
        if first >= 0x80 || significant > 8 {
            return Err(self.bad_value());
        }
        Ok(self.content.iter().fold(0, |value, byte| (value << 8) | u64::from(*byte)))
    }

    /// The value of a BOOLEAN.
    ///
    /// # Errors
    /// [`Asn1Error::UnexpectedTag`] or [`Asn1Error::BadValue`].
    pub fn boolean(&self) -> Result<bool, Asn1Error> {
        self.expect(Tag::BOOLEAN)?;
        match self.content {
            [value] => Ok(*value != 0),
            _ => Err(self.bad_value()),
        }
    }
}

/// Reads elements one after another.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    rest: &'a [u8],
    offset: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    /// A reader over `bytes`, which is taken as the outermost buffer.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, offset: 0, depth: 0 }
    }

    /// Whether nothing is left.
    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// The bytes not read yet.
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Where the next element starts in the outermost buffer.
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// The next element, or `None` at the end.
    ///
    /// # Errors
    /// Whatever is wrong with its identifier, its length, or, for an indefinite length, with what it holds.
    pub fn next_element(&mut self) -> Result<Option<Element<'a>>, Asn1Error> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let element = read_element(self.rest, self.offset, self.depth)?;
        self.rest = self.rest.get(element.raw.len()..).unwrap_or_default();
        self.offset += element.raw.len();
        Ok(Some(element))
    }

    /// The next element.
    ///
    /// # Errors
    /// As [`next_element`](Self::next_element), and [`Asn1Error::Truncated`] at the end.
    pub fn element(&mut self) -> Result<Element<'a>, Asn1Error> {
        let offset = self.offset;
        self.next_element()?.ok_or(Asn1Error::Truncated { offset })
    }

    /// The next element, which must have `tag`.
    ///
    /// # Errors
    /// As [`element`](Self::element), and [`Asn1Error::UnexpectedTag`].
    pub fn expect(&mut self, tag: Tag) -> Result<Element<'a>, Asn1Error> {
        self.element()?.expect(tag)
    }

    /// The next element if it has `tag`; otherwise nothing is consumed.
    ///
    /// # Errors
    /// As [`next_element`](Self::next_element).
    pub fn optional(&mut self, tag: Tag) -> Result<Option<Element<'a>>, Asn1Error> {
        let before = *self;
        match self.next_element()? {
            Some(element) if element.tag == tag => Ok(Some(element)),
            _ => {
                *self = before;
                Ok(None)
            }
        }
    }

    /// A reader over the content of the next element, which must have `tag`.
    ///
    /// # Errors
    /// As [`expect`](Self::expect) and [`Element::inside`].
    pub fn enter(&mut self, tag: Tag) -> Result<Reader<'a>, Asn1Error> {
        self.expect(tag)?.inside()
    }

    /// Checks that nothing is left.
    ///
    /// # Errors
    /// [`Asn1Error::TrailingBytes`].
    pub fn finish(&self) -> Result<(), Asn1Error> {
        if self.rest.is_empty() { Ok(()) } else { Err(Asn1Error::TrailingBytes { offset: self.offset }) }
    }
}

/// The one element that `bytes` hold, with nothing after it.
///
/// # Errors
/// As [`Reader::element`] and [`Reader::finish`].
pub fn read_one(bytes: &[u8]) -> Result<Element<'_>, Asn1Error> {
    let mut reader = Reader::new(bytes);
    let element = reader.element()?;
    reader.finish()?;
    Ok(element)
}

struct Header {
    tag: Tag,
    constructed: bool,
    /// `None`: indefinite.
    length: Option<usize>,
    size: usize,
}

fn read_element(bytes: &[u8], offset: usize, depth: usize) -> Result<Element<'_>, Asn1Error> {
    let header = read_header(bytes, offset)?;
    let body = bytes.get(header.size..).unwrap_or_default();
    let (content_length, total) = match header.length {
        Some(length) => (length, header.size + length),
        None => {
            let length = indefinite_length(body, offset, depth)?;
            (length, header.size + length + 2)
        }
    };
    let truncated = Asn1Error::Truncated { offset };
    Ok(Element {
        tag: header.tag,
        constructed: header.constructed,
        indefinite: header.length.is_none(),
        content: body.get(..content_length).ok_or(truncated)?,
        raw: bytes.get(..total).ok_or(truncated)?,
        offset,
        depth,
    })
}

/// How many content octets come before the end-of-contents octets that match an indefinite length.
/// One pass, no recursion: a counter for each open indefinite level is all that is needed.
fn indefinite_length(body: &[u8], offset: usize, depth: usize) -> Result<usize, Asn1Error> {
    let mut position = 0;
    let mut open = 1_usize;
    loop {
        let rest = body.get(position..).unwrap_or_default();
        if rest.starts_with(&[0, 0]) {
            open -= 1;
            if open == 0 {
                return Ok(position);
            }
            position += 2;
            continue;
        }
        let header = read_header(rest, offset + position)?;
        position += header.size;
        match header.length {
            Some(length) => position += length,
            None => {
                open += 1;
                if depth + open > MAX_DEPTH {
                    return Err(Asn1Error::TooDeep { offset: offset + position });
                }
            }
        }
        if position > body.len() {
            return Err(Asn1Error::Truncated { offset });
        }
    }
}

fn read_header(bytes: &[u8], offset: usize) -> Result<Header, Asn1Error> {
    let truncated = Asn1Error::Truncated { offset };
    let mut octets = bytes.iter().copied();
    let identifier = octets.next().ok_or(truncated)?;
    let class = match identifier >> 6 {
        0 => Class::Universal,
        1 => Class::Application,
        2 => Class::Context,
        _ => Class::Private,
    };
    let mut number = u32::from(identifier & 0x1f);
    if number == 0x1f {
        number = 0;
        loop {
            let octet = octets.next().ok_or(truncated)?;
            if number > (u32::MAX >> 8) {
                return Err(Asn1Error::BadTag { offset });
            }
            number = (number << 7) | u32::from(octet & 0x7f);
            if octet & 0x80 == 0 {
                break;
            }
        }
    }
    let constructed = identifier & 0x20 != 0;
    let first = octets.next().ok_or(truncated)?;
    let length = match first {
        0x80 if constructed => None,
        0x80 | 0xff => return Err(Asn1Error::BadLength { offset }),
        short if short < 0x80 => Some(usize::from(short)),
        long => {
            let mut length = 0_usize;
            for _ in 0..(long & 0x7f) {
                let octet = octets.next().ok_or(truncated)?;
                if length > (usize::MAX >> 8) {
                    return Err(Asn1Error::BadLength { offset });
                }
                length = (length << 8) | usize::from(octet);
            }
            Some(length)
        }
    };
    let size = bytes.len() - octets.len();
    // Checked here, so that no caller ever adds up lengths that are not there.
    if length.is_some_and(|length| length > octets.len()) {
        return Err(truncated);
    }
    Ok(Header { tag: Tag { class, number }, constructed, length, size })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn definite_and_indefinite_forms_read_alike() {
        let definite = [0x30, 0x03, 0x02, 0x01, 0x05];
        let indefinite = [0x30, 0x80, 0x02, 0x01, 0x05, 0x00, 0x00];
        for bytes in [&definite[..], &indefinite[..]] {
            let element = read_one(bytes).unwrap();
            assert_eq!(element.content, [0x02, 0x01, 0x05]);
            assert_eq!(element.raw, bytes);
            assert_eq!(element.inside().unwrap().expect(Tag::INTEGER).unwrap().unsigned(), Ok(5));
            assert_eq!(element.content_offset(), 2);
        }
    }

    #[test]
    fn indefinite_lengths_become_definite_all_the_way_down() {
        let bytes =
            [0x30, 0x80, 0x30, 0x06, 0x31, 0x80, 0x05, 0x00, 0x00, 0x00, 0x02, 0x01, 0x07, 0x00, 0x00];
        let expected = [0x30, 0x09, 0x30, 0x04, 0x31, 0x02, 0x05, 0x00, 0x02, 0x01, 0x07];
        assert_eq!(read_one(&bytes).unwrap().definite().unwrap(), expected);
        assert_eq!(read_one(&expected).unwrap().definite().unwrap(), expected);
    }

    #[test]
    fn constructed_octet_strings_are_joined() {
        let bytes = [0x24, 0x80, 0x04, 0x02, 1, 2, 0x24, 0x03, 0x04, 0x01, 3, 0x00, 0x00];
        assert_eq!(read_one(&bytes).unwrap().octets().unwrap().as_ref(), [1, 2, 3]);
    }

    #[test]
    fn forged_lengths_are_refused_before_anything_is_allocated() {
        assert_eq!(read_one(&[0x30, 0x84, 0xff, 0xff, 0xff, 0xff]), Err(Asn1Error::Truncated { offset: 0 }));
        assert_eq!(
            read_one(&[0x04, 0x89, 1, 0, 0, 0, 0, 0, 0, 0, 0]),
            Err(Asn1Error::BadLength { offset: 0 })
        );
        assert_eq!(read_one(&[0x04, 0x80, 0, 0]), Err(Asn1Error::BadLength { offset: 0 }));
    }

    #[test]
    fn endless_nesting_is_refused() {
        let bytes: Vec<u8> = [0x30, 0x80].repeat(100_000);
        assert!(matches!(read_one(&bytes), Err(Asn1Error::TooDeep { .. })));
        let mut nested = vec![0x05, 0x00];
        for _ in 0..40 {
            nested = Writer::sequence_of(&nested);
        }
        let mut depth = 0;
        let mut element = read_one(&nested).unwrap();
        while element.constructed {
            element = element.inside().unwrap().element().unwrap();
            depth += 1;
        }
        assert_eq!(depth, 40);
    }
}
