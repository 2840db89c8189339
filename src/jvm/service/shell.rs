//! Shell scripts and files of variables: what they assign to the variables that a Java is told through, and the words of a
//! Java that they start themselves. Nothing is run.
//!
//! After POSIX, "Shell Command Language": quoting (2.2), parameter expansion (2.6.2), field splitting (2.6.5). Conditions are
//! not weighed: what stands later counts.

mod lines;
mod variables;

use std::path::Path;

use super::text::{LONGEST_VALUE, Mark, Reading, Told};
use crate::jvm::launch::options;
use lines::{Command, Piece, is_name};
pub(super) use variables::{Marked, Variables, remark_on_quotes};

/// Words that stand before a command, or make one of assignments.
const BEFORE: [&str; 15] = [
    "then", "do", "else", "{", "!", "if", "elif", "while", "exec", "nohup", "export", "readonly", "declare",
    "typeset", "local",
];

/// Those of them whose words are all assignments or names.
const DECLARATIONS: [&str; 5] = ["export", "readonly", "declare", "typeset", "local"];

/// What stands in a value for what a command would print.
const UNKNOWN: &str = "$(…)";

/// Whether a line begins with an assignment.
pub(super) fn is_assignment(line: &str) -> bool {
    let line = line.strip_prefix("export ").unwrap_or(line);
    line.split_once('=').is_some_and(|(name, _)| is_name(name.trim_end_matches('+')))
}

/// What the file says.
pub(super) fn read(reading: &mut Reading<'_>, file: usize) -> Told {
    let mut variables = Variables::default();
    if is_evaluated(reading.path(file)) {
        variables.are_evaluated();
    }
    let mut started: Option<Vec<(String, Mark)>> = None;
    let text = reading.lines(file).join("\n");
    for command in lines::commands(&text) {
        let rest = assign(reading, &mut variables, file, &command);
        if started.is_none() && rest.first().is_some_and(|program| is_java(program)) {
            started = start(reading, &mut variables, file, rest);
        }
        // `: "${NAME:=value}"` is an assignment, too.
        let is_assigned = |piece: &&Piece| matches!(piece, Piece::Variable { default: Some(default), .. } if default.is_assigned);
        for piece in rest.iter().flatten().filter(is_assigned) {
            expansion(reading, &mut variables, file, "", piece);
        }
    }
    Told {
        java: variables.java(),
        words: variables.words(reading, started.unwrap_or_default()),
        ..Told::default()
    }
}

/// Whether a file is one of those whose options `catalina.sh` of Tomcat or `standalone.sh` and `domain.sh` of WildFly give to `eval`.
fn is_evaluated(file: &Path) -> bool {
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    ["setenv.sh", "standalone.conf", "domain.conf"].contains(&name.as_str())
        || (name.starts_with("tomcat") && file.parent().is_some_and(|folder| folder.ends_with("default")))
}

/// Does the assignments that a command is or begins with; the answer is what follows them.
fn assign<'c>(
    reading: &mut Reading<'_>,
    variables: &mut Variables,
    file: usize,
    command: &'c Command,
) -> &'c [Vec<Piece>] {
    let mut words = command.words.as_slice();
    let mut declares = false;
    while let Some((word, rest)) = words.split_first() {
        let Some(Piece::Plain { text, .. }) = word.first() else { break };
        if let Some((name, _)) = text.split_once('=').filter(|(name, _)| is_name(name.trim_end_matches('+')))
        {
            let value = value(reading, variables, file, name.trim_end_matches('+'), word);
            variables.assign(name.trim_end_matches('+'), value, name.ends_with('+'));
        } else if BEFORE.contains(&text.as_str()) {
            declares |= DECLARATIONS.contains(&text.as_str());
        } else if !declares {
            break;
        }
        words = rest;
    }
    words
}

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

/// The words that a command gives to the Java it starts; `None` where no property is among them.
fn start(
    reading: &mut Reading<'_>,
    variables: &mut Variables,
    file: usize,
    command: &[Vec<Piece>],
) -> Option<Vec<(String, Mark)>> {
    let mut words: Vec<(String, Mark)> = Vec::new();
    let mut used = Vec::new();
    for word in command.iter().skip(1) {
        let mut whole = Marked::new();
        for piece in word {
            match piece {
                // A variable outside of quotes is cut at its blanks, and these end the word.
                Piece::Variable { name, is_quoted: false, .. } => {
                    let found = expansion(reading, variables, file, "", piece);
                    used.push(name.clone());
                    for (character, mark) in found {
                        if matches!(character, ' ' | '\t' | '\n') {
                            words.extend(finished(&mut whole));
                        } else {
                            whole.push((character, mark));
                        }
                    }
                }
                _ => whole.extend(expansion(reading, variables, file, "", piece)),
            }
        }
        words.extend(finished(&mut whole));
    }
    words.truncate(options(words.iter().map(|(word, _)| word.as_str())));
    words.iter().any(|(word, _)| word.starts_with("-D")).then(|| {
        variables.reach_a_java(used);
        words
    })
}

fn finished(word: &mut Marked) -> Option<(String, Mark)> {
    let mark = word.first()?.1;
    Some((std::mem::take(word).into_iter().map(|(character, _)| character).collect(), mark))
}

/// The value in the pieces of `NAME=value`.
fn value(
    reading: &mut Reading<'_>,
    variables: &mut Variables,
    file: usize,
    name: &str,
    pieces: &[Piece],
) -> Marked {
    let mut value = Marked::new();
    for (at, piece) in pieces.iter().enumerate() {
        let mut expansion = expansion(reading, variables, file, name, piece);
        if at == 0 {
            let sign = expansion.iter().position(|(character, _)| *character == '=');
            expansion.drain(..=sign.unwrap_or_default());
        }
        if value.len() + expansion.len() <= LONGEST_VALUE {
            value.append(&mut expansion);
        }
    }
    value
}

/// What stands for a piece within the value of a variable.
fn expansion(
    reading: &mut Reading<'_>,
    variables: &mut Variables,
    file: usize,
    within: &str,
    piece: &Piece,
) -> Marked {
    match piece {
        Piece::Plain { text, line } => {
            let mut line = *line;
            let mut marked = |character| {
                let mark = Mark::new(file, line);
                line += usize::from(character == '\n');
                (character, mark)
            };
            text.chars().map(&mut marked).collect()
        }
        Piece::Command { line } => UNKNOWN.chars().map(|sign| (sign, Mark::new(file, *line))).collect(),
        Piece::Variable { name, default, line, .. } => {
            let mark = Mark::new(file, *line);
            let found = variables.expansion(reading, name, within, default.as_ref(), mark);
            if reading.may_expand(found.len()) { found } else { Marked::new() }
        }
    }
}
