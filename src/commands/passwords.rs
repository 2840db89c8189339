//! Which password opens a store: the questions that keytool asks, and the native way of trying the customary one first.

use std::sync::Arc;

use super::arguments::StoreArguments;
use super::context::{ATTEMPTS, SHORTEST_PASSWORD};
use super::session::Purpose;
use super::{Context, Failure};
use crate::formats::pkcs12::Pkcs12Settings;
use crate::formats::{self, DecodeError, Reading};
use crate::keystore::{Format, Pkcs12Layout, Store};
use crate::report::{Notice, Question};
use crate::secret::Password;

/// The password that every cacerts has unless somebody changed it.
pub(super) const CUSTOMARY_PASSWORD: &str = "changeit";

/// The password of a store that is made now.
pub(super) fn new_password(
    context: &mut Context<'_>,
    given: Option<Password>,
    format: Format,
    purpose: Purpose,
) -> Result<Option<Password>, Failure> {
    // Settings that make no sense are complained about when the store is written.
    let settings = Pkcs12Settings::from_machine(context.machine).unwrap_or_default();
    let needs_none = format == Format::Pkcs12 && settings.certificates.is_none() && settings.mac.is_none();
    match given {
        None if needs_none => Ok(None),
        Some(given) if given.java_length() < SHORTEST_PASSWORD => Err(Failure::StorePasswordTooShort),
        Some(given) => Ok(Some(given)),
        None if context.is_keytool() || context.console.is_interactive() => {
            let refused = |password: Option<&Password>| {
                let long_enough =
                    password.is_some_and(|password| password.java_length() >= SHORTEST_PASSWORD);
                (!long_enough).then_some(Notice::StorePasswordTooShort)
            };
            let first = match purpose {
                Purpose::Destination => Question::DestinationStorePassword,
                _ => Question::NewStorePassword,
            };
            context.ask_new_password(&first, &Question::NewStorePasswordAgain, refused).map(Some)
        }
        None => {
            context.say(&Notice::CustomaryPassword)?;
            Ok(Some(Password::new(CUSTOMARY_PASSWORD)))
        }
    }
}

/// The questions that keytool asks before it opens a store that is there.
pub(super) fn ask_as_keytool(
    context: &mut Context<'_>,
    options: &StoreArguments,
    purpose: Purpose,
    unchecked: &Store,
) -> Result<Option<Password>, Failure> {
    if options.protected || is_passwordless(unchecked) {
        return Ok(None);
    }
    match purpose {
        Purpose::Read | Purpose::Sign | Purpose::Source => context.ask_password(&purpose.question()),
        Purpose::Change | Purpose::ChangeOrCreate | Purpose::Destination => {
            context.ask_long_password(&purpose.question()).map(Some)
        }
    }
}

/// Whether the store neither has nor needs a password.
pub(super) fn is_passwordless(store: &Store) -> bool {
    store.provenance.layout.as_ref().is_some_and(Pkcs12Layout::is_passwordless)
}

/// Opens without a question: with the password given, else with the customary one. JKS shows what it holds to anybody,
/// though nobody knows then whether it is unchanged: the answer has the password only if it opened the store.
///
/// # Errors
/// [`DecodeError`].
pub(super) fn open_unasked(
    format: Format,
    bytes: &Arc<Vec<u8>>,
    given: Option<&Password>,
) -> Result<(Store, Option<Password>), DecodeError> {
    let reading = Reading::Anything;
    let password = given.cloned().unwrap_or_else(|| Password::new(CUSTOMARY_PASSWORD));
    match formats::decode(format, bytes, Some(&password), reading) {
        Err(error) if error.is_wrong_password() && format != Format::Pkcs12 => {
            formats::decode(format, bytes, None, reading).map(|store| (store, None))
        }
        other => other.map(|store| (store, Some(password))),
    }
}

/// Whether it is the password that every cacerts has.
pub(super) fn is_customary(password: &Password) -> bool {
    *password == Password::new(CUSTOMARY_PASSWORD)
}

/// Opens with the customary password, and asks where it is another one.
pub(super) fn open_customary(
    context: &mut Context<'_>,
    purpose: Purpose,
    format: Format,
    bytes: &Arc<Vec<u8>>,
    named: &str,
) -> Result<(Store, Option<Password>), Failure> {
    let reading = Reading::Anything;
    let customary = Password::new(CUSTOMARY_PASSWORD);
    let fault = |source| Failure::Decode { path: named.to_owned(), source };
    match formats::decode(format, bytes, Some(&customary), reading) {
        Ok(store) => Ok((store, Some(customary))),
        Err(error) if error.is_wrong_password() && context.console.is_interactive() => {
            let mut last = error;
            let question = Question::PasswordOf { path: named.to_owned() };
            for _ in 0..ATTEMPTS {
                let Some(password) = context.ask_password(&question)? else { break };
                match formats::decode(format, bytes, Some(&password), reading) {
                    Ok(store) => return Ok((store, Some(password))),
                    Err(error) if error.is_wrong_password() => last = error,
                    Err(error) => return Err(fault(error)),
                }
            }
            Err(fault(last))
        }
        // JKS shows what it holds to anybody; only nobody knows whether it is unchanged then.
        Err(error) if error.is_wrong_password() && purpose.is_reading() && format != Format::Pkcs12 => {
            let store = formats::decode(format, bytes, None, reading).map_err(fault)?;
            context.say(&purpose.unverified())?;
            Ok((store, None))
        }
        Err(error) => Err(fault(error)),
    }
}
