//! Which files that tell of a service lie beside a running one.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::text::tidy;
use crate::machine::Machine;

/// Where such files lie, seen from a folder of the application: the one it runs in, or the one that its Java lies in.
const PLACES: [&str; 10] = [
    "",
    "conf",
    "config",
    "configuration",
    "bin",
    "../conf",
    "../config",
    "../configuration",
    "../bin",
    "..",
];

/// The names of such files. What a wrapper's file includes is read with it.
const NAMES: [&str; 10] = [
    "wrapper.conf",
    "custom_wrapper.conf",
    "server.cnf",
    "setenv.sh",
    "server.xml",
    "catalina.properties",
    "jvm.options",
    "standalone.conf",
    "solr.in.sh",
    "start.ini",
];

/// No more files are named.
const MOST: usize = 36;

/// The files that tell of a service and lie in or beside one of the folders of an application, to be given to
/// [`read`](super::read): each once, those of the first folder first.
///
/// An integration server keeps its `server.cnf` in the folder of its instance, which is looked for from the top folder of the
/// installation.
pub fn beside(machine: &Machine, folders: &[PathBuf]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    // Many processes may work in one folder, and most of the places are none.
    let mut known = HashSet::new();
    for folder in folders.iter().filter(|folder| known.insert(*folder)) {
        let places = PLACES.iter().map(|place| folder.join(place));
        let places = places.chain(instances(machine, folder));
        for place in places.filter(|place| machine.path(place).is_dir()) {
            for name in NAMES {
                let path = place.join(name);
                let real = machine.path(&path);
                if found.len() >= MOST || !real.is_file() {
                    continue;
                }
                if seen.insert(fs::canonicalize(&real).unwrap_or(real)) {
                    found.push(tidy(machine, &path));
                }
            }
        }
    }
    let is_main = |path: &PathBuf| path.file_name().is_some_and(|name| name == "wrapper.conf");
    let mains = found.iter().filter(|path| is_main(path));
    let included: Vec<PathBuf> = mains
        .filter_map(|main| super::read(machine, main).ok())
        .flat_map(|service| service.read.into_iter().skip(1))
        .collect();
    found.retain(|path| !included.contains(path));
    found
}

/// Where the instances of an integration server have their files. Where there are several, none is the one that runs.
fn instances(machine: &Machine, folder: &Path) -> Vec<PathBuf> {
    let server = folder.join("IntegrationServer");
    let mut places = vec![server.join("config")];
    if let Ok(entries) = fs::read_dir(machine.path(server.join("instances"))) {
        let names: Vec<_> = entries.flatten().take(MOST).map(|entry| entry.file_name()).collect();
        let configured = names.iter().map(|name| server.join("instances").join(name).join("config"));
        let configured: Vec<PathBuf> = configured.filter(|place| machine.path(place).is_dir()).collect();
        if let [only] = configured.as_slice() {
            places.push(only.clone());
        }
    }
    places
}
