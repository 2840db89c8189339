//! One store: read, opened and audited.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use super::gather::Found;
use crate::audit::{Access, Settings, View, audit, forecast};
use crate::commands::passwords::{is_customary, is_passwordless, open_unasked};
use crate::diagnosis::{Cause, Finding, Remedy, Severity};
use crate::formats::{self, DecodeError, Foreign};
use crate::keystore::Store;
use crate::report::audit::{Audited, Validity};
use crate::secret::Password;

const GIVE_THE_PASSWORD: &str = "Give its password with --storepass, --storepass-env or --storepass-file.";

/// What is told beside the findings.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beside {
    /// What stops working, and when.
    pub(super) forecast: bool,
    /// The validity of each entry.
    pub(super) validities: bool,
}

/// What there is to tell of a file.
pub(super) fn audited(
    found: &Found,
    given: Option<&Password>,
    settings: &Settings<'_>,
    beside: Beside,
) -> Audited {
    let Found { named, path, fault } = found;
    if let Some(fault) = fault {
        return unreadable(named, fault);
    }
    let bytes = match fs::read(path) {
        Ok(bytes) => Arc::new(bytes),
        Err(error) => return unreadable(named, &error),
    };
    let Some(format) = formats::detect(&bytes) else { return foreign(named, &bytes) };
    match open_unasked(format, &bytes, given) {
        Ok((store, password)) => {
            let access = Access {
                named,
                password: password.as_ref(),
                is_customary: password.as_ref().is_some_and(is_customary) && !is_passwordless(&store),
                mode: mode(path),
            };
            let mut audited = of_store(settings, access, &store, beside);
            if password.is_none() {
                audited.is_incomplete = true;
                audited.findings.insert(0, unverified());
            }
            audited
        }
        Err(error) => refused(named, format.java_name(), &error),
    }
}

fn of_store(settings: &Settings<'_>, access: Access<'_>, store: &Store, beside: Beside) -> Audited {
    let view = View::new(settings, access, store);
    let entries = if beside.validities { view.entries.as_slice() } else { &[] };
    let validities = entries.iter().filter_map(|entry| {
        let node = entry.node()?;
        Some(Validity {
            alias: entry.alias().to_owned(),
            name: node.certificate.subject.plain().into_owned(),
            from: node.certificate.not_before,
            until: node.certificate.not_after,
            is_key: !entry.is_trusted(),
            is_public_root: entry.is_public_root(),
        })
    });
    Audited {
        path: access.named.to_owned(),
        type_name: Some(store.provenance.format.java_name()),
        role: Some(view.role),
        entries: store.len(),
        readable_since: Some(view.readability.since),
        findings: audit(&view),
        events: if beside.forecast { forecast(&view) } else { Vec::new() },
        validities: validities.collect(),
        is_incomplete: false,
    }
}

/// A file that is not audited, and why.
fn unread(
    named: &str,
    type_name: Option<&'static str>,
    cause: Cause,
    message: String,
    remedy: Remedy,
) -> Audited {
    Audited {
        path: named.to_owned(),
        type_name,
        role: None,
        entries: 0,
        readable_since: None,
        findings: vec![fault(cause, message, remedy)],
        events: Vec::new(),
        validities: Vec::new(),
        is_incomplete: true,
    }
}

fn fault(cause: Cause, message: String, remedy: Remedy) -> Finding {
    Finding { cause, severity: Severity::Error, alias: None, message, remedy, certificate: None }
}

/// A store of which all is known but whether it is what was once written, and its keys.
fn unverified() -> Finding {
    let message = "the password is wrong, or somebody changed the store without it; what it shows to anybody was audited, its keys \
                   were not";
    fault(Cause::WrongPassword, message.to_owned(), Remedy::words(GIVE_THE_PASSWORD))
}

fn unreadable(named: &str, error: &io::Error) -> Audited {
    let text = error.to_string();
    let what = text.split_once(" (os error").map_or(text.as_str(), |(words, _)| words);
    let message = format!("it cannot be read: {}", what.to_lowercase());
    let remedy = match error.kind() {
        io::ErrorKind::NotFound => "Check the path.",
        io::ErrorKind::PermissionDenied => "Run this as somebody who may read it.",
        _ => "See that it can be read.",
    };
    unread(named, None, Cause::Unreadable, message, Remedy::words(remedy))
}

/// A file that begins like none of Java's own keystores.
fn foreign(named: &str, bytes: &[u8]) -> Audited {
    let (cause, message, remedy) = match formats::foreign(bytes) {
        Some(Foreign::Bks) => (
            Cause::UnreadableByJava,
            "a store of Bouncy Castle's (BKS), which no Java reads by itself",
            "Convert it to PKCS12 with Bouncy Castle's provider at hand.",
        ),
        Some(Foreign::Bcfks) => (
            Cause::UnreadableByJava,
            "a store of Bouncy Castle's (BCFKS), which no Java reads by itself",
            "Convert it to PKCS12 with Bouncy Castle's provider at hand.",
        ),
        Some(Foreign::Certificates) => (
            Cause::NotAKeystore,
            "certificates in PEM or DER, and no keystore: Java opens no trust store that is such a file",
            "Import them into a keystore, and name that:",
        ),
        None if bytes.is_empty() => (
            Cause::NotAKeystore,
            "it is empty, as a full disk or an interrupted tool leaves it",
            "Look for a STORE.bak or a copy.",
        ),
        None => (Cause::NotAKeystore, "it is no keystore", "Restore it from a backup, or name another file."),
    };
    let remedy = if remedy.ends_with(':') {
        Remedy::command(remedy, ["import", named, "--keystore", "truststore.p12"])
    } else {
        Remedy::words(remedy)
    };
    unread(named, None, cause, message.to_owned(), remedy)
}

fn refused(named: &str, type_name: &'static str, error: &DecodeError) -> Audited {
    if error.is_wrong_password() {
        let message = "the password is wrong; nothing in it was looked at".to_owned();
        let remedy = Remedy::words(GIVE_THE_PASSWORD);
        return unread(named, Some(type_name), Cause::WrongPassword, message, remedy);
    }
    let message = format!("it is damaged: {error}");
    let remedy = Remedy::words("Restore it from a backup (STORE.bak).");
    unread(named, Some(type_name), Cause::NotAKeystore, message, remedy)
}

#[cfg(unix)]
fn mode(path: &Path) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).ok().map(|metadata| metadata.permissions().mode())
}

#[cfg(not(unix))]
fn mode(_path: &Path) -> Option<u32> {
    None
}
