//! Which certificates are a key's chain, found as Java finds them.

use std::collections::{HashMap, HashSet};

use super::entries::{Entries, Found};
use crate::asn1::{Reader, Tag, read_one};
use crate::x509::Name;

/// Longer chains are cut; Java has no bound, and no chain in the field a tenth of it.
const MAX_CHAIN: usize = 1000;
/// How many certificates above the leaves all chains of a file may have together; behind that, chains are their leaf
/// alone. Java has no bound: a file of 2 MB whose keys all share one long chain fills its heap. 100,000 keys with
/// chains of ten stay within.
const MAX_LINKS: usize = 1_000_000;

/// Where Java looks for the certificates of a key.
pub(super) struct Chains<'a> {
    certificates: Vec<Certificate<'a>>,
    by_both: HashMap<(&'a [u8], &'a str), usize>,
    by_key_id: HashMap<&'a [u8], usize>,
    by_alias: HashMap<&'a str, usize>,
    /// What is left of [`MAX_LINKS`].
    links: usize,
}

/// A certificate, everything known of it but once: chains may pass it as often as there are keys.
struct Certificate<'a> {
    found: &'a Found,
    /// The first certificate with the same octets.
    same: usize,
    /// The certificate of its issuer; `None` for one that issued itself.
    issuer: Option<usize>,
}

impl<'a> Chains<'a> {
    pub(super) fn new(entries: &'a Entries) -> Self {
        let mut chains = Self {
            certificates: Vec::new(),
            by_both: HashMap::new(),
            by_key_id: HashMap::new(),
            by_alias: HashMap::new(),
            links: MAX_LINKS,
        };
        // A store of trusted certificates alone has no chain to look for.
        if entries.private_keys == 0 {
            return chains;
        }
        // Java: of several, the last with the same localKeyId or name, but the first with the same subject.
        let mut issuers = Issuers::default();
        let mut read = Vec::new();
        let mut same = HashMap::new();
        for (number, (found, is_trusted)) in entries.all_certificates().into_iter().enumerate() {
            if !is_trusted {
                if let Some(id) = &found.local_key_id {
                    chains.by_key_id.insert(id, number);
                }
                if let Some(id) = found.local_key_id.as_deref().filter(|_| found.has_name()) {
                    chains.by_both.insert((id, found.alias_text()), number);
                }
                if found.has_name() {
                    chains.by_alias.insert(found.alias_text(), number);
                }
            }
            let facts = Facts::read(&found.value);
            if let Some(facts) = &facts {
                issuers.add(facts, number);
            }
            read.push(facts);
            let same = *same.entry(&*found.value).or_insert(number);
            chains.certificates.push(Certificate { found, same, issuer: None });
        }
        for (certificate, facts) in chains.certificates.iter_mut().zip(read) {
            certificate.issuer = facts.and_then(|facts| issuers.of(facts));
        }
        chains
    }

    /// The chain of `key`, leaf first.
    pub(super) fn of(&mut self, key: &Found) -> Vec<&'a Found> {
        // Java: keys that it stores within one millisecond have the same localKeyId; their names tell them apart.
        let by_id = key
            .local_key_id
            .as_deref()
            .and_then(|id| self.by_both.get(&(id, key.alias_text())).or_else(|| self.by_key_id.get(id)));
        let mut next = by_id.or_else(|| self.by_alias.get(key.alias_text())).copied();
        let mut chain = Vec::new();
        let mut passed = HashSet::new();
        while let Some(certificate) = next.and_then(|number| self.certificates.get(number)) {
            if chain.len() == MAX_CHAIN || !passed.insert(certificate.same) {
                break;
            }
            if !chain.is_empty() {
                match self.links.checked_sub(1) {
                    Some(left) => self.links = left,
                    None => break,
                }
            }
            chain.push(certificate.found);
            next = certificate.issuer;
        }
        chain
    }
}

/// What of a certificate (RFC 5280, 4.1) says whose issuer it is, and who its own is.
struct Facts {
    /// Subject and issuer in the form in which Java compares them.
    subject: String,
    issuer: String,
    /// The two key identifiers, where it has them.
    subject_key: Option<Vec<u8>>,
    authority_key: Option<Vec<u8>>,
}

impl Facts {
    /// `None` for what is no certificate. The rest of it may be malformed: such a certificate is kept, and so is its
    /// chain.
    fn read(der: &[u8]) -> Option<Self> {
        let mut tbs = read_one(der).ok()?.inside().ok()?.enter(Tag::SEQUENCE).ok()?;
        tbs.optional(Tag::context(0)).ok()?;
        tbs.expect(Tag::INTEGER).ok()?;
        tbs.expect(Tag::SEQUENCE).ok()?;
        let issuer = tbs.expect(Tag::SEQUENCE).ok()?.raw;
        tbs.expect(Tag::SEQUENCE).ok()?;
        let subject = tbs.expect(Tag::SEQUENCE).ok()?.raw;
        let canonical = |name| Name::from_der(name).ok().map(|name| name.canonical());
        let [subject_key, authority_key] = key_identifiers(tbs).unwrap_or_default();
        Some(Self { subject: canonical(subject)?, issuer: canonical(issuer)?, subject_key, authority_key })
    }
}

/// The contents of the extensions subjectKeyIdentifier and authorityKeyIdentifier (RFC 5280, 4.2.1.1 and 4.2.1.2);
/// `tbs` is what follows the subject.
fn key_identifiers(mut tbs: Reader<'_>) -> Option<[Option<Vec<u8>>; 2]> {
    tbs.expect(Tag::SEQUENCE).ok()?;
    tbs.optional(Tag::context(1)).ok()?;
    tbs.optional(Tag::context(2)).ok()?;
    let mut extensions = tbs.optional(Tag::context(3)).ok()??.inside().ok()?.enter(Tag::SEQUENCE).ok()?;
    let [mut subject_key, mut authority_key] = [None, None];
    while let Ok(Some(extension)) = extensions.next_element() {
        let mut fields = extension.inside().ok()?;
        let kind = fields.element().ok()?.content;
        fields.optional(Tag::BOOLEAN).ok()?;
        let value = fields.expect(Tag::OCTET_STRING).ok()?.content;
        match kind {
            SUBJECT_KEY => subject_key = read_one(value).ok().map(|id| id.content.to_vec()),
            AUTHORITY_KEY => {
                let mut fields = read_one(value).ok()?.inside().ok()?;
                authority_key = fields.optional(Tag::context(0)).ok()?.map(|id| id.content.to_vec());
            }
            _ => {}
        }
    }
    Some([subject_key, authority_key])
}

/// 2.5.29.14 and 2.5.29.35 as DER has them.
const SUBJECT_KEY: &[u8] = &[0x55, 0x1d, 14];
const AUTHORITY_KEY: &[u8] = &[0x55, 0x1d, 35];

/// The first certificate of a file with some subject, and with some key identifier besides.
#[derive(Default)]
struct Issuers {
    any: HashMap<String, usize>,
    without_key: HashMap<String, usize>,
    with_key: HashMap<(String, Vec<u8>), usize>,
}

impl Issuers {
    fn add(&mut self, facts: &Facts, number: usize) {
        let subject = || facts.subject.clone();
        self.any.entry(subject()).or_insert(number);
        match &facts.subject_key {
            None => self.without_key.entry(subject()).or_insert(number),
            Some(key) => self.with_key.entry((subject(), key.clone())).or_insert(number),
        };
    }

    /// Java: where a certificate says which key signed it, one with another key is not its issuer, and one that does not
    /// say may be (measured on JDK 25 with every combination of two candidates).
    fn of(&self, facts: Facts) -> Option<usize> {
        if facts.subject == facts.issuer {
            return None;
        }
        let Some(key) = facts.authority_key else { return self.any.get(&facts.issuer).copied() };
        let without = self.without_key.get(&facts.issuer).copied();
        self.with_key.get(&(facts.issuer, key)).copied().or(without)
    }
}

#[cfg(test)]
mod tests {
    use super::super::bag::{Attributes, Value};
    use super::*;
    use crate::asn1::{Oid, Tag, Writer};
    use crate::keystore::{BagPlace, Slice};

    /// As much of a certificate as a chain needs.
    fn certificate(subject: &str, issuer: &str) -> Slice {
        certificate_of("2.5.4.3", subject, issuer)
    }

    fn certificate_of(kind: &str, subject: &str, issuer: &str) -> Slice {
        let mut writer = Writer::default();
        let name = |writer: &mut Writer, name: &str| {
            writer.constructed(Tag::SEQUENCE, |writer| {
                writer.constructed(Tag::SET, |writer| {
                    writer.constructed(Tag::SEQUENCE, |writer| {
                        writer.oid(&kind.parse::<Oid>().unwrap());
                        writer.primitive(Tag::UTF8_STRING, name.as_bytes());
                    });
                });
            });
        };
        writer.constructed(Tag::SEQUENCE, |writer| {
            writer.constructed(Tag::SEQUENCE, |writer| {
                writer.unsigned(1);
                writer.constructed(Tag::SEQUENCE, |_| {});
                name(writer, issuer);
                writer.constructed(Tag::SEQUENCE, |_| {});
                name(writer, subject);
            });
        });
        Slice::from(writer.finish())
    }

    fn entries(keys: usize, certificates: &[Slice]) -> Entries {
        let mut entries = Entries::default();
        let id = |is_given: bool| Attributes {
            local_key_id: is_given.then(|| b"id".to_vec()),
            ..Attributes::default()
        };
        let key = Slice::from(vec![0x30, 0]);
        for bag in 0..keys {
            entries.add(BagPlace { safe: 0, bag }, Value::PrivateKey(key.clone()), id(true));
        }
        for (bag, der) in certificates.iter().enumerate() {
            entries.add(BagPlace { safe: 1, bag }, Value::Certificate(der.clone()), id(bag == 0));
        }
        entries
    }

    fn lengths(entries: &Entries) -> Vec<usize> {
        let mut chains = Chains::new(entries);
        entries.keys().map(|key| chains.of(key).len()).collect()
    }

    #[test]
    fn a_chain_goes_up_to_the_root_and_no_round_twice() {
        let chain =
            [certificate("leaf", "Some CA"), certificate("some  ca", "root"), certificate("root", "root")];
        assert_eq!(lengths(&entries(2, &chain)), [3, 3]);
        let ring =
            [certificate("a", "b"), certificate("b", "c"), certificate("c", "a"), certificate("c", "a")];
        assert_eq!(lengths(&entries(1, &ring)), [3]);
    }

    #[test]
    fn names_are_compared_as_java_compares_them() {
        // Java: text counts without capitals and spaces only for the attributes that RFC 2253 has keywords for.
        for (kind, links) in [("2.5.4.3", 2), ("2.5.4.10", 2), ("2.5.4.5", 1), ("1.2.3.4", 1)] {
            let chain = [certificate_of(kind, "leaf", "Some  CA"), certificate_of(kind, "some ca", "root")];
            assert_eq!(lengths(&entries(1, &chain)), [links], "{kind}");
        }
        // Tabs are no spaces.
        assert_eq!(lengths(&entries(1, &[certificate("leaf", "a b"), certificate("a\tb", "root")])), [1]);
        assert!(Facts::read(&[0x30, 0x00]).is_none());
    }

    #[test]
    fn many_keys_of_one_long_chain_do_not_multiply_it() {
        let chain: Vec<Slice> = (0..MAX_CHAIN + 5)
            .map(|number| certificate(&number.to_string(), &(number + 1).to_string()))
            .collect();
        let lengths = lengths(&entries(1500, &chain));
        assert_eq!(lengths.first(), Some(&MAX_CHAIN));
        assert_eq!(lengths.last(), Some(&1));
        assert_eq!(lengths.iter().sum::<usize>(), MAX_LINKS + 1500);
    }
}
