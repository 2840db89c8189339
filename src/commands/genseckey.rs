//! `genseckey`: makes a secret key.

use super::arguments::{ChangeArguments, KeyPasswordArguments, StoreArguments};
use super::secret_entry::SecretRequest;
use super::{Context, Failure};

/// Makes a secret key and keeps it in a keystore
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_help = "\
Examples:
  keytool-rs genseckey session --keystore agent.p12
  keytool-rs genseckey mac --keyalg HmacSHA256 --keysize 256 --keystore agent.p12")]
pub struct GenSecKey {
    /// The alias the key is to have
    #[arg(value_name = "ALIAS")]
    pub named: Option<String>,

    #[arg(long, value_name = "ALIAS", hide = true, conflicts_with = "named")]
    alias: Option<String>,

    /// The key's algorithm (default: AES)
    #[arg(long, value_name = "ALGORITHM")]
    pub keyalg: Option<String>,

    /// The key's size in bits (default: 256; DES 56, DESede 168)
    #[arg(long, value_name = "BITS", allow_negative_numbers = true)]
    pub keysize: Option<i32>,

    #[command(flatten)]
    pub(super) key: KeyPasswordArguments,

    #[command(flatten)]
    pub(super) changing: ChangeArguments,

    #[command(flatten)]
    pub(super) store: StoreArguments,
}

impl GenSecKey {
    pub(super) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        let native = || (!context.is_keytool()).then(|| "AES".to_owned());
        SecretRequest {
            alias: self.alias.clone().or_else(|| self.named.clone()),
            algorithm: self.keyalg.clone().or_else(native),
            bits: self.keysize,
            key: &self.key,
            changing: &self.changing,
            store: &self.store,
        }
        .run(context)
    }
}
