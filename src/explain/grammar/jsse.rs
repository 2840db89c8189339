//! `javax.net.debug` of JDK 11 to 25, and of 8 since its update 261: `javax.net.ssl|DEBUG|10|main|2026-11-21 …|File.java:1|message`.
//!
//! The messages are the same through a `System.Logger`, without threads and without the blocks.

use super::blocks::{Block, Kind};
use super::{Line, stores};
use crate::explain::assembly::Assembly;
use crate::explain::handshake::{Alert, Handshake, Happening, Hello, Request, Side};
use crate::explain::stores::{MOST_KEYS, ShownKey};

/// What stands before a line.
const MARK: &str = "javax.net.ssl|";

/// The state of such a log.
#[derive(Default)]
pub(super) struct Jsse {
    block: Option<Block>,
    /// How long what stands before the lines is.
    prefix: usize,
    /// Whether the next line is a logger's message.
    is_message_next: bool,
}

/// Where and when a message was written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'l> {
    pub(super) thread: &'l str,
    pub(super) at: Option<&'l str>,
}

impl Jsse {
    /// The first line of a message.
    pub(super) fn head(&mut self, line: Line<'_>, assembly: &mut Assembly) -> bool {
        if let Some(start) = line.text.find(MARK) {
            let rest = line.text.get(start..).unwrap_or_default();
            let mut fields = rest.splitn(7, '|').skip(3);
            if let (Some(thread), Some(at), Some(_), Some(message)) =
                (fields.next(), fields.next(), fields.next(), fields.next())
            {
                self.end(assembly);
                self.prefix = start;
                self.message(Place { thread, at: Some(at) }, message, line, assembly);
                return true;
            }
        }
        let trimmed = line.text.trim_end();
        if trimmed.ends_with("sun.security.ssl.SSLLogger log") {
            self.end(assembly);
            self.is_message_next = true;
            return true;
        }
        if std::mem::take(&mut self.is_message_next)
            && let Some(message) =
                behind_level(trimmed.rsplit_once("| ").map_or(trimmed, |(_, behind)| behind))
        {
            self.message(Place { thread: "", at: None }, message, line, assembly);
            return true;
        }
        // A logger of another kind: `DEBUG javax.net.ssl - message`.
        let named = ["javax.net.ssl - ", "javax.net.ssl: ", "javax.net.ssl] "]
            .iter()
            .find_map(|words| line.text.split_once(words));
        if let Some((_, message)) = named {
            self.end(assembly);
            self.message(Place { thread: "", at: None }, message, line, assembly);
            return true;
        }
        false
    }

    /// A line of a message of several lines.
    pub(super) fn inside(&mut self, line: Line<'_>, assembly: &mut Assembly) -> bool {
        let Some(block) = &mut self.block else { return false };
        // What stands before the lines of one message is equally long, whatever it is.
        let bare = line.text.get(self.prefix..).unwrap_or_default();
        let is_end = bare.trim() == ")" || line.text.trim() == ")";
        if is_end {
            self.end(assembly);
            return true;
        }
        let bare = if bare.is_empty() { line.text } else { bare };
        block.take(Line { number: line.number, text: bare });
        true
    }

    /// The message of several lines is over.
    pub(super) fn end(&mut self, assembly: &mut Assembly) {
        if let Some(block) = self.block.take() {
            block.end(assembly);
        }
    }

    fn message(&mut self, place: Place<'_>, message: &str, line: Line<'_>, assembly: &mut Assembly) {
        assembly.recognise();
        let message = message.trim_end();
        let (words, is_block) = match message.strip_suffix('(') {
            Some(words) => (words.trim_end(), true),
            None => (message, false),
        };
        let kind = self.words(place, words, is_block, line, assembly);
        if is_block {
            self.block = Some(Block::new(kind.unwrap_or(Kind::Other), place, line.evidence()));
        }
    }

    /// What the first line of a message says; the kind of the lines that follow.
    fn words(
        &self,
        place: Place<'_>,
        words: &str,
        is_block: bool,
        line: Line<'_>,
        assembly: &mut Assembly,
    ) -> Option<Kind> {
        let thread = place.thread;
        if stores::message(words, line, assembly) {
            return None;
        }
        if let (false, Some(alias)) = (is_block, words.strip_prefix("found key for : ")) {
            let stores = assembly.stores();
            if stores.keys.len() < MOST_KEYS {
                stores.keys.push(ShownKey { alias: alias.to_owned(), chain: Vec::new() });
            }
            return None;
        }
        if words.starts_with("Produced ClientHello") || words.starts_with("Consuming ClientHello") {
            let side = if words.starts_with('P') { Side::Client } else { Side::Server };
            let handshake = hello(thread, side, assembly);
            handshake.hello = Some(Hello::default());
            handshake.at = place.at.map(str::to_owned);
            handshake.note(Happening::ClientHello, line.evidence());
            return Some(Kind::ClientHello);
        }
        if words.contains("ServerHello handshake message") {
            // Which attempt it answers is told in the lines that follow, where there are some.
            if !is_block {
                assembly.going_on(thread).note(Happening::ServerHello, line.evidence());
            }
            return Some(Kind::ServerHello);
        }
        if words.ends_with("server Certificate handshake message")
            || words.ends_with("server Certificate message")
        {
            let handshake = assembly.going_on(thread);
            handshake.server_chain.get_or_insert_default();
            handshake.note(Happening::ServerCertificate, line.evidence());
            return Some(Kind::ServerCertificate);
        }
        if words.ends_with("client Certificate handshake message")
            || words.ends_with("client Certificate message")
        {
            return Some(Kind::ClientCertificate);
        }
        if words.contains("CertificateRequest") && words.contains("message") {
            let handshake = assembly.going_on(thread);
            handshake.request = Some(Request::default());
            handshake.note(Happening::CertificateRequest, line.evidence());
            return Some(Kind::Request);
        }
        if words.starts_with("Found trusted certificate") {
            let handshake = assembly.going_on(thread);
            handshake.is_trusted = true;
            handshake.note(Happening::Trusted, line.evidence());
        } else if words.starts_with("adding as trusted certificates") {
            return Some(Kind::Trusted);
        } else if let Some(alias) = words.strip_prefix("found key for : ") {
            return Some(Kind::Key { alias: alias.to_owned() });
        } else if words == "Received alert message" {
            return Some(Kind::Alert);
        } else if words.starts_with("Fatal") {
            // Without a trace behind it the words are all there is.
            if !is_block {
                if let Some((_, told)) = words.split_once("): ")
                    && told != "Couldn't kickstart handshaking"
                {
                    let told = Line { number: line.number, text: told };
                    assembly.complain(thread, told.evidence());
                }
                return None;
            }
            return (!words.starts_with("Fatal: failed to send")).then_some(Kind::Throwable);
        } else if words.starts_with("handling exception")
            || words.starts_with("Failed to load default ")
            || words.contains("skip default keystore")
        {
            return Some(Kind::Throwable);
        } else {
            self.small(place, words, line, assembly);
        }
        None
    }

    /// Messages of one line.
    fn small(&self, place: Place<'_>, words: &str, line: Line<'_>, assembly: &mut Assembly) {
        let thread = place.thread;
        if let Some(version) = words.strip_prefix("Negotiated protocol version: ") {
            assembly.going_on(thread).version = Some(version.to_owned());
        } else if let Some(suite) = words.strip_prefix("use cipher suite ") {
            assembly.current(thread).suite = Some(suite.to_owned());
        } else if let Some(count) =
            words.strip_prefix("Reloaded ").and_then(|rest| rest.strip_suffix(" trust certs"))
        {
            assembly.stores().loaded = count.parse().ok();
        } else if let Some((_, rest)) = words.split_once("was replaced with (type=host_name (0), value=") {
            let host = rest.trim_end_matches(')').to_owned();
            assembly.before_hello(thread).host = Some(host);
        } else if words.starts_with("No X.509 certificate for client authentication, use empty") {
            let handshake = assembly.current(thread);
            handshake.client_chain = Some(Vec::new());
            handshake.note(Happening::NoClientCertificate, line.evidence());
        } else if let Some(kinds) = words.strip_prefix("No X.509 cert selected for ") {
            // A server looks for a key in any case, a client where it is asked for one.
            let handshake = assembly.current(thread);
            for kind in kinds.trim_matches(['[', ']']).split(", ") {
                handshake.lacks_key(kind);
            }
        } else if words.starts_with("matching alias: ") {
            assembly.current(thread).finds_key();
        } else if let Some((name, value)) =
            words.strip_prefix("System property ").and_then(|rest| rest.split_once(" is set to "))
        {
            let value = value.trim_matches('\'');
            let stores = assembly.stores();
            if value != "null"
                && stores.properties.len() < 16
                && stores.properties.iter().all(|(known, _)| known != name)
            {
                stores.properties.push((name.to_owned(), value.to_owned()));
            }
        } else if let Some(record) =
            words.strip_prefix("READ: ").and_then(|rest| rest.split_once(" handshake"))
        {
            let handshake = assembly.current(thread);
            if handshake.side == Some(Side::Client) && handshake.version.is_none() {
                handshake.version = Some(record.0.to_owned());
            }
        } else if let Some((_, rest)) =
            words.strip_prefix("WRITE: ").and_then(|rest| rest.split_once(" alert("))
        {
            let name = rest.split(')').next().unwrap_or(rest).to_owned();
            let alert = Alert { name, is_received: false, is_warning: false };
            assembly.alert(thread, alert, line.evidence());
        } else if words.starts_with("WRITE: ") && words.contains(" application_data") {
            assembly.current(thread).has_data = true;
        } else if words.contains("server Finished handshake message")
            || words.contains("client Finished handshake message")
        {
            let is_peer = words.starts_with("Consuming");
            let handshake = assembly.current(thread);
            if is_peer && !handshake.is_finished {
                handshake.is_finished = true;
                handshake.note(Happening::Finished, line.evidence());
            }
        } else if words.starts_with("No available cipher suite for ") {
            assembly.before_hello(thread).lacks_suite = true;
        } else if words.starts_with("Consuming NewSessionTicket") {
            assembly.current(thread).has_ticket = true;
        } else if words.contains("HelloRetryRequest") {
            assembly.current(thread).is_retried = true;
        } else if let Some(host) = words.strip_suffix(" is not a legal HostName for  server name indication")
        {
            assembly.before_hello(thread).host = Some(host.trim_matches('"').to_owned());
        }
    }
}

/// `FINE: message` → message; a daemon may put its `java[812]: ` before that.
fn behind_level(text: &str) -> Option<&str> {
    let (before, rest) = text.split_once(": ")?;
    if before.ends_with(']') { rest.split_once(": ").map(|(_, message)| message) } else { Some(rest) }
}

/// The attempt that a hello begins: a second hello that the server asked for begins none.
fn hello<'a>(thread: &str, side: Side, assembly: &'a mut Assembly) -> &'a mut Handshake {
    if assembly.retried(thread).is_some() {
        return assembly.current(thread);
    }
    assembly.hello(thread, side)
}
