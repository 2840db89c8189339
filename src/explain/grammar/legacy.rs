//! `javax.net.debug` of JDK 7, and of 8 before its update 261: `*** ClientHello, TLSv1.2`, `main, WRITE: TLSv1 Handshake, length = 163`.

use super::Line;
use super::blocks::list;
use crate::explain::assembly::{Assembly, UNOWNED};
use crate::explain::certificate::ShownCertificate;
use crate::explain::handshake::{Alert, Happening, Hello, MOST_CERTIFICATES, Request, Side};
use crate::explain::stores::MOST_TRUSTED;
use crate::explain::thrown::Trace;

/// What the lines are of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Section {
    #[default]
    None,
    ClientHello,
    ServerHello,
    Chain,
    Request,
    Authorities,
    Trusted,
    Found,
}

/// The state of such a log.
#[derive(Default)]
pub(super) struct Legacy {
    section: Section,
    /// The thread of the last line that names one.
    thread: String,
    /// Whether that line told of something that came in.
    has_read: bool,
    /// Whether the attempt has not told of its thread.
    is_unowned: bool,
    /// Whether the server has had its say.
    is_hello_done: bool,
    /// Whether the chain that is shown is the client's.
    is_of_client: bool,
    finished: u8,
    /// How long what stands before the lines is.
    prefix: usize,
}

impl Legacy {
    /// A line before one of interest: whoever reads before a hello is a server.
    pub(super) fn before(&mut self, line: Line<'_>) {
        if let Some((before, rest)) = line.text.split_once(", READ: ") {
            self.has_read = rest.contains(" Handshake");
            thread_in(before).clone_into(&mut self.thread);
        }
    }

    /// A line. Whether it is one of such a log.
    pub(super) fn line(&mut self, line: Line<'_>, assembly: &mut Assembly) -> bool {
        let text = line.text;
        if let Some((before, message)) = text.split_once("*** ") {
            self.prefix = before.len();
            return self.message(message.trim(), line, assembly);
        }
        if text.trim_end().ends_with("***") && text.trim().len() < 60 {
            self.section = Section::None;
            return text.get(self.prefix..).is_some_and(|text| text.trim() == "***");
        }
        if text.trim_end().ends_with("adding as trusted cert:") {
            self.section = Section::Trusted;
            self.prefix = text.find("adding").unwrap_or_default();
            let stores = assembly.stores();
            if stores.trusted.len() < MOST_TRUSTED {
                stores.trusted.push(ShownCertificate::default());
            }
            return true;
        }
        if text.trim_end().ends_with("Found trusted certificate:") {
            self.section = Section::Found;
            self.prefix = text.find("Found").unwrap_or_default();
            let handshake = assembly.current(self.place());
            handshake.is_trusted = true;
            handshake.note(Happening::Trusted, line.evidence());
            return true;
        }
        if text.contains("%% Cached ") && text.contains("session: [") {
            let handshake = assembly.current(self.place());
            handshake.is_finished = true;
            handshake.note(Happening::Finished, line.evidence());
            return true;
        }
        if text.contains("no suitable certificate found - continuing without client authentication") {
            let handshake = assembly.current(self.place());
            handshake.client_chain = Some(Vec::new());
            handshake.note(Happening::NoClientCertificate, line.evidence());
            return true;
        }
        self.of_thread(line, assembly) || self.inside(line, assembly)
    }

    /// Where the attempt is kept that the lines without a thread are of.
    fn place(&self) -> &str {
        if self.is_unowned { UNOWNED } else { &self.thread }
    }

    /// `*** ServerHello, TLSv1.2`
    fn message(&mut self, message: &str, line: Line<'_>, assembly: &mut Assembly) -> bool {
        self.section = Section::None;
        let (name, rest) = message.split_once(", ").unwrap_or((message, ""));
        match name {
            "ClientHello" => {
                let side = if self.has_read { Side::Server } else { Side::Client };
                self.is_unowned = !self.has_read;
                self.is_hello_done = false;
                self.is_of_client = false;
                self.finished = 0;
                self.section = Section::ClientHello;
                let place = self.place().to_owned();
                let handshake = assembly.hello(&place, side);
                handshake.hello =
                    Some(Hello { versions: vec![rest.to_owned()], is_shown: true, ..Hello::default() });
                handshake.note(Happening::ClientHello, line.evidence());
            }
            "ServerHello" => {
                let handshake = assembly.current(self.place());
                handshake.version = Some(rest.to_owned());
                handshake.note(Happening::ServerHello, line.evidence());
                self.section = Section::ServerHello;
            }
            "Certificate chain" => {
                // A server reads the client's chain, a client writes it, both behind the server's last word.
                self.is_of_client = self.is_hello_done;
                let is_of_client = self.is_of_client;
                let handshake = assembly.current(self.place());
                if !is_of_client {
                    handshake.server_chain = Some(Vec::new());
                    handshake.note(Happening::ServerCertificate, line.evidence());
                }
                self.section = Section::Chain;
            }
            "CertificateRequest" => {
                let handshake = assembly.current(self.place());
                handshake.request = Some(Request { is_shown: true, ..Request::default() });
                handshake.note(Happening::CertificateRequest, line.evidence());
                self.section = Section::Request;
            }
            "ServerHelloDone" => {
                assembly.recognise();
                self.is_hello_done = true;
            }
            "Finished" => {
                self.finished = self.finished.saturating_add(1);
                if self.finished == 2 {
                    let handshake = assembly.current(self.place());
                    handshake.is_finished = true;
                    handshake.note(Happening::Finished, line.evidence());
                }
            }
            _ => return name.ends_with("KeyExchange") || name == "CertificateVerify",
        }
        true
    }

    /// `main, RECV TLSv1.2 ALERT:  fatal, handshake_failure`
    fn of_thread(&mut self, line: Line<'_>, assembly: &mut Assembly) -> bool {
        const WORDS: [&str; 8] = [
            ", WRITE: ",
            ", READ: ",
            ", RECV ",
            ", SEND ",
            ", handling exception: ",
            ", fatal error: ",
            ", received EOFException",
            ", called close",
        ];
        let found = WORDS.iter().filter_map(|words| line.text.find(words)).min();
        let Some(at) = found else { return false };
        let (before, rest) = line.text.split_at(at);
        let thread = thread_in(before);
        let rest = rest.trim_start_matches(", ");
        thread.clone_into(&mut self.thread);
        // What was shown of a message has ended.
        self.section = Section::None;
        self.has_read = rest.starts_with("READ: ") && rest.contains(" Handshake");
        if self.is_unowned {
            self.is_unowned = false;
            assembly.adopt(thread);
        }
        assembly.recognise();
        if let Some((_, alert)) = rest.split_once(" ALERT:") {
            let mut parts = alert.split(',').map(str::trim);
            let level = parts.next().unwrap_or_default();
            let name =
                parts.next().unwrap_or_default().trim_start_matches("description = ").trim_matches('"');
            let alert = Alert {
                name: name.to_owned(),
                is_received: rest.starts_with("RECV"),
                is_warning: level == "warning",
            };
            assembly.alert(thread, alert, line.evidence());
        } else if rest.contains(" Application Data") {
            assembly.current(thread).has_data = true;
        } else if let Some(version) =
            rest.strip_prefix("READ: ").and_then(|rest| rest.split_once(" Handshake"))
        {
            let handshake = assembly.current(thread);
            if handshake.side == Some(Side::Client) && handshake.version.is_none() {
                handshake.version = Some(version.0.to_owned());
            }
        } else if let Some((_, words)) =
            rest.strip_prefix("fatal error: ").and_then(|rest| rest.split_once(": "))
        {
            // `fatal error: 42: null cert chain`
            let told = Line { number: line.number, text: words };
            assembly.complain(thread, told.evidence());
        } else if let Some(exception) = rest.strip_prefix("handling exception: ") {
            let told = Line { number: line.number, text: exception };
            if let Some(thrown) = super::traces::thrown(told) {
                let mut trace = Trace { is_debug: true, ..Trace::default() };
                trace.push(thrown);
                assembly.thrown_by(thread, trace);
            }
        }
        true
    }

    /// A line of a section.
    fn inside(&mut self, line: Line<'_>, assembly: &mut Assembly) -> bool {
        let text = line.text.get(self.prefix..).unwrap_or(line.text).trim();
        match self.section {
            Section::None => return false,
            Section::ClientHello => {
                let handshake = assembly.current(self.place());
                let hello = handshake.hello.get_or_insert_default();
                if let Some((_, suites)) = text.split_once("Cipher Suites: ") {
                    hello.suites = list(suites);
                } else if let Some((_, name)) =
                    text.split_once("host_name (0), value=").or_else(|| text.split_once("[host_name: "))
                {
                    let name = name.trim_end_matches(']').to_owned();
                    hello.name = Some(name.clone());
                    handshake.host.get_or_insert(name);
                } else if let Some((_, names)) = text.split_once("curve names: ") {
                    hello.groups = list(names);
                } else if let Some((_, names)) = text.split_once("signature_algorithms: ") {
                    hello.schemes = list(names);
                }
            }
            Section::ServerHello => {
                if let Some((_, suite)) = text.split_once("Cipher Suite: ") {
                    assembly.current(self.place()).suite = Some(suite.to_owned());
                }
            }
            Section::Chain => self.chain(text, line, assembly),
            Section::Request | Section::Authorities => {
                if text.starts_with("Cert Authorities:") {
                    self.section = Section::Authorities;
                    return true;
                }
                let in_authorities = self.section == Section::Authorities;
                let request = assembly.current(self.place()).request.get_or_insert_default();
                if let Some((_, types)) = text.split_once("Cert Types: ") {
                    request.types = list(types);
                } else if in_authorities && request.authorities.len() < 256 {
                    let is_begun = text.starts_with('<') || request.authorities.is_empty();
                    let name = text.trim_matches(['<', '>']);
                    match request.authorities.last_mut() {
                        // Some logs break the line in the middle of a name.
                        Some(last) if !is_begun && last.len() < 4096 => {
                            last.push(' ');
                            last.push_str(name);
                        }
                        _ if name.contains('=') => request.authorities.push(name.to_owned()),
                        _ => {}
                    }
                }
            }
            Section::Trusted => {
                let last = assembly.stores().trusted.last_mut();
                if !last.is_some_and(|last| last.take(text)) {
                    if text.is_empty() {
                        self.section = Section::None;
                    }
                    return text.starts_with("Algorithm: ");
                }
            }
            Section::Found => {
                if text == "]" || text.is_empty() {
                    self.section = Section::None;
                }
            }
        }
        true
    }

    fn chain(&self, text: &str, line: Line<'_>, assembly: &mut Assembly) {
        let is_of_client = self.is_of_client;
        let handshake = assembly.current(self.place());
        if text == "<Empty>" {
            if handshake.client_chain.is_none() {
                handshake.note(Happening::NoClientCertificate, line.evidence());
            }
            handshake.client_chain = Some(Vec::new());
            return;
        }
        if text.starts_with("chain [") && is_of_client && handshake.client_chain.is_none() {
            handshake.note(Happening::ClientCertificate, line.evidence());
        }
        let chain = if is_of_client { &mut handshake.client_chain } else { &mut handshake.server_chain };
        let chain = chain.get_or_insert_default();
        if text.starts_with("chain [") {
            if chain.len() < MOST_CERTIFICATES {
                chain.push(ShownCertificate::default());
            }
        } else if let Some(last) = chain.last_mut() {
            last.take(text);
        }
    }
}

/// The thread before a message: its name may have blanks, what a logger puts before it ends with some mark.
fn thread_in(before: &str) -> &str {
    before.rsplit(['|', '\t']).next().unwrap_or(before).trim()
}
