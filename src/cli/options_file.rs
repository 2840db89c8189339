//! keytool's options file (`-conf`): words that come before those of the command line.

use std::fs;
use std::io;

use thiserror::Error;

use super::failure::system_words;
use crate::jvm::policy::properties;
use crate::machine::Machine;

/// Why there are no words; displays as the exception that keytool prints.
#[derive(Debug, Error)]
pub(super) enum OptionsFault {
    /// The file cannot be read.
    #[error("java.io.FileNotFoundException: {path} ({})", system_words(.source))]
    Unreadable {
        /// Its path as Java writes it.
        path: String,
        /// Why.
        source: io::Error,
    },
    /// `\u` without four hexadecimal digits.
    #[error("java.lang.IllegalArgumentException: Malformed \\uxxxx encoding.")]
    Escape,
    /// `${name}` where there is no such system property.
    #[error("sun.security.util.PropertyExpander$ExpandException: unable to expand property {name}")]
    NoSuchProperty {
        /// Its name.
        name: String,
    },
}

/// The words that the file sets for all commands, then those for `command`.
///
/// # Errors
/// [`OptionsFault`].
pub(super) fn words(machine: &Machine, name: &str, command: &str) -> Result<Vec<String>, OptionsFault> {
    let path = as_java_file(name);
    let text = fs::read(machine.path(&path)).map_err(|source| OptionsFault::Unreadable { path, source })?;
    // Java: property files are ISO 8859-1 unless they come through a reader; these do, as UTF-8.
    let properties = properties::read(&String::from_utf8_lossy(&text));
    if properties.iter().any(|one| one.is_malformed) {
        return Err(OptionsFault::Escape);
    }
    let mut words = Vec::new();
    for key in ["keytool.all".to_owned(), format!("keytool.{command}")] {
        if let Some(one) = properties.iter().rev().find(|one| one.name == key) {
            words.extend(split(&expand(&one.value, machine)?));
        }
    }
    Ok(words)
}

/// A path as `java.io.File` has it: no slash twice and none at the end.
fn as_java_file(name: &str) -> String {
    let mut path = String::with_capacity(name.len());
    for character in name.chars().filter(|character| *character != '\0') {
        if !(character == '/' && path.ends_with('/')) {
            path.push(character);
        }
    }
    if path.len() > 1 && path.ends_with('/') {
        path.pop();
    }
    path
}

/// Replaces `${name}` by the system property of that name.
fn expand(value: &str, machine: &Machine) -> Result<String, OptionsFault> {
    let mut expanded = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once("${") {
        let Some((name, behind)) = after.split_once('}') else { break };
        expanded.push_str(before);
        let property = machine.property(name).map(str::to_owned).or_else(|| own_property(name, machine));
        expanded.push_str(&property.ok_or_else(|| OptionsFault::NoSuchProperty { name: name.to_owned() })?);
        rest = behind;
    }
    Ok(expanded + rest)
}

/// The properties that every JVM has, as far as a machine without one can tell.
fn own_property(name: &str, machine: &Machine) -> Option<String> {
    let text = |path: std::path::PathBuf| path.display().to_string();
    Some(match name {
        "/" | "file.separator" => std::path::MAIN_SEPARATOR.to_string(),
        "path.separator" => if cfg!(windows) { ";" } else { ":" }.into(),
        "line.separator" => if cfg!(windows) { "\r\n" } else { "\n" }.into(),
        "user.home" => text(machine.home()?),
        "user.dir" => text(machine.working_folder()?),
        "user.name" => machine.variable("USER").or_else(|| machine.variable("USERNAME"))?.to_owned(),
        "java.home" => machine.variable("JAVA_HOME")?.to_owned(),
        "java.io.tmpdir" => "/tmp".into(),
        _ => return None,
    })
}

/// Words between blanks; either kind of quotes keeps blanks together.
fn split(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut characters = text.chars().peekable();
    while let Some(first) = characters.next() {
        let word: String = match first {
            blank if blank.is_whitespace() => continue,
            quote @ ('"' | '\'') => characters.by_ref().take_while(|character| *character != quote).collect(),
            first => {
                let mut word = String::from(first);
                while let Some(next) = characters.next_if(|next| !next.is_whitespace()) {
                    word.push(next);
                }
                word
            }
        };
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn quotes_keep_blanks_together() {
        assert_eq!(split(" -storepass \"a b\" 'c d'  e "), ["-storepass", "a b", "c d", "e"]);
    }
}
