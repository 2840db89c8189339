//! `loose-permissions`: private keys in a file that other users of the machine can read.

use crate::audit::View;
use crate::diagnosis::{Cause, Finding, Remedy, Severity, path_argument};

/// Reading, for the group and for all others.
const OTHERS_READ: u32 = 0o044;

pub(in crate::audit) fn check(view: &View<'_>) -> Vec<Finding> {
    let Some(mode) = view.access.mode.filter(|mode| mode & OTHERS_READ != 0) else { return Vec::new() };
    if !view.has_keys() {
        return Vec::new();
    }
    let who = if mode & 0o004 != 0 { "every user of the machine" } else { "its group" };
    let message = format!("it has keys, and {who} can read the file (mode {:03o})", mode & 0o777);
    let remedy =
        Remedy::shell("Let only its owner read it:", ["chmod", "600", &path_argument(view.access.named)]);
    vec![view.finding_of_store(Cause::LoosePermissions, Severity::Warning, message, remedy)]
}
