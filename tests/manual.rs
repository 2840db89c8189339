//! The man pages and completions follow from the commands: `UPDATE=1 cargo test --test manual` writes them, a plain run
//! fails where they have fallen behind.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap::{Command, CommandFactory as _};
use clap_complete::{Shell, generate};
use keytool_rs::cli::Arguments;

/// Every file that follows from the commands, by its path.
fn followers() -> BTreeMap<PathBuf, Vec<u8>> {
    let mut command = Arguments::command();
    command.build();
    let mut files = BTreeMap::new();
    let mut page = |name: &str, command: &Command| {
        let mut text = Vec::new();
        clap_mangen::Man::new(command.clone()).date("").render(&mut text).unwrap();
        files.insert(PathBuf::from(format!("man/{name}.1")), text);
    };
    page("keytool-rs", &command);
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        // clap's names live as long as the program, and so does this one.
        let name: &'static str = format!("keytool-rs-{}", sub.get_name()).leak();
        page(name, &sub.clone().display_name(name).name(name));
    }
    for (shell, path) in [
        (Shell::Bash, "completions/keytool-rs.bash"),
        (Shell::Zsh, "completions/_keytool-rs"),
        (Shell::Fish, "completions/keytool-rs.fish"),
        (Shell::PowerShell, "completions/_keytool-rs.ps1"),
    ] {
        let mut text = Vec::new();
        generate(shell, &mut Arguments::command(), "keytool-rs", &mut text);
        files.insert(path.into(), text);
    }
    files
}

#[test]
fn man_pages_and_completions_are_those_of_the_commands() {
    let files = followers();
    if std::env::var_os("UPDATE").is_some() {
        for folder in ["man", "completions"] {
            let _ = fs::remove_dir_all(folder);
            fs::create_dir(folder).unwrap();
        }
        files.iter().for_each(|(path, text)| fs::write(path, text).unwrap());
    }
    for (path, text) in &files {
        let now = fs::read(path).unwrap_or_default();
        assert!(now == *text, "{} has fallen behind: UPDATE=1 cargo test --test manual", path.display());
    }
    for folder in ["man", "completions"] {
        for entry in fs::read_dir(folder).unwrap() {
            let path = Path::new(folder).join(entry.unwrap().file_name());
            assert!(files.contains_key(&path), "{} follows from no command", path.display());
        }
    }
}
