//! What a client offers in its hello: the numbers of IANA's TLS registries, in the client's order.

/// SSL 3.0, as TLS writes versions (RFC 6101).
pub const SSL_3_0: u16 = 0x0300;
/// TLS 1.0 (RFC 2246).
pub const TLS_1_0: u16 = 0x0301;
/// TLS 1.1 (RFC 4346).
pub const TLS_1_1: u16 = 0x0302;
/// TLS 1.2 (RFC 5246).
pub const TLS_1_2: u16 = 0x0303;
/// TLS 1.3 (RFC 8446).
pub const TLS_1_3: u16 = 0x0304;

/// A client's offer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offer {
    /// The versions, the newest first.
    pub versions: Vec<u16>,
    /// The cipher suites, with the promise of safe renegotiation (0x00ff) where the client gives it.
    pub suites: Vec<u16>,
    /// The groups of key agreement; none: the extension is not sent.
    pub groups: Vec<u16>,
    /// The signature schemes for the handshake; none: the extension is not sent.
    pub schemes: Vec<u16>,
    /// Those for certificates, where the client tells them apart; none: the extension is not sent.
    pub certificate_schemes: Vec<u16>,
    /// The server's name that is told (SNI), in ASCII.
    pub name: Option<String>,
    /// The protocols within (ALPN); none: the extension is not sent.
    pub protocols: Vec<String>,
}

impl Offer {
    /// The newest version offered.
    pub fn newest(&self) -> Option<u16> {
        self.versions.iter().max().copied()
    }
}
