//! The program of a process: whether it runs a Java, where that is, and whether it is still the one that is there.

use std::path::{Path, PathBuf};

use super::launch::Starter;
use super::surroundings::Surroundings;
use crate::machine::Machine;

/// A program that runs a Java.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Program {
    /// The folder of the Java, where it was found out.
    pub(super) home: Option<PathBuf>,
    /// What the program is to it.
    pub(super) starter: Starter,
    /// Whether its file or the VM's library was taken away, be it for a new one, while it runs.
    pub(super) is_gone: bool,
}

impl Program {
    /// The program by its file, as the system tells it, or by its own word, if that is told. `maps` tells which files are in its
    /// memory; both name files as the process knows them by way of `inside`.
    pub(super) fn of(
        file: Option<&Path>,
        word: Option<&Path>,
        maps: &[u8],
        inside: impl Fn(PathBuf) -> PathBuf,
    ) -> Option<Self> {
        let (program, is_gone) = undeleted(file.or(word)?);
        let library = library(maps);
        let is_java = is_java(&program);
        if !is_java && library.is_none() {
            return None;
        }
        let (library, is_library_gone) = match library {
            Some(library) => {
                let (library, is_gone) = undeleted(&library);
                (Some(inside(library)), is_gone)
            }
            None => (None, false),
        };
        // Of a program whose file is not told, its name says where it is, if it is named in full.
        let home =
            if is_java { home_of_program(&program) } else { library.as_deref().and_then(home_of_library) };
        let starter = match &home {
            _ if is_java => Starter::Java,
            Some(home) if is_tool(&program, home) => Starter::Tool,
            _ => Starter::Program,
        };
        Some(Self { home, starter, is_gone: is_gone || is_library_gone })
    }
}

/// A file that was taken away while it is used, as by an update, is told with a remark.
pub(super) fn undeleted(file: &Path) -> (PathBuf, bool) {
    match file.to_str().and_then(|text| text.strip_suffix(DELETED)) {
        Some(bare) => (bare.into(), true),
        None => (file.to_owned(), false),
    }
}

const DELETED: &str = " (deleted)";

/// Whether a program is called as Java's launcher is.
pub(super) fn is_java(program: impl AsRef<Path>) -> bool {
    program.as_ref().file_stem().is_some_and(|stem| stem == "java" || stem == "javaw")
}

/// The VM's library among the files in the memory of a program, with the remark.
fn library(maps: &[u8]) -> Option<PathBuf> {
    let names = maps.split(|byte| *byte == b'\n').filter_map(|line| {
        let start = line.iter().position(|byte| *byte == b'/')?;
        std::str::from_utf8(line.get(start..)?).ok()
    });
    let mut libraries =
        names.filter(|name| name.strip_suffix(DELETED).unwrap_or(name).ends_with("/libjvm.so"));
    libraries.next().map(PathBuf::from)
}

/// `HOME/lib/server/libjvm.so`; of a JRE 8 `HOME/lib/amd64/server/libjvm.so`.
fn home_of_library(library: &Path) -> Option<PathBuf> {
    let lib = library.ancestors().skip(2).take(2).find(|folder| folder.ends_with("lib"))?;
    lib.parent().map(Path::to_owned)
}

/// `HOME/bin/java`.
fn home_of_program(program: &Path) -> Option<PathBuf> {
    let bin = program.parent().filter(|folder| folder.ends_with("bin"))?;
    bin.parent().filter(|home| home.is_absolute()).map(Path::to_owned)
}

/// Whether a program is one of a Java's own, as `keytool`; those of a JDK 8 lie beside its JRE.
fn is_tool(program: &Path, home: &Path) -> bool {
    let is_in = |home: &Path| program.parent() == Some(home.join("bin").as_path());
    is_in(home) || (home.ends_with("jre") && home.parent().is_some_and(is_in))
}

/// Whether the folder that a `java` says it is in (`java.home`) has another program by now, or none: it was moved, and maybe
/// another one put in its place. `program` is where its file is now, as it knows it.
pub(super) fn is_moved(machine: &Machine, surroundings: &Surroundings, says: &Path, program: &Path) -> bool {
    let by_program = surroundings.home.as_deref();
    if by_program.is_none_or(|home| home == says || says == home.join("jre")) {
        return false;
    }
    // A link may lead to it from there.
    let there = surroundings.seen(&says.join("bin/java")).and_then(|path| machine.resolve(path));
    let here = surroundings.seen(program).and_then(|path| machine.resolve(path));
    there != here
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(file: &str, maps: &str) -> Option<(Option<String>, Starter, bool)> {
        let program = Program::of(Some(Path::new(file)), None, maps.as_bytes(), |path| path)?;
        let home = program.home.map(|home| home.display().to_string());
        Some((home, program.starter, program.is_gone))
    }

    #[test]
    fn a_java_is_known_by_its_program_or_its_library() {
        const MAPS: &str =
            "7f-8f r--p 00 fd:01 7   /lib/x.so\n9f-af r-xp 00 fd:01 8  /opt/java/lib/server/libjvm.so";
        let home = |home: &str| Some(home.to_owned());
        assert_eq!(of("/opt/java/bin/java", ""), Some((home("/opt/java"), Starter::Java, false)));
        assert_eq!(of("/opt/java/bin/java (deleted)", MAPS), Some((home("/opt/java"), Starter::Java, true)));
        assert_eq!(of("/opt/java/bin/keytool", MAPS), Some((home("/opt/java"), Starter::Tool, false)));
        assert_eq!(of("/usr/bin/daemon", MAPS), Some((home("/opt/java"), Starter::Program, false)));
        let deleted = format!("{MAPS} (deleted)\n");
        assert_eq!(of("/usr/bin/daemon", &deleted), Some((home("/opt/java"), Starter::Program, true)));
        assert_eq!(of("/opt/java/bin/java", &deleted), Some((home("/opt/java"), Starter::Java, true)));
        assert_eq!(of("/usr/bin/daemon", "7f-8f r--p 00 fd:01 7 /lib/libjvm.so.1"), None);
        let eight = MAPS.replace("java/lib/", "java/jre/lib/amd64/");
        assert_eq!(of("/opt/java/bin/jps", &eight), Some((home("/opt/java/jre"), Starter::Tool, false)));
    }
}
