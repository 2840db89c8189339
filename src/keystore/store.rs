//! A store: its entries in the order of the file, found by Java's alias rule.

use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::{BuildHasher as _, RandomState};

use hashbrown::HashTable;

use super::{Alias, Content, Entry, EntryId, Format, Provenance, Slice, hash_order, hash_order_filled_twice};

/// In which order the entries of a JKS or JCEKS are written; a PKCS12 keeps its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// That of the file they come from, what is new at the end.
    Kept,
    /// That of Java's hash table, which is another one each time.
    Java,
}

/// A keystore or truststore in memory.
#[derive(Debug, Clone)]
pub struct Store {
    /// Where it came from, and all that its format knows beyond the entries.
    pub provenance: Provenance,
    entries: Vec<Entry>,
    /// The positions of the entries that Java sees, by their aliases, which stand in the entries alone.
    positions: HashTable<usize>,
    hasher: RandomState,
    next_id: u32,
    /// What was taken out: a hash table does not shrink, so its order tells of them.
    removed: Vec<(EntryId, Alias)>,
}

impl Store {
    /// An empty store that will be written as `provenance` says.
    pub fn new(provenance: Provenance) -> Self {
        Self {
            provenance,
            entries: Vec::new(),
            positions: HashTable::new(),
            hasher: RandomState::new(),
            next_id: 0,
            removed: Vec::new(),
        }
    }

    /// Makes room for `count` more entries, so that a large store does not grow step by step. A decoder bounds what the
    /// file says by what the file can hold.
    pub fn reserve(&mut self, count: usize) {
        self.entries.reserve(count);
        let Self { entries, positions, hasher, .. } = self;
        positions.reserve(count, |position| hash(entries, *position, hasher));
    }

    /// Adds an entry as a decoder reads it, under exactly this alias. An earlier entry of the same alias stays in the
    /// store, so that it is written back, but is hidden from then on, as it is from Java.
    pub fn load(&mut self, alias: Alias, created: Option<i64>, content: Content) -> EntryId {
        self.load_raw(alias, created, content, None)
    }

    /// The same for an entry that the file has in one piece.
    pub fn load_raw(
        &mut self,
        alias: Alias,
        created: Option<i64>,
        content: Content,
        raw: Option<Slice>,
    ) -> EntryId {
        let id = EntryId(self.next_id);
        self.next_id += 1;
        let position = self.entries.len();
        self.entries.push(Entry { id, alias, created, content, raw, shadowed: false });
        if let Some(earlier) = self.point_to(position)
            && let Some(entry) = self.entries.get_mut(earlier)
        {
            entry.shadowed = true;
        }
        id
    }

    /// Adds an entry as a decoder reads it that a later one of the same alias will hide: the later one is in its place
    /// already, because Java keeps the place of the first.
    pub fn load_hidden(&mut self, alias: Alias, created: Option<i64>, content: Content) -> EntryId {
        let id = EntryId(self.next_id);
        self.next_id += 1;
        self.entries.push(Entry { id, alias, created, content, raw: None, shadowed: true });
        id
    }

    /// The entries that Java sees, in the order of the file.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter().filter(|entry| !entry.shadowed)
    }

    /// Every entry, also those that a later one of the same alias hides: what is written back.
    pub fn all_entries(&self) -> &[Entry] {
        &self.entries
    }

    /// How many entries Java sees.
    pub fn len(&self) -> usize {
        self.positions.len()
    }

    /// Whether Java sees no entry.
    pub fn is_empty(&self) -> bool {
        self.positions.is_empty()
    }

    /// The entry that Java finds under `alias`: it looks for the lower-case form.
    pub fn find(&self, alias: &str) -> Option<&Entry> {
        self.find_exact(&alias.to_lowercase())
    }

    /// The entry of exactly this alias; upper-case ones exist in files that Java did not write.
    pub fn find_exact(&self, alias: &str) -> Option<&Entry> {
        self.entries.get(self.position(alias)?)
    }

    /// The entry with this identity.
    pub fn entry(&self, id: EntryId) -> Option<&Entry> {
        // Identities rise with the position, so the search is a bisection.
        self.entries
            .binary_search_by_key(&id, |entry| entry.id)
            .ok()
            .and_then(|position| self.entries.get(position))
    }

    /// Every entry's content, also the hidden ones', to be changed in place.
    pub fn contents_mut(&mut self) -> impl Iterator<Item = (&Alias, &mut Content)> {
        self.entries.iter_mut().map(|entry| {
            entry.raw = None;
            (&entry.alias, &mut entry.content)
        })
    }

    /// The entries in the order in which a JVM goes through them: that of the file in a PKCS12, else that of a hash table.
    pub fn in_java_order(&self) -> Vec<&Entry> {
        self.ordered(|aliases| hash_order(aliases.iter().copied()))
    }

    /// The same in a JVM that was not told the store's type, and reads a JCEKS twice to find it out (`-importkeystore` without
    /// `-srcstoretype`).
    pub fn in_java_order_of_untold(&self) -> Vec<&Entry> {
        match self.provenance.format {
            Format::Jceks => self.ordered(|aliases| hash_order_filled_twice(aliases.iter().copied())),
            Format::Pkcs12 | Format::Jks => self.in_java_order(),
        }
    }

    fn ordered(&self, hash_order: impl Fn(&[&str]) -> Vec<usize>) -> Vec<&Entry> {
        let entries: Vec<&Entry> = self.entries().collect();
        if self.provenance.format == Format::Pkcs12 {
            return entries;
        }
        let mut put: Vec<(EntryId, &Alias, Option<&Entry>)> =
            entries.into_iter().map(|entry| (entry.id, &entry.alias, Some(entry))).collect();
        if !self.removed.is_empty() {
            put.extend(self.removed.iter().map(|(id, alias)| (*id, alias, None)));
            put.sort_by_key(|(id, ..)| *id);
        }
        let aliases: Vec<&str> = put.iter().map(|(_, alias, _)| alias.as_str()).collect();
        hash_order(&aliases).into_iter().filter_map(|position| put.get(position)?.2).collect()
    }

    /// The first entry that holds exactly this certificate as its own.
    pub fn find_certificate(&self, der: &[u8]) -> Option<&Entry> {
        self.entries().find(|entry| entry.certificate().is_some_and(|certificate| *certificate.der == *der))
    }

    /// All entries as they are to be written. What a later entry of the same alias hides is in no table of Java's, and keeps a store
    /// in its order.
    pub fn in_order(&self, order: Order) -> Vec<&Entry> {
        match order {
            Order::Java if self.len() == self.entries.len() => self.in_java_order(),
            _ => self.entries.iter().collect(),
        }
    }

    /// The entry that Java names for exactly this certificate (`KeyStore.getCertificateAlias`): the first in Java's order.
    pub fn find_as_java(&self, der: &[u8]) -> Option<&Entry> {
        let is_twin =
            |entry: &&Entry| entry.certificate().is_some_and(|certificate| *certificate.der == *der);
        let mut twins = self.entries().filter(is_twin);
        let first = twins.next()?;
        // The table's order costs a pass over all aliases, which only twins need.
        if twins.next().is_none() {
            return Some(first);
        }
        self.in_java_order().into_iter().find(is_twin)
    }

    /// The certificates that a trusted entry holds and a key has as its own: of all others that are trusted,
    /// [`trusts`](Self::trusts) is plain.
    pub fn contested(&self) -> HashSet<&[u8]> {
        let of_keys: HashSet<&[u8]> = self
            .entries()
            .filter(|entry| matches!(entry.content, Content::PrivateKey { .. }))
            .filter_map(|entry| Some(&*entry.certificate()?.der))
            .collect();
        if of_keys.is_empty() {
            return of_keys;
        }
        let trusted = self.entries().filter_map(|entry| match &entry.content {
            Content::Trusted(trusted) => Some(&*trusted.der),
            _ => None,
        });
        trusted.filter(|der| of_keys.contains(der)).collect()
    }

    /// Whether exactly this certificate is trusted. Java: where several entries hold it, the one that it comes upon first
    /// decides.
    pub fn trusts(&self, der: &[u8]) -> bool {
        self.find_as_java(der).is_some_and(|entry| matches!(entry.content, Content::Trusted(_)))
    }

    /// Puts `content` under `alias` in lower case, in the place of the entry that is there or at the end.
    pub fn set(&mut self, alias: &str, created: i64, content: Content) {
        let alias = Alias::from(alias.to_lowercase());
        match self.position(alias.as_str()).and_then(|position| self.entries.get_mut(position)) {
            Some(entry) => {
                entry.created = Some(created);
                entry.content = content;
                entry.raw = None;
            }
            None => {
                self.load(alias, Some(created), content);
            }
        }
    }

    /// Takes the entry of exactly this alias out, and whatever it hid. `None` where there is none.
    pub fn remove(&mut self, alias: &str) -> Option<Entry> {
        let position = self.position(alias)?;
        let removed = self.entries.remove(position);
        self.removed.push((removed.id, removed.alias.clone()));
        self.entries.retain(|entry| *entry.alias.key() != *alias);
        self.index();
        Some(removed)
    }

    /// Gives the entry of exactly this alias another one. `false` where there is none.
    pub fn rename(&mut self, from: &str, to: &str) -> bool {
        let Some(position) = self.position(from) else {
            return false;
        };
        // Java: puts it into its hash table anew, as the last.
        if self.provenance.format != Format::Pkcs12 {
            let Some(Entry { created, content, .. }) = self.remove(from) else { return false };
            self.load(Alias::from(to.to_lowercase()), created, content);
            return true;
        }
        if let Some(entry) = self.entries.get_mut(position) {
            entry.alias = Alias::from(to.to_lowercase());
            entry.raw = None;
        }
        // What the entry hid must not come to light under the old alias.
        self.entries.retain(|entry| !(entry.shadowed && *entry.alias.key() == *from));
        self.index();
        true
    }

    /// Gives the entry that Java finds under `alias` another creation date, in milliseconds since 1970.
    pub fn set_created(&mut self, alias: &str, created: i64) {
        let position = self.position(&alias.to_lowercase());
        if let Some(entry) = position.and_then(|position| self.entries.get_mut(position)) {
            entry.created = Some(created);
            entry.raw = None;
        }
    }

    fn index(&mut self) {
        self.positions.clear();
        for position in 0..self.entries.len() {
            if self.entries.get(position).is_some_and(|entry| !entry.shadowed) {
                self.point_to(position);
            }
        }
    }

    /// The position of the entry that Java sees under exactly this alias.
    fn position(&self, alias: &str) -> Option<usize> {
        let is_it = |position: &usize| key(&self.entries, *position) == alias;
        self.positions.find(self.hasher.hash_one(alias), is_it).copied()
    }

    /// Makes the entry at `position` the one that is found under its alias; the position of the one that was.
    fn point_to(&mut self, position: usize) -> Option<usize> {
        let Self { entries, positions, hasher, .. } = self;
        let alias = key(entries, position);
        let is_alike = |other: &usize| key(entries, *other) == alias;
        let code = hasher.hash_one(&*alias);
        match positions.find_mut(code, is_alike) {
            Some(found) => Some(std::mem::replace(found, position)),
            None => {
                positions.insert_unique(code, position, |other| hash(entries, *other, hasher));
                None
            }
        }
    }
}

fn key(entries: &[Entry], position: usize) -> Cow<'_, str> {
    entries.get(position).map_or(Cow::Borrowed(""), |entry| entry.alias.key())
}

fn hash(entries: &[Entry], position: usize, hasher: &RandomState) -> u64 {
    hasher.hash_one(&*key(entries, position))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keystore::{Certificate, Format, ProtectedKey};
    use crate::secret::SecretBytes;

    fn trusted(byte: u8) -> Content {
        Content::Trusted(Certificate::x509(vec![byte]))
    }

    fn store() -> Store {
        let mut store = Store::new(Provenance::new(Format::Jks));
        store.load("a".into(), Some(1), trusted(1));
        store.load("b".into(), Some(2), trusted(2));
        store.load("a".into(), Some(3), trusted(3));
        store
    }

    #[test]
    fn the_last_of_two_equal_aliases_is_seen_and_both_are_kept() {
        let store = store();
        assert_eq!(store.len(), 2);
        assert_eq!(store.find("A").unwrap().content, trusted(3));
        assert_eq!(store.all_entries().len(), 3);
    }

    #[test]
    fn a_lone_surrogate_is_no_question_mark() {
        let mut store = Store::new(Provenance::new(Format::Jks));
        store.load(Alias::from_utf16(&[0xd800]), Some(1), trusted(1));
        store.load("?".into(), Some(2), trusted(2));
        assert_eq!(store.len(), 2);
        assert_eq!(store.remove("?").unwrap().content, trusted(2));
        assert_eq!(store.len(), 1);
    }

    #[test]
    fn a_jks_turns_round_whenever_java_writes_it() {
        let mut store = Store::new(Provenance::new(Format::Jks));
        // Both stand in one chain of eleven.
        store.load("rsa".into(), Some(1), trusted(1));
        store.load("ec3".into(), Some(2), trusted(2));
        let ids =
            |store: &Store, order| store.in_order(order).iter().map(|entry| entry.id.0).collect::<Vec<_>>();
        assert_eq!(ids(&store, Order::Kept), [0, 1]);
        assert_eq!(ids(&store, Order::Java), [1, 0]);
        store.load("ec3".into(), Some(3), trusted(3));
        assert_eq!(ids(&store, Order::Java), [0, 1, 2], "nothing that is hidden is lost");
    }

    #[test]
    fn a_jks_does_not_shrink() {
        // Recorded: JDK 25 took the second of nine out, which had made its table grow.
        let mut store = Store::new(Provenance::new(Format::Jks));
        for alias in ["bef3eh", "chh1ca", "a1f3g", "i", "fgj3aha", "jdb", "3hfi", "ie2hbj", "3eagbd"] {
            store.load(alias.into(), Some(1), trusted(1));
        }
        store.remove("chh1ca").unwrap();
        let order: Vec<_> =
            store.in_java_order().iter().map(|entry| entry.alias.as_str().to_owned()).collect();
        assert_eq!(order, ["fgj3aha", "bef3eh", "3hfi", "ie2hbj", "3eagbd", "i", "a1f3g", "jdb"]);
    }

    #[test]
    fn the_first_entry_of_a_certificate_says_whether_it_is_trusted() {
        let mut store = Store::new(Provenance::new(Format::Pkcs12));
        let key = || Content::PrivateKey {
            key: ProtectedKey::Plain(SecretBytes::new(vec![0])),
            chain: vec![Certificate::x509(vec![1])],
        };
        store.load("t".into(), Some(1), trusted(1));
        store.load("k".into(), Some(1), key());
        assert!(store.trusts(&[1]) && store.contested().contains(&[1][..]));
        store.remove("t");
        store.load("t".into(), Some(1), trusted(1));
        store.load("u".into(), Some(1), trusted(2));
        assert!(!store.trusts(&[1]) && store.trusts(&[2]) && store.contested().len() == 1);
    }

    #[test]
    fn removing_and_renaming_keep_the_order_of_the_rest() {
        let mut store = store();
        assert!(store.rename("b", "C"));
        assert!(store.rename("a", "x") && store.rename("x", "a"));
        assert_eq!(store.all_entries().len(), 2, "the hidden entry is gone with its alias");
        assert_eq!(store.remove("a").unwrap().created, Some(3));
        store.set("D", 9, trusted(4));
        let aliases: Vec<_> = store.entries().map(|entry| entry.alias.to_string()).collect();
        assert_eq!(aliases, ["c", "d"]);
        assert_eq!(store.find_certificate(&[2]).unwrap().alias.as_str(), "c");
        let id = store.find("d").unwrap().id;
        assert_eq!(store.entry(id).unwrap().alias.as_str(), "d");
    }
}
