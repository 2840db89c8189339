//! Whether a private and a public key belong together.

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P256K1_SHA256_ASN1_SIGNING, ECDSA_P384_SHA384_ASN1_SIGNING,
    ECDSA_P521_SHA512_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _,
};

use crate::asn1::{Asn1Error, Element, Oid, Tag, read_one};
use crate::secret::SecretBytes;

const RSA: &str = "1.2.840.113549.1.1.1";
const EC: &str = "1.2.840.10045.2.1";
const ED25519: &str = "1.3.101.112";

/// Whether `private`, the DER of a PrivateKeyInfo (RFC 5208, 5), is the key of `public`, the DER of a SubjectPublicKeyInfo;
/// `None` where that cannot be told: DSA, odd curves, and what does not decode.
pub fn belongs(private: &SecretBytes, public: &[u8]) -> Option<bool> {
    let (own, key) = private_parts(private.expose()).ok()?;
    let (other, point) = public_parts(public).ok()?;
    if own != other {
        // RSASSA-PSS keys may come with either identifier.
        let is_known = |oid: &Oid| [RSA, EC, ED25519].iter().any(|known| oid.is(known));
        return (is_known(&own) && is_known(&other)).then_some(false);
    }
    if own.is(RSA) {
        return Some(modulus(key.expose(), 1).ok()? == modulus(point, 0).ok()?);
    }
    if own.is(ED25519) {
        let pair = Ed25519KeyPair::from_pkcs8_maybe_unchecked(private.expose()).ok()?;
        return Some(pair.public_key().as_ref() == point);
    }
    if !own.is(EC) || point.first() != Some(&4) {
        return None;
    }
    let curves = [
        &ECDSA_P256_SHA256_ASN1_SIGNING,
        &ECDSA_P384_SHA384_ASN1_SIGNING,
        &ECDSA_P521_SHA512_ASN1_SIGNING,
        &ECDSA_P256K1_SHA256_ASN1_SIGNING,
    ];
    let pair = curves.into_iter().find_map(|curve| EcdsaKeyPair::from_pkcs8(curve, private.expose()).ok())?;
    Some(pair.public_key().as_ref() == point)
}

/// The algorithm and the key within a PrivateKeyInfo.
fn private_parts(der: &[u8]) -> Result<(Oid, SecretBytes), Asn1Error> {
    let mut fields = read_one(der)?.expect(Tag::SEQUENCE)?.inside()?;
    fields.expect(Tag::INTEGER)?;
    let oid = algorithm(&fields.element()?)?;
    let key = fields.expect(Tag::OCTET_STRING)?.octets()?.into_owned();
    Ok((oid, SecretBytes::new(key)))
}

/// The algorithm and the octets within a SubjectPublicKeyInfo.
fn public_parts(der: &[u8]) -> Result<(Oid, &[u8]), Asn1Error> {
    let mut fields = read_one(der)?.expect(Tag::SEQUENCE)?.inside()?;
    let oid = algorithm(&fields.element()?)?;
    let bits = fields.expect(Tag::BIT_STRING)?;
    // The first octet counts unused bits.
    Ok((oid, bits.content.get(1..).unwrap_or_default()))
}

fn algorithm(identifier: &Element<'_>) -> Result<Oid, Asn1Error> {
    identifier.inside()?.element()?.oid()
}

/// The modulus in an RSA key (RFC 8017, A.1), behind so many other fields.
fn modulus(key: &[u8], before: usize) -> Result<Vec<u8>, Asn1Error> {
    let mut fields = read_one(key)?.expect(Tag::SEQUENCE)?.inside()?;
    for _ in 0..before {
        fields.expect(Tag::INTEGER)?;
    }
    let content = fields.expect(Tag::INTEGER)?.content;
    let zeros = content.iter().take_while(|octet| **octet == 0).count();
    Ok(content.get(zeros..).unwrap_or_default().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rcgen::{
        KeyPair, PKCS_ECDSA_P256_SHA256, PKCS_ECDSA_P384_SHA384, PKCS_ED25519, PKCS_RSA_SHA256,
        PublicKeyData as _,
    };

    #[test]
    fn pairs_and_strangers() {
        let algorithms = [&PKCS_ECDSA_P256_SHA256, &PKCS_ECDSA_P384_SHA384, &PKCS_ED25519, &PKCS_RSA_SHA256];
        let pairs: Vec<[KeyPair; 2]> = algorithms
            .into_iter()
            .map(|algorithm| [0, 1].map(|_| KeyPair::generate_for(algorithm).unwrap()))
            .collect();
        let private = |pair: &KeyPair| SecretBytes::new(pair.serialize_der());
        for [one, other] in &pairs {
            assert_eq!(belongs(&private(one), &one.subject_public_key_info()), Some(true));
            assert_eq!(belongs(&private(one), &other.subject_public_key_info()), Some(false));
        }
        let [[ec, _], _, _, [rsa, _]] = &pairs[..] else { panic!() };
        assert_eq!(belongs(&private(ec), &rsa.subject_public_key_info()), Some(false));
        assert_eq!(belongs(&SecretBytes::new(b"\x30\x00".to_vec()), &rsa.subject_public_key_info()), None);
    }
}
