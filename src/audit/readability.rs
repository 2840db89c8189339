//! Which Javas can read a store, by its format and its algorithms.
//!
//! Tried with 49 files on 20 runtimes from 8u504 and 11.0.5 to 27; that 8 knows newer MACs from 8u301 on is from JDK-8267701.

use std::fmt;

use crate::crypto::cipher::Cipher;
use crate::crypto::digest::Digest;
use crate::crypto::key::{EncryptedKey, Protection};
use crate::crypto::pbe::{Pkcs12Cipher, Scheme};
use crate::crypto::pkcs12_mac::MacAlgorithm;
use crate::diagnosis::Release;
use crate::keystore::{Content, Format, ProtectedKey, SafeProtection, Store};

/// From which Java on a store can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Since {
    /// Every Java that is still in use.
    Always,
    /// 8u301 and 11.0.12.
    Updates,
    /// 21.
    Java21,
    /// 25.0.5 and 26.
    Java26,
    /// None.
    Never,
}

/// After "readable by".
impl fmt::Display for Since {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Always => "Java 8 and later",
            Self::Updates => "Java 8u301, 11.0.12 and later",
            Self::Java21 => "Java 21 and later",
            Self::Java26 => "Java 25.0.5, 26 and later",
            Self::Never => "no Java",
        })
    }
}

impl Since {
    /// Whether a Java reads it. Of a Java 8 whose update nobody told, the oldest counts: those are the ones in the field.
    pub fn includes(self, release: Release, update: Option<u32>) -> bool {
        match (self, release) {
            (Self::Always, _) => true,
            (Self::Updates, Release::Java8) => update.is_some_and(|update| update >= 301),
            (Self::Updates, Release::Java11) => update.is_none_or(|update| update >= 12),
            (Self::Updates, _) => true,
            (Self::Java21, release) => release >= Release::Java21,
            (Self::Java26, Release::Java25) => update.is_some_and(|update| update >= 5),
            (Self::Java26, _) | (Self::Never, _) => false,
        }
    }

    /// Whether a Java of this very version reads it, where the file `release` in its folder says which it is: 17, 9 of 17.0.9. A
    /// version without an update is the first one.
    pub fn includes_version(self, feature: u32, update: Option<u32>) -> bool {
        match feature {
            26.. => self != Self::Never,
            // JDK-8076190 came with 16, and with the updates of the older ones.
            16 => self <= Self::Updates,
            feature => self.includes(Release::of_feature(feature), Some(update.unwrap_or(0))),
        }
    }
}

/// From which Java on a store can be read, and what of it the older ones do not take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readability {
    /// From when on.
    pub since: Since,
    /// What asks for it: a MAC or a cipher, by Java's name; `None` where nothing does.
    pub reason: Option<String>,
}

impl Readability {
    /// Of a store. JKS and JCEKS are as old as Java; of PKCS#12 the MAC, the safes and the keys count.
    pub fn of(store: &Store) -> Self {
        Self::with_keys(store, true)
    }

    /// Of a store in which the certificates alone are looked at, as of a trust store: a Java that is told no password checks no
    /// MAC, and passes over what is encrypted; keys are opened when they are asked for.
    ///
    /// Measured on 11.0.5, 11.0.9, 11.0.13 and 17.0.2 with eleven stores, with and without a password.
    pub fn of_certificates(store: &Store, has_password: bool) -> Self {
        if has_password { Self::with_keys(store, false) } else { Self { since: Since::Always, reason: None } }
    }

    fn with_keys(store: &Store, has_keys: bool) -> Self {
        let mut all = Vec::new();
        if let (Format::Pkcs12, Some(layout)) = (store.provenance.format, &store.provenance.layout) {
            all.extend(layout.mac.as_ref().map(|mac| of_mac(&mac.algorithm)));
            all.extend(layout.safes.iter().filter_map(|safe| match &safe.protection {
                SafeProtection::Encrypted { scheme, .. } => Some(of_scheme(scheme)),
                _ => None,
            }));
            if layout.refused_by_java.is_some() {
                all.push((Since::Never, "a part that is neither data nor encrypted data".into()));
            }
            if has_keys {
                all.extend(store.entries().filter_map(|entry| of_key(&entry.content)));
            }
        }
        match all.into_iter().max_by_key(|(since, _)| *since) {
            Some((since, reason)) if since != Since::Always => Self { since, reason: Some(reason) },
            _ => Self { since: Since::Always, reason: None },
        }
    }
}

fn of_mac(algorithm: &MacAlgorithm) -> (Since, String) {
    match algorithm {
        MacAlgorithm::Pkcs12 { digest: Digest::Sha1, .. } => (Since::Always, "HmacPBESHA1".into()),
        MacAlgorithm::Pkcs12 { digest, .. } => (Since::Updates, format!("HmacPBE{}", digest.java_name())),
        MacAlgorithm::Pbmac1 { .. } => (Since::Java26, "PBMAC1".into()),
        MacAlgorithm::Unknown(oid) => (Since::Never, oid.to_string()),
    }
}

fn of_scheme(scheme: &Scheme) -> (Since, String) {
    let since = match scheme {
        Scheme::Pkcs12 { kind: Pkcs12Cipher::TripleDes2, .. } => Since::Never,
        Scheme::Pkcs12 { .. } | Scheme::Pbes1 { .. } => Since::Always,
        Scheme::Pbes2 { prf, cipher: Cipher::Aes, cipher_key_length: 16 | 32, key_length, .. } => {
            match (prf, key_length) {
                (Digest::Sha512_224 | Digest::Sha512_256, _) => Since::Java21,
                // As OpenSSL writes it.
                (_, None) => Since::Updates,
                (_, Some(_)) => Since::Always,
            }
        }
        Scheme::Pbes2 { .. } => Since::Never,
    };
    (since, scheme.java_name())
}

fn of_key(content: &Content) -> Option<(Since, String)> {
    let (Content::PrivateKey { key: ProtectedKey::Encrypted(key), .. }
    | Content::SecretKey(ProtectedKey::Encrypted(key))) = content
    else {
        return None;
    };
    match EncryptedKey::read(key).ok()?.protection {
        Protection::Scheme(scheme) => Some(of_scheme(&scheme)),
        Protection::Unknown(oid) => Some((Since::Never, oid.to_string())),
        Protection::Jks | Protection::Jceks(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn updates_count_where_they_are_known() {
        use Release::{Java8, Java11, Java17, Java25};
        assert!(Since::Always.includes(Java8, None));
        assert!(!Since::Updates.includes(Java8, None) && !Since::Updates.includes(Java8, Some(292)));
        assert!(Since::Updates.includes(Java8, Some(301)) && Since::Updates.includes(Java11, None));
        assert!(!Since::Updates.includes(Java11, Some(10)) && Since::Updates.includes(Java17, None));
        assert!(!Since::Java21.includes(Java17, None) && Since::Java21.includes(Java25, None));
        assert!(!Since::Java26.includes(Java25, Some(2)) && Since::Java26.includes(Java25, Some(5)));
        for (since, feature, update, is_read) in [
            (Since::Updates, 11, None, false),
            (Since::Updates, 11, Some(12), true),
            (Since::Updates, 14, Some(2), false),
            (Since::Updates, 16, None, true),
            (Since::Updates, 8, None, false),
            (Since::Java26, 26, None, true),
            (Since::Java26, 25, None, false),
            (Since::Never, 27, None, false),
        ] {
            assert_eq!(since.includes_version(feature, update), is_read, "{since:?} {feature} {update:?}");
        }
    }
}
