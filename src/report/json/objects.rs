//! `--format json` of what is neither store nor certificate: requests, CRLs.

use serde::Serialize;

use super::{CertificateDocument, certificate, write};
use crate::formats::jar::Signer;
use crate::pkix::Enabled;
use crate::pkix::client::Named;
use crate::report::keytool::certificate::{java_name, key_description, serial_number};
use crate::report::keytool::crl::Maker;
use crate::x509::extension::{Body, Extensions, GeneralName, Known};
use crate::x509::{AttributeValue, Crl, CrlEntry, Request, dotted, names as oids};

/// A certificate request.
pub fn request(request: &Request<'_>) -> String {
    #[derive(Serialize)]
    struct Document {
        request: RequestDocument,
    }
    #[derive(Serialize)]
    struct RequestDocument {
        subject: String,
        key: String,
        signature_algorithm: String,
        /// The DNS names and addresses asked for.
        names: Vec<String>,
        extensions: Vec<ExtensionDocument>,
        /// The decimals of the attributes beside the extensions.
        attributes: Vec<String>,
    }
    let is_other = |value: &AttributeValue<'_>| !matches!(value, AttributeValue::Extensions(_));
    let attributes = request.attributes.iter().filter(|attribute| is_other(&attribute.value));
    write(&Document {
        request: RequestDocument {
            subject: java_name(&request.subject),
            key: key_description(&request.key),
            signature_algorithm: oids::name_or_decimals(request.algorithm.oid),
            names: names_asked_for(request),
            extensions: request.extensions().map(extensions).unwrap_or_default(),
            attributes: attributes.map(|attribute| dotted(attribute.kind)).collect(),
        },
    })
}

#[derive(Serialize)]
struct ExtensionDocument {
    oid: String,
    name: Option<&'static str>,
    critical: bool,
}

fn extensions(all: &Extensions<'_>) -> Vec<ExtensionDocument> {
    let document = |oid: &[u8], critical| {
        let oid = dotted(oid);
        ExtensionDocument { name: oids::find(&oid), oid, critical }
    };
    all.iter().map(|extension| document(extension.oid, extension.critical)).collect()
}

/// The DNS names, addresses and URIs among the alternative names that a request asks for.
pub(in crate::report) fn names_asked_for(request: &Request<'_>) -> Vec<String> {
    let Some(extension) =
        request.extensions().and_then(|extensions| extensions.find(Known::SubjectAlternativeName))
    else {
        return Vec::new();
    };
    let Ok(Body::Names(names)) = extension.body() else { return Vec::new() };
    let written = |name: &GeneralName<'_>| {
        let text = crate::report::keytool::certificate::general_name(name);
        text.split_once(": ").map_or(text.clone(), |(_, value)| value.to_owned())
    };
    names.iter().map(written).collect()
}

/// The CRLs of a file, each with the entry that is known to have made it.
pub fn crls(all: &[Crl<'_>], makers: &[Option<(Maker, Vec<u8>)>]) -> String {
    #[derive(Serialize)]
    struct Document {
        crls: Vec<CrlDocument>,
    }
    #[derive(Serialize)]
    struct CrlDocument {
        issuer: String,
        version: u8,
        signature_algorithm: String,
        this_update: Option<String>,
        next_update: Option<String>,
        /// The number of the CRL in hexadecimal.
        number: Option<String>,
        revoked: Vec<EntryDocument>,
        extensions: Vec<ExtensionDocument>,
        /// The alias of the entry that made it; null where none is known to have.
        verified_by: Option<String>,
    }
    #[derive(Serialize)]
    struct EntryDocument {
        serial: String,
        date: Option<String>,
        reason: Option<i32>,
        issuer: Option<String>,
    }
    let entry = |entry: &CrlEntry<'_>| EntryDocument {
        serial: serial_number(entry.serial),
        date: instant(entry.revoked),
        reason: reason(entry),
        issuer: entry.issuer().map(|issuer| java_name(&issuer)),
    };
    let document = |(index, crl): (usize, &Crl<'_>)| CrlDocument {
        issuer: java_name(&crl.issuer),
        version: crl.version,
        signature_algorithm: oids::name_or_decimals(crl.algorithm.oid),
        this_update: instant(crl.this_update),
        next_update: crl.next_update.and_then(instant),
        number: number(crl),
        revoked: crl.entries.iter().map(entry).collect(),
        extensions: crl.extensions.as_ref().map(extensions).unwrap_or_default(),
        verified_by: makers.get(index).and_then(Option::as_ref).map(|(maker, _)| alias(maker).to_owned()),
    };
    write(&Document { crls: all.iter().enumerate().map(document).collect() })
}

/// The alias of the entry that made a CRL.
pub(in crate::report) fn alias(maker: &Maker) -> &str {
    match maker {
        Maker::Keystore(alias) | Maker::Cacerts(alias) => alias,
    }
}

/// The reason code of an entry (RFC 5280, 5.3.1), where it has one.
pub(in crate::report) fn reason(entry: &CrlEntry<'_>) -> Option<i32> {
    match entry.extensions.as_ref()?.find(Known::CrlReasonCode)?.body() {
        Ok(Body::Reason(code)) => Some(code),
        _ => None,
    }
}

/// The number of a CRL in hexadecimal, where it has one.
pub(in crate::report) fn number(crl: &Crl<'_>) -> Option<String> {
    match crl.extensions.as_ref()?.find(Known::CrlNumber)?.body() {
        Ok(Body::Number(octets)) => Some(serial_number(octets)),
        _ => None,
    }
}

fn instant(milliseconds: i64) -> Option<String> {
    jiff::Timestamp::from_millisecond(milliseconds).ok().map(|instant| instant.to_string())
}

/// Those who signed a JAR.
pub fn signers(all: &[Signer]) -> String {
    #[derive(Serialize)]
    struct Document {
        signers: Vec<SignerDocument>,
    }
    #[derive(Serialize)]
    struct SignerDocument {
        certificates: Vec<CertificateDocument>,
        /// The certificates of the timestamp's authority; null without a timestamp.
        timestamp: Option<Vec<CertificateDocument>>,
    }
    let documents = |chain: &Vec<Vec<u8>>| chain.iter().map(|der| certificate(der)).collect();
    let signers = all.iter().map(|signer| SignerDocument {
        certificates: documents(&signer.chain),
        timestamp: signer.timestamp.as_ref().map(documents),
    });
    write(&Document { signers: signers.collect() })
}

/// What a JVM speaks.
pub fn enabled(enabled: &Enabled) -> String {
    #[derive(Serialize)]
    struct Document {
        protocols: Vec<&'static str>,
        cipher_suites: Vec<&'static str>,
    }
    let names = |all: &[Named]| all.iter().map(|one| one.name).collect();
    write(&Document { protocols: names(&enabled.protocols), cipher_suites: names(&enabled.suites) })
}
