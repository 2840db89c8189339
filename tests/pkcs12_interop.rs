//! PKCS#12 stores of every maker are seen as JDK 25 sees them, and what is written is read by others.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr
)]

#[path = "pkcs12/seen.rs"]
mod seen;

use std::path::{Path, PathBuf};

use keytool_rs::formats::pkcs12::{Pkcs12Error, Pkcs12Settings, change_password, decode, encode};
use keytool_rs::keystore::{Certificate, Content, Store};
use keytool_rs::machine::Machine;
use keytool_rs::secret::Password;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/keystores/pkcs12")
}

fn stores(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "p12"))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

/// The password and the lines that the recipe recorded.
fn recorded(file: &Path) -> (Password, Vec<String>) {
    let text = std::fs::read_to_string(file.with_extension("txt")).unwrap();
    let mut lines = text.lines();
    let password = lines.next().unwrap().strip_prefix("password: ").unwrap();
    (Password::new(password), lines.map(str::to_owned).collect())
}

fn read(file: &Path, password: &Password) -> Result<Store, Pkcs12Error> {
    decode(std::fs::read(file).unwrap().into(), Some(password))
}

/// What differs on purpose, and why. An entry that no longer differs fails the test as well.
const DIFFERS: [(&str, &str); 8] = [
    ("cert_bad", "certificates are judged by whoever looks at them, not by the codec"),
    ("cert_bad_inv", "likewise"),
    ("cert_unk", "likewise"),
    ("e_3des", "3DES under PBES2, which RFC 8018 has and Java refuses"),
    ("openssl_DES-EDE3-CBC", "likewise"),
    ("mac_md5", "a MAC over MD5 is checked, and does not hold; Java does not know it"),
    ("openssl_PBE-SHA1-2DES", "3DES with two keys, which RFC 7292 has and Java does not know"),
    ("openssl_AES-192-CBC", "AES-192, which RFC 8018 has and Java refuses for PBES2"),
];

#[test]
fn every_store_is_seen_as_jdk_25_sees_it() {
    let mut files = stores(&folder());
    files.extend(stores(&folder().join("crafted")));
    let mut wrong = Vec::new();
    for file in &files {
        let (password, expected) = recorded(file);
        let lines = seen::lines(&read(file, &password));
        let name = file.file_stem().unwrap().to_str().unwrap();
        if (lines == expected) == DIFFERS.iter().any(|row| row.0 == name) {
            wrong.push(format!("{name}\n  expected {expected:?}\n  seen     {lines:?}"));
        }
    }
    assert!(files.len() > 200);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_wrong_password_is_told_from_a_broken_file() {
    for name in ["java25.p12", "openssl.p12", "openssl_legacy.p12", "nss.p12"] {
        let error = read(&folder().join(name), &Password::new("wrong")).unwrap_err();
        assert!(
            matches!(&error, Pkcs12Error::WrongPassword { source, .. } if source.is_wrong_password()),
            "{name}: {error:?}"
        );
    }
    let error = read(&folder().join("crafted/e_unkalg.p12"), &Password::new("changeit")).unwrap_err();
    assert!(matches!(&error, Pkcs12Error::WrongPassword { source, .. } if !source.is_wrong_password()));
}

/// Every cut and every flipped bit of a store gives what JDK 25 gives, certificates and a few deep faults aside.
#[test]
fn broken_stores_fail_as_with_jdk_25() {
    let file = folder().join("mutants.p12");
    let bytes = std::fs::read(&file).unwrap();
    let password = Password::new("changeit");
    let text = std::fs::read_to_string(folder().join("mutants.mutants.txt")).unwrap();
    let (mut same, mut excused, mut wrong) = (0, 0, Vec::new());
    for line in text.lines() {
        let [bit, from, to, expected] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let [bit, from, to] = [bit, from, to].map(|number| number.parse::<usize>().unwrap());
        for place in from..=to {
            let mut mutant = bytes.clone();
            match bit {
                0 => mutant.truncate(place),
                _ => mutant[place] ^= u8::try_from(bit).unwrap(),
            }
            let decoded = decode(mutant.into(), Some(&password));
            let seen: String = seen::lines(&decoded).iter().map(|line| format!("{line};")).collect();
            // Java parses the certificates before it checks the MAC; the error says which to look at.
            let is_certificate = matches!(&decoded, Err(Pkcs12Error::MacMismatch { certificates }) if !certificates.is_empty())
                && expected == "! java.io.IOException: keystore password was incorrect;";
            match (seen == expected, is_certificate) {
                (true, _) => same += 1,
                (_, true) => excused += 1,
                _ => wrong.push(format!("{bit} {place}: {expected} {seen}")),
            }
        }
    }
    eprintln!("{same} the same, {excused} certificates, {} others", wrong.len());
    assert!(same > 4000 && wrong.len() * 40 < same, "{}", wrong.join("\n"));
}

/// Reading and writing without a change gives the same octets; after a change, what others read is what we read.
#[test]
fn changed_stores_are_read_by_others() {
    let machine = Machine::real();
    let settings = Pkcs12Settings::default();
    let (password, other) = (Password::new("changeit"), Password::new("anderes"));
    let certificate = read(&folder().join("mutants.p12"), &password).unwrap();
    let certificate = certificate.find("k").unwrap().certificate().unwrap().der.clone();
    let folder_out = tempfile::tempdir().unwrap();
    for file in stores(&folder()) {
        let (own, _) = recorded(&file);
        let Ok(mut store) = read(&file, &own) else { continue };
        assert_eq!(
            encode(&store, Some(&own), &settings, &machine).unwrap().to_vec(),
            std::fs::read(&file).unwrap()
        );
        store.set("Added", 5, Content::Trusted(Certificate::x509(certificate.clone())));
        let written = encode(&store, Some(&own), &settings, &machine).unwrap().to_vec();
        let again = decode(written.clone().into(), Some(&own)).unwrap();
        let mut expected = seen::lines(&Ok(store.clone()));
        let mut found = seen::lines(&Ok(again));
        // A trusted certificate has no date in this format.
        expected.iter_mut().for_each(|line| *line = line.replace("added|trusted|5|", "added|trusted|-|"));
        expected.sort();
        found.sort();
        assert_eq!(found, expected, "{}", file.display());
        if !own.is_empty() {
            check_with_others(&written, "changeit", &found, folder_out.path(), &file);
            change_password(&mut store, &own, &other, &machine).unwrap();
            let written = encode(&store, Some(&other), &settings, &machine).unwrap().to_vec();
            check_with_others(&written, "anderes", &found, folder_out.path(), &file);
        }
        store.provenance.layout = None;
        let new = encode(&store, Some(&other), &settings, &machine).unwrap().to_vec();
        let again = decode(new.into(), Some(&other)).unwrap();
        assert_eq!(again.len(), store.len());
    }
}

/// An independent reader sees the entries that we wrote.
#[test]
fn the_p12_keystore_crate_reads_new_stores() {
    let password = Password::new("changeit");
    let mut store = read(&folder().join("java25.p12"), &password).unwrap();
    store.provenance.layout = None;
    let written =
        encode(&store, Some(&password), &Pkcs12Settings::default(), &Machine::real()).unwrap().to_vec();
    let witness =
        p12_keystore::KeyStore::from_pkcs12(&written, "changeit", p12_keystore::Pkcs12ImportPolicy::Strict)
            .unwrap();
    let mut theirs: Vec<String> = witness.entries().map(|(alias, _)| alias.to_lowercase()).collect();
    let mut ours: Vec<String> = store.entries().map(|entry| entry.alias.to_string()).collect();
    theirs.sort();
    ours.sort();
    assert_eq!(theirs, ours);
}

fn check_with_others(written: &[u8], password: &str, expected: &[String], folder: &Path, origin: &Path) {
    let path = folder.join("written.p12");
    std::fs::write(&path, written).unwrap();
    let name = origin.file_stem().unwrap().to_str().unwrap();
    for version in [11, 17, 21, 25] {
        // What Java refuses to begin with it need not read afterwards.
        if DIFFERS.iter().any(|row| row.0 == name) {
            continue;
        }
        let Some(home) = std::env::var_os(format!("JAVA_HOME_{version}")) else {
            eprintln!("JAVA_HOME_{version} is not set: not asked");
            continue;
        };
        let output = std::process::Command::new(Path::new(&home).join("bin/keytool"))
            .args(["-list", "-storetype", "PKCS12", "-storepass", password, "-keystore"])
            .arg(&path)
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{name}: Java {version}: {text}");
        for line in expected {
            let alias = line.split('|').next().unwrap();
            assert!(text.contains(&format!("\n{alias}, ")), "{name}: Java {version} misses {alias}: {text}");
        }
    }
    if let Ok(openssl) = std::process::Command::new("openssl")
        .args(["pkcs12", "-legacy", "-noout", "-passin"])
        .arg(format!("pass:{password}"))
        .arg("-in")
        .arg(&path)
        .output()
    {
        assert!(openssl.status.success(), "{name}: {}", String::from_utf8_lossy(&openssl.stderr));
    }
}
