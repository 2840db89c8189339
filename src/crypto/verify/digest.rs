//! The digests that signatures are made over.

use aws_lc_rs::digest;
use md2::Md2;
use md5::Md5;
use sha2::Sha512_224;
use sha3::Sha3_224;

use crate::asn1::Oid;

/// A digest algorithm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::crypto) enum Digest {
    Md2,
    Md5,
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
    Sha512T224,
    Sha512T256,
    Sha3T224,
    Sha3T256,
    Sha3T384,
    Sha3T512,
}

/// The identifiers of the digests (RFC 1319, RFC 1321, NIST's hashAlgs arc).
const IDENTIFIERS: [(Digest, &str); 13] = [
    (Digest::Md2, "1.2.840.113549.2.2"),
    (Digest::Md5, "1.2.840.113549.2.5"),
    (Digest::Sha1, "1.3.14.3.2.26"),
    (Digest::Sha256, "2.16.840.1.101.3.4.2.1"),
    (Digest::Sha384, "2.16.840.1.101.3.4.2.2"),
    (Digest::Sha512, "2.16.840.1.101.3.4.2.3"),
    (Digest::Sha224, "2.16.840.1.101.3.4.2.4"),
    (Digest::Sha512T224, "2.16.840.1.101.3.4.2.5"),
    (Digest::Sha512T256, "2.16.840.1.101.3.4.2.6"),
    (Digest::Sha3T224, "2.16.840.1.101.3.4.2.7"),
    (Digest::Sha3T256, "2.16.840.1.101.3.4.2.8"),
    (Digest::Sha3T384, "2.16.840.1.101.3.4.2.9"),
    (Digest::Sha3T512, "2.16.840.1.101.3.4.2.10"),
];

impl Digest {
    /// The digest with this identifier.
    pub(in crate::crypto) fn with_oid(oid: &Oid) -> Option<Self> {
        IDENTIFIERS.into_iter().find(|(_, dotted)| oid.is(dotted)).map(|(digest, _)| digest)
    }

    /// Its identifier.
    pub(in crate::crypto) fn oid(self) -> Option<Oid> {
        IDENTIFIERS.into_iter().find(|(digest, _)| *digest == self)?.1.parse().ok()
    }

    /// The octets of a digest.
    pub(in crate::crypto) fn octets(self) -> usize {
        match self {
            Self::Md2 | Self::Md5 => 16,
            Self::Sha1 => 20,
            Self::Sha224 | Self::Sha512T224 | Self::Sha3T224 => 28,
            Self::Sha256 | Self::Sha512T256 | Self::Sha3T256 => 32,
            Self::Sha384 | Self::Sha3T384 => 48,
            Self::Sha512 | Self::Sha3T512 => 64,
        }
    }

    /// Its name in Java.
    pub(in crate::crypto) fn java_name(self) -> &'static str {
        match self {
            Self::Md2 => "MD2",
            Self::Md5 => "MD5",
            Self::Sha1 => "SHA-1",
            Self::Sha224 => "SHA-224",
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
            Self::Sha512T224 => "SHA-512/224",
            Self::Sha512T256 => "SHA-512/256",
            Self::Sha3T224 => "SHA3-224",
            Self::Sha3T256 => "SHA3-256",
            Self::Sha3T384 => "SHA3-384",
            Self::Sha3T512 => "SHA3-512",
        }
    }

    /// The digest of `message`.
    pub(in crate::crypto) fn of(self, message: &[u8]) -> Vec<u8> {
        use sha2::Digest as _;
        let algorithm = match self {
            Self::Md2 => return Md2::digest(message).to_vec(),
            Self::Md5 => return Md5::digest(message).to_vec(),
            Self::Sha512T224 => return Sha512_224::digest(message).to_vec(),
            Self::Sha3T224 => return Sha3_224::digest(message).to_vec(),
            Self::Sha1 => &digest::SHA1_FOR_LEGACY_USE_ONLY,
            Self::Sha224 => &digest::SHA224,
            Self::Sha256 => &digest::SHA256,
            Self::Sha384 => &digest::SHA384,
            Self::Sha512 => &digest::SHA512,
            Self::Sha512T256 => &digest::SHA512_256,
            Self::Sha3T256 => &digest::SHA3_256,
            Self::Sha3T384 => &digest::SHA3_384,
            Self::Sha3T512 => &digest::SHA3_512,
        };
        digest::digest(algorithm, message).as_ref().to_vec()
    }
}
