//! Whether a certificate is for a host: Java's HTTPS identification (RFC 2818, RFC 6125 in part).

use std::borrow::Cow;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::node::Node;
use crate::diagnosis::{HostMiss, Release};
use crate::wildcard;
use crate::x509::extension::{Body, GeneralName, Known};
use crate::x509::{Certificate, Fault};

/// Why a certificate is not for a host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HostFault {
    /// DNS names among the alternative names, none of them this one.
    NoDnsName {
        /// The host as it was asked for.
        host: String,
    },
    /// No DNS name, and the common name is another one or not there.
    NoName {
        /// The host.
        host: String,
    },
    /// An address, and no alternative names at all.
    NoAlternativeNames,
    /// An address, none of the alternative names.
    NoAddress {
        /// The address.
        host: String,
    },
    /// The host is none that Java takes for a name.
    Illegal {
        /// The host.
        host: String,
        /// What is wrong with it, in Java's words.
        why: &'static str,
    },
    /// The alternative names cannot be read.
    Unreadable(Fault),
}

/// What the check needs to know beside the certificate.
#[derive(Debug, Clone, Copy)]
pub struct Circumstances {
    /// The release.
    pub release: Release,
    /// Whether the path ends at a root that the JDK brings.
    pub jdk_anchor: bool,
    /// Whether a CA of the path has name constraints of any kind: an address as common name counts then.
    pub names_constrained: bool,
}

/// Checks a certificate for a host name or address.
///
/// # Errors
/// [`HostFault`].
pub fn check(node: &Node<'_>, host: &str, given: Circumstances) -> Result<(), HostFault> {
    let bare = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(host);
    match address(bare) {
        Some(address) => check_address(node, bare, address, given),
        None => check_name(node, host, given),
    }
}

/// Why no name of a certificate stands for a host, where [`check`] has said so.
pub fn explain(certificate: &Certificate<'_>, host: &str) -> HostMiss {
    let bare = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(host);
    let names = certificate.host_names();
    let common_name = certificate.subject.common_name();
    let wanted = bare.trim_end_matches('.').to_lowercase();
    if address(bare).is_some() {
        if names.iter().any(|name| name.eq_ignore_ascii_case(bare)) {
            return HostMiss::AddressAsName;
        }
        if common_name.as_deref() == Some(bare) {
            return HostMiss::AddressInCommonName;
        }
        let names =
            if names.is_empty() { common_name.iter().map(ToString::to_string).collect() } else { names };
        return if names.is_empty() { HostMiss::NoNames } else { HostMiss::AddressWanted { names } };
    }
    for pattern in &names {
        let Some(domain) = pattern.strip_prefix("*.").map(str::to_lowercase) else { continue };
        let below = wanted.strip_suffix(&domain).and_then(|rest| rest.strip_suffix('.'));
        if below.is_some_and(|labels| labels.contains('.')) {
            return HostMiss::WildcardSpansDot { pattern: pattern.clone() };
        }
        if wanted == domain {
            return HostMiss::WildcardForNothing { pattern: pattern.clone() };
        }
    }
    if common_name.as_deref().is_some_and(|name| name.eq_ignore_ascii_case(&wanted)) {
        return HostMiss::CommonNameOnly;
    }
    match (names.is_empty(), common_name) {
        (false, _) => HostMiss::OtherNames { names },
        (true, Some(name)) => HostMiss::OtherNames { names: vec![name.into_owned()] },
        (true, None) => HostMiss::NoNames,
    }
}

/// Java: an IPv4 address may have fewer parts and leading zeros; of an IPv6 address the zone does not count.
fn address(host: &str) -> Option<IpAddr> {
    if host.contains(':') {
        let address = host.split_once('%').map_or(host, |(address, _)| address);
        let address: Ipv6Addr = address.parse().ok()?;
        return Some(address.to_ipv4_mapped().map_or(IpAddr::V6(address), IpAddr::V4));
    }
    let parts: Vec<&str> = host.split('.').collect();
    if parts.len() > 4 {
        return None;
    }
    let numbers: Vec<u64> = parts
        .iter()
        .map(|part| {
            (!part.is_empty() && part.bytes().all(|octet| octet.is_ascii_digit()))
                .then(|| part.parse().ok())?
        })
        .collect::<Option<_>>()?;
    let (last, leading) = numbers.split_last()?;
    if leading.iter().any(|number| *number > 255) || *last >= 1 << (8 * (5 - numbers.len())) {
        return None;
    }
    let start = leading.iter().enumerate().fold(0, |sum, (place, number)| sum | number << (24 - 8 * place));
    u32::try_from(start | last).ok().map(|bits| IpAddr::V4(Ipv4Addr::from_bits(bits)))
}

/// The alternative names that the check looks at.
///
/// Java: up to 17 unreadable ones are none; later they are the exception.
fn alternative_names<'n>(
    node: &'n Node<'_>,
    release: Release,
) -> Result<Option<Vec<GeneralName<'n>>>, HostFault> {
    let Some(extension) = node.certificate.extensions.find(Known::SubjectAlternativeName) else {
        return Ok(None);
    };
    match extension.body() {
        Ok(Body::Names(names)) => Ok(Some(names)),
        Ok(_) => Ok(None),
        Err(_) if release <= Release::Java17 => Ok(None),
        Err(fault) => Err(HostFault::Unreadable(fault)),
    }
}

fn check_address(node: &Node<'_>, host: &str, wanted: IpAddr, given: Circumstances) -> Result<(), HostFault> {
    let names = alternative_names(node, given.release)?;
    let Some(names) = names else { return Err(HostFault::NoAlternativeNames) };
    let mut addresses: Vec<IpAddr> = names.iter().filter_map(as_address).collect();
    if given.names_constrained && addresses.is_empty() {
        // Java: checking the constraints has left it among the alternative names.
        addresses.extend(node.certificate.subject.common_name().and_then(|name| name.parse::<IpAddr>().ok()));
    }
    if addresses.contains(&wanted) { Ok(()) } else { Err(HostFault::NoAddress { host: host.to_owned() }) }
}

fn as_address(name: &GeneralName<'_>) -> Option<IpAddr> {
    let GeneralName::Ip(octets) = name else { return None };
    if let Ok(octets) = <[u8; 4]>::try_from(*octets) {
        return Some(IpAddr::V4(Ipv4Addr::from(octets)));
    }
    let address = Ipv6Addr::from(<[u8; 16]>::try_from(*octets).ok()?);
    Some(address.to_ipv4_mapped().map_or(IpAddr::V6(address), IpAddr::V4))
}

fn check_name(node: &Node<'_>, host: &str, given: Circumstances) -> Result<(), HostFault> {
    let wanted = ascii_host(host, given.release)?;
    let names = alternative_names(node, given.release)?;
    let common_name = node.certificate.subject.common_name();
    let mut patterns: Vec<&str> = Vec::new();
    for name in names.iter().flatten() {
        if let GeneralName::Dns(pattern) = name {
            patterns.push(pattern);
        }
    }
    if given.names_constrained && names.is_some() && patterns.is_empty() {
        // Java: checking the constraints has left it among the alternative names.
        let is_host =
            |name: &&str| name.parse::<IpAddr>().is_err() && super::name_constraints::is_dns_name(name);
        patterns.extend(common_name.as_deref().filter(is_host));
    }
    if patterns.iter().any(|pattern| matches(pattern, &wanted, given)) {
        return Ok(());
    }
    if !patterns.is_empty() {
        return Err(HostFault::NoDnsName { host: host.to_owned() });
    }
    let common_name = common_name.as_deref().map(|name| match name.is_ascii() {
        true => Cow::Borrowed(name),
        // Java: of a common name, and of it alone, letters beyond ASCII are taken.
        false => ascii_host(name, given.release).unwrap_or(Cow::Borrowed(name)),
    });
    match common_name {
        Some(pattern) if matches(&pattern, &wanted, given) => Ok(()),
        _ => Err(HostFault::NoName { host: host.to_owned() }),
    }
}

const TRAILING_DOT: &str = "Server name value of host_name cannot have the trailing dot";

/// The host in ASCII letters, as DNS has it; an error where Java takes it for no host.
fn ascii_host(host: &str, release: Release) -> Result<Cow<'_, str>, HostFault> {
    // Java: 11 alone does not take a dot off the end.
    let trimmed = match host.strip_suffix('.') {
        Some(rest) if release != Release::Java11 => rest,
        _ => host,
    };
    let illegal = |why| Err(HostFault::Illegal { host: trimmed.to_owned(), why });
    if trimmed.ends_with('.') && !trimmed.ends_with("..") {
        return illegal(TRAILING_DOT);
    }
    let ascii: Cow<'_, str> = if trimmed.is_ascii() {
        Cow::Borrowed(trimmed)
    } else {
        match super::idn::to_ascii(trimmed) {
            Some(ascii) => Cow::Owned(ascii),
            None => return illegal("A prohibited code point was found in the input"),
        }
    };
    for label in ascii.split('.') {
        if label.is_empty() {
            return illegal("Empty label is not a legal name");
        }
        if !label.bytes().all(|octet| octet.is_ascii_alphanumeric() || octet == b'-') {
            return illegal("Contains non-LDH ASCII characters");
        }
        if label.starts_with('-') || label.ends_with('-') {
            return illegal("Has leading or trailing hyphen");
        }
        if label.len() > 63 {
            return illegal("The label in the input is too long");
        }
    }
    // Java: 8 only makes sure that it could be written so.
    Ok(if release == Release::Java8 { Cow::Borrowed(trimmed) } else { ascii })
}

/// Whether a name of a certificate stands for the host.
fn matches(pattern: &str, host: &str, given: Circumstances) -> bool {
    let (pattern, host) = (pattern.to_lowercase(), host.to_lowercase());
    if !pattern.contains('*') {
        return pattern == host;
    }
    if !may_be_wildcard(&pattern, given) {
        return false;
    }
    let (labels, wanted): (Vec<&str>, Vec<&str>) = (pattern.split('.').collect(), host.split('.').collect());
    labels.len() == wanted.len()
        && labels.iter().zip(wanted).enumerate().all(|(place, (label, wanted))| {
            // Java: nothing stands for a part of an encoded label.
            let is_encoded = label.starts_with("xn--") && given.release != Release::Java8;
            let allowed = (place == 0 || given.release <= Release::Java17) && !is_encoded;
            if allowed { wildcard::covers(label, wanted) } else { *label == wanted }
        })
}

/// Java: `*` alone and wildcards over a public suffix below a root of the JDK's are none.
fn may_be_wildcard(pattern: &str, given: Circumstances) -> bool {
    let Some((first, domain)) = pattern.split_once('.') else { return false };
    let _ = first;
    !(given.jdk_anchor && super::suffix::is_public(domain))
}
