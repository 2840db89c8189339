//! What can be wrong with a service whatever kind of file tells of it: a property that is set twice, a store that is not
//! where the service looks for it, quotes that reach the Java.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::Fault;
use super::text::{Mark, Reading, Told};

/// Properties of Java that name a store by its path.
const STORES: [&str; 2] = ["javax.net.ssl.trustStore", "javax.net.ssl.keyStore"];

/// Folders of an application in which its stores are kept, beside the one with the file.
const FOLDERS: [&str; 9] =
    ["", "..", "../bin", "../conf", "../config", "../configuration", "../security", "../certs", "../lib"];

/// Name and value of `-Dname=value`.
fn property(word: &str) -> Option<(&str, &str)> {
    let definition = word.strip_prefix("-D").filter(|definition| !definition.is_empty())?;
    Some(definition.split_once('=').unwrap_or((definition, "")))
}

/// Remarks upon every property that is set again.
pub(super) fn duplicates(reading: &mut Reading<'_>, told: &Told) {
    let mut seen: HashMap<&str, Mark> = HashMap::new();
    for (word, mark) in &told.words {
        let Some((name, _)) = property(word) else { continue };
        if let Some(before) = seen.insert(name, *mark) {
            let before = (reading.path(before.file()).to_owned(), before.line());
            reading.remark(Fault::Duplicate { name: name.to_owned(), before }, *mark, None);
        }
    }
}

/// Remarks upon every store whose relative path leads nowhere from where the service runs.
pub(super) fn wrong_folder(reading: &mut Reading<'_>, told: &Told) {
    let Some(folder) = told.base() else { return };
    let of_words = told.words.iter().filter_map(|(word, mark)| {
        let (_, path) = property(word).filter(|(name, _)| STORES.contains(name))?;
        Some((path.to_owned(), *mark))
    });
    let named = told.stores.iter().map(|(store, mark)| (store.path.to_string_lossy().into_owned(), *mark));
    for (path, mark) in of_words.chain(named).collect::<Vec<_>>() {
        let is_plain = !path.is_empty() && path != "NONE" && !path.contains(['"', '\'', '%', '$', ':']);
        if !is_plain || Path::new(&path).is_absolute() || reading.is_file(&folder.join(&path)) {
            continue;
        }
        let found = elsewhere(reading, mark, Path::new(&path));
        let corrected = found.as_ref().and_then(|found| {
            let line = reading.line(mark);
            let found = found.to_string_lossy();
            ["=", "=\"", "='"].iter().find_map(|start| {
                let place = format!("{start}{path}");
                line.contains(&place).then(|| line.replacen(&place, &format!("{start}{found}"), 1))
            })
        });
        let fault = Fault::WrongFolder { path: path.into(), folder: folder.to_owned(), found };
        reading.remark(fault, mark, corrected);
    }
}

/// Where else in the application there is such a file.
fn elsewhere(reading: &Reading<'_>, mark: Mark, path: &Path) -> Option<PathBuf> {
    let own = reading.folder_of(mark.file());
    let name = Path::new(path.file_name()?);
    [path, name].into_iter().find_map(|path| {
        let places = FOLDERS.iter().map(|folder| own.join(folder).join(path));
        let found = places.into_iter().find(|place| reading.is_file(place))?;
        Some(reading.join(Path::new(""), &found))
    })
}

/// Whether a word has quotes around it, or around what stands behind its `=`: those were meant for whoever read it.
pub(super) fn is_quoted(word: &str) -> bool {
    let value = word.split_once('=').map_or("", |(_, value)| value);
    [word, value].iter().any(|text| text.starts_with(['"', '\'']))
}
