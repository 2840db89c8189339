//! One certificate request as `keytool -printcertreq` prints it, and why Java refuses one.

use std::fmt::Write as _;

use super::certificate::{self, Exception, Markers, java_name, key_description, marker};
use super::dates::date_time;
use crate::crypto::verify::{Numbers, VerifyError, numbers};
use crate::formats::base64::Base64Fault;
use crate::jvm::zone::Zone;
use crate::keystore::hash_order_of_table;
use crate::report::exceptions::curve_also_called;
use crate::x509::{AttributeValue, KeyKind, Request, RequestAttribute, RequestFault, dotted, names as oids};

/// The request, from its heading to its last attribute.
pub fn request(request: &Request<'_>, zone: &Zone, markers: &Markers<'_>) -> String {
    let mut text = format!(
        "PKCS #10 Certificate Request (Version 1.0)\nSubject: {}\nFormat: X.509\nPublic Key: {}{}\nSignature algorithm: \
         {}{}\n",
        java_name(&request.subject),
        key_description(&request.key),
        marker(markers.key),
        oids::name_or_decimals(request.algorithm.oid),
        marker(markers.signature),
    );
    let kinds: Vec<String> = request.attributes.iter().map(|attribute| dotted(attribute.kind)).collect();
    // Java: keeps them in a hash table of three chains.
    for place in hash_order_of_table(3, kinds.iter().map(String::as_str)) {
        if let Some(attribute) = request.attributes.get(place) {
            write_attribute(&mut text, attribute, zone);
        }
    }
    text
}

fn write_attribute(text: &mut String, attribute: &RequestAttribute<'_>, zone: &Zone) {
    let value = match &attribute.value {
        AttributeValue::Extensions(extensions) => {
            for (index, (extension, body)) in extensions.in_java_order().iter().enumerate() {
                if index == 0 {
                    text.push_str("\nExtension Request:\n\n");
                }
                let _ = write!(text, "#{}: {}", index + 1, certificate::extension(extension, body, zone));
            }
            return;
        }
        AttributeValue::Text(value) => value.clone(),
        AttributeValue::Texts(values) => format!("[{}]", values.join(", ")),
        AttributeValue::Oid(oid) => dotted(oid),
        AttributeValue::Time(milliseconds) => date_time(zone, milliseconds.div_euclid(1000)),
        // Java: prints where in its memory the value lies; whoever looks wants to see the value.
        AttributeValue::Opaque(set) => set.iter().fold(String::new(), |mut digits, octet| {
            let _ = write!(digits, "{octet:02x}");
            digits
        }),
    };
    let name = oids::name_or_decimals(attribute.kind);
    let _ = writeln!(text, "Attribute: {}\n{name}: {value}", dotted(attribute.kind));
}

/// The exception with which Java refuses a request.
pub fn refusal(fault: &RequestFault) -> Exception {
    let io = |message: String| Exception { class: "java.io.IOException", message };
    let illegal = |message: &str| Exception {
        class: "java.lang.IllegalArgumentException",
        message: message.to_owned(),
    };
    match fault {
        RequestFault::Fault(fault) => match certificate::exception(fault) {
            inner if inner.class.ends_with("CertificateParsingException") => io(inner.to_string()),
            inner => inner,
        },
        RequestFault::NotThree => illegal("not a PKCS #10 request"),
        RequestFault::Version => illegal("not PKCS #10 v1"),
        RequestFault::Extra => illegal("illegal PKCS #10 data"),
        RequestFault::AttributeShape => io("PKCS9Attribute doesn't have two components".into()),
        RequestFault::ManyValues(kind) => {
            io(format!("Single-value attribute {} has multiple values.", with_name(kind)))
        }
        RequestFault::NoValue => Exception {
            class: "java.lang.ArrayIndexOutOfBoundsException",
            message: "Index 0 out of bounds for length 0".into(),
        },
        RequestFault::ValueTag { kind, found, wanted } => {
            let wanted: Vec<String> = wanted.iter().map(u8::to_string).collect();
            let found = i8::from_be_bytes([*found]);
            let kind = with_name(kind);
            let wanted = wanted.join(", ");
            io(format!("Value of attribute {kind} has wrong tag: {found}.  Expected tags: {wanted}."))
        }
    }
}

fn with_name(kind: &[u8]) -> String {
    let decimals = dotted(kind);
    match oids::find(&decimals) {
        Some(name) => format!("{decimals} ({name})"),
        None => decimals,
    }
}

/// The exception that ends the printing of a request whose own signature does not hold.
pub fn bad_signature(request: &Request<'_>, error: VerifyError) -> Exception {
    let signature = |message: String| Exception { class: "java.security.SignatureException", message };
    let kind = request.key.kind;
    let name = oids::name_or_decimals(request.algorithm.oid);
    let is_wrong = matches!(error, VerifyError::BadSignature | VerifyError::MalformedSignature);
    if is_wrong && let Some(found) = numbers(request.key.raw, request.signature.octets) {
        match (found, kind) {
            (Numbers::OutOfRange, KeyKind::Dsa { .. }) => {
                return signature("invalid signature: out of range values".into());
            }
            (Numbers::OutOfRange, _) => return signature("s is too large".into()),
            // Java: numbers have no sign here.
            (Numbers::InRange, _) => return signature("Invalid PKCS #10 signature".into()),
            (Numbers::Malformed, _) => {}
        }
    }
    // Java: a key for RSASSA-PSS that is not bound to parameters is one like any other of RSA.
    let is_any_rsa = matches!(kind, KeyKind::Rsa { pss: true, .. })
        && request.key.algorithm.parameters.is_none()
        && name.ends_with("withRSA");
    match (error, kind) {
        (VerifyError::WrongKey, KeyKind::Rsa { bits, .. })
            if is_any_rsa && request.signature.octets.len() == bits.div_ceil(8) =>
        {
            signature("Invalid PKCS #10 signature".into())
        }
        (VerifyError::WrongKey, KeyKind::Rsa { bits, .. }) if is_any_rsa => {
            signature(rsa_length("Bad signature length", request, bits))
        }
        (VerifyError::Unsupported, KeyKind::Ec(curve)) if is_ecdsa(request) => {
            let parameters = request.key.algorithm.parameters;
            let oid =
                parameters.and_then(|parameters| parameters.oid().ok()).map_or_else(String::new, dotted);
            let also = curve_also_called(curve.name);
            signature(format!("Curve not supported: {}{also} ({oid})", curve.name))
        }
        (VerifyError::Unsupported, _) if is_signature(request) => signature("Invalid key".into()),
        (VerifyError::Unsupported, _) => Exception {
            class: "java.security.NoSuchAlgorithmException",
            message: format!("{} Signature not available", oids::name_or_decimals(request.algorithm.oid)),
        },
        (VerifyError::MalformedParameters, KeyKind::Rsa { .. }) => {
            signature("Parameters required for RSASSA-PSS signatures".into())
        }
        (VerifyError::WrongKey | VerifyError::MalformedKey | VerifyError::MalformedParameters, _) => {
            signature("Invalid key".into())
        }
        (VerifyError::MalformedSignature, KeyKind::Ec(_) | KeyKind::Dsa { .. }) => {
            signature("Invalid encoding for signature".into())
        }
        (VerifyError::MalformedSignature, KeyKind::Other) => signature("signature length invalid".into()),
        (_, KeyKind::Rsa { bits, .. }) if request.signature.octets.len() != bits.div_ceil(8) => {
            let words =
                if name == "RSASSA-PSS" { "Signature length not correct" } else { "Bad signature length" };
            signature(rsa_length(words, request, bits))
        }
        _ => signature("Invalid PKCS #10 signature".into()),
    }
}

fn rsa_length(words: &str, request: &Request<'_>, bits: usize) -> String {
    format!("{words}: got {} but was expecting {}", request.signature.octets.len(), bits.div_ceil(8))
}

fn is_ecdsa(request: &Request<'_>) -> bool {
    is_signature(request) && oids::name_or_decimals(request.algorithm.oid).ends_with("withECDSA")
}

/// Whether the algorithm is one of signatures, as far as its name tells.
fn is_signature(request: &Request<'_>) -> bool {
    let name = oids::name_or_decimals(request.algorithm.oid);
    (name.contains("with") && name != "SpecifiedSHA2withECDSA")
        || ["RSASSA-PSS", "Ed25519", "Ed448", "HSS/LMS"].contains(&name.as_str())
        || name.starts_with("ML-DSA")
}

/// What Java says of text that is no Base64.
pub fn base64(fault: Base64Fault) -> Exception {
    let message = match fault {
        Base64Fault::TooShort => "Input byte[] should at least have 2 bytes for base64 bytes".to_owned(),
        Base64Fault::Illegal(octet) => {
            // Java's octets have a sign.
            let value = i8::from_be_bytes([octet]);
            let sign = if value < 0 { "-" } else { "" };
            format!("Illegal base64 character {sign}{:x}", value.unsigned_abs())
        }
        Base64Fault::Padding => "Input byte array has wrong 4-byte ending unit".into(),
        Base64Fault::LastUnit => "Last unit does not have enough valid bits".into(),
        Base64Fault::AfterPadding { index } => {
            format!("Input byte array has incorrect ending byte at {index}")
        }
    };
    Exception { class: "java.lang.IllegalArgumentException", message }
}
