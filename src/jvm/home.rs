//! One installed Java: its release, and the files by which it trusts.

use std::path::{Path, PathBuf};

use super::identity::Identity;
use crate::diagnosis::Release;
use crate::machine::Machine;

/// The files of a Java, as absolute paths or relative to where the home was given; to be opened by way of
/// [`Machine::path`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JavaHome {
    /// The release it behaves like.
    pub release: Release,
    /// Which update of it: 202 of 8u202, 10 of 11.0.10; `None` where it does not say.
    pub update: Option<u32>,
    /// Its own version, where its release is none of those that are known: `27.0.1`.
    pub own: Option<String>,
    /// `java.security`.
    pub java_security: PathBuf,
    /// `blocked.certs`, which older updates call `blacklisted.certs`; `None` where there is neither.
    pub blocked: Option<PathBuf>,
    /// `cacerts`, where there is one.
    pub cacerts: Option<PathBuf>,
    /// What it trusts by unless it is told otherwise: `jssecacerts`, where there is one, else `cacerts`.
    pub trusts_by: Option<PathBuf>,
}

/// Where `java.security` lies in a home: of 9 and later, of a JRE 8, of a JDK 8.
const POLICIES: [&str; 3] =
    ["conf/security/java.security", "lib/security/java.security", "jre/lib/security/java.security"];
const FOLDERS: [&str; 2] = ["lib/security", "jre/lib/security"];

impl JavaHome {
    /// The Java in a folder: a JDK, a JRE or a runtime image; `None` where it has no `java.security`.
    pub fn find(machine: &Machine, home: &Path) -> Option<Self> {
        let is_there = |path: &PathBuf| machine.path(path).is_file();
        let (place, java_security) =
            POLICIES.iter().map(|name| home.join(name)).enumerate().find(|(_, path)| is_there(path))?;
        let file = |names: &[&str]| {
            let folders = FOLDERS.iter().map(|folder| home.join(folder));
            folders.flat_map(|folder| names.iter().map(move |name| folder.join(name))).find(is_there)
        };
        let otherwise = if place == 0 { Release::Java11 } else { Release::Java8 };
        let identity = Identity::of(machine, home);
        let (release, update) = identity.release().unwrap_or((otherwise, None));
        Some(Self {
            release,
            update,
            own: identity.unknown_version().map(str::to_owned),
            java_security,
            blocked: file(&["blocked.certs", "blacklisted.certs"]),
            trusts_by: file(&["jssecacerts"]).or_else(|| file(&["cacerts"])),
            cacerts: file(&["cacerts"]),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::NoRandomness;
    use std::fs;

    #[test]
    fn homes_of_all_shapes() {
        let root = tempfile::tempdir().unwrap();
        let mut machine = Machine::new(jiff::Timestamp::UNIX_EPOCH, [], Box::new(|_| Err(NoRandomness)));
        machine.root = root.path().to_owned();
        let write = |name: &str, text: &str| {
            let path = machine.path(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        for file in ["conf/security/java.security", "lib/security/blocked.certs", "lib/security/cacerts"] {
            write(&format!("/opt/jdk21/{file}"), "");
        }
        write("/opt/jdk21/release", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"21.0.8\"\n");
        for file in ["java.security", "blacklisted.certs"] {
            write(&format!("/opt/jdk8/jre/lib/security/{file}"), "");
        }
        write("/opt/jdk8/release", "JAVA_VERSION=\"1.8.0_504\"\n");
        write("/opt/image/conf/security/java.security", "");
        let find = |home: &str| JavaHome::find(&machine, Path::new(home));
        let jdk21 = find("/opt/jdk21").unwrap();
        assert_eq!((jdk21.release, jdk21.update), (Release::Java21, Some(8)));
        assert_eq!(jdk21.blocked, Some("/opt/jdk21/lib/security/blocked.certs".into()));
        assert_eq!(jdk21.cacerts, Some("/opt/jdk21/lib/security/cacerts".into()));
        let jdk8 = find("/opt/jdk8").unwrap();
        assert_eq!((jdk8.release, jdk8.update, jdk8.cacerts), (Release::Java8, Some(504), None));
        assert_eq!(jdk8.blocked, Some("/opt/jdk8/jre/lib/security/blacklisted.certs".into()));
        assert_eq!(find("/opt/image").unwrap().release, Release::Java11);
        assert_eq!(find("/opt"), None);
        // Its updates are not those of the release that it is taken for.
        write("/opt/image/release", "JAVA_VERSION=\"22.0.2\"\n");
        let between = find("/opt/image").unwrap();
        assert_eq!((between.release, between.update), (Release::Java21, None));
        assert_eq!((between.own.as_deref(), jdk21.own), (Some("22.0.2"), None));
    }
}
