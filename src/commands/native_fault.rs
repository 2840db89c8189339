//! What the native dialect refuses and keytool does not, as facts; `cli/failure/native.rs` has the words.

use thiserror::Error;

/// Why the native dialect does not do it.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum NativeFault {
    /// No alias was named, and nobody is there to be asked.
    #[error("no alias was named")]
    AliasNotNamed {
        /// Whether it is the one that an entry is to have instead of its own.
        destination: bool,
    },
    /// Two options of one meaning.
    #[error("{option} and {other} name the same")]
    NamedTwice {
        /// One of them.
        option: &'static str,
        /// The other one, which is keytool's.
        other: &'static str,
    },
    /// Two places of the store that is meant; with a server the Java in a folder is also the one that connects.
    #[error("--java-home names a keystore, and another option does")]
    TwoStores,
    /// A new password was asked for, and none came.
    #[error("no new password came on standard input")]
    NewPasswordNotGiven,
    /// A key to import has another password than those that were given.
    #[error("the password of the key {alias} is another one")]
    SourceKeyPassword {
        /// The key's alias in the source.
        alias: String,
    },
    /// A certificate was to become a trusted one that is the certificate of keys of the same store.
    #[error("it is the certificate of the key {}", keys.join(", "))]
    CertificateOfKey {
        /// The aliases of the keys.
        keys: Vec<String>,
    },
    /// A key's chain, which an authority signed, was to be thrown away.
    #[error("the certificate of {alias} was signed by {issuer}")]
    SignedChain {
        /// The key's alias.
        alias: String,
        /// Who signed its certificate.
        issuer: String,
    },
    /// What was named as a keystore is a folder.
    #[error("{path} is a folder")]
    KeystoreIsFolder {
        /// The path as it was named.
        path: String,
    },
    /// What is to be revoked is no serial number, or its reason is none.
    #[error("{text} is no serial number")]
    SerialNumber {
        /// What was typed.
        text: String,
    },
    /// The client's own keystore has another password.
    #[error("wrong password for {path}, the client's keystore")]
    ClientStorePassword {
        /// The keystore's path as it was named.
        path: String,
    },
    /// The second of two stores has another password.
    #[error("wrong password for {path}")]
    OtherStorePassword {
        /// The store's path as it was named.
        path: String,
    },
    /// The old store, from which is carried, has another password.
    #[error("wrong password for {path}")]
    OldStorePassword {
        /// The store's path as it was named.
        path: String,
    },
    /// The store that is to take what is carried does not exist.
    #[error("there is no keystore {path}, and nothing was carried")]
    NothingToCarryInto {
        /// The path as it was named.
        path: String,
    },
}
