//! The certificates of the other side are found, and something about them is not allowed.

use crate::diagnosis::Cause;
use crate::explain::case::{Case, Text, says, thrown};
use crate::explain::diagnosis::Party::{CaOwner, ClientDeveloper, ClientOperator, ServerOperator};
use crate::explain::diagnosis::{Diagnosis, Missing, Party, Reason, Step};
use crate::explain::handshake::{Happening, Side};

const SERVER: &[Party] = &[ServerOperator];
const AUTHORITY: &[Party] = &[ServerOperator, CaOwner];
const ISSUER: &[Party] = &[CaOwner, ServerOperator];
const ANCHOR: &[Party] = &[CaOwner, ClientOperator];
const CLOCK: &[Party] = &[ServerOperator, ClientOperator];
const MANAGER: &[Party] = &[ServerOperator, ClientDeveloper];
const CLIENT: &[Party] = &[ClientOperator];
const PINS: &[Party] = &[ClientDeveloper, ServerOperator];

const fn row(words: &'static str, check: &'static str, cause: Cause, who: &'static [Party]) -> Text {
    says(words, Step::ServerCertificate, check, cause, who)
}

/// The most telling first: the outermost exceptions repeat what the innermost say.
static TEXTS: [Text; 57] = [
    row("NotYetValid", "validity", Cause::NotYetValid, CLOCK),
    thrown(
        "CertificateNotYetValidException",
        "",
        Step::ServerCertificate,
        "validity",
        Cause::NotYetValid,
        CLOCK,
    ),
    thrown("CertificateExpiredException", "", Step::ServerCertificate, "validity", Cause::Expired, SERVER),
    row("timestamp check failed", "validity", Cause::Expired, SERVER),
    row("validity check failed", "validity", Cause::Expired, SERVER),
    row("NotAfter: ", "validity", Cause::Expired, SERVER),
    row("ertificate expired at ", "validity", Cause::Expired, SERVER),
    row("ertificate expired on ", "validity", Cause::Expired, SERVER),
    row("ertificate not valid till ", "validity", Cause::NotYetValid, CLOCK),
    row("ertificate not valid until ", "validity", Cause::NotYetValid, CLOCK),
    row("NotBefore: ", "validity", Cause::NotYetValid, CLOCK),
    row("ServerKeyExchange does not comply", "", Cause::WeakKeyExchange, SERVER),
    row("DHPublicKey does not comply", "", Cause::WeakKeyExchange, SERVER),
    row("Could not generate DH keypair", "", Cause::WeakKeyExchange, SERVER),
    row("Prime size must be multiple of 64", "", Cause::WeakKeyExchange, SERVER),
    row("on keysize limits", "algorithm-constraints", Cause::WeakKey, SERVER),
    row("on signature algorithm: ", "algorithm-constraints", Cause::WeakSignature, SERVER),
    row("algorithm check failed: ", "algorithm-constraints", Cause::WeakSignature, SERVER),
    row("Algorithm constraints check failed", "algorithm-constraints", Cause::WeakSignature, SERVER),
    row("Usage constraint ", "algorithm-constraints", Cause::WeakSignature, SERVER),
    row("denyAfter constraint check failed", "algorithm-constraints", Cause::WeakSignature, SERVER),
    row("do not conform to algorithm constraints", "algorithm-constraints", Cause::WeakSignature, MANAGER),
    row("does not conform to algorithm constraints", "algorithm-constraints", Cause::WeakSignature, SERVER),
    row("pathLenConstraint violated", "path-length", Cause::PathLength, ISSUER),
    // SunX509, the trust manager that is not PKIX's.
    row("Violated path length constraints", "path-length", Cause::PathLength, ISSUER),
    row("End user tried to act as a CA", "basic-constraints", Cause::CaFalse, AUTHORITY),
    row("Wrong key usage: expected keyCertSign", "key-usage", Cause::CaFalse, ISSUER),
    row("this is not a CA certificate", "basic-constraints", Cause::CaFalse, AUTHORITY),
    row("does not have keyCertSign bit set", "key-usage", Cause::CaFalse, ANCHOR),
    row("\" is not a CA certificate", "basic-constraints", Cause::CaFalse, ANCHOR),
    row("basic constraints check failed", "basic-constraints", Cause::CaFalse, AUTHORITY),
    row("keyCertSign bit is not set", "key-usage", Cause::CaFalse, ISSUER),
    row("KeyUsage does not allow", "key-usage", Cause::WrongUsage, SERVER),
    row("incorrect KeyUsage extension bits", "key-usage", Cause::WrongUsage, SERVER),
    row("Extended key usage does not permit", "extended-key-usage", Cause::WrongUsage, SERVER),
    row("Netscape cert type does not permit", "extended-key-usage", Cause::WrongUsage, SERVER),
    row("nrecognized critical extension", "critical-extension", Cause::UnknownCriticalExtension, ISSUER),
    row(
        "contains unsupported critical extensions",
        "critical-extension",
        Cause::UnknownCriticalExtension,
        ISSUER,
    ),
    row("name constraints check failed", "name-constraints", Cause::NameConstraints, ISSUER),
    row("in name constraints not supported", "name-constraints", Cause::NameConstraints, ISSUER),
    row("policy tree required and policy tree is null", "certificate-policies", Cause::Policies, ISSUER),
    row("critical policy qualifiers", "certificate-policies", Cause::Policies, ISSUER),
    row("DomainPolicy of ANY_POLICY", "certificate-policies", Cause::Policies, ISSUER),
    row("distrusted legacy", "distrusted-ca", Cause::DistrustedCa, SERVER),
    row("Untrusted certificate: ", "distrusted-ca", Cause::Blocked, SERVER),
    row("Certificate pinning failure", "certificate-pinning", Cause::UnknownCa, PINS),
    row("certificate chain length (", "chain-length", Cause::ChainTooLong, SERVER),
    row("Failed to parse server certificates", "certificate-parsing", Cause::Unparseable, SERVER),
    row("Failed to parse client certificates", "certificate-parsing", Cause::Unparseable, CLIENT),
    row("Could not parse certificate", "certificate-parsing", Cause::Unparseable, SERVER),
    thrown(
        "CertificateParsingException",
        "",
        Step::ServerCertificate,
        "certificate-parsing",
        Cause::Unparseable,
        SERVER,
    ),
    row("Signature algorithm mismatch", "certificate-parsing", Cause::Unparseable, SERVER),
    row("subject/issuer name chaining check failed", "path-building", Cause::MissingIntermediate, SERVER),
    row("null or zero-length certificate chain", "certificate-missing", Cause::EmptyChain, SERVER),
    row(":ee key too small:", "algorithm-constraints", Cause::WeakKey, SERVER),
    row(":ca md too weak:", "algorithm-constraints", Cause::WeakSignature, SERVER),
    row(":dh key too small:", "", Cause::WeakKeyExchange, SERVER),
];

/// What says that a certificate was to prove a client.
const FOR_CLIENTS: &str = "does not permit use for TLS client authentication";

pub(super) fn look(case: Case<'_>) -> Option<Diagnosis> {
    if let Some(line) = case.says("The size of the handshake message (") {
        return Some(too_large(case, line));
    }
    let (text, line) = case.find(&TEXTS)?;
    let mut reason = text.reason.clone();
    // Java: says so where an application has put a trust manager of its own in the place of Java's.
    if case.says("ertificates do not conform to algorithm constraints").is_some() {
        reason.who = MANAGER;
    }
    if reason.cause == Cause::WeakKeyExchange {
        reason = Reason::new(Step::ServerKeyExchange, "algorithm-constraints", reason.cause, SERVER);
    } else if case.side() == Side::Server || case.says(FOR_CLIENTS).is_some() {
        reason = of_client(&reason);
    }
    Some(Diagnosis::of(reason, line).with(case.handshake.lines_of(Happening::ServerCertificate)))
}

/// The same of a client's certificate, in a server's log.
fn of_client(reason: &Reason) -> Reason {
    let check = match (reason.cause, reason.check.as_ref()) {
        (Cause::Expired, _) => "client-certificate-expired",
        (_, "extended-key-usage") => "extended-key-usage",
        (_, "path-building") => "unknown-client-ca",
        _ => "client-certificate-invalid",
    };
    Reason::new(Step::ClientCertificateVerification, check, reason.cause, CLIENT)
}

/// A message of more than 32 KiB: a list of authorities, or a chain.
fn too_large(case: Case<'_>, line: Option<&crate::explain::handshake::Evidence>) -> Diagnosis {
    const WHO: &[Party] = &[ServerOperator, ClientOperator];
    let request = Reason::new(Step::CertificateRequest, "message-too-large", Cause::MessageTooLarge, WHO);
    let chain = Reason::new(Step::ServerCertificate, "message-too-large", Cause::ChainTooLong, WHO);
    let handshake = case.handshake;
    let is_13 = handshake.version.as_deref() == Some("TLSv1.3");
    let reasons = match (case.shows_messages(), is_13) {
        // Before TLS 1.3 the request follows the certificates, since then it comes before them.
        (true, false) if handshake.server_chain.is_some() => vec![request],
        (true, false) if handshake.suite.is_some() => vec![chain],
        (true, true) if handshake.request.is_some() => vec![chain],
        _ => vec![request, chain],
    };
    Diagnosis::ranked(reasons, line, Missing::HandshakeLog)
}
