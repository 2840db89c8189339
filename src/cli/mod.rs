//! The two dialects, the console, the words for failures, the exit codes.

mod console;
mod dialect;
mod environment;
mod failure;
mod options_file;
mod tips;

use std::cell::OnceCell;
use std::ffi::OsString;
use std::path::Path;

use clap::error::ErrorKind;
use clap::{FromArgMatches as _, Parser as _};

pub use self::console::Terminal;
use self::dialect::{Refusal, Request, Translated};
pub use self::failure::java_words;
use crate::commands::{Command, Console, Context, Document, Face, Failure};
use crate::machine::Machine;
use crate::report::Notice;
use crate::report::keytool::help;
use crate::report::keytool::weakness::Warnings;

/// The version of the JDK whose keytool this one is like, as `-version` tells it.
const LIKE_JDK: &str = "25.0.2";

/// The JDK's keytool without a JVM, and first aid for Java trust stores
///
/// Understands the JDK's own command line as well: `keytool-rs -list -keystore cacerts`. Linked or copied to the
/// name `keytool`, it is a drop-in for JDK 25's.
#[derive(Debug, clap::Parser)]
#[command(name = "keytool-rs", version, arg_required_else_help = true, max_term_width = 100)]
#[command(after_help = "Every command has examples: keytool-rs COMMAND --help")]
pub struct Arguments {
    /// What to do
    #[command(subcommand)]
    command: Command,

    /// The form of the output
    #[arg(long, value_enum, default_value_t, global = true)]
    format: Format,
}

/// The form of the output.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people
    #[default]
    Human,
    /// For programs
    Json,
    /// For programs, one object a line as each server answers
    #[value(hide = true)]
    Jsonl,
    /// For code scanners
    #[value(hide = true)]
    Sarif,
    /// For build servers
    #[value(hide = true)]
    Junit,
    /// For monitoring
    #[value(hide = true)]
    Prometheus,
}

/// Runs one command line; `arguments` starts with the name the program was called by. Gives the exit code.
pub fn run(arguments: &[OsString], machine: &mut Machine, console: &mut dyn Console) -> u8 {
    let (program, words) =
        arguments.split_first().map_or((None, &[][..]), |(program, words)| (Some(program), words));
    let words: Vec<String> = words.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let (for_java, words): (Vec<String>, Vec<String>) =
        words.into_iter().partition(|word| word.starts_with("-J"));
    if for_java.iter().any(|word| word == "-J") {
        return tell(console, "Error: The -J option should not be followed by a space.\n", 1);
    }
    let called = program.map(Path::new).and_then(Path::file_stem).unwrap_or_default();
    let as_keytool = called == "keytool" || dialect::speaks_keytool(&words);
    if as_keytool {
        environment::say_picked_up(machine, console);
    }
    environment::take_properties(&for_java, as_keytool, machine);
    let code = if as_keytool {
        run_as_keytool(&words, machine, console)
    } else {
        run_natively(&words, machine, console)
    };
    let flushed = console.out().flush();
    let code = match flushed {
        Err(source) => after_lost_output(&Failure::Output(source), code, console),
        Ok(()) => code,
    };
    let _ = console.err().flush();
    code
}

/// The exit code where the output could not be written; who closed the pipe, as `head` does, wants no more of it.
fn after_lost_output(failure: &Failure, code: u8, console: &mut dyn Console) -> u8 {
    match failure {
        Failure::Output(source) if source.kind() == std::io::ErrorKind::BrokenPipe => code,
        _ => tell(console, &failure::in_plain_words(failure), code.max(1)),
    }
}

fn run_as_keytool(words: &[String], machine: &Machine, console: &mut dyn Console) -> u8 {
    let grammar = OnceCell::new();
    let understood = dialect::translate(words, machine, &grammar);
    if understood.debug {
        print(console, &format!("Command line args: [{}]\n", words.join(", ")), 0);
    }
    let mut warnings = Warnings::default();
    for word in &understood.repeated {
        let sentence = "is specified multiple times. All except the last one will be ignored.";
        warnings.say(format!("The {word} option {sentence}"));
    }
    let code = match understood.request {
        Request::Run(translated) => {
            let grammar = grammar.into_inner().unwrap_or_else(|| Command::grammar(""));
            return run_translated(&translated, understood.silent, grammar, warnings, machine, console);
        }
        Request::Overview => tell(console, &help::overview(), 0),
        Request::Usage(command) => tell(console, &command.usage(), 0),
        Request::Version => print(console, &format!("keytool {LIKE_JDK}\n"), 0),
        Request::Refused(Refusal::Usage(complaint, command)) => {
            let usage = command.map_or_else(help::overview, help::Command::usage);
            let code = tell(console, &format!("{complaint}\n{usage}"), 1);
            // Java: leaves by an exception of this text, which -debug shows.
            let own = if understood.debug {
                "keytool error: java.lang.RuntimeException: NO BIG ERROR, SORRY\n"
            } else {
                ""
            };
            print(console, own, code)
        }
        Request::Refused(Refusal::Exception(exception)) => {
            print(console, &format!("keytool error: {exception}\n"), 1)
        }
    };
    if understood.silent { code } else { tell(console, &warnings.take_paragraph(), code) }
}

fn run_translated(
    translated: &Translated,
    is_silent: bool,
    grammar: clap::Command,
    warnings: Warnings,
    machine: &Machine,
    console: &mut dyn Console,
) -> u8 {
    let program = OsString::from("keytool-rs");
    let mut context = Context {
        machine,
        console,
        face: Face::Keytool,
        verbose: translated.verbose,
        key_password: translated.key_password.clone(),
        warnings,
        is_silent,
        read_ahead: false,
        in_lines: false,
    };
    let parsed = grammar
        .try_get_matches_from(std::iter::once(&program).chain(&translated.words))
        .and_then(|matches| Command::from_arg_matches(&matches));
    let result = match parsed {
        Ok(command) => command.run(&mut context),
        Err(error) if error.kind() == ErrorKind::InvalidSubcommand => {
            Err(Failure::Unsupported { command: format!("-{}", translated.command.name) })
        }
        Err(error) => Err(Failure::Usage(error.kind().to_string())),
    };
    let code = match result {
        Ok(code) => code,
        Err(Failure::TooManyFailures) => {
            let _ = context.say(&Notice::TooManyFailures);
            0
        }
        Err(failure @ Failure::Output(_)) => after_lost_output(&failure, 0, context.console),
        Err(failure) => {
            let exception = java_words(&failure);
            let _ = context.print(&format!("keytool error: {exception}\n"));
            1
        }
    };
    let _ = context.say_warnings();
    code
}

fn run_natively(words: &[String], machine: &Machine, console: &mut dyn Console) -> u8 {
    let words: Vec<String> = words.iter().map(|word| dialect::with_two_dashes(word)).collect();
    let program = "keytool-rs".to_owned();
    let arguments = match Arguments::try_parse_from(std::iter::once(&program).chain(&words)) {
        Ok(arguments) => arguments,
        Err(mut error) => {
            tips::add(&mut error, &words, machine);
            let text = if console.shows_colour() {
                error.render().ansi().to_string()
            } else {
                error.render().to_string()
            };
            let code = u8::try_from(error.exit_code()).unwrap_or(2);
            return if error.use_stderr() { tell(console, &text, code) } else { print(console, &text, code) };
        }
    };
    let face = match arguments.format {
        Format::Json | Format::Jsonl => Face::Json,
        Format::Sarif => Face::Findings(Document::Sarif),
        Format::Junit => Face::Findings(Document::Junit),
        Format::Prometheus => Face::Findings(Document::Prometheus),
        Format::Human => Face::Human {
            colour: console.shows_colour() && machine.variable("NO_COLOR").is_none_or(str::is_empty),
        },
    };
    if matches!(face, Face::Findings(_)) && !matches!(arguments.command, Command::Audit(_)) {
        let text = "error: sarif, junit and prometheus are forms of what `audit` finds; this command knows human and json\n";
        return tell(console, text, 2);
    }
    if arguments.format == Format::Jsonl && !matches!(arguments.command, Command::Probe(_)) {
        let text = "error: jsonl is a form of what `probe` finds; this command knows human and json\n";
        return tell(console, text, 2);
    }
    let verbose = arguments.command.is_verbose();
    let mut context = Context {
        machine,
        console,
        face,
        verbose,
        key_password: None,
        warnings: Warnings::default(),
        is_silent: false,
        read_ahead: false,
        in_lines: arguments.format == Format::Jsonl,
    };
    match arguments.command.run(&mut context) {
        Ok(code) => code,
        // Where 1 is an answer, an answer that nobody could read is none.
        Err(failure @ Failure::Output(_)) => {
            let code = arguments.command.failure_code();
            after_lost_output(&failure, if code > 1 { code } else { 0 }, context.console)
        }
        Err(failure) => {
            let code = arguments.command.failure_code();
            if face == Face::Json {
                print(context.console, &failure::as_document(&failure), code);
            }
            tell(context.console, &failure::in_plain_words(&failure), code)
        }
    }
}

/// Writes to standard error and gives back the exit code.
fn tell(console: &mut dyn Console, text: &str, code: u8) -> u8 {
    let _ = console.out().flush();
    let _ = console.err().write_all(text.as_bytes());
    code
}

/// Writes to standard output and gives back the exit code.
fn print(console: &mut dyn Console, text: &str, code: u8) -> u8 {
    let _ = console.out().write_all(text.as_bytes());
    code
}
