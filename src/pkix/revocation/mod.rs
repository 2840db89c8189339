//! Whether the certificates of a path were revoked, as Java finds out, over facts that were gathered before.
//!
//! Nothing is asked for here: what is wanting is noted in [`Facts`], for whoever can ask, who then has it decided again.

mod crl;
mod facts;
mod fault;
mod response;
mod settings;

use std::cell::RefCell;
use std::collections::HashMap;

pub use facts::{Answer, Facts, NoAnswer, Query};
pub use fault::{CrlUnreadable, RevocationFault};
pub use settings::{Method, ResponderName, Settings};

use super::java::Java;
use super::node::{Anchors, Node};
use crate::x509::build::of_words;
use crate::x509::{Name, shortest};

/// How to find out, and by what.
#[derive(Debug, Clone, Copy)]
pub struct Revocation<'f> {
    /// How.
    pub settings: &'f Settings,
    /// What is known.
    pub facts: &'f Facts,
    /// What the clock says, in milliseconds since 1970-01-01T00:00:00Z. Java: responses of OCSP are held against it, CRLs against
    /// the instant that is asked about.
    pub clock: i64,
}

/// The check of one chain.
#[derive(Debug)]
pub(super) struct Inquiry<'i> {
    java: &'i Java,
    /// The instant that is asked about, in milliseconds since 1970.
    at: i64,
    facts: &'i Facts,
    settings: Settings,
    clock: i64,
    anchors: &'i Anchors<'i>,
    /// What was stapled, by the certificate it is for.
    staples: Vec<(&'i [u8], &'i [u8])>,
    /// The responder that properties name.
    responder: Result<Option<&'i Node<'i>>, RevocationFault>,
    /// The certificates, in DER, of which nobody says anything, and which pass all the same.
    pub(super) let_pass: RefCell<Vec<(Vec<u8>, RevocationFault)>>,
    /// What was found out already, by the places of certificate and issuer in memory: whoever looks for paths meets the same
    /// ones again and again, and a CRL may be long.
    known: RefCell<HashMap<[usize; 2], Result<(), RevocationFault>>>,
}

/// A certificate, and who issued it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Question<'q> {
    pub(super) node: &'q Node<'q>,
    pub(super) issuer: &'q Node<'q>,
    /// Whether the issuer is the anchor, whose key usage does not count.
    pub(super) below_anchor: bool,
}

impl<'i> Inquiry<'i> {
    pub(super) fn new(
        revocation: Revocation<'i>,
        java: &'i Java,
        at: i64,
        sent: &[&'i [u8]],
        anchors: &'i Anchors<'i>,
    ) -> Self {
        let Revocation { settings, facts, clock } = revocation;
        let staples = sent.iter().zip(&facts.staples);
        let staples = staples.filter_map(|(der, staple)| Some((*der, staple.as_deref()?))).collect();
        // Java: for what was stapled a checker is made, and it takes its own defaults, not the JVM's properties.
        let settings = if facts.staples.is_empty() || settings.is_checker {
            settings.clone()
        } else {
            settings.clone().of_checker()
        };
        let responder = named_responder(settings.responder.as_ref(), anchors);
        Self {
            java,
            at,
            facts,
            settings,
            clock,
            anchors,
            staples,
            responder,
            let_pass: RefCell::default(),
            known: RefCell::default(),
        }
    }

    /// What is wrong before any certificate is looked at.
    pub(super) fn begin(&self) -> Result<(), RevocationFault> {
        self.responder.as_ref().map(|_| ()).map_err(Clone::clone)
    }

    /// Whether a certificate passes.
    pub(super) fn check(&self, question: Question<'_>) -> Result<(), RevocationFault> {
        if self.facts.is_wanting() {
            return Err(RevocationFault::NotAsked);
        }
        if self.settings.only_leaf && question.node.certificate.is_ca() {
            return Ok(());
        }
        let pair = [question.node, question.issuer].map(|node| node.certificate.der.as_ptr() as usize);
        if let Some(known) = self.known.borrow().get(&pair) {
            return known.clone();
        }
        let found = self.find_out(question);
        self.known.borrow_mut().insert(pair, found.clone());
        found
    }

    fn find_out(&self, question: Question<'_>) -> Result<(), RevocationFault> {
        let Err(first) = self.by(self.settings.first, question) else { return Ok(()) };
        let is_soft = |fault: &RevocationFault| self.settings.soft && fault.is_undetermined();
        if first.is_revoked() || self.facts.is_wanting() {
            return Err(first);
        }
        if !self.settings.falls_back {
            return if is_soft(&first) { self.let_pass(question, first) } else { Err(first) };
        }
        let other = match self.settings.first {
            Method::Ocsp => Method::Crl,
            Method::Crl => Method::Ocsp,
        };
        match self.by(other, question) {
            Ok(()) => Ok(()),
            Err(second) if second.is_revoked() => Err(second),
            Err(second) if is_soft(&first) && is_soft(&second) => self.let_pass(question, first),
            // Java: what went wrong first is what is told.
            Err(_) => Err(first),
        }
    }

    fn let_pass(&self, question: Question<'_>, fault: RevocationFault) -> Result<(), RevocationFault> {
        self.let_pass.borrow_mut().push((question.node.certificate.der.to_vec(), fault));
        Ok(())
    }

    fn by(&self, method: Method, question: Question<'_>) -> Result<(), RevocationFault> {
        match method {
            Method::Ocsp => self.by_response(question),
            Method::Crl => self.by_lists(question),
        }
    }

    /// What came of asking, or that it would have to be asked for.
    fn ask(&self, query: Query) -> Result<&Answer, RevocationFault> {
        self.facts.ask(query).ok_or(RevocationFault::NotAsked)
    }
}

/// The responder that properties name, among the anchors.
fn named_responder<'i>(
    named: Option<&ResponderName>,
    anchors: &'i Anchors<'i>,
) -> Result<Option<&'i Node<'i>>, RevocationFault> {
    let canonical = |words: &str| {
        let der = of_words(words).ok()?;
        Some(Name::from_der(&der).ok()?.canonical())
    };
    let found = match named {
        None => return Ok(None),
        Some(ResponderName::Half) => return Err(RevocationFault::NamedResponder { is_half: true }),
        Some(ResponderName::Subject(subject)) => {
            let subject = canonical(subject);
            anchors.iter().map(|(_, node)| node).find(|node| Some(&node.subject) == subject.as_ref())
        }
        Some(ResponderName::Issuer { issuer, serial }) => {
            let (issuer, serial) = (canonical(issuer), hexadecimal(serial));
            anchors.iter().map(|(_, node)| node).find(|node| {
                let own: &[u8] = shortest(node.certificate.serial);
                Some(&node.issuer) == issuer.as_ref() && own.strip_prefix(&[0]).unwrap_or(own) == serial
            })
        }
    };
    found.map(Some).ok_or(RevocationFault::NamedResponder { is_half: false })
}

/// The octets of hexadecimal digits, without leading zeros; blanks and colons between them do not count.
fn hexadecimal(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text
        .chars()
        .filter_map(|digit| digit.to_digit(16))
        .filter_map(|digit| u8::try_from(digit).ok())
        .collect();
    let octets = digits.rchunks(2).rev().map(|pair| pair.iter().fold(0, |octet, digit| octet << 4 | digit));
    octets.skip_while(|octet| *octet == 0).collect()
}
