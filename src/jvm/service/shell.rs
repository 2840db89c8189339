//! Shell scripts and files of variables: what they assign to the variables that a Java is told through, and the words of a
//! Java that they start themselves, be it by way of other scripts. Nothing is run.
//!
//! After POSIX, "Shell Command Language": quoting (2.2), parameter expansion (2.6.2), field splitting (2.6.5). Tests are weighed
//! where what they look at is known; of branches that are not, what stands later counts.

mod conditions;
mod known;
mod lines;
mod starting;
mod variables;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::text::{LONGEST_VALUE, Mark, Reading, Told};
use crate::jvm::installs;
use crate::jvm::truststore::TRUST_STORE;
use conditions::{Conditions, link_followed, plain};
use lines::{Piece, is_name};
use starting::without_runners;
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
/// One is read so often.
const MOST_TIMES: usize = 5;

/// Whether a line begins with an assignment.
pub(super) fn is_assignment(line: &str) -> bool {
    let line = line.strip_prefix("export ").unwrap_or(line);
    line.split_once('=').is_some_and(|(name, _)| is_name(name.trim_end_matches('+')))
}

/// What the file says.
pub(super) fn read(reading: &mut Reading<'_>, file: usize) -> Told {
    let mut variables = Variables::default();
    let mut ran = run(reading, &mut variables, file, None);
    let words = variables.words(reading, std::mem::take(&mut ran.started));
    let unread = ran.unread(&words);
    Told { java: variables.java(), words, unread, ..Told::default() }
}

/// What comes of a script.
#[derive(Debug, Default)]
pub(super) struct Ran {
    /// The words of the Java that it starts, be it by way of other scripts.
    pub(super) started: Vec<(String, Mark)>,
    /// The program that it becomes, where that is neither a Java nor a script that can be read, or the script itself, where that gives
    /// what only who runs it sees.
    pub(super) unread: Option<PathBuf>,
    /// The script, where it speaks of a trust store.
    mentions: Option<PathBuf>,
}

impl Ran {
    /// The program that may tell the Java more than these words: also a script that speaks of a trust store, of which nothing is in them.
    pub(super) fn unread(self, words: &[(String, Mark)]) -> Option<PathBuf> {
        let is_told = words.iter().any(|(word, _)| word.contains(TRUST_STORE));
        self.unread.or(self.mentions.filter(|_| !is_told))
    }

    /// What comes of a program that cannot be read.
    pub(super) fn of_program(program: &str) -> Self {
        Self { unread: Some(PathBuf::from(program)), ..Self::default() }
    }
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
        begun: HashMap::new(),
        positional: None,
        mentions: false,
        is_doubtful: false,
        count: 0,
        groups: 0,
    };
    shell.commands(file, text);
    let (started, is_doubtful, mentions) = (shell.started, shell.is_doubtful, shell.mentions);
    let unread = shell.unread.filter(|_| started.is_none());
    let unread = unread.or_else(|| is_doubtful.then(|| reading.path(file).to_owned()));
    let mentions = mentions.then(|| reading.path(file).to_owned());
    Ran { unread, mentions, started: started.unwrap_or_default() }
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

/// Whether a value bears on whom the Java trusts.
fn is_of_trust(value: &Marked) -> bool {
    let value = text(value);
    value.contains("javax.net.ssl.")
        || [".jks", ".p12", ".pfx", "cacerts"]
            .iter()
            .any(|end| value.trim_end_matches(['"', '\'']).ends_with(end))
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
    /// How many scripts have been begun, and each file how often.
    count: usize,
    begun: HashMap<usize, usize>,
    /// What `set --` has put into the place of the script's own words.
    positional: Option<Vec<Vec<Piece>>>,
    /// Whether a trust store is spoken of.
    mentions: bool,
    /// Whether something that the Java may be told is known only to who runs the script.
    is_doubtful: bool,
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
        let times = self.begun.entry(file).or_default();
        *times += 1;
        let is_often = *times > MOST_TIMES || self.count > MOST_SCRIPTS;
        if is_often || self.within.contains(&file) || self.within.len() >= DEEPEST {
            return;
        }
        self.within.push(file);
        let mut said = text.lines().filter(|line| !line.trim_start().starts_with('#'));
        self.mentions |= said.any(|line| line.contains(TRUST_STORE));
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
            let rest = without_runners(self.assign(file, words, is_certain));
            let runners = words.get(..words.len() - rest.len()).unwrap_or_default();
            let becomes = !rest.is_empty() && runners.iter().any(|word| plain(word) == Some("exec"));
            let first = rest.first().and_then(|word| plain(word)).unwrap_or_default();
            if self.started.is_none() && rest.first().is_some_and(|program| self.is_java(file, program)) {
                self.started = self.start(file, rest, becomes && is_certain);
            }
            self.builtin(file, first, rest, is_certain);
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
            if conditions.may_end() && (becomes || ["exit", "return"].contains(&first)) {
                break;
            }
        }
        self.within.pop();
    }

    /// What a command of the shell itself does.
    fn builtin(&mut self, file: usize, name: &str, command: &[Vec<Piece>], is_certain: bool) {
        let operands = command.iter().skip(1).filter_map(|word| plain(word));
        match name {
            "cd" => {
                let named = command.get(1).and_then(|word| self.known(file, word));
                self.folder = named.and_then(|named| self.folder_named(&named));
            }
            "unset" if is_certain => operands.for_each(|name| self.variables.unset(name)),
            // What a loop or a file gives them is not known.
            "for" | "select" | "read" => {
                let count = if name == "read" { usize::MAX } else { 1 };
                for name in operands.filter(|name| is_name(name)).take(count) {
                    let value = UNKNOWN.chars().map(|sign| (sign, Mark::new(file, 1))).collect();
                    self.variables.assign(name, value, false);
                }
            }
            "set" if command.get(1).and_then(|word| plain(word)) == Some("--") => {
                self.positional = Some(command.iter().skip(2).cloned().collect());
            }
            _ => {}
        }
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
            let Some(named) = self.known(file, command.get(1)?) else {
                self.is_doubtful = true;
                return None;
            };
            // From where the commands run, or from where the script lies.
            let path = self.folder_named(&named).filter(|path| self.reading.is_file(path));
            return self.reading.open(&path.unwrap_or_else(|| own.join(named))).ok().map(Next::Read);
        }
        if self.is_java(file, first) {
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
                // Nor does nothing: mostly that stands for another command of the script's, such as `stop`.
                let is_kept = !is_certain
                    && (is_unknown || value.is_empty())
                    && self.variables.lookup(self.reading, name, file).is_some_and(|own| !own.is_empty());
                // One of two values, and either may be the one that counts.
                let old = self.variables.value(name).filter(|old| !is_certain && !old.is_empty());
                // What is put before or behind a value does not end it.
                let is_either = !is_kept
                    && !appends
                    && old.is_some_and(|old| !variables::text(&value).contains(&variables::text(old)));
                self.is_doubtful |= is_either && (old.is_some_and(is_of_trust) || is_of_trust(&value));
                self.variables.may_be_otherwise(name, is_either, is_certain);
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
            Piece::Variable { name, default, line, .. } => {
                let mark = Mark::new(file, *line);
                if let Some(path) = self.own_path(name, file) {
                    return marked(&path, mark);
                }
                // Before it is copied.
                if !self.reading.has_room(self.variables.value(name).map_or(0, Vec::len)) {
                    return Marked::new();
                }
                let found = self.variables.expansion(self.reading, name, within, default.as_ref(), mark);
                if self.reading.may_expand(found.len()) { found } else { Marked::new() }
            }
        }
    }
}
