//! Files that are taken for keystores and are none of Java's.

use super::certificates;
use crate::asn1::{Asn1Error, Reader, Tag};

/// What such a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// Bouncy Castle's old format.
    Bks,
    /// Bouncy Castle's format with approved algorithms.
    Bcfks,
    /// Certificates, in PEM, DER or PKCS#7.
    Certificates,
}

/// Tells a foreign file by its content.
pub fn foreign(bytes: &[u8]) -> Option<Foreign> {
    if begins_like_bks(bytes) {
        return Some(Foreign::Bks);
    }
    if !certificates::bundle(bytes).certificates.is_empty() {
        return Some(Foreign::Certificates);
    }
    is_bcfks(bytes).unwrap_or(false).then_some(Foreign::Bcfks)
}

/// Version 1 or 2, the length of a salt, the salt, an iteration count, each number in four octets.
fn begins_like_bks(bytes: &[u8]) -> bool {
    let number = |at: usize| {
        let octets = bytes.get(at..at + 4)?;
        Some(u32::from_be_bytes(octets.try_into().ok()?))
    };
    let (Some(1 | 2), Some(salt @ 8..=64)) = (number(0), number(4)) else { return false };
    let salt = usize::try_from(salt).unwrap_or_default();
    number(8 + salt).is_some_and(|iterations| (1..=10_000_000).contains(&iterations))
}

/// ObjectStore ::= SEQUENCE { SEQUENCE { AlgorithmIdentifier, OCTET STRING } | ObjectStoreData, ObjectStoreIntegrityCheck }
fn is_bcfks(bytes: &[u8]) -> Result<bool, Asn1Error> {
    let mut outer = Reader::new(bytes).enter(Tag::SEQUENCE)?;
    let mut encrypted = outer.enter(Tag::SEQUENCE)?;
    let mut algorithm = encrypted.enter(Tag::SEQUENCE)?;
    algorithm.element()?.oid()?;
    encrypted.expect(Tag::OCTET_STRING)?;
    let mut check = outer.enter(Tag::SEQUENCE)?;
    check.expect(Tag::SEQUENCE)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_by_their_beginnings() {
        let bks = [&[0, 0, 0, 2, 0, 0, 0, 20][..], &[7; 20], &[0, 0, 4, 210], b"rest"].concat();
        assert_eq!(foreign(&bks), Some(Foreign::Bks));
        assert_eq!(foreign(&bks[..20]), None);
        let bcfks = b"\x30\x13\x30\x09\x30\x05\x06\x03\x2a\x03\x04\x04\x00\x30\x06\x30\x02\x05\x00\x04\x00";
        assert_eq!(foreign(bcfks), Some(Foreign::Bcfks));
        for other in [&b""[..], b"<html>", b"\x30\x80", b"\x30\x03\x02\x01\x03"] {
            assert_eq!(foreign(other), None);
        }
    }
}
