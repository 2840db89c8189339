//! `invisible-to-java`: PKCS12 certificates without Java's mark of trust.
//!
//! Measured on 11, 17, 21 and 25: keytool says "0 entries", a JVM "the trustAnchors parameter must be non-empty" (the
//! attribute 2.16.840.1.113894.746875.1.1 is missing, as in what `openssl pkcs12 -export -nokeys` makes).

use std::collections::HashSet;

use crate::audit::{Role, View};
use crate::diagnosis::{Cause, Finding, Remedy, Severity, path_argument};
use crate::keystore::Entry;

pub(in crate::audit) fn check(view: &View<'_>) -> Vec<Finding> {
    let Some(layout) = &view.store.provenance.layout else { return Vec::new() };
    // Beside a key lie the certificates of its chain, and what else its maker put there.
    if view.role == Role::Keystore {
        return Vec::new();
    }
    let seen: HashSet<&[u8]> =
        view.store.entries().flat_map(Entry::certificates).map(|certificate| &*certificate.der).collect();
    let all = layout.certificates().count();
    let invisible: Vec<&[u8]> =
        layout.certificates().map(|(der, _)| &**der).filter(|der| !seen.contains(der)).collect();
    let Some(first) = invisible.first() else { return Vec::new() };
    let message = format!(
        "Java sees {} of {all} certificates: {} lack the attribute by which it knows trusted ones (trustedKeyUsage)",
        all - invisible.len(),
        invisible.len()
    );
    let store = path_argument(view.access.named);
    let remedy = Remedy::shell(
        "Take the certificates out, and import them into a new store with keytool-rs import certificates.pem --chain --keystore NEW \
         (OpenSSL 3.2 and later also write the attribute, with -jdktrust):",
        ["openssl", "pkcs12", "-in", &store, "-nokeys", "-out", "certificates.pem"],
    );
    let mut finding = view.finding_of_store(Cause::InvisibleToJava, Severity::Error, message, remedy);
    finding.certificate = Some((*first).into());
    vec![finding]
}
