//! The system properties that a Java's TLS client goes by, and what it does not take in them.

use std::collections::BTreeMap;

use super::traits::Traits;

/// System properties of a client, as `-D` gives them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClientProperties {
    values: BTreeMap<String, String>,
    is_https: bool,
}

/// Why a Java does not even say hello.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ClientFault {
    /// `jdk.tls.client.protocols` has a version that Java does not know.
    #[error("jdk.tls.client.protocols: unknown version: {0}")]
    Protocol(String),
    /// `https.protocols` has one.
    #[error("https.protocols: unknown version: {0}")]
    HttpsProtocol(String),
    /// `https.cipherSuites` has a suite that Java does not know, or does not have.
    #[error("https.cipherSuites: unknown suite: {0}")]
    HttpsSuite(String),
    /// `jdk.tls.namedGroups` has no group that Java knows.
    #[error("jdk.tls.namedGroups: no known group: {0}")]
    NoGroup(String),
    /// `jdk.tls.namedGroups` has a group twice, which only `HttpsURLConnection` minds.
    #[error("jdk.tls.namedGroups: twice: {0}")]
    DuplicateGroup(&'static str),
    /// A key is to be sent for a group that Java has a name for, and no more.
    #[error("jdk.tls.namedGroups: no keys of {0}")]
    NoKeys(&'static str),
    /// A rule for suites with a `*` that does not begin with `TLS_`.
    #[error("jdk.tls.disabledAlgorithms: {0}")]
    Wildcard(String),
    /// `crypto.policy` is neither limited nor unlimited.
    #[error("crypto.policy: {0}")]
    CryptoPolicy(String),
    /// A property that is neither true nor false.
    #[error("{0}: neither true nor false")]
    NotBoolean(&'static str),
    /// `jdk.tls.ephemeralDHKeySize` is neither a size from 1024 to 8192 nor one of the words.
    #[error("jdk.tls.ephemeralDHKeySize: not a size")]
    DhKeySize,
    /// No version is left that may be spoken and has a suite.
    #[error("no version left")]
    NoProtocol,
    /// No suite is left.
    #[error("no suite left")]
    NoSuite,
}

/// What a client takes of a server at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The length of one message of the handshake; below nothing, none is taken.
    pub message: i32,
    /// How many certificates a chain may have; below nothing likewise.
    pub chain: i32,
}

impl Default for Limits {
    /// What a Java takes that is told nothing else.
    fn default() -> Self {
        Self { message: 0x8000, chain: 10 }
    }
}

impl ClientProperties {
    /// Those of a socket's client, to whom `https.protocols` and `https.cipherSuites` mean nothing.
    pub fn of_socket<N: Into<String>, V: Into<String>>(values: impl IntoIterator<Item = (N, V)>) -> Self {
        let values = values.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        Self { values, is_https: false }
    }

    /// Those of an `HttpsURLConnection`.
    pub fn of_https<N: Into<String>, V: Into<String>>(values: impl IntoIterator<Item = (N, V)>) -> Self {
        Self { is_https: true, ..Self::of_socket(values) }
    }

    /// Whether they are those of an `HttpsURLConnection`.
    pub fn is_https(&self) -> bool {
        self.is_https
    }

    /// The value of a property; `None` where it is not set.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// A value without the quotes around it.
    pub(super) fn unquoted(&self, name: &str) -> String {
        let value = self.value(name).unwrap_or_default();
        let inner = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        inner.unwrap_or(value).to_owned()
    }

    /// The items of a list, without the blanks around each; `None` where the property is not set, or empty.
    ///
    /// Java: what is empty at the end of a list does not count, in the middle it is an item.
    pub(super) fn list(&self, name: &str) -> Option<Vec<String>> {
        let value = self.unquoted(name);
        if value.is_empty() {
            return None;
        }
        let mut items: Vec<String> = value.split(',').map(str::to_owned).collect();
        while items.last().is_some_and(String::is_empty) {
            items.pop();
        }
        Some(items.into_iter().map(|item| item.trim().to_owned()).collect())
    }

    /// The items of a list that only `HttpsURLConnection` reads; `None` where it is not set, or empty.
    ///
    /// Java: blanks and quotes are part of an item here, and nothing between two commas is no item.
    pub(super) fn https_list(&self, name: &str) -> Option<Vec<&str>> {
        let value = self.value(name).filter(|value| self.is_https && !value.is_empty())?;
        Some(value.split(',').filter(|item| !item.is_empty()).collect())
    }

    /// A property that is true or false, in any letter case.
    ///
    /// # Errors
    /// [`ClientFault::NotBoolean`] where it is neither.
    pub(super) fn switch(&self, name: &'static str, default: bool) -> Result<bool, ClientFault> {
        match self.value(name) {
            None => Ok(default),
            Some(value) if value.eq_ignore_ascii_case("true") => Ok(true),
            Some(value) if value.eq_ignore_ascii_case("false") => Ok(false),
            Some(_) => Err(ClientFault::NotBoolean(name)),
        }
    }

    /// What is taken at most.
    ///
    /// Java: what is no number counts as not said; later updates have another name for the length of a chain, and take
    /// none below nothing there.
    pub(super) fn limits(&self, traits: Traits) -> Limits {
        let number = |name: &str| self.value(name)?.parse::<i32>().ok();
        let old = number("jdk.tls.maxCertificateChainLength");
        let chain = if traits.is_late {
            let new = number("jdk.tls.client.maxInboundCertificateChainLength");
            new.filter(|length| *length >= 0).or(old.filter(|length| *length >= 0))
        } else {
            old
        };
        let usual = Limits::default();
        Limits {
            message: number("jdk.tls.maxHandshakeMessageSize").unwrap_or(usual.message),
            chain: chain.unwrap_or(usual.chain),
        }
    }

    /// Whether `jdk.tls.ephemeralDHKeySize` can be read.
    pub(super) fn check_dh_key_size(&self) -> Result<(), ClientFault> {
        let is_known = match self.value("jdk.tls.ephemeralDHKeySize") {
            None | Some("" | "matched" | "legacy") => true,
            Some(size) => {
                size.parse::<i32>().is_ok_and(|size| (1024..=8192).contains(&size) && size & 0x3F == 0)
            }
        };
        if is_known { Ok(()) } else { Err(ClientFault::DhKeySize) }
    }
}
