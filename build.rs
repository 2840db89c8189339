//! Links the program on Linux with glibc into one file that needs no library of the machine it runs on: a copy starts on
//! any distribution of the same architecture, and a quarter of a listing's time, the dynamic loader's, is gone.
//!
//! `-C target-feature=+crt-static` is the usual way and cannot be had by a plain `cargo build`: without `--target` it
//! holds for procedural macros too, which are shared libraries. So each `-lNAME` that rustc passes is led to `libNAME.a`
//! instead. Where the machine has no static C library (Fedora's is in `glibc-static`) the program is linked as ever.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

/// The shared libraries that rustc links a program with, and the static ones that take their places.
const LIBRARIES: [(&str, &str); 7] = [
    ("gcc_s", "gcc_eh"),
    ("c", "c"),
    ("m", "m"),
    ("rt", "rt"),
    ("dl", "dl"),
    ("util", "util"),
    ("pthread", "pthread"),
];

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let is_here = env::var("TARGET") == env::var("HOST");
    let is_glibc = env::var("CARGO_CFG_TARGET_ENV").is_ok_and(|name| name == "gnu");
    let is_linux = env::var("CARGO_CFG_TARGET_OS").is_ok_and(|name| name == "linux");
    let has_it_anyway =
        env::var("CARGO_CFG_TARGET_FEATURE").is_ok_and(|all| all.split(',').any(|one| one == "crt-static"));
    let Some(folder) = env::var_os("OUT_DIR").map(PathBuf::from) else { return Ok(()) };
    if !(is_here && is_glibc && is_linux) || has_it_anyway {
        return Ok(());
    }
    let found = LIBRARIES.map(|(_, archive)| path_of(&format!("lib{archive}.a")));
    if found.iter().any(Option::is_none) {
        return Ok(());
    }
    for ((name, _), path) in LIBRARIES.iter().zip(found.iter().flatten()) {
        // A linker takes a file of text for a script, whatever its name.
        fs::write(folder.join(format!("lib{name}.so")), format!("INPUT({})\n", path.display()))?;
    }
    println!("cargo::rustc-link-arg-bins=-L{}", folder.display());
    // Addresses that are known now need not be written into 33 pages at every start.
    println!("cargo::rustc-link-arg-bins=-static");
    println!("cargo::rustc-link-arg-bins=-no-pie");
    Ok(())
}

/// Where the C compiler has a library; it answers with the bare name where it has none.
fn path_of(library: &str) -> Option<PathBuf> {
    let compiler = env::var_os("RUSTC_LINKER").unwrap_or_else(|| "cc".into());
    let answer = Command::new(compiler).arg(format!("-print-file-name={library}")).output().ok()?;
    let path = String::from_utf8(answer.stdout).ok()?;
    let path = Path::new(path.trim_end());
    path.is_absolute().then(|| path.to_owned()).filter(|path| path.exists())
}
