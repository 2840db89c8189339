//! Hexadecimal digits, and Java's dump of octets.
//!
//! A listing has a hundred of these digits for each entry, so they are made without the formatter's detours.

use std::fmt::Write;

/// Appends the two upper-case digits of an octet.
pub(super) fn push_octet(text: &mut String, octet: u8) {
    for nibble in [octet >> 4, octet & 0x0f] {
        text.push(char::from(if nibble < 10 { b'0' + nibble } else { b'A' + nibble - 10 }));
    }
}

/// Sixteen octets a line: offset, two groups of eight, the characters; every line ended.
pub fn dump(octets: &[u8]) -> String {
    let mut text = String::with_capacity(octets.len().div_ceil(16) * 73);
    for (row, line) in octets.chunks(16).enumerate() {
        // Java: the offset has four digits and starts again after them.
        let _ = write!(text, "{:04X}: ", (row * 16) & 0xffff);
        for column in 0..16 {
            match line.get(column) {
                Some(octet) => {
                    push_octet(&mut text, *octet);
                    text.push(' ');
                }
                None => text.push_str("   "),
            }
            if column == 7 {
                text.push_str("  ");
            }
        }
        text.push(' ');
        // Java: what lies beyond `z` is a dot, too.
        text.extend(
            line.iter().map(|octet| if (b' '..=b'z').contains(octet) { char::from(*octet) } else { '.' }),
        );
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_line_keeps_its_columns() {
        assert_eq!(dump(b"ab~"), "0000: 61 62 7E                                           ab.\n");
        assert_eq!(
            dump(b"0123456789abcdefg"),
            "0000: 30 31 32 33 34 35 36 37   38 39 61 62 63 64 65 66  0123456789abcdef\n\
             0010: 67                                                 g\n"
        );
        assert_eq!(dump(b""), "");
    }
}
