//! Reading the files that hold certificates: a path, or standard input.

use std::fs;

use super::{Context, Failure};
use crate::formats::{
    self,
    certificates::{self, Bundle, Found},
};

/// The bytes of a file as named; `None` and `-` are standard input.
pub(super) fn bytes(context: &mut Context<'_>, named: Option<&str>) -> Result<Vec<u8>, Failure> {
    match named {
        None => context.console.rest_of_input().map_err(Failure::Input),
        Some("-") if !context.is_keytool() => context.console.rest_of_input().map_err(Failure::Input),
        Some(named) => fs::read(context.machine.path(named))
            .map_err(|source| Failure::Read { path: named.to_owned(), source }),
    }
}

/// The bytes of what a name or, to keytool, a URL of a file stands for.
pub(super) fn located_bytes(context: &mut Context<'_>, named: Option<&str>) -> Result<Vec<u8>, Failure> {
    let Some((scheme, rest)) = named.filter(|_| context.is_keytool()).and_then(with_scheme) else {
        return bytes(context, named);
    };
    match scheme.to_ascii_lowercase().as_str() {
        "file" => {
            let path = rest
                .strip_prefix("//")
                .map_or(rest, |rest| rest.get(rest.find('/').unwrap_or(0)..).unwrap_or(""));
            bytes(context, Some(&percent_decoded(path)))
        }
        "http" | "https" | "ftp" | "ldap" | "jar" | "jrt" | "mailto" | "jmod" => {
            Err(Failure::Unsupported { command: format!("-file {scheme}:") })
        }
        _ => Err(Failure::UnknownProtocol { scheme: scheme.to_owned() }),
    }
}

/// Scheme and rest of what Java takes for a URI.
fn with_scheme(named: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = named.split_once(':')?;
    let mut characters = scheme.chars();
    let is_scheme = characters.next().is_some_and(|first| first.is_ascii_alphabetic())
        && characters.all(|other| other.is_ascii_alphanumeric() || matches!(other, '+' | '-' | '.'));
    let is_uri = |text: &str| {
        !text.is_empty()
            && !text.contains([' ', '"', '<', '>', '\\', '^', '`', '{', '|', '}'])
            && !text.chars().any(char::is_control)
    };
    (is_scheme && is_uri(rest)).then_some((scheme, rest))
}

fn percent_decoded(text: &str) -> String {
    let mut octets = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.filter(|_| *first == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(octet) => {
                octets.push(octet);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                octets.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&octets).into_owned()
}

/// The certificates of a file as a peer would send them: what Java cannot parse is among them.
pub(super) fn chain(context: &mut Context<'_>, named: Option<&str>) -> Result<Vec<Vec<u8>>, Failure> {
    let bytes = bytes(context, named)?;
    chain_in(&bytes, named)
}

/// The certificates in the bytes of a file, as [`chain`].
pub(super) fn chain_in(bytes: &[u8], named: Option<&str>) -> Result<Vec<Vec<u8>>, Failure> {
    // A PKCS12 keystore is DER, too.
    if formats::detect(bytes).is_some() {
        return Err(no_certificate(bytes, named, None));
    }
    let bundle = certificates::bundle(bytes);
    let mut found: Vec<Found> = bundle.certificates.into_iter().chain(bundle.broken).collect();
    if found.is_empty() || found.iter().any(|found| found.der.is_empty()) {
        return Err(no_certificate(bytes, named, bundle.others.first()));
    }
    found.sort_by_key(|found| found.offset);
    Ok(found.into_iter().map(|found| found.der).collect())
}

/// Every certificate of a file.
pub(super) fn bundle(context: &mut Context<'_>, named: Option<&str>) -> Result<Bundle, Failure> {
    let bytes = bytes(context, named)?;
    let bundle = certificates::bundle(&bytes);
    if bundle.certificates.is_empty() {
        return Err(no_certificate(&bytes, named, bundle.others.first()));
    }
    Ok(bundle)
}

fn no_certificate(bytes: &[u8], named: Option<&str>, other: Option<&String>) -> Failure {
    if let (Some(name), Some(label)) = (named, other) {
        return Failure::HoldsOther { name: name.to_owned(), label: label.clone() };
    }
    let fault = certificates::java_first(bytes).err();
    Failure::NotACertificate { name: named.map(str::to_owned), fault }
}
