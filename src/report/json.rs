//! `--format json`: stable field names, documented in the README.

mod changes;
mod comparison;
mod difference;
mod explain;
mod machine;
mod made;
mod objects;
mod overlay;
mod probe;
mod survey;

pub use changes::{carried, changes};
pub use comparison::comparison;
pub use difference::difference;
pub use explain::explanation;
pub use machine::machine;
pub use made::{failure, made};
pub(super) use objects::{alias, names_asked_for, number, reason};
pub use objects::{crls, enabled, request, signers};
pub use overlay::{overlay_checked, overlay_gone, overlay_made};
pub use probe::{probe, speechless};

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::diagnosis::Finding;
use crate::keystore::{Content, Entry};
use crate::pkix::{Anchors, Decision, Member, Outcome};
use crate::report::human::verdict::Verdict;
use crate::report::keytool::certificate::{
    java_name, key_description, serial_number, signature_algorithm_name,
};
use crate::x509;

#[derive(Serialize)]
struct ListingDocument<'a> {
    store: &'a str,
    #[serde(rename = "type")]
    type_name: &'a str,
    entries: Vec<EntryDocument>,
}

#[derive(Serialize)]
struct EntryDocument {
    alias: String,
    kind: &'static str,
    created: Option<String>,
    certificates: Vec<CertificateDocument>,
}

#[derive(Serialize)]
struct CertificateDocument {
    sha256: String,
    /// False where Java cannot parse it; the fields below are null then.
    parseable: bool,
    subject: Option<String>,
    issuer: Option<String>,
    serial: Option<String>,
    not_before: Option<String>,
    not_after: Option<String>,
    ca: Option<bool>,
    names: Option<Vec<String>>,
    key: Option<String>,
    signature_algorithm: Option<String>,
}

/// A store and its entries, or the one entry asked for.
pub fn listing<'e>(
    named: &str,
    type_name: &str,
    entries: impl Iterator<Item = &'e Entry>,
    only: Option<&'e Entry>,
) -> String {
    let entries: Vec<EntryDocument> = match only {
        Some(only) => vec![entry(only)],
        None => entries.map(entry).collect(),
    };
    write(&ListingDocument { store: named, type_name, entries })
}

/// The certificates of a file.
pub fn certificates(ders: &[&[u8]]) -> String {
    #[derive(Serialize)]
    struct Document {
        certificates: Vec<CertificateDocument>,
    }
    write(&Document { certificates: ders.iter().map(|der| certificate(der)).collect() })
}

#[derive(Serialize)]
struct MemberDocument {
    subject: String,
    sha256: String,
    /// Null where it was sent and is not the trusted one.
    alias: Option<String>,
}

#[derive(Serialize)]
struct CauseDocument {
    cause: &'static str,
    severity: &'static str,
    message: String,
    remedy: String,
    /// Who can mend it.
    actor: &'static str,
    /// The command to paste, where there is one; it ends the remedy as well.
    command: Option<String>,
}

/// A verdict about a chain.
pub fn verdict(verdict: &Verdict<'_, '_>) -> String {
    #[derive(Serialize)]
    struct Document {
        trusted: bool,
        /// Whether anybody asked whether certificates were revoked.
        revocation: bool,
        java: String,
        /// As exactly as is known: `17.0.21` for 17.
        java_version: String,
        exception: Option<String>,
        exceptions: Vec<String>,
        path: Vec<MemberDocument>,
        causes: Vec<CauseDocument>,
    }
    let (decision, subject) = (verdict.decision, verdict.case.subject);
    let exceptions: Vec<String> = verdict.thrown.iter().map(ToString::to_string).collect();
    write(&Document {
        trusted: matches!(decision.outcome, Outcome::Trusted),
        revocation: decision.asked.is_some(),
        java: subject.java.release.to_string(),
        java_version: subject.java.version(),
        exception: exceptions.first().cloned(),
        exceptions,
        path: path_of(decision, subject.anchors),
        causes: causes(verdict.findings),
    })
}

/// The path of a decision, leaf first, its anchor last.
fn path_of(decision: &Decision<'_>, anchors: &Anchors<'_>) -> Vec<MemberDocument> {
    let members = decision.path.iter().copied().chain(decision.anchor.map(Member::Stored));
    let member = |member: Member| {
        let node = member.of(&decision.sent, anchors)?;
        let alias = match member {
            Member::Stored(index) => Some(anchors.alias(index)).filter(|alias| !alias.is_empty()),
            Member::Sent(_) => None,
        };
        Some(MemberDocument {
            subject: java_name(&node.certificate.subject),
            sha256: hex(&node.fingerprint()),
            alias: alias.map(str::to_owned),
        })
    };
    members.filter_map(member).collect()
}

fn causes(findings: &[Finding]) -> Vec<CauseDocument> {
    let cause = |finding: &Finding| CauseDocument {
        cause: finding.cause.id(),
        severity: finding.severity.id(),
        message: finding.message.clone(),
        remedy: finding.remedy.to_string(),
        actor: finding.cause.entry().actor.id(),
        command: finding.remedy.command.clone(),
    };
    findings.iter().map(cause).collect()
}

fn entry(entry: &Entry) -> EntryDocument {
    EntryDocument {
        alias: entry.alias.to_string(),
        kind: match entry.content {
            Content::Trusted(_) => "trusted-certificate",
            Content::PrivateKey { .. } => "private-key",
            Content::SecretKey(_) => "secret-key",
        },
        created: entry
            .created
            .and_then(|created| jiff::Timestamp::from_millisecond(created).ok())
            .map(|at| at.to_string()),
        certificates: entry.certificates().iter().map(|stored| certificate(&stored.der)).collect(),
    }
}

fn certificate(der: &[u8]) -> CertificateDocument {
    let parsed = x509::Certificate::read(der).ok();
    let parsed = parsed.as_ref();
    let instant =
        |seconds: i64| jiff::Timestamp::from_second(seconds).ok().map(|instant| instant.to_string());
    CertificateDocument {
        sha256: hex(&Sha256::digest(der)),
        parseable: parsed.is_some(),
        subject: parsed.map(|certificate| java_name(&certificate.subject)),
        issuer: parsed.map(|certificate| java_name(&certificate.issuer)),
        serial: parsed.map(|certificate| serial_number(certificate.serial)),
        not_before: parsed.and_then(|certificate| instant(certificate.not_before)),
        not_after: parsed.and_then(|certificate| instant(certificate.not_after)),
        ca: parsed.map(x509::Certificate::is_ca),
        names: parsed.map(x509::Certificate::host_names),
        key: parsed.map(|certificate| key_description(&certificate.key)),
        signature_algorithm: parsed.map(|certificate| signature_algorithm_name(certificate)),
    }
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(super) fn write(document: &impl Serialize) -> String {
    // Strings and numbers always serialise.
    serde_json::to_string_pretty(document).map_or_else(|_| String::new(), |text| text + "\n")
}
