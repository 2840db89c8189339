//! The files from which services take what they tell their Java, each with the line that says it.

mod beside;
pub(super) mod catalina;
mod options;
mod remarks;
mod shell;
mod systemd;
mod text;
mod tomcat;
mod watt;
mod wrapper;

use std::io;
use std::path::{Path, PathBuf};

use super::launch::{Origin, Word};
use crate::machine::Machine;
use text::{Reading, Told};

pub use beside::beside;
pub use text::{LARGEST, MOST_LINES};

/// A kind of file that tells a service how to start its Java.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `wrapper.conf` of the Java Service Wrapper (Tanuki), with the files it includes.
    Wrapper,
    /// `server.cnf` of an integration server (`watt.…`).
    Watt,
    /// A shell script or a file of variables: `setenv.sh`, `/etc/default/…`.
    Shell,
    /// A unit of systemd.
    Systemd,
    /// `server.xml` of Tomcat.
    Tomcat,
    /// `catalina.properties` of Tomcat.
    Catalina,
    /// A list of options: `jvm.options`, `.vmoptions`, `start.ini`, a file of arguments.
    Options,
}

/// What is said at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said<T> {
    /// What.
    pub value: T,
    /// Where.
    pub origin: Origin,
}

/// What a file, with all that it includes, says of a service's Java.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// The file.
    pub file: PathBuf,
    /// Its kind.
    pub kind: Kind,
    /// The `java` program, or its home, as it is named.
    pub java: Option<Said<PathBuf>>,
    /// The folder that relative paths start from, where the file says it; see [`Service::base`].
    pub folder: Option<Said<PathBuf>>,
    /// The folder that they start from where it does not: it follows from the kind of file and where it lies.
    pub standard_folder: Option<PathBuf>,
    /// Who runs it.
    pub user: Option<Said<String>>,
    /// The words that reach the Java, in their order, as the Java sees them. What a script takes from a command that it
    /// runs stands as `$(…)` in them.
    pub words: Vec<Word>,
    /// The program that starts the Java, where it is no script that can be read: it may tell the Java more.
    pub unread: Option<PathBuf>,
    /// Stores that are named otherwise than by Java's own properties.
    pub stores: Vec<Said<NamedStore>>,
    /// Settings of the service's own that bear on trust, by name and value (`watt.security.…`).
    pub settings: Vec<Said<(String, String)>>,
    /// What is wrong with the file.
    pub remarks: Vec<Remark>,
    /// The files that were read for it, the file itself first.
    pub read: Vec<PathBuf>,
}

impl Service {
    /// The folder that relative paths start from, where it can be known.
    pub fn base(&self) -> Option<&Path> {
        self.folder.as_ref().map(|said| said.value.as_path()).or(self.standard_folder.as_deref())
    }
}

/// Why a file was not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadFault {
    /// The system does not give it.
    #[error("cannot be read: {}", why(*.0))]
    Unreadable(io::ErrorKind),
    /// It is a folder, a device or a pipe.
    #[error("not a file")]
    NotAFile,
    /// It is larger than [`LARGEST`] bytes or has more than [`MOST_LINES`] lines, or too much was read before it.
    #[error("too large")]
    TooLarge,
    /// It is no text.
    #[error("no text")]
    Binary,
    /// It is XML that does not hold together.
    #[error("malformed at line {line}")]
    Malformed {
        /// The line, from 1.
        line: usize,
    },
    /// It is text, of no kind that is known here.
    #[error("of no known kind")]
    Unknown,
}

/// Why the system gives no file; Rust's own words for one that is not there are nobody's.
fn why(kind: io::ErrorKind) -> String {
    if kind == io::ErrorKind::NotFound { "there is no such file".to_owned() } else { kind.to_string() }
}

impl ReadFault {
    fn is_missing(&self) -> bool {
        *self == Self::Unreadable(io::ErrorKind::NotFound)
    }
}

/// What a file, with all that it includes, says of a service's Java. `file` is opened by way of [`Machine::path`]. Where there is no such
/// file, the name of a unit of systemd will do.
///
/// The kind of file is told by its name, or else by its content. Nothing in it is run. Variables come from the machine's
/// environment: for a running process, give a machine that has the process's own.
///
/// # Errors
/// [`ReadFault`], of the file itself; what it includes and cannot be read is a remark.
pub fn read(machine: &Machine, file: &Path) -> Result<Service, ReadFault> {
    let mut reading = Reading::new(machine);
    let first = match reading.open(file) {
        // The name of a unit stands for its file, or for that of its template.
        Err(fault) if fault.is_missing() => return unit(machine, file).unwrap_or(Err(fault)),
        opened => opened?,
    };
    let kind = Kind::of(file, &reading.lines(first)).ok_or(ReadFault::Unknown)?;
    // A file that another one includes says only together with that one what reaches the Java. That one is read as it stands: two
    // can include one another.
    let including = if kind == Kind::Wrapper { wrapper::including(machine, file) } else { None };
    let (file, first) = match &including {
        None => (file, first),
        Some(including) => {
            reading = Reading::new(machine);
            (including.as_path(), reading.open(including)?)
        }
    };
    let told = match kind {
        Kind::Wrapper => wrapper::read(&mut reading, first),
        Kind::Watt => watt::read(&mut reading, first),
        Kind::Shell => shell::read(&mut reading, first),
        Kind::Systemd => systemd::read(&mut reading, first, &name_of(file)),
        Kind::Tomcat => tomcat::read(&reading, first)?,
        Kind::Catalina => catalina::read(&mut reading, first),
        Kind::Options => options::read(&mut reading, first),
    };
    Ok(service(reading, told, kind, file))
}

/// What a unit of systemd says, by its name (`tomcat@blue.service`), or by the path that its file would have were it of no template;
/// `None` where there is no such unit.
///
/// # Errors
/// As [`read`].
pub fn unit(machine: &Machine, named: &Path) -> Option<Result<Service, ReadFault>> {
    let file = systemd::find(machine, named)?;
    let mut reading = Reading::new(machine);
    Some(reading.open(&file).map(|first| {
        let told = systemd::read(&mut reading, first, &name_of(named));
        service(reading, told, Kind::Systemd, &file)
    }))
}

fn name_of(file: &Path) -> String {
    file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn service(mut reading: Reading<'_>, told: Told, kind: Kind, file: &Path) -> Service {
    remarks::duplicates(&mut reading, &told);
    remarks::wrong_folder(&mut reading, &told);
    let said = |mark| reading.origin(mark);
    Service {
        file: file.to_owned(),
        kind,
        java: told.java.map(|(value, mark)| Said { value, origin: said(mark) }),
        folder: told.folder.map(|(value, mark)| Said { value, origin: said(mark) }),
        standard_folder: told.standard_folder,
        user: told.user.map(|(value, mark)| Said { value, origin: said(mark) }),
        words: told.words.into_iter().map(|(text, mark)| Word { text, origin: said(mark) }).collect(),
        unread: told.unread,
        stores: told.stores.into_iter().map(|(value, mark)| Said { value, origin: said(mark) }).collect(),
        settings: told.settings.into_iter().map(|(value, mark)| Said { value, origin: said(mark) }).collect(),
        remarks: reading.remarks(),
        read: reading.paths(),
    }
}

impl Kind {
    /// The kind of a file: by its name, or else by the first line that tells.
    fn of(file: &Path, lines: &[String]) -> Option<Self> {
        let name = file.file_name()?.to_string_lossy().to_lowercase();
        let end = name.rsplit_once('.').map_or("", |(_, end)| end);
        if end == "service" {
            return Some(Self::Systemd);
        }
        if name == "server.cnf" {
            return Some(Self::Watt);
        }
        if name == "catalina.properties" {
            return Some(Self::Catalina);
        }
        if end == "conf" && name.contains("wrapper") {
            return Some(Self::Wrapper);
        }
        let mut telling = lines.iter().map(|line| line.trim_start()).filter(|line| !line.is_empty());
        let is_script = telling.clone().next().is_some_and(|line| line.starts_with("#!"));
        if is_script || ["sh", "env", "bash", "ksh"].contains(&end) {
            return Some(Self::Shell);
        }
        if telling.clone().next().is_some_and(|line| line.starts_with('<')) {
            return lines.iter().any(|line| line.contains("<Server")).then_some(Self::Tomcat);
        }
        telling.find_map(|line| match line {
            line if line.starts_with("wrapper.") || line.starts_with("#include ") => Some(Self::Wrapper),
            line if line.starts_with("watt.") => Some(Self::Watt),
            line if ["[Unit]", "[Service]", "[Install]"].contains(&line.trim_end()) => Some(Self::Systemd),
            line if options::is_option(line) => Some(Self::Options),
            line => shell::is_assignment(line).then_some(Self::Shell),
        })
    }
}

/// A keystore or trust store that a service names in words of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedStore {
    /// Whether it says whom to trust; otherwise who the service is.
    pub is_truststore: bool,
    /// The file as it is named.
    pub path: PathBuf,
    /// Its type, where it is named.
    pub type_name: Option<String>,
}

/// Something wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What.
    pub fault: Fault,
    /// The file.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// The line as it should be, where that is known.
    pub corrected: Option<String>,
}

/// What can be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A numbered property behind a gap in the numbers never reaches the Java.
    Gap {
        /// Its number.
        number: u32,
        /// The last one before the gap.
        after: u32,
    },
    /// Two or more arguments in one property reach the Java as one.
    SeveralArguments {
        /// The value.
        value: String,
    },
    /// Quotes that reach the Java as a part of the value.
    Quotes {
        /// The value with them.
        value: String,
    },
    /// A file to include that cannot be read: it is passed over without a word, unless it is required.
    UnreadableInclude {
        /// The file.
        included: PathBuf,
        /// Whether the service does not start without it.
        required: bool,
    },
    /// Files that include one another in a circle, or more than ten deep.
    CircularInclude {
        /// The file.
        included: PathBuf,
    },
    /// A variable that nobody sets: it stays as it is written, or is empty where systemd starts the Java.
    UndefinedVariable {
        /// Its name.
        name: String,
    },
    /// The same thing is said twice; the later one counts.
    Duplicate {
        /// Of which property.
        name: String,
        /// The line of the one that does not count, from 1, and its file.
        before: (PathBuf, usize),
    },
    /// A store is named relative to a folder that it is not in.
    WrongFolder {
        /// The store as it is named.
        path: PathBuf,
        /// The folder that counts.
        folder: PathBuf,
        /// Where there is such a file.
        found: Option<PathBuf>,
    },
}
