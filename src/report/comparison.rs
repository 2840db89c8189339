//! What several Javas would do with the same servers.

/// A Java, and what became of each server, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is called: `Java 17`, or its version and folder.
    pub java: String,
    /// Its folder; `None` for a release as it is delivered.
    pub home: Option<String>,
    /// Of each server whether it connects, and the line that says it, or what is thrown.
    pub cells: Vec<(bool, String)>,
}

/// The servers, and a row for each Java.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The servers, `HOST:PORT`.
    pub servers: Vec<String>,
    /// The Javas.
    pub rows: Vec<Row>,
}
