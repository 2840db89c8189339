//! The files from which services take what they tell their Java, each with the line that says it.

use std::path::PathBuf;

use super::launch::{Origin, Word};

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
    /// The folder that relative paths start from.
    pub folder: Option<Said<PathBuf>>,
    /// Who runs it.
    pub user: Option<Said<String>>,
    /// The words that reach the Java, in their order, as the Java sees them.
    pub words: Vec<Word>,
    /// Stores that are named otherwise than by Java's own properties.
    pub stores: Vec<Said<NamedStore>>,
    /// Settings of the service's own that bear on trust, by name and value (`watt.security.…`).
    pub settings: Vec<Said<(String, String)>>,
    /// What is wrong with the file.
    pub remarks: Vec<Remark>,
    /// The files that were read for it, the file itself first.
    pub read: Vec<PathBuf>,
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
    /// A variable that is not set stays as it is written.
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
