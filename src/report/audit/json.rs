//! An audit as JSON: the names are an interface, documented in the README.

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::{Audit, role_id};
use crate::diagnosis::{Finding, Severity};
use crate::report::json::{hex, write};
use crate::report::keytool::certificate::java_name;
use crate::x509::Certificate;

#[derive(Serialize)]
struct Document<'a> {
    stores: Vec<StoreDocument<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct StoreDocument<'a> {
    path: &'a str,
    #[serde(rename = "type")]
    type_name: Option<&'a str>,
    role: Option<&'a str>,
    entries: usize,
    readable_by: Option<String>,
    findings: Vec<FindingDocument<'a>>,
}

#[derive(Serialize)]
struct FindingDocument<'a> {
    rule: &'a str,
    severity: &'a str,
    alias: Option<&'a str>,
    message: &'a str,
    remedy: String,
    /// The command to paste, where there is one; it ends the remedy as well.
    command: Option<&'a str>,
    subject: Option<String>,
    sha256: Option<String>,
    not_after: Option<String>,
}

#[derive(Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    infos: usize,
}

/// The audit as a document.
pub fn document(audit: &Audit) -> String {
    let stores = audit.stores.iter().map(|store| StoreDocument {
        path: &store.path,
        type_name: store.type_name,
        role: store.role.map(role_id),
        entries: store.entries,
        readable_by: store.readable_since.map(|since| since.to_string()),
        findings: store.findings.iter().map(finding).collect(),
    });
    write(&Document {
        stores: stores.collect(),
        summary: Summary {
            errors: audit.count(Severity::Error),
            warnings: audit.count(Severity::Warning),
            infos: audit.count(Severity::Info),
        },
    })
}

fn finding(finding: &Finding) -> FindingDocument<'_> {
    let der = finding.certificate.as_deref();
    let parsed = der.and_then(|der| Certificate::read(der).ok());
    FindingDocument {
        rule: finding.cause.id(),
        severity: finding.severity.id(),
        alias: finding.alias.as_deref(),
        message: &finding.message,
        remedy: finding.remedy.to_string(),
        command: finding.remedy.command.as_deref(),
        subject: parsed.as_ref().map(|certificate| java_name(&certificate.subject)),
        sha256: der.map(|der| hex(&Sha256::digest(der))),
        not_after: parsed.and_then(|certificate| {
            jiff::Timestamp::from_second(certificate.not_after).ok().map(|instant| instant.to_string())
        }),
    }
}
