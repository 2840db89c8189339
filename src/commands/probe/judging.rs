//! What a Java makes of what was seen of one server, and the words for it.

use super::Probe;
use super::own_keys::OwnKeys;
use crate::commands::issuers::{Fetched, fetch_missing, with_fetched};
use crate::commands::revocation::Asking;
use crate::commands::trusting::Trusting;
use crate::commands::way::spoken_before;
use crate::commands::{Context, Face};
use crate::crypto::sign::PrivateKey;
use crate::diagnosis::Finding;
use crate::formats::certificates::pem;
use crate::jvm::zone::Zone;
use crate::pkix::client::auth_type;
use crate::pkix::{self, Anchors, ClientChoice, ClientProperties, Java, Presented, Purpose, Spoken};
use crate::probe::{Ending, Keys, Sighting, ending, ending_of_sslpoke};
use crate::report::exceptions::{self, Subject, client, client_key, connection};
use crate::report::findings::connection::Place;
use crate::report::findings::{self, Case};
use crate::report::human::verdict::Verdict;
use crate::report::keytool::certificate::Exception;
use crate::report::probe::{OwnSide, Poke, Probed, pem_heading};
use crate::report::survey::Surveyed;
use crate::report::{human, json};
use crate::tls::route::Route;
use crate::tls::{Service, TLS_1_3, TlsFault};

/// What came of one server; the worse the higher.
pub(super) const FINE: u8 = 0;
pub(super) const FAILS: u8 = 1;
pub(super) const UNREACHED: u8 = 2;

/// The Java that is asked about.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) trusting: &'a Trusting,
    pub(super) anchors: &'a Anchors<'a>,
    pub(super) properties: &'a ClientProperties,
    pub(super) spoken: &'a Spoken,
    pub(super) own: &'a OwnKeys,
    /// Whether several servers are asked about, so that a line must say which.
    pub(super) is_one_of_several: bool,
}

/// What there is to say of one server.
pub(super) struct Told {
    pub(super) code: u8,
    /// All of it, in the form that was asked for.
    pub(super) text: String,
    /// In one line.
    pub(super) line: String,
    /// In one line with the server's name before it, where there are several.
    pub(super) named: String,
    /// What it sent, as PEM.
    pub(super) pem: String,
}

impl Asked<'_> {
    fn keys(&self) -> &Keys {
        &self.own.keys
    }

    /// What a Java throws at an ending, and the causes of that.
    fn thrown(
        &self,
        end: &Ending<'_>,
        choice: Option<&ClientChoice>,
        version: u16,
        place: &Place<'_>,
    ) -> (Vec<Exception>, Vec<Finding>) {
        let java = &self.trusting.java;
        match end {
            Ending::Connected | Ending::Undecided | Ending::Untrusted => (Vec::new(), Vec::new()),
            Ending::Fault(fault) => {
                // Java: has ended TLS 1.3's handshake when it sends its certificate, and reads an end of the stream then.
                let is_noticed =
                    version != TLS_1_3 || place.request.is_none() || !matches!(fault, TlsFault::Closed);
                let thrown = if is_noticed {
                    connection::of_fault(fault, java, self.spoken.limits)
                } else {
                    Vec::new()
                };
                (thrown, vec![findings::connection::of_fault(fault, place)])
            }
            Ending::ClientKey(fault) => {
                let chosen = choice.and_then(|choice| choice.chosen);
                let entry = chosen.and_then(|number| self.keys().entries.get(number));
                let kind = entry.and_then(|entry| entry.key.as_ref()).map_or("", PrivateKey::algorithm);
                (
                    client_key::of_fault(*fault, version, kind, java),
                    vec![findings::client_key::of_fault(*fault, place)],
                )
            }
            Ending::Objection(objection) => (
                vec![client::of_objection(objection, java)],
                vec![findings::connection::of_objection(objection, place)],
            ),
        }
    }

    /// What SSLPoke says: it checks no host name, and is done before TLS 1.3's late alerts.
    fn poke(
        &self,
        sighting: &Sighting,
        presented: Option<&Presented<'_>>,
        choice: Option<&ClientChoice>,
        place: &Place<'_>,
        zone: &Zone,
    ) -> Poke {
        let java = &self.trusting.java;
        let presented = presented.map(|presented| Presented { host: None, ..presented.clone() });
        let decision = presented.as_ref().map(|presented| pkix::decide(java, presented, self.anchors));
        let view = (java, self.properties, self.spoken);
        let end = ending_of_sslpoke(sighting, view, decision.as_ref(), choice);
        let version = sighting.seen.as_ref().ok().and_then(|seen| seen.version()).unwrap_or_default();
        let (mut thrown, _) = self.thrown(&end, choice, version, place);
        if let (Ending::Untrusted, Some(decision), Some(presented)) = (&end, &decision, &presented) {
            let subject = Subject { java, presented, anchors: self.anchors, zone };
            thrown = exceptions::of_handshake(decision, subject);
        }
        Poke { connects: matches!(end, Ending::Connected), thrown }
    }
}

/// What a server presented at an instant, in milliseconds since 1970, with the issuers that were fetched.
pub(super) fn presented<'s>(
    sighting: &'s Sighting,
    fetched: &'s [Fetched],
    at: i64,
) -> Option<Presented<'s>> {
    let seen = sighting.seen.as_ref().ok().filter(|seen| !seen.chain.is_empty())?;
    let chosen = seen.chosen.as_ref();
    Some(Presented {
        chain: with_fetched(&seen.chain, fetched),
        at,
        host: Some(sighting.endpoint.host.as_str()),
        purpose: Purpose::Server,
        auth_type: chosen.and_then(|chosen| auth_type(chosen.version, chosen.suite)).unwrap_or_default(),
        is_tls_13: chosen.is_some_and(|chosen| chosen.version == TLS_1_3),
    })
}

/// Finds out what the judgement of a server will ask for, so that it is there by then.
pub(super) fn inquire(java: &Java, anchors: &Anchors<'_>, asking: &Asking<'_>, sighting: &Sighting, at: i64) {
    let Ok(seen) = &sighting.seen else { return };
    let fetched = fetch_missing(&seen.chain, anchors, asking);
    if let Some(presented) = presented(sighting, &fetched, at) {
        let _ = asking.decide(java, &presented, anchors, seen.staple.as_deref());
    }
}

impl Probe {
    /// Tells what was seen of one server, and what this Java makes of it.
    pub(super) fn judge(
        &self,
        context: &Context<'_>,
        asked: Asked<'_>,
        asking: &Asking<'_>,
        sighting: &Sighting,
        route: &Route,
    ) -> Told {
        let Asked { trusting, anchors, properties, spoken, .. } = asked;
        let (java, endpoint) = (&trusting.java, &sighting.endpoint);
        let seen = sighting.seen.as_ref().ok();
        let chosen = seen.and_then(|seen| seen.chosen.as_ref());
        let instant = self.target.instant(context);
        let fetched = seen.map(|seen| fetch_missing(&seen.chain, anchors, asking)).unwrap_or_default();
        let presented = presented(sighting, &fetched, instant.as_millisecond());
        let staple = seen.and_then(|seen| seen.staple.as_deref());
        let decision = presented.as_ref().map(|presented| {
            let decision = asking.decide(java, presented, anchors, staple);
            pkix::Decision { fetched: fetched.len(), ..decision }
        });
        let request = seen.and_then(|seen| seen.request.as_ref());
        let choice =
            chosen.zip(request).map(|(chosen, request)| asked.keys().choose(chosen.version, request));
        let own = OwnSide {
            store: asked.own.store.as_deref(),
            keys: asked.keys(),
            choice: choice.as_ref(),
            is_sent: seen.is_some_and(|seen| seen.sent_own),
        };
        let end = ending(sighting, (java, properties, spoken), decision.as_ref(), choice.as_ref());
        let zone = Zone::find(context.machine);
        let proxy = route.proxy().map(|proxy| format!("{}:{}", proxy.host, proxy.port));
        let told = spoken.server_name(&endpoint.host);
        let same_java = self.target.repeated();
        let (way, before) = (self.way.repeated(context), spoken_before(endpoint));
        let password_options = self.store.given.repeated();
        let mut way_options = trusting.store().options(&password_options);
        way_options.extend([&same_java[..], &self.own.repeated(), &way].concat());
        let server_options = [&same_java[..], &before, &way].concat();
        let place = Place {
            way_options: &way_options,
            spoken_before: &before,
            is_surveyed: sighting.survey.is_some(),
            host: &endpoint.host,
            port: endpoint.port,
            proxy: proxy.as_deref(),
            told: told.as_deref(),
            offered: &spoken.protocols,
            starttls: Service::usual_for(endpoint.port)
                .filter(|usual| *usual != Service::Tls)
                .map(Service::name),
            request,
            own: Some(own),
            limits: spoken.limits,
        };
        let subject = presented.as_ref().map(|presented| Subject { java, presented, anchors, zone: &zone });
        let server = format!("{}:{}", endpoint.written_host(), endpoint.port);
        let case = subject.map(|subject| Case {
            subject,
            chain_file: None,
            server: Some(&server),
            store: trusting.store(),
            password_options: &password_options,
            server_options: &server_options,
        });
        let version = chosen.map_or(0, |chosen| chosen.version);
        let (mut thrown, mut found) = asked.thrown(&end, choice.as_ref(), version, &place);
        let decided = decision.as_ref().zip(case.as_ref());
        if let Some((decision, case)) = decided {
            if thrown.is_empty() && found.is_empty() {
                thrown = exceptions::of_handshake(decision, case.subject);
            }
            found.extend(findings::of_decision(decision, case));
            found.extend(fetched.iter().map(|one| findings::of_fetched(&one.der, &one.url, case)));
        }
        if let Some(seen) = seen {
            found.extend(findings::interception::suspected(&seen.chain, anchors, sighting));
        }
        found.extend(self.of_java.iter().cloned());
        let verdict =
            decided.map(|(decision, case)| Verdict { decision, case, thrown: &thrown, findings: &found });
        let poke = self
            .is_sslpoke()
            .then(|| asked.poke(sighting, presented.as_ref(), choice.as_ref(), &place, &zone));
        let probed = Probed {
            sighting,
            ending: &end,
            java,
            told: told.as_deref(),
            proxy: proxy.as_deref(),
            own,
            store: trusting.store(),
            server_options: &server_options,
            verdict: verdict.as_ref(),
            thrown: &thrown,
            findings: &found,
            chain_at: self.show_chain.then_some(instant),
            poke: poke.as_ref(),
            surveyed: sighting.survey.as_ref().map(|survey| Surveyed {
                survey,
                spoken,
                extent: self.survey.extent(),
            }),
        };
        let pem = as_pem(&probed);
        let named = match (self.all_addresses, sighting.attempts.first()) {
            (true, Some(attempt)) => format!("{server} at {}: {}", attempt.address.ip(), probed.line()),
            _ if asked.is_one_of_several => format!("{server}: {}", probed.line()),
            _ => probed.line(),
        };
        let ticket = self.ticket.map(|reader| human::ticket(&probed, reader.into(), instant));
        let text = match context.face {
            _ if self.rfc => pem.clone(),
            _ if self.quiet => named.clone(),
            Face::Human { .. } if self.ticket.is_some() => ticket.clone().unwrap_or_default(),
            Face::Human { colour } => human::probe(&probed, colour),
            Face::Json | Face::Findings(_) => json::probe(&probed, ticket.as_deref(), context.in_lines),
            Face::Keytool => String::new(),
        };
        let code = match (&end, seen, &poke) {
            (_, Some(_), Some(poke)) if poke.connects => FINE,
            (Ending::Connected, ..) => FINE,
            (_, None, _) | (Ending::Undecided, ..) => UNREACHED,
            _ => FAILS,
        };
        Told { code, text, line: probed.line(), named, pem }
    }
}

/// What a server sent, with a line about each certificate.
fn as_pem(probed: &Probed<'_, '_>) -> String {
    let chain = probed.sighting.seen.as_ref().map(|seen| seen.chain.as_slice()).unwrap_or_default();
    let one = |(place, der): (usize, &Vec<u8>)| {
        format!("{}\n{}\n", pem_heading(&probed.server(), place, der), pem(der, "\n"))
    };
    chain.iter().enumerate().map(one).collect()
}
