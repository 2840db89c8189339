//! What a server speaks beside what a Java offers: the words that people and programs are told alike.

use tls_parser::TlsCipherSuite;

use super::exceptions::connection::alert;
use crate::pkix::client::{Spoken, names};
use crate::probe::weakness::{self, Weakness};
use crate::tls::survey::{Accepted, Chooser, Extent, SuiteSeen, Survey};
use crate::tls::{KeyExchange, TlsFault};

/// A survey of a server, and the Java that it is held against.
#[derive(Debug, Clone, Copy)]
pub struct Surveyed<'s> {
    /// What the server speaks.
    pub survey: &'s Survey,
    /// What the Java says first.
    pub spoken: &'s Spoken,
    /// What was asked for.
    pub extent: Extent,
}

impl Surveyed<'_> {
    /// Whether the Java offers a version.
    pub fn offers_version(&self, version: u16) -> bool {
        self.spoken.protocols.iter().any(|own| own.number == version)
    }

    /// Whether it offers a suite in a version.
    pub fn offers_suite(&self, version: u16, suite: u16) -> bool {
        self.offers_version(version) && self.place_of(suite).is_some()
    }

    /// The place of a suite in the Java's order.
    fn place_of(&self, suite: u16) -> Option<usize> {
        self.spoken.suites.iter().position(|own| own.number == suite)
    }

    /// The suites of a version in the order that counts: the server's, or where the client chooses, this Java's, and behind
    /// it the others, the better before the worse.
    pub fn in_order<'a>(&self, accepted: &'a Accepted) -> Vec<&'a SuiteSeen> {
        let mut suites: Vec<&SuiteSeen> = accepted.suites.iter().collect();
        if accepted.chooser == Some(Chooser::Client) {
            suites.sort_by_key(|seen| {
                let weaknesses = weakness::of_suite(seen.suite, seen.exchange);
                (self.place_of(seen.suite).unwrap_or(usize::MAX), weaknesses.len())
            });
        }
        suites
    }

    /// Whether it offers a group.
    pub fn offers_group(&self, group: u16) -> bool {
        self.spoken.groups.iter().any(|own| own.number == group)
    }
}

/// A cipher suite by Java's name, else by IANA's.
pub fn suite_name(suite: u16) -> String {
    let java = names::suite(suite).map(|named| named.name);
    let iana = || TlsCipherSuite::from_id(suite).map(|known| known.name);
    java.or_else(iana).map_or_else(|| format!("{suite:#06x}"), str::to_owned)
}

/// A group by Java's name, else by IANA's.
pub fn group_name(group: u16) -> String {
    let iana = || {
        Some(match group {
            0x001f => "brainpoolP256r1tls13",
            0x0020 => "brainpoolP384r1tls13",
            0x0021 => "brainpoolP512r1tls13",
            0x0029 => "curveSM2",
            0x0200 => "MLKEM512",
            0x0201 => "MLKEM768",
            0x0202 => "MLKEM1024",
            0x11eb => "SecP256r1MLKEM768",
            0x11ec => "X25519MLKEM768",
            0x11ed => "SecP384r1MLKEM1024",
            0x6399 => "X25519Kyber768Draft00",
            _ => return None,
        })
    };
    let java = names::group(group).map(|named| named.name);
    java.or_else(iana).map_or_else(|| format!("{group:#06x}"), str::to_owned)
}

/// How a key is agreed on, in a few words.
pub fn exchange_name(exchange: KeyExchange) -> String {
    match exchange {
        KeyExchange::Rsa => "RSA".to_owned(),
        KeyExchange::Dh { bits } => format!("DH {bits}"),
        KeyExchange::Group(group) => group_name(group),
        KeyExchange::ExplicitCurve => "curve of its own".to_owned(),
    }
}

/// A weakness as it is said.
pub fn weakness_name(weakness: Weakness) -> String {
    match weakness {
        Weakness::NoEncryption => "no encryption".into(),
        Weakness::Anonymous => "anonymous".into(),
        Weakness::ShortKey => "key below 112 bits".into(),
        Weakness::Rc4 => "RC4".into(),
        Weakness::ShortBlock => "64-bit blocks".into(),
        Weakness::Md5 => "MD5".into(),
        Weakness::ShortGroup(bits) => format!("{bits}-bit key agreement"),
        Weakness::NoForwardSecrecy => "no forward secrecy".into(),
        Weakness::FiniteField => "finite-field DH".into(),
        Weakness::Cbc => "CBC".into(),
        Weakness::OldProtocol => "deprecated protocol".into(),
    }
}

/// How a version was turned down.
pub fn refusal(fault: &TlsFault) -> String {
    match fault {
        TlsFault::Alert(number) | TlsFault::Warning(number) => {
            alert(*number).map_or_else(|| format!("alert {number}"), |(name, _)| name.to_owned())
        }
        TlsFault::Version(_) => "another version was chosen".to_owned(),
        TlsFault::Suite(_) => "another suite was chosen".to_owned(),
        other => other.to_string(),
    }
}

/// Who chooses, as it is written in JSON.
pub fn chooser_name(chooser: Chooser) -> &'static str {
    match chooser {
        Chooser::Server => "server",
        Chooser::Client => "client",
    }
}
