//! A store as the rules see it: every certificate parsed once, and who issued whom.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use super::public_roots;
use super::readability::Readability;
use crate::diagnosis::{Cause, Finding, Remedy, Severity, path_argument};
use crate::keystore::{Content, Entry, Store};
use crate::pkix::signature::Checks;
use crate::pkix::strength::Strengths;
use crate::pkix::{Fingerprint, Java, Node};
use crate::secret::Password;
use crate::x509::Name;

/// What a store is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Whom to trust.
    Truststore,
    /// Who one is.
    Keystore,
}

/// What a store is to be taken for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RoleWanted {
    /// What it looks like.
    #[default]
    Auto,
    /// This.
    Is(Role),
}

/// What all stores of a run are audited by.
pub struct Settings<'t> {
    /// The Java that is to use them.
    pub java: &'t Java,
    /// The update of it where it is known, such as 202 of 8u202, 10 of 11.0.10.
    pub update: Option<u32>,
    /// What its policy thinks of keys and signatures.
    pub strengths: &'t Strengths,
    /// The instant that counts, in seconds since 1970-01-01T00:00:00Z.
    pub now: i64,
    /// How many seconds before the end of its validity a certificate is told of.
    pub within: i64,
    /// The hosts that must be vouched for.
    pub hosts: &'t [String],
    /// What the stores are for.
    pub role: RoleWanted,
}

/// How a store was got at.
#[derive(Debug, Clone, Copy)]
pub struct Access<'s> {
    /// Its path as it was named.
    pub named: &'s str,
    /// The options that give its password, to be repeated in a command.
    pub password_options: &'s [String],
    /// The password that opened it.
    pub password: Option<&'s Password>,
    /// Whether that is the one every cacerts has.
    pub is_customary: bool,
    /// The permission bits of its file, where the system has such.
    pub mode: Option<u32>,
}

/// An entry with its certificates.
pub struct Certified<'s> {
    /// The entry.
    pub entry: &'s Entry,
    /// Its certificates, leaf first, up to the first that Java cannot parse.
    pub chain: Vec<Rc<Node<'s>>>,
    /// Whether one cannot be parsed.
    pub is_unparseable: bool,
}

impl Certified<'_> {
    /// The first certificate.
    pub fn node(&self) -> Option<&Node<'_>> {
        self.chain.first().map(AsRef::as_ref)
    }

    /// Its alias.
    pub fn alias(&self) -> &str {
        self.entry.alias.as_str()
    }

    /// SHA-256 of the first certificate.
    pub fn fingerprint(&self) -> Fingerprint {
        self.node().map_or([0; 32], Node::fingerprint)
    }

    /// Whether it is a certificate that is trusted.
    pub fn is_trusted(&self) -> bool {
        matches!(self.entry.content, Content::Trusted(_))
    }

    /// Whether it is a root that everybody trusts.
    pub fn is_public_root(&self) -> bool {
        self.is_trusted() && public_roots::contains(&self.fingerprint())
    }

    /// Whether its certificate may sign others: a CA, or of a version that cannot say so and signed itself.
    pub fn is_authority(&self) -> bool {
        self.node().is_some_and(is_authority)
    }
}

/// A name in a sentence: one of a hundred characters and more is cut.
pub(super) fn called(name: &Name<'_>) -> String {
    const LONGEST: usize = 100;
    let name = name.plain();
    match name.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.into_owned(),
    }
}

/// Whether a certificate may sign others.
pub(super) fn is_authority(node: &Node<'_>) -> bool {
    node.certificate.is_ca() || (node.certificate.version < 3 && node.is_self_issued())
}

/// How many signatures are checked of one store, large keys counting for several; whom a hostile one has signed beyond them
/// is not found out.
const MOST_CHECKS: usize = 50_000;

/// What a server is trusted by when one of its certificates is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Successor<'v> {
    /// Its next certificate, under this alias.
    Renewed(&'v str),
    /// Whoever issued it, under this alias.
    Issuer(&'v str),
}

impl Successor<'_> {
    /// What it means for the certificate that is over.
    pub(super) fn words(self) -> String {
        match self {
            Self::Renewed(alias) => format!("its successor is in the store as {alias}"),
            Self::Issuer(alias) => {
                format!("the server's next one is trusted by {alias}, which issued this one")
            }
        }
    }
}

/// Where the certificates of a store are, by their names.
#[derive(Default)]
struct Names {
    /// The entries by the subject of their first certificate.
    subjects: HashMap<String, Vec<usize>>,
    /// All certificates but the self-issued, by their issuer: the entry, and the place in its chain.
    issuers: HashMap<String, Vec<(usize, usize)>>,
}

/// A store as the rules see it.
pub struct View<'s> {
    /// The settings.
    pub settings: &'s Settings<'s>,
    /// How it was got at.
    pub access: Access<'s>,
    /// The store.
    pub store: &'s Store,
    /// What it is for.
    pub role: Role,
    /// The entries that have certificates, in the order of the store.
    pub entries: Vec<Certified<'s>>,
    /// Which Java reads it.
    pub readability: Readability,
    names: OnceCell<Names>,
    signatures: Checks,
    copies: RefCell<HashMap<*const u8, Arc<[u8]>>>,
}

impl<'s> View<'s> {
    /// Parses what is in a store.
    pub fn new(settings: &'s Settings<'s>, access: Access<'s>, store: &'s Store) -> Self {
        let entries: Vec<Certified<'_>> = {
            let mut shared = HashMap::new();
            store.entries().filter_map(|entry| certified(entry, &mut shared)).collect()
        };
        let role = match settings.role {
            RoleWanted::Is(role) => role,
            RoleWanted::Auto => looks_like(store),
        };
        let readability = Readability::of(store);
        Self {
            settings,
            access,
            store,
            role,
            entries,
            readability,
            names: OnceCell::new(),
            signatures: Checks::default(),
            copies: RefCell::default(),
        }
    }

    /// Whether there was more to be checked than is checked.
    pub fn gave_up(&self) -> bool {
        self.signatures.spent() > MOST_CHECKS
    }

    /// Whether there is a private or secret key, with a certificate or without.
    pub fn has_keys(&self) -> bool {
        self.store.entries().any(|entry| !matches!(entry.content, Content::Trusted(_)))
    }

    /// The trusted entries.
    pub fn trusted(&self) -> impl Iterator<Item = &Certified<'s>> {
        self.entries.iter().filter(|entry| entry.is_trusted())
    }

    /// The entries with private keys.
    pub fn keys(&self) -> impl Iterator<Item = &Certified<'s>> {
        self.entries.iter().filter(|entry| !entry.is_trusted())
    }

    /// Made when it is first asked for, which in a store of roots is never.
    fn names(&self) -> &Names {
        self.names.get_or_init(|| {
            let mut names = Names::default();
            for (index, entry) in self.entries.iter().enumerate() {
                if let Some(node) = entry.node() {
                    names.subjects.entry(node.subject.clone()).or_default().push(index);
                }
                for (place, node) in entry.chain.iter().enumerate().filter(|(_, node)| !node.is_self_issued())
                {
                    names.issuers.entry(node.issuer.clone()).or_default().push((index, place));
                }
            }
            names
        })
    }

    /// The entries whose certificate signed this one; none for what is self-signed.
    pub fn issuers<'v>(&'v self, node: &'v Node<'_>) -> impl Iterator<Item = &'v Certified<'s>> {
        let candidates = if node.is_self_issued() { None } else { self.names().subjects.get(&node.issuer) };
        let candidates = candidates.into_iter().flatten().filter_map(|index| self.entries.get(*index));
        candidates.filter(|entry| entry.node().is_some_and(|issuer| self.signed(issuer, node) == Some(true)))
    }

    /// What Java trusts a server by whose certificate of this entry is over: the certificate that came after it, else the
    /// authority that issued it, by its alias.
    pub fn trusted_after<'v>(&'v self, entry: &'v Certified<'_>) -> Option<Successor<'v>> {
        let node = entry.node()?;
        let same = self.names().subjects.get(&node.subject).into_iter().flatten();
        let mut later = same.filter_map(|index| self.entries.get(*index)).filter(|other| {
            other.is_trusted()
                && other.is_authority() == entry.is_authority()
                && other.node().is_some_and(|other| {
                    other.certificate.not_after > node.certificate.not_after
                        && other.certificate.host_names() == node.certificate.host_names()
                })
        });
        if let Some(later) = later.next() {
            return Some(Successor::Renewed(later.alias()));
        }
        if entry.is_authority() {
            return None;
        }
        let mut issuers = self.issuers(node).filter(|issuer| issuer.is_trusted() && issuer.is_authority());
        issuers.next().map(|issuer| Successor::Issuer(issuer.alias()))
    }

    /// Whether a trusted entry's certificate signed another certificate of the store.
    pub fn issued_another(&self, entry: &Certified<'_>) -> Option<&Node<'_>> {
        let issuer = entry.node()?;
        let places = self.names().issuers.get(&issuer.subject).into_iter().flatten();
        let mut issued = places
            .filter_map(|(index, place)| self.entries.get(*index)?.chain.get(*place))
            .map(AsRef::as_ref);
        issued.find(|node| self.signed(issuer, node) == Some(true))
    }

    /// Whether one certificate's key made another's signature; `None` where so many were checked that it is not found out.
    pub(super) fn signed(&self, issuer: &Node<'_>, node: &Node<'_>) -> Option<bool> {
        (!self.gave_up()).then(|| self.signatures.check(node, issuer).is_ok())
    }

    /// A finding about an entry, or one of its certificates.
    pub(super) fn finding(
        &self,
        cause: Cause,
        severity: Severity,
        entry: &Certified<'_>,
        message: String,
        remedy: Remedy,
    ) -> Finding {
        let certificate = entry.node().map(|node| self.der(node));
        Finding { cause, severity, alias: Some(entry.alias().to_owned()), message, remedy, certificate }
    }

    /// A finding about the store as a whole.
    pub(super) fn finding_of_store(
        &self,
        cause: Cause,
        severity: Severity,
        message: String,
        remedy: Remedy,
    ) -> Finding {
        Finding { cause, severity, alias: None, message, remedy, certificate: None }
    }

    /// A certificate for a finding, one copy of it for all.
    pub(super) fn der(&self, node: &Node<'_>) -> Arc<[u8]> {
        let mut copies = self.copies.borrow_mut();
        let copy = copies.entry(node.certificate.der.as_ptr()).or_insert_with(|| node.certificate.der.into());
        Arc::clone(copy)
    }

    /// To delete an entry.
    pub(super) fn delete(&self, text: &str, entry: &Certified<'_>) -> Remedy {
        let store = self.store_options();
        let store = store.iter().map(AsRef::as_ref);
        let alias = entry.alias();
        if alias.starts_with('-') {
            return Remedy::command(text, ["delete"].into_iter().chain(store).chain(["--", alias]));
        }
        Remedy::command(text, ["delete", alias].into_iter().chain(store))
    }

    /// The options of a command that name the store and open it.
    pub(super) fn store_options(&self) -> Vec<Cow<'s, str>> {
        let password = self.access.password_options.iter().map(|option| option.as_str().into());
        ["--keystore".into(), path_argument(self.access.named)].into_iter().chain(password).collect()
    }
}

/// What was parsed already, by its place: in PKCS#12 many keys may have one certificate.
type Shared<'s> = HashMap<*const u8, Option<Rc<Node<'s>>>>;

fn certified<'s>(entry: &'s Entry, shared: &mut Shared<'s>) -> Option<Certified<'s>> {
    if entry.certificates().is_empty() {
        return None;
    }
    let mut chain = Vec::with_capacity(entry.certificates().len());
    let mut is_unparseable = false;
    for stored in entry.certificates() {
        let read = || Node::read(&stored.der).ok().map(Rc::new);
        let node = match entry.content {
            Content::Trusted(_) => read(),
            _ => shared.entry(stored.der.as_ptr()).or_insert_with(read).clone(),
        };
        match node {
            Some(node) => chain.push(node),
            None => {
                is_unparseable = true;
                break;
            }
        }
    }
    Some(Certified { entry, chain, is_unparseable })
}

fn looks_like(store: &Store) -> Role {
    let is_key = |entry: &&Entry| !matches!(entry.content, Content::Trusted(_));
    let keys = store.entries().filter(is_key).count();
    if keys > 0 && keys > store.len() - keys { Role::Keystore } else { Role::Truststore }
}
