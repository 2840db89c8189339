//! Keys and their passwords: opening a key with the questions that keytool asks, and asking for a key's new password.

use super::arguments::KeyPasswordArguments;
use super::context::{ATTEMPTS, SHORTEST_PASSWORD};
use super::session::Session;
use super::{Context, Failure};
use crate::formats;
use crate::formats::keys::{self, OpenKey, RecoverError};
use crate::keystore::{Content, Format, ProtectedKey, Store};
use crate::report::{Notice, Question};
use crate::secret::Password;

/// A key that was opened, and the password that opened it.
#[derive(Debug, Clone)]
pub(super) struct RecoveredKey {
    /// The key.
    pub(super) key: OpenKey,
    /// The password; `None` where the key lies open.
    pub(super) password: Option<Password>,
}

/// Opens the private or secret key under `alias`: with the password given, with the store's, or with one asked for.
///
/// # Errors
/// [`Failure::AliasMissing`], [`Failure::NoKey`], [`Failure::Recovery`], [`Failure::TooManyKeyPasswordFailures`].
pub(super) fn recover_key(
    context: &mut Context<'_>,
    store: &Store,
    store_password: Option<&Password>,
    alias: &str,
    given: Option<&Password>,
) -> Result<RecoveredKey, Failure> {
    let entry = store.find(alias).or_else(|| store.find_exact(alias).filter(|_| !context.is_keytool()));
    let entry = entry.ok_or_else(|| Failure::AliasMissing { alias: alias.to_owned() })?;
    let content = &entry.content;
    let lies_open = match content {
        Content::Trusted(_) => return Err(Failure::NoKey { alias: alias.to_owned() }),
        Content::PrivateKey { key, .. } | Content::SecretKey(key) => matches!(key, ProtectedKey::Plain(_)),
    };
    let failed = |source: RecoverError| Failure::Recovery { alias: alias.to_owned(), source };
    let opened = |password: &Password| {
        let key = keys::recover(content, password)?;
        Ok(RecoveredKey { key, password: (!lies_open).then(|| password.clone()) })
    };
    if lies_open {
        return opened(&Password::new("")).map_err(failed);
    }
    if let Some(given) = given {
        return opened(given).map_err(failed);
    }
    let mut last = None;
    if let Some(password) = store_password {
        match opened(password) {
            Ok(recovered) => return Ok(recovered),
            Err(error) => last = Some(error),
        }
    }
    let asks = context.is_keytool() || context.console.is_interactive();
    for _ in 0..if asks { ATTEMPTS } else { 0 } {
        if let Some(password) = context.ask_password(&Question::KeyPassword { alias: alias.to_owned() })? {
            return opened(&password).map_err(failed);
        }
    }
    match last {
        Some(error) if !asks => Err(failed(error)),
        _ => Err(Failure::TooManyKeyPasswordFailures),
    }
}

/// The password given for a key by `-keypass`. Java: says right after it opened the store that in a PKCS12 it is passed over.
///
/// # Errors
/// Where the password is not where it should be, or the words cannot be written.
pub(super) fn given(
    context: &mut Context<'_>,
    session: &Session,
    options: &KeyPasswordArguments,
) -> Result<Option<Password>, Failure> {
    let given = options.password(context)?;
    given_for(context, session, given, "-keypass")
}

/// The password given for a key. Java: in a PKCS12 a key has the store's password whatever was given, and another one is
/// passed over with a word about it.
///
/// # Errors
/// Where the words cannot be written.
pub(super) fn given_for(
    context: &mut Context<'_>,
    session: &Session,
    given: Option<Password>,
    option: &'static str,
) -> Result<Option<Password>, Failure> {
    let of_store = session.password.as_ref().filter(|_| session.has_one_password(context));
    given_beside(context, of_store, given, option)
}

/// The same, where the password that all keys of the store have is known, if there is one.
///
/// # Errors
/// Where the words cannot be written.
pub(super) fn given_beside(
    context: &mut Context<'_>,
    of_store: Option<&Password>,
    given: Option<Password>,
    option: &'static str,
) -> Result<Option<Password>, Failure> {
    let Some(of_store) = of_store else { return Ok(given) };
    // As keytool, it was said when the store was opened.
    let is_told = option == "-keypass" && context.is_keytool();
    if !is_told && given.as_ref().is_some_and(|given| given != of_store) {
        context.say(&Notice::KeyPasswordIgnored { option })?;
    }
    Ok(Some(of_store.clone()))
}

/// Checks that the user knows the password of the key under `alias`, as keytool must to move a key. Other entries need
/// none.
///
/// # Errors
/// As [`recover_key`].
pub(super) fn prove_password(
    context: &mut Context<'_>,
    session: &Session,
    alias: &str,
    given: Option<&Password>,
) -> Result<(), Failure> {
    // Natively a key is moved as it lies, protected.
    if !context.is_keytool() {
        return Ok(());
    }
    let Some(Content::PrivateKey { .. } | Content::SecretKey(_)) =
        session.store.find(alias).map(|entry| &entry.content)
    else {
        return Ok(());
    };
    let (store, password) = (&session.store, session.password.as_ref());
    recover_key(context, store, password, alias, given).map(drop)
}

/// The password of a key that is made now: the one given; where all keys have the store's (`is_shared`), that; else one asked
/// for, where nothing means that it is `otherwise`, the store's or that of the key it is a copy of.
///
/// # Errors
/// [`Failure::KeyNotAdded`] after three answers that will not do.
pub(super) fn password_of_new_key(
    context: &mut Context<'_>,
    is_shared: bool,
    given: Option<Password>,
    otherwise: Option<&Password>,
    question: &Question,
) -> Result<Password, Failure> {
    if let Some(given) = given {
        return Ok(given);
    }
    if let Some(otherwise) = otherwise
        && (is_shared || !(context.is_keytool() || context.console.is_interactive()))
    {
        return Ok(otherwise.clone());
    }
    for _ in 0..ATTEMPTS {
        let typed = context.ask_password(question)?;
        match (typed, otherwise) {
            (None, Some(otherwise)) => return Ok(otherwise.clone()),
            (Some(password), _) if password.java_length() >= SHORTEST_PASSWORD => {
                if context.ask_password(&Question::NewStorePasswordAgain)?.as_ref() == Some(&password) {
                    return Ok(password);
                }
                context.say(&Notice::PasswordsDoNotMatch)?;
            }
            _ => context.say(&Notice::KeyPasswordTooShort)?,
        }
    }
    Err(Failure::KeyNotAdded)
}

/// Gives all keys of a store the password `new`, also in a JKS that was said to be a PKCS12.
///
/// # Errors
/// [`Failure::Recovery`] or [`Failure::Encode`] where a key has another password than `old`.
pub(super) fn change_passwords(
    context: &Context<'_>,
    named: &str,
    store: &mut Store,
    old: Option<&Password>,
    new: Option<&Password>,
) -> Result<(), Failure> {
    let format = store.provenance.format;
    let (Some(old), Some(new), true) = (old, new, format != Format::Pkcs12) else {
        return formats::change_password(store, old, new, context.machine)
            .map_err(|source| Failure::Encode { path: named.to_owned(), source });
    };
    let mut changed = Vec::new();
    for entry in store.entries() {
        let alias = || entry.alias.to_string();
        let protected = match &entry.content {
            Content::Trusted(_) => continue,
            content => keys::recover(content, old)
                .map_err(|source| Failure::Recovery { alias: alias(), source })
                .and_then(|key| {
                    keys::protect(&key, format, new, None, context.machine)
                        .map_err(|source| Failure::Protection { alias: alias(), source })
                })?,
        };
        let content = match &entry.content {
            Content::PrivateKey { chain, .. } => Content::PrivateKey { key: protected, chain: chain.clone() },
            _ => Content::SecretKey(protected),
        };
        changed.push((alias(), content));
    }
    let now = context.machine.now.as_millisecond();
    for (alias, content) in changed {
        store.set(&alias, now, content);
    }
    Ok(())
}
