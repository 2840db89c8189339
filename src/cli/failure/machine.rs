//! The words for what is missing of a machine: overlays, Javas that run, and files that can be read.

use std::io;

use crate::commands::MachineFault;

/// What is wrong, and what to do next.
pub(super) fn plain(fault: &MachineFault) -> (String, &'static str) {
    match fault {
        MachineFault::NoOverlay { path } => (
            format!("there is no overlay {path}"),
            "`keytool-rs overlay --add FILE` makes one; --out names another place.",
        ),
        MachineFault::NotAnOverlay { path } => (
            format!("{path} was not made by `overlay`, and stays as it is"),
            "Name another place for the overlay with --out.",
        ),
        MachineFault::WhichOverlay => {
            ("you have no home folder to put an overlay into".into(), "Name a place for it with --out.")
        }
        MachineFault::NoFolder { path } => (
            format!("there is no folder {path}"),
            "Name the folder of an application, or with --root that in which another machine's files lie.",
        ),
        MachineFault::NoProcess { pid } => (
            format!("there is no Java with the process number {pid}, or you may not see it"),
            "`keytool-rs jvms` tells which run; processes of others are seen by root alone.",
        ),
        MachineFault::NoStoreOfProcess { pid } => (
            format!("process {pid} uses no trust store, or none that you may see"),
            "`keytool-rs jvms --process` tells why; run it as the user of the process, or as root.",
        ),
        MachineFault::NoServiceFile { .. } => (
            fault.to_string(),
            "A file that starts a service's Java is meant: wrapper.conf, server.cnf, setenv.sh, a unit of systemd, Tomcat's server.xml.",
        ),
        MachineFault::NoStoreOfService { .. } => {
            (fault.to_string(), "`keytool-rs jvms --config FILE` tells why.")
        }
    }
}

/// What to do next where a file cannot be read.
pub(super) fn unread(source: &io::Error) -> &'static str {
    match source.kind() {
        io::ErrorKind::NotFound => {
            "Correct its name; one that does not begin with / is looked for in the folder you are in."
        }
        io::ErrorKind::PermissionDenied => "Run this as a user who may read it, or ask its owner for a copy.",
        io::ErrorKind::IsADirectory => "It is a folder: name the file in it.",
        _ => "",
    }
}
