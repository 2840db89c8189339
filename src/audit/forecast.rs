//! The next dates on which something stops working.

use super::View;
use super::view::called;
use crate::diagnosis::day;

/// Something that happens on a date.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event {
    /// When, in seconds since 1970-01-01T00:00:00Z.
    pub at: i64,
    /// The entry.
    pub alias: String,
    /// What happens.
    pub what: String,
}

/// What stops working by itself, the soonest first; public roots are left to whoever brings them.
pub fn forecast(view: &View<'_>) -> Vec<Event> {
    let now = view.settings.now;
    let mut events = Vec::new();
    for entry in &view.entries {
        for (index, node) in entry.chain.iter().enumerate() {
            let [from, until] = [node.certificate.not_before, node.certificate.not_after];
            let name = called(&node.certificate.subject);
            let mut add = |at: i64, what: String| {
                if at >= now {
                    events.push(Event { at, alias: entry.alias().to_owned(), what });
                }
            };
            if !entry.is_trusted() {
                add(from, format!("\"{name}\" becomes valid; peers refuse it until then"));
                let whose =
                    if index == 0 { "the key's certificate" } else { "a certificate of the key's chain" };
                add(until, format!("{whose} \"{name}\" expires: peers refuse it"));
            } else if entry.is_authority() && !entry.is_public_root() {
                add(
                    until,
                    format!(
                        "the authority \"{name}\" expires: what it issued is over by then, and its successor must be imported"
                    ),
                );
            } else if !entry.is_authority() {
                add(
                    until,
                    format!(
                        "the certificate of \"{name}\" expires: the server has another one by {}, which must be imported",
                        day(until)
                    ),
                );
            }
        }
    }
    events.sort();
    events
}
