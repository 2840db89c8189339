//! Bytes as text: UTF-8, UTF-16 with a mark or without, and everything else as Latin-1.

use std::borrow::Cow;

/// How the bytes of a log are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// One byte or more for a character: UTF-8, or what older systems have.
    Octets,
    /// UTF-16, the low octet first.
    LittleEndian,
    /// UTF-16, the high octet first.
    BigEndian,
}

impl Encoding {
    /// By the first bytes: logs begin with ASCII, of which every second octet is zero in UTF-16.
    pub(super) fn of(first: &[u8]) -> Self {
        match first {
            [0xff, 0xfe, ..] => Self::LittleEndian,
            [0xfe, 0xff, ..] => Self::BigEndian,
            [0, low, 0, _, ..] if *low != 0 => Self::BigEndian,
            [low, 0, _, 0, ..] if *low != 0 => Self::LittleEndian,
            _ => Self::Octets,
        }
    }
}

/// UTF-16 to UTF-8, in pieces of any length.
#[derive(Debug, Clone, Default)]
pub(super) struct Utf16 {
    /// An octet whose other half has not come yet.
    octet: Option<u8>,
    /// A high surrogate whose low one has not come yet.
    high: Option<u16>,
}

impl Utf16 {
    /// The next octets as UTF-8.
    pub(super) fn decode(&mut self, octets: &[u8], encoding: Encoding, out: &mut Vec<u8>) {
        for octet in octets {
            let Some(first) = self.octet.take() else {
                self.octet = Some(*octet);
                continue;
            };
            let unit = match encoding {
                Encoding::BigEndian => u16::from_be_bytes([first, *octet]),
                _ => u16::from_le_bytes([first, *octet]),
            };
            let units = self.high.take().into_iter().chain([unit]);
            if (0xd800..0xdc00).contains(&unit) {
                self.high = Some(unit);
                continue;
            }
            for character in char::decode_utf16(units) {
                let character = character.unwrap_or(char::REPLACEMENT_CHARACTER);
                out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
    }
}

/// A line as text.
pub(super) fn text(line: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(line) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(line.iter().map(|octet| char::from(*octet)).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf16_in_pieces() {
        let octets: Vec<u8> = "\u{feff}Söhne 😀\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(Encoding::of(&octets), Encoding::LittleEndian);
        let (mut utf16, mut out) = (Utf16::default(), Vec::new());
        for piece in octets.chunks(3) {
            utf16.decode(piece, Encoding::LittleEndian, &mut out);
        }
        assert_eq!(String::from_utf8(out).unwrap(), "\u{feff}Söhne 😀\n");
    }

    #[test]
    fn what_is_no_utf8_is_latin_1() {
        assert_eq!(text(b"S\xf6hne"), "Söhne");
        assert_eq!(text("Söhne".as_bytes()), "Söhne");
        assert_eq!(Encoding::of(b"a\0b\0"), Encoding::LittleEndian);
        assert_eq!(Encoding::of(b"main"), Encoding::Octets);
    }
}
