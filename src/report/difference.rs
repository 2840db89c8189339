//! How two collections of certificates differ, as values that can be told to a person or a program.

use std::sync::Arc;

use crate::x509;

/// One side of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The file as it was named.
    pub named: String,
    /// The store's type; `None` for a file of certificates.
    pub type_name: Option<&'static str>,
    /// How many entries, or certificates, it has.
    pub count: usize,
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A trusted certificate.
    Trusted,
    /// A private key with its chain.
    PrivateKey,
    /// A secret key.
    SecretKey,
    /// A certificate of a file that is no store.
    Certificate,
}

/// An entry that holds a certificate.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// Its alias.
    pub alias: String,
    /// What it is.
    pub kind: Kind,
    /// SHA-256 over each certificate that follows the first one in a key's chain.
    pub issuers: Vec<[u8; 32]>,
}

/// A certificate on one side, under all the aliases it has there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The entries that hold it, in the store's order; none in a file of certificates.
    pub entries: Vec<Named>,
    /// SHA-256 over its DER; `None` for a secret key.
    pub sha256: Option<[u8; 32]>,
    /// A few words: the subject's common name, or the next best part of it.
    pub name: String,
    /// The last second it is valid, since 1970-01-01T00:00:00Z; `None` where it cannot be read.
    pub not_after: Option<i64>,
    /// Its DER; empty for a secret key.
    pub der: Arc<[u8]>,
}

impl Item {
    /// What it is: a key where one of its entries is one, for that one is the greater loss.
    pub fn kind(&self) -> Kind {
        let mut kinds = self.entries.iter().map(|entry| entry.kind);
        let first = kinds.next().unwrap_or(Kind::Certificate);
        if kinds.any(|kind| kind == Kind::PrivateKey) { Kind::PrivateKey } else { first }
    }

    /// Whether the certificates are for the same key; `None` where one of them cannot be read.
    pub fn has_key_of(&self, other: &Self) -> Option<bool> {
        let read = |der| x509::Certificate::read(der).ok();
        Some(read(&self.der)?.key.raw == read(&other.der)?.key.raw)
    }

    /// The chains of its keys, each without its first certificate, in the order of their aliases.
    pub fn chains(&self) -> Vec<&[[u8; 32]]> {
        let mut keys: Vec<&Named> = self.entries.iter().filter(|it| it.kind == Kind::PrivateKey).collect();
        keys.sort_unstable();
        keys.into_iter().map(|entry| &*entry.issuers).collect()
    }
}

/// How two sides differ; by certificate, not by alias.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The two sides.
    pub sides: [Side; 2],
    /// What only the first has.
    pub only_here: Vec<Item>,
    /// What only the second has.
    pub only_there: Vec<Item>,
    /// The same certificate, under other aliases or as an entry of another kind.
    pub renamed: Vec<[Item; 2]>,
    /// The same subject with another certificate.
    pub renewed: Vec<[Item; 2]>,
    /// The same alias with another certificate, of another subject.
    pub replaced: Vec<[Item; 2]>,
    /// How many certificates are the same on both sides.
    pub same: usize,
}

impl Difference {
    /// Whether both sides hold the same certificates under the same aliases.
    pub fn is_none(&self) -> bool {
        let Self { only_here, only_there, renamed, renewed, replaced, .. } = self;
        only_here.is_empty()
            && only_there.is_empty()
            && renamed.is_empty()
            && renewed.is_empty()
            && replaced.is_empty()
    }
}
