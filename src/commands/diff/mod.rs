//! `diff`: how two stores differ.

mod compare;

use super::arguments::{StorePasswordArguments, given_password};
use super::{Context, Face, Failure, NativeFault, elsewhere, input};
use crate::jvm::installs;
use crate::report::{human, json};
use crate::secret::Password;
use compare::{Collection, compare};

/// Tells how two keystores differ, by certificate and not by alias
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_help = "\
Examples:
  keytool-rs diff /opt/agent/jre-old/lib/security/cacerts /opt/agent/jre/lib/security/cacerts
  keytool-rs diff truststore.p12 corporate-roots.pem
  keytool-rs diff truststore.jks            (with the cacerts of this machine's Java)
  keytool-rs diff /opt/jre-11 /opt/jre-17   (the cacerts of two Javas)
  ssh agent01 cat /opt/agent/jre/lib/security/cacerts | keytool-rs diff - truststore.jks

Exit code: 0 the same, 1 different, 2 not compared")]
pub struct Diff {
    /// A keystore, a file of certificates, or the folder of a Java; `-` is standard input
    #[arg(value_name = "ONE")]
    pub one: String,

    /// What it is compared with (default: the cacerts of this machine's Java)
    #[arg(value_name = "OTHER")]
    pub other: Option<String>,

    #[command(flatten)]
    given: StorePasswordArguments,

    /// The password of the second keystore (default: that of the first)
    #[arg(long, value_name = "PASSWORD")]
    other_storepass: Option<Password>,

    /// The environment variable that holds it
    #[arg(long, value_name = "NAME")]
    other_storepass_env: Option<String>,

    /// The file whose first line it is
    #[arg(long, value_name = "FILE")]
    other_storepass_file: Option<String>,
}

impl Diff {
    pub(super) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        let given = self.given.password(context)?;
        let other = match &self.other {
            Some(other) => other.clone(),
            None => installs::cacerts(context.machine).ok_or(Failure::NoCacerts)?.display().to_string(),
        };
        let other_given = given_password(
            context.machine,
            self.other_storepass.as_ref(),
            self.other_storepass_env.as_ref(),
            self.other_storepass_file.as_ref(),
        )?;
        let other_given = other_given.or_else(|| given.clone());
        let here = collection(context, &self.one, given.as_ref())?;
        let there = collection(context, &other, other_given.as_ref()).map_err(|failure| match failure {
            Failure::Decode { path, source } if source.is_wrong_password() => {
                NativeFault::OtherStorePassword { path }.into()
            }
            other => other,
        })?;
        let difference = compare(here, there);
        let text = match context.face {
            Face::Json | Face::Findings(_) => json::difference(&difference),
            Face::Human { colour } => human::difference(&difference, colour),
            Face::Keytool => String::new(),
        };
        context.print(&text)?;
        Ok(u8::from(!difference.is_none()))
    }
}

/// What a store, a file of certificates or a Java's cacerts holds.
fn collection(
    context: &mut Context<'_>,
    named: &str,
    given: Option<&Password>,
) -> Result<Collection, Failure> {
    let named = elsewhere::located(context, named)?;
    // Standard input is read once, whichever of the two it holds.
    let bytes = input::bytes(context, Some(&named))?;
    match elsewhere::store(context, &named, bytes.clone(), given)? {
        Some(store) => Ok(Collection::of_store(named, &store)),
        None => Ok(Collection::of_file(named.clone(), input::chain_in(&bytes, Some(&named))?)),
    }
}
