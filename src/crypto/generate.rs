//! Makes key pairs: those that JDK 25's keytool makes, encoded as it encodes them.

mod algorithm;
mod curves;
mod dh;
mod dsa;
mod ec;
mod edwards;
mod modules;
mod rsa;

use crate::machine::{Machine, NoRandomness};
use crate::secret::SecretBytes;
use algorithm::Algorithm;

pub use algorithm::EdwardsCurve;
pub use curves::NamedCurve;

/// Which keys are wanted, as the user said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyRequest<'a> {
    /// The name of the algorithm: any that Java's `KeyPairGenerator` takes, in any case (`RSA`, `ec`, `1.3.101.112`).
    pub algorithm: &'a str,
    /// The size in bits; `None` and -1 for Java's default.
    pub bits: Option<i32>,
    /// The name of the curve or the parameter set.
    pub group: Option<&'a str>,
}

/// A new pair of keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyPair {
    /// DER of a PrivateKeyInfo (RFC 5208, 5).
    pub private: SecretBytes,
    /// DER of a SubjectPublicKeyInfo (RFC 5280, 4.1).
    pub public: Vec<u8>,
}

/// Why there are no keys.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GenerateError {
    /// Java has no generator of this name.
    #[error("no key pair generator is called {0}")]
    UnknownAlgorithm(String),
    /// RSA needs 512 to 16384 bits.
    #[error("RSA keys have 512 to 16384 bits, not {0}")]
    RsaSize(i32),
    /// RSA's public exponent, 65537, does not fit so many bits.
    #[error("the public exponent of RSA is longer than {0} bits")]
    RsaExponent(i32),
    /// RSA has no groups.
    #[error("RSA has no groups")]
    RsaGroup,
    /// Java makes no DSA key of this size of p, with a q of 160 bits.
    #[error("DSA primes of {0} and 160 bits are not supported")]
    DsaSizes(i32),
    /// No size of p that Java has for DSA.
    #[error("no size of a DSA prime: {0}")]
    DsaPrime(i32),
    /// DSA has no groups.
    #[error("DSA has no groups")]
    DsaGroup,
    /// Java knows no curve of this size.
    #[error("no elliptic curve has {0} bits")]
    CurveSize(i32),
    /// Java knows no curve of this name.
    #[error("no elliptic curve is called {0}")]
    CurveName(String),
    /// Java knows the curve and makes no keys on it.
    #[error("no keys are made on the curve {}", .curve.name)]
    CurveNotSupported {
        /// The curve.
        curve: &'static NamedCurve,
        /// Whether it was asked for by size.
        by_size: bool,
    },
    /// No Edwards or Montgomery curve has this size: 255 and 448 are.
    #[error("no size of an Edwards curve: {0}")]
    EdwardsSize(i32),
    /// No Edwards or Montgomery curve of the algorithm has this name.
    #[error("no Edwards curve is called {0}")]
    EdwardsName(String),
    /// The algorithm names one curve, the size or the group another.
    #[error("the curve must be {wanted:?}")]
    OtherCurve {
        /// The one that the algorithm names.
        wanted: EdwardsCurve,
        /// Whether Java finds it while it looks at a group for signing keys, and wraps its answer once more.
        wrapped: bool,
    },
    /// ML-DSA and ML-KEM have parameter sets, no sizes.
    #[error("the algorithm has no sizes")]
    NoSizes,
    /// No parameter set of the algorithm.
    #[error("no parameter set is called {0}")]
    ParameterSet(String),
    /// Diffie-Hellman needs 512 to 8192 bits, a multiple of 64.
    #[error("Diffie-Hellman keys have 512 to 8192 bits, a multiple of 64, not {0}")]
    DhSize(i32),
    /// Java looks for new primes of this size; here there are only those known to be good.
    #[error("no primes are known for Diffie-Hellman with {0} bits")]
    DhParameters(i32),
    /// Diffie-Hellman is given no group by name.
    #[error("Diffie-Hellman takes no group by name")]
    DhGroup,
    /// There is no randomness.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// The arithmetic of a library failed.
    #[error("the key pair could not be made")]
    Failed,
}

/// The curve that Java takes where an EC key is asked for by its size; `None` where it is not.
///
/// # Errors
/// [`GenerateError::CurveSize`].
pub fn curve_of_size(request: &KeyRequest<'_>) -> Result<Option<&'static NamedCurve>, GenerateError> {
    match request.bits {
        Some(bits) if bits != -1 && request.algorithm.eq_ignore_ascii_case("EC") => {
            curves::sized(bits).map(Some).ok_or(GenerateError::CurveSize(bits))
        }
        _ => Ok(None),
    }
}

/// Makes a pair of keys.
///
/// RSA and RSASSA-PSS of 512 to 16384 bits (3072 unless said), DSA on the primes Java has ready (2048), EC on P-256,
/// P-384 (unless said) and P-521, Ed25519, Ed448, X25519, X448, Diffie-Hellman (3072), ML-DSA (65) and ML-KEM (768).
///
/// # Errors
/// [`GenerateError`].
pub fn generate(request: &KeyRequest<'_>, machine: &Machine) -> Result<KeyPair, GenerateError> {
    let algorithm = Algorithm::named(request.algorithm)
        .ok_or_else(|| GenerateError::UnknownAlgorithm(request.algorithm.to_owned()))?;
    let bits = request.bits.filter(|bits| *bits != -1);
    match algorithm {
        Algorithm::Rsa { pss } => rsa::generate(pss, bits, request.group, machine),
        Algorithm::Dsa => dsa::generate(bits, request.group, machine),
        Algorithm::Ec => ec::generate(bits, request.group, machine),
        Algorithm::Edwards(family) => edwards::generate(family, bits, request.group, machine),
        Algorithm::Modules(family) => modules::generate(family, bits, request.group, machine),
        Algorithm::DiffieHellman => dh::generate(bits, request.group, machine),
    }
}
