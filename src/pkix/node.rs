//! Certificates as a decision sees them: parsed once, with their names in a form that can be compared.

use std::collections::HashMap;
use std::sync::OnceLock;

use sha2::{Digest as _, Sha256};

use super::fingerprints::Fingerprint;
use crate::x509::{Certificate, Refusal};

/// A certificate that was sent or is in the store.
#[derive(Debug, Clone)]
pub struct Node<'a> {
    /// Its fields.
    pub certificate: Certificate<'a>,
    /// Its subject, equal for names that Java takes for equal.
    pub subject: String,
    /// Its issuer, likewise.
    pub issuer: String,
    fingerprint: OnceLock<Fingerprint>,
}

impl<'a> Node<'a> {
    /// From DER.
    ///
    /// # Errors
    /// Where Java cannot parse it.
    pub fn read(der: &'a [u8]) -> Result<Self, Refusal> {
        let certificate = Certificate::read(der)?;
        let subject = certificate.subject.canonical();
        let is_same = certificate.subject.raw() == certificate.issuer.raw();
        let issuer = if is_same { subject.clone() } else { certificate.issuer.canonical() };
        Ok(Self { certificate, subject, issuer, fingerprint: OnceLock::new() })
    }

    /// SHA-256 of it.
    pub fn fingerprint(&self) -> Fingerprint {
        *self.fingerprint.get_or_init(|| Sha256::digest(self.certificate.der).into())
    }

    /// Whether subject and issuer are one name.
    pub fn is_self_issued(&self) -> bool {
        self.subject == self.issuer
    }
}

/// The trust anchors of a store, each once.
#[derive(Debug, Clone, Default)]
pub struct Anchors<'a> {
    nodes: Vec<(&'a str, Node<'a>)>,
    by_der: HashMap<&'a [u8], usize>,
    by_subject: HashMap<String, Vec<usize>>,
    unreadable: Option<(&'a str, Refusal)>,
}

impl<'a> Anchors<'a> {
    /// From aliases and certificates in DER, in the order of the store.
    pub fn new(entries: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Self {
        let mut anchors = Self::default();
        for (alias, der) in entries {
            if anchors.by_der.contains_key(der) {
                continue;
            }
            let node = match Node::read(der) {
                Ok(node) => node,
                Err(refusal) => {
                    anchors.unreadable.get_or_insert((alias, refusal));
                    continue;
                }
            };
            let index = anchors.nodes.len();
            anchors.by_der.insert(der, index);
            anchors.by_subject.entry(node.subject.clone()).or_default().push(index);
            anchors.nodes.push((alias, node));
        }
        anchors
    }

    /// The first certificate that Java cannot parse, by its alias: with it the store opens in no JVM.
    pub fn unreadable(&self) -> Option<(&'a str, &Refusal)> {
        self.unreadable.as_ref().map(|(alias, refusal)| (*alias, refusal))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The anchor with this number.
    pub fn get(&self, index: usize) -> Option<&Node<'a>> {
        self.nodes.get(index).map(|(_, node)| node)
    }

    /// The alias under which it is in the store; empty where it came from a file.
    pub fn alias(&self, index: usize) -> &'a str {
        self.nodes.get(index).map_or("", |(alias, _)| alias)
    }

    /// All, with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &Node<'a>)> {
        self.nodes.iter().enumerate().map(|(index, (_, node))| (index, node))
    }

    /// The number of the anchor that is this very certificate.
    pub fn same(&self, node: &Node<'_>) -> Option<usize> {
        self.by_der.get(node.certificate.der).copied()
    }

    /// The numbers of the anchors with this subject, in the order of the store.
    pub fn of_subject(&self, subject: &str) -> &[usize] {
        self.by_subject.get(subject).map_or(&[], Vec::as_slice)
    }
}
