//! Certificates named by their SHA-256, in tables that are built in.

use crate::diagnosis::Release;

/// SHA-256 of a whole certificate.
pub type Fingerprint = [u8; 32];

/// From 64 hexadecimal digits.
pub fn read(digits: &str) -> Option<Fingerprint> {
    let digits = digits.as_bytes();
    let mut fingerprint = [0; 32];
    if digits.len() != 2 * fingerprint.len() {
        return None;
    }
    for (octet, pair) in fingerprint.iter_mut().zip(digits.chunks_exact(2)) {
        let value = |digit: &u8| char::from(*digit).to_digit(16);
        let [high, low] = pair else { return None };
        *octet = u8::try_from(value(high)? << 4 | value(low)?).ok()?;
    }
    Some(fingerprint)
}

/// A row of a table: fingerprint, tab, releases with blanks between, tab, and the rest.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub(super) fingerprint: Fingerprint,
    releases: &'static str,
    pub(super) rest: &'static str,
}

impl Row {
    pub(super) fn is_of(&self, release: Release) -> bool {
        self.releases.split(' ').any(|listed| listed.parse() == Ok(release.number()))
    }
}

pub(super) fn rows(table: &'static str) -> impl Iterator<Item = Row> {
    table.lines().filter_map(|line| {
        let mut fields = line.splitn(3, '\t');
        Some(Row { fingerprint: read(fields.next()?)?, releases: fields.next()?, rest: fields.next()? })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixty_four_digits_and_nothing_else() {
        assert_eq!(read(&"0aF1".repeat(16)), Some(std::array::from_fn(|place| [0x0a, 0xf1][place % 2])));
        for wrong in ["", "00", &"0".repeat(63), &"0".repeat(65), &"0g".repeat(32), &"+1".repeat(32)] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
