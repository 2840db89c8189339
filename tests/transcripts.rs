//! The recorded cases on our own library, without a JVM: to the byte what JDK 25's keytool printed, asked and wrote.
//!
//! `testdata/transcripts/PENDING` names the cases that are known to fail. The list is checked in both directions: a
//! failing case that is not in it fails the test, and so does a case in it that passes. `PENDING=prune` takes out
//! those that pass (and never adds one). `DIVERGENT` names the cases in which we differ on purpose, each with its row
//! in DIVERGENCES.md, and is checked in both directions too. `CASE` selects cases by a part of their name.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]
#![allow(clippy::print_stderr, unreachable_pub, missing_docs, dead_code)]

mod transcript;

use std::collections::BTreeSet;

use transcript::ours::Ourselves;
use transcript::{Case, diff, home, in_parallel, names, replay};

#[test]
fn every_case_prints_and_writes_what_jdk_25_does() {
    let pending_path = home().join("PENDING");
    let pending_text = std::fs::read_to_string(&pending_path).unwrap_or_default();
    let divergent_text = std::fs::read_to_string(home().join("DIVERGENT")).unwrap();
    let rows = std::fs::read_to_string("DIVERGENCES.md").unwrap();
    let divergent: BTreeSet<&str> = divergent_text
        .lines()
        .map(|line| {
            let (name, row) = line.split_once(": ").unwrap();
            assert!(rows.contains(&format!("\n| {row} |")), "{name}: no row {row:?} in DIVERGENCES.md");
            name
        })
        .collect();
    let pending: BTreeSet<&str> =
        pending_text.lines().filter(|line| !line.is_empty()).chain(divergent.iter().copied()).collect();
    let names = names();
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    let differences = in_parallel(&names, workers, |name| {
        let case = Case::read(name);
        let now = replay(&case, &Ourselves, &Ourselves);
        (now != case.text).then(|| diff::lines(&case.text, &now))
    });

    let (mut report, mut passing, mut known) = (String::new(), BTreeSet::new(), 0);
    for (name, difference) in names.iter().zip(&differences) {
        match (difference, pending.contains(name.as_str())) {
            (None, false) => {}
            (None, true) => {
                passing.insert(name.as_str());
            }
            (Some(_), true) => known += 1,
            (Some(difference), false) => {
                report.push_str(&format!("\n{name} (- JDK 25, + ours)\n{difference}"))
            }
        }
    }
    let failing = report.matches(" (- JDK 25, + ours)\n").count();
    if std::env::var("PENDING").is_ok_and(|wish| wish == "prune") {
        let kept: Vec<&str> = pending
            .iter()
            .filter(|name| !passing.contains(*name) && !divergent.contains(*name))
            .copied()
            .collect();
        std::fs::write(&pending_path, kept.iter().map(|name| format!("{name}\n")).collect::<String>())
            .unwrap();
        passing.retain(|name| divergent.contains(name));
    }
    if std::env::var_os("CASE").is_some() {
        for (name, difference) in names.iter().zip(&differences) {
            if let (Some(difference), true) = (difference, pending.contains(name.as_str())) {
                eprintln!("\n{name} (pending; - JDK 25, + ours)\n{difference}");
            }
        }
    } else {
        let lost: Vec<&&str> =
            pending.iter().filter(|name| !names.iter().any(|known| known == **name)).collect();
        assert!(lost.is_empty(), "PENDING names cases that do not exist: {lost:?}");
    }
    eprintln!(
        "{} cases: {} as recorded, {failing} not, {known} pending",
        names.len(),
        names.len() - failing - known
    );
    assert!(failing == 0, "{report}\n{failing} of {} cases differ", names.len());
    assert!(passing.is_empty(), "these pass and must leave PENDING: {passing:#?}");
}
