//! Roots that everybody trusts: those of Mozilla's programme, Debian's package and the JDKs, as of October 2026.

use std::sync::LazyLock;

use crate::pkix::Fingerprint;
use crate::pkix::fingerprints::Table;

const TABLE: &str = include_str!("public_roots.tsv");

static ROOTS: LazyLock<Table> = LazyLock::new(|| Table::read(TABLE));

/// Whether a certificate, by its SHA-256, is or has been a public root.
pub fn contains(fingerprint: &Fingerprint) -> bool {
    ROOTS.get(fingerprint).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_counts() {
        assert_eq!(ROOTS.iter().count(), TABLE.lines().count());
        assert!(ROOTS.iter().count() > 200);
    }
}
