//! `verify`: would a JVM trust this chain?

use super::arguments::StoreArguments;
use super::in_use::{InUseArguments, Told};
use super::issuers::{fetch_missing, with_fetched};
use super::revocation::RevocationArguments;
use super::target::{TargetArguments, host};
use super::told::ToldArguments;
use super::trusting::Trusting;
use super::{Context, Face, Failure, input};
use crate::diagnosis::Finding;
use crate::jvm::zone::Zone;
use crate::pkix::{Outcome, Presented, Purpose};
use crate::report::exceptions::{self, Subject};
use crate::report::findings::{self, Case};
use crate::report::human::verdict::Verdict;
use crate::report::{Notice, human, json};
use crate::x509::{Certificate, KeyKind};

/// Tells whether a JVM would trust a certificate chain
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_help = "\
Examples:
  keytool-rs verify server-chain.pem --keystore /opt/agent/jre/lib/security/cacerts --host mail.example.com
  keytool-rs verify server-chain.pem --trust corporate-root.pem --java 17 --at 2027-01-31
  keytool-rs verify server-chain.pem --trust root.pem --crl root.crl
  openssl s_client -connect mail.example.com:636 -showcerts </dev/null | keytool-rs verify --cacerts

Exit code: 0 trusted, 1 not trusted, 2 not decided")]
#[command(mut_arg("keystore", |argument| argument.help("The truststore (default: the cacerts of this machine's Java)")))]
#[command(mut_arg("storetype", |argument| argument.hide(true)))]
pub struct Verify {
    /// The certificates as the server sends them, its own first, in PEM, DER or PKCS#7 (default: standard input)
    #[arg(value_name = "CHAIN")]
    pub chain: Vec<String>,

    /// Trust the certificates of these files, instead of a keystore's
    #[arg(long, value_name = "FILE", conflicts_with_all = ["keystore", "cacerts"])]
    pub trust: Vec<String>,

    /// Also check that the certificate is for this host name or address
    #[arg(long, value_name = "NAME", value_parser = host)]
    pub host: Option<String>,

    /// Whose certificate it is
    #[arg(long, value_name = "WHOSE", value_enum, default_value_t)]
    pub purpose: Whose,

    /// The version of TLS that is spoken; 1.3 takes fewer signatures in certificates
    #[arg(long, value_name = "VERSION", value_enum, default_value_t)]
    pub tls: Tls,

    #[command(flatten)]
    pub revocation: RevocationArguments,

    #[command(flatten)]
    told: ToldArguments,

    #[command(flatten)]
    in_use: InUseArguments,

    /// What is the matter with the store of the Java that is meant.
    #[arg(skip)]
    of_java: Vec<Finding>,

    #[command(flatten)]
    pub(super) target: TargetArguments,

    #[command(flatten)]
    pub(super) store: StoreArguments,
}

/// Whose certificate a chain is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Whose {
    /// A server's, to a Java that connects to it
    #[default]
    Server,
    /// A client's, to a Java that serves
    Client,
}

/// A version of TLS.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Tls {
    /// TLS 1.2
    #[value(name = "1.2")]
    V12,
    /// TLS 1.3
    #[default]
    #[value(name = "1.3")]
    V13,
}

impl Verify {
    pub(super) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        let (store, target, told) = self.in_use.store_and_java(context, &self.store, &self.target)?;
        let machine = self.told.machine(context.machine, &told.properties);
        // Of a store that nothing is trusted by nothing is the matter.
        let told = if self.trust.is_empty() { told } else { Told { findings: Vec::new(), ..told } };
        told.say(context)?;
        Self { store, target, of_java: told.findings, ..self.clone() }.verify(&mut context.on(&machine))
    }

    fn verify(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        let chain = self.chain(context)?;
        let trusting = Trusting::open(context, &self.target, &self.store, &self.trust)?;
        let (java, anchors) = (&trusting.java, trusting.anchors());
        let at = self.target.instant(context).as_millisecond();
        let machine = context.machine;
        let property = |name: &str| machine.property(name);
        let asking = self.revocation.gather(context, &trusting.policy, property, at)?;
        let fetched = fetch_missing(&chain, &anchors, &asking);
        let presented = Presented {
            chain: with_fetched(&chain, &fetched),
            at,
            host: self.host.as_deref(),
            purpose: match self.purpose {
                Whose::Server => Purpose::Server,
                Whose::Client => Purpose::Client,
            },
            auth_type: self.auth_type(&chain),
            is_tls_13: self.tls == Tls::V13,
        };
        let mut decision = asking.decide(java, &presented, &anchors, None);
        decision.fetched = fetched.len();
        let zone = Zone::find(context.machine);
        let subject = Subject { java, presented: &presented, anchors: &anchors, zone: &zone };
        let thrown = exceptions::of_handshake(&decision, subject);
        let chain_file = self.chain.first().map(String::as_str).filter(|named| *named != "-");
        let password_options = self.store.given.repeated();
        let case = Case {
            subject,
            chain_file,
            server: None,
            store: trusting.store(),
            password_options: &password_options,
            server_options: &[],
        };
        let mut findings = findings::of_decision(&decision, &case);
        findings.extend(fetched.iter().map(|one| findings::of_fetched(&one.der, &one.url, &case)));
        let verdict = Verdict { decision: &decision, case: &case, thrown: &thrown, findings: &findings };
        let text = match context.face {
            Face::Json | Face::Findings(_) => {
                // People were told of the store before.
                let findings = [findings.as_slice(), &self.of_java].concat();
                json::verdict(&Verdict { findings: &findings, ..verdict })
            }
            Face::Human { colour } => human::verdict::drawn(&verdict, colour),
            Face::Keytool => String::new(),
        };
        context.print(&text)?;
        let invisible = trusting.invisible_certificates();
        if invisible > 0 && anchors.is_empty() {
            context.say(&Notice::InvisibleCertificates { count: invisible })?;
        }
        Ok(match decision.outcome {
            Outcome::Trusted => 0,
            Outcome::Rejected(_) => 1,
            Outcome::Undecided => 2,
        })
    }

    /// The certificates of the chain, in the order of the files.
    fn chain(&self, context: &mut Context<'_>) -> Result<Vec<Vec<u8>>, Failure> {
        if self.chain.is_empty() {
            return input::chain(context, None);
        }
        let mut chain = Vec::new();
        for named in &self.chain {
            chain.extend(input::chain(context, Some(named))?);
        }
        Ok(chain)
    }

    /// Java's word for the key exchange: before TLS 1.3 the server's key decides.
    fn auth_type(&self, chain: &[Vec<u8>]) -> &'static str {
        let leaf = chain.first().and_then(|der| Certificate::read(der).ok());
        match (self.tls, leaf.map(|leaf| leaf.key.kind)) {
            (Tls::V13, _) => "UNKNOWN",
            (Tls::V12, Some(KeyKind::Rsa { .. })) => "ECDHE_RSA",
            (Tls::V12, Some(KeyKind::Dsa { .. })) => "DHE_DSS",
            (Tls::V12, _) => "ECDHE_ECDSA",
        }
    }
}
