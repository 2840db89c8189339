//! A certificate was revoked, or nobody can say whether it was.

use crate::diagnosis::Cause;
use crate::explain::case::{Case, Text, says, thrown};
use crate::explain::diagnosis::Party::{CaOwner, ClientOperator, NetworkOperator, ServerOperator};
use crate::explain::diagnosis::{Diagnosis, Party, Reason, Step};
use crate::explain::handshake::Side;

const REVOKED: &[Party] = &[ServerOperator];
const CLIENT: &[Party] = &[ClientOperator];
const AUTHORITY: &[Party] = &[CaOwner];
const UNSAID: &[Party] = &[CaOwner, ClientOperator];
const SLOW: &[Party] = &[CaOwner, NetworkOperator];
const UNREACHABLE: &[Party] = &[NetworkOperator, ClientOperator, CaOwner];

const fn unknown(words: &'static str, who: &'static [Party]) -> Text {
    says(words, Step::ServerCertificate, "revocation-unavailable", Cause::RevocationUnknown, who)
}

static TEXTS: [Text; 20] = [
    says("Certificate has been revoked", Step::ServerCertificate, "revocation", Cause::Revoked, REVOKED),
    thrown("CertificateRevokedException", "", Step::ServerCertificate, "revocation", Cause::Revoked, REVOKED),
    unknown("OCSP response error: ", AUTHORITY),
    unknown("revocation status is unknown", AUTHORITY),
    unknown("does not specify OCSP responder", UNSAID),
    unknown("Must specify the location of an OCSP Responder", UNSAID),
    unknown("due to network error", UNREACHABLE),
    unknown("Unable to verify OCSP Response", AUTHORITY),
    unknown("Error verifying OCSP Response", AUTHORITY),
    unknown("Responder's certificate", AUTHORITY),
    unknown("OCSP Response does not include a response for a certificate", AUTHORITY),
    unknown("Response is unreliable", AUTHORITY),
    unknown("Nonces don't match", AUTHORITY),
    unknown("Unable to determine revocation status", UNREACHABLE),
    unknown("Could not determine revocation status", UNSAID),
    unknown("No CRLs found", UNSAID),
    unknown("revocation status could not be determined", UNREACHABLE),
    unknown("Unable to get CRL", UNREACHABLE),
    // Java: what it was given where a list should be is none, or the place of the lists fails in another way.
    thrown(
        "CRLException",
        "",
        Step::ServerCertificate,
        "revocation-unavailable",
        Cause::RevocationUnknown,
        AUTHORITY,
    ),
    unknown("CertStoreTypeException", UNREACHABLE),
];

pub(super) fn look(case: Case<'_>) -> Option<Diagnosis> {
    let (text, line) = case.find(&TEXTS)?;
    let mut reason = text.reason.clone();
    if case.says_of("SocketTimeoutException", "").is_some() {
        reason.who = SLOW;
    }
    if case.side() == Side::Server {
        reason = Reason { step: Step::ClientCertificateVerification, ..reason };
        if reason.cause == Cause::Revoked {
            reason.who = CLIENT;
        }
    }
    Some(Diagnosis::of(reason, line))
}
