//! What a probe of one server came to, as a value that can be told to a person or a program.

use super::findings::TrustStore;
use super::human::verdict::Verdict;
use super::keytool::certificate::Exception;
use super::survey::Surveyed;
use crate::diagnosis::Finding;
use crate::pkix::Java;
use crate::probe::{Ending, Sighting};
use crate::tls::{SSL_3_0, TLS_1_0, TLS_1_3};

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
    /// Where the anchors came from.
    pub store: TrustStore<'p>,
    /// What was made of the chain, where one came.
    pub verdict: Option<&'p Verdict<'p, 'a>>,
    /// What the connection would throw, the outermost first; nothing where it goes through.
    pub thrown: &'p [Exception],
    /// What is the matter: first what ends the connection.
    pub findings: &'p [Finding],
    /// What else the server speaks, where that was asked for.
    pub surveyed: Option<Surveyed<'p>>,
}

impl Probed<'_, '_> {
    /// `HOST:PORT`.
    pub fn server(&self) -> String {
        let endpoint = &self.sighting.endpoint;
        format!("{}:{}", endpoint.written_host(), endpoint.port)
    }

    /// SSLPoke's one line: `Successfully connected`, or the exception.
    pub fn line(&self) -> String {
        match (self.ending, self.thrown.first()) {
            (Ending::Connected, _) => "Successfully connected\n".to_owned(),
            (_, Some(thrown)) => format!("{thrown}\n"),
            (_, None) => {
                let what = self.findings.first().map_or("not decided", |finding| finding.message.as_str());
                format!("{what}\n")
            }
        }
    }
}

/// A version of TLS as people write it.
pub fn version_name(version: u16) -> String {
    match version {
        SSL_3_0 => "SSL 3.0".to_owned(),
        TLS_1_0..=TLS_1_3 => format!("TLS 1.{}", version - TLS_1_0),
        other => format!("version {other:#06x}"),
    }
}
