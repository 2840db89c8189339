//! The Javas of a machine, and what each of them trusts by, as values that can be told to a person or a program.

use std::path::PathBuf;

use jiff::Timestamp;

use crate::diagnosis::Finding;
use crate::jvm::discover::Installed;
use crate::jvm::identity::Identity;
use crate::jvm::launch::{Launch, Origin, Unseen};
use crate::jvm::process::Process;
use crate::jvm::service::{Kind, ReadFault, Service};
use crate::jvm::surroundings::Surroundings;
use crate::jvm::truststore::{Access, Choice, Place, TRUST_STORE, Used};
use crate::keystore::Format;
use crate::secret::is_secret_name;

/// What a store holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreSeen {
    /// Its format; `None` where the file is none that Java knows.
    pub format: Option<Format>,
    /// How many entries it has; `None` where it does not open.
    pub entries: Option<usize>,
    /// How many of them are certificates of no public root: what people added.
    pub added: Option<usize>,
    /// The alias of the certificate that was asked for, where it is there.
    pub wanted: Option<String>,
}

/// An installed Java.
#[derive(Debug, Clone)]
pub struct JavaSeen {
    /// Where it is.
    pub installed: Installed,
    /// Its own store, the `jssecacerts` where there is one.
    pub store: Option<StoreSeen>,
    /// The processes that run it.
    pub runs: Vec<u32>,
}

/// What a Java trusts by, be it one that runs or one as it would be started.
#[derive(Debug, Clone)]
pub struct Trusting {
    /// Where it runs, and as whom.
    pub surroundings: Surroundings,
    /// What its Java says of itself.
    pub told: Identity,
    /// What it was told.
    pub launch: Launch,
    /// Which store it uses; `None` where that cannot be seen.
    pub choice: Option<Choice>,
    /// What is in it, as it opens it.
    pub store: Option<StoreSeen>,
    /// How many anchors it has of it; `None` where it does not open.
    pub anchors: Option<usize>,
    /// When the store was changed, where that was after the start.
    pub changed: Option<Timestamp>,
    /// What is the matter.
    pub findings: Vec<Finding>,
}

/// A running Java.
#[derive(Debug, Clone)]
pub struct ProcessSeen {
    /// The process.
    pub process: Process,
    /// What it trusts by.
    pub java: Trusting,
}

/// What a file of a service says, and what the Java that it starts would trust by.
#[derive(Debug, Clone)]
pub struct ServiceSeen {
    /// The file.
    pub service: Service,
    /// The Java as it would be started; its findings are those of its store, and behind them those of the file.
    pub java: Trusting,
}

/// All of a machine.
#[derive(Debug, Clone)]
pub struct MachineSeen {
    /// The installed ones, by their folders.
    pub javas: Vec<JavaSeen>,
    /// The running ones, by their numbers.
    pub processes: Vec<ProcessSeen>,
    /// The files of services.
    pub services: Vec<ServiceSeen>,
    /// Files that were to be read and could not be, and why.
    pub unread: Vec<(String, ReadFault)>,
    /// Whether all of the machine was looked at, or only what was named.
    pub is_whole: bool,
    /// How many processes did not even tell their program.
    pub hidden: usize,
    /// Whether this system shows processes.
    pub shows_processes: bool,
    /// What was looked for in the stores: SHA-256 in hexadecimal digits.
    pub wanted: Option<String>,
}

/// Where something was said, in words.
pub fn origin(origin: &Origin) -> String {
    match origin {
        Origin::CommandLine => "command line".to_owned(),
        Origin::Variable(name) => (*name).to_owned(),
        Origin::File { file, line } => format!("{}:{line}", file.display()),
        Origin::Vm => "as the running VM says".to_owned(),
    }
}

/// The value of a service's own setting, as it may be shown.
pub fn setting_value<'s>(name: &str, value: &'s str) -> &'s str {
    if is_secret_name(name) && !value.is_empty() { "…" } else { value }
}

/// How a file looks to a Java, in words that follow "which".
pub fn access(access: Access) -> &'static str {
    match access {
        Access::Readable => "can be read",
        Access::Missing => "is not there",
        Access::NoFile => "is no file",
        Access::Forbidden => "its user may not read",
        Access::Unnamable => "it cannot name in its locale (C, or none)",
        Access::Unknown => "cannot be seen from here",
    }
}

/// The place for programs.
pub fn place_id(place: &Place) -> &'static str {
    match place {
        Place::Told(_) => "told",
        Place::Jssecacerts => "jssecacerts",
        Place::Cacerts => "cacerts",
    }
}

/// What a Java may have been told that nobody sees now, each in words that end in where that may stand.
pub fn unseen(launch: &Launch) -> Vec<String> {
    let files = launch.unread.iter().map(|file| {
        format!("unless {} says otherwise, which it was told to read and nobody can read now", file.display())
    });
    let is_set = launch.setting(TRUST_STORE).is_some();
    let others = launch.unseen.iter().map(|unseen| match unseen {
        Unseen::Words => "what it was told is hidden from you: run this as its user, or as root".to_owned(),
        // Of those variables one alone comes behind the command line.
        Unseen::Environment if is_set => "its environment is hidden from you, and _JAVA_OPTIONS in it may say otherwise: run this as \
             its user, or as root"
            .to_owned(),
        Unseen::Environment => "its environment is hidden from you, and JAVA_TOOL_OPTIONS, JDK_JAVA_OPTIONS or _JAVA_OPTIONS in it may \
             say otherwise: run this as its user, or as root"
            .to_owned(),
        Unseen::Program => "unless the program that made it within itself told it otherwise, which cannot be seen from here".to_owned(),
        Unseen::Changed(file) => {
            format!("unless {} said otherwise when it was started: it was changed since then", file.display())
        }
        Unseen::StartedBy(program) => {
            format!("unless {}, which starts it and cannot be read to the end, tells it otherwise", program.display())
        }
        Unseen::Cut => {
            "unless it was told otherwise behind the first 1024 bytes of what it was told, which is all that its VM keeps".to_owned()
        }
    });
    files.chain(others).collect()
}

/// The same for programs.
pub fn unseen_id(unseen: &Unseen) -> &'static str {
    match unseen {
        Unseen::Words => "words",
        Unseen::Environment => "environment",
        Unseen::Program => "program",
        Unseen::Changed(_) => "changed-file",
        Unseen::StartedBy(_) => "starter",
        Unseen::Cut => "cut",
    }
}

/// What a process runs, in a few words.
pub fn running(process: &Process, launch: &Launch) -> String {
    let main = launch.main.clone();
    let program = process.program.as_ref().map(|program| program.display().to_string());
    let word = process.words.as_ref().and_then(|words| words.first().cloned());
    main.or(program).or(word).unwrap_or_else(|| "?".to_owned())
}

/// The file that is used, as it is seen from outside.
pub fn used(seen: &Trusting) -> Option<PathBuf> {
    match &seen.choice.as_ref()?.used {
        Used::File(path) => seen.surroundings.seen(path),
        _ => None,
    }
}

/// Whether a Java has the certificate that is looked for; `None` where its store cannot be looked into.
pub fn has_wanted(seen: &Trusting) -> Option<bool> {
    match &seen.choice.as_ref()?.used {
        Used::None | Used::Nothing => Some(false),
        Used::Unseen(_) => None,
        Used::File(_) => seen.store.as_ref().map(|store| store.wanted.is_some()),
    }
}

/// What a service's file is called.
pub fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Wrapper => "Java Service Wrapper",
        Kind::Watt => "integration server",
        Kind::Shell => "shell",
        Kind::Systemd => "systemd",
        Kind::Tomcat => "Tomcat",
        Kind::Catalina => "Tomcat's properties",
        Kind::Options => "list of options",
    }
}
