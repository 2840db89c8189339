//! `unparseable`: an entry that Java cannot parse, with which the whole store is unreadable to every JVM.

use crate::audit::View;
use crate::diagnosis::{Cause, Finding, Severity};

pub(in crate::audit) fn check(view: &View<'_>) -> Vec<Finding> {
    let broken = view.entries.iter().filter(|entry| entry.is_unparseable);
    broken
        .map(|entry| {
            let message = "a certificate that Java cannot parse: because of it no JVM opens the store at all"
                .to_owned();
            view.finding(
                Cause::Unparseable,
                Severity::Error,
                entry,
                message,
                view.delete("Delete it:", entry),
            )
        })
        .collect()
}
