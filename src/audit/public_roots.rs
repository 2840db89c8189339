//! Roots that everybody trusts: those of Mozilla's programme, Debian's package and the JDKs, as of October 2026.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::pkix::{Fingerprint, fingerprints};

const TABLE: &str = include_str!("public_roots.tsv");

static ROOTS: LazyLock<HashSet<Fingerprint>> =
    LazyLock::new(|| TABLE.lines().filter_map(|line| fingerprints::read(line.split('\t').next()?)).collect());

/// Whether a certificate is, or has been, a public root.
pub(super) fn contains(fingerprint: &Fingerprint) -> bool {
    ROOTS.contains(fingerprint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_counts() {
        assert_eq!(ROOTS.len(), TABLE.lines().count());
        assert!(ROOTS.len() > 200);
    }
}
