//! The recorded cases on a real keytool, so that a recording cannot drift; with `RECORD=1`, the recording itself
//! (`RECORD=new`: only of cases that have none).
//!
//! `KEYTOOL=/path/to/jdk-25/bin/keytool cargo test --test oracle`. The clock is held by libfaketime
//! (`LIBFAKETIME` names it where it is not in Debian's place). `CASE` selects cases by a part of their name,
//! `WORKERS` says how many run at once (3), `ORACLE_SHARE=0/2` asks about a share of them alone.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]
#![allow(clippy::print_stderr, unreachable_pub, missing_docs, dead_code)]

mod transcript;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use transcript::jvm::faketime;
use transcript::ours::Ourselves;
use transcript::{Case, Folder, NOW, Outcome, Tool, diff, home, in_parallel, names, replay};

/// Longer than this no keytool thinks about a case.
const PATIENCE: Duration = Duration::from_secs(120);
/// What spares a JVM that lives for half a second a third of its work.
const SHORT_LIVED: [&str; 2] = ["-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"];

/// A JDK's keytool with a held clock and an empty environment.
struct RealKeytool {
    program: PathBuf,
    faketime: PathBuf,
}

impl RealKeytool {
    fn find() -> Result<Self, String> {
        let program = std::env::var_os("KEYTOOL").ok_or("KEYTOOL names no keytool")?;
        let program = std::fs::canonicalize(&program).map_err(|error| format!("{program:?}: {error}"))?;
        Ok(Self { program, faketime: faketime()? })
    }

    /// The keytool to call for a case: the real one, or, where the case brings its own `cacerts`, one in a Java
    /// home of hard links beside it. (keytool always takes the `cacerts` of the Java it is started from.)
    fn program(&self, folder: &Folder) -> PathBuf {
        let Some(java_home) = &folder.java_home else { return self.program.clone() };
        let program = java_home.join("bin/keytool");
        if !program.exists() {
            link(self.program.parent().unwrap().parent().unwrap(), java_home);
        }
        program
    }
}

/// Links all files of `from` into `to`, except those that are there already.
fn link(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            link(&entry.path(), &target);
        } else if !target.exists() && std::fs::hard_link(entry.path(), &target).is_err() {
            std::fs::copy(entry.path(), &target).unwrap();
        }
    }
}

impl Tool for RealKeytool {
    fn run(
        &self,
        folder: &Folder,
        environment: &[(String, String)],
        arguments: &[String],
        stdin: &[u8],
    ) -> Outcome {
        let stream = |name: &str| folder.scratch.join(name);
        std::fs::write(stream("stdin"), stdin).unwrap();
        let mut child = Command::new(self.program(folder))
            .args(SHORT_LIVED)
            .args(arguments.iter().map(|argument| folder.with_paths(argument)))
            .current_dir(&folder.path)
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("LC_ALL", "C.UTF-8")
            .env("TZ", "UTC")
            .env("LD_PRELOAD", &self.faketime)
            .env("FAKETIME_FMT", "%s")
            .env("FAKETIME", format!("@{NOW}"))
            .envs(environment.iter().map(|(name, value)| (name, folder.with_paths(value))))
            .stdin(File::open(stream("stdin")).unwrap())
            .stdout(Stdio::from(File::create(stream("stdout")).unwrap()))
            .stderr(Stdio::from(File::create(stream("stderr")).unwrap()))
            .spawn()
            .unwrap();
        let started = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            if started.elapsed() > PATIENCE {
                let _ = child.kill();
            }
            std::thread::sleep(Duration::from_millis(5));
        };
        Outcome {
            stdout: std::fs::read(stream("stdout")).unwrap(),
            stderr: std::fs::read(stream("stderr")).unwrap(),
            exit: status.code(),
        }
    }
}

#[test]
fn the_real_keytool_still_does_what_was_recorded() {
    let keytool = match RealKeytool::find() {
        Ok(keytool) => keytool,
        Err(reason) => {
            eprintln!("SKIPPED: the recorded cases were not compared with a real keytool: {reason}");
            return;
        }
    };
    let record = std::env::var_os("RECORD").is_some();
    let mut names = names();
    if std::env::var("RECORD").is_ok_and(|which| which == "new") {
        names.retain(|name| !Case::read(name).text.contains("\n= "));
    }
    keep_share(&mut names);
    let divergent = std::fs::read_to_string(home().join("DIVERGENT")).unwrap_or_default();
    let is_divergent =
        |name: &str| divergent.lines().any(|line| line.split_once(": ").is_some_and(|(one, _)| one == name));
    let differences = in_parallel(&names, workers(), |name| {
        let case = Case::read(name);
        // What it wrote it tells itself when that is recorded; later our own reader does, which spares half of the JVMs. That
        // it reads what the other writes is the other test.
        let witness: &dyn Tool = if record || is_divergent(name) { &keytool } else { &Ourselves };
        let now = replay(&case, &keytool, witness);
        if now == case.text {
            return None;
        }
        if record {
            std::fs::write(home().join(format!("{name}.txt")), &now).unwrap();
        }
        Some(format!("{name}\n{}", diff::lines(&case.text, &now)))
    });
    let differences: Vec<String> = differences.into_iter().flatten().collect();
    if record {
        eprintln!("{} of {} cases recorded anew", differences.len(), names.len());
        return;
    }
    assert!(
        differences.is_empty(),
        "{} of {} cases differ:\n\n{}",
        differences.len(),
        names.len(),
        differences.join("\n")
    );
    eprintln!("{} cases are what {} does", names.len(), keytool.program.display());
}

#[test]
fn what_we_write_the_real_keytool_reads() {
    let keytool = match RealKeytool::find() {
        Ok(keytool) => keytool,
        Err(reason) => {
            eprintln!("SKIPPED: what we write was not read by a real keytool: {reason}");
            return;
        }
    };
    if std::env::var_os("RECORD").is_some() {
        return;
    }
    let listed = |file| std::fs::read_to_string(home().join(file)).unwrap_or_default();
    let apart = listed("PENDING") + &listed("DIVERGENT");
    let mut names = names();
    keep_share(&mut names);
    names.retain(|name| {
        !apart.lines().any(|line| line.split(": ").next() == Some(name.as_str()))
            && Case::read(name).text.contains(": opens with ")
    });
    let differences = in_parallel(&names, workers(), |name| {
        let case = Case::read(name);
        let now = replay(&case, &Ourselves, &keytool);
        (now != case.text).then(|| format!("{name}\n{}", diff::lines(&case.text, &now)))
    });
    let differences: Vec<String> = differences.into_iter().flatten().collect();
    assert!(
        differences.is_empty(),
        "{} of {} differ:\n\n{}",
        differences.len(),
        names.len(),
        differences.join("\n")
    );
    eprintln!("{} stores that we wrote hold for {} what they should", names.len(), keytool.program.display());
}

/// `ORACLE_SHARE=1/2` keeps every second case, from the second on; without it all stay.
fn keep_share(names: &mut Vec<String>) {
    let share = std::env::var("ORACLE_SHARE").unwrap_or_default();
    let Some((which, of)) = share.split_once('/') else { return };
    let (which, of): (usize, usize) = (which.parse().unwrap(), of.parse().unwrap());
    let mut place = 0;
    names.retain(|_| {
        place += 1;
        (place - 1) % of == which
    });
}

/// How many JVMs run at once.
fn workers() -> usize {
    std::env::var("WORKERS").ok().and_then(|count| count.parse().ok()).unwrap_or(3)
}
