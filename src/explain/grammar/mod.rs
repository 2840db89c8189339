//! What lines mean: the formats of Java's logs, of stack traces, of IAIK's library and of openssl.

mod application;
mod blocks;
mod iaik;
mod jsse;
mod legacy;
mod openssl;
mod stores;
mod traces;

use super::assembly::Assembly;
use super::certificate::cut;
use super::encoding;
use super::explanation::Collection;
use super::guise;
use super::handshake::Evidence;
use super::lines::Reader;
use crate::secret::veiled;

/// How long a line of evidence is.
const LONGEST_EVIDENCE: usize = 400;

/// A line, with its number.
#[derive(Debug, Clone, Copy)]
struct Line<'l> {
    number: u64,
    text: &'l str,
}

impl Line<'_> {
    /// The line to be shown.
    fn evidence(self) -> Evidence {
        let text = cut(self.text.trim(), LONGEST_EVIDENCE);
        Evidence { line: self.number, text: veiled(text).into_owned() }
    }
}

/// Reads lines, and puts together what they tell.
#[derive(Default)]
pub(super) struct Grammar {
    assembly: Assembly,
    jsse: jsse::Jsse,
    legacy: legacy::Legacy,
    iaik: iaik::Iaik,
    openssl: openssl::OpenSsl,
    traces: traces::Traces,
}

impl Reader for Grammar {
    fn line(&mut self, number: u64, line: &[u8]) -> bool {
        let text = encoding::text(line);
        let text = guise::bare(&text);
        // A log in JSON has whole traces in one line.
        if text.contains("\\n\\tat ") {
            let parts = text.split("\\n").map(|part| part.trim_end_matches("\\r"));
            for part in parts {
                self.read(Line { number, text: &part.replace("\\t", "\t") });
            }
            self.traces.end(&mut self.assembly);
            return true;
        }
        self.read(Line { number, text: &text })
    }

    fn line_before(&mut self, number: u64, line: &[u8]) {
        let text = encoding::text(line);
        let text = guise::bare(&text);
        let line = Line { number, text: &text };
        self.openssl.before(line);
        self.legacy.before(line);
        self.assembly.application(&text, || line.evidence());
    }
}

impl Grammar {
    /// Each grammar is asked in turn. Whether one of them knows the line.
    fn read(&mut self, line: Line<'_>) -> bool {
        if self.jsse.head(line, &mut self.assembly) {
            self.traces.end(&mut self.assembly);
            return true;
        }
        if self.jsse.inside(line, &mut self.assembly) || self.iaik.line(line, &mut self.assembly) {
            return true;
        }
        if self.traces.continued(line, &mut self.assembly) {
            return true;
        }
        stores::line(line, &mut self.assembly)
            || self.legacy.line(line, &mut self.assembly)
            || self.openssl.line(line, &mut self.assembly)
            || application::line(line, &mut self.assembly)
            || self.traces.begun(line, &mut self.assembly)
            || self.assembly.application(line.text, || line.evidence())
    }

    /// The end of the log.
    pub(super) fn finish(mut self) -> Option<Collection> {
        self.jsse.end(&mut self.assembly);
        self.traces.end(&mut self.assembly);
        self.openssl.end(&mut self.assembly);
        self.assembly.finish()
    }
}
