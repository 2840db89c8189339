//! Whether a file is still the one that was read, told without reading it again.

use std::fs::Metadata;

use jiff::Timestamp;

/// What the file system says of one state of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    device: u64,
    number: u64,
    length: u64,
    /// Nanoseconds since 1970, of the last change of the content and of anything at all; nobody can set the second.
    modified: i128,
    changed: i128,
}

/// The coarsest step of the clock by which a kernel dates a change (100 Hz), twice. Two changes within one step have one
/// date.
const STEP: i128 = 20_000_000;
const SECOND: i128 = 1_000_000_000;

impl Stamp {
    /// `None` where the system has no such numbers.
    #[cfg(unix)]
    pub(super) fn of(metadata: &Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt as _;
        let date = |seconds: i64, nanoseconds: i64| i128::from(seconds) * SECOND + i128::from(nanoseconds);
        Some(Self {
            device: metadata.dev(),
            number: metadata.ino(),
            length: metadata.size(),
            modified: date(metadata.mtime(), metadata.mtime_nsec()),
            changed: date(metadata.ctime(), metadata.ctime_nsec()),
        })
    }

    #[cfg(not(unix))]
    pub(super) fn of(_metadata: &Metadata) -> Option<Self> {
        None
    }

    /// Whether any change after `instant` gives another stamp: the file had been at rest by then.
    pub(super) fn is_settled_at(&self, instant: Timestamp) -> bool {
        self.changed.max(self.modified) + STEP < instant.as_nanosecond()
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_change_of_equal_length_shows() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let stamp = || Stamp::of(&fs::metadata(file.path()).unwrap()).unwrap();
        fs::write(file.path(), "one").unwrap();
        let first = stamp();
        assert_eq!(first, stamp());
        let date = |nanosecond: i128| Timestamp::from_nanosecond(nanosecond).unwrap();
        assert!(!first.is_settled_at(date(first.changed)));
        assert!(first.is_settled_at(date(first.changed + STEP + 1)));
        std::thread::sleep(std::time::Duration::from_millis(20));
        fs::write(file.path(), "two").unwrap();
        assert_ne!(first, stamp());
    }
}
