//! What a keystore holds, whoever reads it, so that readers can be compared.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use keytool_rs::crypto::key;
use keytool_rs::formats::jceks;
use keytool_rs::formats::{self, Reading};
use keytool_rs::keystore::{Content, Entry, ProtectedKey, Store};
use keytool_rs::secret::Password;
use sha2::{Digest as _, Sha256};

use crate::scene::StoreFile;

/// An entry: what can be told of it by every reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Whether it holds a key.
    pub is_key: bool,
    /// The creation date; `None` where the store has none, for which every reader takes another.
    pub created: Option<i64>,
    /// The fingerprint of the key as it was recovered, in the encoding of the reader.
    pub key: Option<String>,
    /// The fingerprints of the certificates, leaf first.
    pub certificates: Vec<String>,
}

/// The entries by alias.
pub type View = BTreeMap<String, Seen>;

/// The SHA-256 of `bytes`, in hexadecimal.
pub fn fingerprint(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// `bytes` in hexadecimal.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The store as our library reads it.
pub fn decoded(file: &StoreFile) -> Store {
    let bytes = Arc::new(fs::read(&file.path).unwrap());
    let format = formats::detect(&bytes).unwrap();
    assert_eq!(format.java_name(), file.kind, "{}", file.name());
    let password = file.password.as_deref().map(Password::new);
    let store = formats::decode(format, &bytes, password.as_ref(), Reading::AsJava);
    store.unwrap_or_else(|error| panic!("{}: {error}", file.name()))
}

/// What we see in the store; its keys are recovered with `key_password`.
pub fn ours(file: &StoreFile, key_password: Option<&str>) -> View {
    let store = decoded(file);
    store.entries().map(|entry| (entry.alias.to_string(), seen(entry, key_password))).collect()
}

fn seen(entry: &Entry, key_password: Option<&str>) -> Seen {
    let key = match &entry.content {
        Content::Trusted(_) => None,
        Content::PrivateKey { key, .. } | Content::SecretKey(key) => Some(key),
    };
    let recovered = key.map(|key| match key {
        ProtectedKey::Plain(key) => fingerprint(key.expose()),
        ProtectedKey::Sealed(sealed) => {
            let password = Password::new(key_password.expect("a key, and no password for it"));
            let key = jceks::recover(sealed, &password);
            fingerprint(key.unwrap_or_else(|error| panic!("{}: {error}", entry.alias)).encoded.expose())
        }
        ProtectedKey::Encrypted(encrypted) => {
            let password = Password::new(key_password.expect("a key, and no password for it"));
            let key = key::recover(encrypted, &password);
            fingerprint(key.unwrap_or_else(|error| panic!("{}: {error}", entry.alias)).expose())
        }
    });
    let certificates = entry.certificates().iter().map(|certificate| fingerprint(&certificate.der)).collect();
    Seen { is_key: key.is_some(), created: entry.created, key: recovered, certificates }
}

/// Fails unless both see the same entries, certificates and, where both know them, dates. Keys are only told to be
/// there: every reader encodes them its own way.
pub fn assert_same(one: &View, other: &View, what: &str) {
    let aliases = |view: &View| view.keys().cloned().collect::<Vec<_>>();
    assert_eq!(aliases(one), aliases(other), "{what}");
    for ((alias, one), other) in one.iter().zip(other.values()) {
        assert_eq!(one.is_key, other.is_key, "{what}: {alias}");
        assert_eq!(one.key.is_some(), other.key.is_some(), "{what}: {alias}");
        assert_eq!(one.certificates, other.certificates, "{what}: {alias}");
        if one.created.is_some() && other.created.is_some() {
            assert_eq!(one.created, other.created, "{what}: {alias}");
        }
    }
}

/// The view without its dates: what a change that moves no certificate and no key leaves.
pub fn dateless(mut view: View) -> View {
    view.values_mut().for_each(|seen| seen.created = None);
    view
}
