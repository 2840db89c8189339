//! Why no certificate was seen, as facts.

use std::io;

use thiserror::Error;

use super::reach::ConnectFault;
use super::route::ProxyFault;
use super::starttls::StartTlsFault;

/// Why a server showed no certificate.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum TlsFault {
    /// The name has no address.
    #[error("{host} has no address")]
    Unresolved {
        /// The name that was asked for.
        host: String,
    },
    /// The name service gave no answer that says yes or no.
    #[error("no answer about {host}: {reason}")]
    NameService {
        /// The name that was asked for.
        host: String,
        /// The system's words, which Java prints as well.
        reason: String,
    },
    /// The name service said nothing for too long.
    #[error("no answer about {host} in time")]
    NameTimeout {
        /// The name that was asked for.
        host: String,
    },
    /// No connection came about: with the server, or, where there is one, with the proxy.
    #[error(transparent)]
    Connect(ConnectFault),
    /// The proxy did not let the connection through.
    #[error(transparent)]
    Proxy(#[from] ProxyFault),
    /// The server did not go over to TLS.
    #[error(transparent)]
    StartTls(#[from] StartTlsFault),
    /// The other side, or somebody in its name, broke the connection.
    #[error("the connection was reset")]
    Reset,
    /// The connection broke.
    #[error("the connection broke: {0}")]
    Lost(io::Error),
    /// The other side said nothing for too long.
    #[error("silence")]
    Silent,
    /// The other side ended the connection in the middle of the handshake.
    #[error("the connection was closed during the handshake")]
    Closed,
    /// The other side ended the handshake.
    #[error("alert {0}")]
    Alert(u8),
    /// The other side warned, of what Java takes for the end: of `unrecognized_name`, or that it closes.
    #[error("alert {0}, a warning")]
    Warning(u8),
    /// What was sent is no TLS: a greeting, an answer of HTTP, SSL 2.0.
    #[error("no TLS handshake: {}", beginning.escape_ascii())]
    NotTls {
        /// How it begins, 512 bytes at most.
        beginning: Vec<u8>,
    },
    /// What was sent breaks the rules of TLS.
    #[error("broken TLS: {0}")]
    Broken(String),
    /// The server chose a protocol that was not offered.
    #[error("the server chose protocol {0:#06x}")]
    Version(u16),
    /// The server chose a cipher suite that was not offered.
    #[error("the server chose cipher suite {0:#06x}")]
    Suite(u16),
    /// The server went through a handshake without sending a certificate.
    #[error("the server sent no certificate")]
    NoCertificate,
    /// A certificate that cannot be read.
    #[error("the server sent a certificate that cannot be read")]
    UnreadableCertificate,
    /// More certificates than Java takes.
    #[error("a chain of {length} certificates")]
    ChainTooLong {
        /// How many.
        length: usize,
    },
    /// A longer message than Java takes.
    #[error("a handshake message of {length} bytes")]
    MessageTooLong {
        /// Its length as announced, in bytes.
        length: usize,
    },
    /// Of none of the groups offered a key can be made here.
    #[error("no key of the groups offered can be made")]
    NoKey,
    /// The client's key is none to sign a handshake with.
    #[error("the client's key cannot sign")]
    UnusableKey,
    /// The system gave no random bytes.
    #[error(transparent)]
    NoRandomness(#[from] crate::machine::NoRandomness),
}

/// Why a name is no server's, by the rules of Java's `URI`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetFault {
    /// There is no name at all.
    ExpectedAuthority,
    /// A character that may not stand there.
    IllegalCharacter(super::UriPart),
    /// A `%` without two hexadecimal digits.
    MalformedEscape,
    /// A `[` without its `]`.
    ExpectedClosingBracket,
    /// What stands in brackets is no IPv6 address.
    MalformedIpv6,
    /// … for it ends in an IPv4 address that is none.
    MalformedIpv4,
    /// … for digits are missing.
    ExpectedIpv6Digits,
    /// … for it ends in a colon.
    ExpectedDigits,
    /// … for a group has more than four digits.
    LongIpv6Group,
    /// … for it has fewer than eight groups.
    ShortIpv6,
    /// … for it has more than eight groups.
    LongIpv6,
    /// A `%` without the name of a network interface.
    ExpectedScope,
    /// A number behind a bracket that is too large for any port.
    MalformedPort,
    /// Something other than a port behind a bracket.
    ExpectedPort,
}

impl From<io::Error> for TlsFault {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            // A socket with a time limit says either.
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => Self::Silent,
            io::ErrorKind::UnexpectedEof => Self::Closed,
            io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionAborted | io::ErrorKind::BrokenPipe => {
                Self::Reset
            }
            _ => Self::Lost(error),
        }
    }
}
