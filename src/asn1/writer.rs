//! A writer of DER.

use super::{Class, Oid, Tag};

/// An identifier of six octets and a length of nine.
const LONGEST_HEADER: usize = 15;

/// Builds DER from the outside in: each constructed element is written by a closure that writes its content.
///
/// ```
/// use keytool_rs::asn1::{Tag, Writer};
/// let mut writer = Writer::default();
/// writer.constructed(Tag::SEQUENCE, |inner| inner.unsigned(5));
/// assert_eq!(writer.finish(), [0x30, 0x03, 0x02, 0x01, 0x05]);
/// ```
#[derive(Debug, Default)]
pub struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    /// The bytes written.
    pub fn finish(self) -> Vec<u8> {
        self.bytes
    }

    /// `content`, which is DER already, wrapped in a SEQUENCE.
    pub fn sequence_of(content: &[u8]) -> Vec<u8> {
        let mut writer = Self::default();
        writer.element(Tag::SEQUENCE, true, content);
        writer.finish()
    }

    /// Identifier and length octets of an element whose content, of `length` octets, is written elsewhere.
    pub fn header_of(tag: Tag, constructed: bool, length: usize) -> Vec<u8> {
        let mut writer = Self::default();
        writer.header(tag, constructed, length);
        writer.finish()
    }

    /// Bytes that are DER already.
    pub fn raw(&mut self, der: &[u8]) {
        self.bytes.extend_from_slice(der);
    }

    /// An element of which `content` is given whole.
    pub fn element(&mut self, tag: Tag, constructed: bool, content: &[u8]) {
        self.header(tag, constructed, content.len());
        self.bytes.extend_from_slice(content);
    }

    /// A primitive element.
    pub fn primitive(&mut self, tag: Tag, content: &[u8]) {
        self.element(tag, false, content);
    }

    /// A constructed element whose content `write` writes.
    pub fn constructed(&mut self, tag: Tag, write: impl FnOnce(&mut Self)) {
        let start = self.bytes.len();
        // Room for the longest header; the content moves up to the header it gets, in one buffer.
        self.bytes.extend([0; LONGEST_HEADER]);
        write(self);
        let end = self.bytes.len();
        let content = start + LONGEST_HEADER;
        let header = Self::header_of(tag, true, end - content);
        let size = header.len();
        if let Some(place) = self.bytes.get_mut(start..start + size) {
            place.copy_from_slice(&header);
        }
        self.bytes.copy_within(content..end, start + size);
        self.bytes.truncate(end - (LONGEST_HEADER - size));
    }

    /// An OBJECT IDENTIFIER.
    pub fn oid(&mut self, oid: &Oid) {
        self.primitive(Tag::OID, oid.content());
    }

    /// A non-negative INTEGER.
    pub fn unsigned(&mut self, value: u64) {
        let bytes = value.to_be_bytes();
        let skip = bytes.iter().take(7).take_while(|byte| **byte == 0).count();
        let significant = bytes.get(skip..).unwrap_or_default();
        let mut content = Vec::with_capacity(9);
        if significant.first().is_some_and(|first| *first >= 0x80) {
            content.push(0);
        }
        content.extend_from_slice(significant);
        self.primitive(Tag::INTEGER, &content);
    }

    /// A NULL.
    pub fn null(&mut self) {
        self.primitive(Tag::NULL, &[]);
    }

    /// An OCTET STRING.
    pub fn octets(&mut self, content: &[u8]) {
        self.primitive(Tag::OCTET_STRING, content);
    }

    fn header(&mut self, tag: Tag, constructed: bool, length: usize) {
        let class = match tag.class {
            Class::Universal => 0x00,
            Class::Application => 0x40,
            Class::Context => 0x80,
            Class::Private => 0xc0,
        };
        let leading = class | if constructed { 0x20 } else { 0 };
        match u8::try_from(tag.number) {
            Ok(number) if number < 0x1f => self.bytes.push(leading | number),
            _ => {
                self.bytes.push(leading | 0x1f);
                self.bytes.extend(base128(u64::from(tag.number)));
            }
        }
        match u8::try_from(length) {
            Ok(short) if short < 0x80 => self.bytes.push(short),
            _ => {
                let bytes = length.to_be_bytes();
                let significant: Vec<u8> = bytes.iter().copied().skip_while(|byte| *byte == 0).collect();
                // A usize has at most eight octets.
                self.bytes.push(0x80 | u8::try_from(significant.len()).unwrap_or(8));
                self.bytes.extend(significant);
            }
        }
    }
}

/// `value` in base 128, most significant group first, all but the last with the high bit set (X.690, 8.1.2.4).
pub(super) fn base128(value: u64) -> Vec<u8> {
    let groups = (64 - value.leading_zeros()).div_ceil(7).max(1);
    (0..groups)
        .rev()
        .map(|group| {
            let bits = u8::try_from((value >> (7 * group)) & 0x7f).unwrap_or(0);
            if group == 0 { bits } else { bits | 0x80 }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_and_tags_of_every_size() {
        let mut writer = Writer::default();
        writer.constructed(Tag::context(31), |inner| inner.octets(&[7; 300]));
        let bytes = writer.finish();
        assert_eq!(bytes[..9], [0xbf, 0x1f, 0x82, 0x01, 0x30, 0x04, 0x82, 0x01, 0x2c]);
        assert_eq!(bytes.len(), 5 + 4 + 300);
    }

    #[test]
    fn unsigned_integers_are_minimal() {
        for (value, expected) in [
            (0, vec![2, 1, 0]),
            (127, vec![2, 1, 127]),
            (128, vec![2, 2, 0, 128]),
            (10000, vec![2, 2, 39, 16]),
        ] {
            let mut writer = Writer::default();
            writer.unsigned(value);
            assert_eq!(writer.finish(), expected);
        }
    }
}
