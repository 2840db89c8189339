//! Stores cut off at every byte and with every bit turned over, in this process: what JDK 25's keytool says of each
//! was recorded by `testdata/make/Mutants.java`. `MUTANTS` names another folder of stores and recordings.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use keytool_rs::cli;
use keytool_rs::formats::{self, Reading};
use keytool_rs::machine::{Machine, NoRandomness};
use keytool_rs::secret::Password;

use super::streams::Typed;

fn folder_of_recordings() -> PathBuf {
    std::env::var_os("MUTANTS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/mutants"), PathBuf::from)
}

/// The stores and their recordings.
fn recorded() -> Vec<(PathBuf, String)> {
    let mut stores: Vec<PathBuf> =
        fs::read_dir(folder_of_recordings()).unwrap().map(|entry| entry.unwrap().path()).collect();
    stores.retain(|path| path.extension().is_some_and(|extension| extension == "jks"));
    stores.sort();
    let recording = |store: &Path| fs::read_to_string(store.with_extension("txt")).unwrap();
    stores.into_iter().map(|store| (store.clone(), recording(&store))).collect()
}

/// The names of all mutants of so many bytes and how to make them, in the recorder's order.
fn mutants(length: usize) -> impl Iterator<Item = (String, Mutation)> {
    let cuts = (0..length).map(|at| (at.to_string(), Mutation::Cut(at)));
    let flips = (0..length * 8).map(|at| (format!("{}.{}", at / 8, at % 8), Mutation::Flip(at / 8, at % 8)));
    cuts.chain(flips)
}

enum Mutation {
    Cut(usize),
    Flip(usize, usize),
}

impl Mutation {
    fn apply(&self, whole: &[u8]) -> Vec<u8> {
        match *self {
            Self::Cut(length) => whole[..length].to_vec(),
            Self::Flip(at, bit) => {
                let mut bytes = whole.to_vec();
                bytes[at] ^= 1 << bit;
                bytes
            }
        }
    }
}

/// What we print to standard output, the store being `STORE`.
fn said(folder: &Path, words: &[&str]) -> String {
    let environment = [("TZ".into(), "UTC".into()), ("HOME".into(), "/nonexistent".into())];
    let mut machine = Machine::new(Timestamp::UNIX_EPOCH, environment, Box::new(|_| Err(NoRandomness)));
    machine.folder = folder.to_owned();
    let arguments: Vec<OsString> =
        ["keytool", "-list", "-keystore", "STORE"].iter().chain(words).map(OsString::from).collect();
    let mut console = Typed::new(b"");
    cli::run(&arguments, &mut machine, &mut console);
    String::from_utf8(console.out).unwrap()
}

#[test]
fn keytool_says_the_same_of_every_cut_and_flip() {
    let folder = tempfile::tempdir().unwrap();
    let mut compared = 0;
    let mut wrong = Vec::new();
    for (store, recording) in recorded() {
        let whole = fs::read(&store).unwrap();
        let mut texts: Vec<String> = Vec::new();
        let mut changes: HashMap<(&str, &str), usize> = HashMap::new();
        for line in recording.split('\n').filter(|line| !line.is_empty()) {
            let parts: Vec<&str> = line.splitn(3, ' ').collect();
            match parts.as_slice() {
                ["=", _, text] => texts.push(text.replace("\\n", "\n")),
                [mode, mutant, text] => drop(changes.insert((mode, mutant), text.parse().unwrap())),
                _ => panic!("{}: {line}", store.display()),
            }
        }
        for (mode, words) in [("password", &["-storepass", "changeit"][..]), ("none", &["-v"])] {
            let mut expected = None;
            for (name, mutation) in mutants(whole.len()) {
                let changed = changes.get(&(mode, name.as_str()));
                let Some(number) = changed.copied().or(expected) else { break };
                expected = Some(number);
                fs::write(folder.path().join("STORE"), mutation.apply(&whole)).unwrap();
                let ours = said(folder.path(), words);
                compared += 1;
                if ours != texts[number] {
                    let place = ours.lines().zip(texts[number].lines()).find(|(ours, javas)| ours != javas);
                    let (ours, javas) = place.unwrap_or((&ours, &texts[number]));
                    wrong.push(format!(
                        "{} {mode} {name}\n  ours:   {ours}\n  java's: {javas}",
                        store.file_name().unwrap().display()
                    ));
                }
            }
        }
    }
    assert!(compared > 8000, "only {compared} mutants");
    // What is not as Java has it yet; a line that is no longer true has to go.
    let pending = fs::read_to_string(folder_of_recordings().join("PENDING")).unwrap_or_default();
    let names: Vec<&str> = wrong.iter().filter_map(|text| text.lines().next()).collect();
    let differences = format!("{} of {compared} differ:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(names, pending.lines().collect::<Vec<_>>(), "{differences}");
}

#[test]
fn with_a_password_nothing_changed_is_taken_for_sound() {
    let password = Password::new("changeit");
    for (store, _) in recorded() {
        let whole = fs::read(&store).unwrap();
        let decode = |bytes: &[u8]| {
            let bytes = Arc::new(bytes.to_vec());
            let format = formats::detect(&bytes)?;
            formats::decode(format, &bytes, Some(&password), Reading::Anything).ok()
        };
        let sound = decode(&whole).expect("the store itself opens");
        for (name, mutation) in mutants(whole.len()) {
            let Some(opened) = decode(&mutation.apply(&whole)) else { continue };
            let same = opened
                .entries()
                .map(|entry| (&entry.alias, entry.created, &entry.content))
                .eq(sound.entries().map(|entry| (&entry.alias, entry.created, &entry.content)));
            assert!(same, "{}: {name} opens with other entries", store.display());
        }
    }
}
