//! The name that a Java tells to a server (SNI).

use std::net::IpAddr;

use crate::diagnosis::Release;

/// The name for a host, in ASCII; `None` where Java tells none.
///
/// Java: from 17 on without a dot at the end, before that none with one;
/// no address, no name without a dot, and nothing that is no host name by the letter (RFC 1123), an underscore
/// included. It says nothing of that.
pub(super) fn server_name(host: &str, release: Release) -> Option<String> {
    let bare = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(host);
    let bare = if release >= Release::Java17 { bare.strip_suffix('.').unwrap_or(bare) } else { bare };
    if bare.parse::<IpAddr>().is_ok() || !bare.contains('.') {
        return None;
    }
    let ascii = if bare.is_ascii() { bare.to_owned() } else { crate::pkix::idn::to_ascii(bare)? };
    ascii.split('.').all(is_label).then_some(ascii)
}

fn is_label(label: &str) -> bool {
    let is_inner = |octet: u8| octet.is_ascii_alphanumeric() || octet == b'-';
    (1..=63).contains(&label.len())
        && label.bytes().all(is_inner)
        && !label.starts_with('-')
        && !label.ends_with('-')
}
