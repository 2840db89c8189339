//! `wrapper.conf` of the Java Service Wrapper: which Java it starts, where, and with which words.
//!
//! After the documentation at wrapper.tanukisoftware.com: "Cascading Configuration Files", "Configuration File Directives",
//! "Environment Variables", `wrapper.java.additional.<n>`, `wrapper.working.dir`.

mod load;
mod numbered;

use std::fs;
use std::path::{Path, PathBuf};

use super::text::{Mark, Reading, Told, tidy};
use super::{Fault, remarks};
use crate::machine::Machine;
use load::{Definition, Definitions};

/// What the file says, with all that it includes.
pub(super) fn read(reading: &mut Reading<'_>, file: usize) -> Told {
    let start = start_folder(reading, file);
    let definitions = load::load(reading, file, &start);
    remark_on_undefined(reading, &definitions);
    let named = |name: &str| definitions.last(name).filter(|definition| !definition.value.is_empty());
    let folder = named("wrapper.working.dir")
        .map(|definition| (reading.join(&start, Path::new(&definition.value)), definition.mark));
    let java = named("wrapper.java.command")
        .map(|definition| (PathBuf::from(unquoted(&definition.value)), definition.mark));
    let user =
        named("wrapper.ntservice.account").map(|definition| (definition.value.clone(), definition.mark));
    let mut told = Told { java, folder, user, standard_folder: Some(start), ..Told::default() };
    told.words = numbered::words(reading, &definitions);
    if let Some(definition) = named("wrapper.java.additional_file") {
        let base = told.base().unwrap_or(Path::new("")).to_owned();
        let strips = definitions.is_true("wrapper.java.additional_file.stripquotes");
        told.words.extend(additional_file(reading, definition, &base, strips));
    }
    told
}

/// Where the file lies that includes one, seen from the folder of that one.
const INCLUDING: [&str; 3] = ["wrapper.conf", "../conf/wrapper.conf", "../configuration/wrapper.conf"];

/// The `wrapper.conf` beside a file that includes it.
pub(super) fn including(machine: &Machine, file: &Path) -> Option<PathBuf> {
    let real = |path: &Path| fs::canonicalize(machine.path(path)).ok();
    let own = real(file)?;
    let folder = file.parent()?;
    let mains = INCLUDING.iter().map(|name| tidy(machine, &folder.join(name)));
    mains.filter(|main| real(main).is_some_and(|main| main != own)).find(|main| {
        let mut reading = Reading::new(machine);
        let Ok(first) = reading.open(main) else { return false };
        let start = start_folder(&reading, first);
        load::load(&mut reading, first, &start);
        reading.paths().iter().skip(1).any(|path| real(path).as_ref() == Some(&own))
    })
}

/// Where the wrapper is when it reads its files: "the location of the Wrapper binary", or of the script that starts it. That
/// is the folder `bin` beside the one with the file, where there is one.
fn start_folder(reading: &Reading<'_>, file: usize) -> PathBuf {
    let own = reading.folder_of(file);
    let programs = own.join("../bin");
    if reading.machine.path(&programs).is_dir() { reading.join(&own, Path::new("../bin")) } else { own }
}

/// Remarks upon variables that nobody sets. What the wrapper sets itself begins with `WRAPPER_`.
fn remark_on_undefined(reading: &mut Reading<'_>, definitions: &Definitions) {
    for definition in definitions.in_force() {
        for name in &definition.undefined {
            reading.remark(Fault::UndefinedVariable { name: name.clone() }, definition.mark, None);
        }
    }
}

/// A path without the quotes around it: in the command they are the wrapper's.
fn unquoted(value: &str) -> &str {
    value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value)
}

/// The words of a file of parameters: one or several in a line, blanks in quotes, `#` before comments.
fn additional_file(
    reading: &mut Reading<'_>,
    definition: &Definition,
    base: &Path,
    strips_quotes: bool,
) -> Vec<(String, Mark)> {
    let path = reading.join(base, Path::new(unquoted(&definition.value)));
    let Ok(file) = reading.open(&path) else {
        // "Failed to load parameter file": the wrapper does not start.
        let fault = Fault::UnreadableInclude { included: path, required: true };
        reading.remark(fault, definition.mark, None);
        return Vec::new();
    };
    let mut words = Vec::new();
    for (line, text) in reading.lines(file).iter().enumerate() {
        let mark = Mark::new(file, line + 1);
        if text.trim_start().starts_with('#') {
            continue;
        }
        for part in parts(text) {
            if strips_quotes {
                words.push((stripped(part), mark));
                continue;
            }
            if remarks::is_quoted(part) {
                reading.remark(Fault::Quotes { value: part.to_owned() }, mark, without_quotes(text));
            }
            words.push((part.to_owned(), mark));
        }
    }
    words
}

/// The line without its quotes, where these hold no blanks together.
fn without_quotes(line: &str) -> Option<String> {
    let bare = line.replace(['"', '\''], "");
    (parts(&bare).count() == parts(line).count()).then_some(bare)
}

/// The parts of a text with blanks between them that do not stand in double quotes.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut is_quoted = false;
    text.split(move |character: char| {
        is_quoted ^= character == '"';
        !is_quoted && character.is_whitespace()
    })
    .filter(|part| !part.is_empty())
}

/// What `stripquotes=TRUE` makes of a value: `\\` becomes `\`, `\"` becomes `"`, `"` goes, all else stays.
fn stripped(value: &str) -> String {
    let mut rest = value.chars().peekable();
    let mut text = String::new();
    while let Some(character) = rest.next() {
        match character {
            '\\' => text.push(rest.next_if(|next| matches!(next, '\\' | '"')).unwrap_or('\\')),
            '"' => {}
            other => text.push(other),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_stripped_as_documented() {
        assert_eq!(stripped(r#"-c"../conf/my app.conf""#), "-c../conf/my app.conf");
        assert_eq!(stripped(r#"-Da=\"x\" C:\\y \n"#), r#"-Da="x" C:\y \n"#);
        assert_eq!(parts(r#"-Da="x y" -Db "c "#).collect::<Vec<_>>(), [r#"-Da="x y""#, "-Db", r#""c "#]);
        assert_eq!(without_quotes(r#"-Da="x" -Db"#).as_deref(), Some("-Da=x -Db"));
        assert_eq!(without_quotes(r#"-Da="x y""#), None);
    }
}
