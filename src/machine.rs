//! What the world tells us, as a value: the time, the environment, the file tree, randomness.
//!
//! Only [`Machine::real`] looks at the world. A test makes a [`Machine`] of its own, with a fixed clock, a fixture
//! tree as its root and counted bytes for randomness, and everything above it is deterministic.

use std::collections::{BTreeMap, VecDeque};
use std::ffi::OsString;
use std::fmt;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;

/// Where random bytes come from: fills the whole slice, or says that it cannot.
pub type Randomness = Box<dyn FnMut(&mut [u8]) -> Result<(), NoRandomness> + Send>;

/// The operating system gave no random bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the operating system gave no random bytes")]
pub struct NoRandomness;

/// A watch that was started, for time limits: it may be looked at from any thread.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// The time since it was started.
    pub fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}

/// The machine a command runs on.
pub struct Machine {
    /// The instant that counts as now, for the whole run.
    pub now: Timestamp,
    /// The environment.
    pub environment: BTreeMap<OsString, OsString>,
    /// The folder that absolute paths start from: `/`, or a fixture tree.
    pub root: PathBuf,
    /// The folder that relative paths start from.
    pub folder: PathBuf,
    /// The number of the user; `None` where nobody is to be looked for in the password database.
    pub user: Option<u32>,
    /// Started at [`now`](Self::now), where that is the real time.
    watch: Option<Stopwatch>,
    /// The system properties given with `-J-D…` or `-D…`.
    pub properties: BTreeMap<String, String>,
    randomness: Arc<Mutex<Randomness>>,
}

impl Machine {
    /// A machine with the given clock, environment and randomness, rooted at `/`.
    pub fn new(
        now: Timestamp,
        environment: impl IntoIterator<Item = (OsString, OsString)>,
        randomness: Randomness,
    ) -> Self {
        Self {
            now,
            environment: environment.into_iter().collect(),
            root: PathBuf::from("/"),
            folder: PathBuf::new(),
            user: None,
            watch: None,
            properties: BTreeMap::new(),
            randomness: Arc::new(Mutex::new(randomness)),
        }
    }

    /// The machine this process runs on.
    pub fn real() -> Self {
        let randomness: Randomness = Box::new(|bytes| getrandom::fill(bytes).map_err(|_| NoRandomness));
        let mut machine = Self::new(Timestamp::now(), std::env::vars_os(), randomness);
        machine.watch = Some(machine.stopwatch());
        #[cfg(unix)]
        {
            machine.user = Some(rustix::process::getuid().as_raw());
        }
        machine
    }

    /// The machine below a folder, as of a container: its clock is this one's, and nothing is known of its environment.
    pub fn below(&self, root: impl AsRef<Path>) -> Self {
        let mut other = Self::new(self.now, [], Box::new(|_| Err(NoRandomness)));
        let root = self.path(root);
        other.root = std::path::absolute(&root).unwrap_or(root);
        other.properties.clone_from(&self.properties);
        other
    }

    /// The same machine for a Java that is told more: these properties, over those that are told already.
    #[must_use]
    pub fn telling(&self, properties: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut told = self.properties.clone();
        told.extend(properties);
        Self {
            now: self.now,
            environment: self.environment.clone(),
            root: self.root.clone(),
            folder: self.folder.clone(),
            user: self.user,
            watch: self.watch,
            properties: told,
            randomness: Arc::clone(&self.randomness),
        }
    }

    /// The value of an environment variable, where it is set and Unicode.
    pub fn variable(&self, name: &str) -> Option<&str> {
        self.environment.get(std::ffi::OsStr::new(name))?.to_str()
    }

    /// The value of a Java system property that was given on the command line.
    pub fn property(&self, name: &str) -> Option<&str> {
        self.properties.get(name).map(String::as_str)
    }

    /// Where a path that the user or a file names lies: relative ones in [`folder`](Self::folder), absolute ones
    /// below [`root`](Self::root).
    ///
    /// Below a root of its own symbolic links start there as well, and so they do in the view that the system gives of the
    /// files of a process (`/proc/PID/root/…`): the kernel would take them for this machine's.
    pub fn path(&self, named: impl AsRef<Path>) -> PathBuf {
        let named = named.as_ref();
        let start = self.unfollowed(named);
        match self.root_of(&start) {
            Some(root) => followed(&root, &start).unwrap_or(start),
            None => start,
        }
    }

    /// The same where the path may be a symbolic link itself, which is not followed.
    pub fn link(&self, named: impl AsRef<Path>) -> PathBuf {
        let named = named.as_ref();
        match (named.parent(), named.file_name()) {
            (Some(folder), Some(name)) if !folder.as_os_str().is_empty() => self.path(folder).join(name),
            _ => self.path(named),
        }
    }

    /// Where a path leads with all its links followed, in full; what does not exist is taken as it stands. `None` where links
    /// go round in circles.
    pub fn resolve(&self, named: impl AsRef<Path>) -> Option<PathBuf> {
        let named = named.as_ref();
        let start = self.unfollowed(named);
        let start = if start.is_absolute() { start } else { std::fs::canonicalize(".").ok()?.join(start) };
        followed(&self.root_of(&start).unwrap_or_else(|| PathBuf::from("/")), &start)
    }

    /// Where a path lies before any link is followed.
    fn unfollowed(&self, named: &Path) -> PathBuf {
        // Nothing is nowhere, not the folder itself.
        if named.as_os_str().is_empty() {
            return PathBuf::new();
        }
        if !named.is_absolute() {
            return self.folder.join(named);
        }
        if self.root == Path::new("/") {
            return named.to_owned();
        }
        below(&self.root, named)
    }

    /// The root that the links of a path start from, where that is not the system's own.
    fn root_of(&self, start: &Path) -> Option<PathBuf> {
        if self.root != Path::new("/") {
            return start.starts_with(&self.root).then(|| self.root.clone());
        }
        let mut parts = start.components().map(|part| part.as_os_str().to_str());
        let begins = [parts.next()?, parts.next()?, parts.next()?, parts.next()?];
        let [Some("/"), Some("proc"), Some(number), Some("root")] = begins else { return None };
        let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
        (is_number && parts.next().is_some()).then(|| start.components().take(4).collect())
    }

    /// The folder that relative paths start from, in full; `None` where the system does not say.
    pub fn working_folder(&self) -> Option<PathBuf> {
        if self.folder.as_os_str().is_empty() {
            std::env::current_dir().ok()
        } else {
            Some(self.folder.clone())
        }
    }

    /// Who runs this, as Java's `user.name` says it: the property, then the environment.
    pub fn user(&self) -> &str {
        self.property("user.name")
            .or_else(|| self.variable("USER"))
            .or_else(|| self.variable("LOGNAME"))
            .unwrap_or_default()
    }

    /// The user's home folder as Java's `user.home` names it: the property, then the password database, then the
    /// environment.
    ///
    /// Java: `HOME` counts only where the database knows no home; it differs from it under `sudo` and in containers.
    pub fn home(&self) -> Option<PathBuf> {
        self.property("user.home")
            .map(PathBuf::from)
            .or_else(|| self.home_in_database())
            .or_else(|| self.variable("HOME").or_else(|| self.variable("USERPROFILE")).map(PathBuf::from))
    }

    /// The home that `/etc/passwd` has for the user, where it is longer than Java takes for none (`/`, `?`).
    fn home_in_database(&self) -> Option<PathBuf> {
        let user = self.user?.to_string();
        let database = std::fs::read_to_string(self.path("/etc/passwd")).ok()?;
        let mut homes = database.lines().filter_map(|line| {
            let mut fields = line.split(':').skip(2);
            (fields.next()? == user).then(|| fields.nth(2)).flatten()
        });
        homes.next().filter(|home| home.len() > 2).map(PathBuf::from)
    }

    /// How long ago [`now`](Self::now) was: for what the system counts from other instants. Nothing where time stands still.
    pub fn since_now(&self) -> Duration {
        self.watch.map_or(Duration::ZERO, Stopwatch::elapsed)
    }

    /// A watch that starts now.
    pub fn stopwatch(&self) -> Stopwatch {
        Stopwatch(Instant::now())
    }

    /// `N` random bytes.
    ///
    /// # Errors
    /// [`NoRandomness`].
    pub fn random<const N: usize>(&self) -> Result<[u8; N], NoRandomness> {
        let mut bytes = [0; N];
        self.fill_random(&mut bytes)?;
        Ok(bytes)
    }

    /// Fills `bytes` with random ones.
    ///
    /// # Errors
    /// [`NoRandomness`].
    pub fn fill_random(&self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        let mut randomness = self.randomness.lock().unwrap_or_else(PoisonError::into_inner);
        randomness(bytes)
    }
}

/// How many symbolic links one path may lead through, as in Linux.
const MAX_LINKS: usize = 40;

/// An absolute path below a root, where `..` leads no further up than there.
fn below(root: &Path, named: &Path) -> PathBuf {
    root.join(
        named
            .components()
            .filter(|part| matches!(part, Component::Normal(_) | Component::ParentDir))
            .collect::<PathBuf>(),
    )
}

/// Where a path leads with all links followed that lie below a root, absolute ones from that root.
fn followed(root: &Path, start: &Path) -> Option<PathBuf> {
    let mut pending: VecDeque<OsString> = VecDeque::new();
    let mut resolved = PathBuf::new();
    queue(&mut pending, start);
    let mut links = 0;
    while let Some(part) = pending.pop_front() {
        let next = resolved.join(&part);
        match Path::new(&part).components().next() {
            Some(Component::ParentDir) if resolved == root => {}
            Some(Component::ParentDir) => {
                resolved.pop();
            }
            // The root folder itself may be reached through links, which are not of its files.
            Some(Component::Normal(_)) if root.starts_with(&next) => resolved = next,
            Some(Component::Normal(_)) => match std::fs::read_link(&next) {
                Ok(target) => {
                    links += 1;
                    if links > MAX_LINKS {
                        return None;
                    }
                    if target.is_absolute() {
                        resolved = PathBuf::new();
                        queue(&mut pending, &below(root, &target));
                    } else {
                        queue(&mut pending, &target);
                    }
                }
                Err(_) => resolved = next,
            },
            _ => resolved = next,
        }
    }
    Some(resolved)
}

/// Puts the parts of `path` in front of those that are still to be walked.
fn queue(pending: &mut VecDeque<OsString>, path: &Path) {
    for part in path.components().rev().filter(|part| *part != Component::CurDir) {
        pending.push_front(part.as_os_str().to_owned());
    }
}

impl fmt::Debug for Machine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Machine")
            .field("now", &self.now)
            .field("root", &self.root)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_home_is_that_of_the_password_database() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("etc")).unwrap();
        let database = "root:x:0:0:root:/root:/bin/sh\nnobody:x:7:7::/:/bin/false\n";
        std::fs::write(folder.path().join("etc/passwd"), database).unwrap();
        let environment = [("HOME".into(), "/home/of/variable".into())];
        let mut machine = Machine::new(Timestamp::UNIX_EPOCH, environment, Box::new(|_| Err(NoRandomness)));
        machine.root = folder.path().to_owned();
        for (user, home) in [
            (None, "/home/of/variable"),
            (Some(0), "/root"),
            (Some(7), "/home/of/variable"),
            (Some(8), "/home/of/variable"),
        ] {
            machine.user = user;
            assert_eq!(machine.home(), Some(PathBuf::from(home)), "{user:?}");
        }
        machine.properties.insert("user.home".into(), "/told".into());
        assert_eq!(machine.home(), Some(PathBuf::from("/told")));
    }

    #[test]
    fn absolute_paths_stay_below_the_root() {
        let mut machine = Machine::new(Timestamp::UNIX_EPOCH, [], Box::new(|_| Err(NoRandomness)));
        assert_eq!(machine.path("/etc/x"), Path::new("/etc/x"));
        machine.root = PathBuf::from("/fixture");
        machine.folder = PathBuf::from("/fixture/work");
        assert_eq!(machine.path("/etc/x"), Path::new("/fixture/etc/x"));
        assert_eq!(machine.path("x"), Path::new("/fixture/work/x"));
    }

    #[cfg(unix)]
    #[test]
    fn links_below_a_root_start_from_it() {
        let folder = tempfile::tempdir().unwrap();
        let root = std::fs::canonicalize(folder.path()).unwrap();
        let mut machine = Machine::new(Timestamp::UNIX_EPOCH, [], Box::new(|_| Err(NoRandomness)));
        machine.root = root.clone();
        std::fs::create_dir_all(root.join("etc/store")).unwrap();
        for (link, target) in
            [("abs", "/etc/store"), ("up", "../../../../etc/store"), ("round", "/round"), ("etc/to", "store")]
        {
            std::os::unix::fs::symlink(target, root.join(link)).unwrap();
        }
        for (named, lies) in [
            ("/abs/x", "etc/store/x"),
            ("/up/x", "etc/store/x"),
            ("/etc/to/x", "etc/store/x"),
            ("/../../etc/x", "etc/x"),
            ("/round/x", "round/x"),
            ("/gone/x", "gone/x"),
        ] {
            assert_eq!(machine.path(named), root.join(lies), "{named}");
        }
        assert_eq!(machine.link("/abs"), root.join("abs"));
        assert_eq!(machine.resolve("/round"), None);
        machine.root = PathBuf::from("/");
        let own = format!("/proc/{}/root", std::process::id());
        let lies = machine.path(format!("{own}{}/abs", root.display()));
        // Of a process without a root of its own the links start from everybody's.
        assert!(!Path::new("/proc/self").exists() || lies == Path::new(&own).join("etc/store"));
    }
}
