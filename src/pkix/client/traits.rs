//! What sets the TLS client of one Java apart from another's.

use crate::diagnosis::Release;

/// The ways of a Java, by its release and its update.
///
/// Recorded with 8u504, 11.0.9, 11.0.13, 11.0.33, 17.0.9, 17.0.15, 17.0.21, 21.0.8, 25.0.2 and 25.0.3; where two updates differ,
/// those between them are taken to be like the older one, but for what the rules that they came with need (JDK-8245545). Recipe: testdata/make/hellos/.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Traits {
    pub(super) release: Release,
    /// The order of suites as it was before forward secrecy came first.
    pub(super) is_old_order: bool,
    /// ChaCha20 suites are known.
    pub(super) knows_chacha: bool,
    /// The curves of RFC 7748 are known.
    pub(super) knows_xdh: bool,
    /// Rules may name suites by a `*`.
    pub(super) knows_wildcards: bool,
    /// Rules may be for signatures in the handshake, or in certificates, alone.
    pub(super) knows_usages: bool,
    /// The length of a chain has a limit for each side.
    pub(super) is_late: bool,
    /// TLS 1.3's handshake has no signatures of older schemes.
    pub(super) is_strict: bool,
}

impl Traits {
    pub(super) fn of(release: Release, update: Option<u32>) -> Self {
        let since = |first: u32| update.is_some_and(|update| update >= first);
        let is_early_11 = release == Release::Java11 && update.is_some_and(|update| update <= 9);
        let knows_newest = match release {
            // Not even 8u504 knows what a signature is for, and its own properties have no `*`.
            Release::Java8 => false,
            Release::Java11 => since(33),
            Release::Java17 => update.is_none() || since(21),
            // Of the same days as 17.0.21 and 11.0.33.
            Release::Java21 => since(13),
            Release::Java25 => true,
        };
        let has_wildcards = match release {
            Release::Java11 => since(30),
            Release::Java17 => update.is_none() || since(18),
            Release::Java21 => since(10),
            Release::Java8 | Release::Java25 => knows_newest,
        };
        Self {
            release,
            is_old_order: is_early_11,
            knows_chacha: release > Release::Java8 && !is_early_11,
            knows_xdh: release > Release::Java8 && !is_early_11,
            knows_wildcards: has_wildcards,
            knows_usages: knows_newest,
            is_late: knows_newest,
            is_strict: knows_newest,
        }
    }
}
