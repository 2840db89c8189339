//! `keypasswd`: gives a key another password.

use super::arguments::{
    ChangeArguments, KeyPasswordArguments, NewPasswordArguments, StoreArguments, alias_of,
};
use super::context::SHORTEST_PASSWORD;
use super::session::{Purpose, Session};
use super::{Context, Failure, keys, weakness};
use crate::formats::keys::protect;
use crate::keystore::{Content, ProtectedKey, Store};
use crate::report::{Action, Change, Notice, Question};
use crate::secret::Password;

/// Changes the password of a key in a JKS or JCEKS keystore
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_help = "\
Examples:
  keytool-rs keypasswd server --keystore agent.jks
  keytool-rs keypasswd server --keystore agent.jks --keypass-env OLD --new-env NEW")]
pub struct KeyPasswd {
    /// The key's alias
    #[arg(value_name = "ALIAS")]
    pub named: Option<String>,

    #[arg(long, value_name = "ALIAS", hide = true, conflicts_with = "named")]
    alias: Option<String>,

    #[command(flatten)]
    pub(super) key: KeyPasswordArguments,

    #[command(flatten)]
    pub(super) new: NewPasswordArguments,

    #[command(flatten)]
    pub(super) changing: ChangeArguments,

    #[command(flatten)]
    pub(super) store: StoreArguments,
}

impl KeyPasswd {
    pub(super) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        let new = self.new.password(context)?;
        if new.as_ref().is_some_and(|new| new.java_length() < SHORTEST_PASSWORD) {
            return Err(Failure::NewPasswordTooShort);
        }
        let mut session = Session::open(context, &self.store, Purpose::Change)?;
        if session.has_one_password(context) {
            return Err(Failure::KeyPasswordsOfPkcs12);
        }
        let alias = alias_of(context, self.alias.as_ref(), self.named.as_ref())?;
        let given = self.key.password(context)?;
        let password = session.password.clone();
        let recovered =
            keys::recover_key(context, &session.store, password.as_ref(), &alias, given.as_ref())?;
        let new = match new {
            Some(new) => new,
            None => ask_new(context, &alias, recovered.password.as_ref())?,
        };
        let format = session.store.provenance.format;
        let protected = protect(&recovered.key, format, &new, None, context.machine)
            .map_err(|source| Failure::Protection { alias: alias.clone(), source })?;
        let (created, before) = (context.machine.now.as_millisecond(), protected_key(&session.store, &alias));
        let native = !context.is_keytool();
        let saving = self.changing.saving(context);
        let change = session.change(context, saving, |store| {
            let missing = || Failure::AliasMissing { alias: alias.clone() };
            // Who changed the key in the meantime had another one in mind.
            if protected_key(store, &alias) != before {
                return Err(missing());
            }
            let entry = store.find(&alias).ok_or_else(missing)?;
            let created = entry.created.filter(|_| native).unwrap_or(created);
            let content = match &entry.content {
                Content::PrivateKey { chain, .. } => {
                    Content::PrivateKey { key: protected.clone(), chain: chain.clone() }
                }
                _ => Content::SecretKey(protected.clone()),
            };
            store.set(&alias, created, content);
            Ok((true, Change::to(Action::KeyPassword, store.find(&alias).ok_or_else(missing)?)))
        })?;
        weakness::note_proprietary(context, &session);
        context.report_keys(&session, saving, &[change])?;
        Ok(0)
    }
}

fn protected_key(store: &Store, alias: &str) -> Option<ProtectedKey> {
    match &store.find(alias)?.content {
        Content::PrivateKey { key, .. } | Content::SecretKey(key) => Some(key.clone()),
        Content::Trusted(_) => None,
    }
}

fn ask_new(context: &mut Context<'_>, alias: &str, old: Option<&Password>) -> Result<Password, Failure> {
    let new = context.ask_new_password(
        &Question::ReplacingKeyPassword { alias: alias.to_owned() },
        &Question::ReplacingKeyPasswordAgain { alias: alias.to_owned() },
        |password| match password {
            Some(password) if Some(password) == old => Some(Notice::PasswordsMustDiffer),
            Some(password) if password.java_length() >= SHORTEST_PASSWORD => None,
            _ => Some(Notice::PasswordTooShort),
        },
    );
    // Java: of a password to be replaced, giving up is an error.
    new.map_err(|failure| match failure {
        Failure::TooManyFailures => Failure::TooManyKeyPasswordFailures,
        other => other,
    })
}
