//! Makes signatures: those that JDK 25's keytool makes, by the names it takes and with the identifiers it writes.

mod algorithm;
pub(super) mod dsa;
pub(super) mod ec;
pub(super) mod edwards;
mod key;
pub(super) mod ml_dsa;
pub(super) mod ml_kem;
mod name;
mod rsa;
#[cfg(test)]
mod tests;

use crate::crypto::generate::{EdwardsCurve, NamedCurve};
use crate::crypto::verify::algorithm::Algorithm;
use crate::machine::{Machine, NoRandomness};
pub(super) use key::Kind;

pub use algorithm::SignatureAlgorithm;
pub use key::{KeyFault, PrivateKey};

/// Why there is no signature.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignError {
    /// Java has no signature of this name.
    #[error("no signature algorithm is called {0}")]
    UnknownAlgorithm(String),
    /// Java has the algorithm, and no identifier that a certificate could name it by.
    #[error("no identifier stands for the signature algorithm {0}")]
    NoIdentifier(String),
    /// NONEwithRSA, and the message is longer than the key.
    #[error("the message is no digest, and longer than the key")]
    UnhashedRsa,
    /// NONEwithDSA, and the message is no SHA-1 digest.
    #[error("the message is no digest of 20 octets")]
    UnhashedDsa,
    /// NONEwithECDSA, and the message is longer than any digest.
    #[error("the message, of {length} octets, is no digest")]
    UnhashedEcdsa {
        /// Octets of the message.
        length: usize,
    },
    /// Keys of this kind sign nothing: they are for agreeing on keys.
    #[error("{0} keys sign nothing")]
    NothingToSignWith(&'static str),
    /// The key is of another algorithm than the signature.
    #[error("the key, of {0}, is not of the signature's algorithm")]
    WrongKey(&'static str),
    /// The key is none of DSA, which a DSA signature in IEEE P1363's form asks for itself.
    #[error("the key, of {0}, is not a DSA key")]
    NotDsa(String),
    /// The key is none of an elliptic curve, which an ECDSA signature in IEEE P1363's form asks for itself.
    #[error("the key, of {0}, is not an EC key")]
    NotEc(&'static str),
    /// The key is none of an Edwards curve.
    #[error("the key is not of an Edwards curve")]
    NotEdwards,
    /// The key is of the other Edwards curve.
    #[error("the key is not of {0:?}")]
    OtherEdwardsCurve(EdwardsCurve),
    /// ML-DSA is asked for, and the key has this parameter set.
    #[error("the parameter set of the key is {0}")]
    OtherParameterSet(String),
    /// ML-DSA is asked for, and the key has parameters, which none of ML-DSA has.
    #[error("the key has parameters")]
    KeyWithParameters,
    /// ML-DSA is asked for, and the key is of RSA.
    #[error("the key is not one of ML-DSA")]
    NotMlDsa,
    /// HSS/LMS only checks signatures.
    #[error("signatures of HSS/LMS are not made")]
    HssLms,
    /// RSASSA-PSS by a name that brings no parameters.
    #[error("RSASSA-PSS needs parameters")]
    PssWithoutParameters,
    /// The digest does not fit the RSA key.
    #[error("the key is too short for the digest")]
    KeyTooShort,
    /// The digest and the salt do not fit the RSA key, which must have so many octets.
    #[error("the key is too short: {needed} octets are needed")]
    KeyTooShortForPss {
        /// Octets of the encoded message.
        needed: usize,
    },
    /// The key is bound to RSASSA-PSS with certain parameters.
    #[error("the key signs by RSASSA-PSS alone")]
    BoundToPss,
    /// The digest is weaker than the DSA key.
    #[error("{digest} is too weak for the key")]
    DigestTooWeak {
        /// Its name in Java: `SHA-1`.
        digest: &'static str,
    },
    /// Java knows the curve and signs with no key on it.
    #[error("nothing is signed on the curve {}", .0.name)]
    CurveNotSupported(&'static NamedCurve),
    /// The numbers of the key make no sense.
    #[error("the private key is malformed")]
    MalformedKey,
    /// There is no randomness.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// The arithmetic of a library failed.
    #[error("the signature could not be made")]
    Failed,
}

/// Signs `message`: the answer is the content of a certificate's BIT STRING.
///
/// RSA signatures are blinded, DSA's and ECDSA's numbers are those of RFC 6979 (with randomness added for ECDSA), ML-DSA is
/// hedged.
///
/// # Errors
/// [`SignError`].
pub fn sign(
    key: &PrivateKey,
    algorithm: &SignatureAlgorithm,
    message: &[u8],
    machine: &Machine,
) -> Result<Vec<u8>, SignError> {
    match (algorithm.scheme, &key.kind) {
        (Algorithm::RsaPkcs1(digest), Kind::Rsa(key)) => rsa::sign_pkcs1(digest, key, message, machine),
        (Algorithm::RsaPss(pss), Kind::Rsa(key)) => rsa::sign_pss(pss, key, message, machine),
        (Algorithm::Dsa(digest), Kind::Dsa(key)) => dsa::sign(digest, key, message),
        (Algorithm::Ecdsa(digest), Kind::Ec { curve, scalar }) => {
            ec::sign(digest, *curve, scalar, message, machine)
        }
        (Algorithm::Ed25519 | Algorithm::Ed448, Kind::Edwards { curve, secret }) => {
            edwards::sign(*curve, secret, message)
        }
        (Algorithm::MlDsa(set), Kind::MlDsa { set: of_key, expanded }) if set == *of_key => {
            ml_dsa::sign(set, expanded, message, machine)
        }
        _ => Err(SignError::WrongKey(key.algorithm())),
    }
}

/// Signs `message` by an RSA key as TLS does up to 1.1: over MD5 and SHA-1 together.
///
/// # Errors
/// [`SignError`].
pub fn sign_md5_and_sha1(key: &PrivateKey, message: &[u8], machine: &Machine) -> Result<Vec<u8>, SignError> {
    match &key.kind {
        Kind::Rsa(rsa) if rsa.pss => Err(SignError::BoundToPss),
        Kind::Rsa(rsa) => rsa::sign_md5_and_sha1(rsa, message, machine),
        _ => Err(SignError::WrongKey(key.algorithm())),
    }
}
