//! Base64 as Java decodes it: padding may be missing, anything strange is refused with the reason Java gives.

use thiserror::Error;

/// Why octets are no Base64.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Base64Fault {
    /// A single character.
    #[error("a single character")]
    TooShort,
    /// An octet that is none of the alphabet.
    #[error("the octet 0x{0:02x}")]
    Illegal(u8),
    /// Padding where none belongs, or half of it.
    #[error("padding at the wrong place")]
    Padding,
    /// The last group has six bits.
    #[error("the last group is cut short")]
    LastUnit,
    /// Octets after the padding.
    #[error("octets after the padding, at {index}")]
    AfterPadding {
        /// Where, counted without white space.
        index: usize,
    },
}

/// The octets that `text` stands for; white space is passed over.
///
/// # Errors
/// [`Base64Fault`].
pub fn decode(text: &[u8]) -> Result<Vec<u8>, Base64Fault> {
    let is_dense = |octet: &u8| !matches!(octet, b' ' | b'\t'..=b'\r');
    let dense: Vec<u8> = text.iter().copied().filter(is_dense).collect();
    decode_dense(&dense)
}

/// The octets that `dense` stands for; white space is as strange as anything else.
///
/// # Errors
/// [`Base64Fault`].
pub fn decode_dense(dense: &[u8]) -> Result<Vec<u8>, Base64Fault> {
    if dense.len() == 1 {
        return Err(Base64Fault::TooShort);
    }
    let mut octets = Vec::with_capacity(dense.len() / 4 * 3 + 3);
    let (mut bits, mut count) = (0_u32, 0);
    let mut end = dense.len();
    for (index, octet) in dense.iter().enumerate() {
        if *octet == b'=' {
            // Java: of a lone padding character after one digit it says that the digit is too little.
            end = match (count, dense.get(index + 1)) {
                (2, Some(b'=')) => index + 2,
                (1 | 3, _) => index + 1,
                _ => return Err(Base64Fault::Padding),
            };
            break;
        }
        bits = bits << 6 | value(*octet).ok_or(Base64Fault::Illegal(*octet))?;
        count += 1;
        if count == 4 {
            octets.extend_from_slice(bits.to_be_bytes().get(1..).unwrap_or_default());
            (bits, count) = (0, 0);
        }
    }
    match count {
        1 => return Err(Base64Fault::LastUnit),
        2 => octets.extend_from_slice((bits << 12).to_be_bytes().get(1..2).unwrap_or_default()),
        3 => octets.extend_from_slice((bits << 6).to_be_bytes().get(1..3).unwrap_or_default()),
        _ => {}
    }
    if end < dense.len() { Err(Base64Fault::AfterPadding { index: end }) } else { Ok(octets) }
}

fn value(digit: u8) -> Option<u32> {
    Some(match digit {
        b'A'..=b'Z' => u32::from(digit - b'A'),
        b'a'..=b'z' => u32::from(digit - b'a') + 26,
        b'0'..=b'9' => u32::from(digit - b'0') + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_java_decodes() {
        for (text, octets) in [
            ("", &b""[..]),
            ("YWJj", b"abc"),
            ("YWI=", b"ab"),
            ("YWI", b"ab"),
            ("Y Q\r\n==", b"a"),
            ("YQ", b"a"),
        ] {
            assert_eq!(decode(text.as_bytes()).as_deref(), Ok(octets), "{text}");
        }
        for (text, fault) in [
            ("A", Base64Fault::TooShort),
            ("=", Base64Fault::TooShort),
            ("A=", Base64Fault::LastUnit),
            ("==", Base64Fault::Padding),
            ("AA=", Base64Fault::Padding),
            ("AA=A", Base64Fault::Padding),
            ("AAAA=", Base64Fault::Padding),
            ("AAAAA", Base64Fault::LastUnit),
            ("AAAA!", Base64Fault::Illegal(b'!')),
            ("AAA=A", Base64Fault::AfterPadding { index: 4 }),
        ] {
            assert_eq!(decode(text.as_bytes()), Err(fault), "{text}");
        }
    }
}
