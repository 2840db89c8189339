//! `keyclone`: copies a private key under another alias. keytool takes it and does not list it.

use super::arguments::{KeyPasswordArguments, NewPasswordArguments, StoreArguments, alias_of};
use super::delete::ask_alias;
use super::session::{Purpose, Saving, Session};
use super::whereabouts::refuse_missing;
use super::{Context, Failure, keys, weakness};
use crate::formats::keys::protect;
use crate::keystore::Content;
use crate::report::{Action, Change, Question};
use crate::secret::Password;

/// Copies a private key under another alias
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_help = "\
Examples:
  keytool-rs keyclone server server-2026 --keystore server.p12")]
pub struct KeyClone {
    /// The key's alias
    #[arg(value_name = "ALIAS")]
    from: Option<String>,

    /// The alias that the copy is to have
    #[arg(value_name = "NEW_ALIAS")]
    to: Option<String>,

    #[arg(long, value_name = "ALIAS", hide = true, conflicts_with = "from")]
    alias: Option<String>,

    #[arg(long, value_name = "NEW_ALIAS", hide = true, conflicts_with = "to")]
    destalias: Option<String>,

    #[command(flatten)]
    pub(super) key: KeyPasswordArguments,

    #[command(flatten)]
    pub(super) new: NewPasswordArguments,

    #[command(flatten)]
    pub(super) store: StoreArguments,
}

impl KeyClone {
    pub(super) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        let new = self.new.password(context)?;
        refuse_missing(context, &self.store)?;
        // Java: asks for the copy's alias alone.
        let alias = alias_of(context, self.alias.as_ref(), self.from.as_ref())?;
        let to = match self.destalias.as_ref().or(self.to.as_ref()) {
            Some(to) => to.clone(),
            None => ask_alias(context, &Question::DestinationAlias)?,
        };
        let mut session = Session::open(context, &self.store, Purpose::Change)?;
        let store_password = session.password.clone();
        let given = keys::given(context, &session, &self.key)?;
        let taken = || Failure::DestinationTaken { alias: to.clone() };
        if session.store.find(&to).is_some() {
            return Err(taken());
        }
        let entry = session.store.find(&alias);
        let entry = entry.ok_or_else(|| Failure::AliasMissing { alias: alias.clone() })?;
        let Content::PrivateKey { chain, .. } = entry.content.clone() else {
            return Err(Failure::NotAPrivateKey { alias });
        };
        let recovered =
            keys::recover_key(context, &session.store, store_password.as_ref(), &alias, given.as_ref())?;
        let format = session.store.provenance.format;
        let password = match (session.has_one_password(context), new) {
            (true, _) => store_password.or(recovered.password),
            (_, Some(new)) => Some(new),
            (_, None) => {
                let question = Question::CopyPassword { alias: to.clone(), of: alias.clone() };
                let old = recovered.password.as_ref();
                let typed = keys::password_of_new_key(context, false, None, old, &question);
                Some(typed.map_err(|failure| match failure {
                    Failure::KeyNotAdded => Failure::KeyNotCloned,
                    other => other,
                })?)
            }
        };
        let password = password.unwrap_or_else(|| Password::new(""));
        let key = protect(&recovered.key, format, &password, None, context.machine)
            .map_err(|source| Failure::Protection { alias: to.clone(), source })?;
        let created = context.machine.now.as_millisecond();
        let change = session.change(context, Saving::default(), |store| {
            if store.find(&to).is_some() {
                return Err(taken());
            }
            store.set(&to, created, Content::PrivateKey { key: key.clone(), chain: chain.clone() });
            let added = store.find(&to).ok_or_else(|| Failure::AliasMissing { alias: to.clone() })?;
            Ok((true, Change::to(Action::Added, added)))
        })?;
        weakness::note_proprietary(context, &session);
        context.report_keys(&session, Saving::default(), &[change])?;
        Ok(0)
    }
}
