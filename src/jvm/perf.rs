//! What a running VM says of itself: the file `/tmp/hsperfdata_USER/PID` that `HotSpot` keeps for `jps` and `jstat`, in its format
//! `PerfData` 2.0.
//!
//! Seen on JDK 11.0.5, 11.0.13, 17.0.9, 21.0.8 and 25.0.2: `java.rt.vmArgs` holds the VM's words from everywhere, as they counted
//! (`JAVA_TOOL_OPTIONS`, `JDK_JAVA_OPTIONS`, files of arguments, `-XX:VMOptionsFile`, the command line, `_JAVA_OPTIONS`), without
//! the quotes of whoever said them and with one blank between them; what is longer than 1024 bytes is cut off. There is no file
//! with `-XX:-UsePerfData` or `-XX:+PerfDisableSharedMem`.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::launch::Said;
use super::program::undeleted;
use super::surroundings::Surroundings;
use crate::machine::Machine;

/// No further is such a file read, in bytes: 32 KiB unless `-XX:PerfDataMemorySize` says otherwise.
const LONGEST: u64 = 1 << 20;
/// Java: no text in it is longer (`PerfMaxStringConstLength`).
const LONGEST_TEXT: usize = 1024;

/// What a running VM says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Perf {
    /// When the VM was started, which may be long after the process: a start script becomes the Java by `exec`.
    pub began: Option<Timestamp>,
    /// What it was told.
    pub said: Option<Said>,
    /// The folder of the Java, as the process knows it.
    pub home: Option<PathBuf>,
}

impl Perf {
    /// Of a process, which has the file in its memory: whatever else lies by such a name in `/tmp`, of a Java that was killed, of
    /// another container's with the same number, or put there by somebody, is not it. `own` is the process in `/proc`, `maps`
    /// tells what is in its memory, and names files as the process knows them by way of `inside`.
    pub(super) fn of(
        machine: &Machine,
        own: &Path,
        surroundings: &Surroundings,
        maps: &[u8],
        inside: impl Fn(PathBuf) -> PathBuf,
    ) -> Option<Self> {
        let mapped = maps.split(|byte| *byte == b'\n').find_map(Mapped::of)?;
        let (file, is_gone) = undeleted(&mapped.file);
        // Where something cleans /tmp the file has no name any longer, and root alone has a way to it.
        let place = if is_gone {
            machine.link(own.join("map_files")).join(mapped.range)
        } else {
            machine.path(surroundings.seen(&inside(file))?)
        };
        Self::read(&bytes(&place, mapped.number)?)
    }

    /// What the bytes of such a file say; `None` where they are none of one.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let block = Block::of(bytes)?;
        let mut perf = Self::default();
        for entry in block.entries() {
            match entry.name {
                b"sun.rt.createVmBeginTime" => {
                    perf.began = block.long(&entry).and_then(|since| Timestamp::from_millisecond(since).ok());
                }
                b"java.rt.vmArgs" => {
                    perf.said = block.text(&entry).map(|text| Said {
                        text: String::from_utf8_lossy(text).into_owned(),
                        is_cut: text.len() >= LONGEST_TEXT,
                    });
                }
                b"java.property.java.home" => {
                    let text = block.text(&entry).filter(|text| !text.is_empty());
                    perf.home = text.and_then(|text| std::str::from_utf8(text).ok()).map(PathBuf::from);
                }
                _ => {}
            }
        }
        Some(perf)
    }
}

/// A line of `maps`: such a file in the memory of a process.
struct Mapped<'m> {
    /// Where in the memory: `7f01-7f02`.
    range: &'m str,
    /// The number of the file in its file system.
    number: u64,
    /// Its name, with a remark where it has none any longer.
    file: PathBuf,
}

impl<'m> Mapped<'m> {
    /// Addresses, rights, offset, device, number, name.
    fn of(line: &'m [u8]) -> Option<Self> {
        let line = std::str::from_utf8(line).ok()?;
        let file = line.get(line.find('/')?..)?;
        let mut folders = Path::new(file).iter().rev().skip(1);
        folders.next()?.to_str().filter(|name| name.starts_with("hsperfdata_"))?;
        let mut fields = line.split_whitespace();
        let range = fields.next()?;
        Some(Self { range, number: fields.nth(3)?.parse().ok()?, file: file.into() })
    }
}

/// The content of a file, if it is the one of this number.
fn bytes(file: &Path, number: u64) -> Option<Vec<u8>> {
    let metadata = fs::metadata(file).ok()?;
    if !metadata.is_file() || !is_of(&metadata, number) {
        return None;
    }
    let mut bytes = Vec::new();
    fs::File::open(file).ok()?.take(LONGEST).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// An overlay of file systems may tell which one a file is of in the upper half of its number, and `maps` tells the file's own.
#[cfg(unix)]
fn is_of(metadata: &fs::Metadata, number: u64) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    const OWN: u64 = 0xffff_ffff;
    metadata.ino() & OWN == number & OWN
}

#[cfg(not(unix))]
fn is_of(_metadata: &fs::Metadata, _number: u64) -> bool {
    false
}

/// `PerfData` 2.0: a head of 32 bytes, then entries, each a head of 20 bytes, a name and a value, all in the machine's order of
/// bytes but for the magic.
struct Block<'b> {
    bytes: &'b [u8],
    is_little: bool,
}

/// An entry: its name, its kind, and where its value begins and what may be of it.
struct Entry<'b> {
    name: &'b [u8],
    /// `J` for a number, `B` for bytes.
    kind: u8,
    /// How many there are; 0 for one.
    count: usize,
    /// The value, and what follows it in the entry.
    value: &'b [u8],
}

const HEAD: usize = 32;
const ENTRY_HEAD: usize = 20;

impl<'b> Block<'b> {
    fn of(bytes: &'b [u8]) -> Option<Self> {
        if bytes.len() < HEAD || !bytes.starts_with(&[0xca, 0xfe, 0xc0, 0xc0]) {
            return None;
        }
        // The order of the bytes, and the version.
        let is_little = match bytes.get(4..6)? {
            [0, 2] => false,
            [1, 2] => true,
            _ => return None,
        };
        Some(Self { bytes, is_little })
    }

    /// The number of 32 bits at an offset; none that is negative is meant anywhere here.
    fn int(&self, at: usize) -> Option<usize> {
        let four: [u8; 4] = self.bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        let number = if self.is_little { i32::from_le_bytes(four) } else { i32::from_be_bytes(four) };
        usize::try_from(number).ok()
    }

    /// The entries, up to the first that is none.
    fn entries(&self) -> impl Iterator<Item = Entry<'b>> + '_ {
        let mut at = self.int(24).filter(|at| *at >= HEAD);
        let mut left = self.int(28).unwrap_or_default();
        std::iter::from_fn(move || {
            left = left.checked_sub(1)?;
            let (entry, next) = self.entry(at?)?;
            at = Some(next);
            Some(entry)
        })
    }

    /// The entry at an offset, and where the next one begins: behind it, so that there is an end.
    fn entry(&self, at: usize) -> Option<(Entry<'b>, usize)> {
        let length = self.int(at).filter(|length| *length >= ENTRY_HEAD)?;
        let next = at.checked_add(length)?;
        let whole = self.bytes.get(at..next)?;
        let (name_at, count) = (self.int(at + 4)?, self.int(at + 8)?);
        let value_at = self.int(at + 16)?;
        let name = whole.get(name_at..)?;
        let name = name.get(..name.iter().position(|byte| *byte == 0)?)?;
        Some((Entry { name, kind: *whole.get(12)?, count, value: whole.get(value_at..)? }, next))
    }

    fn long(&self, entry: &Entry<'_>) -> Option<i64> {
        let eight: [u8; 8] = entry.value.get(..8).filter(|_| entry.kind == b'J')?.try_into().ok()?;
        Some(if self.is_little { i64::from_le_bytes(eight) } else { i64::from_be_bytes(eight) })
    }

    fn text(&self, entry: &Entry<'b>) -> Option<&'b [u8]> {
        let all = entry.value.get(..entry.count).filter(|_| entry.kind == b'B')?;
        let end = all.iter().position(|byte| *byte == 0).unwrap_or(all.len());
        all.get(..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file as a VM writes it, with its numbers in either order of bytes.
    fn file(entries: &[(&str, &[u8], u8)], is_little: bool) -> Vec<u8> {
        let int = |number: usize| {
            let number = i32::try_from(number).unwrap();
            if is_little { number.to_le_bytes() } else { number.to_be_bytes() }
        };
        let mut bytes = vec![0xca, 0xfe, 0xc0, 0xc0, u8::from(is_little), 2, 0, 1];
        for number in [0, 0, 0, 0, HEAD, entries.len()] {
            bytes.extend(int(number));
        }
        for (name, value, kind) in entries {
            let name = [name.as_bytes(), &[0]].concat();
            let value_at = ENTRY_HEAD + name.len();
            for number in [value_at + value.len(), ENTRY_HEAD, if *kind == b'J' { 0 } else { value.len() }] {
                bytes.extend(int(number));
            }
            bytes.extend([*kind, 0, 1, 1]);
            bytes.extend(int(value_at));
            bytes.extend([&name, *value].concat());
        }
        bytes
    }

    fn of_all(is_little: bool) -> Vec<u8> {
        let began = 1_795_945_651_554_i64;
        let began = if is_little { began.to_le_bytes() } else { began.to_be_bytes() };
        let entries: [(&str, &[u8], u8); 4] = [
            ("sun.rt.createVmBeginTime", &began, b'J'),
            ("sun.other", b"x\0", b'B'),
            ("java.property.java.home", b"/opt/java\0", b'B'),
            ("java.rt.vmArgs", b"-Da=1 -Db=2\0", b'B'),
        ];
        file(&entries, is_little)
    }

    #[test]
    fn a_vm_says_when_it_began_and_what_it_was_told() {
        let said = Some(Said { text: "-Da=1 -Db=2".into(), is_cut: false });
        let began = Timestamp::from_millisecond(1_795_945_651_554).ok();
        for is_little in [true, false] {
            let read = Perf::read(&of_all(is_little)).unwrap();
            assert_eq!(read, Perf { began, said: said.clone(), home: Some("/opt/java".into()) });
        }
        let long = [b'x'; 1024];
        let read = Perf::read(&file(&[("java.rt.vmArgs", &long, b'B')], true)).unwrap();
        assert!(read.said.unwrap().is_cut);
    }

    #[test]
    fn the_file_is_the_one_in_the_memory_of_the_process() {
        let line = b"7fe9-7ff1 rw-s 00000000 fd:01 4711                      /tmp/hsperfdata_a b/7 (deleted)";
        let mapped = Mapped::of(line).unwrap();
        assert_eq!((mapped.range, mapped.number), ("7fe9-7ff1", 4711));
        assert_eq!(undeleted(&mapped.file), ("/tmp/hsperfdata_a b/7".into(), true));
        for line in [
            "",
            "7fe9-7ff1 rw-p 00000000 00:00 0",
            "7f rw-s 0 fd:01 x /tmp/hsperfdata_a/7",
            "7f r 0 0 1 /hsperfdata_a",
        ] {
            assert!(Mapped::of(line.as_bytes()).is_none(), "{line}");
        }
    }

    #[test]
    fn what_is_no_such_file_says_nothing() {
        assert_eq!(Perf::read(b""), None);
        assert_eq!(Perf::read(&[0xca; 64]), None);
        for is_little in [true, false] {
            let whole = of_all(is_little);
            for end in 0..whole.len() {
                let _ = Perf::read(whole.get(..end).unwrap());
            }
            // Every number in it, as wrong as it gets.
            for at in 0..whole.len() {
                for wrong in [0, 1, 0x7f, 0x80, 0xff] {
                    for width in [1, 4] {
                        let mut bytes = whole.clone();
                        bytes.iter_mut().skip(at).take(width).for_each(|byte| *byte = wrong);
                        let _ = Perf::read(&bytes);
                    }
                }
            }
        }
    }
}
