//! What openssl found wrong with a certificate, by the numbers that it has for it.
//!
//! `verify error:num=20:unable to get local issuer certificate`, and at the end of `s_client` `Verify return code: 20 (…)`. The
//! numbers are those of openssl's manual, X509_STORE_CTX_get_error(3).

use super::client_certificate::{EXPIRED, INCOMPLETE, INVALID, REVOKED, UNKNOWN_CA, USAGE};
use crate::diagnosis::Cause;
use crate::explain::case::Case;
use crate::explain::diagnosis::Party::{CaOwner, ClientOperator, NetworkOperator, ServerOperator};
use crate::explain::diagnosis::{Diagnosis, Missing, Party, Reason, Step};

const SERVER: &[Party] = &[ServerOperator];
const BOTH: &[Party] = &[ServerOperator, ClientOperator];
const ISSUER: &[Party] = &[CaOwner, ServerOperator];
const UNREACHED: &[Party] = &[NetworkOperator, ClientOperator, CaOwner];

/// The end of `s_client`.
const RETURNED: &str = "Verify return code: ";

pub(super) fn look(case: Case<'_>) -> Option<Diagnosis> {
    // BoringSSL writes it so.
    let failed = case.says("certificate verify failed").or_else(|| case.says("CERTIFICATE_VERIFY_FAILED"));
    let returned = case.says(RETURNED);
    let is_told = case.handshake.complaints.iter().any(|told| told.text.contains("verify error:num="));
    if failed.is_none() && returned.is_none() && !is_told {
        return None;
    }
    let mut complaints = case.handshake.complaints.iter();
    let numbered = complaints.find_map(|told| Some((number(&told.text)?, Some(told))));
    let is_of_server = returned.is_some()
        || case.says("process_server_certificate").is_some()
        || case.says("connect:").is_some()
        || failed.is_none();
    let (number, line) = numbered.unwrap_or((20, failed.flatten()));
    let reason = if is_of_server { of_server(number) } else { of_client(number) };
    // Openssl: lacks the issuer of what it was sent, be that an authority it does not know or an intermediate that was not sent.
    if !is_of_server && matches!(number, 20 | 21) {
        return Some(Diagnosis::ranked(vec![reason, INCOMPLETE], line, Missing::OtherSide));
    }
    Some(Diagnosis::of(reason, line))
}

fn number(text: &str) -> Option<u32> {
    let (_, rest) = text.split_once("error:num=").or_else(|| text.split_once(RETURNED))?;
    let end = rest.find(|other: char| !other.is_ascii_digit()).unwrap_or(rest.len());
    rest.get(..end)?.parse().ok()
}

/// A server verified a client's certificate.
fn of_client(number: u32) -> Reason {
    match number {
        10 => EXPIRED,
        23 => REVOKED,
        26 => USAGE,
        9 | 24 | 25 | 32 | 34 | 47 | 48 | 66 | 67 | 68 | 79 => INVALID,
        _ => UNKNOWN_CA,
    }
}

/// A client verified a server's certificate.
fn of_server(number: u32) -> Reason {
    let (check, cause, who) = match number {
        9 => ("validity", Cause::NotYetValid, BOTH),
        10 => ("validity", Cause::Expired, SERVER),
        3 | 12 => ("revocation-unavailable", Cause::RevocationUnknown, UNREACHED),
        23 => ("revocation", Cause::Revoked, SERVER),
        24 | 79 => ("basic-constraints", Cause::CaFalse, ISSUER),
        25 => ("path-length", Cause::PathLength, ISSUER),
        26 => ("extended-key-usage", Cause::WrongUsage, SERVER),
        32 => ("key-usage", Cause::CaFalse, ISSUER),
        34 => ("critical-extension", Cause::UnknownCriticalExtension, ISSUER),
        47 | 48 => ("name-constraints", Cause::NameConstraints, ISSUER),
        62..=64 => ("hostname", Cause::HostnameMismatch, BOTH),
        66..=68 => ("algorithm-constraints", Cause::WeakSignature, SERVER),
        _ => ("path-building", Cause::UnknownCa, BOTH),
    };
    Reason::new(Step::ServerCertificate, check, cause, who)
}
