//! Whether one certificate's key made another's signature.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use super::node::Node;
use crate::asn1::Oid;
use crate::crypto::verify::{VerifyError, verify_signature};
use crate::x509::{Certificate, KeyKind, PublicKey};

/// Checks that `key` made the signature of `certificate`.
///
/// # Errors
/// [`VerifyError`].
pub fn verify(certificate: &Certificate<'_>, key: &PublicKey<'_>) -> Result<(), VerifyError> {
    let algorithm = &certificate.algorithm;
    let oid = Oid::from_content(algorithm.oid).ok_or(VerifyError::Unsupported)?;
    let parameters = algorithm.parameters.map(|parameters| parameters.raw);
    verify_signature(&oid, parameters, key.raw, certificate.tbs, certificate.signature.octets)
}

/// The signatures between certificates that were checked already, and what that has cost: whoever looks for paths meets the
/// same ones again and again, and whoever made the certificates may have wanted that.
#[derive(Debug, Default)]
pub struct Checks {
    /// By the places of the certificate and of its issuer in memory.
    known: RefCell<HashMap<[usize; 2], Result<(), VerifyError>>>,
    spent: Cell<usize>,
}

impl Checks {
    /// Checks that `issuer` signed `node`, once.
    ///
    /// # Errors
    /// [`VerifyError`].
    pub fn check(&self, node: &Node<'_>, issuer: &Node<'_>) -> Result<(), VerifyError> {
        let pair = [node, issuer].map(|node| node.certificate.der.as_ptr() as usize);
        if let Some(known) = self.known.borrow().get(&pair) {
            return *known;
        }
        let key = &issuer.certificate.key;
        self.spent.set(self.spent.get().saturating_add(cost(key)));
        let checked = verify(&node.certificate, key);
        self.known.borrow_mut().insert(pair, checked);
        checked
    }

    /// What all checks have cost, the one of a common key being 1.
    pub fn spent(&self) -> usize {
        self.spent.get()
    }
}

/// What checking one costs, in checks with an RSA key of 2048 bits or a common curve: RSA grows with the square of its size; DSA
/// and the rarer curves are not of the fast engine.
fn cost(key: &PublicKey<'_>) -> usize {
    const SLOW: usize = 20;
    let times = key.bits().unwrap_or_default().div_ceil(2048).max(1);
    let square = times.saturating_mul(times);
    match key.kind {
        KeyKind::Rsa { .. } => square,
        KeyKind::Ec(curve) if curve.bits <= 256 => 1,
        _ => square.saturating_mul(SLOW),
    }
}
