//! Real Javas that load their trust store and wait: `JAVA_HOME_8`, `_11`, `_17`, `_21` and `_25`, as far as they are set.
#![allow(clippy::print_stderr)]

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use super::{Scene, text};

/// The Javas that are at hand.
pub fn javas() -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    for version in ["8", "11", "17", "21", "25"] {
        match std::env::var_os(format!("JAVA_HOME_{version}")) {
            Some(home) if Path::new("/proc/self/exe").exists() => {
                found.push((version.to_owned(), fs::canonicalize(home).unwrap()));
            }
            _ => eprintln!("skipped: JAVA_HOME_{version} is not set, or there is no /proc"),
        }
    }
    found
}

/// Compiles what the Javas run.
pub fn compile(scene: &Scene) {
    let javac = std::env::var_os("JAVAC").unwrap_or_else(|| "javac".into());
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/make/jvms/Waits.java");
    let output = Command::new(javac)
        .args(["--release", "8", "-Xlint:-options", "-d"])
        .arg(scene.path("."))
        .arg(source)
        .output()
        .expect("a javac");
    assert!(output.status.success(), "{}", text(&output));
}

/// What each of them is told: to say which store it uses.
const WORDS: [&str; 2] = ["-Djavax.net.debug=ssl:trustmanager", "-XX:TieredStopAtLevel=1"];

/// The command that starts one.
pub fn java(home: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(home.join("bin/java"));
    command.args(WORDS).args(words).args(["-cp", ".", "Waits"]);
    command
}

/// Whether a process may be given mounts of its own here, as root may.
pub fn unshares() -> bool {
    let may = Command::new("unshare").args(["-m", "mount", "-t", "tmpfs", "none", "/mnt"]).output();
    let may = may.is_ok_and(|output| output.status.success());
    if !may {
        eprintln!("skipped: no mounts can be made here");
    }
    may
}

/// A copy of a Java, of links where the file system has them.
pub fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copied(&entry.path(), &target);
        } else if entry.file_name() == "cacerts" || fs::hard_link(entry.path(), &target).is_err() {
            // A second name would touch the store that other Javas use meanwhile.
            fs::copy(entry.path(), &target).unwrap();
        }
    }
}

/// A Java that has loaded its trust store and waits.
pub struct Running {
    pub process: Child,
    /// The number of its anchors; `None` where it fails.
    pub anchors: Option<u64>,
    /// The store that it says it uses.
    pub store: Option<String>,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Running {
    pub fn start(scene: &Scene, home: &Path, words: &[&str], environment: &[(&str, &str)]) -> Self {
        let mut command = java(home, words);
        command.envs(environment.iter().copied());
        Self::by(scene, command)
    }

    /// The same where a shell does something first, and becomes the Java then; `unshare` makes it mounts of its own.
    pub fn after(scene: &Scene, script: &str, unshare: bool, home: &Path, words: &[&str]) -> Self {
        let mut command = Command::new(if unshare { "unshare" } else { "env" });
        if unshare {
            command.arg("-m");
        }
        command.args(["sh", "-ec", &format!("{script}\nexec \"$@\""), "sh"]);
        command.arg(home.join("bin/java")).args(WORDS).args(words).args(["-cp", ".", "Waits"]);
        Self::by(scene, command)
    }

    /// By a command that ends in one of these two ways.
    pub fn by(scene: &Scene, mut command: Command) -> Self {
        let debug = fs::File::create(scene.path("debug")).unwrap();
        let mut process = command
            .current_dir(scene.path("."))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(debug)
            .spawn()
            .unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines().map_while(Result::ok);
        // Debug output goes to either stream, by version.
        let (mut said, mut all) = (None, String::new());
        for line in lines {
            all.push_str(&line);
            all.push('\n');
            if line.starts_with("anchors ") || line == "fails" {
                said = Some(line);
                break;
            }
        }
        all.push_str(&String::from_utf8_lossy(&fs::read(scene.path("debug")).unwrap()));
        let said = said.unwrap_or_else(|| panic!("{command:?}: {all}"));
        let store = all.lines().filter_map(|line| line.split_once("trustStore is: ")).next_back();
        Self {
            process,
            anchors: said.strip_prefix("anchors ").map(|count| count.parse().unwrap()),
            store: store.map(|(_, path)| path.trim().to_owned()),
        }
    }

    /// What `jvms` tells of it.
    pub fn told(&self, scene: &Scene, code: i32) -> Value {
        let pid = self.process.id().to_string();
        scene.json(&["jvms", "--process", &pid], code)["processes"][0].clone()
    }
}

/// A program in the scene that makes this Java within itself; `None` where there is no C compiler or no `jni.h`.
pub fn embedding(scene: &Scene, home: &Path) -> Option<PathBuf> {
    let folders = fs::read_dir("/usr/lib/jvm").into_iter().flatten().flatten().map(|entry| entry.path());
    let headers = folders.map(|home| home.join("include")).find(|folder| folder.join("jni.h").is_file());
    let library = home.join("lib/server");
    let program = scene.path("embeds");
    let compiled = headers.and_then(|headers| {
        Command::new("cc")
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/make/jvms/embeds.c"))
            .arg("-I")
            .arg(&headers)
            .arg("-I")
            .arg(headers.join("linux"))
            .arg("-L")
            .arg(&library)
            .arg(format!("-Wl,-rpath,{}", library.display()))
            .args(["-ljvm", "-o"])
            .arg(&program)
            .output()
            .ok()
    });
    match compiled {
        Some(output) => {
            assert!(output.status.success(), "{}", text(&output));
            Some(program)
        }
        None => {
            eprintln!("skipped: there is no jni.h, or no C compiler");
            None
        }
    }
}
