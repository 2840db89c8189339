//! AlgorithmIdentifiers of signatures, read.

use super::VerifyError;
use super::digest::Digest;
use crate::asn1::{Asn1Error, Element, Oid, Tag, read_one};

/// A signature algorithm with all that its parameters say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::crypto) enum Algorithm {
    RsaPkcs1(Digest),
    RsaPss(Pss),
    Dsa(Digest),
    Ecdsa(Digest),
    Ed25519,
    Ed448,
    /// 44, 65 or 87.
    MlDsa(u8),
}

/// RSASSA-PSS-params (RFC 8017, A.2.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::crypto) struct Pss {
    pub(in crate::crypto) digest: Digest,
    pub(in crate::crypto) mask_digest: Digest,
    pub(in crate::crypto) salt_length: usize,
}

/// The longest salt that fits the largest key.
const MAX_SALT: u64 = 2048;

impl Algorithm {
    /// From the parts of an AlgorithmIdentifier. Only PSS looks at its parameters, as in Java.
    pub(in crate::crypto) fn read(oid: &Oid, parameters: Option<&[u8]>) -> Result<Self, VerifyError> {
        use Digest::{
            Md2, Md5, Sha1, Sha3T224, Sha3T256, Sha3T384, Sha3T512, Sha224, Sha256, Sha384, Sha512,
            Sha512T224, Sha512T256,
        };
        Ok(match oid.to_string().as_str() {
            "1.2.840.113549.1.1.2" => Self::RsaPkcs1(Md2),
            "1.2.840.113549.1.1.4" => Self::RsaPkcs1(Md5),
            "1.2.840.113549.1.1.5" | "1.3.14.3.2.29" => Self::RsaPkcs1(Sha1),
            "1.2.840.113549.1.1.11" => Self::RsaPkcs1(Sha256),
            "1.2.840.113549.1.1.12" => Self::RsaPkcs1(Sha384),
            "1.2.840.113549.1.1.13" => Self::RsaPkcs1(Sha512),
            "1.2.840.113549.1.1.14" => Self::RsaPkcs1(Sha224),
            "1.2.840.113549.1.1.15" => Self::RsaPkcs1(Sha512T224),
            "1.2.840.113549.1.1.16" => Self::RsaPkcs1(Sha512T256),
            "2.16.840.1.101.3.4.3.13" => Self::RsaPkcs1(Sha3T224),
            "2.16.840.1.101.3.4.3.14" => Self::RsaPkcs1(Sha3T256),
            "2.16.840.1.101.3.4.3.15" => Self::RsaPkcs1(Sha3T384),
            "2.16.840.1.101.3.4.3.16" => Self::RsaPkcs1(Sha3T512),
            "1.2.840.113549.1.1.10" => Self::RsaPss(Pss::read(parameters)?),
            "1.2.840.10040.4.3" | "1.3.14.3.2.13" | "1.3.14.3.2.27" => Self::Dsa(Sha1),
            "2.16.840.1.101.3.4.3.1" => Self::Dsa(Sha224),
            "2.16.840.1.101.3.4.3.2" => Self::Dsa(Sha256),
            "2.16.840.1.101.3.4.3.3" => Self::Dsa(Sha384),
            "2.16.840.1.101.3.4.3.4" => Self::Dsa(Sha512),
            "2.16.840.1.101.3.4.3.5" => Self::Dsa(Sha3T224),
            "2.16.840.1.101.3.4.3.6" => Self::Dsa(Sha3T256),
            "2.16.840.1.101.3.4.3.7" => Self::Dsa(Sha3T384),
            "2.16.840.1.101.3.4.3.8" => Self::Dsa(Sha3T512),
            "1.2.840.10045.4.1" => Self::Ecdsa(Sha1),
            "1.2.840.10045.4.3.1" => Self::Ecdsa(Sha224),
            "1.2.840.10045.4.3.2" => Self::Ecdsa(Sha256),
            "1.2.840.10045.4.3.3" => Self::Ecdsa(Sha384),
            "1.2.840.10045.4.3.4" => Self::Ecdsa(Sha512),
            "2.16.840.1.101.3.4.3.9" => Self::Ecdsa(Sha3T224),
            "2.16.840.1.101.3.4.3.10" => Self::Ecdsa(Sha3T256),
            "2.16.840.1.101.3.4.3.11" => Self::Ecdsa(Sha3T384),
            "2.16.840.1.101.3.4.3.12" => Self::Ecdsa(Sha3T512),
            "1.3.101.112" => Self::Ed25519,
            "1.3.101.113" => Self::Ed448,
            "2.16.840.1.101.3.4.3.17" => Self::MlDsa(44),
            "2.16.840.1.101.3.4.3.18" => Self::MlDsa(65),
            "2.16.840.1.101.3.4.3.19" => Self::MlDsa(87),
            _ => return Err(VerifyError::Unsupported),
        })
    }
}

impl Pss {
    /// Java: the parameters must be there, although all of them have defaults.
    pub(in crate::crypto) fn read(parameters: Option<&[u8]>) -> Result<Self, VerifyError> {
        let fields = parameters
            .ok_or(VerifyError::MalformedParameters)
            .and_then(|der| Fields::read(der).map_err(|_| VerifyError::MalformedParameters))?;
        let digest = |oid: Option<Oid>| match oid {
            None => Ok(Digest::Sha1),
            Some(oid) => Digest::with_oid(&oid).ok_or(VerifyError::Unsupported),
        };
        if fields.trailer != 1 || fields.mask.is_some_and(|mask| !mask.is("1.2.840.113549.1.1.8")) {
            return Err(VerifyError::Unsupported);
        }
        let salt_length = usize::try_from(fields.salt_length.min(MAX_SALT)).unwrap_or(usize::MAX);
        Ok(Self { digest: digest(fields.digest)?, mask_digest: digest(fields.mask_digest)?, salt_length })
    }
}

/// The fields of RSASSA-PSS-params; those that are absent have their defaults, SHA-1 being `None`.
struct Fields {
    digest: Option<Oid>,
    mask: Option<Oid>,
    mask_digest: Option<Oid>,
    salt_length: u64,
    trailer: u64,
}

impl Fields {
    fn read(der: &[u8]) -> Result<Self, Asn1Error> {
        let mut fields = Self { digest: None, mask: None, mask_digest: None, salt_length: 20, trailer: 1 };
        let mut reader = read_one(der)?.expect(Tag::SEQUENCE)?.inside()?;
        while let Some(field) = reader.next_element()? {
            let value = field.inside()?.element()?;
            match field.tag {
                tag if tag == Tag::context(0) => fields.digest = Some(identifier(&value)?.0),
                tag if tag == Tag::context(1) => {
                    let (mask, of) = identifier(&value)?;
                    fields.mask = Some(mask);
                    fields.mask_digest = of.map(|of| identifier(&of)).transpose()?.map(|(oid, _)| oid);
                }
                tag if tag == Tag::context(2) => fields.salt_length = value.unsigned()?,
                tag if tag == Tag::context(3) => fields.trailer = value.unsigned()?,
                _ => return Err(field.unexpected()),
            }
        }
        Ok(fields)
    }
}

/// The identifier and the parameters of an AlgorithmIdentifier.
fn identifier<'a>(value: &Element<'a>) -> Result<(Oid, Option<Element<'a>>), Asn1Error> {
    let mut inside = value.expect(Tag::SEQUENCE)?.inside()?;
    Ok((inside.element()?.oid()?, inside.next_element()?))
}
