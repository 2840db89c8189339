//! `delete`: takes an entry out of a keystore.

use super::arguments::{ChangeArguments, StoreArguments};
use super::session::{Purpose, Session};
use super::whereabouts::refuse_missing;
use super::{Context, Failure, NativeFault, weakness};
use crate::report::{Change, Question};

/// Deletes entries from a keystore
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_help = "\
Examples:
  keytool-rs delete oldserver --keystore /opt/agent/jre/lib/security/cacerts
  keytool-rs delete oldserver --cacerts --dry-run")]
pub struct Delete {
    /// The entries to delete
    #[arg(value_name = "ALIAS")]
    pub aliases: Vec<String>,

    /// The entry to delete
    #[arg(long = "alias", value_name = "ALIAS", hide = true)]
    pub alias: Option<String>,

    #[command(flatten)]
    pub(super) changing: ChangeArguments,

    #[command(flatten)]
    pub(super) store: StoreArguments,
}

impl Delete {
    pub(super) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        let mut aliases: Vec<String> = self.aliases.iter().chain(&self.alias).cloned().collect();
        // Java: asks first, and stumbles over a missing answer only when it looks for it in the store.
        refuse_missing(context, &self.store)?;
        let mut asked = Ok(());
        if aliases.is_empty() {
            match ask_alias(context, &Question::Alias) {
                Ok(alias) => aliases.push(alias),
                Err(Failure::InputEnded) => asked = Err(Failure::InputEnded),
                Err(failure) => return Err(failure),
            }
        }
        let mut session = Session::open(context, &self.store, Purpose::Change)?;
        asked?;
        let native = !context.is_keytool();
        let saving = self.changing.saving(context);
        let changes = session.change(context, saving, |store| {
            let mut changes = Vec::new();
            for alias in &aliases {
                let missing = || Failure::AliasMissing { alias: alias.clone() };
                // A native user may name an alias that Java could not find, in a store it could not read.
                let exact = store.find(alias).or_else(|| store.find_exact(alias).filter(|_| native));
                let exact = exact.ok_or_else(missing)?.alias.to_string();
                let removed = store.remove(&exact).ok_or_else(missing)?;
                changes.push(Change::removed(&removed));
            }
            Ok((true, changes))
        })?;
        weakness::note_proprietary(context, &session);
        context.report_changes(&session, saving, &changes)?;
        Ok(0)
    }
}

/// An alias that the user is asked for.
///
/// # Errors
/// Where none comes; natively also where nobody is there to be asked.
pub(super) fn ask_alias(context: &mut Context<'_>, question: &Question) -> Result<String, Failure> {
    let destination = *question == Question::DestinationAlias;
    if !context.is_keytool() && !context.console.is_interactive() {
        return Err(NativeFault::AliasNotNamed { destination }.into());
    }
    match context.ask(question)? {
        None => Err(Failure::InputEnded),
        Some(line) if line.is_empty() => Err(Failure::AliasNotGiven { destination }),
        Some(line) => Ok(line),
    }
}
