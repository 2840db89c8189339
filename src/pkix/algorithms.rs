//! Keys and signature algorithms of a path, held against the disabled ones and against what TLS takes.

use jiff::Timestamp;

use super::constraints::Rule;
use super::node::Node;
use super::strength::{Circumstances, KeyFacts};
use super::validate::Examination;
use super::verdict::PathFault;
use crate::diagnosis::Release;
use crate::x509::{Certificate, dotted, names};

/// The checks of one path.
pub(super) struct Algorithms<'e> {
    examination: &'e Examination<'e>,
    circumstances: Circumstances<'static>,
    anchor: &'e Node<'e>,
}

impl<'e> Algorithms<'e> {
    pub(super) fn new(examination: &'e Examination<'e>, anchor: &'e Node<'e>) -> Self {
        let usage = examination.purpose.usage();
        let now = Timestamp::from_millisecond(examination.at).unwrap_or(Timestamp::MAX);
        let circumstances =
            Circumstances { jdk_anchor: examination.java.is_jdk_root(anchor), usage: Some(usage), now };
        Self { examination, circumstances, anchor }
    }

    /// The same where nobody knows an anchor: in a key manager.
    ///
    /// Java: from 21 on no conditions but sizes count there.
    pub(super) fn without_anchor(examination: &'e Examination<'e>, topmost: &'e Node<'e>) -> Self {
        let mut algorithms = Self::new(examination, topmost);
        algorithms.circumstances.jdk_anchor = false;
        if examination.java.release >= Release::Java21 {
            algorithms.circumstances.usage = None;
            algorithms.circumstances.now = Timestamp::MIN;
        }
        algorithms
    }

    /// By `jdk.certpath.disabledAlgorithms`.
    ///
    /// Java: from 21 on the anchor's key comes first and then each key before its certificate's signature. Up to 17 rules
    /// without conditions are held against the signature before its key usage is looked at, those with conditions
    /// after its key, and the anchor's key last.
    pub(super) fn check_disabled(&self, node: &Node<'_>, is_topmost: bool) -> Result<(), PathFault> {
        if self.examination.java.release >= Release::Java21 {
            if is_topmost {
                self.check_key(self.anchor, true)?;
            }
            self.check_key(node, false)?;
            self.check_signature(node)
        } else {
            if let Some(rule) = self.denies_signature(node).filter(|rule| rule.conditions.is_empty()) {
                return Err(PathFault::SignatureAlgorithm { rule: rule.clone() });
            }
            check_usage_bits(node)?;
            self.check_key(node, false)?;
            self.check_signature(node)?;
            if is_topmost { self.check_key(self.anchor, true) } else { Ok(()) }
        }
    }

    fn check_key(&self, node: &Node<'_>, of_anchor: bool) -> Result<(), PathFault> {
        let release = self.examination.java.release;
        let key = &node.certificate.key;
        let algorithm = key.algorithm_name();
        let facts = KeyFacts::of(key, &algorithm);
        let constraints = &self.examination.java.certpath;
        // Java: curves are looked for before sizes; from 25 on the names of algorithms that have none, too.
        let by_name = match facts.parameters {
            Some(name) => constraints.against_name(name),
            None if release >= Release::Java25 => constraints.against_name(facts.algorithm),
            None => None,
        };
        if let Some(rule) = by_name {
            return Err(PathFault::Key { rule: rule.clone(), of_anchor, by_name: true });
        }
        match constraints.against_key(facts, &self.circumstances) {
            // Java: up to 17 conditions other than sizes are not held against an anchor.
            Some(rule) if of_anchor && release <= Release::Java17 && !rule.is_about_size_alone() => Ok(()),
            Some(rule) => Err(PathFault::Key { rule: rule.clone(), of_anchor, by_name: false }),
            None => Ok(()),
        }
    }

    fn check_signature(&self, node: &Node<'_>) -> Result<(), PathFault> {
        match self.denies_signature(node) {
            Some(rule) => Err(PathFault::SignatureAlgorithm { rule: rule.clone() }),
            None => Ok(()),
        }
    }

    /// The rule that denies a certificate's signature, or the digest in it; one without conditions comes first.
    fn denies_signature(&self, node: &Node<'_>) -> Option<&Rule> {
        let certificate = &node.certificate;
        let digest = certificate.algorithm.pss_digest().map(names::name_or_decimals);
        let algorithm = certificate.key.algorithm_name();
        let facts = KeyFacts::of(&certificate.key, &algorithm);
        let constraints = &self.examination.java.certpath;
        let denies = |name: &str| constraints.against_signature(name, Some(facts), &self.circumstances);
        // Java: up to 17 holds no conditions against RSASSA-PSS.
        let overlooks = self.examination.java.release <= Release::Java17 && digest.is_some();
        denies(&signature_name(certificate, self.examination.java.release))
            .filter(|rule| !overlooks || rule.conditions.is_empty())
            .or_else(|| denies(digest.as_deref()?))
    }

    /// By what TLS takes in certificates.
    pub(super) fn check_tls(
        &self,
        node: &Node<'_>,
        is_leaf: bool,
        is_topmost: bool,
    ) -> Result<(), PathFault> {
        let Examination { java, is_tls_13, .. } = self.examination;
        if !super::client::is_offered(&signature_name(&node.certificate, java.release), java, *is_tls_13) {
            return Err(PathFault::TlsSignature { is_topmost });
        }
        self.check_tls_key(node)?;
        if is_leaf { check_usage_bits(node) } else { Ok(()) }
    }

    /// A key by `jdk.tls.disabledAlgorithms`.
    ///
    /// Java: knows neither usage nor anchor there, and takes every day for one after `denyAfter`.
    pub(super) fn check_tls_key(&self, node: &Node<'_>) -> Result<(), PathFault> {
        let key = &node.certificate.key;
        let algorithm = key.algorithm_name();
        let circumstances = Circumstances { jdk_anchor: false, usage: None, now: Timestamp::MAX };
        let facts = KeyFacts::of(key, &algorithm);
        match self.examination.java.tls.against_key(facts, &circumstances) {
            Some(_) => Err(PathFault::TlsKey),
            None => Ok(()),
        }
    }
}

/// Java: encipherOnly and decipherOnly alone are no usage.
pub(super) fn check_usage_bits(node: &Node<'_>) -> Result<(), PathFault> {
    match node.certificate.key_usage() {
        Some(bits) if !(0..7).any(|bit| bits.is_set(bit)) => Err(PathFault::KeyUsageEmpty),
        _ => Ok(()),
    }
}

/// A release's name of a certificate's signature algorithm; the decimals of one that it does not know.
pub fn signature_name(certificate: &Certificate<'_>, release: Release) -> String {
    let oid = certificate.algorithm.oid;
    if knows_signature(certificate, release) { names::name_or_decimals(oid) } else { dotted(oid) }
}

/// Whether a release knows a certificate's signature algorithm: up to 11 none has EdDSA and SHA-3, up to 21 none ML-DSA.
pub fn knows_signature(certificate: &Certificate<'_>, release: Release) -> bool {
    let name = names::name_or_decimals(certificate.algorithm.oid);
    let begins = |starts: &[&str]| starts.iter().any(|start| name.starts_with(start));
    match release {
        Release::Java8 | Release::Java11 => !begins(&["SHA3-", "Ed", "ML-"]),
        Release::Java17 | Release::Java21 => !begins(&["ML-"]),
        Release::Java25 => true,
    }
}
