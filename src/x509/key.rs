//! Public keys: what kind, how many bits, and whether Java can make a key of them.

use super::algorithm::{Algorithm, RSASSA_PSS};
use super::curves::{self, Curve};
use super::der::{self, Bits, OID, Value};
use super::fault::{Fault, KeyFault, Shape};
use super::names;

/// A SubjectPublicKeyInfo that Java accepts.
#[derive(Debug, Clone, Copy)]
pub struct PublicKey<'a> {
    /// The whole SubjectPublicKeyInfo.
    pub raw: &'a [u8],
    /// The algorithm.
    pub algorithm: Algorithm<'a>,
    /// The key itself.
    pub bits: Bits<'a>,
    /// What Java makes of it.
    pub kind: KeyKind,
}

/// The kinds of keys Java has classes for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyKind {
    /// RSA or RSASSA-PSS: the bits of the modulus.
    Rsa {
        /// Bits of the modulus.
        bits: usize,
        /// Whether the key is for RSASSA-PSS alone.
        pss: bool,
    },
    /// DSA: the bits of p, `None` where the parameters are inherited.
    Dsa {
        /// Bits of p.
        bits: Option<usize>,
    },
    /// Diffie-Hellman: the bits of p.
    Dh {
        /// Bits of p.
        bits: usize,
    },
    /// An elliptic curve with a name.
    Ec(&'static Curve),
    /// Everything else: X25519, Ed25519, ML-DSA, … and what Java does not know.
    Other,
}

impl PublicKey<'_> {
    /// Java's name for its algorithm: what `PublicKey.getAlgorithm()` gives.
    pub fn algorithm_name(&self) -> String {
        match self.kind {
            KeyKind::Rsa { pss: true, .. } => "RSASSA-PSS".into(),
            KeyKind::Rsa { .. } => "RSA".into(),
            KeyKind::Dh { .. } => "DH".into(),
            _ => names::name_or_decimals(self.algorithm.oid),
        }
    }

    /// The size in bits, where Java knows one.
    pub fn bits(&self) -> Option<usize> {
        match self.kind {
            KeyKind::Rsa { bits, .. } | KeyKind::Dh { bits } => Some(bits),
            KeyKind::Dsa { bits } => bits,
            KeyKind::Ec(curve) => Some(curve.bits),
            KeyKind::Other => None,
        }
    }
}

impl<'a> PublicKey<'a> {
    /// Takes a SubjectPublicKeyInfo apart and checks it as Java's key factories do.
    pub(crate) fn read(value: &Value<'a>) -> Result<Self, Fault> {
        if value.tag != der::SEQUENCE {
            return Err(Fault::Malformed(Shape::KeyNotSequence));
        }
        let mut inside = value.inside();
        let algorithm = Algorithm::read(&inside.value()?)?;
        let dh = if algorithm.oid == DIFFIE_HELLMAN || algorithm.oid == X942 {
            algorithm.parameters.map(|parameters| dh_bits(&parameters)).transpose()?
        } else {
            None
        };
        let dsa = match (algorithm.oid, algorithm.parameters) {
            (DSA | DSA_OIW, Some(parameters)) => Some(dsa_bits(&parameters)?),
            _ => None,
        };
        let curve = if algorithm.oid == EC { curve(&algorithm)? } else { None };
        let bits = inside.value()?.bits()?;
        let kind = match algorithm.oid {
            RSA | RSA_X500 => KeyKind::Rsa { bits: rsa_bits(bits.octets)?, pss: false },
            RSASSA_PSS => KeyKind::Rsa { bits: rsa_bits(bits.octets)?, pss: true },
            EC => {
                let curve = curve.ok_or(Fault::Key(KeyFault::EcNoParameters))?;
                check_point(curve, bits.octets)?;
                KeyKind::Ec(curve)
            }
            DSA | DSA_OIW => {
                integer(bits.octets).ok_or(Fault::Key(KeyFault::DsaValue))?;
                KeyKind::Dsa { bits: dsa }
            }
            DIFFIE_HELLMAN | X942 => {
                let missing = Fault::Key(KeyFault::DhValue);
                let size = dh.ok_or(missing.clone())?;
                integer(bits.octets).ok_or(missing)?;
                KeyKind::Dh { bits: size }
            }
            [0x2b, 0x65, curve @ 110..=113] => {
                check_edwards(*curve, bits.octets.len())?;
                KeyKind::Other
            }
            HSS_LMS => {
                check_lms(bits.octets)?;
                KeyKind::Other
            }
            _ => KeyKind::Other,
        };
        if !inside.is_empty() {
            return Err(Fault::Malformed(Shape::KeyExtra));
        }
        Ok(Self { raw: value.raw, algorithm, bits, kind })
    }
}

const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1];
/// 2.5.8.1.1, X.500's own.
const RSA_X500: &[u8] = &[0x55, 8, 1, 1];
const DSA: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x38, 4, 1];
/// 1.3.14.3.2.12, the OIW's.
const DSA_OIW: &[u8] = &[0x2b, 14, 3, 2, 12];
const EC: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1];
const DIFFIE_HELLMAN: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 3, 1];
/// 1.2.840.10046.2.1, X9.42's.
const X942: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3e, 2, 1];
const HSS_LMS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 16, 3, 17];

/// The content of the one INTEGER that `bytes` are.
fn integer(bytes: &[u8]) -> Option<&[u8]> {
    der::only(bytes).ok()?.integer().ok()
}

/// Java's `BigInteger.bitLength()` of two's complement octets.
fn bit_length(octets: &[u8]) -> usize {
    let negative = octets.first().is_some_and(|first| first & 0x80 != 0);
    let sign = if negative { 0xff } else { 0 };
    let mut rest = octets.iter().map(|octet| octet ^ sign).skip_while(|octet| *octet == 0);
    let Some(first) = rest.next() else { return 0 };
    8 - usize::try_from(first.leading_zeros()).unwrap_or(0) + 8 * rest.count()
}

/// The bits of an unsigned number.
fn magnitude(octets: &[u8]) -> &[u8] {
    let zeros = octets.iter().take_while(|octet| **octet == 0).count();
    octets.get(zeros..).unwrap_or_default()
}

fn unsigned_bits(octets: &[u8]) -> usize {
    let octets = magnitude(octets);
    octets.first().map_or(0, |first| octets.len() * 8 - usize::try_from(first.leading_zeros()).unwrap_or(0))
}

fn rsa_numbers(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let sequence = der::only(bytes).ok()?;
    let mut numbers = (sequence.tag == der::SEQUENCE).then(|| sequence.inside())?;
    let modulus = numbers.value().ok()?.integer().ok()?;
    let exponent = numbers.value().ok()?.integer().ok()?;
    numbers.is_empty().then_some((modulus, exponent))
}

fn rsa_bits(bytes: &[u8]) -> Result<usize, Fault> {
    let (modulus, exponent) = rsa_numbers(bytes).ok_or(Fault::Key(KeyFault::Rsa))?;
    let bits = unsigned_bits(modulus);
    let exponent_bits = unsigned_bits(exponent);
    let fault = if bits < 505 {
        // Java: rounded up to whole octets before it is compared with 512.
        Some(KeyFault::RsaTooShort)
    } else if bits > 16384 {
        Some(KeyFault::RsaTooLong)
    } else if exponent_bits < 2 || magnitude(exponent) == [2] {
        Some(KeyFault::RsaExponentSmall)
    } else if larger(exponent, modulus) {
        Some(KeyFault::RsaExponentLarge)
    } else if bits > 3072 && exponent_bits > 64 {
        Some(KeyFault::RsaExponentLong)
    } else {
        None
    };
    fault.map_or(Ok(bits), |fault| Err(Fault::Key(fault)))
}

fn larger(left: &[u8], right: &[u8]) -> bool {
    let (left, right) = (magnitude(left), magnitude(right));
    (left.len(), left) > (right.len(), right)
}

fn dsa_bits(parameters: &Value<'_>) -> Result<usize, Fault> {
    if parameters.tag != der::SEQUENCE {
        return Err(Fault::UnexpectedTag { found: parameters.tag });
    }
    let mut numbers = parameters.inside();
    let p = numbers.value()?.integer()?;
    numbers.value()?.integer()?;
    numbers.value()?.integer()?;
    if !numbers.is_empty() {
        return Err(Fault::Malformed(Shape::DsaParametersExtra));
    }
    Ok(bit_length(p))
}

fn dh_bits(parameters: &Value<'_>) -> Result<usize, Fault> {
    if parameters.tag != der::SEQUENCE {
        return Err(Fault::Key(KeyFault::DhParameters));
    }
    let mut numbers = parameters.inside();
    let p = numbers.value()?.integer()?;
    numbers.value()?.integer()?;
    if !numbers.is_empty() {
        numbers.value()?.small()?;
    }
    if !numbers.is_empty() {
        return Err(Fault::Key(KeyFault::DhParameters));
    }
    Ok(bit_length(p))
}

fn curve(algorithm: &Algorithm<'_>) -> Result<Option<&'static Curve>, Fault> {
    let Some(parameters) = &algorithm.parameters else { return Ok(None) };
    if parameters.tag != OID {
        return Err(Fault::Key(KeyFault::EcExplicit));
    }
    let oid = parameters.oid()?;
    match curves::find(oid) {
        Some(curve) => Ok(Some(curve)),
        None => Err(Fault::Key(KeyFault::EcUnknownCurve(oid.to_vec()))),
    }
}

/// Java: uncompressed points of exactly the curve's size; whether they lie on the curve is not asked.
fn check_point(curve: &Curve, point: &[u8]) -> Result<(), Fault> {
    match point {
        [4, coordinates @ ..] if coordinates.len() == 2 * curve.field_octets => Ok(()),
        _ => Err(Fault::Key(KeyFault::Ec)),
    }
}

fn check_edwards(arc: u8, octets: usize) -> Result<(), Fault> {
    let wanted = match arc {
        111 => 56,
        113 => 57,
        _ => 32,
    };
    if octets == 0 && arc >= 112 {
        return Err(Fault::Key(KeyFault::EdwardsEmpty));
    }
    if octets == wanted { Ok(()) } else { Err(Fault::Key(KeyFault::Length(wanted))) }
}

/// HSS with one or more levels of LMS (RFC 8554): Java knows the SHA-256 types of full length.
fn check_lms(octets: &[u8]) -> Result<(), Fault> {
    let word = |index: usize| {
        octets
            .get(index * 4..index * 4 + 4)
            .map(|word| word.iter().fold(0_u32, |value, octet| value << 8 | u32::from(*octet)))
    };
    match (word(1), word(2)) {
        (Some(5..=9), Some(1..=4)) if octets.len() == 60 => Ok(()),
        _ => Err(Fault::Key(KeyFault::LmsType)),
    }
}
