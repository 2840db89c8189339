//! `gencert`: answers a certificate request with a certificate.

use super::arguments::{KeyPasswordArguments, StoreArguments, alias_of};
use super::output::{FormArguments, Output};
use super::printcertreq::verify;
use super::session::{Purpose, Session};
use super::signing::{self, SERIAL_OCTETS, Signer, Wanted, check_alias};
use super::validity::ValidityArguments;
use super::weakness::Judge;
use super::{Context, Failure, MakingFault, input, keys, weakness};
use crate::formats::requests;
use crate::report::keytool::request::{bad_signature, base64, refusal};
use crate::report::keytool::weakness::Object;
use crate::x509::build::extensions::authority_key_identifier;
use crate::x509::build::{CertificateBody, Extensions, of_words};
use crate::x509::{Certificate, Request};

/// Answers a certificate request: signs a certificate with a key of a keystore
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_help = "\
Examples:
  keytool-rs gencert ca --keystore pki.p12 --infile www.csr --outfile www.pem --ext eku=serverAuth
  keytool-rs gencert ca --keystore pki.p12 --infile www.csr --outfile www.pem --ext honored=san,ku,eku
  keytool-rs gencert ca --keystore pki.p12 --infile sub.csr --outfile sub.pem --ext bc:c=pathlen:0")]
pub struct GenCert {
    /// The entry that signs
    #[arg(value_name = "ALIAS")]
    pub entry: Option<String>,

    #[arg(long, value_name = "ALIAS", hide = true, conflicts_with = "entry")]
    alias: Option<String>,

    /// The request (default: standard input)
    #[arg(long, value_name = "FILE")]
    pub infile: Option<String>,

    /// The file to write (default: standard output)
    #[arg(long, short = 'f', value_name = "FILE", visible_aliases = ["out", "file"])]
    pub outfile: Option<String>,

    #[command(flatten)]
    pub(super) form: FormArguments,

    /// The subject (default: that of the request)
    #[arg(long, value_name = "NAME")]
    pub dname: Option<String>,

    /// An extension, such as bc:c; honored=all or honored=san,ku grants what the request asks for, honored=-san not even
    /// its names (default: its names)
    #[arg(long, value_name = "EXTENSION")]
    pub ext: Vec<String>,

    /// The signature algorithm (default: one that fits the key)
    #[arg(long, value_name = "ALGORITHM")]
    pub sigalg: Option<String>,

    #[command(flatten)]
    pub(super) validity: ValidityArguments,

    #[command(flatten)]
    pub(super) key: KeyPasswordArguments,

    #[command(flatten)]
    pub(super) store: StoreArguments,
}

/// What PEM calls it.
const LABEL: &str = "CERTIFICATE";

/// Java: which of the method's variables would hold the issuer's certificate.
const WANTED: Wanted = Wanted::Certificate { local: 5, unchecked: false };

impl GenCert {
    /// In the order in which keytool looks at things, so that the same of several faults is told.
    pub(super) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        self.validity.days.check()?;
        let session = Session::open(context, &self.store, Purpose::Sign)?;
        let given = keys::given(context, &session, &self.key)?;
        let early = match &self.infile {
            Some(named) => Some(input::bytes(context, Some(named))?),
            None => None,
        };
        let output = Output::prepare(context, self.outfile.as_deref())?;
        let form = self.form.form(context, self.outfile.as_deref());
        // Java: has opened the request's file, and reads it when the other one, which is emptied, is open too.
        let early = early.map(|bytes| if self.overwrites_request(context) { Vec::new() } else { bytes });
        let alias = alias_of(context, self.alias.as_ref(), self.entry.as_ref())?;
        check_alias(&session, &alias, WANTED)?;
        let start = self.validity.start(context)?;
        let signer = Signer::open(context, &session, &alias, given.as_ref(), WANTED)?;
        let issuer = signer.certificate(&alias)?;
        let bytes = match early {
            Some(bytes) => bytes,
            None => input::bytes(context, None)?,
        };
        let der = self.request(context, &bytes)?;
        let request = Request::read(&der).map_err(|fault| self.not_a_request(refusal(&fault).to_string()))?;
        if let Err(error) = verify(&request) {
            return Err(self.not_a_request(bad_signature(&request, error).to_string()));
        }
        let judge = Judge::new(context.machine);
        // Java: says so of a request as soon as it is read, whatever becomes of it.
        if context.is_keytool() {
            context.warnings.judge(Object::Request, None, judge.opinion_of_request(&request).judged());
        }
        let subject = match &self.dname {
            Some(words) => of_words(words).map_err(MakingFault::SubjectName)?,
            None => request.subject.raw().to_vec(),
        };
        let end = self.validity.end(context, start)?;
        let extensions = self.extensions(context, &request, &issuer)?;
        let algorithm = signer.algorithm(self.sigalg.as_deref())?;
        let body = CertificateBody {
            serial: &context.machine.random::<SERIAL_OCTETS>()?,
            algorithm: algorithm.identifier(),
            issuer: issuer.subject.raw(),
            not_before: start,
            not_after: end,
            subject: &subject,
            key: request.key.raw,
            extensions: &extensions,
        };
        let certificate = signer.sign(&algorithm, &body.encode(), context.machine)?;
        output.write(context, LABEL, &with_chain(&signer, &certificate), form)?;
        signing::note_certificate(
            context,
            Some((&alias, &issuer)),
            &certificate,
            self.validity.days.count(),
        )?;
        note_weaknesses(context, &judge, &session, &signer, &certificate);
        Ok(0)
    }

    fn request(&self, context: &Context<'_>, bytes: &[u8]) -> Result<Vec<u8>, Failure> {
        let der = if context.is_keytool() {
            requests::java_request(bytes)
        } else {
            requests::any_first(bytes).map(std::borrow::Cow::into_owned)
        };
        der.map_err(|fault| self.not_a_request(base64(fault).to_string()))
    }

    fn overwrites_request(&self, context: &Context<'_>) -> bool {
        let place = |named: &Option<String>| {
            named.as_ref().and_then(|named| std::fs::canonicalize(context.machine.path(named)).ok())
        };
        let request = place(&self.infile);
        context.is_keytool() && request.is_some() && request == place(&self.outfile)
    }

    fn not_a_request(&self, exception: String) -> Failure {
        MakingFault::NotARequest { name: self.infile.clone(), exception }.into()
    }

    fn extensions(
        &self,
        context: &Context<'_>,
        request: &Request<'_>,
        issuer: &Certificate<'_>,
    ) -> Result<Extensions, Failure> {
        let malformed = |fault: crate::x509::Fault| {
            self.not_a_request(crate::report::keytool::certificate::exception(&fault).to_string())
        };
        let mut extensions = Extensions::default();
        extensions.put_subject_key(request.key.raw).map_err(malformed)?;
        // Java: who signs for the own key needs no identifier of the issuer's.
        if request.key.raw != issuer.key.raw {
            extensions.put_authority_key(&authority_key_identifier(issuer).map_err(malformed)?);
        }
        let requested = request.extensions().map(Extensions::of_request);
        let words = self.ext.iter().map(String::as_str);
        if let Some(requested) = requested.as_ref().filter(|_| !context.is_keytool()) {
            extensions.grant_names(words.clone(), requested);
        }
        extensions.apply(words, requested.as_ref()).map_err(MakingFault::Extension)?;
        Ok(extensions)
    }
}

/// Java: the chain follows, but for what is self-signed, also in DER.
fn with_chain<'c>(signer: &'c Signer, certificate: &'c [u8]) -> Vec<&'c [u8]> {
    let above = signer.chain.iter().map(|stored| &*stored.der).filter(|der| !is_self_issued(der));
    std::iter::once(certificate).chain(above).collect()
}

fn is_self_issued(der: &[u8]) -> bool {
    Certificate::read(der).is_ok_and(|certificate| certificate.subject.matches(&certificate.issuer))
}

fn note_weaknesses(
    context: &mut Context<'_>,
    judge: &Judge,
    session: &Session,
    signer: &Signer,
    made: &[u8],
) {
    if !context.is_keytool() {
        return;
    }
    let issuers: Vec<_> = signer
        .chain
        .iter()
        .filter_map(|stored| Certificate::read(&stored.der).ok())
        .map(|certificate| judge.opinion(&certificate, session.store.trusts(certificate.der)))
        .collect();
    let judged: Vec<_> = issuers.iter().map(|opinion| opinion.judged()).collect();
    context.warnings.judge_chain(Object::Issuer, &judged);
    if let Ok(made) = Certificate::read(made) {
        judge.note_one(context, Object::Generated, &made, false);
    }
    weakness::note_proprietary(context, session);
}
