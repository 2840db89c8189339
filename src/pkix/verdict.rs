//! What a decision comes to: the trusted path, or why not; facts, not words.

use super::constraints::Rule;
use super::node::Node;
use super::revocation::RevocationFault;
use crate::crypto::verify::VerifyError;
use crate::x509::Refusal;

/// Whose certificate is presented.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Purpose {
    /// A server's, to a client.
    #[default]
    Server,
    /// A client's, to a server.
    Client,
}

impl Purpose {
    /// What the security properties call checking such a certificate.
    pub fn usage(self) -> &'static str {
        match self {
            Self::Server => "TLSServer",
            Self::Client => "TLSClient",
        }
    }
}

/// The way in which Java looks at a chain; the first that fits is the only one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// The first certificate is itself in the store: nothing but the host name is checked.
    PeerInStore,
    /// Each certificate was issued by the next, up to a name in the store: these are checked, and no others.
    InOrder,
    /// Anything else: a path is looked for among what was sent and the store.
    Search,
}

/// A certificate of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Member {
    /// The certificate with this number in the chain as it was sent.
    Sent(usize),
    /// The anchor with this number.
    Stored(usize),
}

/// A decision.
#[derive(Debug, Clone)]
pub struct Decision<'a> {
    /// The certificates as they were sent; those before one that cannot be parsed.
    pub sent: Vec<Node<'a>>,
    /// How Java went about it; `None` where it did not come that far.
    pub route: Option<Route>,
    /// The path that was trusted or examined, leaf first, without its anchor.
    pub path: Vec<Member>,
    /// The anchor above the path.
    pub anchor: Option<usize>,
    /// What it came to.
    pub outcome: Outcome,
    /// What came of asking whether certificates were revoked; `None` where nobody asked.
    pub asked: Option<Asked>,
    /// How many of the last of [`sent`](Self::sent) were not sent, but fetched: whoever fetches them says so.
    pub fetched: usize,
}

/// What came of asking whether certificates were revoked, beside the outcome.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The certificates of which nobody says anything, and which pass all the same.
    pub let_pass: Vec<(Option<Member>, RevocationFault)>,
    /// Whether the server stapled a response.
    pub stapled: bool,
}

/// What a decision comes to.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// The chain is trusted.
    Trusted,
    /// It is not.
    Rejected(Rejection),
    /// Looking for a path took too long.
    Undecided,
}

/// Why a chain is not trusted, by the place in Java that says so.
#[derive(Debug, Clone)]
pub enum Rejection {
    /// There is no certificate.
    EmptyChain,
    /// There is no word for how the server proves itself.
    EmptyAuthType,
    /// A certificate cannot be parsed, needed or not.
    Unparseable {
        /// Its number in the chain.
        index: usize,
        /// What Java does not take.
        refusal: Refusal,
    },
    /// A certificate of the store cannot be parsed, which makes the store unreadable.
    UnreadableStore {
        /// What Java does not take.
        refusal: Refusal,
    },
    /// The store has no anchor at all.
    NoAnchors,
    /// The path was checked, and failed.
    Path {
        /// Why.
        fault: PathFault,
        /// The number of the certificate at fault within the path.
        index: Option<usize>,
    },
    /// No path was found.
    NoPath {
        /// Every way that was tried, and where it ended; the most promising first.
        attempts: Vec<Attempt>,
    },
    /// The anchor at the end of a good path may not issue certificates.
    AnchorNotCa {
        /// Whether its key usage says so, rather than its basic constraints.
        by_key_usage: bool,
    },
    /// The leaf is for another purpose.
    Usage(UsageFault),
    /// A policy distrusts the path's CA for leaves as young as this one.
    Distrusted(super::distrust::Distrust),
    /// The leaf is for another host.
    Host(super::host::HostFault),
    /// Java stumbles over something in the chain, and that is the exception.
    Crash(Crash),
}

/// One way of building a path, and where it ended.
#[derive(Debug, Clone)]
pub struct Attempt {
    /// The certificates, leaf first.
    pub path: Vec<Member>,
    /// What ended it; `None` where there was no issuer to go on with.
    pub fault: Option<PathFault>,
}

/// What is wrong with a certificate of a path.
#[derive(Debug, Clone)]
pub enum PathFault {
    /// No anchor of the issuer's name matches the authority key identifier.
    NoAnchor,
    /// The JDK blocks this very certificate.
    Blocked,
    /// Its key, or that of the anchor, is disabled.
    Key {
        /// The rule that says so.
        rule: Rule,
        /// Whether it is the anchor's key.
        of_anchor: bool,
        /// Whether it was enough to look at the name of the key's algorithm or curve; Java then says less.
        by_name: bool,
    },
    /// Its signature algorithm is disabled.
    SignatureAlgorithm {
        /// The rule that says so.
        rule: Rule,
    },
    /// Its signature algorithm is none that this Java takes in TLS.
    TlsSignature {
        /// Whether it is directly below the anchor; Java then says less.
        is_topmost: bool,
    },
    /// `jdk.tls.disabledAlgorithms` disables its key.
    TlsKey,
    /// Its key usage has no bits.
    KeyUsageEmpty,
    /// Its key usage does not let it sign certificates.
    NoCertSign,
    /// It is no CA.
    NotCa,
    /// A CA above it allows fewer CAs below.
    PathLength,
    /// A CA above it does not allow its names.
    NameConstraints,
    /// A CA above it constrains names at a distance, which Java does not know how to.
    BaseDistance {
        /// Whether it is the nearest distance that is given, not the farthest.
        is_minimum: bool,
    },
    /// A CA requires a policy that it does not have.
    Policy(PolicyFault),
    /// Its time is over.
    Expired,
    /// Its time has not begun.
    NotYetValid,
    /// Its signature is not its issuer's.
    Signature(VerifyError),
    /// It has critical extensions that Java does not know.
    CriticalExtensions,
    /// It was revoked, or nobody says that it was not.
    Revocation(RevocationFault),
}

/// What is wrong with policies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PolicyFault {
    /// None is left where one is required.
    NoneLeft,
    /// Qualifiers in a critical extension.
    CriticalQualifiers,
    /// anyPolicy is mapped to another.
    AnyPolicyMapped,
    /// Another is mapped to anyPolicy.
    MappedToAnyPolicy,
}

/// What a leaf may not be used for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UsageFault {
    /// Its key usage lacks digitalSignature.
    DigitalSignature,
    /// Its key usage lacks keyEncipherment.
    KeyEncipherment,
    /// Its key usage lacks keyAgreement.
    KeyAgreement,
    /// Its extended key usage is for others.
    Extended(Purpose),
    /// Its Netscape certificate type is for others.
    Netscape(Purpose),
    /// Java knows no such authentication type.
    UnknownAuthType(String),
    /// Its extended key usage cannot be read.
    Unreadable(crate::x509::Fault),
}

/// What Java stumbles over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Crash {
    /// Permitted DNS names of two CAs have nothing in common.
    DisjointDnsNames,
    /// Permitted addresses of two CAs have nothing in common.
    DisjointAddresses,
    /// Permitted mailboxes of two CAs have nothing in common.
    DisjointMailboxes,
    /// Permitted URIs of two CAs have nothing in common.
    DisjointUris,
    /// An IPv4 address is held against an IPv6 network, by Java 8 or 11.
    AddressTooShort,
    /// A DNS name constraint is empty.
    EmptyDnsConstraint,
    /// A URI without a host is held against a constraint.
    NoHostInUri,
    /// A name constraint of a form that Java does not compare.
    OtherNameConstraint,
    /// A registered identifier is held against another one.
    RegisteredIdConstraint,
    /// The alternative names, when they are looked at for the host, turn out to be unreadable.
    AlternativeNames(crate::x509::Fault),
}
