//! JVMs that say what they make of a keystore: one process for each, asked over a pipe.

use std::ffi::OsString;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, OnceLock};
use std::{env, fs, thread};

use crate::scene::{StoreFile, folder, program, succeed};
use crate::view::{Seen, View, assert_same, ours};

/// The versions asked, by the environment variable that names the home of each.
const HOMES: [&str; 4] = ["JAVA_HOME_11", "JAVA_HOME_17", "JAVA_HOME_21", "JAVA_HOME_25"];
/// The program they run; `testdata/make/interop` holds it.
const SOURCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/make/interop/Witness.java");

/// A JVM that runs `Witness.java`.
pub struct Jvm {
    /// What to call it in messages: the variable that names it and its version.
    pub name: String,
    /// Its home.
    pub home: PathBuf,
    pipes: Mutex<Pipes>,
}

struct Pipes {
    process: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

/// The JVMs that the environment names; empty, with a word about it, where there is none or no compiler.
pub fn jvms() -> &'static [Jvm] {
    static JVMS: OnceLock<Vec<Jvm>> = OnceLock::new();
    JVMS.get_or_init(|| {
        let homes = HOMES.iter().filter_map(|name| {
            let home = env::var_os(name).filter(|home| !home.is_empty());
            if home.is_none() {
                eprintln!("SKIPPED: no JVM is asked for {name}, which is not set");
            }
            Some((name, PathBuf::from(home?)))
        });
        homes.map_while(|(name, home)| Jvm::start(name, home, &[])).collect()
    })
}

/// Does `work` with every JVM, all at once.
pub fn with_every_jvm(work: impl Fn(&Jvm) + Sync) {
    thread::scope(|scope| {
        for jvm in jvms() {
            let work = &work;
            scope.spawn(move || work(jvm));
        }
    });
}

/// `Witness.class`, compiled once; `None` where there is no compiler.
fn class() -> Option<&'static [u8]> {
    static CLASS: OnceLock<Option<Vec<u8>>> = OnceLock::new();
    let compiled = CLASS.get_or_init(|| {
        let javac =
            env::var_os("JAVAC").map(PathBuf::from).or_else(|| program("javac", "no JVM is asked"))?;
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new(javac);
        succeed(command.args(["--release", "11", "-d"]).arg(folder.path()).arg(SOURCE));
        Some(fs::read(folder.path().join("Witness.class")).unwrap())
    });
    compiled.as_deref()
}

impl Jvm {
    /// Starts the Java at `home` with `options`.
    pub fn start(name: &str, home: PathBuf, options: &[OsString]) -> Option<Self> {
        // All that it needs from there it has read when it answers for the first time.
        let folder = folder();
        fs::write(folder.path().join("Witness.class"), class()?).unwrap();
        let mut process = Command::new(home.join("bin/java"))
            .args(["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"])
            .args(options)
            .arg("-cp")
            .arg(folder.path())
            .arg("Witness")
            .arg(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{name}: {}: {error}", home.display()));
        let questions = process.stdin.take().unwrap();
        let answers = BufReader::new(process.stdout.take().unwrap());
        let pipes = Mutex::new(Pipes { process, questions, answers });
        let mut jvm = Self { name: name.to_owned(), home, pipes };
        let version = jvm.ask(&["version"]).unwrap();
        jvm.name = format!("{name} ({})", version.first().unwrap());
        Some(jvm)
    }

    /// Its keytool.
    pub fn keytool(&self) -> PathBuf {
        self.home.join("bin/keytool")
    }

    /// The answer to a question, line by line.
    ///
    /// # Errors
    /// The exceptions that it met instead, in one line.
    pub fn ask(&self, words: &[&str]) -> Result<Vec<String>, String> {
        let mut pipes = self.pipes.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        writeln!(pipes.questions, "{}", words.join("\t")).unwrap();
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            assert_ne!(
                pipes.answers.read_line(&mut line).unwrap(),
                0,
                "{} fell silent at {words:?}",
                self.name
            );
            match line.trim_end_matches('\n') {
                "." => return Ok(lines),
                line => match line.strip_prefix("ERROR ") {
                    Some(_) => {
                        let error = line.to_owned();
                        assert_eq!(pipes.answers.read_line(&mut String::new()).unwrap(), 2);
                        return Err(error);
                    }
                    None => lines.push(line.to_owned()),
                },
            }
        }
    }

    /// What it sees in the store, keys recovered with `key_password`.
    ///
    /// # Errors
    /// The exceptions that it met instead.
    pub fn list(&self, store: &StoreFile, key_password: Option<&str>) -> Result<View, String> {
        let file = text(&store.path);
        let (password, keys) = (word(store.password.as_deref()), word(key_password));
        let lines = self.ask(&["list", file, store.kind, &password, &keys])?;
        let view: View = lines.iter().map(|line| entry(line)).collect();
        assert_eq!(view.len(), lines.len(), "{}: an alias twice", store.name());
        Ok(view)
    }

    /// The type that it finds the store to be, and the number of entries.
    ///
    /// # Errors
    /// The exceptions that it met instead.
    pub fn detect(&self, store: &StoreFile) -> Result<(String, usize), String> {
        let lines = self.ask(&["detect", text(&store.path), &word(store.password.as_deref())])?;
        let (kind, count) = lines.first().and_then(|line| line.split_once('\t')).unwrap();
        Ok((kind.to_owned(), count.parse().unwrap()))
    }

    /// Fails unless it loads the store through the KeyStore API and sees there what we see. Gives what it sees.
    pub fn agrees(&self, store: &StoreFile, key_password: Option<&str>) -> View {
        self.sees(store, key_password, &ours(store, key_password))
    }

    /// Fails unless it loads the store through the KeyStore API and sees `expected` there. Gives what it sees.
    pub fn sees(&self, store: &StoreFile, key_password: Option<&str>, expected: &View) -> View {
        let what = format!("{} in {}", store.name(), self.name);
        let theirs = self.list(store, key_password).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_same(&theirs, expected, &what);
        let detected = self.detect(store).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!(detected, (store.kind.to_owned(), theirs.len()), "{what}");
        theirs
    }

    /// Makes a store with two keys, a certificate and, in PKCS12, a secret key.
    pub fn make(&self, store: &StoreFile, key_password: &str) {
        let (password, keys) = (word(store.password.as_deref()), word(Some(key_password)));
        self.ask(&["make", text(&store.path), store.kind, &password, &keys]).unwrap();
    }

    /// A TLS handshake with a server of the authority, trusting what the store trusts.
    ///
    /// # Errors
    /// The exceptions that it met instead.
    pub fn handshake(&self, store: &StoreFile) -> Result<(), String> {
        self.trusts(&["handshake", text(&store.path), store.kind, &word(store.password.as_deref())])
    }

    /// The same with the store named by `javax.net.ssl.trustStore`; `password` is `javax.net.ssl.trustStorePassword`.
    ///
    /// # Errors
    /// The exceptions that it met instead.
    pub fn handshake_by_property(&self, store: &StoreFile, password: Option<&str>) -> Result<(), String> {
        self.trusts(&["property", text(&store.path), &word(password)])
    }

    /// The same with what the command line of this JVM says.
    ///
    /// # Errors
    /// The exceptions that it met instead.
    pub fn handshake_by_default(&self) -> Result<(), String> {
        self.trusts(&["default"])
    }

    fn trusts(&self, question: &[&str]) -> Result<(), String> {
        let answer = self.ask(question)?;
        assert_eq!(answer, ["trusted"]);
        Ok(())
    }
}

impl Drop for Pipes {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn word(password: Option<&str>) -> String {
    password.map_or_else(|| "-".to_owned(), |password| format!("={password}"))
}

/// A line of the answer to `list`.
fn entry(line: &str) -> (String, Seen) {
    let words: Vec<&str> = line.split('\t').collect();
    let [alias, kind, created, key, certificates @ ..] = words.as_slice() else { panic!("{line}") };
    let units: Vec<u16> = (0..alias.len())
        .step_by(4)
        .map(|start| u16::from_str_radix(&alias[start..start + 4], 16).unwrap())
        .collect();
    let seen = Seen {
        is_key: *kind == "key",
        created: Some(created.parse().unwrap()),
        key: (!key.is_empty()).then(|| (*key).to_owned()),
        certificates: certificates.iter().map(|&certificate| certificate.to_owned()).collect(),
    };
    (String::from_utf16(&units).unwrap(), seen)
}
