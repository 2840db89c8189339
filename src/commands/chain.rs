//! Whether a certificate leads to one that a store trusts: the check by which keytool spares a question.

use std::collections::HashSet;

use crate::asn1::Oid;
use crate::crypto::verify::{VerifyError, verify_signature};
use crate::keystore::{Content, Store};
use crate::x509;

/// How long a chain may be.
const MAX_LENGTH: usize = 64;

/// Checks that `issuer`'s key made the signature of `certificate`.
pub(super) fn verify(
    certificate: &x509::Certificate<'_>,
    issuer: &x509::Certificate<'_>,
) -> Result<(), VerifyError> {
    let algorithm = &certificate.algorithm;
    let oid = Oid::from_content(algorithm.oid).ok_or(VerifyError::Unsupported)?;
    let parameters = algorithm.parameters.map(|parameters| parameters.raw);
    verify_signature(&oid, parameters, issuer.key.raw, certificate.tbs, certificate.signature.octets)
}

/// Whether issuers among the stores' certificates lead from `certificate` to a self-issued one, each having signed
/// the one before.
///
/// Java: every certificate of the stores counts as a possible issuer, also the first of a key's chain.
pub(super) fn leads_to_anchor<'c>(certificate: &x509::Certificate<'c>, stores: &[Option<&'c Store>]) -> bool {
    let candidates: Vec<x509::Certificate<'c>> = stores
        .iter()
        .flatten()
        .flat_map(|store| store.entries())
        .filter_map(|entry| match &entry.content {
            Content::Trusted(certificate) => Some(certificate),
            Content::PrivateKey { chain, .. } => chain.first(),
            Content::SecretKey(_) => None,
        })
        .filter_map(|stored| x509::Certificate::read(&stored.der).ok())
        .collect();
    climb(certificate, &candidates, &mut HashSet::new(), MAX_LENGTH)
}

/// `climbed` holds the certificates that were tried already, so that rings and crowds of issuers cost no more than one
/// look at each.
fn climb<'c>(
    certificate: &x509::Certificate<'c>,
    candidates: &[x509::Certificate<'c>],
    climbed: &mut HashSet<&'c [u8]>,
    steps_left: usize,
) -> bool {
    if certificate.is_self_issued() {
        return true;
    }
    if steps_left == 0 || !climbed.insert(certificate.der) {
        return false;
    }
    candidates
        .iter()
        .filter(|candidate| candidate.subject.matches(&certificate.issuer))
        .filter(|candidate| verify(certificate, candidate).is_ok())
        .any(|issuer| climb(issuer, candidates, climbed, steps_left - 1))
}
