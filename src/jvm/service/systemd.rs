//! A unit of systemd with its drop-ins: the Java that it starts, with which words, where and as whom.
//!
//! After systemd.service(5), "Command lines"; systemd.exec(5), `Environment=`, `EnvironmentFile=`, `WorkingDirectory=`;
//! systemd.unit(5), drop-ins; systemd.syntax(7), quoting.

mod cut;
mod unit;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::Fault;
use super::shell::{self, Marked, Ran, SHELLS, Variables, text};
use super::text::{LONGEST_VALUE, Mark, Reading, Told};
use crate::jvm::launch::{VARIABLES, options};
use crate::machine::Machine;
use cut::{marked, words};
use unit::Unit;

/// Where units and their drop-ins lie; what lies in an earlier one stands before what has the same name in a later one.
const FOLDERS: [&str; 5] = [
    "/etc/systemd/system",
    "/run/systemd/system",
    "/usr/local/lib/systemd/system",
    "/usr/lib/systemd/system",
    "/lib/systemd/system",
];

/// No unit is read with more drop-ins.
const MOST_DROP_INS: usize = 64;

/// Variables that the service has without being given them.
const OWN: [&str; 12] = [
    "PATH",
    "LANG",
    "USER",
    "LOGNAME",
    "HOME",
    "SHELL",
    "MAINPID",
    "INVOCATION_ID",
    "JOURNAL_STREAM",
    "NOTIFY_SOCKET",
    "RUNTIME_DIRECTORY",
    "STATE_DIRECTORY",
];

/// The file of a unit by its name, or by a path that leads nowhere: that of the template that it is an instance of.
pub(super) fn find(machine: &Machine, named: &Path) -> Option<PathBuf> {
    let name = named.file_name()?.to_str().filter(|name| name.ends_with(".service"))?;
    let template = name.split_once('@').map(|(template, _)| format!("{template}@.service"));
    let folders: Vec<&Path> = match named.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) => vec![folder],
        None => FOLDERS.iter().map(Path::new).collect(),
    };
    [Some(name), template.as_deref()]
        .into_iter()
        .flatten()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|path| machine.path(path).is_file())
}

/// What the unit of this name says; its file may be that of a template.
pub(super) fn read(reading: &mut Reading<'_>, file: usize, name: &str) -> Told {
    let mut unit = Unit::new(name);
    unit.read(&reading.lines(file), file);
    for path in drop_ins(reading, file, name) {
        if let Ok(file) = reading.open(&path) {
            unit.read(&reading.lines(file), file);
        }
    }
    let (mut variables, knows_all) = environment(reading, &unit);
    let mut told = Told {
        folder: unit.folder.as_ref().map(|(folder, mark)| (PathBuf::from(folder), *mark)),
        user: unit.user.clone(),
        ..Told::default()
    };
    let command = unit.command().map(|command| arguments(reading, &command, &variables, knows_all));
    let command = command.unwrap_or_default();
    // `/usr/bin/env NAME=value java …`
    let is_env = command.first().is_some_and(|(program, _)| is_program(program, "env"));
    let begins = command.iter().skip(usize::from(is_env));
    let begins = begins.skip_while(|(word, _)| is_env && word.contains('=')).cloned();
    let mut rest = of_shell(begins.collect()).into_iter();
    match rest.next() {
        Some((program, mark)) if is_program(&program, "java") => {
            told.java = Some((PathBuf::from(program), mark));
            // "Defaults to the root directory when systemd is running as a system instance."
            told.standard_folder = Some(PathBuf::from("/"));
            let [first, second, last] = VARIABLES;
            let own: Vec<(String, Mark)> = rest.collect();
            let count = options(own.iter().map(|(word, _)| word.as_str()));
            told.words = [variables.words_for_java(first), variables.words_for_java(second)].concat();
            told.words.extend(own.into_iter().take(count));
            told.words.extend(variables.words_for_java(last));
        }
        // A script, which hands on what it finds in its variables, and sets more of them.
        program => {
            let command: Vec<(String, Mark)> = program.into_iter().chain(rest).collect();
            let folder = told.folder.as_ref().map(|(folder, _)| folder.clone());
            variables.close(knows_all);
            let mut ran = of_script(reading, &mut variables, &command, folder.or(Some(PathBuf::from("/"))));
            told.java = variables.java();
            told.words = variables.words(reading, std::mem::take(&mut ran.started));
            told.unread = ran.unread(&told.words);
        }
    }
    told
}

/// The command that a shell is given to run, where it is a Java: `/bin/sh -c 'exec java …'`.
fn of_shell(command: Vec<(String, Mark)>) -> Vec<(String, Mark)> {
    let [(shell, _), (option, _), (text, mark), ..] = command.as_slice() else { return command };
    if !SHELLS.iter().any(|name| is_program(shell, name)) || option != "-c" {
        return command;
    }
    let words: Vec<(String, Mark)> =
        words(&marked(text, *mark)).iter().map(|word| (self::text(word), *mark)).collect();
    match words.iter().position(|(word, _)| is_program(word, "java")) {
        Some(at) => words.into_iter().skip(at).collect(),
        None => command,
    }
}

/// What comes of a command that is a script, or of a shell that is given one, be it as a text (`-c`).
fn of_script(
    reading: &mut Reading<'_>,
    variables: &mut Variables,
    command: &[(String, Mark)],
    folder: Option<PathBuf>,
) -> Ran {
    let Some((program, _)) = command.first() else { return Ran::default() };
    let mut script = program;
    if SHELLS.iter().any(|shell| is_program(program, shell)) {
        let is_option = |word: &&(String, Mark)| word.0.starts_with('-');
        let text = command.iter().position(|(word, _)| word == "-c").and_then(|at| command.get(at + 1));
        if let Some((text, mark)) = text {
            // As far down as it stands in the unit.
            let text = "\n".repeat(mark.line().saturating_sub(1)) + text;
            return shell::run_text(reading, variables, mark.file(), &text, folder);
        }
        match command.iter().skip(1).find(|word| !is_option(word)) {
            Some((named, _)) => script = named,
            None => return Ran::default(),
        }
    }
    let path = folder.as_deref().unwrap_or(Path::new("/")).join(script);
    match shell::script(reading, &path) {
        Some(file) => shell::run(reading, variables, file, folder),
        None => Ran::of_program(script),
    }
}

fn is_program(path: &str, name: &str) -> bool {
    Path::new(path).file_name().is_some_and(|own| own == name)
}

/// The drop-ins of a unit, in the order in which they count: that of their names, whatever folder they lie in.
fn drop_ins(reading: &Reading<'_>, file: usize, name: &str) -> Vec<PathBuf> {
    let mut names = vec![name.to_owned()];
    if let Some((template, _)) = name.split_once('@') {
        names.push(format!("{template}@.service"));
    }
    let own = reading.folder_of(file);
    let folders = FOLDERS.iter().map(PathBuf::from).chain([own]);
    let mut found: BTreeMap<String, PathBuf> = BTreeMap::new();
    for folder in folders
        .flat_map(|folder| names.iter().map(|name| folder.join(format!("{name}.d"))).collect::<Vec<_>>())
    {
        let Ok(entries) = fs::read_dir(reading.machine.path(&folder)) else { continue };
        for entry in entries.flatten().take(MOST_DROP_INS * 4) {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.ends_with(".conf") {
                found.entry(name.clone()).or_insert_with(|| folder.join(name));
            }
        }
    }
    found.into_values().take(MOST_DROP_INS).collect()
}

/// The variables that the unit gives, those of files last: "settings from these files override settings made with
/// Environment=". And whether these are all that there are.
fn environment(reading: &mut Reading<'_>, unit: &Unit) -> (Variables, bool) {
    let mut variables = Variables::default();
    let mut knows_all = !unit.passes_variables;
    for assignment in &unit.environment {
        assign(&mut variables, assignment);
    }
    for (path, mark) in &unit.files {
        let (is_optional, path) = match path.strip_prefix('-') {
            Some(path) => (true, path),
            None => (false, path.as_str()),
        };
        match reading.open(Path::new(path)) {
            Ok(file) => {
                for assignment in unit::assignments(&reading.lines(file), file) {
                    assign(&mut variables, &assignment);
                }
            }
            Err(_) => {
                knows_all = false;
                if !is_optional && !path.contains(['*', '?', '[', '%']) {
                    let fault = Fault::UnreadableInclude { included: PathBuf::from(path), required: true };
                    reading.remark(fault, *mark, None);
                }
            }
        }
    }
    (variables, knows_all)
}

fn assign(variables: &mut Variables, assignment: &Marked) {
    let Some(at) = assignment.iter().position(|(character, _)| *character == '=') else { return };
    let (name, value) = assignment.split_at(at);
    // Linux: no program gets a longer one.
    if value.len() > LONGEST_VALUE {
        return;
    }
    variables.assign(&text(name), value.get(1..).unwrap_or_default().to_vec(), false);
}

/// The words of a command, with its variables: `${NAME}` anywhere in a word, `$NAME` as a word of its own, which "will be
/// replaced by the value of the environment variable split at whitespace". "Variables whose value is not known at
/// expansion time are treated as empty strings."
fn arguments(
    reading: &mut Reading<'_>,
    command: &Marked,
    variables: &Variables,
    knows_all: bool,
) -> Vec<(String, Mark)> {
    let signs = command.iter().take_while(|(character, _)| "@-:+!|".contains(*character)).count();
    let (prefix, command) = command.split_at(signs);
    let expands = !prefix.iter().any(|(character, _)| *character == ':');
    // The second word of `@` is what the program is told to be called.
    let is_renamed = prefix.iter().any(|(character, _)| *character == '@');
    let mut found = Vec::new();
    for (at, word) in words(command).into_iter().enumerate() {
        let Some((_, mark)) = word.first().copied() else { continue };
        let whole = text(&word);
        // The next command begins.
        if whole == ";" {
            break;
        }
        let whole = if whole == "\\;" { ";".to_owned() } else { whole };
        if at == 1 && is_renamed {
            continue;
        }
        if !expands {
            found.push((whole, mark));
            continue;
        }
        let name = whole.strip_prefix('$').filter(|name| cut::is_name(name));
        if let Some(name) = name {
            remark_on_undefined(reading, variables, knows_all, name, mark);
            let value = variables.value(name).filter(|value| reading.may_expand(value.len()));
            let value = value.map(|value| words(value)).unwrap_or_default();
            found.extend(value.iter().filter_map(|word| Some((text(word), word.first()?.1))));
            continue;
        }
        let mut written = String::new();
        for part in cut::references(&whole) {
            match part {
                cut::Part::Text(text) => written.push_str(text),
                cut::Part::Variable(name) => {
                    remark_on_undefined(reading, variables, knows_all, name, mark);
                    let value = variables.value(name).filter(|value| reading.may_expand(value.len()));
                    written.push_str(&value.map(|value| text(value)).unwrap_or_default());
                }
            }
        }
        found.push((written, mark));
    }
    let quoted: Vec<(String, Mark)> =
        found.iter().filter(|(word, _)| word.starts_with("-D")).cloned().collect();
    shell::remark_on_quotes(reading, &quoted);
    found
}

fn remark_on_undefined(
    reading: &mut Reading<'_>,
    variables: &Variables,
    knows_all: bool,
    name: &str,
    mark: Mark,
) {
    if knows_all && variables.value(name).is_none() && !OWN.contains(&name) {
        reading.remark(Fault::UndefinedVariable { name: name.to_owned() }, mark, None);
    }
}

/// The text of a line with its mark.
fn line_of(line: &str, file: usize, number: usize) -> Marked {
    marked(line, Mark::new(file, number))
}
