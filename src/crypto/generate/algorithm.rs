//! The names under which Java finds its generators of key pairs.

use crate::crypto::pkcs8::{ED448, ED25519, X448, X25519};

/// An algorithm that keys are made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Algorithm {
    Rsa { pss: bool },
    Dsa,
    Ec,
    Edwards(EdwardsFamily),
    Modules(ModuleFamily),
    DiffieHellman,
}

/// Which curves a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct EdwardsFamily {
    /// The curve of 255 bits first, which is the default.
    pub(super) curves: [EdwardsCurve; 2],
    /// The one that the name itself says.
    pub(super) only: Option<EdwardsCurve>,
}

/// An Edwards curve, for signing, or its Montgomery form, for agreeing on keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum EdwardsCurve {
    Ed25519,
    Ed448,
    X25519,
    X448,
}

impl EdwardsCurve {
    /// Its name in Java.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ed25519 => "Ed25519",
            Self::Ed448 => "Ed448",
            Self::X25519 => "X25519",
            Self::X448 => "X448",
        }
    }

    /// Its identifier, in dotted decimals (RFC 8410, 3).
    pub(in crate::crypto) fn oid(self) -> &'static str {
        match self {
            Self::Ed25519 => ED25519,
            Self::Ed448 => ED448,
            Self::X25519 => X25519,
            Self::X448 => X448,
        }
    }
}

/// The parameter sets of ML-DSA or ML-KEM that a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ModuleFamily {
    /// All of the algorithm, weakest first; the middle one is the default.
    pub(super) sets: &'static [(&'static str, ParameterSet); 3],
    /// The one that the name itself says.
    pub(super) only: Option<ParameterSet>,
}

/// A parameter set of FIPS 204 or FIPS 203.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ParameterSet {
    MlDsa44,
    MlDsa65,
    MlDsa87,
    MlKem512,
    MlKem768,
    MlKem1024,
}

const ML_DSA: [(&str, ParameterSet); 3] = [
    ("ML-DSA-44", ParameterSet::MlDsa44),
    ("ML-DSA-65", ParameterSet::MlDsa65),
    ("ML-DSA-87", ParameterSet::MlDsa87),
];
const ML_KEM: [(&str, ParameterSet); 3] = [
    ("ML-KEM-512", ParameterSet::MlKem512),
    ("ML-KEM-768", ParameterSet::MlKem768),
    ("ML-KEM-1024", ParameterSet::MlKem1024),
];

impl Algorithm {
    /// The algorithm with this name, in any case. Observed: all names that JDK 25's providers list for `KeyPairGenerator`.
    pub(super) fn named(name: &str) -> Option<Self> {
        use EdwardsCurve::{Ed448, Ed25519, X448, X25519};
        let edwards = |only| {
            let curves = if matches!(only, Some(X25519 | X448)) { [X25519, X448] } else { [Ed25519, Ed448] };
            Self::Edwards(EdwardsFamily { curves, only })
        };
        let module = |sets: &'static [(&str, ParameterSet); 3], only| {
            Self::Modules(ModuleFamily { sets, only: Some(only) })
        };
        Some(match name.to_ascii_lowercase().as_str() {
            "rsa" | "1.2.840.113549.1.1.1" | "1.2.840.113549.1.1" | "oid.1.2.840.113549.1.1" => {
                Self::Rsa { pss: false }
            }
            "rsassa-pss" | "pss" | "1.2.840.113549.1.1.10" | "oid.1.2.840.113549.1.1.10" => {
                Self::Rsa { pss: true }
            }
            "dsa" | "1.2.840.10040.4.1" | "oid.1.2.840.10040.4.1" | "1.3.14.3.2.12" => Self::Dsa,
            "ec" | "ellipticcurve" | "1.2.840.10045.2.1" | "oid.1.2.840.10045.2.1" => Self::Ec,
            "eddsa" => edwards(None),
            "ed25519" | "1.3.101.112" | "oid.1.3.101.112" => edwards(Some(Ed25519)),
            "ed448" | "1.3.101.113" | "oid.1.3.101.113" => edwards(Some(Ed448)),
            "xdh" => Self::Edwards(EdwardsFamily { curves: [X25519, X448], only: None }),
            "x25519" | "1.3.101.110" | "oid.1.3.101.110" => edwards(Some(X25519)),
            "x448" | "1.3.101.111" | "oid.1.3.101.111" => edwards(Some(X448)),
            "ml-dsa" => Self::Modules(ModuleFamily { sets: &ML_DSA, only: None }),
            "ml-dsa-44" | "2.16.840.1.101.3.4.3.17" | "oid.2.16.840.1.101.3.4.3.17" => {
                module(&ML_DSA, ParameterSet::MlDsa44)
            }
            "ml-dsa-65" | "2.16.840.1.101.3.4.3.18" | "oid.2.16.840.1.101.3.4.3.18" => {
                module(&ML_DSA, ParameterSet::MlDsa65)
            }
            "ml-dsa-87" | "2.16.840.1.101.3.4.3.19" | "oid.2.16.840.1.101.3.4.3.19" => {
                module(&ML_DSA, ParameterSet::MlDsa87)
            }
            "ml-kem" => Self::Modules(ModuleFamily { sets: &ML_KEM, only: None }),
            "ml-kem-512" | "2.16.840.1.101.3.4.4.1" | "oid.2.16.840.1.101.3.4.4.1" => {
                module(&ML_KEM, ParameterSet::MlKem512)
            }
            "ml-kem-768" | "2.16.840.1.101.3.4.4.2" | "oid.2.16.840.1.101.3.4.4.2" => {
                module(&ML_KEM, ParameterSet::MlKem768)
            }
            "ml-kem-1024" | "2.16.840.1.101.3.4.4.3" | "oid.2.16.840.1.101.3.4.4.3" => {
                module(&ML_KEM, ParameterSet::MlKem1024)
            }
            "dh" | "diffiehellman" | "1.2.840.113549.1.3.1" | "oid.1.2.840.113549.1.3.1" => {
                Self::DiffieHellman
            }
            _ => return None,
        })
    }
}
