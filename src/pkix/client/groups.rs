//! The groups of key agreement that a Java offers.

use super::names::Named;
use super::properties::{ClientFault, ClientProperties};
use super::traits::Traits;
use crate::diagnosis::Release;
use crate::pkix::constraints::{Condition, Constraints, Rule};
use crate::pkix::java::Java;

/// What kind of group it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// A curve of elliptic-curve keys.
    Ec,
    /// One of RFC 7748.
    Xdh,
    /// A prime of RFC 7919.
    Dh,
}

/// A group: its number, Java's name, what it is, and the bits that a constraint on key sizes goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) named: Named,
    pub(super) family: Family,
    bits: u32,
}

const fn group(number: u16, name: &'static str, family: Family, bits: u32) -> Group {
    Group { named: Named { number, name }, family, bits }
}

const X25519: Group = group(0x001D, "x25519", Family::Xdh, 255);
const X448: Group = group(0x001E, "x448", Family::Xdh, 448);

/// Those that are offered unless `jdk.tls.namedGroups` names others.
const DEFAULT: [Group; 10] = [
    X25519,
    group(0x0017, "secp256r1", Family::Ec, 256),
    group(0x0018, "secp384r1", Family::Ec, 384),
    group(0x0019, "secp521r1", Family::Ec, 521),
    X448,
    group(0x0100, "ffdhe2048", Family::Dh, 2048),
    group(0x0101, "ffdhe3072", Family::Dh, 3072),
    group(0x0102, "ffdhe4096", Family::Dh, 4096),
    group(0x0103, "ffdhe6144", Family::Dh, 6144),
    group(0x0104, "ffdhe8192", Family::Dh, 8192),
];

/// Those that have to be named. From 17 on Java has their names, and no use for them.
const OTHERS: [Group; 22] = [
    group(0x0001, "sect163k1", Family::Ec, 163),
    group(0x0002, "sect163r1", Family::Ec, 162),
    group(0x0003, "sect163r2", Family::Ec, 163),
    group(0x0004, "sect193r1", Family::Ec, 193),
    group(0x0005, "sect193r2", Family::Ec, 193),
    group(0x0006, "sect233k1", Family::Ec, 232),
    group(0x0007, "sect233r1", Family::Ec, 233),
    group(0x0008, "sect239k1", Family::Ec, 238),
    group(0x0009, "sect283k1", Family::Ec, 281),
    group(0x000A, "sect283r1", Family::Ec, 282),
    group(0x000B, "sect409k1", Family::Ec, 407),
    group(0x000C, "sect409r1", Family::Ec, 409),
    group(0x000D, "sect571k1", Family::Ec, 570),
    group(0x000E, "sect571r1", Family::Ec, 570),
    group(0x000F, "secp160k1", Family::Ec, 161),
    group(0x0010, "secp160r1", Family::Ec, 161),
    group(0x0011, "secp160r2", Family::Ec, 161),
    group(0x0012, "secp192k1", Family::Ec, 192),
    group(0x0013, "secp192r1", Family::Ec, 192),
    group(0x0014, "secp224k1", Family::Ec, 225),
    group(0x0015, "secp224r1", Family::Ec, 224),
    group(0x0016, "secp256k1", Family::Ec, 256),
];

/// The groups that a Java may use, in its order.
///
/// # Errors
/// [`ClientFault`] where `jdk.tls.namedGroups` names none that it knows, or one twice.
pub(super) fn usable(
    java: &Java,
    traits: Traits,
    properties: &ClientProperties,
) -> Result<Vec<Group>, ClientFault> {
    let listed = listed(traits, properties);
    if listed.is_empty() {
        return Err(ClientFault::NoGroup(properties.unquoted("jdk.tls.namedGroups")));
    }
    let is_repeated = |place: usize| {
        listed.iter().take(place).any(|one| listed.get(place).is_some_and(|group| one == group))
    };
    let repeated = (0..listed.len()).find(|place| is_repeated(*place)).and_then(|place| listed.get(place));
    match repeated {
        Some(group) if properties.is_https() && traits.release > Release::Java17 => {
            Err(ClientFault::DuplicateGroup(group.named.name))
        }
        _ => Ok(listed.iter().filter(|group| permits(java, group)).copied().collect()),
    }
}

/// The groups that a Java would use if it may: those of `jdk.tls.namedGroups` that it knows, else its own.
pub(super) fn listed(traits: Traits, properties: &ClientProperties) -> Vec<Group> {
    let is_known = |group: &Group| group.family != Family::Xdh || traits.knows_xdh;
    let Some(names) = properties.list("jdk.tls.namedGroups") else {
        return DEFAULT.into_iter().filter(is_known).collect();
    };
    // Java: up to 11 the property goes by the letter, unlike the constraints.
    let is_named = |group: &Group, name: &str| match traits.release {
        Release::Java8 | Release::Java11 => group.named.name == name,
        _ => group.named.name.eq_ignore_ascii_case(name),
    };
    let find = |name: &String| DEFAULT.iter().chain(&OTHERS).find(|group| is_named(group, name)).copied();
    names.iter().filter_map(find).filter(is_known).collect()
}

/// The group of a number, if Java has a name for it.
pub(super) fn known(number: u16) -> Option<Group> {
    DEFAULT.iter().chain(&OTHERS).find(|group| group.named.number == number).copied()
}

/// Whether Java can use a group, and not only name it.
pub(super) fn is_supported(group: &Group, traits: Traits) -> bool {
    match group.family {
        Family::Xdh => traits.knows_xdh,
        _ => traits.release < Release::Java17 || !OTHERS.contains(group),
    }
}

/// Java: both properties count.
pub(super) fn permits(java: &Java, group: &Group) -> bool {
    let allows = |constraints: &Constraints| !constraints.rules.iter().any(|rule| takes_off(rule, group));
    allows(&java.tls) && allows(&java.certpath)
}

fn takes_off(rule: &Rule, group: &Group) -> bool {
    let algorithm = match group.family {
        Family::Ec => "EC",
        Family::Xdh => "XDH",
        Family::Dh => "DiffieHellman",
    };
    match rule.conditions.as_slice() {
        [] => rule.names(group.named.name) || rule.names(algorithm),
        // Java: the size of a curve of RFC 7748 is never asked for.
        [Condition::KeySize(comparison, limit), ..] if group.family != Family::Xdh => {
            let is_named = rule.names(algorithm) || (group.family == Family::Dh && rule.names("DH"));
            is_named && comparison.holds(group.bits, *limit)
        }
        _ => false,
    }
}
