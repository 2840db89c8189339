//! Every Java on a machine: where people, packages, version managers and applications put them.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::identity::Identity;
use super::installs;
use crate::machine::Machine;

/// How deep a folder is searched for Javas that applications bring along.
const DEEPEST: usize = 12;
/// How many folders are looked into.
const MOST_FOLDERS: usize = 200_000;

/// How a Java was found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Via {
    /// A variable of the environment names its folder.
    Variable(&'static str),
    /// Its `java` is the one on the `PATH`.
    Path,
    /// It lies where Javas are usually put.
    Usual,
    /// It lies below a folder that was to be searched.
    Searched,
    /// It runs.
    Running,
}

/// A Java.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Installed {
    /// Its folder, with all links followed, as a user of the machine names it.
    pub home: PathBuf,
    /// Other names of the same folder.
    pub names: BTreeSet<PathBuf>,
    /// How it was found.
    pub via: BTreeSet<Via>,
    /// What it says of itself.
    pub told: Identity,
    /// Its `cacerts`, where there is one.
    pub cacerts: Option<PathBuf>,
    /// Where that leads: distributions link it to a store of their own. `None` where it leads nowhere else.
    pub cacerts_target: Option<PathBuf>,
    /// Its `jssecacerts`, where there is one: it is used instead.
    pub jssecacerts: Option<PathBuf>,
}

/// The variables that name a Java's folder.
const VARIABLES: [&str; 4] = ["JAVA_HOME", "JRE_HOME", "JDK_HOME", "GRAALVM_HOME"];

/// Folders with a Java in each of their folders, for all users; `*` is a folder of any name.
const PARENTS: [&str; 17] = [
    "/usr/lib/jvm",
    "/usr/lib64/jvm",
    "/usr/java",
    "/usr/local/java",
    "/usr/local",
    "/opt",
    "/opt/java",
    "/opt/jdk",
    "/Library/Java/JavaVirtualMachines",
    "/opt/homebrew/opt",
    "/usr/local/opt",
    "/home/linuxbrew/.linuxbrew/opt",
    "/Program Files/Java",
    "/Program Files/Eclipse Adoptium",
    "/Program Files/Amazon Corretto",
    "/Program Files/Microsoft",
    "/Program Files/Zulu",
];

/// The same below a user's home: SDKMAN, jabba, asdf, mise, jenv, IntelliJ, Gradle, macOS.
const OF_USERS: [&str; 8] = [
    ".sdkman/candidates/java",
    ".jabba/jdk",
    ".asdf/installs/java",
    ".local/share/mise/installs/java",
    ".jenv/versions",
    ".jdks",
    ".gradle/jdks",
    "Library/Java/JavaVirtualMachines",
];

/// Where a Java lies within such a folder: as it is, in a bundle of macOS, in one of Homebrew.
const WITHIN: [&str; 4] = ["", "Contents/Home", "libexec/openjdk.jdk/Contents/Home", "jre"];

/// All Javas, by their folders. `below` are folders to be searched for those that applications bring along, `running` those
/// of running processes.
pub fn discover(machine: &Machine, below: &[PathBuf], running: &[PathBuf]) -> Vec<Installed> {
    let mut found = Found { machine, javas: BTreeMap::new() };
    for name in VARIABLES {
        if let Some(home) = machine.variable(name).filter(|home| !home.is_empty()) {
            found.add(Path::new(home), &Via::Variable(name));
        }
    }
    for home in installs::homes_on_path(machine) {
        found.add(&home, &Via::Path);
    }
    let homes = machine.home().into_iter();
    let of_users = homes.flat_map(|home| OF_USERS.map(|folder| home.join(folder)));
    for parent in PARENTS.iter().map(PathBuf::from).chain(of_users) {
        for folder in folders(machine, &parent) {
            for within in WITHIN {
                found.add(&folder.join(within), &Via::Usual);
            }
        }
    }
    for home in running {
        found.add(home, &Via::Running);
    }
    for folder in below {
        found.search(folder);
    }
    found.javas.into_values().collect()
}

/// The folders in a folder, in their order.
fn folders(machine: &Machine, parent: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(machine.path(parent)).into_iter().flatten().flatten();
    let mut names: Vec<PathBuf> = entries.map(|entry| parent.join(entry.file_name())).collect();
    names.sort_unstable();
    names.retain(|folder| machine.path(folder).is_dir());
    names
}

/// Files one of which every Java has, from 8 to today, as a JDK, a JRE or a runtime of its own; with one of a program or of the
/// VM beside it, so that a copy of the stores alone is none.
const SIGNS: [&str; 4] =
    ["lib/security/cacerts", "lib/security/java.security", "conf/security/java.security", "lib/modules"];
const ENGINES: [&str; 7] = [
    "bin/java",
    "bin/java.exe",
    "bin/javaw.exe",
    "lib/server/libjvm.so",
    "lib/server/libjvm.dylib",
    "lib/rt.jar",
    "lib/modules",
];

struct Found<'m> {
    machine: &'m Machine,
    javas: BTreeMap<PathBuf, Installed>,
}

impl Found<'_> {
    fn is_java(&self, home: &Path) -> bool {
        let has = |name: &&str| self.machine.path(home.join(name)).is_file();
        SIGNS.iter().any(has) && ENGINES.iter().any(has)
    }

    /// Whether it is a JDK 8, whose Java proper is a JRE within.
    fn is_jdk8(&self, home: &Path) -> bool {
        let has = |name: &str| self.machine.path(home.join(name)).is_file();
        (has("bin/javac") || has("lib/tools.jar")) && self.is_java(&home.join("jre"))
    }

    /// The folder, if there is a Java in it; of a JDK 8 the JDK, not the JRE in it.
    fn add(&mut self, named: &Path, via: &Via) {
        if !self.is_java(named) && !self.is_jdk8(named) {
            return;
        }
        let Some(resolved) = self.machine.resolve(named) else { return };
        let mut home = installs::as_named(self.machine, &resolved);
        if let Some(outer) = home.parent().filter(|outer| home.ends_with("jre") && self.is_jdk8(outer)) {
            home = outer.to_owned();
        }
        let machine = self.machine;
        let java = self.javas.entry(home.clone()).or_insert_with(|| installed(machine, home.clone()));
        java.via.insert(via.clone());
        if named != home && !named.ends_with("jre") {
            java.names.insert(named.to_owned());
        }
    }

    /// All Javas below a folder; symbolic links are not followed.
    fn search(&mut self, folder: &Path) {
        let mut pending = vec![(folder.to_owned(), 0)];
        let mut seen = 0;
        while let Some((folder, depth)) = pending.pop() {
            seen += 1;
            if seen > MOST_FOLDERS {
                return;
            }
            self.add(&folder, &Via::Searched);
            if depth == DEEPEST {
                continue;
            }
            let entries = fs::read_dir(self.machine.path(&folder)).into_iter().flatten().flatten();
            let inner = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
            // What the kernel makes up is no place for a Java, and has no end.
            let inner = inner.map(|entry| folder.join(entry.file_name()));
            pending.extend(
                inner.filter(|inner| !MADE_UP.contains(&inner.as_os_str())).map(|inner| (inner, depth + 1)),
            );
        }
    }
}

/// Folders that are no files of anybody.
static MADE_UP: std::sync::LazyLock<[&'static OsStr; 3]> =
    std::sync::LazyLock::new(|| ["/proc", "/sys", "/dev"].map(OsStr::new));

fn installed(machine: &Machine, home: PathBuf) -> Installed {
    let security = ["lib/security", "jre/lib/security"].map(|folder| home.join(folder));
    let file = |name: &str| {
        security.iter().map(|folder| folder.join(name)).find(|path| machine.path(path).is_file())
    };
    let cacerts = file("cacerts");
    let target = cacerts.as_deref().and_then(|path| {
        let target = installs::as_named(machine, &machine.resolve(path)?);
        (target != *path).then_some(target)
    });
    Installed {
        told: Identity::of(machine, &home),
        cacerts_target: target,
        jssecacerts: file("jssecacerts"),
        cacerts,
        home,
        names: BTreeSet::new(),
        via: BTreeSet::new(),
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use crate::diagnosis::Release;
    use crate::machine::NoRandomness;
    use std::os::unix::fs::symlink;

    fn machine(files: &[(&str, &str)]) -> (tempfile::TempDir, Machine) {
        let root = tempfile::tempdir().unwrap();
        let mut machine = Machine::new(jiff::Timestamp::UNIX_EPOCH, [], Box::new(|_| Err(NoRandomness)));
        machine.root = root.path().to_owned();
        for (file, text) in files {
            let path = machine.path(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        (root, machine)
    }

    const RELEASE: &str = "IMPLEMENTOR=\"Eclipse Adoptium\"\nJAVA_VERSION=\"17.0.9\"\n";

    #[test]
    fn javas_are_found_wherever_they_are_put() {
        let (_root, mut machine) = machine(&[
            ("/etc/of-this-tree-alone/cacerts", ""),
            ("/usr/lib/jvm/java-17/lib/security/java.security", ""),
            ("/usr/lib/jvm/java-17/bin/java", ""),
            ("/usr/lib/jvm/java-17/release", RELEASE),
            ("/opt/jdk8/jre/lib/security/cacerts", ""),
            ("/opt/jdk8/jre/lib/rt.jar", ""),
            ("/opt/jdk8/lib/tools.jar", ""),
            ("/opt/jdk8/release", "JAVA_VERSION=\"1.8.0_504\"\n"),
            ("/opt/agent/jre/lib/security/cacerts", ""),
            ("/opt/agent/jre/bin/java", ""),
            ("/opt/agent/app/deep/runtime/lib/modules", ""),
            ("/home/me/.sdkman/candidates/java/21-tem/lib/security/cacerts", ""),
            ("/home/me/.sdkman/candidates/java/21-tem/lib/security/jssecacerts", ""),
            ("/home/me/.sdkman/candidates/java/21-tem/bin/java", ""),
            ("/Library/Java/JavaVirtualMachines/t.jdk/Contents/Home/lib/security/cacerts", ""),
            ("/Library/Java/JavaVirtualMachines/t.jdk/Contents/Home/lib/server/libjvm.dylib", ""),
            ("/opt/stores/lib/security/cacerts", ""),
        ]);
        fs::create_dir_all(machine.path("/usr/bin")).unwrap();
        symlink("/usr/lib/jvm/java-17/bin/java", machine.path("/usr/bin/java")).unwrap();
        symlink("java-17", machine.path("/usr/lib/jvm/default-java")).unwrap();
        symlink("/etc/of-this-tree-alone/cacerts", machine.path("/usr/lib/jvm/java-17/lib/security/cacerts"))
            .unwrap();
        symlink("..", machine.path("/opt/agent/app/loop")).unwrap();
        machine.environment.insert("PATH".into(), "/usr/bin".into());
        machine.environment.insert("HOME".into(), "/home/me".into());
        machine.environment.insert("JAVA_HOME".into(), "/opt/jdk8/jre".into());
        let found = discover(&machine, &["/opt/agent".into()], &["/opt/agent/jre".into()]);
        let homes: Vec<&str> = found.iter().map(|java| java.home.to_str().unwrap()).collect();
        assert_eq!(
            homes,
            [
                "/Library/Java/JavaVirtualMachines/t.jdk/Contents/Home",
                "/home/me/.sdkman/candidates/java/21-tem",
                "/opt/agent/app/deep/runtime",
                "/opt/agent/jre",
                "/opt/jdk8",
                "/usr/lib/jvm/java-17",
            ]
        );
        let of = |home: &str| found.iter().find(|java| java.home == Path::new(home)).unwrap();
        let agent = of("/opt/agent/jre");
        assert_eq!(agent.via, BTreeSet::from([Via::Usual, Via::Searched, Via::Running]));
        let eight = of("/opt/jdk8");
        assert_eq!(eight.via, BTreeSet::from([Via::Variable("JAVA_HOME"), Via::Usual]));
        assert_eq!(eight.cacerts, Some("/opt/jdk8/jre/lib/security/cacerts".into()));
        assert_eq!(eight.told.release(), Some((Release::Java8, Some(504))));
        assert_eq!(Identity::of(&machine, Path::new("/opt/jdk8/jre")), eight.told);
        fs::remove_file(machine.path("/opt/jdk8/release")).unwrap();
        let nameless = Identity::of(&machine, Path::new("/opt/jdk8/jre"));
        assert_eq!((nameless.release(), nameless.version), (Some((Release::Java8, None)), None));
        let seventeen = of("/usr/lib/jvm/java-17");
        assert_eq!(seventeen.told.vendor.as_deref(), Some("Eclipse Adoptium"));
        assert_eq!(seventeen.cacerts_target, Some("/etc/of-this-tree-alone/cacerts".into()));
        assert!(seventeen.names.contains(Path::new("/usr/lib/jvm/default-java")));
        assert!(seventeen.via.contains(&Via::Path));
        assert!(of("/home/me/.sdkman/candidates/java/21-tem").jssecacerts.is_some());
    }
}
