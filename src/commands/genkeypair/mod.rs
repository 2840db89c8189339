//! `genkeypair`: makes a key pair and a certificate for it.

mod name;

use super::arguments::{ChangeArguments, KeyPasswordArguments, StoreArguments, alias_of, given_password};
use super::context::SHORTEST_PASSWORD;
use super::session::{Purpose, Session};
use super::signing::{SERIAL_OCTETS, Signer, note_no_authority};
use super::validity::{LAST_YEAR, ValidityArguments};
use super::{Context, Failure, MakingFault, keys, weakness};
use crate::calendar::{DAY, hybrid};
use crate::crypto::generate::{self, KeyRequest};
use crate::crypto::sign::SignError;
use crate::formats::keys::{Ahead, OpenKey, protect};
use crate::keystore::{Certificate, Content};
use crate::report::keytool::certificate::{java_name, key_description};
use crate::report::keytool::weakness::{Judged, Object};
use crate::report::{Action, Change, Notice, Question};
use crate::secret::Password;
use crate::x509;
use crate::x509::build::extensions::authority_key_identifier;
use crate::x509::build::{CertificateBody, Extensions};

/// Makes a key pair and a certificate for it
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_help = "\
Examples:
  keytool-rs genkeypair server --dname CN=server.example.com --keystore server.p12
  keytool-rs genkeypair server --keyalg RSA --keysize 4096 --ext san=dns:server.example.com --keystore server.p12
  keytool-rs genkeypair server --dname CN=server.example.com --signer ca --keystore pki.p12")]
pub struct GenKeyPair {
    /// The alias the key is to have
    #[arg(value_name = "ALIAS")]
    pub named: Option<String>,

    #[arg(long, value_name = "ALIAS", hide = true, conflicts_with = "named")]
    alias: Option<String>,

    /// The key's algorithm: RSA, EC, Ed25519, ML-DSA and more (default: EC)
    #[arg(long, value_name = "ALGORITHM")]
    pub keyalg: Option<String>,

    /// The key's size in bits, where its algorithm has sizes (default: RSA 3072, DSA 2048)
    #[arg(long, value_name = "BITS", allow_negative_numbers = true)]
    pub keysize: Option<i32>,

    /// The curve or parameter set (default: EC secp384r1, ML-DSA ML-DSA-65)
    #[arg(long, value_name = "NAME")]
    pub groupname: Option<String>,

    /// The signature's algorithm (default: one that fits the key)
    #[arg(long, value_name = "ALGORITHM")]
    pub sigalg: Option<String>,

    /// The subject (default: CN=ALIAS)
    #[arg(long, value_name = "NAME")]
    pub dname: Option<String>,

    #[command(flatten)]
    pub(super) validity: ValidityArguments,

    /// An extension of the certificate, such as san=dns:server.example.com or bc:c
    #[arg(long, value_name = "EXTENSION")]
    pub ext: Vec<String>,

    /// The entry whose key signs the certificate (default: the new key)
    #[arg(long, value_name = "ALIAS")]
    pub signer: Option<String>,

    #[command(flatten)]
    signer_key: SignerPasswordArguments,

    #[command(flatten)]
    pub(super) key: KeyPasswordArguments,

    #[command(flatten)]
    pub(super) changing: ChangeArguments,

    #[command(flatten)]
    pub(super) store: StoreArguments,
}

/// The password of the signer's key.
#[derive(Debug, Clone, Default, clap::Args)]
struct SignerPasswordArguments {
    /// The password of the signer's key, where it is not the keystore's
    #[arg(long, value_name = "PASSWORD")]
    signerkeypass: Option<Password>,

    /// The environment variable that holds it
    #[arg(long, value_name = "NAME")]
    signerkeypass_env: Option<String>,

    /// The file whose first line it is
    #[arg(long, value_name = "FILE")]
    signerkeypass_file: Option<String>,
}

impl SignerPasswordArguments {
    fn password(&self, context: &Context<'_>) -> Result<Option<Password>, Failure> {
        let Self { signerkeypass, signerkeypass_env, signerkeypass_file } = self;
        given_password(
            context.machine,
            signerkeypass.as_ref(),
            signerkeypass_env.as_ref(),
            signerkeypass_file.as_ref(),
        )
    }
}

const MILLISECONDS_OF_A_DAY: i64 = DAY * 1000;

/// The algorithm of a new key where none is named (natively).
const DEFAULT_ALGORITHM: &str = "EC";

impl GenKeyPair {
    /// In the order in which keytool looks at things, so that the same of several faults is told.
    pub(super) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        self.validity.days.check()?;
        let given = self.key.password(context)?;
        if given.as_ref().is_some_and(|given| given.java_length() < SHORTEST_PASSWORD) {
            return Err(MakingFault::KeyPasswordTooShort.into());
        }
        let mut session = Session::open(context, &self.store, Purpose::ChangeOrCreate)?;
        let given = keys::given_for(context, &session, given, "-keypass")?;
        let native = !context.is_keytool();
        let algorithm = match &self.keyalg {
            Some(algorithm) => algorithm.as_str(),
            None if native => DEFAULT_ALGORITHM,
            None => return Err(Failure::KeyAlgorithmMissing),
        };
        let request = KeyRequest { algorithm, bits: self.keysize, group: self.groupname.as_deref() };
        if request.group.is_some() && request.bits.is_some_and(|bits| bits != -1) {
            return Err(MakingFault::GroupAndSize.into());
        }
        let alias = alias_of(context, self.alias.as_ref(), self.named.as_ref())?;
        let taken = || Failure::from(MakingFault::KeyPairAliasTaken { alias: alias.clone() });
        if session.store.find(&alias).is_some() {
            return Err(taken());
        }
        if let Some(curve) = generate::curve_of_size(&request).map_err(MakingFault::KeyPair)? {
            // Java: says what stands before the first blank of the curve's name.
            let name = curve.name.split(' ').next().unwrap_or_default();
            context.warnings.say(format!(
                "Specifying -keysize for generating EC keys is deprecated, please use \"-groupname {name}\" instead."
            ));
        }
        let signer = self.signer.as_deref().map(|alias| self.signer(context, &session, alias)).transpose()?;
        // Where the key's password is known already, its protection begins before there is a key.
        let format = session.store.provenance.format;
        let ahead = given.as_ref().and_then(|password| Ahead::begin(format, password, context.machine));
        let pair = generate::generate(&request, context.machine).map_err(MakingFault::KeyPair)?;
        let signer = match signer {
            Some(signer) => signer,
            None => Signer::of_new(pair.private.clone())?,
        };
        let subject = match &self.dname {
            Some(text) => x509::build::of_words(text).map_err(MakingFault::SubjectName)?,
            None if native => x509::build::of_values([("CN", alias.as_str())]),
            None => name::ask(context)?,
        };
        // Java: asks here whether there is anything to sign with, and for all else when it signs.
        let signature = match signer.algorithm(self.sigalg.as_deref()) {
            Err(MakingFault::Signature { source: SignError::NothingToSignWith(algorithm), .. }) => {
                return Err(MakingFault::NoSignatureBy { algorithm }.into());
            }
            signature => signature,
        };
        let issuer = signer.chain.first().and_then(|stored| x509::Certificate::read(&stored.der).ok());
        let extensions = self.extensions(&pair.public, issuer.as_ref())?;
        let start = self.validity.start(context)?;
        let end = self.validity.days.end(start);
        let year = hybrid(end.div_euclid(MILLISECONDS_OF_A_DAY)).year;
        if year > LAST_YEAR {
            return Err(MakingFault::EndsTooLate { year }.into());
        }
        let signature = signature?;
        let body = CertificateBody {
            serial: &context.machine.random::<SERIAL_OCTETS>()?,
            algorithm: signature.identifier(),
            issuer: issuer.as_ref().map_or(&subject, |issuer| issuer.subject.raw()),
            not_before: start,
            not_after: end,
            subject: &subject,
            key: &pair.public,
            extensions: &extensions,
        };
        let der = signer.sign(&signature, &body.encode(), context.machine)?;
        let made = x509::Certificate::read(&der)
            .map_err(|refusal| MakingFault::MadeUnreadable { refusal: Box::new(refusal) })?;
        context.say(&Notice::KeyPairMade {
            key: key_description(&made.key),
            signature: signature.name().to_owned(),
            issuer: self.signer.clone(),
            days: self.validity.days.count(),
            subject: java_name(&made.subject),
        })?;
        if let (Some(alias), Some(issuer)) = (&self.signer, &issuer) {
            note_no_authority(context, alias, issuer)?;
        }
        let mut chain = vec![Certificate::x509(der.clone())];
        chain.extend(signer.chain);

        let otherwise = session.password.clone();
        let question = Question::NewKeyPassword { alias: alias.clone(), or_store: otherwise.is_some() };
        let is_shared = session.has_one_password(context);
        let password = keys::password_of_new_key(context, is_shared, given, otherwise.as_ref(), &question)?;
        note_weaknesses(context, &session, &chain);
        let protected = match ahead.and_then(|ahead| ahead.protect(&pair.private)) {
            Some(protected) => protected,
            None => {
                let key = OpenKey::Private(pair.private);
                let unprotected = |source| Failure::Protection { alias: alias.clone(), source };
                protect(&key, format, &password, None, context.machine).map_err(unprotected)?
            }
        };
        let created = context.machine.now.as_millisecond();
        let saving = self.changing.saving(context);
        let change = session.change(context, saving, |store| {
            if store.find(&alias).is_some() {
                return Err(taken());
            }
            let content = Content::PrivateKey { key: protected.clone(), chain: chain.clone() };
            store.set(&alias, created, content);
            let added = store.find(&alias).ok_or_else(|| Failure::AliasMissing { alias: alias.clone() })?;
            Ok((true, Change::to(Action::Added, added)))
        })?;
        weakness::note_proprietary(context, &session);
        context.report_keys(&session, saving, &[change])?;
        Ok(0)
    }

    /// The entry that signs.
    fn signer(&self, context: &mut Context<'_>, session: &Session, alias: &str) -> Result<Signer, Failure> {
        let given = self.signer_key.password(context)?;
        Signer::recover(context, session, alias, given.as_ref())
    }

    /// The extensions that Java adds, and those that were asked for, which win.
    fn extensions(&self, key: &[u8], issuer: Option<&x509::Certificate<'_>>) -> Result<Extensions, Failure> {
        let unreadable = |fault: x509::Fault| MakingFault::MadeUnreadable {
            refusal: Box::new(x509::Refusal::Fault { place: x509::Place::Key, fault }),
        };
        let mut extensions = Extensions::default();
        extensions.put_subject_key(key).map_err(unreadable)?;
        if let Some(issuer) = issuer {
            extensions.put_authority_key(&authority_key_identifier(issuer).map_err(unreadable)?);
        }
        extensions.apply(self.ext.iter().map(String::as_str), None).map_err(MakingFault::Extension)?;
        Ok(extensions)
    }
}

/// What is thought of the new certificate and of those above it.
fn note_weaknesses(context: &mut Context<'_>, session: &Session, chain: &[Certificate]) {
    if !context.is_keytool() {
        return;
    }
    let judge = weakness::Judge::new(context.machine);
    let opinions: Vec<_> = chain
        .iter()
        .filter_map(|stored| x509::Certificate::read(&stored.der).ok())
        .map(|certificate| judge.opinion(&certificate, session.store.trusts(certificate.der)))
        .collect();
    let judged: Vec<Judged<'_>> = opinions.iter().map(|opinion| opinion.judged()).collect();
    context.warnings.judge_chain(Object::Generated, &judged);
}
