//! A file that could not be audited, or not all of it: why, and what to do about it.

use std::io;

use super::Audited;
use crate::diagnosis::{Cause, Finding, Remedy, Severity, path_argument};
use crate::formats::{DecodeError, Foreign};

/// Why.
#[derive(Debug)]
pub enum Unread {
    /// The system refused it.
    Unreadable(io::Error),
    /// A folder in which no keystore is.
    NoneInFolder,
    /// A folder so deep below the one that was named that it is not looked into.
    TooDeep,
    /// A file larger than any keystore: its size in octets is above [`LARGEST`].
    TooLarge,
    /// It begins like none of Java's keystores: what it is instead, where that is known.
    NoKeystore {
        /// What it is.
        foreign: Option<Foreign>,
        /// Whether there is nothing in it at all.
        is_empty: bool,
    },
    /// A keystore that does not open.
    Refused(DecodeError),
}

/// The largest file that is read, in octets: a JKS store of half a million certificates.
pub const LARGEST: u64 = 1 << 30;

const GIVE_THE_PASSWORD: &str = "Give its password with --storepass, --storepass-env or --storepass-file.";

/// What there is to tell of such a file, `type_name` being Java's name of its type where it is one of Java's.
pub fn unread(named: &str, type_name: Option<&'static str>, why: &Unread) -> Audited {
    Audited {
        path: named.to_owned(),
        type_name,
        role: None,
        entries: 0,
        readable_since: None,
        findings: vec![finding(named, why)],
        events: Vec::new(),
        validities: Vec::new(),
        is_incomplete: true,
    }
}

/// Of a store that opens without its password, as JKS does: all is known of it but whether it is what was once written, and
/// its keys.
pub fn unverified() -> Finding {
    let message = "the password is wrong, or somebody changed the store without it; what it shows to anybody was audited, its keys \
                   were not";
    fault(Cause::WrongPassword, message, Remedy::words(GIVE_THE_PASSWORD))
}

/// Of a store in which so many certificates may have signed one another that it was not found out for all of them.
pub fn too_much() -> Finding {
    let message = "so many of its certificates may have signed one another that who issued whom was not found out for all of them";
    fault(
        Cause::Unreadable,
        message,
        Remedy::words("Find out who made it so: no tool makes such stores by itself."),
    )
}

fn finding(named: &str, why: &Unread) -> Finding {
    match why {
        Unread::Unreadable(error) => unreadable(error),
        // A wrong path, or a volume that is not mounted.
        Unread::NoneInFolder => {
            fault(Cause::Unreadable, "no keystore is in this folder", Remedy::words("Check the path."))
        }
        Unread::TooDeep => fault(
            Cause::Unreadable,
            "it lies too deep to be looked into",
            Remedy::words("Name it, and what is below it, by itself."),
        ),
        Unread::TooLarge => fault(
            Cause::Unreadable,
            "it is larger than any keystore (1 GiB)",
            Remedy::words("See what it is."),
        ),
        Unread::NoKeystore { foreign: Some(foreign), .. } => of_foreign(named, *foreign),
        Unread::NoKeystore { is_empty: true, .. } => fault(
            Cause::NotAKeystore,
            "it is empty, as a full disk or an interrupted tool leaves it",
            Remedy::words("Look for a STORE.bak or a copy."),
        ),
        Unread::NoKeystore { .. } => fault(
            Cause::NotAKeystore,
            "it is no keystore",
            Remedy::words("Restore it from a backup, or name another file."),
        ),
        Unread::Refused(error) if error.is_wrong_password() => fault(
            Cause::WrongPassword,
            "the password is wrong; nothing in it was looked at",
            Remedy::words(GIVE_THE_PASSWORD),
        ),
        Unread::Refused(error) => fault(
            Cause::NotAKeystore,
            &format!("it cannot be read: {error}"),
            Remedy::words("Restore it from a backup (STORE.bak), if it is damaged."),
        ),
    }
}

fn fault(cause: Cause, message: &str, remedy: Remedy) -> Finding {
    Finding {
        cause,
        severity: Severity::Error,
        alias: None,
        message: message.to_owned(),
        remedy,
        certificate: None,
    }
}

fn unreadable(error: &io::Error) -> Finding {
    let text = error.to_string();
    let what = text.split_once(" (os error").map_or(text.as_str(), |(words, _)| words);
    let remedy = match error.kind() {
        io::ErrorKind::NotFound => "Check the path.",
        io::ErrorKind::PermissionDenied => "Run this as somebody who may read it.",
        _ => "See that it can be read.",
    };
    fault(Cause::Unreadable, &format!("it cannot be read: {}", what.to_lowercase()), Remedy::words(remedy))
}

fn of_foreign(named: &str, foreign: Foreign) -> Finding {
    let convert = || Remedy::words("Convert it to PKCS12 with Bouncy Castle's provider at hand.");
    match foreign {
        Foreign::Bks => fault(
            Cause::UnreadableByJava,
            "a store of Bouncy Castle's (BKS), which no Java reads by itself",
            convert(),
        ),
        Foreign::Bcfks => fault(
            Cause::UnreadableByJava,
            "a store of Bouncy Castle's (BCFKS), which no Java reads by itself",
            convert(),
        ),
        Foreign::Certificates => fault(
            Cause::NotAKeystore,
            "certificates in PEM or DER, and no keystore: Java opens no trust store that is such a file",
            Remedy::command(
                "Import them into a keystore, and name that:",
                ["import", &path_argument(named), "--chain", "--keystore", "truststore.p12"],
            ),
        ),
    }
}
