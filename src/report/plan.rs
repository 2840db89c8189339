//! What an import found in its files, and which part of it is meant.

use std::collections::HashSet;

use crate::keystore::Slice;
use crate::x509;

/// Which part of a chain a certificate plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Nobody's issuer and no authority: a server's own.
    Leaf,
    /// An authority that another one issued.
    Intermediate,
    /// A self-issued authority.
    Root,
}

/// A certificate of the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The file as it was named.
    pub file: String,
    /// Its DER.
    pub der: Vec<u8>,
    /// The name an alias is made from: the common name, or the next best part of the subject.
    pub name: String,
    /// Which part of the file's chain it is.
    pub part: Part,
    /// Whether it is to be imported.
    pub chosen: bool,
    /// Whether Java can parse it.
    pub parseable: bool,
    /// The last second it is valid, since 1970-01-01T00:00:00Z.
    pub not_after: i64,
    /// What a JVM will make of it that the user should know first.
    pub concern: Option<Concern>,
}

/// Which part of what a server sends is proposed for a trust store, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proposal {
    /// Nothing: the store trusts the server already.
    Trusted,
    /// The server's own certificate, which nobody else signed.
    SelfSigned,
    /// An issuer that the server does not send: an authority of the store signed it.
    MissingIssuer,
    /// The root of a public authority, which the store lacks.
    PublicRoot,
    /// The server's own certificate: its authority is a private one, and to trust that is to trust all that it signs.
    PrivateAuthority,
}

/// What speaks against importing a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Concern {
    /// It has expired.
    Expired,
    /// It is not valid yet.
    NotYetValid,
    /// It is no authority: it vouches for itself alone.
    NotAnAuthority,
}

impl Candidate {
    /// Takes a certificate of `file`; `now` in seconds since 1970-01-01T00:00:00Z.
    pub fn new(file: &str, der: Vec<u8>, now: i64) -> Self {
        let facts = x509::Certificate::read(&der).ok().map(|certificate| {
            let concern = if certificate.not_after < now {
                Some(Concern::Expired)
            } else if certificate.not_before > now {
                Some(Concern::NotYetValid)
            } else if !certificate.is_ca() && !certificate.is_self_issued() {
                Some(Concern::NotAnAuthority)
            } else {
                None
            };
            (certificate.subject.plain().into_owned(), certificate.not_after, concern)
        });
        let parseable = facts.is_some();
        let (name, not_after, concern) = facts.unwrap_or_else(|| ("certificate".into(), i64::MAX, None));
        Self {
            file: file.to_owned(),
            der,
            name,
            part: Part::Leaf,
            chosen: true,
            parseable,
            not_after,
            concern,
        }
    }
}

/// What an import found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportPlan {
    /// Every certificate, in the order of the files.
    pub candidates: Vec<Candidate>,
    /// How many blocks said they hold a certificate and do not.
    pub broken: usize,
}

impl ImportPlan {
    /// Keeps only the first of equal certificates.
    pub fn drop_repeated(&mut self) {
        let mut seen = HashSet::new();
        self.candidates.retain(|candidate| seen.insert(candidate.der.clone()));
    }
}

/// What people added to an old trust store, and what becomes of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CarryPlan {
    /// The old store as it was named.
    pub from: String,
    /// What goes into the new one.
    pub carried: Vec<CarriedCertificate>,
    /// What has expired, and so stays.
    pub expired: Vec<CarriedCertificate>,
    /// What Java cannot parse, and so stays: it would make the new store unreadable.
    pub unreadable: Vec<CarriedCertificate>,
    /// The aliases of private and secret keys, which stay.
    pub keys: Vec<String>,
    /// How many certificates are the vendor's.
    pub vendors: usize,
    /// How many are in the new store already.
    pub there: usize,
}

/// A certificate on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedCertificate {
    /// The alias it had.
    pub alias: String,
    /// The subject's common name, or the next best part of it.
    pub name: String,
    /// The last second it is valid, since 1970-01-01T00:00:00Z.
    pub not_after: Option<i64>,
    /// Its DER.
    pub der: Slice,
}
