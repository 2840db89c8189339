//! Reading the files that hold certificates: a path, or standard input.

use std::fs;

use super::{Context, Failure};
use crate::formats::certificates::{self, Bundle};

/// The bytes of a file as named; `None` and `-` are standard input.
pub(super) fn bytes(context: &mut Context<'_>, named: Option<&str>) -> Result<Vec<u8>, Failure> {
    match named {
        None => context.console.rest_of_input().map_err(Failure::Input),
        Some("-") if !context.is_keytool() => context.console.rest_of_input().map_err(Failure::Input),
        Some(named) => fs::read(context.machine.path(named))
            .map_err(|source| Failure::Read { path: named.to_owned(), source }),
    }
}

/// Every certificate of a file.
pub(super) fn bundle(context: &mut Context<'_>, named: Option<&str>) -> Result<Bundle, Failure> {
    let bytes = bytes(context, named)?;
    let bundle = certificates::bundle(&bytes);
    if bundle.certificates.is_empty() {
        if let (Some(name), Some(label)) = (named, bundle.others.first()) {
            return Err(Failure::HoldsOther { name: name.to_owned(), label: label.clone() });
        }
        let fault = certificates::java_first(&bytes).err();
        return Err(Failure::NotACertificate { name: named.map(str::to_owned), fault });
    }
    Ok(bundle)
}
