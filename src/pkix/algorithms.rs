//! Keys and signature algorithms of a path, held against the disabled ones and against what TLS takes.

use jiff::Timestamp;

use super::node::Node;
use super::strength::{Circumstances, KeyFacts};
use super::validate::Examination;
use super::verdict::{PathFault, Purpose};
use crate::diagnosis::Release;
use crate::x509::{Certificate, names};

/// The checks of one path.
pub(super) struct Algorithms<'e> {
    examination: &'e Examination<'e>,
    circumstances: Circumstances<'static>,
    anchor: &'e Node<'e>,
}

impl<'e> Algorithms<'e> {
    pub(super) fn new(examination: &'e Examination<'e>, anchor: &'e Node<'e>) -> Self {
        let usage = match examination.purpose {
            Purpose::Server => "TLSServer",
            Purpose::Client => "TLSClient",
        };
        let now = Timestamp::from_millisecond(examination.at).unwrap_or(Timestamp::MAX);
        let circumstances =
            Circumstances { jdk_anchor: examination.java.is_jdk_root(anchor), usage: Some(usage), now };
        Self { examination, circumstances, anchor }
    }

    /// By `jdk.certpath.disabledAlgorithms`.
    ///
    /// Java: from 21 on the anchor's key comes first and then each key before its certificate's signature; up to 17 the
    /// signature comes before the key, and the anchor's key after those of the certificate below it.
    pub(super) fn check_disabled(&self, node: &Node<'_>, is_topmost: bool) -> Result<(), PathFault> {
        if self.examination.java.release >= Release::Java21 {
            if is_topmost {
                self.check_key(self.anchor, true)?;
            }
            self.check_key(node, false)?;
            self.check_signature(node)
        } else {
            check_usage_bits(node)?;
            self.check_signature(node)?;
            self.check_key(node, false)?;
            if is_topmost { self.check_key(self.anchor, true) } else { Ok(()) }
        }
    }

    fn check_key(&self, node: &Node<'_>, of_anchor: bool) -> Result<(), PathFault> {
        let key = &node.certificate.key;
        let algorithm = key.algorithm_name();
        let facts = KeyFacts::of(key, &algorithm);
        let constraints = &self.examination.java.certpath;
        // Java: 11 looks for the curve's name before it looks at sizes.
        let by_name = match self.examination.java.release {
            Release::Java8 | Release::Java11 => constraints.against_parameters(facts),
            _ => None,
        };
        match by_name.or_else(|| constraints.against_key(facts, &self.circumstances)) {
            Some(rule) => Err(PathFault::Key { rule: rule.clone(), of_anchor }),
            None => Ok(()),
        }
    }

    fn check_signature(&self, node: &Node<'_>) -> Result<(), PathFault> {
        let name = signature_name(&node.certificate);
        let algorithm = node.certificate.key.algorithm_name();
        let facts = KeyFacts::of(&node.certificate.key, &algorithm);
        match self.examination.java.certpath.against_signature(&name, Some(facts), &self.circumstances) {
            Some(rule) => Err(PathFault::SignatureAlgorithm { rule: rule.clone() }),
            None => Ok(()),
        }
    }

    /// By what TLS takes in certificates.
    pub(super) fn check_tls(
        &self,
        node: &Node<'_>,
        is_leaf: bool,
        is_topmost: bool,
    ) -> Result<(), PathFault> {
        if is_leaf {
            check_usage_bits(node)?;
        }
        let name = signature_name(&node.certificate);
        if self.is_taken(&name) { Ok(()) } else { Err(PathFault::TlsAlgorithm { rule: None, is_topmost }) }
    }

    /// Whether a TLS client of this Java offers the signature algorithm for certificates.
    fn is_taken(&self, name: &str) -> bool {
        match name {
            "SHA1withRSA" | "SHA256withRSA" | "SHA384withRSA" | "SHA512withRSA" | "SHA1withECDSA"
            | "SHA256withECDSA" | "SHA384withECDSA" | "SHA512withECDSA" | "RSASSA-PSS" | "Ed25519"
            | "Ed448" => true,
            "SHA224withRSA" | "SHA224withECDSA" | "SHA1withDSA" | "SHA224withDSA" | "SHA256withDSA" => {
                let release = self.examination.java.release;
                !self.examination.is_tls_13 || !matches!(release, Release::Java25 | Release::Java17)
            }
            _ => false,
        }
    }
}

/// Java: decipherOnly alone, the ninth bit, is no usage.
fn check_usage_bits(node: &Node<'_>) -> Result<(), PathFault> {
    match node.certificate.key_usage() {
        Some(bits) if !(0..8).any(|bit| bits.is_set(bit)) => Err(PathFault::KeyUsageEmpty),
        _ => Ok(()),
    }
}

/// Java's name of a certificate's signature algorithm, or its decimals.
pub(super) fn signature_name(certificate: &Certificate<'_>) -> String {
    names::name_or_decimals(certificate.algorithm.oid)
}

/// Whether a certificate's signature algorithm is one that Java 11 has: neither EdDSA nor SHA-3 nor ML-DSA is.
pub fn is_signature_of_11(certificate: &Certificate<'_>) -> bool {
    let name = signature_name(certificate);
    !["SHA3-", "Ed", "ML-"].iter().any(|start| name.starts_with(start))
}
