//! SubjectPublicKeyInfos, read as far as checking a signature needs.

use super::VerifyError;
use crate::asn1::{Asn1Error, Element, Reader, Tag, read_one};

/// A public key; numbers are big-endian without leading zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PublicKey<'a> {
    Rsa(RsaKey<'a>),
    /// One that is for PSS only.
    RsaPss(RsaKey<'a>),
    Dsa(DsaKey<'a>),
    Ec {
        curve: Curve,
        /// Uncompressed: 4, x, y.
        point: &'a [u8],
    },
    Ed25519(&'a [u8]),
    Ed448(&'a [u8; 57]),
    /// 44, 65 or 87, and the key.
    MlDsa(u8, &'a [u8]),
}

/// RSAPublicKey (RFC 8017, A.1.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RsaKey<'a> {
    pub(super) modulus: &'a [u8],
    pub(super) exponent: &'a [u8],
}

/// DSA (RFC 3279, 2.3.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DsaKey<'a> {
    pub(super) p: &'a [u8],
    pub(super) q: &'a [u8],
    pub(super) g: &'a [u8],
    pub(super) y: &'a [u8],
}

/// The curves that JDK 25 checks signatures on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Curve {
    P256,
    P384,
    P521,
}

impl<'a> PublicKey<'a> {
    pub(super) fn read(spki_der: &'a [u8]) -> Result<Self, VerifyError> {
        let (algorithm, parameters, key) = parts(spki_der).map_err(|_| VerifyError::MalformedKey)?;
        let malformed = |_: Asn1Error| VerifyError::MalformedKey;
        Ok(match algorithm.as_str() {
            "1.2.840.113549.1.1.1" => Self::Rsa(RsaKey::read(key).map_err(malformed)?),
            "1.2.840.113549.1.1.10" => Self::RsaPss(RsaKey::read(key).map_err(malformed)?),
            "1.2.840.10040.4.1" => {
                // A key without parameters has those of its issuer; Java knows no such thing.
                let parameters = parameters.ok_or(VerifyError::MalformedKey)?;
                Self::Dsa(DsaKey::read(parameters, key).map_err(malformed)?)
            }
            "1.2.840.10045.2.1" => {
                let curve = parameters.ok_or(VerifyError::MalformedKey)?;
                // Parameters that are no identifier spell the curve out.
                let (curve, length) =
                    match curve.oid().map_err(|_| VerifyError::Unsupported)?.to_string().as_str() {
                        "1.2.840.10045.3.1.7" => (Curve::P256, 65),
                        "1.3.132.0.34" => (Curve::P384, 97),
                        "1.3.132.0.35" => (Curve::P521, 133),
                        _ => return Err(VerifyError::Unsupported),
                    };
                if key.first() != Some(&4) || key.len() != length {
                    return Err(VerifyError::MalformedKey);
                }
                Self::Ec { curve, point: key }
            }
            "1.3.101.112" if key.len() == 32 => Self::Ed25519(key),
            "1.3.101.112" => return Err(VerifyError::MalformedKey),
            "1.3.101.113" => Self::Ed448(key.try_into().map_err(|_| VerifyError::MalformedKey)?),
            "2.16.840.1.101.3.4.3.17" => Self::MlDsa(44, key),
            "2.16.840.1.101.3.4.3.18" => Self::MlDsa(65, key),
            "2.16.840.1.101.3.4.3.19" => Self::MlDsa(87, key),
            _ => return Err(VerifyError::Unsupported),
        })
    }
}

/// The algorithm's identifier, its parameters, and the octets of the key.
fn parts(spki_der: &[u8]) -> Result<(String, Option<Element<'_>>, &[u8]), Asn1Error> {
    let mut fields = read_one(spki_der)?.expect(Tag::SEQUENCE)?.inside()?;
    let mut algorithm = fields.enter(Tag::SEQUENCE)?;
    let oid = algorithm.element()?.oid()?.to_string();
    let parameters = algorithm.next_element()?;
    let bits = fields.expect(Tag::BIT_STRING)?;
    match bits.content.split_first() {
        Some((0, key)) if !bits.constructed => Ok((oid, parameters, key)),
        _ => Err(bits.bad_value()),
    }
}

impl<'a> RsaKey<'a> {
    fn read(der: &'a [u8]) -> Result<Self, Asn1Error> {
        let mut numbers = read_one(der)?.expect(Tag::SEQUENCE)?.inside()?;
        Ok(Self { modulus: positive(&mut numbers)?, exponent: positive(&mut numbers)? })
    }
}

impl<'a> DsaKey<'a> {
    fn read(parameters: Element<'a>, key: &'a [u8]) -> Result<Self, Asn1Error> {
        let mut domain = parameters.expect(Tag::SEQUENCE)?.inside()?;
        Ok(Self {
            p: positive(&mut domain)?,
            q: positive(&mut domain)?,
            g: positive(&mut domain)?,
            y: positive(&mut Reader::new(key))?,
        })
    }
}

/// The next INTEGER, which must be above zero, without leading zeros.
pub(super) fn positive<'a>(reader: &mut Reader<'a>) -> Result<&'a [u8], Asn1Error> {
    let number = reader.expect(Tag::INTEGER)?;
    let zeros = number.content.iter().take_while(|octet| **octet == 0).count();
    let significant = number.content.get(zeros..).unwrap_or_default();
    let negative = number.content.first().is_none_or(|first| *first >= 0x80);
    if negative || significant.is_empty() { Err(number.bad_value()) } else { Ok(significant) }
}
