//! What openssl's programs and libraries say: `40:error:0A0000C1:SSL routines:…:no shared cipher:…`, `verify error:num=10:…`

use super::Line;
use crate::explain::assembly::Assembly;
use crate::explain::handshake::{ALERTS, Alert, Evidence, Happening, Side};

/// Where openssl's attempts are kept.
const THREAD: &str = "openssl";

/// The state of a log of openssl's.
#[derive(Default)]
pub(super) struct OpenSsl {
    side: Option<Side>,
    /// Whether the attempt has its error, so that what follows is of another.
    is_over: bool,
    /// What was found wrong with a certificate, and may be overlooked in the end.
    verified: Option<Evidence>,
    /// Whether the handshake had come to its end.
    is_finished: bool,
    /// Whether `s_client` has told what it found, which it does again with each ticket.
    is_returned: bool,
}

impl OpenSsl {
    /// A line before one of interest.
    pub(super) fn before(&mut self, line: Line<'_>) {
        let text = line.text.trim();
        if text.ends_with("ACCEPT") || text.contains("verify depth is") {
            self.side = Some(Side::Server);
        } else if text.contains("CONNECTED(") {
            self.side = Some(Side::Client);
            self.is_returned = false;
        } else if text.ends_with("Read BLOCK") || text.contains("CIPHER is ") {
            self.is_finished = true;
        }
    }

    /// A line. Whether it is one of openssl's.
    pub(super) fn line(&mut self, line: Line<'_>, assembly: &mut Assembly) -> bool {
        self.before(line);
        let text = line.text;
        // What a Java with openssl's library throws is a trace.
        let is_error =
            text.split_once("SSL routines:").is_some_and(|(before, _)| !before.contains("Exception: "));
        if text.contains("verify error:num=") {
            assembly.recognise();
            self.verified = Some(line.evidence());
            return true;
        }
        if let Some((_, code)) = text.split_once("Verify return code: ") {
            assembly.recognise();
            self.returned(code, line, assembly);
            return true;
        }
        if text.trim_end().ends_with("verify return:1") {
            self.verified = None;
            return true;
        }
        if text.contains("CIPHER is ") {
            let handshake = assembly.begin(THREAD);
            handshake.side = self.side;
            handshake.is_finished = true;
            handshake.note(Happening::Finished, line.evidence());
            self.is_over = false;
            return true;
        }
        if !is_error {
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
        let handshake = assembly.current(THREAD);
        handshake.side = self.side;
        handshake.is_finished |= std::mem::take(&mut self.is_finished);
        self.is_over = true;
        if let Some(verified) = self.verified.take() {
            assembly.complain(THREAD, verified);
        }
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

impl OpenSsl {
    /// `20 (unable to get local issuer certificate)`: `s_client` goes on whatever it found; Java would not.
    fn returned(&mut self, code: &str, line: Line<'_>, assembly: &mut Assembly) {
        let verified = self.verified.take();
        if std::mem::replace(&mut self.is_returned, true) {
            return;
        }
        let handshake =
            if std::mem::take(&mut self.is_over) { assembly.begin(THREAD) } else { assembly.current(THREAD) };
        handshake.side = Some(Side::Client);
        if code.starts_with("0 ") {
            handshake.is_finished = true;
            handshake.note(Happening::Finished, line.evidence());
        } else {
            if let Some(verified) = verified {
                assembly.complain(THREAD, verified);
            }
            assembly.complain(THREAD, line.evidence());
        }
        self.is_over = true;
    }

    /// The end of the log: what was found wrong is not known to have been overlooked.
    pub(super) fn end(&mut self, assembly: &mut Assembly) {
        if self.side != Some(Side::Server)
            && let Some(verified) = self.verified.take()
        {
            assembly.begin(THREAD).side = Some(Side::Client);
            assembly.complain(THREAD, verified);
        }
    }
}

fn alert_name(number: &str) -> Option<&'static str> {
    let number: u8 = number.parse().ok()?;
    ALERTS.iter().find(|(known, _)| *known == number).map(|(_, name)| *name)
}
