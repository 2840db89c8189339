//! An overlay, as JSON.

use serde::Serialize;

use super::write;
use crate::report::overlay::{Check, Made, Obstacle, in_variable};

#[derive(Serialize)]
struct MadeDocument<'a> {
    overlay: &'a str,
    base: &'a str,
    certificates: usize,
    added: &'a [String],
    /// What makes a Java use it, in one line as `JAVA_TOOL_OPTIONS` takes it.
    option: String,
    /// The same, each a word of its own.
    options: &'a [String],
    /// What others put into it.
    kept: &'a [String],
    /// The words in whose place they have to be put.
    replaces: Vec<ReplacedDocument<'a>>,
    /// What keeps the Java from it: `forbidden` or `elsewhere`.
    obstacle: Option<&'static str>,
}

#[derive(Serialize)]
struct ReplacedDocument<'a> {
    option: &'a str,
    origin: &'a str,
}

#[derive(Serialize)]
struct CheckDocument<'a> {
    overlay: &'a str,
    base: &'a str,
    base_exists: bool,
    up_to_date: bool,
}

#[derive(Serialize)]
struct GoneDocument<'a> {
    removed: &'a str,
    base: &'a str,
}

/// One that was made.
pub fn overlay_made(made: &Made) -> String {
    write(&MadeDocument {
        overlay: &made.overlay,
        base: &made.base,
        certificates: made.count,
        added: &made.added,
        option: made.options.iter().map(|option| in_variable(option)).collect::<Vec<_>>().join(" "),
        options: &made.options,
        replaces: made
            .replaces
            .iter()
            .map(|replaced| ReplacedDocument { option: &replaced.option, origin: &replaced.origin })
            .collect(),
        kept: &made.kept,
        obstacle: made.obstacle.map(|obstacle| match obstacle {
            Obstacle::Forbidden { .. } => "forbidden",
            Obstacle::Elsewhere => "elsewhere",
        }),
    })
}

/// How one stands.
pub fn overlay_checked(check: &Check) -> String {
    write(&CheckDocument {
        overlay: &check.overlay,
        base: &check.base,
        base_exists: check.is_there,
        up_to_date: check.is_same,
    })
}

/// One that was taken away.
pub fn overlay_gone(overlay: &str, base: &str) -> String {
    write(&GoneDocument { removed: overlay, base })
}
