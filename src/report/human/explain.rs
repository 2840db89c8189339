//! What logs mean, in plain words: what failed, where the log tells it, who must act, what mends it.

use super::{Paint, shown, wrapped};
use crate::explain::{Explained, Explanation, Happening, Outcome};
use crate::report::explain::{Log, message, missing, remedies, who};

/// How many reasons beside the likeliest are shown.
const MOST_OTHERS: usize = 5;

/// How many lines of a timeline are shown.
const LONGEST_TIMELINE: usize = 16;

/// Every log.
pub fn explanation(logs: &[Log<'_>], colour: bool) -> String {
    let paint = Paint::new(colour);
    let mut text = String::new();
    for log in logs {
        if logs.len() > 1 {
            text.push_str(&format!("{}\n\n", paint.strong.apply_to(shown(log.name))));
        }
        match &log.explanation {
            None => text.push_str("Not a log that is known.\n\n"),
            Some(explanation) => text.push_str(&of_log(explanation, &paint)),
        }
    }
    text.trim_end().to_owned() + "\n"
}

fn of_log(explanation: &Explanation, paint: &Paint) -> String {
    let attempts = &explanation.attempts;
    let count = |outcome| {
        attempts
            .iter()
            .filter(|attempt| attempt.outcome == outcome)
            .map(|attempt| attempt.count)
            .sum::<usize>()
    };
    let [success, failure, unknown] = [Outcome::Success, Outcome::Failure, Outcome::Unknown].map(count);
    let mut text = format!("{} lines: ", explanation.lines);
    if attempts.is_empty() {
        text.push_str("no attempt to connect is told of in them.\n\n");
        return text;
    }
    let mut parts = vec![format!("{success} succeeded"), format!("{failure} failed")];
    if unknown > 0 {
        parts.push(format!("of {unknown} the end is not told"));
    }
    text.push_str(&format!("{}.\n\n", parts.join(", ")));
    for attempt in attempts {
        text.push_str(&of_attempt(attempt, paint));
        text.push('\n');
    }
    if explanation.passed_over > 0 {
        text.push_str(&format!("{} more, unlike those, are not shown.\n", explanation.passed_over));
    }
    text
}

fn of_attempt(attempt: &Explained, paint: &Paint) -> String {
    let handshake = &attempt.handshake;
    let word = match attempt.outcome {
        Outcome::Success => paint.good.apply_to("Connected"),
        Outcome::Failure => paint.bad.apply_to("Failed"),
        Outcome::Unknown => paint.doubtful.apply_to("Not told how it ended"),
    };
    let host = match (handshake.host.as_deref(), handshake.port) {
        (Some(host), Some(port)) => format!(" {host}:{port}"),
        (Some(host), None) => format!(" {host}"),
        (None, _) => String::new(),
    };
    let times = if attempt.count > 1 {
        format!(", {} times, the last at line {}", attempt.count, attempt.last_line)
    } else {
        String::new()
    };
    let mut text = format!("{word}:{} (line {}{times})\n", shown(&host), attempt.first_line);
    text.push_str(&timeline(attempt));
    let first = attempt.diagnosis.as_ref().and_then(|diagnosis| diagnosis.first());
    if attempt.outcome != Outcome::Failure {
        return text;
    }
    if let Some(reason) = first {
        let entry = reason.cause.entry();
        let step = format!("{}, {}", reason.step.id(), reason.check);
        let is_decided = attempt.diagnosis.as_ref().is_some_and(|diagnosis| diagnosis.reasons.len() == 1);
        // What is not decided is not told as a fact.
        let title = if is_decided { "Step:" } else { "Likeliest step:" };
        text.push_str(&format!(
            "  {} {}: {} ({})\n",
            paint.strong.apply_to(title),
            shown(&step),
            entry.title,
            entry.id
        ));
    }
    text.push_str(&wrapped(&message(attempt), "  ", 2));
    let Some(diagnosis) = &attempt.diagnosis else { return text };
    for evidence in &diagnosis.evidence {
        let line = format!("{:>8}: {}", evidence.line, evidence.text);
        text.push_str(&format!("  {}\n", paint.faint.apply_to(shown(&line))));
    }
    if diagnosis.reasons.len() > 1 {
        text.push_str("  It may also be:\n");
        let others = diagnosis.reasons.len().saturating_sub(1);
        for reason in diagnosis.reasons.iter().skip(1).take(MOST_OTHERS) {
            text.push_str(&format!(
                "    {} ({}, {})\n",
                reason.cause.entry().title,
                reason.step.id(),
                shown(&reason.check)
            ));
        }
        if others > MOST_OTHERS {
            text.push_str(&format!("    and {} less likely\n", others.saturating_sub(MOST_OTHERS)));
        }
    }
    if let Some(what) = diagnosis.missing {
        text.push_str(&wrapped(&missing(attempt, what), "  ", 2));
    }
    text.push_str(&format!("  {} {}\n", paint.strong.apply_to("To act:"), who(attempt).join(", ")));
    for remedy in remedies(attempt) {
        let label = format!("  {} ", paint.strong.apply_to("Remedy:"));
        text.push_str(&wrapped(&remedy.text, &label, 2));
        if let Some(command) = &remedy.command {
            text.push_str(&format!("    {}\n", shown(command)));
        }
    }
    text
}

/// Who said what, as far as the log tells.
fn timeline(attempt: &Explained) -> String {
    let handshake = &attempt.handshake;
    let mut text = String::new();
    let mut shown_moments = 0_usize;
    for moment in &handshake.moments {
        let Some(words) = of_moment(attempt, moment.what) else { continue };
        shown_moments = shown_moments.saturating_add(1);
        if shown_moments > LONGEST_TIMELINE {
            break;
        }
        text.push_str(&wrapped(&words, &format!("  {:>8}  ", moment.evidence.line), 12));
    }
    text
}

fn of_moment(attempt: &Explained, what: Happening) -> Option<String> {
    let handshake = &attempt.handshake;
    let certificates = |chain: Option<&Vec<crate::explain::ShownCertificate>>| {
        let shown = chain.map(Vec::as_slice).unwrap_or_default().iter();
        let shown: Vec<String> = shown
            .filter(|one| !one.subject.is_empty())
            .map(|one| format!("{} (until {})", one.subject, one.not_after))
            .collect();
        shown.join("; ")
    };
    Some(match what {
        Happening::ClientHello => {
            let hello = handshake.hello.as_ref().filter(|hello| hello.is_shown);
            let Some(hello) = hello else { return Some("ClientHello".into()) };
            let name = hello
                .name
                .as_deref()
                .map_or_else(|| "no name (SNI)".to_owned(), |name| format!("name (SNI) {name}"));
            format!("ClientHello: {name}, {}, {} suites", hello.versions.join(" "), hello.suites.len())
        }
        Happening::ServerHello => {
            let parts = [handshake.version.as_deref(), handshake.suite.as_deref()];
            format!("ServerHello: {}", parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
        }
        Happening::ServerCertificate => {
            format!("server's certificates: {}", certificates(handshake.server_chain.as_ref()))
        }
        Happening::Trusted => "trusted".into(),
        Happening::CertificateRequest => {
            let request = handshake.request.as_ref()?;
            let authorities = if request.authorities.is_empty() {
                "any authority".to_owned()
            } else {
                request.authorities.join("; ")
            };
            format!("server asks for a client certificate of {authorities}")
        }
        Happening::ClientCertificate => {
            format!("client's certificates: {}", certificates(handshake.client_chain.as_ref()))
        }
        Happening::NoClientCertificate => "client sends no certificate".into(),
        Happening::AlertReceived => {
            let alert = handshake.alerts.iter().find(|alert| alert.is_received)?;
            format!("alert received: {}", alert.name)
        }
        Happening::AlertSent => {
            let alert = handshake.alerts.iter().find(|alert| !alert.is_received)?;
            format!("alert sent: {}", alert.name)
        }
        Happening::Finished => "handshake finished".into(),
        Happening::Store
        | Happening::Application
        | Happening::Data
        | Happening::Failure
        | Happening::Closed => return None,
    })
}
