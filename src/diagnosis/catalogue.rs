//! The catalogue of causes, one row each.

mod chains;
mod connections;
mod handshakes;
mod machines;
mod stores;

use super::cause::{Cause, Entry, Text};
use super::release::Release::{self, Java8, Java25};

/// A text of every Java.
const fn always(words: &'static str) -> Text {
    since(Java8, words)
}

/// A text of this Java and those after it.
const fn since(first: Release, words: &'static str) -> Text {
    Text { words, first, last: Java25 }
}

/// A text of this Java and those before it.
const fn until(last: Release, words: &'static str) -> Text {
    Text { words, first: Java8, last }
}

/// Every cause. `tests/verify.rs` holds the texts against what JVMs were recorded to throw.
pub(super) fn entries() -> impl Iterator<Item = &'static Entry> {
    let of_stores = chains::CAUSES.iter().chain(&stores::CAUSES);
    of_stores.chain(&connections::CAUSES).chain(&handshakes::CAUSES).chain(&machines::CAUSES)
}

/// The row of a cause.
pub(super) fn of(cause: Cause) -> &'static Entry {
    let [first, ..] = &chains::CAUSES;
    entries().find(|entry| entry.cause == cause).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_cause_has_one_row_and_a_name_of_its_own() {
        let mut names = HashSet::new();
        for entry in entries() {
            assert!(names.insert(entry.id), "{} twice", entry.id);
            assert_eq!(entry.cause.id(), entry.id);
            assert!(entry.meaning.ends_with('.') && !entry.title.is_empty(), "{}", entry.id);
        }
    }
}
