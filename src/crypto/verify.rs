//! Checks signatures of certificates, requests and CRLs: those that JDK 25 checks.

pub(super) mod algorithm;
pub(super) mod digest;
mod dsa;
mod key;
mod range;
pub(super) mod rsa;

use aws_lc_rs::digest::{Digest as AwsDigest, SHA256, SHA384, SHA512};
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P384_SHA384_ASN1, ECDSA_P521_SHA512_ASN1, ED25519, ML_DSA_44, ML_DSA_65,
    ML_DSA_87, UnparsedPublicKey, VerificationAlgorithm,
};

use crate::asn1::{Oid, read_one};
use algorithm::Algorithm;
use digest::Digest;
use key::{Curve, PublicKey};

pub use range::{Numbers, numbers};

/// Why a signature is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// Another key made it, or the message is another one.
    #[error("the signature does not match")]
    BadSignature,
    /// The signature algorithm, its parameters, the curve or the size of the key is none that JDK 25 (or this crate)
    /// knows.
    #[error("the signature algorithm or the kind of key is not supported")]
    Unsupported,
    /// The key is of another algorithm than the signature.
    #[error("the key is not of the signature's algorithm")]
    WrongKey,
    /// The key does not decode, or is none that its algorithm allows.
    #[error("the public key is malformed")]
    MalformedKey,
    /// The signature does not decode, or is of another length than its key makes it.
    #[error("the signature is malformed")]
    MalformedSignature,
    /// The parameters of the algorithm do not decode.
    #[error("the parameters of the signature algorithm are malformed")]
    MalformedParameters,
}

/// Checks that the key of `spki_der` made `signature` over `message`.
///
/// `algorithm_oid` and `parameters` (DER, with tag and length) are those of the signature's AlgorithmIdentifier;
/// `spki_der` is a SubjectPublicKeyInfo (RFC 5280, 4.1); `signature` is the content of the BIT STRING.
///
/// RSA with PKCS#1 v1.5 (RFC 8017, 8.2) and PSS (8.1), 512 to 16384 bits; DSA; ECDSA on P-256, P-384 and P-521 (JDK 25
/// has no other curve); Ed25519 and Ed448 (RFC 8032); ML-DSA (FIPS 204).
///
/// # Errors
/// [`VerifyError`].
pub fn verify_signature(
    algorithm_oid: &Oid,
    parameters: Option<&[u8]>,
    spki_der: &[u8],
    message: &[u8],
    signature: &[u8],
) -> Result<(), VerifyError> {
    let algorithm = Algorithm::read(algorithm_oid, parameters)?;
    let key = PublicKey::read(spki_der)?;
    match (algorithm, key) {
        (Algorithm::RsaPkcs1(digest), PublicKey::Rsa(key)) => {
            rsa::verify_pkcs1(digest, &key, message, signature)
        }
        (Algorithm::RsaPss(pss), PublicKey::Rsa(key) | PublicKey::RsaPss(key)) => {
            rsa::verify_pss(pss, &key, message, signature)
        }
        (Algorithm::Dsa(digest), PublicKey::Dsa(key)) => dsa::verify(digest, &key, message, signature),
        (Algorithm::Ecdsa(digest), PublicKey::Ec { curve, point }) => {
            verify_ecdsa(digest, curve, point, message, signature)
        }
        (Algorithm::Ed25519, PublicKey::Ed25519(key)) => {
            if signature.len() != 64 {
                return Err(VerifyError::MalformedSignature);
            }
            verify_whole(&ED25519, key, message, signature)
        }
        (Algorithm::Ed448, PublicKey::Ed448(key)) => verify_ed448(key, message, signature),
        (Algorithm::MlDsa(of_signature), PublicKey::MlDsa(of_key, key)) if of_signature == of_key => {
            let algorithm = match of_key {
                44 => &ML_DSA_44,
                65 => &ML_DSA_65,
                _ => &ML_DSA_87,
            };
            verify_whole(algorithm, key, message, signature)
        }
        _ => Err(VerifyError::WrongKey),
    }
}

fn verify_ed448(key: &[u8; 57], message: &[u8], signature: &[u8]) -> Result<(), VerifyError> {
    let key = ed448_goldilocks::VerifyingKey::from_bytes(key).map_err(|_| VerifyError::MalformedKey)?;
    let signature =
        ed448_goldilocks::Signature::from_slice(signature).map_err(|_| VerifyError::MalformedSignature)?;
    key.verify_raw(&signature, message).map_err(|_| VerifyError::BadSignature)
}

fn verify_whole(
    algorithm: &'static dyn VerificationAlgorithm,
    key: &[u8],
    message: &[u8],
    signature: &[u8],
) -> Result<(), VerifyError> {
    UnparsedPublicKey::new(algorithm, key).verify(message, signature).map_err(|_| VerifyError::BadSignature)
}

/// ECDSA with any digest on any of the curves: the digest's leftmost bits, as many as the order has, are the number
/// that is signed (FIPS 186-4, 6.4), so a longer one can be cut and a shorter one be padded with zeros in front to the
/// digest that aws-lc-rs pairs with the curve.
fn verify_ecdsa(
    digest: Digest,
    curve: Curve,
    point: &[u8],
    message: &[u8],
    signature: &[u8],
) -> Result<(), VerifyError> {
    let (algorithm, paired, length) = match curve {
        Curve::P256 => (&ECDSA_P256_SHA256_ASN1, &SHA256, 32),
        Curve::P384 => (&ECDSA_P384_SHA384_ASN1, &SHA384, 48),
        Curve::P521 => (&ECDSA_P521_SHA512_ASN1, &SHA512, 64),
    };
    // Read here only to tell a malformed signature from a wrong one.
    let mut numbers =
        read_one(signature).and_then(|whole| whole.inside()).map_err(|_| VerifyError::MalformedSignature)?;
    for _ in 0..2 {
        let number =
            numbers.expect(crate::asn1::Tag::INTEGER).map_err(|_| VerifyError::MalformedSignature)?;
        // Java: a zero too many is an encoding of its own.
        let is_padded = matches!(number.content, [0, next, ..] if next & 0x80 == 0);
        if number.constructed || is_padded {
            return Err(VerifyError::MalformedSignature);
        }
    }
    numbers.finish().map_err(|_| VerifyError::MalformedSignature)?;

    let mut number = digest.of(message);
    number.truncate(length);
    let padding = length - number.len();
    number.splice(0..0, std::iter::repeat_n(0, padding));
    let number = AwsDigest::import_less_safe(&number, paired).map_err(|_| VerifyError::BadSignature)?;
    UnparsedPublicKey::new(algorithm, point)
        .verify_digest(&number, signature)
        .map_err(|_| VerifyError::BadSignature)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MESSAGE: &[u8] = b"keytool-rs";

    /// One signature of each kind, made by JDK 25; recipe: testdata/make/Signatures.java.
    const JAVA: &str = include_str!("../../testdata/policy/signatures.tsv");

    struct Sample {
        name: &'static str,
        oid: Oid,
        parameters: Option<Vec<u8>>,
        spki: Vec<u8>,
        signature: Vec<u8>,
    }

    impl Sample {
        fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), VerifyError> {
            verify_signature(&self.oid, self.parameters.as_deref(), &self.spki, message, signature)
        }
    }

    fn bytes(hexadecimal: &str) -> Vec<u8> {
        let digits: Vec<u8> =
            hexadecimal.chars().map(|digit| u8::try_from(digit.to_digit(16).unwrap()).unwrap()).collect();
        digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
    }

    /// The identifier behind Java's name: PKCS#1, X9.62 and X9.57 for the older ones, NIST's sigAlgs arc for the rest.
    fn oid(name: &str) -> Oid {
        const NIST: &str = "2.16.840.1.101.3.4.3";
        let digests =
            ["SHA224", "SHA256", "SHA384", "SHA512", "SHA3-224", "SHA3-256", "SHA3-384", "SHA3-512"];
        let place = |digest| digests.iter().position(|listed| *listed == digest).unwrap();
        let dotted = match name.split_once("with") {
            Some(("SHA1", "DSA")) => "1.2.840.10040.4.3".to_owned(),
            Some(("SHA1", "ECDSA")) => "1.2.840.10045.4.1".to_owned(),
            Some((digest, "DSA")) => format!("{NIST}.{}", place(digest) + 1),
            Some((digest, "ECDSA")) if place(digest) < 4 => {
                format!("1.2.840.10045.4.3.{}", place(digest) + 1)
            }
            Some((digest, "ECDSA")) => format!("{NIST}.{}", place(digest) + 5),
            Some((digest, "RSA")) if digest.starts_with("SHA3-") => format!("{NIST}.{}", place(digest) + 9),
            Some((digest, "RSA")) => {
                let digests = [
                    ("MD2", 2),
                    ("MD5", 4),
                    ("SHA1", 5),
                    ("SHA256", 11),
                    ("SHA384", 12),
                    ("SHA512", 13),
                    ("SHA224", 14),
                    ("SHA512/224", 15),
                    ("SHA512/256", 16),
                ];
                let (_, arc) = digests.iter().find(|(listed, _)| *listed == digest).unwrap();
                format!("1.2.840.113549.1.1.{arc}")
            }
            _ => match name {
                "RSASSA-PSS" => "1.2.840.113549.1.1.10",
                "Ed25519" => "1.3.101.112",
                "Ed448" => "1.3.101.113",
                "ML-DSA-44" => "2.16.840.1.101.3.4.3.17",
                "ML-DSA-65" => "2.16.840.1.101.3.4.3.18",
                "ML-DSA-87" => "2.16.840.1.101.3.4.3.19",
                other => panic!("{other}"),
            }
            .to_owned(),
        };
        dotted.parse().unwrap()
    }

    fn samples() -> Vec<Sample> {
        let line = |line: &'static str| {
            let fields: Vec<&str> = line.split('\t').collect();
            Sample {
                name: fields[0],
                oid: oid(fields[0].split(' ').next().unwrap()),
                parameters: (!fields[1].is_empty()).then(|| bytes(fields[1])),
                spki: bytes(fields[2]),
                signature: bytes(fields[3]),
            }
        };
        JAVA.lines().map(line).collect()
    }

    #[test]
    fn what_java_signs_is_accepted_and_nothing_else() {
        let mut count = 0;
        for sample in samples() {
            count += 1;
            assert_eq!(sample.verify(MESSAGE, &sample.signature), Ok(()), "{}", sample.name);
            let other = sample.verify(b"keytool-r5", &sample.signature);
            assert_eq!(other, Err(VerifyError::BadSignature), "{}", sample.name);
            for place in [0, sample.signature.len() / 2, sample.signature.len() - 1] {
                let mut changed = sample.signature.clone();
                changed[place] ^= 1;
                assert!(sample.verify(MESSAGE, &changed).is_err(), "{} {place}", sample.name);
            }
            let short = sample.verify(MESSAGE, &sample.signature[..sample.signature.len() - 1]);
            assert!(
                matches!(short, Err(VerifyError::MalformedSignature | VerifyError::BadSignature)),
                "{} {short:?}",
                sample.name
            );
        }
        assert!(count > 80, "{count}");
    }

    /// Signatures that no library makes and what JDK 25 says of them; recipe: testdata/make/odd_signatures.py.
    #[test]
    fn odd_signatures_are_judged_as_java_judges_them() {
        for line in include_str!("../../testdata/policy/signatures-odd.tsv").lines() {
            let [title, name, verdict, spki, signature] = line.split('\t').collect::<Vec<_>>()[..] else {
                panic!("{line}")
            };
            let expected = match verdict {
                "ok" => Ok(()),
                "length" => Err(VerifyError::MalformedSignature),
                _ => Err(VerifyError::BadSignature),
            };
            let result = verify_signature(&oid(name), None, &bytes(spki), MESSAGE, &bytes(signature));
            assert_eq!(result, expected, "{title}");
        }
    }

    #[test]
    fn a_key_of_another_algorithm_is_told_apart() {
        let samples = samples();
        let find = |name: &str| samples.iter().find(|sample| sample.name.starts_with(name)).unwrap();
        let (rsa, ec, pss) = (find("SHA256withRSA"), find("SHA256withECDSA"), find("RSASSA-PSS RSASSA-PSS"));
        let verify =
            |oid: &Oid, key: &Sample| verify_signature(oid, None, &key.spki, MESSAGE, &key.signature);
        assert_eq!(verify(&rsa.oid, ec), Err(VerifyError::WrongKey));
        assert_eq!(verify(&rsa.oid, pss), Err(VerifyError::WrongKey));
        assert_eq!(verify(&find("ML-DSA-44").oid, find("ML-DSA-65")), Err(VerifyError::WrongKey));
        assert_eq!(verify(&pss.oid, pss), Err(VerifyError::MalformedParameters));
        assert_eq!(verify(&"1.2.3".parse().unwrap(), rsa), Err(VerifyError::Unsupported));
        assert_eq!(
            verify_signature(&rsa.oid, None, &rsa.spki[1..], MESSAGE, &rsa.signature),
            Err(VerifyError::MalformedKey)
        );
        assert_eq!(
            verify_signature(&ec.oid, None, &ec.spki, MESSAGE, &[0x30, 0]),
            Err(VerifyError::MalformedSignature)
        );
    }

    /// Keys are foreign bytes: whatever is changed in one, an answer comes back.
    #[test]
    fn damaged_keys_never_panic() {
        for sample in samples() {
            // The large ones take long and differ in nothing but their size.
            if sample.name.contains("3072") {
                continue;
            }
            let step = (sample.spki.len() / 12).max(1);
            for (place, value) in
                (0..sample.spki.len()).step_by(step).zip([0x00, 0xff, 0x80, 0x01].into_iter().cycle())
            {
                let mut spki = sample.spki.clone();
                spki[place] = value;
                let oid = &sample.oid;
                let parameters = sample.parameters.as_deref();
                let result = verify_signature(oid, parameters, &spki, MESSAGE, &sample.signature);
                assert!(spki == sample.spki || result.is_err() || place < 40, "{} {place}", sample.name);
            }
        }
    }
}
