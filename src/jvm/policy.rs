//! A JVM's security properties: what `conf/security/java.security` says, and what is laid over it.

mod overrides;
pub mod properties;
mod updates;

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::diagnosis::Release;

pub use overrides::{PolicyError, SECURITY_PROPERTIES};
pub use properties::read as read_properties;

/// Security properties by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Policy {
    values: BTreeMap<String, Value>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Value {
    text: String,
    origin: Option<Origin>,
}

/// Where a property was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The file.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
}

/// The security properties of one Java version that concern keystores and certificates: the version, and lines of
/// name, tab, value as `Security.getProperty` gives them. Recipe: testdata/make/SecurityProperties.java.
const VERSIONS: [(u32, &str); 5] = [
    (8, include_str!("policy/jdk8.tsv")),
    (11, include_str!("policy/jdk11.tsv")),
    (17, include_str!("policy/jdk17.tsv")),
    (21, include_str!("policy/jdk21.tsv")),
    (25, include_str!("policy/jdk25.tsv")),
];

impl Policy {
    /// JDK 25's own (25.0.2), which is what keytool-rs goes by.
    pub fn jdk25() -> Self {
        Self::of_version(25).unwrap_or_default()
    }

    /// The own properties of a Java version: 8 (8u504), 11 (11.0.13), 17 (17.0.21), 21 (21.0.8) or 25 (25.0.2); `None` for
    /// others.
    pub fn of_version(version: u32) -> Option<Self> {
        let (_, table) = VERSIONS.iter().find(|(listed, _)| *listed == version)?;
        let values = table.lines().filter_map(|line| line.split_once('\t'));
        let value = |text: &str| Value { text: text.to_owned(), origin: None };
        Some(Self { values: values.map(|(name, text)| (name.to_owned(), value(text))).collect() })
    }

    /// The own properties of a release.
    pub fn of_release(release: Release) -> Self {
        Self::of_version(release.number()).unwrap_or_default()
    }

    /// The own properties of an update of a release, as far as they are known; without one, of the update that was recorded.
    pub fn of_update(release: Release, update: Option<u32>) -> Self {
        let mut policy = Self::of_release(release);
        for (name, value) in update.map(|update| updates::of(release, update)).unwrap_or_default() {
            policy.values.insert(name.to_owned(), Value { text: value.to_owned(), origin: None });
        }
        policy
    }

    /// What the text of a `java.security` file says, and nothing else.
    pub fn read(java_security: &str) -> Self {
        let mut policy = Self::default();
        policy.overlay(java_security);
        policy
    }

    /// Lays the text of a properties file over these values: the last one given for a name counts.
    pub fn overlay(&mut self, text: &str) {
        let properties = read_properties(text).into_iter();
        self.values.extend(properties.map(|one| (one.name, Value { text: one.value, origin: None })));
    }

    /// The value of a property, without blanks around it; `None` where it is not set.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(|value| value.text.trim())
    }

    /// Where a property was read; `None` where it is not set, or came from no file.
    pub fn origin(&self, name: &str) -> Option<&Origin> {
        self.values.get(name)?.origin.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_recorded_version_has_its_constraints() {
        for (version, table) in VERSIONS {
            let policy = Policy::of_version(version).unwrap();
            assert_eq!(policy.values.len(), table.lines().count());
            let disabled = policy.value("jdk.certpath.disabledAlgorithms").unwrap();
            assert!(disabled.starts_with("MD2, MD5, SHA1 jdkCA & usage TLSServer, RSA keySize < 1024"));
            // JDK 8 and 11 still list curves, which later ones do not have at all.
            assert_eq!(policy.value("jdk.disabled.namedCurves").is_some(), version <= 11);
            let its_type = if version == 8 { "jks" } else { "pkcs12" };
            assert_eq!(policy.value("keystore.type"), Some(its_type));
        }
        assert!(Policy::of_version(24).is_none());
        assert!(Policy::jdk25().value("jdk.tls.disabledAlgorithms").unwrap().contains("TLS_RSA_*"));
    }

    #[test]
    fn a_file_is_laid_over_what_is_there() {
        let mut policy =
            Policy::read("keystore.type=jks\njdk.security.legacyAlgorithms=SHA1, \\\n    MD5  \n");
        assert_eq!(policy.value("jdk.security.legacyAlgorithms"), Some("SHA1, MD5"));
        policy.overlay("keystore.type = pkcs12\n");
        assert_eq!(policy.value("keystore.type"), Some("pkcs12"));
        assert_eq!(policy.value("jdk.security.legacyAlgorithms"), Some("SHA1, MD5"));
    }
}
