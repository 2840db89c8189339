//! `selfcert`: gives a key a new self-signed certificate in place of its chain.

use super::arguments::{ChangeArguments, KeyPasswordArguments, StoreArguments, alias_of};
use super::session::{Purpose, Session};
use super::signing::{self, SERIAL_OCTETS, Signer, Wanted};
use super::validity::ValidityArguments;
use super::{Context, Failure, MakingFault, NativeFault, keys, weakness};
use crate::formats::keys::{OpenKey, protect};
use crate::keystore::{Certificate, Content};
use crate::report::{Action, Change, Notice, Question};
use crate::x509;
use crate::x509::build::{CertificateBody, Extensions, of_words};

/// Gives a key a new self-signed certificate in place of its chain
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_help = "\
Examples:
  keytool-rs selfcert server --keystore server.p12 --dname CN=server.example.com --validity 365")]
pub struct SelfCert {
    /// The entry
    #[arg(value_name = "ALIAS")]
    pub entry: Option<String>,

    #[arg(long, value_name = "ALIAS", hide = true, conflicts_with = "entry")]
    alias: Option<String>,

    /// The subject (default: that of the certificate there is)
    #[arg(long, value_name = "NAME")]
    pub dname: Option<String>,

    /// An extension, such as san=dns:server.example.com, beside those of the certificate there is; may be repeated
    #[arg(long, value_name = "EXTENSION")]
    pub ext: Vec<String>,

    /// Replace a chain that an authority signed without asking
    #[arg(long, short)]
    yes: bool,

    /// The signature algorithm (default: one that fits the key)
    #[arg(long, value_name = "ALGORITHM")]
    pub sigalg: Option<String>,

    #[command(flatten)]
    pub(super) validity: ValidityArguments,

    #[command(flatten)]
    pub(super) key: KeyPasswordArguments,

    #[command(flatten)]
    pub(super) changing: ChangeArguments,

    #[command(flatten)]
    pub(super) store: StoreArguments,
}

impl SelfCert {
    /// In the order in which keytool looks at things, so that the same of several faults is told.
    pub(super) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        self.validity.days.check()?;
        let mut session = Session::open(context, &self.store, Purpose::Change)?;
        let given = keys::given(context, &session, &self.key)?;
        let alias = alias_of(context, self.alias.as_ref(), self.entry.as_ref())?;
        let signer = Signer::open(context, &session, &alias, given.as_ref(), Wanted::Key)?;
        let old = signer.certificate(&alias)?;
        if !self.may_replace(context, &alias, &old)? {
            context.say(&Notice::NothingChanged)?;
            return Ok(1);
        }
        let start = self.validity.start(context)?;
        let subject = match &self.dname {
            Some(words) => of_words(words).map_err(MakingFault::SubjectName)?,
            None => old.subject.raw().to_vec(),
        };
        let end = self.validity.end(context, start)?;
        let mut extensions = Extensions::of_request(&old.extensions);
        extensions
            .put_subject_key(old.key.raw)
            .map_err(|_| Failure::NoCertificate { alias: alias.clone() })?;
        extensions.apply(self.ext.iter().map(String::as_str), None).map_err(MakingFault::Extension)?;
        let algorithm = signer.algorithm(self.sigalg.as_deref())?;
        let body = CertificateBody {
            serial: &context.machine.random::<SERIAL_OCTETS>()?,
            algorithm: algorithm.identifier(),
            issuer: &subject,
            not_before: start,
            not_after: end,
            subject: &subject,
            key: old.key.raw,
            extensions: &extensions,
        };
        let certificate = signer.sign(&algorithm, &body.encode(), context.machine)?;
        signing::note_certificate(context, None, &certificate, self.validity.days.count())?;
        self.save(context, &mut session, &alias, &signer, &certificate)?;
        // Java: of this certificate nobody says how weak it is.
        weakness::note_proprietary(context, &session);
        Ok(0)
    }

    /// Whether the chain may go: natively one that an authority signed is not thrown away without a word.
    fn may_replace(
        &self,
        context: &mut Context<'_>,
        alias: &str,
        old: &x509::Certificate<'_>,
    ) -> Result<bool, Failure> {
        if context.is_keytool() || self.yes || self.changing.dry_run || old.is_self_issued() {
            return Ok(true);
        }
        let (alias, issuer) = (alias.to_owned(), old.issuer.plain().into_owned());
        if !context.console.is_interactive() {
            return Err(NativeFault::SignedChain { alias, issuer }.into());
        }
        context.confirm(&Question::ReplaceSigned { alias, issuer })
    }

    fn save(
        &self,
        context: &mut Context<'_>,
        session: &mut Session,
        alias: &str,
        signer: &Signer,
        certificate: &[u8],
    ) -> Result<(), Failure> {
        let format = session.store.provenance.format;
        let key = OpenKey::Private(signer.der.clone());
        let password = signer.password.clone().or_else(|| session.password.clone());
        let protected = match &password {
            Some(password) => Some(
                protect(&key, format, password, None, context.machine)
                    .map_err(|source| Failure::Protection { alias: alias.to_owned(), source })?,
            ),
            None => None,
        };
        let created = context.machine.now.as_millisecond();
        let saving = self.changing.saving(context);
        let change = session.change(context, saving, |store| {
            let missing = || Failure::AliasMissing { alias: alias.to_owned() };
            let Some(Content::PrivateKey { key, .. }) = store.find(alias).map(|entry| &entry.content) else {
                return Err(missing());
            };
            let key = protected.clone().unwrap_or_else(|| key.clone());
            let chain = vec![Certificate::x509(certificate.to_vec())];
            store.set(alias, created, Content::PrivateKey { key, chain });
            Ok((true, Change::to(Action::Replaced, store.find(alias).ok_or_else(missing)?)))
        })?;
        context.report_keys(session, saving, &[change])
    }
}
