//! The crates `jks` and `p12-keystore`: they read what we write, we read what they write.

use std::fs;
use std::time::{Duration, UNIX_EPOCH};

use p12_keystore::{
    Certificate, EncryptionAlgorithm, KeyStoreEntry, MacAlgorithm, Pkcs12ImportPolicy, PrivateKey,
    PrivateKeyChain,
};

use crate::scene::{Face, PASSWORD, StoreFile, authority, folder, stores};
use crate::view::{fingerprint, ours};

/// A date that every format holds, in milliseconds since 1970.
const MADE: u64 = 1_234_567_890_000;

#[test]
fn the_crate_jks_reads_what_we_write() {
    let folder = folder();
    for store in stores(folder.path()).iter().filter(|store| store.kind == "JKS") {
        for face in Face::BOTH {
            let alias = format!("authority {face:?}").to_lowercase();
            face.import(store, &alias, "ca.der");
        }
        let mut theirs = jks::KeyStore::new();
        theirs.load(fs::read(&store.path).unwrap().as_slice(), PASSWORD.as_bytes()).unwrap();
        let seen = ours(store, None);
        assert_eq!(theirs.len(), seen.len());
        for (alias, seen) in seen {
            let entry = theirs.get_trusted_certificate_entry(&alias).unwrap();
            assert_eq!(vec![fingerprint(&entry.certificate.content)], seen.certificates, "{alias}");
            let created = entry.creation_time.duration_since(UNIX_EPOCH).unwrap();
            assert_eq!(i64::try_from(created.as_millis()).unwrap(), seen.created.unwrap(), "{alias}");
        }
    }
}

#[test]
fn we_read_and_change_what_the_crate_jks_writes() {
    let folder = folder();
    let certificate =
        |content: &[u8]| jks::Certificate { cert_type: "X.509".into(), content: content.to_vec() };
    let creation_time = UNIX_EPOCH + Duration::from_millis(MADE);
    let mut theirs = jks::KeyStore::new();
    let chain = vec![certificate(&authority().server), certificate(&authority().certificate)];
    let key = jks::PrivateKeyEntry {
        creation_time,
        private_key: authority().server_key.clone(),
        certificate_chain: chain,
    };
    theirs.set_private_key_entry("server", key, b"of the key").unwrap();
    let trusted =
        jks::TrustedCertificateEntry { creation_time, certificate: certificate(&authority().stranger) };
    theirs.set_trusted_certificate_entry("trusted", trusted).unwrap();
    let mut bytes = Vec::new();
    theirs.store(&mut bytes, PASSWORD.as_bytes()).unwrap();

    let mut store = StoreFile::new(folder.path().join("theirs.jks"), "JKS");
    fs::write(&store.path, bytes).unwrap();
    let seen = ours(&store, Some("of the key"));
    assert_eq!(seen.len(), 2);
    assert_eq!(seen["server"].key, Some(fingerprint(&authority().server_key)));
    assert_eq!(
        seen["server"].certificates,
        [&authority().server, &authority().certificate].map(|der| fingerprint(der))
    );
    assert_eq!(seen["trusted"].certificates, [fingerprint(&authority().stranger)]);
    assert!(seen.values().all(|seen| seen.created == Some(MADE as i64)));

    Face::Native.rename(&store, "server", "moved", Some("of the key"));
    Face::Keytool.change_password(&mut store, "another password");
    let mut again = jks::KeyStore::new();
    again.load(fs::read(&store.path).unwrap().as_slice(), b"another password").unwrap();
    let key = again.get_private_key_entry("moved", b"of the key").unwrap();
    assert_eq!(key.private_key, authority().server_key);
    assert_eq!(key.certificate_chain.len(), 2);
    assert!(again.is_trusted_certificate_entry("trusted"));
}

#[test]
fn the_crate_p12_keystore_reads_what_we_write() {
    let folder = folder();
    for mut store in stores(folder.path()).into_iter().filter(|store| store.kind == "PKCS12") {
        Face::Keytool.import(&store, "authority", "ca.der");
        if store.password.is_some() {
            Face::Native.change_password(&mut store, "another password");
        }
        let bytes = fs::read(&store.path).unwrap();
        let password = store.password.as_deref().unwrap_or_default();
        let theirs =
            p12_keystore::KeyStore::from_pkcs12(&bytes, password, Pkcs12ImportPolicy::Strict).unwrap();
        let seen = ours(&store, None);
        assert_eq!(theirs.entries_len(), seen.len(), "{}", store.name());
        for (alias, seen) in seen {
            let Some(KeyStoreEntry::Certificate(certificate)) = theirs.entry(&alias) else {
                panic!("{alias}")
            };
            assert_eq!(vec![fingerprint(certificate.as_der())], seen.certificates, "{alias}");
        }
    }
}

#[test]
fn we_read_and_change_what_the_crate_p12_keystore_writes() {
    let folder = folder();
    let certificate = |der: &[u8]| Certificate::from_der(der).unwrap();
    let chain = [certificate(&authority().server), certificate(&authority().certificate)];
    let key = PrivateKey::from_der(&authority().server_key).unwrap();
    let mut theirs = p12_keystore::KeyStore::new();
    let entry = PrivateKeyChain::new(vec![7; 20], key, chain);
    theirs.add_entry("server", KeyStoreEntry::PrivateKeyChain(entry));
    theirs.add_entry("trusted", KeyStoreEntry::Certificate(certificate(&authority().stranger)));
    for (cipher, mac) in [
        (EncryptionAlgorithm::PbeWithHmacSha256AndAes256, MacAlgorithm::HmacSha256),
        (EncryptionAlgorithm::PbeWithHmacSha256AndAes256, MacAlgorithm::HmacSha512),
        (EncryptionAlgorithm::PbeWithShaAnd3KeyTripleDesCbc, MacAlgorithm::HmacSha1),
        (EncryptionAlgorithm::PbeWithShaAnd40BitRc4Cbc, MacAlgorithm::HmacSha384),
    ] {
        let what = format!("{cipher:?}, {mac:?}");
        let writer = theirs.writer(PASSWORD).encryption_algorithm(cipher).mac_algorithm(mac);
        let mut store = StoreFile::new(folder.path().join("theirs.p12"), "PKCS12");
        fs::write(&store.path, writer.write().unwrap()).unwrap();
        let seen = ours(&store, Some(PASSWORD));
        assert_eq!(seen.keys().collect::<Vec<_>>(), ["server", "trusted"], "{what}");
        assert_eq!(seen["server"].key, Some(fingerprint(&authority().server_key)), "{what}");
        assert_eq!(seen["server"].certificates.len(), 2, "{what}");
        assert_eq!(seen["trusted"].certificates, [fingerprint(&authority().stranger)], "{what}");

        Face::Keytool.rename(&store, "server", "moved", None);
        Face::Native.import(&store, "authority", "ca.der");
        Face::Keytool.change_password(&mut store, "another password");
        let bytes = fs::read(&store.path).unwrap();
        let strict = Pkcs12ImportPolicy::Strict;
        let again = p12_keystore::KeyStore::from_pkcs12(&bytes, "another password", strict).unwrap();
        assert_eq!(again.entries_len(), 3, "{what}");
        let Some(KeyStoreEntry::PrivateKeyChain(moved)) = again.entry("moved") else { panic!("{what}") };
        assert_eq!(moved.key().as_der(), authority().server_key, "{what}");
        assert_eq!(moved.certs().len(), 2, "{what}");
    }
}
