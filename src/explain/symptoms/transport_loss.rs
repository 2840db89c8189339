//! The connection ended without a word.

use super::{alert, chain_faults, client_certificate, host_name, not_tls};
use crate::diagnosis::Cause;
use crate::explain::case::{Case, Text, says, thrown};
use crate::explain::diagnosis::Party::{ClientOperator, NetworkOperator, ProxyAdministrator, ServerOperator};
use crate::explain::diagnosis::{Diagnosis, Missing, Party, Reason, Step};
use crate::explain::handshake::{Happening, Side};

const WHO: &[Party] = &[NetworkOperator, ServerOperator];

const CLIENT: &[Party] = &[ClientOperator];

/// Java: what it says when it is to write where the other side has closed in order. SSLSocket of 8, and from 11 on.
const OUTBOUND_CLOSED: &str = "Connection or outbound has closed";
const OUTPUT_SHUT: &str = "Socket output is already shut";

/// Java: what its LDAP throws where it does not get through.
const DIRECTORY: &str = "javax.naming.CommunicationException";

const HUNG_UP: Reason = Reason::new(
    Step::ProxyConnect,
    "proxy-refused",
    Cause::ProxyRefused,
    &[ProxyAdministrator, ClientOperator],
);

const fn reset(words: &'static str) -> Text {
    says(words, Step::TransportLoss, "connection-reset", Cause::ConnectionReset, WHO)
}

const fn closed(words: &'static str) -> Text {
    says(words, Step::TransportLoss, "closed-by-peer", Cause::ClosedInHandshake, WHO)
}

/// What is inside is more telling: a connection that was reset is also one that ended in the handshake.
static TEXTS: [Text; 32] = [
    says("Read timed out", Step::TransportLoss, "no-answer", Cause::Silence, WHO),
    thrown("SocketTimeoutException", "", Step::TransportLoss, "no-answer", Cause::Silence, WHO),
    says("handshake timed out", Step::TransportLoss, "no-answer", Cause::Silence, WHO),
    thrown("HttpTimeoutException", "", Step::TransportLoss, "no-answer", Cause::Silence, WHO),
    reset("Connection reset"),
    reset("Broken pipe"),
    // Java: its HTTP keeps to itself what it met while it sent.
    reset("Error writing "),
    reset("connection abort"),
    reset("Connection aborted"),
    reset("forcibly closed"),
    reset("connection was aborted"),
    closed(OUTBOUND_CLOSED),
    closed(OUTPUT_SHUT),
    closed("terminated the handshake"),
    // Java 26 and 27: its HttpClient, as the one before, by which of its threads is the first.
    closed("closed the channel"),
    closed("closed connection during handshake"),
    closed("SSL peer shut down incorrectly"),
    closed("Remote host closed connection"),
    closed("unexpected eof while reading"),
    closed("EOF during handshake"),
    closed("Received close_notify during handshake"),
    closed("before receiving peer's close_notify"),
    closed("EOF reached while reading"),
    closed("Unexpected end of file from server"),
    closed("header parser received no bytes"),
    closed("Connection closed by peer"),
    closed("Connection closed by remote host"),
    thrown(
        "NoHttpResponseException",
        "",
        Step::TransportLoss,
        "closed-by-peer",
        Cause::ClosedInHandshake,
        WHO,
    ),
    thrown(
        "PrematureCloseException",
        "",
        Step::TransportLoss,
        "closed-by-peer",
        Cause::ClosedInHandshake,
        WHO,
    ),
    closed("closed by the remote host"),
    thrown(
        "ClosedChannelException",
        "",
        Step::TransportLoss,
        "closed-by-peer",
        Cause::ClosedInHandshake,
        WHO,
    ),
    thrown("EOFException", "", Step::TransportLoss, "closed-by-peer", Cause::ClosedInHandshake, WHO),
];

pub(super) fn look(case: Case<'_>) -> Option<Diagnosis> {
    let handshake = case.handshake;
    let mut found = case.diagnosed(&TEXTS)?;
    let is_closed_in_order = case.says(OUTBOUND_CLOSED).or_else(|| case.says(OUTPUT_SHUT)).is_some();
    if case.side() == Side::Server && is_closed_in_order {
        found.reasons = closed_in_order(case, found.reasons);
    } else if is_closed_in_order && case.says_of(DIRECTORY, "").is_some() && !case.shows_messages() {
        // Java: its LDAP reads in a thread of its own. Where that one does not like the server's certificate, it closes, and who
        // writes meanwhile hears of the closing only.
        found.reasons = [alert::of_certificate(), found.reasons].concat();
    } else {
        let others = others(case, &found);
        found.reasons.extend(others);
    }
    // Java: its HttpClient says the same of a proxy that hangs up.
    if handshake.hello.is_none() && case.says("header parser received no bytes").is_some() {
        found.reasons.push(HUNG_UP);
    }
    found.missing = (found.reasons.len() > 1).then_some(Missing::OtherSide);
    let last = handshake.moments.iter().rev().find(|moment| {
        !matches!(
            moment.what,
            Happening::Failure | Happening::Closed | Happening::Store | Happening::Application
        )
    });
    Some(found.with(last.map(|moment| &moment.evidence)))
}

/// A client that closes in order behind the handshake, and asks for nothing, has looked at the certificate itself; what is wrong with
/// it the server's log may show.
fn closed_in_order(case: Case<'_>, closed: Vec<Reason>) -> Vec<Reason> {
    let is_shown = case.handshake.server_chain.as_ref().is_some_and(|chain| !chain.is_empty());
    match chain_faults::of_server(case.handshake) {
        Some(fault) if fault.cause == Cause::HostnameMismatch => {
            [vec![host_name::OWN_MISMATCH], closed].concat()
        }
        Some(fault) => [vec![fault], closed].concat(),
        None if is_shown => [closed, vec![host_name::OWN_MISMATCH]].concat(),
        None => [vec![host_name::OWN_MISMATCH], closed].concat(),
    }
}

/// What else it may be.
fn others(case: Case<'_>, found: &Diagnosis) -> Vec<Reason> {
    let check = found.first().map_or("", |reason| reason.check.as_ref());
    let is_silent = case.handshake.hello.is_none();
    match (case.side(), check) {
        // A client that says nothing has nothing to offer, or does not understand its settings.
        (Side::Server, "closed-by-peer") if is_silent => vec![
            Reason::new(Step::ClientHello, "protocol-version", Cause::ProtocolMismatch, CLIENT),
            Reason::new(Step::ClientConfig, "cipher-name", Cause::UnknownSuiteName, CLIENT),
        ],
        // A client that does not like the server's certificate may be gone while the server is still sending.
        (Side::Server, "connection-reset") if case.is_behind_certificate() => alert::of_certificate(),
        // A server that does not like the client's certificate may be gone before its alert is read; one that speaks no TLS at all
        // is gone as soon.
        (Side::Client, "connection-reset" | "closed-by-peer") if client_certificate::may_be_refused(case) => {
            let mut reasons = client_certificate::refused();
            reasons.push(not_tls::PLAIN_SERVER);
            reasons
        }
        _ => Vec::new(),
    }
}
