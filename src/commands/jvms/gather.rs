//! From a machine to what is told of it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::Jvms;
use super::judge::{release_of, told};
use super::look::Looker;
use crate::commands::{Failure, MachineFault};
use crate::diagnosis::{Finding, Release};
use crate::jvm::accounts;
use crate::jvm::discover::{self, Installed};
use crate::jvm::installs;
use crate::jvm::launch::{Launch, Setting, Unseen};
use crate::jvm::policy::SECURITY_PROPERTIES;
use crate::jvm::process::{self, Process, Processes};
use crate::jvm::service::{self, Kind, ReadFault, Service};
use crate::jvm::surroundings::Surroundings;
use crate::jvm::truststore::{KEY_STORE, TRUST_STORE, TRUST_STORE_PASSWORD};
use crate::machine::Machine;
use crate::report::findings::machine as findings;
use crate::report::machine::{JavaSeen, MachineSeen, ProcessSeen, ServiceSeen, Trusting, used};
use crate::secret::Password;

/// All that `jvms` tells.
pub(super) fn gather(machine: &Machine, wish: &Jvms, wanted: Option<[u8; 32]>) -> MachineSeen {
    let running = match wish.process.as_slice() {
        [] if wish.config.is_empty() => process::all(machine),
        chosen => Processes {
            javas: chosen.iter().filter_map(|pid| process::one(machine, *pid)).collect(),
            hidden: 0,
            is_shown: true,
        },
    };
    // Of one in a container the folder is none of this machine's.
    let own = running.javas.iter().map(|process| &process.surroundings);
    let here =
        own.filter_map(|surroundings| surroundings.home.clone().filter(|home| surroundings.is_here(home)));
    let homes: Vec<PathBuf> = here.collect();
    let below: Vec<PathBuf> = wish.folders.iter().map(PathBuf::from).collect();
    let installed = if wish.is_whole() { discover::discover(machine, &below, &homes) } else { Vec::new() };
    let mut looker = Looker::new(machine, wanted);
    let (services, unread) = services(machine, wish, &running, &mut looker);
    let processes: Vec<ProcessSeen> =
        running.javas.into_iter().map(|process| look_at(machine, process, &mut looker)).collect();
    let javas = installed.into_iter().map(|installed| {
        let own = installed.jssecacerts.as_ref().or(installed.cacerts.as_ref());
        let store = own.and_then(|own| looker.store(own));
        let mut is_its = |seen: &&ProcessSeen| is_home(&mut looker, &installed, &seen.process);
        let runs = processes.iter().filter(&mut is_its).map(|seen| seen.process.pid).collect();
        JavaSeen { store, runs, installed }
    });
    let javas: Vec<JavaSeen> = javas.collect();
    MachineSeen {
        javas,
        processes,
        services,
        unread,
        is_whole: wish.is_whole(),
        hidden: running.hidden,
        shows_processes: running.is_shown,
        wanted: wanted.map(|digest| digest.iter().map(|octet| format!("{octet:02x}")).collect()),
    }
}

/// The trust store that a Java uses.
pub(in crate::commands) struct InUse {
    /// The file, to be opened by way of [`Machine::path`].
    pub(in crate::commands) path: PathBuf,
    /// The Java's folder, likewise.
    pub(in crate::commands) home: Option<PathBuf>,
    /// What the Java was told to open it with.
    pub(in crate::commands) password: Option<Password>,
    /// The system properties that it was told, as `name=value`; files in them as we see them.
    pub(in crate::commands) properties: Vec<String>,
    /// The same as it was told them, each with where.
    pub(in crate::commands) settings: Vec<Setting>,
    /// Where it runs, and as whom.
    pub(in crate::commands) surroundings: Surroundings,
    /// What is the matter with its stores, as `jvms` tells it.
    pub(in crate::commands) findings: Vec<Finding>,
}

/// The trust store that a running Java uses.
///
/// # Errors
/// [`MachineFault::NoProcess`], [`MachineFault::NoStoreOfProcess`].
pub(in crate::commands) fn of_process(machine: &Machine, pid: u32) -> Result<InUse, Failure> {
    let process = process::one(machine, pid).ok_or(MachineFault::NoProcess { pid })?;
    let seen = look_at(machine, process, &mut Looker::new(machine, None));
    Ok(in_use(&seen.java).ok_or(MachineFault::NoStoreOfProcess { pid })?)
}

/// The trust store that a service's file makes its Java use.
///
/// # Errors
/// [`MachineFault::NoServiceFile`], [`MachineFault::NoStoreOfService`].
pub(in crate::commands) fn of_service(machine: &Machine, file: &str) -> Result<InUse, Failure> {
    let service = service::read(machine, Path::new(file))
        .map_err(|fault| MachineFault::NoServiceFile { path: file.to_owned(), fault })?;
    let seen = service_seen(machine, service, &mut Looker::new(machine, None));
    Ok(in_use(&seen.java).ok_or_else(|| MachineFault::NoStoreOfService { path: file.to_owned() })?)
}

/// A property as `name=value`; a file that it names is named as we see it.
fn property(seen: &Trusting, setting: &Setting) -> String {
    let Setting { name, value, .. } = setting;
    let as_seen = |file: &str| {
        let path = seen.surroundings.seen(Path::new(file)).unwrap_or_else(|| PathBuf::from(file));
        path.display().to_string()
    };
    match name.as_str() {
        KEY_STORE | TRUST_STORE if !value.is_empty() && value != "NONE" => {
            format!("{name}={}", as_seen(value))
        }
        SECURITY_PROPERTIES => {
            // Java: a second `=` puts the file in the place of its own.
            let (equals, named) = value.strip_prefix('=').map_or(("", value.as_str()), |named| ("=", named));
            let named = named.strip_prefix("file:").unwrap_or(named);
            let file = if named.is_empty() { String::new() } else { as_seen(named) };
            format!("{name}={equals}{file}")
        }
        _ => format!("{name}={value}"),
    }
}

fn in_use(seen: &Trusting) -> Option<InUse> {
    let told = seen.launch.setting(TRUST_STORE_PASSWORD).filter(|told| !told.value.is_empty());
    Some(InUse {
        path: used(seen)?,
        home: seen.surroundings.seen_home(),
        password: told.map(|told| Password::new(told.value.clone())),
        properties: seen.launch.settings.iter().map(|setting| property(seen, setting)).collect(),
        settings: seen.launch.settings.clone(),
        surroundings: seen.surroundings.clone(),
        findings: seen.findings.clone(),
    })
}

/// What the files say that are named, and those that lie beside running Javas.
fn services(
    machine: &Machine,
    wish: &Jvms,
    running: &Processes,
    looker: &mut Looker<'_>,
) -> (Vec<ServiceSeen>, Vec<(String, ReadFault)>) {
    let mut unread = Vec::new();
    let mut services: Vec<Service> = Vec::new();
    for named in &wish.config {
        match service::read(machine, Path::new(named)) {
            Ok(service) => services.push(service),
            Err(fault) => unread.push((named.clone(), fault)),
        }
    }
    if wish.config.is_empty() {
        // The application's folder is the one above a Java of its own, the one that it works in, and the one that it is told of.
        let folders = running.javas.iter().flat_map(|process| {
            let surroundings = &process.surroundings;
            let above = surroundings.home.as_deref().and_then(Path::parent).map(Path::to_owned);
            let folders = surroundings.folder.clone().into_iter().chain(above).chain(bases(process));
            folders.filter(|folder| surroundings.is_here(folder))
        });
        let units = running.javas.iter().filter_map(|process| process.surroundings.unit.as_ref());
        let units: BTreeSet<&String> = units.collect();
        let units = units.into_iter().filter_map(|unit| service::unit(machine, Path::new(unit)));
        let named = wish.folders.iter().map(PathBuf::from);
        let named = named.flat_map(|folder| [vec![folder.clone()], inner_folders(machine, &folder)].concat());
        let folders: Vec<PathBuf> = folders.chain(named).filter(|folder| folder.parent().is_some()).collect();
        let found = service::beside(machine, &folders).into_iter();
        let read = units.flatten().chain(found.filter_map(|file| service::read(machine, &file).ok()));
        // A file that says nothing of a Java is none of a service's here.
        services.extend(read.filter(|service| {
            !(service.words.is_empty() && service.stores.is_empty() && service.settings.is_empty())
        }));
    }
    let seen = services.into_iter().map(|service| service_seen(machine, service, looker));
    (seen.collect(), unread)
}

/// The folders of its own that a server is told of.
fn bases(process: &Process) -> impl Iterator<Item = PathBuf> {
    const NAMES: [&str; 5] =
        ["-Dcatalina.base=", "-Djetty.base=", "-Djboss.server.base.dir=", "-Des.path.conf=", "-Dkaraf.base="];
    let words = process.words.iter().flatten();
    words.filter_map(|word| NAMES.iter().find_map(|name| word.strip_prefix(name))).map(PathBuf::from)
}

/// The folders in a folder, each of which may be an application's.
fn inner_folders(machine: &Machine, folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(machine.path(folder)).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    let mut names: Vec<PathBuf> = folders.map(|entry| folder.join(entry.file_name())).collect();
    names.sort_unstable();
    names
}

/// The Java that a service starts, as it would be started now.
fn service_seen(machine: &Machine, service: Service, looker: &mut Looker<'_>) -> ServiceSeen {
    let folder = service.base().map(|folder| installs::real(machine, folder));
    let within = |path: &Path| match &folder {
        Some(folder) if path.is_relative() => folder.join(path),
        _ => path.to_owned(),
    };
    // A bare name is looked for on the PATH.
    let named = service.java.as_ref().map(|java| java.value.as_path());
    let named = named.filter(|java| java.components().count() > 1).map(within);
    let home = named.map(|path| installs::home_named(machine, &path));
    let home = home.or_else(|| installs::home_of(&installs::cacerts(machine)?));
    let read = |file: &str| std::fs::read_to_string(machine.path(within(Path::new(file)))).ok();
    let mut launch = Launch::of_words(service.words.clone(), read);
    launch.unseen.extend(service.unread.clone().map(Unseen::StartedBy));
    let account = service.user.as_ref().and_then(|user| accounts::user(machine, &user.value));
    let (user, groups) = account.map_or((None, Vec::new()), |(user, groups)| (Some(user), groups));
    let unit = service.file.file_name().filter(|_| service.kind == Kind::Systemd);
    let unit = unit.map(|name| name.to_string_lossy().into_owned());
    let surroundings = Surroundings { home, folder, user, groups, unit, ..Surroundings::default() };
    let mut java = told(machine, surroundings, None, launch, looker);
    java.findings.extend(service.remarks.iter().map(findings::of_remark));
    ServiceSeen { service, java }
}

/// Whether a process runs this Java; of a JDK 8 its JRE.
fn is_home(looker: &mut Looker<'_>, installed: &Installed, process: &Process) -> bool {
    let surroundings = &process.surroundings;
    let Some(home) = surroundings.home.as_deref().filter(|home| surroundings.is_here(home)) else {
        return false;
    };
    let mut same =
        |home: &Path| home == installed.home || looker.place(home) == looker.place(&installed.home);
    same(home) || (home.ends_with("jre") && home.parent().is_some_and(same))
}

/// One process: what it was told, which store it uses, and what is the matter with that.
fn look_at(machine: &Machine, process: Process, looker: &mut Looker<'_>) -> ProcessSeen {
    let surroundings = process.surroundings.clone();
    let launch = process.launch(machine, release_of(&surroundings, looker).1 > Release::Java8);
    let mut java = told(machine, surroundings, process.started, launch, looker);
    if process.is_replaced {
        findings::tell_replaced(&mut java);
    }
    ProcessSeen { process, java }
}
