//! Certificate policies, their mappings and constraints (RFC 5280, 4.2.1.4, 4.2.1.5 and 4.2.1.11).

use super::super::der::{self, Value};
use super::super::fault::{Fault, Shape, Twice};
use super::body::once;

/// One policy.
#[derive(Debug, Clone)]
pub struct Policy<'a> {
    /// The content octets of its identifier.
    pub oid: &'a [u8],
    /// What is said about it.
    pub qualifiers: Vec<Qualifier<'a>>,
}

/// What is said about a policy.
#[derive(Debug, Clone, Copy)]
pub struct Qualifier<'a> {
    /// The content octets of its kind.
    pub oid: &'a [u8],
    /// The rest of it, DER.
    pub value: &'a [u8],
}

/// The issuer's and the subject's policy (content octets).
pub type Mapping<'a> = (&'a [u8], &'a [u8]);

/// Reads CertificatePolicies.
pub(crate) fn read_policies<'a>(value: &Value<'a>) -> Result<Vec<Policy<'a>>, Fault> {
    if value.tag != der::SEQUENCE {
        return Err(Fault::Malformed(Shape::Policies));
    }
    let mut policies = Vec::with_capacity(4);
    let mut input = value.inside();
    while !input.is_empty() {
        policies.push(read_policy(&input.value()?)?);
    }
    Ok(policies)
}

/// Java: what follows the qualifiers is not looked at.
fn read_policy<'a>(value: &Value<'a>) -> Result<Policy<'a>, Fault> {
    if value.tag != der::SEQUENCE {
        return Err(Fault::Malformed(Shape::PolicyInformation));
    }
    let mut inside = value.inside();
    let oid = inside.oid()?;
    let mut qualifiers = Vec::new();
    if !inside.is_empty() {
        let list = inside.value()?;
        if list.tag != der::SEQUENCE {
            return Err(Fault::Malformed(Shape::PolicyInformation));
        }
        let mut input = list.inside();
        if input.is_empty() {
            return Err(Fault::Malformed(Shape::PolicyQualifiersEmpty));
        }
        while !input.is_empty() {
            let qualifier = input.value()?;
            if qualifier.tag != der::SEQUENCE {
                return Err(Fault::Malformed(Shape::PolicyQualifier));
            }
            let mut fields = qualifier.inside();
            qualifiers.push(Qualifier { oid: fields.oid()?, value: fields.rest() });
        }
    }
    Ok(Policy { oid, qualifiers })
}

/// Reads PolicyMappings.
pub(crate) fn read_mappings<'a>(value: &Value<'a>) -> Result<Vec<Mapping<'a>>, Fault> {
    if value.tag != der::SEQUENCE {
        return Err(Fault::Malformed(Shape::PolicyMappings));
    }
    let mut mappings = Vec::with_capacity(4);
    let mut input = value.inside();
    while !input.is_empty() {
        let map = input.value()?;
        if map.tag != der::SEQUENCE {
            return Err(Fault::Malformed(Shape::PolicyMap));
        }
        let mut inside = map.inside();
        mappings.push((inside.oid()?, inside.oid()?));
    }
    Ok(mappings)
}

/// Reads PolicyConstraints: require and inhibit, -1 where not given.
pub(crate) fn read_constraints(value: &Value<'_>) -> Result<(i32, i32), Fault> {
    if value.tag != der::SEQUENCE {
        return Err(Fault::Malformed(Shape::PolicyConstraintsNotSequence));
    }
    let (mut require, mut inhibit) = (-1, -1);
    let mut fields = value.inside();
    while !fields.is_empty() {
        let field = fields.value()?;
        if field.is_primitive(0) {
            once(require != -1, Twice::RequireExplicit)?;
            require = field.tagged(der::INTEGER).small()?;
        } else if field.is_primitive(1) {
            once(inhibit != -1, Twice::InhibitMapping)?;
            inhibit = field.tagged(der::INTEGER).small()?;
        } else {
            return Err(Fault::Malformed(Shape::PolicyConstraints));
        }
    }
    Ok((require, inhibit))
}
