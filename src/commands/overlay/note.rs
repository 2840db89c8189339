//! The note beside an overlay: what it was made of, so that it can be made again.

use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};

use crate::commands::{Failure, Lock, MachineFault};

/// What an overlay was made of. Passwords are not kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Note {
    /// The store whose certificates it has.
    pub(super) base: String,
    /// SHA-256 of that store's file, in hexadecimal digits.
    pub(super) base_sha256: String,
    /// The certificates that were added, DER in Base64.
    added: Vec<String>,
    /// What makes its Java use it beside the store's name.
    #[serde(default)]
    pub(super) options: Vec<String>,
    /// SHA-256 of the certificates that came from that store, in hexadecimal digits, but for those of public roots.
    #[serde(default)]
    pub(super) from_base: Vec<String>,
}

/// `overlay.jks.note` of `overlay.jks`.
pub(super) fn path(overlay: &Path) -> PathBuf {
    let mut name = overlay.as_os_str().to_owned();
    name.push(".note");
    name.into()
}

impl Note {
    pub(super) fn new(base: String, base_sha256: String, added: &[Vec<u8>], options: &[String]) -> Self {
        let added = added.iter().map(|der| BASE64_STANDARD.encode(der)).collect();
        Self { base, base_sha256, added, options: options.to_owned(), from_base: Vec::new() }
    }

    /// The note of an overlay.
    ///
    /// # Errors
    /// [`Failure::NoOverlay`]: there is none, or none that can be read.
    pub(super) fn read(overlay: &Path, named: &str) -> Result<Self, Failure> {
        let none = || Failure::from(MachineFault::NoOverlay { path: named.to_owned() });
        let text = fs::read_to_string(path(overlay)).map_err(|_| none())?;
        serde_json::from_str(&text).map_err(|_| none())
    }

    /// The certificates that were added, in DER.
    pub(super) fn added(&self) -> Vec<Vec<u8>> {
        self.added.iter().filter_map(|text| BASE64_STANDARD.decode(text).ok()).collect()
    }

    /// Puts it beside an overlay.
    ///
    /// # Errors
    /// [`Failure::Write`].
    pub(super) fn write(&self, overlay: &Path, named: &str) -> Result<(), Failure> {
        let failed = |source| Failure::Write { path: named.to_owned(), source };
        let text = serde_json::to_string_pretty(self).unwrap_or_default() + "\n";
        let lock = Lock::acquire(&path(overlay)).map_err(failed)?;
        lock.replace(None, |file| file.write_all(text.as_bytes())).map_err(failed)
    }
}
