//! The words about certificate replies.

use crate::commands::ReplyFault;
use crate::report::keytool::{blocks, certificate};

/// The exception that keytool prints.
pub(super) fn as_java(alias: &str, fault: &ReplyFault) -> String {
    let exception = |text: &str| format!("java.lang.Exception: {text}");
    match fault {
        ReplyFault::NoOwnCertificate => exception(&format!("{alias} has no public key (certificate)")),
        ReplyFault::Unreadable(fault) => blocks::certificates(fault).to_string(),
        ReplyFault::Malformed(refusal) => certificate::refusal(refusal).to_string(),
        ReplyFault::Empty => exception("Reply has no certificates"),
        ReplyFault::OtherKey => exception("Public keys in reply and keystore don't match"),
        ReplyFault::NoneForKey => {
            exception(&format!("Certificate reply does not contain public key for <{alias}>"))
        }
        ReplyFault::Unchanged => exception("Certificate reply and certificate in keystore are identical"),
        ReplyFault::NoChain => exception("Failed to establish chain from reply"),
        ReplyFault::Incomplete => exception("Incomplete certificate chain in reply"),
        ReplyFault::NotAChain => "java.security.KeyStoreException: Certificate chain is not valid".into(),
    }
}

/// What is wrong, and what to do next.
pub(super) fn plain(alias: &str, fault: &ReplyFault) -> (String, &'static str) {
    match fault {
        ReplyFault::NoOwnCertificate => (format!("the key {alias} has no certificate of its own"), ""),
        ReplyFault::Unreadable(_) | ReplyFault::Malformed(_) | ReplyFault::Empty => (
            format!("the reply for {alias} holds no certificate that Java can read"),
            "Expected PEM, DER or PKCS#7, as the authority sent it.",
        ),
        ReplyFault::OtherKey | ReplyFault::NoneForKey => (
            format!("no certificate of the reply is for the key {alias}"),
            "`keytool-rs list -v` shows the keys; the request must have been made with this one.",
        ),
        ReplyFault::Unchanged => (format!("{alias} has this certificate already"), ""),
        ReplyFault::NoChain | ReplyFault::Incomplete => (
            format!("the reply for {alias} leads to no root: an issuer's certificate is missing"),
            "Import the authority's root and intermediate certificates first, or give them in the same file.",
        ),
        ReplyFault::NotAChain => (
            format!("the certificates of the reply for {alias} do not lead from one to the next"),
            "Leave out those that do not belong to it.",
        ),
    }
}
