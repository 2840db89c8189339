//! Chains that keytool puts together from the certificates of a store: by names and signatures alone.

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

/// Whether `issuer` has the name that `certificate` gives its issuer, and its key made the signature.
pub(super) fn is_signed_by(certificate: &x509::Certificate<'_>, issuer: &x509::Certificate<'_>) -> bool {
    issuer.subject.matches(&certificate.issuer) && verify(certificate, issuer).is_ok()
}

/// Whether each certificate names the next as its issuer, and none comes twice: what a PKCS12 store of Java takes as the
/// chain of a key.
pub(super) fn is_in_order(chain: &[x509::Certificate<'_>]) -> bool {
    let mut seen = HashSet::new();
    chain.windows(2).all(|pair| match pair {
        [one, next] => next.subject.matches(&one.issuer),
        _ => true,
    }) && chain.iter().all(|certificate| seen.insert(certificate.der))
}

/// A certificate of a store that may have issued others.
#[derive(Debug)]
pub(super) struct Issuer<'s> {
    /// Under which alias it lies.
    pub alias: &'s str,
    /// Whether that is one of the JDK's cacerts.
    pub in_cacerts: bool,
    /// The certificate.
    pub certificate: x509::Certificate<'s>,
}

/// The certificates of the stores that count.
///
/// Java: every one is a possible issuer, also the first of a key's chain.
pub(super) struct Candidates<'s>(Vec<Issuer<'s>>);

impl<'s> Candidates<'s> {
    /// Those of the store that is worked on, and of cacerts where that counts.
    pub(super) fn of(store: Option<&'s Store>, cacerts: Option<&'s Store>) -> Self {
        let places = [(store, false), (cacerts, true)];
        let found = places.into_iter().filter_map(|(store, in_cacerts)| Some((store?, in_cacerts)));
        Self(found.flat_map(|(store, in_cacerts)| issuers(store, in_cacerts)).collect())
    }

    /// Who signed the certificate, if that is one of them.
    pub(super) fn signer_of(&self, certificate: &x509::Certificate<'_>) -> Option<&Issuer<'s>> {
        self.0.iter().find(|candidate| is_signed_by(certificate, &candidate.certificate))
    }

    /// The issuers that lead from `certificate` to a self-signed one, nearest first, each having signed the one before;
    /// none where it is self-signed itself.
    pub(super) fn path_from(&self, certificate: &x509::Certificate<'s>) -> Option<Vec<&Issuer<'s>>> {
        let mut path = Vec::new();
        self.climb(certificate, &mut path, &mut HashSet::new()).then_some(path)
    }

    /// `climbed` holds the certificates that were tried already, so that rings and crowds of issuers cost no more than
    /// one look at each.
    fn climb<'c>(
        &'c self,
        certificate: &x509::Certificate<'s>,
        path: &mut Vec<&'c Issuer<'s>>,
        climbed: &mut HashSet<&'s [u8]>,
    ) -> bool {
        if is_signed_by(certificate, certificate) {
            return true;
        }
        if path.len() == MAX_LENGTH || !climbed.insert(certificate.der) {
            return false;
        }
        for issuer in self.0.iter().filter(|candidate| is_signed_by(certificate, &candidate.certificate)) {
            path.push(issuer);
            if self.climb(&issuer.certificate, path, climbed) {
                return true;
            }
            path.pop();
        }
        false
    }
}

fn issuers(store: &Store, in_cacerts: bool) -> impl Iterator<Item = Issuer<'_>> {
    store.in_java_order().into_iter().filter_map(move |entry| {
        let stored = match &entry.content {
            Content::Trusted(certificate) => certificate,
            Content::PrivateKey { chain, .. } => chain.first()?,
            Content::SecretKey(_) => return None,
        };
        let certificate = x509::Certificate::read(&stored.der).ok()?;
        Some(Issuer { alias: entry.alias.as_str(), in_cacerts, certificate })
    })
}
