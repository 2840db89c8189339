//! What can keep keys, certificates, requests and CRLs from being made, as facts; `cli/failure/making.rs` has the words.

use thiserror::Error;

use crate::crypto::generate::GenerateError;
use crate::crypto::sign::{KeyFault, SignError};
use crate::jvm::zone::StartFault;
use crate::x509::Refusal;
use crate::x509::build::{ExtensionFault, NameFault, RevocationFault};

/// Why something is not made.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum MakingFault {
    /// A key pair cannot be made.
    #[error(transparent)]
    KeyPair(GenerateError),
    /// A key cannot sign, or not by the algorithm asked for.
    #[error("{source}")]
    Signature {
        /// Why.
        source: SignError,
        /// The key's algorithm, as Java calls it.
        algorithm: &'static str,
        /// Its curve or parameter set, where it has one.
        group: Option<String>,
    },
    /// A private key does not decode.
    #[error(transparent)]
    PrivateKey(KeyFault),
    /// Keys of this algorithm sign nothing, and no signer is named.
    #[error("keys of {algorithm} sign nothing")]
    NoSignatureBy {
        /// The algorithm, as Java calls it.
        algorithm: &'static str,
    },
    /// Both a group and a size are given.
    #[error("both a group and a size")]
    GroupAndSize,
    /// The alias of the key pair that was to be made is taken.
    #[error("alias {alias} is taken")]
    KeyPairAliasTaken {
        /// The alias as it was given.
        alias: String,
    },
    /// The password given for a key that is made now is too short.
    #[error("the key password is too short")]
    KeyPasswordTooShort,
    /// A certificate is to be valid for no day at all.
    #[error("the validity is not above zero")]
    ValidityNotPositive,
    /// A certificate would be valid beyond the year 9999.
    #[error("the validity ends in the year {year}")]
    EndsTooLate {
        /// In which year.
        year: i64,
    },
    /// `-dname` is no name.
    #[error("not a distinguished name")]
    SubjectName(NameFault),
    /// `-ext` is no extension.
    #[error("not an extension")]
    Extension(ExtensionFault),
    /// `-startdate` is no date.
    #[error("not a date")]
    StartDate(StartFault),
    /// A name was asked for many times, and none was right.
    #[error("no name was given")]
    NameNotGiven,
    /// What was made is no certificate that Java reads.
    #[error("the certificate would be unreadable")]
    MadeUnreadable {
        /// What is wrong with it.
        refusal: Box<Refusal>,
    },
    /// The entry is a secret key, which signs nothing.
    #[error("{alias} is a secret key, which signs nothing")]
    SecretKeyToSign {
        /// The alias as it was given.
        alias: String,
        /// Java: the number of the variable that should have held a certificate; `None` where the key itself was taken for
        /// a private one.
        local: Option<u8>,
        /// Whether it is a password, for which Java has another class.
        is_password: bool,
    },
    /// There is no entry to sign with, and nobody looked whether there is.
    #[error("no alias {alias}")]
    IssuerMissing {
        /// The alias as it was given.
        alias: String,
        /// Java: the number of the variable that should have held its certificate.
        local: u8,
    },
    /// The key that is to sign came without its certificates, as out of a PKCS12 store that nobody told the password of.
    #[error("the key {alias} has no certificate")]
    IssuerWithoutCertificate {
        /// The alias as it was given.
        alias: String,
        /// Java: the number of the variable that should have held its certificate.
        local: u8,
    },
    /// What is made from a request would be valid beyond the year 9999.
    #[error("the validity ends in the year {year}")]
    ValidityTooLong {
        /// In which year.
        year: i64,
    },
    /// `-id` is no serial number, or its reason is none.
    #[error("not a serial number")]
    Revocation(RevocationFault),
    /// The file holds no request that its own key signed.
    #[error("no certificate request in {}", name.as_deref().unwrap_or("standard input"))]
    NotARequest {
        /// The file as it was named; `None` is standard input.
        name: Option<String>,
        /// The exception it ends with in Java.
        exception: String,
    },
}
