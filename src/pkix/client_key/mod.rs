//! Which of its keys a Java client sends to a server that asks for a certificate, and why none of the others.
//!
//! Read off from recordings of JVMs 11, 17, 21 and 25 with both of Java's key managers (`testdata/pkix/clients.json.gz`).

mod fitness;
mod request;

use super::constraints::Rule;
use super::java::Java;
use super::node::Node;
use crate::diagnosis::Release;
use crate::keystore::{Format, map_order};
use crate::x509::{KeyKind, Name};

use fitness::{Fitness, Rank};
use request::{Asked, TLS_1_2};

pub use request::{ClientRequest, RequestFault};

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
    /// The format of the store.
    pub format: Format,
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
    /// The place of the entry whose chain is sent; `None`: an empty list is, unless there is a fault.
    pub chosen: Option<usize>,
    /// The signature scheme that proves it; `None` up to TLS 1.1.
    pub scheme: Option<u16>,
    /// Every other entry by its place, and why it is not sent. With a fault those that nothing speaks against are missing.
    pub refused: Vec<(usize, WhyNot)>,
    /// What makes Java give up.
    pub fault: Option<KeyChoiceFault>,
}

/// Why a Java gives up instead of answering.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyChoiceFault {
    /// The key manager cannot be made, since this entry's key cannot be opened (`Cannot recover key`): it connects to nobody.
    KeyManager(usize),
    /// The server's request.
    Request(RequestFault),
    /// The chosen key can make none of the proofs that the server takes: `No supported CertificateVerify signature algorithm`.
    NoProof,
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
    let mut choice = ClientChoice { chosen: None, scheme: None, refused: Vec::new(), fault: None };
    let fitness = Fitness { java, asked: &asked, manager, at, authorities: names(request.authorities) };
    let mut ranked = Vec::new();
    for place in order(manager, entries) {
        let Some(entry) = entries.get(place) else { continue };
        let candidate = Candidate::of(entry, java);
        match candidate.and_then(|one| Ok((fitness.of(&one)?, place, one))) {
            Ok(answer) => ranked.push(answer),
            Err(reason) => choice.refused.push((place, reason)),
        }
    }
    let at_once = java.release >= Release::Java21;
    // The sort keeps the order of equals.
    ranked.sort_by_key(|(rank, ..)| rank.order(manager, java.release));
    let unopened = match manager {
        KeyManager::SunX509 => entries.iter().position(|entry| cannot_be_taken(entry, java)),
        KeyManager::Pkix => None,
    };
    choice.fault = unopened.map(KeyChoiceFault::KeyManager).or(asked.fault.map(KeyChoiceFault::Request));
    if choice.fault.is_none()
        && let Some((place, candidate)) = first_opened(&ranked, at_once)
    {
        choice.chosen = Some(place);
        if request.version >= TLS_1_2 {
            let leaf = candidate.leaf();
            choice.scheme = leaf.and_then(|leaf| asked.scheme_for(&leaf.certificate.key, &candidate.family));
            choice.fault = choice.scheme.is_none().then_some(KeyChoiceFault::NoProof);
        }
    }
    let is_decided = choice.fault.is_none_or(|fault| fault == KeyChoiceFault::NoProof);
    for (rank, place, candidate) in &ranked {
        if !candidate.is_open {
            choice.refused.push((*place, WhyNot::Unrecoverable));
        } else if is_decided && choice.chosen != Some(*place) {
            choice.refused.push((*place, WhyNot::Behind { blemish: rank.blemish }));
        }
    }
    choice.refused.sort_by_key(|(place, _)| *place);
    choice
}

/// The first of the keys, if it can be opened. Only PKIX meets one that cannot.
///
/// Java: up to 17 the kinds of keys are tried one after another, so that the first of the next kind has a chance.
fn first_opened<'r, 'a>(
    ranked: &'r [(Rank, usize, Candidate<'a>)],
    at_once: bool,
) -> Option<(usize, &'r Candidate<'a>)> {
    let mut tried = None;
    for (rank, place, candidate) in ranked {
        if tried == Some(rank.key) || (at_once && tried.is_some()) {
            continue;
        }
        if candidate.is_open {
            return Some((*place, candidate));
        }
        tried = Some(rank.key);
    }
    None
}

/// An entry that can be sent, and the name that Java has for the kind of its key.
struct Candidate<'a> {
    is_open: bool,
    chain: Vec<Node<'a>>,
    family: String,
}

impl<'a> Candidate<'a> {
    fn of(entry: &ClientEntry<'a>, java: &Java) -> Result<Self, WhyNot> {
        let Held::PrivateKey { is_open } = entry.held else { return Err(WhyNot::NoPrivateKey) };
        // A chain that Java cannot parse keeps it from opening the store at all.
        let chain: Vec<Node<'a>> = entry.chain.iter().filter_map(|der| Node::read(der).ok()).collect();
        let family = chain.first().map(family).ok_or(WhyNot::NoChain)?;
        if !knows_key(&family, java) {
            return Err(WhyNot::UnknownKey);
        }
        Ok(Self { is_open, chain, family })
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

/// Java: SunX509 opens all keys, secret ones as well, before it is asked for any. Only a PKCS12 minds what kind they are.
fn cannot_be_taken(entry: &ClientEntry<'_>, java: &Java) -> bool {
    match entry.held {
        Held::PrivateKey { is_open } => {
            let is_unknown = || Candidate::of(entry, java).is_err_and(|reason| reason == WhyNot::UnknownKey);
            !is_open || (entry.format == Format::Pkcs12 && is_unknown())
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

/// Names in a form that can be compared, where there are any; those that Java cannot read are equal to nothing.
fn names(authorities: &[Vec<u8>]) -> Option<Vec<String>> {
    let read = |der: &Vec<u8>| Name::from_der(der).ok().map(|name| name.canonical());
    (!authorities.is_empty()).then(|| authorities.iter().filter_map(read).collect())
}
