//! General names as people type them (`dns:a.test,ip:192.0.2.1`), checked by Java's rules.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::ExtensionFault;
use super::words::{items, sequence};
use crate::asn1::{Tag, Writer};
use crate::x509::build::abbreviation::choose;
use crate::x509::build::identifier::{IdentifierFault, identifier};
use crate::x509::uri::{self, UriFault};

/// Why Java refuses a general name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameFault {
    /// An empty DNS name.
    DnsEmpty,
    /// A DNS name with a blank in it.
    DnsBlank,
    /// A DNS name that begins or ends with a dot.
    DnsOuterDot,
    /// A DNS name with two dots next to each other.
    DnsEmptyPart,
    /// A part of a DNS name that begins with something else than a letter, a digit or, at first, a wildcard.
    DnsStart {
        /// Whether a wildcard would have been taken.
        wildcard: bool,
    },
    /// A part of a DNS name with a character that does not belong there.
    DnsCharacter,
    /// An empty e-mail address.
    EmailEmpty,
    /// An e-mail address that ends with `@`.
    EmailEnd,
    /// A URI without a scheme.
    UriScheme(String),
    /// A URI whose host is no DNS name.
    UriHostName(String),
    /// A URI whose host is no IPv6 address by itself.
    UriHostAddress(String),
    /// A URI that is malformed.
    Uri(String),
    /// An empty address.
    AddressEmpty,
    /// Text that is no address of either kind.
    Address(String),
    /// Text with dots that is no IPv4 address. Java: asks the name service for it.
    AddressUnknown(String),
    /// Text with colons that is no IPv6 address.
    Address6(String),
    /// More bits of a prefix than an address has.
    Prefix(i32),
    /// A prefix that is no number.
    PrefixNumber(String),
    /// A malformed object identifier.
    Identifier(IdentifierFault),
}

const KINDS: [&str; 5] = ["EMAIL", "URI", "DNS", "IP", "OID"];

/// `GeneralNames`. Java: a wildcard is for the subject's DNS names alone.
pub(super) fn alternative_names(
    value: &str,
    words: &str,
    of_subject: bool,
) -> Result<Vec<u8>, ExtensionFault> {
    let names = names(value, words, of_subject)?;
    if names.is_empty() {
        return Err(ExtensionFault::NoNames);
    }
    Ok(sequence(|list| list.raw(&names)))
}

/// One point with all of these names.
pub(super) fn distribution_points(value: &str, words: &str) -> Result<Vec<u8>, ExtensionFault> {
    let names = names(value, words, false)?;
    if names.is_empty() {
        return Err(ExtensionFault::NoPoints);
    }
    Ok(sequence(|points| {
        points.constructed(Tag::SEQUENCE, |point| {
            point.constructed(Tag::context(0), |name| name.element(Tag::context(0), true, &names));
        });
    }))
}

fn names(value: &str, words: &str, wildcard: bool) -> Result<Vec<u8>, ExtensionFault> {
    let mut names = Vec::new();
    for item in items(value) {
        let (kind, name) = item
            .split_once(':')
            .ok_or_else(|| ExtensionFault::Item { item: item.to_owned(), all: words.to_owned() })?;
        names.extend(write_general_name(kind, name, wildcard)?);
    }
    Ok(names)
}

/// The DER of one name; `wildcard` says whether a DNS name may begin with one.
pub(super) fn write_general_name(kind: &str, name: &str, wildcard: bool) -> Result<Vec<u8>, ExtensionFault> {
    let index =
        choose(kind, &KINDS, KINDS.len())?.ok_or_else(|| ExtensionFault::NameKind(kind.to_owned()))?;
    let (number, content) = match index {
        0 => (1, email(name)),
        1 => (6, uri(name)),
        2 => (2, dns(name, wildcard)),
        3 => (7, address(name)),
        _ => (8, identifier(name).map(|oid| oid.content().to_vec()).map_err(NameFault::Identifier)),
    };
    let mut writer = Writer::default();
    writer.primitive(Tag::context(number), &content.map_err(ExtensionFault::Name)?);
    Ok(writer.finish())
}

fn dns(name: &str, wildcard: bool) -> Result<Vec<u8>, NameFault> {
    if name.is_empty() {
        return Err(NameFault::DnsEmpty);
    }
    if name.contains(' ') {
        return Err(NameFault::DnsBlank);
    }
    if name.starts_with('.') || name.ends_with('.') {
        return Err(NameFault::DnsOuterDot);
    }
    for (index, part) in name.split('.').enumerate() {
        if part.is_empty() {
            return Err(NameFault::DnsEmptyPart);
        }
        // The wildcard is the whole of the first of several parts.
        if wildcard && index == 0 && part == "*" && name.len() > 1 {
            continue;
        }
        if !part.starts_with(|first: char| first.is_ascii_alphanumeric()) {
            return Err(NameFault::DnsStart { wildcard });
        }
        if !part.chars().all(|character| character.is_ascii_alphanumeric() || character == '-') {
            return Err(NameFault::DnsCharacter);
        }
    }
    Ok(name.as_bytes().to_vec())
}

fn email(name: &str) -> Result<Vec<u8>, NameFault> {
    if name.is_empty() {
        return Err(NameFault::EmailEmpty);
    }
    // Java: the first one is looked at.
    if name.find('@').is_some_and(|at| at + 1 == name.len()) {
        return Err(NameFault::EmailEnd);
    }
    Ok(name
        .chars()
        .map(|letter| if letter.is_ascii() { u8::try_from(letter).unwrap_or(b'?') } else { b'?' })
        .collect())
}

/// Java: what is not ASCII is written as octets of UTF-8 in hexadecimal.
fn uri(name: &str) -> Result<Vec<u8>, NameFault> {
    match uri::check(name) {
        Ok(()) => {}
        Err(UriFault::NoScheme) => return Err(NameFault::UriScheme(name.to_owned())),
        Err(UriFault::Syntax) => return Err(NameFault::Uri(name.to_owned())),
        Err(UriFault::HostName) => return Err(NameFault::UriHostName(name.to_owned())),
        Err(UriFault::HostAddress) => return Err(NameFault::UriHostAddress(name.to_owned())),
    }
    let mut octets = Vec::with_capacity(name.len());
    for octet in name.bytes() {
        if octet.is_ascii() {
            octets.push(octet);
        } else {
            octets.extend(format!("%{octet:02X}").bytes());
        }
    }
    Ok(octets)
}

/// An address, or a network with its mask. Java: a mask of IPv4 is an address, one of IPv6 a number of bits.
fn address(name: &str) -> Result<Vec<u8>, NameFault> {
    if name.is_empty() {
        return Err(NameFault::AddressEmpty);
    }
    if name.ends_with('/') {
        return Err(NameFault::Address(name.to_owned()));
    }
    if name.contains(':') {
        let (address, prefix) =
            name.split_once('/').map_or((name, None), |(address, prefix)| (address, Some(prefix)));
        let mut octets = address6(address)?;
        if let Some(prefix) = prefix {
            let bits: i32 = prefix.parse().map_err(|_| NameFault::PrefixNumber(prefix.to_owned()))?;
            let bits = u32::try_from(bits).ok().filter(|bits| *bits <= 128).ok_or(NameFault::Prefix(bits))?;
            let mask = u128::MAX.checked_shl(128 - bits).unwrap_or_default();
            octets.extend(mask.to_be_bytes());
        }
        return Ok(octets);
    }
    if name.contains('.') {
        let (address, mask) =
            name.split_once('/').map_or((name, None), |(address, mask)| (address, Some(mask)));
        let mut octets = address4(address)?;
        if let Some(mask) = mask {
            octets.extend(address4(mask)?);
        }
        return Ok(octets);
    }
    Err(NameFault::Address(name.to_owned()))
}

/// One to four numbers, of which the last fills what is left.
fn address4(text: &str) -> Result<Vec<u8>, NameFault> {
    let unknown = || NameFault::AddressUnknown(text.to_owned());
    if text.starts_with('[') && text.ends_with(']') {
        return Err(NameFault::Address6(text.to_owned()));
    }
    let parts: Vec<&str> = text.split('.').collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|digit| digit.is_ascii_digit());
    if parts.len() > 4 || !parts.iter().all(is_number) {
        return Err(unknown());
    }
    let numbers = parts
        .iter()
        .map(|part| part.parse::<u32>().map_err(|_| unknown()))
        .collect::<Result<Vec<u32>, _>>()?;
    let (last, others) = numbers.split_last().ok_or_else(unknown)?;
    let room = 32 - 8 * u32::try_from(others.len()).unwrap_or_default();
    if u64::from(*last) >= 1 << room || others.iter().any(|number| *number > 255) {
        return Err(unknown());
    }
    let leading =
        others.iter().enumerate().fold(0, |address, (place, number)| address | number << (24 - 8 * place));
    Ok(Ipv4Addr::from(leading | last).octets().to_vec())
}

/// Java: brackets and a scope may stand around, and what is an IPv4 address in disguise is one.
fn address6(text: &str) -> Result<Vec<u8>, NameFault> {
    let malformed = || NameFault::Address6(text.to_owned());
    let inside =
        text.strip_prefix('[').map_or(Some(text), |rest| rest.strip_suffix(']')).ok_or_else(malformed)?;
    let address = match inside.split_once('%') {
        Some((_, "")) => return Err(malformed()),
        Some((address, _)) => address,
        None => inside,
    };
    let address: Ipv6Addr = address.parse().map_err(|_| malformed())?;
    Ok(match address.to_ipv4_mapped() {
        Some(mapped) => mapped.octets().to_vec(),
        None => address.octets().to_vec(),
    })
}
