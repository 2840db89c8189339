//! What was decoded, written as the recipe's Java program writes what JDK 25 saw.

use keytool_rs::asn1::Oid;
use keytool_rs::crypto::digest::Digest;
use keytool_rs::crypto::pbe::{Parameter, PbeError};
use keytool_rs::crypto::pkcs12_mac::MacError;
use keytool_rs::formats::pkcs12::{DerFault, Pkcs12Error};
use keytool_rs::keystore::{Content, RefusedByJava, Store};

/// One line per entry: alias, kind, date, and the first octets of the SHA-256 of every certificate.
pub(crate) fn lines(decoded: &Result<Store, Pkcs12Error>) -> Vec<String> {
    match decoded {
        Err(error) => vec![format!("! {}", java_text(error))],
        Ok(store) => {
            let refused = store.provenance.layout.as_ref().and_then(|layout| layout.refused_by_java.as_ref());
            match refused {
                Some(RefusedByJava::Safe(_)) => {
                    vec!["! java.io.IOException: public key protected PKCS12 not supported".to_owned()]
                }
                Some(RefusedByJava::CertificateValue(tag)) => {
                    vec![format!(
                        "! java.io.IOException: DerValue.getOctetString, not an Octet String: {}",
                        signed(*tag)
                    )]
                }
                None => store.entries().map(entry_line).collect(),
            }
        }
    }
}

fn entry_line(entry: &keytool_rs::keystore::Entry) -> String {
    let kind = match entry.content {
        Content::Trusted(_) => "trusted",
        Content::PrivateKey { .. } => "key",
        Content::SecretKey(_) => "secret",
    };
    let date = entry.created.map_or("-".to_owned(), |created| created.to_string());
    let prints: Vec<String> = entry
        .certificates()
        .iter()
        .map(|certificate| {
            Digest::Sha256
                .hash(&[&certificate.der])
                .iter()
                .take(8)
                .map(|octet| format!("{octet:02x}"))
                .collect()
        })
        .collect();
    format!("{}|{kind}|{date}|{}", entry.alias, prints.join(","))
}

fn signed(octet: u8) -> i8 {
    octet.cast_signed()
}

/// The exception that keytool prints for an error.
pub(crate) fn java_text(error: &Pkcs12Error) -> String {
    let io = |text: String| format!("java.io.IOException: {text}");
    match error {
        Pkcs12Error::Malformed { fault, .. } => fault_text(*fault),
        Pkcs12Error::Version(_) => io("PKCS12 keystore not in version 3 format".into()),
        Pkcs12Error::ContentType(_) => io("public key protected PKCS12 not supported".into()),
        Pkcs12Error::Attribute { attribute, fault, .. } => {
            let text = fault_text(*fault);
            let text = text.split_once(": ").map_or(text.as_str(), |(_, text)| text);
            io(format!("Attribute {attribute} should have a value {text}"))
        }
        Pkcs12Error::Parameters { source: PbeError::Parameter(Parameter::Iterations), .. } => {
            io("Integer exceeds maximum valid value".into())
        }
        Pkcs12Error::Parameters { source, .. } => {
            io(format!("PBE parameter parsing error: {}", parameter_text(source)))
        }
        Pkcs12Error::IterationsTooLarge { .. } => io("cert PBE iteration count too large".into()),
        Pkcs12Error::WrongPassword { .. } => io("keystore password was incorrect".into()),
        Pkcs12Error::MacMismatch { .. } => {
            integrity("java.security.UnrecoverableKeyException: Failed PKCS12 integrity checking")
        }
        Pkcs12Error::Mac(MacError::UnknownAlgorithm(oid)) => integrity(&format!(
            "java.security.NoSuchAlgorithmException: Algorithm HmacPBE{} not available",
            digest_text(oid)
        )),
        Pkcs12Error::Mac(MacError::IterationsTooLarge(count)) => integrity(&format!(
            "java.security.InvalidAlgorithmParameterException: MAC iteration count too large: {count}"
        )),
        Pkcs12Error::Mac(MacError::IterationsNotPositive(_)) => integrity(
            "java.security.InvalidAlgorithmParameterException: IterationCount must be a positive number",
        ),
        Pkcs12Error::MacSaltTooShort(_) => {
            integrity("java.security.InvalidAlgorithmParameterException: Salt must be at least 8 bytes long")
        }
        other => format!("{other:?}"),
    }
}

fn integrity(cause: &str) -> String {
    format!("java.io.IOException: Integrity check failed: {cause}")
}

fn digest_text(oid: &Oid) -> String {
    match oid.to_string().as_str() {
        "2.16.840.1.101.3.4.2.8" => "SHA3256".to_owned(),
        "1.2.840.113549.2.5" => "MD5".to_owned(),
        other => other.to_owned(),
    }
}

fn parameter_text(error: &PbeError) -> &'static str {
    match error {
        PbeError::Parameter(Parameter::KeyDerivation) => "expecting the object identifier for PBKDF2",
        PbeError::Parameter(Parameter::Prf) => {
            "expecting the object identifier for a HmacSHA key derivation function"
        }
        PbeError::Parameter(Parameter::Cipher) => "expecting the object identifier for AES cipher",
        PbeError::Parameter(Parameter::Salt) => "not an ASN.1 OCTET STRING tag",
        _ => "not an ASN.1 SEQUENCE tag",
    }
}

fn fault_text(fault: DerFault) -> String {
    let text = match fault {
        DerFault::EndOfFile => return "java.io.EOFException: null".into(),
        DerFault::NotEnoughContent => return "java.io.EOFException: not enough content".into(),
        DerFault::NoAttributeValue => {
            return "java.lang.ArrayIndexOutOfBoundsException: Index 0 out of bounds for length 0".into();
        }
        DerFault::ContentInfoLength => {
            return "sun.security.pkcs.ParsingException: Invalid length for ContentInfo".into();
        }
        DerFault::ContentInfoEncoding => {
            return "sun.security.pkcs.ParsingException: ContentInfo encoding error".into();
        }
        DerFault::MacDataLength => {
            return "sun.security.pkcs.ParsingException: Invalid length for MacData".into();
        }
        DerFault::NoContent => {
            return "java.lang.NullPointerException: Cannot read the array length because \"<parameter1>\" is null"
                .into();
        }
        DerFault::Empty => "Tag number over 30 is not supported".into(),
        DerFault::OneByte => "Short read of DER length".into(),
        DerFault::Length => "Invalid lenByte".into(),
        DerFault::OutermostLength(length) => {
            format!("DerInputStream.getLength(): lengthTag={length}, too big.")
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
        DerFault::EncryptedContentInfoLength => "Invalid length for EncryptedContentInfo".into(),
        DerFault::EncryptedContentType(tag) => format!("unsupported encrypted content type {}", signed(tag)),
        DerFault::BagValueType(tag) => format!("unsupported PKCS12 bag value type {}", signed(tag)),
        DerFault::CertificateBagLength => "Invalid length for CertBag".into(),
        DerFault::CertificateValueType(tag) => format!("unsupported PKCS12 cert value type {}", signed(tag)),
        DerFault::AlgorithmNotSequence => "algid parse error, not a sequence".into(),
        DerFault::AlgorithmExtraData => "Invalid AlgorithmIdentifier: extra data".into(),
        other => format!("{other:?}"),
    };
    format!("java.io.IOException: {text}")
}
