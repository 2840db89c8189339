//! One CRL as `keytool -printcrl` prints it, and why Java refuses one.

use std::fmt::Write as _;

use super::blocks;
use super::certificate::{self, Exception, exception, java_name};
use super::dates::date_time;
use crate::asn1::Writer;
use crate::formats::certificates::FileFault;
use crate::jvm::zone::Zone;
use crate::report::exceptions::curve_also_called;
use crate::x509::extension::{Body, CrlExtensionFault, Extensions};
use crate::x509::{
    Algorithm, Crl, CrlEntry, CrlFault, PssParameters, curves, dotted, names as oids, shortest,
};

/// The CRL, from its heading to its signature; `mark` is the word that goes behind the signature algorithm.
pub fn crl(crl: &Crl<'_>, zone: &Zone, mark: Option<&str>) -> String {
    let seconds = |milliseconds: i64| date_time(zone, milliseconds.div_euclid(1000));
    let mut text = format!(
        "X.509 CRL v{}\nSignature Algorithm: {}{}, OID={}\nIssuer: {}\n\nThis Update: {}\n",
        crl.version,
        algorithm(&crl.algorithm),
        certificate::marker(mark),
        dotted(crl.algorithm.oid),
        java_name(&crl.issuer),
        seconds(crl.this_update),
    );
    if let Some(next) = crl.next_update {
        let _ = writeln!(text, "Next Update: {}", seconds(next));
    }
    if crl.entries.is_empty() {
        text.push_str("\nNO certificates have been revoked\n");
    } else {
        let _ = write!(text, "\nRevoked Certificates: {}", crl.entries.len());
        for (index, entry) in crl.entries.iter().enumerate() {
            let _ = write!(text, "\n[{}] ", index + 1);
            write_entry(&mut text, entry, zone);
        }
    }
    if let Some(all) = &crl.extensions {
        let _ = write!(text, "\nCRL Extensions: {}", all.len());
        write_extensions(&mut text, all, "", zone);
    }
    let _ = writeln!(text, "\nSignature:\n{}", certificate::dump(&crl.signature.padded()));
    text
}

fn write_entry(text: &mut String, entry: &CrlEntry<'_>, zone: &Zone) {
    let serial: Vec<String> = shortest(entry.serial).iter().map(|octet| format!("{octet:02x}")).collect();
    let revoked = date_time(zone, entry.revoked.div_euclid(1000));
    let _ = writeln!(text, "SerialNumber: {}  On: {revoked}", serial.join(":"));
    if let Some(issuer) = entry.issuer() {
        let _ = writeln!(text, "    Certificate issuer: {}", java_name(&issuer));
    }
    if let Some(all) = &entry.extensions {
        let _ = write!(text, "    CRL Entry Extensions: {}", all.len());
        write_extensions(text, all, "    ", zone);
        text.push('\n');
    }
}

fn write_extensions(text: &mut String, all: &Extensions<'_>, indent: &str, zone: &Zone) {
    for (index, (extension, body)) in all.in_java_order().iter().enumerate() {
        let _ = write!(text, "\n{indent}[{}]: ", index + 1);
        match body {
            Ok(Body::Unknown(value)) => {
                let _ = writeln!(
                    text,
                    "ObjectId: {} Criticality={}\nExtension unknown: DER encoded OCTET string =\n{}",
                    dotted(extension.oid),
                    extension.critical,
                    certificate::dump(&octet_string(value))
                );
            }
            // The text of a certificate's extension ends with a line that is no part of it.
            body => {
                let whole = certificate::extension(extension, body, zone);
                text.push_str(whole.strip_suffix('\n').unwrap_or(&whole));
            }
        }
    }
}

/// The octets as an OCTET STRING.
fn octet_string(value: &[u8]) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.octets(value);
    writer.finish()
}

/// The algorithm and its parameters.
fn algorithm(algorithm: &Algorithm<'_>) -> String {
    let name = oids::name_or_decimals(algorithm.oid);
    let Some(parameters) = &algorithm.parameters else { return name };
    if let Some(pss) = PssParameters::of(algorithm) {
        return format!(
            "{name}, PSSParameterSpec[hashAlgorithm={}, maskGenAlgorithm=MGF1ParameterSpec[hashAlgorithm={}], \
             saltLength={}, trailerField=1]",
            oids::name_or_decimals(pss.digest),
            oids::name_or_decimals(pss.mask_digest),
            pss.salt_length
        );
    }
    match parameters.oid().ok().and_then(curves::find) {
        Some(curve) if name == "EC" => {
            let also = curve_also_called(curve.name);
            format!(
                "{name}, {}{also} ({})",
                curve.name,
                parameters.oid().map_or_else(|_| String::new(), dotted)
            )
        }
        _ => format!("{name}, params unparsed"),
    }
}

const CRL: &str = "java.security.cert.CRLException";

/// The exception with which Java refuses a CRL.
pub fn refusal(fault: &CrlFault) -> Exception {
    let message = match fault {
        CrlFault::Fault(fault) => format!("Parsing error: {}", exception(fault).message),
        CrlFault::Entry(fault) | CrlFault::Extensions(CrlExtensionFault::Encoding(fault)) => {
            format!("Parsing error: {}", exception(fault))
        }
        CrlFault::Extensions(CrlExtensionFault::Body(fault)) => exception(fault).message,
        CrlFault::Extensions(CrlExtensionFault::Twice) => format!("{CRL}: Duplicate extensions not allowed"),
        CrlFault::NotSequence => "Invalid DER-encoded CRL data".into(),
        CrlFault::SignedOverrun { octets } => format!("signed overrun, bytes = {octets}"),
        CrlFault::BodyNotSequence => "signed CRL fields invalid".into(),
        CrlFault::Version => "Invalid version".into(),
        CrlFault::AlgorithmMismatch => "Signature algorithm mismatch".into(),
        CrlFault::EmptyIssuer => "Empty issuer DN not allowed in X509CRLs".into(),
        CrlFault::ThisUpdateTag { found } => {
            format!("Invalid encoding for thisUpdate (tag={})", i8::from_be_bytes([*found]))
        }
        CrlFault::EntryNotSequence => {
            "Invalid encoded RevokedCertificate, starting sequence tag missing.".into()
        }
        CrlFault::EntryEmpty => "No data encoded for RevokedCertificates".into(),
        CrlFault::RevocationTag => "Invalid encoding for revocation date".into(),
        CrlFault::EntryIssuer => "Parsing error: CertificateIssuer field does not contain an X.500 DN".into(),
    };
    Exception { class: CRL, message }
}

/// The exception with which Java refuses a file of CRLs.
pub fn file_refusal(fault: &FileFault) -> Exception {
    let message = match fault {
        FileFault::Empty | FileFault::NoData => "No CRL data found".into(),
        other => blocks::message(other).unwrap_or_else(|| format!("Parsing error: {other}")),
    };
    Exception { class: CRL, message }
}

/// Who made a CRL, for the line at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Maker {
    /// An entry of the keystore that was given.
    Keystore(String),
    /// An entry of the JDK's own store.
    Cacerts(String),
}

/// The lines that say who made a CRL, with the key as it is described and marked; `asked_cacerts` says whether the JDK's
/// own store was looked into.
pub fn maker(maker: Option<(&Maker, &str)>, asked_cacerts: bool) -> String {
    const STARS: &str = "*******************************************";
    match maker {
        Some((Maker::Keystore(alias), key)) => format!("Verified by {alias} in keystore with a {key}\n"),
        Some((Maker::Cacerts(alias), key)) => format!("Verified by {alias} in cacerts with a {key}\n"),
        None => {
            let more = if asked_cacerts { "" } else { " or specify -trustcacerts" };
            format!("{STARS}\nWARNING: not verified. Make sure -keystore is correct{more}.\n{STARS}\n\n\n")
        }
    }
}
