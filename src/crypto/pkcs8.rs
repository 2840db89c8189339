//! PrivateKeyInfo and SubjectPublicKeyInfo, written as Java writes them.

use crate::asn1::{Oid, Tag, Writer};
use crate::secret::SecretBytes;

pub(super) const RSA: &str = "1.2.840.113549.1.1.1";
pub(super) const RSASSA_PSS: &str = "1.2.840.113549.1.1.10";
pub(super) const DSA: &str = "1.2.840.10040.4.1";
pub(super) const EC: &str = "1.2.840.10045.2.1";
pub(super) const DH: &str = "1.2.840.113549.1.3.1";
pub(super) const X25519: &str = "1.3.101.110";
pub(super) const X448: &str = "1.3.101.111";
pub(super) const ED25519: &str = "1.3.101.112";
pub(super) const ED448: &str = "1.3.101.113";
/// ML-KEM-512, -768 and -1024 are .1 to .3 below it (RFC 9935).
pub(super) const ML_KEM: &str = "2.16.840.1.101.3.4.4";
/// ML-DSA-44, -65 and -87 are .17 to .19 below it (RFC 9881).
pub(super) const NIST_SIGNATURES: &str = "2.16.840.1.101.3.4.3";

/// An AlgorithmIdentifier; `parameters` are DER already, empty where there are none.
pub(super) fn identifier(dotted: &str, parameters: &[u8]) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.constructed(Tag::SEQUENCE, |inside| {
        oid(inside, dotted);
        inside.raw(parameters);
    });
    writer.finish()
}

/// An identifier alone.
pub(super) fn oid_of(dotted: &str) -> Vec<u8> {
    let mut writer = Writer::default();
    oid(&mut writer, dotted);
    writer.finish()
}

fn oid(writer: &mut Writer, dotted: &str) {
    // Only constants of this crate come here.
    if let Ok(oid) = dotted.parse::<Oid>() {
        writer.oid(&oid);
    }
}

/// An INTEGER above zero, from its octets, big-endian.
pub(super) fn unsigned(writer: &mut Writer, octets: &[u8]) {
    let zeros = octets.iter().take_while(|octet| **octet == 0).count();
    let significant = octets.get(zeros..).unwrap_or_default();
    let mut content = Vec::with_capacity(significant.len() + 1);
    if significant.first().is_none_or(|first| *first >= 0x80) {
        content.push(0);
    }
    content.extend_from_slice(significant);
    writer.primitive(Tag::INTEGER, &content);
    zeroize::Zeroize::zeroize(&mut content);
}

/// PrivateKeyInfo (RFC 5208, 5): version 0, the algorithm, the key.
pub(super) fn private_key(algorithm: &[u8], key: &[u8]) -> SecretBytes {
    // All in one buffer: growing would leave copies behind that nobody wipes.
    let key_header = Writer::header_of(Tag::OCTET_STRING, false, key.len());
    let length = 3 + algorithm.len() + key_header.len() + key.len();
    let header = Writer::header_of(Tag::SEQUENCE, true, length);
    let mut whole = Vec::with_capacity(header.len() + length);
    for part in [&header[..], &[2, 1, 0], algorithm, &key_header, key] {
        whole.extend_from_slice(part);
    }
    SecretBytes::new(whole)
}

/// SubjectPublicKeyInfo (RFC 5280, 4.1).
pub(super) fn public_key(algorithm: &[u8], key: &[u8]) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.constructed(Tag::SEQUENCE, |inside| {
        inside.raw(algorithm);
        inside.primitive(Tag::BIT_STRING, &[&[0], key].concat());
    });
    writer.finish()
}

/// ECPrivateKey (RFC 5915, 3) without parameters and without public key, as Java writes it.
pub(super) fn ec_private_key(scalar: &[u8]) -> SecretBytes {
    let mut writer = Writer::default();
    writer.constructed(Tag::SEQUENCE, |inside| {
        inside.unsigned(1);
        inside.octets(scalar);
    });
    SecretBytes::new(writer.finish())
}
