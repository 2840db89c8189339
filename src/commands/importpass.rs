//! `importpass`: keeps a password in a keystore.

use super::arguments::{ChangeArguments, KeyPasswordArguments, StoreArguments};
use super::secret_entry::SecretRequest;
use super::{Context, Failure};

/// Keeps a password in a keystore, as an entry of its own
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_help = "\
Examples:
  keytool-rs importpass database --keystore agent.p12
  keytool-rs importpass database --keystore agent.p12 --storepass-env STOREPASS < password.txt")]
pub struct ImportPass {
    /// The alias the password is to have
    #[arg(value_name = "ALIAS")]
    pub named: Option<String>,

    #[arg(long, value_name = "ALIAS", hide = true, conflicts_with = "named")]
    alias: Option<String>,

    /// The encryption the password is protected with (default: that of all keys)
    #[arg(long, value_name = "ALGORITHM")]
    pub keyalg: Option<String>,

    #[arg(long, hide = true, allow_negative_numbers = true)]
    keysize: Option<i32>,

    #[command(flatten)]
    pub(super) key: KeyPasswordArguments,

    #[command(flatten)]
    pub(super) changing: ChangeArguments,

    #[command(flatten)]
    pub(super) store: StoreArguments,
}

impl ImportPass {
    pub(super) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        SecretRequest {
            alias: self.alias.clone().or_else(|| self.named.clone()),
            algorithm: Some(self.keyalg.clone().unwrap_or_else(|| "PBE".into())),
            bits: self.keysize,
            key: &self.key,
            changing: &self.changing,
            store: &self.store,
        }
        .run(context)
    }
}
