//! What was seen of a server in one handshake, as facts.

use super::TlsFault;

/// One handshake as far as it went.
#[derive(Debug)]
pub struct Observation {
    /// What the server chose; `None` where no hello of its came.
    pub chosen: Option<Chosen>,
    /// The certificates that the server sent, in its order, each DER as it came.
    pub chain: Vec<Vec<u8>>,
    /// The OCSP response that the server sent for its certificate, in DER, where it was asked for one.
    pub staple: Option<Vec<u8>>,
    /// What the server asks of a client's certificate; `None` where it asks for none.
    pub request: Option<CertificateRequest>,
    /// Whether the client's own certificate was sent: it was asked for, there was one, and its key signs by a scheme that
    /// the server takes.
    pub sent_own: bool,
    /// Whether the server has shown what it makes of the client's certificate, or of there being none.
    pub has_answered: bool,
    /// Whether the handshake was gone through to its end and the server let it stand. Otherwise it was only looked at as
    /// far as the server's part went, which is what [`end`](Self::end) is about then.
    pub is_complete: bool,
    /// What ended it; `Ok` where nothing went wrong as far as it was looked at.
    pub end: Result<(), TlsFault>,
}

/// What a server chose of a client's offer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chosen {
    /// The version, as TLS writes it: 0x0303.
    pub version: u16,
    /// The cipher suite.
    pub suite: u16,
    /// How the key is agreed on, where that was seen.
    pub exchange: Option<KeyExchange>,
    /// The signature scheme by which the server proved itself, where that was seen.
    pub scheme: Option<u16>,
    /// The compression method; 0 is none.
    pub compression: u8,
    /// Whether the server knows safe renegotiation (RFC 5746). Without meaning in TLS 1.3.
    pub renegotiates_safely: bool,
    /// Whether the server ties the session to its handshake (RFC 7627). Without meaning in TLS 1.3.
    pub extended_master_secret: bool,
    /// Whether the server lets the session be taken up again: it gave it a name, or promises a ticket.
    pub resumes: bool,
    /// The protocol within (ALPN).
    pub protocol: Option<Vec<u8>>,
    /// The version below which the server says that it was talked down (RFC 8446, 4.1.3); `None` where it does not.
    pub downgraded_below: Option<u16>,
}

/// How a key is agreed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyExchange {
    /// The client encrypts it with the server's RSA key.
    Rsa,
    /// Diffie-Hellman with a prime of so many bits, of the server's own choice.
    Dh {
        /// The prime's length.
        bits: usize,
    },
    /// A named group: an elliptic curve, or a prime of RFC 7919.
    Group(u16),
    /// A curve that is given by its parameters.
    ExplicitCurve,
}

/// What a server asks of a client's certificate.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CertificateRequest {
    /// The names of the authorities that are accepted, in DER; none: any.
    pub authorities: Vec<Vec<u8>>,
    /// The kinds of keys (RFC 5246, 7.4.4); TLS 1.3 has none.
    pub kinds: Vec<u8>,
    /// The signature schemes; TLS 1.1 and older have none.
    pub schemes: Vec<u16>,
    /// Those for certificates, where the server tells them apart.
    pub certificate_schemes: Vec<u16>,
}
