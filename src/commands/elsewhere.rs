//! Stores beside the one that a command works on: looked at, never changed.

use std::sync::Arc;

use super::passwords::open_customary;
use super::session::Purpose;
use super::{Context, Failure, input};
use crate::formats::{self, DecodeError, Reading};
use crate::jvm::home::JavaHome;
use crate::keystore::{Format, Store};
use crate::secret::Password;

/// The file that is meant: of the folder of a Java the store that it trusts by.
///
/// # Errors
/// [`Failure::NoJava`].
pub(super) fn located(context: &Context<'_>, named: &str) -> Result<String, Failure> {
    if !context.machine.path(named).is_dir() {
        return Ok(named.to_owned());
    }
    let home = JavaHome::find(context.machine, named.as_ref());
    let cacerts = home.and_then(|home| home.trusts_by);
    Ok(cacerts.ok_or_else(|| Failure::NoJava { folder: named.to_owned() })?.display().to_string())
}

/// The store in the bytes of a file, opened with the password given, else with the customary one or one that is asked for; `None`
/// where they are no keystore.
///
/// # Errors
/// [`Failure::Decode`], and what comes of the question.
pub(super) fn store(
    context: &mut Context<'_>,
    named: &str,
    bytes: Vec<u8>,
    given: Option<&Password>,
) -> Result<Option<Store>, Failure> {
    let Some(format) = formats::detect(&bytes) else { return Ok(None) };
    open(context, named, format, bytes, given).map(|(store, _)| Some(store))
}

/// The keystore in a file, of the type that is wanted where one is, and the password that opened it.
///
/// # Errors
/// As [`store`], and [`Failure::Read`]; where the file is no keystore, too.
pub(super) fn opened(
    context: &mut Context<'_>,
    named: &str,
    wanted: Option<Format>,
    given: Option<&Password>,
) -> Result<(Store, Option<Password>), Failure> {
    let bytes = input::bytes(context, Some(named))?;
    let format = wanted
        .or_else(|| formats::detect(&bytes))
        .ok_or_else(|| Failure::Decode { path: named.to_owned(), source: DecodeError::Unrecognised })?;
    open(context, named, format, bytes, given)
}

fn open(
    context: &mut Context<'_>,
    named: &str,
    format: Format,
    bytes: Vec<u8>,
    given: Option<&Password>,
) -> Result<(Store, Option<Password>), Failure> {
    let bytes = Arc::new(bytes);
    match given {
        Some(given) => {
            let store = formats::decode(format, &bytes, Some(given), Reading::Anything)
                .map_err(|source| Failure::Decode { path: named.to_owned(), source })?;
            Ok((store, Some(given.clone())))
        }
        None => open_customary(context, Purpose::Read, format, &bytes, named),
    }
}
