//! What is decoded from what was encoded is what it was, for every store that a format can hold; and what was not
//! changed is written back octet for octet.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use keytool_rs::crypto::pbe::Scheme;
use keytool_rs::crypto::pkcs12_mac::MacAlgorithm;
use keytool_rs::formats::{self, DecodeError, Reading};
use keytool_rs::keystore::{
    Alias, Certificate, Content, Entry, Format, Order, ProtectedKey, Provenance, SafeProtection, Slice, Store,
};
use keytool_rs::machine::Machine;
use keytool_rs::secret::Password;
use proptest::collection::vec;
use proptest::prelude::*;

/// What a test puts into a store: alias (UTF-16), date, content.
type Given = (Vec<u16>, i64, Content);

/// UTF-16 units, among them often NUL, lone surrogates, pairs, and units of one, two and three bytes.
fn units() -> impl Strategy<Value = Vec<u16>> {
    let unit = prop_oneof![
        4 => 0x20_u16..0x7f,
        1 => Just(0),
        1 => 0x80_u16..0x800,
        1 => 0xd800_u16..0xe000,
        1 => any::<u16>(),
    ];
    // A handful of short ones, so that some aliases come twice.
    prop_oneof![3 => vec(unit, 0..12), 1 => vec(0x61_u16..0x63, 1)]
}

fn bytes(most: usize) -> impl Strategy<Value = Slice> {
    vec(any::<u8>(), 0..most).prop_map(Slice::from)
}

fn certificate(version: u32) -> impl Strategy<Value = Certificate> {
    // Version 1 has no room for the type's name. (X.509 is what every reader takes for granted.)
    let kind =
        if version == 1 { Just(None).boxed() } else { proptest::option::weighted(0.2, kind_name()).boxed() };
    (kind, bytes(64)).prop_map(|(kind, der)| Certificate { kind: kind.map(|kind| (&*kind).into()), der })
}

fn kind_name() -> impl Strategy<Value = Box<str>> {
    any::<String>().prop_filter("X.509 goes without saying", |name| name != "X.509").prop_map(Into::into)
}

fn content(version: u32) -> impl Strategy<Value = Content> {
    prop_oneof![
        certificate(version).prop_map(Content::Trusted),
        (bytes(80), vec(certificate(version), 0..4))
            .prop_map(|(key, chain)| Content::PrivateKey { key: ProtectedKey::Encrypted(key), chain }),
    ]
}

fn entries(version: u32) -> impl Strategy<Value = Vec<Given>> {
    let date = prop_oneof![any::<i64>(), Just(0), Just(-1), Just(i64::MIN)];
    vec((units(), date, content(version)), 0..9)
}

/// A version of JKS and a store of it.
fn versioned() -> impl Strategy<Value = (u32, Vec<Given>)> {
    (1_u32..=2).prop_flat_map(|version| (Just(version), entries(version)))
}

fn jks(version: u32, given: &[Given]) -> Store {
    let mut provenance = Provenance::new(Format::Jks);
    provenance.version = version;
    let mut store = Store::new(provenance);
    for (alias, created, content) in given {
        store.load(Alias::from_utf16(alias), Some(*created), content.clone());
    }
    store
}

fn encode(store: &Store, password: &Password) -> Arc<Vec<u8>> {
    Arc::new(formats::encode(store, Order::Kept, Some(password), &Machine::real()).unwrap().to_vec())
}

fn decode(format: Format, bytes: &Arc<Vec<u8>>, password: &Password) -> Result<Store, DecodeError> {
    formats::decode(format, bytes, Some(password), Reading::Anything)
}

/// A JKS as its file says, laid out by hand.
fn jks_by_hand(version: u32, given: &[Given], password: &str) -> Vec<u8> {
    fn text(file: &mut Vec<u8>, units: &[u16]) {
        let mut text = Vec::new();
        for unit in units.iter().copied().map(u32::from) {
            let bits = |shift: u32, count: u32| (unit >> shift & ((1 << count) - 1)) as u8;
            match unit {
                1..0x80 => text.push(bits(0, 7)),
                0 | 0x80..0x800 => text.extend([0xc0 | bits(6, 5), 0x80 | bits(0, 6)]),
                _ => text.extend([0xe0 | bits(12, 4), 0x80 | bits(6, 6), 0x80 | bits(0, 6)]),
            }
        }
        file.extend((text.len() as u16).to_be_bytes());
        file.extend(text);
    }
    fn counted(file: &mut Vec<u8>, bytes: &[u8]) {
        file.extend((bytes.len() as u32).to_be_bytes());
        file.extend(bytes);
    }
    let certificate = |file: &mut Vec<u8>, certificate: &Certificate| {
        if version == 2 {
            let kind =
                certificate.kind.as_ref().map_or_else(|| "X.509".encode_utf16().collect(), Alias::utf16);
            text(file, &kind);
        }
        counted(file, &certificate.der);
    };
    let mut file = [&[0xfe, 0xed, 0xfe, 0xed][..], &version.to_be_bytes()].concat();
    file.extend((given.len() as u32).to_be_bytes());
    for (alias, created, content) in given {
        file.extend(if matches!(content, Content::Trusted(_)) { [0, 0, 0, 2] } else { [0, 0, 0, 1] });
        text(&mut file, alias);
        file.extend(created.to_be_bytes());
        match content {
            Content::Trusted(one) => certificate(&mut file, one),
            Content::PrivateKey { key: ProtectedKey::Encrypted(key), chain } => {
                counted(&mut file, key);
                file.extend((chain.len() as u32).to_be_bytes());
                chain.iter().for_each(|one| certificate(&mut file, one));
            }
            other => unreachable!("{other:?}"),
        }
    }
    let password: Vec<u8> = password.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let digest = <sha1::Sha1 as sha1::Digest>::digest([&password, &b"Mighty Aphrodite"[..], &file].concat());
    file.extend(digest);
    file
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_jks_is_decoded_as_it_was_encoded((version, given) in versioned(), password in any::<String>()) {
        let password = Password::new(password);
        let store = jks(version, &given);
        let again = decode(Format::Jks, &encode(&store, &password), &password).unwrap();
        prop_assert_eq!(again.provenance.version, version);
        let bare = |entry: &Entry| Entry { raw: None, ..entry.clone() };
        let entries = again.all_entries().iter().map(bare).collect::<Vec<_>>();
        prop_assert_eq!(entries.as_slice(), store.all_entries());
        for (entry, (alias, ..)) in again.all_entries().iter().zip(&given) {
            prop_assert_eq!(&entry.alias.utf16(), alias);
        }
    }

    #[test]
    fn a_jks_is_written_back_octet_for_octet((version, given) in versioned(), password in any::<String>()) {
        let file = Arc::new(jks_by_hand(version, &given, &password));
        let password = Password::new(password);
        let mut store = decode(Format::Jks, &file, &password).unwrap();
        prop_assert_eq!(store.all_entries().len(), given.len());
        prop_assert_eq!(encode(&store, &password), Arc::clone(&file));
        // What may have changed is written anew, field by field.
        store.contents_mut().for_each(drop);
        prop_assert!(store.all_entries().iter().all(|entry| entry.raw.is_none()));
        prop_assert_eq!(encode(&store, &password), file);
    }

    #[test]
    fn another_password_opens_no_jks(
        (version, given) in versioned(),
        password in any::<String>(),
        other in any::<String>(),
    ) {
        prop_assume!(password != other);
        let file = encode(&jks(version, &given), &Password::new(password));
        let refused = decode(Format::Jks, &file, &Password::new(other)).unwrap_err();
        prop_assert!(refused.is_wrong_password());
        // Without a password it is read all the same.
        let unchecked = formats::decode(Format::Jks, &file, None, Reading::Anything).unwrap();
        prop_assert_eq!(unchecked.all_entries().len(), given.len());
    }

    #[test]
    fn the_last_of_equal_aliases_is_seen_and_none_is_lost(
        given in vec(("[ab]?|.{1,9}", any::<i64>(), content(2)), 0..9),
        taken in any::<prop::sample::Index>(),
    ) {
        let password = Password::new("changeit");
        let units: Vec<Given> =
            given.iter().map(|(alias, at, content)| (alias.encode_utf16().collect(), *at, content.clone())).collect();
        let mut store = decode(Format::Jks, &encode(&jks(2, &units), &password), &password).unwrap();
        let mut names: Vec<&str> = given.iter().map(|(alias, ..)| alias.as_str()).collect();
        let distinct: BTreeSet<&str> = names.iter().copied().collect();
        prop_assert_eq!(store.len(), distinct.len());
        for entry in store.entries() {
            let last = given.iter().rfind(|(alias, ..)| **alias == *entry.alias.as_str()).unwrap();
            prop_assert_eq!((entry.created, &entry.content), (Some(last.1), &last.2));
        }
        if !names.is_empty() {
            // What is taken out is gone with all that it hid; the rest is as it was.
            let name = names[taken.index(names.len())];
            store.remove(name).unwrap();
            let left = decode(Format::Jks, &encode(&store, &password), &password).unwrap();
            names.retain(|other| *other != name);
            let still: Vec<&str> = left.all_entries().iter().map(|entry| entry.alias.as_str()).collect();
            prop_assert_eq!(still, names);
        }
    }
}

/// A real store of `testdata/keystores`.
fn real(name: &str) -> Arc<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/keystores");
    Arc::new(fs::read(folder.join(name)).unwrap())
}

const REAL: [&str; 4] = ["debian.jks", "jdk25.jks", "debian.p12", "debian-nopass.p12"];

#[test]
fn real_stores_are_written_back_octet_for_octet() {
    let password = Password::new("changeit");
    for name in REAL {
        let file = real(name);
        let format = formats::detect(&file).unwrap();
        for reading in [Reading::AsJava, Reading::Anything] {
            let store = formats::decode(format, &file, Some(&password), reading).unwrap();
            assert!(store.len() > 100, "{name}");
            assert!(encode(&store, &password) == file, "{name}");
        }
    }
}

/// What must not change of an entry that nobody touches.
fn facts(entry: &Entry) -> (Vec<u16>, Option<i64>, Content) {
    (entry.alias.utf16(), entry.created, entry.content.clone())
}

fn saltless(scheme: &Scheme) -> String {
    match scheme {
        Scheme::Pkcs12 { kind, iterations, .. } => format!("{kind:?}, {iterations} iterations"),
        Scheme::Pbes1 { digest, iterations, .. } => format!("{digest:?}, {iterations} iterations"),
        Scheme::Pbes2 { prf, iterations, cipher, cipher_key_length, .. } => {
            format!("{prf:?}, {iterations} iterations, {cipher:?} of {cipher_key_length} octets")
        }
    }
}

/// How a store is protected, its salts aside.
fn protection(store: &Store) -> Vec<String> {
    let Some(layout) = &store.provenance.layout else {
        return vec![format!("version {}", store.provenance.version)];
    };
    let mac = layout.mac.iter().map(|mac| match &mac.algorithm {
        MacAlgorithm::Pkcs12 { digest, iterations, .. } => format!("{digest:?}, {iterations} iterations"),
        other => format!("{other:?}"),
    });
    let safes = layout.safes.iter().map(|safe| match &safe.protection {
        SafeProtection::Encrypted { scheme, form } => format!("{}, {form:?}", saltless(scheme)),
        other => format!("{other:?}"),
    });
    mac.chain(safes).collect()
}

#[test]
fn a_change_to_a_real_store_leaves_everything_else() {
    let password = Password::new("changeit");
    for name in REAL {
        let file = real(name);
        let format = formats::detect(&file).unwrap();
        let mut store = decode(format, &file, &password).unwrap();
        let before: Vec<_> = store.entries().map(facts).collect();
        let count = before.len();
        let alias = |index: usize| String::from_utf16(&before[index].0).unwrap();
        store.remove(&alias(3)).unwrap();
        assert!(store.rename(&alias(5), "another name"));
        let (_, _, content) = before[7].clone();
        store.set("added", 1_234, content.clone());

        let written = encode(&store, &password);
        let after = decode(format, &written, &password).unwrap();
        let now: Vec<_> = after.entries().map(facts).collect();
        let mut expected = before.clone();
        expected[5].0 = "another name".encode_utf16().collect();
        // Java: in a JKS an entry under another name is a new one.
        if format == Format::Jks {
            let renamed = expected.remove(5);
            expected.push(renamed);
        }
        // PKCS12 has no date for a trusted certificate.
        expected.push(("added".encode_utf16().collect(), now[count - 1].1, content));
        expected.remove(3);
        assert_eq!(now, expected, "{name}");
        assert_eq!(protection(&after), protection(&store), "{name}");
        // Once written, nothing changes any more.
        assert!(encode(&after, &password) == written, "{name}");
    }
}
