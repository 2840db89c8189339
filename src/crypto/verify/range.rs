//! Whether the numbers of a signature are in the range that its key leaves them: Java tells that apart from a signature that
//! is only wrong.

use super::key::PublicKey;
use crate::asn1::{Asn1Error, Tag, read_one};

/// What the numbers of a signature are like, before anybody computes with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbers {
    /// They may be a signature's.
    InRange,
    /// They are zero, or as large as the order of the group or larger.
    OutOfRange,
    /// There are none.
    Malformed,
}

/// The order of Ed25519's group (RFC 8032, 5.1).
const ED25519_ORDER: [u8; 32] = [
    0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x14, 0xde, 0xf9, 0xde, 0xa2, 0xf7, 0x9c, 0xd6, 0x58,
    0x12, 0x63, 0x1a, 0x5c, 0xf5, 0xd3, 0xed,
];
/// The order of Ed448's group (RFC 8032, 5.2), in as many octets as a signature has for its number.
const ED448_ORDER: [u8; 57] = [
    0, 0x3f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7c, 0xca, 0x23, 0xe9, 0xc4, 0x4e,
    0xdb, 0x49, 0xae, 0xd6, 0x36, 0x90, 0x21, 0x6c, 0xc2, 0x72, 0x8d, 0xc5, 0x8f, 0x55, 0x23, 0x78, 0xc2,
    0x92, 0xab, 0x58, 0x44, 0xf3,
];

/// The numbers of a signature by the DSA or Edwards key of this SubjectPublicKeyInfo; `None` for other keys.
pub fn numbers(spki_der: &[u8], signature: &[u8]) -> Option<Numbers> {
    match PublicKey::read(spki_der).ok()? {
        PublicKey::Dsa(key) => Some(match two_integers(signature) {
            Err(_) => Numbers::Malformed,
            Ok(both) => {
                let fits = |number: &[u8]| !number.is_empty() && is_below(number, significant(key.q));
                if both.into_iter().all(fits) { Numbers::InRange } else { Numbers::OutOfRange }
            }
        }),
        PublicKey::Ed25519(_) => Some(edwards(signature, &ED25519_ORDER)),
        PublicKey::Ed448(_) => Some(edwards(signature, &ED448_ORDER)),
        _ => None,
    }
}

/// Java: takes both for numbers without a sign.
fn two_integers(signature: &[u8]) -> Result<[&[u8]; 2], Asn1Error> {
    let mut reader = read_one(signature)?.expect(Tag::SEQUENCE)?.inside()?;
    let both = [reader.expect(Tag::INTEGER)?.content, reader.expect(Tag::INTEGER)?.content];
    reader.finish()?;
    Ok(both.map(significant))
}

fn significant(number: &[u8]) -> &[u8] {
    let zeros = number.iter().take_while(|octet| **octet == 0).count();
    number.get(zeros..).unwrap_or_default()
}

/// Whether one number is below another, both without zeros in front.
fn is_below(number: &[u8], limit: &[u8]) -> bool {
    (number.len(), number) < (limit.len(), limit)
}

/// The second half of the signature is its number, the lowest octet first.
fn edwards(signature: &[u8], order: &[u8]) -> Numbers {
    if signature.len() != 2 * order.len() {
        return Numbers::Malformed;
    }
    let number = signature.iter().rev().take(order.len());
    if number.lt(order.iter()) { Numbers::InRange } else { Numbers::OutOfRange }
}
