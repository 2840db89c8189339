//! The Java that decides: its release, and what its files say about algorithms, blocked certificates and distrusted CAs.

use std::collections::{BTreeMap, BTreeSet};

use super::constraints::{ConstraintError, Constraints};
use super::distrust::DistrustPolicy;
use super::fingerprints::Fingerprint;
use super::node::Node;
use crate::diagnosis::Release;
use crate::jvm::policy::Policy;

/// All that a trust decision depends on beside the certificates.
#[derive(Debug, Clone)]
pub struct Java {
    /// The release whose order of checks, limits and words count.
    pub release: Release,
    /// Which update of it, where that is told: 9 of 17.0.9, 202 of 8u202.
    pub update: Option<u32>,
    /// Its own version, where its release is none of [`Release::ALL`] and it is judged as the nearest of them,
    /// [`release`](Self::release): `27.0.1`.
    pub own: Option<String>,
    /// `jdk.certpath.disabledAlgorithms`.
    pub certpath: Constraints,
    /// `jdk.tls.disabledAlgorithms`.
    pub tls: Constraints,
    /// The policies that `jdk.security.caDistrustPolicies` names.
    pub distrust: Vec<DistrustPolicy>,
    /// The certificates of `lib/security/blocked.certs`.
    pub blocked: BTreeSet<Fingerprint>,
    /// The roots that the JDK itself brings: those of cacerts whose alias has a `[jdk`, by subject (canonical form).
    pub jdk_roots: BTreeMap<String, BTreeSet<Fingerprint>>,
    /// `-Djdk.security.allowNonCaAnchor=true`.
    pub allows_non_ca_anchors: bool,
    /// Whether the message of a connection that failed begins with the alert, `(certificate_unknown) …`.
    pub names_alerts: bool,
}

/// A property whose constraints Java refuses: no TLS connection is made then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{property}: {fault}")]
pub struct PropertyError {
    /// Its name.
    pub property: &'static str,
    /// What Java does not take.
    pub fault: ConstraintError,
}

impl Java {
    /// A Java of this release with the policy it comes with.
    pub fn of(release: Release) -> Self {
        // The tables of all releases are read by a test; one that could not be would disable nothing.
        Self::with_policy(release, &Policy::of_release(release)).unwrap_or_else(|_| Self {
            release,
            update: None,
            own: None,
            certpath: Constraints::default(),
            tls: Constraints::default(),
            distrust: Vec::new(),
            blocked: BTreeSet::new(),
            jdk_roots: BTreeMap::new(),
            allows_non_ca_anchors: false,
            names_alerts: names_alerts(release, None),
        })
    }

    /// This Java as an update of its release, where that is told: 9 of 17.0.9.
    #[must_use]
    pub fn of_update(self, update: Option<u32>) -> Self {
        Self { names_alerts: names_alerts(self.release, update), update, ..self }
    }

    /// Which Java it is, as exactly as is known: `17.0.21`, or `17` where nobody told the update.
    pub fn version(&self) -> String {
        let known =
            || self.update.map_or_else(|| self.release.to_string(), |update| self.release.version(update));
        self.own.clone().unwrap_or_else(known)
    }

    /// The same for people, with the release that it is taken for: `27.0.1 (judged as 25)`.
    pub fn name(&self) -> String {
        let likeness = self.own.as_ref().map(|_| format!(" (judged as {})", self.release));
        self.version() + &likeness.unwrap_or_default()
    }

    /// Adds a root that the JDK brings.
    pub fn add_jdk_root(&mut self, root: &Node<'_>) {
        self.jdk_roots.entry(root.subject.clone()).or_default().insert(root.fingerprint());
    }

    /// Whether an anchor is a root that the JDK brings.
    pub fn is_jdk_root(&self, anchor: &Node<'_>) -> bool {
        self.jdk_roots.get(&anchor.subject).is_some_and(|roots| roots.contains(&anchor.fingerprint()))
    }

    /// A Java of this release with another policy: the properties of a `java.security` file.
    ///
    /// # Errors
    /// [`PropertyError`] where Java would refuse a property's constraints.
    pub fn with_policy(release: Release, policy: &Policy) -> Result<Self, PropertyError> {
        let curves = policy.value("jdk.disabled.namedCurves");
        let read = |property| {
            Constraints::read(policy.value(property).unwrap_or_default(), curves)
                .map_err(|fault| PropertyError { property, fault })
        };
        Ok(Self {
            release,
            update: None,
            own: None,
            certpath: read("jdk.certpath.disabledAlgorithms")?,
            tls: read("jdk.tls.disabledAlgorithms")?,
            distrust: DistrustPolicy::named(
                policy.value("jdk.security.caDistrustPolicies").unwrap_or_default(),
            ),
            blocked: super::distrust::blocked(release).collect(),
            jdk_roots: BTreeMap::new(),
            allows_non_ca_anchors: false,
            names_alerts: names_alerts(release, None),
        })
    }
}

/// Observed: 17.0.9, 17.0.15 and 21.0.8 do not, 17.0.21 and 25 do; those between are taken to be like the older one.
fn names_alerts(release: Release, update: Option<u32>) -> bool {
    match release {
        Release::Java17 => update.is_none_or(|update| update >= 21),
        other => other == Release::Java25,
    }
}
