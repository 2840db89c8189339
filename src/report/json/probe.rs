//! A probe of one server, as JSON.

use serde::Serialize;

use super::{CauseDocument, CertificateDocument, MemberDocument, causes, certificate, path_of, write};
use crate::diagnosis::Finding;
use crate::pkix::Java;
use crate::pkix::client::names;
use crate::probe::Ending;
use crate::report::exceptions::client::suite_name;
use crate::report::keytool::certificate::{Exception, java_name};
use crate::report::probe::{Probed, version_name};
use crate::tls::{Endpoint, KeyExchange, Observation};
use crate::x509::Name;

#[derive(Serialize)]
struct Document {
    server: String,
    /// `connects`, `fails`, `unreachable` or `undecided`.
    outcome: &'static str,
    java: String,
    starttls: Option<&'static str>,
    proxy: Option<String>,
    sni: Option<String>,
    addresses: Vec<AddressDocument>,
    tls: Option<TlsDocument>,
    client_certificate: Option<RequestDocument>,
    chain: Vec<CertificateDocument>,
    path: Vec<MemberDocument>,
    /// Whether anybody asked whether certificates were revoked.
    revocation: bool,
    exception: Option<String>,
    exceptions: Vec<String>,
    causes: Vec<CauseDocument>,
}

#[derive(Serialize)]
struct AddressDocument {
    address: String,
    connected: bool,
}

#[derive(Serialize)]
struct TlsDocument {
    version: String,
    suite: String,
    group: Option<String>,
    dh_bits: Option<usize>,
}

#[derive(Serialize)]
struct RequestDocument {
    /// Empty where any is taken.
    authorities: Vec<String>,
    sent: bool,
}

/// One server.
pub fn probe(probed: &Probed<'_, '_>) -> String {
    let sighting = probed.sighting;
    let seen = sighting.seen.as_ref().ok();
    let exceptions: Vec<String> = probed.thrown.iter().map(ToString::to_string).collect();
    let verdict = probed.verdict;
    write(&Document {
        server: probed.server(),
        outcome: match (probed.ending, seen) {
            (Ending::Connected, _) => "connects",
            (Ending::Undecided, _) => "undecided",
            (_, None) => "unreachable",
            _ => "fails",
        },
        java: probed.java.release.to_string(),
        starttls: Some(sighting.endpoint.service.name()).filter(|name| *name != "tls"),
        proxy: probed.proxy.map(str::to_owned),
        sni: probed.told.map(str::to_owned),
        addresses: sighting
            .attempts
            .iter()
            .map(|attempt| AddressDocument {
                address: attempt.address.to_string(),
                connected: attempt.result.is_ok(),
            })
            .collect(),
        tls: seen.and_then(tls),
        client_certificate: seen.and_then(request),
        chain: seen.map(|seen| seen.chain.iter().map(|der| certificate(der)).collect()).unwrap_or_default(),
        path: verdict
            .map(|verdict| path_of(verdict.decision, verdict.case.subject.anchors))
            .unwrap_or_default(),
        revocation: verdict.is_some_and(|verdict| verdict.decision.asked.is_some()),
        exception: exceptions.first().cloned(),
        exceptions,
        causes: causes(probed.findings),
    })
}

/// A Java that does not even say hello.
pub fn speechless(endpoint: &Endpoint, java: &Java, thrown: &[Exception], found: &[Finding]) -> String {
    let exceptions: Vec<String> = thrown.iter().map(ToString::to_string).collect();
    write(&Document {
        server: format!("{}:{}", endpoint.written_host(), endpoint.port),
        outcome: "fails",
        java: java.release.to_string(),
        starttls: None,
        proxy: None,
        sni: None,
        addresses: Vec::new(),
        tls: None,
        client_certificate: None,
        chain: Vec::new(),
        path: Vec::new(),
        revocation: false,
        exception: exceptions.first().cloned(),
        exceptions,
        causes: causes(found),
    })
}

fn tls(seen: &Observation) -> Option<TlsDocument> {
    let chosen = seen.chosen.as_ref()?;
    Some(TlsDocument {
        version: version_name(chosen.version),
        suite: suite_name(chosen.suite),
        group: match chosen.exchange {
            Some(KeyExchange::Group(group)) => Some(
                names::group(group).map_or_else(|| format!("{group:#06x}"), |group| group.name.to_owned()),
            ),
            _ => None,
        },
        dh_bits: match chosen.exchange {
            Some(KeyExchange::Dh { bits }) => Some(bits),
            _ => None,
        },
    })
}

fn request(seen: &Observation) -> Option<RequestDocument> {
    let request = seen.request.as_ref()?;
    let names = request.authorities.iter().filter_map(|der| Name::from_der(der).ok());
    Some(RequestDocument { authorities: names.map(|name| java_name(&name)).collect(), sent: seen.sent_own })
}
