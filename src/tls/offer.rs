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

/// The kinds of extensions, by their names in IANA's registry.
pub mod extension {
    #![allow(missing_docs)] // The names say all.

    pub const SERVER_NAME: u16 = 0;
    pub const STATUS_REQUEST: u16 = 5;
    pub const SUPPORTED_GROUPS: u16 = 10;
    pub const EC_POINT_FORMATS: u16 = 11;
    pub const SIGNATURE_ALGORITHMS: u16 = 13;
    pub const ALPN: u16 = 16;
    pub const STATUS_REQUEST_V2: u16 = 17;
    pub const EXTENDED_MASTER_SECRET: u16 = 23;
    pub const SESSION_TICKET: u16 = 35;
    pub const SUPPORTED_VERSIONS: u16 = 43;
    pub const PSK_KEY_EXCHANGE_MODES: u16 = 45;
    pub const SIGNATURE_ALGORITHMS_CERT: u16 = 50;
    pub const KEY_SHARE: u16 = 51;
    pub const RENEGOTIATION_INFO: u16 = 0xff01;
}

use extension::{
    ALPN, EC_POINT_FORMATS, EXTENDED_MASTER_SECRET, KEY_SHARE, PSK_KEY_EXCHANGE_MODES, SERVER_NAME,
    SESSION_TICKET, SIGNATURE_ALGORITHMS, SIGNATURE_ALGORITHMS_CERT, STATUS_REQUEST, STATUS_REQUEST_V2,
    SUPPORTED_GROUPS, SUPPORTED_VERSIONS,
};

/// The extensions of JDK 17, 21 and 25, in their order, as captured from them.
pub const EXTENSIONS_OF_JDK_17: [u16; 13] = [
    SERVER_NAME,
    STATUS_REQUEST,
    SUPPORTED_GROUPS,
    EC_POINT_FORMATS,
    ALPN,
    STATUS_REQUEST_V2,
    EXTENDED_MASTER_SECRET,
    SESSION_TICKET,
    SIGNATURE_ALGORITHMS,
    SUPPORTED_VERSIONS,
    PSK_KEY_EXCHANGE_MODES,
    SIGNATURE_ALGORITHMS_CERT,
    KEY_SHARE,
];

/// Those of JDK 11, in its order, as captured from 11.0.13.
pub const EXTENSIONS_OF_JDK_11: [u16; 12] = [
    SERVER_NAME,
    STATUS_REQUEST,
    SUPPORTED_GROUPS,
    EC_POINT_FORMATS,
    SIGNATURE_ALGORITHMS,
    SIGNATURE_ALGORITHMS_CERT,
    ALPN,
    STATUS_REQUEST_V2,
    EXTENDED_MASTER_SECRET,
    SUPPORTED_VERSIONS,
    PSK_KEY_EXCHANGE_MODES,
    KEY_SHARE,
];

/// Those of JDK 8 since update 272: JDK 11's without the two that ask for a stapled OCSP response.
pub const EXTENSIONS_OF_JDK_8: [u16; 10] = [
    SERVER_NAME,
    SUPPORTED_GROUPS,
    EC_POINT_FORMATS,
    SIGNATURE_ALGORITHMS,
    SIGNATURE_ALGORITHMS_CERT,
    ALPN,
    EXTENDED_MASTER_SECRET,
    SUPPORTED_VERSIONS,
    PSK_KEY_EXCHANGE_MODES,
    KEY_SHARE,
];

/// A client's offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The versions, the newest first.
    pub versions: Vec<u16>,
    /// The cipher suites, with the promise of safe renegotiation (0x00ff) where the client gives it.
    pub suites: Vec<u16>,
    /// The groups of key agreement; none: the extension is not sent.
    pub groups: Vec<u16>,
    /// The groups of which a key is sent at once in TLS 1.3; none: the first of `groups` of which there can be one.
    pub shares: Vec<u16>,
    /// Whether a key is sent at once at all: without one a server of TLS 1.3 names the group that it wants.
    pub sends_share: bool,
    /// The compression methods; 0 is none, which every client has.
    pub compressions: Vec<u8>,
    /// The signature schemes for the handshake; none: the extension is not sent.
    pub schemes: Vec<u16>,
    /// Those for certificates, where the client tells them apart; none: the extension is not sent.
    pub certificate_schemes: Vec<u16>,
    /// The server's name that is told (SNI), in ASCII.
    pub name: Option<String>,
    /// The protocols within (ALPN); none: the extension is not sent.
    pub protocols: Vec<String>,
    /// The kinds of extensions (see [`extension`]) that the client sends, in its order: each where there is something
    /// to say in it, and where one of the versions offered knows it. JDK 17's unless told otherwise.
    pub extensions: Vec<u16>,
}

impl Default for Offer {
    fn default() -> Self {
        Self {
            versions: Vec::new(),
            suites: Vec::new(),
            groups: Vec::new(),
            shares: Vec::new(),
            sends_share: true,
            compressions: vec![0],
            schemes: Vec::new(),
            certificate_schemes: Vec::new(),
            name: None,
            protocols: Vec::new(),
            extensions: EXTENSIONS_OF_JDK_17.to_vec(),
        }
    }
}

impl Offer {
    /// The newest version offered.
    pub fn newest(&self) -> Option<u16> {
        self.versions.iter().max().copied()
    }

    /// Whether the server is asked for an OCSP response for its certificate.
    pub fn asks_for_staple(&self) -> bool {
        self.extensions.contains(&STATUS_REQUEST)
    }
}
