//! Algorithm identifiers, with the checks Java makes on reading them.

use super::der::{Input, NULL, SEQUENCE, Value};
use super::fault::{Fault, Shape};

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
/// MGF1, 1.2.840.113549.1.1.8.
const MGF1: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 8];

impl<'a> Algorithm<'a> {
    /// Takes an AlgorithmIdentifier apart.
    pub(crate) fn read(value: &Value<'a>) -> Result<Self, Fault> {
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
        if let Some(parameters) = &parameters
            && oid == RSASSA_PSS
        {
            check_pss(parameters)?;
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
            if field.is_context_constructed(0) {
                found.digest = Algorithm::read(&inner).ok()?.oid;
            } else if field.is_context_constructed(1) {
                let mut function = inner.inside();
                function.value().ok()?;
                found.mask_digest = Algorithm::read(&function.value().ok()?).ok()?.oid;
            } else if field.is_context_constructed(2) {
                found.salt_length = inner.small().ok()?;
            }
        }
        Some(found)
    }
}

/// 1.3.14.3.2.26.
const SHA1: &[u8] = &[0x2b, 14, 3, 2, 26];

/// Digests that Java takes within MGF1.
fn is_pss_digest(oid: &[u8]) -> bool {
    match oid {
        _ if oid == SHA1 => true,
        // 2.16.840.1.101.3.4.2.1 to .10
        [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1..=10] => true,
        _ => false,
    }
}

/// RSASSA-PSS-params (RFC 8017, A.2.3).
fn check_pss(parameters: &Value<'_>) -> Result<(), Fault> {
    if parameters.tag != SEQUENCE {
        return Err(Fault::UnexpectedTag { found: parameters.tag });
    }
    let malformed = Fault::Malformed(Shape::PssParameters);
    let mut fields = parameters.inside();
    while !fields.is_empty() {
        let field = fields.value()?;
        let mut inside = field.inside();
        if field.is_context_constructed(0) {
            // Java: only the digest within the mask generation function must be one it knows.
            Algorithm::read(&inside.value()?)?;
        } else if field.is_context_constructed(1) {
            let function = inside.value()?;
            let mut function = Input::new(function.content);
            if function.oid()? != MGF1 {
                return Err(Fault::Malformed(Shape::PssMaskFunction));
            }
            check_digest(&mut function)?;
        } else if field.is_context_constructed(2) {
            if inside.value()?.small()? < 0 {
                return Err(Fault::Malformed(Shape::PssSaltNegative));
            }
        } else if field.is_context_constructed(3) {
            let trailer = inside.value()?.small()?;
            if trailer != 1 {
                return Err(Fault::PssTrailer(trailer));
            }
        } else {
            return Err(malformed);
        }
    }
    Ok(())
}

fn check_digest(input: &mut Input<'_>) -> Result<(), Fault> {
    let algorithm = Algorithm::read(&input.value()?)?;
    if is_pss_digest(algorithm.oid) { Ok(()) } else { Err(Fault::PssDigest(algorithm.oid.to_vec())) }
}
