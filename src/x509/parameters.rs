//! Parameters of algorithms: which Java looks into on reading an AlgorithmIdentifier, and what it finds wrong with them.
//!
//! Java does so wherever it knows how to write such parameters, be it in a signature's algorithm or a key's: those of
//! DSA and DH, of curves, RSASSA-PSS and OAEP, and of ciphers and password-based encryption, which have no business there.

use thiserror::Error;

use super::algorithm::{Algorithm, RSASSA_PSS};
use super::curves;
use super::der::{self, Input, Value};
use super::fault::{Fault, KeyFault, Shape};

pub(super) const DSA: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x38, 4, 1];
/// 1.3.14.3.2.12, the OIW's.
pub(super) const DSA_OIW: &[u8] = &[0x2b, 14, 3, 2, 12];
pub(super) const EC: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1];
pub(super) const DIFFIE_HELLMAN: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 3, 1];
/// 1.2.840.10046.2.1, X9.42's.
pub(super) const X942: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3e, 2, 1];
/// 1.2.840.113549.1.1, what the RSA algorithms are named under.
const PKCS1: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1];
/// 1.2.840.113549.1.5.3, PBEWithMD5AndDES.
const PBE_MD5_DES: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5, 3];
const PBES2: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5, 13];
const PBKDF2: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5, 12];
/// 1.2.840.113549.1.12.1, what the encryptions of PKCS#12 are named under.
const PKCS12_PBE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 12, 1];
/// 1.2.840.113549.2, what MD5 and the HMACs are named under.
const HMACS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 2];
/// 1.3.14.3.2.17.
const DES_EDE: &[u8] = &[0x2b, 14, 3, 2, 17];
/// 2.16.840.1.101.3.4, NIST's algorithms.
const NIST: &[u8] = &[0x60, 0x86, 0x48, 1, 0x65, 3, 4];
/// 1.2.840.113549.1.9.16.3.18.
const CHACHA20_POLY1305: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 16, 3, 18];
/// 1.3.14.3.2.26.
pub(super) const SHA1: &[u8] = &[0x2b, 14, 3, 2, 26];

/// What is wrong with parameters that nothing else has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("parameters of an algorithm: {self:?}")]
pub enum ParameterFault {
    /// Those of DSA are not a SEQUENCE.
    Dsa,
    /// Something follows the numbers of DSA.
    DsaExtra {
        /// How many octets.
        octets: usize,
    },
    /// MGF1 without a digest.
    MaskDigestMissing,
    /// OAEP with a digest within MGF1 that Java does not take.
    OaepDigest,
    /// OAEP with another source of its label than the parameters themselves.
    OaepSource,
    /// OAEP with a source of its label and without the label.
    OaepLabelMissing,
    /// Something follows the last element that belongs there.
    Unused,
    /// Those of password-based encryption are not a SEQUENCE.
    PbeNotSequence,
    /// Something follows the iterations of password-based encryption.
    PbeExtra,
    /// Something else than an OCTET STRING.
    NotOctets,
    /// An initialization vector that has not this many octets.
    Vector {
        /// How many.
        octets: usize,
    },
    /// A nonce that has not 12 octets.
    Nonce,
    /// A piece of PBES2's is not a SEQUENCE.
    Pbes2NotSequence,
    /// PBES2 with another derivation of the key than PBKDF2.
    Pbkdf2,
    /// PBES2 with another cipher than AES-128 or AES-256 with CBC.
    Pbes2Cipher,
    /// PBES2 with a salt that is no OCTET STRING.
    Pbes2Salt,
    /// PBKDF2 with a function that is no HMAC of the SHA family.
    Pbes2Function,
}

/// Checks the parameters of the algorithm with these content octets; `depth` is in how many algorithms it stands.
pub(super) fn check(oid: &[u8], parameters: &Value<'_>, depth: usize) -> Result<(), Fault> {
    match oid {
        RSASSA_PSS => pss(parameters, depth),
        DSA | DSA_OIW => dsa(parameters),
        DIFFIE_HELLMAN | X942 => dh(parameters),
        EC => curve(parameters).map(|_| ()),
        PBES2 => pbes2(parameters),
        PBE_MD5_DES => pbe(parameters),
        DES_EDE => initial(parameters, 8),
        CHACHA20_POLY1305 => match parameters.octet_string()?.len() {
            12 => Ok(()),
            _ => Err(ParameterFault::Nonce.into()),
        },
        _ => match (oid.strip_prefix(PKCS1), oid.strip_prefix(PKCS12_PBE), oid.strip_prefix(NIST)) {
            (Some([7]), _, _) => oaep(parameters, depth),
            (_, Some([1 | 2 | 3 | 5 | 6]), _) => pbe(parameters),
            (_, _, Some([1])) => initial(parameters, 16),
            _ => Ok(()),
        },
    }
}

fn dsa(parameters: &Value<'_>) -> Result<(), Fault> {
    if parameters.tag != der::SEQUENCE {
        return Err(ParameterFault::Dsa.into());
    }
    let mut numbers = parameters.inside();
    for _ in 0..3 {
        numbers.value()?.integer()?;
    }
    match numbers.remaining() {
        0 => Ok(()),
        octets => Err(ParameterFault::DsaExtra { octets }.into()),
    }
}

fn dh(parameters: &Value<'_>) -> Result<(), Fault> {
    if parameters.tag != der::SEQUENCE {
        return Err(Fault::Key(KeyFault::DhParameters));
    }
    let mut numbers = parameters.inside();
    numbers.value()?.integer()?;
    numbers.value()?.integer()?;
    if !numbers.is_empty() {
        numbers.value()?.small()?;
    }
    if numbers.is_empty() { Ok(()) } else { Err(Fault::Key(KeyFault::DhParametersExtra)) }
}

/// The curve that parameters name.
pub(super) fn curve(parameters: &Value<'_>) -> Result<&'static curves::Curve, Fault> {
    if parameters.tag != der::OID {
        return Err(Fault::Key(KeyFault::EcExplicit));
    }
    let oid = parameters.oid()?;
    curves::find(oid).ok_or_else(|| Fault::Key(KeyFault::EcUnknownCurve(oid.to_vec())))
}

/// RSASSA-PSS-params (RFC 8017, A.2.3). Java: primitive tags do as well, and what follows within them is passed over.
fn pss(parameters: &Value<'_>, depth: usize) -> Result<(), Fault> {
    if parameters.tag != der::SEQUENCE {
        return Err(Fault::UnexpectedTag { found: parameters.tag });
    }
    let mut fields = parameters.inside();
    while !fields.is_empty() {
        let field = fields.value()?;
        let mut inside = field.inside();
        if field.is_context(0) {
            // Java: only the digest within the mask generation function must be one it knows.
            Algorithm::read_within(&inside.value()?, depth)?;
        } else if field.is_context(1) {
            let digest = mask_digest(&inside.value()?, depth)?;
            if digest != SHA1 && !matches!(digest.strip_prefix(NIST), Some([2, 1..=10])) {
                return Err(Fault::PssDigest(digest.to_vec()));
            }
        } else if field.is_context(2) {
            if inside.value()?.small()? < 0 {
                return Err(Fault::Malformed(Shape::PssSaltNegative));
            }
        } else if field.is_context(3) {
            let trailer = inside.value()?.small()?;
            if trailer != 1 {
                return Err(Fault::PssTrailer(trailer));
            }
        } else {
            return Err(Fault::Malformed(Shape::PssParameters));
        }
    }
    Ok(())
}

/// The digest within MGF1.
fn mask_digest<'a>(function: &Value<'a>, depth: usize) -> Result<&'a [u8], Fault> {
    let function = Algorithm::read_within(function, depth)?;
    if function.oid.strip_prefix(PKCS1) != Some(&[8]) {
        return Err(Fault::Malformed(Shape::PssMaskFunction));
    }
    let digest = function.parameters.ok_or(ParameterFault::MaskDigestMissing)?;
    Ok(Algorithm::read_within(&digest, depth)?.oid)
}

/// RSAES-OAEP-params (RFC 8017, A.2.1). Java: whatever the tag around them is.
fn oaep(parameters: &Value<'_>, depth: usize) -> Result<(), Fault> {
    let mut fields = parameters.inside();
    for number in 0..3 {
        if fields.is_empty() || fields.peek()? & 0xdf != 0x80 | number {
            continue;
        }
        let mut inside = fields.value()?.inside();
        let value = inside.value()?;
        at_end(&inside)?;
        match number {
            0 => {
                Algorithm::read_within(&value, depth)?;
            }
            1 => {
                let digest = mask_digest(&value, depth)?;
                if digest != SHA1 && !matches!(digest.strip_prefix(NIST), Some([2, 1..=6])) {
                    return Err(ParameterFault::OaepDigest.into());
                }
            }
            _ => {
                let source = Algorithm::read_within(&value, depth)?;
                if source.oid.strip_prefix(PKCS1) != Some(&[9]) {
                    return Err(ParameterFault::OaepSource.into());
                }
                source.parameters.ok_or(ParameterFault::OaepLabelMissing)?.octet_string()?;
            }
        }
    }
    at_end(&fields)
}

fn at_end(input: &Input<'_>) -> Result<(), Fault> {
    if input.is_empty() { Ok(()) } else { Err(ParameterFault::Unused.into()) }
}

/// PBEParameter (RFC 8018, A.3).
fn pbe(parameters: &Value<'_>) -> Result<(), Fault> {
    if parameters.tag != der::SEQUENCE {
        return Err(ParameterFault::PbeNotSequence.into());
    }
    let mut fields = parameters.inside();
    simple_octets(&fields.value()?)?;
    fields.value()?.small()?;
    if fields.is_empty() { Ok(()) } else { Err(ParameterFault::PbeExtra.into()) }
}

/// The octets of an OCTET STRING in one piece.
fn simple_octets<'a>(value: &Value<'a>) -> Result<&'a [u8], Fault> {
    if value.tag == der::OCTET_STRING { Ok(value.content) } else { Err(ParameterFault::NotOctets.into()) }
}

/// An initialization vector.
fn initial(parameters: &Value<'_>, octets: usize) -> Result<(), Fault> {
    if simple_octets(parameters)?.len() == octets {
        Ok(())
    } else {
        Err(ParameterFault::Vector { octets }.into())
    }
}

/// PBES2-params (RFC 8018, A.4). Java: the identifier of PBES2, or any other, may stand in front; what is in a piece
/// is read before the piece's tag is looked at.
fn pbes2(parameters: &Value<'_>) -> Result<(), Fault> {
    sequence(parameters)?;
    let mut fields = parameters.inside();
    let mut function = fields.value()?;
    if function.tag == der::OID {
        let inner = fields.value()?;
        fields = inner.inside();
        function = fields.value()?;
        sequence(&inner)?;
    }
    let mut inside = function.inside();
    if inside.oid()? != PBKDF2 {
        return Err(ParameterFault::Pbkdf2.into());
    }
    sequence(&function)?;
    pbkdf2(&inside.value()?)?;
    let mut cipher = fields.value()?.inside();
    // AES-128 and AES-256 with CBC.
    if !matches!(cipher.oid()?.strip_prefix(NIST), Some([1, 2 | 42])) {
        return Err(ParameterFault::Pbes2Cipher.into());
    }
    simple_octets(&cipher.value()?).map(|_| ())
}

fn sequence(value: &Value<'_>) -> Result<(), Fault> {
    if value.tag == der::SEQUENCE { Ok(()) } else { Err(ParameterFault::Pbes2NotSequence.into()) }
}

/// PBKDF2-params (RFC 8018, A.2): the salt must be given, the function may be.
fn pbkdf2(parameters: &Value<'_>) -> Result<(), Fault> {
    sequence(parameters)?;
    let mut fields = parameters.inside();
    if fields.value()?.tag != der::OCTET_STRING {
        return Err(ParameterFault::Pbes2Salt.into());
    }
    fields.value()?.small()?;
    if fields.is_empty() {
        return Ok(());
    }
    let mut next = fields.value()?;
    if next.tag == der::INTEGER {
        next.small()?;
        if fields.is_empty() {
            return Ok(());
        }
        next = fields.value()?;
    }
    if next.tag != der::SEQUENCE {
        return Ok(());
    }
    let mut function = next.inside();
    if !matches!(function.oid()?.strip_prefix(HMACS), Some([7..=13])) {
        return Err(ParameterFault::Pbes2Function.into());
    }
    if !function.is_empty() {
        function.value()?;
    }
    at_end(&function)
}
