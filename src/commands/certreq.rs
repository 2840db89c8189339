//! `certreq`: makes a certificate request for the key of an entry.

use super::arguments::{KeyPasswordArguments, StoreArguments, alias_of};
use super::output::{Form, Output};
use super::session::{Purpose, Session};
use super::signing::{Signer, Wanted};
use super::{Context, Failure, MakingFault, keys, weakness};
use crate::report::Notice;
use crate::report::keytool::weakness::Object;
use crate::x509::Request;
use crate::x509::build::{Extensions, RequestBody, of_words};

/// What keytool calls it.
const LABEL: &str = "NEW CERTIFICATE REQUEST";

/// Makes a certificate request for a key of a keystore
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_help = "\
Examples:
  keytool-rs certreq server --keystore server.p12 --file server.csr
  keytool-rs certreq server --keystore server.p12 --ext san=dns:server.example.com,dns:www.example.com")]
pub struct CertReq {
    /// The entry
    #[arg(value_name = "ALIAS")]
    pub entry: Option<String>,

    #[arg(long, value_name = "ALIAS", hide = true, conflicts_with = "entry")]
    alias: Option<String>,

    /// The file to write (default: standard output)
    #[arg(long, short, value_name = "FILE", visible_aliases = ["out", "outfile"])]
    pub file: Option<String>,

    /// The subject (default: that of the entry's certificate)
    #[arg(long, value_name = "NAME")]
    pub dname: Option<String>,

    /// An extension to ask for, such as san=dns:server.example.com; may be repeated (default: the names and the usages of the
    /// entry's certificate)
    #[arg(long, value_name = "EXTENSION")]
    pub ext: Vec<String>,

    /// The signature algorithm (default: one that fits the key)
    #[arg(long, value_name = "ALGORITHM")]
    pub sigalg: Option<String>,

    #[command(flatten)]
    pub(super) key: KeyPasswordArguments,

    #[command(flatten)]
    pub(super) store: StoreArguments,
}

impl CertReq {
    /// In the order in which keytool looks at things, so that the same of several faults is told.
    pub(super) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        let session = Session::open(context, &self.store, Purpose::Change)?;
        let is_given = self.key.password(context)?.is_some();
        // Java: where none was given, it asks for the password of a key that the store's does not open, in a PKCS12 as well.
        let given = keys::given(context, &session, &self.key)?.filter(|_| is_given);
        let output = Output::prepare(context, self.file.as_deref())?;
        let alias = alias_of(context, self.alias.as_ref(), self.entry.as_ref())?;
        let signer = Signer::open(context, &session, &alias, given.as_ref(), Wanted::Key)?;
        let certificate = signer.certificate(&alias)?;
        let mut extensions = Extensions::default();
        extensions
            .put_subject_key(certificate.key.raw)
            .map_err(|_| Failure::NoCertificate { alias: alias.clone() })?;
        if !context.is_keytool() {
            extensions.put_asked_for(&certificate.extensions);
        }
        extensions.apply(self.ext.iter().map(String::as_str), None).map_err(MakingFault::Extension)?;
        let subject = match &self.dname {
            Some(words) => of_words(words).map_err(MakingFault::SubjectName)?,
            None => certificate.subject.raw().to_vec(),
        };
        let body =
            RequestBody { subject: &subject, key: certificate.key.raw, extensions: &extensions }.encode();
        let algorithm = signer.algorithm_for_request(self.sigalg.as_deref(), &body)?;
        let request = signer.sign(&algorithm, &body, context.machine)?;
        output.write(context, LABEL, &[&request], Form::Pem)?;
        if context.verbose && context.is_keytool() {
            self.file
                .iter()
                .try_for_each(|path| context.say(&Notice::RequestStored { path: path.clone() }))?;
        }
        if context.is_keytool() {
            if let Ok(made) = Request::read(&request) {
                let opinion = weakness::Judge::new(context.machine).opinion_of_request(&made);
                context.warnings.judge(Object::GeneratedRequest, None, opinion.judged());
            }
            weakness::note_proprietary(context, &session);
        }
        Ok(0)
    }
}
