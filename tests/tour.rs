//! `tests/tour.sh`: from nothing to HTTPS between two JVMs, once with the JDK's keytool and once with ours.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr, clippy::panic)]

use std::env;
use std::process::Command;

#[test]
fn the_tour_is_the_same_with_both() {
    let has = |program: &str| {
        Command::new(program).arg("-version").output().is_ok_and(|output| output.status.success())
    };
    if env::var_os("KEYTOOL").is_none() || !has("java") || !has("javac") {
        eprintln!("skipped: the tour needs KEYTOOL (JDK 25's), java and javac");
        return;
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tour.sh");
    let output =
        Command::new(script).arg("-v").env("KEYTOOL_RS", env!("CARGO_BIN_EXE_keytool-rs")).output().unwrap();
    let report = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{report}{}", String::from_utf8_lossy(&output.stderr));
    assert!(report.lines().filter(|line| line.starts_with("same ")).count() > 40, "{report}");
}
