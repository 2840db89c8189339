//! Every kind of key is made, read, signs, and its signature is checked by our own verifier.

use super::*;
use crate::asn1::{Tag, read_one};
use crate::crypto::generate::{KeyPair, KeyRequest, generate};
use crate::crypto::pair::belongs;
use crate::crypto::verify::verify_signature;

const MESSAGE: &[u8] = b"keytool-rs";

fn request<'a>(algorithm: &'a str, bits: Option<i32>, group: Option<&'a str>) -> KeyRequest<'a> {
    KeyRequest { algorithm, bits, group }
}

/// Checks by the identifier that a certificate would have.
fn check(pair: &KeyPair, algorithm: &SignatureAlgorithm, machine: &Machine) {
    check_key(&PrivateKey::read(&pair.private).unwrap(), &pair.public, algorithm, machine);
}

fn check_key(key: &PrivateKey, public: &[u8], algorithm: &SignatureAlgorithm, machine: &Machine) {
    let signature = sign(key, algorithm, MESSAGE, machine).unwrap();
    let mut identifier =
        read_one(algorithm.identifier()).unwrap().expect(Tag::SEQUENCE).unwrap().inside().unwrap();
    let oid = identifier.element().unwrap().oid().unwrap();
    let parameters = identifier.next_element().unwrap().map(|element| element.raw);
    for (message, expected) in [(MESSAGE, true), (b"other", false)] {
        let verified = verify_signature(&oid, parameters, public, message, &signature);
        assert_eq!(verified.is_ok(), expected, "{} {verified:?}", algorithm.name());
    }
}

#[test]
fn all_keys_sign_by_all_their_names() {
    let machine = Machine::real();
    let digests =
        ["SHA1", "SHA224", "SHA256", "SHA384", "SHA512", "SHA3-224", "SHA3-256", "SHA3-384", "SHA3-512"];
    for (algorithm, bits, group) in [
        ("RSA", Some(512), None),
        ("RSA", Some(1023), None),
        ("RSA", Some(2048), None),
        ("RSASSA-PSS", Some(1025), None),
        ("RSASSA-PSS", Some(2048), None),
        ("DSA", Some(512), None),
        ("DSA", Some(1024), None),
        ("DSA", None, None),
        ("DSA", Some(3072), None),
        ("EC", None, None),
        ("EC", Some(256), None),
        ("EC", None, Some("NIST P-521")),
        ("EdDSA", None, None),
        ("Ed448", None, None),
        ("ML-DSA", None, Some("ml-dsa-44")),
        ("ML-DSA", None, None),
        ("ML-DSA-87", None, None),
    ] {
        let pair = generate(&request(algorithm, bits, group), &machine).unwrap();
        let key = PrivateKey::read(&pair.private).unwrap();
        assert_eq!(belongs(&pair.private, &pair.public), Some(true), "{algorithm}");
        check(&pair, &SignatureAlgorithm::default_for(&key).unwrap(), &machine);
        let suffix = match key.algorithm() {
            "EC" => "ECDSA",
            "RSASSA-PSS" => "RSA",
            other => other,
        };
        for digest in digests.iter().chain(&["MD2", "MD5", "SHA512/224", "SHA512/256"]) {
            match SignatureAlgorithm::named(&format!("{digest}with{suffix}"), &key) {
                Ok(named) if key.algorithm() == "RSASSA-PSS" => {
                    // Java: makes such signatures, and does not take them from a key of this kind.
                    assert!(sign(&key, &named, MESSAGE, &machine).is_ok());
                }
                Ok(named) => check(&pair, &named, &machine),
                Err(error) => assert!(
                    matches!(
                        error,
                        SignError::UnknownAlgorithm(_)
                            | SignError::KeyTooShort
                            | SignError::DigestTooWeak { .. }
                    ),
                    "{error:?}"
                ),
            }
        }
    }
}

#[test]
fn keys_bound_to_parameters_sign_by_them() {
    use crate::crypto::sign::algorithm::pss_parameters;
    use crate::crypto::sign::key::Kind;
    use crate::crypto::verify::algorithm::Pss;
    use crate::crypto::verify::digest::Digest::{Sha1, Sha3T256, Sha256, Sha512, Sha512T224};
    let machine = Machine::real();
    // Blocks with and without unused bits, one octet shorter than the modulus, and too large for the fast library.
    for bits in [1023, 1024, 1025, 2048] {
        let pair = generate(&request("RSASSA-PSS", Some(bits), None), &machine).unwrap();
        for (digest, mask_digest, salt_length) in [
            (Sha256, Sha1, 20),
            (Sha256, Sha512, 32),
            (Sha1, Sha3T256, 0),
            (Sha512, Sha512, 7),
            (Sha512T224, Sha1, 1),
        ] {
            let pss = Pss { digest, mask_digest, salt_length };
            let mut key = PrivateKey::read(&pair.private).unwrap();
            let Kind::Rsa(numbers) = &mut key.kind else { panic!("no RSA key") };
            numbers.parameters = Some((pss, pss_parameters(pss)));
            check_key(&key, &pair.public, &SignatureAlgorithm::default_for(&key).unwrap(), &machine);
            let other = SignatureAlgorithm::named("SHA256withRSA", &key);
            assert_eq!(other, Err(SignError::BoundToPss));
        }
    }
}

#[test]
fn keys_for_agreement_are_made_and_sign_nothing() {
    let machine = Machine::real();
    for algorithm in ["XDH", "X448", "ML-KEM", "ML-KEM-512", "ML-KEM-1024"] {
        let pair = generate(&request(algorithm, None, None), &machine).unwrap();
        let other = generate(&request(algorithm, None, None), &machine).unwrap();
        assert_eq!(belongs(&pair.private, &pair.public), Some(true), "{algorithm}");
        assert_eq!(belongs(&pair.private, &other.public), Some(false), "{algorithm}");
        let key = PrivateKey::read(&pair.private).unwrap();
        assert!(matches!(SignatureAlgorithm::default_for(&key), Err(SignError::NothingToSignWith(_))));
    }
}

/// Keys are foreign bytes: whatever is changed in one, an answer comes back.
#[test]
fn damaged_keys_never_panic() {
    let machine = Machine::real();
    for algorithm in ["RSA", "DSA", "EC", "Ed25519", "Ed448", "ML-DSA-44", "ML-KEM-512"] {
        let bits = matches!(algorithm, "RSA" | "DSA").then_some(512);
        let pair = generate(&request(algorithm, bits, None), &machine).unwrap();
        let length = pair.private.expose().len();
        let step = (length / 40).max(1);
        for (place, value) in (0..length).step_by(step).zip([0x00, 0xff, 0x80, 0x01].into_iter().cycle()) {
            let mut changed = pair.private.clone();
            changed.expose_mut()[place] = value;
            belongs(&changed, &pair.public);
            let Ok(key) = PrivateKey::read(&changed) else { continue };
            if let Ok(chosen) = SignatureAlgorithm::default_for(&key) {
                let _ = sign(&key, &chosen, MESSAGE, &machine);
            }
        }
    }
}
