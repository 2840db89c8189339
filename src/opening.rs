//! A trust store as a Java opens it: under a type, with or without a password, and how many anchors it gets.
//!
//! Measured on JDK 11.0.13 and 25.0.2 with some thirty stores, types and passwords.

use std::sync::Arc;

use crate::diagnosis::Release;
use crate::formats::keys::recover;
use crate::formats::{self, DecodeError, Reading};
use crate::jvm::policy::Policy;
use crate::keystore::{Content, Entry, Format, ProtectedKey, Safe, SafeProtection, Store};
use crate::secret::Password;

/// A store that a Java opened.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The store.
    pub store: Store,
    /// The certificates that it trusts by: the trusted ones, and the first of each key's chain.
    pub anchors: usize,
    /// Why there are fewer than the file holds; `None` where there are not.
    pub shortage: Option<Shortage>,
}

/// Why a Java gets no anchors out of a file that it opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shortage {
    /// Its certificates are encrypted, and no password was told: it opens, and is empty.
    PasswordMissing,
    /// Its certificates have no mark of trust (openssl writes none): Java does not see them.
    Unmarked,
    /// There is nothing in it.
    Empty,
}

/// Why a Java does not open a store: every connection fails then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenFault {
    /// There is no such type.
    UnknownType(String),
    /// The file is of another format than the type says.
    WrongType {
        /// The type as it is said.
        wanted: String,
        /// The file's own format.
        found: Format,
    },
    /// It cannot be decoded: the password, the format, damage.
    Decode(DecodeError),
}

/// The types under which a store may be opened, as Java names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Type {
    /// JKS, which takes PKCS12 too unless `keystore.type.compat` says otherwise, and PKCS12 the other way round.
    Dual(Format),
    /// JKS with aliases that keep their case.
    CaseExact,
    /// JCEKS, which takes JKS too.
    Jceks,
}

impl Type {
    fn named(name: &str) -> Option<Self> {
        let is = |own: &str| name.eq_ignore_ascii_case(own);
        match () {
            () if is("JKS") || is("DKS") => Some(Self::Dual(Format::Jks)),
            () if is("PKCS12") => Some(Self::Dual(Format::Pkcs12)),
            () if is("CaseExactJKS") => Some(Self::CaseExact),
            () if is("JCEKS") => Some(Self::Jceks),
            () => None,
        }
    }

    /// Whether a file of this format is opened under the type.
    fn opens(self, format: Format, is_compatible: bool) -> bool {
        match self {
            Self::Dual(own) => format == own || (is_compatible && format != Format::Jceks),
            Self::CaseExact => format == Format::Jks,
            Self::Jceks => format != Format::Pkcs12,
        }
    }
}

/// The type that a Java takes a store for where none is told.
pub fn default_type(policy: &Policy, release: Release) -> String {
    let fallback = if release == Release::Java8 { "jks" } else { "pkcs12" };
    policy.value("keystore.type").unwrap_or(fallback).to_owned()
}

/// Opens `bytes` as a Java with this policy does. `type_name` is the type as it was told, or the default; an empty password is none.
///
/// # Errors
/// [`OpenFault`]: the Java fails, at the first connection.
pub fn open(
    bytes: &Arc<Vec<u8>>,
    type_name: &str,
    password: Option<&Password>,
    policy: &Policy,
) -> Result<Opened, OpenFault> {
    let wanted = Type::named(type_name).ok_or_else(|| OpenFault::UnknownType(type_name.to_owned()))?;
    let format = formats::detect(bytes).ok_or(OpenFault::Decode(DecodeError::Unrecognised))?;
    let is_compatible = policy.value("keystore.type.compat").is_none_or(|value| value != "false");
    if !wanted.opens(format, is_compatible) {
        return Err(OpenFault::WrongType { wanted: type_name.to_owned(), found: format });
    }
    let password = password.filter(|password| !password.is_empty());
    let store = formats::decode(format, bytes, password, Reading::AsJava).map_err(OpenFault::Decode)?;
    let trusted = |entry: &&Entry| !entry.certificates().is_empty();
    let anchors = store.entries().filter(trusted).count();
    let shortage = (anchors == 0).then(|| shortage(&store));
    Ok(Opened { store, anchors, shortage })
}

/// The first entry whose key does not open with the password of the store: Java's key manager, which opens them all, fails
/// over it. Without a password none opens.
pub fn locked_key<'s>(store: &'s Store, password: Option<&Password>) -> Option<&'s Entry> {
    let password = password.filter(|password| !password.is_empty());
    store.in_java_order().into_iter().find(|entry| match &entry.content {
        Content::Trusted(_) => false,
        Content::PrivateKey { key: ProtectedKey::Plain(_), .. } => false,
        content => password.is_none_or(|password| recover(content, password).is_err()),
    })
}

fn shortage(store: &Store) -> Shortage {
    let layout = store.provenance.layout.as_ref();
    let is_locked = |safe: &Safe| matches!(safe.protection, SafeProtection::Locked);
    if layout.is_some_and(|layout| layout.safes.iter().any(is_locked)) {
        Shortage::PasswordMissing
    } else if layout.is_some_and(|layout| layout.certificates().next().is_some()) {
        Shortage::Unmarked
    } else {
        Shortage::Empty
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const JKS: &[u8] = include_bytes!("../testdata/keystores/debian.jks");
    const P12: &[u8] = include_bytes!("../testdata/keystores/debian.p12");

    fn opened(
        bytes: &[u8],
        type_name: &str,
        password: Option<&str>,
        policy: &str,
    ) -> Result<usize, OpenFault> {
        let mut all = Policy::jdk25();
        all.overlay(policy);
        let password = password.map(Password::new);
        open(&Arc::new(bytes.to_vec()), type_name, password.as_ref(), &all).map(|opened| opened.anchors)
    }

    #[test]
    fn types_and_passwords_count_as_in_java() {
        let wrong = |wanted: &str, found| Err(OpenFault::WrongType { wanted: wanted.into(), found });
        assert_eq!(opened(JKS, "pkcs12", None, ""), Ok(144));
        assert_eq!(opened(JKS, "Jks", Some("changeit"), ""), Ok(144));
        assert_eq!(opened(JKS, "JCEKS", Some(""), ""), Ok(144));
        assert_eq!(opened(JKS, "CaseExactJKS", None, ""), Ok(144));
        assert_eq!(opened(P12, "jks", Some("changeit"), ""), Ok(144));
        assert_eq!(opened(P12, "pkcs12", None, ""), Ok(0));
        assert_eq!(opened(P12, "pkcs12", Some(""), ""), Ok(0));
        assert_eq!(opened(P12, "JCEKS", Some("changeit"), ""), wrong("JCEKS", Format::Pkcs12));
        assert_eq!(opened(P12, "CaseExactJKS", Some("changeit"), ""), wrong("CaseExactJKS", Format::Pkcs12));
        let narrow = "keystore.type.compat=false";
        assert_eq!(opened(JKS, "pkcs12", None, narrow), wrong("pkcs12", Format::Jks));
        assert_eq!(opened(P12, "jks", Some("changeit"), narrow), wrong("jks", Format::Pkcs12));
        assert_eq!(opened(JKS, "nonsense", None, ""), Err(OpenFault::UnknownType("nonsense".into())));
        for (bytes, name) in [(JKS, "jks"), (P12, "pkcs12")] {
            let Err(OpenFault::Decode(fault)) = opened(bytes, name, Some("wrong1"), "") else {
                panic!("{name}")
            };
            assert!(fault.is_wrong_password(), "{name}");
        }
        assert!(matches!(
            opened(b"hi\n", "jks", None, ""),
            Err(OpenFault::Decode(DecodeError::Unrecognised))
        ));
        assert_eq!(default_type(&Policy::of_release(Release::Java8), Release::Java8), "jks");
        assert_eq!(default_type(&Policy::default(), Release::Java25), "pkcs12");
    }

    #[test]
    fn an_empty_store_says_why() {
        let bytes = Arc::new(P12.to_vec());
        let opened = open(&bytes, "pkcs12", None, &Policy::jdk25()).unwrap();
        assert_eq!(opened.shortage, Some(Shortage::PasswordMissing));
    }
}
