//! One `-ext`: `name{:critical}{=value}`.

use super::{ExtensionFault, Extensions, access, general_names, usage};
use crate::asn1::{Oid, Tag, Writer};
use crate::x509::build::abbreviation::choose;
use crate::x509::build::identifier::identifier;

/// The extensions that have names. Java: leaves the last out where it tells what an abbreviation could mean.
const NAMES: [&str; 8] = [
    "BasicConstraints",
    "KeyUsage",
    "ExtendedKeyUsage",
    "SubjectAlternativeName",
    "IssuerAlternativeName",
    "SubjectInfoAccess",
    "AuthorityInfoAccess",
    "CRLDistributionPoints",
];
const TOLD: usize = 7;
/// The content octets of their identifiers.
const IDENTIFIERS: [&[u8]; 8] = [
    &[0x55, 0x1d, 19],
    &[0x55, 0x1d, 15],
    &[0x55, 0x1d, 37],
    &[0x55, 0x1d, 17],
    &[0x55, 0x1d, 18],
    &[0x2b, 6, 1, 5, 5, 7, 1, 11],
    &[0x2b, 6, 1, 5, 5, 7, 1, 1],
    &[0x55, 0x1d, 31],
];

/// What `-ext honored=…` is called.
pub(super) const HONORED: &str = "honored";

/// Which of the extensions with names is meant, or the identifier that is spelled out.
fn find(name: &str) -> Result<(Option<usize>, Oid), ExtensionFault> {
    let named = choose(name, &NAMES, TOLD)?;
    let known = named.and_then(|index| IDENTIFIERS.get(index)).and_then(|content| Oid::from_content(content));
    match known {
        Some(oid) => Ok((named, oid)),
        None => Ok((None, identifier(name).map_err(ExtensionFault::Identifier)?)),
    }
}

/// The identifier of the extension of that name.
pub(super) fn identifier_of(name: &str) -> Result<Oid, ExtensionFault> {
    find(name).map(|(_, oid)| oid)
}

pub(super) fn apply(extensions: &mut Extensions, words: &str) -> Result<(), ExtensionFault> {
    let (name, value) = match words.split_once('=') {
        Some((name, value)) => (name, Some(value)),
        None => (words, None),
    };
    let (name, critical) = match name.split_once(':') {
        Some((name, mark)) => (name, choose(mark, &["critical"], 1)? == Some(0)),
        None => (name, false),
    };
    // Java: it was looked at before, where it says anything.
    if name.eq_ignore_ascii_case(HONORED) {
        return Ok(());
    }
    let (named, oid) = find(name)?;
    let Some(index) = named else {
        extensions.put(oid, critical, hexadecimal(value.unwrap_or_default(), words)?);
        return Ok(());
    };
    let given = value.filter(|value| !value.is_empty());
    let value = match (index, given) {
        (0, given) => {
            if value.is_some() && given.is_none() {
                return Err(ExtensionFault::Value(words.to_owned()));
            }
            usage::basic_constraints(given, words)?
        }
        (_, None) => return Err(ExtensionFault::Value(words.to_owned())),
        (1, Some(given)) => usage::key_usage(given)?,
        (2, Some(given)) => usage::key_purposes(given)?,
        (3 | 4, Some(given)) => general_names::alternative_names(given, words, index == 3)?,
        (5 | 6, Some(_)) if critical => return Err(ExtensionFault::NeverCritical(words.to_owned())),
        (5 | 6, Some(given)) => access::descriptions(given, words, index == 5)?,
        (_, Some(given)) => general_names::distribution_points(given, words)?,
    };
    extensions.put(oid, critical, value);
    Ok(())
}

/// Java: what is no digit is passed over.
fn hexadecimal(text: &str, words: &str) -> Result<Vec<u8>, ExtensionFault> {
    let digits: Vec<u8> = text
        .chars()
        .filter_map(|digit| digit.to_digit(16))
        .filter_map(|digit| u8::try_from(digit).ok())
        .collect();
    let (pairs, odd) = digits.as_chunks::<2>();
    if !odd.is_empty() {
        return Err(ExtensionFault::OddHexadecimal(words.to_owned()));
    }
    Ok(pairs.iter().map(|[high, low]| high << 4 | low).collect())
}

/// The items of a value between commas. Java: those that are empty at the end do not count.
pub(super) fn items(value: &str) -> Vec<&str> {
    let mut items: Vec<&str> = value.split(',').collect();
    while items.last().is_some_and(|last| last.is_empty()) {
        items.pop();
    }
    items
}

/// A SEQUENCE of what `write` writes.
pub(super) fn sequence(write: impl FnOnce(&mut Writer)) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.constructed(Tag::SEQUENCE, write);
    writer.finish()
}
