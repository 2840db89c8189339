//! A probe of one server, as JSON.

use serde::Serialize;

use super::survey::{SurveyDocument, survey};
use super::{CauseDocument, CertificateDocument, MemberDocument, causes, certificate, path_of, write};
use crate::diagnosis::Finding;
use crate::pkix::client::names;
use crate::pkix::{Anchors, Java};
use crate::probe::{Ending, Layout};
use crate::report::client_key;
use crate::report::exceptions::client::suite_name;
use crate::report::keytool::certificate::{Exception, java_name};
use crate::report::probe::{OwnSide, Probed, requires_certificate, version_name};
use crate::tls::{Endpoint, KeyExchange, Observation};
use crate::x509::Name;

#[derive(Serialize)]
struct Document {
    server: String,
    /// `connects`, `fails`, `unreachable` or `undecided`.
    outcome: &'static str,
    java: String,
    /// As exactly as is known: `17.0.21` for 17.
    java_version: String,
    starttls: Option<&'static str>,
    proxy: Option<String>,
    sni: Option<String>,
    addresses: Vec<AddressDocument>,
    tls: Option<TlsDocument>,
    client_certificate: Option<RequestDocument>,
    chain: Vec<SentDocument>,
    path: Vec<MemberDocument>,
    /// Whether anybody asked whether certificates were revoked.
    revocation: bool,
    exception: Option<String>,
    exceptions: Vec<String>,
    causes: Vec<CauseDocument>,
    /// Null unless it was asked for.
    sslpoke: Option<PokeDocument>,
    /// All that the server speaks, with `--protocols`, `--ciphers` or `--all`.
    #[serde(skip_serializing_if = "Option::is_none")]
    survey: Option<SurveyDocument>,
    /// The message that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    ticket: Option<String>,
}

#[derive(Serialize)]
struct SentDocument {
    #[serde(flatten)]
    certificate: CertificateDocument,
    /// `leaf`, `intermediate`, `root` or `extra`.
    role: &'static str,
    out_of_order: bool,
    /// Whether it is itself in the store, and under which alias.
    trusted: bool,
    alias: Option<String>,
}

#[derive(Serialize)]
struct PokeDocument {
    connects: bool,
    says: String,
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
    /// Whether the server ends the handshake without; null where it has not shown that.
    required: Option<bool>,
    /// Empty where any is taken.
    authorities: Vec<String>,
    /// Empty in TLS 1.3, which does not ask for any.
    key_types: Vec<String>,
    schemes: Vec<String>,
    /// Whether the client's own certificate was sent.
    sent: bool,
    /// Which entry of the client's keystore that is.
    alias: Option<String>,
    /// The scheme that proves it.
    scheme: Option<String>,
    refused: Vec<RefusedDocument>,
}

#[derive(Serialize)]
struct RefusedDocument {
    alias: String,
    reason: &'static str,
    message: String,
}

/// One server.
pub fn probe(probed: &Probed<'_, '_>, ticket: Option<&str>, in_line: bool) -> String {
    let sighting = probed.sighting;
    let seen = sighting.seen.as_ref().ok();
    let exceptions: Vec<String> = probed.thrown.iter().map(ToString::to_string).collect();
    let verdict = probed.verdict;
    let document = Document {
        server: probed.server(),
        outcome: match (probed.ending, seen) {
            (Ending::Connected, _) => "connects",
            (Ending::Undecided, _) => "undecided",
            (_, None) => "unreachable",
            _ => "fails",
        },
        java: probed.java.release.to_string(),
        java_version: probed.java.version(),
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
        client_certificate: seen.and_then(|seen| request(seen, &probed.own)),
        chain: seen.map(|seen| sent(seen, probed)).unwrap_or_default(),
        path: verdict
            .map(|verdict| path_of(verdict.decision, verdict.case.subject.anchors))
            .unwrap_or_default(),
        revocation: verdict.is_some_and(|verdict| verdict.decision.asked.is_some()),
        exception: exceptions.first().cloned(),
        exceptions,
        causes: causes(probed.findings),
        sslpoke: probed.poke.map(|poke| PokeDocument { connects: poke.connects, says: poke.line() }),
        survey: probed.surveyed.as_ref().map(survey),
        ticket: ticket.map(str::to_owned),
    };
    written(&document, in_line)
}

fn written(document: &Document, in_line: bool) -> String {
    if !in_line {
        return write(document);
    }
    // Strings and numbers always serialise.
    serde_json::to_string(document).map_or_else(|_| String::new(), |text| text + "\n")
}

/// The certificates that were sent, and what each of them is there.
fn sent(seen: &Observation, probed: &Probed<'_, '_>) -> Vec<SentDocument> {
    let none = Anchors::default();
    let anchors = probed.verdict.map_or(&none, |verdict| verdict.case.subject.anchors);
    let layout = Layout::of(&seen.chain, anchors);
    let one = |(place, der): (usize, &Vec<u8>)| {
        let link = layout.link(place);
        let stored = link.and_then(|link| link.stored);
        SentDocument {
            certificate: certificate(der),
            role: layout.role(place).id(),
            out_of_order: link.is_some_and(|link| link.is_out_of_order),
            trusted: stored.is_some(),
            alias: stored.map(|number| anchors.alias(number).to_owned()).filter(|alias| !alias.is_empty()),
        }
    };
    seen.chain.iter().enumerate().map(one).collect()
}

/// A Java that does not even say hello.
pub fn speechless(
    endpoint: &Endpoint,
    java: &Java,
    (thrown, found): (&[Exception], &[Finding]),
    ticket: Option<&str>,
    in_line: bool,
) -> String {
    let exceptions: Vec<String> = thrown.iter().map(ToString::to_string).collect();
    let document = Document {
        server: format!("{}:{}", endpoint.written_host(), endpoint.port),
        outcome: "fails",
        java: java.release.to_string(),
        java_version: java.version(),
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
        sslpoke: None,
        survey: None,
        ticket: ticket.map(str::to_owned),
    };
    written(&document, in_line)
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

fn request(seen: &Observation, own: &OwnSide<'_>) -> Option<RequestDocument> {
    let request = seen.request.as_ref()?;
    let names = request.authorities.iter().filter_map(|der| Name::from_der(der).ok());
    let refused = own.choice.map(|choice| choice.refused.as_slice()).unwrap_or_default();
    Some(RequestDocument {
        required: requires_certificate(seen),
        authorities: names.map(|name| java_name(&name)).collect(),
        key_types: request.kinds.iter().map(|kind| client_key::kind_name(*kind)).collect(),
        schemes: request.schemes.iter().map(|scheme| client_key::scheme_name(*scheme)).collect(),
        sent: seen.sent_own,
        alias: own.chosen().map(|entry| entry.alias.clone()),
        scheme: own.choice.and_then(|choice| choice.scheme).map(client_key::scheme_name),
        refused: refused
            .iter()
            .map(|(place, why)| RefusedDocument {
                alias: own.keys.entries.get(*place).map_or_else(String::new, |entry| entry.alias.clone()),
                reason: client_key::reason_id(why),
                message: client_key::reason(why),
            })
            .collect(),
    })
}
