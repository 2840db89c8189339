//! Signature algorithms: chosen by name or by the key, checked against the key, and written as AlgorithmIdentifiers.

use super::SignError;
use super::key::{DsaKey, Kind, PrivateKey, RsaKey};
use super::name::{Family, Named};
use crate::asn1::{Oid, Tag, Writer};
use crate::crypto::curve::Curve;
use crate::crypto::digest;
use crate::crypto::generate::EdwardsCurve;
use crate::crypto::pkcs8::{self, RSASSA_PSS};
use crate::crypto::verify::algorithm::{Algorithm, Pss};
use crate::crypto::verify::digest::Digest;

/// A signature algorithm that a certain key can sign by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureAlgorithm {
    pub(super) scheme: Algorithm,
    name: String,
    identifier: Vec<u8>,
}

impl SignatureAlgorithm {
    /// The algorithm that Java finds under `name`, in any case, for a signature by `key`.
    ///
    /// # Errors
    /// [`SignError`]: the name is unknown, the key is none for it or too weak, or no identifier stands for it.
    pub fn named(name: &str, key: &PrivateKey) -> Result<Self, SignError> {
        let found = Named::find(name).ok_or_else(|| SignError::UnknownAlgorithm(name.to_owned()))?;
        let scheme = scheme(&found, key)?;
        let identifier = match (scheme, &found.oid) {
            (Algorithm::RsaPss(_), None) => return Err(SignError::PssWithoutParameters),
            (_, Some(_)) | (Algorithm::Ed25519 | Algorithm::Ed448 | Algorithm::MlDsa(_), None) => {
                identifier(scheme, &found, key)
            }
            (_, None) => return Err(SignError::NoIdentifier(name.to_owned())),
        };
        Ok(Self { scheme, name: shown(scheme, &found), identifier })
    }

    /// What becomes of a whole request of `length` octets under an algorithm that wants a digest in place of its message
    /// ([`SignError::NoIdentifier`] says that there is one).
    ///
    /// Java: signs a request before it looks for the algorithm's identifier. A request holds the key that signs it, and so is
    /// longer than that key.
    pub fn unhashed(name: &str, length: usize) -> Option<SignError> {
        let found = Named::find(name)?;
        match found.family {
            Family::RsaUnnamed if found.name == "NONEwithRSA" => Some(SignError::UnhashedRsa),
            Family::Dsa { digest: None, .. } if length != 20 => Some(SignError::UnhashedDsa),
            Family::Ecdsa { digest: None, .. } if length > 64 => Some(SignError::UnhashedEcdsa { length }),
            _ => None,
        }
    }

    /// The algorithm that JDK 25 signs by with `key` where none is said.
    ///
    /// # Errors
    /// [`SignError::NothingToSignWith`], and what [`named`](Self::named) says.
    pub fn default_for(key: &PrivateKey) -> Result<Self, SignError> {
        let family = match &key.kind {
            Kind::Rsa(RsaKey { pss: true, .. }) => Family::Pss,
            Kind::Rsa(RsaKey { bits, .. }) => Family::Rsa(digest_for(*bits)),
            Kind::Dsa(_) => Family::Dsa { digest: Some(Digest::Sha256), p1363: false },
            Kind::Ec { curve: Curve::P521, .. } => {
                Family::Ecdsa { digest: Some(Digest::Sha512), p1363: false }
            }
            Kind::Ec { .. } => Family::Ecdsa { digest: Some(Digest::Sha384), p1363: false },
            Kind::OtherCurve(curve) => return Err(SignError::CurveNotSupported(curve)),
            Kind::Edwards { curve, .. } => Family::Edwards(Some(*curve)),
            Kind::MlDsa { set, .. } => Family::MlDsa(Some(*set)),
            Kind::MlKem { .. } | Kind::Dh => return Err(SignError::NothingToSignWith(key.algorithm())),
        };
        let found = Named::of(family).ok_or(SignError::NothingToSignWith(key.algorithm()))?;
        Self::named(found.name, key)
    }

    /// RSASSA-PSS as TLS has it: the digest for the message and for the mask, and a salt as long (RFC 8446, 4.2.3).
    ///
    /// # Errors
    /// [`SignError::WrongKey`], [`SignError::BoundToPss`] for a key that is bound to another digest,
    /// [`SignError::KeyTooShortForPss`].
    pub fn pss_of_tls(digest: digest::Digest, key: &PrivateKey) -> Result<Self, SignError> {
        let Kind::Rsa(rsa) = &key.kind else { return Err(SignError::WrongKey(key.algorithm())) };
        let digest = match digest {
            digest::Digest::Sha256 => Digest::Sha256,
            digest::Digest::Sha384 => Digest::Sha384,
            digest::Digest::Sha512 => Digest::Sha512,
            other => return Err(SignError::UnknownAlgorithm(format!("{other:?}"))),
        };
        let wanted = Pss { digest, mask_digest: digest, salt_length: digest.octets() };
        if rsa.parameters.as_ref().is_some_and(|(own, _)| {
            own.digest != digest || own.mask_digest != digest || own.salt_length > wanted.salt_length
        }) {
            return Err(SignError::BoundToPss);
        }
        check_length(wanted, rsa)?;
        let identifier = pkcs8::identifier(RSASSA_PSS, &pss_parameters(wanted));
        Ok(Self { scheme: Algorithm::RsaPss(wanted), name: "RSASSA-PSS".to_owned(), identifier })
    }

    /// DER of the AlgorithmIdentifier, as Java writes it: NULL parameters for RSA, those of PSS in full, none for the rest.
    pub fn identifier(&self) -> &[u8] {
        &self.identifier
    }

    /// Its name in Java: `SHA384withECDSA`.
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// The digest that Java pairs with RSA keys of this size (NIST SP 800-57, part 1, table 2), but where it would not fit.
fn digest_for(bits: usize) -> Digest {
    match bits {
        ..624 => Digest::Sha256,
        624..=7680 => Digest::Sha384,
        _ => Digest::Sha512,
    }
}

/// How `key` signs by `found`, or why not, in the order that Java asks.
fn scheme(found: &Named, key: &PrivateKey) -> Result<Algorithm, SignError> {
    let wrong = SignError::WrongKey(key.algorithm());
    match (found.family, &key.kind) {
        (Family::HssLms, _) => Err(SignError::HssLms),
        (Family::Rsa(_) | Family::RsaUnnamed, Kind::Rsa(RsaKey { parameters: Some(_), .. })) => {
            Err(SignError::BoundToPss)
        }
        (Family::Rsa(digest), Kind::Rsa(key)) => {
            // Where the DigestInfo does not fit (RFC 8017, 9.2).
            let length = super::rsa::info_length(digest);
            if key.bits.div_ceil(8) < length + 11 {
                return Err(SignError::KeyTooShort);
            }
            Ok(Algorithm::RsaPkcs1(digest))
        }
        (Family::RsaUnnamed, Kind::Rsa(_)) => Err(SignError::NoIdentifier(found.name.to_owned())),
        (Family::Pss, Kind::Rsa(_)) if found.oid.is_none() => Err(SignError::PssWithoutParameters),
        (Family::Pss, Kind::Rsa(key)) => pss(key).map(Algorithm::RsaPss),
        (Family::Dsa { digest: Some(digest), .. }, Kind::Dsa(key)) => {
            strong_enough(digest, key)?;
            Ok(Algorithm::Dsa(digest))
        }
        (Family::Dsa { digest: None, .. }, Kind::Dsa(_))
        | (Family::Ecdsa { digest: None, .. }, Kind::Ec { .. }) => {
            Err(SignError::NoIdentifier(found.name.to_owned()))
        }
        (Family::Dsa { p1363: true, .. }, _) => {
            Err(SignError::NotDsa(key.group().unwrap_or_else(|| key.algorithm().to_owned())))
        }
        (Family::Ecdsa { digest: Some(digest), .. }, Kind::Ec { .. }) => Ok(Algorithm::Ecdsa(digest)),
        (Family::Ecdsa { .. }, Kind::OtherCurve(curve)) => Err(SignError::CurveNotSupported(curve)),
        (Family::Ecdsa { p1363: true, .. }, _) => Err(SignError::NotEc(key.algorithm())),
        (Family::Edwards(wanted), Kind::Edwards { curve, .. }) => match (wanted, *curve) {
            (_, EdwardsCurve::X25519 | EdwardsCurve::X448) => Err(SignError::NotEdwards),
            (Some(wanted), curve) if wanted != curve => Err(SignError::OtherEdwardsCurve(wanted)),
            (_, EdwardsCurve::Ed25519) => Ok(Algorithm::Ed25519),
            (_, EdwardsCurve::Ed448) => Ok(Algorithm::Ed448),
        },
        (Family::Edwards(_), _) => Err(SignError::NotEdwards),
        (Family::MlDsa(wanted), Kind::MlDsa { set, .. }) if wanted.is_none_or(|wanted| wanted == *set) => {
            Ok(Algorithm::MlDsa(*set))
        }
        (Family::MlDsa(_), Kind::Rsa(_)) => Err(SignError::NotMlDsa),
        (Family::MlDsa(_), Kind::MlDsa { .. } | Kind::MlKem { .. } | Kind::Edwards { .. }) => {
            Err(SignError::OtherParameterSet(key.group().unwrap_or_default()))
        }
        (Family::MlDsa(_), _) => Err(SignError::KeyWithParameters),
        _ => Err(wrong),
    }
}

/// The parameters that Java signs with: the key's own, or its default for the size.
fn pss(key: &RsaKey) -> Result<Pss, SignError> {
    let pss = key.parameters.as_ref().map_or_else(
        || {
            let digest = digest_for(key.bits);
            Pss { digest, mask_digest: digest, salt_length: digest.octets() }
        },
        |(pss, _)| *pss,
    );
    check_length(pss, key)?;
    Ok(pss)
}

/// Whether digest and salt fit the key.
fn check_length(pss: Pss, key: &RsaKey) -> Result<(), SignError> {
    let needed = pss.digest.octets() + pss.salt_length + 2;
    if key.bits.saturating_sub(1).div_ceil(8) < needed {
        return Err(SignError::KeyTooShortForPss { needed });
    }
    Ok(())
}

/// Java: no digest shorter than q, for keys of more than 1024 bits.
fn strong_enough(digest: Digest, key: &DsaKey) -> Result<(), SignError> {
    if key.p.len() > 128 && digest.octets() < key.q.len() {
        return Err(SignError::DigestTooWeak { digest: digest.java_name() });
    }
    Ok(())
}

fn shown(scheme: Algorithm, found: &Named) -> String {
    match scheme {
        Algorithm::Ed25519 => "Ed25519".to_owned(),
        Algorithm::Ed448 => "Ed448".to_owned(),
        Algorithm::MlDsa(set) => format!("ML-DSA-{set}"),
        _ => found.name.to_owned(),
    }
}

fn identifier(scheme: Algorithm, found: &Named, key: &PrivateKey) -> Vec<u8> {
    match scheme {
        Algorithm::RsaPss(pss) => {
            let own = match &key.kind {
                Kind::Rsa(RsaKey { parameters: Some((_, der)), .. }) => Some(der),
                _ => None,
            };
            pkcs8::identifier(RSASSA_PSS, &own.cloned().unwrap_or_else(|| pss_parameters(pss)))
        }
        Algorithm::Ed25519 => pkcs8::identifier(pkcs8::ED25519, &[]),
        Algorithm::Ed448 => pkcs8::identifier(pkcs8::ED448, &[]),
        Algorithm::MlDsa(set) => pkcs8::identifier(&super::ml_dsa::oid(set), &[]),
        _ => {
            let parameters: &[u8] = if found.null { &[5, 0] } else { &[] };
            pkcs8::identifier(found.oid.as_deref().unwrap_or_default(), parameters)
        }
    }
}

/// RSASSA-PSS-params (RFC 8017, A.2.3) of a digest other than SHA-1, with NULL behind the digests, as Java writes them.
pub(super) fn pss_parameters(pss: Pss) -> Vec<u8> {
    let digest = |writer: &mut Writer, digest: Digest| {
        writer.constructed(Tag::SEQUENCE, |inside| {
            if let Some(oid) = digest.oid() {
                inside.oid(&oid);
            }
            inside.null();
        });
    };
    let mut writer = Writer::default();
    writer.constructed(Tag::SEQUENCE, |fields| {
        fields.constructed(Tag::context(0), |field| digest(field, pss.digest));
        fields.constructed(Tag::context(1), |field| {
            field.constructed(Tag::SEQUENCE, |mask| {
                if let Ok(mgf1) = "1.2.840.113549.1.1.8".parse::<Oid>() {
                    mask.oid(&mgf1);
                }
                digest(mask, pss.mask_digest);
            });
        });
        fields.constructed(Tag::context(2), |field| {
            field.unsigned(u64::try_from(pss.salt_length).unwrap_or(u64::MAX));
        });
    });
    writer.finish()
}
