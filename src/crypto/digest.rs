//! The digests of keystores, their object identifiers, and HMAC over them.

use hmac::{Hmac, KeyInit, Mac};
use sha2::digest::DynDigest;

use crate::asn1::Oid;

/// A digest that keystores use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Digest {
    /// MD5.
    Md5,
    /// SHA-1.
    Sha1,
    /// SHA-224.
    Sha224,
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
    /// SHA-512/224.
    Sha512_224,
    /// SHA-512/256.
    Sha512_256,
}

/// Runs `$body` with `$type` standing for the implementation of `$digest`.
macro_rules! with_digest {
    ($digest:expr, $type:ident => $body:expr) => {
        match $digest {
            $crate::crypto::digest::Digest::Md5 => {
                type $type = md5::Md5;
                $body
            }
            $crate::crypto::digest::Digest::Sha1 => {
                type $type = sha1::Sha1;
                $body
            }
            $crate::crypto::digest::Digest::Sha224 => {
                type $type = sha2::Sha224;
                $body
            }
            $crate::crypto::digest::Digest::Sha256 => {
                type $type = sha2::Sha256;
                $body
            }
            $crate::crypto::digest::Digest::Sha384 => {
                type $type = sha2::Sha384;
                $body
            }
            $crate::crypto::digest::Digest::Sha512 => {
                type $type = sha2::Sha512;
                $body
            }
            $crate::crypto::digest::Digest::Sha512_224 => {
                type $type = sha2::Sha512_224;
                $body
            }
            $crate::crypto::digest::Digest::Sha512_256 => {
                type $type = sha2::Sha512_256;
                $body
            }
        }
    };
}
pub(crate) use with_digest;

/// Digest, its own OID, its HMAC's OID (RFC 8018, B.1.2) and Java's name of it within algorithm names.
const TABLE: [(Digest, &str, &str, &str); 8] = [
    (Digest::Md5, "1.2.840.113549.2.5", "1.2.840.113549.2.6", "MD5"),
    (Digest::Sha1, "1.3.14.3.2.26", "1.2.840.113549.2.7", "SHA1"),
    (Digest::Sha224, "2.16.840.1.101.3.4.2.4", "1.2.840.113549.2.8", "SHA224"),
    (Digest::Sha256, "2.16.840.1.101.3.4.2.1", "1.2.840.113549.2.9", "SHA256"),
    (Digest::Sha384, "2.16.840.1.101.3.4.2.2", "1.2.840.113549.2.10", "SHA384"),
    (Digest::Sha512, "2.16.840.1.101.3.4.2.3", "1.2.840.113549.2.11", "SHA512"),
    (Digest::Sha512_224, "2.16.840.1.101.3.4.2.5", "1.2.840.113549.2.12", "SHA512/224"),
    (Digest::Sha512_256, "2.16.840.1.101.3.4.2.6", "1.2.840.113549.2.13", "SHA512/256"),
];

impl Digest {
    /// The digest with this object identifier.
    pub fn from_oid(oid: &Oid) -> Option<Self> {
        TABLE.iter().find(|row| oid.is(row.1)).map(|row| row.0)
    }

    /// The digest whose HMAC has this object identifier.
    pub fn from_hmac_oid(oid: &Oid) -> Option<Self> {
        TABLE.iter().find(|row| oid.is(row.2)).map(|row| row.0)
    }

    /// The digest that Java's algorithm names (`HmacPBESHA256`, `PBEWithHmacSHA512/224AndAES_128`) call so;
    /// capitals do not matter.
    pub fn from_java_name(name: &str) -> Option<Self> {
        TABLE.iter().find(|row| row.3.eq_ignore_ascii_case(name)).map(|row| row.0)
    }

    /// Its object identifier, in dotted decimals.
    pub fn oid(self) -> &'static str {
        self.row().1
    }

    /// The object identifier of its HMAC, in dotted decimals.
    pub fn hmac_oid(self) -> &'static str {
        self.row().2
    }

    /// What Java's algorithm names call it: `SHA256`.
    pub fn java_name(self) -> &'static str {
        self.row().3
    }

    fn row(self) -> &'static (Self, &'static str, &'static str, &'static str) {
        let [first, ..] = &TABLE;
        TABLE.iter().find(|row| row.0 == self).unwrap_or(first)
    }

    /// How many octets a digest has.
    pub fn output_length(self) -> usize {
        with_digest!(self, D => <D as sha2::Digest>::output_size())
    }

    /// The digest of `parts`, one after another.
    pub fn hash(self, parts: &[&[u8]]) -> Vec<u8> {
        with_digest!(self, D => {
            let mut hasher = <D as sha2::Digest>::new();
            for part in parts {
                sha2::Digest::update(&mut hasher, part);
            }
            sha2::Digest::finalize(hasher).to_vec()
        })
    }

    /// HMAC under `key` of a message in parts (RFC 2104).
    pub fn hmac<'a>(self, key: &[u8], message: impl IntoIterator<Item = &'a [u8]>) -> Vec<u8> {
        with_digest!(self, D => match Hmac::<D>::new_from_slice(key) {
            Ok(mut mac) => {
                message.into_iter().for_each(|part| mac.update(part));
                mac.finalize().into_bytes().to_vec()
            }
            // HMAC takes keys of any length.
            Err(_) => Vec::new(),
        })
    }
}

/// Whether two digests or MACs are equal, in a time that does not depend on where they differ.
pub fn equal(one: &[u8], other: &[u8]) -> bool {
    aws_lc_rs::constant_time::verify_slices_are_equal(one, other).is_ok()
}

/// A digest of something that comes piece by piece.
pub struct Running(Box<dyn DynDigest>);

impl Running {
    /// Takes the next piece.
    pub fn update(&mut self, piece: &[u8]) {
        self.0.update(piece);
    }

    /// The digest of all pieces.
    pub fn finish(self) -> Vec<u8> {
        self.0.finalize().into_vec()
    }
}

impl Digest {
    /// The digest of nothing yet.
    pub fn running(self) -> Running {
        with_digest!(self, Implementation => Running(Box::new(Implementation::default())))
    }

    /// The digest that Java's `MessageDigest` calls so: `SHA-256`, `SHA1`, `MD5`; capitals do not matter.
    pub fn from_message_digest_name(name: &str) -> Option<Self> {
        if name.eq_ignore_ascii_case("SHA") {
            return Some(Self::Sha1);
        }
        let without_hyphen = match name.split_once('-') {
            Some((family, size)) if family.eq_ignore_ascii_case("SHA") => format!("SHA{size}"),
            _ => name.to_owned(),
        };
        Self::from_java_name(&without_hyphen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_digest_is_found_by_its_names() {
        for (digest, oid, hmac, name) in TABLE {
            assert_eq!(Digest::from_oid(&oid.parse().unwrap()), Some(digest));
            assert_eq!(Digest::from_hmac_oid(&hmac.parse().unwrap()), Some(digest));
            assert_eq!(Digest::from_java_name(&name.to_lowercase()), Some(digest));
            assert_eq!(digest.hash(&[b"a"]).len(), digest.output_length());
        }
    }

    #[test]
    fn rfc_4231_case_2() {
        let mac = Digest::Sha256.hmac(b"Jefe", [&b"what do ya want "[..], b"for nothing?"]);
        assert_eq!(mac.get(..4), Some(&[0x5b, 0xdc, 0xc1, 0x46][..]));
        assert!(equal(&mac, &mac) && !equal(&mac, b""));
    }
}
