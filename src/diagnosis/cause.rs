//! What can be wrong: every cause with its name, what it means and who must act.

use std::fmt;

use super::catalogue;
use super::release::Release;
use crate::wildcard;

/// Something that is wrong, or that somebody should know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each has a title and a meaning in the catalogue")]
pub enum Cause {
    Expired,
    NotYetValid,
    ExpiresSoon,
    CaFalse,
    ChainInsteadOfLeaf,
    RedundantLeaf,
    MissingIntermediate,
    UnknownCa,
    SelfSigned,
    WrongTrustStore,
    EmptyStore,
    EmptyChain,
    Duplicate,
    X509V1,
    WeakKey,
    WeakSignature,
    Blocked,
    KnownBad,
    DistrustedCa,
    HostnameMismatch,
    WrongUsage,
    PathLength,
    NameConstraints,
    Policies,
    UnknownCriticalExtension,
    BadSignature,
    Unparseable,
    JavaStumbles,
    ChainTooLong,
    TooManyPaths,
    WrongPassword,
    NotAKeystore,
    Unreadable,
    UnreadableByJava,
    InvisibleToJava,
    PrivateKeyInTruststore,
    IncompleteChain,
    BrokenChain,
    KeyMismatch,
    DefaultPassword,
    LoosePermissions,
    NameUnresolved,
    ConnectionRefused,
    ConnectTimeout,
    Unreachable,
    ProxyAuthentication,
    ProxyRefused,
    Silence,
    ConnectionReset,
    ClosedInHandshake,
    NotTls,
    StartTlsNeeded,
    StartTlsRefused,
    TlsOnStartTlsPort,
    PlaintextClient,
    ProtocolMismatch,
    CipherMismatch,
    NameNotServed,
    NameNotSent,
    AlpnMismatch,
    WeakKeyExchange,
    Downgrade,
    UnsafeRenegotiation,
    RenegotiationRefused,
    ServerAlert,
    KeyNotProved,
    RecordDamaged,
    ClientCertificateRequired,
    ClientIssuerNotListed,
    ClientKeyType,
    NoClientKey,
    ClientCertificateRejected,
    Revoked,
    RevocationUnknown,
    Intercepted,
    SilentFallback,
    NoTrustStore,
    TrustStorePasswordMissing,
    RestartDue,
    ServiceFile,
    UnknownProperty,
    KeyPassword,
    StoreMissing,
    DamagedStore,
    WrongStoreType,
    KeystoreAsTruststore,
    UnknownSuiteName,
    UnknownProtocolName,
    NameServiceFailure,
    MessageTooLarge,
    ServerWithoutKey,
    ProxyUnreachable,
    ClientSettings,
}

impl Cause {
    /// Its row in the catalogue.
    pub fn entry(self) -> &'static Entry {
        catalogue::of(self)
    }

    /// Every cause, in the order of the catalogue.
    pub fn all() -> impl Iterator<Item = Self> {
        catalogue::entries().map(|entry| entry.cause)
    }

    /// Its name for programs, which stays.
    pub fn id(self) -> &'static str {
        self.entry().id
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.id())
    }
}

/// A row of the catalogue.
#[derive(Debug)]
pub struct Entry {
    /// The cause.
    pub cause: Cause,
    /// Its name for programs.
    pub id: &'static str,
    /// A few words.
    pub title: &'static str,
    /// What it means for a JVM, in a sentence or two.
    pub meaning: &'static str,
    /// Who can mend it.
    pub actor: Actor,
    /// What Java says where this is the cause. The most telling one of the exceptions is matched; several causes may have
    /// the same.
    pub java: &'static [Text],
}

/// A text of Java's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// Class and message, `*` standing for what differs.
    pub words: &'static str,
    /// The first release that says it.
    pub first: Release,
    /// The last release that says it.
    pub last: Release,
}

impl Text {
    /// Whether an exception of a release is one of these.
    pub fn matches(&self, release: Release, exception: &str) -> bool {
        (self.first..=self.last).contains(&release) && wildcard::covers(self.words, exception)
    }
}

/// Who must act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// Whoever looks after the keystore or truststore.
    StoreOwner,
    /// Whoever runs the server, or made its certificate.
    ServerAdministrator,
    /// Whoever installs and configures the Java.
    JavaAdministrator,
    /// Whoever runs proxies and names.
    NetworkAdministrator,
}

impl Actor {
    /// For programs, which stays.
    pub fn id(self) -> &'static str {
        match self {
            Self::StoreOwner => "store-owner",
            Self::ServerAdministrator => "server-administrator",
            Self::JavaAdministrator => "java-administrator",
            Self::NetworkAdministrator => "network-administrator",
        }
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::StoreOwner => "the owner of the store",
            Self::ServerAdministrator => "the server's administrator",
            Self::JavaAdministrator => "whoever looks after this Java",
            Self::NetworkAdministrator => "the network's administrator",
        }
    }
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// A risk, or trouble to come.
    Warning,
    /// Something does not work, or must not.
    Error,
}

impl Severity {
    /// `info`, `warning`, `error`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}
