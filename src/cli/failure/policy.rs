//! The words about files of security properties that no Java would start with.

use crate::jvm::policy::PolicyError;

/// What is wrong, and what to do next.
pub(super) fn plain(error: &PolicyError) -> (String, &'static str) {
    match error {
        PolicyError::Unreadable(path) => (format!("{} cannot be read", path.display()), ""),
        PolicyError::Include(path) => (
            format!("{}, which the properties include, cannot be read", path.display()),
            "A Java does not start with it.",
        ),
        PolicyError::CyclicInclude(path) => {
            (format!("{} includes itself", path.display()), "A Java does not start with it.")
        }
        PolicyError::Escape(origin) => (
            format!("{}, line {}: \\u without four hexadecimal digits", origin.file.display(), origin.line),
            "A Java does not start with it. Correct the line.",
        ),
    }
}
