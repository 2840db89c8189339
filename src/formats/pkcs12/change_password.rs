//! Another password for the keys of a store.

use super::bag::{self, Value};
use super::encode::EncodeError;
use super::write::{Changes, changed_bag};
use crate::asn1::read_one;
use crate::crypto::jce_protector::Parameters;
use crate::crypto::key::{self, KeyError};
use crate::keystore::{Alias, Content, Pkcs12Layout, ProtectedKey, Role, Slice, Store};
use crate::machine::Machine;
use crate::secret::Password;

/// Gives every key the password `new`, under the algorithm it has, with a fresh salt. Encoding the store with `new`
/// then does the same for safes and MAC.
///
/// Keys of the file that are no entries, because Java passes over them, get it too where `old` opens them; the others
/// stay as they are, nobody having asked for them.
///
/// # Errors
/// [`EncodeError::Key`] for the first key of an entry that `old` does not open; the store is unchanged then.
pub fn change_password(
    store: &mut Store,
    old: &Password,
    new: &Password,
    machine: &Machine,
) -> Result<(), EncodeError> {
    let unseen = match &store.provenance.layout {
        Some(layout) => unseen_keys(layout, old, new, machine)?,
        None => Vec::new(),
    };
    let mut changed = Vec::new();
    for (alias, content) in store.contents_mut() {
        let (Content::PrivateKey { key, .. } | Content::SecretKey(key)) = content else {
            continue;
        };
        if let ProtectedKey::Encrypted(encrypted) = key {
            let protected = reprotected(encrypted, old, new, machine)
                .map_err(|source| EncodeError::Key { alias: Alias::clone(alias), source })?;
            changed.push((key, Slice::from(protected)));
        }
    }
    for (key, protected) in changed {
        *key = ProtectedKey::Encrypted(protected);
    }
    if let Some(layout) = &mut store.provenance.layout {
        for (safe, bag, raw) in unseen {
            if let Some(bag) = layout.safes.get_mut(safe).and_then(|safe| safe.bags.get_mut(bag)) {
                bag.rewritten = Some(raw);
            }
        }
    }
    Ok(())
}

/// `encrypted`, which `old` opens, under `new`.
fn reprotected(
    encrypted: &[u8],
    old: &Password,
    new: &Password,
    machine: &Machine,
) -> Result<Vec<u8>, KeyError> {
    let plain = key::recover(encrypted, old)?;
    match key::EncryptedKey::read(encrypted)?.protection {
        key::Protection::Scheme(scheme) => key::protect(&plain, new, &scheme.refreshed(machine)?),
        key::Protection::Jceks(_) => key::protect_for_jceks(&plain, new, &Parameters::fresh(machine)?),
        _ => Ok(key::protect_for_jks(&plain, new, &machine.random()?)),
    }
}

/// The bags of keys that are no entries and that `old` opens, under `new`: the number of the safe, of the bag, and the
/// bag.
fn unseen_keys(
    layout: &Pkcs12Layout,
    old: &Password,
    new: &Password,
    machine: &Machine,
) -> Result<Vec<(usize, usize, Slice)>, EncodeError> {
    let mut changed = Vec::new();
    for (safe, content) in layout.safes.iter().enumerate() {
        for (number, bag) in content.bags.iter().enumerate() {
            if !matches!(bag.role, Role::Unseen) {
                continue;
            }
            // Once given another password, it is that one which opens it.
            let raw = bag.rewritten.as_ref().unwrap_or(&bag.raw);
            let Ok((Value::PrivateKey(encrypted), _)) = bag::read(raw, &read_one(raw)?, &mut None) else {
                continue;
            };
            match reprotected(&encrypted, old, new, machine) {
                Ok(protected) => {
                    let changes = Changes { value: Some(protected), ..Changes::default() };
                    changed.push((safe, number, Slice::from(changed_bag(raw, &changes)?)));
                }
                Err(KeyError::NoRandomness(error)) => return Err(error.into()),
                Err(_) => {}
            }
        }
    }
    Ok(changed)
}

#[cfg(test)]
mod tests {
    use super::super::bag::SHROUDED_KEY_BAG;
    use super::super::write::{data, pfx, sequence};
    use super::super::{Pkcs12Settings, decode, encode};
    use super::*;
    use crate::asn1::{Oid, Tag, Writer};
    use crate::crypto::pbe::Scheme;
    use crate::secret::SecretBytes;
    use jiff::Timestamp;

    /// A bag without attributes: no localKeyId, and Java passes over all of them but the first.
    fn bare_bag(key: &[u8]) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.constructed(Tag::SEQUENCE, |writer| {
            writer.oid(&SHROUDED_KEY_BAG.parse::<Oid>().unwrap());
            writer.constructed(Tag::context(0), |writer| writer.raw(key));
        });
        writer.finish()
    }

    /// The bags of a file, in the order of the file.
    fn keys(store: &Store) -> Vec<Slice> {
        let layout = store.provenance.layout.as_ref().unwrap();
        let bags = layout.safes.iter().flat_map(|safe| &safe.bags);
        bags.map(|bag| match bag::read(&bag.raw, &read_one(&bag.raw).unwrap(), &mut None).unwrap().0 {
            Value::PrivateKey(key) => key,
            other => panic!("{other:?}"),
        })
        .collect()
    }

    #[test]
    fn keys_that_are_no_entries_get_the_new_password_too() {
        let machine = Machine::new(
            Timestamp::UNIX_EPOCH,
            [],
            Box::new(|bytes| {
                bytes.fill(3);
                Ok(())
            }),
        );
        let [old, new, other] = ["changeit", "changed", "other"].map(Password::new);
        let scheme = Scheme::fresh("PBEWithHmacSHA256AndAES_256", 2, &machine).unwrap().unwrap();
        let plain = |last| SecretBytes::new(vec![0x30, 3, 2, 1, last]);
        let bags: Vec<u8> = [(0, &old), (1, &old), (2, &other)]
            .iter()
            .flat_map(|(last, password)| bare_bag(&key::protect(&plain(*last), password, &scheme).unwrap()))
            .collect();
        let file = pfx(sequence(data(sequence(bags.into()))), &[]).to_vec();
        let mut store = decode(file.into(), None).unwrap();
        assert_eq!(store.len(), 1);
        change_password(&mut store, &old, &new, &machine).unwrap();
        let written = encode(&store, Some(&new), &Pkcs12Settings::default(), &machine).unwrap();
        let read = decode(written.to_vec().into(), None).unwrap();
        for (key, (last, password)) in keys(&read).iter().zip([(0, &new), (1, &new), (2, &other)]) {
            assert_eq!(key::recover(key, password).unwrap(), plain(last));
        }
        assert_eq!(keys(&read).len(), 3);
    }
}
