//! Each kind of key × type of store × command: what JDK 25's keytool answered and made, once for each of them.
//!
//! The tables in `testdata/make/matrix` say what is done; the stores that it is done to were made by JDK 25 and are in
//! `testdata/matrix/fixtures.gz`, its answers in `testdata/matrix/answers.gz`, in the form of the transcripts. `CASE` selects by a
//! part of the name. With `KEYTOOL` and `MATRIX_SHARE=0/4` (a share of the cases, `0/1`: all) JDK 25 and we do them in turns on the
//! same files, so that each goes on with what the other made. `cargo test --test matrix recorded` with `RECORD=answers`
//! records the answers anew, with `RECORD=missing` those that are not there, with `RECORD=fixtures` also new stores.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr
)]
#![allow(unreachable_pub, missing_docs, dead_code)]

#[path = "matrix/cells.rs"]
mod cells;
#[path = "matrix/pack.rs"]
mod pack;
mod transcript;

use std::sync::atomic::{AtomicUsize, Ordering};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use pack::Pack;
use transcript::jvm::{HASTE, ManyRuns};
use transcript::ours::Restless;
use transcript::{Case, Folder, Outcome, Tool, diff, in_parallel, replay};

const ANSWERS: &str = "answers.gz";
const FIXTURES: &str = "fixtures.gz";

/// A case with the files it names, ready to be replayed.
fn case(name: &str, text: &str, fixtures: &Pack) -> Case {
    let mut case = Case::parse(name, text.to_owned());
    for (file, source) in std::mem::take(&mut case.files) {
        let held = fixtures.get(&source).unwrap_or_else(|| panic!("{name}: no fixture {source}"));
        case.written.push((file, BASE64_STANDARD.decode(held.trim_end()).unwrap()));
    }
    case
}

fn workers() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from)
}

/// The cases that `CASE` selects.
fn selected() -> Vec<(String, String)> {
    let wanted = std::env::var("CASE").unwrap_or_default();
    cells::cases().into_iter().filter(|(name, _)| name.contains(&wanted)).collect()
}

/// Replays cases; gives the differences from what was recorded.
fn differences(
    cases: &[(String, String)],
    answers: &Pack,
    replayed: impl Fn(&Case) -> String + Sync,
) -> Vec<String> {
    let fixtures = pack::read(FIXTURES);
    let indices: Vec<String> = (0..cases.len()).map(|index| index.to_string()).collect();
    let found = in_parallel(&indices, workers(), |index| {
        let (name, text) = &cases[index.parse::<usize>().unwrap()];
        let recorded = answers.get(name).map_or("", String::as_str);
        let now = replayed(&case(name, text, &fixtures));
        (now != recorded).then(|| format!("\n{name} (- JDK 25)\n{}", diff::lines(recorded, &now)))
    });
    found.into_iter().flatten().collect()
}

fn none(differences: &[String], of: usize) {
    assert!(differences.is_empty(), "{}\n{} of {of} differ", differences.concat(), differences.len());
}

#[test]
fn every_key_in_every_store_is_handled_as_jdk_25_does() {
    let (cases, answers) = (selected(), pack::read(ANSWERS));
    if std::env::var_os("CASE").is_none() {
        assert_eq!(cases.len(), answers.len(), "answers that nobody asks for");
    }
    none(&differences(&cases, &answers, |case| replay(case, &Ours, &Ours)), cases.len());
}

/// Our own library, as hasty with passwords as the JVM that is asked.
struct Ours;

impl Tool for Ours {
    fn run(
        &self,
        folder: &Folder,
        environment: &[(String, String)],
        arguments: &[String],
        stdin: &[u8],
    ) -> Outcome {
        let hasty = arguments.iter().cloned().chain(HASTE.iter().map(|property| format!("-J{property}")));
        Restless.run(folder, environment, &hasty.collect::<Vec<_>>(), stdin)
    }
}

/// Two tools that take turns.
struct InTurns<'a> {
    tools: [&'a dyn Tool; 2],
    turn: AtomicUsize,
}

impl Tool for InTurns<'_> {
    fn run(
        &self,
        folder: &Folder,
        environment: &[(String, String)],
        arguments: &[String],
        stdin: &[u8],
    ) -> Outcome {
        let turn = self.turn.fetch_add(1, Ordering::SeqCst);
        self.tools[turn % 2].run(folder, environment, arguments, stdin)
    }
}

#[test]
fn in_turns_each_goes_on_with_what_the_other_made() {
    let Ok(share) = std::env::var("MATRIX_SHARE") else {
        eprintln!("SKIPPED: MATRIX_SHARE says no share that JDK 25 is asked about");
        return;
    };
    let (which, of) = share.split_once('/').unwrap();
    let (which, of): (usize, usize) = (which.parse().unwrap(), of.parse().unwrap());
    let jdk = ManyRuns::find().unwrap();
    let cases: Vec<_> = selected().into_iter().skip(which).step_by(of).collect();
    let answers = pack::read(ANSWERS);
    // Either begins once, so that every command line is answered by both; what was made is told by the other one.
    let turns: [[&dyn Tool; 2]; 2] = [[&jdk, &Ours], [&Ours, &jdk]];
    for tools in turns {
        let replayed = |case: &Case| replay(case, &InTurns { tools, turn: AtomicUsize::new(0) }, tools[1]);
        none(&differences(&cases, &answers, replayed), cases.len());
    }
}

#[test]
fn jdk_25_is_recorded() {
    let Ok(wish) = std::env::var("RECORD") else { return };
    let jdk = ManyRuns::find().unwrap();
    if wish == "fixtures" {
        pack::write(FIXTURES, &made_by(&jdk));
    }
    let fixtures = pack::read(FIXTURES);
    let mut answers = if wish == "missing" { pack::read(ANSWERS) } else { Pack::new() };
    let defined: Pack = cells::cases().into_iter().collect();
    answers.retain(|name, _| defined.contains_key(name));
    // Written after each kind of key: what was recorded stays when the rest is cut short.
    for algorithm in cells::algorithms() {
        let own = format!("{}/", algorithm.name);
        let names: Vec<String> = defined
            .keys()
            .filter(|name| name.starts_with(&own) && !answers.contains_key(*name))
            .cloned()
            .collect();
        let texts =
            in_parallel(&names, workers(), |name| replay(&case(name, &defined[name], &fixtures), &jdk, &jdk));
        answers.extend(names.into_iter().zip(texts));
        pack::write(ANSWERS, &answers);
    }
}

/// The files that all cases start from.
fn made_by(jdk: &ManyRuns) -> Pack {
    let mut fixtures = Pack::new();
    let own = cells::algorithms()
        .map(|algorithm| (algorithm.name, cells::fixture(algorithm.kind, Some(&algorithm))));
    for (name, text) in own.chain([("other", cells::fixture("other", None))]) {
        let case = Case::parse(name, text);
        let folder = Folder::new(&case);
        for step in &case.steps {
            let outcome = jdk.run(&folder, &[], &step.arguments, &step.stdin);
            assert_eq!(
                outcome.exit,
                Some(0),
                "{name}: {}{}",
                step.text,
                String::from_utf8_lossy(&outcome.stdout)
            );
        }
        for (file, bytes) in folder.contents() {
            let (_, ending) = file.split_once('.').unwrap();
            fixtures.insert(format!("{name}.{ending}"), BASE64_STANDARD.encode(bytes) + "\n");
        }
    }
    fixtures
}
