//! What a script's words and tests come to, where that is known without running it.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::conditions::plain;
use super::lines::{Command, Piece, commands};
use super::{LONGEST_VALUE, Shell, variables};
use crate::jvm::installs;

/// Commands within commands are looked into so deep.
const DEEPEST: usize = 8;

impl Shell<'_, '_> {
    /// `$0`, the path of the script that was started, in those that it reads as well; `BASH_SOURCE`, that of the file itself.
    pub(super) fn own_path(&self, name: &str, file: usize) -> Option<String> {
        let path = match name {
            "0" => self.reading.path(self.script),
            "BASH_SOURCE" => self.reading.path(file),
            _ => return None,
        };
        Some(self.reading.in_full(path).to_string_lossy().into_owned())
    }

    /// The text of a word; `None` where a part of it is not known, or where it is too long to be looked at.
    pub(super) fn known(&mut self, file: usize, word: &[Piece]) -> Option<String> {
        let mut text = String::new();
        for piece in word {
            let own = match piece {
                Piece::Plain { text, .. } => text.clone(),
                Piece::Command { text, .. } => {
                    self.printed(file, text).filter(|text| self.reading.may_expand(text.len()))?
                }
                Piece::Variable { name, .. } if self.variables.is_either(name) => return None,
                Piece::Variable { name, default: None, .. } => match self.own_path(name, file) {
                    Some(path) => path,
                    None => {
                        let value = self.variables.lookup(self.reading, name, file)?;
                        // Before it is copied.
                        if text.len() + value.len() > LONGEST_VALUE || !self.reading.may_expand(value.len()) {
                            return None;
                        }
                        variables::text(&value)
                    }
                },
                Piece::Variable { .. } => variables::text(&self.expansion(file, "", piece)),
            };
            if text.len() + own.len() > LONGEST_VALUE {
                return None;
            }
            text.push_str(&own);
        }
        (!text.contains('$')).then_some(text)
    }

    /// What a command prints: `dirname`, `basename`, `readlink -f`, `realpath` and `echo` of something known, and `cd FOLDER && pwd`.
    pub(super) fn printed(&mut self, file: usize, text: &str) -> Option<String> {
        if text.matches(['(', '`']).count() > DEEPEST {
            return None;
        }
        let commands = commands(text);
        let first = commands.first()?;
        let name = plain(first.words.first()?)?.rsplit('/').next()?.to_owned();
        let is_option = |word: &&Vec<Piece>| plain(word).is_some_and(|word| word.starts_with('-'));
        let (options, operands): (Vec<_>, Vec<_>) = first.words.iter().skip(1).partition(is_option);
        let has = |option: &str| options.iter().any(|own| plain(own) == Some(option));
        if ["cd", "pwd"].contains(&name.as_str()) {
            return self.way(file, &commands);
        }
        let [operand] = operands.as_slice() else { return None };
        let real = |shell: &Self, path: &str| installs::real(shell.reading.machine, Path::new(path));
        let path = match (name.as_str(), commands.len()) {
            ("echo", 1) if options.is_empty() => return self.known(file, operand),
            ("dirname", 1) => {
                let path = PathBuf::from(self.known(file, operand)?);
                path.parent().filter(|parent| !parent.as_os_str().is_empty())?.to_owned()
            }
            ("basename", 1) => PathBuf::from(PathBuf::from(self.known(file, operand)?).file_name()?),
            ("readlink" | "realpath", 1) if name == "realpath" || has("-f") || has("-e") => {
                let path = self.known(file, operand).filter(|path| path.starts_with('/'))?;
                real(self, &path)
            }
            _ => return None,
        };
        Some(path.to_string_lossy().into_owned())
    }

    /// What `pwd` prints behind any number of `cd FOLDER`, and nothing else.
    fn way(&mut self, file: usize, commands: &[Command]) -> Option<String> {
        let (last, before) = commands.split_last()?;
        if plain(last.words.first()?) != Some("pwd") {
            return None;
        }
        let mut folder = self.folder.clone();
        for command in before {
            let mut words =
                command.words.iter().filter(|word| !plain(word).is_some_and(|word| word.starts_with('-')));
            if plain(words.next()?) != Some("cd") {
                return None;
            }
            let to = PathBuf::from(self.known(file, words.next()?)?);
            let from = if to.is_absolute() { PathBuf::from("/") } else { folder? };
            folder = Some(self.reading.join(&from, &to));
        }
        Some(folder?.to_string_lossy().into_owned())
    }

    /// A path as it is named from the folder that the script is in.
    pub(super) fn folder_named(&self, path: &str) -> Option<PathBuf> {
        let path = Path::new(path);
        let from = if path.is_absolute() { Path::new("/") } else { self.folder.as_deref()? };
        Some(self.reading.join(from, path))
    }

    /// What comes of a test; `None` where what it looks at is not known.
    pub(super) fn weigh(&mut self, file: usize, test: &[Vec<Piece>]) -> Option<bool> {
        let mut words = test;
        let mut held = true;
        // `! [ … ]`
        while let [first, rest @ ..] = words {
            if plain(first) != Some("!") {
                break;
            }
            (words, held) = (rest, !held);
        }
        let (sign, mut words) = words.split_first()?;
        let is_double = plain(sign) == Some("[[");
        // `[ ! … ]`, where more than a text to be looked at stands behind it.
        while let [first, rest @ ..] = words {
            if plain(first) != Some("!") || rest.len() < 2 {
                break;
            }
            (words, held) = (rest, !held);
        }
        if let [inner @ .., last] = words
            && ["]", "]]"].contains(&plain(last).unwrap_or_default())
            && plain(sign) != Some("test")
        {
            words = inner;
        }
        if words.is_empty() {
            return match self.known(file, sign)?.as_str() {
                "true" | ":" => Some(held),
                "false" => Some(!held),
                _ => None,
            };
        }
        // `A -a B`; none of more than one with `-o` among them is weighed.
        let is_and = |word: &Vec<Piece>| words.len() > 3 && plain(word) == Some("-a");
        let mut is_so = true;
        for part in words.split(is_and) {
            is_so &= self.holds(file, part, is_double)?;
        }
        Some(is_so == held)
    }

    /// What comes of a comparison, or of what is asked of one thing.
    fn holds(&mut self, file: usize, words: &[Vec<Piece>], is_double: bool) -> Option<bool> {
        Some(match words {
            [option, operand] => {
                let option = plain(option)?;
                if ["-z", "-n"].contains(&option) {
                    // Who asks whether a variable is set knows that it may not be.
                    let asked = operand.iter().filter_map(|piece| match piece {
                        Piece::Variable { name, .. } => Some(name.as_str()),
                        _ => None,
                    });
                    self.variables.may_be_unset(asked);
                }
                let operand = self.known(file, operand)?;
                match option {
                    "-z" => operand.is_empty(),
                    "-n" => !operand.is_empty(),
                    option => self.is_there(option, &operand)?,
                }
            }
            [left, sign, right] => {
                let (left, right) = (self.known(file, left)?, self.known(file, right)?);
                match plain(sign)? {
                    // A pattern.
                    "=" | "==" | "!=" if is_double && right.contains(['*', '?', '[']) => return None,
                    "=" | "==" => left == right,
                    "!=" => left != right,
                    sign => {
                        let (left, right): (i64, i64) = (left.parse().ok()?, right.parse().ok()?);
                        match sign {
                            "-eq" => left == right,
                            "-ne" => left != right,
                            "-gt" => left > right,
                            "-ge" => left >= right,
                            "-lt" => left < right,
                            "-le" => left <= right,
                            _ => return None,
                        }
                    }
                }
            }
            _ => return None,
        })
    }

    /// What is asked of a file. Whether we may read or run it says nothing of who runs the script.
    fn is_there(&self, option: &str, path: &str) -> Option<bool> {
        if !["-e", "-f", "-r", "-x", "-d", "-s"].contains(&option) || path.is_empty() {
            return None;
        }
        match fs::metadata(self.reading.machine.path(self.folder_named(path)?)) {
            Ok(about) => Some(match option {
                "-f" => about.is_file(),
                "-d" => about.is_dir(),
                "-s" => about.len() > 0,
                _ => true,
            }),
            Err(error) => (error.kind() == ErrorKind::NotFound).then_some(false),
        }
    }
}
