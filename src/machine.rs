//! What the world tells us, as a value: the time, the environment, the file tree, randomness.
//!
//! Only [`Machine::real`] looks at the world. A test makes a [`Machine`] of its own, with a fixed clock, a fixture
//! tree as its root and counted bytes for randomness, and everything above it is deterministic.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::path::{Component, Path, PathBuf};
use std::rc::Rc;
use std::time::{Duration, Instant};

use jiff::Timestamp;

/// Where random bytes come from: fills the whole slice, or says that it cannot.
pub type Randomness = Box<dyn FnMut(&mut [u8]) -> Result<(), NoRandomness>>;

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
    randomness: Rc<RefCell<Randomness>>,
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
            randomness: Rc::new(RefCell::new(randomness)),
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

    /// The same machine, with more system properties, each `name=value`: of a name the last one counts.
    pub fn told<'t>(&self, properties: impl IntoIterator<Item = &'t str>) -> Self {
        let mut other = Self {
            now: self.now,
            environment: self.environment.clone(),
            root: self.root.clone(),
            folder: self.folder.clone(),
            user: self.user,
            watch: self.watch,
            properties: self.properties.clone(),
            randomness: Rc::clone(&self.randomness),
        };
        let pairs = properties.into_iter().map(|one| one.split_once('=').unwrap_or((one, "")));
        other.properties.extend(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
        other
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
    pub fn path(&self, named: impl AsRef<Path>) -> PathBuf {
        let named = named.as_ref();
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
        self.root.join(
            named
                .components()
                .filter(|part| matches!(part, Component::Normal(_) | Component::ParentDir))
                .collect::<PathBuf>(),
        )
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
        (self.randomness.borrow_mut())(bytes)
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
}
