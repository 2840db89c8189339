//! Name constraints (RFC 5280, 4.2.1.10).

use super::super::der::{self, Value};
use super::super::fault::{Fault, Shape, Twice};
use super::body::once;
use super::general_name::GeneralName;

/// Which names a CA may certify.
#[derive(Debug, Clone, Default)]
pub struct NameConstraints<'a> {
    /// Names within these, where given.
    pub permitted: Option<Vec<Subtree<'a>>>,
    /// No names within these.
    pub excluded: Option<Vec<Subtree<'a>>>,
}

/// All names below one.
#[derive(Debug, Clone)]
pub struct Subtree<'a> {
    /// The name.
    pub base: GeneralName<'a>,
    /// How many levels below it the subtree starts.
    pub minimum: i32,
    /// How many levels below it the subtree ends; -1 is "nowhere".
    pub maximum: i32,
}

impl<'a> NameConstraints<'a> {
    /// Reads NameConstraints.
    pub(crate) fn read(value: &Value<'a>) -> Result<Self, Fault> {
        if value.tag != der::SEQUENCE {
            return Err(Fault::Malformed(Shape::NameConstraintsNotSequence));
        }
        let mut constraints = Self::default();
        let mut fields = value.inside();
        while !fields.is_empty() {
            let field = fields.value()?;
            if field.is_context_constructed(0) {
                once(constraints.permitted.is_some(), Twice::Permitted)?;
                constraints.permitted = Some(read_subtrees(&field)?);
            } else if field.is_context_constructed(1) {
                once(constraints.excluded.is_some(), Twice::Excluded)?;
                constraints.excluded = Some(read_subtrees(&field)?);
            } else {
                return Err(Fault::Malformed(Shape::NameConstraints));
            }
        }
        Ok(constraints)
    }
}

fn read_subtrees<'a>(value: &Value<'a>) -> Result<Vec<Subtree<'a>>, Fault> {
    let mut subtrees = Vec::with_capacity(4);
    let mut input = value.inside();
    while !input.is_empty() {
        let subtree = input.value()?;
        if subtree.tag != der::SEQUENCE {
            return Err(Fault::Malformed(Shape::SubtreeNotSequence));
        }
        subtrees.push(read_subtree(&subtree)?);
    }
    Ok(subtrees)
}

fn read_subtree<'a>(value: &Value<'a>) -> Result<Subtree<'a>, Fault> {
    let mut fields = value.inside();
    let mut subtree =
        Subtree { base: GeneralName::read_constraint(&fields.value()?)?, minimum: 0, maximum: -1 };
    while !fields.is_empty() {
        let field = fields.value()?;
        if field.is_primitive(0) {
            subtree.minimum = field.tagged(der::INTEGER).small()?;
        } else if field.is_primitive(1) {
            subtree.maximum = field.tagged(der::INTEGER).small()?;
        } else {
            return Err(Fault::Malformed(Shape::Subtree));
        }
    }
    Ok(subtree)
}
