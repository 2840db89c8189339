//! The command by which a script starts its Java, and the words that it gives to it.

use std::path::Path;

use super::conditions::plain;
use super::lines::Piece;
use super::{Mark, Marked, Shell, UNKNOWN, is_assignment};
use crate::jvm::launch::options;

/// Whether a word names the program `java`: `/opt/jre/bin/java`, `"$JAVA_HOME"/bin/java`, `"$JAVACMD"`.
fn is_java(word: &[Piece]) -> bool {
    match word {
        [Piece::Variable { name, .. }] => {
            ["JAVA", "JAVACMD", "JAVA_CMD", "JAVA_EXE", "_RUNJAVA"].contains(&name.as_str())
        }
        [.., Piece::Plain { text, .. }] => Path::new(text).file_name().is_some_and(|name| name == "java"),
        _ => false,
    }
}

/// A command without the programs that do no more than run it: `nice -n 5`, `env NAME=value`, `exec -a NAME`.
pub(super) fn without_runners(mut words: &[Vec<Piece>]) -> &[Vec<Piece>] {
    const RUNNERS: [&str; 6] = ["env", "nice", "ionice", "setsid", "command", "time"];
    while let Some((first, rest)) = words.split_first() {
        let name = plain(first).unwrap_or_default();
        words = match name.rsplit('/').next().unwrap_or_default() {
            own if RUNNERS.contains(&own) => rest,
            "-n" | "-a" | "-c" if rest.len() > 1 => rest.get(1..).unwrap_or_default(),
            _ if name.starts_with('-') => rest,
            _ if matches!(first.first(), Some(Piece::Plain { text, .. }) if is_assignment(text)) => rest,
            _ => return words,
        };
    }
    words
}

/// Whether a word is one that nobody here knows, and no more: it may be several, or none. The class that is run is one.
fn is_unknown(word: &str) -> bool {
    let is_of_class = word.contains("MAIN") || word.contains("CLASS") || word.contains("JAR");
    !is_of_class && (word == UNKNOWN || word.starts_with("${") && word.find('}') == Some(word.len() - 1))
}

fn finished(word: &mut Marked) -> Option<(String, Mark)> {
    let mark = word.first()?.1;
    Some((std::mem::take(word).into_iter().map(|(character, _)| character).collect(), mark))
}

impl Shell<'_, '_> {
    /// Whether a word is a Java, by its name or by what it comes to.
    pub(super) fn is_java(&mut self, file: usize, word: &[Piece]) -> bool {
        is_java(word)
            || self.known(file, word).is_some_and(|known| {
                let program = known.split_whitespace().next().unwrap_or_default();
                Path::new(program).file_name().is_some_and(|name| name == "java")
            })
    }

    /// The words that a command gives to the Java it starts; `None` where no property is among them, unless the script `becomes` it.
    pub(super) fn start(
        &mut self,
        file: usize,
        command: &[Vec<Piece>],
        becomes: bool,
    ) -> Option<Vec<(String, Mark)>> {
        let mut words: Vec<(String, Mark)> = Vec::new();
        let mut used = Vec::new();
        let own = self.positional.clone().unwrap_or_default();
        let is_own = |word: &&Vec<Piece>| ["$@", "$*"].contains(&plain(word).unwrap_or_default());
        let given =
            command.iter().flat_map(|word| if is_own(&word) { own.iter().collect() } else { vec![word] });
        for word in given {
            let mut whole = Marked::new();
            for piece in word {
                match piece {
                    // A variable outside of quotes is cut at its blanks, and these end the word.
                    Piece::Variable { name, is_quoted: false, .. } => {
                        let found = self.expansion(file, "", piece);
                        used.push(name.clone());
                        for (character, mark) in found {
                            if matches!(character, ' ' | '\t' | '\n') {
                                words.extend(finished(&mut whole));
                            } else {
                                whole.push((character, mark));
                            }
                        }
                    }
                    _ => whole.extend(self.expansion(file, "", piece)),
                }
            }
            words.extend(finished(&mut whole));
        }
        // The program itself.
        words.drain(..words.len().min(1));
        let count = words.len();
        words.retain(|(word, _)| !is_unknown(word));
        self.is_doubtful |= words.len() < count;
        if words.iter().any(|(word, _)| ["-version", "--version"].contains(&word.as_str())) {
            return None;
        }
        words.truncate(options(words.iter().map(|(word, _)| word.as_str())));
        if becomes {
            self.variables.are_given_by_a_command();
        }
        let has_property = words.iter().any(|(word, _)| word.starts_with("-D"));
        (becomes || has_property).then(|| {
            self.variables.reach_a_java(used);
            words
        })
    }
}
