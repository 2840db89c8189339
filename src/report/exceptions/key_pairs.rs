//! Keys that are not made and signatures that are not given: what Java throws.

use super::super::keytool::certificate::Exception;
use super::SIGNATURE;
use crate::crypto::generate::{GenerateError, NamedCurve};
use crate::crypto::sign::SignError;

const NO_ALGORITHM: &str = "java.security.NoSuchAlgorithmException";
const ILLEGAL_ARGUMENT: &str = "java.lang.IllegalArgumentException";
const INVALID_KEY: &str = "java.security.InvalidKeyException";
const PROVIDER: &str = "java.security.ProviderException";

/// What `-genkeypair` throws where there are no keys.
pub fn of_generating(error: &GenerateError) -> Exception {
    let (class, message) = match error {
        GenerateError::UnknownAlgorithm(name) => {
            (NO_ALGORITHM, format!("{name} KeyPairGenerator not available"))
        }
        GenerateError::RsaSize(_) => (
            ILLEGAL_ARGUMENT,
            "java.security.InvalidAlgorithmParameterException: Invalid key sizes".to_owned(),
        ),
        GenerateError::RsaExponent(bits) => (
            ILLEGAL_ARGUMENT,
            format!(
                "java.security.InvalidAlgorithmParameterException: Public exponent must be no longer than {bits} bits"
            ),
        ),
        GenerateError::RsaGroup => {
            (ILLEGAL_ARGUMENT, "Params must be instance of RSAKeyGenParameterSpec".to_owned())
        }
        GenerateError::DsaSizes(bits) => {
            (ILLEGAL_ARGUMENT, format!("Unsupported prime and subprime size combination: {bits}, 160"))
        }
        GenerateError::DsaPrime(bits) => (ILLEGAL_ARGUMENT, format!("Invalid DSA Prime Size: {bits}")),
        GenerateError::DsaGroup => (ILLEGAL_ARGUMENT, "Inappropriate parameter".to_owned()),
        GenerateError::CurveSize(bits) => (
            "java.security.spec.InvalidParameterSpecException",
            // Java: shows where in its memory the specification lies, another place in each run.
            format!("Not a supported curve: sun.security.util.ECKeySizeParameterSpec@{bits:x}"),
        ),
        GenerateError::CurveName(name) => (ILLEGAL_ARGUMENT, format!("Unknown curve name: {name}")),
        GenerateError::CurveNotSupported { curve, by_size: true } => {
            (PROVIDER, format!("Curve not supported:  {}", curve_named(curve)))
        }
        GenerateError::CurveNotSupported { curve, by_size: false } => {
            (ILLEGAL_ARGUMENT, format!("Curve not supported: {}", curve_named(curve)))
        }
        GenerateError::EdwardsSize(bits) => (ILLEGAL_ARGUMENT, format!("Unsupported size: {bits}")),
        GenerateError::EdwardsName(name) => (ILLEGAL_ARGUMENT, format!("Unsupported name: {name}")),
        GenerateError::OtherCurve { wanted, wrapped: false } => {
            (ILLEGAL_ARGUMENT, format!("Parameters must be {}", wanted.name()))
        }
        GenerateError::OtherCurve { wanted, wrapped: true } => (
            ILLEGAL_ARGUMENT,
            format!("java.security.InvalidParameterException: Parameters must be {}", wanted.name()),
        ),
        GenerateError::DhSize(bits) => (
            ILLEGAL_ARGUMENT,
            format!(
                "DH key size must be multiple of 64, and can only range from 512 to 8192 (inclusive). The specific key \
                 size {bits} is not supported"
            ),
        ),
        GenerateError::DhGroup => (ILLEGAL_ARGUMENT, "Inappropriate parameter type".to_owned()),
        GenerateError::NoSizes => (ILLEGAL_ARGUMENT, "keysize not supported".to_owned()),
        GenerateError::ParameterSet(name) => {
            (ILLEGAL_ARGUMENT, format!("Unsupported parameter set name: {name}"))
        }
        other => ("java.lang.Exception", other.to_string()),
    };
    Exception { class, message }
}

/// What signing throws: with a key of this algorithm (Java's name) and of this curve or parameter set.
pub fn of_signing(error: &SignError, algorithm: &str, group: Option<&str>) -> Exception {
    let (class, message) = match error {
        SignError::UnknownAlgorithm(name) => (NO_ALGORITHM, format!("{name} Signature not available")),
        SignError::NoIdentifier(_) => (SIGNATURE, "Cannot derive AlgorithmIdentifier".to_owned()),
        SignError::UnhashedRsa => (SIGNATURE, "doFinal() failed".to_owned()),
        SignError::UnhashedDsa => (SIGNATURE, "Data for RawDSA must be exactly 20 bytes long".to_owned()),
        SignError::UnhashedEcdsa { length } => (
            "java.lang.ArrayIndexOutOfBoundsException",
            format!("arraycopy: last destination index {length} out of bounds for byte[64]"),
        ),
        SignError::NothingToSignWith(_) => {
            ("java.lang.Exception", "Cannot derive signature algorithm".to_owned())
        }
        SignError::WrongKey(_) => {
            (INVALID_KEY, format!("No installed provider supports this key: {}", key_class(algorithm)))
        }
        SignError::NotDsa(_) => {
            (INVALID_KEY, format!("not a DSA private key: {}", key_text(algorithm, group)))
        }
        SignError::NotEc(own) => (INVALID_KEY, format!("Not an EC key: {own}")),
        SignError::NotEdwards => (INVALID_KEY, "Unsupported key type".to_owned()),
        SignError::OtherEdwardsCurve(wanted) => {
            (INVALID_KEY, format!("Parameters must be {}", wanted.name()))
        }
        SignError::OtherParameterSet(own) => (INVALID_KEY, format!("Unsupported parameter set name: {own}")),
        SignError::KeyWithParameters => (INVALID_KEY, "algorithm identifier has params".to_owned()),
        SignError::NotMlDsa => (INVALID_KEY, "Cannot parse input".to_owned()),
        SignError::HssLms => (INVALID_KEY, "HSS/LMS signing is not supported".to_owned()),
        SignError::PssWithoutParameters => {
            (SIGNATURE, "Parameters required for RSASSA-PSS signatures".to_owned())
        }
        SignError::BoundToPss => (INVALID_KEY, "Invalid key for RSA signatures".to_owned()),
        SignError::KeyTooShort => (INVALID_KEY, "Key is too short for this signature algorithm".to_owned()),
        SignError::KeyTooShortForPss { needed } => {
            (INVALID_KEY, format!("Key is too short, need min {needed} bytes"))
        }
        SignError::DigestTooWeak { digest } => (
            INVALID_KEY,
            format!("The security strength of {digest} digest algorithm is not sufficient for this key size"),
        ),
        SignError::CurveNotSupported(curve) => {
            (SIGNATURE, format!("Curve not supported: {}", curve_named(curve)))
        }
        other => (SIGNATURE, other.to_string()),
    };
    Exception { class, message }
}

/// A curve as Java writes it out: its names, and its identifier.
fn curve_named(curve: &NamedCurve) -> String {
    let also = if curve.also.is_empty() { String::new() } else { format!(" [{}]", curve.also.join(",")) };
    format!("{}{also} ({})", curve.name, curve.oid)
}

/// The class of which Java makes a private key.
fn key_class(algorithm: &str) -> &'static str {
    match algorithm {
        "RSA" | "RSASSA-PSS" => "sun.security.rsa.RSAPrivateCrtKeyImpl",
        "DSA" => "sun.security.provider.DSAPrivateKey",
        "EC" => "sun.security.ec.ECPrivateKeyImpl",
        "EdDSA" => "sun.security.ec.ed.EdDSAPrivateKeyImpl",
        "XDH" => "sun.security.ec.XDHPrivateKeyImpl",
        "DH" => "com.sun.crypto.provider.DHPrivateKey",
        _ => "sun.security.pkcs.NamedPKCS8Key",
    }
}

/// What Java's `toString()` makes of a private key.
///
/// Java: a number computed from the secret numbers stands behind the class; here it is none.
fn key_text(algorithm: &str, group: Option<&str>) -> String {
    match (algorithm, group) {
        ("ML-DSA" | "ML-KEM", Some(group)) => format!("{group} private key"),
        _ => format!("{}@0", key_class(algorithm)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::generate::{KeyRequest, generate};
    use crate::crypto::sign::{PrivateKey, SignatureAlgorithm};
    use crate::machine::Machine;
    use crate::secret::SecretBytes;

    /// Every kind of key by every name, as JDK 25 answered; recipe: testdata/make/Signing.java.
    const JAVA: &str = include_str!("../../../testdata/policy/signing.tsv");

    fn key(kind: &str, machine: &Machine) -> Option<PrivateKey> {
        let large = |algorithm: u8| {
            // An RSA key of 8192 bits takes too long, and nothing is signed with it.
            let mut der = vec![0x30, 0x82, 0x04, 0x23, 2, 1, 0];
            der.extend([0x30, 0x0b, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, algorithm]);
            der.extend([4, 0x82, 0x04, 0x0f, 0x30, 0x82, 0x04, 0x0b, 2, 1, 0, 2, 0x82, 0x04, 0x01, 0, 0x80]);
            der.extend([0; 1023]);
            der.extend([2, 1, 3]);
            let length = u16::try_from(der.len() - 4).unwrap().to_be_bytes();
            der[2..4].copy_from_slice(&length);
            SecretBytes::new(der)
        };
        let (algorithm, bits, group) = match kind.split_once('-') {
            Some(("EC", group)) => ("EC", None, Some(group)),
            Some(("RSA", "8192")) => return Some(PrivateKey::read(&large(1)).unwrap()),
            Some(("RSASSA", "PSS-8192")) => return Some(PrivateKey::read(&large(10)).unwrap()),
            Some(("RSASSA", "PSS-1024")) => ("RSASSA-PSS", Some(1024), None),
            Some(("DH", bits)) => ("DH", Some(bits.parse().unwrap()), None),
            Some((algorithm @ ("RSA" | "DSA"), bits)) => (algorithm, Some(bits.parse().unwrap()), None),
            _ => (kind, None, None),
        };
        let pair = generate(&KeyRequest { algorithm, bits, group }, machine).unwrap();
        Some(PrivateKey::read(&pair.private).unwrap())
    }

    #[test]
    fn every_name_is_answered_as_java_answers() {
        let machine = Machine::real();
        let (mut last, mut asked) = (String::new(), None);
        let mut count = 0;
        let mut wrong = Vec::new();
        for line in JAVA.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            let [kind, name, expected, ..] = fields[..] else { panic!("{line}") };
            if kind != last {
                (last, asked) = (kind.to_owned(), key(kind, &machine));
            }
            let Some(key) = &asked else { panic!("{kind}") };
            let found = match name {
                "" => SignatureAlgorithm::default_for(key),
                name => SignatureAlgorithm::named(name, key),
            };
            let found = match found {
                Ok(algorithm) => {
                    let hex: String =
                        algorithm.identifier().iter().map(|octet| format!("{octet:02x}")).collect();
                    format!("{}\t{hex}", algorithm.name())
                }
                Err(error) => {
                    let Exception { class, message } =
                        of_signing(&error, key.algorithm(), key.group().as_deref());
                    format!("{class}: {}", message.replace("@0", "@#"))
                }
            };
            let expected = fields.get(3).map_or(expected.to_owned(), |hex| format!("{expected}\t{hex}"));
            count += 1;
            if found != expected {
                wrong.push(format!("{kind} {name}: {found} for {expected}"));
            }
        }
        assert!(wrong.is_empty(), "{} of {count}\n{}", wrong.len(), wrong.join("\n"));
        assert!(count > 3000, "{count}");
    }
}
