//! The names under which Java finds its signature algorithms, and the identifiers that stand for them.

use crate::crypto::generate::EdwardsCurve;
use crate::crypto::pkcs8::{DSA, ED448, ED25519, RSASSA_PSS};
use crate::crypto::verify::digest::Digest;

/// What a name stands for, before a key is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) family: Family,
    /// Java's own name for it, which it prints.
    pub(super) name: &'static str,
    /// The identifier, in dotted decimals; `None` where Java derives none.
    pub(super) oid: Option<String>,
    /// Whether NULL parameters follow the identifier.
    pub(super) null: bool,
}

/// A family of signature algorithms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    Rsa(Digest),
    /// Without an identifier: TLS's own with two digests, and one whose message is the digest.
    RsaUnnamed,
    Pss,
    /// `None`: the message is the digest.
    Dsa {
        digest: Option<Digest>,
        p1363: bool,
    },
    Ecdsa {
        p1363: bool,
        digest: Option<Digest>,
    },
    /// `None`: as the key says.
    Edwards(Option<EdwardsCurve>),
    /// `None`: as the key says.
    MlDsa(Option<u8>),
    HssLms,
}

use Digest::{
    Md2, Md5, Sha1, Sha3T224, Sha3T256, Sha3T384, Sha3T512, Sha224, Sha256, Sha384, Sha512, Sha512T224,
    Sha512T256,
};

/// The names Java prints, with the identifiers that its providers list beside them.
const NAMES: &[(&str, Family, &str)] = &[
    ("MD2withRSA", Family::Rsa(Md2), "1.2.840.113549.1.1.2"),
    ("MD5withRSA", Family::Rsa(Md5), "1.2.840.113549.1.1.4"),
    ("SHA1withRSA", Family::Rsa(Sha1), "1.2.840.113549.1.1.5"),
    ("SHA224withRSA", Family::Rsa(Sha224), "1.2.840.113549.1.1.14"),
    ("SHA256withRSA", Family::Rsa(Sha256), "1.2.840.113549.1.1.11"),
    ("SHA384withRSA", Family::Rsa(Sha384), "1.2.840.113549.1.1.12"),
    ("SHA512withRSA", Family::Rsa(Sha512), "1.2.840.113549.1.1.13"),
    ("SHA512/224withRSA", Family::Rsa(Sha512T224), "1.2.840.113549.1.1.15"),
    ("SHA512/256withRSA", Family::Rsa(Sha512T256), "1.2.840.113549.1.1.16"),
    ("SHA3-224withRSA", Family::Rsa(Sha3T224), "2.16.840.1.101.3.4.3.13"),
    ("SHA3-256withRSA", Family::Rsa(Sha3T256), "2.16.840.1.101.3.4.3.14"),
    ("SHA3-384withRSA", Family::Rsa(Sha3T384), "2.16.840.1.101.3.4.3.15"),
    ("SHA3-512withRSA", Family::Rsa(Sha3T512), "2.16.840.1.101.3.4.3.16"),
    ("RSASSA-PSS", Family::Pss, RSASSA_PSS),
    ("SHA1withDSA", dsa(Sha1), "1.2.840.10040.4.3"),
    ("SHA224withDSA", dsa(Sha224), "2.16.840.1.101.3.4.3.1"),
    ("SHA256withDSA", dsa(Sha256), "2.16.840.1.101.3.4.3.2"),
    ("SHA384withDSA", dsa(Sha384), "2.16.840.1.101.3.4.3.3"),
    ("SHA512withDSA", dsa(Sha512), "2.16.840.1.101.3.4.3.4"),
    ("SHA3-224withDSA", dsa(Sha3T224), "2.16.840.1.101.3.4.3.5"),
    ("SHA3-256withDSA", dsa(Sha3T256), "2.16.840.1.101.3.4.3.6"),
    ("SHA3-384withDSA", dsa(Sha3T384), "2.16.840.1.101.3.4.3.7"),
    ("SHA3-512withDSA", dsa(Sha3T512), "2.16.840.1.101.3.4.3.8"),
    ("SHA1withECDSA", ecdsa(Sha1), "1.2.840.10045.4.1"),
    ("SHA224withECDSA", ecdsa(Sha224), "1.2.840.10045.4.3.1"),
    ("SHA256withECDSA", ecdsa(Sha256), "1.2.840.10045.4.3.2"),
    ("SHA384withECDSA", ecdsa(Sha384), "1.2.840.10045.4.3.3"),
    ("SHA512withECDSA", ecdsa(Sha512), "1.2.840.10045.4.3.4"),
    ("SHA3-224withECDSA", ecdsa(Sha3T224), "2.16.840.1.101.3.4.3.9"),
    ("SHA3-256withECDSA", ecdsa(Sha3T256), "2.16.840.1.101.3.4.3.10"),
    ("SHA3-384withECDSA", ecdsa(Sha3T384), "2.16.840.1.101.3.4.3.11"),
    ("SHA3-512withECDSA", ecdsa(Sha3T512), "2.16.840.1.101.3.4.3.12"),
    ("Ed25519", Family::Edwards(Some(EdwardsCurve::Ed25519)), ED25519),
    ("Ed448", Family::Edwards(Some(EdwardsCurve::Ed448)), ED448),
    ("ML-DSA-44", Family::MlDsa(Some(44)), "2.16.840.1.101.3.4.3.17"),
    ("ML-DSA-65", Family::MlDsa(Some(65)), "2.16.840.1.101.3.4.3.18"),
    ("ML-DSA-87", Family::MlDsa(Some(87)), "2.16.840.1.101.3.4.3.19"),
    ("HSS/LMS", Family::HssLms, "1.2.840.113549.1.9.16.3.17"),
];

const fn dsa(digest: Digest) -> Family {
    Family::Dsa { digest: Some(digest), p1363: false }
}

const fn ecdsa(digest: Digest) -> Family {
    Family::Ecdsa { digest: Some(digest), p1363: false }
}

impl Named {
    /// What Java finds under `typed`, in any case. Observed: every name that JDK 25's providers list for `Signature`.
    pub(super) fn find(typed: &str) -> Option<Self> {
        let same = |name: &str| name.eq_ignore_ascii_case(typed);
        let dotted = match typed.split_at_checked(4) {
            Some((prefix, rest)) if prefix.eq_ignore_ascii_case("OID.") => rest,
            _ => typed,
        };
        if let Some((name, family, oid)) = NAMES.iter().find(|(name, _, oid)| same(name) || *oid == dotted) {
            return Some(Self::plain(name, *family, oid));
        }
        let none = |name, family| Some(Self { family, name, oid: None, null: false });
        // Old identifiers, which Java writes as they are typed, and without NULL.
        let old = [
            ("1.3.14.3.2.29", "SHA1withRSA", Family::Rsa(Sha1)),
            ("1.3.14.3.2.13", "SHA1withDSA", dsa(Sha1)),
            ("1.3.14.3.2.27", "SHA1withDSA", dsa(Sha1)),
        ];
        if let Some((oid, name, family)) = old.into_iter().find(|(oid, _, _)| same(oid)) {
            return Some(Self { family, name, oid: Some(oid.to_owned()), null: false });
        }
        match typed.to_ascii_lowercase().as_str() {
            "pss" => none("PSS", Family::Pss),
            "md5andsha1withrsa" => none("MD5andSHA1withRSA", Family::RsaUnnamed),
            "nonewithrsa" => none("NONEwithRSA", Family::RsaUnnamed),
            // Java: takes the identifier of the keys for one of the signature.
            "dss" => Self::of(dsa(Sha1)),
            "dsa" => Some(Self { family: dsa(Sha1), name: "DSA", oid: Some(DSA.to_owned()), null: false }),
            "dsawithsha1" | "sha/dsa" | "sha-1/dsa" | "sha1/dsa" | "shawithdsa" => {
                none("SHA1withDSA", dsa(Sha1))
            }
            "nonewithdsa" | "rawdsa" => none("NONEwithDSA", Family::Dsa { digest: None, p1363: false }),
            "nonewithecdsa" => none("NONEwithECDSA", Family::Ecdsa { digest: None, p1363: false }),
            "nonewithdsainp1363format" => none("NONEwithDSA", Family::Dsa { digest: None, p1363: true }),
            "nonewithecdsainp1363format" => {
                none("NONEwithECDSA", Family::Ecdsa { digest: None, p1363: true })
            }
            "eddsa" => none("EdDSA", Family::Edwards(None)),
            "ml-dsa" => none("ML-DSA", Family::MlDsa(None)),
            lower => {
                let plain = lower.strip_suffix("inp1363format")?;
                let (name, family, _) = NAMES.iter().find(|(name, _, _)| name.eq_ignore_ascii_case(plain))?;
                match *family {
                    Family::Dsa { digest, .. } => none(name, Family::Dsa { digest, p1363: true }),
                    Family::Ecdsa { digest, .. } => none(name, Family::Ecdsa { digest, p1363: true }),
                    _ => None,
                }
            }
        }
    }

    /// Java's own name for this RSA, DSA or ECDSA signature with this digest.
    pub(super) fn of(family: Family) -> Option<Self> {
        let (name, family, oid) = NAMES.iter().find(|(_, known, _)| *known == family)?;
        Some(Self::plain(name, *family, oid))
    }

    fn plain(name: &'static str, family: Family, oid: &str) -> Self {
        let null = matches!(family, Family::Rsa(_));
        Self { family, name, oid: Some(oid.to_owned()), null }
    }
}
