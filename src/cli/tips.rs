//! What clap's complaints about a command line should add: the options that people miss.

use clap::CommandFactory as _;
use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::Arguments;
use crate::machine::Machine;

/// Adds to a complaint about an argument that is not known what was probably meant.
pub(super) fn add(error: &mut clap::Error, words: &[String], machine: &Machine) {
    if error.kind() != ErrorKind::UnknownArgument {
        return;
    }
    let Some(ContextValue::String(argument)) = error.get(ContextKind::InvalidArg) else { return };
    let argument = argument.clone();
    let grammar = Arguments::command();
    let Some(command) = words.iter().find_map(|word| grammar.find_subcommand(word)) else { return };
    let Some(tip) = tip(command, &argument, machine) else { return };
    let tips = vec![StyledStr::from(tip)];
    // What is spelled alike was not meant.
    error.insert(ContextKind::SuggestedArg, ContextValue::None);
    error.insert(ContextKind::Suggested, ContextValue::StyledStrs(tips));
}

fn tip(command: &clap::Command, argument: &str, machine: &Machine) -> Option<String> {
    let name = command.get_name();
    if name == "printcert" && (argument == "--from" || argument.starts_with("--from=")) {
        return Some(
            "`printcert --sslserver HOST:PORT` shows what a server sends, `probe HOST:PORT` whether a Java trusts it, and \
             `import --from HOST:PORT` imports it"
                .into(),
        );
    }
    let names_store = command.get_arguments().any(|argument| argument.get_long() == Some("keystore"));
    if argument.starts_with('-') || !names_store {
        return None;
    }
    if name == "importkeystore" {
        return Some(format!("the keystore to import into is named with --keystore {argument}"));
    }
    machine.path(argument).exists().then(|| format!("the keystore is named with --keystore {argument}"))
}
