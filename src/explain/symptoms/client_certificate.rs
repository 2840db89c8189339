//! The client proves itself with no certificate, or with one that the server does not take.

use super::alert;
use super::chain_faults::instant;
use super::openssl;
use crate::diagnosis::Cause;
use crate::explain::case::Case;
use crate::explain::certificate::ShownCertificate;
use crate::explain::diagnosis::Party::{ClientOperator, ServerOperator};
use crate::explain::diagnosis::{Diagnosis, Missing, Party, Reason, Step};
use crate::explain::handshake::{Evidence, Handshake, Happening, Request, Side};

const CLIENT: &[Party] = &[ClientOperator];
const BOTH: &[Party] = &[ServerOperator, ClientOperator];
const KEY_TYPE: &[Party] = &[ClientOperator, ServerOperator];

const NONE: Reason =
    Reason::new(Step::ClientCertificate, "no-client-certificate", Cause::ClientCertificateRequired, CLIENT);
const NOT_LISTED: Reason =
    Reason::new(Step::ClientCertificate, "issuer-not-in-ca-list", Cause::ClientIssuerNotListed, BOTH);
const OTHER_KEY: Reason =
    Reason::new(Step::ClientCertificate, "key-type-not-accepted", Cause::ClientKeyType, KEY_TYPE);
pub(super) const INCOMPLETE: Reason =
    Reason::new(Step::ClientCertificate, "client-chain-incomplete", Cause::IncompleteChain, CLIENT);

const fn verified(check: &'static str, cause: Cause, who: &'static [Party]) -> Reason {
    Reason::new(Step::ClientCertificateVerification, check, cause, who)
}

pub(super) const EXPIRED: Reason = verified("client-certificate-expired", Cause::Expired, CLIENT);
pub(super) const INVALID: Reason =
    verified("client-certificate-invalid", Cause::ClientCertificateRejected, CLIENT);
pub(super) const UNKNOWN_CA: Reason = verified("unknown-client-ca", Cause::ClientCertificateRejected, BOTH);
pub(super) const REVOKED: Reason = verified("revocation", Cause::Revoked, CLIENT);
pub(super) const USAGE: Reason = verified("extended-key-usage", Cause::WrongUsage, CLIENT);

/// What servers say of clients that sent no certificate.
const EMPTY: [&str; 5] = [
    "Empty client certificate chain",
    "peer did not return a certificate",
    "null cert chain",
    "client has no certificate",
    "Client certificate required",
];

pub(super) fn look(case: Case<'_>) -> Option<Diagnosis> {
    let handshake = case.handshake;
    if let Some(line) = said_of_server(case) {
        return Some(Diagnosis::ranked(
            vec![NONE, NOT_LISTED, OTHER_KEY, INCOMPLETE],
            line,
            Missing::OtherSide,
        ));
    }
    if let Some(found) = openssl::look(case) {
        return Some(found);
    }
    if case.side() == Side::Server || !handshake.has_failure() {
        return None;
    }
    let alert = case.received();
    let line = alert.map_or_else(|| failure_line(case), |(_, line)| line);
    let is_lost = alert.is_none() && !handshake.is_accepted() && is_broken_off(case);
    let is_in_second_flight = handshake.traces.iter().any(|trace| trace.frames.in_second_flight);
    match (&handshake.client_chain, alert) {
        (Some(sent), _) if sent.is_empty() && (alert.is_some() || is_lost) => Some(of_none(handshake, line)),
        (Some(sent), Some((name, _))) => Some(of_sent(handshake, sent, name, line)),
        // A server that closes before it has taken the client's certificate does not like it.
        (Some(sent), None) if is_lost => Some(of_sent(handshake, sent, "", line)),
        (None, None) if is_lost && is_in_second_flight && !case.shows_messages() => Some(Diagnosis::ranked(
            vec![NONE, UNKNOWN_CA, EXPIRED, USAGE, INVALID, NOT_LISTED],
            line,
            Missing::HandshakeLog,
        )),
        // Java: a client looks for a key where it is asked for one.
        (None, None) if is_lost && handshake.has_no_client_key() => Some(Diagnosis::ranked(
            vec![NONE, NOT_LISTED, OTHER_KEY, INCOMPLETE],
            line,
            Missing::HandshakeLog,
        )),
        (None, Some((name, line))) => of_alert(case, name, line),
        _ => None,
    }
}

fn said_of_server(case: Case<'_>) -> Option<Option<&Evidence>> {
    let said = EMPTY.iter().find_map(|words| case.says(words));
    // Java up to 20 says so of servers, too, and means the client.
    let is_client = case.knows_side() && case.side() == Side::Client;
    said.or_else(|| case.says("Empty server certificate chain").filter(|_| !is_client))
}

/// Whether a client that tells of no message lost the connection behind its handshake: in TLS 1.3 a server says what it has against
/// the client's certificate when the client sends already, and may be gone before that is read.
pub(super) fn may_be_refused(case: Case<'_>) -> bool {
    let handshake = case.handshake;
    let mut frames = handshake.traces.iter().map(|trace| &trace.frames);
    let is_in_data = frames.clone().any(|frames| frames.in_data) || case.says("Broken pipe").is_some();
    is_in_data
        && !frames.any(|frames| frames.in_handshake)
        && !handshake.is_plain
        && !handshake.is_accepted()
        && !case.shows_messages()
}

/// What a server may have against it.
pub(super) fn refused() -> Vec<Reason> {
    vec![NONE, UNKNOWN_CA, EXPIRED, USAGE, INVALID, NOT_LISTED]
}

fn is_broken_off(case: Case<'_>) -> bool {
    [
        "Broken pipe",
        "Couldn't kickstart handshaking",
        "readHandshakeRecord",
        "Error writing ",
        "header parser received no bytes",
        "Connection reset",
        "Connection aborted",
        "connection abort",
        "terminated the handshake",
        "closed the channel",
        "closed connection during handshake",
        "forcibly closed",
    ]
    .iter()
    .any(|words| case.says(words).is_some())
}

fn failure_line(case: Case<'_>) -> Option<&Evidence> {
    case.thrown().find_map(|(_, thrown)| thrown.evidence.as_ref())
}

/// The client sent an empty certificate message.
fn of_none(handshake: &Handshake, line: Option<&Evidence>) -> Diagnosis {
    let stores = &handshake.stores;
    let shown = |diagnosis: Diagnosis| {
        diagnosis
            .with(handshake.lines_of(Happening::CertificateRequest))
            .with(handshake.lines_of(Happening::NoClientCertificate))
            .with(stores.key.as_ref().and_then(|store| store.evidence.as_ref()))
    };
    let request = handshake.request.as_ref();
    let is_key_shown = stores.keys.iter().any(|key| !key.chain.is_empty());
    if !stores.keys.is_empty() && !is_key_shown {
        return shown(Diagnosis::ranked(
            vec![NOT_LISTED, OTHER_KEY, INCOMPLETE],
            line,
            Missing::HandshakeLog,
        ));
    }
    if is_key_shown {
        let reasons = request.map_or_else(
            || vec![NONE],
            |request| {
                why_none_fits(
                    &stores.keys.iter().map(|key| key.chain.as_slice()).collect::<Vec<_>>(),
                    request,
                )
            },
        );
        return shown(Diagnosis::ranked(reasons, line, Missing::OtherSide));
    }
    if stores.has_no_keystore() || handshake.is_iaik {
        return shown(Diagnosis::of(NONE, line));
    }
    // Nothing is known of the keystore: a server that takes no RSA keys is rare enough to be the reason.
    let takes_rsa = request.is_none_or(|request| {
        !request.is_shown
            || request.types.is_empty()
            || request.types.iter().any(|kind| kind.to_ascii_lowercase().contains("rsa"))
    });
    let reasons = if takes_rsa {
        vec![NONE, NOT_LISTED, INCOMPLETE, OTHER_KEY]
    } else {
        vec![OTHER_KEY, NONE, NOT_LISTED]
    };
    shown(Diagnosis::ranked(reasons, line, Missing::TrustManagerLog))
}

/// Why Java sends none of the keys it has.
fn why_none_fits(chains: &[&[ShownCertificate]], request: &Request) -> Vec<Reason> {
    let accepted = |chain: &&[ShownCertificate]| {
        let kind = chain.first().map_or("", |leaf| leaf.key.as_str());
        let wanted = match kind {
            "RSA" | "RSASSA-PSS" => "rsa",
            "EC" => "ecdsa",
            "DSA" => "dss",
            _ => return true,
        };
        request.types.is_empty()
            || request.types.iter().any(|kind| kind.to_ascii_lowercase().contains(wanted))
    };
    if !chains.iter().any(accepted) {
        return vec![OTHER_KEY];
    }
    let is_listed = |chain: &&[ShownCertificate]| chain.iter().any(|member| request.lists(&member.issuer));
    if request.authorities.is_empty() || chains.iter().any(is_listed) {
        return vec![NONE];
    }
    // A chain that ends at a certificate that others issued lacks them; whether the server lists one of them the log does not tell.
    let is_whole = |chain: &&[ShownCertificate]| chain.last().is_some_and(ShownCertificate::is_self_issued);
    if chains.iter().any(is_whole) { vec![NOT_LISTED] } else { vec![INCOMPLETE, NOT_LISTED] }
}

/// The client sent a certificate, and the server answered with an alert.
fn of_sent(
    handshake: &Handshake,
    sent: &[ShownCertificate],
    alert: &str,
    line: Option<&Evidence>,
) -> Diagnosis {
    let shown = |diagnosis: Diagnosis| diagnosis.with(handshake.lines_of(Happening::ClientCertificate));
    let now = handshake.at.as_deref().and_then(instant);
    if let (Some(leaf), Some(now)) = (sent.first(), now) {
        if instant(&leaf.not_after).is_some_and(|until| until < now) {
            return shown(Diagnosis::of(EXPIRED, line));
        }
        if instant(&leaf.not_before).is_some_and(|from| from > now) {
            let reason = Reason { cause: Cause::NotYetValid, ..INVALID };
            return shown(Diagnosis::of(reason, line));
        }
    }
    if sent.first().is_some_and(|leaf| !leaf.may_be_client()) {
        return shown(Diagnosis::of(USAGE, line));
    }
    let lists_nobody =
        handshake.request.as_ref().is_some_and(|request| request.is_shown && request.authorities.is_empty());
    let mut reason = of_name(alert).unwrap_or(UNKNOWN_CA);
    if reason == UNKNOWN_CA && lists_nobody {
        reason.who = &[ServerOperator];
    }
    let mut reasons = vec![reason.clone()];
    if alert.is_empty() {
        // Nothing tells that it is not the connection itself.
        reasons.push(Reason::new(Step::TransportLoss, "connection-reset", Cause::ConnectionReset, BOTH));
    }
    // To a server that lacks the intermediate its issuer is unknown.
    if reason.check == UNKNOWN_CA.check && sent.last().is_some_and(|last| !last.is_self_issued()) {
        reasons.push(INCOMPLETE);
    }
    if !matches!(alert, "certificate_expired" | "certificate_revoked" | "unknown_ca") {
        let others = [UNKNOWN_CA, INVALID, EXPIRED, USAGE];
        for other in others {
            if !reasons.iter().any(|known| known.check == other.check) {
                reasons.push(other);
            }
        }
    }
    shown(Diagnosis::ranked(reasons, line, Missing::OtherSide))
}

/// The log shows no certificate messages.
fn of_alert(case: Case<'_>, alert: &str, line: Option<&Evidence>) -> Option<Diagnosis> {
    let handshake = case.handshake;
    let is_before = handshake.hello.as_ref().is_some_and(|hello| hello.is_shown)
        && handshake.server_chain.is_none()
        && handshake.suite.is_none();
    let mut reasons = match alert {
        "certificate_required" => vec![NONE, NOT_LISTED, INCOMPLETE],
        // Servers before Java 12 say so of a certificate that is not there.
        "bad_certificate" => vec![NONE, INVALID, UNKNOWN_CA, NOT_LISTED, INCOMPLETE],
        "handshake_failure" if handshake.request.is_some() => vec![NONE, UNKNOWN_CA, NOT_LISTED],
        _ if is_before => return None,
        other => {
            let first = of_name(other)?;
            let is_unknown = first == UNKNOWN_CA;
            let mut reasons = vec![first];
            if other == "certificate_unknown" {
                reasons.extend([EXPIRED, INVALID, USAGE]);
            }
            if is_unknown {
                reasons.push(INCOMPLETE);
            }
            reasons
        }
    };
    // In a server's log it is the client that does not like the server's certificate.
    if !case.knows_side() {
        reasons.extend(
            alert::of_client(alert).into_iter().filter(|reason| reason.step == Step::ServerCertificate),
        );
    }
    Some(Diagnosis::ranked(reasons, line, Missing::HandshakeLog))
}

fn of_name(alert: &str) -> Option<Reason> {
    Some(match alert {
        "certificate_expired" => EXPIRED,
        "certificate_revoked" => REVOKED,
        "unknown_ca" | "certificate_unknown" => UNKNOWN_CA,
        "unsupported_certificate" => USAGE,
        "bad_certificate" => INVALID,
        _ => return None,
    })
}
