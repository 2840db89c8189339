//! What a log means: lines → events → attempts to connect → symptoms → causes of the catalogue.
//!
//! [`Explainer`] takes the bytes of a log in chunks and needs the same memory for any length. A line is first compared with a few
//! marks (`lines`), then read by the grammars (`grammar`), which tell the `assembly` what happened. An attempt that has ended is
//! looked at for every symptom (`symptoms`), the first of which explains it.

mod address;
mod assembly;
mod case;
mod certificate;
mod content;
mod diagnosis;
mod encoding;
mod explanation;
mod grammar;
mod guise;
mod handshake;
mod lines;
mod opened;
mod stores;
mod symptoms;
mod thrown;

pub use certificate::ShownCertificate;
pub use content::NoLog;
pub use diagnosis::{Diagnosis, Missing, Party, Reason, Step};
pub use explanation::{Explained, Explanation, Outcome};
pub use handshake::{Alert, Evidence, Handshake, Happening, Hello, Moment, Request, Side};
pub use opened::Opened;
pub use stores::{ShownKey, ShownStore, Stores};
pub use thrown::{Frames, StoreRole, Thrown, Trace};

use encoding::{Encoding, Utf16};
use grammar::Grammar;
use lines::Lines;

/// Explains one log.
#[derive(Default)]
pub struct Explainer {
    encoding: Option<(Encoding, Utf16)>,
    lines: Lines,
    grammar: Grammar,
    buffer: Vec<u8>,
}

impl Explainer {
    /// Takes the next bytes of the log.
    pub fn feed(&mut self, chunk: &[u8]) {
        if chunk.is_empty() {
            return;
        }
        let (encoding, utf16) = self.encoding.get_or_insert_with(|| (Encoding::of(chunk), Utf16::default()));
        if *encoding == Encoding::Octets {
            self.lines.feed(chunk, &mut self.grammar);
            return;
        }
        self.buffer.clear();
        utf16.decode(chunk, *encoding, &mut self.buffer);
        self.lines.feed(&self.buffer, &mut self.grammar);
    }

    /// The end of the log. `None` where nothing in it is of a log that is known.
    pub fn finish(mut self) -> Option<Explanation> {
        self.lines.finish(&mut self.grammar);
        let lines = self.lines.count();
        Some(self.grammar.finish()?.explanation(lines))
    }
}
