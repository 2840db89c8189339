//! Java's words for faulty PKCS#12 stores, observed from JDK 25 (`src/formats/pkcs12/fault.rs` says which for which).

use crate::asn1::Oid;
use crate::crypto::digest::Digest;
use crate::crypto::pbe::{Parameter, PbeError};
use crate::crypto::pkcs12_mac::MacError;
use crate::formats::pkcs12::{DerFault, Pkcs12Error};
use crate::report::keytool::certificate;
use crate::x509;

/// What keytool says of a wrong password.
pub(super) const WRONG_PASSWORD: &str = "java.io.IOException: keystore password was incorrect";

/// The exception with its message.
pub(super) fn as_java(error: &Pkcs12Error) -> String {
    let io = |text: &str| format!("java.io.IOException: {text}");
    let integrity = |text: &str| io(&format!("Integrity check failed: {text}"));
    let bad_parameter =
        |text: &str| integrity(&format!("java.security.InvalidAlgorithmParameterException: {text}"));
    match error {
        Pkcs12Error::Malformed { fault, .. } => malformed(*fault),
        Pkcs12Error::Version(_) => io("PKCS12 keystore not in version 3 format"),
        Pkcs12Error::ContentType(_) => io("public key protected PKCS12 not supported"),
        Pkcs12Error::Attribute { attribute, fault, .. } => {
            io(&format!("Attribute {attribute} should have a value {}", der_words(*fault)))
        }
        Pkcs12Error::Parameters { source, .. } => io(&parameters(source)),
        Pkcs12Error::IterationsTooLarge { .. } => io("cert PBE iteration count too large"),
        Pkcs12Error::WrongPassword { .. } => WRONG_PASSWORD.into(),
        Pkcs12Error::MacMismatch { certificates } => {
            let refused = certificates.iter().find_map(|(der, is_encrypted)| {
                x509::Certificate::read(der).err().map(|refusal| (refusal, *is_encrypted))
            });
            match refused {
                Some((_, true)) => WRONG_PASSWORD.into(),
                Some((refusal, false)) => certificate::refusal(&refusal).to_string(),
                None => {
                    integrity("java.security.UnrecoverableKeyException: Failed PKCS12 integrity checking")
                }
            }
        }
        Pkcs12Error::Mac(MacError::UnknownAlgorithm(algorithm)) => {
            let name = mac_name(algorithm);
            integrity(&format!("java.security.NoSuchAlgorithmException: Algorithm {name} not available"))
        }
        Pkcs12Error::Mac(MacError::IterationsTooLarge(iterations)) => {
            bad_parameter(&format!("MAC iteration count too large: {iterations}"))
        }
        Pkcs12Error::Mac(MacError::IterationsNotPositive(_)) => {
            bad_parameter("IterationCount must be a positive number")
        }
        Pkcs12Error::MacSaltTooShort(_) => bad_parameter("Salt must be at least 8 bytes long"),
        Pkcs12Error::MacParameters(source) => io(&parameters(source)),
    }
}

/// Java: calls the MAC by its digest's name without the hyphen.
fn mac_name(algorithm: &Oid) -> String {
    let digest = Digest::from_oid(algorithm).map(|digest| digest.java_name().to_owned());
    let digest = digest.unwrap_or_else(|| x509::names::name_or_decimals(algorithm.content()));
    format!("HmacPBE{}", digest.replace('-', ""))
}

fn parameters(error: &PbeError) -> String {
    let what = match error {
        PbeError::Parameter(Parameter::Iterations) => return "Integer exceeds maximum valid value".into(),
        PbeError::Parameter(Parameter::KeyDerivation) => "expecting the object identifier for PBKDF2",
        PbeError::Parameter(Parameter::Prf) => {
            "expecting the object identifier for a HmacSHA key derivation function"
        }
        PbeError::Parameter(Parameter::Cipher) => "expecting the object identifier for AES cipher",
        PbeError::Parameter(Parameter::Salt) => "not an ASN.1 OCTET STRING tag",
        _ => "not an ASN.1 SEQUENCE tag",
    };
    format!("PBE parameter parsing error: {what}")
}

fn malformed(fault: DerFault) -> String {
    const PARSING: &str = "sun.security.pkcs.ParsingException";
    match fault {
        DerFault::EndOfFile => "java.io.EOFException".into(),
        DerFault::NotEnoughContent => format!("java.io.EOFException: {}", der_words(fault)),
        DerFault::NoAttributeValue => {
            "java.lang.ArrayIndexOutOfBoundsException: Index 0 out of bounds for length 0".into()
        }
        DerFault::NoContent => {
            "java.lang.NullPointerException: Cannot read the array length because \"<parameter1>\" is null"
                .into()
        }
        DerFault::ContentInfoLength | DerFault::ContentInfoEncoding | DerFault::MacDataLength => {
            format!("{PARSING}: {}", der_words(fault))
        }
        fault => format!("java.io.IOException: {}", der_words(fault)),
    }
}

/// Java prints tags as signed octets.
fn signed(tag: u8) -> i8 {
    tag.cast_signed()
}

fn der_words(fault: DerFault) -> String {
    match fault {
        DerFault::Empty => "Tag number over 30 is not supported".into(),
        DerFault::OneByte => "Short read of DER length".into(),
        DerFault::NotEnoughContent => "not enough content".into(),
        DerFault::Length => "Invalid lenByte".into(),
        DerFault::OutermostLength(octets) => {
            format!("DerInputStream.getLength(): lengthTag={octets}, too big.")
        }
        DerFault::OutermostLengthRedundant => {
            "DerInputStream.getLength(): Redundant length bytes found".into()
        }
        DerFault::TagNumber(offset) => format!("Tag number over 30 at {offset} is not supported"),
        DerFault::IndefinitePrimitive => {
            "Indefinite length encoding not supported with non-constructed data".into()
        }
        DerFault::NotTheCorrectTag => "Not the correct tag".into(),
        DerFault::TooShort => "Too short".into(),
        DerFault::NotConstructed(tag) => format!("toDerInputStream rejects tag type {}", signed(tag)),
        DerFault::NotOid(tag) => format!("DerValue.getOID, not an OID {}", signed(tag)),
        DerFault::OidNotEnded => "ObjectIdentifier() -- Invalid DER encoding, not ended".into(),
        DerFault::NotOctets(tag) => format!("DerValue.getOctetString, not an Octet String: {}", signed(tag)),
        DerFault::NotInteger(tag) => format!("DerValue.getBigIntegerInternal, not expected {}", signed(tag)),
        DerFault::EmptyInteger => "Invalid encoding: zero length Int value".into(),
        DerFault::IntegerTooLarge => "Integer exceeds maximum valid value".into(),
        DerFault::NotBmpString(tag) => format!("Incorrect string type {} is not 30", signed(tag)),
        DerFault::AttributeLength => "Invalid length for Attribute".into(),
        DerFault::ContentInfoLength => "Invalid length for ContentInfo".into(),
        DerFault::ContentInfoEncoding => "ContentInfo encoding error".into(),
        DerFault::EncryptedContentInfoLength => "Invalid length for EncryptedContentInfo".into(),
        DerFault::EncryptedContentType(tag) => format!("unsupported encrypted content type {}", signed(tag)),
        DerFault::BagValueType(tag) => format!("unsupported PKCS12 bag value type {}", signed(tag)),
        DerFault::CertificateBagLength => "Invalid length for CertBag".into(),
        DerFault::CertificateValueType(tag) => format!("unsupported PKCS12 cert value type {}", signed(tag)),
        DerFault::MacDataLength => "Invalid length for MacData".into(),
        DerFault::AlgorithmNotSequence => "algid parse error, not a sequence".into(),
        DerFault::AlgorithmExtraData => "Invalid AlgorithmIdentifier: extra data".into(),
        other => format!("{other:?}"),
    }
}
