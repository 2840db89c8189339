//! `printcrl`: shows the CRLs of a file, and who made them.

use super::arguments::StoreArguments;
use super::output::line_end;
use super::{Context, Face, Failure, input, weakness, whereabouts};
use crate::asn1::Oid;
use crate::crypto::verify::verify_signature;
use crate::formats::certificates::{self, pem_labelled};
use crate::keystore::Store;
use crate::report::keytool::crl::{self, Maker};
use crate::report::keytool::weakness::{Object, marked};
use crate::report::{human, json};
use crate::x509::{Certificate, Crl};

/// Shows the certificate revocation lists of a file
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_help = "\
Examples:
  keytool-rs printcrl ca.crl
  keytool-rs printcrl ca.crl --keystore truststore.p12
  keytool-rs printcrl ca.crl --format json")]
pub struct PrintCrl {
    /// The file (default: standard input)
    #[arg(value_name = "FILE")]
    named: Option<String>,

    #[arg(long, value_name = "FILE", hide = true, conflicts_with = "named")]
    file: Option<String>,

    /// Write PEM instead of text
    #[arg(long, visible_alias = "pem")]
    rfc: bool,

    /// Look for the issuer in the cacerts of this machine's Java, too
    #[arg(long)]
    trustcacerts: bool,

    #[command(flatten)]
    pub(super) store: StoreArguments,
}

/// What PEM calls it.
const LABEL: &str = "X509 CRL";

/// The stores in which the maker of a CRL is looked for.
struct Makers {
    cacerts: Option<Store>,
    keystore: Option<Store>,
}

impl PrintCrl {
    pub(super) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        self.store.check()?;
        if let Some(name) = &self.store.storetype {
            whereabouts::known_type(name)?;
        }
        let makers = self.makers(context)?;
        let bytes = input::located_bytes(context, self.file.as_deref().or(self.named.as_deref()))?;
        let unprintable = |exception: crate::report::keytool::certificate::Exception| Failure::Unprintable {
            exception: exception.to_string(),
        };
        let ders = certificates::java_crls(&bytes).map_err(|fault| unprintable(crl::file_refusal(&fault)))?;
        let mut read = Vec::with_capacity(ders.len());
        for der in &ders {
            read.push(Crl::read(der).map_err(|fault| unprintable(crl::refusal(&fault)))?);
        }
        let found: Vec<_> = read.iter().map(|crl| makers.find(crl)).collect();
        match context.face {
            Face::Json | Face::Findings(_) => context.print(&json::crls(&read, &found))?,
            Face::Human { colour } => {
                let text = if self.rfc {
                    ders.iter().map(|der| pem_labelled(LABEL, der, "\n") + "\n").collect()
                } else {
                    human::crls(&read, &found, context.machine.now, colour)
                };
                context.print(&text)?;
            }
            Face::Keytool => self.print_as_keytool(context, &read, &ders, &found)?,
        }
        if let (Some(store), Some(named)) = (&makers.keystore, &self.store.keystore) {
            weakness::note_proprietary_store(context, store, named);
        }
        Ok(0)
    }

    fn print_as_keytool(
        &self,
        context: &mut Context<'_>,
        read: &[Crl<'_>],
        ders: &[Vec<u8>],
        found: &[Option<(Maker, Vec<u8>)>],
    ) -> Result<(), Failure> {
        if read.is_empty() {
            return Ok(());
        }
        let zone = context.zone()?;
        let judge = weakness::Judge::new(context.machine);
        for ((crl, maker), der) in read.iter().zip(found).zip(ders) {
            let certificate = maker.as_ref().and_then(|(_, der)| Certificate::read(der).ok());
            let opinion = judge.opinion_of_crl(crl, certificate.as_ref().map(|certificate| &certificate.key));
            context.warnings.judge(Object::Crl, None, opinion.judged());
            let text = if self.rfc {
                pem_labelled(LABEL, der, line_end(context)) + line_end(context)
            } else {
                crl::crl(crl, &zone, opinion.markers().signature) + "\n"
            };
            context.print(&text)?;
            let key = opinion.judged().key.map(|(key, strength)| marked(key, strength));
            let line = maker.as_ref().zip(key.as_deref()).map(|((maker, _), key)| (maker, key));
            context.print(&crl::maker(line, self.trustcacerts))?;
        }
        Ok(())
    }

    fn makers(&self, context: &mut Context<'_>) -> Result<Makers, Failure> {
        let keystore = match &self.store.keystore {
            Some(_) => whereabouts::read_unasked(context, &self.store)?,
            // Java: opens it as the keystore, without a password.
            None if self.store.cacerts => whereabouts::read_cacerts(context),
            None => None,
        };
        let cacerts = if self.trustcacerts { whereabouts::read_cacerts(context) } else { None };
        Ok(Makers { cacerts, keystore })
    }
}

impl Makers {
    /// The entry whose key made a CRL, and its certificate; that of the JDK before that of the keystore.
    fn find(&self, crl: &Crl<'_>) -> Option<(Maker, Vec<u8>)> {
        let of_jdk = self.cacerts.as_ref().and_then(|store| find_in(store, crl));
        if let Some((alias, der)) = of_jdk {
            return Some((Maker::Cacerts(alias), der));
        }
        let (alias, der) = find_in(self.keystore.as_ref()?, crl)?;
        Some((Maker::Keystore(alias), der))
    }
}

/// Looks through the entries in the order in which a JVM does.
fn find_in(store: &Store, crl: &Crl<'_>) -> Option<(String, Vec<u8>)> {
    let oid = Oid::from_content(crl.algorithm.oid)?;
    let parameters = crl.algorithm.parameters.map(|parameters| parameters.raw);
    store.in_java_order().into_iter().find_map(|entry| {
        let stored = entry.certificates().first()?;
        let certificate = Certificate::read(&stored.der).ok()?;
        if !certificate.subject.matches(&crl.issuer) {
            return None;
        }
        verify_signature(&oid, parameters, certificate.key.raw, crl.body, crl.signature.octets).ok()?;
        Some((entry.alias.to_string(), stored.der.to_vec()))
    })
}
