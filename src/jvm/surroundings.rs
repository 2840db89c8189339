//! Where a Java runs and as whom: which file it means by a path, and whether it may read it.

use std::fs;
use std::path::{Path, PathBuf};

use super::mounts;
use super::truststore::Access;
use crate::machine::Machine;

/// Where a Java runs, and as whom; or where and as whom it would be started.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The folder of the Java, where it was found out.
    pub home: Option<PathBuf>,
    /// Its working folder, where that is known.
    pub folder: Option<PathBuf>,
    /// The user's number, where it is known.
    pub user: Option<u32>,
    /// The groups that the user belongs to.
    pub groups: Vec<u32>,
    /// How its files are seen from here.
    pub view: View,
    /// Whether its locale is known to have the letters of ASCII alone.
    pub is_ascii: bool,
    /// The unit of systemd that starts it, by its name, where that is one of this machine's.
    pub unit: Option<String>,
}

/// How the files of a Java are seen from here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum View {
    /// By the names that they have for it.
    #[default]
    Same,
    /// By the same names, but for what lies below some folders: its mounts differ from ours there.
    Partly {
        /// The system's own view of its files.
        by: PathBuf,
        /// Those folders.
        apart: Vec<PathBuf>,
    },
    /// By the system's own view of its files alone: its root is another one, as in a container.
    Elsewhere {
        /// That view.
        by: PathBuf,
    },
}

impl Surroundings {
    /// Whether a file of its, by its full name, is this machine's file of the same name.
    pub fn is_here(&self, path: &Path) -> bool {
        self.by(path).is_none()
    }

    /// The folder below which such a file is seen, where it is not this machine's.
    fn by(&self, path: &Path) -> Option<&Path> {
        match &self.view {
            View::Same => None,
            View::Partly { by, apart } => mounts::leads_into(path, apart).then_some(by),
            View::Elsewhere { by } => Some(by),
        }
    }

    /// Where a path that it opens is seen, to be opened by way of [`Machine::path`]; `None` for a relative one where nobody
    /// knows its working folder.
    pub fn seen(&self, path: &Path) -> Option<PathBuf> {
        let whole = if path.is_relative() { self.folder.as_ref()?.join(path) } else { path.to_owned() };
        match self.by(&whole) {
            None => Some(whole),
            Some(by) => Some(by.join(whole.strip_prefix("/").unwrap_or(&whole))),
        }
    }

    /// Where the folder of its Java is seen.
    pub fn seen_home(&self) -> Option<PathBuf> {
        self.seen(self.home.as_deref()?)
    }

    /// How a file looks to it.
    pub fn access(&self, machine: &Machine, path: &Path) -> Access {
        let Some(named) = self.seen(path) else { return Access::Unknown };
        let seen = machine.path(&named);
        // A path through the view begins with it.
        let top = match &self.view {
            View::Partly { by, .. } | View::Elsewhere { by } if named.starts_with(by) => by,
            _ => machine.root.as_path(),
        };
        match fs::metadata(&seen) {
            Ok(metadata) if !metadata.is_file() => Access::NoFile,
            // What its links lead to is the system's affair.
            Ok(_) if self.is_ascii && path.to_str().is_none_or(|path| !path.is_ascii()) => Access::Unnamable,
            Ok(metadata) if self.may_read(top, &seen, &metadata) => Access::Readable,
            Ok(_) => Access::Forbidden,
            Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => self.unseen(top, &seen),
            Err(_) => Access::Missing,
        }
    }

    /// Of a file behind folders that we may not go through ourselves: its user may, unless one of those that we see forbids it.
    #[cfg(unix)]
    fn unseen(&self, top: &Path, path: &Path) -> Access {
        let folders = path.ancestors().skip(1).filter(|folder| folder.starts_with(top));
        let known = folders.filter_map(|folder| fs::metadata(folder).ok());
        let is_closed = |folder: &fs::Metadata| !self.allows(folder, 0o1);
        if self.user.is_some_and(|user| user != 0) && known.into_iter().any(|folder| is_closed(&folder)) {
            Access::Forbidden
        } else {
            Access::Unknown
        }
    }

    #[cfg(not(unix))]
    #[allow(clippy::unused_self)]
    fn unseen(&self, _top: &Path, _path: &Path) -> Access {
        Access::Unknown
    }

    /// Whether the rights of a file or folder give its user this.
    #[cfg(unix)]
    fn allows(&self, metadata: &fs::Metadata, what: u32) -> bool {
        use std::os::unix::fs::MetadataExt as _;
        let mode = metadata.mode();
        let bits = match () {
            () if self.user == Some(metadata.uid()) => mode >> 6,
            () if self.groups.contains(&metadata.gid()) => mode >> 3,
            () => mode,
        };
        bits & what == what
    }

    /// Whether its user may read a file, and go through the folders to it, of which none above its root counts.
    #[cfg(unix)]
    fn may_read(&self, top: &Path, path: &Path, metadata: &fs::Metadata) -> bool {
        if self.user.is_none_or(|user| user == 0) {
            return true;
        }
        // Below another root its links were followed before.
        let folders = if top == Path::new("/") { fs::canonicalize(path).ok() } else { Some(path.to_owned()) };
        let ancestors = folders.as_deref().and_then(Path::parent).into_iter().flat_map(Path::ancestors);
        let below = ancestors.filter(|folder| folder.starts_with(top));
        let mut known = below.filter_map(|folder| fs::metadata(folder).ok());
        self.allows(metadata, 0o4) && known.all(|folder| self.allows(&folder, 0o1))
    }

    #[cfg(not(unix))]
    #[allow(clippy::unused_self)]
    fn may_read(&self, _top: &Path, _path: &Path, _metadata: &fs::Metadata) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relative_path_means_nothing_without_its_folder() {
        let unknown = Surroundings::default();
        assert_eq!(unknown.seen(Path::new("trust.jks")), None);
        assert_eq!(unknown.seen(Path::new("/etc/trust.jks")), Some("/etc/trust.jks".into()));
        let inside = Surroundings {
            folder: Some("/srv".into()),
            view: View::Elsewhere { by: "/proc/7/root".into() },
            ..Surroundings::default()
        };
        assert_eq!(inside.seen(Path::new("trust.jks")), Some("/proc/7/root/srv/trust.jks".into()));
        let private = View::Partly { by: "/proc/7/root".into(), apart: vec!["/tmp".into(), "/dev".into()] };
        let private = Surroundings { view: private, ..inside };
        assert_eq!(private.seen(Path::new("trust.jks")), Some("/srv/trust.jks".into()));
        assert_eq!(private.seen(Path::new("/tmp/x")), Some("/proc/7/root/tmp/x".into()));
        assert!(private.is_here(Path::new("/tmpx")) && !private.is_here(Path::new("/tmp/x")));
    }
}
