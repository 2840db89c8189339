//! One store: read, opened and audited.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::gather::Found;
use crate::audit::{Access, Settings, View, audit, forecast};
use crate::commands::passwords::{is_customary, is_passwordless, open_unasked};
use crate::formats;
use crate::keystore::Store;
use crate::report::audit::{Audited, LARGEST, Unread, Validity, too_much, unread, unverified};
use crate::secret::Password;

/// What is told beside the findings.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beside<'b> {
    /// The options that give the password, to be repeated in a command.
    pub(super) password_options: &'b [String],
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
    beside: Beside<'_>,
) -> Audited {
    let Found { named, path, fault } = found;
    if let Some(fault) = fault {
        return unread(named, None, fault);
    }
    let bytes = match read_whole(path) {
        Ok(bytes) => Arc::new(bytes),
        Err(why) => return unread(named, None, &why),
    };
    let Some(format) = formats::detect(&bytes) else {
        let why = Unread::NoKeystore { foreign: formats::foreign(&bytes), is_empty: bytes.is_empty() };
        return unread(named, None, &why);
    };
    match open_unasked(format, &bytes, given) {
        Ok((store, password)) => {
            let access = Access {
                named,
                password_options: beside.password_options,
                password: password.as_ref(),
                is_customary: password.as_ref().is_some_and(is_customary) && !is_passwordless(&store),
                mode: mode(path),
            };
            let mut audited = of_store(settings, access, &store, beside);
            if audited.is_incomplete {
                audited.findings.insert(0, too_much());
            }
            if password.is_none() {
                audited.is_incomplete = true;
                audited.findings.insert(0, unverified());
            }
            audited
        }
        Err(error) => unread(named, Some(format.java_name()), &Unread::Refused(error)),
    }
}

/// A file as a whole.
fn read_whole(path: &Path) -> Result<Vec<u8>, Unread> {
    if fs::metadata(path).map_err(Unread::Unreadable)?.len() > LARGEST {
        return Err(Unread::TooLarge);
    }
    fs::read(path).map_err(Unread::Unreadable)
}

fn of_store(settings: &Settings<'_>, access: Access<'_>, store: &Store, beside: Beside<'_>) -> Audited {
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
    let findings = audit(&view);
    Audited {
        path: access.named.to_owned(),
        type_name: Some(store.provenance.format.java_name()),
        role: Some(view.role),
        entries: store.len(),
        readable_since: Some(view.readability.since),
        findings,
        events: if beside.forecast { forecast(&view) } else { Vec::new() },
        validities: validities.collect(),
        is_incomplete: view.gave_up(),
    }
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
