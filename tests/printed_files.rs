//! Replays testdata/prints.json.gz: what JDK 25's keytool prints of requests, CRLs, files of certificates and JARs.
//!
//! Recipe: testdata/make/prints.sh. `PRINTS=FOLDER` replays a folder that Prints.java has recorded instead.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

#[path = "../fuzz/decoders/streams.rs"]
mod streams;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::Path;

use base64::Engine as _;
use keytool_rs::machine::{Machine, NoRandomness};
use streams::Typed;

struct Case {
    name: String,
    file: Vec<u8>,
    text: String,
}

fn kept() -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/prints.json.gz");
    let bytes = fs::read(path).unwrap();
    let all: BTreeMap<String, (String, String)> =
        serde_json::from_reader(flate2::read::GzDecoder::new(bytes.as_slice())).unwrap();
    let decode = |text: &str| base64::engine::general_purpose::STANDARD.decode(text).unwrap();
    all.into_iter().map(|(name, (file, text))| Case { name, file: decode(&file), text }).collect()
}

fn of_folder(folder: &Path) -> Vec<Case> {
    let mut cases = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if let Some(name) = name.strip_suffix(".txt") {
            let file = fs::read(path.with_file_name(name)).unwrap();
            cases.push(Case { name: name.to_owned(), file, text: fs::read_to_string(&path).unwrap() });
        }
    }
    cases.sort_by(|one, other| one.name.cmp(&other.name));
    cases
}

/// Standard output, what standard error got behind a line `2>`, the exit code unless it is 0.
fn printed(folder: &Path, name: &str) -> String {
    let words: &[&str] = match name.rsplit_once('.').unwrap().1 {
        "csr" => &["-printcertreq", "-file"],
        "crl" => &["-printcrl", "-file"],
        "cer" => &["-printcert", "-file"],
        _ => &["-printcert", "-jarfile"],
    };
    let arguments: Vec<OsString> =
        ["keytool"].iter().chain(words).chain([&name]).map(OsString::from).collect();
    let variables = [(OsString::from("TZ"), OsString::from("UTC"))];
    let mut machine =
        Machine::new("2026-06-15T12:00:00Z".parse().unwrap(), variables, Box::new(|_| Err(NoRandomness)));
    machine.folder = folder.to_owned();
    let mut console = Typed::new(b"");
    let exit = keytool_rs::cli::run(&arguments, &mut machine, &mut console);
    let mut text = String::from_utf8(console.out).unwrap();
    if !console.err.is_empty() {
        text.push_str("2>\n");
        text.push_str(&String::from_utf8(console.err).unwrap());
    }
    if exit != 0 {
        text.push_str(&format!("= {exit}\n"));
    }
    text
}

/// Java prints where in its memory a value lies (DIVERGENCES.md): both texts up to there.
fn masked(text: &str) -> String {
    let line = |line: &str| match line.split_once(": [B@").or_else(|| line.split_once(": [Lsun.")) {
        Some((name, _)) => format!("{name}: (opaque)"),
        None => match line.split_once(": 31") {
            Some((name, digits))
                if digits.bytes().all(|digit| digit.is_ascii_hexdigit()) && !name.contains(' ') =>
            {
                format!("{name}: (opaque)")
            }
            _ => line.to_owned(),
        },
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn as_recorded_from_jdk_25() {
    let cases = std::env::var_os("PRINTS").map_or_else(kept, |folder| of_folder(Path::new(&folder)));
    assert!(cases.len() > 20, "only {} cases", cases.len());
    let folder = tempfile::tempdir().unwrap();
    let mut wrong = Vec::new();
    for Case { name, file, text } in &cases {
        fs::write(folder.path().join(name), file).unwrap();
        let (ours, theirs) = (masked(&printed(folder.path(), name)), masked(text));
        if ours != theirs {
            let place = ours.lines().zip(theirs.lines()).find(|(left, right)| left != right);
            let (left, right) = place.unwrap_or(("(one is longer)", "(one is longer)"));
            wrong.push(format!("{name}\n  ours:   {left}\n  java's: {right}"));
        }
        fs::remove_file(folder.path().join(name)).unwrap();
    }
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
