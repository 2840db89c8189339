//! Stack traces, whatever stands before their lines.

use super::Line;
use crate::explain::assembly::Assembly;
use crate::explain::certificate::cut;
use crate::explain::thrown::{Thrown, Trace};

/// How long a message is kept.
const LONGEST: usize = 2048;

/// Messages that are told without the exception that has them.
const TEXTS: [&str; 6] = [
    "CWPKI0",
    "client did not trust this server's certificate",
    "Received fatal alert: ",
    "PKIX path building failed",
    "PKIX path validation failed",
    "No subject alternative ",
];

/// The traces of a log.
#[derive(Default)]
pub(super) struct Traces {
    open: Option<Open>,
    /// The innermost message of a trace that is to come, which ssltest tells before.
    told: Option<Thrown>,
    /// The number of the line in which the path builder tells of an exception that it goes on after.
    passed: Option<u64>,
}

/// A trace that goes on.
struct Open {
    trace: Trace,
    /// The number of its last line.
    last: u64,
    /// Whether what comes next is inside of what came.
    opens_nested: bool,
}

/// Ends of lines behind which something is told that is inside of what came before.
const NESTED: [&str; 2] = ["nested exception is:", "internal cause is:"];

impl Traces {
    /// A line of a trace that has begun.
    pub(super) fn continued(&mut self, line: Line<'_>, assembly: &mut Assembly) -> bool {
        let Some(open) = &mut self.open else { return false };
        let is_taken = take(&mut open.trace, line);
        if is_taken {
            open.last = line.number;
            return true;
        }
        // JavaMail, and IBM's: what is inside is told behind a line that ends so.
        if let (Some(found), Some(outer)) = (header(line.text), open.trace.thrown.last())
            && line.number <= open.last.saturating_add(3)
            && (open.opens_nested || !open.trace.frames.are_there && outer.message.ends_with([':', ';']))
            && found.class.contains('.')
        {
            let thrown = Thrown {
                class: found.class.to_owned(),
                message: message(found.message),
                evidence: Some(line.evidence()),
            };
            open.trace.push(thrown);
            open.last = line.number;
            open.opens_nested = false;
            return true;
        }
        if NESTED.iter().any(|words| line.text.trim_end().ends_with(words)) && !open.trace.thrown.is_empty() {
            open.opens_nested = true;
            open.last = line.number;
            return true;
        }
        // Behind a line that opens something, an empty one ends nothing.
        let ends_open = open
            .trace
            .thrown
            .last()
            .is_some_and(|outer| outer.message.is_empty() || outer.message.ends_with([':', ';']));
        if line.text.trim().is_empty() && (open.opens_nested || ends_open && !open.trace.frames.are_there) {
            return true;
        }
        if !open.trace.frames.are_there && line.number <= open.last.saturating_add(2) && goes_on(line.text) {
            if let Some(outer) = open.trace.thrown.last_mut() {
                outer.message = cut(&format!("{} {}", outer.message, line.text.trim()), LONGEST).to_owned();
            }
            open.last = line.number;
            return true;
        }
        // A message may have more lines than one.
        let is_message =
            !open.trace.frames.are_there && !line.text.trim().is_empty() && header(line.text).is_none();
        if is_message && line.number <= open.last.saturating_add(2) && !open.trace.thrown.is_empty() {
            return false;
        }
        if header(line.text).is_none() {
            self.end(assembly);
        }
        false
    }

    /// A line that begins a trace.
    pub(super) fn begun(&mut self, line: Line<'_>, assembly: &mut Assembly) -> bool {
        if let Some((_, told)) = line.text.split_once("The error is: ") {
            self.told = Some(Thrown {
                class: String::new(),
                message: message(told),
                evidence: Some(line.evidence()),
            });
            return true;
        }
        if line.text.contains("certpath: ") && line.text.trim_end().ends_with(':') {
            self.passed = Some(line.number);
        }
        let Some(found) = header(line.text) else { return false };
        if self.passed.is_some_and(|passed| passed.saturating_add(1) == line.number) {
            self.end(assembly);
            return true;
        }
        let before = line.text.get(..found.start).unwrap_or_default();
        if let Some(open) = &self.open {
            let is_same = !open.trace.frames.are_there
                && line.number <= open.last.saturating_add(1)
                && open.trace.thrown.first().is_some_and(|known| found.message.contains(&known.message));
            // A message that is told right before its trace is told once.
            if is_same {
                self.open = None;
            } else {
                self.end(assembly);
            }
        }
        if !assembly.application(before, || line.evidence()) {
            assembly.application(found.message, || line.evidence());
        }
        let mut trace = Trace { thread: thread(before).map(str::to_owned), ..Trace::default() };
        trace.push(Thrown {
            class: found.class.to_owned(),
            message: message(found.message),
            evidence: Some(line.evidence()),
        });
        let is_told = |told: &Thrown| {
            told.evidence.as_ref().is_some_and(|told| told.line.saturating_add(4) >= line.number)
        };
        if let Some(told) = self.told.take().filter(is_told) {
            trace.push(told);
        }
        let opens_nested = NESTED.iter().any(|words| line.text.trim_end().ends_with(words));
        self.open = Some(Open { trace, last: line.number, opens_nested });
        true
    }

    /// The trace that has begun is over.
    pub(super) fn end(&mut self, assembly: &mut Assembly) {
        if let Some(open) = self.open.take() {
            assembly.thrown(open.trace);
        }
    }
}

/// Takes a line that goes on with a trace.
pub(super) fn take(trace: &mut Trace, line: Line<'_>) -> bool {
    if let Some(frame) = frame(line.text) {
        trace.take_frame(frame);
        return true;
    }
    if let Some(caused) = caused(line.text) {
        let (class, text) = caused.split_once(": ").unwrap_or((caused.trim_end_matches(':'), ""));
        trace.push(Thrown {
            class: class.trim().to_owned(),
            message: message(text),
            evidence: Some(line.evidence()),
        });
        return true;
    }
    let trimmed = line.text.trim_end();
    (trimmed.ends_with(" more") || trimmed.ends_with(" more}") || trimmed.ends_with(" common frames omitted"))
        && trimmed.contains("... ")
}

/// `at java.base/a.B.c(B.java:1)` → the part from the module on, whatever stands before it.
fn frame(text: &str) -> Option<&str> {
    let start = text.find("at ")?;
    let before = text.get(..start)?;
    // In an array of JSON each line is a text of its own.
    if !(before.is_empty() || before.ends_with([' ', '\t', '"'])) {
        return None;
    }
    let rest = text.get(start..)?.strip_prefix("at ")?.trim_start();
    let (method, place) = rest.split_once('(')?;
    // Maven puts a blank before the bracket.
    let method = method.trim_end();
    let is_method = method.contains('.') && !method.contains([' ', ':', '"']);
    (is_method && place.contains(')')).then_some(rest)
}

/// Whether a line goes on with the message before it: one that somebody has wrapped, or openssl's error behind Android's.
fn goes_on(text: &str) -> bool {
    let text = text.trim_start();
    let is_error = text.starts_with("error:") && text.contains("SSL routines:");
    is_error
        || text.starts_with(|first: char| first.is_ascii_lowercase())
            && text.contains(' ')
            && header(text).is_none()
}

/// What stands behind `Caused by: ` or `Suppressed: `, where that begins the line or follows a prefix.
fn caused(text: &str) -> Option<&str> {
    // Dropwizard tells the innermost first.
    const WORDS: [&str; 5] =
        ["Caused by: ", "Suppressed: ", "! Causing: ", "Wrapped by: ", "internal cause is: "];
    let (_, rest) = WORDS.iter().find_map(|words| text.split_once(words))?;
    let class = rest.split([':', ' ']).next()?;
    (is_class(class)).then(|| rest.trim_end())
}

/// An exception in a line.
struct Header<'l> {
    /// Where its class begins.
    start: usize,
    class: &'l str,
    message: &'l str,
}

/// The first exception of a line, or a message that is told without one.
fn header(text: &str) -> Option<Header<'_>> {
    let mut from = 0;
    while let Some((found, mark)) = marked(text.get(from..)?) {
        let at = from.saturating_add(found);
        let is_part = |other: char| other.is_ascii_alphanumeric() || matches!(other, '.' | '_' | '$');
        let start = text.get(..at)?.rfind(|other| !is_part(other)).map_or(0, |before| {
            before.saturating_add(
                text.get(before..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8),
            )
        });
        let rest = text.get(start..)?;
        let end = rest.find(|other| !is_part(other)).unwrap_or(rest.len());
        let class = rest.get(..end)?;
        let after = rest.get(end..)?;
        let is_told = after.trim_end().is_empty() || after.starts_with(':');
        if is_told && is_class(class) && class != "Exception" {
            let message = after.strip_prefix(':').unwrap_or(after).trim();
            return Some(Header { start, class, message });
        }
        from = start.saturating_add(end).max(at.saturating_add(mark.len()));
    }
    let start = TEXTS.iter().filter_map(|words| text.find(words)).min()?;
    Some(Header { start, class: "", message: text.get(start..)?.trim() })
}

/// What the names of what is thrown have in them; Bouncy Castle has other words for it.
fn marked(text: &str) -> Option<(usize, &'static str)> {
    let exception = text.find("Exception").map(|at| (at, "Exception"));
    let alert = text.find("TlsFatalAlert").map(|at| (at, "TlsFatalAlert"));
    [exception, alert].into_iter().flatten().min()
}

fn is_class(word: &str) -> bool {
    let is_plain =
        word.chars().all(|other| other.is_ascii_alphanumeric() || matches!(other, '.' | '_' | '$'));
    let simple = word.rsplit('.').next().unwrap_or(word);
    // IBM's and other obfuscated classes are short: `com.ibm.jsse2.util.h`.
    is_plain
        && !word.starts_with('.')
        && (word.contains('.') || simple.ends_with("Exception") || simple.ends_with("Error"))
}

/// A message without the alert that newer Javas put before it: `(certificate_expired) PKIX path validation failed`.
pub(super) fn message(text: &str) -> String {
    let text = text.trim();
    let bare = text.strip_prefix('(').and_then(|rest| rest.split_once(") ")).filter(|(alert, _)| {
        !alert.is_empty()
            && alert.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    });
    cut(bare.map_or(text, |(_, rest)| rest), LONGEST).to_owned()
}

/// `Exception in thread "main" `
fn thread(before: &str) -> Option<&str> {
    let (thread, _) = before.split_once("Exception in thread \"")?.1.rsplit_once('"')?;
    Some(thread)
}

/// The exception that a line of a debug log's own trace begins with.
pub(super) fn thrown(line: Line<'_>) -> Option<Thrown> {
    let found = header(line.text).filter(|found| !found.class.is_empty())?;
    Some(Thrown {
        class: found.class.to_owned(),
        message: message(found.message),
        evidence: Some(line.evidence()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_and_causes_are_known_behind_any_prefix() {
        let frames = [
            "\tat java.base/sun.security.ssl.Alert.createSSLException(Alert.java:131)",
            "jvm 1    | \tat a.B.c(Unknown Source)",
            "2026-11-21 09:00:00,123 ERROR  at org.x.Y.<init>(Y.java:3) ~[y.jar:1.0]",
            "    at app//a.B$1.run(B.java:5)",
        ];
        for text in frames {
            assert!(frame(text).is_some(), "{text}");
        }
        for text in ["look at this (not that)", "at a glance", "what(ever)"] {
            assert!(frame(text).is_none(), "{text}");
        }
        assert_eq!(caused("INFO | jvm 1 | Caused by: a.b.C: words"), Some("a.b.C: words"));
        assert_eq!(caused("Caused by: a bad day"), None);
    }

    #[test]
    fn the_first_exception_of_a_line_counts() {
        let found =
            header("Exception in thread \"main\" javax.net.ssl.SSLHandshakeException: (bad_certificate) x")
                .unwrap();
        assert_eq!(
            (found.class, found.message),
            ("javax.net.ssl.SSLHandshakeException", "(bad_certificate) x")
        );
        assert_eq!(message(found.message), "x");
        assert_eq!(thread("Exception in thread \"a \"b\"\" "), Some("a \"b\""));
        let found = header("failed: PKIX path building failed: a.b.CException: no way").unwrap();
        assert_eq!((found.class, found.message), ("a.b.CException", "no way"));
        let found = header("error: Received fatal alert: handshake_failure").unwrap();
        assert_eq!((found.class, found.message), ("", "Received fatal alert: handshake_failure"));
        assert!(header("no Exception here").is_none());
        assert_eq!(header("ä java.io.EOFException").unwrap().class, "java.io.EOFException");
    }
}
