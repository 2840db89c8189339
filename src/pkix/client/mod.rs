//! Which of its keys a Java client sends to a server that asks for a certificate, and why none of the others.
//!
//! Read off from recordings of JVMs 11, 17, 21 and 25 with both of Java's key managers (`testdata/pkix/clients.json.gz`).

mod fitness;
mod request;

use super::constraints::Rule;
use super::java::Java;
use super::node::Node;
use crate::diagnosis::Release;
use crate::keystore::map_order;
use crate::x509::{KeyKind, Name};

use fitness::Fitness;
use request::Asked;

pub use request::ClientRequest;

/// Which of Java's two key managers chooses (`ssl.KeyManagerFactory.algorithm`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyManager {
    /// `SunX509`, which is the default.
    SunX509,
    /// `PKIX`, also called `NewSunX509`.
    Pkix,
}

/// An entry of the client's keystore.
#[derive(Debug, Clone)]
pub struct ClientEntry<'a> {
    /// Its alias.
    pub alias: &'a str,
    /// What it holds.
    pub held: Held,
    /// Its certificates in DER, its own first.
    pub chain: Vec<&'a [u8]>,
}

/// What an entry holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// A private key, and whether the store's password, which Java tries, opens it.
    PrivateKey {
        /// Whether it does.
        is_open: bool,
    },
    /// A secret key, and whether the store's password opens it.
    SecretKey {
        /// Whether it does.
        is_open: bool,
    },
    /// A trusted certificate.
    Certificate,
}

/// What Java sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientChoice {
    /// The place of the entry whose chain is sent; `None`: an empty list is.
    pub chosen: Option<usize>,
    /// The signature scheme that proves it. `None` up to TLS 1.1, and where the server takes none that this key can make:
    /// Java then gives up.
    pub scheme: Option<u16>,
    /// Every other entry by its place, and why it is not sent.
    pub refused: Vec<(usize, WhyNot)>,
    /// The place of the first entry that the key manager cannot be made with: Java connects to nobody then
    /// (`Cannot recover key`).
    pub unrecoverable: Option<usize>,
}

/// Why an entry is not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhyNot {
    /// It is a trusted certificate or a secret key.
    NoPrivateKey,
    /// Its password is not the store's.
    Unrecoverable,
    /// This Java has no such keys.
    UnknownKey,
    /// There are no certificates with it.
    NoChain,
    /// The server does not ask for keys of this kind, by Java's name for it.
    KeyType(String),
    /// The server lists authorities, and none of them has issued a certificate of the chain.
    Issuer,
    /// A certificate of the chain, by its place in it, is of an algorithm that is not allowed.
    Algorithm {
        /// The certificate's place.
        certificate: usize,
        /// What is not allowed.
        fault: AlgorithmFault,
    },
    /// Another entry comes before it.
    Behind {
        /// What makes it worse than others, where it is.
        blemish: Option<Blemish>,
    },
}

/// An algorithm that is not allowed in a client's chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AlgorithmFault {
    /// `jdk.certpath.disabledAlgorithms` disables the key.
    Key(Rule),
    /// `jdk.certpath.disabledAlgorithms` disables the signature.
    Signature(Rule),
    /// `jdk.tls.disabledAlgorithms` disables the key.
    TlsKey,
    /// The server, or this Java, does not take such signatures: Java's name of the algorithm.
    NotAsked(String),
    /// The key usage has no bits.
    KeyUsageEmpty,
}

/// What a client's certificate may have and be sent all the same, if there is no better one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Blemish {
    /// Its time is over.
    Expired,
    /// Its time has not begun.
    NotYetValid,
    /// Its extended key usage is for others.
    ExtendedKeyUsage,
    /// Its key usage lacks digitalSignature.
    KeyUsage,
}

/// Chooses as a Java's key manager does. `entries` are all of the store in Java's order
/// ([`in_java_order`](crate::keystore::Store::in_java_order)); `at` is the instant, in milliseconds since 1970.
pub fn choose_client_key(
    java: &Java,
    manager: KeyManager,
    request: &ClientRequest<'_>,
    at: i64,
    entries: &[ClientEntry<'_>],
) -> ClientChoice {
    let asked = Asked::new(java, request);
    let candidates: Vec<Result<Candidate<'_>, WhyNot>> =
        entries.iter().map(|entry| Candidate::of(entry, java)).collect();
    let fitness = Fitness { java, asked: &asked, manager, at, authorities: names(request.authorities) };
    let unrecoverable = match manager {
        KeyManager::SunX509 => entries.iter().position(|entry| cannot_be_taken(entry, java)),
        KeyManager::Pkix => None,
    };
    let mut ranked = Vec::new();
    let mut refused = Vec::new();
    for place in order(manager, entries) {
        let Some(candidate) = candidates.get(place) else { continue };
        let judged = candidate.as_ref().map_err(Clone::clone).and_then(|one| fitness.of(one));
        match judged {
            Ok(rank) => ranked.push((rank, place)),
            Err(reason) => refused.push((place, reason)),
        }
    }
    // The sort keeps the order of equals.
    ranked.sort_by_key(|(rank, _)| (rank.tier(manager), rank.key));
    let mut ranked = ranked.into_iter();
    let chosen = if unrecoverable.is_none() { ranked.next().map(|(_, place)| place) } else { None };
    refused.extend(ranked.map(|(rank, place)| (place, WhyNot::Behind { blemish: rank.blemish })));
    refused.sort_by_key(|(place, _)| *place);
    let sent = chosen.and_then(|place| candidates.get(place)?.as_ref().ok());
    let scheme = sent.and_then(|sent| asked.scheme_for(&sent.leaf()?.certificate.key, &sent.family));
    ClientChoice { chosen, scheme, refused, unrecoverable }
}

/// An entry that can be sent, and the name that Java has for the kind of its key.
struct Candidate<'a> {
    chain: Vec<Node<'a>>,
    family: String,
}

impl<'a> Candidate<'a> {
    fn of(entry: &ClientEntry<'a>, java: &Java) -> Result<Self, WhyNot> {
        match entry.held {
            Held::Certificate | Held::SecretKey { .. } => return Err(WhyNot::NoPrivateKey),
            Held::PrivateKey { is_open: false } => return Err(WhyNot::Unrecoverable),
            Held::PrivateKey { is_open: true } => {}
        }
        // A chain that Java cannot parse keeps it from opening the store at all.
        let chain: Vec<Node<'a>> = entry.chain.iter().filter_map(|der| Node::read(der).ok()).collect();
        let family = chain.first().map(family).ok_or(WhyNot::NoChain)?;
        if !knows_key(&family, java) {
            return Err(WhyNot::UnknownKey);
        }
        Ok(Self { chain, family })
    }

    fn leaf(&self) -> Option<&Node<'a>> {
        self.chain.first()
    }
}

fn family(node: &Node<'_>) -> String {
    let key = &node.certificate.key;
    match (key.kind, key.algorithm_name()) {
        (KeyKind::Ec(_), _) => "EC".to_owned(),
        (_, name) if name.starts_with("Ed") => "EdDSA".to_owned(),
        (_, name) => name,
    }
}

/// Java: 11 has no keys on Edwards curves.
fn knows_key(family: &str, java: &Java) -> bool {
    family != "EdDSA" || java.release >= Release::Java17
}

/// Java: SunX509 opens all keys, secret ones as well, before it is asked for any.
fn cannot_be_taken(entry: &ClientEntry<'_>, java: &Java) -> bool {
    match entry.held {
        Held::PrivateKey { is_open } => {
            !is_open || Candidate::of(entry, java).is_err_and(|reason| reason == WhyNot::UnknownKey)
        }
        Held::SecretKey { is_open } => !is_open,
        Held::Certificate => false,
    }
}

/// Java: SunX509 goes through its keys in the order of a hash map, PKIX through the store.
fn order(manager: KeyManager, entries: &[ClientEntry<'_>]) -> Vec<usize> {
    match manager {
        KeyManager::Pkix => (0..entries.len()).collect(),
        KeyManager::SunX509 => map_order(entries.iter().map(|entry| entry.alias)),
    }
}

/// Names in a form that can be compared; those that are none are equal to nothing.
fn names(authorities: &[Vec<u8>]) -> Vec<String> {
    authorities.iter().filter_map(|der| Name::from_der(der).ok().map(|name| name.canonical())).collect()
}
