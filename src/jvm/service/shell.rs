//! Shell scripts and files of variables: what they assign to the variables that a Java is told through, and the words of a
//! Java that they start themselves, be it by way of other scripts. Nothing is run.
//!
//! After POSIX, "Shell Command Language": quoting (2.2), parameter expansion (2.6.2), field splitting (2.6.5). Tests are weighed
//! where what they look at is known; of branches that are not, what stands later counts.

mod conditions;
mod known;
mod lines;
mod variables;

use std::path::{Path, PathBuf};

use super::text::{LONGEST_VALUE, Mark, Reading, Told};
use crate::jvm::installs;
use crate::jvm::launch::options;
use conditions::{Conditions, link_followed, plain};
use lines::{Piece, is_name};
pub(super) use variables::{Marked, Variables, remark_on_quotes, text};

/// Words that stand before a command, or make one of assignments.
const BEFORE: [&str; 9] = ["{", "!", "exec", "nohup", "export", "readonly", "declare", "typeset", "local"];

/// Those of them whose words are all assignments or names.
const DECLARATIONS: [&str; 5] = ["export", "readonly", "declare", "typeset", "local"];

/// What stands in a value for what a command would print, where that is not known.
const UNKNOWN: &str = "$(…)";

/// Scripts are followed so deep, and no more of them in all.
const DEEPEST: usize = 10;
const MOST_SCRIPTS: usize = 100;

/// Whether a line begins with an assignment.
pub(super) fn is_assignment(line: &str) -> bool {
    let line = line.strip_prefix("export ").unwrap_or(line);
    line.split_once('=').is_some_and(|(name, _)| is_name(name.trim_end_matches('+')))
}

/// What the file says.
pub(super) fn read(reading: &mut Reading<'_>, file: usize) -> Told {
    let mut variables = Variables::default();
    let ran = run(reading, &mut variables, file, None);
    let words = variables.words(reading, ran.started);
    Told { java: variables.java(), words, unread: ran.unread, ..Told::default() }
}

/// What comes of a script.
#[derive(Debug, Default)]
pub(super) struct Ran {
    /// The words of the Java that it starts, be it by way of other scripts.
    pub(super) started: Vec<(String, Mark)>,
    /// The program that it becomes, where that is neither a Java nor a script that can be read.
    pub(super) unread: Option<PathBuf>,
}

/// Takes what a script assigns, with the scripts that it goes on to. `folder` is the one that it starts in.
pub(super) fn run(
    reading: &mut Reading<'_>,
    variables: &mut Variables,
    file: usize,
    folder: Option<PathBuf>,
) -> Ran {
    let text = reading.lines(file).join("\n");
    run_text(reading, variables, file, &text, folder)
}

/// The same of commands that stand in a file: those of `sh -c`.
pub(super) fn run_text(
    reading: &mut Reading<'_>,
    variables: &mut Variables,
    file: usize,
    text: &str,
    folder: Option<PathBuf>,
) -> Ran {
    let mut shell = Shell {
        reading,
        variables,
        started: None,
        unread: None,
        script: file,
        folder,
        within: Vec::new(),
        count: 0,
        groups: 0,
    };
    shell.commands(file, text);
    let (started, unread) = (shell.started, shell.unread);
    Ran { unread: unread.filter(|_| started.is_none()), started: started.unwrap_or_default() }
}

/// The number of a file that is a shell script, by its first line.
pub(super) fn script(reading: &mut Reading<'_>, path: &Path) -> Option<usize> {
    if !path.is_absolute() {
        return None;
    }
    let file = reading.open(path).ok()?;
    let first = reading.lines(file).first()?.strip_prefix("#!")?.to_owned();
    let mut words = first.split_whitespace().map(|word| word.rsplit('/').next().unwrap_or(word));
    words.any(|word| SHELLS.contains(&word)).then_some(file)
}

/// Programs that run scripts.
pub(super) const SHELLS: [&str; 5] = ["sh", "bash", "dash", "ksh", "ash"];

/// Whether a file is one of those whose options `catalina.sh` of Tomcat or `standalone.sh` and `domain.sh` of WildFly give to `eval`.
fn is_evaluated(file: &Path) -> bool {
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    ["setenv.sh", "catalina.sh", "standalone.conf", "domain.conf"].contains(&name.as_str())
        || (name.starts_with("tomcat") && file.parent().is_some_and(|folder| folder.ends_with("default")))
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

fn finished(word: &mut Marked) -> Option<(String, Mark)> {
    let mark = word.first()?.1;
    Some((std::mem::take(word).into_iter().map(|(character, _)| character).collect(), mark))
}

/// A shell that reads scripts and runs nothing.
struct Shell<'r, 'm> {
    reading: &'r mut Reading<'m>,
    variables: &'r mut Variables,
    /// The words of the Java that is started.
    started: Option<Vec<(String, Mark)>>,
    /// A program that is started, and nobody can look into.
    unread: Option<PathBuf>,
    /// The script that was started, which has read the one that is being read.
    script: usize,
    /// The folder that the commands run in, where it is known.
    folder: Option<PathBuf>,
    /// The scripts that are being read, one within another.
    within: Vec<usize>,
    /// How many scripts have been begun.
    count: usize,
    /// How many groups in parentheses have been.
    groups: usize,
}

/// Where a command goes on.
enum Next {
    /// In a file that is read in its place: what that one assigns stays.
    Read(usize),
    /// In a script that is started.
    Start(usize),
    /// In a program that nobody can look into.
    Unread(PathBuf),
}

impl Shell<'_, '_> {
    fn run(&mut self, file: usize) {
        let text = self.reading.lines(file).join("\n");
        self.commands(file, &text);
    }

    fn commands(&mut self, file: usize, text: &str) {
        self.count += 1;
        if self.within.contains(&file) || self.within.len() >= DEEPEST || self.count > MOST_SCRIPTS {
            return;
        }
        self.within.push(file);
        if is_evaluated(self.reading.path(file)) {
            self.variables.are_evaluated();
        }
        let mut conditions = Conditions::default();
        // What `( … )` assigns stays in it.
        let mut outer: Vec<Option<(Variables, Option<PathBuf>)>> = Vec::new();
        for command in lines::commands(text) {
            match command.words.first().and_then(|word| plain(word)) {
                Some("(") => {
                    self.groups += 1;
                    let is_kept = self.groups <= MOST_SCRIPTS;
                    outer.push(is_kept.then(|| (self.variables.clone(), self.folder.clone())));
                }
                Some(")") => {
                    let outer = outer.pop().flatten();
                    if let Some((variables, folder)) = outer.filter(|_| self.started.is_none()) {
                        (*self.variables, self.folder) = (variables, folder);
                    }
                }
                _ => self.follow_links(file, &command.words),
            }
            let Some(words) = conditions.enter(&command, |test| self.weigh(file, test)) else { continue };
            let is_certain = conditions.are_certain();
            let rest = self.assign(file, words, is_certain);
            let becomes = words.len() > rest.len()
                && words.iter().any(|word| plain(word) == Some("exec"))
                && !rest.is_empty();
            let first = rest.first().and_then(|word| plain(word)).unwrap_or_default();
            if self.started.is_none() && rest.first().is_some_and(|program| is_java(program)) {
                self.started = self.start(file, rest);
            } else if first == "cd" {
                let named = rest.get(1).and_then(|word| self.known(file, word));
                self.folder = named.and_then(|named| self.folder_named(&named));
            }
            // `: "${NAME:=value}"` is an assignment, too.
            let is_assigned = |piece: &&Piece| matches!(piece, Piece::Variable { default: Some(default), .. } if default.is_assigned);
            for piece in rest.iter().flatten().filter(is_assigned) {
                self.expansion(file, "", piece);
            }
            match self.next(file, rest, becomes) {
                Some(Next::Read(next)) => self.run(next),
                Some(Next::Start(next)) => self.begin(next, becomes),
                Some(Next::Unread(program)) => self.unread = Some(program),
                None => {}
            }
            if is_certain && becomes || conditions.may_end() && ["exit", "return"].contains(&first) {
                break;
            }
        }
        self.within.pop();
    }

    /// Runs a script that is started: its variables are its own, unless the Java is started with them.
    fn begin(&mut self, script: usize, becomes: bool) {
        let outer = (self.variables.clone(), self.script, self.folder.clone());
        self.script = script;
        let had_started = self.started.is_some();
        self.run(script);
        self.script = outer.1;
        self.folder = outer.2;
        if !becomes && (had_started || self.started.is_none()) {
            *self.variables = outer.0;
        }
    }

    /// A loop that follows a symbolic link to its end: its variable names that.
    fn follow_links(&mut self, file: usize, words: &[Vec<Piece>]) {
        let Some(name) = link_followed(words) else { return };
        let Some(value) = self.variables.lookup(self.reading, name, file) else { return };
        let path = PathBuf::from(text(&value));
        let mark = value.first().map_or(Mark::new(file, 1), |(_, mark)| *mark);
        if path.is_absolute() {
            let real = installs::real(self.reading.machine, &path).to_string_lossy().into_owned();
            self.variables.assign(name, real.chars().map(|sign| (sign, mark)).collect(), false);
        }
    }

    /// Where a command goes on, if it is one that reads a script (`. FILE`), starts one, or becomes a program.
    fn next(&mut self, file: usize, command: &[Vec<Piece>], becomes: bool) -> Option<Next> {
        let first = command.first()?;
        let own = self.reading.folder_of(file);
        if plain(first).is_some_and(|word| [".", "source"].contains(&word)) {
            let path = own.join(self.known(file, command.get(1)?)?);
            return self.reading.open(&path).ok().map(Next::Read);
        }
        if is_java(first) {
            return None;
        }
        let mut program = self.known(file, first)?;
        if Path::new(&program).file_name().is_some_and(|name| SHELLS.iter().any(|shell| name == *shell)) {
            program = self.known(file, command.get(1)?)?;
        }
        let path = match (program.contains('/'), self.folder_named(&program)) {
            (true, Some(path)) => path,
            _ => return becomes.then(|| Next::Unread(program.into())),
        };
        // Programs of the system are often scripts as well, and start no Java.
        let is_own =
            path.extension().is_some_and(|end| end == "sh") || path.parent() == Some(&own) || becomes;
        match script(self.reading, &path) {
            Some(script) if is_own => Some(Next::Start(script)),
            _ => becomes.then_some(Next::Unread(path)),
        }
    }

    /// Does the assignments that a command is or begins with; the answer is what follows them.
    fn assign<'c>(&mut self, file: usize, mut words: &'c [Vec<Piece>], is_certain: bool) -> &'c [Vec<Piece>] {
        let mut declares = false;
        while let Some((word, rest)) = words.split_first() {
            let Some(Piece::Plain { text, .. }) = word.first() else { break };
            if let Some((name, _)) =
                text.split_once('=').filter(|(name, _)| is_name(name.trim_end_matches('+')))
            {
                let (name, appends) = (name.trim_end_matches('+'), name.ends_with('+'));
                let value = self.value(file, name, word);
                // In a branch that nobody can weigh, what nobody knows does not take the place of what is known.
                let count = UNKNOWN.chars().count();
                let is_unknown = value.iter().take(count).map(|(sign, _)| *sign).eq(UNKNOWN.chars());
                let is_kept = !is_certain
                    && is_unknown
                    && self.variables.value(name).is_some_and(|own| !own.is_empty());
                if !is_kept {
                    self.variables.assign(name, value, appends);
                }
            } else if BEFORE.contains(&text.as_str()) {
                declares |= DECLARATIONS.contains(&text.as_str());
            } else if !declares {
                break;
            }
            words = rest;
        }
        words
    }

    /// The words that a command gives to the Java it starts; `None` where no property is among them.
    fn start(&mut self, file: usize, command: &[Vec<Piece>]) -> Option<Vec<(String, Mark)>> {
        let mut words: Vec<(String, Mark)> = Vec::new();
        let mut used = Vec::new();
        for word in command.iter().skip(1) {
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
        words.truncate(options(words.iter().map(|(word, _)| word.as_str())));
        words.iter().any(|(word, _)| word.starts_with("-D")).then(|| {
            self.variables.reach_a_java(used);
            words
        })
    }

    /// The value in the pieces of `NAME=value`.
    fn value(&mut self, file: usize, name: &str, pieces: &[Piece]) -> Marked {
        let mut value = Marked::new();
        for (at, piece) in pieces.iter().enumerate() {
            let mut expansion = self.expansion(file, name, piece);
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
    fn expansion(&mut self, file: usize, within: &str, piece: &Piece) -> Marked {
        let marked = |text: &str, mark: Mark| text.chars().map(|sign| (sign, mark)).collect();
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
            Piece::Command { text, line } => {
                let printed = self.printed(file, text).filter(|text| self.reading.may_expand(text.len()));
                marked(printed.as_deref().unwrap_or(UNKNOWN), Mark::new(file, *line))
            }
            Piece::Variable { name, line, .. } if name == "0" => {
                marked(&self.own_path(), Mark::new(file, *line))
            }
            Piece::Variable { name, default, line, .. } => {
                let mark = Mark::new(file, *line);
                let found = self.variables.expansion(self.reading, name, within, default.as_ref(), mark);
                if self.reading.may_expand(found.len()) { found } else { Marked::new() }
            }
        }
    }
}
