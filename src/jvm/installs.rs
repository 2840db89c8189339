//! Which Java this machine has, and which file `-cacerts` therefore means.

use std::path::{Path, PathBuf};

use crate::machine::Machine;

/// Homes that Linux distributions link to the Java they prefer.
const DEFAULT_HOMES: [&str; 6] = [
    "/usr/lib/jvm/default-java",
    "/usr/lib/jvm/default",
    "/usr/lib/jvm/default-runtime",
    "/usr/lib/jvm/java",
    "/usr/lib/jvm/jre",
    "/usr/java/latest",
];

/// Stores that Linux distributions keep for all their Javas: Debian's, Red Hat's and its older place, Arch's.
const DISTRIBUTION_STORES: [&str; 4] = [
    "/etc/ssl/certs/java/cacerts",
    "/etc/pki/ca-trust/extracted/java/cacerts",
    "/etc/pki/java/cacerts",
    "/etc/ca-certificates/extracted/java-cacerts.jks",
];

/// The keystore that `-cacerts` names, as an absolute path to be opened by way of [`Machine::path`]; `None` where no
/// Java and no store of the distribution is found.
///
/// In this order: the folder given with `-J-Djava.home`, `JAVA_HOME`, the `java` on the `PATH` with its links followed,
/// the distribution's default Java, the distribution's own store. A home counts where it holds `lib/security/cacerts`
/// or, as a JDK 8 does, `jre/lib/security/cacerts`; the first one alone counts always, as it does for Java.
///
/// Java: `-cacerts` is `lib/security/cacerts` of the running Java, even where a `jssecacerts` lies beside it, which
/// then is what TLS uses.
pub fn cacerts(machine: &Machine) -> Option<PathBuf> {
    if let Some(home) = machine.property("java.home") {
        return Some(store_of(machine, Path::new(home)).unwrap_or_else(|| Path::new(home).join(STORE)));
    }
    machine
        .variable("JAVA_HOME")
        .filter(|home| !home.is_empty())
        .and_then(|home| store_of(machine, Path::new(home)))
        .or_else(|| homes_on_path(machine).find_map(|home| store_of(machine, &home)))
        .or_else(|| DEFAULT_HOMES.into_iter().find_map(|home| store_of(machine, Path::new(home))))
        .or_else(|| {
            DISTRIBUTION_STORES.into_iter().map(PathBuf::from).find(|store| machine.path(store).is_file())
        })
}

/// Whether `keystore`, as the user names it, is the file that `-cacerts` means; keytool then says "use -cacerts
/// option".
///
/// Java: compares canonical paths, so that `..`, symbolic links to the file and to folders do not count, while a copy
/// is another file. The file need not exist.
pub fn is_cacerts(machine: &Machine, keystore: &Path) -> bool {
    let store = cacerts(machine).and_then(|store| machine.resolve(store));
    store.is_some() && store == machine.resolve(keystore)
}

const STORE: &str = "lib/security/cacerts";

/// The home that is meant where somebody names a Java, by its folder or by its program, with links followed: `/usr/bin/java` is one, and
/// `/usr` stands for the same Java where a script takes that for its home.
pub fn home_named(machine: &Machine, named: &Path) -> PathBuf {
    let of_program =
        |program: &Path| program.parent().filter(|bin| bin.ends_with("bin"))?.parent().map(Path::to_owned);
    let path = real(machine, named);
    if let Some(home) = of_program(&path) {
        return home;
    }
    let has_security = SECURITY.iter().any(|folder| machine.path(path.join(folder)).is_dir());
    let program = path.join("bin/java");
    if has_security || !machine.path(&program).is_file() {
        return path;
    }
    of_program(&real(machine, &program)).unwrap_or(path)
}

/// Where a home keeps what it trusts: of 9 and later, of a JRE 8, of a JDK 8.
const SECURITY: [&str; 3] = ["conf/security", "lib/security", "jre/lib/security"];

/// The Java home whose cacerts this is, by its path alone.
pub fn home_of(cacerts: &Path) -> Option<PathBuf> {
    let home = cacerts.ancestors().nth(3).filter(|home| home.join(STORE) == cacerts)?;
    Some(if home.ends_with("jre") { home.parent().unwrap_or(home) } else { home }.to_owned())
}

/// The cacerts of a Java home, where there is one.
fn store_of(machine: &Machine, home: &Path) -> Option<PathBuf> {
    [home.join(STORE), home.join("jre").join(STORE)].into_iter().find(|store| machine.path(store).is_file())
}

/// The homes of the `java` programs on the `PATH`, in its order.
pub(super) fn homes_on_path(machine: &Machine) -> impl Iterator<Item = PathBuf> + '_ {
    let path = machine.environment.get(std::ffi::OsStr::new("PATH")).cloned().unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    folders
        .into_iter()
        .filter(|folder| !folder.as_os_str().is_empty())
        .flat_map(|folder| ["java", "java.exe"].map(|program| folder.join(program)))
        .filter(|program| machine.path(program).is_file() || machine.link(program).is_symlink())
        .filter_map(|program| {
            let program = machine.resolve(&program)?;
            // HOME/bin/java
            Some(as_named(machine, program.parent()?.parent()?))
        })
}

/// Where a path leads with all links followed, as a user of the machine would name it; the path itself where links go round.
pub fn real(machine: &Machine, named: &Path) -> PathBuf {
    machine.resolve(named).map_or_else(|| named.to_owned(), |path| as_named(machine, &path))
}

/// The path below [`Machine::root`] as a user of that machine would name it.
pub(super) fn as_named(machine: &Machine, path: &Path) -> PathBuf {
    path.strip_prefix(&machine.root).map_or_else(|_| path.to_owned(), |inside| Path::new("/").join(inside))
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use crate::machine::NoRandomness;
    use std::fs;
    use std::os::unix::fs::symlink;

    /// A machine whose root is a new folder, with the given files in it.
    fn machine(files: &[&str]) -> (tempfile::TempDir, Machine) {
        let root = tempfile::tempdir().unwrap();
        let mut machine = Machine::new(jiff::Timestamp::UNIX_EPOCH, [], Box::new(|_| Err(NoRandomness)));
        machine.root = root.path().to_owned();
        machine.folder = root.path().join("desk");
        for file in files {
            let path = machine.path(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        (root, machine)
    }

    fn link(machine: &Machine, target: &str, at: &str) {
        let at = machine.path(at);
        fs::create_dir_all(at.parent().unwrap()).unwrap();
        symlink(target, at).unwrap();
    }

    fn set(machine: &mut Machine, name: &str, value: &str) {
        machine.environment.insert(name.into(), value.into());
    }

    fn found(machine: &Machine) -> Option<String> {
        cacerts(machine).map(|path| path.to_str().unwrap().to_owned())
    }

    #[test]
    fn the_first_java_found_counts() {
        let (_root, mut machine) = machine(&[
            "/etc/ssl/certs/java/cacerts",
            "/usr/lib/jvm/java-17/lib/security/cacerts",
            "/usr/lib/jvm/java-17/lib/security/jssecacerts",
            "/usr/lib/jvm/java-17/bin/java",
            "/opt/jdk8/jre/lib/security/cacerts",
            "/opt/jdk25/lib/security/cacerts",
        ]);
        assert_eq!(found(&machine).as_deref(), Some("/etc/ssl/certs/java/cacerts"));
        link(&machine, "java-17", "/usr/lib/jvm/default-java");
        assert_eq!(found(&machine).as_deref(), Some("/usr/lib/jvm/default-java/lib/security/cacerts"));
        link(&machine, "/usr/lib/jvm/java-17/bin/java", "/etc/alternatives/java");
        link(&machine, "../../etc/alternatives/java", "/usr/bin/java");
        set(&mut machine, "PATH", ":/nowhere:/usr/bin:/bin");
        assert_eq!(found(&machine).as_deref(), Some("/usr/lib/jvm/java-17/lib/security/cacerts"));
        set(&mut machine, "JAVA_HOME", "/opt/jdk8");
        assert_eq!(found(&machine).as_deref(), Some("/opt/jdk8/jre/lib/security/cacerts"));
        // A JAVA_HOME that is none does not hide the Java that is there.
        set(&mut machine, "JAVA_HOME", "/usr");
        assert_eq!(found(&machine).as_deref(), Some("/usr/lib/jvm/java-17/lib/security/cacerts"));
        machine.properties.insert("java.home".into(), "/opt/jdk25".into());
        assert_eq!(found(&machine).as_deref(), Some("/opt/jdk25/lib/security/cacerts"));
        machine.properties.insert("java.home".into(), "/opt/none".into());
        assert_eq!(found(&machine).as_deref(), Some("/opt/none/lib/security/cacerts"));
    }

    #[test]
    fn a_machine_without_java_has_no_cacerts() {
        let (_root, mut machine) = machine(&[]);
        // Links in a circle end the search there and nowhere else.
        link(&machine, "java", "/usr/bin/java");
        set(&mut machine, "PATH", "/usr/bin");
        assert_eq!(cacerts(&machine), None);
        assert!(!is_cacerts(&machine, Path::new("/etc/ssl/certs/java/cacerts")));
    }

    #[test]
    fn cacerts_is_known_by_every_name() {
        let (_root, mut machine) =
            machine(&["/etc/ssl/certs/java/cacerts", "/opt/jdk/bin/java", "/desk/cacerts", "/desk/other"]);
        link(&machine, "/etc/ssl/certs/java/cacerts", "/opt/jdk/lib/security/cacerts");
        link(&machine, "/opt/jdk/lib/security", "/desk/folder");
        link(&machine, "/opt/jdk/lib/security/cacerts", "/desk/link");
        set(&mut machine, "JAVA_HOME", "/opt/jdk");
        for name in [
            "/opt/jdk/lib/security/cacerts",
            "/opt/jdk/./bin/../lib/security/cacerts",
            "/etc/ssl/certs/java/cacerts",
            "folder/cacerts",
            "link",
            "../opt/jdk/lib/security/cacerts",
        ] {
            assert!(is_cacerts(&machine, Path::new(name)), "{name}");
        }
        for name in ["cacerts", "other", "none", "/opt/jdk/lib/security/jssecacerts", "folder"] {
            assert!(!is_cacerts(&machine, Path::new(name)), "{name}");
        }
    }
}
