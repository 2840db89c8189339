//! What is said of an attempt: the step that failed, the check, the cause, who must act.

use std::borrow::Cow;

use super::handshake::Evidence;
use crate::diagnosis::Cause;

/// A step on the way to a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each has its name for programs")]
pub enum Step {
    ClientConfig,
    ClientKeystore,
    ClientTruststore,
    Dns,
    TcpConnect,
    ProxyConnect,
    FirstRecord,
    ClientHello,
    Negotiation,
    ServerCertificate,
    ServerKeyExchange,
    CertificateRequest,
    ClientCertificate,
    ClientCertificateVerification,
    Renegotiation,
    TransportLoss,
}

impl Step {
    /// Its name for programs, which stays.
    pub fn id(self) -> &'static str {
        match self {
            Self::ClientConfig => "client-config",
            Self::ClientKeystore => "client-keystore",
            Self::ClientTruststore => "client-truststore",
            Self::Dns => "dns",
            Self::TcpConnect => "tcp-connect",
            Self::ProxyConnect => "proxy-connect",
            Self::FirstRecord => "first-record",
            Self::ClientHello => "client-hello",
            Self::Negotiation => "negotiation",
            Self::ServerCertificate => "server-certificate",
            Self::ServerKeyExchange => "server-key-exchange",
            Self::CertificateRequest => "certificate-request",
            Self::ClientCertificate => "client-certificate",
            Self::ClientCertificateVerification => "client-certificate-verification",
            Self::Renegotiation => "renegotiation",
            Self::TransportLoss => "transport-loss",
        }
    }
}

/// Somebody who must act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each has its words")]
pub enum Party {
    ClientOperator,
    ClientDeveloper,
    ServerOperator,
    CaOwner,
    NetworkOperator,
    DnsAdministrator,
    ProxyAdministrator,
    SecurityAdministrator,
}

impl Party {
    /// In words, which stay.
    pub fn words(self) -> &'static str {
        match self {
            Self::ClientOperator => "client operator",
            Self::ClientDeveloper => "client developer",
            Self::ServerOperator => "server operator",
            Self::CaOwner => "CA owner",
            Self::NetworkOperator => "network operator",
            Self::DnsAdministrator => "DNS administrator",
            Self::ProxyAdministrator => "proxy administrator",
            Self::SecurityAdministrator => "network security / antivirus administrator",
        }
    }
}

/// One thing that explains a failure.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reason {
    /// The step that failed.
    pub step: Step,
    /// What was checked there.
    pub check: Cow<'static, str>,
    /// The cause.
    pub cause: Cause,
    /// Who must act.
    pub who: &'static [Party],
}

impl Reason {
    pub(super) const fn new(step: Step, check: &'static str, cause: Cause, who: &'static [Party]) -> Self {
        Self { step, check: Cow::Borrowed(check), cause, who }
    }
}

/// What would tell more than this log does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Missing {
    /// The handshake's messages, by `-Djavax.net.debug` on this side.
    HandshakeLog,
    /// Which trust store was opened, and why not, likewise.
    TrustManagerLog,
    /// The certificates and the path, by `-Djava.security.debug=certpath`.
    PathLog,
    /// What the other side logged.
    OtherSide,
    /// The file that could not be opened.
    StoreFile,
}

/// What is said of an attempt that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnosis {
    /// What explains it, the likeliest first; more than one where the log does not decide.
    pub reasons: Vec<Reason>,
    /// The lines that tell.
    pub evidence: Vec<Evidence>,
    /// What the log does not tell.
    pub missing: Option<Missing>,
}

impl Diagnosis {
    pub(super) fn of(reason: Reason, evidence: Option<&Evidence>) -> Self {
        Self { reasons: vec![reason], evidence: evidence.into_iter().cloned().collect(), missing: None }
    }

    pub(super) fn ranked(reasons: Vec<Reason>, evidence: Option<&Evidence>, missing: Missing) -> Self {
        let missing = (reasons.len() > 1).then_some(missing);
        Self { reasons, evidence: evidence.into_iter().cloned().collect(), missing }
    }

    pub(super) fn with<'e>(mut self, evidence: impl IntoIterator<Item = &'e Evidence>) -> Self {
        self.evidence.extend(evidence.into_iter().cloned());
        self.evidence.sort_by_key(|evidence| evidence.line);
        self.evidence.dedup_by_key(|evidence| evidence.line);
        self
    }

    /// The likeliest reason.
    pub fn first(&self) -> Option<&Reason> {
        self.reasons.first()
    }
}
