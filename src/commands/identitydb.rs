//! `identitydb`, which keytool takes and does not list: identities of JDK 1.1, which no JDK since has found any of.

use super::arguments::StoreArguments;
use super::session::{Purpose, Session};
use super::{Context, Failure, input, weakness};
use crate::report::Notice;

/// Takes identities out of a database of JDK 1.1
#[derive(Debug, Clone, Default, clap::Args)]
pub struct IdentityDb {
    #[arg(long, hide = true)]
    file: Option<String>,

    #[command(flatten)]
    pub(super) store: StoreArguments,
}

impl IdentityDb {
    pub(super) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        let session = Session::open(context, &self.store, Purpose::ChangeOrCreate)?;
        // Java: opens the file, finds no identity in it whatever it holds, and writes nothing.
        if self.file.is_some() {
            input::bytes(context, self.file.as_deref())?;
        }
        context.say(&Notice::NoIdentities)?;
        weakness::note_proprietary(context, &session);
        Ok(0)
    }
}
