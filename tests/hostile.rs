//! Hostile input to the real program, in both dialects, with little memory and little time: a clear answer, the store
//! as it was, nothing beside it. Where KEYTOOL names a JDK 25's keytool, it is asked about the broken stores too.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::print_stderr)]

#[path = "hostile/forged.rs"]
mod forged;
#[path = "hostile/mutants.rs"]
mod mutants;
#[path = "../fuzz/decoders/streams.rs"]
mod streams;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_keytool-rs");
/// How much address space a process may have, in KiB.
const MEMORY: u32 = 512 * 1024;
/// How long a process may take; a debug build, which the tests run unless told otherwise, is some ten times slower.
const TIME: Duration = Duration::from_secs(if cfg!(debug_assertions) { 40 } else { 10 });
const NOBODY: u32 = 65534;

/// What a process said.
struct Said {
    out: String,
    err: String,
    code: Option<i32>,
}

impl Said {
    /// Both streams, for a failing test.
    fn all(&self) -> String {
        format!("exit code {:?}\n{}{}", self.code, start(&self.out), start(&self.err))
    }
}

fn start(text: &str) -> &str {
    text.get(..2000).unwrap_or(text)
}

/// A folder of its own with what the commands need.
struct Scene {
    folder: TempDir,
}

impl Scene {
    fn new() -> Self {
        let scene = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(scene.folder.path().join("work")).unwrap();
        scene.put("ca.der", &fixture("ca.der"));
        scene
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        fs::write(self.folder.path().join("work").join(name), bytes).unwrap();
    }

    /// The names and bytes of all files.
    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let names = fs::read_dir(self.folder.path().join("work")).unwrap();
        names
            .map(|entry| entry.unwrap())
            .filter(|entry| entry.path().is_file())
            .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
            .collect()
    }

    fn run(&self, words: &[&str]) -> Said {
        self.run_as(PROGRAM, None, words)
    }

    /// Runs the program with its limits; fails where it takes too long, panics or leaves another folder.
    fn run_as(&self, program: &str, user: Option<u32>, words: &[&str]) -> Said {
        let before = user.is_none().then(|| self.files());
        let stream = |name: &str| self.folder.path().join(name);
        let limited = format!("ulimit -v {MEMORY}; exec \"$0\" \"$@\"");
        let mut command = Command::new("sh");
        command.args(["-c", &limited, program]).args(words).current_dir(self.folder.path().join("work"));
        command.env_clear().env("HOME", "/nonexistent").env("TZ", "UTC").stdin(Stdio::null());
        command.stdout(File::create(stream("out")).unwrap()).stderr(File::create(stream("err")).unwrap());
        if let Some(user) = user {
            command.uid(user).gid(user);
        }
        let mut child = command.spawn().unwrap();
        let started = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            if started.elapsed() > TIME {
                child.kill().unwrap();
                panic!("{words:?} takes longer than {TIME:?}");
            }
            std::thread::sleep(Duration::from_millis(2));
        };
        let text = |name| String::from_utf8_lossy(&fs::read(stream(name)).unwrap()).into_owned();
        let said = Said { out: text("out"), err: text("err"), code: status.code() };
        for stream in [&said.out, &said.err] {
            for word in
                ["panicked", "RUST_BACKTRACE", "memory allocation", "Stack overflow", "overflowed its stack"]
            {
                assert!(!stream.contains(word), "{words:?}: {}", said.all());
            }
        }
        assert!(said.code.is_some(), "{words:?} was ended by a signal: {}", said.all());
        if let Some(before) = before {
            let after = self.files();
            let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
            assert!(after == before, "{words:?} left {:?} of {:?}", names(&after), names(&before));
        }
        said
    }

    /// Every command on the store named `name` fails in both dialects, as it should.
    fn all_refuse(&self, name: &str) {
        let password = ["-keystore", name, "-storepass", "changeit"];
        for command in [
            &["-list", "-v"][..],
            &["-importcert", "-noprompt", "-alias", "new", "-file", "ca.der"],
            &["-delete", "-alias", "a"],
            &["-exportcert", "-alias", "a"],
            &["-changealias", "-alias", "a", "-destalias", "b"],
            &["-storepasswd", "-new", "geheim"],
        ] {
            let said = self.run(&[command, &password[..]].concat());
            assert_eq!(said.code, Some(1), "{name} {command:?}: {}", said.all());
            let is_clear = said.out.starts_with("keytool error: java.");
            assert!(is_clear, "{name} {command:?}: {}", said.all());
        }
        let password = ["--keystore", name, "--storepass", "changeit"];
        for command in [
            &["list"][..],
            &["list", "--format", "json"],
            &["import", "ca.der"],
            &["delete", "a"],
            &["export", "a"],
            &["storepasswd", "--new", "geheim"],
        ] {
            let said = self.run(&[command, &password[..]].concat());
            assert_eq!(said.code, Some(1), "{name} {command:?}: {}", said.all());
            let lines: Vec<&str> = said.err.lines().collect();
            // A program gets what went wrong in a document.
            let is_document = command.contains(&"json") && said.out.starts_with("{\n  \"error\": {");
            let is_clear = (said.out.is_empty() || is_document)
                && lines.first().is_some_and(|line| line.starts_with("error: ") && line.contains(name))
                && lines.get(1).is_some_and(|line| line.starts_with("  ") && line.len() > 10);
            assert!(is_clear, "{name} {command:?}: {}", said.all());
        }
    }
}

/// A file of the transcripts' fixtures.
fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/transcripts/fixtures");
    fs::read(folder.join(name)).unwrap()
}

#[test]
fn what_is_no_store_is_refused_by_every_command() {
    let scene = Scene::new();
    for (name, bytes) in [
        ("empty", Vec::new()),
        ("page.html", fixture("page.html")),
        ("cert.pem", fixture("ca.pem")),
        ("cert.der", fixture("ca.der")),
        ("archive.zip", fixture("archive.zip")),
        ("garbage", (0..5000_u32).map(|number| (number.wrapping_mul(number) >> 3) as u8).collect()),
        ("chain.p7b", fixture("chain.p7b.der")),
    ] {
        scene.put(name, &bytes);
        scene.all_refuse(name);
    }
}

#[test]
fn broken_stores_are_refused_by_every_command() {
    let scene = Scene::new();
    for (name, bytes) in forged::stores() {
        scene.put(name, &bytes);
        scene.all_refuse(name);
        fs::remove_file(scene.folder.path().join("work").join(name)).unwrap();
    }
}

#[test]
fn stores_cut_off_or_changed_somewhere_are_refused() {
    let scene = Scene::new();
    for name in ["two.jks", "two.p12", "key.jks", "nopass.p12"] {
        let whole = fixture(name);
        for part in 0..12 {
            let at = 1 + (whole.len() - 2) * part / 11;
            scene.put(name, &whole[..at]);
            let said = scene.run(&["-list", "-keystore", name, "-storepass", "changeit"]);
            assert!(said.code == Some(1) && said.out.starts_with("keytool error: java."), "{}", said.all());
            let said = scene.run(&["list", "--keystore", name]);
            assert!(said.code == Some(1) && said.err.starts_with("error: "), "{name} {at}: {}", said.all());
            if name != "nopass.p12" {
                let mut flipped = whole.clone();
                flipped[at] ^= 1 << (part % 8);
                scene.put(name, &flipped);
                let said =
                    scene.run(&["-delete", "-alias", "alpha", "-keystore", name, "-storepass", "changeit"]);
                assert!(
                    said.code == Some(1) && said.out.starts_with("keytool error: java."),
                    "{}",
                    said.all()
                );
            }
        }
    }
}

#[test]
fn a_store_that_is_not_there_is_not_made() {
    let scene = Scene::new();
    fs::create_dir(scene.folder.path().join("work/folder")).unwrap();
    for name in ["missing", "folder", "no/such/folder", "ca.der/below"] {
        for command in ["-list", "-delete", "-exportcert", "-storepasswd"] {
            let said = scene.run(&[command, "-keystore", name, "-storepass", "changeit", "-alias", "a"]);
            assert_eq!(said.code, Some(1), "{}", said.all());
            assert!(said.out.starts_with("keytool error: java."), "{name} {command}: {}", said.all());
        }
        let said = scene.run(&["list", "--keystore", name]);
        assert!(said.code == Some(1) && said.err.contains(name), "{}", said.all());
    }
    // A folder is found to be none only when the store is to be written.
    let import = ["-importcert", "-noprompt", "-file", "ca.der", "-storepass", "changeit", "-keystore"];
    for name in ["folder", "no/such/folder"] {
        let said = scene.run(&[&import[..], &[name]].concat());
        assert!(said.code == Some(1) && said.out.contains("keytool error: java."), "{name}: {}", said.all());
        assert!(fs::read_dir(scene.folder.path().join("work/folder")).unwrap().next().is_none());
    }
}

#[test]
fn a_store_that_may_not_be_read_is_said_to_be_so() {
    let scene = Scene::new();
    scene.put("secret.jks", &fixture("two.jks"));
    let store = scene.folder.path().join("work/secret.jks");
    fs::set_permissions(&store, fs::Permissions::from_mode(0o000)).unwrap();
    fs::set_permissions(scene.folder.path(), fs::Permissions::from_mode(0o777)).unwrap();
    let program = scene.folder.path().join("program");
    fs::copy(PROGRAM, &program).unwrap();
    // Root may read anything, so somebody else has to try.
    let user = (fs::metadata(&store).unwrap().uid() == 0).then_some(NOBODY);
    for name in ["out", "err"] {
        fs::write(scene.folder.path().join(name), "").unwrap();
    }
    let program = program.to_str().unwrap();
    let said = scene.run_as(program, user, &["-list", "-keystore", "secret.jks", "-storepass", "changeit"]);
    let exception = "java.io.FileNotFoundException: secret.jks (Permission denied)";
    assert_eq!(said.out, format!("keytool error: {exception}\n"), "{}", said.all());
    let said = scene.run_as(program, user, &["list", "--keystore", "secret.jks"]);
    assert!(
        said.code == Some(1) && said.err.contains("secret.jks") && said.err.contains("Permission denied")
    );
}

#[test]
fn wrong_passwords_are_said_to_be_wrong() {
    let scene = Scene::new();
    for (name, text) in [
        ("two.jks", "java.io.IOException: Keystore was tampered with, or password was incorrect"),
        ("two.p12", "java.io.IOException: keystore password was incorrect"),
    ] {
        scene.put(name, &fixture(name));
        let said = scene.run(&["-list", "-keystore", name, "-storepass", "wrong!"]);
        assert_eq!(said.out, format!("keytool error: {text}\n"));
        let said = scene.run(&["list", "--keystore", name, "--storepass", "wrong!"]);
        assert!(said.err.contains(name) && said.err.contains("--storepass"), "{}", said.all());
    }
    scene.put("key.jks", &fixture("key.jks"));
    let alias = ["-changealias", "-alias", "leaf", "-destalias", "b", "-keypass", "wrong!"];
    let said = scene.run(&[&alias[..], &["-keystore", "key.jks", "-storepass", "changeit"]].concat());
    assert!(
        said.out.contains("java.security.UnrecoverableKeyException: Cannot recover key"),
        "{}",
        said.all()
    );
}

#[test]
fn two_entries_of_one_alias_are_one_to_every_command() {
    let scene = Scene::new();
    scene.put("twice.jks", &forged::two_of_one_alias());
    let said = scene.run(&["-list", "-keystore", "twice.jks", "-storepass", "changeit"]);
    assert_eq!(said.code, Some(0), "{}", said.all());
    assert!(said.out.contains("Your keystore contains 1 entry\n"), "{}", said.all());
    let said = scene.run(&["list", "--keystore", "twice.jks"]);
    assert_eq!(said.code, Some(0), "{}", said.all());
}

#[test]
fn large_files_of_certificates_are_read_in_time() {
    let pem = String::from_utf8(fixture("ca.pem")).unwrap();
    let scene = Scene::new();
    scene.put("copies.pem", pem.repeat(10_000).as_bytes());
    let native = ["import", "--dry-run", "--keystore", "new.p12", "--storepass", "changeit"];
    let said = scene.run(&[&native[..], &["copies.pem"]].concat());
    assert!(said.code == Some(0) && said.out.contains("would add"), "{}", said.all());
    // Certificates of one subject that differ in their last bytes, each of which needs an alias of its own.
    let der = fixture("ca.der");
    let different: Vec<u8> = (0..5_000_u32)
        .flat_map(|number| {
            let mut der = der.clone();
            let end = der.len();
            der[end - 4..].copy_from_slice(&number.to_be_bytes());
            der
        })
        .collect();
    scene.put("different.der", &different);
    let said = scene.run(&[&native[..], &["different.der", "--format", "json"]].concat());
    assert!(said.code == Some(0) && said.out.matches("lab-root-ca-").count() >= 4999, "{}", said.all());
}

#[test]
fn files_that_are_no_certificates_are_refused_in_time() {
    let line = |label: &str, body: &[u8]| {
        let begin = format!("-----BEGIN {label}-----\n").into_bytes();
        [&begin, body, format!("\n-----END {label}-----\n").as_bytes()].concat()
    };
    let scene = Scene::new();
    let beginnings: String = (0..200_000).map(|number| format!("-----BEGIN {number}-----\n")).collect();
    for (name, bytes) in [
        ("long-line.pem", line("CERTIFICATE", &vec![b'A'; 50_000_000])),
        ("garbage.pem", line("CERTIFICATE", &(0..=255).collect::<Vec<u8>>().repeat(40))),
        ("beginnings.pem", beginnings.into_bytes()),
        ("dashes.pem", vec![b'-'; 2_000_000]),
        ("label.pem", line(&"X".repeat(2_000_000), b"AAAA")),
        ("deep.der", forged::deep(0x30)),
        ("deep.ber", forged::deep_indefinite(0x30)),
        ("strings.ber", forged::deep_indefinite(0x24)),
        ("zeros.der", vec![0; 3_000_000]),
    ] {
        scene.put(name, &bytes);
        let password = ["-keystore", "new.p12", "-storepass", "changeit"];
        let said = scene.run(&[&["-importcert", "-noprompt", "-file", name][..], &password].concat());
        let expected = "keytool error: java.lang.Exception: Input not an X.509 certificate\n";
        assert_eq!((said.out.as_str(), said.code), (expected, Some(1)), "{name}: {}", said.all());
        let said = scene.run(&["-printcert", "-file", name]);
        assert!(
            said.code == Some(1) && said.out.starts_with("keytool error: java."),
            "{name}: {}",
            said.all()
        );
        let said =
            scene.run(&["import", name, "--create", "--keystore", "new.p12", "--storepass", "changeit"]);
        let is_clear =
            said.err.starts_with("error: ") && said.err.contains(name) && said.err.lines().count() > 1;
        assert!(said.code == Some(1) && is_clear, "{name}: {}", said.all());
        let said = scene.run(&["printcert", name]);
        assert!(said.code == Some(1) && said.err.starts_with("error: "), "{name}: {}", said.all());
        fs::remove_file(scene.folder.path().join("work").join(name)).unwrap();
    }
}

#[test]
fn the_real_keytool_says_the_same_of_broken_stores() {
    let Some(keytool) = std::env::var_os("KEYTOOL") else {
        eprintln!("SKIPPED: broken stores were not shown to a real keytool: KEYTOOL names none");
        return;
    };
    let scene = Scene::new();
    for (name, bytes) in forged::stores() {
        // What Java thinks about for seconds, or refuses for want of its own stack or heap, says nothing.
        if name.contains("deep") {
            continue;
        }
        scene.put(name, &bytes);
        let words = ["-list", "-keystore", name, "-storepass", "changeit"];
        let ours = scene.run(&words);
        let work = scene.folder.path().join("work");
        let java =
            Command::new(&keytool).args(words).current_dir(work).stdin(Stdio::null()).output().unwrap();
        assert_eq!(ours.out, String::from_utf8_lossy(&java.stdout), "{name}");
        assert_eq!(ours.code, java.status.code(), "{name}");
    }
}
