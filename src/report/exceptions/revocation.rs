//! What is thrown where a certificate was revoked, or nobody says that it was not.
//!
//! Recorded with JDK 11 to 25 (testdata/pkix/revocation).

use super::Subject;
use super::parsing::as_said_by;
use crate::diagnosis::Release;
use crate::pkix::revocation::{CrlUnreadable, NoAnswer, RevocationFault};
use crate::report::keytool::certificate::{Exception, exception, java_name};
use crate::report::keytool::crl::refusal as crl_refusal;
use crate::report::keytool::dates::date_time;
use crate::x509::ocsp::{OcspFault, ResponseStatus};
use crate::x509::{Name, dotted};

const IO: &str = "java.io.IOException";
const STORE: &str = "sun.security.provider.certpath.PKIX$CertStoreTypeException";
const NETWORK: &str = "Unable to determine revocation status due to network error";

/// The message of the exception about the path, and what caused it.
pub(super) fn of_revocation(fault: &RevocationFault, subject: Subject<'_, '_>) -> (String, Vec<Exception>) {
    let release = subject.java.release;
    let date = |instant: i64| date_time(subject.zone, instant.div_euclid(1000));
    let plain = |message: &str| (message.to_owned(), Vec::new());
    match fault {
        RevocationFault::Revoked { at, reason, authority, extensions } => {
            let message = format!(
                "Certificate has been revoked, reason: {}, revocation date: {}, authority: {}, extension OIDs: [{}]",
                reason_name(*reason),
                date(*at),
                Name::from_der(authority).map_or_else(|_| String::new(), |name| java_name(&name)),
                extensions.join(", ")
            );
            let class = "java.security.cert.CertificateRevokedException";
            (message.clone(), vec![Exception { class, message }])
        }
        RevocationFault::Unknown => plain("Certificate's revocation status is unknown"),
        RevocationFault::NoResponder => plain("Certificate does not specify OCSP responder"),
        RevocationFault::Status(status) => {
            (format!("OCSP response error: {}", status_name(*status)), Vec::new())
        }
        RevocationFault::Malformed(fault) => (NETWORK.into(), vec![of_response(fault, release)]),
        RevocationFault::NotIncluded => {
            plain("OCSP response does not include a response for a certificate supplied in the OCSP request")
        }
        RevocationFault::NoSigner => plain("Unable to verify OCSP Response's signature"),
        RevocationFault::ResponseSignature => plain("Error verifying OCSP Response's signature"),
        RevocationFault::NotAuthorized => {
            plain("Responder's certificate is not authorized to sign OCSP responses")
        }
        RevocationFault::NotForResponses => {
            plain("Responder's certificate not valid for signing OCSP responses")
        }
        RevocationFault::ResponderTime { is_over, bound } => {
            let (class, which) = if *is_over {
                ("java.security.cert.CertificateExpiredException", "NotAfter")
            } else {
                ("java.security.cert.CertificateNotYetValidException", "NotBefore")
            };
            let cause = Exception { class, message: format!("{which}: {}", date(*bound)) };
            ("Responder's certificate not within the validity period".into(), vec![cause])
        }
        RevocationFault::ResponderUsage => plain("incorrect KeyUsage extension bits"),
        RevocationFault::Algorithm { name } => {
            (format!("Algorithm constraints check failed on disabled algorithm: {name}."), Vec::new())
        }
        RevocationFault::OutOfDate => plain("Response is unreliable: its validity interval is out-of-date"),
        RevocationFault::Nonce => plain("Nonces don't match"),
        RevocationFault::NoResponse { why: NoAnswer::NotAsked, .. } => plain(NETWORK),
        RevocationFault::NoResponse { url, why } => (NETWORK.into(), vec![of_responder(why, url, release)]),
        RevocationFault::NoCrl | RevocationFault::NotAsked => plain("Could not determine revocation status"),
        RevocationFault::CrlMissing { url, why } => {
            let inner = of_connection(why, url, release);
            (NETWORK.into(), vec![Exception { class: STORE, message: inner.to_string() }, inner])
        }
        RevocationFault::CrlUnreadable { why, .. } => {
            let inner = match why {
                CrlUnreadable::Empty => {
                    Exception { class: "java.security.cert.CRLException", message: "Empty input".into() }
                }
                CrlUnreadable::Malformed(fault) => crl_refusal(fault),
            };
            let outer = Exception { class: STORE, message: inner.to_string() };
            (outer.to_string(), vec![outer, inner])
        }
        RevocationFault::CriticalEntry => plain("Unrecognized critical extension(s) in revoked CRL entry"),
        RevocationFault::NamedResponder { is_half: true } => plain(
            "Must specify both ocsp.responderCertIssuerName and ocsp.responderCertSerialNumber properties",
        ),
        RevocationFault::NamedResponder { is_half: false } => {
            plain("Cannot find the responder's certificate (set using the OCSP security properties).")
        }
    }
}

/// Java's names for the reasons of RFC 5280, 5.3.1.
pub(in crate::report) fn reason_name(reason: u8) -> &'static str {
    match reason {
        1 => "KEY_COMPROMISE",
        2 => "CA_COMPROMISE",
        3 => "AFFILIATION_CHANGED",
        4 => "SUPERSEDED",
        5 => "CESSATION_OF_OPERATION",
        6 => "CERTIFICATE_HOLD",
        7 => "UNUSED",
        8 => "REMOVE_FROM_CRL",
        9 => "PRIVILEGE_WITHDRAWN",
        10 => "AA_COMPROMISE",
        _ => "UNSPECIFIED",
    }
}

pub(in crate::report) fn status_name(status: ResponseStatus) -> &'static str {
    match status {
        ResponseStatus::Successful => "SUCCESSFUL",
        ResponseStatus::MalformedRequest => "MALFORMED_REQUEST",
        ResponseStatus::InternalError => "INTERNAL_ERROR",
        ResponseStatus::TryLater => "TRY_LATER",
        ResponseStatus::Unused => "UNUSED",
        ResponseStatus::SigRequired => "SIG_REQUIRED",
        ResponseStatus::Unauthorized => "UNAUTHORIZED",
    }
}

fn of_response(fault: &OcspFault, release: Release) -> Exception {
    let io = |message: String| Exception { class: IO, message };
    match fault {
        OcspFault::Fault(fault) => {
            let mut one = exception(fault);
            as_said_by(&mut one, release);
            one
        }
        OcspFault::Status(number) => io(format!("Unknown OCSPResponse status: {number}")),
        OcspFault::Kind(oid) => io(format!("Unsupported OCSP response type: {}", dotted(oid))),
        OcspFault::Critical(oid) => io(format!("Unsupported OCSP critical extension: {}", dotted(oid))),
        OcspFault::NotSequence => io("Bad encoding in OCSP response: expected ASN.1 SEQUENCE tag.".into()),
        OcspFault::BytesTag { .. } => io(
            "Bad encoding in responseBytes element of OCSP response: expected ASN.1 context specific tag 0."
                .into(),
        ),
        OcspFault::BytesNotSequence => {
            io("Bad encoding in responseBytes element of OCSP response: expected ASN.1 SEQUENCE tag.".into())
        }
        OcspFault::BytesNotString => io("DER input not an octet string".into()),
        OcspFault::Parts if release <= Release::Java11 => io("Sequence tag error".into()),
        OcspFault::Parts => io("Not the correct tag".into()),
        OcspFault::DataNotSequence => {
            io("Bad encoding in tbsResponseData element of OCSP response: expected ASN.1 SEQUENCE tag."
                .into())
        }
        OcspFault::ResponderTag { .. } => io("Invalid ResponderId content".into()),
        OcspFault::TimeTag { is_produced: false, .. } if release <= Release::Java11 => {
            io("DER input, GeneralizedTime tag invalid ".into())
        }
        OcspFault::TimeTag { found, .. } => {
            io(format!("DerValue.getGeneralizedTime, not a GeneralizedTime: {}", i8::from_be_bytes([*found])))
        }
        OcspFault::CertificateStatus { .. } => io("Invalid certificate status".into()),
        OcspFault::SingleNotSequence => io("Bad ASN.1 encoding in SingleResponse".into()),
        OcspFault::SingleTag { found } => io(format!("Unsupported singleResponse item, tag = {found:02X}")),
        OcspFault::Certificates => {
            io("Bad encoding in certs element of OCSP response: expected ASN.1 context specific tag 0."
                .into())
        }
        other => io(other.to_string()),
    }
}

/// What asking a responder ends with.
fn of_responder(why: &NoAnswer, url: &str, release: Release) -> Exception {
    match why {
        NoAnswer::Status { status, phrase } if release > Release::Java11 => {
            Exception { class: IO, message: format!("Received HTTP error: {status} - {phrase}") }
        }
        _ => of_connection(why, url, release),
    }
}

/// What an `HttpURLConnection` ends with.
fn of_connection(why: &NoAnswer, url: &str, release: Release) -> Exception {
    let is_old = release <= Release::Java11;
    let (class, message) = match why {
        NoAnswer::Refused if is_old => {
            ("java.net.ConnectException", "Connection refused (Connection refused)".into())
        }
        NoAnswer::Refused => ("java.net.ConnectException", "Connection refused".into()),
        NoAnswer::ConnectTimeout if is_old => ("java.net.SocketTimeoutException", "connect timed out".into()),
        NoAnswer::ConnectTimeout => ("java.net.SocketTimeoutException", "Connect timed out".into()),
        NoAnswer::Silence => ("java.net.SocketTimeoutException", "Read timed out".into()),
        NoAnswer::UnknownHost { host } => ("java.net.UnknownHostException", host.clone()),
        NoAnswer::Status { status: 404 | 410, .. } => ("java.io.FileNotFoundException", url.to_owned()),
        NoAnswer::Status { status, .. } => {
            (IO, format!("Server returned HTTP response code: {status} for URL: {url}"))
        }
        NoAnswer::Scheme { scheme } => {
            ("java.net.MalformedURLException", format!("unknown protocol: {scheme}"))
        }
        NoAnswer::NotAUrl => ("java.net.MalformedURLException", format!("no protocol: {url}")),
        NoAnswer::NotAsked => (IO, "nobody was asked".into()),
        NoAnswer::Other(words) => (IO, words.clone()),
    };
    Exception { class, message }
}
