//! The orders in which a JVM goes through the aliases of a keystore, and through a set of certificates.
//!
//! Measured on JDK 25: `-list` sorts the aliases ([`compare_as_java`]) whatever the format is. Where several entries hold
//! one certificate, "already exists in keystore under alias" names the first that the store itself comes upon: in a
//! PKCS12 the first in the file, in a JKS the first of [`hash_order`]. `testdata/aliases` holds the recording.

use std::cmp::Ordering;

/// How Java compares two strings: by their UTF-16 code units, so that an emoji comes before `ﬁ`.
pub fn compare_as_java(one: &str, other: &str) -> Ordering {
    one.encode_utf16().cmp(other.encode_utf16())
}

/// The places (from 0) of the aliases of a JKS or JCEKS in the order in which a JVM that has read them goes through them: that
/// of a `java.util.Hashtable` which they were put into one after another.
///
/// `aliases` are all different and as the JVM holds them, in small letters. The time is linear in their number.
pub fn hash_order<'a>(aliases: impl IntoIterator<Item = &'a str>) -> Vec<usize> {
    // Java: eleven chains unless asked for others.
    hash_order_of_table(11, aliases)
}

/// The same for a `java.util.Hashtable` that was made with this many chains (at least one) and any different keys.
pub fn hash_order_of_table<'a>(chains: usize, keys: impl IntoIterator<Item = &'a str>) -> Vec<usize> {
    let mut table = Table { chains: vec![None; chains.max(1)], entries: Vec::new() };
    keys.into_iter().for_each(|key| table.put(hash(key)));
    table.through().collect()
}

/// The same of a JCEKS that a JVM has read twice, as it does where it was not told the type: the second time its table is large
/// enough from the start.
///
/// Observed with JDK 25, which imports the entries of a JCEKS in this order unless -srcstoretype is given, and goes by
/// [`hash_order`] in every other command.
pub fn hash_order_filled_twice<'a>(aliases: impl IntoIterator<Item = &'a str>) -> Vec<usize> {
    let aliases: Vec<&str> = aliases.into_iter().collect();
    let mut size = 11_usize;
    while aliases.len() > size * 3 / 4 {
        size = size * 2 + 1;
    }
    hash_order_of_table(size, aliases)
}

/// The places (from 0) of the members of a `java.util.HashSet` that was made of so many different objects at once, in the
/// order in which a JVM goes through it; `hashes` are their `hashCode()`s in the order in which they were put in.
///
/// Java: a table of a power of two that is more than four thirds of the members, sixteen at least; within a chain the oldest
/// comes first.
pub fn set_order(hashes: &[u32]) -> Vec<usize> {
    let size = (hashes.len() * 4 / 3 + 1).next_power_of_two().max(16);
    in_chains(hashes, size)
}

/// `size` is a power of two.
fn in_chains(hashes: &[u32], size: usize) -> Vec<usize> {
    let mut places: Vec<usize> = (0..hashes.len()).collect();
    let chain = |place: &usize| {
        let hash = hashes.get(*place).copied().unwrap_or_default();
        (hash ^ (hash >> 16)) as usize & (size - 1)
    };
    places.sort_by_key(chain);
    places
}

/// The places (from 0) of the keys of a `java.util.HashMap` which they were put into one after another, in the order in
/// which a JVM goes through it.
///
/// Java: sixteen chains, and twice as many whenever more than three quarters of them would be filled; within a chain the
/// oldest comes first.
pub fn map_order<'a>(keys: impl IntoIterator<Item = &'a str>) -> Vec<usize> {
    let hashes: Vec<u32> = keys.into_iter().map(hash).collect();
    let mut size = 16_usize;
    while hashes.len() > size / 4 * 3 {
        size *= 2;
    }
    in_chains(&hashes, size)
}

/// `Arrays.hashCode(byte[])`, by which Java's certificates are hashed: 31 times what was before, plus the next signed octet.
pub fn hash_of_octets(octets: &[u8]) -> u32 {
    octets.iter().fold(1, |hash: u32, octet| {
        hash.wrapping_mul(31).wrapping_add_signed(i32::from(i8::from_ne_bytes([*octet])))
    })
}

/// A `java.util.Hashtable`, as far as its order goes: each chain, and each entry in it, names the next one.
struct Table {
    chains: Vec<Option<usize>>,
    /// The hash of each entry, and the entry behind it in its chain.
    entries: Vec<(u32, Option<usize>)>,
}

impl Table {
    /// Java: before the entry that would fill more than three quarters of the chains, twice as many and one.
    fn put(&mut self, hash: u32) {
        let place = self.entries.len();
        if place >= self.chains.len() * 3 / 4 {
            self.grow();
        }
        self.entries.push((hash, None));
        self.link(place);
    }

    /// Java: the newest stands at the head of its chain.
    fn link(&mut self, place: usize) {
        let count = self.chains.len().max(1);
        let Some(entry) = self.entries.get_mut(place) else { return };
        if let Some(head) = self.chains.get_mut((entry.0 & 0x7fff_ffff) as usize % count) {
            entry.1 = head.replace(place);
        }
    }

    /// Java: what comes first while growing is put in first, so that neighbours in a chain change places.
    fn grow(&mut self) {
        let order: Vec<usize> = self.through().collect();
        self.chains = vec![None; self.chains.len() * 2 + 1];
        order.into_iter().for_each(|place| self.link(place));
    }

    /// Java: from the last chain to the first, and in each from its head on.
    fn through(&self) -> impl Iterator<Item = usize> {
        let next = |place: &usize| self.entries.get(*place)?.1;
        self.chains.iter().rev().flat_map(move |head| std::iter::successors(*head, next))
    }
}

/// `String.hashCode()`, which Java's documentation defines: 31 times what was before, plus the next UTF-16 code unit.
fn hash(text: &str) -> u32 {
    text.encode_utf16().fold(0, |hash: u32, unit| hash.wrapping_mul(31).wrapping_add(u32::from(unit)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_jks_is_gone_through_as_in_java() {
        let recording = include_str!("../../testdata/aliases/jks.txt");
        let (aliases, orders) = recording.split_once("\n\n").expect("two parts");
        let aliases: Vec<&str> = aliases.lines().collect();
        assert!(aliases.len() > 300);
        for line in orders.lines() {
            let (size, places) = line.split_once('\t').expect("a tab");
            let taken =
                size.parse().ok().and_then(|size: usize| aliases.len().checked_sub(size)).expect("a size");
            let recorded: Vec<usize> =
                places.split(' ').map(|place| place.parse().expect("a place")).collect();
            assert_eq!(hash_order(aliases.iter().skip(taken).copied()), recorded, "{size} aliases");
        }
        assert_eq!(orders.lines().count(), 17);
        assert!(hash_order([]).is_empty());
    }

    #[test]
    fn a_jceks_is_gone_through_as_in_java() {
        let file =
            ["rc4", "rc2", "chacha", "blowfish", "hmac", "md5", "des", "desede", "password", "aes", "own"];
        let order =
            ["rc4", "chacha", "rc2", "blowfish", "hmac", "des", "md5", "desede", "password", "own", "aes"];
        let places = hash_order_filled_twice(file);
        assert_eq!(places.iter().filter_map(|place| file.get(*place).copied()).collect::<Vec<_>>(), order);
    }

    #[test]
    fn a_map_is_gone_through_by_its_hashes() {
        // "Aa" and "BB" have one hash.
        assert_eq!(map_order(["b", "BB", "a", "Aa"]), [1, 3, 2, 0]);
        assert_eq!(map_order([]), [0_usize; 0]);
    }

    #[test]
    fn a_set_is_gone_through_by_its_hashes() {
        assert_eq!(hash_of_octets(&[]), 1);
        // 31 * (31 + 1) - 1
        assert_eq!(hash_of_octets(&[1, 0xff]), 991);
        assert_eq!(set_order(&[5, 4, 21, 0x0003_0000, 16]), [4, 3, 1, 0, 2]);
        assert_eq!(set_order(&[]), [0_usize; 0]);
    }

    #[test]
    fn strings_compare_by_their_code_units() {
        let sorted =
            ["10", "9", "a b", "a-b", "a_b", "ab", "ß", "ärger", "\u{131}", "\u{1f600}", "\u{fb01}x"];
        assert!(sorted.is_sorted_by(|one, other| compare_as_java(one, other) == Ordering::Less));
    }
}
