//! A JVM 25 that connects to servers and speaks their protocols, asked over a pipe.

use std::env;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::OnceLock;

use tempfile::TempDir;

const SOURCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/make/probe/Speaker.java");

/// A JVM that runs `Speaker.java`.
pub(crate) struct Speaker {
    process: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

/// What it runs, compiled once for all.
fn classes() -> Option<PathBuf> {
    static CLASSES: OnceLock<Option<TempDir>> = OnceLock::new();
    let compile = || {
        let folder = tempfile::tempdir().unwrap();
        let mut compiler = Command::new(env::var_os("JAVAC").unwrap_or_else(|| "javac".into()));
        let compiled = compiler.args(["--release", "11", "-d"]).arg(folder.path()).arg(SOURCE).status();
        compiled.is_ok_and(|status| status.success()).then_some(folder)
    };
    CLASSES.get_or_init(compile).as_ref().map(|folder| folder.path().to_owned())
}

impl Speaker {
    /// The one that JAVA_HOME_25 names, where there is a compiler too.
    pub(crate) fn start() -> Option<Self> {
        let home = env::var_os("JAVA_HOME_25").filter(|home| !home.is_empty()).map(PathBuf::from);
        let (Some(home), Some(classes)) = (home, classes()) else {
            eprintln!("SKIPPED: no JVM is asked, for JAVA_HOME_25 is not set or there is no javac");
            return None;
        };
        let mut process = Command::new(home.join("bin/java"))
            .args([
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Duser.timezone=UTC",
                "-Duser.language=en",
            ])
            .arg("-cp")
            .arg(classes)
            .arg("Speaker")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let questions = process.stdin.take().unwrap();
        let answers = BufReader::new(process.stdout.take().unwrap());
        Some(Self { process, questions, answers })
    }

    /// What it says to the words of a question.
    pub(crate) fn ask(&mut self, words: &[&str]) -> String {
        writeln!(self.questions, "{}", words.join("\t")).unwrap();
        let mut line = String::new();
        assert_ne!(self.answers.read_line(&mut line).unwrap(), 0, "the JVM fell silent at {words:?}");
        line.trim_end_matches('\n').to_owned()
    }
}

impl Drop for Speaker {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
