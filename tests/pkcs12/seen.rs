//! What was decoded, written as the recipe's Java program writes what JDK 25 saw.

use keytool_rs::cli::java_words;
use keytool_rs::commands::Failure;
use keytool_rs::crypto::digest::Digest;
use keytool_rs::formats::DecodeError;
use keytool_rs::formats::pkcs12::Pkcs12Error;
use keytool_rs::keystore::{Content, RefusedByJava, Store};

/// One line per entry: alias, kind, date, and the first octets of the SHA-256 of every certificate.
pub(crate) fn lines(decoded: &Result<Store, Pkcs12Error>) -> Vec<String> {
    match decoded {
        Err(error) => vec![format!("! {}", java_text(error))],
        Ok(store) => {
            let refused = store.provenance.layout.as_ref().and_then(|layout| layout.refused_by_java.as_ref());
            match refused {
                Some(RefusedByJava::Safe(_)) => {
                    vec!["! java.io.IOException: public key protected PKCS12 not supported".to_owned()]
                }
                Some(RefusedByJava::CertificateValue(tag)) => {
                    vec![format!(
                        "! java.io.IOException: DerValue.getOctetString, not an Octet String: {}",
                        signed(*tag)
                    )]
                }
                None => store.entries().map(entry_line).collect(),
            }
        }
    }
}

fn entry_line(entry: &keytool_rs::keystore::Entry) -> String {
    let kind = match entry.content {
        Content::Trusted(_) => "trusted",
        Content::PrivateKey { .. } => "key",
        Content::SecretKey(_) => "secret",
    };
    let date = entry.created.map_or("-".to_owned(), |created| created.to_string());
    let prints: Vec<String> = entry
        .certificates()
        .iter()
        .map(|certificate| {
            Digest::Sha256
                .hash(&[&certificate.der])
                .iter()
                .take(8)
                .map(|octet| format!("{octet:02x}"))
                .collect()
        })
        .collect();
    format!("{}|{kind}|{date}|{}", entry.alias, prints.join(","))
}

fn signed(octet: u8) -> i8 {
    octet.cast_signed()
}

/// The exception as the recipe's program prints it: a class without a message has the message `null` there.
fn java_text(error: &Pkcs12Error) -> String {
    let source = DecodeError::Pkcs12(error.clone());
    let words = java_words(&Failure::Decode { path: String::new(), source });
    if words.contains(": ") { words } else { words + ": null" }
}
