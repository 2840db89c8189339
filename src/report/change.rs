//! What a command changed in a store, as values that can be told to a person or a program.

use sha2::{Digest, Sha256};

use crate::keystore::{Certificate, Entry};

/// What happened to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// It is new.
    Added,
    /// Its certificate is another one now.
    Replaced,
    /// It was there already.
    Unchanged,
    /// It is gone.
    Removed,
    /// It has another alias.
    Renamed,
    /// The password of its key is another one.
    KeyPassword,
    /// The store's password is another one.
    Password,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What happened.
    pub action: Action,
    /// The entry's alias; after the change, where it is still there.
    pub alias: Option<String>,
    /// The alias it had before it was renamed.
    pub previous_alias: Option<String>,
    /// SHA-256 over the DER of its certificate.
    pub sha256: Option<[u8; 32]>,
    /// DER of its certificate.
    pub certificate: Option<Certificate>,
}

impl Change {
    /// Something happened to this entry.
    pub fn to(action: Action, entry: &Entry) -> Self {
        let certificate = entry.certificate().cloned();
        Self {
            action,
            alias: Some(entry.alias.to_string()),
            previous_alias: None,
            sha256: certificate.as_ref().map(|certificate| Sha256::digest(&*certificate.der).into()),
            certificate,
        }
    }

    /// The entry was taken out.
    pub fn removed(entry: &Entry) -> Self {
        Self::to(Action::Removed, entry)
    }

    /// The entry was called `from` before.
    pub fn renamed(from: &str, entry: &Entry) -> Self {
        Self { previous_alias: Some(from.to_owned()), ..Self::to(Action::Renamed, entry) }
    }

    /// The store has another password.
    pub fn password() -> Self {
        Self { action: Action::Password, alias: None, previous_alias: None, sha256: None, certificate: None }
    }
}
