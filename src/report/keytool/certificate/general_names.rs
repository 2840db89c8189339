//! GeneralNames as Java prints them.

use std::fmt::Write;
use std::net::Ipv6Addr;

use super::hex::dump;
use super::names::java_name;
use crate::x509::dotted;
use crate::x509::extension::GeneralName;

/// `DNSName: a.example`, `IPAddress: 10.0.0.0/255.0.0.0`; a directory name has no prefix.
pub fn general_name(name: &GeneralName<'_>) -> String {
    match name {
        GeneralName::Other { kind, .. } => {
            format!("Other-Name: Unrecognized ObjectIdentifier: {}", dotted(kind))
        }
        GeneralName::Rfc822(address) => format!("RFC822Name: {address}"),
        GeneralName::Dns(host) => format!("DNSName: {host}"),
        GeneralName::X400 => "X400Address: <DER-encoded value>".into(),
        GeneralName::Directory(name) => java_name(name),
        GeneralName::Edi { assigner, party } => match assigner {
            Some(assigner) => format!("EDIPartyName:   nameAssigner = {assigner},  partyName = {party}"),
            None => format!("EDIPartyName:   partyName = {party}"),
        },
        GeneralName::Uri(uri) => format!("URIName: {uri}"),
        GeneralName::Ip(octets) => format!("IPAddress: {}", address(octets)),
        GeneralName::RegisteredId(oid) => format!("OIDName: {}", dotted(oid)),
    }
}

/// `[DNSName: a, URIName: b]`.
pub(super) fn list(names: &[GeneralName<'_>]) -> String {
    let names: Vec<String> = names.iter().map(general_name).collect();
    format!("[{}]", names.join(", "))
}

/// An address, with its mask where there is one.
fn address(octets: &[u8]) -> String {
    match octets.len() {
        4 => ip4(octets),
        8 => {
            let (address, mask) = octets.split_at(4);
            format!("{}/{}", ip4(address), ip4(mask))
        }
        16 => ip6(octets),
        // Java: a mask with holes is dumped.
        _ => {
            let (address, mask) = octets.split_at(octets.len().min(16));
            prefix_length(mask).map_or_else(|| dump(octets), |length| format!("{}/{length}", ip6(address)))
        }
    }
}

fn ip4(octets: &[u8]) -> String {
    let numbers: Vec<String> = octets.iter().map(u8::to_string).collect();
    numbers.join(".")
}

/// Java: no `::`, and an IPv4 address within IPv6 is that address.
fn ip6(octets: &[u8]) -> String {
    let Ok(octets) = <[u8; 16]>::try_from(octets) else { return String::new() };
    let address = Ipv6Addr::from(octets);
    if let Some(mapped) = address.to_ipv4_mapped() {
        return mapped.to_string();
    }
    let mut text = String::new();
    for (index, group) in address.segments().iter().enumerate() {
        let _ = write!(text, "{}{group:x}", if index > 0 { ":" } else { "" });
    }
    text
}

/// How many leading bits are set, where none is set after them.
fn prefix_length(mask: &[u8]) -> Option<u32> {
    let bits = mask.iter().fold(0_u128, |bits, octet| (bits << 8) | u128::from(*octet));
    let length = bits.leading_ones();
    (bits.count_ones() == length).then_some(length)
}
