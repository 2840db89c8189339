//! `printcert`: shows the certificates of a file, of a server, or of a signed JAR.

mod jar;
mod server;

use crate::commands::arguments::StoreArguments;
use crate::commands::weakness;
use crate::commands::{Context, Face, Failure, input, whereabouts};
use crate::formats::certificates::{self, pem};
use crate::keystore::Store;
use crate::report::keytool::certificate;
use crate::report::keytool::weakness::{Judged, Object};
use crate::report::{human, json};
use crate::x509;

/// Shows the certificates of a file
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_help = "\
Examples:
  keytool-rs printcert mailserver.cer
  keytool-rs printcert chain.pem --format json
  keytool-rs printcert --sslserver mail.example.com:636
  keytool-rs printcert --jarfile app.jar
  openssl s_client -connect mail.example.com:636 </dev/null | keytool-rs printcert")]
pub struct PrintCert {
    /// The files (default: standard input)
    #[arg(value_name = "FILE")]
    pub files: Vec<String>,

    #[arg(long, hide = true)]
    file: Option<String>,

    /// Show PEM
    #[arg(long)]
    pub rfc: bool,

    #[arg(long, hide = true)]
    trustcacerts: bool,

    /// The certificates that a server sends (port 443, unless given)
    #[arg(long, value_name = "HOST[:PORT]", conflicts_with = "files")]
    pub sslserver: Option<String>,

    /// Show who signed a JAR instead
    #[arg(long, value_name = "JAR")]
    jarfile: Option<String>,

    #[command(flatten)]
    pub(in crate::commands) store: StoreArguments,
}

impl PrintCert {
    pub(in crate::commands) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        if let Some(named) = &self.jarfile {
            return self.print_jar(context, named);
        }
        if context.is_keytool() {
            return match &self.sslserver {
                Some(server) => self.print_server_as_keytool(context, server),
                None => self.print_as_keytool(context),
            };
        }
        if let Some(server) = &self.sslserver {
            let chain = server::chain(context.machine, server)?;
            return self.show(context, &chain.iter().map(Vec::as_slice).collect::<Vec<_>>());
        }
        let files: Vec<&String> = self.files.iter().chain(&self.file).collect();
        let mut found = Vec::new();
        if files.is_empty() {
            found.extend(input::bundle(context, None)?.certificates);
        }
        for file in files {
            found.extend(input::bundle(context, Some(file))?.certificates);
        }
        if found.is_empty() {
            return Err(Failure::NothingToPrint { empty: false });
        }
        self.show(context, &found.iter().map(|found| found.der.as_slice()).collect::<Vec<_>>())
    }

    /// Shows certificates natively.
    fn show(&self, context: &mut Context<'_>, ders: &[&[u8]]) -> Result<u8, Failure> {
        let text = match context.face {
            Face::Json | Face::Findings(_) => json::certificates(ders),
            _ if self.rfc => ders.iter().map(|der| pem(der, "\n") + "\n").collect(),
            Face::Human { colour } => human::certificates(ders, context.machine.now, colour),
            Face::Keytool => String::new(),
        };
        context.print(&text)?;
        Ok(0)
    }

    fn print_as_keytool(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        let anchors = self.anchors(context)?;
        let bytes = input::bytes(context, self.file.as_deref())?;
        let unparseable = |_| Failure::NothingToPrint { empty: false };
        let ders = certificates::java_all(&bytes).map_err(unparseable)?;
        if ders.is_empty() {
            return Err(Failure::NothingToPrint { empty: true });
        }
        let mut parsed = Vec::with_capacity(ders.len());
        for der in &ders {
            parsed.push(x509::Certificate::read(der).map_err(|refusal| refused(&refusal))?);
        }
        let zone = context.zone()?;
        let judge = weakness::Judge::new(context.machine);
        let is_anchor =
            |certificate: &x509::Certificate<'_>| anchors.iter().any(|store| store.trusts(certificate.der));
        let opinions: Vec<_> =
            parsed.iter().map(|certificate| judge.opinion(certificate, is_anchor(certificate))).collect();
        let out = context.console.out();
        for (index, ((certificate, der), opinion)) in parsed.iter().zip(&ders).zip(&opinions).enumerate() {
            let number =
                if parsed.len() > 1 { format!("Certificate[{}]:\n", index + 1) } else { String::new() };
            let separator = if index + 1 < parsed.len() { "\n" } else { "" };
            out.write_all(number.as_bytes()).map_err(Failure::Output)?;
            if self.rfc {
                // Java: PEM ends its lines as MIME does, whatever the machine.
                write!(out, "{}\r\n", pem(der, "\r\n")).map_err(Failure::Output)?;
            } else {
                certificate::write_certificate(out, certificate, &zone, &opinion.markers())?;
            }
            out.write_all(separator.as_bytes()).map_err(Failure::Output)?;
        }
        let judged: Vec<Judged<'_>> = opinions.iter().map(|opinion| opinion.judged()).collect();
        context.warnings.judge_chain(Object::Certificate, &judged);
        self.note_keystore(context, &anchors);
        Ok(0)
    }

    /// keytool's recommendation about the keystore that was named.
    fn note_keystore(&self, context: &mut Context<'_>, anchors: &[Store]) {
        if let (Some(store), Some(named)) = (anchors.first(), &self.store.keystore) {
            weakness::note_proprietary_store(context, store, named);
        }
    }

    /// The stores whose trusted certificates are not judged by their signatures.
    fn anchors(&self, context: &mut Context<'_>) -> Result<Vec<Store>, Failure> {
        let mut anchors = Vec::new();
        self.store.check()?;
        // A token is no file: its keystore is NONE, named or not.
        let is_no_file = self.store.keystore.as_deref().is_none_or(|named| named == "NONE");
        if let (true, Some(name)) = (is_no_file, &self.store.storetype) {
            whereabouts::known_type(name)?;
        }
        if let Some(store) = whereabouts::read_unasked(context, &self.store)? {
            anchors.push(store);
        }
        if self.trustcacerts || (self.store.cacerts && self.store.keystore.is_none()) {
            anchors.extend(whereabouts::read_cacerts(context));
        }
        Ok(anchors)
    }
}

/// Java: tells nothing of what is wrong, unless it trips over it.
fn refused(refusal: &x509::Refusal) -> Failure {
    use x509::{Fault, KeyFault, Refusal};
    match refusal {
        Refusal::Fault { fault: Fault::Key(KeyFault::EdwardsEmpty | KeyFault::X25519Empty), .. } => {
            Failure::Unprintable { exception: certificate::refusal(refusal).to_string() }
        }
        _ => Failure::NothingToPrint { empty: false },
    }
}
