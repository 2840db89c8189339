//! The folder a case runs in: filled before, compared after every step.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::case::{Case, fingerprint};
use super::home;

/// A temporary folder with the files of one case, gone when dropped.
pub struct Folder {
    /// Where the command lines run.
    pub path: PathBuf,
    /// The Java home whose `cacerts` the case chose, beside `path`; empty until a [`super::Tool`] fills it.
    pub java_home: Option<PathBuf>,
    /// A place for the tool's own files, beside `path`.
    pub scratch: PathBuf,
    _whole: tempfile::TempDir,
}

/// The bytes of a fixture: of the small ones made for the cases, or of the real stores.
pub fn fixture(name: &str) -> Vec<u8> {
    let own = home().join("fixtures").join(name);
    let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/keystores").join(name);
    std::fs::read(&own).or_else(|_| std::fs::read(real)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The files below a folder with their bytes, under their names relative to it.
pub type Contents = BTreeMap<String, Vec<u8>>;

impl Folder {
    /// Fills a new folder for `case`.
    pub fn new(case: &Case) -> Self {
        let whole = tempfile::tempdir().unwrap();
        let path = whole.path().join("case");
        let scratch = whole.path().join("scratch");
        std::fs::create_dir(&path).unwrap();
        std::fs::create_dir(&scratch).unwrap();
        for folder in &case.folders {
            std::fs::create_dir_all(path.join(folder)).unwrap();
        }
        for (name, source) in &case.files {
            std::fs::write(path.join(name), fixture(source)).unwrap();
        }
        for (name, bytes) in &case.written {
            std::fs::write(path.join(name), bytes).unwrap();
        }
        let java_home = case.cacerts.as_ref().map(|source| {
            let java_home = whole.path().join("java");
            std::fs::create_dir_all(java_home.join("lib/security")).unwrap();
            std::fs::write(java_home.join("lib/security/cacerts"), fixture(source)).unwrap();
            java_home
        });
        Self { path, java_home, scratch, _whole: whole }
    }

    /// The file that `-cacerts` means.
    pub fn cacerts(&self) -> Option<PathBuf> {
        self.java_home.as_ref().map(|java_home| java_home.join("lib/security/cacerts"))
    }

    /// Everything in the folder now, and `cacerts`.
    pub fn contents(&self) -> Contents {
        let mut contents = Contents::new();
        let mut open = vec![self.path.clone()];
        while let Some(folder) = open.pop() {
            for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
                let path = entry.path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    let name = path.strip_prefix(&self.path).unwrap().to_str().unwrap().to_owned();
                    contents.insert(name, std::fs::read(path).unwrap());
                }
            }
        }
        if let Some(cacerts) = self.cacerts() {
            contents.insert("cacerts".to_owned(), std::fs::read(cacerts).unwrap());
        }
        contents
    }

    /// Appends which files a step created, changed or removed; a file not named is byte for byte what it was.
    ///
    /// `describe` says what a keystore holds, where the named file is one.
    pub fn render_changes(
        &self,
        text: &mut String,
        before: &Contents,
        describe: &dyn Fn(&str) -> Option<String>,
    ) {
        let after = self.contents();
        for name in before.keys().filter(|name| !after.contains_key(*name)) {
            let _ = writeln!(text, "@ {name} removed");
        }
        for (name, bytes) in &after {
            let what = match before.get(name) {
                None => "created",
                Some(old) if old != bytes => "changed",
                Some(_) => continue,
            };
            let _ = match describe(name) {
                Some(store) => writeln!(text, "@ {name} {what}: {store}"),
                None => {
                    writeln!(text, "@ {name} {what}: {} bytes, SHA-256 {}", bytes.len(), fingerprint(bytes))
                }
            };
        }
    }

    /// `text` with the changing paths of this folder and this Java replaced by placeholders.
    pub fn without_paths(&self, text: &str) -> String {
        let text = text.replace(self.path.to_str().unwrap(), "{folder}");
        match &self.java_home {
            Some(java_home) => text.replace(java_home.to_str().unwrap(), "{java.home}"),
            None => text,
        }
    }

    /// An argument or a variable of a case with its placeholders filled.
    pub fn with_paths(&self, text: &str) -> String {
        text.replace("{folder}", self.path.to_str().unwrap())
    }
}
