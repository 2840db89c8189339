//! What a JVM throws where it cannot answer a server's request for a certificate, or cannot even open its own keys.
//!
//! Recorded with JDK 11 to 25 (testdata/pkix/clients.json.gz, testdata/probe/said.tsv).

use super::HANDSHAKE;
use crate::diagnosis::Release;
use crate::keystore::Format;
use crate::pkix::Java;
use crate::pkix::client_key::{Held, KeyChoiceFault, RequestFault};
use crate::probe::OwnEntry;
use crate::report::keytool::certificate::Exception;
use crate::tls::{TLS_1_2, TLS_1_3};

const SSL: &str = "javax.net.ssl.SSLException";
const PROTOCOL: &str = "javax.net.ssl.SSLProtocolException";

/// The exceptions of a client that gives up in a handshake of this version; `kind` is its key's algorithm.
pub fn of_fault(fault: KeyChoiceFault, version: u16, kind: &str, java: &Java) -> Vec<Exception> {
    let prefixed = |alert: &str, text: &str| {
        if java.names_alerts { format!("({alert}) {text}") } else { text.to_owned() }
    };
    let one = |class, message| vec![Exception { class, message }];
    match fault {
        KeyChoiceFault::KeyManager(_) => Vec::new(),
        KeyChoiceFault::NoProof => {
            // Java: with two blanks.
            let text = format!("No supported CertificateVerify signature algorithm for {kind}  key");
            one(SSL, prefixed("internal_error", &text))
        }
        KeyChoiceFault::Request(RequestFault::NoScheme) => {
            one(HANDSHAKE, prefixed("handshake_failure", "No supported signature algorithm"))
        }
        KeyChoiceFault::Request(RequestFault::EmptyList) => match version {
            TLS_1_3 => one(PROTOCOL, "Invalid signature_algorithms: incomplete data".into()),
            TLS_1_2 => {
                let text = "Invalid CertificateRequest handshake message: no sufficient data";
                one(HANDSHAKE, prefixed("illegal_parameter", text))
            }
            _ => {
                let text = "Incorrect CertificateRequest message: no sufficient data";
                one(HANDSHAKE, prefixed("illegal_parameter", text))
            }
        },
        KeyChoiceFault::Request(RequestFault::UnknownKind(_)) => {
            let inner = "java.lang.NullPointerException";
            let message = match java.release {
                Release::Java8 | Release::Java11 => String::new(),
                _ => "Cannot read field \"isAvailable\" because \"<local6>\" is null".to_owned(),
            };
            vec![Exception { class: SSL, message: message.clone() }, Exception { class: inner, message }]
        }
    }
}

/// The exceptions of `KeyManagerFactory.init` over a key that it cannot open.
pub fn of_unopened(entry: &OwnEntry, format: Format) -> Vec<Exception> {
    let is_known =
        matches!(entry.held, Held::PrivateKey { is_open: false } | Held::SecretKey { is_open: false });
    const UNRECOVERABLE: &str = "java.security.UnrecoverableKeyException";
    if format != Format::Pkcs12 {
        return vec![Exception { class: UNRECOVERABLE, message: "Cannot recover key".into() }];
    }
    if is_known {
        let padding = "Given final block not properly padded. Such issues can arise if a bad key is used during decryption.";
        return vec![
            Exception { class: UNRECOVERABLE, message: format!("Get Key failed: {padding}") },
            Exception { class: "javax.crypto.BadPaddingException", message: padding.into() },
        ];
    }
    let oid = match entry.key.as_ref().and_then(|key| key.group()).as_deref() {
        Some("Ed448") => "1.3.101.113",
        _ => "1.3.101.112",
    };
    let text = format!("{oid} KeyFactory not available");
    vec![
        Exception { class: UNRECOVERABLE, message: format!("Get Key failed: {text}") },
        Exception { class: "java.security.NoSuchAlgorithmException", message: text },
    ]
}
