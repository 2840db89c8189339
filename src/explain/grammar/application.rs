//! Lines in which applications say that a connection came about.

use super::Line;
use crate::explain::assembly::Assembly;

/// What they say.
const SUCCESS: [&str; 3] = ["HTTP status ", "uccessfully connected", "It worked"];

/// A line. Whether it says so.
pub(super) fn line(line: Line<'_>, assembly: &mut Assembly) -> bool {
    if !SUCCESS.iter().any(|words| line.text.contains(words)) || line.text.contains("Exception") {
        return false;
    }
    // Only a proxy says so.
    if line.text.contains("HTTP status 407") {
        assembly.refused_by_proxy(line.text, line.evidence());
    } else {
        assembly.success(line.text, line.evidence());
    }
    true
}
