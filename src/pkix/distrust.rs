//! Certificates and CAs that Java no longer trusts whatever the store says.
//!
//! Observed in 8u504, 11.0.13, 17.0.21, 21.0.8 and 25.0.2: the lists, the days, and that the day of the leaf's notBefore
//! (UTC) is what counts. Since October 2026 (17.0.21, 21.0.13, 25.0.5) three of the policies have no day any more.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

use super::fingerprints::{self, Fingerprint, Table};
use super::java::Java;
use super::node::Node;
use crate::diagnosis::Release;
use crate::jvm::policy::read_properties;

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

/// Roots: the releases that know them, the policy, the subject.
static ROOTS: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("distrust/roots.tsv")));
/// Blocked certificates: the releases that block them, the subject.
static BLOCKED: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("distrust/blocked.tsv")));

/// Apple's CAs below Symantec's roots, which had until the end of 2019.
const EXEMPT: [&str; 2] = [
    "a4fe7c7f15155f3f0aef7aaa83cf6e06deb97ca3f909df920ac1490882d488ed",
    "ac2b922ecfd5e01711772fea8ed372de9d1e2245fce3f57a9cdbec77296a424b",
];
const EXEMPT_UNTIL: Date = date(2019, 12, 31);

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

    /// The last day on which a certificate may have been issued to be trusted; `None` where none is.
    pub fn last_day(self, java: &Java, at: i64) -> Option<Date> {
        let update = java.update.unwrap_or(java.release.observed());
        let is_over = match java.release {
            Release::Java17 => update >= 21,
            Release::Java21 => update >= 13,
            Release::Java25 => update >= 5,
            Release::Java8 | Release::Java11 => false,
        };
        match self {
            Self::Symantec if !is_over => Some(date(2019, 4, 16)),
            Self::Entrust if !is_over => Some(date(2024, 11, 11)),
            Self::Camerfirma if !is_over => Some(date(2025, 4, 15)),
            Self::Chunghwa if !is_over || day_of(at)? <= date(2027, 4, 19) => Some(date(2026, 3, 17)),
            _ => None,
        }
    }
}

/// The certificates that a release blocks.
pub fn blocked(release: Release) -> impl Iterator<Item = Fingerprint> {
    let is_of = move |(fingerprint, told)| fingerprints::of_release(told, release).map(|_| fingerprint);
    BLOCKED.iter().filter_map(is_of)
}

/// The fingerprints in the text of `lib/security/blocked.certs` (JDK 8: `blacklisted.certs`).
///
/// Java: a properties file; without `Algorithm=SHA-256` it blocks nothing, and only digits in upper case count.
pub fn read_blocked(text: &str) -> Vec<Fingerprint> {
    let properties = read_properties(text);
    if !properties.iter().any(|one| one.name == "Algorithm" && one.value.trim() == "SHA-256") {
        return Vec::new();
    }
    let names = properties.iter().map(|one| &one.name);
    let counts = |name: &&String| !name.contains(|letter: char| letter.is_ascii_lowercase());
    names.filter(counts).filter_map(|name| fingerprints::read(name)).collect()
}

/// Whether any release blocks this certificate.
pub fn is_blocked_anywhere(fingerprint: &Fingerprint) -> bool {
    BLOCKED.get(fingerprint).is_some()
}

/// The policy of any release that concerns this root.
pub fn policy_of(root: &Fingerprint) -> Option<DistrustPolicy> {
    let name = ROOTS.get(root)?.split('\t').nth(1)?;
    DistrustPolicy::ALL.into_iter().find(|policy| policy.name() == name)
}

/// Why a leaf is not trusted although its path is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Distrust {
    /// The policy.
    pub policy: DistrustPolicy,
    /// The last day on which it may have been issued; `None` where nothing of this root is trusted.
    pub last_day: Option<Date>,
}

/// Whether a policy distrusts a leaf because of its anchor. `below` is the certificate that the anchor issued.
pub fn check(
    java: &Java,
    at: i64,
    leaf: &Node<'_>,
    below: Option<&Node<'_>>,
    anchor: &Node<'_>,
) -> Result<(), Distrust> {
    if java.distrust.is_empty() {
        return Ok(());
    }
    let told = ROOTS.get(&anchor.fingerprint()).and_then(|told| fingerprints::of_release(told, java.release));
    let name = told.and_then(|told| told.split('\t').next());
    let Some(policy) = java.distrust.iter().copied().find(|policy| Some(policy.name()) == name) else {
        return Ok(());
    };
    let Some(mut last_day) = policy.last_day(java, at) else {
        return Err(Distrust { policy, last_day: None });
    };
    let is_exempt = |node: &Node<'_>| {
        let fingerprint = node.fingerprint();
        EXEMPT.iter().any(|exempt| fingerprints::read(exempt) == Some(fingerprint))
    };
    if policy == DistrustPolicy::Symantec && below.is_some_and(is_exempt) {
        last_day = EXEMPT_UNTIL;
    }
    let [issued, _] = leaf.certificate.validity;
    match day_of(issued) {
        Some(day) if day <= last_day => Ok(()),
        _ => Err(Distrust { policy, last_day: Some(last_day) }),
    }
}

/// The day in Greenwich of an instant in milliseconds.
fn day_of(at: i64) -> Option<Date> {
    Timestamp::from_millisecond(at).ok().map(|instant| instant.to_zoned(TimeZone::UTC).date())
}
