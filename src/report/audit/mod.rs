//! What an audit found, as values, and the forms in which it is told.

pub mod human;
pub mod json;
pub mod junit;
pub mod prometheus;
pub mod sarif;
mod timeline;
mod unread;

pub use unread::{LARGEST, Unread, too_much, unread, unverified};

use crate::audit::{Event, Role, Since};
use crate::diagnosis::{Finding, Release, Severity};

/// An audit of some stores.
#[derive(Debug)]
pub struct Audit {
    /// The stores, in the order of the command line.
    pub stores: Vec<Audited>,
    /// The Java they were audited for.
    pub java: Release,
    /// The instant that counted, in seconds since 1970-01-01T00:00:00Z.
    pub now: i64,
    /// From which severity on a finding makes the audit fail; `None` where none does.
    pub fail_on: Option<Severity>,
}

/// One store.
#[derive(Debug)]
pub struct Audited {
    /// Its path as it was named.
    pub path: String,
    /// Java's name of its type; `None` where it is none of Java's.
    pub type_name: Option<&'static str>,
    /// What it is for; `None` where it was not looked into.
    pub role: Option<Role>,
    /// How many entries it has.
    pub entries: usize,
    /// Which Java reads it.
    pub readable_since: Option<Since>,
    /// What was found.
    pub findings: Vec<Finding>,
    /// What stops working, and when, the soonest first; none where nobody asks.
    pub events: Vec<Event>,
    /// The validity of each entry with a certificate; none where nobody asks.
    pub validities: Vec<Validity>,
    /// Whether it could not be read, or not all of it; a finding says why.
    pub is_incomplete: bool,
}

/// From when until when an entry's certificate is valid, in seconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone)]
pub struct Validity {
    /// The entry.
    pub alias: String,
    /// What a person calls the certificate.
    pub name: String,
    /// From when on.
    pub from: i64,
    /// Until when.
    pub until: i64,
    /// Whether it is a key's.
    pub is_key: bool,
    /// Whether it is a root that everybody trusts.
    pub is_public_root: bool,
}

/// What is shown beside the findings.
#[derive(Debug, Clone, Copy, Default)]
pub struct Shown {
    /// The next dates on which something stops working.
    pub forecast: bool,
    /// The validity of all entries over time.
    pub timeline: bool,
    /// Every note, however many there are.
    pub every_note: bool,
    /// How many columns there are.
    pub width: usize,
}

impl Audit {
    /// How many findings are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        let findings = self.stores.iter().flat_map(|store| &store.findings);
        findings.filter(|finding| finding.severity == severity).count()
    }

    /// Whether a finding makes the audit fail.
    pub fn fails(&self, finding: &Finding) -> bool {
        self.fail_on.is_some_and(|least| finding.severity >= least)
    }

    /// Whether a store could not be read.
    pub fn is_incomplete(&self) -> bool {
        self.stores.iter().any(|store| store.is_incomplete)
    }
}

/// What a store is for, for programs.
fn role_id(role: Role) -> &'static str {
    match role {
        Role::Truststore => "truststore",
        Role::Keystore => "keystore",
    }
}
