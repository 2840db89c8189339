//! What a JVM throws where a connection ends before there is a certificate to be judged.
//!
//! Recorded with JDK 8 to 25: each alert (testdata/tls/alerts.tsv), and the failures below TLS.

use std::io;

use super::HANDSHAKE;
use crate::diagnosis::Release;
use crate::pkix::Java;
use crate::pkix::client::Limits;
use crate::report::keytool::certificate::Exception;
use crate::tls::route::ProxyFault;
use crate::tls::{ConnectFailure, ConnectFault, TlsFault};

const SSL: &str = "javax.net.ssl.SSLException";
const PROTOCOL: &str = "javax.net.ssl.SSLProtocolException";
const SOCKET: &str = "java.net.SocketException";
const CONNECT: &str = "java.net.ConnectException";
const UNKNOWN_HOST: &str = "java.net.UnknownHostException";
const TIMEOUT: &str = "java.net.SocketTimeoutException";

/// The exceptions, the outermost first; empty where Java would not notice. `limits` are what this Java takes at most.
pub fn of_fault(fault: &TlsFault, java: &Java, limits: Limits) -> Vec<Exception> {
    let one = |class, message: String| vec![Exception { class, message }];
    // Java: up to 11 the system's words stand behind Java's own.
    let is_old = java.release <= Release::Java11;
    match fault {
        TlsFault::Unresolved { host } | TlsFault::NameTimeout { host } => one(UNKNOWN_HOST, host.clone()),
        // Java: says the name alone where nothing is known of it, and the system's words where nobody answers.
        TlsFault::NameService { host, reason } => one(UNKNOWN_HOST, format!("{host}: {reason}")),
        TlsFault::Connect(fault) => vec![of_connecting(fault, is_old)],
        TlsFault::Proxy(fault) => vec![of_proxy(fault)],
        TlsFault::Silent => one(TIMEOUT, "Read timed out".into()),
        TlsFault::Lost(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            one(SOCKET, "Broken pipe".into())
        }
        TlsFault::Reset | TlsFault::Lost(_) => one(SOCKET, "Connection reset".into()),
        TlsFault::Closed => vec![
            Exception { class: HANDSHAKE, message: "Remote host terminated the handshake".into() },
            Exception { class: "java.io.EOFException", message: "SSL peer shut down incorrectly".into() },
        ],
        TlsFault::Alert(description) => vec![of_alert(*description, java)],
        TlsFault::Warning(0) => vec![of_alert(0, java)],
        TlsFault::Warning(description) => of_warning(*description, java).into_iter().collect(),
        TlsFault::NotTls { .. } => one(SSL, "Unsupported or unrecognized SSL message".into()),
        // What a library for mail or directories throws before there is any TLS is its own.
        TlsFault::StartTls(_) => Vec::new(),
        // Java: counts no further than to the first that is too much.
        TlsFault::ChainTooLong { .. } => one(
            PROTOCOL,
            format!(
                "The certificate chain length ({}) exceeds the maximum allowed length ({})",
                limits.chain.max(0).saturating_add(1),
                limits.chain
            ),
        ),
        TlsFault::MessageTooLong { length } => one(
            PROTOCOL,
            format!(
                "The size of the handshake message ({length}) exceeds the maximum allowed size ({})",
                limits.message
            ),
        ),
        _ => Vec::new(),
    }
}

fn of_connecting(fault: &ConnectFault, is_old: bool) -> Exception {
    let is_host = fault.error.kind() == io::ErrorKind::HostUnreachable;
    let (class, message) = match (fault.kind, is_old) {
        (ConnectFailure::Refused, true) => (CONNECT, "Connection refused (Connection refused)"),
        (ConnectFailure::Refused, false) => (CONNECT, "Connection refused"),
        (ConnectFailure::TimedOut, true) => (TIMEOUT, "connect timed out"),
        (ConnectFailure::TimedOut, false) => (TIMEOUT, "Connect timed out"),
        (ConnectFailure::Unreachable, true) if is_host => {
            ("java.net.NoRouteToHostException", "No route to host (Host unreachable)")
        }
        (ConnectFailure::Unreachable, false) if is_host => {
            ("java.net.NoRouteToHostException", "No route to host")
        }
        (ConnectFailure::Unreachable, true) => (CONNECT, "Network is unreachable (connect failed)"),
        (ConnectFailure::Unreachable, false) => (SOCKET, "Network is unreachable"),
        (ConnectFailure::Reset, _) => (SOCKET, "Connection reset"),
        (ConnectFailure::Other, _) => {
            return Exception { class: SOCKET, message: system_words(&fault.error) };
        }
    };
    Exception { class, message: message.into() }
}

/// The system's words, without the number behind them.
fn system_words(error: &io::Error) -> String {
    let words = error.to_string();
    words.split(" (os error").next().unwrap_or_default().to_owned()
}

fn of_proxy(fault: &ProxyFault) -> Exception {
    let tunnel = |line: &str| format!("Unable to tunnel through proxy. Proxy returns \"{line}\"");
    let (class, message) = match fault {
        ProxyFault::Refused { line, .. } => ("java.io.IOException", tunnel(line)),
        ProxyFault::NotHttp => ("java.io.IOException", tunnel("")),
        ProxyFault::SocksRefused(reply) => (SOCKET, socks_words(*reply).into()),
        ProxyFault::SocksAuthentication | ProxyFault::SocksPassword(_) => {
            (SOCKET, "SOCKS : authentication failed".into())
        }
        ProxyFault::Socks4Refused(_) => (SOCKET, "SOCKS request rejected or failed".into()),
        _ => (SOCKET, "Malformed reply from SOCKS server".into()),
    };
    Exception { class, message }
}

/// Java's words for the replies of SOCKS 5 (RFC 1928, 6).
fn socks_words(reply: u8) -> &'static str {
    match reply {
        1 => "SOCKS server general failure",
        2 => "SOCKS: Connection not allowed by ruleset",
        3 => "SOCKS: Network unreachable",
        4 => "SOCKS: Host unreachable",
        5 => "SOCKS: Connection refused",
        6 => "SOCKS: TTL expired",
        7 => "SOCKS: Command not supported",
        8 => "SOCKS: address type not supported",
        _ => "Malformed reply from SOCKS server",
    }
}

/// A fatal alert that a server sends.
fn of_alert(description: u8, java: &Java) -> Exception {
    let prefixed = |alert: &str, message: String| {
        if java.names_alerts { format!("({alert}) {message}") } else { message }
    };
    // Java: some are not taken for what they are.
    match description {
        0 => {
            let message = prefixed("unexpected_message", "Received close_notify during handshake".into());
            return Exception { class: PROTOCOL, message };
        }
        90 => {
            let message = prefixed("user_canceled", "Received fatal close_notify alert".into());
            return Exception { class: SSL, message };
        }
        _ => {}
    }
    let Some((name, class)) = alert(description) else {
        // Java: its bytes have signs.
        let message = format!("Unknown alert description ({})", description.cast_signed());
        return Exception { class: PROTOCOL, message: prefixed("unexpected_message", message) };
    };
    Exception { class, message: prefixed(name, format!("Received fatal alert: {name}")) }
}

/// An alert that is a warning, and that Java takes for the end of a handshake; `None` where it reads on.
fn of_warning(description: u8, java: &Java) -> Option<Exception> {
    let (name, class) = alert(description)?;
    if class != HANDSHAKE {
        return None;
    }
    // Observed: the late updates of 8 and 17 begin with a capital.
    let verb = match java.release {
        Release::Java8 => "Received",
        Release::Java17 if java.names_alerts => "Received",
        _ => "received",
    };
    let prefix = if java.names_alerts { "(handshake_failure) " } else { "" };
    Some(Exception { class: HANDSHAKE, message: format!("{prefix}{verb} handshake warning: {name}") })
}

/// The alerts that Java knows (RFC 8446, 6, and those before it): their names there, and what it throws for them.
pub fn alert(description: u8) -> Option<(&'static str, &'static str)> {
    Some(match description {
        10 => ("unexpected_message", PROTOCOL),
        20 => ("bad_record_mac", SSL),
        21 => ("decryption_failed", SSL),
        22 => ("record_overflow", SSL),
        30 => ("decompression_failure", SSL),
        40 => ("handshake_failure", HANDSHAKE),
        41 => ("no_certificate", HANDSHAKE),
        42 => ("bad_certificate", HANDSHAKE),
        43 => ("unsupported_certificate", HANDSHAKE),
        44 => ("certificate_revoked", HANDSHAKE),
        45 => ("certificate_expired", HANDSHAKE),
        46 => ("certificate_unknown", HANDSHAKE),
        47 => ("illegal_parameter", HANDSHAKE),
        48 => ("unknown_ca", HANDSHAKE),
        49 => ("access_denied", HANDSHAKE),
        50 => ("decode_error", HANDSHAKE),
        51 => ("decrypt_error", HANDSHAKE),
        60 => ("export_restriction", HANDSHAKE),
        70 => ("protocol_version", HANDSHAKE),
        71 => ("insufficient_security", HANDSHAKE),
        80 => ("internal_error", SSL),
        86 => ("inappropriate_fallback", SSL),
        100 => ("no_renegotiation", HANDSHAKE),
        109 => ("missing_extension", HANDSHAKE),
        110 => ("unsupported_extension", HANDSHAKE),
        111 => ("certificate_unobtainable", HANDSHAKE),
        112 => ("unrecognized_name", HANDSHAKE),
        113 => ("bad_certificate_status_response", HANDSHAKE),
        114 => ("bad_certificate_hash_value", HANDSHAKE),
        115 => ("unknown_psk_identity", HANDSHAKE),
        116 => ("certificate_required", HANDSHAKE),
        120 => ("no_application_protocol", HANDSHAKE),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Level, description, and what 11, 17, 21 and 25 throw; recipe: testdata/make/tls/alerts.py.
    const RECORDED: &str = include_str!("../../../testdata/tls/alerts.tsv");

    #[test]
    fn every_alert_is_thrown_as_recorded() {
        let mut count = 0;
        for line in RECORDED.lines() {
            let columns: Vec<&str> = line.split('\t').collect();
            let [level, description, said @ ..] = columns.as_slice() else { panic!("{line}") };
            let description: u8 = description.parse().unwrap();
            for (release, said) in [11, 17, 21, 25].into_iter().zip(said) {
                let mut java = Java::of(Release::of_feature(release));
                // The 17 that was recorded is an early update.
                java.names_alerts = release == 25;
                let thrown = match *level {
                    "2" => of_alert(description, &java).to_string(),
                    // After some Java reads on, and here nothing more came; of what is no alert, the level does not
                    // matter.
                    _ => match (of_warning(description, &java), alert(description), description) {
                        (Some(warned), _, _) => warned.to_string(),
                        (None, Some(_), _) | (None, _, 90) => {
                            of_fault(&TlsFault::Silent, &java, Limits::default())[0].to_string()
                        }
                        (None, None, _) => of_alert(description, &java).to_string(),
                    },
                };
                assert_eq!(thrown, *said, "{level} {description} {release}");
                count += 1;
            }
        }
        assert_eq!(count, 2048);
    }
}
