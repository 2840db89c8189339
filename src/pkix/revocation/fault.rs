//! Why a certificate does not pass, once somebody asks whether it was revoked; facts, not words.

use super::facts::NoAnswer;
use crate::x509::ocsp::{OcspFault, ResponseStatus};

/// Why a certificate does not pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RevocationFault {
    /// It was revoked.
    Revoked {
        /// When, in milliseconds since 1970-01-01T00:00:00Z.
        at: i64,
        /// Why (RFC 5280, 5.3.1).
        reason: u8,
        /// The name of who says so, in DER.
        authority: Vec<u8>,
        /// The identifiers of what more is said, in decimals.
        extensions: Vec<String>,
    },
    /// The responder does not know it.
    Unknown,
    /// It names no responder, and no property does.
    NoResponder,
    /// The responder does not answer.
    Status(ResponseStatus),
    /// The response is none.
    Malformed(OcspFault),
    /// The response is about other certificates.
    NotIncluded,
    /// Nobody is known who could have signed the response.
    NoSigner,
    /// The response was not signed by who says so.
    ResponseSignature,
    /// The responder is nobody whom the issuer has named.
    NotAuthorized,
    /// The responder's certificate is not for signing responses.
    NotForResponses,
    /// The responder's certificate is over, or not yet valid.
    ResponderTime {
        /// Whether it is over.
        is_over: bool,
        /// The end, or the beginning, in milliseconds since 1970-01-01T00:00:00Z.
        bound: i64,
    },
    /// The responder's key usage allows nothing.
    ResponderUsage,
    /// The response, or the CRL, is signed by an algorithm that is disabled.
    Algorithm {
        /// What the rule names.
        name: String,
    },
    /// The response is too old, or from the future.
    OutOfDate,
    /// The response is to somebody else's question.
    Nonce,
    /// Nothing came from the responder.
    NoResponse {
        /// Where it is.
        url: String,
        /// Why.
        why: NoAnswer,
    },
    /// No CRL says it.
    NoCrl,
    /// No CRL came.
    CrlMissing {
        /// Where it is.
        url: String,
        /// Why.
        why: NoAnswer,
    },
    /// What came is no CRL.
    CrlUnreadable {
        /// Where it is.
        url: String,
        /// Why not.
        why: CrlUnreadable,
    },
    /// Its entry has critical extensions that Java does not know.
    CriticalEntry,
    /// The responder that properties name is not there.
    NamedResponder {
        /// Whether they name only half of it.
        is_half: bool,
    },
    /// It would have to be asked for.
    NotAsked,
}

/// Why something is no CRL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CrlUnreadable {
    /// There is none in it.
    Empty,
    /// It is malformed.
    Malformed(crate::x509::CrlFault),
}

impl RevocationFault {
    /// Whether it says that it was revoked.
    pub fn is_revoked(&self) -> bool {
        matches!(self, Self::Revoked { .. })
    }

    /// Whether it is one that `SOFT_FAIL` lets pass. Java: of a response that is no good in itself it does not.
    pub fn is_undetermined(&self) -> bool {
        match self {
            Self::Unknown
            | Self::Malformed(_)
            | Self::NoResponse { .. }
            | Self::NoCrl
            | Self::CrlMissing { .. } => true,
            Self::Status(status) => {
                matches!(status, ResponseStatus::TryLater | ResponseStatus::InternalError)
            }
            _ => false,
        }
    }
}
