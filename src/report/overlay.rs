//! What became of an overlay, as values that can be told to a person or a program.

use crate::jvm::truststore::{TRUST_STORE, TRUST_STORE_PASSWORD, TRUST_STORE_TYPE};

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
    /// What makes the Java use it, each a word of its command line.
    pub options: Vec<String>,
    /// What others put into it, which stays.
    pub kept: Vec<String>,
    /// What the Java was told before, in whose place the options have to be put.
    pub replaces: Vec<Replaced>,
    /// What keeps the Java from it.
    pub obstacle: Option<Obstacle>,
}

/// A word that tells a running Java of its store, and where it was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// `-Djavax.net.ssl.trustStore=…`; of a password the name alone.
    pub option: String,
    /// Where.
    pub origin: String,
    /// Whether it counts more than what `JAVA_TOOL_OPTIONS` says.
    pub beats_variable: bool,
}

/// What keeps a running Java from the overlay: it would use its own store without a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// The user that it runs as may not read it.
    Forbidden {
        /// The user's number.
        user: Option<u32>,
    },
    /// The Java sees other files, as in a container.
    Elsewhere,
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

/// A word as `JAVA_TOOL_OPTIONS` takes it: the VM cuts that at blanks, and takes away quotes of either kind.
pub fn in_variable(option: &str) -> String {
    let is_plain = !option.contains(|letter: char| letter.is_whitespace() || letter == '"' || letter == '\'');
    match option.contains('"') {
        _ if is_plain => option.to_owned(),
        false => format!("\"{option}\""),
        true => format!("'{option}'"),
    }
}

/// The option that makes a Java use an overlay.
pub fn option(overlay: &str) -> String {
    format!("-D{TRUST_STORE}={overlay}")
}

/// The option that makes a Java open it, where it was told another password: a wrong one opens no JKS.
pub fn password_option(password: &str) -> String {
    format!("-D{TRUST_STORE_PASSWORD}={password}")
}

/// The option that makes a Java take it for what it is, where it was told that its store is of another type.
pub fn type_option() -> String {
    format!("-D{TRUST_STORE_TYPE}=JKS")
}
