//! The Javas that run: what Linux tells of them in `/proc`, and what it does not tell to everybody.

use std::cell::RefCell;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};

use super::launch::{Launch, Said, Starter, Unseen, VARIABLES};
use super::mounts;
use super::perf::Perf;
use super::program::{self, Program, is_java};
use super::roots::{self, Root};
use super::service::catalina;
use super::surroundings::{Surroundings, View};
use crate::machine::Machine;

/// No more than so much is read of a file in `/proc`, in bytes.
const LONGEST: u64 = 4 << 20;
/// The system tells a start as two numbers, each rounded to a hundredth of a second. No Java reads a store so soon after it.
pub const START_IS_KNOWN_TO: SignedDuration = SignedDuration::from_millis(20);
/// How many processes are looked at.
const MOST: usize = 100_000;

/// A running Java.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Process {
    /// Its number.
    pub pid: u32,
    /// The program, where the system tells it.
    pub program: Option<PathBuf>,
    /// Its words, the program's own name first; `None` where they are hidden from us.
    pub words: Option<Vec<String>>,
    /// When its VM was started, which may be later than the process; where that is not told, the process, to a hundredth of a second.
    pub started: Option<Timestamp>,
    /// What starts the VM: the `java` program, another of a Java's, or one that is not Java's.
    pub starter: Starter,
    /// Whether its Java was replaced, moved or deleted while it runs.
    pub is_replaced: bool,
    /// What the VM itself says that it was told.
    pub said: Option<Said>,
    /// What of its environment concerns Java; `None` where it is hidden from us.
    pub variables: Option<Vec<(String, String)>>,
    /// Where it runs, and as whom.
    pub surroundings: Surroundings,
}

/// What was seen of the processes of a machine.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Processes {
    /// The Javas, by their numbers.
    pub javas: Vec<Process>,
    /// How many processes there are of which not even the program is told.
    pub hidden: usize,
    /// Whether this system shows processes at all.
    pub is_shown: bool,
}

/// All running Javas.
pub fn all(machine: &Machine) -> Processes {
    let Ok(entries) = fs::read_dir(machine.path("/proc")) else { return Processes::default() };
    let mut found = Processes { is_shown: true, ..Processes::default() };
    let here = Here::of(machine);
    let mut numbers: Vec<u32> =
        entries.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok()).take(MOST).collect();
    numbers.sort_unstable();
    for pid in numbers {
        match look(machine, pid, &here) {
            Seen::Java(process) => found.javas.push(*process),
            Seen::Hidden => found.hidden += 1,
            Seen::Other => {}
        }
    }
    found
}

/// The running Java of this number; `None` where there is no such process, or it is no Java.
pub fn one(machine: &Machine, pid: u32) -> Option<Process> {
    match look(machine, pid, &Here::of(machine)) {
        Seen::Java(process) => Some(*process),
        Seen::Hidden | Seen::Other => None,
    }
}

enum Seen {
    Java(Box<Process>),
    Hidden,
    Other,
}

/// What every process is held against.
struct Here {
    clock: Clock,
    /// See [`roots::is_ours`].
    is_ours: bool,
    /// Our own mounts, by the kernel's name for them.
    mounts: Option<PathBuf>,
}

impl Here {
    fn of(machine: &Machine) -> Self {
        let is_ours = roots::is_ours(machine);
        Self { clock: Clock::of(machine), is_ours, mounts: mounts_of(machine, Path::new(OURSELVES)) }
    }
}

/// The process that asks.
const OURSELVES: &str = "/proc/self";

/// The mounts of a process, by the kernel's name for them.
fn mounts_of(machine: &Machine, own: &Path) -> Option<PathBuf> {
    fs::read_link(machine.link(own.join("ns/mnt"))).ok()
}

fn look(machine: &Machine, pid: u32, here: &Here) -> Seen {
    let own = PathBuf::from(format!("/proc/{pid}"));
    let words =
        read(machine, &own.join("cmdline")).map(|bytes| split(&bytes)).filter(|words| !words.is_empty());
    let (root, is_elsewhere) = match Root::of(machine, &own, here.is_ours) {
        Root::Same(root) => (root, false),
        Root::Below(root) => (Some(root), true),
        Root::Outside => return Seen::Other,
        // By its own word it is no Java.
        Root::Hidden if words.as_ref().is_some_and(|words| !words.first().is_some_and(is_java)) => {
            return Seen::Other;
        }
        Root::Hidden => return unnamed(machine, &own),
    };
    // Of one whose root is a folder of this system's (chroot), the system names files as its own; it knows them by other names.
    let inside = |path: PathBuf| {
        let inner = root.as_ref().and_then(|root| path.strip_prefix(root).ok());
        inner.map(|inner| Path::new("/").join(inner)).unwrap_or(path)
    };
    let link = |name: &str| fs::read_link(machine.link(own.join(name))).ok().map(inside);
    let file = link("exe");
    let word = words.as_ref().and_then(|words| words.first()).map(PathBuf::from);
    if file.is_none() && word.is_none() {
        return unnamed(machine, &own);
    }
    let maps = read(machine, &own.join("maps")).unwrap_or_default();
    let Some(program) = Program::of(file.as_deref(), word.as_deref(), &maps, inside) else {
        return Seen::Other;
    };
    let status = read(machine, &own.join("status")).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let numbers = |field: &str| -> Vec<u32> {
        let line = status.as_deref().and_then(|text| text.lines().find_map(|line| line.strip_prefix(field)));
        line.unwrap_or_default().split_whitespace().filter_map(|number| number.parse().ok()).collect()
    };
    let mut groups = numbers("Groups:");
    // Real, effective, saved, of the file system: the last one counts for files.
    groups.extend(numbers("Gid:").last());
    let environment = read(machine, &own.join("environ")).map(|bytes| split(&bytes));
    let variables: Option<Vec<(String, String)>> = environment.map(|all| {
        let pairs = all.iter().filter_map(|pair| pair.split_once('='));
        let is_ours =
            |name: &str| VARIABLES.contains(&name) || CONCERNING.contains(&name) || LOCALE.contains(&name);
        let own = pairs.filter(|(name, _)| is_ours(name));
        own.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    });
    let mut surroundings = Surroundings {
        home: program.home,
        folder: link("cwd"),
        user: numbers("Uid:").last().copied(),
        groups,
        view: view(machine, &own, is_elsewhere, here),
        is_ascii: variables.as_deref().is_some_and(is_ascii),
        unit: read(machine, &own.join("cgroup")).and_then(|text| unit(&String::from_utf8_lossy(&text))),
    };
    let started = here.clock.started(machine, &own);
    let perf = Perf::of(machine, &own, &surroundings, &maps, inside).unwrap_or_default();
    let program_file = file.map(|file| program::undeleted(&file).0);
    let is_moved = match (&perf.home, &program_file) {
        (Some(home), Some(file)) if program.starter == Starter::Java => {
            program::is_moved(machine, &surroundings, home, file)
        }
        _ => false,
    };
    // Java looks for its files where it was at the start.
    surroundings.home = perf.home.or(surroundings.home);
    let began = perf.began.filter(|began| *began <= here.clock.now);
    Seen::Java(Box::new(Process {
        pid,
        program: program_file,
        words,
        started: started.max(began),
        starter: program.starter,
        is_replaced: program.is_gone || is_moved,
        said: perf.said,
        variables,
        surroundings,
    }))
}

/// Variables from which start scripts take what they tell a Java, and where it is.
const CONCERNING: [&str; 4] = ["JAVA_HOME", "JRE_HOME", "JAVA_OPTS", "CATALINA_OPTS"];

/// Variables that say in which locale a program runs, the first that is set and not empty before the others.
const LOCALE: [&str; 3] = ["LC_ALL", "LC_CTYPE", "LANG"];

/// Whether an environment makes for the locale of C, which has ASCII alone. Any other may be one that the machine does not have,
/// which comes to the same, and nobody sees from here.
fn is_ascii(variables: &[(String, String)]) -> bool {
    let value = |name: &str| variables.iter().find(|(own, value)| own == name && !value.is_empty());
    LOCALE
        .iter()
        .find_map(|name| value(name))
        .is_none_or(|(_, value)| ["C", "POSIX"].contains(&value.as_str()))
}

fn read(machine: &Machine, path: &Path) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(machine.path(path)).ok()?.take(LONGEST).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// The service in the control groups of a process (cgroups(7)), as `0::/system.slice/tomcat.service`: none of a user's own
/// services, and none within a container.
fn unit(groups: &str) -> Option<String> {
    groups.lines().find_map(|line| {
        let (_, rest) = line.split_once(':')?;
        let (controllers, path) = rest.split_once(':')?;
        let names = path.strip_prefix('/').filter(|_| ["", "name=systemd"].contains(&controllers))?;
        let mut names = names.split('/').skip_while(|name| name.ends_with(".slice"));
        names
            .next()
            .filter(|name| name.ends_with(".service") && !name.starts_with("user@"))
            .map(str::to_owned)
    })
}

/// Words with a null behind each.
fn split(bytes: &[u8]) -> Vec<String> {
    let bytes = bytes.strip_suffix(&[0]).unwrap_or(bytes);
    if bytes.is_empty() {
        return Vec::new();
    }
    bytes.split(|byte| *byte == 0).map(|word| String::from_utf8_lossy(word).into_owned()).collect()
}

/// Of a process whose program nobody tells. Those of the kernel have none, and no words, which can be read; one may have ended
/// meanwhile.
fn unnamed(machine: &Machine, own: &Path) -> Seen {
    let is_gone = !machine.link(own).exists();
    if is_gone || read(machine, &own.join("cmdline")).is_some_and(|words| words.is_empty()) {
        Seen::Other
    } else {
        Seen::Hidden
    }
}

/// How the files of a process are seen: one with mounts of its own has a view of its own.
fn view(machine: &Machine, own: &Path, is_elsewhere: bool, here: &Here) -> View {
    let by = own.join("root");
    if is_elsewhere {
        return View::Elsewhere { by };
    }
    // Its root is the folder that the machine is, whose files are seen from here.
    if here.is_ours {
        return View::Same;
    }
    match (&here.mounts, mounts_of(machine, own)) {
        (Some(ours), Some(theirs)) if *ours != theirs => {}
        _ => return View::Same,
    }
    let text = |own: &Path| {
        let bytes = read(machine, &own.join("mountinfo")).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    };
    match mounts::apart(&text(own), &text(Path::new(OURSELVES))) {
        Some(apart) if apart.is_empty() => View::Same,
        Some(apart) => View::Partly { by, apart },
        None => View::Elsewhere { by },
    }
}

/// How the system counts time: from its start, in ticks.
struct Clock {
    /// The instant that counts as now.
    now: Timestamp,
    /// The instant of its start, in milliseconds since 1970. The system's own `btime` is rounded to a second.
    started: Option<i64>,
}

/// Linux counts in hundredths of a second here, whatever its own clock does (`USER_HZ`).
const TICKS: i64 = 100;

impl Clock {
    fn of(machine: &Machine) -> Self {
        let bytes = read(machine, Path::new("/proc/uptime")).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let uptime = text.split_whitespace().next().and_then(|seconds| seconds.parse::<f64>().ok());
        // Days with milliseconds are exact in 64 bits.
        #[allow(clippy::cast_possible_truncation)]
        let milliseconds = uptime.map(|seconds| (seconds * 1000.0) as i64);
        let passed = i64::try_from(machine.since_now().as_millis()).unwrap_or_default();
        let now = machine.now.as_millisecond().saturating_add(passed);
        Self {
            now: Timestamp::from_millisecond(now).unwrap_or(machine.now),
            started: milliseconds.map(|uptime| now - uptime),
        }
    }

    fn started(&self, machine: &Machine, own: &Path) -> Option<Timestamp> {
        let stat = read(machine, &own.join("stat"))?;
        let text = String::from_utf8_lossy(&stat);
        // The program's name may hold anything, brackets too; the start is the twentieth field behind it.
        let ticks: i64 = text.get(text.rfind(')')? + 1..)?.split_whitespace().nth(19)?.parse().ok()?;
        let milliseconds = self.started?.checked_add(ticks.checked_mul(1000)? / TICKS)?;
        Timestamp::from_millisecond(milliseconds).ok()
    }
}

impl Process {
    /// What it was told. `reads_files` is whether its Java takes files of arguments, as 9 and later do.
    pub fn launch(&self, machine: &Machine, reads_files: bool) -> Launch {
        let words = self.words.as_deref().and_then(|words| words.get(1..)).unwrap_or_default();
        let variables = self.variables.as_deref().unwrap_or_default();
        let variable =
            |name: &str| variables.iter().find(|(own, _)| own == name).map(|(_, value)| value.clone());
        let text = |file: &Path| {
            let bytes = read(machine, &self.surroundings.seen(file)?)?;
            Some(String::from_utf8_lossy(&bytes).into_owned())
        };
        let changed = RefCell::new(Vec::new());
        let of_arguments = |file: &str| {
            let text = text(Path::new(file))?;
            if self.is_changed(machine, Path::new(file)) {
                changed.borrow_mut().push(Unseen::Changed(file.into()));
            }
            Some(text)
        };
        let starter = match self.starter {
            Starter::Java if !reads_files => Starter::OldJava,
            starter => starter,
        };
        let mut launch = Launch::of(words, variable, of_arguments, starter);
        launch.unseen.extend(changed.into_inner());
        launch.unseen.extend(match (&self.words, &self.variables) {
            (None, _) => Some(Unseen::Words),
            (Some(_), None) => Some(Unseen::Environment),
            (Some(_), Some(_)) => None,
        });
        if let Some(said) = &self.said {
            launch.confirm(said);
        }
        launch.settings.extend(catalina::set_by(&launch, text));
        launch
    }

    /// Whether a file was changed or put in its place after the start.
    fn is_changed(&self, machine: &Machine, file: &Path) -> bool {
        let place = self.surroundings.seen(file).map(|file| machine.path(file));
        let changed = place.and_then(|place| last_touched(&fs::metadata(place).ok()?));
        matches!((changed, self.started), (Some(changed), Some(started))
            if changed.duration_since(started) > START_IS_KNOWN_TO)
    }
}

/// When a file was changed last, be it in its name, owner or permissions.
fn last_touched(file: &fs::Metadata) -> Option<Timestamp> {
    Timestamp::try_from(file.modified().ok()?).ok().max(touched(file))
}

/// When a file was put in its place, or its name, owner or permissions were changed, where the system keeps that. Its other date may
/// be older: packages, archives and `cp -p` bring it with them.
#[cfg(unix)]
pub fn touched(file: &fs::Metadata) -> Option<Timestamp> {
    use std::os::unix::fs::MetadataExt as _;
    Timestamp::new(file.ctime(), i32::try_from(file.ctime_nsec()).ok()?).ok()
}

/// The same where no system keeps it.
#[cfg(not(unix))]
pub fn touched(_file: &fs::Metadata) -> Option<Timestamp> {
    None
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;
    use crate::machine::NoRandomness;

    #[test]
    fn the_unit_of_a_process_is_that_of_its_control_group() {
        for (groups, name) in [
            ("0::/system.slice/tomcat9.service\n", Some("tomcat9.service")),
            (
                "12:cpu:/x.service\n1:name=systemd:/system.slice/system-is.slice/is@a.service/own\n",
                Some("is@a.service"),
            ),
            ("0::/user.slice/user-1000.slice/user@1000.service/app.slice/x.service\n", None),
            ("0::/user.slice/user-0.slice/session-1.scope\n", None),
            ("0::/system.slice/docker-1.scope/system.slice/x.service\n", None),
            ("0::/../x.service\n0::/\n", None),
            ("", None),
        ] {
            assert_eq!(unit(groups).as_deref(), name, "{groups}");
        }
    }

    #[test]
    fn the_first_variable_of_a_locale_counts() {
        let of = |pairs: &[(&str, &str)]| {
            let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
            is_ascii(&pairs.collect::<Vec<_>>())
        };
        assert!(of(&[]) && of(&[("LANG", "C")]) && of(&[("LANG", "en_US.UTF-8"), ("LC_ALL", "POSIX")]));
        assert!(of(&[("LC_CTYPE", "C"), ("LC_ALL", ""), ("LANG", "C.UTF-8")]));
        assert!(!of(&[("LC_ALL", ""), ("LANG", "C.UTF-8")]) && !of(&[("LANG", "de_DE")]));
    }

    #[test]
    fn one_in_a_folder_of_its_own_knows_its_files_by_its_own_names() {
        let folder = tempfile::tempdir().unwrap();
        let top = fs::canonicalize(folder.path()).unwrap();
        let mut machine = Machine::new(Timestamp::UNIX_EPOCH, [], Box::new(|_| Err(NoRandomness)));
        machine.root.clone_from(&top);
        let own = top.join("proc/7");
        fs::create_dir_all(&own).unwrap();
        fs::write(own.join("cmdline"), "/jdk/bin/java\0-jar\0a.jar\0").unwrap();
        symlink("/srv/jail/jdk/bin/java", own.join("exe")).unwrap();
        symlink("/srv/jail/work", own.join("cwd")).unwrap();
        symlink("/srv/jail", own.join("root")).unwrap();
        let process = one(&machine, 7).unwrap();
        assert_eq!(process.surroundings.home.as_deref(), Some(Path::new("/jdk")));
        assert_eq!(process.surroundings.folder.as_deref(), Some(Path::new("/work")));
        let seen = process.surroundings.seen(Path::new("trust.jks"));
        assert_eq!(seen, Some("/proc/7/root/work/trust.jks".into()));
    }
}
