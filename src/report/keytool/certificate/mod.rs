//! One certificate as `keytool -list -v` and `-printcert` print it.

mod extensions;
mod general_names;
mod hex;
mod names;
mod refusals;

use std::fmt::Write as _;
use std::io;

use sha1::Digest as _;

use crate::jvm::zone::Zone;
use crate::report::keytool::dates::date_time;
use crate::x509::extension::Known;
use crate::x509::{Certificate, KeyKind, PublicKey, names as oids, shortest_length};

pub use extensions::{extension, extensions};
pub use general_names::general_name;
pub use hex::dump;
pub use names::java_name;
pub use refusals::{Exception, exception, refusal};

/// What the algorithm policy says of a certificate: the word that keytool puts behind an algorithm or key, such as
/// `weak` or `disabled`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Markers<'a> {
    /// Behind the signature algorithm's name.
    pub signature: Option<&'a str>,
    /// Behind the key's description.
    pub key: Option<&'a str>,
}

/// Why a certificate is not printed.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// The output cannot be written.
    #[error(transparent)]
    Output(#[from] io::Error),
    /// keytool ends with this exception instead.
    #[error("{0}")]
    Unprintable(Exception),
}

/// Writes the block from `Owner:` to the end of the extensions, with the empty line that ends each extension.
///
/// # Errors
/// [`PrintError`]; nothing is written then.
pub fn write_certificate(
    out: &mut dyn io::Write,
    certificate: &Certificate<'_>,
    zone: &Zone,
    markers: &Markers<'_>,
) -> Result<(), PrintError> {
    if let Some(exception) = unprintable(certificate) {
        return Err(PrintError::Unprintable(exception));
    }
    let [sha1, sha256] = fingerprints(certificate.der);
    let mut text = String::with_capacity(2048);
    let _ = write!(
        text,
        "Owner: {}\nIssuer: {}\nSerial number: {}\nValid from: {} until: {}\nCertificate fingerprints:\n\t SHA1: {sha1}\n\
         \t SHA256: {sha256}\nSignature algorithm name: {}{}\nSubject Public Key Algorithm: {}{}\nVersion: {}\n",
        java_name(&certificate.subject),
        java_name(&certificate.issuer),
        serial_number(certificate.serial),
        date_time(zone, certificate.not_before),
        date_time(zone, certificate.not_after),
        signature_algorithm_name(certificate),
        marker(markers.signature),
        key_description(&certificate.key),
        marker(markers.key),
        grouped(certificate.version),
    );
    text.push_str(&extensions(&certificate.extensions, zone));
    Ok(out.write_all(text.as_bytes())?)
}

/// The exception with which keytool ends instead of printing this certificate; `None` for one it prints.
///
/// Java: keytool asks for the extended key usages before it prints, and those must be readable.
pub fn unprintable(certificate: &Certificate<'_>) -> Option<Exception> {
    let extension = certificate.extensions.find(Known::ExtendedKeyUsage)?;
    let fault = extension.body().err()?;
    Some(Exception { message: exception(&fault).message, class: refusals::PARSING })
}

/// Java: the version is a number like any other, with a comma between thousands.
fn grouped(number: i32) -> String {
    let digits = number.unsigned_abs().to_string();
    let sign = if number < 0 { "-" } else { "" };
    let first = (digits.len() + 2) % 3 + 1;
    let mut text = format!("{sign}{}", digits.get(..first).unwrap_or_default());
    for start in (first..digits.len()).step_by(3) {
        let _ = write!(text, ",{}", digits.get(start..start + 3).unwrap_or_default());
    }
    text
}

/// The word in brackets, with a blank before it.
pub(in crate::report::keytool) fn marker(word: Option<&str>) -> String {
    word.map_or_else(String::new, |word| format!(" ({word})"))
}

/// Java's name for the signature algorithm, or its decimals.
pub fn signature_algorithm_name(certificate: &Certificate<'_>) -> String {
    oids::name_or_decimals(certificate.algorithm.oid)
}

/// The key as keytool describes it: `2048-bit RSA key`, `256-bit EC (secp256r1) key`, `Ed25519 key`.
pub fn key_description(key: &PublicKey<'_>) -> String {
    match (key.kind, key.bits()) {
        (KeyKind::Ec(curve), _) => format!("{}-bit EC ({}) key", curve.bits, curve.name),
        (_, Some(bits)) => format!("{bits}-bit {} key", key.algorithm_name()),
        (_, None) => format!("{} key", key.algorithm_name()),
    }
}

/// SHA-1 and SHA-256 of a certificate, as pairs of hexadecimal digits with colons between them.
pub fn fingerprints(der: &[u8]) -> [String; 2] {
    let der = shortest_length(der);
    [colons(&sha1::Sha1::digest(&der)), colons(&sha2::Sha256::digest(&der))]
}

/// Upper-case hexadecimal digits with colons: `01:AB`.
pub fn colons(octets: &[u8]) -> String {
    let mut text = String::with_capacity(octets.len() * 3);
    for (index, octet) in octets.iter().enumerate() {
        if index > 0 {
            text.push(':');
        }
        hex::push_octet(&mut text, *octet);
    }
    text
}

/// Two's complement octets in hexadecimal, without leading zeros, with a sign: `-80`.
pub fn serial_number(octets: &[u8]) -> String {
    let negative = octets.first().is_some_and(|first| first & 0x80 != 0);
    let mut magnitude = octets.to_vec();
    if negative {
        let mut carry = true;
        for octet in magnitude.iter_mut().rev() {
            let (value, overflow) = (!*octet).overflowing_add(u8::from(carry));
            *octet = value;
            carry = overflow;
        }
        if carry {
            magnitude.insert(0, 1);
        }
    }
    let mut digits = String::with_capacity(magnitude.len() * 2);
    magnitude.iter().for_each(|octet| hex::push_octet(&mut digits, *octet));
    digits.make_ascii_lowercase();
    let digits = digits.trim_start_matches('0');
    match (negative, digits) {
        (_, "") => "0".into(),
        (true, digits) => format!("-{digits}"),
        (false, digits) => digits.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_have_commas() {
        for (number, text) in [
            (3, "3"),
            (-999, "-999"),
            (1000, "1,000"),
            (123_456_789, "123,456,789"),
            (i32::MIN, "-2,147,483,648"),
        ] {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn serial_numbers_have_a_sign_and_no_leading_zeros() {
        for (octets, text) in [
            (&[0][..], "0"),
            (&[0x10], "10"),
            (&[0, 0xff], "ff"),
            (&[0xff], "-1"),
            (&[0x80], "-80"),
            (&[0xff, 0x00], "-100"),
            (&[0xc0, 0, 0], "-400000"),
        ] {
            assert_eq!(serial_number(octets), text);
        }
    }
}
