//! A machine of a test's own, with the files that it is given.

use std::fs;
use std::path::{Path, PathBuf};

use keytool_rs::jvm::service::{self, ReadFault, Service};
use keytool_rs::machine::{Machine, NoRandomness};

pub(crate) struct Scene {
    root: tempfile::TempDir,
    pub(crate) machine: Machine,
}

impl Scene {
    pub(crate) fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        let mut machine = Machine::new(jiff::Timestamp::UNIX_EPOCH, [], Box::new(|_| Err(NoRandomness)));
        machine.root = root.path().to_owned();
        machine.folder = root.path().to_owned();
        Self { root, machine }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> Result<Service, ReadFault> {
        service::read(&self.machine, Path::new(name))
    }
}
