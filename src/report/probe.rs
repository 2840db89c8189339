//! What a probe of one server came to, as a value that can be told to a person or a program.

use super::findings::TrustStore;
use super::human::verdict::Verdict;
use super::survey::Surveyed;
use jiff::Timestamp;

use super::keytool::certificate::{Exception, java_name};
use crate::diagnosis::{Finding, is_unseen};
use crate::pkix::{ClientChoice, Java};
use crate::probe::{Ending, Keys, OwnEntry, Sighting};
use crate::tls::{Observation, SSL_3_0, TLS_1_0, TLS_1_3};
use crate::x509::Certificate;

/// All there is to tell of one server.
#[derive(Debug)]
pub struct Probed<'p, 'a> {
    /// What was seen.
    pub sighting: &'p Sighting,
    /// Where this Java's connection ends.
    pub ending: &'p Ending<'p>,
    /// The Java.
    pub java: &'p Java,
    /// The name that was told to the server.
    pub told: Option<&'p str>,
    /// The proxy in between, `host:port`.
    pub proxy: Option<&'p str>,
    /// The client's own keystore, and what it answers to the server's request.
    pub own: OwnSide<'p>,
    /// Where the anchors came from.
    pub store: TrustStore<'p>,
    /// The options that say which Java asked the server, and how it was reached, for a command that is printed.
    pub server_options: &'p [String],
    /// What was made of the chain, where one came.
    pub verdict: Option<&'p Verdict<'p, 'a>>,
    /// What the connection would throw, the outermost first; nothing where it goes through.
    pub thrown: &'p [Exception],
    /// What is the matter: first what ends the connection.
    pub findings: &'p [Finding],
    /// The instant as of which the whole chain is shown, where that is wanted.
    pub chain_at: Option<Timestamp>,
    /// What SSLPoke says, where that is asked for.
    pub poke: Option<&'p Poke>,
    /// What else the server speaks, where that was asked for.
    pub surveyed: Option<Surveyed<'p>>,
}

/// What SSLPoke says.
#[derive(Debug)]
pub struct Poke {
    /// Whether it connects.
    pub connects: bool,
    /// What it throws otherwise.
    pub thrown: Vec<Exception>,
}

/// What stands for a connection that goes through.
pub const CONNECTED: &str = "Successfully connected";

impl Poke {
    /// In one line.
    pub fn line(&self) -> String {
        match self.thrown.first() {
            _ if self.connects => CONNECTED.to_owned(),
            Some(thrown) => thrown.to_string(),
            None => "not decided".to_owned(),
        }
    }
}

/// The line above a certificate that a server sent.
pub fn pem_heading(server: &str, place: usize, der: &[u8]) -> String {
    let name = Certificate::read(der).map_or_else(|_| "?".to_owned(), |one| java_name(&one.subject));
    seen(&format!("# {server}, number {}: {name}", place + 1))
}

/// The client's own keystore beside a server's request.
#[derive(Debug, Clone, Copy)]
pub struct OwnSide<'p> {
    /// Its name; `None` where there is none.
    pub store: Option<&'p str>,
    /// What is in it.
    pub keys: &'p Keys,
    /// What this Java answers; `None` where it was not asked.
    pub choice: Option<&'p ClientChoice>,
    /// Whether the answer had the client's own certificate in it.
    pub is_sent: bool,
}

impl<'p> OwnSide<'p> {
    /// The entry whose certificate is sent.
    pub fn chosen(&self) -> Option<&'p OwnEntry> {
        let choice = self.choice.filter(|choice| choice.fault.is_none())?;
        self.keys.entries.get(choice.chosen?)
    }
}

/// Whether a server ends the handshake without a certificate, as far as it has shown; it may refuse later, in its own protocol.
pub fn requires_certificate(seen: &Observation) -> Option<bool> {
    let is_shown = seen.request.is_some() && seen.has_answered && !seen.sent_own;
    is_shown.then_some(seen.end.is_err())
}

impl Probed<'_, '_> {
    /// `HOST:PORT`.
    pub fn server(&self) -> String {
        let endpoint = &self.sighting.endpoint;
        format!("{}:{}", endpoint.written_host(), endpoint.port)
    }

    /// SSLPoke's one line: `Successfully connected`, or the exception. What a server sent does nothing to a terminal there, and
    /// makes no second line.
    pub fn line(&self) -> String {
        let line = match (self.poke, self.ending, self.thrown.first()) {
            (Some(poke), ..) => poke.line(),
            (_, Ending::Connected, _) => CONNECTED.to_owned(),
            (_, _, Some(thrown)) => thrown.to_string(),
            (_, _, None) => {
                self.findings.first().map_or("not decided", |one| one.message.as_str()).to_owned()
            }
        };
        seen(&line) + "\n"
    }
}

/// A text without what does something to a terminal.
fn seen(text: &str) -> String {
    text.chars().map(|one| if is_unseen(one) { '?' } else { one }).collect()
}

/// A version of TLS as people write it.
pub fn version_name(version: u16) -> String {
    match version {
        SSL_3_0 => "SSL 3.0".to_owned(),
        TLS_1_0..=TLS_1_3 => format!("TLS 1.{}", version - TLS_1_0),
        other => format!("version {other:#06x}"),
    }
}
