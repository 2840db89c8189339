//! `known-bad`: a published interception or leaked root.
//!
//! Fingerprints computed from the certificates that the incident reports, Chromium's blocklist and rustls-webpki hold, or
//! as those publish them; some are told by their public key, which may be in several certificates.

use std::collections::HashMap;
use std::sync::LazyLock;

use sha2::{Digest as _, Sha256};

use crate::audit::View;
use crate::diagnosis::{Cause, Finding, Severity};
use crate::pkix::{Fingerprint, fingerprints};

type Table = HashMap<Fingerprint, [&'static str; 3]>;

fn table(text: &'static str) -> Table {
    let row = |line: &'static str| {
        let mut fields = line.splitn(4, '\t');
        let fingerprint = fingerprints::read(fields.next()?)?;
        Some((fingerprint, [fields.next()?, fields.next()?, fields.next()?]))
    };
    text.lines().filter_map(row).collect()
}

/// SHA-256 of a certificate: whose it is, since when that is known, and what happened.
static CERTIFICATES: LazyLock<Table> = LazyLock::new(|| table(include_str!("known_bad.tsv")));
/// SHA-256 of a SubjectPublicKeyInfo, likewise.
static KEYS: LazyLock<Table> = LazyLock::new(|| table(include_str!("known_bad_keys.tsv")));

pub(in crate::audit) fn check(view: &View<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for entry in &view.entries {
        let Some(node) = entry.node() else { continue };
        let known = CERTIFICATES.get(&entry.fingerprint()).or_else(|| {
            let key: Fingerprint = Sha256::digest(node.certificate.key.raw).into();
            KEYS.get(&key)
        });
        let Some([name, year, what]) = known else { continue };
        let message = format!("{name}, {year}: {what}");
        let remedy = view.delete("Delete it at once:", entry);
        findings.push(view.finding(Cause::KnownBad, Severity::Error, entry, trimmed(message), remedy));
    }
    findings
}

fn trimmed(message: String) -> String {
    message.trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_counts() {
        assert_eq!(CERTIFICATES.len(), include_str!("known_bad.tsv").lines().count());
        assert_eq!(KEYS.len(), include_str!("known_bad_keys.tsv").lines().count());
    }
}
