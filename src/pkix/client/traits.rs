//! What sets the TLS client of one Java apart from another's.

use crate::diagnosis::Release;

/// The ways of a Java, by its release and its update.
///
/// Recorded with 8u504, 11.0.9, 11.0.13, 11.0.33, 17.0.9, 17.0.21, 21.0.8, 25.0.2 and 25.0.3; where two updates differ,
/// those between them are taken to be like the older one. Recipe: testdata/make/hellos/.
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
        let after = |last: u32| update.is_some_and(|update| update > last);
        let is_early_11 = release == Release::Java11 && update.is_some_and(|update| update <= 9);
        let knows_newest = match release {
            // Not even 8u504 knows what a signature is for, and its own properties have no `*`.
            Release::Java8 => false,
            Release::Java11 => after(13),
            Release::Java17 => update.is_none() || after(9),
            Release::Java21 => after(8),
            Release::Java25 => true,
        };
        Self {
            release,
            is_old_order: is_early_11,
            knows_chacha: release > Release::Java8 && !is_early_11,
            knows_xdh: release > Release::Java8 && !is_early_11,
            knows_wildcards: knows_newest,
            knows_usages: knows_newest,
            is_late: knows_newest,
            is_strict: knows_newest,
        }
    }
}
