//! What is said of a whole log: attempts that are alike are one, with their number.

use std::collections::HashMap;

use super::case::Case;
use super::diagnosis::{Diagnosis, Reason};
use super::handshake::{Handshake, Side};
use super::opened::Opened;
use super::symptoms;

/// How many different attempts are told of.
const MOST: usize = 300;

/// How an attempt ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It succeeded.
    Success,
    /// It failed.
    Failure,
    /// The log does not tell.
    Unknown,
}

impl Outcome {
    /// Its name for programs, which stays.
    pub fn id(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Failure => "failure",
            Self::Unknown => "unknown",
        }
    }
}

/// Attempts that are alike.
#[derive(Debug, Clone)]
pub struct Explained {
    /// The first of them.
    pub handshake: Handshake,
    /// How it ended.
    pub outcome: Outcome,
    /// Why it failed, where that is known.
    pub diagnosis: Option<Diagnosis>,
    /// How many there are.
    pub count: usize,
    /// The line where the first of them begins.
    pub first_line: u64,
    /// The line where the last of them begins.
    pub last_line: u64,
    /// What the store proved to be that decided it.
    pub opened: Option<Opened>,
}

impl Explained {
    /// Whose log it is, as far as that is known; most logs are clients'.
    pub fn side(&self) -> Side {
        Case { handshake: &self.handshake }.side()
    }
}

/// A whole log.
#[derive(Debug, Clone, Default)]
pub struct Explanation {
    /// The attempts, in the order of the log.
    pub attempts: Vec<Explained>,
    /// How many more there were that were not like any of those.
    pub passed_over: usize,
    /// How many lines the log has.
    pub lines: u64,
}

impl Explanation {
    /// Whether anything failed.
    pub fn has_failure(&self) -> bool {
        self.attempts.iter().any(|attempt| attempt.outcome == Outcome::Failure)
    }
}

/// Attempts as they end.
#[derive(Debug, Default)]
pub(super) struct Collection {
    attempts: Vec<Explained>,
    /// Where the attempts of a host are: a log may have as many attempts as lines.
    places: HashMap<Option<String>, Vec<usize>>,
    passed_over: usize,
}

/// What makes attempts alike.
type Key<'a> = (Option<Side>, Option<&'a str>, Outcome, Option<&'a Reason>);

fn key(attempt: &Explained) -> Key<'_> {
    let reason = attempt.diagnosis.as_ref().and_then(Diagnosis::first);
    (attempt.handshake.side, attempt.handshake.host.as_deref(), attempt.outcome, reason)
}

/// Whether no more is told than that a thread waited at a connection that another thread of the program closed: Java says
/// `Socket closed` of what its own side closed, and it logs that as fatal.
fn is_end_of_another(handshake: &Handshake) -> bool {
    let mut thrown = handshake.traces.iter().flat_map(|trace| &trace.thrown).peekable();
    handshake.hello.is_none()
        && thrown.peek().is_some()
        && thrown.all(|thrown| thrown.message == "Socket closed")
}

/// Whether no more is told than that an engine was used behind its end.
fn is_echo(handshake: &Handshake) -> bool {
    const ECHOES: [&str; 3] =
        ["SSLEngine closed already", "engine already closed", "SSLEngine is closing/closed"];
    let mut thrown = handshake.traces.iter().flat_map(|trace| &trace.thrown).peekable();
    handshake.hello.is_none()
        && thrown.peek().is_some()
        && thrown.all(|thrown| ECHOES.iter().any(|words| thrown.message.contains(words)))
}

impl Collection {
    pub(super) fn take(&mut self, handshake: Handshake) {
        if handshake.is_blank() {
            return;
        }
        let diagnosis = symptoms::diagnose(&handshake);
        if diagnosis.is_none() && !self.attempts.is_empty() && is_end_of_another(&handshake) {
            return;
        }
        let outcome = if diagnosis.is_some() || handshake.has_failure() && !handshake.is_success {
            Outcome::Failure
        } else if handshake.is_success || handshake.is_finished || handshake.has_data {
            Outcome::Success
        } else if handshake.hello.is_some() || handshake.request.is_some() || handshake.server_chain.is_some()
        {
            Outcome::Unknown
        } else {
            return;
        };
        let first_line = handshake.first_line();
        let attempt = Explained {
            handshake,
            outcome,
            diagnosis,
            count: 1,
            first_line,
            last_line: first_line,
            opened: None,
        };
        let places = self.places.get(&attempt.handshake.host).map(Vec::as_slice).unwrap_or_default();
        let is_alike =
            |place: &&usize| self.attempts.get(**place).is_some_and(|known| key(known) == key(&attempt));
        let place = places.iter().find(is_alike).copied();
        if let Some(known) = place.and_then(|place| self.attempts.get_mut(place)) {
            known.count = known.count.saturating_add(1);
            known.last_line = known.last_line.max(first_line);
        } else if self.attempts.len() < MOST {
            let mut attempt = attempt;
            attempt.handshake.forget_details(self.attempts.last().map(|known| &known.handshake.stores));
            self.places.entry(attempt.handshake.host.clone()).or_default().push(self.attempts.len());
            self.attempts.push(attempt);
        } else {
            self.passed_over = self.passed_over.saturating_add(1);
        }
    }

    pub(super) fn explanation(mut self, lines: u64) -> Explanation {
        self.attempts.sort_by_key(|attempt| attempt.first_line);
        // What is thrown once more, because of what is told elsewhere.
        if self.attempts.iter().any(|attempt| attempt.diagnosis.is_some()) {
            self.attempts.retain(|attempt| attempt.diagnosis.is_some() || !is_echo(&attempt.handshake));
        }
        Explanation { attempts: self.attempts, passed_over: self.passed_over, lines }
    }
}
