//! The bodies of extensions, as Java decodes them.

use std::borrow::Cow;

use super::super::der::{self, Bits, Input, Value};
use super::super::fault::{Fault, Shape, Twice};
use super::super::time;
use super::Known;
use super::constraints::NameConstraints;
use super::general_name::{self, GeneralName};
use super::points::{self, DistributionPoint, IssuingPoint};
use super::policies::{self, Mapping, Policy};

/// A decoded extension.
#[derive(Debug, Clone)]
pub enum Body<'a> {
    /// One that Java does not know: its value.
    Unknown(&'a [u8]),
    /// The key identifier.
    SubjectKeyIdentifier(Cow<'a, [u8]>),
    /// Which key signed.
    AuthorityKeyIdentifier(AuthorityKeyIdentifier<'a>),
    /// Whether it is a CA, and of how many below it.
    BasicConstraints {
        /// Whether it is a CA.
        ca: bool,
        /// How many intermediates may follow.
        path_length: PathLength,
    },
    /// The bits of RFC 5280, 4.2.1.3.
    KeyUsage(Bits<'a>),
    /// The content octets of the purposes.
    ExtendedKeyUsage(Vec<&'a [u8]>),
    /// Alternative names of subject or issuer, or the issuer of a CRL entry.
    Names(Vec<GeneralName<'a>>),
    /// Where CRLs are.
    DistributionPoints(Vec<DistributionPoint<'a>>),
    /// Of which CRL this is the point.
    IssuingPoint(IssuingPoint<'a>),
    /// Methods (content octets) and where they are.
    Access(Vec<(&'a [u8], GeneralName<'a>)>),
    /// Policies.
    Policies(Vec<Policy<'a>>),
    /// Pairs of issuer's and subject's policies (content octets).
    PolicyMappings(Vec<Mapping<'a>>),
    /// Certificates until a policy is required, and until mapping is inhibited; -1 is "not given".
    PolicyConstraints {
        /// requireExplicitPolicy.
        require: i32,
        /// inhibitPolicyMapping.
        inhibit: i32,
    },
    /// Certificates until anyPolicy does not count.
    InhibitAnyPolicy(i32),
    /// Permitted and excluded names.
    NameConstraints(NameConstraints<'a>),
    /// When the private key is used, in seconds since 1970.
    PrivateKeyUsage {
        /// From when.
        from: Option<i64>,
        /// Until when.
        to: Option<i64>,
    },
    /// Netscape's certificate type: the bits.
    NetscapeCertType(Bits<'a>),
    /// OCSP no check: it says all by being there.
    OcspNoCheck,
    /// The number of a CRL or of its base: two's complement.
    Number(&'a [u8]),
    /// Why a CRL entry is there.
    Reason(i32),
}

/// How many intermediates may follow a CA.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathLength {
    /// Nothing is said, not even whether it is a CA.
    Undefined,
    /// No limit.
    Unlimited,
    /// This many; negative ones exist.
    At(i32),
}

/// Which key signed a certificate.
#[derive(Debug, Clone, Default)]
pub struct AuthorityKeyIdentifier<'a> {
    /// The identifier of the issuer's key.
    pub key: Option<&'a [u8]>,
    /// The issuer of the issuer's certificate.
    pub issuer: Option<Vec<GeneralName<'a>>>,
    /// The serial number of the issuer's certificate, as encoded.
    pub serial: Option<&'a [u8]>,
}

impl<'a> Body<'a> {
    /// Decodes the octets of an extension.
    pub(crate) fn read(known: Known, octets: &'a [u8], critical: bool) -> Result<Self, Fault> {
        match known {
            Known::KeyUsage => return key_usage(octets),
            Known::OcspNoCheck => return Ok(Self::OcspNoCheck),
            Known::InhibitAnyPolicy if !critical => {
                return Err(Fault::Malformed(Shape::InhibitAnyNotCritical));
            }
            _ => {}
        }
        let value = der::only(octets)?;
        match known {
            Known::SubjectKeyIdentifier => Ok(Self::SubjectKeyIdentifier(value.octet_string()?)),
            Known::AuthorityKeyIdentifier => authority_key_identifier(&value),
            Known::BasicConstraints => basic_constraints(&value),
            Known::NetscapeCertType => Ok(Self::NetscapeCertType(value.bits()?)),
            Known::ExtendedKeyUsage => extended_key_usage(&value),
            Known::SubjectAlternativeName | Known::IssuerAlternativeName | Known::CertificateIssuer => {
                Ok(Self::Names(general_name::read_names(&value)?))
            }
            Known::CrlDistributionPoints => {
                let shape = Shape::DistributionPointsNotSequence;
                Ok(Self::DistributionPoints(points::read_points(&value, shape)?))
            }
            Known::FreshestCrl => {
                Ok(Self::DistributionPoints(points::read_points(&value, Shape::FreshestNotSequence)?))
            }
            Known::IssuingDistributionPoint => Ok(Self::IssuingPoint(IssuingPoint::read(&value)?)),
            Known::AuthorityInfoAccess => access(&value, Shape::AuthorityInfoAccess),
            Known::SubjectInfoAccess => access(&value, Shape::SubjectInfoAccess),
            Known::CertificatePolicies => Ok(Self::Policies(policies::read_policies(&value)?)),
            Known::PolicyMappings => Ok(Self::PolicyMappings(policies::read_mappings(&value)?)),
            Known::PolicyConstraints => {
                let (require, inhibit) = policies::read_constraints(&value)?;
                Ok(Self::PolicyConstraints { require, inhibit })
            }
            Known::NameConstraints => Ok(Self::NameConstraints(NameConstraints::read(&value)?)),
            Known::PrivateKeyUsage => private_key_usage(&value),
            Known::InhibitAnyPolicy => inhibit_any(&value),
            Known::CrlNumber | Known::DeltaCrlIndicator => Ok(Self::Number(value.integer()?)),
            Known::CrlReasonCode => Ok(Self::Reason(value.enumerated()?)),
            Known::KeyUsage | Known::OcspNoCheck => Ok(Self::Unknown(octets)),
        }
    }
}

/// Java: an OCTET STRING around the bits is taken off.
fn key_usage(octets: &[u8]) -> Result<Body<'_>, Fault> {
    let first = octets.first().ok_or(Fault::KeyUsageEmpty)?;
    let mut value = der::only(octets)?;
    if *first == der::OCTET_STRING {
        value = der::only(value.content)?;
    }
    Ok(Body::KeyUsage(value.bits()?))
}

fn authority_key_identifier<'a>(value: &Value<'a>) -> Result<Body<'a>, Fault> {
    if value.tag != der::SEQUENCE {
        return Err(Fault::Malformed(Shape::AuthorityKeyIdNotSequence));
    }
    let mut found = AuthorityKeyIdentifier::default();
    let mut fields = value.inside();
    while !fields.is_empty() {
        let field = fields.value()?;
        if field.is_primitive(0) {
            once(found.key.is_some(), Twice::KeyIdentifier)?;
            found.key = Some(field.content);
        } else if field.is_context_constructed(1) {
            once(found.issuer.is_some(), Twice::KeyIssuer)?;
            found.issuer = Some(general_name::read_names(&field.tagged(der::SEQUENCE))?);
        } else if field.is_primitive(2) {
            once(found.serial.is_some(), Twice::KeySerial)?;
            found.serial = Some(field.tagged(der::INTEGER).integer()?);
        } else {
            return Err(Fault::Malformed(Shape::AuthorityKeyId));
        }
    }
    Ok(Body::AuthorityKeyIdentifier(found))
}

/// Refuses what is there already.
pub(crate) fn once(there: bool, what: Twice) -> Result<(), Fault> {
    if there { Err(Fault::Duplicate(what)) } else { Ok(()) }
}

fn basic_constraints<'a>(value: &Value<'_>) -> Result<Body<'a>, Fault> {
    if value.tag != der::SEQUENCE {
        return Err(Fault::Malformed(Shape::BasicConstraints));
    }
    let mut fields = value.inside();
    let undefined = Body::BasicConstraints { ca: false, path_length: PathLength::Undefined };
    if fields.is_empty() {
        return Ok(undefined);
    }
    let flag = fields.value()?;
    if flag.tag != der::BOOLEAN {
        // Java: "CA: false" is the default, whatever stands there instead.
        return Ok(undefined);
    }
    let ca = flag.boolean()?;
    if fields.is_empty() {
        return Ok(Body::BasicConstraints { ca, path_length: PathLength::Unlimited });
    }
    let length = fields.value()?;
    if length.tag != der::INTEGER {
        return Err(Fault::Malformed(Shape::BasicConstraints));
    }
    Ok(Body::BasicConstraints { ca, path_length: PathLength::At(length.small()?) })
}

fn extended_key_usage<'a>(value: &Value<'a>) -> Result<Body<'a>, Fault> {
    if value.tag != der::SEQUENCE {
        return Err(Fault::Malformed(Shape::ExtendedKeyUsage));
    }
    let mut purposes = Vec::with_capacity(4);
    let mut input = value.inside();
    while !input.is_empty() {
        purposes.push(input.oid()?);
    }
    Ok(Body::ExtendedKeyUsage(purposes))
}

fn access<'a>(value: &Value<'a>, shape: Shape) -> Result<Body<'a>, Fault> {
    if value.tag != der::SEQUENCE {
        return Err(Fault::Malformed(shape));
    }
    let mut descriptions = Vec::with_capacity(4);
    let mut input = value.inside();
    while !input.is_empty() {
        // Java: what the element is and what follows the location is not asked.
        let mut inside = input.value()?.inside();
        let method = inside.oid()?;
        descriptions.push((method, GeneralName::read(&inside.value()?)?));
    }
    Ok(Body::Access(descriptions))
}

fn private_key_usage<'a>(value: &Value<'_>) -> Result<Body<'a>, Fault> {
    let mut fields = Input::new(value.raw).sequence()?;
    fields.check_split()?;
    let (mut from, mut to) = (None, None);
    while !fields.is_empty() {
        let field = fields.value()?;
        if field.is_primitive(0) {
            once(from.is_some(), Twice::UsageFrom)?;
            from = Some(time::generalized(field.content)?.div_euclid(1000));
        } else if field.is_primitive(1) {
            once(to.is_some(), Twice::UsageTo)?;
            to = Some(time::generalized(field.content)?.div_euclid(1000));
        } else {
            return Err(Fault::Malformed(Shape::PrivateKeyUsage));
        }
    }
    Ok(Body::PrivateKeyUsage { from, to })
}

fn inhibit_any<'a>(value: &Value<'_>) -> Result<Body<'a>, Fault> {
    if value.tag != der::INTEGER {
        return Err(Fault::Malformed(Shape::InhibitAnyNotInteger));
    }
    match value.small()? {
        ..-1 => Err(Fault::Malformed(Shape::InhibitAnyValue)),
        -1 => Ok(Body::InhibitAnyPolicy(i32::MAX)),
        count => Ok(Body::InhibitAnyPolicy(count)),
    }
}
