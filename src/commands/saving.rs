//! Replacing a file so that at any instant, and after any failure, it is the old one or the new one.
//!
//! Under an exclusive lock on the folder the new bytes are written beside the store, flushed to disk and renamed over
//! it. Symbolic links are followed, owner and mode are kept, nothing is left behind: what a killed process left is
//! found under its one fixed name and taken away by the next.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// How many symbolic links may lead to a file; Linux allows as many.
const MAX_LINKS: usize = 40;

/// Exclusive access to a file for writers that go through here, held until dropped.
#[derive(Debug)]
pub struct Lock {
    target: PathBuf,
    folder: PathBuf,
    // Dropping the handle releases the lock.
    _held: File,
}

impl Lock {
    /// Waits for the lock on the file that `path` names or leads to; the file need not exist.
    ///
    /// # Errors
    /// Where the folder does not exist, cannot be opened or its file system has no locks.
    pub fn acquire(path: &Path) -> io::Result<Self> {
        let target = follow_links(path)?;
        let folder = match target.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        let held = open_lockable(&folder, &target)?;
        held.lock()?;
        Ok(Self { target, folder, _held: held })
    }

    /// The file itself, behind all links.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Puts what `write` writes in the place of the file. With `backup`, the old file stays under that name.
    ///
    /// # Errors
    /// Whatever the file system says; the file is then the old one.
    pub fn replace(
        &self,
        backup: Option<&Path>,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        self.replace_as(false, backup, write)
    }

    /// The same; a file that is new is nobody's but its owner's where it `is_private`.
    ///
    /// # Errors
    /// As [`replace`](Self::replace).
    pub fn replace_as(
        &self,
        is_private: bool,
        backup: Option<&Path>,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        let beside = self.beside("new");
        let result = self.write_beside(&beside, is_private, write).and_then(|()| {
            if let Some(backup) = backup {
                self.keep_old(backup)?;
            }
            fs::rename(&beside, &self.target)
        });
        if result.is_err() {
            // Nothing more can be done about a file that cannot be removed either.
            let _ = fs::remove_file(&beside);
            return result;
        }
        flush_folder(&self.folder)
    }

    fn write_beside(
        &self,
        beside: &Path,
        is_private: bool,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        // Whoever left it was killed: the lock is ours now.
        match fs::remove_file(beside) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let old = match fs::metadata(&self.target) {
            Ok(metadata) => Some(metadata),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        if old.is_some() || is_private {
            private(&mut options);
        }
        let file = options.open(beside)?;
        write(&mut Durable(&file))?;
        if let Some(old) = old {
            keep_owner(&file, &old)?;
            file.set_permissions(old.permissions())?;
        }
        file.sync_all()
    }

    /// Gives the old file a second name; where the file system has no hard links, copies it.
    fn keep_old(&self, backup: &Path) -> io::Result<()> {
        if !self.target.exists() {
            return Ok(());
        }
        let beside = self.beside("old");
        let _ = fs::remove_file(&beside);
        if fs::hard_link(&self.target, &beside).is_err() {
            fs::copy(&self.target, &beside)?;
        }
        fs::rename(&beside, backup)?;
        // Where a killed process left both names to one file, renaming it to itself does nothing.
        let _ = fs::remove_file(&beside);
        Ok(())
    }

    fn beside(&self, what: &str) -> PathBuf {
        let name = self.target.file_name().unwrap_or_default().to_string_lossy();
        self.folder.join(format!(".{name}.keytool-rs-{what}"))
    }
}

/// A file whose flushing brings all that was written to the disk.
struct Durable<'a>(&'a File);

impl Write for Durable<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.sync_data()
    }
}

/// Where a path leads; the last link may dangle, as one to a store that is made now does.
fn follow_links(path: &Path) -> io::Result<PathBuf> {
    let mut current = path.to_owned();
    for _ in 0..MAX_LINKS {
        match fs::read_link(&current) {
            Ok(next) => current = current.parent().unwrap_or(Path::new("")).join(next),
            Err(_) => return Ok(current),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

#[cfg(unix)]
fn open_lockable(folder: &Path, _target: &Path) -> io::Result<File> {
    File::open(folder)
}

#[cfg(not(unix))]
fn open_lockable(folder: &Path, target: &Path) -> io::Result<File> {
    // Folders cannot be locked here; the lock file is shared by all writers and therefore stays.
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(folder.join(format!(".{name}.keytool-rs-lock")))
}

#[cfg(unix)]
fn private(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt as _;
    options.mode(0o600);
}

#[cfg(not(unix))]
fn private(_options: &mut OpenOptions) {}

#[cfg(unix)]
fn keep_owner(file: &File, old: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let new = file.metadata()?;
    if (new.uid(), new.gid()) == (old.uid(), old.gid()) {
        return Ok(());
    }
    fchown(file, Some(old.uid()), Some(old.gid()))
}

#[cfg(not(unix))]
fn keep_owner(_file: &File, _old: &fs::Metadata) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn flush_folder(folder: &Path) -> io::Result<()> {
    // The rename has happened; some file systems cannot flush a folder, and that is no reason to say it has not.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

#[cfg(not(unix))]
fn flush_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_made_and_replaced_and_nothing_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store");
        Lock::acquire(&path).unwrap().replace(None, |file| file.write_all(b"one")).unwrap();
        fs::write(folder.path().join(".store.keytool-rs-new"), b"left by a killed process").unwrap();
        let backup = folder.path().join("store.bak");
        Lock::acquire(&path).unwrap().replace(Some(&backup), |file| file.write_all(b"two")).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read(folder.path().join("store.bak")).unwrap(), b"one");
        assert_eq!(names(folder.path()), ["store", "store.bak"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_and_mode_are_kept() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store");
        fs::write(&path, b"one").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        fs::create_dir(folder.path().join("sub")).unwrap();
        let link = folder.path().join("sub/link");
        symlink("../store", &link).unwrap();
        let lock = Lock::acquire(&link).unwrap();
        lock.replace(None, |file| file.write_all(b"two")).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_link(&link).unwrap(), Path::new("../store"));
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        assert_eq!(names(&folder.path().join("sub")), ["link"]);
    }
}
