//! A cause where it was found, and what mends it there.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::{Cause, Severity};

/// A cause in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The cause.
    pub cause: Cause,
    /// How bad it is here.
    pub severity: Severity,
    /// The entry it was found at; `None` where it concerns a store or a chain as a whole.
    pub alias: Option<String>,
    /// What is the matter, with this case's names and dates.
    pub message: String,
    /// What to do.
    pub remedy: Remedy,
    /// The certificate, where it is about one, in DER.
    pub certificate: Option<Arc<[u8]>>,
}

/// `2027-03-15`: the day in UTC of an instant in seconds since 1970-01-01T00:00:00Z.
pub fn day(seconds: i64) -> String {
    jiff::Timestamp::from_second(seconds).map_or_else(
        |_| String::from(if seconds < 0 { "long ago" } else { "far away" }),
        |instant| instant.strftime("%Y-%m-%d").to_string(),
    )
}

/// What mends something.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Remedy {
    /// In words.
    pub text: String,
    /// The command to paste, where there is one.
    pub command: Option<String>,
}

impl Remedy {
    /// Words alone.
    pub fn words(text: impl Into<String>) -> Self {
        Self { text: text.into(), command: None }
    }

    /// Words, and a command of this program: its arguments, quoted as a shell needs it.
    pub fn command<'a>(text: impl Into<String>, arguments: impl IntoIterator<Item = &'a str>) -> Self {
        Self::shell(text, std::iter::once("keytool-rs").chain(arguments))
    }

    /// Words, and a command line of any program, quoted likewise.
    pub fn shell<'a>(text: impl Into<String>, words: impl IntoIterator<Item = &'a str>) -> Self {
        let words: Vec<String> = words.into_iter().map(quoted).collect();
        Self { text: text.into(), command: Some(words.join(" ")) }
    }
}

/// The words, and the command behind them.
impl fmt::Display for Remedy {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)?;
        match &self.command {
            Some(command) => write!(formatter, " {command}"),
            None => Ok(()),
        }
    }
}

/// A path as the argument of a command: what begins like an option has `./` before it.
pub fn path_argument(path: &str) -> Cow<'_, str> {
    if path.starts_with('-') { format!("./{path}").into() } else { path.into() }
}

/// Whether a character does something to a terminal instead of being seen: controls, ends of lines, and those that turn the
/// direction of writing (UAX #9).
pub fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A word as a shell takes it, in quotes only where it needs them; what would not be seen is written in `$'…'`, as bash, ksh,
/// zsh and POSIX of 2024 have it.
fn quoted(word: &str) -> String {
    let is_plain = |character: char| character.is_ascii_alphanumeric() || "-_./:=@+,%".contains(character);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    if !word.chars().any(is_unseen) {
        return format!("'{}'", word.replace('\'', "'\\''"));
    }
    let mut quoted = String::from("$'");
    for character in word.chars() {
        match character {
            '\'' | '\\' => quoted.extend(['\\', character]),
            unseen if is_unseen(unseen) => {
                let mut octets = [0; 4];
                for octet in unseen.encode_utf8(&mut octets).bytes() {
                    // Three digits, so that a digit behind them is none of theirs.
                    quoted.push_str(&format!("\\{octet:03o}"));
                }
            }
            other => quoted.push(other),
        }
    }
    quoted + "'"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_can_be_pasted() {
        let remedy = Remedy::command("Delete it.", ["delete", "it's mine", "--keystore", "/opt/a b/cacerts"]);
        let expected = "keytool-rs delete 'it'\\''s mine' --keystore '/opt/a b/cacerts'";
        assert_eq!(remedy.command.as_deref(), Some(expected));
        assert_eq!(quoted(""), "''");
        assert_eq!(quoted("a\u{1b}[1m'\u{202e}"), "$'a\\033[1m\\'\\342\\200\\256'");
        assert_eq!(path_argument("-a.jks"), "./-a.jks");
        assert_eq!(quoted("mail.example.com"), "mail.example.com");
    }
}
