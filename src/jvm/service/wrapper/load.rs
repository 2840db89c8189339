//! The properties of a wrapper's file and of all that it includes, in the order in which they count, with their variables
//! written out.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::super::text::{LONGEST_VALUE, Mark, Reading};
use super::super::{Fault, ReadFault};

/// "Include files can be nested up to 10 levels deep."
const DEEPEST: usize = 10;
/// No more includes are followed: ten levels can be passed through in very many ways.
const MOST_INCLUDES: usize = 200;

/// A line that gives a property its value.
#[derive(Debug)]
pub(super) struct Definition {
    pub(super) name: String,
    /// The value, as far as its variables are known.
    pub(super) value: String,
    /// As it stands in the file.
    pub(super) written: String,
    /// Variables of it that nobody sets.
    pub(super) undefined: Vec<String>,
    pub(super) mark: Mark,
}

/// All definitions, in the order in which they are read.
#[derive(Debug, Default)]
pub(super) struct Definitions {
    pub(super) all: Vec<Definition>,
    /// The last definition of each name.
    last: HashMap<String, usize>,
}

impl Definitions {
    /// The definition of a name that counts: "properties set after the included file will override".
    pub(super) fn last(&self, name: &str) -> Option<&Definition> {
        self.all.get(*self.last.get(name)?)
    }

    pub(super) fn is_true(&self, name: &str) -> bool {
        self.last(name).is_some_and(|definition| definition.value.eq_ignore_ascii_case("true"))
    }

    /// The definitions that count, in their order.
    pub(super) fn in_force(&self) -> impl Iterator<Item = &Definition> {
        let is_last = |(at, definition): &(usize, &Definition)| self.last.get(&definition.name) == Some(at);
        self.all.iter().enumerate().filter(is_last).map(|(_, definition)| definition)
    }
}

/// Reads a file and what it includes. `start` is the folder that relative includes start from: a working folder that the
/// file names "does not take effect until after the full configuration file has been loaded".
pub(super) fn load(reading: &mut Reading<'_>, file: usize, start: &Path) -> Definitions {
    let mut variables: HashMap<String, String> = HashMap::new();
    for (name, value) in &reading.machine.environment {
        if let (Some(name), Some(value)) = (name.to_str(), value.to_str()) {
            variables.insert(name.to_owned(), value.to_owned());
        }
    }
    let host = fs::read_to_string(reading.machine.path("/etc/hostname")).unwrap_or_default();
    let folder = start.to_string_lossy();
    // What "the Wrapper sets into its own environment" and can be known here.
    for (name, value) in [
        ("WRAPPER_BIN_DIR", folder.as_ref()),
        ("WRAPPER_WORKING_DIR", folder.as_ref()),
        ("WRAPPER_FILE_SEPARATOR", "/"),
        ("WRAPPER_PATH_SEPARATOR", ":"),
        ("WRAPPER_HOSTNAME", host.trim()),
        ("WRAPPER_HOST_NAME", host.trim()),
        ("WRAPPER_OS", "linux"),
    ] {
        variables.entry(name.to_owned()).or_insert_with(|| value.to_owned());
    }
    let mut loader = Loader {
        reading,
        start,
        variables,
        waiting: HashMap::new(),
        open: Vec::new(),
        includes: 0,
        found: Definitions::default(),
    };
    loader.file(file);
    loader.found
}

struct Loader<'r, 'm> {
    reading: &'r mut Reading<'m>,
    start: &'r Path,
    variables: HashMap<String, String>,
    /// The definitions that wait for a variable to be set.
    waiting: HashMap<String, Vec<usize>>,
    /// The files that are being read, the innermost last.
    open: Vec<usize>,
    includes: usize,
    found: Definitions,
}

impl Loader<'_, '_> {
    fn file(&mut self, file: usize) {
        self.open.push(file);
        for (at, line) in self.reading.lines(file).iter().enumerate() {
            let mark = Mark::new(file, at + 1);
            if let Some(directive) = line.strip_prefix("#include") {
                self.include(directive, mark);
            } else if let Some((name, value)) = split(line) {
                self.define(name, &value, mark);
            }
        }
        self.open.pop();
    }

    /// `#include FILE` and `#include.required FILE`; `#include.debug` and the like say nothing here.
    fn include(&mut self, directive: &str, mark: Mark) {
        let (is_required, named) = match directive.strip_prefix(".required") {
            Some(rest) => (true, rest),
            None => (false, directive),
        };
        if !named.starts_with([' ', '\t']) || named.trim().is_empty() {
            return;
        }
        let (named, undefined) = self.expand(named.trim());
        let path = self.reading.join(self.start, Path::new(&named));
        self.includes += 1;
        let opened = match self.includes {
            0..=MOST_INCLUDES => self.reading.open(&path),
            _ => Err(ReadFault::TooLarge),
        };
        let is_circular = opened.as_ref().is_ok_and(|file| self.is_open(*file));
        match opened {
            Ok(_) if is_circular || self.open.len() > DEEPEST => {
                self.reading.remark(Fault::CircularInclude { included: path }, mark, None);
            }
            Ok(file) => self.file(file),
            // Many come with every installation and are for those who need them: the wrapper's own licence, and files that
            // depend on what only the wrapper knows.
            Err(_) if !is_required && is_optional(&path, &undefined) => {}
            Err(_) => {
                let corrected = self.beside(&named, mark).map(|found| {
                    let required = if is_required { ".required" } else { "" };
                    format!("#include{required} {}", found.display())
                });
                let fault = Fault::UnreadableInclude { included: path, required: is_required };
                self.reading.remark(fault, mark, corrected);
            }
        }
        for name in undefined.into_iter().filter(|name| !is_wrappers(name)) {
            self.reading.remark(Fault::UndefinedVariable { name }, mark, None);
        }
    }

    /// Whether a file is being read, under whatever name.
    fn is_open(&self, file: usize) -> bool {
        let real = |file| fs::canonicalize(self.reading.machine.path(self.reading.path(file))).ok();
        let own = real(file);
        self.open.iter().any(|open| *open == file || (own.is_some() && real(*open) == own))
    }

    /// A file that was named relative to the one that includes it, which is not where the wrapper looks.
    fn beside(&self, named: &str, mark: Mark) -> Option<PathBuf> {
        let path = self.reading.folder_of(mark.file()).join(named);
        self.reading.is_file(&path).then(|| self.reading.join(Path::new(""), &path))
    }

    fn define(&mut self, name: &str, written: &str, mark: Mark) {
        let (value, undefined) = self.expand(written);
        if let Some(variable) = name.strip_prefix("set.default.") {
            if !self.variables.contains_key(variable) {
                self.set(variable, value);
            }
        } else if let Some(variable) = name.strip_prefix("set.") {
            self.set(variable, value);
        } else {
            let at = self.found.all.len();
            for variable in &undefined {
                self.waiting.entry(variable.clone()).or_default().push(at);
            }
            let undefined = undefined.into_iter().filter(|name| !is_wrappers(name)).collect();
            let (name, written) = (name.to_owned(), written.to_owned());
            self.found.last.insert(name.clone(), at);
            self.found.all.push(Definition { name, value, written, undefined, mark });
        }
    }

    /// Sets a variable: also in what was read before and names it.
    fn set(&mut self, variable: &str, value: String) {
        self.variables.insert(variable.to_owned(), value.clone());
        let sign = format!("%{variable}%");
        for at in self.waiting.remove(variable).unwrap_or_default() {
            let Some(definition) = self.found.all.get_mut(at) else { continue };
            let replaced = definition.value.replace(&sign, &value);
            if replaced.len() <= LONGEST_VALUE && self.reading.may_expand(replaced.len()) {
                definition.value = replaced;
            }
            definition.undefined.retain(|name| name != variable);
        }
    }

    /// A text with its variables written out, and the names of those that are not set: "it will be left unchanged".
    fn expand(&mut self, text: &str) -> (String, Vec<String>) {
        let mut expanded = String::new();
        let mut undefined: Vec<String> = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('%') {
            expanded.push_str(before);
            let name = after.split_once('%').filter(|(name, _)| is_name(name));
            let value = name.and_then(|(name, _)| self.variables.get(name));
            match (name, value) {
                (Some((_, behind)), Some(value))
                    if expanded.len() + value.len() <= LONGEST_VALUE
                        && self.reading.may_expand(value.len()) =>
                {
                    expanded.push_str(value);
                    rest = behind;
                }
                (Some((name, behind)), known) => {
                    if known.is_none() && !undefined.iter().any(|own| own == name) {
                        undefined.push(name.to_owned());
                    }
                    expanded.extend(["%", name, "%"]);
                    rest = behind;
                }
                (None, _) => {
                    expanded.push('%');
                    rest = after;
                }
            }
        }
        expanded.push_str(rest);
        (expanded, undefined)
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|character| character.is_alphanumeric() || "_.-".contains(character))
}

/// Whether it is one of the wrapper's own variables, which depend on the machine and the run.
fn is_wrappers(name: &str) -> bool {
    name.starts_with("WRAPPER_")
}

fn is_optional(path: &Path, undefined: &[String]) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    name.starts_with("wrapper-license") || undefined.iter().any(|name| is_wrappers(name))
}

/// Name and value of a line, without the comment: what follows a `#`; two of them are one.
fn split(line: &str) -> Option<(&str, String)> {
    if line.trim_start().starts_with('#') {
        return None;
    }
    let (name, rest) = line.split_once('=')?;
    if name.contains('#') || name.trim().is_empty() {
        return None;
    }
    let mut value = String::new();
    let mut characters = rest.chars().peekable();
    while let Some(character) = characters.next() {
        if character == '#' && characters.next_if_eq(&'#').is_none() {
            break;
        }
        value.push(character);
    }
    Some((name.trim(), value.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_names_values_and_comments() {
        let of = |line| split(line).map(|(name, value)| (name.to_owned(), value));
        let pair = |name: &str, value: &str| Some((name.to_owned(), value.to_owned()));
        assert_eq!(of(" a.b = -Dx=y=z  # why"), pair("a.b", "-Dx=y=z"));
        assert_eq!(of("a=x##y"), pair("a", "x#y"));
        assert_eq!(of("a="), pair("a", ""));
        for nothing in ["# a=b", "  ## a=b", "a", "=b", "", "a # b=c"] {
            assert_eq!(of(nothing), None, "{nothing}");
        }
    }
}
