//! Java's trust decision: recorded chains, with the verdict and every exception text of JVMs 8 to 25.
//!
//! `CASES=FILE.json.gz` compares with another recording instead, `CASE` selects cases by a part of their name, `JAVA` one
//! release.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr
)]

// The command line is asked by tests/verify.rs.
#[allow(dead_code)]
#[path = "pkix/recorded.rs"]
mod recorded;

use recorded::{Case, Verdict};

/// The recordings, and how many cases each must have at least, so that none is lost unnoticed.
const RECORDINGS: [(&str, usize); 2] =
    [("testdata/pkix/cases.json.gz", 369), ("testdata/pkix/own.json.gz", 521)];

#[test]
fn every_recorded_chain_is_judged_as_the_jvms_judge_it() {
    let mut differences = Vec::new();
    match std::env::var("CASES") {
        Ok(file) => differences.extend(compare(&file, 1)),
        Err(_) => {
            for (file, at_least) in RECORDINGS {
                differences.extend(compare(file, at_least));
            }
        }
    }
    for difference in differences.iter().take(200) {
        eprintln!("{difference}");
    }
    assert!(differences.is_empty(), "{} differences", differences.len());
}

/// What differs, a line each.
fn compare(file: &str, at_least: usize) -> Vec<String> {
    let cases = recorded::read(file);
    assert!(cases.len() >= at_least, "{file}: {} cases", cases.len());
    let only = std::env::var("CASE").unwrap_or_default();
    let release = std::env::var("JAVA").ok();
    let mut differences = Vec::new();
    for case in cases.iter().filter(|case| case.id.contains(&only)) {
        for (java, theirs) in case.recorded() {
            if release.as_ref().is_some_and(|release| *release != java) {
                continue;
            }
            let mut ours = judge(case, &java);
            if theirs.handshake.is_none() {
                ours.handshake = None;
            }
            if ours != theirs {
                differences.push(format!("{} [{java}]\n    java {theirs}\n    ours {ours}", case.id));
            }
        }
    }
    differences
}

fn judge(case: &Case, java: &str) -> Verdict {
    std::panic::catch_unwind(|| recorded::judge(case, java)).unwrap_or_else(|_| Verdict::panicked())
}
