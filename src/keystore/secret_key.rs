//! A secret key outside of any store: what Java's `SecretKey` tells of itself.

use crate::secret::SecretBytes;

/// A secret key, or a password that is kept as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretKey {
    /// Java's name of its algorithm: `AES`, `HmacSHA256`, `PBEWithMD5AndDES`, …
    pub algorithm: String,
    /// Its octets; of a password those of its characters in UTF-8.
    pub encoded: SecretBytes,
    /// Which kind of object Java makes of it.
    pub class: KeyClass,
}

/// Which kind of object Java makes of a secret key; JCEKS writes them in two ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyClass {
    /// `javax.crypto.spec.SecretKeySpec`.
    Spec,
    /// A class of the algorithm's own, as those of DES, DESede and PBE have when a factory has just made them. Java
    /// serialises a `java.security.KeyRep` in its place, which is a `SecretKeySpec` when it is read again.
    Own,
}

impl SecretKey {
    /// A key as a JCEKS gives it.
    pub fn spec(algorithm: impl Into<String>, encoded: SecretBytes) -> Self {
        Self { algorithm: algorithm.into(), encoded, class: KeyClass::Spec }
    }
}
