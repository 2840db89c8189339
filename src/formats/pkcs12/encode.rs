//! From a store to bytes: what did not change is written as it was read, the rest as JDK 25 writes it.

use std::borrow::Cow;
use std::thread;

use super::plan::{Fate, Plan};
use super::settings::Pkcs12Settings;
use super::write::{data, definite, encrypted_data, pfx, sequence};
use crate::asn1::{Asn1Error, Oid};
use crate::crypto::key::{self, KeyError};
use crate::crypto::pbe::{PasswordForm, PbeError, Scheme};
use crate::crypto::pkcs12_mac::{Mac, MacAlgorithm, MacError};
use crate::keystore::{
    Alias, BagPlace, Entry, Pkcs12Layout, ProtectedKey, Role, Rope, SafeProtection, Slice, Store,
};
use crate::machine::{Machine, NoRandomness};
use crate::secret::{Password, SecretBytes};

/// Why a store cannot be written as PKCS#12.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EncodeError {
    /// Something has to be encrypted, or a MAC computed, and no password was given.
    #[error("the store needs a password to be written")]
    PasswordNeeded,
    /// A safe was not opened, the store being read without its password, and cannot get another password.
    #[error("safe {0} was not opened")]
    Locked(usize),
    /// The settings name an algorithm that Java 25 does not have for PKCS#12.
    ///
    /// keytool, for certificates: `java.io.IOException: getPBEAlgorithmParameters failed: Foo AlgorithmParameters not
    /// available`
    #[error("unknown algorithm {0}")]
    UnknownAlgorithm(String),
    /// The store has a MAC of a kind that cannot be computed.
    #[error("unknown MAC algorithm {0}")]
    UnknownMac(Oid),
    /// A key cannot be brought under this format's protection, because the password does not open it.
    #[error("the key of {alias}")]
    Key {
        /// The entry.
        alias: Alias,
        /// Why.
        source: KeyError,
    },
    /// A secret key as only JCEKS holds it; whoever moves one opens it first.
    #[error("the secret key of {alias} is sealed as only JCEKS does it")]
    Sealed {
        /// The entry.
        alias: Alias,
    },
    /// A bag that was read cannot be changed.
    #[error("a bag cannot be changed")]
    Bag(#[from] Asn1Error),
    /// The store's own encryption cannot be used again.
    #[error("a safe cannot be encrypted")]
    Encryption(#[from] PbeError),
    /// The MAC cannot be computed.
    #[error("the MAC cannot be computed")]
    Mac(#[from] MacError),
    /// No salt could be made.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

/// Writes `store` as a PKCS#12 file.
///
/// A store that was read from one and did not change is written octet for octet; of a changed one, what did not change.
/// What has to be encrypted again keeps its algorithm and iteration count and gets a fresh salt, the MAC likewise; a
/// store without MAC gets none. New safes, and stores that never were PKCS#12, follow `settings`. A `password` other
/// than the one the store was opened with becomes the password of its safes and its MAC; its keys keep theirs (see
/// [`change_password`](super::change_password())).
///
/// # Errors
/// Any [`EncodeError`].
pub fn encode(
    store: &Store,
    password: Option<&Password>,
    settings: &Pkcs12Settings,
    machine: &Machine,
) -> Result<Rope, EncodeError> {
    let layout = store.provenance.layout.as_ref();
    let mut key_of = |entry: &Entry, key: &ProtectedKey| own_key(entry, key, password, settings, machine);
    let plan = Plan::new(store, layout, machine.now.as_millisecond(), &mut key_of)?;
    let has_new_password =
        layout.is_some_and(|layout| password.is_some() && layout.password.as_ref() != password);
    let needs_new_password = has_new_password && layout.is_some_and(|layout| !layout.is_passwordless());
    if let Some(layout) = layout
        && plan.is_empty()
        && !needs_new_password
    {
        return Ok(Rope::from(layout.file.clone()));
    }
    let encoder = Encoder { layout, plan, password, settings, machine, needs_new_password };
    encoder.file()
}

/// A new key's EncryptedPrivateKeyInfo: as it is where a PKCS#12 file can hold it; brought under the settings'
/// protection where it lies open or under JKS's own protector, which no PKCS#12 reader knows.
fn own_key(
    entry: &Entry,
    key: &ProtectedKey,
    password: Option<&Password>,
    settings: &Pkcs12Settings,
    machine: &Machine,
) -> Result<Slice, EncodeError> {
    let fail = |source| EncodeError::Key { alias: entry.alias.clone(), source };
    let plain = match key {
        ProtectedKey::Encrypted(encrypted) => {
            match key::EncryptedKey::read(encrypted).map(|read| read.protection) {
                Ok(key::Protection::Jks | key::Protection::Jceks(_)) => {
                    let password = password.ok_or(EncodeError::PasswordNeeded)?;
                    key::recover(encrypted, password).map_err(fail)?
                }
                _ => return Ok(encrypted.clone()),
            }
        }
        ProtectedKey::Sealed(_) => return Err(EncodeError::Sealed { alias: entry.alias.clone() }),
        ProtectedKey::Plain(plain) => plain.clone(),
    };
    let password = password.ok_or(EncodeError::PasswordNeeded)?;
    let scheme = fresh_scheme(&settings.keys, settings.key_iterations, machine)?;
    Ok(Slice::from(key::protect(&plain, password, &scheme).map_err(fail)?))
}

fn fresh_scheme(name: &str, iterations: u32, machine: &Machine) -> Result<Scheme, EncodeError> {
    Scheme::fresh(name, iterations, machine)?.ok_or_else(|| EncodeError::UnknownAlgorithm(name.to_owned()))
}

struct Encoder<'a> {
    layout: Option<&'a Pkcs12Layout>,
    plan: Plan,
    password: Option<&'a Password>,
    settings: &'a Pkcs12Settings,
    machine: &'a Machine,
    needs_new_password: bool,
}

/// A safe to be written.
enum SafeOut {
    /// As it was read, in definite lengths.
    Kept(Rope),
    /// Content without protection.
    Open(Rope),
    /// Content to be encrypted.
    Encrypted(Rope, Scheme, PasswordForm),
}

impl Encoder<'_> {
    fn file(&self) -> Result<Rope, EncodeError> {
        let safes = self.safes()?;
        let mac = self.mac_algorithm()?;
        let needs_password = mac.is_some() || safes.iter().any(|safe| matches!(safe, SafeOut::Encrypted(..)));
        if needs_password && self.password.is_none() {
            return Err(EncodeError::PasswordNeeded);
        }
        let mac_form = match self.layout {
            Some(layout) if !self.needs_new_password => layout.mac_form,
            _ => PasswordForm::Standard,
        };
        let password = self.password;
        // As when reading, the two slow derivations do not need each other.
        let (content, mac_key) = thread::scope(|scope| {
            // Where no thread can be had, the key is derived below.
            let mac_key = mac.as_ref().zip(password).and_then(|(algorithm, password)| {
                let derive = move || algorithm.key(password, mac_form);
                thread::Builder::new().spawn_scoped(scope, derive).ok()
            });
            let content = authenticated_safe(safes, password);
            (content, mac_key.map(|handle| handle.join()))
        });
        let content = content?;
        let mac_data = match (mac, mac_key, password) {
            (Some(algorithm), key, Some(password)) => {
                let key = match key {
                    Some(Ok(key)) => key?,
                    _ => algorithm.key(password, mac_form)?,
                };
                Mac { algorithm, value: key.compute(content.parts()) }.write()
            }
            _ => Vec::new(),
        };
        Ok(pfx(content, &mac_data))
    }

    /// The MAC to be computed; `None` for none.
    fn mac_algorithm(&self) -> Result<Option<MacAlgorithm>, EncodeError> {
        let Some(layout) = self.layout else {
            let Some(name) = &self.settings.mac else {
                return Ok(None);
            };
            let algorithm = MacAlgorithm::fresh(name, self.settings.mac_iterations, self.machine)?;
            return algorithm.map(Some).ok_or_else(|| EncodeError::UnknownAlgorithm(name.clone()));
        };
        match (&layout.mac, &layout.mac_data) {
            (Some(Mac { algorithm: MacAlgorithm::Unknown(oid), .. }), _) => {
                Err(EncodeError::UnknownMac(oid.clone()))
            }
            (Some(mac), _) => Ok(Some(mac.algorithm.refreshed(self.machine)?)),
            // It was read without a password, so its MAC was not looked at.
            (None, Some(_)) => Err(EncodeError::PasswordNeeded),
            (None, None) => Ok(None),
        }
    }

    fn safes(&self) -> Result<Vec<SafeOut>, EncodeError> {
        let keys_into = self.last_safe_with(|role| matches!(role, Role::Key { .. }));
        let certificates_into =
            self.last_safe_with(|role| matches!(role, Role::Trusted { .. } | Role::Certificate { .. }));
        let mut safes = Vec::new();
        if keys_into.is_none() && !self.plan.keys.is_empty() {
            // Java: keys come first, and in a safe without encryption, each being encrypted by itself.
            safes.push(SafeOut::Open(sequence(concatenated(&self.plan.keys))));
        }
        for number in 0..self.layout.map_or(0, |layout| layout.safes.len()) {
            let mut added = Rope::default();
            if keys_into == Some(number) {
                added.append(concatenated(&self.plan.keys));
            }
            if certificates_into == Some(number) {
                added.append(concatenated(&self.plan.certificates));
            }
            safes.extend(self.safe(number, added)?);
        }
        if certificates_into.is_none() && !self.plan.certificates.is_empty() {
            safes.push(self.new_certificate_safe()?);
        }
        Ok(safes)
    }

    fn new_certificate_safe(&self) -> Result<SafeOut, EncodeError> {
        let content = sequence(concatenated(&self.plan.certificates));
        // A store that needs no password keeps needing none; an empty one says so by having no MAC.
        let is_passwordless = self.layout.is_some_and(Pkcs12Layout::is_passwordless);
        match &self.settings.certificates {
            Some(name) if !is_passwordless => {
                let scheme = fresh_scheme(name, self.settings.certificate_iterations, self.machine)?;
                let form = self.new_form(&scheme);
                Ok(SafeOut::Encrypted(content, scheme, form))
            }
            _ => Ok(SafeOut::Open(content)),
        }
    }

    /// How Java takes the password for a scheme of a new safe.
    fn new_form(&self, scheme: &Scheme) -> PasswordForm {
        let is_ascii = self.password.is_none_or(|password| password.utf8().is_ascii());
        match scheme {
            Scheme::Pkcs12 { .. } if !is_ascii => PasswordForm::JavaSevenBit,
            _ => PasswordForm::Standard,
        }
    }

    fn last_safe_with(&self, is_wanted: impl Fn(&Role) -> bool) -> Option<usize> {
        self.layout?.safes.iter().rposition(|safe| safe.bags.iter().any(|bag| is_wanted(&bag.role)))
    }

    /// A safe that was read, with its changes; `None` where all its bags are gone.
    fn safe(&self, number: usize, added: Rope) -> Result<Option<SafeOut>, EncodeError> {
        let Some(safe) = self.layout.and_then(|layout| layout.safes.get(number)) else {
            return Ok(None);
        };
        let place = |bag| BagPlace { safe: number, bag };
        let is_changed =
            !added.is_empty() || (0..safe.bags.len()).any(|bag| self.plan.fates.contains_key(&place(bag)));
        match &safe.protection {
            SafeProtection::Locked if self.needs_new_password => return Err(EncodeError::Locked(number)),
            SafeProtection::Encrypted { .. } if self.needs_new_password => {}
            _ if is_changed => {}
            _ => {
                let mut kept = Rope::default();
                keep(&mut kept, &safe.raw)?;
                return Ok(Some(SafeOut::Kept(kept)));
            }
        }
        let mut bags = Rope::default();
        for (bag, content) in safe.bags.iter().enumerate() {
            match self.plan.fates.get(&place(bag)) {
                None => keep(&mut bags, &content.raw)?,
                Some(Fate::Changed(raw)) => bags.push(raw),
                Some(Fate::Dropped) => {}
            }
        }
        bags.append(added);
        if bags.is_empty() && !safe.bags.is_empty() {
            return Ok(None);
        }
        let content = sequence(bags);
        Ok(Some(match &safe.protection {
            SafeProtection::Encrypted { scheme, form } => {
                let scheme = scheme.refreshed(self.machine)?;
                let form = if self.needs_new_password { self.new_form(&scheme) } else { *form };
                SafeOut::Encrypted(content, scheme, form)
            }
            _ => SafeOut::Open(content),
        }))
    }
}

fn authenticated_safe(safes: Vec<SafeOut>, password: Option<&Password>) -> Result<Rope, EncodeError> {
    let mut infos = Rope::default();
    for safe in safes {
        infos.append(match safe {
            SafeOut::Kept(raw) => raw,
            SafeOut::Open(content) => data(content),
            SafeOut::Encrypted(content, scheme, form) => {
                let password = password.ok_or(EncodeError::PasswordNeeded)?;
                // A bag of this safe may hold a key that nothing else protects.
                let content = SecretBytes::new(content.to_vec());
                let ciphertext = scheme.encrypt(password, form, content.expose())?;
                encrypted_data(&scheme.write(), &ciphertext).into()
            }
        });
    }
    Ok(sequence(infos))
}

/// Adds bytes as they were read, in definite lengths.
fn keep(rope: &mut Rope, raw: &Slice) -> Result<(), EncodeError> {
    match definite(raw)? {
        Cow::Borrowed(_) => rope.share(raw),
        Cow::Owned(rewritten) => rope.push(&rewritten),
    }
    Ok(())
}

fn concatenated(bags: &[Vec<u8>]) -> Rope {
    let mut rope = Rope::default();
    bags.iter().for_each(|bag| rope.push(bag));
    rope
}
