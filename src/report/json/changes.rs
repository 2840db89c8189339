//! What a command changed in a store, as JSON; of `carry` also what it left, and why.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{hex, write};
use crate::report::keytool::certificate::java_name;
use crate::report::{Action, CarriedCertificate, CarryPlan, Change};
use crate::x509;

#[derive(Serialize)]
struct Document<'a> {
    store: &'a str,
    changed: bool,
    dry_run: bool,
    entries: Vec<ChangeDocument<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    left: Option<LeftDocument<'a>>,
}

#[derive(Serialize)]
struct ChangeDocument<'a> {
    action: &'static str,
    alias: Option<&'a str>,
    previous_alias: Option<&'a str>,
    sha256: Option<String>,
    subject: Option<String>,
}

#[derive(Serialize)]
struct LeftDocument<'a> {
    expired: Vec<LeftCertificateDocument<'a>>,
    unreadable: Vec<LeftCertificateDocument<'a>>,
    keys: &'a [String],
    vendors: usize,
    there: usize,
}

#[derive(Serialize)]
struct LeftCertificateDocument<'a> {
    alias: &'a str,
    sha256: String,
    subject: Option<String>,
}

/// What a command changed.
pub fn changes(named: &str, dry_run: bool, changes: &[Change]) -> String {
    write(&document(named, dry_run, changes))
}

/// What was carried into a store, and what was left.
pub fn carried(named: &str, dry_run: bool, changes: &[Change], plan: &CarryPlan) -> String {
    let left = LeftDocument {
        expired: plan.expired.iter().map(left).collect(),
        unreadable: plan.unreadable.iter().map(left).collect(),
        keys: &plan.keys,
        vendors: plan.vendors,
        there: plan.there,
    };
    write(&Document { left: Some(left), ..document(named, dry_run, changes) })
}

fn document<'a>(store: &'a str, dry_run: bool, changes: &'a [Change]) -> Document<'a> {
    let changed = changes.iter().any(|change| change.action != Action::Unchanged);
    Document { store, changed, dry_run, entries: changes.iter().map(entry).collect(), left: None }
}

fn entry(change: &Change) -> ChangeDocument<'_> {
    ChangeDocument {
        action: match change.action {
            Action::Added => "added",
            Action::Replaced => "replaced",
            Action::Unchanged => "unchanged",
            Action::Removed => "removed",
            Action::Renamed => "renamed",
            Action::KeyPassword => "key-password",
            Action::Password => "password",
        },
        alias: change.alias.as_deref(),
        previous_alias: change.previous_alias.as_deref(),
        sha256: change.sha256.as_ref().map(|digest| hex(digest)),
        subject: change.certificate.as_ref().and_then(|certificate| subject(&certificate.der)),
    }
}

fn left(one: &CarriedCertificate) -> LeftCertificateDocument<'_> {
    LeftCertificateDocument {
        alias: &one.alias,
        sha256: hex(&Sha256::digest(&*one.der)),
        subject: subject(&one.der),
    }
}

fn subject(der: &[u8]) -> Option<String> {
    x509::Certificate::read(der).ok().map(|certificate| java_name(&certificate.subject))
}
