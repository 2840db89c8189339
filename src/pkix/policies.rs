//! Certificate policies along a path (RFC 5280, 6.1.3 to 6.1.5), for a client that asks for none in particular: they count
//! only where a CA requires one.
//!
//! Of RFC 5280's tree only the lowest level is kept, its nodes of one policy merged, as in RFC 9618: whether anything is
//! left is the same question, and a hostile chain cannot make it grow.

use std::collections::{BTreeMap, BTreeSet};

use super::node::Node;
use super::verdict::PolicyFault;
use crate::x509::extension::{Body, Known};

/// Content octets of 2.5.29.32.0.
const ANY: &[u8] = &[0x55, 0x1d, 0x20, 0x00];

type Level = BTreeMap<Vec<u8>, BTreeSet<Vec<u8>>>;

/// The state between two certificates; the topmost is taken first.
#[derive(Debug)]
pub(super) struct Policies {
    /// Policies, each with those that the next certificate may name for it; `None` where none is left.
    level: Option<Level>,
    /// How many more certificates may do without a policy, be mapped, or say anyPolicy.
    explicit: Count,
    mapping: Count,
    any: Count,
}

/// A number of certificates, or no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Count(Option<u32>);

impl Count {
    fn is_over(self) -> bool {
        self.0 == Some(0)
    }

    fn step(&mut self) {
        self.0 = self.0.map(|left| left.saturating_sub(1));
    }

    fn limit(&mut self, to: i32) {
        if let Ok(to) = u32::try_from(to) {
            self.0 = Some(self.0.map_or(to, |left| left.min(to)));
        }
    }
}

impl Policies {
    pub(super) fn new() -> Self {
        let level = Level::from([(ANY.to_vec(), BTreeSet::from([ANY.to_vec()]))]);
        let unlimited = Count(None);
        Self { level: Some(level), explicit: unlimited, mapping: unlimited, any: unlimited }
    }

    /// Takes the next certificate; `is_leaf` where it is the last.
    pub(super) fn take(&mut self, node: &Node<'_>, is_leaf: bool) -> Result<(), PolicyFault> {
        let certificate = &node.certificate;
        let critical =
            certificate.extensions.find(Known::CertificatePolicies).is_some_and(|found| found.critical);
        let named: Option<BTreeSet<Vec<u8>>> = match certificate.extension(Known::CertificatePolicies) {
            Some(Body::Policies(policies)) => {
                let counts = critical && self.level.is_some();
                if counts && policies.iter().any(|policy| !policy.qualifiers.is_empty()) {
                    return Err(PolicyFault::CriticalQualifiers);
                }
                Some(policies.iter().map(|policy| policy.oid.to_vec()).collect())
            }
            _ => None,
        };
        let counts_any = !self.any.is_over() || (!is_leaf && node.is_self_issued());
        self.level = match (self.level.take(), named) {
            (Some(level), Some(named)) => Some(next_level(&level, &named, counts_any)),
            _ => None,
        };
        self.level.take_if(|level| level.is_empty());
        if is_leaf {
            self.explicit.step();
            if let Some(Body::PolicyConstraints { require: 0, .. }) =
                certificate.extension(Known::PolicyConstraints)
            {
                self.explicit = Count(Some(0));
            }
        } else if let Some(Body::PolicyMappings(mappings)) = certificate.extension(Known::PolicyMappings) {
            self.map(&mappings)?;
        }
        if self.explicit.is_over() && self.level.is_none() {
            return Err(PolicyFault::NoneLeft);
        }
        if !is_leaf {
            self.prepare(node);
        }
        Ok(())
    }

    /// What a CA says of the certificates below it.
    fn prepare(&mut self, node: &Node<'_>) {
        let certificate = &node.certificate;
        if !node.is_self_issued() {
            self.explicit.step();
            self.mapping.step();
            self.any.step();
        }
        if let Some(Body::PolicyConstraints { require, inhibit }) =
            certificate.extension(Known::PolicyConstraints)
        {
            self.explicit.limit(require);
            self.mapping.limit(inhibit);
        }
        if let Some(Body::InhibitAnyPolicy(count)) = certificate.extension(Known::InhibitAnyPolicy) {
            self.any.limit(count);
        }
    }

    fn map(&mut self, mappings: &[(&[u8], &[u8])]) -> Result<(), PolicyFault> {
        let Some(level) = &mut self.level else { return Ok(()) };
        let mut targets: BTreeMap<&[u8], BTreeSet<Vec<u8>>> = BTreeMap::new();
        for (issuer, subject) in mappings {
            if *issuer == ANY {
                return Err(PolicyFault::AnyPolicyMapped);
            }
            if *subject == ANY {
                return Err(PolicyFault::MappedToAnyPolicy);
            }
            targets.entry(issuer).or_default().insert(subject.to_vec());
        }
        let has_any = level.contains_key(ANY);
        for (issuer, subjects) in targets {
            if self.mapping.is_over() {
                level.remove(issuer);
            } else if has_any || level.contains_key(issuer) {
                level.insert(issuer.to_vec(), subjects);
            }
        }
        self.level.take_if(|level| level.is_empty());
        Ok(())
    }
}

/// The policies that a certificate continues of those above it.
fn next_level(above: &Level, named: &BTreeSet<Vec<u8>>, counts_any: bool) -> Level {
    let mut level = Level::new();
    let own = |policy: &Vec<u8>| (policy.clone(), BTreeSet::from([policy.clone()]));
    let has_any = above.contains_key(ANY);
    let expected: BTreeSet<&Vec<u8>> = above.values().flatten().collect();
    for policy in named.iter().filter(|policy| *policy != ANY) {
        if expected.contains(policy) || has_any {
            level.extend([own(policy)]);
        }
    }
    if counts_any && named.contains(ANY) {
        for policy in expected {
            if !level.contains_key(policy) {
                level.extend([own(policy)]);
            }
        }
    }
    level
}
