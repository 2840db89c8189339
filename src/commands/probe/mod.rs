//! `probe`: what would this Java do with that server?

mod fetch;
mod look;
mod targets;

use std::net::IpAddr;
use std::time::Duration;

use super::arguments::StoreArguments;
use super::issuers::{fetch_missing, with_fetched};
use super::revocation::{Asking, RevocationArguments};
use super::target::TargetArguments;
use super::trusting::Trusting;
use super::{Context, Face, Failure};
use crate::jvm::zone::Zone;
use crate::pkix::client::auth_type;
use crate::pkix::{self, Anchors, ClientProperties, Presented, Purpose, Spoken, spoken};
use crate::probe::{Ending, Sighting, ending, offer};
use crate::report::exceptions::{self, Subject, client, connection};
use crate::report::findings::connection::Place;
use crate::report::findings::{self, Case};
use crate::report::human::verdict::Verdict;
use crate::report::probe::Probed;
use crate::report::{human, json};
use crate::tls::route::Route;
use crate::tls::{Chance, Endpoint, Limits, Preference, Service, TLS_1_3};
pub(super) use fetch::chain_from;
use look::{Manner, Task, look_at};

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

Exit code: 0 all connections go through, 1 some would fail, 2 some servers could not be reached")]
#[command(mut_arg("keystore", |argument| argument.help("The truststore (default: the cacerts of this machine's Java)")))]
#[command(mut_arg("storetype", |argument| argument.hide(true)))]
pub struct Probe {
    /// The servers: HOST, HOST:PORT, HOST PORT, or an address such as ldaps://HOST
    #[arg(value_name = "SERVER")]
    pub servers: Vec<String>,

    /// A file of servers, one on each line
    #[arg(long, value_name = "FILE")]
    pub targets: Option<String>,

    /// What is spoken before TLS: smtp, imap, pop3, ldap, postgres and others, or none (default: what the port is known for)
    #[arg(long, value_name = "PROTOCOL", value_parser = service)]
    pub starttls: Option<Service>,

    /// Connect to this address, whatever the name's own are
    #[arg(long, value_name = "ADDRESS")]
    pub connect: Option<IpAddr>,

    /// The proxy: http://USER:PASSWORD@HOST:PORT, socks5://HOST:PORT, or none (default: HTTPS_PROXY)
    #[arg(long, value_name = "URL")]
    pub proxy: Option<String>,

    /// How many seconds the connection may take, and as many again the handshake
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub timeout: u64,

    /// A system property of the Java, such as jdk.tls.client.protocols=TLSv1.2
    #[arg(short = 'D', value_name = "NAME=VALUE")]
    pub properties: Vec<String>,

    /// Trust the certificates of these files, instead of a keystore's
    #[arg(long, value_name = "FILE", conflicts_with_all = ["keystore", "cacerts"])]
    pub trust: Vec<String>,

    /// One line for each server: `Successfully connected`, or the exception
    #[arg(long, short)]
    pub quiet: bool,

    #[command(flatten)]
    pub revocation: RevocationArguments,

    #[command(flatten)]
    target: TargetArguments,

    #[command(flatten)]
    pub(super) store: StoreArguments,
}

fn service(name: &str) -> Result<Service, String> {
    Service::named(name).ok_or_else(|| {
        let names: Vec<&str> = Service::names().collect();
        format!("one of {} is meant", names.join(", "))
    })
}

/// What came of one server; the worse the higher.
const FINE: u8 = 0;
const FAILS: u8 = 1;
const UNREACHED: u8 = 2;

/// The Java that is asked about.
#[derive(Clone, Copy)]
struct Asked<'a> {
    trusting: &'a Trusting,
    anchors: &'a Anchors<'a>,
    properties: &'a ClientProperties,
    spoken: &'a Spoken,
}

impl Probe {
    pub(super) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        let endpoints = self.endpoints(context)?;
        let trusting = Trusting::open(context, &self.target, &self.store, &self.trust)?;
        let properties = self.properties(context);
        let spoken = match spoken(&trusting.java, &trusting.policy, &properties) {
            Ok(spoken) => spoken,
            Err(fault) => return self.tell_speechless(context, &trusting, &endpoints, &fault),
        };
        let mut tasks = Vec::with_capacity(endpoints.len());
        for endpoint in &endpoints {
            tasks.push(Task {
                endpoint: endpoint.clone(),
                route: self.route(context, endpoint)?,
                offer: offer(&spoken, &endpoint.host),
                chance: Chance::new(context.machine)?,
                watch: context.machine.stopwatch(),
            });
        }
        let routes: Vec<Route> = tasks.iter().map(|task| task.route.clone()).collect();
        let manner = Manner {
            timeout: Duration::from_secs(self.timeout),
            preference: Preference::of_properties(context.machine),
            address: self.connect,
            limits: Limits {
                message: usize::try_from(spoken.limits.message).unwrap_or(0),
                chain: usize::try_from(spoken.limits.chain).unwrap_or(0),
            },
            client: None,
        };
        let sightings = look_at(tasks, &manner);
        let anchors = trusting.anchors();
        let clock = self.target.instant(context).as_millisecond();
        let asking =
            self.revocation.gather(context, &trusting.policy, |name| properties.value(name), clock)?;
        let proxy = self.proxy.is_some().then(|| routes.first().cloned()).flatten();
        let mut asking = asking.through(proxy);
        let mut code = FINE;
        for (sighting, route) in sightings.iter().zip(&routes) {
            let asked =
                Asked { trusting: &trusting, anchors: &anchors, properties: &properties, spoken: &spoken };
            code = code.max(self.judge(context, asked, &mut asking, sighting, route)?);
        }
        Ok(code)
    }

    /// Tells what was seen of one server, and what this Java makes of it.
    fn judge(
        &self,
        context: &mut Context<'_>,
        asked: Asked<'_>,
        asking: &mut Asking<'_>,
        sighting: &Sighting,
        route: &Route,
    ) -> Result<u8, Failure> {
        let Asked { trusting, anchors, properties, spoken } = asked;
        let (java, endpoint) = (&trusting.java, &sighting.endpoint);
        let seen = sighting.seen.as_ref().ok();
        let chosen = seen.and_then(|seen| seen.chosen.as_ref());
        let fetched = seen.map(|seen| fetch_missing(&seen.chain, anchors, asking)).unwrap_or_default();
        let presented = seen.filter(|seen| !seen.chain.is_empty()).map(|seen| Presented {
            chain: with_fetched(&seen.chain, &fetched),
            at: self.target.instant(context).as_millisecond(),
            host: Some(endpoint.host.as_str()),
            purpose: Purpose::Server,
            auth_type: chosen.and_then(|chosen| auth_type(chosen.version, chosen.suite)).unwrap_or_default(),
            is_tls_13: chosen.is_some_and(|chosen| chosen.version == TLS_1_3),
        });
        let staple = seen.and_then(|seen| seen.staple.as_deref());
        let decision = presented.as_ref().map(|presented| {
            let decision = asking.decide(java, presented, anchors, staple);
            pkix::Decision { fetched: fetched.len(), ..decision }
        });
        let end = ending(sighting, (java, properties, spoken), decision.as_ref());
        let zone = Zone::find(context.machine);
        let proxy = route.proxy().map(|proxy| format!("{}:{}", proxy.host, proxy.port));
        let told = spoken.server_name(&endpoint.host);
        let place = Place {
            host: &endpoint.host,
            port: endpoint.port,
            proxy: proxy.as_deref(),
            told: told.as_deref(),
            offered: &spoken.protocols,
            starttls: Service::usual_for(endpoint.port)
                .filter(|usual| *usual != Service::Tls)
                .map(Service::name),
            asked: seen.is_some_and(|seen| seen.request.is_some()),
        };
        let subject = presented.as_ref().map(|presented| Subject { java, presented, anchors, zone: &zone });
        let server = format!("{}:{}", endpoint.written_host(), endpoint.port);
        let password_options = self.store.given.repeated();
        let case = subject.map(|subject| Case {
            subject,
            chain_file: None,
            server: Some(&server),
            store: trusting.store(),
            password_options: &password_options,
        });
        let (thrown, mut found) = match &end {
            Ending::Connected | Ending::Undecided | Ending::Untrusted => {
                let thrown = decision
                    .as_ref()
                    .zip(subject)
                    .map(|(decision, subject)| exceptions::of_handshake(decision, subject));
                (thrown.unwrap_or_default(), Vec::new())
            }
            Ending::Fault(fault) => {
                (connection::of_fault(fault, java), vec![findings::connection::of_fault(fault, &place)])
            }
            Ending::Objection(objection) => (
                vec![client::of_objection(objection, java)],
                vec![findings::connection::of_objection(objection, &place)],
            ),
        };
        if let Some((decision, case)) = decision.as_ref().zip(case.as_ref()) {
            found.extend(findings::of_decision(decision, case));
            found.extend(fetched.iter().map(|one| findings::of_fetched(&one.der, &one.url, case)));
        }
        let verdict = decision.as_ref().zip(case.as_ref()).map(|(decision, case)| Verdict {
            decision,
            case,
            thrown: &thrown,
            findings: &found,
        });
        let probed = Probed {
            sighting,
            ending: &end,
            java,
            told: told.as_deref(),
            proxy: proxy.as_deref(),
            store: trusting.store(),
            verdict: verdict.as_ref(),
            thrown: &thrown,
            findings: &found,
        };
        let text = match context.face {
            _ if self.quiet => probed.line(),
            Face::Human { colour } => human::probe(&probed, colour),
            Face::Json | Face::Findings(_) => json::probe(&probed),
            Face::Keytool => String::new(),
        };
        context.print(&text)?;
        Ok(match (&end, seen) {
            (Ending::Connected, _) => FINE,
            (_, None) => UNREACHED,
            (Ending::Undecided, _) => UNREACHED,
            _ => FAILS,
        })
    }

    /// The Java would not even say hello, to anybody.
    fn tell_speechless(
        &self,
        context: &mut Context<'_>,
        trusting: &Trusting,
        endpoints: &[Endpoint],
        fault: &pkix::ClientFault,
    ) -> Result<u8, Failure> {
        let thrown = client::of_client(fault, &trusting.java);
        let found = [findings::connection::of_client(fault)];
        for endpoint in endpoints {
            let text = match context.face {
                _ if self.quiet => thrown.first().map_or_else(String::new, |first| format!("{first}\n")),
                Face::Human { colour } => {
                    human::speechless(endpoint, &trusting.java, &thrown, &found, colour)
                }
                Face::Json | Face::Findings(_) => json::speechless(endpoint, &trusting.java, &thrown, &found),
                Face::Keytool => String::new(),
            };
            context.print(&text)?;
        }
        Ok(FAILS)
    }

    fn properties(&self, context: &Context<'_>) -> ClientProperties {
        let own = self.properties.iter().map(|one| one.split_once('=').unwrap_or((one, "")));
        let given = context.machine.properties.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        ClientProperties::of_https(given.chain(own))
    }

    fn route(&self, context: &Context<'_>, endpoint: &Endpoint) -> Result<Route, Failure> {
        match self.proxy.as_deref() {
            Some("none" | "") => Ok(Route::Direct),
            Some(url) => Route::parse(url).map_err(Failure::Proxy),
            None if self.connect.is_some() => Ok(Route::Direct),
            None => {
                let by_java = Route::of_properties(context.machine, &endpoint.written_host());
                if by_java != Route::Direct {
                    return Ok(by_java);
                }
                Route::of_environment(context.machine, &endpoint.host, endpoint.port).map_err(Failure::Proxy)
            }
        }
    }
}
