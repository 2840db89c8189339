//! `import`: puts certificates into a keystore, as trusted ones or under the key they are for.

mod bundle;
mod fault;
mod for_key;
mod foresight;
mod proposal;
mod reply;
mod trusted;

use super::arguments::{ChangeArguments, KeyPasswordArguments, StoreArguments};
use super::elsewhere::located;
use super::fingerprint;
use super::in_use::InUseArguments;
use super::target::TargetArguments;
use super::way::WayArguments;
use super::{Context, Failure, NativeFault};

pub use fault::ReplyFault;

/// Puts certificates into a keystore as trusted entries.
#[derive(Debug, Clone, Default, clap::Args)]
// Natively a key is moved as it lies, and nobody asks for its password.
#[command(mut_args(KeyPasswordArguments::hidden))]
// What says which Java connects, and how, is for a server.
#[command(mut_args(of_server_alone))]
#[command(after_help = "\
Examples:
  keytool-rs import mailserver.cer --alias mailserver --keystore /opt/agent/jre/lib/security/cacerts
  keytool-rs import corporate-roots.pem --cacerts --dry-run
  keytool-rs import --from mail.example.com:636 --keystore /opt/agent/jre/lib/security/cacerts
  keytool-rs import --from mail.example.com:25 --java-home /opt/agent/jre --proxy http://proxy:3128
  keytool-rs import --from mail.example.com:636 --keystore truststore.p12 --create --expect-sha256 FINGERPRINT
  keytool-rs import reply.pem --alias server --keystore server.p12
  keytool-rs import server-chain.pem --ca --keystore truststore.p12 --create")]
pub struct Import {
    /// The files; `-` is standard input
    #[arg(value_name = "FILE")]
    pub files: Vec<String>,

    #[arg(long, hide = true)]
    file: Option<String>,

    /// Fetch the certificates from this server instead, as a Java that connects to it; where nobody can be asked, such as in a
    /// script, --yes or --expect-sha256 must say that they are the right ones
    #[arg(long, value_name = "HOST:PORT", conflicts_with = "files")]
    pub from: Option<String>,

    /// Import the server's certificate with this SHA-256 fingerprint, and no other; in a script nothing else is needed then
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

    /// Ask nothing, make the keystore where there is none, and with --from import whatever the server sends
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

    #[command(flatten)]
    pub(super) way: WayArguments,

    #[command(flatten)]
    in_use: InUseArguments,

    #[command(flatten)]
    pub(super) target: TargetArguments,

    #[command(flatten)]
    pub(super) store: StoreArguments,
}

/// Options that mean nothing without `--from`; clap overlooks what is required where it is in conflict with what is there.
const OF_SERVER: [&str; 8] =
    ["starttls", "connect", "proxy", "timeout", "properties", "java", "java_security", "at"];

fn of_server_alone(argument: clap::Arg) -> clap::Arg {
    match argument.get_id().as_str() {
        "java_home" => argument.help(
            "Into the cacerts of the Java in this folder, where no keystore is named; and connect and decide as that Java does",
        ),
        one if OF_SERVER.contains(&one) => argument.requires("from").conflicts_with("files"),
        _ => argument,
    }
}

impl Import {
    pub(super) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        if context.is_keytool() {
            return self.import_as_keytool(context);
        }
        let names_store = self.store.keystore.is_some() || self.store.cacerts || self.in_use.is_given();
        if self.from.is_none() && self.target.java_home.is_some() && names_store {
            return Err(NativeFault::TwoStores.into());
        }
        let (mut store, target, told) = self.in_use.store_and_java(context, &self.store, &self.target)?;
        if let Some(home) =
            self.target.java_home.as_ref().filter(|_| store.keystore.is_none() && !store.cacerts)
        {
            store.keystore = Some(located(context, home)?);
        }
        told.say(context)?;
        let machine = self.way.told.machine(context.machine, &told.properties);
        Self { store, target, ..self.clone() }.import_bundle(&mut context.on(&machine))
    }
}
