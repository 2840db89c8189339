//! `keyclone`, which keytool takes and does not list: copies a private key under another alias.

use super::arguments::{KeyPasswordArguments, NewPasswordArguments, StoreArguments};
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
pub struct KeyClone {
    #[arg(long, hide = true)]
    alias: Option<String>,

    #[arg(long, hide = true)]
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
        let to = match &self.destalias {
            Some(to) => to.clone(),
            None => ask_alias(context, &Question::DestinationAlias)?,
        };
        let mut session = Session::open(context, &self.store, Purpose::Change)?;
        let store_password = session.password.clone();
        let given = keys::given(context, &session, &self.key)?;
        let alias = self.alias.clone().unwrap_or_else(|| "mykey".into());
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
