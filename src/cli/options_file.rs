//! keytool's options file (`-conf`): words that come before those of the command line.

use std::fs;
use std::io;
use std::iter::Peekable;
use std::str::Chars;

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
    // Java: property files are ISO 8859-1 unless they come through a reader, and these do not.
    let properties = properties::read(&text.iter().map(|octet| char::from(*octet)).collect::<String>());
    if properties.iter().any(|one| one.is_malformed) {
        return Err(OptionsFault::Escape);
    }
    let mut words = Vec::new();
    for key in ["keytool.all".to_owned(), format!("keytool.{command}")] {
        if let Some(one) = properties.iter().rev().find(|one| one.name == key) {
            // Java: what a property stands for is one word, or a part of one, whatever it holds.
            for word in split(&one.value) {
                words.push(expand(&word, machine)?);
            }
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

/// Words between blanks and control characters. Java: either kind of quotes makes a word of its own, also where a word
/// has begun, until the same quote or the end of the line, and escapes in it are C's.
fn split(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut characters = text.chars().peekable();
    while let Some(first) = characters.next() {
        let word = match first {
            blank if is_blank(blank) => continue,
            quote if is_quote(quote) => quoted(quote, &mut characters),
            first => {
                let mut word = String::from(first);
                while let Some(next) = characters.next_if(|next| !is_blank(*next) && !is_quote(*next)) {
                    word.push(next);
                }
                word
            }
        };
        words.push(word);
    }
    words
}

fn is_blank(character: char) -> bool {
    character <= ' '
}

fn is_quote(character: char) -> bool {
    matches!(character, '"' | '\'')
}

/// What stands behind a quote, up to the next.
fn quoted(quote: char, characters: &mut Peekable<Chars<'_>>) -> String {
    let mut word = String::new();
    while let Some(character) = characters.next_if(|next| !matches!(next, '\n' | '\r')) {
        if character == quote {
            break;
        }
        word.push(if character == '\\' { escaped(characters) } else { character });
    }
    word
}

/// The character that an escape means: one of C's letters, up to three octal digits, or the character itself.
fn escaped(characters: &mut Peekable<Chars<'_>>) -> char {
    let is_octal = |digit: &char| digit.is_digit(8);
    // Java: takes the end of the text for this character.
    let Some(first) = characters.next() else { return '\u{ffff}' };
    match first {
        'a' => '\u{7}',
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\u{b}',
        '0'..='7' => {
            let mut digits = String::from(first);
            for _ in 0..if first <= '3' { 2 } else { 1 } {
                digits.extend(characters.next_if(is_octal));
            }
            u8::from_str_radix(&digits, 8).map_or(first, char::from)
        }
        itself => itself,
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn quotes_keep_blanks_together() {
        assert_eq!(split(" -storepass \"a b\" 'c d'  e "), ["-storepass", "a b", "c d", "e"]);
        assert_eq!(split("ke\"y\" x''"), ["ke", "y", "x", ""]);
        assert_eq!(split(r#"'a\101\tb\'' "\400" '\"#), ["aA\tb'", " 0", "\u{ffff}"]);
        assert_eq!(split("'a b\nc d\u{1}e"), ["a b", "c", "d", "e"]);
    }
}
