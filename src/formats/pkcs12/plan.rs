//! What has to be written: which bags stay as they are, which change, go, or come.

use std::collections::{HashMap, HashSet};

use super::encode::EncodeError;
use super::write::{
    Changes, certificate_value, chain_bag, changed_bag, private_key_bag, secret_key_bag, secret_value,
    trusted_bag,
};
use crate::keystore::{
    Alias, BagPlace, Certificate, Content, Entry, EntryId, Pkcs12Layout, ProtectedKey, Role, Slice, Store,
};

/// What becomes of a bag that was read.
#[derive(Debug)]
pub(super) enum Fate {
    Dropped,
    Changed(Vec<u8>),
}

/// The difference between a layout and the store it belongs to.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// The bags that do not stay as they are.
    pub(super) fates: HashMap<BagPlace, Fate>,
    /// Bags of keys to be added.
    pub(super) keys: Vec<Vec<u8>>,
    /// Bags of certificates to be added.
    pub(super) certificates: Vec<Vec<u8>>,
}

impl Plan {
    pub(super) fn is_empty(&self) -> bool {
        self.fates.is_empty() && self.keys.is_empty() && self.certificates.is_empty()
    }

    /// Compares `store` with `layout`, which is `None` for a store that never was a PKCS#12 file. `key_of` gives the
    /// octets of a new key as this format wants them; a key without a date is dated `now`, as Java does when it loads one.
    pub(super) fn new(
        store: &Store,
        layout: Option<&Pkcs12Layout>,
        now: i64,
        key_of: &mut dyn FnMut(&Entry, &ProtectedKey) -> Result<Slice, EncodeError>,
    ) -> Result<Self, EncodeError> {
        let mut planner = Planner {
            plan: Self::default(),
            layout,
            now,
            key_of,
            ids: HashSet::new(),
            new_ids: HashMap::new(),
            known: None,
        };
        let written = planner.walk_layout(store)?;
        for entry in store.all_entries() {
            if !written.contains(&entry.id) {
                planner.add(entry)?;
            }
        }
        Ok(planner.plan)
    }
}

struct Planner<'a> {
    plan: Plan,
    layout: Option<&'a Pkcs12Layout>,
    now: i64,
    key_of: &'a mut dyn FnMut(&Entry, &ProtectedKey) -> Result<Slice, EncodeError>,
    /// The localKeyIds of Java's kind that are taken.
    ids: HashSet<i64>,
    /// The localKeyIds that keys which were read get now.
    new_ids: HashMap<EntryId, String>,
    /// The certificates that the file has already; made when the first chain comes that needs to know.
    known: Option<HashSet<Slice>>,
}

impl<'a> Planner<'a> {
    /// Decides the fate of every bag that was read. The answer: the entries that these bags hold.
    fn walk_layout(&mut self, store: &Store) -> Result<HashSet<EntryId>, EncodeError> {
        let mut written = HashSet::new();
        let Some(layout) = self.layout else {
            return Ok(written);
        };
        let entries: HashMap<EntryId, &Entry> =
            store.all_entries().iter().map(|entry| (entry.id, entry)).collect();
        // How many keys a certificate was, and still is, part of the chain of.
        let mut uses: HashMap<BagPlace, (usize, usize)> = HashMap::new();
        let mut leaves: HashMap<BagPlace, Leaf<'_>> = HashMap::new();
        let bags = layout.safes.iter().enumerate().flat_map(|(safe, content)| {
            content.bags.iter().enumerate().map(move |(bag, content)| (BagPlace { safe, bag }, content))
        });
        for (_, bag) in bags.clone() {
            if let Role::Key { created: Some(created), .. } = &bag.role {
                self.ids.insert(*created);
            }
        }
        for (place, bag) in bags.clone() {
            match &bag.role {
                Role::Trusted { entry, alias, der } => {
                    let fate = match entries.get(entry).map(|entry| (*entry, &entry.content)) {
                        Some((entry, Content::Trusted(certificate))) => {
                            written.insert(entry.id);
                            trusted_changes(entry, alias, der, certificate)
                                .map(|changes| changed_bag(&bag.raw, &changes).map(Fate::Changed))
                                .transpose()?
                        }
                        _ => Some(Fate::Dropped),
                    };
                    fate.map(|fate| self.plan.fates.insert(place, fate));
                }
                Role::Key { entry, alias, created, key, chain } => {
                    chain.iter().for_each(|part| uses.entry(*part).or_default().0 += 1);
                    let was = KeyBag { alias, created: *created, key, chain };
                    let Some(entry) = entries.get(entry).filter(|entry| was.is_still(entry)) else {
                        self.plan.fates.insert(place, Fate::Dropped);
                        continue;
                    };
                    written.insert(entry.id);
                    let changes = self.key_changes(entry, &was)?;
                    if let Some(changes) = &changes {
                        let raw = changed_bag(&bag.raw, changes)?;
                        self.plan.fates.insert(place, Fate::Changed(raw));
                    }
                    if self.has_chain(entry, chain) {
                        chain.iter().for_each(|part| uses.entry(*part).or_default().1 += 1);
                        if let Some(place) = chain.first() {
                            let leaf = leaves.entry(*place).or_default();
                            leaf.keys += 1;
                            let changes =
                                changes.and_then(|changes| leaf_changes(layout, *place, &was, changes));
                            leaf.followers.extend(changes.map(|changes| Follower {
                                entry,
                                changes,
                                key: &bag.raw,
                            }));
                        }
                    }
                }
                Role::Unseen => {
                    if let Some(raw) = &bag.rewritten {
                        self.plan.fates.insert(place, Fate::Changed(raw.to_vec()));
                    }
                }
                Role::Certificate { .. } => {}
            }
        }
        for (place, bag) in bags {
            if matches!(bag.role, Role::Certificate { .. }) {
                match (uses.get(&place), leaves.remove(&place)) {
                    (Some((1.., 0)), _) => {
                        self.plan.fates.insert(place, Fate::Dropped);
                    }
                    (_, Some(leaf)) => self.change_leaf(place, &bag.raw, leaf)?,
                    _ => {}
                }
            }
        }
        // A changed chain is written only now that its old certificates are known to go.
        for bag in layout.safes.iter().flat_map(|safe| &safe.bags) {
            if let Role::Key { entry, chain, .. } = &bag.role
                && let Some(entry) = entries.get(entry).filter(|entry| written.contains(&entry.id))
                && !self.has_chain(entry, chain)
            {
                let id = match self.new_ids.get(&entry.id) {
                    Some(id) => Some(id.clone().into_bytes()),
                    None => attributes(&bag.raw).and_then(|attributes| attributes.local_key_id),
                };
                self.add_chain(&entry.alias, entry.certificates(), id.as_deref());
            }
        }
        Ok(written)
    }

    /// A certificate follows the key whose leaf it is. One that is the leaf of several keys follows the first of them if
    /// all change; otherwise it stays for those that do not. A key that would not find it there gets a copy.
    fn change_leaf(&mut self, place: BagPlace, raw: &[u8], leaf: Leaf<'_>) -> Result<(), EncodeError> {
        let all_change = leaf.followers.len() == leaf.keys;
        let mut followers = leaf.followers.into_iter();
        if all_change && let Some(Follower { changes, .. }) = followers.next() {
            self.plan.fates.insert(place, Fate::Changed(changed_bag(raw, &changes)?));
        }
        let id_of = |raw: &[u8]| attributes(raw).and_then(|attributes| attributes.local_key_id);
        for Follower { entry, changes, key } in followers {
            let stays = changes.local_key_id.is_none() && !all_change && id_of(raw) == id_of(key);
            let id = changes.local_key_id.map(String::into_bytes).or_else(|| id_of(key));
            if let Some(der) = self.certificate_at(place).filter(|_| !stays) {
                self.plan.certificates.push(chain_bag(der, Some(&entry.alias), id.as_deref()));
            }
        }
        Ok(())
    }

    fn key_changes<'e>(
        &mut self,
        entry: &'e Entry,
        was: &KeyBag<'_>,
    ) -> Result<Option<Changes<'e>>, EncodeError> {
        let mut changes = Changes::default();
        if entry.alias != *was.alias {
            changes.friendly_name = Some(&entry.alias);
        }
        if entry.created != was.created {
            changes.local_key_id = entry.created.map(|created| self.fresh_id(created));
            changes.local_key_id.clone().map(|id| self.new_ids.insert(entry.id, id));
        }
        let (Content::PrivateKey { key, .. } | Content::SecretKey(key)) = &entry.content else {
            return Ok(None);
        };
        if !matches!(key, ProtectedKey::Encrypted(key) if key == was.key) {
            let key = (self.key_of)(entry, key)?;
            let is_secret = matches!(entry.content, Content::SecretKey(_));
            changes.value = Some(if is_secret { secret_value(&key) } else { key.to_vec() });
        }
        let is_changed =
            changes.friendly_name.is_some() || changes.local_key_id.is_some() || changes.value.is_some();
        Ok(is_changed.then_some(changes))
    }

    /// Whether the entry's chain is the one these bags hold.
    fn has_chain(&self, entry: &Entry, chain: &[BagPlace]) -> bool {
        let certificates = entry.certificates();
        certificates.len() == chain.len()
            && certificates.iter().zip(chain).all(|(certificate, place)| {
                self.certificate_at(*place).is_some_and(|der| *der == certificate.der)
            })
    }

    fn certificate_at(&self, place: BagPlace) -> Option<&'a Slice> {
        match &self.layout?.safes.get(place.safe)?.bags.get(place.bag)?.role {
            Role::Trusted { der, .. } | Role::Certificate { der, .. } => Some(der),
            _ => None,
        }
    }

    /// Java finds a key's certificate by its localKeyId, which is its date: two keys of one millisecond must differ.
    fn fresh_id(&mut self, created: i64) -> String {
        let mut free = created;
        while !self.ids.insert(free) {
            free = free.wrapping_add(1);
        }
        format!("Time {free}")
    }

    fn add(&mut self, entry: &Entry) -> Result<(), EncodeError> {
        match &entry.content {
            Content::Trusted(certificate) => {
                self.plan.certificates.push(trusted_bag(&certificate.der, &entry.alias));
            }
            Content::PrivateKey { key, chain } => {
                let id = self.fresh_id(entry.created.unwrap_or(self.now));
                let key = (self.key_of)(entry, key)?;
                self.plan.keys.push(private_key_bag(&key, &entry.alias, &id));
                self.add_chain(&entry.alias, chain, Some(id.as_bytes()));
            }
            Content::SecretKey(key) => {
                let id = format!("Time {}", entry.created.unwrap_or(self.now));
                let key = (self.key_of)(entry, key)?;
                self.plan.keys.push(secret_key_bag(&key, &entry.alias, &id));
            }
        }
        Ok(())
    }

    /// Adds the bags of a chain; certificates above the leaf that the file has already are found there.
    fn add_chain(&mut self, alias: &Alias, chain: &[Certificate], id: Option<&[u8]>) {
        let Some((leaf, issuers)) = chain.split_first() else {
            return;
        };
        self.plan.certificates.push(chain_bag(&leaf.der, Some(alias), id));
        for issuer in issuers {
            if self.note_certificate(&issuer.der) {
                self.plan.certificates.push(chain_bag(&issuer.der, None, None));
            }
        }
    }

    /// `true` where the certificate is not in the file yet.
    fn note_certificate(&mut self, der: &Slice) -> bool {
        let (layout, fates) = (self.layout, &self.plan.fates);
        let known = self.known.get_or_insert_with(|| {
            let bags = layout.iter().flat_map(|layout| layout.safes.iter().enumerate()).flat_map(
                |(safe, content)| {
                    content
                        .bags
                        .iter()
                        .enumerate()
                        .map(move |(bag, content)| (BagPlace { safe, bag }, content))
                },
            );
            bags.filter(|(place, _)| !matches!(fates.get(place), Some(Fate::Dropped)))
                .filter_map(|(_, bag)| match &bag.role {
                    Role::Trusted { der, .. } | Role::Certificate { der, .. } => Some(der.clone()),
                    _ => None,
                })
                .collect()
        });
        known.insert(der.clone())
    }
}

/// A certificate that is the leaf of keys.
#[derive(Default)]
struct Leaf<'e> {
    /// How many keys.
    keys: usize,
    /// Those of them that changed in a way that it must follow.
    followers: Vec<Follower<'e>>,
}

/// A key that changed, and its leaf's bag with it.
struct Follower<'e> {
    entry: &'e Entry,
    /// What changes in the leaf's bag.
    changes: Changes<'e>,
    /// The key's own bag as it was read.
    key: &'e [u8],
}

/// A key's bag as it was read.
struct KeyBag<'a> {
    alias: &'a Alias,
    created: Option<i64>,
    key: &'a Slice,
    chain: &'a [BagPlace],
}

impl KeyBag<'_> {
    /// Whether the entry is still a key that this bag can hold.
    fn is_still(&self, entry: &Entry) -> bool {
        match entry.content {
            Content::PrivateKey { .. } => true,
            Content::SecretKey(_) => self.chain.is_empty(),
            Content::Trusted(_) => false,
        }
    }
}

fn trusted_changes<'e>(
    entry: &'e Entry,
    alias: &Alias,
    der: &Slice,
    certificate: &Certificate,
) -> Option<Changes<'e>> {
    let changes = Changes {
        friendly_name: (entry.alias != *alias).then_some(&entry.alias),
        local_key_id: None,
        value: (certificate.der != *der).then(|| certificate_value(&certificate.der)),
    };
    (changes.friendly_name.is_some() || changes.value.is_some()).then_some(changes)
}

/// What a key's changes mean for its certificate's bag: its name follows where it was the key's, its identity always.
fn leaf_changes<'e>(
    layout: &Pkcs12Layout,
    leaf: BagPlace,
    was: &KeyBag<'_>,
    changes: Changes<'e>,
) -> Option<Changes<'e>> {
    let bag = layout.safes.get(leaf.safe).and_then(|safe| safe.bags.get(leaf.bag));
    let name = bag.and_then(|bag| attributes(&bag.raw)).and_then(|attributes| attributes.friendly_name);
    let had_name = name.is_some_and(|name| name.java_lowercase() == *was.alias);
    let friendly_name = changes.friendly_name.filter(|_| had_name);
    let is_changed = friendly_name.is_some() || changes.local_key_id.is_some();
    is_changed.then_some(Changes { friendly_name, local_key_id: changes.local_key_id, value: None })
}

fn attributes(raw: &[u8]) -> Option<super::bag::Attributes> {
    let element = crate::asn1::read_one(raw).ok()?;
    super::bag::read(&Slice::from(raw.to_vec()), &element, &mut None).ok().map(|(_, attributes)| attributes)
}

#[cfg(test)]
mod tests {
    use super::super::write::{data, pfx, sequence};
    use super::super::{Pkcs12Settings, decode, encode};
    use super::*;
    use crate::machine::Machine;
    use crate::secret::Password;
    use jiff::Timestamp;

    /// Two keys and the one leaf that is theirs both.
    fn store() -> Store {
        let [a, b] = ["a", "b"].map(Alias::from);
        let key = [0x30, 0];
        let keys = [private_key_bag(&key, &a, "Time 5"), private_key_bag(&key, &b, "Time 5")].concat();
        let leaf = chain_bag(&[0x30, 0], Some(&a), Some(b"Time 5"));
        let safes = [keys, leaf].map(|bags| data(sequence(bags.into())).to_vec()).concat();
        decode(pfx(sequence(safes.into()), &[]).to_vec().into(), None).unwrap()
    }

    /// Alias, date and length of the chain of every entry, after writing and reading.
    fn written(store: &Store) -> Vec<(String, Option<i64>, usize)> {
        let machine = Machine::new(Timestamp::UNIX_EPOCH, [], Box::new(|_| Ok(())));
        let written = encode(store, Some(&Password::new("p")), &Pkcs12Settings::default(), &machine).unwrap();
        let read = decode(written.to_vec().into(), None).unwrap();
        read.entries()
            .map(|entry| (entry.alias.to_string(), entry.created, entry.certificates().len()))
            .collect()
    }

    #[test]
    fn a_leaf_of_two_keys_stays_that_of_both() {
        let mut one = store();
        assert!(one.rename("a", "c"));
        one.set_created("c", 9);
        assert_eq!(written(&one), [("c".into(), Some(9), 1), ("b".into(), Some(5), 1)]);
        assert!(one.rename("b", "d"));
        one.set_created("d", 9);
        assert_eq!(written(&one), [("c".into(), Some(9), 1), ("d".into(), Some(10), 1)]);
        let mut dateless = store();
        assert!(dateless.rename("a", "c"));
        assert_eq!(written(&dateless), [("c".into(), Some(5), 1), ("b".into(), Some(5), 1)]);
    }
}
