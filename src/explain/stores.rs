//! The stores that a log tells of: which were opened, which could not be, what was in them.

use super::certificate::ShownCertificate;
use super::handshake::Evidence;

/// How many certificates of a store are kept.
pub(super) const MOST_TRUSTED: usize = 512;

/// How many keys of a store are kept.
pub(super) const MOST_KEYS: usize = 64;

/// A store, as a log tells of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShownStore {
    /// Its path; empty where none was set.
    pub path: String,
    /// The type that Java was told, or takes it for.
    pub type_name: Option<String>,
    /// The line that names it.
    pub evidence: Option<Evidence>,
}

/// A key that Java found in its keystore.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShownKey {
    /// Its alias.
    pub alias: String,
    /// Its chain.
    pub chain: Vec<ShownCertificate>,
}

/// All that a log tells of the stores of a Java.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stores {
    /// The trust store.
    pub trust: Option<ShownStore>,
    /// The one that was configured and could not be read, so that Java silently took another.
    pub inaccessible: Option<ShownStore>,
    /// How many certificates were loaded.
    pub loaded: Option<usize>,
    /// Those that are trusted.
    pub trusted: Vec<ShownCertificate>,
    /// The keystore; its path is empty where none is configured.
    pub key: Option<ShownStore>,
    /// The keys in it.
    pub keys: Vec<ShownKey>,
    /// System properties that narrow what Java offers.
    pub properties: Vec<(String, String)>,
}

impl Stores {
    /// Whether no keystore is configured, as far as the log tells.
    pub fn has_no_keystore(&self) -> bool {
        self.key.as_ref().is_some_and(|store| store.path.is_empty())
    }
}
