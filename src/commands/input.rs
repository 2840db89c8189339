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

/// The certificates of a file as a peer would send them: what Java cannot parse is among them.
pub(super) fn chain(context: &mut Context<'_>, named: Option<&str>) -> Result<Vec<Vec<u8>>, Failure> {
    let bytes = bytes(context, named)?;
    // A PKCS12 keystore is DER, too.
    if formats::detect(&bytes).is_some() {
        return Err(no_certificate(&bytes, named, None));
    }
    let bundle = certificates::bundle(&bytes);
    let mut found: Vec<Found> = bundle.certificates.into_iter().chain(bundle.broken).collect();
    if found.is_empty() || found.iter().any(|found| found.der.is_empty()) {
        return Err(no_certificate(&bytes, named, bundle.others.first()));
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
