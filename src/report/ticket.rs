//! For whom a message about a server is.

/// Whoever is to read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Whoever runs the server.
    ServerAdmin,
    /// Whoever has the machine on which the program runs.
    Customer,
    /// Whoever runs the network in between.
    Network,
}
