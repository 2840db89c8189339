//! What became of an overlay, as values that can be told to a person or a program.

use crate::jvm::truststore::TRUST_STORE;

/// An overlay that was made, or made anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The overlay's file.
    pub overlay: String,
    /// The store that it was made from.
    pub base: String,
    /// How many certificates came from there.
    pub count: usize,
    /// The names of those that were added.
    pub added: Vec<String>,
}

/// How an overlay stands to the store that it was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// The overlay's file.
    pub overlay: String,
    /// The store that it was made from.
    pub base: String,
    /// Whether that is still there.
    pub is_there: bool,
    /// Whether it is as it was then.
    pub is_same: bool,
}

/// The option that makes a Java use an overlay.
pub fn option(overlay: &str) -> String {
    format!("-D{TRUST_STORE}={overlay}")
}
