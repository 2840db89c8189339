//! `--format json` of what is written to a file or standard output, and of failures.

use serde::Serialize;

use super::write;

/// What was made, in PEM, and the file it was written to.
pub fn made(file: Option<&str>, pem: &str) -> String {
    #[derive(Serialize)]
    struct Document<'a> {
        /// Null where this document is all.
        file: Option<&'a str>,
        pem: &'a str,
    }
    write(&Document { file, pem })
}

/// What went wrong, and what to do next.
pub fn failure(message: &str, advice: &str) -> String {
    #[derive(Serialize)]
    struct Document<'a> {
        error: ErrorDocument<'a>,
    }
    #[derive(Serialize)]
    struct ErrorDocument<'a> {
        message: &'a str,
        /// Null where there is none to give.
        advice: Option<&'a str>,
    }
    write(&Document { error: ErrorDocument { message, advice: (!advice.is_empty()).then_some(advice) } })
}
