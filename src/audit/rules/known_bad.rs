//! `known-bad`: a published interception or leaked root.
//!
//! Fingerprints computed from the certificates that the incident reports, Chromium's blocklist and rustls-webpki hold, or
//! as those publish them; some are told by their public key, which may be in several certificates.

use std::sync::LazyLock;

use sha2::{Digest as _, Sha256};

use crate::audit::View;
use crate::diagnosis::{Cause, Finding, Severity};
use crate::pkix::Fingerprint;
use crate::pkix::fingerprints::Table;

/// SHA-256 of a certificate: whose it is, since when that is known, and what happened.
static CERTIFICATES: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("known_bad.tsv")));
/// SHA-256 of a SubjectPublicKeyInfo, likewise.
static KEYS: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("known_bad_keys.tsv")));

pub(in crate::audit) fn check(view: &View<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for entry in &view.entries {
        let Some(node) = entry.node() else { continue };
        let known = CERTIFICATES.get(&entry.fingerprint()).or_else(|| {
            let key: Fingerprint = Sha256::digest(node.certificate.key.raw).into();
            KEYS.get(&key)
        });
        let mut fields = known.into_iter().flat_map(|told| told.splitn(3, '\t'));
        let (Some(name), Some(year), Some(what)) = (fields.next(), fields.next(), fields.next()) else {
            continue;
        };
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
        assert_eq!(CERTIFICATES.iter().count(), include_str!("known_bad.tsv").lines().count());
        assert_eq!(KEYS.iter().count(), include_str!("known_bad_keys.tsv").lines().count());
    }
}
