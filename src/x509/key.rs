//! Public keys: what kind, how many bits, and whether Java can make a key of them.

use std::borrow::Cow;

use super::algorithm::{Algorithm, RSASSA_PSS};
use super::curves::Curve;
use super::der::{self, Bits, Input, Value};
use super::fault::{Fault, KeyFault, Shape};
use super::names;
use super::parameters::{self, DIFFIE_HELLMAN, DSA, DSA_OIW, EC, X942};

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
        let bits = inside.value()?.bits()?;
        // Java: bits that do not count are zero.
        let octets = if bits.unused == 0 { Cow::Borrowed(bits.octets) } else { Cow::Owned(bits.padded()) };
        let octets = &*octets;
        let kind = match algorithm.oid {
            RSA | RSA_PKCS1 | RSA_X500 => KeyKind::Rsa { bits: rsa_bits(octets)?, pss: false },
            RSASSA_PSS => KeyKind::Rsa { bits: rsa_bits(octets)?, pss: true },
            EC => {
                let named = algorithm.parameters.ok_or(Fault::Key(KeyFault::EcNoParameters))?;
                let curve = parameters::curve(&named)?;
                check_point(curve, octets)?;
                KeyKind::Ec(curve)
            }
            DSA | DSA_OIW => {
                let value = Input::new(octets).value().and_then(|value| value.integer());
                value.map_err(|fault| Fault::Key(KeyFault::DsaValue(Box::new(fault))))?;
                KeyKind::Dsa { bits: algorithm.parameters.as_ref().map(prime_bits).transpose()? }
            }
            DIFFIE_HELLMAN | X942 => {
                let wrong = || Fault::Key(KeyFault::DhValue);
                let size = prime_bits(&algorithm.parameters.ok_or_else(wrong)?)?;
                Input::new(octets).value().and_then(|value| value.integer()).map_err(|_| wrong())?;
                KeyKind::Dh { bits: size }
            }
            [0x2b, 0x65, curve @ 110..=113] => {
                check_edwards(*curve, bits.len())?;
                KeyKind::Other
            }
            // 2.16.840.1.101.3.4.3.17 to .19, ML-DSA; 2.16.840.1.101.3.4.4.1 to .3, ML-KEM.
            [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 17..=19] | [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 4, 1..=3] => {
                if algorithm.parameters.is_some() {
                    return Err(Fault::Key(KeyFault::HasParameters));
                }
                KeyKind::Other
            }
            HSS_LMS => {
                check_lms(octets)?;
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
/// 1.2.840.113549.1.1, what the algorithms of RSA are named under.
const RSA_PKCS1: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1];
/// 2.5.8.1.1, X.500's own.
const RSA_X500: &[u8] = &[0x55, 8, 1, 1];
const HSS_LMS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 16, 3, 17];

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

/// Java: the same is too large as well.
fn larger(left: &[u8], right: &[u8]) -> bool {
    let (left, right) = (magnitude(left), magnitude(right));
    (left.len(), left) >= (right.len(), right)
}

/// The bits of the first number of parameters that were checked before.
fn prime_bits(parameters: &Value<'_>) -> Result<usize, Fault> {
    Ok(bit_length(parameters.inside().value()?.integer()?))
}

/// Java: uncompressed points of the curve's size, one octet more is not noticed; whether they lie on the curve is not asked.
fn check_point(curve: &Curve, point: &[u8]) -> Result<(), Fault> {
    match point {
        [4, coordinates @ ..] if coordinates.len() / 2 == curve.field_octets => Ok(()),
        _ => Err(Fault::Key(KeyFault::Ec)),
    }
}

/// X25519, X448, Ed25519, Ed448.
fn check_edwards(arc: u8, bits: usize) -> Result<(), Fault> {
    let wanted = match arc {
        111 => 56,
        113 => 57,
        _ => 32,
    };
    match (bits, arc) {
        (0, 110) => Err(Fault::Key(KeyFault::X25519Empty)),
        (0, 112..) => Err(Fault::Key(KeyFault::EdwardsEmpty)),
        _ if bits == 8 * wanted => Ok(()),
        _ => Err(Fault::Key(KeyFault::Length(wanted))),
    }
}

/// HSS with one or more levels of LMS (RFC 8554): Java knows the SHA-256 types of full length, and takes the key within
/// an OCTET STRING as well.
fn check_lms(octets: &[u8]) -> Result<(), Fault> {
    let octets = match der::only(octets) {
        Ok(inner) if inner.tag == der::OCTET_STRING => inner.content,
        _ => octets,
    };
    let fault = match octets.as_chunks::<4>().0 {
        [_, kind, signature, ..] => match (u32::from_be_bytes(*kind), u32::from_be_bytes(*signature)) {
            (5..=9, 1..=4) if octets.len() == 60 => return Ok(()),
            (5..=9, 1..=4) => KeyFault::LmsLength,
            (5..=9, _) => KeyFault::LmsSignatureType,
            _ => KeyFault::LmsType,
        },
        _ => KeyFault::LmsShort,
    };
    Err(Fault::Key(fault))
}
