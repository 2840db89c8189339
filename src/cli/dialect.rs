//! keytool's command line, translated to the native one.
//!
//! Java's rules (transcripts of `dialect`): the command is an option like any other and may stand anywhere; words are
//! compared without case and without hyphens; options of other commands are taken and ignored; a repeated option
//! counts once, the last time; `-J…` words belong to the JVM.

mod contradiction;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;

use super::options_file;
use crate::machine::Machine;
use crate::report::keytool::help::{self, Command};
use crate::secret::Password;

/// What keytool's command line asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Request {
    /// A command, as the native dialect says it.
    Run(Translated),
    /// The list of all commands.
    Overview,
    /// The options of one command.
    Usage(&'static Command),
    /// The program's version.
    Version,
    /// A line that makes no sense.
    Refused(Refusal),
}

/// A command line in the native dialect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Translated {
    /// The command as keytool names it.
    pub(super) command: &'static Command,
    /// The native words.
    pub(super) words: Vec<OsString>,
    /// Whether `-v` was given.
    pub(super) verbose: bool,
    /// What `-keypass` gives, which counts for a word of warning whatever the command.
    pub(super) key_password: Option<Password>,
}

/// Why a line makes no sense to keytool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// A complaint on standard error, followed by the help of the command, if one was given.
    Usage(String, Option<&'static Command>),
    /// A plain error: the exception with its message.
    Exception(String),
}

/// A line, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Understood {
    /// What it asks for.
    pub(super) request: Request,
    /// Words that were given more than once, as they were typed, once for each repetition.
    pub(super) repeated: Vec<String>,
    /// Whether `-debug` was given.
    pub(super) debug: bool,
    /// Whether `-nowarn` was read before anything was found wrong.
    pub(super) silent: bool,
}

/// Options that take a password and may say where it is (`:env`, `:file`).
const PASSWORDS: [&str; 8] = [
    "storepass",
    "keypass",
    "new",
    "srcstorepass",
    "deststorepass",
    "srckeypass",
    "destkeypass",
    "signerkeypass",
];
/// Options that may be repeated.
const REPEATABLE: [&str; 6] = ["ext", "id", "provider", "addprovider", "providerclass", "providerarg"];
/// Options whose value is a number, looked at whatever the command.
const NUMBERS: [&str; 2] = ["keysize", "validity"];
/// Options that `-providerarg` may follow.
/// The name of a store that is no file.
const NONE: &str = "NONE";
const PROVIDERS: [&str; 3] = ["provider", "addprovider", "providerclass"];
/// The words that ask for help.
const HELP: [&str; 3] = ["help", "h", "?"];

/// The native name of keytool's command, where it exists.
fn native_name(command: &Command) -> &'static str {
    match command.name {
        "importcert" => "import",
        "exportcert" => "export",
        name => name,
    }
}

/// Whether these words are keytool's: they begin with an option of one dash, or name one of its commands.
pub(super) fn speaks_keytool(words: &[String]) -> bool {
    let one_dash = |word: &String| word.len() > 2 && word.starts_with('-') && !word.starts_with("--");
    words.first().is_some_and(one_dash)
        || words.iter().any(|word| one_dash(word) && command_of(&fold(word)).is_some())
}

/// A word of the native dialect: keytool's spelling of an option, with one dash and perhaps `:env` or `:file`, is taken
/// as its own.
pub(super) fn with_two_dashes(word: &str) -> String {
    let (name, value) = word.split_once('=').map_or((word, None), |(name, value)| (name, Some(value)));
    let (name, suffix) = match name.split_once(':') {
        Some((name, "env")) => (name, "-env"),
        Some((name, "file")) => (name, "-file"),
        _ => (name, ""),
    };
    let is_keytools = name.len() > 2
        && name.starts_with('-')
        && !name.starts_with("--")
        && help::options().any(|(option, _)| name.strip_prefix('-') == Some(option));
    match (is_keytools, value) {
        (false, _) => word.to_owned(),
        (true, None) => format!("-{name}{suffix}"),
        (true, Some(value)) => format!("-{name}{suffix}={value}"),
    }
}

/// Understands keytool's words, without the program's name and `-J` words. `grammar` holds the native commands afterwards,
/// if they were needed: they take longer to build than the words to translate.
pub(super) fn translate(
    words: &[String],
    machine: &Machine,
    grammar: &OnceCell<clap::Command>,
) -> Understood {
    let mut line = Line { count: words.len(), ..Line::default() };
    let refused = line.look_ahead(words).and_then(|file| match file {
        Some(file) => line.take_with_options_file(words, &file, machine),
        None => line.take_all(words, machine),
    });
    let (repeated, debug) = (std::mem::take(&mut line.repeated), line.debug);
    let silent = line.options.contains_key("nowarn");
    let request = match refused {
        Ok(()) => line.finish(machine, grammar),
        Err(refusal) => Request::Refused(refusal),
    };
    Understood { request, repeated, debug, silent }
}

#[derive(Default)]
struct Line {
    command: Option<&'static Command>,
    help: bool,
    options: BTreeMap<&'static str, Vec<Given>>,
    order: Vec<&'static str>,
    typed: Vec<String>,
    repeated: Vec<String>,
    any: bool,
    debug: bool,
    count: usize,
}

struct Given {
    value: Option<String>,
    suffix: &'static str,
    /// Whether a `-providerarg` follows it.
    is_configured: bool,
}

impl Given {
    fn plain(value: Option<String>) -> Self {
        Self { value, suffix: "", is_configured: false }
    }
}

impl Line {
    /// Java: looks for the command, the options file and `-debug` in every word first, also in those that are the values
    /// of options; so whatever is wrong with the rest is followed by the help of the command. Gives the options file.
    fn look_ahead(&mut self, words: &[String]) -> Result<Option<String>, Refusal> {
        let mut file = None;
        let mut words = words.iter();
        while let Some(word) = words.next() {
            if !word.starts_with('-') {
                continue;
            }
            let folded = fold(word.split_once(':').map_or(word.as_str(), |(name, _)| name));
            if !REPEATABLE.contains(&folded.as_str()) && !HELP.contains(&folded.as_str()) {
                self.note_repetition(word);
            }
            let folded = fold(word);
            if folded == "conf" {
                file = Some(words.next().ok_or_else(|| self.no_value(word))?.clone());
            } else if folded == "debug" {
                self.debug = true;
            } else if let Some(command) = command_of(&folded)
                && let Some(earlier) = self.command.replace(command)
            {
                let (earlier, later) = (earlier.name, command.name);
                let complaint =
                    format!("Only one command is allowed: both -{earlier} and -{later} were specified.");
                return Err(Refusal::Exception(format!("java.lang.Exception: {complaint}")));
            }
        }
        Ok(file)
    }

    /// Java: takes the words of the options file for the command, and behind them those of the line; a command in the
    /// file is overridden like everything else.
    fn take_with_options_file(
        &mut self,
        words: &[String],
        file: &str,
        machine: &Machine,
    ) -> Result<(), Refusal> {
        let Some(command) = self.command else { return self.take_all(words, machine) };
        let preset = options_file::words(machine, file, command.name);
        let mut joined = preset.map_err(|fault| Refusal::Exception(fault.to_string()))?;
        joined.extend_from_slice(words);
        self.count = joined.len();
        self.take_all(&joined, machine)
    }

    fn take_all(&mut self, words: &[String], machine: &Machine) -> Result<(), Refusal> {
        let mut words = words.iter().peekable();
        while let Some(word) = words.next() {
            let option = self.take(word, &mut words, machine)?;
            if let Some(option) = option.filter(|option| PROVIDERS.contains(option))
                && words.next_if(|next| fold(next) == "providerarg").is_some()
            {
                words.next().ok_or_else(|| self.no_value("-providerarg"))?;
                if let Some(given) = self.options.get_mut(option).and_then(|given| given.last_mut()) {
                    given.is_configured = true;
                }
            }
        }
        Ok(())
    }

    /// Takes a word and its value; gives the option it was, if it was one.
    fn take<'w>(
        &mut self,
        word: &str,
        rest: &mut impl Iterator<Item = &'w String>,
        machine: &Machine,
    ) -> Result<Option<&'static str>, Refusal> {
        self.any = true;
        let illegal = |line: &Self| line.refuse(format!("Illegal option:  {word}"));
        if !word.starts_with('-') {
            return Err(illegal(self));
        }
        let (name, modifier) = match word.split_once(':') {
            Some((name, modifier)) => (name, Some(modifier)),
            None => (word, None),
        };
        let folded = fold(name);
        if HELP.contains(&folded.as_str()) {
            self.help = true;
            return Ok(None);
        }
        let option = help::options().find(|(option, _)| *option != "providerarg" && fold(option) == folded);
        if let Some(command) = command_of(&folded) {
            self.command = Some(command);
            return Ok(None);
        }
        let Some((option, takes_value)) = option else { return Err(illegal(self)) };
        let is_password = modifier.is_some() && PASSWORDS.contains(&option);
        let value = match (takes_value, if takes_value { rest.next() } else { None }) {
            (false, _) => None,
            (true, Some(value)) => Some(value.clone()),
            // Java: looks for these values without asking whether there are any.
            (true, None) if is_password || option == "dest" => {
                let (index, exception) = (self.count, "java.lang.ArrayIndexOutOfBoundsException");
                let complaint = format!("{exception}: Index {index} out of bounds for length {index}");
                return Err(Refusal::Exception(complaint));
            }
            (true, None) => return Err(self.no_value(word)),
        };
        // Java: the days of a validity have 64 bits.
        let is_number = |value: &&String| {
            if option == "validity" { value.parse::<i64>().is_ok() } else { value.parse::<i32>().is_ok() }
        };
        if NUMBERS.contains(&option)
            && let Some(value) = value.as_ref().filter(|value| !is_number(value))
        {
            let complaint = format!("java.lang.NumberFormatException: For input string: \"{value}\"");
            return Err(Refusal::Exception(complaint));
        }
        let given = match modifier.filter(|_| is_password) {
            Some(modifier) => self.password(value, modifier, machine)?,
            None => Given::plain(value),
        };
        // Java: one variable for both.
        let option = if option == "dest" { "destalias" } else { option };
        let earlier = self.options.entry(option).or_default();
        if earlier.is_empty() {
            self.order.push(option);
        }
        earlier.push(given);
        Ok(Some(option))
    }

    fn note_repetition(&mut self, word: &str) {
        let typed = word.to_owned();
        if self.typed.contains(&typed) {
            self.repeated.push(typed);
        } else {
            self.typed.push(typed);
        }
    }

    /// Where a password is, checked while the line is read, as keytool does.
    fn password(&self, value: Option<String>, modifier: &str, machine: &Machine) -> Result<Given, Refusal> {
        let name = value.clone().unwrap_or_default();
        match modifier.to_lowercase().as_str() {
            "env" if machine.variable(&name).is_some() => Ok(Given { suffix: "-env", ..Given::plain(value) }),
            "env" => Err(self.refuse(format!("Cannot find environment variable: {name}"))),
            "file" if fs::metadata(machine.path(&name)).is_ok() => {
                Ok(Given { suffix: "-file", ..Given::plain(value) })
            }
            "file" => Err(self.refuse(format!("Cannot find file: {name}"))),
            _ => Err(self.refuse(format!("Unknown password type: {modifier}"))),
        }
    }

    fn refuse(&self, complaint: String) -> Refusal {
        Refusal::Usage(complaint, self.command)
    }

    fn no_value(&self, word: &str) -> Refusal {
        self.refuse(format!("Command option {word} needs an argument."))
    }

    fn finish(self, machine: &Machine, grammar: &OnceCell<clap::Command>) -> Request {
        match self.command {
            None if self.help || !self.any => Request::Overview,
            None => Request::Refused(Refusal::Usage("Usage error: no command provided".into(), None)),
            Some(command) if self.help => Request::Usage(command),
            Some(command) => match self.contradiction(command, machine) {
                Some(refusal) => Request::Refused(refusal),
                None if command.name == "version" => Request::Version,
                None => Request::Run(self.native(
                    command,
                    machine,
                    grammar.get_or_init(|| crate::commands::Command::grammar(native_name(command))),
                )),
            },
        }
    }

    fn value(&self, option: &str) -> Option<&Given> {
        self.options.get(option)?.last()
    }

    /// The native words: those options that the native command has.
    fn native(self, command: &'static Command, machine: &Machine, grammar: &clap::Command) -> Translated {
        let mut words: Vec<OsString> = vec![native_name(command).into()];
        let known = grammar.find_subcommand(native_name(command));
        let takes = |long: &str| {
            known.is_some_and(|known| known.get_arguments().any(|argument| argument.get_long() == Some(long)))
        };
        for option in &self.order {
            let Some(given) = self.options.get(option) else { continue };
            let name = match *option {
                "v" => "verbose",
                "provider" => "providerclass",
                name => name,
            };
            let counted = if REPEATABLE.contains(option) { given.len() } else { 1 };
            for Given { value, suffix, .. } in given.iter().skip(given.len() - counted) {
                let long = format!("{name}{suffix}");
                if takes(&long) {
                    words.push(match value {
                        Some(value) => format!("--{long}={value}").into(),
                        None => format!("--{long}").into(),
                    });
                }
            }
        }
        // Java: a store that is no file is named nothing else.
        for (_, keystore) in self.tokens_of_no_name() {
            if takes(keystore) {
                words.push(format!("--{keystore}={NONE}").into());
            }
        }
        let has = |name| self.options.contains_key(name);
        // Java: -keypasswd, which refuses a PKCS12, says nothing more.
        let key_password = self.password_of("keypass", machine).filter(|_| command.name != "keypasswd");
        Translated { command, words, verbose: has("v"), key_password }
    }
}

/// The command of this name, also by the name it had before JDK 6.
fn command_of(folded: &str) -> Option<&'static Command> {
    help::COMMANDS
        .iter()
        .find(|command| command.name == folded || command.old_name.is_some_and(|old| old == folded))
}

/// What Java's collator of primary strength compares: letters without case or accent marks, no hyphens or spaces.
fn fold(word: &str) -> String {
    word.chars()
        .filter(|character| !matches!(character, '-' | ' ' | '\t' | '\u{ad}') && !character.is_control())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::NoRandomness;

    fn read(line: &str) -> Understood {
        let machine = Machine::new(jiff::Timestamp::UNIX_EPOCH, [], Box::new(|_| Err(NoRandomness)));
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        translate(&words, &machine, &OnceCell::new())
    }

    fn understand(line: &str) -> Request {
        read(line).request
    }

    fn native(line: &str) -> Vec<String> {
        match understand(line) {
            Request::Run(translated) => {
                translated.words.into_iter().map(|word| word.into_string().unwrap()).collect()
            }
            other => panic!("{line}: {other:?}"),
        }
    }

    #[test]
    fn words_are_compared_without_case_and_hyphens() {
        assert_eq!(native("--LIST -key-Store a -V"), ["list", "--keystore=a", "--verbose"]);
        assert_eq!(native("-keystore a -import -file b"), ["import", "--keystore=a", "--file=b"]);
    }

    #[test]
    fn options_of_other_commands_are_dropped_and_the_last_of_equal_ones_counts() {
        assert_eq!(native("-list -validity 3 -alias x -alias y"), ["list", "--alias=y"]);
        assert_eq!(read("-list -alias x -alias y -v -alias z").repeated, ["-alias", "-alias"]);
    }

    #[test]
    fn keytools_spelling_of_options_is_understood_natively() {
        assert_eq!(with_two_dashes("-keystore"), "--keystore");
        assert_eq!(with_two_dashes("-storepass:env"), "--storepass-env");
        for word in ["-v", "-k", "--keystore", "-nonsense", "keystore", "-"] {
            assert_eq!(with_two_dashes(word), word);
        }
    }

    #[test]
    fn nonsense_is_refused_in_keytools_words() {
        let complaint = |line| match understand(line) {
            Request::Refused(Refusal::Usage(complaint, command)) => {
                (complaint, command.map(|command| command.name))
            }
            other => panic!("{other:?}"),
        };
        assert_eq!(
            complaint("-list -alias"),
            ("Command option -alias needs an argument.".into(), Some("list"))
        );
        assert_eq!(complaint("foo"), ("Illegal option:  foo".into(), None));
        assert_eq!(complaint("foo -alias -list"), ("Illegal option:  foo".into(), Some("list")));
        assert_eq!(complaint("-list -storepass:bad x"), ("Unknown password type: bad".into(), Some("list")));
        assert!(matches!(understand("-list -delete"), Request::Refused(Refusal::Exception(_))));
        assert_eq!(understand(""), Request::Overview);
    }
}
