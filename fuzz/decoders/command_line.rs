//! Command lines, with what is typed: every word and answer of both dialects, in a folder of its own.

use std::cell::OnceCell;
use std::ffi::OsString;
use std::fs;
use std::path::Path;

use keytool_rs::cli;
use tempfile::TempDir;

use super::stores::{derives_quickly, machine};
use super::streams::Typed;

/// A store with one certificate, the password being `changeit`, and that certificate.
const STORE: &[u8] = include_bytes!("../../testdata/transcripts/fixtures/one.jks");
const CERTIFICATE: &[u8] = include_bytes!("../../testdata/transcripts/fixtures/ca.der");

thread_local! {
    static FOLDER: OnceCell<TempDir> = const { OnceCell::new() };
}

/// One word a line, an empty line, and what is typed.
pub(crate) fn command_line(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (words, typed) = text.split_once("\n\n").unwrap_or((&text, ""));
    // The folder is not to be left; a password is stretched ten thousand times by default, which takes too long.
    if words.contains("..") || !derives_quickly(bytes) {
        return;
    }
    FOLDER.with(|folder| {
        let folder = folder.get_or_init(|| tempfile::tempdir().expect("a folder for temporary files"));
        run(folder.path(), words, typed.as_bytes());
    });
}

fn run(folder: &Path, words: &str, typed: &[u8]) {
    for entry in fs::read_dir(folder).expect("our own folder").flatten() {
        let _ = fs::remove_file(entry.path());
    }
    fs::write(folder.join("store"), STORE).expect("our own folder");
    fs::write(folder.join("ca.der"), CERTIFICATE).expect("our own folder");
    fs::write(folder.join("options"), typed).expect("our own folder");
    for program in ["keytool", "keytool-rs"] {
        let arguments: Vec<OsString> =
            std::iter::once(program).chain(words.split('\n')).map(OsString::from).collect();
        let mut machine = machine();
        machine.root = folder.to_owned();
        machine.folder = folder.to_owned();
        machine.environment.insert("HOME".into(), "/".into());
        let mut console = Typed::new(typed);
        let code = cli::run(&arguments, &mut machine, &mut console);
        assert!(code <= 2, "exit code {code}");
        assert!(code == 0 || !(console.out.is_empty() && console.err.is_empty()), "failed without a word");
    }
}
