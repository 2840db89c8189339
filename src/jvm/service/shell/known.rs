//! What a script's words and tests come to, where that is known without running it.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::conditions::plain;
use super::lines::{Piece, commands};
use super::{Shell, variables};

/// Commands within commands are looked into so deep.
const DEEPEST: usize = 8;

impl Shell<'_, '_> {
    /// The script's own path, `$0`: that of the one that was started, from which those that it reads come.
    pub(super) fn own_path(&self, file: usize) -> String {
        let path = self.reading.path(file);
        let path = if path.is_relative() {
            std::path::absolute(self.reading.machine.path(path)).unwrap_or_else(|_| path.to_owned())
        } else {
            path.to_owned()
        };
        path.to_string_lossy().into_owned()
    }

    /// The text of a word; `None` where a part of it is not known.
    pub(super) fn known(&mut self, file: usize, word: &[Piece]) -> Option<String> {
        let mut text = String::new();
        for piece in word {
            match piece {
                Piece::Plain { text: own, .. } => text.push_str(own),
                Piece::Command { text: own, .. } => text.push_str(&self.printed(file, own)?),
                Piece::Variable { name, .. } if name == "0" => text.push_str(&self.own_path(file)),
                Piece::Variable { name, .. } => match self.variables.value(name) {
                    Some(value) => text.push_str(&variables::text(value)),
                    None => match self.reading.machine.variable(name) {
                        Some(value) => text.push_str(value),
                        None => text.push_str(&variables::implied(self.reading, name, file)?),
                    },
                },
            }
        }
        (!text.contains('$')).then_some(text)
    }

    /// What a command prints: `dirname`, `readlink -f`, `realpath` and `echo` of something known, and `cd FOLDER && pwd`.
    pub(super) fn printed(&mut self, file: usize, text: &str) -> Option<String> {
        if text.matches(['(', '`']).count() > DEEPEST {
            return None;
        }
        let commands = commands(text);
        let (first, last) = (commands.first()?, commands.last()?);
        let name = plain(first.words.first()?)?.rsplit('/').next()?.to_owned();
        let mut operands = first.words.iter().skip(1).filter(|word| {
            let option = plain(word).unwrap_or_default();
            !option.starts_with('-') && option != "/dev/null"
        });
        let operand = operands.next()?;
        let tidy = |shell: &Self, path: &str| shell.reading.join(Path::new("/"), Path::new(path));
        let path = match (name.as_str(), commands.len()) {
            ("echo", 1) if operands.next().is_none() => return self.known(file, operand),
            ("dirname", 1) => {
                let path = PathBuf::from(self.known(file, operand)?);
                path.parent().filter(|parent| !parent.as_os_str().is_empty())?.to_owned()
            }
            ("readlink" | "realpath", 1) => {
                let path = self.known(file, operand).filter(|path| path.starts_with('/'))?;
                tidy(self, &path)
            }
            ("cd", 2..) if last.words.first().and_then(|word| plain(word)) == Some("pwd") => {
                let path = self.known(file, operand).filter(|path| path.starts_with('/'))?;
                tidy(self, &path)
            }
            _ => return None,
        };
        Some(path.to_string_lossy().into_owned())
    }

    /// What comes of a test; `None` where what it looks at is not known.
    pub(super) fn weigh(&mut self, file: usize, test: &[Vec<Piece>]) -> Option<bool> {
        let mut words: Vec<&Vec<Piece>> = test.iter().collect();
        let is = |word: &Vec<Piece>, texts: &[&str]| plain(word).is_some_and(|own| texts.contains(&own));
        let mut negated = false;
        // `! [ … ]` and `[ ! … ]`.
        words.retain(|word| {
            let is_negation = is(word, &["!"]);
            negated ^= is_negation;
            !is_negation && !is(word, &["[", "[[", "test", "]", "]]"])
        });
        let held = match words.as_slice() {
            [option, operand] => {
                // Who asks whether a variable is set knows that it may not be.
                let asked = operand.iter().filter_map(|piece| match piece {
                    Piece::Variable { name, .. } => Some(name.as_str()),
                    _ => None,
                });
                self.variables.may_be_unset(asked);
                let operand = self.known(file, operand)?;
                match plain(option)? {
                    "-z" => operand.is_empty(),
                    "-n" => !operand.is_empty(),
                    option => self.is_there(option, &operand)?,
                }
            }
            [left, sign, right] => {
                let (left, right) = (self.known(file, left)?, self.known(file, right)?);
                match plain(sign)? {
                    "=" | "==" => left == right,
                    "!=" => left != right,
                    _ => return None,
                }
            }
            _ => return None,
        };
        Some(held != negated)
    }

    /// What is asked of a file by its full path. Whether we may read or run it says nothing of who runs the script.
    fn is_there(&self, option: &str, path: &str) -> Option<bool> {
        let real = self.reading.machine.path(Some(path).filter(|path| path.starts_with('/'))?);
        if !["-e", "-f", "-r", "-x", "-d", "-s"].contains(&option) {
            return None;
        }
        match fs::metadata(real) {
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
