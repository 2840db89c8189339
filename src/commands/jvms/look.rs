//! What stores hold, each file looked at once.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use crate::audit::is_public_root;
use crate::formats::{self, Reading};
use crate::keystore::Store;
use crate::machine::Machine;
use crate::report::machine::StoreSeen;

/// No larger file is taken for a store, in bytes.
const LARGEST: u64 = 256 << 20;

/// Looks into stores.
pub(super) struct Looker<'m> {
    machine: &'m Machine,
    wanted: Option<[u8; 32]>,
    files: HashMap<PathBuf, Option<Arc<Vec<u8>>>>,
    seen: HashMap<PathBuf, StoreSeen>,
}

impl<'m> Looker<'m> {
    pub(super) fn new(machine: &'m Machine, wanted: Option<[u8; 32]>) -> Self {
        Self { machine, wanted, files: HashMap::new(), seen: HashMap::new() }
    }

    /// The bytes of a file; `None` where it cannot be read, or is too large for a store.
    pub(super) fn bytes(&mut self, path: &Path) -> Option<Arc<Vec<u8>>> {
        let place = self.machine.path(path);
        // A link to a distribution's store is that store.
        let place = fs::canonicalize(&place).unwrap_or(place);
        let read = |place: &PathBuf| {
            let is_fit = fs::metadata(place).is_ok_and(|file| file.is_file() && file.len() <= LARGEST);
            fs::read(place).ok().filter(|_| is_fit).map(Arc::new)
        };
        self.files.entry(place.clone()).or_insert_with(|| read(&place)).clone()
    }

    /// What a store holds that anybody sees without its password.
    pub(super) fn store(&mut self, path: &Path) -> Option<StoreSeen> {
        let place = self.machine.path(path);
        let place = fs::canonicalize(&place).unwrap_or(place);
        if let Some(seen) = self.seen.get(&place) {
            return Some(seen.clone());
        }
        let bytes = self.bytes(path)?;
        let format = formats::detect(&bytes);
        let store = format.and_then(|format| formats::decode(format, &bytes, None, Reading::Anything).ok());
        let seen = StoreSeen { format, ..self.content(store.as_ref()) };
        self.seen.insert(place, seen.clone());
        Some(seen)
    }

    /// What is in a store that was opened.
    pub(super) fn content(&self, store: Option<&Store>) -> StoreSeen {
        let mut seen = StoreSeen { format: None, entries: None, added: None, wanted: None };
        let Some(store) = store else { return seen };
        seen.format = Some(store.provenance.format);
        seen.entries = Some(store.len());
        let mut added = 0;
        for entry in store.entries() {
            let Some(certificate) = entry.certificates().first() else { continue };
            let fingerprint: [u8; 32] = Sha256::digest(&*certificate.der).into();
            added += usize::from(!is_public_root(&fingerprint));
            if self.wanted == Some(fingerprint) && seen.wanted.is_none() {
                seen.wanted = Some(entry.alias.to_string());
            }
        }
        seen.added = Some(added);
        seen
    }

    /// When a file was changed.
    pub(super) fn changed(&self, path: &Path) -> Option<jiff::Timestamp> {
        let modified = fs::metadata(self.machine.path(path)).ok()?.modified().ok()?;
        jiff::Timestamp::try_from(modified).ok()
    }
}
