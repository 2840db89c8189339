//! The other side ended the handshake with an alert, and the alert is most of what is known.

use std::borrow::Cow;

use super::altered::{UNPROVED, UNPROVED_CLIENT};
use super::chain_faults::{self, reason as certificate};
use super::host_name::MISMATCH;
use super::negotiation::is_old_version;
use super::path_building::{self, FALLBACK, KEYSTORE};
use crate::diagnosis::Cause;
use crate::explain::address::is_address;
use crate::explain::case::Case;
use crate::explain::diagnosis::Party::{ClientDeveloper, ClientOperator, ServerOperator};
use crate::explain::diagnosis::{Diagnosis, Missing, Party, Reason, Step};
use crate::explain::handshake::{Evidence, Happening, Hello, Side};

const SERVER: &[Party] = &[ServerOperator];
const CLIENT: &[Party] = &[ClientOperator];
const BOTH: &[Party] = &[ClientOperator, ServerOperator];
const AGAIN_WHO: &[Party] = &[ClientDeveloper, ServerOperator];

const fn negotiation(check: &'static str, cause: Cause, who: &'static [Party]) -> Reason {
    Reason::new(Step::Negotiation, check, cause, who)
}

const SUITES: Reason = negotiation("cipher-suites", Cause::CipherMismatch, BOTH);
const GROUPS: Reason = negotiation("named-groups", Cause::CipherMismatch, BOTH);
const SCHEMES: Reason = negotiation("signature-algorithms", Cause::CipherMismatch, SERVER);
const CURVE: Reason = negotiation("certificate-curve", Cause::CipherMismatch, SERVER);
const NO_KEY: Reason = negotiation("server-has-no-certificate", Cause::ServerWithoutKey, SERVER);
const SNI: Reason = negotiation("sni", Cause::NameNotSent, CLIENT);
const NO_CLIENT_CERTIFICATE: Reason =
    Reason::new(Step::ClientCertificate, "no-client-certificate", Cause::ClientCertificateRequired, CLIENT);

const AGAIN: Reason =
    Reason::new(Step::Renegotiation, "renegotiation-refused", Cause::RenegotiationRefused, AGAIN_WHO);
const NOT_LISTED: Reason =
    Reason::new(Step::ClientCertificate, "issuer-not-in-ca-list", Cause::ClientIssuerNotListed, BOTH);
const OTHER_KEY: Reason =
    Reason::new(Step::ClientCertificate, "key-type-not-accepted", Cause::ClientKeyType, BOTH);
const INCOMPLETE: Reason =
    Reason::new(Step::ClientCertificate, "client-chain-incomplete", Cause::IncompleteChain, CLIENT);

const PATH: Reason = certificate("path-building", Cause::UnknownCa, CLIENT);
const VALIDITY: Reason = certificate("validity", Cause::Expired, SERVER);
const ALGORITHMS: Reason = certificate("algorithm-constraints", Cause::WeakSignature, SERVER);
const UNKNOWN: Reason = certificate("revocation-unavailable", Cause::RevocationUnknown, SERVER);
const EXTENDED: Reason = certificate("extended-key-usage", Cause::WrongUsage, SERVER);
const BASIC: Reason = certificate("basic-constraints", Cause::CaFalse, SERVER);
const LENGTH: Reason = certificate("path-length", Cause::PathLength, SERVER);
const CRITICAL: Reason = certificate("critical-extension", Cause::UnknownCriticalExtension, SERVER);
const DISTRUSTED: Reason = certificate("distrusted-ca", Cause::DistrustedCa, SERVER);
const CHAIN: Reason = certificate("chain-length", Cause::ChainTooLong, SERVER);
const LIST: Reason = Reason::new(Step::CertificateRequest, "message-too-large", Cause::MessageTooLarge, BOTH);
const REVOKED: Reason = certificate("revocation", Cause::Revoked, SERVER);
const USAGE: Reason = certificate("key-usage", Cause::WrongUsage, SERVER);
const NAMES: Reason = certificate("name-constraints", Cause::NameConstraints, SERVER);
const POLICIES: Reason = certificate("certificate-policies", Cause::Policies, SERVER);

/// So few groups are offered only by somebody who was told so.
const FEW_GROUPS: usize = 2;
/// And so few suites; TLS 1.3 alone has three.
const FEW_SUITES: usize = 4;

pub(super) fn look(case: Case<'_>) -> Option<Diagnosis> {
    let Some((alert, line)) = case.received() else { return of_sent(case).or_else(|| of_hidden(case)) };
    if case.handshake.is_finished && alert == "handshake_failure" {
        return Some(Diagnosis::ranked(vec![AGAIN, NO_CLIENT_CERTIFICATE], line, Missing::OtherSide));
    }
    if case.side() == Side::Server {
        return Some(of_server_log(case, alert, line));
    }
    let reasons = match alert {
        "protocol_version" => vec![of_versions(case.handshake.hello.as_ref())],
        "handshake_failure" => of_handshake_failure(case),
        "unrecognized_name" => vec![negotiation("sni", Cause::NameNotServed, BOTH)],
        "no_application_protocol" => vec![negotiation("alpn", Cause::AlpnMismatch, BOTH)],
        "no_renegotiation" => {
            vec![AGAIN]
        }
        // Java's servers say so where they have no group of the client's, of TLS 1.3.
        "unexpected_message" if !case.is_behind_server_hello() => {
            let groups = case.handshake.hello.as_ref().map_or(0, |hello| hello.groups.len());
            let is_narrow = groups > 0 && groups <= FEW_GROUPS;
            if is_narrow { vec![GROUPS, of_name(alert)] } else { vec![of_name(alert), GROUPS] }
        }
        other => vec![of_name(other)],
    };
    let found = Diagnosis::ranked(reasons, line, Missing::OtherSide);
    Some(found.with(case.handshake.lines_of(Happening::ClientHello)))
}

/// The alert that a client sent, where the log tells nothing of why: what it does not like is the server's certificate.
fn of_sent(case: Case<'_>) -> Option<Diagnosis> {
    let alert = case.sent()?;
    let handshake = case.handshake;
    if case.side() == Side::Server || !handshake.traces.is_empty() || !handshake.complaints.is_empty() {
        return None;
    }
    let reasons = of_client(&alert.name);
    reasons.first().filter(|reason| reason.step == Step::ServerCertificate)?;
    let found = Diagnosis::ranked(reasons, handshake.lines_of(Happening::AlertSent).next(), Missing::PathLog);
    Some(found.with(handshake.lines_of(Happening::ServerCertificate)))
}

/// Words behind which Java and its libraries hide why a handshake failed.
const HIDDEN: [&str; 3] = ["General SSLEngine problem", "peer not authenticated", "No peer certificate"];

/// A handshake that failed for a reason that is hidden: mostly a certificate that this side did not like.
fn of_hidden(case: Case<'_>) -> Option<Diagnosis> {
    if let Some(line) = HIDDEN.iter().find_map(|words| case.says(words)) {
        return Some(Diagnosis::ranked(of_certificate(), line, Missing::HandshakeLog));
    }
    if let Some(line) = case.says("did not trust this server's certificate") {
        return Some(of_server_log(case, "certificate_unknown", line));
    }
    // Bouncy Castle: what it ends a handshake with itself, `TlsFatalAlert: certificate_unknown(46)`.
    let (_, thrown) = case.thrown().find(|(_, thrown)| {
        thrown.class.ends_with("TlsFatalAlert") || thrown.message.contains("TlsFatalAlert: ")
    })?;
    let said = thrown.message.split_once("TlsFatalAlert: ").map_or(thrown.message.as_str(), |(_, said)| said);
    let (alert, _) = said.split_once('(')?;
    Some(Diagnosis::ranked(of_client(alert), thrown.evidence.as_ref(), Missing::HandshakeLog))
}

/// A server's log, in which the client ends the handshake: what is wrong with the server's own chain is the likeliest.
fn of_server_log(case: Case<'_>, alert: &str, line: Option<&Evidence>) -> Diagnosis {
    let reasons = of_client(alert);
    let is_of_path = reasons.first().is_some_and(|reason| reason.check == PATH.check);
    let is_of_chain = reasons.first().is_some_and(|reason| reason.step == Step::ServerCertificate);
    let fault = chain_faults::of_server(case.handshake)
        .filter(|fault| is_of_chain || fault.cause == Cause::ChainTooLong);
    if let Some(fault) = fault {
        return Diagnosis::of(fault, line).with(case.handshake.lines_of(Happening::ServerCertificate));
    }
    let sent = case.handshake.server_chain.as_deref().unwrap_or_default();
    let own = if is_of_path { path_building::of_own_chain(sent) } else { Vec::new() };
    if own.is_empty() {
        return Diagnosis::ranked(reasons, line, Missing::OtherSide);
    }
    let others = reasons.into_iter().filter(|reason| reason.check != PATH.check);
    let reasons = own.into_iter().chain(others).collect();
    Diagnosis::ranked(reasons, line, Missing::OtherSide)
        .with(case.handshake.lines_of(Happening::ServerCertificate))
}

/// An alert that tells no more than its name.
fn of_name(alert: &str) -> Reason {
    let (cause, who) = match alert {
        "insufficient_security" => (Cause::CipherMismatch, BOTH),
        "inappropriate_fallback" => (Cause::Downgrade, BOTH),
        _ => (Cause::ServerAlert, SERVER),
    };
    Reason { step: Step::Negotiation, check: Cow::Owned(format!("alert-{alert}")), cause, who }
}

fn of_versions(hello: Option<&Hello>) -> Reason {
    let versions = hello.map(|hello| hello.versions.as_slice()).unwrap_or_default();
    let who = match versions {
        [] => BOTH,
        old if old.iter().all(|version| is_old_version(version)) => CLIENT,
        [_] => BOTH,
        _ => SERVER,
    };
    negotiation("protocol-version", Cause::ProtocolMismatch, who)
}

/// The server wants something that the hello does not have; what is unusual in the hello is the likeliest.
fn of_handshake_failure(case: Case<'_>) -> Vec<Reason> {
    let handshake = case.handshake;
    let Some(hello) = handshake.hello.as_ref().filter(|hello| hello.is_shown) else {
        return if case.is_behind_server_hello() {
            vec![NO_CLIENT_CERTIFICATE, SUITES, UNPROVED_CLIENT]
        } else {
            vec![
                SUITES,
                NO_CLIENT_CERTIFICATE,
                SNI,
                NOT_LISTED,
                GROUPS,
                SCHEMES,
                CURVE,
                NO_KEY,
                OTHER_KEY,
                INCOMPLETE,
                UNPROVED_CLIENT,
            ]
        };
    };
    if handshake.is_iaik {
        return vec![negotiation("protocol-version", Cause::ProtocolMismatch, CLIENT)];
    }
    if case.is_behind_server_hello() {
        // RFC 8446, section 2: a server of TLS 1.3 looks for its certificate behind its hello, and asks for the client's before.
        let is_newer = handshake.version.as_deref().is_some_and(|version| version.contains("1.3"));
        if is_newer && handshake.server_chain.is_none() && handshake.request.is_none() {
            let narrow = Reason { who: BOTH, ..SCHEMES };
            return if has_both_kinds(hello) {
                vec![NO_KEY, SCHEMES, CURVE]
            } else {
                vec![narrow, NO_KEY, CURVE]
            };
        }
        return vec![NO_CLIENT_CERTIFICATE, SUITES, UNPROVED_CLIENT];
    }
    if !hello.versions.is_empty() && hello.versions.iter().all(|version| is_old_version(version)) {
        return vec![negotiation("protocol-or-cipher", Cause::ProtocolMismatch, CLIENT)];
    }
    // To an address, or to a name without a dot, Java tells none.
    let is_named = handshake.host.as_deref().is_some_and(|host| host.contains('.') && !is_address(host));
    let mut reasons = Vec::new();
    if hello.name.is_none() && is_named {
        reasons.push(SNI);
    }
    let is_13_only = hello.suites.iter().all(|suite| !suite.contains("_WITH_"));
    if !hello.suites.is_empty() && hello.suites.len() <= FEW_SUITES && !is_13_only {
        reasons.push(SUITES);
    }
    if !hello.groups.is_empty() && hello.groups.len() <= FEW_GROUPS {
        reasons.push(GROUPS);
    }
    if !has_both_kinds(hello) {
        reasons.push(Reason { who: BOTH, ..SCHEMES });
    }
    if hello.name.is_none() && !is_named && reasons.is_empty() {
        reasons.extend([Reason { who: SERVER, ..SUITES }, SNI]);
    }
    // Who offers all that Java has is not the one to offer more.
    let suites = Reason { who: SERVER, ..SUITES };
    for other in [suites, SCHEMES, CURVE, NO_KEY, GROUPS] {
        if !reasons.iter().any(|known| known.check == other.check) {
            reasons.push(other);
        }
    }
    reasons
}

/// Java offers schemes for keys of both kinds, unless it is told otherwise.
fn has_both_kinds(hello: &Hello) -> bool {
    let offers =
        |kinds: &[&str]| hello.schemes.iter().any(|scheme| kinds.iter().any(|kind| scheme.starts_with(kind)));
    hello.schemes.is_empty() || offers(&["rsa_"]) && offers(&["ecdsa_secp256r1", "ecdsa_sha256"])
}

/// What a client may not like of a server's certificate.
pub(super) fn of_certificate() -> Vec<Reason> {
    vec![
        PATH, MISMATCH, USAGE, UNKNOWN, VALIDITY, EXTENDED, BASIC, LENGTH, ALGORITHMS, CRITICAL, DISTRUSTED,
        FALLBACK, KEYSTORE, REVOKED, NAMES, POLICIES,
    ]
}

/// What a client does not like of a server, by the alert that it sends.
pub(super) fn of_client(alert: &str) -> Vec<Reason> {
    match alert {
        // Java: says so of most of what it does not like, up to 11 of all.
        "certificate_unknown" => of_certificate(),
        "unknown_ca" => vec![PATH],
        "bad_certificate" => vec![VALIDITY, PATH, ALGORITHMS],
        "certificate_expired" => vec![VALIDITY],
        "certificate_revoked" => vec![REVOKED],
        "bad_certificate_status_response" => vec![UNKNOWN, REVOKED],
        "unsupported_certificate" => vec![ALGORITHMS, USAGE],
        "handshake_failure" => vec![SUITES, CHAIN, UNPROVED],
        "unexpected_message" => vec![of_name(alert), LIST, CHAIN],
        "protocol_version" => vec![negotiation("protocol-version", Cause::ProtocolMismatch, SERVER)],
        "insufficient_security" => {
            vec![Reason::new(
                Step::ServerKeyExchange,
                "algorithm-constraints",
                Cause::WeakKeyExchange,
                SERVER,
            )]
        }
        // Java: an empty trust store is an internal error.
        "internal_error" => vec![
            Reason::new(Step::ClientTruststore, "truststore-empty", Cause::EmptyStore, CLIENT),
            of_name(alert),
        ],
        other => vec![of_name(other)],
    }
}
