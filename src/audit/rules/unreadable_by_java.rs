//! `unreadable-by-java`: a format, MAC or cipher that the target Java cannot open.
//!
//! The updates: see [`readability`](crate::audit::readability). Measured on 11, 17, 21 and 25: a JCEKS file is no trust store
//! unless `javax.net.ssl.trustStoreType` says so.

use crate::audit::{Role, View};
use crate::diagnosis::{Cause, Finding, Release, Remedy, Severity};
use crate::keystore::Format;

pub(in crate::audit) fn check(view: &View<'_>) -> Vec<Finding> {
    let (readability, release) = (&view.readability, view.settings.java.release);
    if view.store.provenance.format == Format::Jceks && view.role == Role::Truststore {
        let message =
            "a JCEKS file, which Java takes for a trust store only with -Djavax.net.ssl.trustStoreType=JCEKS"
                .to_owned();
        let remedy = Remedy::words("Make a PKCS12 store of it, or set that property.");
        return vec![view.finding_of_store(Cause::UnreadableByJava, Severity::Error, message, remedy)];
    }
    if readability.since.includes(release, view.settings.update) {
        return Vec::new();
    }
    let reason = readability.reason.as_deref().unwrap_or_default();
    let message = match (release, view.settings.update) {
        (Release::Java8, None) => {
            format!(
                "Java 8 reads {reason} only from update 301 on; this one is readable by {}",
                readability.since
            )
        }
        (_, Some(update)) => {
            format!(
                "Java {release} with update {update} cannot read {reason}; readable by {}",
                readability.since
            )
        }
        _ => format!("Java {release} cannot read {reason}; readable by {}", readability.since),
    };
    let remedy = Remedy::words(
        "Make a store that every Java reads: a JKS file, or PKCS12 with -J-Dkeystore.pkcs12.legacy, and import the certificates \
         into that.",
    );
    vec![view.finding_of_store(Cause::UnreadableByJava, Severity::Error, message, remedy)]
}
