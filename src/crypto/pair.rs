//! Whether a private and a public key belong together.

use super::pkcs8::{DSA, EC, RSA, RSASSA_PSS};
use super::sign::{Kind, PrivateKey, dsa, ec, edwards, ml_dsa, ml_kem};
use crate::asn1::{Asn1Error, Oid, Tag, read_one};
use crate::secret::SecretBytes;

/// Whether `private`, the DER of a PrivateKeyInfo (RFC 5208, 5), is the key of `public`, the DER of a SubjectPublicKeyInfo;
/// `None` where that cannot be told: odd curves, Diffie-Hellman, and what does not decode.
pub fn belongs(private: &SecretBytes, public: &[u8]) -> Option<bool> {
    let private = PrivateKey::read(private).ok()?;
    let (algorithm, bits) = public_parts(public).ok()?;
    let dotted = algorithm.to_string();
    let own = match &private.kind {
        // RSASSA-PSS keys may come with either identifier.
        Kind::Rsa(_) if dotted == RSA || dotted == RSASSA_PSS => modulus(bits, 0).ok()?,
        Kind::Dsa(_) if dotted == DSA => integer(bits).ok()?,
        Kind::Ec { .. } if dotted == EC && bits.first() != Some(&4) => return None,
        Kind::OtherCurve(_) if dotted == EC => return None,
        Kind::Dh => return None,
        _ => bits.to_vec(),
    };
    let (wanted, other) = match &private.kind {
        Kind::Rsa(key) => (
            if dotted == RSASSA_PSS { RSASSA_PSS } else { RSA }.to_owned(),
            modulus(key.der.expose(), 1).ok()?,
        ),
        Kind::Dsa(key) => (DSA.to_owned(), dsa::public(key)?),
        Kind::Ec { curve, scalar } => (EC.to_owned(), ec::point(*curve, scalar)?),
        Kind::Edwards { curve, secret } => (curve.oid().to_owned(), edwards::public(*curve, secret)?),
        Kind::MlDsa { set, expanded } => (ml_dsa::oid(*set), ml_dsa::public(*set, expanded)?),
        Kind::MlKem { set, expanded } => (ml_kem::oid(*set), ml_kem::public(*set, expanded)?),
        Kind::OtherCurve(_) => (EC.to_owned(), Vec::new()),
        Kind::Dh => return None,
    };
    Some(dotted == wanted && own == other)
}

/// The algorithm and the octets within a SubjectPublicKeyInfo.
fn public_parts(der: &[u8]) -> Result<(Oid, &[u8]), Asn1Error> {
    let mut fields = read_one(der)?.expect(Tag::SEQUENCE)?.inside()?;
    let oid = fields.enter(Tag::SEQUENCE)?.element()?.oid()?;
    let bits = fields.expect(Tag::BIT_STRING)?;
    // The first octet counts unused bits.
    Ok((oid, bits.content.get(1..).unwrap_or_default()))
}

/// The modulus in an RSA key (RFC 8017, A.1), behind so many other fields.
fn modulus(key: &[u8], before: usize) -> Result<Vec<u8>, Asn1Error> {
    let mut fields = read_one(key)?.expect(Tag::SEQUENCE)?.inside()?;
    for _ in 0..before {
        fields.expect(Tag::INTEGER)?;
    }
    Ok(significant(fields.expect(Tag::INTEGER)?.content))
}

fn integer(key: &[u8]) -> Result<Vec<u8>, Asn1Error> {
    Ok(significant(read_one(key)?.expect(Tag::INTEGER)?.content))
}

fn significant(content: &[u8]) -> Vec<u8> {
    let zeros = content.iter().take_while(|octet| **octet == 0).count();
    content.get(zeros..).unwrap_or_default().to_vec()
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
