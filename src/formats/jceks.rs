//! The secret keys of JCEKS, SunJCE's keystore format, which is that of [JKS](super::jks) but for them.
//!
//! A secret key is a Java object, serialised, encrypted by SunJCE's own protection
//! ([`jce_protector`]), and put into a `SealedObjectForKeyProtector`, which is serialised into the store. Both streams are
//! only ever taken apart (`java_stream`).

use std::ops::Range;

use thiserror::Error;

use super::java_stream::{self, FieldType, Object, StreamFault, StreamWriter, Value};
use crate::crypto::jce_protector::{self, Parameters};
use crate::crypto::pbe::PbeError;
use crate::keystore::{KeyClass, SecretKey};
use crate::secret::{Password, SecretBytes};

const SEALED: &str = "com.sun.crypto.provider.SealedObjectForKeyProtector";
const SPEC: &str = "javax.crypto.spec.SecretKeySpec";
const REPRESENTATION: &str = "java.security.KeyRep";
/// Octets around the algorithm's name and the key in a serialised key; more than any has.
const FRAME: usize = 512;

/// Why a secret key of a JCEKS cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SealedKeyError {
    /// The sealed object, or the key in it, is not the serialised form it should be.
    #[error("{0}")]
    Stream(#[from] StreamFault),
    /// The sealed object has a field too few, or names another protection.
    #[error("the secret key is not protected as JCEKS protects keys")]
    Protection,
    /// The protection cannot be undone; a wrong password shows as [`CipherError::Padding`](crate::crypto::cipher::CipherError).
    #[error("the secret key's encryption cannot be undone")]
    Encryption(#[from] PbeError),
    /// What was decrypted is not the serialised form of a key; a wrong password shows so as well, where its padding is
    /// right by chance.
    #[error("what was decrypted is not a secret key: {0}")]
    Inside(StreamFault),
    /// What was decrypted is an object, but no secret key.
    #[error("what was decrypted is not a secret key")]
    NotAKey,
    /// A text in the place of the key.
    #[error("what was decrypted is a text, and not a secret key")]
    Text,
    /// The key does not name its algorithm.
    #[error("the secret key names no algorithm")]
    Nameless,
    /// A key of no octets, which Java does not take.
    #[error("the secret key is empty")]
    Empty {
        /// The algorithm, where it is a class of its own that Java cannot make the key of.
        algorithm: Option<String>,
    },
}

impl SealedKeyError {
    /// Whether another password may open the key.
    pub fn is_wrong_password(&self) -> bool {
        matches!(
            self,
            Self::Encryption(PbeError::Cipher(crate::crypto::cipher::CipherError::Padding))
                | Self::Inside(StreamFault::Header(_))
        )
    }
}

/// How many octets the sealed object takes that `bytes` begin with.
///
/// # Errors
/// [`StreamFault`]; [`StreamFault::ForeignClass`] where it is of another class.
pub(super) fn sealed_length(bytes: &[u8]) -> Result<usize, StreamFault> {
    let (value, length) = java_stream::read(bytes)?;
    sealed_object(&value).map(|_| length)
}

fn sealed_object(value: &Value) -> Result<&Object, StreamFault> {
    match value {
        Value::Object(object) if &*object.class == SEALED => Ok(object),
        Value::Object(object) => Err(StreamFault::ForeignClass(object.class.to_string())),
        _ => Err(StreamFault::Foreign),
    }
}

/// Opens a sealed key.
///
/// # Errors
/// [`SealedKeyError`].
pub fn recover(sealed: &[u8], password: &Password) -> Result<SecretKey, SealedKeyError> {
    let (value, _) = java_stream::read(sealed)?;
    let object = sealed_object(&value)?;
    let part = |field| object.octets(field).and_then(|range: Range<usize>| sealed.get(range));
    let ciphertext = part("encryptedContent").ok_or(SealedKeyError::Protection)?;
    let parameters = part("encodedParams").ok_or(SealedKeyError::Protection)?;
    if object.text("paramsAlg") != Some(jce_protector::NAME) {
        return Err(SealedKeyError::Protection);
    }
    let plain = Parameters::read(parameters)?.decrypt(password, ciphertext)?;
    read_key(plain.expose())
}

/// Reads the object that a sealed key hides.
///
/// # Errors
/// [`SealedKeyError`], but for what its encryption says.
pub fn read_key(plain: &[u8]) -> Result<SecretKey, SealedKeyError> {
    let (value, _) = java_stream::read(plain).map_err(SealedKeyError::Inside)?;
    let object = match &value {
        Value::Object(object) => object,
        Value::Text(_) => return Err(SealedKeyError::Text),
        _ => return Err(SealedKeyError::NotAKey),
    };
    let is_own = &*object.class == REPRESENTATION;
    let octets = match &*object.class {
        SPEC => object.octets("key"),
        REPRESENTATION
            if object.constant("type") == Some("SECRET")
                && object.text("format").is_some_and(|format| format.eq_ignore_ascii_case("RAW")) =>
        {
            object.octets("encoded")
        }
        SEALED => return Err(SealedKeyError::Inside(StreamFault::ForeignClass(SEALED.to_owned()))),
        _ => None,
    };
    let algorithm = object.text("algorithm");
    let octets = octets.and_then(|range| plain.get(range));
    let (Some(algorithm), Some(octets)) = (algorithm, octets) else {
        return Err(if is_own { SealedKeyError::NotAKey } else { SealedKeyError::Nameless });
    };
    if octets.is_empty() {
        return Err(SealedKeyError::Empty { algorithm: is_own.then(|| algorithm.to_owned()) });
    }
    Ok(SecretKey::spec(algorithm, SecretBytes::new(octets.to_vec())))
}

/// Seals `key`, byte for byte as Java does it with the same salt.
///
/// # Errors
/// [`PbeError`], where the cipher fails.
pub fn seal(key: &SecretKey, password: &Password, parameters: &Parameters) -> Result<Vec<u8>, PbeError> {
    let ciphertext = parameters.encrypt(password, serialised(key).expose())?;
    let mut writer = StreamWriter::with_room(ciphertext.len() + FRAME);
    // Handles: 0 the class, 1 its parent, 2 "[B", 3 "Ljava/lang/String;", 4 the object, 5 the class of arrays.
    writer.object();
    writer.class(SEALED, &[]);
    writer.class(
        "javax.crypto.SealedObject",
        &[
            (b'[', "encodedParams", FieldType::Named("[B")),
            (b'[', "encryptedContent", FieldType::As(2)),
            (b'L', "paramsAlg", FieldType::Named("Ljava/lang/String;")),
            (b'L', "sealAlg", FieldType::As(3)),
        ],
    );
    writer.null();
    writer.octets(None, &parameters.write());
    writer.octets(Some(5), &ciphertext);
    writer.text(jce_protector::NAME);
    writer.text(jce_protector::NAME);
    Ok(writer.bytes)
}

/// The key object as Java serialises it.
fn serialised(key: &SecretKey) -> SecretBytes {
    let room = key.encoded.expose().len() + key.algorithm.len() * 3 + FRAME;
    let mut writer = StreamWriter::with_room(room);
    writer.object();
    let text = FieldType::Named("Ljava/lang/String;");
    match key.class {
        KeyClass::Spec => {
            writer.class(SPEC, &[(b'L', "algorithm", text), (b'[', "key", FieldType::Named("[B"))]);
            writer.null();
            writer.text(&key.algorithm);
            writer.octets(None, key.encoded.expose());
        }
        // Handles: 0 the class, 1 "Ljava/lang/String;".
        KeyClass::Own => {
            writer.class(
                REPRESENTATION,
                &[
                    (b'L', "algorithm", text),
                    (b'[', "encoded", FieldType::Named("[B")),
                    (b'L', "format", FieldType::As(1)),
                    (b'L', "type", FieldType::Named("Ljava/security/KeyRep$Type;")),
                ],
            );
            writer.null();
            writer.text(&key.algorithm);
            writer.octets(None, key.encoded.expose());
            writer.text("RAW");
            writer.enumeration();
            writer.class("java.security.KeyRep$Type", &[]);
            writer.class("java.lang.Enum", &[]);
            writer.null();
            writer.text("SECRET");
        }
    }
    SecretBytes::new(writer.bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(class: KeyClass) -> SecretKey {
        SecretKey { class, ..SecretKey::spec("DES", SecretBytes::new(vec![9; 8])) }
    }

    #[test]
    fn sealed_keys_come_back_under_their_password_only() {
        let password = Password::new("pässword");
        for class in [KeyClass::Spec, KeyClass::Own] {
            let sealed =
                seal(&key(class), &password, &Parameters { salt: *b"12345678", iterations: 10_000 }).unwrap();
            assert_eq!(sealed_length(&sealed), Ok(sealed.len()));
            assert_eq!(recover(&sealed, &password), Ok(key(KeyClass::Spec)));
            assert!(recover(&sealed, &Password::new("other")).unwrap_err().is_wrong_password());
            for length in 0..sealed.len() {
                assert!(sealed_length(sealed.get(..length).unwrap()).is_err());
            }
        }
    }

    #[test]
    fn objects_are_serialised_as_java_does_it() {
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let spec = SecretKey::spec("RC2", SecretBytes::new(vec![1; 2]));
        assert_eq!(
            hex(serialised(&spec).expose()),
            "aced00057372001f6a617661782e63727970746f2e737065632e5365637265744b6579537065635b470b66e230614d0200024c\
             0009616c676f726974686d7400124c6a6176612f6c616e672f537472696e673b5b00036b65797400025b42787074000352433275\
             7200025b42acf317f8060854e00200007870000000020101"
        );
        assert_eq!(
            hex(serialised(&SecretKey { class: KeyClass::Own, ..spec }).expose()),
            "aced0005737200146a6176612e73656375726974792e4b6579526570bdf94fb3889aa5430200044c0009616c676f726974686d74\
             00124c6a6176612f6c616e672f537472696e673b5b0007656e636f6465647400025b424c0006666f726d617471007e00014c0004\
             7479706574001b4c6a6176612f73656375726974792f4b65795265702454797065\
             3b78707400035243327572\
             00025b42acf317f8060854e002000078700000000201017400035241577e7200196a6176612e73656375726974792e4b657952\
             65702454797065000000000000000012000078720\
             00e6a6176612e6c616e672e456e756d0000000000000000120000787074000653454352455\
             4"
        );
    }

    #[test]
    fn foreign_objects_are_refused_by_their_names() {
        let mut map =
            b"\xac\xed\0\x05sr\0\x11java.util.HashMap\x05\x07\xda\xc1\xc3\x16\x60\xd1\x03\0\0x".to_vec();
        map.push(NULL_CODE);
        assert_eq!(sealed_length(&map), Err(StreamFault::ForeignClass("java.util.HashMap".into())));
        let inside = SealedKeyError::Inside(StreamFault::ForeignClass("java.util.HashMap".into()));
        assert_eq!(read_key(&map), Err(inside));
        let deep =
            [&b"\xac\xed\0\x05"[..], &b"ur\0\x02[B\xac\xf3\x17\xf8\x06\x08\x54\xe0\x02\0\0x".repeat(100)]
                .concat();
        assert!(sealed_length(&deep).is_err());
        let itself = b"\xac\xed\0\x05q\0\x7e\0\0";
        assert_eq!(sealed_length(itself), Err(StreamFault::Handle(0x7e_0000)));
    }

    const NULL_CODE: u8 = 0x70;
}
