//! `changealias`: gives an entry another name.

use super::arguments::{ChangeArguments, KeyPasswordArguments, StoreArguments};
use super::delete::ask_alias;
use super::keys;
use super::session::{Purpose, Session};
use super::whereabouts::refuse_missing;
use super::{Context, Failure, weakness};
use crate::report::{Change, Question};

/// Gives an entry another alias
#[derive(Debug, Clone, Default, clap::Args)]
// Natively a key is moved as it lies, and nobody asks for its password.
#[command(mut_args(KeyPasswordArguments::hidden))]
#[command(after_help = "\
Examples:
  keytool-rs changealias mykey mailserver --keystore agent.p12")]
pub struct ChangeAlias {
    /// The entry's alias now
    #[arg(value_name = "ALIAS")]
    pub from: Option<String>,

    /// The alias it is to have
    #[arg(value_name = "NEW_ALIAS")]
    pub to: Option<String>,

    #[arg(long, value_name = "ALIAS", hide = true, conflicts_with = "from")]
    alias: Option<String>,

    #[arg(long, value_name = "NEW_ALIAS", hide = true, conflicts_with = "to")]
    destalias: Option<String>,

    #[command(flatten)]
    pub(super) key: KeyPasswordArguments,

    #[command(flatten)]
    pub(super) changing: ChangeArguments,

    #[command(flatten)]
    pub(super) store: StoreArguments,
}

impl ChangeAlias {
    pub(super) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        refuse_missing(context, &self.store)?;
        let from = match self.alias.clone().or(self.from.clone()) {
            Some(from) => from,
            None if context.is_keytool() => "mykey".into(),
            None => ask_alias(context, &Question::Alias)?,
        };
        let to = match self.destalias.clone().or(self.to.clone()) {
            Some(to) => to,
            None => ask_alias(context, &Question::DestinationAlias)?,
        };
        let mut session = Session::open(context, &self.store, Purpose::Change)?;
        let given = keys::given(context, &session, &self.key)?;
        let missing = || Failure::AliasMissing { alias: from.clone() };
        let taken = || Failure::DestinationTaken { alias: to.clone() };
        if to.is_empty() && !context.is_keytool() {
            return Err(Failure::AliasNotGiven { destination: true });
        }
        // Java: looks for the new name first.
        if session.store.find(&to).is_some() {
            return Err(taken());
        }
        if session.store.find(&from).is_none() {
            return Err(missing());
        }
        // Java: reads the key and protects it again, and so must know its password; we need not, but must ask alike.
        keys::prove_password(context, &session, &from, given.as_ref())?;
        let (native, now) = (!context.is_keytool(), context.machine.now.as_millisecond());
        let saving = self.changing.saving(context);
        let change = session.change(context, saving, |store| {
            let exact = store.find(&from).ok_or_else(missing)?.alias.to_string();
            if store.find(&to).is_some() {
                return Err(taken());
            }
            store.rename(&exact, &to);
            if !native {
                // Java: takes the entry out and puts it in anew, and so it is as old as this command.
                store.set_created(&to, now);
            }
            let renamed = store.find(&to).ok_or_else(missing)?;
            Ok((true, Change::renamed(&exact, renamed)))
        })?;
        weakness::note_proprietary(context, &session);
        context.report_changes(&session, saving, &[change])?;
        Ok(0)
    }
}
