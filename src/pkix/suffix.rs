//! Public suffixes: domains under which anybody can register.

/// Whether `domain` is one.
pub(super) fn is_public(domain: &str) -> bool {
    !domain.contains('.')
}
