//! Extensions as Java prints them: each kind has a layout of its own.

use std::fmt::Write;

use super::general_names::{general_name, list};
use super::hex::dump;
use super::names::java_rdn;
use super::refusals::exception;
use crate::jvm::zone::Zone;
use crate::report::exceptions::reason_name;
use crate::report::keytool::dates::date_time;
use crate::x509::extension::{
    AuthorityKeyIdentifier, Body, DistributionPoint, Extension, Extensions, IssuingPoint, Known,
    NameConstraints, PathLength, PointName, Policy, Subtree,
};
use crate::x509::{Bits, Fault, dotted, names, shortest};

/// All extensions of a certificate, numbered, under their heading; nothing without extensions.
pub fn extensions(all: &Extensions<'_>, zone: &Zone) -> String {
    let mut text = String::new();
    for (index, (extension, body)) in all.in_java_order().iter().enumerate() {
        if index == 0 {
            text.push_str("\nExtensions: \n\n");
        }
        let _ = write!(text, "#{}: {}", index + 1, self::extension(extension, body, zone));
    }
    text
}

/// One extension: its identifier, its criticality, its body or why that cannot be read.
pub fn extension(extension: &Extension<'_>, body: &Result<Body<'_>, Fault>, zone: &Zone) -> String {
    let mut text = format!("ObjectId: {} Criticality={}\n", dotted(extension.oid), extension.critical);
    match body {
        Ok(Body::Unknown([])) => text.push_str("(Empty value)\n"),
        Ok(Body::Unknown(value)) => {
            text.push_str(&dump(value));
            text.push('\n');
        }
        Ok(body) => text.push_str(&known(extension.known, body, zone)),
        Err(fault) => {
            let exception = exception(fault);
            let _ = write!(
                text,
                "Unparseable {} extension due to\n{}\n\n{}",
                extension.known.map_or("", class_name),
                exception,
                dump(&extension.value)
            );
        }
    }
    text.push('\n');
    text
}

/// What Java calls an extension it cannot parse.
fn class_name(known: Known) -> &'static str {
    match known {
        Known::AuthorityInfoAccess => "AuthorityInfoAccess",
        Known::AuthorityKeyIdentifier => "AuthorityKeyIdentifier",
        Known::BasicConstraints => "BasicConstraints",
        Known::CrlDistributionPoints => "CRLDistributionPoints",
        Known::CrlNumber => "CRLNumber",
        Known::CrlReasonCode => "CRLReasonCode",
        Known::CertificateIssuer => "CertificateIssuer",
        Known::CertificatePolicies => "CertificatePolicies",
        Known::DeltaCrlIndicator => "DeltaCRLIndicator",
        Known::ExtendedKeyUsage => "ExtendedKeyUsage",
        Known::FreshestCrl => "FreshestCRL",
        Known::InhibitAnyPolicy => "InhibitAnyPolicy",
        Known::IssuerAlternativeName => "IssuerAlternativeName",
        Known::IssuingDistributionPoint => "IssuingDistributionPoint",
        Known::KeyUsage => "KeyUsage",
        Known::NameConstraints => "NameConstraints",
        Known::NetscapeCertType => "NetscapeCertType",
        Known::OcspNoCheck => "OCSPNoCheck",
        Known::PolicyConstraints => "PolicyConstraints",
        Known::PolicyMappings => "PolicyMappings",
        Known::PrivateKeyUsage => "PrivateKeyUsage",
        Known::SubjectAlternativeName => "SubjectAlternativeName",
        Known::SubjectInfoAccess => "SubjectInfoAccess",
        Known::SubjectKeyIdentifier => "SubjectKeyIdentifier",
    }
}

fn known(kind: Option<Known>, body: &Body<'_>, zone: &Zone) -> String {
    let name = kind.map_or("", class_name);
    match body {
        Body::Unknown(value) => dump(value),
        Body::SubjectKeyIdentifier(octets) => {
            format!("SubjectKeyIdentifier [\n{}]\n", key_identifier(octets))
        }
        Body::AuthorityKeyIdentifier(identifier) => authority_key_identifier(identifier),
        Body::BasicConstraints { ca, path_length } => {
            format!("BasicConstraints:[\n  CA:{ca}\n  PathLen:{}\n]\n", self::path_length(*path_length))
        }
        Body::KeyUsage(bits) => flags("KeyUsage [\n", bits, &KEY_USAGES, "]\n"),
        Body::NetscapeCertType(bits) => flags("NetscapeCertType [\n", bits, &NETSCAPE_TYPES, "]\n"),
        Body::ExtendedKeyUsage(purposes) => {
            let purposes: Vec<String> = purposes.iter().map(|oid| names::name_or_decimals(oid)).collect();
            format!("ExtendedKeyUsages [\n  {}\n]\n", purposes.join("\n  "))
        }
        Body::Names(all) if kind == Some(Known::CertificateIssuer) => {
            format!("Certificate Issuer [\n{}]\n", list(all))
        }
        Body::Names(all) => {
            let lines: String = all.iter().map(|one| format!("  {}\n", general_name(one))).collect();
            format!("{name} [\n{lines}]\n")
        }
        Body::DistributionPoints(points) => {
            let points: Vec<String> = points.iter().map(distribution_point).collect();
            format!("{name} [\n  [{}]]\n", points.join(", "))
        }
        Body::IssuingPoint(point) => issuing_point(point),
        Body::Access(descriptions) => {
            let all: Vec<String> = descriptions
                .iter()
                .map(|(method, location)| {
                    let location = general_name(location);
                    format!("\n   accessMethod: {}\n   accessLocation: {location}\n", access_method(method))
                })
                .collect();
            format!("{name} [\n  [{}]\n]\n", all.join(", "))
        }
        Body::Policies(policies) => {
            let all: String = policies.iter().map(policy).collect();
            format!("CertificatePolicies [\n{all}]\n")
        }
        Body::PolicyMappings(pairs) => {
            let all: Vec<String> = pairs
                .iter()
                .map(|(issuer, subject)| {
                    format!(
                        "CertificatePolicyMap: [\nIssuerDomain:CertificatePolicyId: [{}]\n\
                         SubjectDomain:CertificatePolicyId: [{}]\n]\n",
                        dotted(issuer),
                        dotted(subject)
                    )
                })
                .collect();
            format!("PolicyMappings [\n[{}]]\n", all.join(", "))
        }
        Body::PolicyConstraints { require, inhibit } => {
            let count = |count: i32| if count == -1 { "unspecified".to_owned() } else { count.to_string() };
            format!("PolicyConstraints: [  Require: {};\tInhibit: {} ]\n", count(*require), count(*inhibit))
        }
        Body::InhibitAnyPolicy(count) => format!("InhibitAnyPolicy: {count}\n"),
        Body::NameConstraints(constraints) => name_constraints(constraints),
        Body::PrivateKeyUsage { from, to } => {
            let dates: Vec<String> = [("From", from), ("To", to)]
                .iter()
                .filter_map(|(word, date)| date.map(|date| format!("{word}: {}", date_time(zone, date))))
                .collect();
            format!("PrivateKeyUsage: [\n{}]\n", dates.join(", "))
        }
        Body::OcspNoCheck => String::new(),
        Body::Number(octets) => {
            let word =
                if kind == Some(Known::DeltaCrlIndicator) { "Base CRL Number:" } else { "CRL Number:" };
            format!("{word}{}\n", grouped_hex(octets))
        }
        Body::Reason(code) => format!("    Reason Code: {}", reason_code(*code)),
    }
}

fn key_identifier(octets: &[u8]) -> String {
    format!("KeyIdentifier [\n{}]\n", dump(octets))
}

fn authority_key_identifier(identifier: &AuthorityKeyIdentifier<'_>) -> String {
    let mut text = String::from("AuthorityKeyIdentifier [\n");
    if let Some(key) = identifier.key {
        text.push_str(&key_identifier(key));
    }
    if let Some(issuer) = &identifier.issuer {
        text.push_str(&list(issuer));
        text.push('\n');
    }
    if let Some(serial) = identifier.serial {
        let pairs: Vec<String> = shortest(serial).iter().map(|octet| format!("{octet:02x}")).collect();
        let _ = writeln!(text, "SerialNumber: {}", pairs.join(":"));
    }
    text.push_str("]\n");
    text
}

fn path_length(length: PathLength) -> String {
    match length {
        PathLength::At(i32::MAX) | PathLength::Unlimited => " no limit".into(),
        PathLength::Undefined | PathLength::At(i32::MIN..=-1) => " undefined".into(),
        PathLength::At(length) => length.to_string(),
    }
}

const KEY_USAGES: [(usize, &str); 9] = [
    (0, "  DigitalSignature\n"),
    (1, "  Non_repudiation\n"),
    (2, "  Key_Encipherment\n"),
    (3, "  Data_Encipherment\n"),
    (4, "  Key_Agreement\n"),
    (5, "  Key_CertSign\n"),
    (6, "  Crl_Sign\n"),
    (7, "  Encipher_Only\n"),
    (8, "  Decipher_Only\n"),
];

const NETSCAPE_TYPES: [(usize, &str); 7] = [
    (0, "   SSL client\n"),
    (1, "   SSL server\n"),
    (2, "   S/MIME\n"),
    (3, "   Object Signing\n"),
    (5, "   SSL CA\n"),
    (6, "   S/MIME CA\n"),
    // Java: the last one ends its line only with the bracket.
    (7, "   Object Signing CA"),
];

const REASON_FLAGS: [(usize, &str); 9] = [
    (0, "  Unused\n"),
    (1, "  Key Compromise\n"),
    (2, "  CA Compromise\n"),
    (3, "  Affiliation_Changed\n"),
    (4, "  Superseded\n"),
    (5, "  Cessation Of Operation\n"),
    (6, "  Certificate Hold\n"),
    (7, "  Privilege Withdrawn\n"),
    (8, "  AA Compromise\n"),
];

fn flags(start: &str, bits: &Bits<'_>, words: &[(usize, &str)], end: &str) -> String {
    let set: String = words.iter().filter(|(bit, _)| bits.is_set(*bit)).map(|(_, word)| *word).collect();
    format!("{start}{set}{end}")
}

fn point_name(name: &PointName<'_>) -> String {
    match name {
        PointName::Full(names) => list(names),
        PointName::Relative(rdn) => java_rdn(rdn),
    }
}

fn distribution_point(point: &DistributionPoint<'_>) -> String {
    let name = point.name.as_ref().map_or_else(String::new, point_name);
    let mut text = format!("DistributionPoint:\n     {name}\n");
    if let Some(reasons) = &point.reasons {
        text.push_str("   ReasonFlags:\n");
        for bit in (0..reasons.len()).filter(|bit| reasons.is_set(*bit)) {
            let _ = match POINT_REASONS.get(bit) {
                Some(reason) if bit > 0 => writeln!(text, "    {reason}"),
                _ => writeln!(text, "    Unknown reason {bit}"),
            };
        }
    }
    if let Some(issuer) = &point.issuer {
        let _ = writeln!(text, "   CRLIssuer:{}", list(issuer));
    }
    text
}

const POINT_REASONS: [&str; 9] = [
    "",
    "key compromise",
    "CA compromise",
    "affiliation changed",
    "superseded",
    "cessation of operation",
    "certificate hold",
    "privilege withdrawn",
    "AA compromise",
];

fn issuing_point(point: &IssuingPoint<'_>) -> String {
    let mut text = String::from("IssuingDistributionPoint [\n  ");
    if let Some(name) = &point.name {
        let _ = writeln!(text, "DistributionPointName:\n     {}", point_name(name));
    }
    if let Some(reasons) = &point.reasons {
        text.push_str(&flags("Reason Flags [\n", reasons, &REASON_FLAGS, "]\n"));
    }
    let _ = write!(
        text,
        "  Only contains user certs: {}\n  Only contains CA certs: {}\n  Only contains attribute certs: {}\n  \
         Indirect CRL: {}\n]\n",
        point.only_users, point.only_cas, point.only_attributes, point.indirect
    );
    text
}

fn access_method(oid: &[u8]) -> String {
    match oid {
        [0x2b, 6, 1, 5, 5, 7, 48, 1] => "ocsp".into(),
        [0x2b, 6, 1, 5, 5, 7, 48, 2] => "caIssuers".into(),
        [0x2b, 6, 1, 5, 5, 7, 48, 3] => "timeStamping".into(),
        [0x2b, 6, 1, 5, 5, 7, 48, 5] => "caRepository".into(),
        other => dotted(other),
    }
}

fn policy(policy: &Policy<'_>) -> String {
    let qualifiers: Vec<String> = policy
        .qualifiers
        .iter()
        .map(|qualifier| {
            format!(
                "PolicyQualifierInfo: [\n  qualifierID: {}\n  qualifier: {}\n]",
                dotted(qualifier.oid),
                dump(qualifier.value)
            )
        })
        .collect();
    format!("  [CertificatePolicyId: [{}]\n[{}]  ]\n", dotted(policy.oid), qualifiers.join(", "))
}

fn name_constraints(constraints: &NameConstraints<'_>) -> String {
    let mut text = String::from("NameConstraints: [");
    for (word, subtrees) in [("Permitted", &constraints.permitted), ("Excluded", &constraints.excluded)] {
        if let Some(subtrees) = subtrees {
            let all: Vec<String> = subtrees.iter().map(subtree).collect();
            let _ = write!(text, "\n    {word}:   GeneralSubtrees:\n[{}]\n", all.join(", "));
        }
    }
    text.push_str("   ]\n");
    text
}

fn subtree(subtree: &Subtree<'_>) -> String {
    let maximum = if subtree.maximum == -1 { "undefined".to_owned() } else { subtree.maximum.to_string() };
    format!(
        "\n   GeneralSubtree: [\n    GeneralName: {}\n    Minimum: {}\n    Maximum: {maximum}    ]\n",
        general_name(&subtree.base),
        subtree.minimum
    )
}

/// Java's way with the numbers of CRLs: the sign, then groups of four octets.
fn grouped_hex(octets: &[u8]) -> String {
    let digits = super::serial_number(octets);
    let (sign, digits) =
        digits.strip_prefix('-').map_or(("     ", digits.as_str()), |digits| ("    -", digits));
    let padded = if digits.len() % 2 == 1 { format!("0{digits}") } else { digits.to_owned() };
    let groups: Vec<&str> = (0..padded.len())
        .step_by(8)
        .filter_map(|start| padded.get(start..padded.len().min(start + 8)))
        .collect();
    format!("{sign}{}", groups.join(" "))
}

/// Numbers that are no reason have the name of none.
fn reason_code(code: i32) -> &'static str {
    reason_name(u8::try_from(code).unwrap_or_default())
}
