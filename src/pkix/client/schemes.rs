//! The signature schemes of TLS as a Java knows them, and those that it offers, for the handshake and for certificates.

use super::names::{Named, named};
use super::properties::ClientProperties;
use super::traits::Traits;
use crate::diagnosis::Release;
use crate::pkix::constraints::{Condition, Constraints, Rule};
use crate::pkix::java::Java;
use crate::pkix::strength::decompose;

/// A scheme of TLS, Java's names of the signature and of the key, and the curve's, with its bits.
pub(in crate::pkix) struct Scheme {
    pub(in crate::pkix) named: Named,
    pub(in crate::pkix) signature: &'static str,
    pub(in crate::pkix) key: &'static str,
    pub(in crate::pkix) curve: Option<(&'static str, u32)>,
    pub(in crate::pkix) reach: Reach,
    /// The fewest bits of a key that is long enough for the digest; 0: any.
    pub(in crate::pkix) least_bits: usize,
}

/// Where a scheme is known in TLS 1.3; up to TLS 1.2 all are known everywhere.
#[derive(PartialEq, Eq)]
pub(in crate::pkix) enum Reach {
    Everywhere,
    /// Java: up to 21.0.8 and its like in the handshake as well, which the standard forbids.
    Certificates,
    Nowhere,
}

const fn scheme(number: u16, name: &'static str, signature: &'static str, key: &'static str) -> Scheme {
    let reach = Reach::Everywhere;
    Scheme { named: named(number, name), signature, key, curve: None, reach, least_bits: 0 }
}

const fn on_curve(number: u16, name: &'static str, signature: &'static str, curve: &'static str) -> Scheme {
    let bits = match curve.as_bytes() {
        b"secp256r1" => 256,
        b"secp384r1" => 384,
        _ => 521,
    };
    Scheme { curve: Some((curve, bits)), ..scheme(number, name, signature, "EC") }
}

const fn of_certificates(
    number: u16,
    name: &'static str,
    signature: &'static str,
    key: &'static str,
) -> Scheme {
    Scheme { reach: Reach::Certificates, ..scheme(number, name, signature, key) }
}

const fn old(number: u16, name: &'static str, signature: &'static str, key: &'static str) -> Scheme {
    Scheme { reach: Reach::Nowhere, ..scheme(number, name, signature, key) }
}

const fn with(least_bits: usize, scheme: Scheme) -> Scheme {
    Scheme { least_bits, ..scheme }
}

/// In Java's order, recorded in the hellos of each release.
#[rustfmt::skip]
static SCHEMES: [Scheme; 22] = [
    on_curve(0x0403, "ecdsa_secp256r1_sha256", "SHA256withECDSA", "secp256r1"),
    on_curve(0x0503, "ecdsa_secp384r1_sha384", "SHA384withECDSA", "secp384r1"),
    on_curve(0x0603, "ecdsa_secp521r1_sha512", "SHA512withECDSA", "secp521r1"),
    scheme(0x0807, "ed25519", "Ed25519", "EdDSA"),
    scheme(0x0808, "ed448", "Ed448", "EdDSA"),
    with(528, scheme(0x0804, "rsa_pss_rsae_sha256", "RSASSA-PSS", "RSA")),
    with(784, scheme(0x0805, "rsa_pss_rsae_sha384", "RSASSA-PSS", "RSA")),
    with(1040, scheme(0x0806, "rsa_pss_rsae_sha512", "RSASSA-PSS", "RSA")),
    with(528, scheme(0x0809, "rsa_pss_pss_sha256", "RSASSA-PSS", "RSASSA-PSS")),
    with(784, scheme(0x080A, "rsa_pss_pss_sha384", "RSASSA-PSS", "RSASSA-PSS")),
    with(1040, scheme(0x080B, "rsa_pss_pss_sha512", "RSASSA-PSS", "RSASSA-PSS")),
    with(511, of_certificates(0x0401, "rsa_pkcs1_sha256", "SHA256withRSA", "RSA")),
    with(768, of_certificates(0x0501, "rsa_pkcs1_sha384", "SHA384withRSA", "RSA")),
    with(768, of_certificates(0x0601, "rsa_pkcs1_sha512", "SHA512withRSA", "RSA")),
    old(0x0402, "dsa_sha256", "SHA256withDSA", "DSA"),
    old(0x0303, "ecdsa_sha224", "SHA224withECDSA", "EC"),
    with(511, old(0x0301, "rsa_sha224", "SHA224withRSA", "RSA")),
    old(0x0302, "dsa_sha224", "SHA224withDSA", "DSA"),
    of_certificates(0x0203, "ecdsa_sha1", "SHA1withECDSA", "EC"),
    with(511, of_certificates(0x0201, "rsa_pkcs1_sha1", "SHA1withRSA", "RSA")),
    old(0x0202, "dsa_sha1", "SHA1withDSA", "DSA"),
    with(511, old(0x0101, "rsa_md5", "MD5withRSA", "RSA")),
];

/// The scheme of a number; `None` where no Java has one.
pub(in crate::pkix) fn known(number: u16) -> Option<&'static Scheme> {
    SCHEMES.iter().find(|scheme| scheme.named.number == number)
}

/// TLS's name of a signature scheme, and Java's of the signature: `rsa_pkcs1_sha256`, `SHA256withRSA`.
pub fn scheme_names(number: u16) -> Option<(&'static str, &'static str)> {
    known(number).map(|scheme| (scheme.named.name, scheme.signature))
}

/// Whether the disabled algorithms leave a scheme to a Java, for certificates.
pub(in crate::pkix) fn is_left(scheme: &Scheme, java: &Java) -> bool {
    !is_taken_off(java, Traits::of(java.release, java.update), scheme, Some(Use::Certificates))
}

/// What a scheme is for, as a rule's `usage` names it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    Handshake,
    Certificates,
}

impl Use {
    fn name(self) -> &'static str {
        match self {
            Self::Handshake => "HandshakeSignature",
            Self::Certificates => "CertificateSignature",
        }
    }
}

/// What a Java offers for one use.
pub(super) struct Offering<'j> {
    pub(super) java: &'j Java,
    pub(super) traits: Traits,
    pub(super) properties: &'j ClientProperties,
    /// Whether TLS 1.2 or an older version is offered beside TLS 1.3, or without it.
    pub(super) is_classic: bool,
}

impl Offering<'_> {
    /// The schemes for one use, in their order.
    pub(super) fn schemes(&self, purpose: Use) -> Vec<Named> {
        let is_offered = |scheme: &&Scheme| self.is_known(scheme) && self.reaches(scheme, purpose);
        let chosen: Vec<&Scheme> = match self.named_schemes() {
            Some(named) => named,
            None => SCHEMES.iter().filter(|scheme| self.is_known(scheme)).collect(),
        };
        let is_free = |scheme: &&Scheme| !is_taken_off(self.java, self.traits, scheme, Some(purpose));
        chosen.into_iter().filter(is_offered).filter(is_free).map(|scheme| scheme.named).collect()
    }

    /// Those of `jdk.tls.client.SignatureSchemes`; `None` where it has none that is known.
    fn named_schemes(&self) -> Option<Vec<&'static Scheme>> {
        let names = self.properties.list("jdk.tls.client.SignatureSchemes")?;
        let named =
            |name: &String| SCHEMES.iter().find(|scheme| scheme.named.name.eq_ignore_ascii_case(name));
        let named: Vec<&Scheme> =
            names.iter().filter_map(named).filter(|scheme| self.is_known(scheme)).collect();
        // Java: up to 11 its own order stands.
        if self.traits.release > Release::Java11 {
            return (!named.is_empty()).then_some(named);
        }
        let in_order = SCHEMES.iter().filter(|scheme| named.iter().any(|one| one.named == scheme.named));
        let chosen: Vec<&Scheme> = in_order.collect();
        (!chosen.is_empty()).then_some(chosen)
    }

    fn is_known(&self, scheme: &Scheme) -> bool {
        scheme.key != "EdDSA" || self.traits.release > Release::Java11
    }

    fn reaches(&self, scheme: &Scheme, purpose: Use) -> bool {
        self.is_classic
            || match scheme.reach {
                Reach::Everywhere => true,
                Reach::Certificates => purpose == Use::Certificates || !self.traits.is_strict,
                Reach::Nowhere => false,
            }
    }
}

/// Whether a Java offers a signature algorithm, by its name there, for certificates.
pub(in crate::pkix) fn is_offered(signature: &str, java: &Java, is_tls_13: bool) -> bool {
    let traits = Traits::of(java.release, java.update);
    let is_known = |scheme: &&Scheme| match scheme.signature {
        "MD5withRSA" => false,
        _ if scheme.reach != Reach::Nowhere => true,
        _ => !is_tls_13 || !matches!(java.release, Release::Java25 | Release::Java17),
    };
    let mut schemes = SCHEMES.iter().filter(|scheme| scheme.signature == signature).filter(is_known);
    schemes.any(|scheme| !is_taken_off(java, traits, scheme, Some(Use::Certificates)))
}

/// Java: both properties count, whatever the scheme is for.
fn is_taken_off(java: &Java, traits: Traits, scheme: &Scheme, purpose: Option<Use>) -> bool {
    let takes_off = |constraints: &Constraints, purpose| {
        constraints.rules.iter().any(|rule| takes_off(rule, scheme, traits, purpose))
    };
    // Java: but what a signature is for counts only in those of TLS.
    takes_off(&java.certpath, None) || takes_off(&java.tls, purpose)
}

/// Whether a rule takes a scheme off the list. Of conditions only the size of a key counts, and that only for a curve,
/// and in late updates what the signature is for.
///
/// Java: 8 knows neither the schemes' names nor their curves.
fn takes_off(rule: &Rule, scheme: &Scheme, traits: Traits, purpose: Option<Use>) -> bool {
    let curve = scheme.curve.filter(|_| traits.release > Release::Java8);
    match rule.conditions.as_slice() {
        [] => {
            (rule.names(scheme.named.name) && traits.release > Release::Java8)
                || rule.names(scheme.signature)
                || rule.names(scheme.key)
                || decompose(scheme.signature).iter().any(|part| rule.names(part))
                || curve.is_some_and(|(curve, _)| rule.names(curve))
        }
        [Condition::KeySize(comparison, limit), ..] => {
            rule.names(scheme.key) && curve.is_some_and(|(_, bits)| comparison.holds(bits, *limit))
        }
        [Condition::Usage(usages)] => {
            let is_for = |purpose: Use| usages.iter().any(|usage| usage.eq_ignore_ascii_case(purpose.name()));
            traits.knows_usages && rule.names(scheme.named.name) && purpose.is_some_and(is_for)
        }
        _ => false,
    }
}
