//! What openssl's programs and libraries say: `40:error:0A0000C1:SSL routines:…:no shared cipher:…`, `verify error:num=10:…`

use super::Line;
use crate::explain::assembly::Assembly;
use crate::explain::handshake::{Alert, Side};

/// Where openssl's attempts are kept.
const THREAD: &str = "openssl";

/// The state of a log of openssl's.
#[derive(Default)]
pub(super) struct OpenSsl {
    side: Option<Side>,
    /// Whether the attempt has its error, so that what follows is of another.
    is_over: bool,
}

impl OpenSsl {
    /// A line before one of interest.
    pub(super) fn before(&mut self, line: Line<'_>) {
        let text = line.text.trim();
        if text == "ACCEPT" || text.starts_with("verify depth is") {
            self.side = Some(Side::Server);
        } else if text.starts_with("CONNECTED(") {
            self.side = Some(Side::Client);
        }
    }

    /// A line. Whether it is one of openssl's.
    pub(super) fn line(&mut self, line: Line<'_>, assembly: &mut Assembly) -> bool {
        self.before(line);
        let text = line.text;
        let is_error = text.contains("SSL routines:");
        if !is_error && !text.contains("verify error:num=") {
            return false;
        }
        if self.is_over {
            assembly.begin(THREAD);
            self.is_over = false;
        }
        if text.contains("_srvr.c") || text.contains("client_hello") || text.contains("client_certificate") {
            self.side = Some(Side::Server);
        } else if text.contains("_clnt.c") || text.contains("server_certificate") {
            self.side = Some(Side::Client);
        }
        assembly.current(THREAD).side = self.side;
        self.is_over = is_error;
        let number = text.split_once("SSL alert number ").map(|(_, number)| number.trim());
        if let Some(name) = number.and_then(|number| alert_name(number.split(':').next()?)) {
            let alert = Alert { name: name.to_owned(), is_received: true, is_warning: false };
            assembly.alert(THREAD, alert, line.evidence());
        } else {
            assembly.complain(THREAD, line.evidence());
        }
        true
    }
}

/// RFC 8446, section 6.
fn alert_name(number: &str) -> Option<&'static str> {
    Some(match number {
        "10" => "unexpected_message",
        "20" => "bad_record_mac",
        "22" => "record_overflow",
        "40" => "handshake_failure",
        "42" => "bad_certificate",
        "43" => "unsupported_certificate",
        "44" => "certificate_revoked",
        "45" => "certificate_expired",
        "46" => "certificate_unknown",
        "47" => "illegal_parameter",
        "48" => "unknown_ca",
        "49" => "access_denied",
        "50" => "decode_error",
        "51" => "decrypt_error",
        "70" => "protocol_version",
        "71" => "insufficient_security",
        "80" => "internal_error",
        "86" => "inappropriate_fallback",
        "100" => "no_renegotiation",
        "109" => "missing_extension",
        "110" => "unsupported_extension",
        "112" => "unrecognized_name",
        "116" => "certificate_required",
        "120" => "no_application_protocol",
        _ => return None,
    })
}
