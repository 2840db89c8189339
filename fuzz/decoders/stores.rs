//! Keystores: what decodes is encoded again and must be what it was.

use std::sync::Arc;

use jiff::Timestamp;
use keytool_rs::formats::{self, Reading};
use keytool_rs::keystore::{Certificate, Content, Entry, Format, Order, Store};
use keytool_rs::machine::Machine;
use keytool_rs::secret::Password;

/// Reads as JKS and as JCEKS, with and without looking into certificates and checking the digest.
pub(crate) fn jks(bytes: &[u8]) {
    let shared = Arc::new(bytes.to_vec());
    let password = Password::new("changeit");
    let machine = machine();
    for format in [Format::Jks, Format::Jceks] {
        let _ = formats::decode(format, &shared, Some(&password), Reading::AsJava);
        let _ = formats::decode(format, &shared, None, Reading::AsJava);
        if let Ok(store) = formats::decode(format, &shared, None, Reading::Anything) {
            survives(&store, &password, &machine);
        }
        if let Ok(mut store) = formats::decode(format, &shared, Some(&password), Reading::Anything) {
            survives(&store, &password, &machine);
            change(&mut store);
            survives(&store, &password, &machine);
        }
    }
}

/// The bytes as a sealed key, and as the object that a sealed key hides.
pub(crate) fn jceks(bytes: &[u8]) {
    let password = Password::new("changeit");
    if counts_quickly(bytes) {
        let _ = formats::jceks::recover(bytes, &password);
    }
    let _ = formats::jceks::read_key(bytes);
    // In the place of a secret key, as a store has it.
    let mut store = b"\xce\xce\xce\xce\0\0\0\x02\0\0\0\x01\0\0\0\x03\0\x01a\0\0\0\0\0\0\0\0".to_vec();
    store.extend(bytes);
    jks(&store);
}

/// Whether no three octets that may be an iteration count ask for more work than a fuzzer has time for.
fn counts_quickly(bytes: &[u8]) -> bool {
    let counts = bytes.windows(5).filter(|window| window.starts_with(&[2, 3]));
    counts.into_iter().all(|window| window.get(2).is_none_or(|high| *high == 0))
}

/// The bytes as the alias of a JKS entry.
pub(crate) fn modified_utf8(bytes: &[u8]) {
    let Ok(length) = u16::try_from(bytes.len()) else { return };
    let mut store = b"\xfe\xed\xfe\xed\0\0\0\x01\0\0\0\x01\0\0\0\x02".to_vec();
    store.extend(length.to_be_bytes());
    store.extend(bytes);
    store.extend([0; 12]);
    jks(&store);
}

/// Reads with and without a password; with one, changes the store and writes it as well.
pub(crate) fn pkcs12(bytes: &[u8]) {
    let shared = Arc::new(bytes.to_vec());
    let password = Password::new("changeit");
    let machine = machine();
    let _ = formats::decode(Format::Pkcs12, &shared, None, Reading::AsJava);
    if let Ok(store) = formats::decode(Format::Pkcs12, &shared, None, Reading::Anything) {
        let written =
            formats::encode(&store, Order::Kept, None, &machine).expect("nothing is to be changed").to_vec();
        assert!(written == bytes, "a store that nobody changed was changed");
    }
    if !derives_quickly(bytes) {
        return;
    }
    let _ = formats::decode(Format::Pkcs12, &shared, Some(&password), Reading::AsJava);
    if let Ok(mut store) = formats::decode(Format::Pkcs12, &shared, Some(&password), Reading::Anything) {
        let written = formats::encode(&store, Order::Kept, Some(&password), &machine)
            .expect("nothing is to be changed")
            .to_vec();
        assert!(written == bytes, "a store that nobody changed was changed");
        change(&mut store);
        survives(&store, &password, &machine);
        let new = Password::new("geändert");
        if formats::change_password(&mut store, Some(&password), Some(&new), &machine).is_ok() {
            survives(&store, &new, &machine);
        }
    }
}

/// Whether no iteration count in these bytes costs more than a moment: Java allows five millions, which is seconds.
/// An INTEGER of more than 2000 and no more than 5,000,000 is taken for one.
pub(super) fn derives_quickly(bytes: &[u8]) -> bool {
    !bytes.windows(5).any(|window| match *window {
        [2, 2, high, low, _] => (2_001..0x8000).contains(&u16::from_be_bytes([high, low])),
        [2, 3, high, middle, low] => {
            (2_001..=5_000_000).contains(&u32::from_be_bytes([0, high, middle, low]))
        }
        // With needless zeros before it.
        [2, 4..=8, 0, _, _] => true,
        _ => false,
    })
}

/// Takes one entry out, puts one in and gives one another name.
fn change(store: &mut Store) {
    let aliases: Vec<String> = store.entries().map(|entry| entry.alias.as_str().to_owned()).collect();
    if let [first, .., last] = aliases.as_slice() {
        store.remove(first);
        store.rename(last, "renamed");
    }
    store.set("added", 1, Content::Trusted(Certificate::x509(vec![0x30, 0])));
}

/// What can be encoded decodes to the same entries.
fn survives(store: &Store, password: &Password, machine: &Machine) {
    let Ok(written) = formats::encode(store, Order::Kept, Some(password), machine) else { return };
    let written = written.to_vec();
    let again =
        formats::decode(store.provenance.format, &Arc::new(written), Some(password), Reading::Anything)
            .unwrap_or_else(|error| panic!("what was written cannot be read: {error:?}"));
    let seen = |entry: &Entry| (entry.alias.utf16(), entry.content.clone());
    let before: Vec<_> = store.entries().map(seen).collect();
    let mut after: Vec<_> = again.entries().map(seen).collect();
    assert_eq!(before.len(), after.len(), "another number of entries");
    // PKCS#12 may put a new entry elsewhere.
    for entry in &before {
        let place = after.iter().position(|other| other == entry).expect("an entry is gone or changed");
        after.swap_remove(place);
    }
}

/// A machine at a fixed time, whose random bytes are all the same and whose new stores cost little.
pub(super) fn machine() -> Machine {
    let mut machine = Machine::new(
        Timestamp::UNIX_EPOCH,
        [],
        Box::new(|bytes| {
            bytes.fill(7);
            Ok(())
        }),
    );
    for property in ["certPbeIterationCount", "keyPbeIterationCount", "macIterationCount"] {
        machine.properties.insert(format!("keystore.pkcs12.{property}"), "1".into());
    }
    machine
}
