//! What stores hold, and what Javas are, each file looked at once however many processes use it.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use crate::audit::is_public_root;
use crate::diagnosis::Release;
use crate::formats::{self, Reading};
use crate::jvm::home::JavaHome;
use crate::jvm::identity::Identity;
use crate::jvm::policy::Policy;
use crate::jvm::process::touched;
use crate::keystore::Store;
use crate::machine::Machine;
use crate::opening::{self, OpenFault, Opened};
use crate::report::machine::StoreSeen;
use crate::secret::Password;

/// No larger file is taken for a store, in bytes.
const LARGEST: u64 = 256 << 20;

/// Looks into stores.
pub(super) struct Looker<'m> {
    machine: &'m Machine,
    wanted: Option<[u8; 32]>,
    files: HashMap<PathBuf, Option<Arc<Vec<u8>>>>,
    seen: HashMap<PathBuf, StoreSeen>,
    opened: HashMap<PathBuf, Vec<(Manner, Rc<Look>)>>,
    told: HashMap<PathBuf, Identity>,
    policies: HashMap<(PathBuf, Release), Rc<Policy>>,
    places: HashMap<PathBuf, PathBuf>,
}

/// How a store is opened: its type, its password, and whether one type is as good as the other.
type Manner = (String, Option<Password>, Option<String>);

/// A store as a Java opens it, and what is in it.
pub(super) struct Look {
    pub(super) opened: Result<Opened, OpenFault>,
    /// Of a store that does not open, what anybody sees.
    pub(super) seen: Option<StoreSeen>,
    password: Option<Password>,
    locked: OnceCell<Option<String>>,
}

impl Look {
    /// The alias of a key that the store's password does not open.
    pub(super) fn locked_key(&self) -> Option<&str> {
        let look = || {
            let opened = self.opened.as_ref().ok()?;
            let entry = opening::locked_key(&opened.store, self.password.as_ref())?;
            Some(entry.alias.to_string())
        };
        self.locked.get_or_init(look).as_deref()
    }
}

impl<'m> Looker<'m> {
    pub(super) fn new(machine: &'m Machine, wanted: Option<[u8; 32]>) -> Self {
        Self {
            machine,
            wanted,
            files: HashMap::new(),
            seen: HashMap::new(),
            opened: HashMap::new(),
            told: HashMap::new(),
            policies: HashMap::new(),
            places: HashMap::new(),
        }
    }

    /// The bytes of a file; `None` where it cannot be read, or is too large for a store.
    pub(super) fn bytes(&mut self, path: &Path) -> Option<Arc<Vec<u8>>> {
        let place = self.place(path);
        let read = |place: &PathBuf| {
            let is_fit = fs::metadata(place).is_ok_and(|file| file.is_file() && file.len() <= LARGEST);
            fs::read(place).ok().filter(|_| is_fit).map(Arc::new)
        };
        self.files.entry(place.clone()).or_insert_with(|| read(&place)).clone()
    }

    /// What a store holds that anybody sees without its password.
    pub(super) fn store(&mut self, path: &Path) -> Option<StoreSeen> {
        let place = self.place(path);
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

    /// A store as a Java with this policy opens it; `None` where the file cannot be read.
    pub(super) fn open(
        &mut self,
        path: &Path,
        type_name: &str,
        password: Option<&Password>,
        policy: &Policy,
    ) -> Option<Rc<Look>> {
        let bytes = self.bytes(path)?;
        let place = self.place(path);
        let compatible = policy.value("keystore.type.compat").map(ToOwned::to_owned);
        let manner = (type_name.to_owned(), password.cloned(), compatible);
        let known = self.opened.get(&place).and_then(|known| known.iter().find(|(own, _)| *own == manner));
        if let Some((_, look)) = known {
            return Some(Rc::clone(look));
        }
        let opened = opening::open(&bytes, type_name, password, policy);
        let seen = match &opened {
            Ok(opened) => Some(self.content(Some(&opened.store))),
            Err(_) => self.store(path),
        };
        let look = Rc::new(Look { opened, seen, password: password.cloned(), locked: OnceCell::new() });
        self.opened.entry(place).or_default().push((manner, Rc::clone(&look)));
        Some(look)
    }

    /// What a Java says of itself.
    pub(super) fn told(&mut self, home: &Path) -> Identity {
        let machine = self.machine;
        self.told.entry(home.to_owned()).or_insert_with(|| Identity::of(machine, home)).clone()
    }

    /// The security properties of a Java; those of its release where its own cannot be read.
    pub(super) fn policy(&mut self, home: Option<&Path>, release: Release) -> Rc<Policy> {
        let machine = self.machine;
        let read = || {
            let mut policy = Policy::default();
            let own = home.and_then(|home| JavaHome::find(machine, home));
            let is_read = own.is_some_and(|own| policy.lay_over(machine, &own.java_security).is_ok());
            Rc::new(if is_read { policy } else { Policy::of_release(release) })
        };
        let key = (home.map(Path::to_owned).unwrap_or_default(), release);
        Rc::clone(self.policies.entry(key).or_insert_with(read))
    }

    /// Where a path leads, with all links followed: a link to a distribution's store is that store.
    ///
    /// What is seen through `/proc/PID/root` stays below it: that is a link to `/` by its text, and the kernel alone goes where it
    /// really leads, to the files of the process, which may be others than ours of the same names (`unshare -m`, `PrivateTmp=`).
    pub(super) fn place(&mut self, path: &Path) -> PathBuf {
        let machine = self.machine;
        let follow = || machine.resolve(path).unwrap_or_else(|| machine.path(path));
        self.places.entry(path.to_owned()).or_insert_with(follow).clone()
    }

    /// When a file was changed.
    pub(super) fn changed(&self, path: &Path) -> Option<jiff::Timestamp> {
        let modified = fs::metadata(self.machine.path(path)).ok()?.modified().ok()?;
        jiff::Timestamp::try_from(modified).ok()
    }

    /// When a file was put in its place, or its name, owner or permissions were changed.
    pub(super) fn touched(&self, path: &Path) -> Option<jiff::Timestamp> {
        touched(&fs::metadata(self.machine.path(path)).ok()?)
    }
}
