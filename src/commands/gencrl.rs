//! `gencrl`: makes a certificate revocation list.

use super::arguments::{KeyPasswordArguments, StoreArguments, alias_of};
use super::output::{FormArguments, Output};
use super::session::{Purpose, Session};
use super::signing::{Signer, Wanted, check_alias, note_no_authority};
use super::validity::DaysArguments;
use super::{Context, Failure, MakingFault, NativeFault, keys, weakness};
use crate::report::keytool::weakness::Object;
use crate::x509::Crl;
use crate::x509::build::{CrlBody, Revocation};

/// What keytool calls it.
const LABEL: &str = "X509 CRL";

/// Makes a certificate revocation list, signed with a key of a keystore
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_help = "\
Examples:
  keytool-rs gencrl ca --keystore pki.p12 --id 4711:1 --id 0xd10a55b250476a0a --rfc --file ca.crl")]
pub struct GenCrl {
    /// The entry that signs
    #[arg(value_name = "ALIAS")]
    pub entry: Option<String>,

    #[arg(long, value_name = "ALIAS", hide = true, conflicts_with = "entry")]
    alias: Option<String>,

    /// A serial number to revoke, in decimal or, with 0x in front, in hexadecimal as `list -v` shows it, and perhaps a
    /// reason's number (1: key compromise); may be repeated
    #[arg(long, value_name = "SERIAL[:REASON]", allow_hyphen_values = true)]
    pub id: Vec<String>,

    /// The file to write (default: standard output)
    #[arg(long, short, value_name = "FILE", visible_aliases = ["out", "outfile"])]
    pub file: Option<String>,

    #[command(flatten)]
    pub(super) form: FormArguments,

    /// The signature algorithm (default: one that fits the key)
    #[arg(long, value_name = "ALGORITHM")]
    pub sigalg: Option<String>,

    #[command(flatten)]
    pub(super) validity: DaysArguments,

    #[command(flatten)]
    pub(super) key: KeyPasswordArguments,

    #[command(flatten)]
    pub(super) store: StoreArguments,
}

/// Java: which of the method's variables would hold the issuer's certificate.
const WANTED: Wanted = Wanted::Certificate { local: 2, unchecked: true };

impl GenCrl {
    /// In the order in which keytool looks at things, so that the same of several faults is told.
    pub(super) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        self.validity.check()?;
        let session = Session::open(context, &self.store, Purpose::Sign)?;
        let given = keys::given(context, &session, &self.key)?;
        let output = Output::prepare(context, self.file.as_deref())?;
        let alias = alias_of(context, self.alias.as_ref(), self.entry.as_ref())?;
        check_alias(&session, &alias, WANTED)?;
        let now = context.machine.now.as_millisecond();
        let next = self.validity.end_within_calendar(context, now)?;
        let signer = Signer::open(context, &session, &alias, given.as_ref(), WANTED)?;
        let issuer = signer.certificate(&alias)?;
        let revoked = self.revoked(context)?;
        let algorithm = signer.algorithm(self.sigalg.as_deref())?;
        let body = CrlBody {
            algorithm: algorithm.identifier(),
            issuer: issuer.subject.raw(),
            now,
            next,
            revoked: &revoked,
        };
        let crl = signer.sign(&algorithm, &body.encode(), context.machine)?;
        note_no_authority(context, &alias, &issuer)?;
        output.write(context, LABEL, &[&crl], self.form.form(context, self.file.as_deref()))?;
        if context.is_keytool() {
            if let Ok(made) = Crl::read(&crl) {
                let opinion = weakness::Judge::new(context.machine).opinion_of_crl(&made, Some(&issuer.key));
                context.warnings.judge(Object::GeneratedCrl, None, opinion.judged());
            }
            weakness::note_proprietary(context, &session);
        }
        Ok(0)
    }

    /// Natively a serial number may be written as it is shown, in hexadecimal behind `0x`.
    fn revoked(&self, context: &Context<'_>) -> Result<Vec<Revocation>, Failure> {
        let one = |words: &String| {
            if context.is_keytool() {
                return Revocation::of_words(words).map_err(|fault| MakingFault::Revocation(fault).into());
            }
            let refused = || NativeFault::SerialNumber { text: words.clone() }.into();
            let revoked = Revocation::of_hexadecimal(words);
            revoked.map_or_else(|| Revocation::of_words(words).map_err(|_| refused()), Ok)
        };
        self.id.iter().map(one).collect()
    }
}
