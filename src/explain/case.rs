//! An attempt as symptoms look at it.

use super::diagnosis::{Diagnosis, Party, Reason, Step};
use super::handshake::{ALERTS, Alert, Evidence, Handshake, Side};
use super::thrown::{Thrown, Trace};
use crate::diagnosis::Cause;

/// A text, and what it means. Class and message are compared by what is in them; an empty one fits all.
pub(super) struct Text {
    pub(super) class: &'static str,
    pub(super) words: &'static str,
    pub(super) reason: Reason,
}

/// A text of any exception, or of no exception at all.
pub(super) const fn says(
    words: &'static str,
    step: Step,
    check: &'static str,
    cause: Cause,
    who: &'static [Party],
) -> Text {
    thrown("", words, step, check, cause, who)
}

/// A text of exceptions of a class.
pub(super) const fn thrown(
    class: &'static str,
    words: &'static str,
    step: Step,
    check: &'static str,
    cause: Cause,
    who: &'static [Party],
) -> Text {
    Text { class, words, reason: Reason::new(step, check, cause, who) }
}

/// An attempt.
#[derive(Debug, Clone, Copy)]
pub(super) struct Case<'h> {
    pub(super) handshake: &'h Handshake,
}

impl<'h> Case<'h> {
    /// Everything that was thrown, with the trace it is in.
    pub(super) fn thrown(self) -> impl Iterator<Item = (&'h Trace, &'h Thrown)> {
        self.handshake.traces.iter().flat_map(|trace| trace.thrown.iter().map(move |thrown| (trace, thrown)))
    }

    /// The first row of a table that something thrown or said fits, and where.
    pub(super) fn find<'t>(self, table: &'t [Text]) -> Option<(&'t Text, Option<&'h Evidence>)> {
        table.iter().find_map(|text| Some((text, self.says_of(text.class, text.words)?)))
    }

    /// What the first row of a table says.
    pub(super) fn diagnosed(self, table: &[Text]) -> Option<Diagnosis> {
        let (text, evidence) = self.find(table)?;
        Some(Diagnosis::of(text.reason.clone(), evidence))
    }

    /// Where words are said.
    pub(super) fn says(self, words: &str) -> Option<Option<&'h Evidence>> {
        self.says_of("", words)
    }

    /// Where exceptions of a class say words.
    pub(super) fn says_of(self, class: &str, words: &str) -> Option<Option<&'h Evidence>> {
        let thrown = self
            .thrown()
            .find(|(_, thrown)| thrown.class.contains(class) && thrown.message.contains(words))
            .map(|(_, thrown)| thrown.evidence.as_ref());
        let complaint = || {
            let mut complaints = self.handshake.complaints.iter();
            complaints.find(|complaint| class.is_empty() && complaint.text.contains(words)).map(Some)
        };
        thrown.or_else(complaint)
    }

    /// Whose log it is, as far as that is known; most logs are clients'.
    pub(super) fn side(self) -> Side {
        let traces = &self.handshake.traces;
        let certain = self.handshake.side.or_else(|| traces.iter().find_map(|trace| trace.frames.side));
        let likely = || traces.iter().find_map(|trace| trace.frames.likely_side);
        certain.or_else(likely).unwrap_or(Side::Client)
    }

    /// Whether the log tells whose it is.
    pub(super) fn knows_side(self) -> bool {
        let mut frames = self.handshake.traces.iter().map(|trace| &trace.frames);
        self.handshake.side.is_some()
            || frames.any(|frames| frames.side.is_some() || frames.likely_side.is_some())
    }

    /// The fatal alert that the other side sent.
    pub(super) fn received(self) -> Option<(&'h str, Option<&'h Evidence>)> {
        let thrown = self.thrown().find_map(|(_, thrown)| {
            let name = if thrown.class.ends_with("TlsFatalAlertReceived") {
                first_word(&thrown.message)
            } else {
                alert_in(&thrown.message)?
            };
            Some((name, thrown.evidence.as_ref()))
        });
        let shown = || {
            let mut lines = self.handshake.lines_of(super::handshake::Happening::AlertReceived);
            let alert = self.handshake.alerts.iter().find(|alert| alert.is_received && !alert.is_warning)?;
            Some((alert.name.as_str(), lines.next()))
        };
        let complained = || {
            let mut complaints = self.handshake.complaints.iter();
            complaints.find_map(|told| Some((alert_in(&told.text)?, Some(told))))
        };
        thrown.or_else(shown).or_else(complained)
    }

    /// The fatal alert that this side sent.
    pub(super) fn sent(self) -> Option<&'h Alert> {
        self.handshake.alerts.iter().find(|alert| !alert.is_received && !alert.is_warning)
    }

    /// Whether the log shows the handshake's messages, so that what is not there did not happen.
    pub(super) fn shows_messages(self) -> bool {
        self.handshake.hello.as_ref().is_some_and(|hello| hello.is_shown)
    }

    /// Whether the server, whose log it is, had begun to send its certificate.
    pub(super) fn is_behind_certificate(self) -> bool {
        let mut traces = self.handshake.traces.iter();
        self.handshake.server_chain.is_some() || traces.any(|trace| trace.frames.in_answer)
    }

    /// Whether the server had answered with its hello.
    pub(super) fn is_behind_server_hello(self) -> bool {
        self.handshake.suite.is_some() || self.handshake.server_chain.is_some()
    }
}

/// The alert that a message says was received: in Java's words, in Bouncy Castle's, `TlsFatalAlertReceived: handshake_failure(40)`,
/// or in openssl's, `SSL routines:…:TLSV1_ALERT_UNKNOWN_CA`, `sslv3 alert handshake failure`.
fn alert_in(text: &str) -> Option<&str> {
    let java = ["eceived fatal alert: ", "TlsFatalAlertReceived: "];
    if let Some((_, name)) = java.iter().find_map(|words| text.split_once(words)) {
        return Some(first_word(name));
    }
    let (_, rest) = text.split_once("SSL routines:").or_else(|| text.split_once("SSL_"))?;
    let rest = rest.to_ascii_lowercase().replace(' ', "_");
    let versions = ["sslv3_", "tlsv1_", "tlsv13_", ":ssl_"];
    let name = versions.iter().find_map(|version| Some(rest.split_once(version)?.1))?;
    let name = name.strip_prefix("alert_").unwrap_or(name);
    // The longest name that begins so: `certificate_unknown`, and not another.
    let known = ALERTS.iter().map(|(_, known)| *known).filter(|known| name.starts_with(known));
    known.max_by_key(|known| known.len())
}

fn first_word(text: &str) -> &str {
    let end = text.find(|other: char| !other.is_ascii_lowercase() && !other.is_ascii_digit() && other != '_');
    text.get(..end.unwrap_or(text.len())).unwrap_or(text)
}
