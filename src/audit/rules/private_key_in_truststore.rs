//! `private-key-in-truststore`: a key among trusted certificates. Truststores are copied about and read by many; and Java
//! trusts the first certificate of the key's chain as it trusts the others (measured on 11, 17, 21 and 25).

use crate::audit::{Role, View};
use crate::diagnosis::{Cause, Finding, Remedy, Severity};

pub(in crate::audit) fn check(view: &View<'_>) -> Vec<Finding> {
    if view.role != Role::Truststore || view.trusted().next().is_none() {
        return Vec::new();
    }
    view.keys()
        .map(|entry| {
            let message = "a private key in a store of trusted certificates, which others read; Java trusts its certificate, too".to_owned();
            let remedy = Remedy::words("Move the key into a keystore of its own, and delete it here.");
            view.finding(Cause::PrivateKeyInTruststore, Severity::Warning, entry, message, remedy)
        })
        .collect()
}
