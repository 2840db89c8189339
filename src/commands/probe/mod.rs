//! `probe`: what would this Java do with that server?

mod comparing;
mod fetch;
mod judging;
mod look;
mod own_keys;
mod rounds;
mod survey;
mod targets;

use std::thread;
use std::time::Duration;
use survey::SurveyArguments;

use super::arguments::{StoreArguments, StorePasswordArguments};
use super::in_use::InUseArguments;
use super::revocation::{Asking, RevocationArguments};
use super::target::TargetArguments;
use super::trusting::Trusting;
use super::way::WayArguments;
use super::{Context, Face, Failure};
use crate::diagnosis::{Cause, Finding};
use crate::jvm::truststore::{TRUST_STORE, TRUST_STORE_PASSWORD};
use crate::machine::Machine;
use crate::pkix::{ClientProperties, spoken};
use crate::report::exceptions::{client, client_key};
use crate::report::findings;
use crate::report::keytool::certificate::Exception;
use crate::report::ticket::Audience;
use crate::report::{human, json};
use crate::secret::Password;
use crate::tls::Endpoint;
use crate::tls::route::Route;
use comparing::Javas;
pub(super) use fetch::Sent;
use judging::{Asked, FAILS, FINE};
use own_keys::OwnKeyArguments;
pub use targets::WrongTarget;

/// Tells what a Java would do with a server
///
/// Connects as that Java would, with what it offers, and judges what the server sends by the store: whether it can be
/// reached, what it speaks, which certificates it sends, whether they are trusted for that name, which exception would be in
/// the log otherwise, and what mends it.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_help = "\
Examples:
  keytool-rs probe mail.example.com:636 --keystore /opt/agent/jre/lib/security/cacerts
  keytool-rs probe mail.example.com 636                        (as SSLPoke takes it)
  keytool-rs probe smtp://mail.example.com --java 17 --cacerts
  keytool-rs probe www.example.com --connect 10.1.2.3 --keystore truststore.p12 --format json
  keytool-rs probe www.example.com --revocation --cacerts
  keytool-rs probe --targets servers.txt --cacerts
  keytool-rs probe --targets servers.txt --cacerts --format jsonl --parallel 20
  keytool-rs probe www.example.com --all-addresses --show-chain --dump-chain chain.pem
  keytool-rs probe agent.example.com:8443 --watch 5 --watch-limit 300 --quiet
  keytool-rs probe agent.example.com:8443 --as sslpoke
  keytool-rs probe agent.example.com:8443 --jvms               (what each Java would do)
  keytool-rs probe agent.example.com:8443 --ticket server-admin
  keytool-rs probe mail.example.com:636 --all                  (every version, suite and group)
  keytool-rs probe partner.example.com:8443 --client-keystore own.p12 --client-storepass-env OWN_PASS

Exit code: 0 all connections go through, 1 some would fail, 2 some servers could not be reached")]
#[command(mut_arg("keystore", |argument| argument.help("The truststore (default: the cacerts of this machine's Java)")))]
#[command(mut_arg("storetype", |argument| argument.hide(true)))]
pub struct Probe {
    /// The servers: HOST, HOST:PORT, HOST PORT, or an address such as ldaps://HOST; several in a row
    #[arg(value_name = "SERVER")]
    pub servers: Vec<String>,

    /// A file of servers, one on each line; where a line names none, all such lines are told and no server is looked at
    #[arg(long, value_name = "FILE")]
    pub targets: Option<String>,

    #[command(flatten)]
    pub(super) way: WayArguments,

    /// Trust the certificates of these files, instead of a keystore's
    #[arg(long, value_name = "FILE", conflicts_with_all = ["keystore", "cacerts"])]
    pub trust: Vec<String>,

    /// One line for each server: `Successfully connected`, or the exception; of several servers, HOST:PORT and a colon before it
    #[arg(long, short)]
    pub quiet: bool,

    /// Show every certificate that was sent, in the order in which they belong, and what is missing
    #[arg(long)]
    pub show_chain: bool,

    /// Write the certificates that were sent to this file, as PEM
    #[arg(long, value_name = "FILE")]
    pub dump_chain: Option<String>,

    /// Print the certificates that were sent as PEM, and nothing else
    #[arg(long, visible_alias = "pem", conflicts_with = "quiet")]
    pub rfc: bool,

    /// Look at each address that the name has, and compare their certificates
    #[arg(long)]
    pub all_addresses: bool,

    /// Tell what this client would say beside what an HTTPS client says: sslpoke
    #[arg(long = "as", value_name = "CLIENT")]
    pub like: Option<Like>,

    /// One row for each Java, with OK or what it would throw: of those that are installed, of the releases 8 to 25 as they are
    /// delivered, or of all
    #[arg(long, value_name = "WHICH", num_args = 0..=1, default_missing_value = "all", conflicts_with_all = ["java", "java_home", "watch", "ticket"])]
    jvms: Option<Javas>,

    /// Write a message for somebody else, ready to be pasted: what was found, and what is asked of them
    #[arg(long, value_name = "FOR", conflicts_with_all = ["quiet", "rfc"])]
    pub ticket: Option<For>,

    /// Look again every so many seconds until all connections go through
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub watch: Option<u64>,

    /// Give up after so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = WATCHED, requires = "watch")]
    pub watch_limit: u64,

    /// How many servers are looked at at once (default: 512, in a survey 64)
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub parallel: Option<u16>,

    #[command(flatten)]
    own: OwnKeyArguments,

    #[command(flatten)]
    survey: SurveyArguments,

    #[command(flatten)]
    pub revocation: RevocationArguments,

    #[command(flatten)]
    in_use: InUseArguments,

    #[command(flatten)]
    target: TargetArguments,

    #[command(flatten)]
    pub(super) store: StoreArguments,

    /// What is the matter with the store of the Java that is asked about, whatever the server.
    #[arg(skip)]
    of_java: Vec<Finding>,
}

/// A client that connects in a way of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Like {
    /// SSLPoke: checks no host name, and is done before TLS 1.3's late alerts
    Sslpoke,
}

/// For whom a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum For {
    /// Whoever runs the server
    ServerAdmin,
    /// Whoever has the machine on which the program runs
    Customer,
    /// Whoever runs the network in between
    Network,
}

impl From<For> for Audience {
    fn from(reader: For) -> Self {
        match reader {
            For::ServerAdmin => Self::ServerAdmin,
            For::Customer => Self::Customer,
            For::Network => Self::Network,
        }
    }
}

/// Takes the trust store that a property names, where it is a file: Java passes over what is none, without a word.
fn use_told(machine: &Machine, store: &mut StoreArguments) {
    let Some(named) = machine.property(TRUST_STORE).filter(|named| machine.path(named).is_file()) else {
        return;
    };
    store.keystore = Some(named.to_owned());
    if let Some(password) = machine.property(TRUST_STORE_PASSWORD).filter(|_| !store.given.is_given()) {
        store.given = StorePasswordArguments::known(Some(Password::new(password)));
    }
}

/// How much of a target is looked at again and again, by default.
const WATCHED: u64 = 600;

impl Probe {
    pub(super) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        let (mut store, target, told) = self.in_use.store_and_java(context, &self.store, &self.target)?;
        // What the Java was told comes before what it is told here: the last word counts.
        let machine = self.way.told.machine(context.machine, &told.properties);
        if store.keystore.is_none() && !store.cacerts && self.trust.is_empty() {
            use_told(&machine, &mut store);
        }
        // Of a store that nothing is trusted by nothing is the matter.
        let of_java = if self.trust.is_empty() { told.findings } else { Vec::new() };
        Self { store, target, of_java, ..self.clone() }.probe(&mut context.on(&machine))
    }

    fn probe(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        let endpoints = self.endpoints(context)?;
        if let Some(which) = self.jvms {
            return self.compare(context, &endpoints, which);
        }
        self.with_java(
            context,
            |context, asked, asking| self.rounds(context, asked, asking, &endpoints),
            |context, trusting, thrown, found| {
                self.tell_speechless(context, trusting, &endpoints, thrown, found)
            },
        )
    }

    /// Does `work` for the Java that is asked about; `mute` where it does not even say hello.
    fn with_java<'c, T>(
        &self,
        context: &mut Context<'c>,
        work: impl FnOnce(&mut Context<'c>, Asked<'_>, &Asking<'c>) -> Result<T, Failure>,
        mute: impl FnOnce(&mut Context<'c>, &Trusting, &[Exception], Finding) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let mut trusting = Trusting::open(context, &self.target, &self.store, &self.trust)?;
        // What we can open, it cannot, unless it is told a password here.
        trusting.is_blind = context.machine.property(TRUST_STORE_PASSWORD).is_none()
            && self.of_java.iter().any(|one| one.cause == Cause::TrustStorePasswordMissing);
        self.with_trusting(context, &trusting, work, mute)
    }

    /// The same, for one that was found already.
    fn with_trusting<'c, T>(
        &self,
        context: &mut Context<'c>,
        trusting: &Trusting,
        work: impl FnOnce(&mut Context<'c>, Asked<'_>, &Asking<'c>) -> Result<T, Failure>,
        mute: impl FnOnce(&mut Context<'c>, &Trusting, &[Exception], Finding) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let properties = self.properties(context);
        let spoken = match spoken(&trusting.java, &trusting.policy, &properties) {
            Ok(spoken) => spoken,
            Err(fault) => {
                let thrown = client::of_client(&fault, &trusting.java);
                let found = findings::connection::of_client(&fault);
                return mute(context, trusting, &thrown, found);
            }
        };
        let at = self.target.instant(context).as_millisecond();
        let own = self.own.open(context, trusting, &properties, at)?;
        if let (Some(store), Some(entry)) = (own.store.as_deref(), own.keys.unopened()) {
            let thrown = client_key::of_unopened(entry, own.keys.format);
            let found = findings::client_key::of_unopened(entry, &own.keys, store);
            return mute(context, trusting, &thrown, found);
        }
        let anchors = trusting.anchors();
        let asked = Asked {
            trusting,
            anchors: &anchors,
            properties: &properties,
            spoken: &spoken,
            own: &own,
            is_one_of_several: false,
        };
        let asking = self.revocation.gather(context, &trusting.policy, |name| properties.value(name), at)?;
        let proxy = self.way.proxy.as_deref().filter(|url| !["none", ""].contains(url));
        let proxy = proxy.map(Route::parse).transpose().map_err(Failure::Proxy)?;
        work(context, asked, &asking.through(proxy))
    }

    /// Looks once, or again and again.
    fn rounds<'c>(
        &self,
        context: &mut Context<'c>,
        asked: Asked<'_>,
        asking: &Asking<'c>,
        endpoints: &[Endpoint],
    ) -> Result<u8, Failure> {
        let Some(pause) = self.watch else { return self.round(context, asked, asking, endpoints, false) };
        let watch = context.machine.stopwatch();
        let (pause, limit) = (Duration::from_secs(pause), Duration::from_secs(self.watch_limit));
        loop {
            let is_last = watch.elapsed() + pause > limit;
            let code = self.round(context, asked, asking, endpoints, !is_last)?;
            if code == FINE || is_last {
                return Ok(code);
            }
            thread::sleep(pause);
            asking.forget();
        }
    }

    fn is_sslpoke(&self) -> bool {
        self.like == Some(Like::Sslpoke)
    }

    /// The Java would not even say hello, to anybody.
    fn tell_speechless(
        &self,
        context: &mut Context<'_>,
        trusting: &Trusting,
        endpoints: &[Endpoint],
        thrown: &[Exception],
        found: Finding,
    ) -> Result<u8, Failure> {
        let found = [vec![found], self.of_java.clone()].concat();
        for endpoint in endpoints {
            let ticket = self.ticket.map(|reader| {
                let (java, instant) = (trusting.java.name(), self.target.instant(context));
                human::speechless_ticket(endpoint, java, thrown, &found, reader.into(), instant)
            });
            let text = match (context.face, &ticket) {
                _ if self.quiet => {
                    let server = format!("{}:{}: ", endpoint.written_host(), endpoint.port);
                    let before = if endpoints.len() > 1 { server.as_str() } else { "" };
                    thrown.first().map_or_else(String::new, |first| format!("{before}{first}\n"))
                }
                (Face::Human { .. }, Some(ticket)) => ticket.clone(),
                (Face::Human { colour }, None) => {
                    human::speechless(endpoint, &trusting.java, thrown, &found, colour)
                }
                (Face::Json | Face::Findings(_), _) => json::speechless(
                    endpoint,
                    &trusting.java,
                    (thrown, &found),
                    ticket.as_deref(),
                    context.in_lines,
                ),
                (Face::Keytool, _) => String::new(),
            };
            context.print(&text)?;
        }
        Ok(FAILS)
    }

    fn properties(&self, context: &Context<'_>) -> ClientProperties {
        let all = context.machine.properties.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        if self.is_sslpoke() { ClientProperties::of_socket(all) } else { ClientProperties::of_https(all) }
    }
}
