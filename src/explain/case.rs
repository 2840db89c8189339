//! An attempt as symptoms look at it.

use super::diagnosis::{Diagnosis, Party, Reason, Step};
use super::handshake::{Alert, Evidence, Handshake, Side};
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

    /// The fatal alert that the other side sent.
    pub(super) fn received(self) -> Option<(&'h str, Option<&'h Evidence>)> {
        const WORDS: &str = "eceived fatal alert: ";
        let thrown = self.thrown().find_map(|(_, thrown)| {
            // Bouncy Castle: `TlsFatalAlertReceived: handshake_failure(40)`.
            let name = match thrown.message.split_once(WORDS) {
                Some((_, name)) => name,
                None if thrown.class.ends_with("TlsFatalAlertReceived") => thrown.message.as_str(),
                None => return None,
            };
            Some((first_word(name), thrown.evidence.as_ref()))
        });
        let shown = || {
            let mut lines = self.handshake.lines_of(super::handshake::Happening::AlertReceived);
            let alert = self.handshake.alerts.iter().find(|alert| alert.is_received && !alert.is_warning)?;
            Some((alert.name.as_str(), lines.next()))
        };
        let complained = || {
            let mut complaints = self.handshake.complaints.iter();
            complaints.find_map(|told| Some((first_word(told.text.split_once(WORDS)?.1), Some(told))))
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

fn first_word(text: &str) -> &str {
    let end = text.find(|other: char| !other.is_ascii_lowercase() && !other.is_ascii_digit() && other != '_');
    text.get(..end.unwrap_or(text.len())).unwrap_or(text)
}
