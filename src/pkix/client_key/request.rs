//! What a server asks of a client's certificate, as Java reads it: the kinds of keys in their order, and the signatures.

use super::super::client::{Reach, Scheme, is_left, known};
use super::super::constraints::{Condition, Rule};
use super::super::java::Java;
use crate::diagnosis::Release;
use crate::x509::{KeyKind, PublicKey};

/// TLS 1.2 and 1.3, as TLS writes them.
pub(super) const TLS_1_2: u16 = 0x0303;
const TLS_1_3: u16 = 0x0304;

/// What a server asks of a client's certificate (RFC 5246, 7.4.4; RFC 8446, 4.3.2).
#[derive(Debug, Clone, Copy)]
pub struct ClientRequest<'a> {
    /// The version that was negotiated, as TLS writes it: 0x0304.
    pub version: u16,
    /// The names of the authorities that are accepted, in DER; none: any.
    pub authorities: &'a [Vec<u8>],
    /// The kinds of keys; TLS 1.3 has none.
    pub kinds: &'a [u8],
    /// The signature schemes; TLS 1.1 and older have none.
    pub schemes: &'a [u16],
    /// Those for certificates, where the server tells them apart.
    pub certificate_schemes: Option<&'a [u16]>,
}

/// Why a Java does not even look for a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestFault {
    /// A list that must not be empty is; Java takes the message for malformed.
    EmptyList,
    /// A kind of key that it does not know (`NullPointerException`; 21 and 25 pass over it).
    UnknownKind(u8),
    /// It has none of the schemes (`No supported signature algorithm`; 11 sends an empty list).
    NoScheme,
}

/// The curves that TLS agrees on keys by. Of others only secp224r1 was measured.
const GROUPS: [&str; 3] = ["secp256r1", "secp384r1", "secp521r1"];

/// A request as one Java reads it.
pub(super) struct Asked<'r> {
    release: Release,
    kinds: &'r [u8],
    is_tls_12_on: bool,
    is_tls_13: bool,
    /// The schemes for the client's proof, and those for certificates, as far as Java has them, in the server's order.
    schemes: Vec<&'static Scheme>,
    certificate_schemes: Vec<&'static Scheme>,
    /// Java's names of the kinds of keys, in the order in which it tries them.
    pub(super) keys: Vec<&'static str>,
    pub(super) fault: Option<RequestFault>,
}

impl<'r> Asked<'r> {
    pub(super) fn new(java: &Java, request: &ClientRequest<'r>) -> Self {
        let is_tls_13 = request.version >= TLS_1_3;
        let read = |codes: &[u16]| -> Vec<&'static Scheme> {
            let schemes = codes.iter().filter_map(|code| known(*code));
            schemes.filter(|scheme| is_spoken(scheme, java, is_tls_13)).collect()
        };
        let mut schemes = read(request.schemes);
        let certificate_schemes = request.certificate_schemes.map_or_else(|| schemes.clone(), read);
        schemes.retain(|scheme| may_prove(scheme, java));
        let mut asked = Self {
            release: java.release,
            kinds: request.kinds,
            is_tls_12_on: request.version >= TLS_1_2,
            is_tls_13,
            schemes,
            certificate_schemes,
            keys: Vec::new(),
            fault: None,
        };
        asked.keys = if asked.is_tls_12_on { asked.keys_of_schemes() } else { keys_of_kinds(request.kinds) };
        asked.fault = asked.find_fault(request);
        asked
    }

    fn find_fault(&self, request: &ClientRequest<'_>) -> Option<RequestFault> {
        // Java: in TLS 1.2 no kinds are no fault; no key is among them then.
        let is_empty = if self.is_tls_12_on {
            request.schemes.is_empty() || request.certificate_schemes.is_some_and(<[u16]>::is_empty)
        } else {
            self.kinds.is_empty()
        };
        if is_empty {
            return Some(RequestFault::EmptyList);
        }
        let is_unknown = |kind: &&u8| !matches!(**kind, 1..=6 | 64..=66);
        if let Some(kind) = self.kinds.iter().find(is_unknown)
            && self.release <= Release::Java17
        {
            return Some(RequestFault::UnknownKind(*kind));
        }
        // Java: only 25 leaves out those that prove nothing in TLS 1.3.
        let counts = |known: &Scheme| self.release < Release::Java25 || self.proves(known);
        let is_without = self.is_tls_12_on
            && self.release >= Release::Java17
            && !self.schemes.iter().any(|one| counts(one));
        is_without.then_some(RequestFault::NoScheme)
    }

    /// Each kind of key once, in the order of the schemes for certificates, if there is a scheme to prove it by.
    fn keys_of_schemes(&self) -> Vec<&'static str> {
        let mut keys = Vec::new();
        for known in &self.certificate_schemes {
            let key = known.key;
            let is_provable = || self.schemes.iter().any(|one| one.key == key && self.proves(one));
            if !keys.contains(&key) && is_provable() && self.is_of_kind(key) {
                keys.push(key);
            }
        }
        keys
    }

    /// Whether keys of this name are among the kinds that TLS 1.2 asks for as well.
    ///
    /// Java: 11 finds no kind for RSASSA-PSS there.
    fn is_of_kind(&self, key: &str) -> bool {
        let kind = match key {
            "RSA" => 1,
            "RSASSA-PSS" if self.release >= Release::Java17 => 1,
            "DSA" => 2,
            "EC" | "EdDSA" => 64,
            _ => return self.is_tls_13,
        };
        self.is_tls_13 || self.kinds.contains(&kind)
    }

    /// Java: up to 21 ECDSA with SHA-1 proves in TLS 1.3 as well, and RSA in the padding of PKCS#1 nowhere there.
    fn proves(&self, known: &Scheme) -> bool {
        !self.is_tls_13
            || match known.reach {
                Reach::Everywhere => true,
                Reach::Certificates => known.key == "EC" && self.release <= Release::Java21,
                Reach::Nowhere => false,
            }
    }

    /// Whether the server takes certificates of this signature algorithm, by Java's name of it.
    pub(super) fn takes_signature(&self, signature: &str) -> bool {
        !self.is_tls_12_on || self.certificate_schemes.iter().any(|known| known.signature == signature)
    }

    /// The first scheme by which a key can be proved.
    pub(super) fn scheme_for(&self, key: &PublicKey<'_>, family: &str) -> Option<u16> {
        let fits = |known: &&&Scheme| {
            let is_on_curve = match (key.kind, known.curve) {
                (KeyKind::Ec(curve), Some((name, _))) => curve.name == name,
                // Java: the others are for any curve that it agrees on keys by.
                (KeyKind::Ec(curve), None) => GROUPS.contains(&curve.name),
                _ => true,
            };
            let is_its_own = family != "EdDSA" || key.algorithm_name() == known.signature;
            known.key == family
                && self.proves(known)
                && is_on_curve
                && is_its_own
                && key.bits().is_none_or(|bits| bits >= known.least_bits)
        };
        self.schemes.iter().find(fits).map(|known| known.named.number)
    }
}

/// Whether a Java speaks a scheme in requests.
fn is_spoken(scheme: &Scheme, java: &Java, is_tls_13: bool) -> bool {
    let is_there = scheme.key != "EdDSA" || java.release >= Release::Java17;
    let is_of_version = !is_tls_13 || scheme.reach != Reach::Nowhere;
    is_there && is_of_version && is_left(scheme, java)
}

/// Whether no rule takes the scheme off for proofs alone: `rsa_pkcs1_sha1 usage HandshakeSignature`.
///
/// Java: 17.0.9 and 21.0.8 pass over such rules.
fn may_prove(scheme: &Scheme, java: &Java) -> bool {
    let is_handshake = |usage: &String| usage.eq_ignore_ascii_case("HandshakeSignature");
    let takes_off = |rule: &Rule| match rule.conditions.as_slice() {
        [Condition::Usage(usages)] => rule.names(scheme.named.name) && usages.iter().any(is_handshake),
        _ => false,
    };
    java.release < Release::Java25 || !java.tls.rules.iter().any(takes_off)
}

/// The kinds of keys up to TLS 1.1. Java: what is good for a curve is so for Edwards's.
fn keys_of_kinds(kinds: &[u8]) -> Vec<&'static str> {
    let mut keys = Vec::new();
    for kind in kinds {
        let named: &[&str] = match kind {
            1 => &["RSA"],
            2 => &["DSA"],
            64 => &["EC", "EdDSA"],
            _ => &[],
        };
        for key in named {
            if !keys.contains(key) {
                keys.push(*key);
            }
        }
    }
    keys
}
