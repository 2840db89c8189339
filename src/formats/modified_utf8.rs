//! Java's modified UTF-8 (`java.io.DataInput`): UTF-16 units of one to three bytes each, NUL in two.

use thiserror::Error;

/// What is wrong with the bytes, as Java counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TextFault {
    /// The last character lacks bytes.
    #[error("partial character at end")]
    PartialCharacter,
    /// Bytes that begin or continue no character; Java names the position in the text at which it noticed.
    #[error("malformed input around byte {0}")]
    Around(usize),
}

/// The UTF-16 units of `bytes`.
///
/// # Errors
/// The fault that `DataInput.readUTF` reports, with its position.
pub(super) fn decode(bytes: &[u8]) -> Result<Vec<u16>, TextFault> {
    let mut units = Vec::with_capacity(bytes.len());
    let mut position = 0;
    while let Some(&first) = bytes.get(position) {
        let size = match first >> 4 {
            0..=7 => 1,
            12 | 13 => 2,
            14 => 3,
            _ => return Err(TextFault::Around(position)),
        };
        let character = bytes.get(position..position + size).ok_or(TextFault::PartialCharacter)?;
        position += size;
        let continues = |byte: &u8| byte & 0xc0 == 0x80;
        units.push(match *character {
            [one] => u16::from(one),
            [one, two] if continues(&two) => u16::from(one & 0x1f) << 6 | u16::from(two & 0x3f),
            [one, two, three] if continues(&two) && continues(&three) => {
                u16::from(one & 0x0f) << 12 | u16::from(two & 0x3f) << 6 | u16::from(three & 0x3f)
            }
            [_, _] => return Err(TextFault::Around(position)),
            _ => return Err(TextFault::Around(position - 1)),
        });
    }
    Ok(units)
}

/// The bytes of UTF-16 `units`.
pub(super) fn encode(units: &[u16]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(units.len());
    // The masks leave at most six significant bits, so the casts lose nothing.
    let low = |unit: u16| 0x80 | (unit & 0x3f) as u8;
    for &unit in units {
        match unit {
            0x0001..=0x007f => bytes.push(unit as u8),
            0x0000 | 0x0080..=0x07ff => bytes.extend([0xc0 | (unit >> 6) as u8, low(unit)]),
            _ => bytes.extend([0xe0 | (unit >> 12) as u8, low(unit >> 6), low(unit)]),
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_survives() {
        let units: Vec<u16> = (0..=u16::MAX).collect();
        assert_eq!(decode(&encode(&units)).unwrap(), units);
        assert_eq!(encode(&[0]), [0xc0, 0x80]);
    }

    #[test]
    fn faults_are_placed_where_java_places_them() {
        assert_eq!(decode(b"\xa7.509"), Err(TextFault::Around(0)));
        assert_eq!(decode(b"X\xd1509"), Err(TextFault::Around(3)));
        assert_eq!(decode(b"X.50\xc6"), Err(TextFault::PartialCharacter));
        assert_eq!(decode(b"\xe0\x80A"), Err(TextFault::Around(2)));
    }
}
