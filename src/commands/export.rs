//! `export`: writes a certificate to a file or to standard output.

use super::arguments::StoreArguments;
use super::delete::ask_alias;
use super::list::find;
use super::output::{FormArguments, Output};
use super::session::{Purpose, Session};
use super::{Context, Failure, weakness};
use crate::keystore::Content;
use crate::report::keytool::weakness::Object;
use crate::report::{Notice, Question};
use crate::x509::{self, shortest_length};

/// What PEM calls it.
const LABEL: &str = "CERTIFICATE";

/// Writes the certificate of an entry as PEM or DER
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_help = "\
Examples:
  keytool-rs export mailserver --cacerts --rfc
  keytool-rs export mailserver --keystore agent.p12 --file mailserver.pem
  keytool-rs export mailserver --keystore agent.p12 --file mailserver.cer      (DER)")]
pub struct Export {
    /// The entry
    #[arg(value_name = "ALIAS")]
    pub entry: Option<String>,

    #[arg(long, value_name = "ALIAS", hide = true, conflicts_with = "entry")]
    alias: Option<String>,

    /// The file to write (default: standard output)
    #[arg(long, short, value_name = "FILE", visible_aliases = ["out", "outfile"])]
    pub file: Option<String>,

    #[command(flatten)]
    pub(super) form: FormArguments,

    #[command(flatten)]
    pub(super) store: StoreArguments,
}

impl Export {
    pub(super) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        let session = Session::open(context, &self.store, Purpose::Read)?;
        let output = Output::prepare(context, self.file.as_deref())?;
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
        output.write(context, LABEL, &[&der], self.form.form(context, self.file.as_deref()))?;
        if context.is_keytool() {
            self.file
                .iter()
                .try_for_each(|path| context.say(&Notice::CertificateStored { path: path.clone() }))?;
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
