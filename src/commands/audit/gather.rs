//! Which files are meant: those named, and what looks like a keystore in the folders named.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crate::formats;
use crate::machine::Machine;
use crate::report::audit::Unread;

/// A file to be audited, or a place that cannot be looked at.
pub(super) struct Found {
    /// The path as it is told: as it was named, or below the folder named.
    pub(super) named: String,
    /// Where it lies.
    pub(super) path: PathBuf,
    /// Why it cannot be looked at.
    pub(super) fault: Option<Unread>,
}

/// Names that only keystores have: such a file is told of even where it is none.
const NAMES: [&str; 5] = ["cacerts", "jssecacerts", ".keystore", "keystore", "truststore"];
const EXTENSIONS: [&str; 8] = ["jks", "jceks", "p12", "pfx", "bks", "bcfks", "keystore", "truststore"];
/// What copies are called that stay behind; of these nobody expects anything.
const COPIES: [&str; 3] = ["bak", "orig", "old"];
/// As many octets tell a keystore.
const HEADER: usize = 16;
/// How deep folders are looked into; links to folders are not followed.
const DEEPEST: usize = 64;

/// The files and folders named, folders with all that looks like a keystore in them, by path; each file once.
pub(super) fn stores(machine: &Machine, named: &[String]) -> Vec<Found> {
    let mut found = Vec::new();
    for named in named {
        let path = machine.path(named);
        if path.is_dir() {
            let before = found.len();
            look_into(&path, named, 0, &mut found);
            if found.len() == before {
                found.push(Found { named: named.clone(), path, fault: Some(Unread::NoneInFolder) });
            }
        } else {
            found.push(Found { named: named.clone(), path, fault: None });
        }
    }
    let mut seen = HashSet::new();
    found.retain(|found| seen.insert(fs::canonicalize(&found.path).unwrap_or_else(|_| found.path.clone())));
    found
}

fn look_into(folder: &Path, named: &str, depth: usize, found: &mut Vec<Found>) {
    let entries = match fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
        Ok(entries) => entries,
        Err(error) => {
            let fault = Some(Unread::Unreadable(error));
            found.push(Found { named: named.to_owned(), path: folder.to_owned(), fault });
            return;
        }
    };
    let mut names: Vec<_> = entries.into_iter().map(|entry| entry.file_name()).collect();
    names.sort();
    for name in names {
        let path = folder.join(&name);
        let named = Path::new(named).join(&name).display().to_string();
        let metadata = match fs::symlink_metadata(&path) {
            Ok(metadata) => metadata,
            Err(error) => {
                found.push(Found { named, path, fault: Some(Unread::Unreadable(error)) });
                continue;
            }
        };
        let leads_nowhere = metadata.is_symlink() && !path.exists();
        if metadata.is_dir() && depth == DEEPEST {
            found.push(Found { named, path, fault: Some(Unread::TooDeep) });
        } else if metadata.is_dir() {
            look_into(&path, &named, depth + 1, found);
        } else if (path.is_file() && is_candidate(&path)) || (leads_nowhere && is_named_like_one(&path)) {
            found.push(Found { named, path, fault: None });
        }
    }
}

fn is_candidate(path: &Path) -> bool {
    !is_copy(path) && (is_named_like_one(path) || begins_like_one(path).unwrap_or(false))
}

fn is_copy(path: &Path) -> bool {
    path.extension().is_some_and(|extension| COPIES.iter().any(|copy| extension.eq_ignore_ascii_case(copy)))
}

fn is_named_like_one(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    NAMES.contains(&name.as_str()) || EXTENSIONS.contains(&extension)
}

fn begins_like_one(path: &Path) -> io::Result<bool> {
    let mut header = Vec::with_capacity(HEADER);
    File::open(path)?.take(HEADER as u64).read_to_end(&mut header)?;
    Ok(formats::detect(&header).is_some())
}
