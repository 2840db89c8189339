//! A log as lines: fed in chunks of any size, with constant memory, passing over what cannot matter.

use memchr::memmem::Finder;
use memchr::{memchr, memchr_iter, memrchr};

/// How much of a line is looked at; what is behind it is passed over.
pub(super) const LONGEST: usize = 64 * 1024;

/// How many lines are looked at behind one that was of interest, each of which may prolong it.
const AWAKE: u32 = 80;

/// How many lines before the first of interest are shown: an application names its host there.
const BEFORE: usize = 3;

/// What stands in the first line of anything that is of interest. Few and rare, because every byte is compared with them.
const MARKS: [&str; 21] = [
    "Exception",
    "javax.net.ssl",
    "SSLLogger",
    "ssl_debug(",
    "*** ",
    "Store is",
    " ALERT: ",
    "fatal alert",
    "PKIX path",
    "SSL routines",
    "verify error:num",
    "Verify return code",
    "CIPHER is ",
    "No subject alternative",
    "HTTP status ",
    "uccessfully connected",
    "rying to connect",
    "It worked",
    "TlsFatalAlert",
    "CWPKI",
    "did not trust this",
];

/// Who takes the lines.
pub(super) trait Reader {
    /// A line of a stretch that is of interest, without its end. Tells whether it is one of those that are.
    fn line(&mut self, number: u64, line: &[u8]) -> bool;

    /// A line right before such a stretch.
    fn line_before(&mut self, number: u64, line: &[u8]);
}

/// The lines of one log.
pub(super) struct Lines {
    marks: Vec<Finder<'static>>,
    /// The beginning of a line whose end has not come yet.
    begun: Vec<u8>,
    /// How many lines have ended.
    ended: u64,
    /// Whether the line that has begun is longer than [`LONGEST`].
    is_cut: bool,
    awake: u32,
}

impl Default for Lines {
    fn default() -> Self {
        Self {
            marks: MARKS.iter().map(|mark| Finder::new(*mark)).collect(),
            begun: Vec::new(),
            ended: 0,
            is_cut: false,
            awake: 0,
        }
    }
}

impl Lines {
    /// How many lines there were.
    pub(super) fn count(&self) -> u64 {
        self.ended
    }

    /// The next bytes of the log.
    pub(super) fn feed(&mut self, chunk: &[u8], reader: &mut impl Reader) {
        let mut chunk = chunk;
        if !self.begun.is_empty() || self.is_cut {
            let Some(end) = memchr(b'\n', chunk) else {
                self.begin(chunk);
                return;
            };
            let (rest, after) = chunk.split_at(end);
            self.begin(rest);
            self.end_line(reader);
            chunk = after.get(1..).unwrap_or_default();
        }
        let (whole, begun) = chunk.split_at(memrchr(b'\n', chunk).map_or(0, |end| end.saturating_add(1)));
        self.block(whole, reader);
        self.begin(begun);
    }

    /// The end of the log: its last line may have none.
    pub(super) fn finish(&mut self, reader: &mut impl Reader) {
        if !self.begun.is_empty() {
            self.end_line(reader);
        }
    }

    fn begin(&mut self, bytes: &[u8]) {
        let room = LONGEST.saturating_sub(self.begun.len());
        self.is_cut |= bytes.len() > room;
        self.begun.extend_from_slice(bytes.get(..room).unwrap_or(bytes));
    }

    fn end_line(&mut self, reader: &mut impl Reader) {
        let line = std::mem::take(&mut self.begun);
        self.is_cut = false;
        if self.awake > 0 || self.marks.iter().any(|mark| mark.find(&line).is_some()) {
            self.hand(&line, reader);
        } else {
            self.ended = self.ended.saturating_add(1);
        }
        self.begun = line;
        self.begun.clear();
    }

    fn hand(&mut self, line: &[u8], reader: &mut impl Reader) {
        self.ended = self.ended.saturating_add(1);
        let line = line.get(..LONGEST).unwrap_or(line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        self.awake = if reader.line(self.ended, line) { AWAKE } else { self.awake.saturating_sub(1) };
    }

    /// Whole lines, the last with its end.
    fn block(&mut self, block: &[u8], reader: &mut impl Reader) {
        // Where each mark is met next; nothing is searched twice.
        let mut nexts: [Option<usize>; MARKS.len()] = [None; MARKS.len()];
        let mut at = 0;
        while at < block.len() {
            if self.awake == 0 {
                let Some(start) = self.next_marked(block, at, &mut nexts) else {
                    self.pass(block.get(at..).unwrap_or_default());
                    return;
                };
                let passed = block.get(at..start).unwrap_or_default();
                self.pass(passed);
                self.show_before(passed, reader);
                at = start;
            }
            let rest = block.get(at..).unwrap_or_default();
            let end = memchr(b'\n', rest).unwrap_or(rest.len());
            self.hand(rest.get(..end).unwrap_or_default(), reader);
            at = at.saturating_add(end).saturating_add(1);
        }
    }

    /// Where the next line with a mark in it starts.
    fn next_marked(&self, block: &[u8], at: usize, nexts: &mut [Option<usize>]) -> Option<usize> {
        let rest = block.get(at..)?;
        for (mark, next) in self.marks.iter().zip(nexts.iter_mut()) {
            if next.is_none_or(|next| next < at) {
                let found = mark.find(rest).map_or(usize::MAX, |found| at.saturating_add(found));
                *next = Some(found);
            }
        }
        let nearest = nexts.iter().flatten().copied().min().filter(|nearest| *nearest != usize::MAX)?;
        let before = block.get(at..nearest)?;
        Some(memrchr(b'\n', before).map_or(at, |end| at.saturating_add(end).saturating_add(1)))
    }

    fn pass(&mut self, passed: &[u8]) {
        let lines = u64::try_from(memchr_iter(b'\n', passed).count()).unwrap_or(u64::MAX);
        self.ended = self.ended.saturating_add(lines);
    }

    fn show_before(&self, passed: &[u8], reader: &mut impl Reader) {
        let mut rest = passed.strip_suffix(b"\n").unwrap_or(passed);
        let mut lines: Vec<&[u8]> = Vec::with_capacity(BEFORE);
        while lines.len() < BEFORE && !rest.is_empty() {
            let start = memrchr(b'\n', rest).map_or(0, |end| end.saturating_add(1));
            lines.push(rest.get(start..).unwrap_or_default());
            rest = rest.get(..start.saturating_sub(1)).unwrap_or_default();
        }
        for (back, line) in lines.iter().enumerate().rev() {
            let number = self.ended.saturating_sub(u64::try_from(back).unwrap_or_default());
            reader.line_before(number, line.get(..LONGEST).unwrap_or(line));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Seen(Vec<(u64, String)>, Vec<(u64, String)>);

    impl Reader for Seen {
        fn line(&mut self, number: u64, line: &[u8]) -> bool {
            let text = String::from_utf8_lossy(line).into_owned();
            let is_marked = text.contains("Exception");
            self.0.push((number, text));
            is_marked
        }

        fn line_before(&mut self, number: u64, line: &[u8]) {
            self.1.push((number, String::from_utf8_lossy(line).into_owned()));
        }
    }

    fn read(log: &[u8], size: usize) -> Seen {
        let (mut lines, mut seen) = (Lines::default(), Seen::default());
        for chunk in log.chunks(size) {
            lines.feed(chunk, &mut seen);
        }
        lines.finish(&mut seen);
        seen
    }

    #[test]
    fn chunks_of_any_size_give_the_same_lines_and_numbers() {
        let mut log = "nothing here\n".repeat(100);
        log.push_str("to https://a.example\r\njava.io.IOException: x\r\n\tat a.B.c(D.java:1)\n");
        log.push_str(&"nothing here\n".repeat(200));
        log.push_str("the last, an Exception, has no end");
        let whole = read(log.as_bytes(), log.len());
        assert_eq!(whole.0.first(), Some(&(102, "java.io.IOException: x".into())));
        assert_eq!(whole.0.last().map(|(number, _)| *number), Some(304));
        assert!(whole.1.contains(&(101, "to https://a.example\r".into())));
        for size in [1, 2, 7, 64, 1000] {
            let parts = read(log.as_bytes(), size);
            let marked = |seen: &Seen| {
                seen.0.iter().filter(|(_, text)| text.contains("Exception")).cloned().collect::<Vec<_>>()
            };
            assert_eq!(marked(&parts), marked(&whole), "chunks of {size}");
        }
    }

    #[test]
    fn a_line_without_end_is_bounded() {
        let (mut lines, mut seen) = (Lines::default(), Seen::default());
        for _ in 0..100 {
            lines.feed(&[b'x'; 10_000], &mut seen);
            assert!(lines.begun.len() <= LONGEST);
        }
        lines.feed(b"\njava.lang.Exception\n", &mut seen);
        assert_eq!(seen.0, [(2, "java.lang.Exception".into())]);
    }
}
