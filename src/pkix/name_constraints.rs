//! Name constraints of the CAs of a path, held against the certificates below them as Java does it.

use std::borrow::Cow;
use std::net::IpAddr;

use super::java::Java;
use super::node::Node;
use super::verdict::Crash;
use crate::diagnosis::Release;
use crate::wildcard;
use crate::x509::Name;
use crate::x509::extension::{Body, GeneralName, Known, NameConstraints, Subtree};

/// The constraints of the CAs so far, the topmost first.
#[derive(Debug, Default)]
pub(super) struct Constrained<'a> {
    levels: Vec<NameConstraints<'a>>,
    /// Whether constraints are kept apart, and only names that are given as such are held against them.
    is_plain: bool,
}

/// Whether names are allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Allowed {
    Yes,
    No,
    /// A subtree begins or ends at a distance.
    Unknown {
        is_minimum: bool,
    },
}

impl<'a> Constrained<'a> {
    /// For a search by Java 11.
    pub(super) fn without_common_names() -> Self {
        Self { levels: Vec::new(), is_plain: true }
    }

    /// Adds those of a CA.
    pub(super) fn add(&mut self, node: &'a Node<'a>) -> Result<(), Crash> {
        let Some(Body::NameConstraints(constraints)) = node.certificate.extension(Known::NameConstraints)
        else {
            return Ok(());
        };
        if let Some(new) = constraints.permitted.as_ref().filter(|_| !self.is_plain) {
            for earlier in self.levels.iter().filter_map(|level| level.permitted.as_ref()) {
                check_common_ground(earlier, new)?;
            }
        }
        self.levels.push(constraints);
        Ok(())
    }

    /// Whether all of them allow the names of a certificate.
    pub(super) fn allow(&self, node: &Node<'_>, java: &Java) -> Result<Allowed, Crash> {
        if self.levels.is_empty() {
            return Ok(Allowed::Yes);
        }
        if let Some(is_minimum) = self.distance().filter(|_| !self.is_plain) {
            return Ok(Allowed::Unknown { is_minimum });
        }
        let certificate = &node.certificate;
        let mut octets = Vec::new();
        let mut names = certificate.alternative_names();
        if !self.is_plain && certificate.extensions.find(Known::SubjectAlternativeName).is_none() {
            names.extend(mailboxes(node));
        }
        let common_name = certificate.subject.common_name().filter(|_| !self.is_plain);
        if let Some(name) = common_name.as_deref().and_then(|name| as_host(name, &mut octets))
            && !names.iter().any(|other| std::mem::discriminant(other) == std::mem::discriminant(&name))
        {
            names.push(name);
        }
        if self.is_plain || !certificate.subject.is_empty() {
            names.insert(0, GeneralName::Directory(certificate.subject));
        }
        for level in &self.levels {
            for name in &names {
                match level_allows(level, name, java) {
                    Ok(true) => {}
                    // Java: when it searches, 11 does not look into the host of a URI.
                    Err(Crash::NoHostInUri) if self.is_plain && level.permitted.is_none() => {}
                    Err(Crash::NoHostInUri) if self.is_plain => return Ok(Allowed::No),
                    Ok(false) => return Ok(Allowed::No),
                    Err(crash) => return Err(crash),
                }
            }
        }
        Ok(Allowed::Yes)
    }

    /// Whether a subtree is given a distance, the nearest rather than the farthest.
    fn distance(&self) -> Option<bool> {
        let subtrees = || {
            let lists = self.levels.iter().flat_map(|level| [&level.permitted, &level.excluded]);
            lists.flatten().flatten()
        };
        if subtrees().any(|subtree| subtree.minimum != 0) {
            return Some(true);
        }
        subtrees().any(|subtree| subtree.maximum != -1).then_some(false)
    }
}

/// The e-mail addresses in a subject.
fn mailboxes<'n>(node: &'n Node<'_>) -> Vec<GeneralName<'n>> {
    const EMAIL: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 1];
    let attributes = node.certificate.subject.rdns().flat_map(|rdn| rdn.attributes());
    let texts =
        attributes.filter(|attribute| attribute.kind == EMAIL).filter_map(|attribute| attribute.text());
    texts.map(GeneralName::Rfc822).collect()
}

/// A common name that passes for an address or a host.
fn as_host<'n>(common_name: &'n str, octets: &'n mut Vec<u8>) -> Option<GeneralName<'n>> {
    if let Ok(address) = common_name.parse::<IpAddr>() {
        *octets = match address {
            IpAddr::V4(address) => address.octets().to_vec(),
            IpAddr::V6(address) => address.octets().to_vec(),
        };
        return Some(GeneralName::Ip(octets));
    }
    is_dns_name(common_name).then_some(GeneralName::Dns(Cow::Borrowed(common_name)))
}

/// Labels of letters, digits and hyphens, beginning with a letter or digit and not ending with a hyphen; the first may be
/// `*`.
pub(super) fn is_dns_name(text: &str) -> bool {
    let text = text.strip_prefix("*.").unwrap_or(text);
    !text.is_empty()
        && text.split('.').all(|label| {
            label.starts_with(|first: char| first.is_ascii_alphanumeric())
                && !label.ends_with('-')
                && label.chars().all(|character| character.is_ascii_alphanumeric() || character == '-')
        })
}

fn level_allows(level: &NameConstraints<'_>, name: &GeneralName<'_>, java: &Java) -> Result<bool, Crash> {
    for subtree in level.excluded.iter().flatten() {
        if let Relation::Within = relation(&subtree.base, name, java, true)? {
            return Ok(false);
        }
    }
    let mut is_outside = false;
    for subtree in level.permitted.iter().flatten() {
        match relation(&subtree.base, name, java, false)? {
            Relation::Within => return Ok(true),
            Relation::Outside => is_outside = true,
            Relation::OtherKind => {}
        }
    }
    Ok(!is_outside)
}

/// How a name stands to a constraint.
enum Relation {
    Within,
    Outside,
    OtherKind,
}

fn relation(
    base: &GeneralName<'_>,
    name: &GeneralName<'_>,
    java: &Java,
    is_excluded: bool,
) -> Result<Relation, Crash> {
    let within = match (base, name) {
        (GeneralName::Dns(base), GeneralName::Dns(name)) => {
            let (base, name) = (base.to_lowercase(), name.to_lowercase());
            if java.release == Release::Java8 {
                is_host_within_in_8(&base, &name)?
            } else if base.is_empty() && !name.is_empty() {
                if knows_dots(java) {
                    return Err(Crash::EmptyDnsConstraint);
                }
                false
            } else {
                // Of 17.0.9, 17.0.15 and 17.0.21 the last alone.
                let is_newest =
                    java.release == Release::Java17 && java.update.is_none_or(|update| update >= 21);
                is_host_within(&base, &name, knows_dots(java))
                    || (is_excluded && is_newest && covers(&name, &base))
            }
        }
        (GeneralName::Rfc822(base), GeneralName::Rfc822(name)) => {
            is_mailbox_within(&base.to_lowercase(), &name.to_lowercase())
        }
        (GeneralName::Uri(base), GeneralName::Uri(name)) => is_uri_within(&base.to_lowercase(), name)?,
        (GeneralName::Ip(base), GeneralName::Ip(name)) => match java.release {
            Release::Java8 | Release::Java11 => is_address_within_in_11(base, name)?,
            // Java: to 17 an IPv6 address that stands for an IPv4 one is that.
            Release::Java17 => is_address_within(&unmapped_network(base), unmapped(name)),
            _ => is_address_within(base, name),
        },
        (GeneralName::Directory(base), GeneralName::Directory(name)) => is_name_within(base, name),
        (GeneralName::Other { .. }, GeneralName::Other { .. })
        | (GeneralName::X400, GeneralName::X400)
        | (GeneralName::Edi { .. }, GeneralName::Edi { .. }) => return Err(Crash::OtherNameConstraint),
        (GeneralName::RegisteredId(base), GeneralName::RegisteredId(name)) => {
            if base != name {
                return Err(Crash::RegisteredIdConstraint);
            }
            true
        }
        _ => return Ok(Relation::OtherKind),
    };
    Ok(if within { Relation::Within } else { Relation::Outside })
}

/// Whether a constraint that begins with a dot means what is below it, and an empty one is stumbled over: 17.0.15 and later, not 17.0.9.
fn knows_dots(java: &Java) -> bool {
    match java.release {
        Release::Java17 => java.update.is_none_or(|update| update >= 15),
        other => other > Release::Java17,
    }
}

/// Java: up to 11 a constraint with a leading dot matches nothing.
fn is_host_within(base: &str, name: &str, knows_dots: bool) -> bool {
    if let Some(domain) = base.strip_prefix('.').filter(|_| knows_dots) {
        return name.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.') && rest.len() > 1);
    }
    name == base || name.strip_suffix(base).is_some_and(|rest| rest.ends_with('.'))
}

/// Java: 8 holds the domain alone, or a wildcard that stands for it, to be within a constraint with a leading dot; of
/// names below it, it looks for another dot before that one, which there may not be room for.
fn is_host_within_in_8(base: &str, name: &str) -> Result<bool, Crash> {
    let domain = base.strip_prefix('.').unwrap_or(base);
    if !base.is_empty() && (name == domain || covers(name, domain)) {
        return Ok(true);
    }
    if !name.ends_with(base) {
        return Ok(false);
    }
    let before = name.len().checked_sub(base.len() + 1).ok_or(Crash::EmptyDnsConstraint)?;
    Ok(name.as_bytes().get(before) == Some(&b'.'))
}

/// Whether a name with `*` in a label stands for the host as well.
fn covers(wildcard: &str, host: &str) -> bool {
    let (labels, wanted): (Vec<&str>, Vec<&str>) = (wildcard.split('.').collect(), host.split('.').collect());
    wildcard.contains('*')
        && labels.len() == wanted.len()
        && labels.iter().zip(wanted).all(|(label, wanted)| wildcard::covers(label, wanted))
}

fn is_mailbox_within(base: &str, name: &str) -> bool {
    if name == base {
        return true;
    }
    if base.contains('@') {
        return false;
    }
    let Some(before) = name.strip_suffix(base) else { return false };
    base.starts_with('.') || before.ends_with('@')
}

fn is_uri_within(base: &str, name: &str) -> Result<bool, Crash> {
    let host = host_of(name).ok_or(Crash::NoHostInUri)?.to_lowercase();
    if host == base {
        return Ok(true);
    }
    Ok(host.parse::<IpAddr>().is_err() && base.starts_with('.') && host.ends_with(base))
}

/// The host of a URI.
fn host_of(uri: &str) -> Option<&str> {
    let (_, after) = uri.split_once("://")?;
    let authority = after.split(['/', '?', '#']).next()?;
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
    (!host.is_empty()).then_some(host)
}

/// Whether an address, or a network, lies within a network, or is the very address.
fn is_address_within(base: &[u8], name: &[u8]) -> bool {
    let is_network = |octets: &[u8]| matches!(octets.len(), 8 | 32);
    if !is_network(base) {
        return base == name;
    }
    let (address, mask) = base.split_at(base.len() / 2);
    let (inner, inner_mask) =
        if is_network(name) { name.split_at(name.len() / 2) } else { (name, [].as_slice()) };
    let is_as_narrow = inner_mask.iter().zip(mask).all(|(inner, outer)| inner & outer == *outer);
    address.len() == inner.len()
        && is_as_narrow
        && address.iter().zip(mask).zip(inner).all(|((base, mask), name)| *base == name & mask)
}

/// Java: up to 11 does not tell families apart, and looks beyond the end of an IPv4 address where an IPv6 network does not
/// differ from it.
fn is_address_within_in_11(base: &[u8], name: &[u8]) -> Result<bool, Crash> {
    if !matches!(base.len(), 8 | 32) {
        return Ok(base == name);
    }
    let (address, mask) = base.split_at(base.len() / 2);
    let is_alike = address.iter().zip(mask).zip(name).all(|((base, mask), name)| *base == name & mask);
    if is_alike && name.len() < address.len() { Err(Crash::AddressTooShort) } else { Ok(is_alike) }
}

/// `::ffff:0:0/96`, in which IPv4 addresses are written as IPv6 ones.
const MAPPED: [u8; 12] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];

fn unmapped(address: &[u8]) -> &[u8] {
    match address.len() {
        16 => address.strip_prefix(&MAPPED).unwrap_or(address),
        _ => address,
    }
}

fn unmapped_network(network: &[u8]) -> Vec<u8> {
    let is_mapped = network.len() == 32 && network.starts_with(&MAPPED);
    match network.split_at_checked(16).filter(|_| is_mapped) {
        Some((address, mask)) => {
            [address, mask].iter().filter_map(|half| half.get(12..)).flatten().copied().collect()
        }
        None => network.to_vec(),
    }
}

fn is_name_within(base: &Name<'_>, name: &Name<'_>) -> bool {
    let (base, name) = (base.canonical(), name.canonical());
    // Every RDN ends with a comma, in both.
    name.starts_with(&base)
}

/// Java: of permitted hosts, or addresses, of two CAs that have nothing in common it makes an empty name, and stumbles
/// over that.
fn check_common_ground(one: &[Subtree<'_>], other: &[Subtree<'_>]) -> Result<(), Crash> {
    let dns = |name: &GeneralName<'_>| match name {
        GeneralName::Dns(host) => Some(host.to_lowercase()),
        _ => None,
    };
    let host_covers = |a: &String, b: &String| is_host_within(a, b, true);
    let ip = |name: &GeneralName<'_>| match name {
        GeneralName::Ip(octets) => Some(octets.to_vec()),
        _ => None,
    };
    let address_covers = |a: &Vec<u8>, b: &Vec<u8>| is_address_within(a, b);
    let mail = |name: &GeneralName<'_>| match name {
        GeneralName::Rfc822(mailbox) => Some(mailbox.to_lowercase()),
        _ => None,
    };
    let mailbox_covers = |a: &String, b: &String| is_mailbox_within(a, b);
    let uri = |name: &GeneralName<'_>| match name {
        GeneralName::Uri(host) => Some(host.to_lowercase()),
        _ => None,
    };
    let uri_covers = |a: &String, b: &String| a == b || (a.starts_with('.') && b.ends_with(a.as_str()));
    if are_disjoint(one, other, dns, host_covers) {
        return Err(Crash::DisjointDnsNames);
    }
    if are_disjoint(one, other, ip, address_covers) {
        return Err(Crash::DisjointAddresses);
    }
    if are_disjoint(one, other, mail, mailbox_covers) {
        return Err(Crash::DisjointMailboxes);
    }
    if are_disjoint(one, other, uri, uri_covers) {
        return Err(Crash::DisjointUris);
    }
    Ok(())
}

/// Whether both lists have names of a kind, and none of one lies within, or holds, any of the other.
fn are_disjoint<T>(
    one: &[Subtree<'_>],
    other: &[Subtree<'_>],
    of_kind: impl Fn(&GeneralName<'_>) -> Option<T>,
    covers: impl Fn(&T, &T) -> bool,
) -> bool {
    let names = |list: &[Subtree<'_>]| -> Vec<T> {
        list.iter().filter_map(|subtree| of_kind(&subtree.base)).collect()
    };
    let (one, other) = (names(one), names(other));
    !one.is_empty()
        && !other.is_empty()
        && !one.iter().any(|a| other.iter().any(|b| covers(a, b) || covers(b, a)))
}
