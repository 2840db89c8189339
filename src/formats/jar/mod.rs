//! Signed JARs: who signed them, checked as Java's `JarFile` does when every entry is read.
//!
//! The rules are read off from JDK 25's `-printcert -jarfile` (testdata/transcripts/printcert, testdata/prints.json.gz).

mod block;
mod manifest;

use std::collections::HashMap;
use std::io::{Cursor, Read as _};

use thiserror::Error;
use zip::ZipArchive;

use super::base64;
use super::pkcs7::SignedData;
use crate::crypto::digest::{Digest, Running};
use manifest::Manifest;

pub use block::Signer;

/// Why a JAR has no signers that can be told.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum JarFault {
    /// No byte at all.
    #[error("the file is empty")]
    Empty,
    /// The end of the central directory is not there.
    #[error("no ZIP file")]
    NotZip,
    /// An entry cannot be unpacked.
    #[error("{name} cannot be unpacked")]
    Unpack {
        /// Its name.
        name: String,
    },
    /// More than [`MOST_OCTETS`] unpacked, or a signature file above [`LARGEST_SIGNATURE_FILE`].
    #[error("{name} is too large")]
    TooLarge {
        /// The entry at which it was too much.
        name: String,
    },
    /// The signature of a block does not hold.
    #[error("{name} is not signed by its block")]
    Block {
        /// The name of both files, without its end, in capitals.
        name: String,
    },
    /// The main section of the manifest is not the one that was signed.
    #[error("the manifest's main section was changed")]
    ManifestMain,
    /// A section that was signed is not in the manifest.
    #[error("{name} is not in the manifest")]
    NoSection {
        /// The name of the section.
        name: String,
    },
    /// A section of the manifest is not the one that was signed.
    #[error("the manifest's section {name} was changed")]
    Section {
        /// The digest, as the file spells it, in capitals.
        algorithm: String,
        /// The name of the section.
        name: String,
    },
    /// An entry is not the one of which the manifest speaks.
    #[error("{name} was changed")]
    Entry {
        /// The digest, as the manifest spells it, in capitals.
        algorithm: String,
        /// The name of the entry.
        name: String,
    },
}

/// Manifests and signature files are held in memory. Java: takes signature files of up to 16,000,000 bytes.
pub const LARGEST_SIGNATURE_FILE: u64 = 16_000_000;
/// So much is unpacked at most of all entries together: some seconds of work. The largest JARs have a few hundred MB.
pub const MOST_OCTETS: u64 = 1 << 32;

const MANIFEST: &str = "META-INF/MANIFEST.MF";

/// All who signed entries of a JAR, in the order in which a reader of all entries meets them; empty where it is not
/// signed.
///
/// # Errors
/// [`JarFault`].
pub fn signers(file: &[u8]) -> Result<Vec<Signer>, JarFault> {
    if file.is_empty() {
        return Err(JarFault::Empty);
    }
    let mut jar =
        Jar { archive: ZipArchive::new(Cursor::new(file)).map_err(|_| JarFault::NotZip)?, left: MOST_OCTETS };
    let names = jar.names();
    let Some(manifest_file) = jar.find(&names, MANIFEST)? else { return Ok(Vec::new()) };
    let Some(manifest) = Manifest::read(&manifest_file).filter(|_| !manifest_file.is_empty()) else {
        return Ok(Vec::new());
    };
    let mut verified = Verified::default();
    for pair in jar.signature_files(&names)? {
        verified.add(&pair, &manifest, &manifest_file)?;
    }
    let mut all: Vec<Signer> = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let section = manifest.section(name).filter(|_| verified.any);
        jar.check(index, name, section)?;
        let of_entry = if name.eq_ignore_ascii_case(MANIFEST) {
            Some(&verified.of_manifest)
        } else {
            verified.of_names.get(name)
        };
        for signer in of_entry.into_iter().flatten() {
            if !all.contains(signer) {
                all.push(signer.clone());
            }
        }
    }
    Ok(all)
}

/// A signature file with its block.
struct Pair {
    /// The name of both, without its end, in capitals.
    name: String,
    file: Vec<u8>,
    block: Vec<u8>,
}

struct Jar<'f> {
    archive: ZipArchive<Cursor<&'f [u8]>>,
    /// How many more octets may be unpacked.
    left: u64,
}

impl Jar<'_> {
    /// The names of all entries, in the order of the central directory.
    fn names(&self) -> Vec<String> {
        self.archive.file_names_raw().map(|name| String::from_utf8_lossy(name).into_owned()).collect()
    }

    fn find(&mut self, names: &[String], wanted: &str) -> Result<Option<Vec<u8>>, JarFault> {
        match names.iter().position(|name| name.eq_ignore_ascii_case(wanted)) {
            Some(index) => self.small(index, wanted).map(Some),
            None => Ok(None),
        }
    }

    /// An entry that is held in memory.
    fn small(&mut self, index: usize, name: &str) -> Result<Vec<u8>, JarFault> {
        let mut content = Vec::new();
        let unpack = |_| JarFault::Unpack { name: name.to_owned() };
        let entry = self.archive.by_index(index).map_err(|_| JarFault::Unpack { name: name.to_owned() })?;
        entry.take(LARGEST_SIGNATURE_FILE + 1).read_to_end(&mut content).map_err(unpack)?;
        if u64::try_from(content.len()).is_ok_and(|length| length <= LARGEST_SIGNATURE_FILE) {
            Ok(content)
        } else {
            Err(JarFault::TooLarge { name: name.to_owned() })
        }
    }

    /// The signature files that have a block, in the order in which the later of both stands.
    fn signature_files(&mut self, names: &[String]) -> Result<Vec<Pair>, JarFault> {
        let mut halves: HashMap<String, [Option<Vec<u8>>; 2]> = HashMap::new();
        let mut pairs = Vec::new();
        for (index, name) in names.iter().enumerate() {
            let upper = name.to_ascii_uppercase();
            let Some((stem, end)) = upper
                .strip_prefix("META-INF/")
                .filter(|file| !file.contains('/'))
                .and_then(|_| upper.rsplit_once('.'))
            else {
                continue;
            };
            let is_block = matches!(end, "RSA" | "DSA" | "EC");
            if !is_block && end != "SF" {
                continue;
            }
            let content = self.small(index, name)?;
            let half = halves.entry(stem.to_owned()).or_default();
            let [file, block] = half;
            *(if is_block { block } else { file }) = Some(content);
            if let [Some(file), Some(block)] = half {
                let pair =
                    Pair { name: stem.to_owned(), file: std::mem::take(file), block: std::mem::take(block) };
                halves.remove(stem);
                pairs.push(pair);
            }
        }
        Ok(pairs)
    }

    /// Unpacks an entry and compares its digests with those of its section.
    fn check(
        &mut self,
        index: usize,
        name: &str,
        section: Option<&manifest::Section<'_>>,
    ) -> Result<(), JarFault> {
        let mut running: Vec<(String, Running, Vec<u8>)> = Vec::new();
        for (algorithm, value) in section.into_iter().flat_map(|section| section.digests("")) {
            let Some(digest) = Digest::from_message_digest_name(&algorithm) else { continue };
            let expected = base64::decode(value.as_bytes()).unwrap_or_default();
            running.push((algorithm, digest.running(), expected));
        }
        let broken = || JarFault::Unpack { name: name.to_owned() };
        let mut entry = self.archive.by_index(index).map_err(|_| broken())?;
        let mut piece = vec![0; 1 << 16];
        loop {
            let length = entry.read(&mut piece).map_err(|_| broken())?;
            if length == 0 {
                break;
            }
            self.left = u64::try_from(length)
                .ok()
                .and_then(|length| self.left.checked_sub(length))
                .ok_or_else(|| JarFault::TooLarge { name: name.to_owned() })?;
            let piece = piece.get(..length).unwrap_or_default();
            running.iter_mut().for_each(|(_, digest, _)| digest.update(piece));
        }
        for (algorithm, digest, expected) in running {
            if digest.finish() != expected {
                return Err(JarFault::Entry { algorithm, name: name.to_owned() });
            }
        }
        Ok(())
    }
}

/// Who signed what, as far as signature files have been looked at.
#[derive(Debug, Default)]
struct Verified {
    any: bool,
    of_manifest: Vec<Signer>,
    of_names: HashMap<String, Vec<Signer>>,
}

impl Verified {
    fn add(&mut self, pair: &Pair, manifest: &Manifest<'_>, manifest_file: &[u8]) -> Result<(), JarFault> {
        // Java: what cannot be read signs nothing.
        let Ok(message) = SignedData::read(&pair.block) else { return Ok(()) };
        let Some(file) = Manifest::read(&pair.file) else { return Ok(()) };
        if message.signers.is_empty() || file.main.value("Signature-Version").is_none() {
            return Ok(());
        }
        let signers = block::signers(&message, &pair.file);
        if signers.is_empty() {
            return Err(JarFault::Block { name: pair.name.clone() });
        }
        let is_whole = holds(&file.main, "-manifest", manifest_file).is_some_and(|wrong| wrong.is_none());
        if !is_whole && let Some(Some(_)) = holds(&file.main, "-manifest-main-attributes", manifest.main.raw)
        {
            return Err(JarFault::ManifestMain);
        }
        self.any = true;
        push_all(&mut self.of_manifest, &signers);
        for (name, section) in &file.sections {
            if !is_whole {
                let own = manifest.section(name).ok_or_else(|| JarFault::NoSection { name: name.clone() })?;
                match holds(section, "", own.raw) {
                    Some(None) => {}
                    Some(Some(algorithm)) => return Err(JarFault::Section { algorithm, name: name.clone() }),
                    None => continue,
                }
            }
            push_all(self.of_names.entry(name.clone()).or_default(), &signers);
        }
        Ok(())
    }
}

fn push_all(list: &mut Vec<Signer>, signers: &[Signer]) {
    for signer in signers {
        if !list.contains(signer) {
            list.push(signer.clone());
        }
    }
}

/// Whether the digests of a section are those of `octets`: `None` where there is none, else the first that is not.
fn holds(section: &manifest::Section<'_>, what: &str, octets: &[u8]) -> Option<Option<String>> {
    let mut any = false;
    for (algorithm, value) in section.digests(what) {
        let Some(digest) = Digest::from_message_digest_name(&algorithm) else { continue };
        any = true;
        if base64::decode(value.as_bytes()).unwrap_or_default() != digest.hash(&[octets]) {
            return Some(Some(algorithm));
        }
    }
    any.then_some(None)
}
