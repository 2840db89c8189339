//! Certificates and CAs that Java no longer trusts whatever the store says.

use std::collections::BTreeSet;

use super::java::Fingerprint;
use crate::diagnosis::Release;

/// A policy of `jdk.security.caDistrustPolicies`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DistrustPolicy {
    /// `SYMANTEC_TLS`
    Symantec,
    /// `ENTRUST_TLS`
    Entrust,
    /// `CAMERFIRMA_TLS`
    Camerfirma,
    /// `CHUNGHWA_TLS`
    Chunghwa,
}

impl DistrustPolicy {
    const ALL: [Self; 4] = [Self::Symantec, Self::Entrust, Self::Camerfirma, Self::Chunghwa];

    /// Its name in the property.
    pub fn name(self) -> &'static str {
        match self {
            Self::Symantec => "SYMANTEC_TLS",
            Self::Entrust => "ENTRUST_TLS",
            Self::Camerfirma => "CAMERFIRMA_TLS",
            Self::Chunghwa => "CHUNGHWA_TLS",
        }
    }

    /// The policies that the value of the property names.
    pub fn named(value: &str) -> Vec<Self> {
        let words = value.split(',').map(str::trim);
        words.filter_map(|word| Self::ALL.into_iter().find(|policy| policy.name() == word)).collect()
    }
}

/// The certificates that a release blocks.
pub fn blocked(_release: Release) -> BTreeSet<Fingerprint> {
    BTreeSet::new()
}

/// Why a leaf is not trusted although its path is good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distrust {
    /// The policy.
    pub policy: DistrustPolicy,
}
