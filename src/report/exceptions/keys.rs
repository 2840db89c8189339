//! keytool's words for keys that cannot be opened, kept or made, observed from JDK 25.

use crate::crypto::cipher::CipherError;
use crate::crypto::key::KeyError;
use crate::crypto::key_generator::SizeError;
use crate::crypto::pbe::PbeError;
use crate::formats::StreamFault;
use crate::formats::jceks::SealedKeyError;
use crate::formats::keys::{ProtectError, RecoverError};

const PADDING: &str =
    "Given final block not properly padded. Such issues can arise if a bad key is used during decryption.";

/// The exception for a secret key of a JCEKS store that is not what it should be.
pub fn sealed_as_java(fault: &StreamFault) -> String {
    match fault {
        StreamFault::EndOfInput => "java.io.EOFException".into(),
        StreamFault::Text => "java.io.UTFDataFormatException".into(),
        StreamFault::Header(found) => {
            format!("java.io.StreamCorruptedException: invalid stream header: {found:08X}")
        }
        StreamFault::Handle(number) => {
            format!("java.io.StreamCorruptedException: invalid handle value: {number:08X}")
        }
        StreamFault::NegativeLength => "java.io.StreamCorruptedException: Array length is negative".into(),
        _ => "java.io.IOException: Invalid secret key format".into(),
    }
}

/// The exception for a key that cannot be opened.
pub fn recovery_as_java(error: &RecoverError) -> String {
    let unrecoverable = |text: &str| format!("java.security.UnrecoverableKeyException: {text}");
    match error {
        RecoverError::Key(KeyError::Protector(_)) => unrecoverable("Cannot recover key"),
        RecoverError::Pkcs12(KeyError::Encryption(error)) => {
            unrecoverable(&format!("Get Key failed: {}", encryption(error)))
        }
        RecoverError::Key(KeyError::Encryption(error))
        | RecoverError::Sealed(SealedKeyError::Encryption(error)) => unrecoverable(encryption(error)),
        RecoverError::Sealed(SealedKeyError::Inside(fault)) => match fault {
            StreamFault::EndOfInput | StreamFault::Text => "java.security.UnrecoverableKeyException".into(),
            StreamFault::Header(found) => unrecoverable(&format!("invalid stream header: {found:08X}")),
            StreamFault::Handle(number) => unrecoverable(&format!("invalid handle value: {number:08X}")),
            StreamFault::NegativeLength => unrecoverable("Array length is negative"),
            _ => unrecoverable("Rejected by the jceks.key.serialFilter or jdk.serialFilter property"),
        },
        RecoverError::Sealed(SealedKeyError::Text) => {
            "java.lang.ClassCastException: class java.lang.String cannot be cast to class java.security.Key \
             (java.lang.String and java.security.Key are in module java.base of loader 'bootstrap')"
                .into()
        }
        RecoverError::Sealed(SealedKeyError::Nameless) => unrecoverable("Missing argument"),
        RecoverError::Sealed(SealedKeyError::Empty { algorithm: None }) => unrecoverable("Empty key"),
        RecoverError::Sealed(SealedKeyError::Empty { algorithm: Some(algorithm) }) => {
            unrecoverable(&format!("java.security.Key: [SECRET] [{algorithm}] [RAW]"))
        }
        RecoverError::Sealed(SealedKeyError::Stream(fault)) => sealed_as_java(fault),
        RecoverError::Sealed(SealedKeyError::Protection) => unrecoverable("Cannot get algorithm parameters"),
        RecoverError::Empty => unrecoverable("Get Key failed: Empty key"),
        _ => unrecoverable("Cannot recover key"),
    }
}

fn encryption(error: &PbeError) -> &'static str {
    match error {
        PbeError::Cipher(CipherError::Padding) => PADDING,
        PbeError::IterationsTooLarge(_) => "PBE iteration count too large",
        PbeError::IterationsNotPositive(_) => "IterationCount must be a positive number",
        _ => "Cannot get algorithm parameters",
    }
}

/// The exception for a key that a format does not hold.
pub fn protection_as_java(error: &ProtectError) -> String {
    let refused = |text: &str| format!("java.security.KeyStoreException: {text}");
    match error {
        ProtectError::SecretInJks => refused("Cannot store non-PrivateKeys"),
        ProtectError::CertificateUnprotected => {
            refused("trusted certificate entries are not password-protected")
        }
        ProtectError::KeyInTheWay => refused("Cannot overwrite own certificate"),
        ProtectError::OneProtection => refused("unsupported password protection algorithm"),
        ProtectError::UnknownAlgorithm(name) => refused(&format!(
            "Key protection algorithm not found: java.security.NoSuchAlgorithmException: unrecognized algorithm name: \
             {name}"
        )),
        ProtectError::UnknownProtection(name) => refused(&format!(
            "Key protection algorithm not found: java.security.UnrecoverableKeyException: Encrypt Private Key failed: \
             getPBEAlgorithmParameters failed: {name} AlgorithmParameters not available"
        )),
        ProtectError::NoRandomness(error) => format!("java.security.ProviderException: {error}"),
        other => refused(&other.to_string()),
    }
}

/// The exception for a size that a secret key cannot have.
pub fn size_as_java(error: SizeError) -> String {
    let text = match error {
        SizeError::Aes => "Wrong keysize: must be equal to 128, 192 or 256".to_owned(),
        SizeError::Des => "Wrong keysize: must be equal to 56".to_owned(),
        SizeError::TripleDes => "Wrong keysize: must be equal to 112 or 168".to_owned(),
        SizeError::BelowForty => "Key length must be at least 40 bits".to_owned(),
        SizeError::NotPositive => {
            return "java.lang.IllegalArgumentException: keysize must not be <= 0".into();
        }
        SizeError::Stream(name) => format!("Key length for {name} must be between 40 and 1024 bits"),
        SizeError::Blowfish => {
            "Keysize must be multiple of 8, and can only range from 32 to 448 (inclusive)".to_owned()
        }
        SizeError::ChaCha => "Key length for ChaCha20 must be 256 bits".to_owned(),
        SizeError::Tls(name) => {
            format!("{name}Generator must be initialized using a {name}ParameterSpec")
        }
        SizeError::TooLarge => return "java.lang.OutOfMemoryError: Java heap space".into(),
    };
    format!("java.security.InvalidParameterException: {text}")
}
