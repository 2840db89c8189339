//! A real JVM that connects as a client does, where one is set (`JAVA_HOME_25`).
#![allow(clippy::print_stderr)]

use std::ffi::OsString;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{Scene, text};

/// A JVM 25 with the client `testdata/make/tls/Poke.java` in a scene's folder.
pub struct Poke<'s> {
    scene: &'s Scene,
    java: PathBuf,
}

impl<'s> Poke<'s> {
    /// Compiles the client; `None`, which is said, where no JVM is set.
    pub fn compiled(scene: &'s Scene) -> Option<Self> {
        let Some(home) = std::env::var_os("JAVA_HOME_25") else {
            eprintln!("skipped: JAVA_HOME_25 is not set");
            return None;
        };
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/make/tls/Poke.java");
        let javac = std::env::var_os("JAVAC").unwrap_or_else(|| OsString::from("javac"));
        let compiled =
            Command::new(javac).args(["--release", "11", "-d"]).arg(scene.path(".")).arg(source).status();
        assert!(compiled.expect("a javac").success());
        Some(Self { scene, java: Path::new(&home).join("bin/java") })
    }

    /// What it says of the server on a port of `localhost`, trusting by a JKS of the scene's and told `options`.
    pub fn at(&self, port: &str, store: &str, options: &[&str]) -> String {
        let mut java = Command::new(&self.java)
            .arg(format!("-Djavax.net.ssl.trustStore={store}"))
            .args(options)
            .args(["-cp", ".", "Poke", "localhost"])
            .current_dir(self.scene.path("."))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        java.stdin.take().unwrap().write_all(format!("{port}\n").as_bytes()).unwrap();
        text(&java.wait_with_output().unwrap())
    }
}
