//! What can be wrong with a certificate reply, as facts; `cli/failure/reply.rs` has the words.

use thiserror::Error;

use crate::formats::certificates::FileFault;
use crate::x509::Refusal;

/// Why a reply is not installed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ReplyFault {
    /// The key has no certificate to compare with.
    #[error("the key has no certificate")]
    NoOwnCertificate,
    /// The file cannot be read as certificates.
    #[error("{0}")]
    Unreadable(FileFault),
    /// One of its certificates is none that Java parses.
    #[error("a certificate of the reply is malformed")]
    Malformed(Refusal),
    /// There is no certificate in it.
    #[error("the reply has no certificates")]
    Empty,
    /// Its only certificate is for another key.
    #[error("the reply is for another key")]
    OtherKey,
    /// None of its certificates is for the key.
    #[error("no certificate of the reply is for the key")]
    NoneForKey,
    /// Its only certificate is the one that is there.
    #[error("the reply is what the key has already")]
    Unchanged,
    /// No trusted certificates lead from it to a root.
    #[error("the reply leads to no trusted root")]
    NoChain,
    /// One of its certificates is not signed by any that follows.
    #[error("an issuer is missing in the reply")]
    Incomplete,
    /// What came of it is no chain of names, and PKCS12 holds nothing else.
    #[error("the certificates are no chain")]
    NotAChain,
}
