//! What a command changed in a store, as values that can be told to a person or a program.

use sha2::{Digest, Sha256};

use crate::keystore::{Certificate, Content, Entry};

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

/// What an entry is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A certificate that is trusted.
    Trusted,
    /// A private key and its chain.
    PrivateKey,
    /// A secret key or a password.
    SecretKey,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What happened.
    pub action: Action,
    /// What the entry is for; `None` where it is the store that was changed.
    pub role: Option<Role>,
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
            role: Some(match entry.content {
                Content::Trusted(_) => Role::Trusted,
                Content::PrivateKey { .. } => Role::PrivateKey,
                Content::SecretKey(_) => Role::SecretKey,
            }),
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

    /// Whether a JVM that runs goes on with the old state of an entry of this role: a certificate that it trusts or no
    /// longer, a key that has another certificate or none. A new key is none that it uses.
    pub fn is_read_at_start(&self, role: Role) -> bool {
        self.role == Some(role)
            && match self.action {
                Action::Added | Action::Renamed => role == Role::Trusted,
                Action::Replaced | Action::Removed => true,
                Action::Unchanged | Action::KeyPassword | Action::Password => false,
            }
    }

    /// The store has another password.
    pub fn password() -> Self {
        Self {
            action: Action::Password,
            role: None,
            alias: None,
            previous_alias: None,
            sha256: None,
            certificate: None,
        }
    }
}
