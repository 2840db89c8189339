//! What logs mean, as JSON.

use serde::Serialize;

use super::write;
use crate::explain::{Diagnosis, Evidence, Explained, Explanation};
use crate::report::explain::{Log, message, missing, remedies, who};

#[derive(Serialize)]
struct Document<'d> {
    handshakes: Vec<HandshakeDocument<'d>>,
}

#[derive(Serialize)]
struct HandshakeDocument<'d> {
    /// The log, where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    log: Option<&'d str>,
    host: Option<&'d str>,
    port: Option<u16>,
    outcome: &'static str,
    step: Option<&'static str>,
    check: Option<&'d str>,
    cause: Option<&'static str>,
    message: String,
    who: Vec<&'static str>,
    evidence: Vec<EvidenceDocument<'d>>,
    remedy: Vec<String>,
    /// The likeliest first; only where the log does not decide.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    candidates: Vec<CandidateDocument<'d>>,
    /// What would decide.
    #[serde(skip_serializing_if = "Option::is_none")]
    undecided: Option<String>,
    /// How many attempts were alike.
    count: usize,
}

#[derive(Serialize)]
struct EvidenceDocument<'d> {
    line: u64,
    text: &'d str,
}

#[derive(Serialize)]
struct CandidateDocument<'d> {
    step: &'static str,
    check: &'d str,
    cause: &'static str,
    who: Vec<&'static str>,
}

/// What logs mean.
pub fn explanation(logs: &[Log<'_>]) -> String {
    let is_one = logs.len() == 1;
    let all = logs.iter().flat_map(|log| {
        let attempts = log.explanation.iter().flat_map(|explanation: &Explanation| &explanation.attempts);
        attempts.map(move |attempt| handshake(attempt, (!is_one).then_some(log.name)))
    });
    write(&Document { handshakes: all.collect() })
}

fn handshake<'d>(attempt: &'d Explained, log: Option<&'d str>) -> HandshakeDocument<'d> {
    let diagnosis = attempt.diagnosis.as_ref();
    let first = diagnosis.and_then(Diagnosis::first);
    let is_undecided = diagnosis.is_some_and(|diagnosis| diagnosis.reasons.len() > 1);
    let reasons =
        diagnosis.map(|diagnosis| diagnosis.reasons.as_slice()).filter(|_| is_undecided).unwrap_or_default();
    HandshakeDocument {
        log,
        host: attempt.handshake.host.as_deref(),
        port: attempt.handshake.port,
        outcome: attempt.outcome.id(),
        step: first.map(|reason| reason.step.id()),
        check: first.map(|reason| reason.check.as_ref()),
        cause: first.map(|reason| reason.cause.id()),
        message: message(attempt),
        who: who(attempt),
        evidence: lines(attempt),
        remedy: remedies(attempt).iter().map(ToString::to_string).collect(),
        candidates: reasons
            .iter()
            .map(|reason| CandidateDocument {
                step: reason.step.id(),
                check: &reason.check,
                cause: reason.cause.id(),
                who: reason.who.iter().map(|party| party.words()).collect(),
            })
            .collect(),
        undecided: diagnosis.and_then(|diagnosis| diagnosis.missing).map(|what| missing(attempt, what)),
        count: attempt.count,
    }
}

/// The lines that tell: of a failure those that explain it, otherwise those of the handshake.
fn lines(attempt: &Explained) -> Vec<EvidenceDocument<'_>> {
    let shown: Vec<&Evidence> = match &attempt.diagnosis {
        Some(diagnosis) => diagnosis.evidence.iter().collect(),
        None => attempt.handshake.moments.iter().map(|moment| &moment.evidence).collect(),
    };
    shown.into_iter().map(|evidence| EvidenceDocument { line: evidence.line, text: &evidence.text }).collect()
}
