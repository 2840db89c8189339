//! What is the matter with the store of its own keys that a Java is told to use.
//!
//! Measured on JDK 11.0.13 and 25.0.2: unlike a trust store, one that is missing or does not open is never passed over. The
//! default `SSLContext` fails, and with it every connection that uses it, be a client certificate asked for or not.

use std::path::Path;

use super::machine::{ANOTHER_LOCALE, Manner, corrected, finding, of_fault};
use super::written;
use crate::diagnosis::{Cause, Finding, Remedy, Severity};
use crate::jvm::launch::{Launch, Setting};
use crate::jvm::truststore::{Access, KEY_STORE, KEY_STORE_PASSWORD, KEY_STORE_TYPE, without_quotes};
use crate::opening::OpenFault;
use crate::report::machine::{access, origin};
use crate::secret::veiled;

const OF_KEYS: Manner = Manner {
    type_name: KEY_STORE_TYPE,
    password: KEY_STORE_PASSWORD,
    advice: "A key in PEM is no store: make it a PKCS12, as with `openssl pkcs12 -export`.",
};

/// What the Java does not find where it was told to; `None` where nothing keeps it from reading the file.
pub fn of_access(told: &Setting, how: Access) -> Option<Finding> {
    let place = origin(&told.origin);
    let (what, remedy) = match (without_quotes(&told.value), how) {
        (_, Access::Readable | Access::Unknown) => return None,
        (Some(bare), _) => (
            format!("the quotes in {KEY_STORE}={} reach it as a part of the name", told.value),
            format!("Write it without quotes ({place}): -D{KEY_STORE}={bare}"),
        ),
        (None, Access::Forbidden) => (
            format!("it was told to take its own keys from {}, which its user may not read", told.value),
            "Let the user that it runs as read the file and go through the folders above it.".to_owned(),
        ),
        (None, Access::Unnamable) => (
            format!("it was told to take its own keys from {}, which {}", told.value, access(how)),
            ANOTHER_LOCALE.to_owned(),
        ),
        (None, how) => (
            format!("it was told to take its own keys from {}, which {}", veiled(&told.value), access(how)),
            match written::of_path(&told.value) {
                Some(slip) => format!("{slip} ({place})."),
                None => format!(
                    "{} Where no server asks for a client certificate, take the property away.",
                    corrected(&told.value, &place)
                ),
            },
        ),
    };
    let message = format!("{what} ({place}): every connection fails");
    Some(finding(Cause::StoreMissing, Severity::Error, message, Remedy::words(remedy)))
}

/// An empty type: the store is looked for, and not opened.
pub fn of_no_type(path: &Path, launch: &Launch) -> Finding {
    let place = launch.setting(KEY_STORE_TYPE).map(|told| origin(&told.origin)).unwrap_or_default();
    let message = format!(
        "{KEY_STORE_TYPE} is empty ({place}): {} is not opened, and no client certificate is sent",
        path.display()
    );
    let remedy = format!("Name the type, or take {KEY_STORE_TYPE} away.");
    finding(Cause::NoClientKey, Severity::Error, message, Remedy::words(remedy))
}

/// Why the Java does not open it.
pub fn of_unopened(path: &Path, fault: &OpenFault, launch: &Launch) -> Finding {
    of_fault(path, fault, launch, &OF_KEYS)
}

/// The store has no key that could prove who this Java is.
pub fn of_no_key(path: &Path) -> Finding {
    let message = format!("{} holds no private key: no client certificate is sent", path.display());
    let remedy = format!(
        "Name a store with a key by {KEY_STORE}, or take the property away: whom to trust is told by javax.net.ssl.trustStore."
    );
    finding(Cause::NoClientKey, Severity::Warning, message, Remedy::words(remedy))
}

/// The key that the password of the store does not open, where one was told.
pub fn of_locked(path: &Path, alias: &str, launch: &Launch) -> Finding {
    let named = path.display();
    let told = launch.setting(KEY_STORE_PASSWORD).filter(|told| !told.value.is_empty());
    let (cause, message, remedy) = match told {
        None => (
            Cause::KeyPassword,
            format!("it is told no password for the key \"{alias}\" in {named}: every connection fails"),
            format!("Add -D{KEY_STORE_PASSWORD}=… beside {KEY_STORE}."),
        ),
        Some(told) => (
            Cause::KeyPassword,
            format!(
                "the password that it is told ({}) opens {named}, and not the key \"{alias}\" in it: every connection fails",
                origin(&told.origin)
            ),
            format!(
                "Give the key the password of its store, with `keytool-rs keypasswd`: {KEY_STORE_PASSWORD} is taken for both."
            ),
        ),
    };
    finding(cause, Severity::Error, message, Remedy::words(remedy))
}
