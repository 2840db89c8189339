//! One side speaks no TLS.

use crate::diagnosis::Cause;
use crate::explain::case::{Case, Text, says};
use crate::explain::diagnosis::Party::{ClientOperator, NetworkOperator, ServerOperator};
use crate::explain::diagnosis::{Diagnosis, Missing, Party, Reason, Step};
use crate::explain::handshake::{Happening, Side};

const CLIENT: &[Party] = &[ClientOperator];
const PEER: &[Party] = &[ClientOperator, ServerOperator];

static TEXTS: [Text; 8] = [
    says("nrecognized SSL message", Step::FirstRecord, "peer-is-not-tls", Cause::NotTls, PEER),
    says("plaintext connection?", Step::FirstRecord, "peer-is-not-tls", Cause::NotTls, PEER),
    says("Input record too big", Step::FirstRecord, "peer-is-not-tls", Cause::NotTls, PEER),
    says("Invalid TLS/DTLS record", Step::FirstRecord, "peer-is-not-tls", Cause::NotTls, PEER),
    // The two octets behind the first, where a record has its version: `TT` of HTTP, for one.
    says("Unsupported record version Unknown-", Step::FirstRecord, "peer-is-not-tls", Cause::NotTls, PEER),
    says("server does not support SSL", Step::FirstRecord, "peer-is-not-tls", Cause::NotTls, PEER),
    says("does not support STARTTLS", Step::FirstRecord, "peer-is-not-tls", Cause::NotTls, PEER),
    says(":wrong version number:", Step::FirstRecord, "peer-is-not-tls", Cause::NotTls, PEER),
];

/// What servers say of a client that speaks plain HTTP.
static OF_CLIENTS: [Text; 5] = [
    says(":http request:", Step::FirstRecord, "client-is-not-tls", Cause::PlaintextClient, CLIENT),
    says(":https proxy request:", Step::FirstRecord, "client-is-not-tls", Cause::PlaintextClient, CLIENT),
    says(
        "unencrypted inbound communication",
        Step::FirstRecord,
        "client-is-not-tls",
        Cause::PlaintextClient,
        CLIENT,
    ),
    // WebSphere: of what comes in.
    says("SSLC0008E", Step::FirstRecord, "client-is-not-tls", Cause::PlaintextClient, CLIENT),
    says(
        "plain HTTP request was sent to HTTPS port",
        Step::FirstRecord,
        "client-is-not-tls",
        Cause::PlaintextClient,
        CLIENT,
    ),
];

const PLAIN: Reason = Reason::new(Step::FirstRecord, "client-is-not-tls", Cause::PlaintextClient, CLIENT);
/// A server that does not speak TLS, of which the client sees no more than that it goes.
pub(super) const PLAIN_SERVER: Reason =
    Reason::new(Step::FirstRecord, "peer-is-not-tls", Cause::NotTls, PEER);
const STARTTLS: Reason = Reason::new(Step::FirstRecord, "peer-is-not-tls", Cause::StartTlsNeeded, CLIENT);
/// Where FTP, SMTP, POP3, IMAP, LDAP, submission, XMPP begin in clear text.
const STARTTLS_PORTS: [u16; 9] = [21, 25, 110, 143, 389, 587, 2525, 5222, 5269];
const CLOSED: Reason = Reason::new(
    Step::TransportLoss,
    "closed-by-peer",
    Cause::ClosedInHandshake,
    &[NetworkOperator, ServerOperator],
);

/// What Java's HTTP clients say of an answer that does not come.
const ENDED: [&str; 2] = ["Unexpected end of file from server", "header parser received no bytes"];

/// Netty: tells what it read instead of a record, in hexadecimal.
fn of_record(case: Case<'_>) -> Option<Diagnosis> {
    const WORDS: &str = "not an SSL/TLS record: ";
    let line = case.says(WORDS)?;
    let mut messages = case.thrown().map(|(_, thrown)| thrown.message.as_str());
    let octets = messages.find_map(|message| Some(message.split_once(WORDS)?.1)).unwrap_or_default();
    // GET, PUT, POST, HEAD, OPTIONS, CONNECT, DELETE, PATCH, and HTTP/2's PRI.
    const REQUESTS: [&str; 9] = [
        "474554",
        "505554",
        "504f5354",
        "48454144",
        "4f5054",
        "434f4e4e",
        "44454c45",
        "5041544348",
        "505249",
    ];
    let is_answer = octets.starts_with("485454502f");
    let is_request = REQUESTS.iter().any(|request| octets.starts_with(request));
    let side = case.knows_side().then(|| case.side());
    let reasons = match (is_answer, is_request, side) {
        (true, ..) | (_, false, Some(Side::Client)) => vec![PLAIN_SERVER],
        (_, true, _) | (.., Some(Side::Server)) => vec![PLAIN],
        (false, false, None) => vec![PLAIN, PLAIN_SERVER],
    };
    Some(Diagnosis::ranked(reasons, line, Missing::OtherSide))
}

pub(super) fn look(case: Case<'_>) -> Option<Diagnosis> {
    if let Some(found) = of_record(case) {
        return Some(found);
    }
    if let Some(of_client) = case.diagnosed(&OF_CLIENTS) {
        return Some(of_client);
    }
    if let Some((text, line)) = case.find(&TEXTS) {
        let reason = match (case.side(), case.handshake.port) {
            (Side::Server, _) => PLAIN,
            (Side::Client, Some(port)) if STARTTLS_PORTS.contains(&port) => STARTTLS,
            (Side::Client, _) => text.reason.clone(),
        };
        return Some(Diagnosis::of(reason, line));
    }
    // An answer that is no HTTP, to a client that spoke HTTP: an alert looks like that.
    let answers = [
        "Unexpected end of file from server",
        "Invalid Http response",
        "Unexpected response",
        "header parser received no bytes",
        "nvalid status line",
    ];
    let line = answers.iter().find_map(|words| case.says(words))?;
    let is_tls =
        case.handshake.hello.is_some() || case.handshake.traces.iter().any(|trace| trace.frames.in_tls);
    let is_told = case.handshake.lines_of(Happening::Application).any(|line| line.text.contains("https://"));
    // Over TLS the connection is lost, as other words of it tell better.
    if (is_tls || is_told) && line.is_some_and(|line| ENDED.iter().any(|words| line.text.contains(words))) {
        return None;
    }
    let is_known_plain = case.handshake.is_plain;
    let reasons = match (is_tls, is_known_plain) {
        (true, _) => vec![CLOSED],
        (false, true) => vec![PLAIN],
        // An address that is told and is none of http: has TLS.
        (false, false) if is_told => vec![CLOSED],
        (false, false) => vec![PLAIN, CLOSED],
    };
    Some(Diagnosis::ranked(reasons, line, Missing::OtherSide))
}
