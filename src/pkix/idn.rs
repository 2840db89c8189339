//! Hosts with letters beyond ASCII, as DNS spells them.

/// The host in ASCII; `None` where it cannot be.
pub(super) fn to_ascii(host: &str) -> Option<String> {
    idna::domain_to_ascii(host).ok().filter(|ascii| !ascii.is_empty())
}
