//! The variables that a file assigns, and which words reach a Java through them.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use super::super::text::{LONGEST_VALUE, Mark, Reading};
use super::super::{Fault, remarks};
use super::lines::{Otherwise, is_of_name};
use crate::jvm::launch;

/// A text, each character with the line that gave it.
pub(in super::super) type Marked = Vec<(char, Mark)>;

/// The text alone.
pub(in super::super) fn text(marked: &[(char, Mark)]) -> String {
    marked.iter().map(|(character, _)| *character).collect()
}

/// What scripts give to a Java, in this order: Tomcat's `catalina.sh` has `JAVA_OPTS` before `CATALINA_OPTS`.
const FIRST: [&str; 2] = ["JAVA_OPTS", "CATALINA_OPTS"];

/// No longer line is shown as it should be.
const LONGEST_LINE: usize = 10_000;

/// Variables that every shell has.
const OF_EVERYBODY: [&str; 7] = ["PWD", "HOME", "USER", "LOGNAME", "HOSTNAME", "LANG", "PATH"];

/// The ends of the names of variables that hold options; where nobody sets one, it is empty.
const OPTIONS: [&str; 4] = ["_OPTS", "_OPTIONS", "_ARGS", "_PARAMS"];

/// Where variables are from that no file assigns.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Environment {
    /// Whoever asks here has them, too.
    #[default]
    Machine,
    /// They were all assigned.
    Whole,
    /// They were assigned as far as they are known.
    Partial,
}

/// The variables that were assigned.
#[derive(Clone, Default)]
pub(in super::super) struct Variables {
    values: HashMap<String, Marked>,
    /// Their names, in the order of their first assignment.
    order: Vec<String>,
    /// Those whose value went into another one's.
    used: HashSet<String>,
    /// Those that a command gives to the Java it starts.
    in_command: HashSet<String>,
    /// Names that stand in values and that nobody sets.
    undefined: HashSet<String>,
    /// Names that have one of several values.
    either: HashSet<String>,
    /// Names of which a script asks whether they are set.
    optional: HashSet<String>,
    /// Where those are from that no file assigns.
    environment: Environment,
    /// Whether the script becomes the Java by a command of its own, and gives it no more than that has.
    is_direct: bool,
    /// Whether [`FIRST`] reach the Java by way of `eval`, which takes quotes in them away.
    evaluates: bool,
}

impl Variables {
    /// Assigns a value, or puts it behind the one that is there.
    pub(in super::super) fn assign(&mut self, name: &str, mut value: Marked, appends: bool) {
        if let Some(own) = self.values.get_mut(name) {
            if appends {
                own.append(&mut value);
            } else {
                *own = value;
            }
        } else {
            self.order.push(name.to_owned());
            self.values.insert(name.to_owned(), value);
        }
    }

    /// The characters of a value.
    pub(in super::super) fn value(&self, name: &str) -> Option<&Marked> {
        self.values.get(name)
    }

    /// The script that starts the Java has the shell read its words again: quotes in them hold blanks together, and go.
    pub(in super::super) fn are_evaluated(&mut self) {
        self.evaluates = true;
    }

    /// A script asks whether these are set.
    pub(super) fn may_be_unset<'n>(&mut self, names: impl Iterator<Item = &'n str>) {
        self.optional.extend(names.map(str::to_owned));
    }

    /// Whether a variable has one of several values, by branches that nobody can weigh.
    pub(super) fn is_either(&self, name: &str) -> bool {
        self.either.contains(name)
    }

    /// Notes that it `is_either`, or that an assignment that `is_certain` has ended that.
    pub(super) fn may_be_otherwise(&mut self, name: &str, is_either: bool, is_certain: bool) {
        if is_either {
            self.either.insert(name.to_owned());
        } else if is_certain {
            self.either.remove(name);
        }
    }

    /// Takes a variable away.
    pub(super) fn unset(&mut self, name: &str) {
        self.values.remove(name);
    }

    /// The script becomes the Java, by a command that has all that it is told.
    pub(super) fn are_given_by_a_command(&mut self) {
        self.is_direct = true;
    }

    /// These reach the Java by the command that starts it, and not otherwise.
    pub(super) fn reach_a_java(&mut self, names: Vec<String>) {
        self.in_command.extend(names);
    }

    /// The variables of the environment are these alone: a unit of systemd gives its own. Where `is_whole` is not set, there may be more of
    /// them than are known.
    pub(in super::super) fn close(&mut self, is_whole: bool) {
        self.environment = if is_whole { Environment::Whole } else { Environment::Partial };
    }

    /// The value of a variable: what was assigned before, or what the environment has; `None` where nobody here knows.
    pub(super) fn lookup(&self, reading: &Reading<'_>, name: &str, file: usize) -> Option<Cow<'_, Marked>> {
        if let Some(value) = self.values.get(name) {
            return Some(Cow::Borrowed(value));
        }
        let mark = Mark::new(file, 1);
        let marked = |text: &str| Some(Cow::Owned(text.chars().map(|sign| (sign, mark)).collect()));
        // What a variable of options holds before the file is read is not the file's.
        if OPTIONS.iter().any(|end| name.ends_with(end)) {
            return marked("");
        }
        let own = reading.machine.variable(name).filter(|_| self.environment == Environment::Machine);
        if let Some(value) = own {
            return marked(value);
        }
        match implied(reading, name, file) {
            Some(implied) => marked(&implied),
            None => (self.environment == Environment::Whole).then(|| Cow::Owned(Marked::new())),
        }
    }

    /// What stands for a variable within the value of another. One that nobody sets stays as it is written, because whoever runs the
    /// script may set it.
    pub(super) fn expansion(
        &mut self,
        reading: &Reading<'_>,
        name: &str,
        within: &str,
        default: Option<&Otherwise>,
        mark: Mark,
    ) -> Marked {
        if name != within && !within.is_empty() {
            self.used.insert(name.to_owned());
        }
        let value = self.lookup(reading, name, mark.file());
        // What is not a file's own stands where it is used.
        let is_assigned = self.values.contains_key(name);
        let value = value.map(Cow::into_owned).map(|value| match is_assigned {
            true => value,
            false => value.into_iter().map(|(sign, _)| (sign, mark)).collect(),
        });
        let Some(default) = default else {
            return value.unwrap_or_else(|| {
                if name == within {
                    return Marked::new();
                }
                self.undefined.insert(name.to_owned());
                format!("${{{name}}}").chars().map(|sign| (sign, mark)).collect()
            });
        };
        let text: Marked = default.text.chars().map(|sign| (sign, mark)).collect();
        // A variable of options that nobody has assigned is none.
        let is_set = is_assigned || value.as_ref().is_some_and(|value| !value.is_empty());
        let is_there = is_set && !(default.is_for_empty && value.as_ref().is_none_or(Vec::is_empty));
        match (is_there, default.is_instead) {
            (true, false) => value.unwrap_or_default(),
            (true, true) => self.inner(reading, text, within, mark),
            (false, true) => Marked::new(),
            (false, false) => {
                let text = self.inner(reading, text, within, mark);
                if default.is_assigned {
                    self.assign(name, text.clone(), false);
                }
                text
            }
        }
    }

    /// The variables in what stands for another one: `$NAME` and `${NAME}`, no deeper.
    fn inner(&mut self, reading: &Reading<'_>, text: Marked, within: &str, mark: Mark) -> Marked {
        let plain = self::text(&text);
        if !plain.contains('$') || plain.contains("$(") {
            return text;
        }
        let mut found = Marked::new();
        let mut rest = plain.as_str();
        while let Some((before, after)) = rest.split_once('$') {
            found.extend(before.chars().map(|sign| (sign, mark)));
            let bare = after.strip_prefix('{').unwrap_or(after);
            let end = bare.find(|sign: char| !is_of_name(sign)).unwrap_or(bare.len());
            let (name, behind) = bare.split_at(end);
            let behind = if bare.len() < after.len() { behind.strip_prefix('}') } else { Some(behind) };
            let Some(behind) = behind.filter(|_| !name.is_empty()) else {
                found.extend(format!("${after}").chars().map(|sign| (sign, mark)));
                return found;
            };
            let value = self.expansion(reading, name, within, None, mark);
            if found.len() + value.len() <= LONGEST_VALUE {
                found.extend(value);
            }
            rest = behind;
        }
        found.extend(rest.chars().map(|sign| (sign, mark)));
        found
    }

    /// The Java that is named; `catalina.sh` prefers `JRE_HOME`.
    pub(in super::super) fn java(&self) -> Option<(PathBuf, Mark)> {
        ["JRE_HOME", "JAVA_HOME", "JAVACMD", "JAVA_CMD"].iter().find_map(|name| {
            let value = self.values.get(*name)?;
            let text = text(value);
            (!text.contains('$')).then_some((PathBuf::from(text), value.first()?.1))
        })
    }

    /// The words that reach a Java through the variables, in its order; those of the command that starts it come between.
    pub(in super::super) fn words(
        &self,
        reading: &mut Reading<'_>,
        command: Vec<(String, Mark)>,
    ) -> Vec<(String, Mark)> {
        let [first, second, last] = launch::VARIABLES;
        let mut words = [self.words_for_java(first), self.words_for_java(second)].concat();
        let others = self.order.iter().map(String::as_str);
        let others = others.filter(|name| !FIRST.contains(name) && !launch::VARIABLES.contains(name));
        let mut cut = Vec::new();
        for name in FIRST.into_iter().chain(others) {
            let is_used = self.used.contains(name) && !FIRST.contains(&name);
            let is_evaluated = self.evaluates && FIRST.contains(&name);
            let cut_up = if is_evaluated { evaluated } else { split };
            let own = self.values.get(name).map(cut_up).unwrap_or_default();
            let has_property =
                own.iter().any(|(word, _)| word.trim_start_matches(['"', '\'']).starts_with("-D"));
            if !self.is_direct
                && !self.in_command.contains(name)
                && !is_used
                && (FIRST.contains(&name) || has_property)
            {
                cut.extend(own);
            }
        }
        cut.extend(command);
        remark_on_quotes(reading, &cut);
        words.append(&mut cut);
        words.extend(self.words_for_java(last));
        self.remark_on_undefined(reading, &words);
        words
    }

    /// The words of a variable that the Java cuts itself: quotes in it are for the Java.
    pub(in super::super) fn words_for_java(&self, name: &'static str) -> Vec<(String, Mark)> {
        let Some(value) = self.values.get(name) else { return Vec::new() };
        let text = text(value);
        // Where a word begins: behind each blank that is not quoted.
        let mut begins = Vec::new();
        let (mut quote, mut is_between) = (None, true);
        for (character, mark) in value {
            if quote.is_none() && character.is_ascii_whitespace() {
                is_between = true;
                continue;
            }
            if is_between {
                begins.push(*mark);
                is_between = false;
            }
            match quote {
                None if matches!(character, '"' | '\'') => quote = Some(*character),
                Some(open) if open == *character => quote = None,
                _ => {}
            }
        }
        launch::of_variable(name, &text).into_iter().map(|word| word.text).zip(begins).collect()
    }

    fn remark_on_undefined(&self, reading: &mut Reading<'_>, words: &[(String, Mark)]) {
        for (word, mark) in words {
            for (_, rest) in word.match_indices("${").map(|(at, _)| word.split_at(at)) {
                let name = rest.trim_start_matches("${").split('}').next().unwrap_or_default();
                let is_known = self.optional.contains(name) || OF_EVERYBODY.contains(&name);
                if self.undefined.contains(name) && !is_known {
                    reading.remark(Fault::UndefinedVariable { name: name.to_owned() }, *mark, None);
                }
            }
        }
    }
}

/// What `catalina.sh` sets before it reads `bin/setenv.sh`.
pub(super) fn implied(reading: &Reading<'_>, name: &str, file: usize) -> Option<String> {
    let own = reading.in_full(&reading.folder_of(file));
    let is_implied = ["CATALINA_BASE", "CATALINA_HOME"].contains(&name) && own.ends_with("bin");
    is_implied.then(|| own.parent().unwrap_or(&own).to_string_lossy().into_owned())
}

/// A value cut at its blanks, as the shell does with a variable that stands outside of quotes: quotes in the value are
/// characters like any other.
fn split(value: &Marked) -> Vec<(String, Mark)> {
    let words = value.split(|(character, _)| matches!(character, ' ' | '\t' | '\n'));
    words
        .filter_map(|word| Some((word.iter().map(|(character, _)| *character).collect(), word.first()?.1)))
        .collect()
}

/// A value cut as a command is, by a shell that reads it again: quotes and backslashes do what they do in a script.
fn evaluated(value: &Marked) -> Vec<(String, Mark)> {
    let mut words: Vec<(String, Mark)> = Vec::new();
    let mut word: Option<(String, Mark)> = None;
    let mut quote = None;
    let mut rest = value.iter().copied().peekable();
    while let Some((character, mark)) = rest.next() {
        match (character, quote) {
            (_, Some(open)) if character == open => quote = None,
            ('"' | '\'', None) => {
                quote = Some(character);
                word.get_or_insert((String::new(), mark));
            }
            (' ' | '\t' | '\n', None) => words.extend(word.take()),
            ('\\', None | Some('"')) => {
                // Between double quotes it counts before these alone (POSIX 2.2.3).
                let counts = |next: &(char, Mark)| quote.is_none() || "$`\"\\\n".contains(next.0);
                let meant = rest.next_if(counts).map_or('\\', |(next, _)| next);
                if meant != '\n' {
                    word.get_or_insert((String::new(), mark)).0.push(meant);
                }
            }
            _ => word.get_or_insert((String::new(), mark)).0.push(character),
        }
    }
    words.extend(word);
    words
}

/// Remarks upon words with quotes that reach the Java, with the line as it were without them.
pub(in super::super) fn remark_on_quotes(reading: &mut Reading<'_>, words: &[(String, Mark)]) {
    for (word, mark) in words.iter().filter(|(word, _)| remarks::is_quoted(word)) {
        // A line that goes on for ever is nobody's to correct.
        let line = Some(reading.line(*mark)).filter(|line| line.len() <= LONGEST_LINE).unwrap_or_default();
        let bare = word.replace(['"', '\''], "");
        let escaped = word.replace('"', "\\\"");
        let is_whole = word.matches(['"', '\'']).count().is_multiple_of(2);
        let corrected = [&escaped, word]
            .into_iter()
            .find(|written| is_whole && line.contains(written.as_str()))
            .map(|written| line.replacen(written.as_str(), &bare, 1));
        reading.remark(Fault::Quotes { value: word.clone() }, *mark, corrected);
    }
}
