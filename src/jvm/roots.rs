//! Whose process it is: of the machine that is looked at, of a container or folder on it, or of the machine around it.
//!
//! A folder that programs are run in (`chroot`, a container's files) usually has the system's own `/proc` mounted in it, and that
//! shows all processes there are.

use std::fs;
use std::path::{Path, PathBuf};

use crate::machine::Machine;

/// The root of a process beside that of the machine that is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Root {
    /// The same. What comes before the names of its files where the system tells them, which is below that root.
    Same(Option<PathBuf>),
    /// Another one, below this one: as the system tells it.
    Below(PathBuf),
    /// One of the machine around the one that is looked at.
    Outside,
    /// Nobody tells us.
    Hidden,
}

/// Whether the `/proc` of a machine below a folder is that of the system which we run on.
pub(super) fn is_ours(machine: &Machine) -> bool {
    let own = machine.root.join("proc");
    let number = fs::read_link(own.join("self"));
    machine.root != Path::new("/")
        && number.is_ok_and(|number| {
            let program = place(&own.join(number).join("exe"));
            program.is_some() && program == place(Path::new("/proc/self/exe"))
        })
}

impl Root {
    /// Of the process in this folder of `/proc`. `is_ours`: see [there](is_ours).
    pub(super) fn of(machine: &Machine, own: &Path, is_ours: bool) -> Self {
        let link = machine.link(own.join("root"));
        let told = fs::read_link(&link).ok().filter(|root| root != Path::new("/"));
        if !is_ours {
            return told.map_or(Self::Same(None), Self::Below);
        }
        // The kernel goes where the link really leads; its text is the same for all in containers.
        match (place(&link), place(&machine.root)) {
            (None, _) => Self::Hidden,
            (theirs, root) if theirs == root => Self::Same(told),
            _ => Self::Outside,
        }
    }
}

/// Which file or folder a path leads to: the number of its device and its own.
#[cfg(unix)]
fn place(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    fs::metadata(path).ok().map(|metadata| (metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn place(_path: &Path) -> Option<(u64, u64)> {
    None
}
