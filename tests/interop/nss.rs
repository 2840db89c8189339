//! NSS: `pk12util` and `certutil` read what we write, and we read, change and give back what `pk12util` writes (BER
//! with indefinite lengths).

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::scene::{Face, PASSWORD, StoreFile, authority, folder, program, stores, succeed, write_key};
use crate::view::{fingerprint, ours};
use crate::witness::jvms;

/// NSS's programs and a database.
struct Nss {
    pk12util: PathBuf,
    certutil: PathBuf,
    database: TempDir,
}

impl Nss {
    /// The programs of this machine, with an empty database.
    fn find() -> Option<Self> {
        let pk12util = program("pk12util", "NSS is not asked")?;
        let certutil = program("certutil", "NSS is not asked")?;
        let nss = Self { pk12util, certutil, database: tempfile::tempdir().unwrap() };
        nss.run(&nss.certutil, &["-N", "--empty-password"]);
        Some(nss)
    }

    fn run(&self, program: &PathBuf, words: &[&str]) -> Output {
        let database = format!("sql:{}", self.database.path().display());
        succeed(Command::new(program).args(words).args(["-d", &database]))
    }

    /// What `pk12util` does with a store and its password.
    fn pk12util(&self, option: &str, store: &StoreFile, more: &[&str]) -> String {
        let password = store.password.as_deref().unwrap_or_default();
        let words = [option, store.path.to_str().unwrap(), "-W", password, "-K", ""];
        let words: Vec<&str> = words.into_iter().chain(more.iter().copied()).collect();
        String::from_utf8_lossy(&self.run(&self.pk12util, &words).stdout).into_owned()
    }

    /// Fails unless `pk12util -l` sees as many certificates and keys in the store as we do, and our names for them.
    fn agrees(&self, store: &StoreFile) {
        let said = self.pk12util("-l", store, &[]);
        let seen = ours(store, store.password.as_deref());
        let certificates: usize = seen.values().map(|seen| seen.certificates.len()).sum();
        let count = |start: &str| said.lines().filter(|line| line.starts_with(start)).count();
        assert_eq!(count("Certificate"), certificates, "{}: {said}", store.name());
        assert_eq!(
            count("Key"),
            seen.values().filter(|seen| seen.is_key).count(),
            "{}: {said}",
            store.name()
        );
        for alias in seen.keys().filter(|alias| alias.is_ascii()) {
            assert!(said.contains(alias), "{alias} in {}: {said}", store.name());
        }
    }
}

#[test]
fn nss_reads_what_we_write() {
    let Some(nss) = Nss::find() else { return };
    let folder = folder();
    let mut keys = StoreFile::new(folder.path().join("keys.p12"), "PKCS12");
    write_key(&keys);
    Face::Native.rename(&keys, "server", "moved", None);
    Face::Keytool.change_password(&mut keys, "another password");
    nss.agrees(&keys);
    nss.pk12util("-i", &keys, &[]);
    let listed = String::from_utf8(nss.run(&nss.certutil, &["-L"]).stdout).unwrap();
    let moved = listed.lines().find(|line| line.starts_with("moved ")).unwrap_or_else(|| panic!("{listed}"));
    assert!(moved.ends_with("u,u,u"), "a certificate with its key: {moved}");

    let stores = stores(folder.path()).into_iter();
    // NSS reads no store without a password.
    for mut store in stores.filter(|store| store.kind == "PKCS12" && store.password.is_some()) {
        Face::Keytool.import(&store, "authority", "ca.der");
        nss.agrees(&store);
        Face::Native.change_password(&mut store, "another password");
        nss.agrees(&store);
    }
}

#[test]
fn we_read_and_change_what_nss_writes() {
    let Some(nss) = Nss::find() else { return };
    let folder = folder();
    let mut store = StoreFile::new(folder.path().join("keys.p12"), "PKCS12");
    write_key(&store);
    nss.pk12util("-i", &store, &[]);
    let three_des = "PKCS #12 V2 PBE With SHA-1 And 3KEY Triple DES-CBC";
    // Half a million iterations take their time: one store with today's ciphers and one with the old.
    let kinds: [&[&str]; 2] = [&[], &["-c", three_des, "-C", three_des, "-M", "SHA-1"]];
    let mut reads = 0;
    for (options, face) in kinds.iter().zip(Face::BOTH.iter().cycle()) {
        let what = format!("{options:?}, {face:?}");
        store.password = Some(PASSWORD.into());
        let words: Vec<&str> = ["-n", "server"].into_iter().chain(options.iter().copied()).collect();
        nss.pk12util("-o", &store, &words);
        // An indefinite length, which DER does not have.
        assert_eq!(fs::read(&store.path).unwrap()[..2], [0x30, 0x80], "{what}");
        let seen = ours(&store, Some(PASSWORD));
        assert_eq!(seen.keys().collect::<Vec<_>>(), ["server"], "{what}");
        let chain = [&authority().server, &authority().certificate].map(|der| fingerprint(der));
        assert_eq!(seen["server"].certificates, chain, "{what}");
        assert!(seen["server"].key.is_some(), "{what}");

        // Not even the newest JVM has every cipher; what it read before, it reads afterwards.
        let reader = jvms().last().filter(|jvm| jvm.list(&store, Some(PASSWORD)).is_ok());
        reads += usize::from(reader.is_some());
        face.import(&store, "stranger", "stranger.der");
        face.change_password(&mut store, "another password");
        nss.agrees(&store);
        let now = ours(&store, store.password.as_deref());
        assert_eq!(
            (&now["server"].key, &now["server"].certificates),
            (&seen["server"].key, &seen["server"].certificates)
        );
        if let Some(jvm) = reader {
            jvm.agrees(&store, store.password.as_deref());
        }
    }
    assert!(reads > 0 || jvms().is_empty(), "{reads}");
}
