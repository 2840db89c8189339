//! What IAIK's library (iSaSiLk) says: `ssl_debug(3): Sending v3 client_hello message, requesting version 3.1...`

use super::Line;
use crate::explain::address::split_port;
use crate::explain::assembly::Assembly;
use crate::explain::handshake::{Alert, Happening, Hello, Request, Side};

/// The state of a log of IAIK's.
#[derive(Default)]
pub(super) struct Iaik {
    /// The connection whose accepted authorities are being listed.
    lists_of: Option<String>,
}

impl Iaik {
    /// A line. Whether it is one of IAIK's.
    pub(super) fn line(&mut self, line: Line<'_>, assembly: &mut Assembly) -> bool {
        let Some((number, text)) =
            line.text.split_once("ssl_debug(").and_then(|(_, rest)| rest.split_once("):"))
        else {
            return false;
        };
        let thread = format!("ssl_debug({number})");
        let is_listed = self.lists_of.as_ref() == Some(&thread) && text.starts_with("   ");
        if is_listed {
            if let Some(request) = &mut assembly.current(&thread).request
                && request.authorities.len() < 256
            {
                request.authorities.push(text.trim().to_owned());
            }
            return true;
        }
        self.lists_of = None;
        self.message(&thread, text.trim(), line, assembly);
        true
    }

    fn message(&mut self, thread: &str, text: &str, line: Line<'_>, assembly: &mut Assembly) {
        if text.starts_with("Starting handshake") {
            assembly.begin(thread).is_iaik = true;
            return;
        }
        let handshake = assembly.current(thread);
        handshake.is_iaik = true;
        if let Some(rest) =
            text.strip_prefix("Remote client:").or_else(|| text.strip_prefix("Remote server:"))
        {
            let (host, port) = split_port(rest.split(',').next().unwrap_or(rest));
            handshake.host = Some(host.to_owned());
            handshake.port = port;
        } else if let Some((_, version)) = text.split_once("client_hello message, requesting version ") {
            let version = tls_version(version.trim_end_matches('.'));
            handshake.side = Some(Side::Client);
            handshake.hello =
                Some(Hello { versions: vec![version.to_owned()], is_shown: true, ..Hello::default() });
            handshake.note(Happening::ClientHello, line.evidence());
        } else if text.starts_with("Received") && text.contains("client_hello") {
            handshake.side = Some(Side::Server);
            handshake.note(Happening::ClientHello, line.evidence());
        } else if text.starts_with("Received") && text.contains("server_hello handshake") {
            handshake.note(Happening::ServerHello, line.evidence());
        } else if let Some(version) = text.strip_prefix("Server selected SSL version ") {
            handshake.version = Some(tls_version(version.trim_end_matches('.')).to_owned());
        } else if let Some(suite) = text.strip_prefix("CipherSuite selected by server: ") {
            handshake.suite = Some(suite.to_owned());
        } else if text.contains("with server certificate") {
            handshake.side = Some(Side::Client);
            handshake.server_chain.get_or_insert_default();
            handshake.note(Happening::ServerCertificate, line.evidence());
        } else if text.starts_with("Server sent a ") {
            handshake.note(Happening::ServerCertificate, line.evidence());
        } else if text.contains("with client certificate") {
            handshake.side = Some(Side::Server);
        } else if text.contains("Found a trusted certificate") {
            handshake.is_trusted = true;
        } else if text.starts_with("Received certificate_request") {
            handshake.side = Some(Side::Client);
            handshake.request = Some(Request { is_shown: true, ..Request::default() });
            handshake.note(Happening::CertificateRequest, line.evidence());
        } else if let Some(types) = text.strip_prefix("Accepted certificate types: ") {
            let request = handshake.request.get_or_insert_default();
            request.types = types.split(", ").map(str::to_owned).collect();
        } else if text.starts_with("Accepted certificate authorities") {
            self.lists_of = Some(thread.to_owned());
        } else if text.starts_with("No client certificate available") {
            handshake.client_chain = Some(Vec::new());
            handshake.note(Happening::NoClientCertificate, line.evidence());
        } else if text.starts_with("Handshake completed") {
            handshake.is_finished = true;
            handshake.note(Happening::Finished, line.evidence());
        } else if let Some((before, alert)) =
            text.split_once("lert message: Alert ").or_else(|| text.split_once("lert: Alert "))
        {
            if let Some((level, name)) = alert.split_once(": ") {
                let alert = Alert {
                    name: name.trim().replace([' ', '-'], "_").to_ascii_lowercase(),
                    is_received: before.starts_with("Received"),
                    is_warning: level != "Fatal",
                };
                if !text.contains("while handshaking") {
                    assembly.alert(thread, alert, line.evidence());
                }
            }
        } else if text.contains("client has no certificate") {
            handshake.side = Some(Side::Server);
            handshake.client_chain = Some(Vec::new());
            assembly.complain(thread, line.evidence());
        } else if text.contains("Exception") {
            assembly.complain(thread, line.evidence());
        }
    }
}

/// 3.1 is TLS 1.0.
fn tls_version(version: &str) -> &str {
    match version {
        "2.0" => "SSLv2Hello",
        "3.0" => "SSLv3",
        "3.1" => "TLSv1",
        "3.2" => "TLSv1.1",
        "3.3" => "TLSv1.2",
        other => other,
    }
}
