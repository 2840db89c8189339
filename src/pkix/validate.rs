//! The checks of a path below an anchor, in Java's order: the first fault is the only one that is told.

use super::algorithms::Algorithms;
use super::decide::Presented;
use super::java::Java;
use super::name_constraints::{Allowed, Constrained};
use super::node::Node;
use super::policies::Policies;
use super::revocation::{Inquiry, Question};
use super::signature::Checks;
use super::verdict::{Crash, PathFault, Purpose};
use crate::crypto::verify::VerifyError;
use crate::diagnosis::Release;
use crate::x509::extension::{Body, Known, PathLength};

/// Bit of keyCertSign (RFC 5280, 4.2.1.3).
const KEY_CERT_SIGN: usize = 5;

/// What a path is checked by.
#[derive(Debug)]
pub(super) struct Examination<'j> {
    pub(super) java: &'j Java,
    /// Milliseconds since 1970.
    pub(super) at: i64,
    pub(super) purpose: Purpose,
    /// The protocol that was negotiated has a list of its own of the signatures it takes in certificates.
    pub(super) is_tls_13: bool,
    /// The signatures that were checked already.
    pub(super) signatures: Checks,
    /// How it is found out whether certificates were revoked; `None` where nobody asks.
    pub(super) inquiry: Option<Inquiry<'j>>,
}

/// Why a path is not good, and the number of the certificate at fault.
#[derive(Debug)]
pub(super) enum Failed {
    Fault(PathFault, Option<usize>),
    Crash(Crash),
}

impl From<Crash> for Failed {
    fn from(crash: Crash) -> Self {
        Self::Crash(crash)
    }
}

impl<'j> Examination<'j> {
    pub(super) fn new(java: &'j Java, presented: &Presented<'_>) -> Self {
        let (at, purpose, is_tls_13) = (presented.at, presented.purpose, presented.is_tls_13);
        Self { java, at, purpose, is_tls_13, signatures: Checks::default(), inquiry: None }
    }

    /// Checks a path, leaf first, below an anchor.
    pub(super) fn validate(&self, path: &[&Node<'_>], anchor: &Node<'_>) -> Result<(), Failed> {
        self.check(path, anchor, Constrained::default())
    }

    /// The same for a path that was found by searching. Java: there the anchor's key must be one for TLS, too, and 11 holds
    /// the anchor's own name constraints against the path, and does not take common names for hosts.
    pub(super) fn validate_found(&self, path: &[&Node<'_>], anchor: &Node<'_>) -> Result<(), Failed> {
        let algorithms = Algorithms::new(self, anchor);
        algorithms.check_tls_key(anchor).map_err(|fault| Failed::Fault(fault, None))?;
        if self.java.release != Release::Java11 {
            return self.check(path, anchor, Constrained::default());
        }
        let mut constrained = Constrained::without_common_names();
        constrained.add(anchor)?;
        self.check(path, anchor, constrained)
    }

    fn check<'n>(
        &self,
        path: &[&'n Node<'_>],
        anchor: &'n Node<'_>,
        mut constrained: Constrained<'n>,
    ) -> Result<(), Failed> {
        if self.is_blocked(anchor) {
            return Err(Failed::Fault(PathFault::Blocked, None));
        }
        if let Some(inquiry) = &self.inquiry {
            inquiry.begin().map_err(|fault| Failed::Fault(PathFault::Revocation(fault), None))?;
        }
        let algorithms = Algorithms::new(self, anchor);
        let mut policies = Policies::new();
        let mut room = path.len();
        let top = path.len().saturating_sub(1);
        for (index, node) in path.iter().enumerate().rev() {
            let at = |fault| Failed::Fault(fault, Some(index));
            let is_leaf = index == 0;
            let issuer = path.get(index + 1).copied().unwrap_or(anchor);
            if self.is_blocked(node) {
                return Err(at(PathFault::Blocked));
            }
            algorithms.check_disabled(node, index == top).map_err(at)?;
            if !is_leaf {
                check_cert_sign(node).map_err(at)?;
                check_basic_constraints(node, &mut room, index == top).map_err(at)?;
            }
            if is_leaf || !node.is_self_issued() {
                match constrained.allow(node, self.java)? {
                    Allowed::Yes => {}
                    Allowed::No => return Err(at(PathFault::NameConstraints)),
                    Allowed::Unknown { is_minimum } => {
                        return Err(at(PathFault::BaseDistance { is_minimum }));
                    }
                }
            }
            if !is_leaf {
                constrained.add(node)?;
            }
            policies.take(node, is_leaf).map_err(|fault| at(PathFault::Policy(fault)))?;
            self.check_validity(node).map_err(at)?;
            self.check_signature(node, issuer).map_err(|error| at(PathFault::Signature(error)))?;
            if let Some(inquiry) = &self.inquiry {
                let question = Question { node, issuer, below_anchor: index == top };
                inquiry.check(question).map_err(|fault| at(PathFault::Revocation(fault)))?;
            }
            algorithms.check_tls(node, is_leaf, index == top).map_err(at)?;
            if has_unknown_critical(node) {
                return Err(at(PathFault::CriticalExtensions));
            }
        }
        Ok(())
    }

    fn is_blocked(&self, node: &Node<'_>) -> bool {
        !self.java.blocked.is_empty() && self.java.blocked.contains(&node.fingerprint())
    }

    fn check_validity(&self, node: &Node<'_>) -> Result<(), PathFault> {
        let [from, until] = node.certificate.validity;
        if self.at < from {
            return Err(PathFault::NotYetValid);
        }
        if self.at > until { Err(PathFault::Expired) } else { Ok(()) }
    }

    pub(super) fn check_signature(&self, node: &Node<'_>, issuer: &Node<'_>) -> Result<(), VerifyError> {
        if !super::algorithms::knows_signature(&node.certificate, self.java.release) {
            return Err(VerifyError::Unsupported);
        }
        self.signatures.check(node, issuer)
    }
}

fn check_cert_sign(node: &Node<'_>) -> Result<(), PathFault> {
    match node.certificate.key_usage() {
        Some(bits) if !bits.is_set(KEY_CERT_SIGN) => Err(PathFault::NoCertSign),
        _ => Ok(()),
    }
}

/// `room` is how many more CAs may follow that are not self-issued.
///
/// Java: a self-issued CA of version 1 directly below the anchor is taken for one.
fn check_basic_constraints(node: &Node<'_>, room: &mut usize, is_topmost: bool) -> Result<(), PathFault> {
    let certificate = &node.certificate;
    let limit = if certificate.version < 3 {
        if is_topmost && node.is_self_issued() { usize::MAX } else { return Err(PathFault::NotCa) }
    } else {
        match certificate.extension(Known::BasicConstraints) {
            Some(Body::BasicConstraints { ca: true, path_length: PathLength::At(length) }) => {
                usize::try_from(length).map_err(|_| PathFault::NotCa)?
            }
            Some(Body::BasicConstraints { ca: true, .. }) => usize::MAX,
            _ => return Err(PathFault::NotCa),
        }
    };
    if !node.is_self_issued() {
        *room = room.checked_sub(1).ok_or(PathFault::PathLength)?;
    }
    *room = limit.min(*room);
    Ok(())
}

/// Whether a critical extension is none of those that the checks look at.
fn has_unknown_critical(node: &Node<'_>) -> bool {
    const HANDLED: [Known; 9] = [
        Known::KeyUsage,
        Known::ExtendedKeyUsage,
        Known::SubjectAlternativeName,
        Known::BasicConstraints,
        Known::NameConstraints,
        Known::CertificatePolicies,
        Known::PolicyMappings,
        Known::PolicyConstraints,
        Known::InhibitAnyPolicy,
    ];
    let mut extensions = node.certificate.extensions.iter();
    extensions
        .any(|extension| extension.critical && !extension.known.is_some_and(|known| HANDLED.contains(&known)))
}
