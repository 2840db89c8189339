//! `export`: writes a certificate to a file or to standard output.

use std::fs::File;
use std::io::Write as _;

use super::arguments::StoreArguments;
use super::delete::ask_alias;
use super::list::find;
use super::session::{Purpose, Session};
use super::{Context, Failure, weakness};
use crate::formats::certificates::pem;
use crate::keystore::Content;
use crate::report::keytool::weakness::Object;
use crate::report::{Notice, Question};
use crate::x509::{self, shortest_length};

/// Writes the certificate of an entry as PEM or DER
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_help = "\
Examples:
  keytool-rs export mailserver --cacerts --rfc
  keytool-rs export mailserver --keystore agent.p12 --file mailserver.cer")]
pub struct Export {
    /// The entry
    #[arg(value_name = "ALIAS")]
    pub entry: Option<String>,

    #[arg(long, hide = true)]
    alias: Option<String>,

    /// Write PEM instead of DER
    #[arg(long, visible_alias = "pem")]
    pub rfc: bool,

    /// The file to write (default: standard output)
    #[arg(long, short, value_name = "FILE")]
    pub file: Option<String>,

    #[command(flatten)]
    pub(super) store: StoreArguments,
}

impl Export {
    pub(super) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        let session = Session::open(context, &self.store, Purpose::Read)?;
        // Java: opens the file, and so empties it, before it looks for anything to put there.
        let mut emptied = match &self.file {
            Some(named) if context.is_keytool() => Some(create(context, named)?),
            _ => None,
        };
        let alias = match self.alias.as_deref().or(self.entry.as_deref()) {
            Some(alias) => alias.to_owned(),
            None if context.is_keytool() => "mykey".to_owned(),
            None => ask_alias(context, &Question::Alias)?,
        };
        let alias = alias.as_str();
        let entry = find(&session, context, alias)?;
        let certificate =
            entry.certificate().ok_or_else(|| Failure::NoCertificate { alias: alias.to_owned() })?;
        let der = shortest_length(&certificate.der);
        let bytes = if self.rfc {
            (pem(&der, line_end(context)) + line_end(context)).into_bytes()
        } else {
            der.into_owned()
        };
        match &self.file {
            Some(named) => {
                let mut file = match emptied.take() {
                    Some(file) => file,
                    None => create(context, named)?,
                };
                file.write_all(&bytes).map_err(|source| Failure::Write { path: named.clone(), source })?;
                context.say(&Notice::CertificateStored { path: named.clone() })?;
            }
            None => context.console.out().write_all(&bytes).map_err(Failure::Output)?,
        }
        if context.is_keytool()
            && let Ok(parsed) = x509::Certificate::read(&certificate.der)
        {
            let is_anchor = matches!(entry.content, Content::Trusted(_));
            weakness::Judge::new(context.machine).note_one(context, Object::Certificate, &parsed, is_anchor);
        }
        weakness::note_proprietary(context, &session);
        Ok(0)
    }
}

fn create(context: &Context<'_>, named: &str) -> Result<File, Failure> {
    File::create(context.machine.path(named))
        .map_err(|source| Failure::Write { path: named.to_owned(), source })
}

/// Java: PEM ends its lines as MIME does, whatever the machine.
fn line_end(context: &Context<'_>) -> &'static str {
    if context.is_keytool() { "\r\n" } else { "\n" }
}
