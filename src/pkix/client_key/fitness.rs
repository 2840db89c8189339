//! Whether a key answers to a server's request, and how well.

use super::super::algorithms::{Algorithms, check_usage_bits, signature_name};
use super::super::decide::Presented;
use super::super::java::Java;
use super::super::node::Node;
use super::super::usage;
use super::super::validate::Examination;
use super::super::verdict::{PathFault, Purpose, UsageFault};
use super::request::Asked;
use crate::diagnosis::Release;

use super::{AlgorithmFault, Blemish, Candidate, KeyManager, WhyNot};

/// What all keys are held against.
pub(super) struct Fitness<'f> {
    pub(super) java: &'f Java,
    pub(super) asked: &'f Asked<'f>,
    pub(super) manager: KeyManager,
    pub(super) at: i64,
    /// The accepted authorities in a form that can be compared; `None`: any.
    pub(super) authorities: Option<Vec<String>>,
}

/// How well a key answers.
pub(super) struct Rank {
    /// The place of its kind among those asked for.
    pub(super) key: usize,
    pub(super) blemish: Option<Blemish>,
}

impl Rank {
    /// Java: up to 17 one kind of key is tried after the other. Later they are ranked together: a sound key of the first kind,
    /// sound ones of any other kind in the order of the store, then those with blemishes. To SunX509 all are sound, and a
    /// kind asked for earlier comes first in any case.
    pub(super) fn order(&self, manager: KeyManager, release: Release) -> (usize, usize) {
        let tier = usize::from(self.tier(manager));
        match manager {
            KeyManager::Pkix if release >= Release::Java21 && tier == 0 => (tier, self.key.min(1)),
            KeyManager::Pkix if release >= Release::Java21 => (tier, self.key),
            _ => (self.key, tier),
        }
    }

    /// Java: SunX509 does not look for blemishes; to PKIX a wrong time is a smaller one than a wrong use.
    fn tier(&self, manager: KeyManager) -> u8 {
        match (manager, self.blemish) {
            (KeyManager::SunX509, _) | (_, None) => 0,
            (_, Some(Blemish::Expired | Blemish::NotYetValid)) => 1,
            (_, Some(Blemish::ExtendedKeyUsage | Blemish::KeyUsage)) => 2,
        }
    }
}

impl Fitness<'_> {
    pub(super) fn of(&self, candidate: &Candidate<'_>) -> Result<Rank, WhyNot> {
        let key = self.asked.keys.iter().position(|key| *key == candidate.family);
        let key = key.ok_or_else(|| WhyNot::KeyType(candidate.family.clone()))?;
        let is_issued_by = |names: &[String]| candidate.chain.iter().any(|node| names.contains(&node.issuer));
        if self.authorities.as_deref().is_some_and(|names| !is_issued_by(names)) {
            return Err(WhyNot::Issuer);
        }
        if self.manager == KeyManager::Pkix {
            self.check_algorithms(&candidate.chain)?;
        }
        Ok(Rank { key, blemish: candidate.leaf().and_then(|leaf| self.blemish(leaf)) })
    }

    /// Java: from the last certificate to the first, the root's signature as well, and none of them as an anchor.
    fn check_algorithms(&self, chain: &[Node<'_>]) -> Result<(), WhyNot> {
        let presented = Presented {
            chain: Vec::new(),
            at: self.at,
            host: None,
            purpose: Purpose::Client,
            auth_type: "UNKNOWN",
            is_tls_13: false,
        };
        let examination = Examination::new(self.java, &presented);
        for (place, node) in chain.iter().enumerate().rev() {
            let algorithms = Algorithms::without_anchor(&examination, node);
            let check = || -> Result<(), AlgorithmFault> {
                algorithms.check_disabled(node, false).map_err(fault)?;
                algorithms.check_tls_key(node).map_err(fault)?;
                let signature = signature_name(&node.certificate, self.java.release);
                if !self.asked.takes_signature(&signature) {
                    return Err(AlgorithmFault::NotAsked(signature));
                }
                if place == 0 { check_usage_bits(node).map_err(fault) } else { Ok(()) }
            };
            check().map_err(|fault| WhyNot::Algorithm { certificate: place, fault })?;
        }
        Ok(())
    }

    /// The first thing about a leaf that speaks against it.
    fn blemish(&self, leaf: &Node<'_>) -> Option<Blemish> {
        match usage::check(leaf, Purpose::Client, "UNKNOWN", self.java.release) {
            Err(UsageFault::DigitalSignature) => return Some(Blemish::KeyUsage),
            Err(UsageFault::Netscape(_)) | Ok(()) => {}
            Err(_) => return Some(Blemish::ExtendedKeyUsage),
        }
        let [from, until] = leaf.certificate.validity;
        if self.at < from {
            return Some(Blemish::NotYetValid);
        }
        (self.at > until).then_some(Blemish::Expired)
    }
}

fn fault(fault: PathFault) -> AlgorithmFault {
    match fault {
        PathFault::Key { rule, .. } => AlgorithmFault::Key(rule),
        PathFault::SignatureAlgorithm { rule } => AlgorithmFault::Signature(rule),
        PathFault::TlsKey => AlgorithmFault::TlsKey,
        _ => AlgorithmFault::KeyUsageEmpty,
    }
}
