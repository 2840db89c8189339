//! Proving that the user knows a key's password.

use super::arguments::KeyPasswordArguments;
use super::context::ATTEMPTS;
use super::session::Session;
use super::{Context, Failure};
use crate::crypto::key;
use crate::keystore::{Content, Format, ProtectedKey};
use crate::report::{Notice, Question};

/// Checks that the user knows the password of the key under `alias`, as keytool must to move a key: the one given,
/// the store's, or one asked for. Other entries need none.
///
/// # Errors
/// [`Failure::KeyPassword`], [`Failure::TooManyKeyPasswordFailures`].
pub(super) fn prove_password(
    context: &mut Context<'_>,
    session: &Session,
    alias: &str,
    options: &KeyPasswordArguments,
) -> Result<(), Failure> {
    // Natively a key is moved as it lies, protected.
    if !context.is_keytool() {
        return Ok(());
    }
    let Some(Content::PrivateKey { key: ProtectedKey::Encrypted(protected), .. }) =
        session.store.find(alias).map(|entry| &entry.content)
    else {
        return Ok(());
    };
    let wrong = || Failure::KeyPassword { alias: alias.to_owned() };
    let mut given = options.password(context)?;
    if session.store.provenance.format == Format::Pkcs12 && given.is_some() && given != session.password {
        context.say(&Notice::KeyPasswordIgnored)?;
        given.clone_from(&session.password);
    }
    if let Some(given) = given {
        return key::recover(protected, &given).map(drop).map_err(|_| wrong());
    }
    if session.password.as_ref().is_some_and(|password| key::recover(protected, password).is_ok()) {
        return Ok(());
    }
    for _ in 0..ATTEMPTS {
        if let Some(password) = context.ask_password(&Question::KeyPassword { alias: alias.to_owned() })? {
            return key::recover(protected, &password).map(drop).map_err(|_| wrong());
        }
    }
    Err(Failure::TooManyKeyPasswordFailures)
}
