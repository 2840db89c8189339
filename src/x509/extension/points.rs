//! CRL distribution points (RFC 5280, 4.2.1.13, 4.2.1.15 and 5.2.5).

use super::super::der::{self, Bits, Value};
use super::super::fault::{Fault, Shape, Twice};
use super::super::name::Rdn;
use super::body::once;
use super::general_name::{self, GeneralName};

/// What a point is called.
#[derive(Debug, Clone)]
pub enum PointName<'a> {
    /// Names of its own.
    Full(Vec<GeneralName<'a>>),
    /// A last part to be added to the CRL issuer's name.
    Relative(Rdn<'a>),
}

/// One place where CRLs are.
#[derive(Debug, Clone, Default)]
pub struct DistributionPoint<'a> {
    /// What it is called.
    pub name: Option<PointName<'a>>,
    /// For which reasons it is.
    pub reasons: Option<Bits<'a>>,
    /// Who issues the CRL.
    pub issuer: Option<Vec<GeneralName<'a>>>,
}

/// Of which CRL a point is.
#[derive(Debug, Clone, Default)]
pub struct IssuingPoint<'a> {
    /// What it is called.
    pub name: Option<PointName<'a>>,
    /// For which reasons it is.
    pub reasons: Option<Bits<'a>>,
    /// Only end users' certificates.
    pub only_users: bool,
    /// Only CAs' certificates.
    pub only_cas: bool,
    /// Only attribute certificates.
    pub only_attributes: bool,
    /// Certificates of others, too.
    pub indirect: bool,
}

/// Reads a list of points; `shape` is the fault of one that is none.
pub(crate) fn read_points<'a>(value: &Value<'a>, shape: Shape) -> Result<Vec<DistributionPoint<'a>>, Fault> {
    if value.tag != der::SEQUENCE {
        return Err(Fault::Malformed(shape));
    }
    let mut points = Vec::with_capacity(2);
    let mut input = value.inside();
    while !input.is_empty() {
        points.push(DistributionPoint::read(&input.value()?)?);
    }
    Ok(points)
}

impl<'a> DistributionPoint<'a> {
    fn read(value: &Value<'a>) -> Result<Self, Fault> {
        if value.tag != der::SEQUENCE {
            return Err(Fault::Malformed(Shape::DistributionPoint));
        }
        let mut point = Self::default();
        let mut fields = value.inside();
        while !fields.is_empty() {
            let field = fields.value()?;
            if field.is_context_constructed(0) {
                once(point.name.is_some(), Twice::PointName)?;
                let inside = field.inside().value()?;
                point.name = Some(PointName::read(&inside, Shape::DistributionPointName)?);
            } else if field.is_primitive(1) {
                once(point.reasons.is_some(), Twice::PointReasons)?;
                point.reasons = Some(Bits::read(field.content)?);
            } else if field.is_context_constructed(2) {
                once(point.issuer.is_some(), Twice::PointIssuer)?;
                point.issuer = Some(general_name::read_names(&field.tagged(der::SEQUENCE))?);
            } else {
                return Err(Fault::Malformed(Shape::DistributionPoint));
            }
        }
        if point.name.is_none() && point.issuer.is_none() {
            return Err(Fault::Malformed(Shape::DistributionPointEmpty));
        }
        Ok(point)
    }
}

impl<'a> PointName<'a> {
    fn read(value: &Value<'a>, shape: Shape) -> Result<Self, Fault> {
        if value.is_context_constructed(0) {
            Ok(Self::Full(general_name::read_names(&value.tagged(der::SEQUENCE))?))
        } else if value.is_context_constructed(1) {
            Ok(Self::Relative(Rdn::read(value.content)?))
        } else {
            Err(Fault::Malformed(shape))
        }
    }
}

impl<'a> IssuingPoint<'a> {
    /// Reads an issuing distribution point.
    pub(crate) fn read(value: &Value<'a>) -> Result<Self, Fault> {
        if value.tag != der::SEQUENCE {
            return Err(Fault::Malformed(Shape::IssuingPointNotSequence));
        }
        let mut point = Self::default();
        let mut fields = value.inside();
        while !fields.is_empty() {
            let field = fields.value()?;
            let flag = || field.tagged(der::BOOLEAN).boolean();
            if field.is_context_constructed(0) {
                let inside = field.inside().value()?;
                point.name = Some(PointName::read(&inside, Shape::IssuingPointName)?);
            } else if field.is_primitive(1) {
                point.only_users = flag()?;
            } else if field.is_primitive(2) {
                point.only_cas = flag()?;
            } else if field.is_primitive(3) {
                point.reasons = Some(Bits::read(field.content)?);
            } else if field.is_primitive(4) {
                point.indirect = flag()?;
            } else if field.is_primitive(5) {
                point.only_attributes = flag()?;
            } else {
                return Err(Fault::Malformed(Shape::IssuingPoint));
            }
        }
        Ok(point)
    }
}
