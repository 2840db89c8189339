//! Private keys, read from a PrivateKeyInfo (RFC 5208, 5; RFC 5958, 2) by whomever it was written.

use crate::asn1::{Asn1Error, Element, Oid, Tag, read_one};
use crate::crypto::curve::Curve;
use crate::crypto::generate::{EdwardsCurve, NamedCurve};
use crate::crypto::pkcs8::{
    DH, DSA, EC, ED448, ED25519, ML_KEM, NIST_SIGNATURES, RSA, RSASSA_PSS, X448, X25519,
};
use crate::crypto::verify::algorithm::Pss;
use crate::secret::SecretBytes;

/// Why a private key cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyFault {
    /// It is no PrivateKeyInfo, or the key within is not what its algorithm says.
    #[error("malformed private key")]
    Malformed(#[from] Asn1Error),
    /// A number or a curve that the algorithm does not have.
    #[error("the private key has impossible parts")]
    Impossible,
    /// An algorithm that nothing is known about.
    #[error("no private key algorithm is known by {0}")]
    UnknownAlgorithm(Oid),
}

/// A private key that can be asked to sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrivateKey {
    pub(in crate::crypto) kind: Kind,
}

/// The kinds of private keys that Java knows, with what signing needs of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::crypto) enum Kind {
    Rsa(RsaKey),
    Dsa(DsaKey),
    Ec {
        curve: Curve,
        /// Big-endian, as many octets as the curve has.
        scalar: SecretBytes,
    },
    /// A curve that Java has a name for and nothing else.
    OtherCurve(&'static NamedCurve),
    /// Edwards and Montgomery curves: the octets of RFC 8410.
    Edwards {
        curve: EdwardsCurve,
        secret: SecretBytes,
    },
    /// 44, 65 or 87.
    MlDsa {
        set: u8,
        expanded: SecretBytes,
    },
    /// 512, 768 or 1024.
    MlKem {
        set: u16,
        expanded: SecretBytes,
    },
    Dh,
}

/// RSA, of either kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::crypto) struct RsaKey {
    /// DER of the RSAPrivateKey (RFC 8017, A.1.2).
    pub(in crate::crypto) der: SecretBytes,
    /// Bits of the modulus.
    pub(in crate::crypto) bits: usize,
    /// Whether its algorithm is RSASSA-PSS.
    pub(in crate::crypto) pss: bool,
    /// Those that an RSASSA-PSS key is bound to, and their DER.
    pub(in crate::crypto) parameters: Option<(Pss, Vec<u8>)>,
}

/// DSA; numbers are big-endian without leading zeros.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::crypto) struct DsaKey {
    pub(in crate::crypto) p: Vec<u8>,
    pub(in crate::crypto) q: Vec<u8>,
    pub(in crate::crypto) g: Vec<u8>,
    pub(in crate::crypto) x: SecretBytes,
}

impl PrivateKey {
    /// Reads the DER of a PrivateKeyInfo.
    ///
    /// Takes what JDK 25 and openssl write: EC keys with and without their public key and parameters, RSASSA-PSS keys with
    /// and without parameters, keys of version 2 with a public key behind, ML-DSA keys as seed, expanded, or both.
    ///
    /// # Errors
    /// [`KeyFault`].
    pub fn read(der: &SecretBytes) -> Result<Self, KeyFault> {
        let mut fields = read_one(der.expose())?.expect(Tag::SEQUENCE)?.inside()?;
        fields.expect(Tag::INTEGER)?;
        let mut algorithm = fields.enter(Tag::SEQUENCE)?;
        let oid = algorithm.element()?.oid()?;
        let parameters = algorithm.next_element()?.filter(|found| found.tag != Tag::NULL);
        let octets = SecretBytes::new(fields.expect(Tag::OCTET_STRING)?.octets()?.into_owned());
        let kind = match oid.to_string().as_str() {
            RSA => Kind::Rsa(RsaKey::read(octets, false, None)?),
            RSASSA_PSS => Kind::Rsa(RsaKey::read(octets, true, parameters)?),
            DSA => Kind::Dsa(DsaKey::read(parameters.ok_or(KeyFault::Impossible)?, octets.expose())?),
            EC => elliptic(parameters, octets.expose())?,
            DH => Kind::Dh,
            ED25519 => edwards(EdwardsCurve::Ed25519, 32, octets.expose())?,
            ED448 => edwards(EdwardsCurve::Ed448, 57, octets.expose())?,
            X25519 => edwards(EdwardsCurve::X25519, 32, octets.expose())?,
            X448 => edwards(EdwardsCurve::X448, 56, octets.expose())?,
            dotted => match dotted.rsplit_once('.') {
                Some((NIST_SIGNATURES, "17")) => ml_dsa(44, &octets)?,
                Some((NIST_SIGNATURES, "18")) => ml_dsa(65, &octets)?,
                Some((NIST_SIGNATURES, "19")) => ml_dsa(87, &octets)?,
                Some((ML_KEM, "1")) => ml_kem(512, &octets)?,
                Some((ML_KEM, "2")) => ml_kem(768, &octets)?,
                Some((ML_KEM, "3")) => ml_kem(1024, &octets)?,
                _ => return Err(KeyFault::UnknownAlgorithm(oid)),
            },
        };
        Ok(Self { kind })
    }

    /// The name of its algorithm: what Java's `getAlgorithm()` gives.
    pub fn algorithm(&self) -> &'static str {
        match &self.kind {
            Kind::Rsa(RsaKey { pss: true, .. }) => "RSASSA-PSS",
            Kind::Rsa(_) => "RSA",
            Kind::Dsa(_) => "DSA",
            Kind::Ec { .. } | Kind::OtherCurve(_) => "EC",
            Kind::Edwards { curve: EdwardsCurve::Ed25519 | EdwardsCurve::Ed448, .. } => "EdDSA",
            Kind::Edwards { .. } => "XDH",
            Kind::MlDsa { .. } => "ML-DSA",
            Kind::MlKem { .. } => "ML-KEM",
            Kind::Dh => "DH",
        }
    }

    /// The name of its curve or parameter set, where the algorithm has such.
    pub fn group(&self) -> Option<String> {
        match &self.kind {
            Kind::Ec { curve, .. } => NamedCurve::with_oid(curve.dotted()).map(|curve| curve.name.to_owned()),
            Kind::OtherCurve(curve) => Some(curve.name.to_owned()),
            Kind::Edwards { curve, .. } => Some(curve.name().to_owned()),
            Kind::MlDsa { set, .. } => Some(format!("ML-DSA-{set}")),
            Kind::MlKem { set, .. } => Some(format!("ML-KEM-{set}")),
            _ => None,
        }
    }
}

impl RsaKey {
    fn read(der: SecretBytes, pss: bool, parameters: Option<Element<'_>>) -> Result<Self, KeyFault> {
        let bits = {
            let mut numbers = read_one(der.expose())?.expect(Tag::SEQUENCE)?.inside()?;
            numbers.expect(Tag::INTEGER)?;
            let modulus = significant(&numbers.expect(Tag::INTEGER)?)?;
            let top = modulus.first().map_or(0, |top| top.leading_zeros());
            (modulus.len() * 8).saturating_sub(usize::try_from(top).unwrap_or(0))
        };
        let parameters = parameters
            .map(|found| {
                Ok((Pss::read(Some(found.raw)).map_err(|_| KeyFault::Impossible)?, found.raw.to_vec()))
            })
            .transpose()
            .map_err(|fault: KeyFault| fault)?;
        Ok(Self { der, bits, pss, parameters })
    }
}

impl DsaKey {
    fn read(parameters: Element<'_>, key: &[u8]) -> Result<Self, KeyFault> {
        let mut domain = parameters.expect(Tag::SEQUENCE)?.inside()?;
        let mut number = || Ok::<_, Asn1Error>(significant(&domain.expect(Tag::INTEGER)?)?.to_vec());
        let (p, q, g) = (number()?, number()?, number()?);
        let x = SecretBytes::new(significant(&read_one(key)?.expect(Tag::INTEGER)?)?.to_vec());
        Ok(Self { p, q, g, x })
    }
}

/// ECPrivateKey (RFC 5915, 3); the curve may be named within, too.
fn elliptic(parameters: Option<Element<'_>>, key: &[u8]) -> Result<Kind, KeyFault> {
    let mut fields = read_one(key)?.expect(Tag::SEQUENCE)?.inside()?;
    fields.expect(Tag::INTEGER)?;
    let octets = SecretBytes::new(fields.expect(Tag::OCTET_STRING)?.octets()?.into_owned());
    let within = fields.optional(Tag::context(0))?.map(|tagged| tagged.inside()?.element()).transpose()?;
    let oid = parameters.or(within).ok_or(KeyFault::Impossible)?.oid()?;
    let Some(curve) = Curve::with_oid(&oid) else {
        return NamedCurve::with_oid(&oid.to_string()).map(Kind::OtherCurve).ok_or(KeyFault::Impossible);
    };
    let zeros = octets.expose().iter().take_while(|octet| **octet == 0).count();
    let number = octets.expose().get(zeros..).unwrap_or_default();
    let missing = curve.octets().checked_sub(number.len()).ok_or(KeyFault::Impossible)?;
    let mut scalar = SecretBytes::new(Vec::with_capacity(curve.octets()));
    scalar.expose_mut().resize(missing, 0);
    scalar.expose_mut().extend_from_slice(number);
    Ok(Kind::Ec { curve, scalar })
}

/// CurvePrivateKey (RFC 8410, 7): an OCTET STRING within the OCTET STRING.
fn edwards(curve: EdwardsCurve, length: usize, key: &[u8]) -> Result<Kind, KeyFault> {
    let secret = SecretBytes::new(read_one(key)?.expect(Tag::OCTET_STRING)?.octets()?.into_owned());
    if secret.expose().len() == length {
        Ok(Kind::Edwards { curve, secret })
    } else {
        Err(KeyFault::Impossible)
    }
}

fn ml_dsa(set: u8, key: &SecretBytes) -> Result<Kind, KeyFault> {
    let seed = |seed: &[u8]| super::ml_dsa::expand(set, seed).ok_or(KeyFault::Impossible);
    let expanded = module_key(key.expose(), seed)?;
    if super::ml_dsa::is_sound(set, expanded.expose()) {
        Ok(Kind::MlDsa { set, expanded })
    } else {
        Err(KeyFault::Impossible)
    }
}

fn ml_kem(set: u16, key: &SecretBytes) -> Result<Kind, KeyFault> {
    let seed = |seed: &[u8]| super::ml_kem::expand(set, seed).ok_or(KeyFault::Impossible);
    Ok(Kind::MlKem { set, expanded: module_key(key.expose(), seed)? })
}

/// The expanded key within the three forms of RFC 9881, 6: `expand` makes it of a seed.
fn module_key(
    key: &[u8],
    expand: impl Fn(&[u8]) -> Result<SecretBytes, KeyFault>,
) -> Result<SecretBytes, KeyFault> {
    let whole = read_one(key)?;
    if whole.tag == Tag::context(0) {
        return expand(whole.content);
    }
    let expanded = if whole.tag == Tag::SEQUENCE {
        let mut both = whole.inside()?;
        both.expect(Tag::OCTET_STRING)?;
        both.expect(Tag::OCTET_STRING)?
    } else {
        whole.expect(Tag::OCTET_STRING)?
    };
    Ok(SecretBytes::new(expanded.octets()?.into_owned()))
}

/// The octets of an INTEGER above zero, without leading zeros.
fn significant<'a>(number: &Element<'a>) -> Result<&'a [u8], Asn1Error> {
    let zeros = number.content.iter().take_while(|octet| **octet == 0).count();
    let rest = number.content.get(zeros..).unwrap_or_default();
    let is_negative = number.content.first().is_some_and(|first| *first >= 0x80);
    if is_negative || rest.is_empty() { Err(number.bad_value()) } else { Ok(rest) }
}
