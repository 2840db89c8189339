//! One entry: a trusted certificate, a private key with its chain, or a secret key.

use super::{Alias, Slice};
use crate::secret::SecretBytes;

/// Identifies an entry within its store for as long as the store is in memory; renaming an entry of a PKCS12 keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryId(pub(super) u32);

/// A certificate as it lies in the store: bytes that may or may not be a certificate Java can parse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The type's name as the store gives it, a Java string as aliases are; `None` is `X.509`, which it is in every
    /// store of the field.
    pub kind: Option<Alias>,
    /// The encoding: DER, where it is a sound X.509 certificate.
    pub der: Slice,
}

impl Certificate {
    /// An X.509 certificate.
    pub fn x509(der: impl Into<Slice>) -> Self {
        Self { kind: None, der: der.into() }
    }
}

/// A key as it lies in the store. It is decrypted only when somebody asks for the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProtectedKey {
    /// DER of an EncryptedPrivateKeyInfo (RFC 5208, 6), under JKS's own protector or a PKCS#5/PKCS#12 cipher.
    Encrypted(Slice),
    /// A serialised `SealedObjectForKeyProtector` with a secret key in it, as JCEKS has it.
    Sealed(Slice),
    /// DER of a PrivateKeyInfo that lies open in the store (a PKCS#12 keyBag).
    Plain(SecretBytes),
}

/// What an entry holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A certificate that whoever uses the store trusts.
    Trusted(Certificate),
    /// A private key, with the chain of its certificate, leaf first; empty where the store has the key alone.
    PrivateKey {
        /// The key.
        key: ProtectedKey,
        /// The chain, leaf first.
        chain: Vec<Certificate>,
    },
    /// A secret key or a password.
    SecretKey(ProtectedKey),
}

/// An entry under its alias.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its identity within the store in memory.
    pub id: EntryId,
    /// Its name.
    pub alias: Alias,
    /// When it was made, in milliseconds since 1970-01-01T00:00:00Z; `None` where the store does not say
    /// (Java then shows the moment at which the store was loaded).
    pub created: Option<i64>,
    /// What it holds.
    pub content: Content,
    /// Its bytes in the file, where the format keeps an entry in one piece, for as long as nothing of it changes: what is
    /// written again then is these.
    pub raw: Option<Slice>,
    /// Whether a later entry of the same alias hides it from Java, which keeps the last one it reads.
    pub shadowed: bool,
}

impl Entry {
    /// The certificate that Java's `getCertificate` answers: the trusted one, or the first of the chain.
    pub fn certificate(&self) -> Option<&Certificate> {
        match &self.content {
            Content::Trusted(certificate) => Some(certificate),
            Content::PrivateKey { chain, .. } => chain.first(),
            Content::SecretKey(_) => None,
        }
    }

    /// Every certificate of the entry, leaf first.
    pub fn certificates(&self) -> &[Certificate] {
        match &self.content {
            Content::Trusted(certificate) => std::slice::from_ref(certificate),
            Content::PrivateKey { chain, .. } => chain,
            Content::SecretKey(_) => &[],
        }
    }
}
