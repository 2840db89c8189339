//! What is written is read back, and what nobody knows survives.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use jiff::Timestamp;
use keytool_rs::asn1::{Oid, Tag, Writer};
use keytool_rs::crypto::key;
use keytool_rs::crypto::pbe::Scheme;
use keytool_rs::formats::pkcs12::{Pkcs12Settings, decode, encode};
use keytool_rs::keystore::{Certificate, Content, Format, Pkcs12Layout, ProtectedKey, Provenance, Store};
use keytool_rs::machine::Machine;
use keytool_rs::secret::{Password, SecretBytes};
use proptest::prelude::*;

fn machine() -> Machine {
    let mut counter = 0_u64;
    Machine::new(
        Timestamp::UNIX_EPOCH,
        [],
        Box::new(move |bytes| {
            bytes.fill_with(|| {
                counter = counter.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                counter.to_be_bytes()[0]
            });
            Ok(())
        }),
    )
}

fn quick() -> Pkcs12Settings {
    let default = Pkcs12Settings::default();
    Pkcs12Settings { certificate_iterations: 2, key_iterations: 2, mac_iterations: 2, ..default }
}

/// Octets that are an element of their own, as certificates are.
fn element(content: &[u8]) -> Vec<u8> {
    Writer::sequence_of(content)
}

#[derive(Debug, Clone)]
enum Kind {
    Trusted(Vec<u8>),
    Private(Vec<u8>, Vec<Vec<u8>>),
    Secret(Vec<u8>),
}

fn kinds() -> impl Strategy<Value = Kind> {
    let octets = || proptest::collection::vec(any::<u8>(), 0..40);
    prop_oneof![
        octets().prop_map(Kind::Trusted),
        (octets(), proptest::collection::vec(octets(), 0..2))
            .prop_map(|(key, chain)| Kind::Private(key, chain)),
        octets().prop_map(Kind::Secret),
    ]
}

fn protected(key: &[u8], password: &Password, machine: &Machine) -> ProtectedKey {
    let plain = SecretBytes::new(element(&[&[2, 1, 0], key].concat()));
    let scheme = Scheme::fresh("PBEWithHmacSHA256AndAES_256", 2, machine).unwrap().unwrap();
    ProtectedKey::Encrypted(key::protect(&plain, password, &scheme).unwrap().into())
}

fn store_of(entries: &[(String, i64, Kind)], password: &Password, machine: &Machine) -> Store {
    let mut store = Store::new(Provenance::new(Format::Pkcs12));
    for (alias, created, kind) in entries {
        let content = match kind {
            Kind::Trusted(der) => Content::Trusted(Certificate::x509(element(der))),
            Kind::Private(key, chain) => Content::PrivateKey {
                key: protected(key, password, machine),
                chain: chain.iter().map(|der| Certificate::x509(element(der))).collect(),
            },
            Kind::Secret(key) => Content::SecretKey(protected(key, password, machine)),
        };
        store.set(alias, *created, content);
    }
    store
}

/// Everything a store says, whatever the order.
fn contents(store: &Store) -> Vec<(String, Option<i64>, Content)> {
    let mut all: Vec<_> = store
        .entries()
        .map(|entry| {
            // The format keeps no date of trusted certificates.
            let created = entry.created.filter(|_| !matches!(entry.content, Content::Trusted(_)));
            (entry.alias.to_string(), created, entry.content.clone())
        })
        .collect();
    all.sort_by(|one, other| one.0.cmp(&other.0));
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read(
        aliases in proptest::collection::hash_set("[a-zA-Zäß€ 0-9]{1,8}", 0..8),
        kinds in proptest::collection::vec(kinds(), 8),
        password in "[ -~äö€]{0,10}",
    ) {
        let (password, machine) = (Password::new(password), machine());
        let entries: Vec<_> = aliases.into_iter().zip(1_000_000..).zip(kinds)
            .map(|((alias, created), kind)| (alias, created, kind)).collect();
        let mut store = store_of(&entries, &password, &machine);
        let written = encode(&store, Some(&password), &quick(), &machine).unwrap().to_vec();
        let read = decode(written.clone().into(), Some(&password)).unwrap();
        prop_assert_eq!(contents(&read), contents(&store));
        prop_assert_eq!(encode(&read, Some(&password), &quick(), &machine).unwrap().to_vec(), written);
        // One entry more, one renamed, one less: the rest stays.
        let mut changed = read;
        for store in [&mut changed, &mut store] {
            store.set("one more", 7, Content::Trusted(Certificate::x509(element(b"new"))));
            let first = store.entries().map(|entry| entry.alias.to_string()).min().unwrap();
            prop_assert!(store.rename(&first, "renamed!"));
            let last = store.entries().map(|entry| entry.alias.to_string()).max().unwrap();
            prop_assert!(store.remove(&last).is_some());
        }
        let written = encode(&changed, Some(&password), &quick(), &machine).unwrap().to_vec();
        let read = decode(written.into(), Some(&password)).unwrap();
        prop_assert_eq!(contents(&read), contents(&store));
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), at in 0..2000_usize) {
        let password = Password::new("changeit");
        let _ = decode(bytes.clone().into(), Some(&password));
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/keystores/pkcs12/mutants.p12");
        let mut file = std::fs::read(path).unwrap();
        for (place, octet) in bytes.iter().take(4).enumerate() {
            if let Some(target) = file.get_mut(at + place) {
                *target = *octet;
            }
        }
        let _ = decode(file.into(), Some(&password));
    }
}

/// A password-less file of one safe with these bags.
fn file_of(bags: &[Vec<u8>]) -> Vec<u8> {
    let data = |content: &[u8]| {
        let mut writer = Writer::default();
        writer.constructed(Tag::SEQUENCE, |writer| {
            writer.oid(&"1.2.840.113549.1.7.1".parse::<Oid>().unwrap());
            writer.constructed(Tag::context(0), |writer| writer.octets(content));
        });
        writer.finish()
    };
    let safe = data(&element(&bags.concat()));
    element(&[&[2, 1, 3][..], &data(&element(&safe))].concat())
}

fn bag(kind: &str, value: &[u8], attributes: &[Vec<u8>]) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.constructed(Tag::SEQUENCE, |writer| {
        writer.oid(&kind.parse::<Oid>().unwrap());
        writer.constructed(Tag::context(0), |writer| writer.raw(value));
        writer.element(Tag::SET, true, &attributes.concat());
    });
    writer.finish()
}

fn attribute(kind: &str, value: &[u8]) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.constructed(Tag::SEQUENCE, |writer| {
        writer.oid(&kind.parse::<Oid>().unwrap());
        writer.element(Tag::SET, true, value);
    });
    writer.finish()
}

#[test]
fn unknown_bags_attributes_and_order_survive_a_rename() {
    let unknown = attribute("1.2.3.4", &[2, 1, 5]);
    let name = |name: &[u8]| attribute("1.2.840.113549.1.9.20", &[&[0x1e, 2, 0], name].concat());
    let trusted = attribute("2.16.840.1.113894.746875.1.1", &[6, 4, 0x55, 0x1d, 0x25, 0]);
    let certificate = {
        let mut writer = Writer::default();
        writer.constructed(Tag::SEQUENCE, |writer| {
            writer.oid(&"1.2.840.113549.1.9.22.1".parse::<Oid>().unwrap());
            writer.constructed(Tag::context(0), |writer| writer.octets(&element(b"x")));
        });
        writer.finish()
    };
    let file = |alias: &[u8]| {
        file_of(&[
            bag("1.2.3.99", &[2, 1, 1], std::slice::from_ref(&unknown)),
            bag(
                "1.2.840.113549.1.12.10.1.3",
                &certificate,
                &[unknown.clone(), name(alias), trusted.clone(), unknown.clone()],
            ),
            bag("1.2.840.113549.1.12.10.1.6", &[0x30, 0], &[]),
        ])
    };
    let mut store = decode(file(b"a").into(), None).unwrap();
    assert!(store.rename("a", "b"));
    assert_eq!(encode(&store, None, &quick(), &machine()).unwrap().to_vec(), file(b"b"));
}

#[test]
fn the_same_randomness_writes_the_same_file() {
    let password = Password::new("changeit");
    let entries = [
        ("a".to_owned(), 5, Kind::Private(vec![1], vec![vec![2]])),
        ("b".to_owned(), 6, Kind::Trusted(vec![3])),
    ];
    let write = || {
        let machine = machine();
        encode(&store_of(&entries, &password, &machine), Some(&password), &quick(), &machine)
            .unwrap()
            .to_vec()
    };
    assert_eq!(write(), write());
}

#[test]
fn a_store_of_no_password_keeps_needing_none() {
    let mut store = decode(file_of(&[]).into(), None).unwrap();
    assert!(store.provenance.layout.as_ref().is_some_and(Pkcs12Layout::is_passwordless));
    store.set("a", 1, Content::Trusted(Certificate::x509(element(b"a"))));
    let written = encode(&store, Some(&Password::new("changeit")), &quick(), &machine()).unwrap().to_vec();
    assert_eq!(decode(written.into(), None).unwrap().len(), 1);
}
