//! What is the matter with a client's certificate, or with there being none, as findings of the catalogue.

use super::connection::Place;
use crate::diagnosis::{Cause, Finding, Remedy, Severity, path_argument};
use crate::pkix::client_key::{Held, KeyChoiceFault, WhyNot};
use crate::probe::{Keys, OwnEntry};
use crate::report::client_key::{blemish, reason, untimely};
use crate::report::probe::OwnSide;
use crate::tls::CertificateRequest;
use crate::x509::{Certificate, Name};

/// How many authorities are named in a sentence.
const NAMED: usize = 3;

/// The cause behind an alert to the client's certificate, and what mends it; `said` is the alert in words.
pub(super) fn of_alert(description: u8, said: &str, place: &Place<'_>) -> Option<(Cause, String, Remedy)> {
    let request = place.request?;
    let is_about_certificates = matches!(description, 40 | 42..=46 | 48 | 49 | 51 | 116);
    match place.own.filter(|own| own.store.is_some()) {
        Some(own) if is_about_certificates && own.is_sent => Some(refused(description, said, place, &own)),
        Some(own) if matches!(description, 40 | 42 | 116) => Some(unsent(said, request, &own)),
        _ => None,
    }
}

/// The server got the certificate and does not take it.
fn refused(description: u8, said: &str, place: &Place<'_>, own: &OwnSide<'_>) -> (Cause, String, Remedy) {
    let server = place.server();
    let administrator = "Have the server's administrator";
    let Some(entry) = own.chosen() else {
        let remedy = Remedy::words(format!("{administrator} say why it does not accept the certificate."));
        return (Cause::ClientCertificateRejected, said.to_owned(), remedy);
    };
    let leaf = entry.chain.first().and_then(|der| Certificate::read(der).ok());
    let issuer = leaf.as_ref().map_or_else(String::new, |leaf| leaf.issuer.plain().into_owned());
    let said = format!("{said}: it does not accept the certificate of \"{}\"", entry.alias);
    if let Some(fault) = untimely(entry, own.keys.at) {
        let message = format!("{said}, which {}; Java sends it all the same", blemish(fault));
        let remedy = "Get a new certificate for the key from its authority, and import it under the alias.";
        return (Cause::ClientCertificateRejected, message, Remedy::words(remedy));
    }
    let remedy = match description {
        48 => format!(
            "{administrator} trust \"{issuer}\", which issued it, or get a certificate from an authority that {server} trusts; \
             where an intermediate is missing in the keystore's chain, import the whole chain again."
        ),
        44 => "Get a new certificate: this one was called back by its authority.".to_owned(),
        45 => format!(
            "{administrator} look at the server's clock and at its authorities: by this machine's clock the certificate is in \
             its time."
        ),
        43 => "Get a certificate of another kind: for clients (extended key usage), with a key that the server takes."
            .to_owned(),
        49 => format!("{administrator} let the certificate's subject in."),
        51 => format!(
            "{administrator} look into its log: it cannot check the proof, as where key and certificate do not belong together."
        ),
        _ => format!("{administrator} look into its log for why it does not accept the certificate."),
    };
    (Cause::ClientCertificateRejected, said, Remedy::words(remedy))
}

/// There was nothing to send, or nothing that fits.
fn unsent(said: &str, request: &CertificateRequest, own: &OwnSide<'_>) -> (Cause, String, Remedy) {
    let store = own.store.unwrap_or_default();
    let is_key = |entry: &&OwnEntry| matches!(entry.held, Held::PrivateKey { .. });
    let said = format!("{said}: it wants a client certificate, and this Java sends none");
    if !own.keys.entries.iter().any(|entry| is_key(&entry)) {
        let remedy = "Import the private key together with its certificate, such as from a PKCS#12 file:";
        return (
            Cause::NoClientKey,
            format!("{said}, for {store} holds no private key"),
            Remedy::command(
                remedy,
                ["importkeystore", "--srckeystore", "FILE.p12", "--destkeystore", &path_argument(store)],
            ),
        );
    }
    let refused = own.choice.map(|choice| choice.refused.as_slice()).unwrap_or_default();
    let of_keys = || {
        refused
            .iter()
            .filter_map(|(place, why)| own.keys.entries.get(*place).filter(is_key).map(|entry| (entry, why)))
    };
    let Some((entry, why)) = of_keys().min_by_key(|(_, why)| rank(why)) else {
        let remedy = Remedy::words("Name the keystore with the right key by --client-keystore.");
        return (Cause::ClientCertificateRequired, said, remedy);
    };
    let message = format!("{said}: not \"{}\", for {}", entry.alias, reason(why));
    match why {
        WhyNot::Issuer => (Cause::ClientIssuerNotListed, message, of_issuer(entry, request)),
        WhyNot::Unrecoverable => (Cause::WrongPassword, message, of_password(entry, own.keys, store)),
        WhyNot::NoChain => {
            let remedy =
                "Import the certificate that was issued for the key, with its chain, under the key's alias.";
            (Cause::NoClientKey, message, Remedy::words(remedy))
        }
        _ => {
            let remedy = "Get a certificate for a key of a kind that the server asks for, or have its administrator add this \
                          kind to those that it takes.";
            (Cause::ClientKeyType, message, Remedy::words(remedy))
        }
    }
}

/// What is nearest to being sent comes first.
fn rank(why: &WhyNot) -> u8 {
    match why {
        WhyNot::Issuer => 0,
        WhyNot::Algorithm { .. } | WhyNot::KeyType(_) => 1,
        WhyNot::Unrecoverable => 2,
        _ => 3,
    }
}

fn of_issuer(entry: &OwnEntry, request: &CertificateRequest) -> Remedy {
    let names: Vec<String> = request
        .authorities
        .iter()
        .take(NAMED)
        .filter_map(|der| Name::from_der(der).ok().map(|name| format!("\"{}\"", name.plain())))
        .collect();
    let more = request.authorities.len().saturating_sub(names.len());
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    let top = entry.chain.last().and_then(|der| Certificate::read(der).ok());
    let issuer = top.map_or_else(String::new, |top| top.issuer.plain().into_owned());
    Remedy::words(format!(
        "Get a certificate from an authority that the server lists ({}{rest}), or have its administrator add \"{issuer}\", at \
         which this chain ends; where intermediates are missing in the keystore, import the whole chain under the alias.",
        names.join(", ")
    ))
}

fn of_password(entry: &OwnEntry, keys: &Keys, store: &str) -> Remedy {
    let text = "Java opens every key with one password, the keystore's unless it is told another. Name the key's with \
                --client-keypass, or give the key the keystore's:";
    match keys.format {
        crate::keystore::Format::Pkcs12 => Remedy::words(
            "Name the key's password with --client-keypass; in a PKCS12 keystore it should be the keystore's own.",
        ),
        _ => Remedy::command(text, ["keypasswd", entry.alias.as_str(), "--keystore", &path_argument(store)]),
    }
}

/// The keystore has a key that keeps a Java from making its key manager: it connects to nobody.
pub fn of_unopened(entry: &OwnEntry, keys: &Keys, store: &str) -> Finding {
    let is_open =
        matches!(entry.held, Held::PrivateKey { is_open: true } | Held::SecretKey { is_open: true });
    let (cause, message, remedy) = if is_open {
        (
            Cause::ClientKeyType,
            format!(
                "this Java knows no keys such as \"{}\" in {store}, and opens none of the others then",
                entry.alias
            ),
            Remedy::words("Use a newer Java, or a keystore without this key."),
        )
    } else {
        (
            Cause::WrongPassword,
            format!(
                "the password does not open the key \"{}\" in {store}, and Java uses none of the others then",
                entry.alias
            ),
            of_password(entry, keys, store),
        )
    };
    finding(cause, message, remedy)
}

/// The request is one that this Java gives up over.
pub fn of_fault(fault: KeyChoiceFault, place: &Place<'_>) -> Finding {
    let server = place.server();
    let message = match fault {
        KeyChoiceFault::NoProof => {
            format!("{server} takes none of the signatures that the client's key can make")
        }
        _ => format!("{server} asks for a client certificate in a way that this Java does not take"),
    };
    let remedy = "Have the server's administrator allow more signature schemes for client certificates, or use a key of \
                  another kind.";
    finding(Cause::ClientKeyType, message, Remedy::words(remedy))
}

fn finding(cause: Cause, message: String, remedy: Remedy) -> Finding {
    Finding { cause, severity: Severity::Error, alias: None, message, remedy, certificate: None }
}
