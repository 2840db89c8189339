//! JVMs that connect to servers, each asked over a pipe.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::{env, fs};

use tempfile::TempDir;

/// The versions asked, and the environment variable that names the home of each.
const VERSIONS: [(&str, &str); 4] =
    [("11", "JAVA_HOME_11"), ("17", "JAVA_HOME_17"), ("21", "JAVA_HOME_21"), ("25", "JAVA_HOME_25")];
const SOURCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/make/probe/Client.java");

/// A JVM that runs `Client.java`.
pub(crate) struct Jvm {
    pub(crate) version: &'static str,
    process: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
    home: PathBuf,
    folder: TempDir,
}

/// Those that the environment names, if they are to be asked (`PROBE_JVMS`) and there is a compiler for what they run.
pub(crate) fn jvms() -> Vec<Jvm> {
    if env::var_os("PROBE_JVMS").is_none() {
        eprintln!("SKIPPED: no JVM is asked, for PROBE_JVMS is not set; what they said is recorded");
        return Vec::new();
    }
    let folder = tempfile::tempdir().unwrap();
    let mut compiler = Command::new(env::var_os("JAVAC").unwrap_or_else(|| "javac".into()));
    let compiled = compiler.args(["--release", "11", "-d"]).arg(folder.path()).arg(SOURCE).status();
    if !compiled.is_ok_and(|status| status.success()) {
        eprintln!("SKIPPED: no JVM is asked, for there is no javac");
        return Vec::new();
    }
    VERSIONS.iter().filter_map(|(version, variable)| Jvm::start(version, variable, &folder)).collect()
}

impl Jvm {
    fn start(version: &'static str, variable: &str, classes: &TempDir) -> Option<Self> {
        let Some(home) = env::var_os(variable).filter(|home| !home.is_empty()).map(PathBuf::from) else {
            eprintln!("SKIPPED: no JVM is asked for {variable}, which is not set");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        fs::copy(classes.path().join("Client.class"), folder.path().join("Client.class")).unwrap();
        Some(Self::run(version, home, folder, &[]))
    }

    /// Another one with these system properties.
    pub(crate) fn with(&self, properties: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::copy(self.folder.path().join("Client.class"), folder.path().join("Client.class")).unwrap();
        Self::run(self.version, self.home.clone(), folder, properties)
    }

    fn run(version: &'static str, home: PathBuf, folder: TempDir, properties: &[&str]) -> Self {
        let mut process = Command::new(home.join("bin/java"))
            .args([
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Duser.timezone=UTC",
                "-Duser.language=en",
            ])
            .args(properties.iter().map(|one| format!("-D{one}")))
            .arg("-cp")
            .arg(folder.path())
            .arg("Client")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let questions = process.stdin.take().unwrap();
        let answers = BufReader::new(process.stdout.take().unwrap());
        Self { version, process, questions, answers, home, folder }
    }

    /// What it says to the words of a question.
    pub(crate) fn ask(&mut self, words: &[&str]) -> String {
        writeln!(self.questions, "{}", words.join("\t")).unwrap();
        let mut line = String::new();
        assert_ne!(
            self.answers.read_line(&mut line).unwrap(),
            0,
            "{} fell silent at {words:?}",
            self.version
        );
        line.trim_end_matches('\n').to_owned()
    }
}

impl Drop for Jvm {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
