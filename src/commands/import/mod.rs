//! `import`: puts certificates into a keystore, as trusted ones or under the key they are for.

mod bundle;
mod fault;
mod for_key;
mod proposal;
mod reply;
mod trusted;

use super::arguments::{ChangeArguments, KeyPasswordArguments, StoreArguments};
use super::elsewhere::located;
use super::fingerprint;
use super::in_use::InUseArguments;
use super::{Context, Failure};

pub use fault::ReplyFault;

/// Puts certificates into a keystore as trusted entries.
#[derive(Debug, Clone, Default, clap::Args)]
// Natively a key is moved as it lies, and nobody asks for its password.
#[command(mut_args(KeyPasswordArguments::hidden))]
#[command(after_help = "\
Examples:
  keytool-rs import mailserver.cer --alias mailserver --keystore /opt/agent/jre/lib/security/cacerts
  keytool-rs import corporate-roots.pem --cacerts --dry-run
  keytool-rs import --from mail.example.com:636 --keystore /opt/agent/jre/lib/security/cacerts
  keytool-rs import reply.pem --alias server --keystore server.p12
  keytool-rs import server-chain.pem --ca --keystore truststore.p12 --create")]
pub struct Import {
    /// The files; `-` is standard input
    #[arg(value_name = "FILE")]
    pub files: Vec<String>,

    #[arg(long, hide = true)]
    file: Option<String>,

    /// Fetch the certificates from this server instead
    #[arg(long, value_name = "HOST:PORT", conflicts_with = "files")]
    pub from: Option<String>,

    /// Import the server's certificate with this SHA-256 fingerprint, and no other
    #[arg(long, value_name = "FINGERPRINT", requires = "from", value_parser = fingerprint::read)]
    pub expect_sha256: Option<String>,

    /// The alias, where there is one certificate
    #[arg(long, value_name = "ALIAS")]
    pub alias: Option<String>,

    /// Import a server's whole chain: its own certificate and its issuers'
    #[arg(long, conflicts_with = "ca")]
    pub chain: bool,

    /// Import only the certificates of authorities
    #[arg(long)]
    pub ca: bool,

    /// Replace the certificate that is there under the alias
    #[arg(long)]
    pub replace: bool,

    /// Make the keystore where there is none
    #[arg(long)]
    pub create: bool,

    /// Ask nothing, and make the keystore where there is none
    #[arg(long, short)]
    pub yes: bool,

    #[arg(long, hide = true)]
    noprompt: bool,

    #[arg(long, hide = true)]
    trustcacerts: bool,

    #[command(flatten)]
    pub(super) key: KeyPasswordArguments,

    #[command(flatten)]
    pub(super) changing: ChangeArguments,

    /// Into the cacerts of the Java in this folder
    #[arg(long, value_name = "DIR", conflicts_with_all = ["keystore", "cacerts", "process", "config"])]
    pub java_home: Option<String>,

    #[command(flatten)]
    in_use: InUseArguments,

    #[command(flatten)]
    pub(super) store: StoreArguments,
}

impl Import {
    pub(super) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        if context.is_keytool() {
            return self.import_as_keytool(context);
        }
        let mut store = self.in_use.store(context, &self.store)?;
        if let Some(home) = &self.java_home {
            store.keystore = Some(located(context, home)?);
        }
        Self { store, ..self.clone() }.import_bundle(context)
    }
}
