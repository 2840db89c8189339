//! Transcripts: command lines with everything keytool printed, asked and wrote, as recorded from JDK 25.
//!
//! A case is one text file under `testdata/transcripts/<command>/`; its form is told in `testdata/transcripts/README.md`.
//! A [`Tool`] runs it: our own library, or a real keytool. What comes out is written in the same form and compared
//! with the file as text, so a failing case reads as a diff.

pub mod case;
pub mod diff;
pub mod folder;
pub mod jvm;
pub mod masks;
pub mod ours;
pub mod store;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

pub use case::Case;
pub use folder::Folder;

/// The instant every case runs at, in seconds since 1970: noon of 15 June 2026, UTC.
pub const NOW: i64 = 1_781_524_800;

/// What one command line did, before anything is made of it.
#[derive(Debug, Default)]
pub struct Outcome {
    /// All of standard output.
    pub stdout: Vec<u8>,
    /// All of standard error.
    pub stderr: Vec<u8>,
    /// The exit code; `None` when the process was ended by a signal, or the library panicked.
    pub exit: Option<i32>,
}

/// Something that can be called as keytool.
pub trait Tool: Sync {
    /// Runs one command line in the folder of a case, with `stdin` as all its input.
    fn run(
        &self,
        folder: &Folder,
        environment: &[(String, String)],
        arguments: &[String],
        stdin: &[u8],
    ) -> Outcome;
}

/// `testdata/transcripts`.
pub fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/transcripts")
}

/// The names of all cases (`command/case`), sorted; of those that contain `CASE`, where that variable is set.
pub fn names() -> Vec<String> {
    let wanted = std::env::var("CASE").unwrap_or_default();
    let mut names = Vec::new();
    for command in std::fs::read_dir(home()).unwrap().map(Result::unwrap) {
        let command_name = command.file_name().into_string().unwrap();
        if command_name == "fixtures" || !command.path().is_dir() {
            continue;
        }
        for file in std::fs::read_dir(command.path()).unwrap().map(Result::unwrap) {
            let file_name = file.file_name().into_string().unwrap();
            let case = file_name.strip_suffix(".txt").unwrap_or_else(|| panic!("not a case: {file_name}"));
            names.push(format!("{command_name}/{case}"));
        }
    }
    names.retain(|name| name.contains(&wanted));
    names.sort();
    names
}

/// Runs a case in a new folder and writes down what happened, in the form of the case's file; `witness` says what the
/// stores that `tool` wrote hold.
pub fn replay(case: &Case, tool: &dyn Tool, witness: &dyn Tool) -> String {
    let folder = Folder::new(case);
    let mut text = case.setup_text();
    for step in &case.steps {
        let before = folder.contents();
        let outcome = tool.run(&folder, &case.environment, &step.arguments, &step.stdin);
        text.push('\n');
        text.push_str(&step.text);
        case::render(&mut text, &outcome, &folder, case);
        folder.render_changes(&mut text, &before, &|name| {
            store::describe(name, case, &folder, witness)
                .or_else(|| case.made.then(|| masks::describe(name, case, &folder, witness)))
        });
    }
    text
}

/// Applies `work` to every name, on `workers` threads; gives the results in the order of the names.
pub fn in_parallel<T: Send>(names: &[String], workers: usize, work: impl Fn(&str) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let results = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::SeqCst);
                    let Some(name) = names.get(index) else { break };
                    let result = work(name);
                    results.lock().unwrap_or_else(PoisonError::into_inner).push((index, result));
                }
            });
        }
    });
    let mut results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}
