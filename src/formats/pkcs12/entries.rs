//! From bags to entries, by Java's rules: what is an entry, and what it is called.

use std::collections::HashMap;

use super::bag::{self, Attributes, Value};
use super::chains::Chains;
use crate::keystore::{
    Alias, BagPlace, Certificate, Content, Pkcs12Layout, ProtectedKey, Provenance, RefusedByJava, Role,
    Slice, Store,
};

/// Java: the identity that a key without localKeyId gets, and with it a certificate that may be the key's.
const ASSUMED_KEY_ID: &[u8] = b"01";

/// Bags as they are read, in the order of the file.
#[derive(Debug, Default)]
pub(super) struct Entries {
    found: Vec<Found>,
    certificates: Vec<Found>,
    pub(super) private_keys: usize,
    unnamed: u32,
    pub(super) refused: Option<RefusedByJava>,
}

#[derive(Debug)]
pub(super) struct Found {
    pub(super) place: BagPlace,
    alias: Option<Alias>,
    pub(super) local_key_id: Option<Vec<u8>>,
    kind: Kind,
    pub(super) value: Slice,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    PrivateKey,
    SecretKey,
    Trusted,
    /// A certificate that is no entry.
    Certificate,
}

impl Entries {
    pub(super) fn add(&mut self, place: BagPlace, value: Value, attributes: Attributes) {
        let Attributes { friendly_name, mut local_key_id, trusted } = attributes;
        let (kind, value) = match value {
            Value::PrivateKey(key) => (Kind::PrivateKey, key),
            Value::SecretKey(key) => (Kind::SecretKey, key),
            Value::Certificate(der) if trusted => (Kind::Trusted, der),
            Value::Certificate(der) => (Kind::Certificate, der),
            Value::Other => return,
        };
        if kind == Kind::PrivateKey {
            self.private_keys += 1;
            // Java: only the first key may lack a localKeyId; a later one that does is no entry.
            if local_key_id.is_none() {
                if self.private_keys > 1 {
                    return;
                }
                local_key_id = Some(ASSUMED_KEY_ID.to_vec());
            }
        }
        if kind == Kind::Certificate {
            // Java: the first certificate of a safe is taken for the one key's, where neither says otherwise.
            if local_key_id.is_none() && self.private_keys == 1 && place.bag == 0 {
                local_key_id = Some(ASSUMED_KEY_ID.to_vec());
            }
            let alias = friendly_name.map(|name| name.java_lowercase());
            self.certificates.push(Found { place, alias, local_key_id, kind, value });
            return;
        }
        let alias = friendly_name.unwrap_or_else(|| {
            self.unnamed += 1;
            Alias::from(self.unnamed.to_string())
        });
        let alias = Some(alias.java_lowercase());
        self.found.push(Found { place, alias, local_key_id, kind, value });
    }

    /// Every certificate, in the order of the file, and whether it is an entry of its own.
    pub(super) fn all_certificates(&self) -> Vec<(&Found, bool)> {
        let trusted =
            self.found.iter().filter(|found| found.kind == Kind::Trusted).map(|found| (found, true));
        let mut all: Vec<_> = self.certificates.iter().map(|found| (found, false)).chain(trusted).collect();
        all.sort_by_key(|(found, _)| found.place);
        all
    }

    #[cfg(test)]
    pub(super) fn keys(&self) -> impl Iterator<Item = &Found> {
        self.found.iter().filter(|found| found.kind == Kind::PrivateKey)
    }

    pub(super) fn into_store(self, provenance: Provenance, mut layout: Pkcs12Layout) -> Store {
        let mut chains = Chains::new(&self);
        let mut store = Store::new(provenance);
        // Java: of two entries of one alias the later one is seen, in the place of the first.
        let mut seen: HashMap<&str, usize> = HashMap::new();
        for (index, found) in self.found.iter().enumerate() {
            seen.insert(found.alias_text(), index);
        }
        let mut hidden = Vec::new();
        for found in &self.found {
            match seen.remove(found.alias_text()).and_then(|winner| self.found.get(winner)) {
                Some(winner) => {
                    winner.load(&mut store, &mut layout, &mut chains, false);
                    if !std::ptr::eq(winner, found) {
                        hidden.push(found);
                    }
                }
                None => hidden.push(found),
            }
        }
        for found in hidden {
            let is_loaded = layout
                .safes
                .get(found.place.safe)
                .and_then(|safe| safe.bags.get(found.place.bag))
                .is_some_and(|bag| matches!(bag.role, Role::Trusted { .. } | Role::Key { .. }));
            if !is_loaded {
                found.load(&mut store, &mut layout, &mut chains, true);
            }
        }
        store.provenance.layout = Some(layout);
        store
    }
}

impl Found {
    pub(super) fn has_name(&self) -> bool {
        self.alias.is_some()
    }

    pub(super) fn alias_text(&self) -> &str {
        self.alias.as_ref().map_or("", Alias::as_str)
    }

    /// Makes the entry, and notes in the layout that its bag is the entry's.
    fn load(&self, store: &mut Store, layout: &mut Pkcs12Layout, chains: &mut Chains<'_>, is_hidden: bool) {
        let alias = self.alias.clone().unwrap_or_else(|| Alias::from(""));
        let created = self.local_key_id.as_deref().and_then(bag::created);
        let key = || ProtectedKey::Encrypted(self.value.clone());
        let mut places = Vec::new();
        let (created, content) = match self.kind {
            Kind::PrivateKey => {
                let chain = chains.of(self);
                places = chain.iter().map(|certificate| certificate.place).collect();
                let chain = chain.iter().map(|found| Certificate::x509(found.value.clone())).collect();
                (created, Content::PrivateKey { key: key(), chain })
            }
            Kind::SecretKey => (created, Content::SecretKey(key())),
            // Java: keeps no date of trusted certificates, whatever their localKeyId says.
            Kind::Trusted | Kind::Certificate => {
                (None, Content::Trusted(Certificate::x509(self.value.clone())))
            }
        };
        let entry = if is_hidden {
            store.load_hidden(alias.clone(), created, content)
        } else {
            store.load(alias.clone(), created, content)
        };
        let role = match self.kind {
            Kind::Trusted | Kind::Certificate => Role::Trusted { entry, alias, der: self.value.clone() },
            _ => Role::Key { entry, alias, created, key: self.value.clone(), chain: places },
        };
        if let Some(bag) =
            layout.safes.get_mut(self.place.safe).and_then(|safe| safe.bags.get_mut(self.place.bag))
        {
            bag.role = role;
        }
    }
}
