//! Asking whether certificates were revoked: what a Java is told to do, what is at hand, and what has to be asked for.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{Context, Failure, input};
use crate::diagnosis::Release;
use crate::formats::certificates::java_crls;
use crate::jvm::policy::Policy;
use crate::machine::Machine;
use crate::pkix::revocation::{Answer, Facts, Method, NoAnswer, Query, Revocation, Settings};
use crate::pkix::{self, Anchors, Decision, Java, Presented};
use crate::tls::route::Route;
use crate::tls::{
    ConnectFailure, FetchFault, Fetching, LONGEST_CRL, LONGEST_ISSUERS, LONGEST_OCSP, Preference, TlsFault,
    fetch,
};

/// How many seconds Java waits for a responder, or a CRL, where no property says otherwise.
const PATIENCE: Duration = Duration::from_secs(15);
/// The property by which a nonce is sent to responders.
///
/// Java: 11 does not know it; from 17 on, a response with another nonce is refused, and one without, or stapled, is not.
const NONCE: &str = "jdk.security.certpath.ocspNonce";
/// So many things are asked for about one chain at most.
const MOST_QUERIES: usize = 32;

/// What a Java is told about revocation, and by what it is found out.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct RevocationArguments {
    /// Ask whether certificates were revoked, by OCSP and by CRLs: as a Java whose com.sun.net.ssl.checkRevocation, ocsp.enable
    /// and com.sun.security.enableCRLDP are true
    #[arg(long)]
    pub revocation: bool,

    /// Let pass what nobody says anything about, as a program does that sets SOFT_FAIL
    #[arg(long)]
    pub revocation_soft: bool,

    /// A CRL at hand; with it, or an OCSP response, nobody is asked
    #[arg(long, value_name = "FILE")]
    pub crl: Vec<String>,

    /// An OCSP response at hand
    #[arg(long, value_name = "FILE")]
    pub ocsp_response: Vec<String>,

    /// Fetch issuers that are missing from where certificates say they are, as a Java whose
    /// com.sun.security.enableAIAcaIssuers is true, and whose com.sun.security.allowedAIALocations is any
    #[arg(long)]
    pub fetch_issuers: bool,
}

/// What is found out, and how. Several servers may be asked about at once: what one of them has found out the others know.
pub(super) struct Asking<'a> {
    settings: Option<Settings>,
    /// What is at hand: CRLs, and OCSP responses.
    crls: Vec<Vec<u8>>,
    responses: Vec<Vec<u8>>,
    answers: Known<Query, Answer>,
    issuers: Known<String, Option<Vec<u8>>>,
    /// Whether nobody is to be asked.
    is_offline: bool,
    /// Whether missing issuers are fetched.
    pub(super) fetches_issuers: bool,
    machine: &'a Machine,
    /// How long is waited for a responder, and for a CRL.
    patience: [Duration; 2],
    /// The proxy of an option.
    route: Option<Route>,
    clock: i64,
}

/// What was found out, each once: whoever wants the same in the meantime waits for it.
struct Known<K, V>(Mutex<HashMap<K, Arc<OnceLock<V>>>>);

impl<K, V> Default for Known<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + Hash, V: Clone> Known<K, V> {
    fn or_find(&self, key: K, find: impl FnOnce() -> V) -> V {
        let cell = {
            let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(known.entry(key).or_default())
        };
        cell.get_or_init(find).clone()
    }

    fn forget(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl RevocationArguments {
    /// How it is found out, and what is at hand; `property` has the Java's system properties.
    ///
    /// # Errors
    /// A file that cannot be read, or holds no CRL.
    pub(super) fn gather<'a, 'p>(
        &self,
        context: &mut Context<'a>,
        policy: &Policy,
        property: impl Fn(&str) -> Option<&'p str>,
        clock: i64,
    ) -> Result<Asking<'a>, Failure> {
        let (mut crls, mut responses) = (Vec::new(), Vec::new());
        for named in &self.crl {
            let bytes = input::bytes(context, Some(named))?;
            let found = java_crls(&bytes).unwrap_or_default();
            if !found.iter().any(|der| crate::x509::Crl::read(der).is_ok()) {
                return Err(Failure::NoCrl { path: named.clone() });
            }
            crls.extend(found);
        }
        for named in &self.ocsp_response {
            let bytes = input::bytes(context, Some(named))?;
            if crate::x509::ocsp::OcspResponse::read(&bytes).is_err() {
                return Err(Failure::NoOcspResponse { path: named.clone() });
            }
            responses.push(bytes);
        }
        let is_true = |name: &str| property(name).is_some_and(|value| value.eq_ignore_ascii_case("true"));
        let is_offline = !self.crl.is_empty() || !self.ocsp_response.is_empty();
        let is_told = self.revocation || self.revocation_soft || is_offline;
        let settings = (is_told || is_true("com.sun.net.ssl.checkRevocation")).then(|| {
            let mut settings = Settings::of(policy, &property);
            if is_told {
                (settings.first, settings.falls_back, settings.fetches_crls) = (Method::Ocsp, true, true);
            }
            if is_offline {
                let by_lists = !self.crl.is_empty();
                settings.fetches_crls = false;
                settings.falls_back = by_lists;
                if self.ocsp_response.is_empty() {
                    (settings.first, settings.falls_back) = (Method::Crl, false);
                }
                // One response alone is about the peer, as what a server staples.
                settings.only_leaf = !by_lists && self.ocsp_response.len() == 1;
            }
            settings.soft = self.revocation_soft;
            settings
        });
        let settings = match settings {
            Some(settings) if is_true(NONCE) && !is_offline => {
                let octets = context.machine.random::<16>().map_err(Failure::Randomness)?;
                // The extension holds an OCTET STRING (RFC 9654, 2.1); Java: of sixteen octets.
                Some(Settings { nonce: Some([&[4, 16], octets.as_slice()].concat()), ..settings })
            }
            other => other,
        };
        let wait = |name: &str| property(name).and_then(duration).unwrap_or(PATIENCE);
        Ok(Asking {
            settings,
            crls,
            responses,
            answers: Known::default(),
            issuers: Known::default(),
            is_offline,
            fetches_issuers: self.fetch_issuers
                || (is_true("com.sun.security.enableAIAcaIssuers") && allows_places(policy, &property)),
            machine: context.machine,
            patience: [wait("com.sun.security.ocsp.timeout"), wait("com.sun.security.crl.timeout")],
            route: None,
            clock,
        })
    }
}

/// Java: the late updates of 17 and 25 fetch from no place that `com.sun.security.allowedAIALocations` does not name, and in
/// their java.security it names none (17.0.21, 25.0.2); others do not know it. Of patterns other than `any`, some place is allowed.
fn allows_places<'p>(policy: &Policy, property: &impl Fn(&str) -> Option<&'p str>) -> bool {
    const PLACES: &str = "com.sun.security.allowedAIALocations";
    property(PLACES).or_else(|| policy.value(PLACES)).is_none_or(|places| !places.is_empty())
}

/// Java: a number is one of seconds; `ms` may stand behind it, and `s`. Nothing below nothing, and nothing is no limit.
fn duration(text: &str) -> Option<Duration> {
    let text = text.trim();
    let found = match (text.strip_suffix("ms"), text.strip_suffix('s')) {
        (Some(number), _) => Duration::from_millis(number.parse().ok()?),
        (None, Some(number)) => Duration::from_secs(number.parse().ok()?),
        (None, None) => Duration::from_secs(text.parse().ok()?),
    };
    Some(found).filter(|found| !found.is_zero())
}

impl Asking<'_> {
    /// The same through a proxy that an option names.
    pub(super) fn through(self, route: Option<Route>) -> Self {
        Self { route, ..self }
    }

    /// Whether anything may have to be asked for on the network.
    pub(super) fn may_ask(&self) -> bool {
        self.fetches_issuers || (self.settings.is_some() && !self.is_offline)
    }

    /// Forgets what it has found out: it may be otherwise by now.
    pub(super) fn forget(&self) {
        self.answers.forget();
        self.issuers.forget();
    }

    /// Decides about a chain, with what the server stapled, and asks for what is wanting.
    pub(super) fn decide<'c>(
        &self,
        java: &Java,
        presented: &Presented<'c>,
        anchors: &Anchors<'_>,
        staple: Option<&[u8]>,
    ) -> Decision<'c> {
        let Some(mut settings) = self.settings.clone() else { return pkix::decide(java, presented, anchors) };
        if java.release <= Release::Java11 || staple.is_some() {
            settings.nonce = None;
        }
        let mut facts = Facts::default();
        facts.crls.clone_from(&self.crls);
        facts.responses.clone_from(&self.responses);
        facts.staples = staple.map(|staple| vec![Some(staple.to_vec())]).unwrap_or_default();
        let mut asked = 0;
        loop {
            let revocation = Revocation { settings: &settings, facts: &facts, clock: self.clock };
            let decision = pkix::decide_asking(java, presented, anchors, Some(revocation));
            let Some(query) = facts.wanted() else { return decision };
            asked += 1;
            let answer = if self.is_offline || asked > MOST_QUERIES {
                Answer::Nothing(NoAnswer::NotAsked)
            } else {
                self.answers.or_find(query.clone(), || self.answer(&query, java.release))
            };
            facts.add(query, answer);
        }
    }

    /// What lies at a place where an issuer's certificate is said to be; `None` where it cannot be had.
    pub(super) fn issuer_at(&self, url: &str) -> Option<Vec<u8>> {
        let fetch = || self.fetch(url, None, self.patience[1], LONGEST_ISSUERS).ok();
        self.issuers.or_find(url.to_owned(), fetch)
    }

    fn answer(&self, query: &Query, release: Release) -> Answer {
        let [of_responder, of_list] = self.patience;
        let fetched = match query {
            Query::Ocsp { url, request } => {
                match in_url(url, request).filter(|_| release > Release::Java11) {
                    Some(whole) => self.fetch(&whole, None, of_responder, LONGEST_OCSP),
                    None => {
                        let posted = ("application/ocsp-request", request.as_slice());
                        self.fetch(url, Some(posted), of_responder, LONGEST_OCSP)
                    }
                }
            }
            Query::Crl { url } => self.fetch(url, None, of_list, LONGEST_CRL),
        };
        fetched.map_or_else(|fault| Answer::Nothing(no_answer(fault)), Answer::Octets)
    }

    /// Fetches something; over the proxy of the option, else that of Java's properties, else the environment's.
    fn fetch(
        &self,
        url: &str,
        posted: Option<crate::tls::Posted<'_>>,
        timeout: Duration,
        limit: usize,
    ) -> Result<Vec<u8>, FetchFault> {
        let route = |host: &str, port: u16| {
            let written = if host.contains(':') { format!("[{host}]") } else { host.to_owned() };
            let by_java = || match Route::of_properties_for_http(self.machine, &written) {
                Route::Direct => None,
                other => Some(other),
            };
            let of_environment =
                || Route::of_environment_for_http(self.machine, host, port).unwrap_or(Route::Direct);
            self.route.clone().or_else(by_java).unwrap_or_else(of_environment)
        };
        let how = Fetching {
            route: &route,
            preference: Preference::of_properties(self.machine),
            watch: self.machine.stopwatch(),
            timeout,
            limit,
        };
        fetch(url, posted, &how)
    }
}

/// The URL that holds a whole request (RFC 6960, A.1); `None` where it is too long for that. Java: asks so from 17 on.
fn in_url(url: &str, request: &[u8]) -> Option<String> {
    const LONGEST: usize = 255;
    let text = STANDARD.encode(request).replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
    let whole = format!("{}/{text}", url.strip_suffix('/').unwrap_or(url));
    (whole.len() <= LONGEST).then_some(whole)
}

fn no_answer(fault: FetchFault) -> NoAnswer {
    match fault {
        FetchFault::Scheme { scheme } => NoAnswer::Scheme { scheme },
        FetchFault::Address => NoAnswer::NotAUrl,
        FetchFault::Status { status, phrase } => NoAnswer::Status { status, phrase },
        FetchFault::Lost(TlsFault::Connect(fault)) if fault.kind == ConnectFailure::Refused => {
            NoAnswer::Refused
        }
        FetchFault::Lost(TlsFault::Connect(fault)) if fault.kind == ConnectFailure::TimedOut => {
            NoAnswer::ConnectTimeout
        }
        FetchFault::Lost(TlsFault::Silent) => NoAnswer::Silence,
        FetchFault::Lost(TlsFault::Unresolved { host }) => NoAnswer::UnknownHost { host },
        other => NoAnswer::Other(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_requests_go_into_the_url() {
        assert_eq!(in_url("http://a/", &[0xfb, 0xff, 0xbf]).unwrap(), "http://a/%2B%2F%2B%2F");
        assert_eq!(in_url("http://a/b", b"a").unwrap(), "http://a/b/YQ%3D%3D");
        assert_eq!(in_url("http://a/b", &[0; 200]), None);
    }

    #[test]
    fn time_limits_as_properties_have_them() {
        for (text, expected) in [("5", 5000), ("5s", 5000), ("250ms", 250), (" 1 ", 1000)] {
            assert_eq!(duration(text), Some(Duration::from_millis(expected)), "{text}");
        }
        for text in ["", "0", "-1", "soon", "1h"] {
            assert_eq!(duration(text), None, "{text}");
        }
    }
}
