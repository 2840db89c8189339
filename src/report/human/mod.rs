//! Plain words and tables for people.

mod chain;
mod comparison;
mod details;
mod difference;
mod explain;
mod listing;
mod machine;
mod making;
mod objects;
mod overlay;
mod probe;
mod survey;
mod ticket;
pub mod verdict;
pub mod words;

pub use comparison::comparison;
pub use details::certificates;
pub use difference::difference;
pub use explain::explanation;
pub use listing::Listing;
pub use machine::machine;
pub use objects::{crls, enabled, request, signers};
pub use overlay::{overlay_checked, overlay_gone, overlay_made};
pub use probe::{compared, probe, speechless};

pub use ticket::{speechless_ticket, ticket};

use std::borrow::Cow;

use console::Style;

use crate::diagnosis::{day, is_unseen};

/// Text from outside, with what a terminal would obey shown instead: an alias must not move the cursor.
pub fn shown(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unseen) {
        return Cow::Borrowed(text);
    }
    let escaped = text.chars().map(|character| match character {
        unseen if is_unseen(unseen) => unseen.escape_default().to_string(),
        other => other.to_string(),
    });
    Cow::Owned(escaped.collect())
}

/// A line of prose as lines of at most 100 columns, the first behind `first`, the others behind as many blanks as `indent`
/// says; control characters are shown.
pub(super) fn wrapped(text: &str, first: &str, indent: usize) -> String {
    const COLUMNS: usize = 100;
    let blanks = " ".repeat(indent);
    let options = textwrap::Options::new(COLUMNS)
        .initial_indent(first)
        .subsequent_indent(&blanks)
        .break_words(false)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(&shown(text), options) + "\n"
}

/// A sentence's beginning: its first word with a capital, where it is a plain word. A name with a dot or a colon, such as a host's or
/// a file's, stays as it is written.
fn capitalised(text: &str) -> String {
    let first = text.split(' ').next().unwrap_or_default();
    let is_word = first.chars().all(|letter| letter.is_alphabetic() || "-',".contains(letter));
    let mut characters = text.chars();
    match characters.next() {
        Some(letter) if is_word => letter.to_uppercase().chain(characters).collect(),
        _ => text.to_owned(),
    }
}

/// The styles of one output, all of them plain where there is no colour.
#[derive(Debug, Clone)]
pub(super) struct Paint {
    pub(super) strong: Style,
    pub(super) good: Style,
    pub(super) bad: Style,
    pub(super) doubtful: Style,
    pub(super) faint: Style,
}

impl Paint {
    pub(super) fn new(colour: bool) -> Self {
        let style = || Style::new().force_styling(colour);
        Self {
            strong: style().bold(),
            good: style().green(),
            bad: style().red().bold(),
            doubtful: style().yellow(),
            faint: style().dim(),
        }
    }
}

/// `expired 12 days ago`, `12 days left`, …: how `not_after` stands to `now`, both in seconds since 1970.
fn remaining(not_before: i64, not_after: i64, now: i64) -> (Standing, String) {
    const DAY: i64 = 86_400;
    let days = |seconds: i64| match seconds.saturating_div(DAY) {
        0 => "less than a day".to_owned(),
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    };
    if now > not_after {
        (Standing::Over, format!("expired {} ago", days(now.saturating_sub(not_after))))
    } else if now < not_before {
        (Standing::NotBegun, format!("not valid before {}", day(not_before)))
    } else {
        let left = not_after.saturating_sub(now);
        let standing = if left < 30 * DAY { Standing::Ending } else { Standing::Good };
        (standing, format!("{} left", days(left)))
    }
}

/// How a certificate's validity stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Good,
    Ending,
    NotBegun,
    Over,
}

impl Paint {
    fn of(&self, standing: Standing) -> &Style {
        match standing {
            Standing::Good => &self.good,
            Standing::Ending => &self.doubtful,
            Standing::NotBegun | Standing::Over => &self.bad,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_begins_with_a_capital_unless_it_begins_with_a_name() {
        assert_eq!(capitalised("nothing listens"), "Nothing listens");
        assert_eq!(capitalised("two-word beginning"), "Two-word beginning");
        for name in
            ["localhost:9021 sends", "mail.example.com: no", "own.jks holds", "\"me\" is", "5 are", ""]
        {
            assert_eq!(capitalised(name), name);
        }
    }

    #[test]
    fn control_characters_are_shown() {
        assert_eq!(shown("a\u{1b}[2J\nb"), "a\\u{1b}[2J\\nb");
        assert_eq!(shown("straße"), "straße");
    }

    #[test]
    fn validity_in_words() {
        assert_eq!(remaining(0, 86_400 * 100, 86_400), (Standing::Good, "99 days left".into()));
        assert_eq!(remaining(0, 10, 86_400 * 3), (Standing::Over, "expired 2 days ago".into()));
        assert_eq!(remaining(86_400, 90_000, 0), (Standing::NotBegun, "not valid before 1970-01-02".into()));
        assert_eq!(day(i64::MAX), "far away");
    }
}
