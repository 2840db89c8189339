//! The words about certificate replies.

use crate::asn1::Asn1Error;
use crate::commands::ReplyFault;
use crate::formats::certificates::FileFault;
use crate::report::keytool::certificate;

/// The exception that keytool prints.
pub(super) fn as_java(alias: &str, fault: &ReplyFault) -> String {
    let exception = |text: &str| format!("java.lang.Exception: {text}");
    match fault {
        ReplyFault::NoOwnCertificate => exception(&format!("{alias} has no public key (certificate)")),
        ReplyFault::Unreadable(fault) => unreadable(fault),
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

/// What Java's certificate factory says of a file.
fn unreadable(fault: &FileFault) -> String {
    const CERTIFICATE: &str = "java.security.cert.CertificateException";
    const IO: &str = "java.io.IOException";
    match fault {
        FileFault::Empty | FileFault::NoData => format!("{CERTIFICATE}: No certificate data found"),
        FileFault::Header { line, .. } => format!("{CERTIFICATE}: {IO}: Illegal header: {line}"),
        FileFault::Footer { line, .. } => format!("{CERTIFICATE}: {IO}: Illegal footer: {line}"),
        FileFault::Base64 { octet: Some(octet), .. } => format!(
            "{CERTIFICATE}: {IO}: java.lang.IllegalArgumentException: Illegal base64 character {octet:x}"
        ),
        FileFault::Base64 { octet: None, .. } => format!(
            "{CERTIFICATE}: {IO}: java.lang.IllegalArgumentException: Last unit does not have enough valid bits"
        ),
        FileFault::Der(Asn1Error::TrailingBytes { .. }) => {
            format!("{CERTIFICATE}: Unable to initialize, {IO}: extra data at the end")
        }
        FileFault::Der(_) => format!("{CERTIFICATE}: {IO}: Incomplete BER/DER data"),
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
