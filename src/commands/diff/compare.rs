//! Two collections of certificates, compared by certificate and not by alias.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::keystore::{Content, Entry, Store};
use crate::report::difference::{Difference, Item, Kind, Named, Side};
use crate::x509;

/// One side, its certificates in the store's order, each once.
pub(super) struct Collection {
    pub(super) side: Side,
    items: Vec<Raw>,
}

/// A certificate before anything is read in it: most are the same on both sides, and nobody asks what is in those.
struct Raw {
    entries: Vec<Named>,
    der: Arc<[u8]>,
}

impl Collection {
    /// The entries of a store.
    pub(super) fn of_store(named: String, store: &Store) -> Self {
        let entries: Vec<&Entry> = store.entries().collect();
        let side = Side { named, type_name: Some(store.provenance.format.java_name()), count: entries.len() };
        let raw = entries.into_iter().map(|entry| {
            let kind = match entry.content {
                Content::Trusted(_) => Kind::Trusted,
                Content::PrivateKey { .. } => Kind::PrivateKey,
                Content::SecretKey(_) => Kind::SecretKey,
            };
            let mut chain = entry.certificates().iter().map(|stored| Arc::from(&*stored.der));
            let der = chain.next().unwrap_or_else(|| Arc::from([]));
            let issuers = chain.map(|der: Arc<[u8]>| Sha256::digest(&*der).into()).collect();
            Raw { entries: vec![Named { alias: entry.alias.to_string(), kind, issuers }], der }
        });
        Self { side, items: joined(raw) }
    }

    /// The certificates of a file.
    pub(super) fn of_file(named: String, ders: Vec<Vec<u8>>) -> Self {
        let side = Side { named, type_name: None, count: ders.len() };
        let raw = ders.into_iter().map(|der| Raw { entries: Vec::new(), der: der.into() });
        Self { side, items: joined(raw) }
    }
}

/// Equal certificates as one, under all their aliases.
fn joined(raw: impl Iterator<Item = Raw>) -> Vec<Raw> {
    let mut places: HashMap<Arc<[u8]>, usize> = HashMap::new();
    let mut items: Vec<Raw> = Vec::new();
    for one in raw {
        match places.get(&one.der).and_then(|place| items.get_mut(*place)).filter(|_| !one.der.is_empty()) {
            Some(there) => there.entries.extend(one.entries),
            None => {
                places.insert(Arc::clone(&one.der), items.len());
                items.push(one);
            }
        }
    }
    items
}

/// How two collections differ.
pub(super) fn compare(here: Collection, there: Collection) -> Difference {
    let mut difference = Difference {
        sides: [here.side, there.side],
        only_here: Vec::new(),
        only_there: Vec::new(),
        renamed: Vec::new(),
        renewed: Vec::new(),
        replaced: Vec::new(),
        same: 0,
    };
    let mut others: HashMap<Key, Raw> = HashMap::new();
    let mut order = Vec::new();
    for raw in there.items {
        let key = Key::of(&raw);
        order.push(key.clone());
        others.insert(key, raw);
    }
    let mut left = Vec::new();
    for raw in here.items {
        match others.remove(&Key::of(&raw)) {
            None => left.push(item(raw)),
            Some(other) if is_same_entry(&raw, &other) => difference.same += 1,
            Some(other) => difference.renamed.push([item(raw), item(other)]),
        }
    }
    let mut right: Vec<Item> = order.iter().filter_map(|key| others.remove(key)).map(item).collect();
    // Of several certificates of one subject, those of one alias belong together.
    let both = pairs(&left, &right, |item| Some((subject(item)?, first_alias(item)?)));
    difference.renewed = take(&mut left, &mut right, both);
    let subjects = pairs(&left, &right, subject);
    difference.renewed.extend(take(&mut left, &mut right, subjects));
    let aliases = pairs(&left, &right, first_alias);
    difference.replaced = take(&mut left, &mut right, aliases);
    (difference.only_here, difference.only_there) = (left, right);
    difference
}

/// What makes two entries the same: the certificate; of secret keys, which have none, the alias.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Key {
    Certificate(Arc<[u8]>),
    Alias(String),
}

impl Key {
    fn of(raw: &Raw) -> Self {
        match raw.entries.first() {
            Some(entry) if raw.der.is_empty() => Self::Alias(entry.alias.clone()),
            _ => Self::Certificate(Arc::clone(&raw.der)),
        }
    }
}

/// Whether nothing about them differs: the aliases, what each of them is, and the chains of keys. A file's certificates have
/// nothing of that.
fn is_same_entry(one: &Raw, other: &Raw) -> bool {
    if one.entries.is_empty() || other.entries.is_empty() {
        return true;
    }
    let sorted = |raw: &Raw| {
        let mut entries = raw.entries.clone();
        entries.sort_unstable();
        entries
    };
    sorted(one) == sorted(other)
}

fn item(raw: Raw) -> Item {
    let certificate = x509::Certificate::read(&raw.der).ok();
    let name = certificate.as_ref().map(|certificate| certificate.subject.plain().into_owned());
    let unread = if raw.der.is_empty() { "secret key" } else { "certificate that cannot be read" };
    Item {
        name: name.unwrap_or_else(|| unread.to_owned()),
        not_after: certificate.as_ref().map(|certificate| certificate.not_after),
        sha256: (!raw.der.is_empty()).then(|| Sha256::digest(&*raw.der).into()),
        entries: raw.entries,
        der: raw.der,
    }
}

/// The subject as Java compares names: a renewed certificate may write it in another string type or in other letters.
fn subject(item: &Item) -> Option<String> {
    let certificate = x509::Certificate::read(&item.der).ok()?;
    Some(&certificate.subject).filter(|subject| !subject.is_empty()).map(x509::Name::canonical)
}

fn first_alias(item: &Item) -> Option<String> {
    item.entries.first().map(|entry| entry.alias.clone())
}

/// The numbers of those that have the same key on both sides, each once, in the first side's order.
fn pairs<K: Eq + std::hash::Hash>(
    left: &[Item],
    right: &[Item],
    key: impl Fn(&Item) -> Option<K>,
) -> Vec<(usize, usize)> {
    let mut places: HashMap<K, Vec<usize>> = HashMap::new();
    for (index, item) in right.iter().enumerate().rev() {
        if let Some(key) = key(item) {
            places.entry(key).or_default().push(index);
        }
    }
    let pair = |(index, item): (usize, &Item)| Some((index, places.get_mut(&key(item)?)?.pop()?));
    left.iter().enumerate().filter_map(pair).collect()
}

/// Takes pairs out of both sides.
fn take(left: &mut Vec<Item>, right: &mut Vec<Item>, pairs: Vec<(usize, usize)>) -> Vec<[Item; 2]> {
    let taken = pairs
        .iter()
        .filter_map(|(one, other)| Some([left.get(*one)?.clone(), right.get(*other)?.clone()]))
        .collect();
    let (ones, others): (HashSet<usize>, HashSet<usize>) = pairs.into_iter().unzip();
    let keep = |items: &mut Vec<Item>, gone: &HashSet<usize>| {
        let mut index = 0;
        items.retain(|_| {
            index += 1;
            !gone.contains(&(index - 1))
        });
    };
    keep(left, &ones);
    keep(right, &others);
    taken
}
