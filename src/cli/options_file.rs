//! keytool's options file (`-conf`): words that come before those of the command line.

use std::fs;
use std::io;

use crate::jvm::policy::properties;
use crate::machine::Machine;

/// Takes `-conf FILE` out of the words. Gives the file's name, if there is one.
pub(super) fn take_name(words: &mut Vec<String>) -> Option<String> {
    let position = words.iter().position(|word| word.eq_ignore_ascii_case("-conf"))?;
    // Without a value the dialect complains about the word.
    words.get(position + 1)?;
    let name = words.remove(position + 1);
    words.remove(position);
    Some(name)
}

/// The words that the file sets for all commands, then those for `command`.
///
/// # Errors
/// Where the file cannot be read.
pub(super) fn words(machine: &Machine, name: &str, command: &str) -> io::Result<Vec<String>> {
    let path = machine.path(name.strip_prefix("file:").unwrap_or(name));
    let text = fs::read(path)?;
    // Java: property files are ISO 8859-1 unless they come through a reader; these do, as UTF-8.
    let properties = properties::read(&String::from_utf8_lossy(&text));
    let keys = ["keytool.all".to_owned(), format!("keytool.{command}")];
    let values = keys
        .iter()
        .filter_map(|key| properties.iter().rev().find(|one| one.name == *key).map(|one| one.value.as_str()));
    Ok(values.flat_map(|value| split(&expand(value, machine))).collect())
}

/// Replaces `${name}` by the system property of that name.
fn expand(value: &str, machine: &Machine) -> String {
    let mut expanded = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once("${") {
        let Some((name, behind)) = after.split_once('}') else { break };
        expanded.push_str(before);
        match (machine.property(name), name) {
            (Some(property), _) => expanded.push_str(property),
            (None, "user.home") => {
                expanded.push_str(&machine.home().map(|home| home.display().to_string()).unwrap_or_default());
            }
            (None, "/" | "file.separator") => expanded.push(std::path::MAIN_SEPARATOR),
            (None, _) => expanded.push_str(&format!("${{{name}}}")),
        }
        rest = behind;
    }
    expanded + rest
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
