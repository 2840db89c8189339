//! The conversation that comes before TLS: up to the last byte in clear text, and not one further.

mod lines;
mod packets;
mod wire;
mod xmpp;

use std::io::{Read, Write};
use std::net::IpAddr;

use thiserror::Error;

use super::{Service, TlsFault};
use wire::Wire;

/// What a server says before TLS is read this far, in bytes; a list of capabilities takes some hundred.
pub const LONGEST_CONVERSATION: usize = 64 * 1024;
/// The longest line that is read, in bytes. RFC 5321 allows 512 for mail, IMAP's capabilities may take more.
pub const LONGEST_LINE: usize = 8 * 1024;
/// As much of a server's own words is kept, in characters.
pub const LONGEST_QUOTE: usize = 200;

/// Why a server did not go over to TLS. The lines are the server's own, without their end, otherwise as they came.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum StartTlsFault {
    /// The server speaks the protocol and does not offer TLS.
    #[error("{service:?} without TLS")]
    NotOffered {
        /// The protocol.
        service: Service,
        /// How the server greeted; nothing where it does not.
        greeting: String,
    },
    /// The server does not want to, or not to speak with us at all.
    #[error("the server refuses: {line}")]
    Refused {
        /// What it said.
        line: String,
        /// The number of its reason, where the protocol has one that is not in the line (LDAP, MySQL).
        code: Option<u32>,
    },
    /// The server waits for a hello: it answered with TLS' own alert, or said nothing where it should greet.
    #[error("the server expects TLS at once")]
    ExpectsTls,
    /// The server speaks, but not this protocol.
    #[error("the server does not speak {service:?}: {greeting}")]
    OtherProtocol {
        /// The protocol that was expected.
        service: Service,
        /// How the server began.
        greeting: String,
        /// What it speaks, where that can be told.
        speaks: Option<Service>,
    },
    /// The server began as the protocol has it and went on otherwise.
    #[error("against the protocol: {line}")]
    Malformed {
        /// What it said.
        line: String,
    },
    /// The server talks on and on.
    #[error("more words than a conversation takes")]
    TooLong,
}

/// The two who speak with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parties<'a> {
    /// The server's name, or its address without brackets.
    pub server: &'a str,
    /// Our own address: by it a client without a name names itself (RFC 5321, 4.1.3).
    pub client: IpAddr,
}

/// Speaks with the server until TLS may begin; what it sends behind that is left unread.
///
/// # Errors
/// [`TlsFault::StartTls`], or what happened to the connection.
pub fn begin(
    stream: &mut (impl Read + Write),
    service: Service,
    parties: Parties<'_>,
) -> Result<(), TlsFault> {
    let mut wire = Wire::new(stream, service);
    match service {
        Service::Tls => Ok(()),
        Service::Smtp => lines::smtp(&mut wire, "EHLO", parties),
        Service::Lmtp => lines::smtp(&mut wire, "LHLO", parties),
        Service::Imap => lines::imap(&mut wire),
        Service::Pop3 => lines::pop3(&mut wire),
        Service::Ftp => lines::ftp(&mut wire),
        Service::Sieve => lines::sieve(&mut wire),
        Service::Nntp => lines::nntp(&mut wire),
        Service::Ldap => packets::ldap(&mut wire),
        Service::Postgres => packets::postgres(&mut wire),
        Service::Mysql => packets::mysql(&mut wire),
        Service::Xmpp => xmpp::xmpp(&mut wire, parties),
    }
}

/// As much of what a server said as is kept.
pub(super) fn quote(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim_end_matches(['\r', '\n', '\0']).chars().take(LONGEST_QUOTE).collect()
}
