//! Client and server find nothing in common, as the side says that found so.

use crate::diagnosis::Cause;
use crate::explain::case::{Case, Text, says};
use crate::explain::diagnosis::Party::{ClientDeveloper, ClientOperator, NetworkOperator, ServerOperator};
use crate::explain::diagnosis::{Diagnosis, Missing, Party, Reason, Step};
use crate::explain::handshake::Happening;

const SERVER: &[Party] = &[ServerOperator];
const CLIENT: &[Party] = &[ClientOperator];
const BOTH: &[Party] = &[ClientOperator, ServerOperator];
const BETWEEN: &[Party] = &[NetworkOperator];
const AGAIN: &[Party] = &[ClientDeveloper, ServerOperator];

const fn row(words: &'static str, check: &'static str, cause: Cause, who: &'static [Party]) -> Text {
    says(words, Step::Negotiation, check, cause, who)
}

static TEXTS: [Text; 37] = [
    row("The server selected protocol version", "protocol-version", Cause::ProtocolMismatch, SERVER),
    row("Server chose ", "protocol-version", Cause::ProtocolMismatch, SERVER),
    row("Unsupported record version", "protocol-version", Cause::ProtocolMismatch, SERVER),
    row("Client requested protocol", "protocol-version", Cause::ProtocolMismatch, CLIENT),
    row(":unsupported protocol:", "protocol-version", Cause::ProtocolMismatch, SERVER),
    row(":version too low:", "protocol-version", Cause::ProtocolMismatch, CLIENT),
    row("SSLv2Hello is not enabled", "protocol-version", Cause::ProtocolMismatch, CLIENT),
    row("No matching application layer protocol", "alpn", Cause::AlpnMismatch, BOTH),
    row("No common application protocol", "alpn", Cause::AlpnMismatch, BOTH),
    row(":no application protocol:", "alpn", Cause::AlpnMismatch, BOTH),
    row("Unrecognized server name indication", "sni", Cause::NameNotServed, BOTH),
    row("400: Invalid SNI", "sni", Cause::NameNotServed, BOTH),
    row("handshake warning: unrecognized_name", "sni", Cause::NameNotServed, SERVER),
    row("handshake alert:  unrecognized_name", "sni", Cause::NameNotServed, SERVER),
    row("protocol version downgrade attack", "downgrade-protection", Cause::Downgrade, BETWEEN),
    row("use of secure renegotiation", "secure-renegotiation", Cause::UnsafeRenegotiation, SERVER),
    row("Unsafe renegotiation", "secure-renegotiation", Cause::UnsafeRenegotiation, SERVER),
    row("unsafe legacy renegotiation disabled", "secure-renegotiation", Cause::UnsafeRenegotiation, SERVER),
    row("no suitable key share", "named-groups", Cause::CipherMismatch, BOTH),
    row("no shared group", "named-groups", Cause::CipherMismatch, BOTH),
    row("No common named group", "named-groups", Cause::CipherMismatch, BOTH),
    row("No supported named group", "named-groups", Cause::CipherMismatch, BOTH),
    row("nsupported named group", "named-groups", Cause::CipherMismatch, BOTH),
    row("no shared signature algorithms", "signature-algorithms", Cause::CipherMismatch, SERVER),
    row("no suitable signature algorithm", "signature-algorithms", Cause::CipherMismatch, SERVER),
    row("No supported CertificateVerify signature", "signature-algorithms", Cause::CipherMismatch, SERVER),
    row("No preferred signature algorithm", "signature-algorithms", Cause::CipherMismatch, SERVER),
    row("No supported signature algorithm", "signature-algorithms", Cause::CipherMismatch, SERVER),
    row("nsupported signature scheme", "signature-algorithms", Cause::CipherMismatch, SERVER),
    row("nsupported SignatureScheme", "signature-algorithms", Cause::CipherMismatch, SERVER),
    row("Extended Master Secret extension", "extended-master-secret", Cause::ServerAlert, SERVER),
    row("no negotiable cipher suite", "cipher-suites", Cause::CipherMismatch, BOTH),
    row("Invalid application_layer_protocol", "alpn", Cause::AlpnMismatch, SERVER),
    row("Unsupported signature algorithm: ", "signature-algorithms", Cause::CipherMismatch, SERVER),
    row("No negotiable cipher suite", "cipher-suites", Cause::CipherMismatch, BOTH),
    row("unsupported cipher suite", "cipher-suites", Cause::CipherMismatch, BOTH),
    row(":wrong cipher returned:", "cipher-suites", Cause::CipherMismatch, SERVER),
];

pub(super) fn look(case: Case<'_>) -> Option<Diagnosis> {
    if let Some(line) = renegotiation(case) {
        let reason =
            Reason::new(Step::Renegotiation, "renegotiation-refused", Cause::RenegotiationRefused, AGAIN);
        return Some(Diagnosis::of(reason, line));
    }
    if let Some(line) = case.says("The client supported protocol versions") {
        let reason = of_versions(case);
        return Some(Diagnosis::of(reason, line));
    }
    let no_suite =
        case.says("no cipher suites in common").or_else(|| case.says("found no selectable cipher suite"));
    if let Some(line) = no_suite {
        return Some(no_suites(case, line));
    }
    // Java: a server of TLS 1.3 without a key, or with none that the client's schemes are for.
    if let Some(line) = case.says("No available authentication scheme") {
        let no_key =
            Reason::new(Step::Negotiation, "server-has-no-certificate", Cause::ServerWithoutKey, SERVER);
        let schemes = Reason::new(Step::Negotiation, "signature-algorithms", Cause::CipherMismatch, SERVER);
        return Some(Diagnosis::ranked(vec![no_key, schemes], line, Missing::HandshakeLog));
    }
    if let Some(line) = case.says("no shared cipher") {
        let suites = Reason::new(Step::Negotiation, "cipher-suites", Cause::CipherMismatch, BOTH);
        let curve = Reason::new(Step::Negotiation, "certificate-curve", Cause::CipherMismatch, SERVER);
        let no_key =
            Reason::new(Step::Negotiation, "server-has-no-certificate", Cause::ServerWithoutKey, SERVER);
        return Some(Diagnosis::ranked(vec![suites, curve, no_key], line, Missing::HandshakeLog));
    }
    if let Some(line) = case.says("Server selected improper ciphersuite") {
        return Some(improper_suite(case, line));
    }
    let found = case.diagnosed(&TEXTS)?;
    Some(found.with(case.handshake.lines_of(Happening::ClientHello)))
}

type Line<'h> = Option<&'h crate::explain::handshake::Evidence>;

fn renegotiation(case: Case<'_>) -> Option<Line<'_>> {
    ["no_renegotiation", "renegotiation is not allowed", "enegotiation is disabled", "renegotiation refused"]
        .iter()
        .find_map(|words| case.says(words))
}

/// `The client supported protocol versions [TLSv1] are not accepted by server preferences [TLSv1.3, TLSv1.2]`
fn of_versions(case: Case<'_>) -> Reason {
    let message = case
        .thrown()
        .map(|(_, thrown)| thrown.message.as_str())
        .find(|message| message.contains("supported protocol versions"));
    let offered = message
        .and_then(|message| message.split_once('[')?.1.split_once(']'))
        .map_or("", |(offered, _)| offered);
    let is_old = offered.split(", ").all(is_old_version);
    let who = if is_old { CLIENT } else { BOTH };
    Reason::new(Step::Negotiation, "protocol-version", Cause::ProtocolMismatch, who)
}

/// Whether a version is one that everybody has given up.
pub(super) fn is_old_version(version: &str) -> bool {
    matches!(version, "SSLv2Hello" | "SSLv3" | "SSL30" | "TLSv1" | "TLS10" | "TLSv1.0" | "TLSv1.1" | "TLS11")
}

/// A server has no suite for the client, which it also says where it has no key.
fn no_suites(case: Case<'_>, line: Line<'_>) -> Diagnosis {
    let suites = Reason::new(Step::Negotiation, "cipher-suites", Cause::CipherMismatch, BOTH);
    let no_key = Reason::new(Step::Negotiation, "server-has-no-certificate", Cause::ServerWithoutKey, SERVER);
    let reasons = match (case.shows_messages(), case.handshake.has_no_server_key()) {
        (true, true) => vec![no_key],
        (true, false) => vec![suites],
        (false, _) => vec![suites, no_key],
    };
    Diagnosis::ranked(reasons, line, Missing::HandshakeLog)
}

/// A server chose a suite that the client does not have. Those that came with TLS 1.2 tell nothing more; an older one tells that
/// the server speaks what the client has given up with it.
fn improper_suite(case: Case<'_>, line: Line<'_>) -> Diagnosis {
    let version = Reason::new(Step::Negotiation, "protocol-version", Cause::ProtocolMismatch, SERVER);
    let suites = Reason::new(Step::Negotiation, "cipher-suites", Cause::CipherMismatch, SERVER);
    if let Some(spoken) = &case.handshake.version {
        let reason = if is_old_version(spoken) { version } else { suites };
        return Diagnosis::of(reason, line);
    }
    let message = case
        .thrown()
        .map(|(_, thrown)| thrown.message.as_str())
        .find(|message| message.contains("improper ciphersuite"));
    let is_new = message.is_some_and(|message| {
        ["GCM", "CHACHA", "CCM", "SHA256", "SHA384"].iter().any(|part| message.contains(part))
    });
    let reasons = if is_new { vec![suites, version] } else { vec![version, suites] };
    Diagnosis::ranked(reasons, line, Missing::HandshakeLog)
}
