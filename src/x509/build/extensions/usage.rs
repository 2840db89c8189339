//! What a key is for: BasicConstraints, KeyUsage and ExtendedKeyUsage.

use super::ExtensionFault;
use super::words::{items, sequence};
use crate::asn1::{Oid, Tag, Writer};
use crate::x509::build::abbreviation::choose;
use crate::x509::build::identifier::identifier;

/// In the order of their bits (RFC 5280, 4.2.1.3); the last is another name of the second.
const USAGES: [&str; 10] = [
    "digitalSignature",
    "nonRepudiation",
    "keyEncipherment",
    "dataEncipherment",
    "keyAgreement",
    "keyCertSign",
    "cRLSign",
    "encipherOnly",
    "decipherOnly",
    "contentCommitment",
];

const PURPOSES: [&str; 7] = [
    "anyExtendedKeyUsage",
    "serverAuth",
    "clientAuth",
    "codeSigning",
    "emailProtection",
    "timeStamping",
    "OCSPSigning",
];

/// The content octets of the identifiers of [`PURPOSES`].
const PURPOSE_IDENTIFIERS: [&[u8]; 7] = [
    &[0x55, 0x1d, 37, 0],
    &[0x2b, 6, 1, 5, 5, 7, 3, 1],
    &[0x2b, 6, 1, 5, 5, 7, 3, 2],
    &[0x2b, 6, 1, 5, 5, 7, 3, 3],
    &[0x2b, 6, 1, 5, 5, 7, 3, 4],
    &[0x2b, 6, 1, 5, 5, 7, 3, 8],
    &[0x2b, 6, 1, 5, 5, 7, 3, 9],
];

/// `ca:true,pathlen:3`, or the length alone; without a value an authority.
pub(super) fn basic_constraints(value: Option<&str>, words: &str) -> Result<Vec<u8>, ExtensionFault> {
    let (mut is_authority, mut longest) = (false, -1);
    match value.map(|value| (value, value.parse::<i32>())) {
        None => is_authority = true,
        Some((_, Ok(length))) => (is_authority, longest) = (true, length),
        Some((value, Err(_))) => {
            for item in items(value) {
                let wrong = || ExtensionFault::Value(words.to_owned());
                // Java: cut at each colon, of which those at the end do not count.
                let mut parts: Vec<&str> = item.split(':').collect();
                while parts.last().is_some_and(|last| last.is_empty()) {
                    parts.pop();
                }
                let [key, value] = parts.as_slice() else { return Err(wrong()) };
                if key.eq_ignore_ascii_case("ca") {
                    is_authority = value.eq_ignore_ascii_case("true");
                } else if key.eq_ignore_ascii_case("pathlen") {
                    longest = value.parse().map_err(|_| ExtensionFault::Number((*value).to_owned()))?;
                } else {
                    return Err(wrong());
                }
            }
        }
    }
    Ok(sequence(|constraints| {
        // Java: who is no authority has no path.
        if is_authority {
            constraints.primitive(Tag::BOOLEAN, &[0xff]);
            if let Ok(longest) = u64::try_from(longest) {
                constraints.unsigned(longest);
            }
        }
    }))
}

/// `digitalSignature,keyCertSign`.
pub(super) fn key_usage(value: &str) -> Result<Vec<u8>, ExtensionFault> {
    let mut bits = [false; 9];
    for item in items(value) {
        let index =
            choose(item, &USAGES, USAGES.len())?.ok_or_else(|| ExtensionFault::KeyUsage(item.to_owned()))?;
        let place = if index == USAGES.len() - 1 { 1 } else { index };
        if let Some(bit) = bits.get_mut(place) {
            *bit = true;
        }
    }
    let length = bits.iter().rposition(|bit| *bit).map_or(1, |last| last + 1);
    let octets: Vec<u8> = bits
        .chunks(8)
        .take(length.div_ceil(8))
        .map(|bits| {
            bits.iter().enumerate().fold(0, |octet, (place, bit)| octet | u8::from(*bit) << (7 - place))
        })
        .collect();
    let unused = u8::try_from(octets.len() * 8 - length).unwrap_or_default();
    let mut writer = Writer::default();
    writer.primitive(Tag::BIT_STRING, &[&[unused], octets.as_slice()].concat());
    Ok(writer.finish())
}

/// `serverAuth,1.2.3`.
pub(super) fn key_purposes(value: &str) -> Result<Vec<u8>, ExtensionFault> {
    let mut purposes = Vec::new();
    for item in items(value) {
        let named = choose(item, &PURPOSES, PURPOSES.len())?
            .and_then(|index| PURPOSE_IDENTIFIERS.get(index))
            .and_then(|content| Oid::from_content(content));
        let unknown = |_| ExtensionFault::KeyPurpose(item.to_owned());
        purposes.push(named.map_or_else(|| identifier(item).map_err(unknown), Ok)?);
    }
    if purposes.is_empty() {
        return Err(ExtensionFault::NoPurposes);
    }
    Ok(sequence(|list| purposes.iter().for_each(|purpose| list.oid(purpose))))
}
