//! The three curves that JDK 25 makes keys and signatures on.

use crate::asn1::Oid;

/// A curve of NIST.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Curve {
    P256,
    P384,
    P521,
}

impl Curve {
    /// All of them.
    pub(super) const ALL: [Self; 3] = [Self::P256, Self::P384, Self::P521];

    /// Its identifier, in dotted decimals (RFC 5480, 2.1.1.1).
    pub(super) fn dotted(self) -> &'static str {
        match self {
            Self::P256 => "1.2.840.10045.3.1.7",
            Self::P384 => "1.3.132.0.34",
            Self::P521 => "1.3.132.0.35",
        }
    }

    /// The octets of a coordinate and of a private key.
    pub(super) fn octets(self) -> usize {
        match self {
            Self::P256 => 32,
            Self::P384 => 48,
            Self::P521 => 66,
        }
    }

    /// The curve with this identifier.
    pub(super) fn with_oid(oid: &Oid) -> Option<Self> {
        Self::ALL.into_iter().find(|curve| oid.is(curve.dotted()))
    }
}
