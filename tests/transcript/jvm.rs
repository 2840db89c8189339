//! JDK 25's keytool as a tool of the transcripts that answers thousands of times in one JVM, with a clock that stands still.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, PoisonError};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::{Folder, NOW, Outcome, Tool};

/// The package that keytool is in, closed to everybody else.
const OPENED: &str = "java.base/sun.security.tools.keytool=ALL-UNNAMED";
/// The program around it: a line in is one run, a line out its answer.
const SOURCE: &str = "testdata/make/making/Keytool.java";

/// Passwords are made expensive to guess by repetition, which no answer shows: as few as Java allows, or takes well.
pub const HASTE: [&str; 4] = [
    "-Djdk.jceks.iterationCount=10000",
    "-Dkeystore.pkcs12.macIterationCount=1000",
    "-Dkeystore.pkcs12.certPbeIterationCount=1000",
    "-Dkeystore.pkcs12.keyPbeIterationCount=1000",
];

/// As many JVMs as are asked at once.
pub struct ManyRuns {
    java: PathBuf,
    faketime: PathBuf,
    classes: tempfile::TempDir,
    idle: Mutex<Vec<Worker>>,
}

/// One JVM and the folder it was started in, which it cannot leave.
struct Worker {
    jvm: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
    folder: tempfile::TempDir,
}

/// Where libfaketime is: `LIBFAKETIME`, or Debian's place.
pub fn faketime() -> Result<PathBuf, String> {
    let named = std::env::var_os("LIBFAKETIME").map(PathBuf::from);
    named.or_else(debian_faketime).ok_or_else(|| "no libfaketime; LIBFAKETIME names none".to_owned())
}

fn debian_faketime() -> Option<PathBuf> {
    let triples = std::fs::read_dir("/usr/lib").ok()?;
    triples.flatten().map(|triple| triple.path().join("faketime/libfaketime.so.1")).find(|path| path.exists())
}

impl ManyRuns {
    /// The JVM beside the keytool that `KEYTOOL` names; needs a `javac`, of any JDK from 17 on.
    pub fn find() -> Result<Self, String> {
        let keytool = std::env::var_os("KEYTOOL").ok_or("KEYTOOL names no keytool")?;
        let keytool = std::fs::canonicalize(&keytool).map_err(|error| format!("{keytool:?}: {error}"))?;
        let classes = tempfile::tempdir().unwrap();
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join(SOURCE);
        let compiled =
            Command::new("javac").args(["--release", "17", "-d"]).arg(classes.path()).arg(source).status();
        let compiled = compiled.map_err(|error| format!("javac: {error}"))?;
        assert!(compiled.success(), "{SOURCE} does not compile");
        let java = keytool.with_file_name("java");
        Ok(Self { java, faketime: faketime()?, classes, idle: Mutex::default() })
    }

    fn start(&self) -> Worker {
        let folder = tempfile::tempdir().unwrap();
        let mut jvm = Command::new(&self.java)
            .args(["-XX:+UseSerialGC", "-Dfile.encoding=UTF-8", "--add-opens"])
            .arg(OPENED)
            .args(HASTE)
            .arg("-cp")
            .arg(self.classes.path())
            .arg("Keytool")
            .current_dir(folder.path())
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("LC_ALL", "C.UTF-8")
            .env("TZ", "UTC")
            .env("LD_PRELOAD", &self.faketime)
            .env("FAKETIME_FMT", "%s")
            // Without `@` the clock stands still; the one that the JVM measures its waits with goes on.
            .env("FAKETIME", NOW.to_string())
            .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (questions, answers) = (jvm.stdin.take().unwrap(), BufReader::new(jvm.stdout.take().unwrap()));
        Worker { jvm, questions, answers, folder }
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Worker>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.jvm.kill();
        let _ = self.jvm.wait();
    }
}

impl Tool for ManyRuns {
    fn run(
        &self,
        folder: &Folder,
        environment: &[(String, String)],
        arguments: &[String],
        stdin: &[u8],
    ) -> Outcome {
        assert!(environment.is_empty() && folder.java_home.is_none(), "a running JVM has its surroundings");
        let worker = self.idle().pop();
        let mut worker = worker.unwrap_or_else(|| self.start());
        let outcome = worker.run(folder, arguments, stdin);
        self.idle().push(worker);
        outcome
    }
}

impl Worker {
    fn run(&mut self, folder: &Folder, arguments: &[String], stdin: &[u8]) -> Outcome {
        mirror(&folder.path, self.folder.path());
        let typed = std::str::from_utf8(stdin).unwrap().replace('\n', "\u{3}");
        writeln!(self.questions, "{}\u{2}{typed}", arguments.join("\u{1}")).unwrap();
        let mut answer = String::new();
        self.answers.read_line(&mut answer).unwrap();
        mirror(self.folder.path(), &folder.path);
        let parts: Vec<&str> = answer.trim_end_matches('\n').split('\t').collect();
        let [exit, stdout, stderr] = parts[..] else { panic!("{arguments:?}: {answer:?}") };
        let decode = |text: &str| BASE64_STANDARD.decode(text).unwrap();
        Outcome { stdout: decode(stdout), stderr: decode(stderr), exit: exit.parse().ok() }
    }
}

/// Makes `to` hold the files that `from` holds, and no others.
fn mirror(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(to).unwrap().map(Result::unwrap) {
        if !from.join(entry.file_name()).exists() {
            std::fs::remove_file(entry.path()).unwrap();
        }
    }
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}
