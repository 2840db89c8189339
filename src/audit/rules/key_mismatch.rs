//! `key-mismatch`: a private key that is not the one of its certificate.

use crate::audit::View;
use crate::crypto::key::{self, EncryptedKey, Protection};
use crate::crypto::pair;
use crate::diagnosis::{Cause, Finding, Remedy, Severity};
use crate::keystore::{Content, ProtectedKey};
use crate::secret::SecretBytes;

/// So many iterations of all keys together, five hundred keys as Java writes them; those behind are not opened.
const MOST_ITERATIONS: i64 = 5_000_000;

pub(in crate::audit) fn check(view: &View<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut work = 0;
    for entry in view.keys() {
        let (Content::PrivateKey { key, .. }, Some(node)) = (&entry.entry.content, entry.node()) else {
            continue;
        };
        work += iterations(key);
        if work > MOST_ITERATIONS {
            break;
        }
        // A key under another password than the store's is left alone.
        let Some(opened) = opened(view, key) else { continue };
        if pair::belongs(&opened, node.certificate.key.raw) != Some(false) {
            continue;
        }
        let message =
            "the private key is not the one of its certificate: every handshake with it fails".to_owned();
        let remedy = Remedy::words(
            "Import the certificate that was issued for this key, or bring the key that belongs to it.",
        );
        findings.push(view.finding(Cause::KeyMismatch, Severity::Error, entry, message, remedy));
    }
    findings
}

/// How often a digest is applied to open a key.
fn iterations(key: &ProtectedKey) -> i64 {
    let ProtectedKey::Encrypted(encrypted) = key else { return 0 };
    match EncryptedKey::read(encrypted).map(|key| key.protection) {
        Ok(Protection::Scheme(scheme)) => scheme.iterations(),
        Ok(Protection::Jceks(parameters)) => parameters.iterations,
        _ => 0,
    }
}

fn opened(view: &View<'_>, key: &ProtectedKey) -> Option<SecretBytes> {
    match key {
        ProtectedKey::Plain(plain) => Some(plain.clone()),
        ProtectedKey::Encrypted(encrypted) => key::recover(encrypted, view.access.password?).ok(),
        // A secret key has no certificate that it could belong to.
        ProtectedKey::Sealed(_) => None,
    }
}
