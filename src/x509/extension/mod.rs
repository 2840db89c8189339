//! Extensions: what kind each is, and its body decoded when asked for.

mod body;
mod constraints;
mod general_name;
mod points;
mod policies;

use std::borrow::Cow;
use std::collections::HashSet;

pub use body::{AuthorityKeyIdentifier, Body, PathLength};
pub use constraints::{NameConstraints, Subtree};
pub use general_name::GeneralName;
pub use points::{DistributionPoint, IssuingPoint, PointName};
pub use policies::{Mapping, Policy, Qualifier};

use super::der::{self, Input};
use super::fault::{Fault, Shape};

/// The extensions Java has classes for, in the order in which keytool lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Known {
    /// 1.3.6.1.5.5.7.1.1
    AuthorityInfoAccess,
    /// 2.5.29.35
    AuthorityKeyIdentifier,
    /// 2.5.29.19
    BasicConstraints,
    /// 2.5.29.31
    CrlDistributionPoints,
    /// 2.5.29.20
    CrlNumber,
    /// 2.5.29.21
    CrlReasonCode,
    /// 2.5.29.29
    CertificateIssuer,
    /// 2.5.29.32
    CertificatePolicies,
    /// 2.5.29.27
    DeltaCrlIndicator,
    /// 2.5.29.37
    ExtendedKeyUsage,
    /// 2.5.29.46
    FreshestCrl,
    /// 2.5.29.54
    InhibitAnyPolicy,
    /// 2.5.29.18
    IssuerAlternativeName,
    /// 2.5.29.28
    IssuingDistributionPoint,
    /// 2.5.29.15
    KeyUsage,
    /// 2.5.29.30
    NameConstraints,
    /// 2.16.840.1.113730.1.1
    NetscapeCertType,
    /// 1.3.6.1.5.5.7.48.1.5
    OcspNoCheck,
    /// 2.5.29.36
    PolicyConstraints,
    /// 2.5.29.33
    PolicyMappings,
    /// 2.5.29.16
    PrivateKeyUsage,
    /// 2.5.29.17
    SubjectAlternativeName,
    /// 1.3.6.1.5.5.7.1.11
    SubjectInfoAccess,
    /// 2.5.29.14
    SubjectKeyIdentifier,
}

impl Known {
    fn of(oid: &[u8]) -> Option<Self> {
        Some(match oid {
            [0x55, 0x1d, arc] => match arc {
                14 => Self::SubjectKeyIdentifier,
                15 => Self::KeyUsage,
                16 => Self::PrivateKeyUsage,
                17 => Self::SubjectAlternativeName,
                18 => Self::IssuerAlternativeName,
                19 => Self::BasicConstraints,
                20 => Self::CrlNumber,
                21 => Self::CrlReasonCode,
                27 => Self::DeltaCrlIndicator,
                28 => Self::IssuingDistributionPoint,
                29 => Self::CertificateIssuer,
                30 => Self::NameConstraints,
                31 => Self::CrlDistributionPoints,
                32 => Self::CertificatePolicies,
                33 => Self::PolicyMappings,
                35 => Self::AuthorityKeyIdentifier,
                36 => Self::PolicyConstraints,
                37 => Self::ExtendedKeyUsage,
                46 => Self::FreshestCrl,
                54 => Self::InhibitAnyPolicy,
                _ => return None,
            },
            [0x2b, 6, 1, 5, 5, 7, 1, 1] => Self::AuthorityInfoAccess,
            [0x2b, 6, 1, 5, 5, 7, 1, 11] => Self::SubjectInfoAccess,
            [0x2b, 6, 1, 5, 5, 7, 48, 1, 5] => Self::OcspNoCheck,
            [0x60, 0x86, 0x48, 1, 0x86, 0xf8, 0x42, 1, 1] => Self::NetscapeCertType,
            _ => return None,
        })
    }
}

/// One extension.
#[derive(Debug, Clone)]
pub struct Extension<'a> {
    /// The content octets of its object identifier.
    pub oid: &'a [u8],
    /// Whether it is marked critical.
    pub critical: bool,
    /// The octets within its OCTET STRING.
    pub value: Cow<'a, [u8]>,
    /// Which of Java's it is.
    pub known: Option<Known>,
}

impl Extension<'_> {
    /// Its body.
    ///
    /// # Errors
    /// What Java finds wrong with it; an extension Java does not know has [`Body::Unknown`].
    pub fn body(&self) -> Result<Body<'_>, Fault> {
        self.known
            .map_or(Ok(Body::Unknown(&self.value)), |known| Body::read(known, &self.value, self.critical))
    }
}

/// Up to this many extensions are compared one with another.
const FEW: usize = 32;

/// The extensions of a certificate, in the order of the encoding.
#[derive(Debug, Clone, Default)]
pub struct Extensions<'a> {
    list: Vec<Extension<'a>>,
}

impl<'a> Extensions<'a> {
    /// Reads the content of `[3]`.
    ///
    /// Java: an unparseable one that is not critical is kept as such; two readable ones of one kind are refused.
    pub(crate) fn read(mut content: Input<'a>) -> Result<Self, Fault> {
        let mut input = content.sequence()?;
        input.check_split()?;
        let mut list: Vec<Extension<'a>> = Vec::with_capacity(10);
        // Only a forged certificate has more than a few; comparing each with each would then take for ever.
        let mut sound = HashSet::new();
        while !input.is_empty() {
            let extension = read_extension(&mut input)?;
            if extension.critical {
                extension.body()?;
            }
            let twice = if list.len() < FEW {
                list.iter().any(|earlier| earlier.oid == extension.oid && earlier.body().is_ok())
            } else {
                if list.len() == FEW {
                    sound.extend(
                        list.iter().filter(|earlier| earlier.body().is_ok()).map(|earlier| earlier.oid),
                    );
                }
                sound.contains(extension.oid)
            };
            if (twice || list.len() >= FEW) && extension.body().is_ok() {
                if twice {
                    return Err(Fault::Malformed(Shape::DuplicateExtension));
                }
                sound.insert(extension.oid);
            }
            list.push(extension);
        }
        Ok(Self { list })
    }

    /// Reads those of a CRL or of one of its entries: a SEQUENCE, perhaps within `[0]`.
    ///
    /// Java: here each known one must be readable.
    pub(crate) fn read_of_crl(mut content: Input<'a>) -> Result<Self, CrlExtensionFault> {
        if content.peek()? & 0xdf == 0x80 {
            content = content.value()?.inside();
        }
        let mut input = content.sequence()?;
        input.check_split()?;
        let (mut list, mut seen) = (Vec::new(), HashSet::new());
        while !input.is_empty() {
            let extension = read_extension(&mut input)?;
            extension.body().map_err(CrlExtensionFault::Body)?;
            if !seen.insert(extension.oid) {
                return Err(CrlExtensionFault::Twice);
            }
            list.push(extension);
        }
        Ok(Self { list })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// All, in the order of the encoding.
    pub fn iter(&self) -> impl Iterator<Item = &Extension<'a>> {
        self.list.iter()
    }

    /// The readable one of this kind, or else an unparseable one.
    pub fn find(&self, known: Known) -> Option<&Extension<'a>> {
        let mut of_kind = self.list.iter().filter(|extension| extension.known == Some(known));
        let first = of_kind.next()?;
        of_kind.find(|extension| first.body().is_err() && extension.body().is_ok()).or(Some(first))
    }

    /// Decoded, in the order in which keytool lists them: unknown ones by the decimals of their identifiers (as
    /// text), known ones by Java's name, then those that are unparseable, by the decimals.
    pub fn in_java_order(&self) -> Vec<(&Extension<'a>, Result<Body<'_>, Fault>)> {
        let mut sound = Vec::with_capacity(self.list.len());
        let mut unparseable: Vec<(&Extension<'a>, Result<Body<'_>, Fault>)> = Vec::new();
        for extension in &self.list {
            match extension.body() {
                Ok(body) => {
                    let decimals =
                        if extension.known.is_none() { super::dotted(extension.oid) } else { String::new() };
                    sound.push(((extension.known, decimals), extension, body));
                }
                Err(fault) => {
                    // Java: of two unparseable ones of one kind the later is kept.
                    unparseable.retain(|(earlier, _)| earlier.known != extension.known);
                    unparseable.push((extension, Err(fault)));
                }
            }
        }
        sound.sort_by(|(left, ..), (right, ..)| left.cmp(right));
        unparseable.sort_by_cached_key(|(extension, _)| super::dotted(extension.oid));
        sound.into_iter().map(|(_, extension, body)| (extension, Ok(body))).chain(unparseable).collect()
    }
}

/// Why the extensions of a CRL or of one of its entries are refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CrlExtensionFault {
    /// Their encoding.
    #[error(transparent)]
    Encoding(#[from] Fault),
    /// The body of a known one.
    #[error("{0}")]
    Body(Fault),
    /// Two of one kind.
    #[error("two extensions of one kind")]
    Twice,
}

pub(crate) fn read_extension<'a>(input: &mut Input<'a>) -> Result<Extension<'a>, Fault> {
    let sequence = input.value()?;
    if sequence.tag != der::SEQUENCE && sequence.tag != der::SET {
        return Err(Fault::ExtensionTag { found: sequence.tag });
    }
    let mut inside = sequence.inside();
    let oid = inside.oid()?;
    let mut value = inside.value()?;
    let critical = value.tag == der::BOOLEAN;
    let flag = if critical { value.boolean()? } else { false };
    if critical {
        value = inside.value()?;
    }
    Ok(Extension { oid, critical: flag, value: value.octet_string()?, known: Known::of(oid) })
}
