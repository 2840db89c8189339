//! Algorithm identifiers, with the checks Java makes on reading them.

use super::der::{NULL, SEQUENCE, Value};
use super::fault::{Fault, Shape};
use super::parameters::{self, SHA1};

/// An algorithm and its parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Algorithm<'a> {
    /// The content octets of its object identifier.
    pub oid: &'a [u8],
    /// Its parameters, whole; `None` where they are absent or NULL.
    pub parameters: Option<Value<'a>>,
}

/// RSASSA-PSS, 1.2.840.113549.1.1.10.
pub(crate) const RSASSA_PSS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 10];

/// Java: its stack is full after some thousands.
const DEEPEST: usize = 256;

impl<'a> Algorithm<'a> {
    /// An algorithm from its DER.
    ///
    /// # Errors
    /// What Java finds wrong with it.
    pub fn from_der(der: &'a [u8]) -> Result<Self, Fault> {
        Self::read(&super::der::only(der)?)
    }

    /// Takes an AlgorithmIdentifier apart.
    pub(crate) fn read(value: &Value<'a>) -> Result<Self, Fault> {
        Self::read_at(value, 0)
    }

    /// Takes one apart that stands in the parameters of another.
    pub(super) fn read_within(value: &Value<'a>, depth: usize) -> Result<Self, Fault> {
        if depth >= DEEPEST { Err(Fault::TooDeep) } else { Self::read_at(value, depth + 1) }
    }

    fn read_at(value: &Value<'a>, depth: usize) -> Result<Self, Fault> {
        if value.tag != SEQUENCE {
            return Err(Fault::Malformed(Shape::AlgorithmNotSequence));
        }
        let mut inside = value.inside();
        let oid = inside.oid()?;
        let parameters = if inside.is_empty() { None } else { Some(inside.value()?) };
        let parameters = match parameters {
            Some(null) if null.tag == NULL => {
                if !null.content.is_empty() {
                    return Err(Fault::Malformed(Shape::NullWithContent));
                }
                None
            }
            other => other,
        };
        if !inside.is_empty() {
            return Err(Fault::Malformed(Shape::AlgorithmExtra));
        }
        if let Some(parameters) = &parameters {
            parameters::check(oid, parameters, depth)?;
        }
        Ok(Self { oid, parameters })
    }
}

impl<'a> Algorithm<'a> {
    /// The object identifier of the digest of an RSASSA-PSS signature with parameters; SHA-1 where they name none.
    pub fn pss_digest(&self) -> Option<&'a [u8]> {
        PssParameters::of(self).map(|parameters| parameters.digest)
    }
}

/// What the parameters of an RSASSA-PSS signature say (RFC 8017, A.2.3), with its defaults for what they leave out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PssParameters<'a> {
    /// The content octets of the digest's identifier.
    pub digest: &'a [u8],
    /// The same of the digest within MGF1.
    pub mask_digest: &'a [u8],
    /// The octets of the salt.
    pub salt_length: i32,
}

impl<'a> PssParameters<'a> {
    /// Those of an algorithm; `None` where it is another one, or has none.
    pub fn of(algorithm: &Algorithm<'a>) -> Option<Self> {
        let mut fields = algorithm.parameters.filter(|_| algorithm.oid == RSASSA_PSS)?.inside();
        let mut found = Self { digest: SHA1, mask_digest: SHA1, salt_length: 20 };
        while !fields.is_empty() {
            let field = fields.value().ok()?;
            let inner = field.inside().value().ok()?;
            if field.is_context(0) {
                found.digest = Algorithm::read(&inner).ok()?.oid;
            } else if field.is_context(1) {
                let mut function = inner.inside();
                function.value().ok()?;
                found.mask_digest = Algorithm::read(&function.value().ok()?).ok()?.oid;
            } else if field.is_context(2) {
                found.salt_length = inner.small().ok()?;
            }
        }
        Some(found)
    }
}
