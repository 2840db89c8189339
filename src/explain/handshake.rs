//! One attempt to connect, as far as the log tells of it.

use std::rc::Rc;

use super::certificate::{ShownCertificate, cut};
use super::stores::Stores;
use super::thrown::Trace;

/// Which side wrote the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The one that connects.
    Client,
    /// The one that is connected to.
    Server,
}

/// What a ClientHello offers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hello {
    /// The name that is told to the server (SNI).
    pub name: Option<String>,
    /// The session that it names, in hexadecimal as Java writes it.
    pub(super) session: Option<String>,
    /// The versions, as Java writes them.
    pub versions: Vec<String>,
    /// The cipher suites.
    pub suites: Vec<String>,
    /// The groups.
    pub groups: Vec<String>,
    /// The signature schemes.
    pub schemes: Vec<String>,
    /// The application protocols.
    pub protocols: Vec<String>,
    /// Whether the log shows what is in it, and not only that it was sent.
    pub is_shown: bool,
}

/// The alerts that end a handshake, by their numbers (RFC 8446, section 6; RFC 5246, section 7.2).
pub(super) const ALERTS: [(u8, &str); 28] = [
    (10, "unexpected_message"),
    (20, "bad_record_mac"),
    (21, "decryption_failed"),
    (22, "record_overflow"),
    (30, "decompression_failure"),
    (40, "handshake_failure"),
    (42, "bad_certificate"),
    (43, "unsupported_certificate"),
    (44, "certificate_revoked"),
    (45, "certificate_expired"),
    (46, "certificate_unknown"),
    (47, "illegal_parameter"),
    (48, "unknown_ca"),
    (49, "access_denied"),
    (50, "decode_error"),
    (51, "decrypt_error"),
    (70, "protocol_version"),
    (71, "insufficient_security"),
    (80, "internal_error"),
    (86, "inappropriate_fallback"),
    (100, "no_renegotiation"),
    (109, "missing_extension"),
    (110, "unsupported_extension"),
    (112, "unrecognized_name"),
    (113, "bad_certificate_status_response"),
    (115, "unknown_psk_identity"),
    (116, "certificate_required"),
    (120, "no_application_protocol"),
];

/// What a server asks of a client's certificate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// The kinds of keys.
    pub types: Vec<String>,
    /// The authorities, as far as they can be told apart.
    pub authorities: Vec<String>,
    /// Whether the log shows what is in it.
    pub is_shown: bool,
}

impl Request {
    /// Whether an authority is one of those.
    pub fn lists(&self, issuer: &str) -> bool {
        self.authorities.iter().any(|authority| authority.contains(issuer))
    }
}

/// An alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// Its name, as in RFC 8446, with underscores.
    pub name: String,
    /// Whether the other side sent it.
    pub is_received: bool,
    /// Whether it only warns.
    pub is_warning: bool,
}

/// A line worth showing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Its number.
    pub line: u64,
    /// What is in it.
    pub text: String,
}

/// What happened, in the order of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "they are the messages of a handshake")]
pub enum Happening {
    Store,
    Application,
    ClientHello,
    ServerHello,
    ServerCertificate,
    Trusted,
    CertificateRequest,
    ClientCertificate,
    NoClientCertificate,
    AlertSent,
    AlertReceived,
    Finished,
    Data,
    Failure,
    Closed,
}

/// Something that happened, and the line that tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// What.
    pub what: Happening,
    /// Where the log tells it.
    pub evidence: Evidence,
}

/// How many moments are kept of one attempt.
const MOST_MOMENTS: usize = 64;

/// How many moments, traces and bytes of a message are kept of an attempt that is told of.
const MOST_MOMENTS_TOLD: usize = 24;
const MOST_TRACES_TOLD: usize = 3;
const LONGEST_MESSAGE_TOLD: usize = 300;

/// How many certificates are kept of one chain.
pub(super) const MOST_CERTIFICATES: usize = 16;

/// One attempt to connect.
#[derive(Debug, Clone, Default)]
pub struct Handshake {
    /// The thread, or whatever else tells attempts apart.
    pub thread: String,
    /// Which side wrote the log, where it is known.
    pub side: Option<Side>,
    /// The host that was to be reached.
    pub host: Option<String>,
    /// Its port.
    pub port: Option<u16>,
    /// Whether the address began with `http:`.
    pub is_plain: bool,
    /// The ClientHello.
    pub hello: Option<Hello>,
    /// The version that was agreed on, or that the other side's records have.
    pub version: Option<String>,
    /// The cipher suite that was agreed on.
    pub suite: Option<String>,
    /// What the server sent; `None` before it did.
    pub server_chain: Option<Vec<ShownCertificate>>,
    /// Whether the server's certificate was trusted.
    pub is_trusted: bool,
    /// What the server asked of the client's certificate.
    pub request: Option<Request>,
    /// What the client sent; empty where it sent none.
    pub client_chain: Option<Vec<ShownCertificate>>,
    /// The alerts.
    pub alerts: Vec<Alert>,
    /// Whether the handshake came to its end.
    pub is_finished: bool,
    /// Whether data went over the connection.
    pub has_data: bool,
    /// Whether the server gave a ticket for the next connection.
    pub has_ticket: bool,
    /// Whether it was seen to be well in the end.
    pub is_success: bool,
    /// What was thrown.
    pub traces: Vec<Trace>,
    /// Other lines that tell of a failure: openssl's, IAIK's, an application's.
    pub complaints: Vec<Evidence>,
    /// The kinds of keys that this side looked for and has none of.
    pub(super) lacking: Vec<String>,
    /// Whether the server found a key.
    pub(super) has_server_key: bool,
    /// Whether a version had no cipher suite left.
    pub(super) lacks_suite: bool,
    /// Whether the server asked for another hello.
    pub(super) is_retried: bool,
    /// When it was, as the log writes it.
    pub at: Option<String>,
    /// Whether it was seen through IAIK's library.
    pub is_iaik: bool,
    /// Whether the application told of its failure, so that the next one it tells of is another's.
    pub(super) is_reported: bool,
    /// What was known of the stores.
    pub stores: Rc<Stores>,
    /// What happened.
    pub moments: Vec<Moment>,
}

impl Handshake {
    pub(super) fn new(thread: &str, stores: &Rc<Stores>) -> Self {
        Self { thread: thread.to_owned(), stores: Rc::clone(stores), ..Self::default() }
    }

    pub(super) fn note(&mut self, what: Happening, evidence: Evidence) {
        if self.moments.len() < MOST_MOMENTS {
            self.moments.push(Moment { what, evidence });
        }
    }

    /// This side has no key of a kind.
    pub(super) fn lacks_key(&mut self, kind: &str) {
        if self.lacking.len() < 8 && !self.lacking.iter().any(|known| known == kind) {
            self.lacking.push(kind.to_owned());
        }
    }

    /// The server has a key that will do.
    pub(super) fn finds_key(&mut self) {
        self.has_server_key = true;
    }

    /// Whether the client looked for a key, as it does when the server asks for one, and has none.
    pub fn has_no_client_key(&self) -> bool {
        !self.has_server_key && !self.lacking.is_empty()
    }

    /// Whether the server has no key at all: it looked for keys of the two kinds that servers have.
    pub fn has_no_server_key(&self) -> bool {
        let lacks = |kind: &str| self.lacking.iter().any(|known| known == kind);
        !self.has_server_key && self.stores.keys.is_empty() && lacks("RSA") && lacks("EC")
    }

    /// Whether the server has taken the client's last word, so that it has nothing against its certificate.
    ///
    /// RFC 8446, sections 2 and 4.6.1: in TLS 1.3 the server is done before the client is, and only its tickets come behind what the
    /// client proves itself with; before, the server's own end is the last of a handshake.
    pub fn is_accepted(&self) -> bool {
        let is_newer = self.version.as_deref().is_some_and(|version| version.contains("1.3"));
        if is_newer { self.has_ticket } else { self.is_finished || self.has_data }
    }

    /// Whether anything is known to have gone wrong.
    pub fn has_failure(&self) -> bool {
        !self.traces.is_empty()
            || !self.complaints.is_empty()
            || self.alerts.iter().any(|alert| !alert.is_warning)
    }

    /// Whether it has come to an end, good or bad.
    pub(super) fn has_ended(&self) -> bool {
        self.has_failure() || self.is_finished || self.is_success
    }

    /// Whether it says no more than that something was about to happen.
    pub(super) fn is_blank(&self) -> bool {
        !self.has_failure() && !self.is_success && self.hello.is_none() && self.moments.is_empty()
    }

    /// The line where it begins.
    pub fn first_line(&self) -> u64 {
        let traces = self.traces.iter().map(|trace| trace.first_line());
        let complaints = self.complaints.iter().map(|complaint| complaint.line);
        let moments = self.moments.iter().map(|moment| moment.evidence.line);
        traces.chain(complaints).chain(moments).min().unwrap_or_default()
    }

    /// Forgets what only symptoms need: attempts that are told of are kept to the end of the log.
    ///
    /// What is left of the stores is shared with the attempt before where it is the same.
    pub(super) fn forget_details(&mut self, before: Option<&Rc<Stores>>) {
        self.complaints = Vec::new();
        self.traces.truncate(MOST_TRACES_TOLD);
        for thrown in self.traces.iter_mut().flat_map(|trace| &mut trace.thrown) {
            thrown.evidence = None;
            thrown.message = cut(&thrown.message, LONGEST_MESSAGE_TOLD).to_owned();
        }
        self.moments.truncate(MOST_MOMENTS_TOLD);
        if let Some(hello) = &mut self.hello {
            hello.schemes = Vec::new();
        }
        let stores = &self.stores;
        let told = Stores {
            trust: stores.trust.clone(),
            inaccessible: stores.inaccessible.clone(),
            loaded: stores.loaded,
            key: stores.key.clone(),
            keys: stores.keys.first().cloned().into_iter().collect(),
            ..Stores::default()
        };
        self.stores = match before {
            Some(before) if **before == told => Rc::clone(before),
            _ => Rc::new(told),
        };
        self.moments.shrink_to_fit();
    }

    /// The lines that tell of one kind of thing.
    pub fn lines_of(&self, what: Happening) -> impl Iterator<Item = &Evidence> {
        self.moments.iter().filter(move |moment| moment.what == what).map(|moment| &moment.evidence)
    }
}
