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

/// A table that is built in: a line per certificate, its fingerprint, a tab, and what is told of it.
pub struct Table(Vec<(Fingerprint, &'static str)>);

impl Table {
    /// Reads the lines; one that does not begin with a fingerprint is left out.
    pub fn read(text: &'static str) -> Self {
        let row = |line: &'static str| {
            let (digits, told) = line.split_once('\t')?;
            Some((read(digits)?, told))
        };
        let mut rows: Vec<_> = text.lines().filter_map(row).collect();
        rows.sort_unstable_by_key(|(fingerprint, _)| *fingerprint);
        Self(rows)
    }

    /// What is told of a certificate.
    pub fn get(&self, fingerprint: &Fingerprint) -> Option<&'static str> {
        let place = self.0.binary_search_by_key(&fingerprint, |(listed, _)| listed).ok()?;
        self.0.get(place).map(|(_, told)| *told)
    }

    /// Every certificate with what is told of it.
    pub fn iter(&self) -> impl Iterator<Item = (Fingerprint, &'static str)> {
        self.0.iter().copied()
    }
}

/// The row of a table whose first field says which releases it is of: the other fields.
pub(super) fn of_release(told: &'static str, release: Release) -> Option<&'static str> {
    let (releases, rest) = told.split_once('\t')?;
    releases.split(' ').any(|listed| listed.parse() == Ok(release.number())).then_some(rest)
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

    #[test]
    fn a_table_finds_what_it_lists() {
        let table = Table::read(concat!(
            "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff\t8 17\tlast\n",
            "not a fingerprint\tnothing\n",
            "0000000000000000000000000000000000000000000000000000000000000000\t25\tfirst\n",
        ));
        assert_eq!(table.iter().count(), 2);
        assert_eq!(table.get(&[0xff; 32]), Some("8 17\tlast"));
        assert_eq!(table.get(&[1; 32]), None);
        assert_eq!(of_release("8 17\tlast", Release::Java17), Some("last"));
        assert_eq!(of_release("8 17\tlast", Release::Java25), None);
    }
}
