//! Messages of several lines in Java's debug log: hellos, certificates, requests, alerts, traces.

use super::jsse::Place;
use super::{Line, traces};
use crate::explain::assembly::Assembly;
use crate::explain::certificate::{ShownCertificate, cut};
use crate::explain::handshake::{Alert, Evidence, Happening, Hello, MOST_CERTIFICATES, Request};
use crate::explain::stores::{MOST_KEYS, MOST_TRUSTED, ShownKey};
use crate::explain::thrown::Trace;

/// How long a list of names is kept.
const LONGEST_LIST: usize = 16 * 1024;

/// What the lines are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    ClientHello,
    ServerHello,
    ServerCertificate,
    ClientCertificate,
    Trusted,
    Key { alias: String },
    Request,
    Alert,
    Throwable,
    Other,
}

/// A message of several lines.
pub(super) struct Block {
    kind: Kind,
    thread: String,
    at: Option<String>,
    head: Evidence,
    certificates: Vec<ShownCertificate>,
    hello: Hello,
    request: Request,
    /// The extension that the lines are of.
    extension: String,
    version: Option<String>,
    suite: Option<String>,
    level: String,
    description: String,
    trace: Trace,
    is_retry: bool,
}

impl Block {
    pub(super) fn new(kind: Kind, place: Place<'_>, head: Evidence) -> Self {
        Self {
            kind,
            thread: place.thread.to_owned(),
            at: place.at.map(str::to_owned),
            head,
            certificates: Vec::new(),
            hello: Hello::default(),
            request: Request::default(),
            extension: String::new(),
            version: None,
            suite: None,
            level: String::new(),
            description: String::new(),
            trace: Trace::default(),
            is_retry: false,
        }
    }

    /// Takes a line of it.
    pub(super) fn take(&mut self, line: Line<'_>) {
        match &self.kind {
            Kind::ClientHello => self.client_hello(line.text),
            Kind::ServerHello => self.server_hello(line.text),
            Kind::Request => self.request(line.text),
            Kind::Alert => {
                if let Some(level) = value(line.text, "\"level\"") {
                    level.clone_into(&mut self.level);
                } else if let Some(description) = value(line.text, "\"description\"") {
                    description.clone_into(&mut self.description);
                }
            }
            Kind::Throwable => {
                if !traces::take(&mut self.trace, line)
                    && let Some(thrown) = traces::thrown(line)
                {
                    self.trace.push(thrown);
                }
            }
            Kind::ServerCertificate | Kind::ClientCertificate | Kind::Trusted | Kind::Key { .. } => {
                self.certificate(line.text);
            }
            Kind::Other => {}
        }
    }

    fn certificate(&mut self, text: &str) {
        let most = if self.kind == Kind::Trusted { MOST_TRUSTED } else { MOST_CERTIFICATES };
        if text.contains("\"certificate\" :") {
            // Those beyond are counted as the last.
            if self.certificates.len() < most {
                self.certificates.push(ShownCertificate::default());
            }
        } else if let Some(last) = self.certificates.last_mut() {
            last.take(text);
        }
    }

    fn client_hello(&mut self, text: &str) {
        if self.enters_extension(text) {
            return;
        }
        let hello = &mut self.hello;
        if let Some(version) = value(text, "\"client version\"") {
            hello.versions = vec![version.to_owned()];
        } else if let Some(session) = value(text, "\"session id\"") {
            hello.session = Some(session.to_owned()).filter(|session| !session.is_empty());
        } else if let Some(suites) = value(text, "\"cipher suites\"") {
            hello.suites = list(suites);
        } else if let Some((_, name)) = text.split_once("type=host_name (0), value=") {
            hello.name = Some(name.trim().to_owned());
        } else if let Some(names) = value(text, "\"versions\"").or_else(|| value(text, "\"named groups\"")) {
            match self.extension.as_str() {
                "supported_versions" => hello.versions = list(names),
                _ => hello.groups = list(names),
            }
        } else if let Some(names) = value(text, "\"signature schemes\"") {
            if self.extension == "signature_algorithms" {
                hello.schemes = list(names);
            }
        } else if self.extension == "application_layer_protocol_negotiation" && text.contains('[') {
            hello.protocols = list(text.trim());
        }
    }

    fn server_hello(&mut self, text: &str) {
        if text.contains("HelloRetryRequest") {
            self.is_retry = true;
        } else if let Some(session) = value(text, "\"session id\"") {
            self.hello.session = Some(session.to_owned());
        } else if let Some(suite) = value(text, "\"cipher suite\"") {
            self.suite = Some(suite.split('(').next().unwrap_or(suite).to_owned());
        } else if let Some(version) =
            value(text, "\"selected version\"").or_else(|| value(text, "\"server version\""))
        {
            self.version = Some(version.trim_matches(['[', ']']).to_owned());
        }
    }

    fn request(&mut self, text: &str) {
        let request = &mut self.request;
        if let Some(types) = value(text, "\"certificate types\"") {
            request.types = list(types);
        } else if let Some(authorities) = value(text, "\"certificate authorities\"") {
            // On one line, where the names cannot be told apart, or one on each of those that follow.
            let names = authorities.trim_start_matches('[').trim();
            let names = names.strip_suffix(']').unwrap_or(names);
            if !names.is_empty() {
                request.authorities.push(cut(names, LONGEST_LIST).to_owned());
            }
            "certificate_authorities".clone_into(&mut self.extension);
        } else if self.extension == "certificate_authorities"
            && text.contains('=')
            && request.authorities.len() < 256
        {
            let name = text.trim().trim_end_matches([',', ']']);
            request.authorities.push(cut(name, LONGEST_LIST).to_owned());
        } else if text.trim().starts_with(['}', '"']) {
            self.extension.clear();
        }
    }

    /// `"supported_groups (10)": {`
    fn enters_extension(&mut self, text: &str) -> bool {
        let Some(name) = text.trim().strip_suffix(')').or_else(|| text.trim().strip_suffix("{")) else {
            return false;
        };
        let Some((name, _)) = name.trim_start_matches('"').split_once(" (") else { return false };
        if name.is_empty()
            || !name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        {
            return false;
        }
        name.clone_into(&mut self.extension);
        true
    }

    /// It is over: what it tells goes to the attempt.
    pub(super) fn end(self, assembly: &mut Assembly) {
        let thread = self.thread.as_str();
        match self.kind {
            Kind::ClientHello => {
                let handshake = assembly.current(thread);
                handshake.host = handshake.host.take().or_else(|| self.hello.name.clone());
                handshake.hello = Some(Hello { is_shown: true, ..self.hello });
            }
            Kind::ServerHello => {
                let handshake = assembly.answered(thread, self.hello.session.as_deref());
                handshake.note(Happening::ServerHello, self.head);
                if self.is_retry {
                    handshake.is_retried = true;
                    return;
                }
                handshake.suite = self.suite.or_else(|| handshake.suite.take());
                handshake.version = self.version.or_else(|| handshake.version.take());
            }
            Kind::ServerCertificate => {
                assembly.going_on(thread).server_chain = Some(self.certificates);
            }
            Kind::ClientCertificate => {
                let handshake = assembly.going_on(thread);
                let what = if self.certificates.is_empty() {
                    Happening::NoClientCertificate
                } else {
                    Happening::ClientCertificate
                };
                // Java says before that it will send none.
                let is_said = self.certificates.is_empty()
                    && handshake.client_chain.as_ref().is_some_and(Vec::is_empty);
                if !is_said {
                    handshake.note(what, self.head);
                }
                handshake.at = self.at.or_else(|| handshake.at.take());
                handshake.client_chain = Some(self.certificates);
            }
            Kind::Trusted => assembly.stores().trusted = self.certificates,
            Kind::Key { alias } => {
                let stores = assembly.stores();
                if stores.keys.len() < MOST_KEYS {
                    stores.keys.push(ShownKey { alias, chain: self.certificates });
                }
            }
            Kind::Request => {
                assembly.going_on(thread).request = Some(Request { is_shown: true, ..self.request });
            }
            Kind::Alert => {
                let alert =
                    Alert { name: self.description, is_received: true, is_warning: self.level == "warning" };
                if !alert.name.is_empty() {
                    assembly.alert(thread, alert, self.head);
                }
            }
            Kind::Throwable => {
                if !self.trace.thrown.is_empty() {
                    assembly.thrown_by(thread, Trace { is_debug: true, ..self.trace });
                }
            }
            Kind::Other => {}
        }
    }
}

/// `"key"   : "value",` → value.
fn value<'l>(text: &'l str, key: &str) -> Option<&'l str> {
    let rest = text.get(text.find(key)?..)?.strip_prefix(key)?;
    let value = rest.split_once(':')?.1.trim().trim_end_matches(',');
    Some(value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value))
}

/// `[A(0x1302), B(0x1301)]` → A and B.
pub(super) fn list(text: &str) -> Vec<String> {
    cut(text, LONGEST_LIST)
        .trim_matches(['[', ']', '{', '}', ' '])
        .split(',')
        .map(|name| name.split('(').next().unwrap_or(name).trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}
