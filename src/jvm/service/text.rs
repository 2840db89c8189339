//! The files that are read for one service, within bounds: their lines, and where each thing that they say stands.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::rc::Rc;

use super::{Fault, NamedStore, ReadFault, Remark};
use crate::jvm::launch::Origin;
use crate::machine::Machine;

/// No file is read that is larger, in bytes.
pub const LARGEST: u64 = 4 << 20;
/// No file is read that has more lines.
pub const MOST_LINES: usize = 100_000;
/// So much is read for one service, in bytes and in files: includes can branch at every level.
const LARGEST_IN_ALL: u64 = 4 * LARGEST;
const MOST_FILES: usize = 200;
/// No more is remarked upon.
const MOST_REMARKS: usize = 500;
/// No value becomes longer by its variables, and no more than that is written into all of them.
pub(super) const LONGEST_VALUE: usize = 1 << 16;
const MOST_EXPANSION: usize = 1 << 20;

/// Where something stands: the number of a file of a [`Reading`], and the line, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    // There can be one for every character.
    file: u32,
    line: u32,
}

impl Mark {
    pub(super) fn new(file: usize, line: usize) -> Self {
        let short = |number| u32::try_from(number).unwrap_or(u32::MAX);
        Self { file: short(file), line: short(line) }
    }

    pub(super) fn file(self) -> usize {
        self.file as usize
    }

    pub(super) fn line(self) -> usize {
        self.line as usize
    }
}

/// What a service says, each thing with its place.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) java: Option<(PathBuf, Mark)>,
    pub(super) folder: Option<(PathBuf, Mark)>,
    pub(super) standard_folder: Option<PathBuf>,
    pub(super) user: Option<(String, Mark)>,
    pub(super) words: Vec<(String, Mark)>,
    /// A program that starts the Java and cannot be looked into.
    pub(super) unread: Option<PathBuf>,
    pub(super) stores: Vec<(NamedStore, Mark)>,
    pub(super) settings: Vec<((String, String), Mark)>,
}

impl Told {
    /// The folder that relative paths start from.
    pub(super) fn base(&self) -> Option<&Path> {
        self.folder.as_ref().map(|(folder, _)| folder.as_path()).or(self.standard_folder.as_deref())
    }
}

/// The files that were read, and what was found wrong in them.
pub(super) struct Reading<'m> {
    pub(super) machine: &'m Machine,
    files: Vec<(PathBuf, Rc<[String]>)>,
    bytes: u64,
    remarks: Vec<Remark>,
    expansion: usize,
}

impl<'m> Reading<'m> {
    pub(super) fn new(machine: &'m Machine) -> Self {
        Self { machine, files: Vec::new(), bytes: 0, remarks: Vec::new(), expansion: 0 }
    }

    /// Reads a file, once; the answer is its number.
    pub(super) fn open(&mut self, file: &Path) -> Result<usize, ReadFault> {
        if let Some(known) = self.files.iter().position(|(path, _)| path == file) {
            return Ok(known);
        }
        if self.files.len() >= MOST_FILES {
            return Err(ReadFault::TooLarge);
        }
        let bytes = bytes_of(&self.machine.path(file))?;
        self.bytes += bytes.len() as u64;
        if self.bytes > LARGEST_IN_ALL {
            return Err(ReadFault::TooLarge);
        }
        let text = decode(&bytes)?;
        if text.split('\n').take(MOST_LINES + 2).count() > MOST_LINES + 1 {
            return Err(ReadFault::TooLarge);
        }
        let lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line).to_owned()).collect();
        self.files.push((file.to_owned(), lines));
        Ok(self.files.len() - 1)
    }

    /// The lines of a file, without their ends.
    pub(super) fn lines(&self, file: usize) -> Rc<[String]> {
        self.files.get(file).map_or_else(|| Rc::from([]), |(_, lines)| Rc::clone(lines))
    }

    /// The path of a file, as it was named.
    pub(super) fn path(&self, file: usize) -> &Path {
        self.files.get(file).map_or(Path::new(""), |(path, _)| path)
    }

    /// The folder that a file lies in.
    pub(super) fn folder_of(&self, file: usize) -> PathBuf {
        let folder = self.path(file).parent().unwrap_or(Path::new(""));
        if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() }
    }

    /// A line as it stands.
    pub(super) fn line(&self, mark: Mark) -> &str {
        let lines = self.files.get(mark.file()).map(|(_, lines)| lines);
        lines.and_then(|lines| lines.get(mark.line().checked_sub(1)?)).map_or("", String::as_str)
    }

    pub(super) fn origin(&self, mark: Mark) -> Origin {
        Origin::File { file: self.path(mark.file()).to_owned(), line: mark.line() }
    }

    /// Remarks upon a line.
    pub(super) fn remark(&mut self, fault: Fault, mark: Mark, corrected: Option<String>) {
        if self.remarks.len() < MOST_REMARKS {
            let file = self.path(mark.file()).to_owned();
            let remark = Remark { fault, file, line: mark.line(), corrected };
            // A file can be included twice.
            if !self.remarks.contains(&remark) {
                self.remarks.push(remark);
            }
        }
    }

    /// Whether there is room for that much more in the place of variables; nothing is taken of it.
    pub(super) fn has_room(&self, length: usize) -> bool {
        self.expansion + length <= MOST_EXPANSION
    }

    /// Whether that much more may still be written in the place of variables.
    pub(super) fn may_expand(&mut self, length: usize) -> bool {
        self.expansion += length;
        self.expansion <= MOST_EXPANSION
    }

    /// All remarks, in the order of files and lines.
    pub(super) fn remarks(&self) -> Vec<Remark> {
        let mut remarks = self.remarks.clone();
        let place = |path: &Path| self.files.iter().position(|(own, _)| own == path);
        remarks.sort_by_key(|remark| (place(&remark.file), remark.line));
        remarks
    }

    /// The files that were read, in their order.
    pub(super) fn paths(self) -> Vec<PathBuf> {
        self.files.into_iter().map(|(path, _)| path).collect()
    }

    /// A path that a file names, started from a folder, without the `..` in it where they lead nowhere else without
    /// (a symbolic link before them does).
    pub(super) fn join(&self, folder: &Path, named: &Path) -> PathBuf {
        tidy(self.machine, &folder.join(named))
    }

    /// A path in full: one that is named from the folder that we are in lies in one with a name.
    pub(super) fn in_full(&self, path: &Path) -> PathBuf {
        let full = path.is_relative().then(|| std::path::absolute(self.machine.path(path)).ok()).flatten();
        full.unwrap_or_else(|| path.to_owned())
    }

    pub(super) fn is_file(&self, path: &Path) -> bool {
        self.machine.path(path).is_file()
    }
}

/// A path without its `..` and `.`, where that is the same place.
pub(super) fn tidy(machine: &Machine, path: &Path) -> PathBuf {
    let mut short = PathBuf::new();
    for part in path.components() {
        match (part, short.components().next_back()) {
            (Component::CurDir, _) | (Component::ParentDir, Some(Component::RootDir)) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => {
                short.pop();
            }
            _ => short.push(part),
        }
    }
    if short.as_os_str().is_empty() {
        short.push(".");
    }
    let real = |path: &Path| fs::canonicalize(machine.path(path)).ok();
    match (real(path), real(&short)) {
        (Some(long), Some(short)) if long != short => path.to_owned(),
        _ => short,
    }
}

/// The bytes of an ordinary file.
fn bytes_of(path: &Path) -> Result<Vec<u8>, ReadFault> {
    let unreadable = |error: std::io::Error| ReadFault::Unreadable(error.kind());
    let about = fs::metadata(path).map_err(unreadable)?;
    if !about.is_file() || is_of_the_kernel(&about) {
        return Err(ReadFault::NotAFile);
    }
    if about.len() > LARGEST {
        return Err(ReadFault::TooLarge);
    }
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes)).map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST { Err(ReadFault::TooLarge) } else { Ok(bytes) }
}

/// Whether a file is one of those that the kernel makes up: reading some of them waits, or takes away what is read.
fn is_of_the_kernel(about: &fs::Metadata) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        ["/proc", "/sys"].iter().filter_map(|place| fs::metadata(place).ok()).any(|place| {
            let is_mounted = fs::metadata("/").is_ok_and(|top| top.dev() != place.dev());
            is_mounted && place.dev() == about.dev()
        })
    }
    #[cfg(not(unix))]
    {
        let _ = about;
        false
    }
}

/// UTF-8, or else Latin-1; that at once where the first line says so.
fn decode(bytes: &[u8]) -> Result<String, ReadFault> {
    if bytes.contains(&0) {
        return Err(ReadFault::Binary);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let first = String::from_utf8_lossy(first.get(..200).unwrap_or(first)).to_lowercase();
    let declared = first.split_once("encoding=").map(|(_, name)| name.trim_start_matches(['"', '\'', ' ']));
    let is_latin = declared.is_some_and(|name| {
        ["iso-8859", "iso8859", "latin", "windows-125", "cp125"].iter().any(|start| name.starts_with(start))
    });
    match std::str::from_utf8(bytes) {
        Ok(text) if !is_latin => Ok(text.to_owned()),
        _ => Ok(bytes.iter().map(|byte| char::from(*byte)).collect()),
    }
}
