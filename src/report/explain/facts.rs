//! What is the matter with an attempt, with the names and dates of its log.

use crate::diagnosis::Cause;
use crate::explain::{Explained, Handshake, Opened, Outcome, Reason, ShownCertificate, Side, Step};

/// A sentence, or two.
pub fn message(attempt: &Explained) -> String {
    let Some(reason) = attempt.diagnosis.as_ref().and_then(|diagnosis| diagnosis.first()) else {
        return without_reason(attempt);
    };
    let handshake = &attempt.handshake;
    if let Some(opened) = &attempt.opened {
        return of_opened(opened, reason, handshake);
    }
    let own = of_cause(reason, handshake, attempt.side());
    own.unwrap_or_else(|| reason.cause.entry().meaning.to_owned())
}

fn without_reason(attempt: &Explained) -> String {
    match attempt.outcome {
        Outcome::Success => "The connection came about.".into(),
        Outcome::Failure => "It failed for a reason that this program does not know.".into(),
        Outcome::Unknown => "The log does not tell how it ended.".into(),
    }
}

fn of_opened(opened: &Opened, reason: &Reason, handshake: &Handshake) -> String {
    let stores = &handshake.stores;
    let store = if reason.step == Step::ClientTruststore { &stores.trust } else { &stores.key };
    let path = store.as_ref().map_or("the store", |store| store.path.as_str());
    let told = store.as_ref().and_then(|store| store.type_name.as_deref()).unwrap_or("another type");
    match opened {
        Opened::Empty => format!("{path} has no bytes."),
        Opened::Pem => format!("{path} is a file of certificates in PEM, and no keystore."),
        Opened::Certificate => format!("{path} is a certificate, and no keystore."),
        Opened::NoKeystore => format!("{path} is no keystore, and no certificate."),
        Opened::Damaged { format } => {
            format!("{path} begins as {} and is cut off or damaged.", format.java_name())
        }
        Opened::Sound { format, .. } if reason.cause == Cause::WrongStoreType => {
            format!("{path} is {}, and Java was told that it is {told}.", format.java_name())
        }
        Opened::Sound { format, .. } if reason.cause == Cause::EmptyStore => {
            format!("{path} is a sound {} store, and no certificate in it is trusted.", format.java_name())
        }
        Opened::Sound { format, .. } => {
            format!(
                "{path} is a sound {} store: the password that Java was given is not its own.",
                format.java_name()
            )
        }
    }
}

fn of_cause(reason: &Reason, handshake: &Handshake, side: Side) -> Option<String> {
    let host = handshake.host.as_deref();
    let sent = handshake.server_chain.as_deref().unwrap_or_default();
    let leaf = sent.first();
    let last = sent.last();
    let stores = &handshake.stores;
    let trust = stores.trust.as_ref().map(|store| store.path.as_str()).filter(|path| !path.is_empty());
    Some(match reason.cause {
        Cause::Expired if reason.step == Step::ClientCertificateVerification => {
            let own = handshake.client_chain.as_deref().and_then(<[_]>::first);
            let until = dated(handshake, "NotAfter: ").or_else(|| own.map(|own| own.not_after.clone()));
            format!("The client's certificate{} has expired{}.", named(own), since(until))
        }
        Cause::Expired => {
            let until = dated(handshake, "NotAfter: ");
            let which = if until.is_none() { named(leaf) } else { String::new() };
            format!("A certificate of the server's chain{which} has expired{}.", since(until))
        }
        Cause::NotYetValid => {
            let from =
                dated(handshake, "NotBefore: ").map_or_else(String::new, |from| format!(" before {from}"));
            format!("A certificate is not valid yet{from}, or a clock is wrong.")
        }
        Cause::UnknownCa if reason.check == "certificate-pinning" => {
            "The program takes certain certificates alone (pinning), and the server's chain has none of them.".into()
        }
        Cause::UnknownCa if reason.step == Step::ServerCertificate => {
            let issuer = last.map(|last| last.issuer.as_str()).filter(|issuer| !issuer.is_empty())?;
            format!(
                "The server's chain ends at {issuer}, which {} does not hold.",
                trust.unwrap_or("the trust store")
            )
        }
        Cause::MissingIntermediate => {
            let issuer = last.map(|last| last.issuer.as_str()).filter(|issuer| !issuer.is_empty())?;
            let count = sent.len();
            format!(
                "The server sends {count} {}, and not {issuer}, which issued the last.",
                if count == 1 { "certificate" } else { "certificates" }
            )
        }
        Cause::SelfSigned => {
            format!("The server's certificate{} is its own issuer, and nobody trusts it.", named(leaf))
        }
        Cause::Intercepted => {
            let issuer = last.map(|last| last.issuer.as_str()).filter(|issuer| !issuer.is_empty())?;
            format!(
                "The certificate was made on the way, by {issuer}: something in between reads the connection."
            )
        }
        Cause::SilentFallback => {
            let named = stores.inaccessible.as_ref().map(|store| store.path.as_str())?;
            format!(
                "The trust store {named} cannot be read, so Java silently took {} in its place.",
                trust.unwrap_or("its own cacerts")
            )
        }
        Cause::KeystoreAsTruststore => {
            format!("{} is a keystore: of its keys Java trusts the own certificates alone.", trust?)
        }
        Cause::EmptyStore => {
            format!("{} holds no certificate that Java trusts.", trust.unwrap_or("The trust store"))
        }
        Cause::HostnameMismatch => {
            let names = leaf.map(|leaf| {
                if leaf.names.is_empty() {
                    leaf.common_name().map(str::to_owned).into_iter().collect()
                } else {
                    leaf.names.clone()
                }
            });
            let names = names
                .filter(|names| !names.is_empty())
                .map_or_else(String::new, |names| format!("; it is for {}", names.join(", ")));
            let unnamed =
                handshake.hello.as_ref().is_some_and(|hello| hello.is_shown && hello.name.is_none());
            let sni = if unnamed {
                " The client told no name (SNI), so it may be the certificate that the server shows to strangers."
            } else {
                ""
            };
            format!(
                "The server's certificate is not for {}{names}.{sni}",
                host.unwrap_or("the host that was asked for")
            )
        }
        Cause::ClientIssuerNotListed
        | Cause::ClientCertificateRequired
        | Cause::ClientKeyType
        | Cause::IncompleteChain
            if reason.step == Step::ClientCertificate =>
        {
            of_client_certificate(reason, handshake)?
        }
        Cause::NameUnresolved
        | Cause::NameServiceFailure
        | Cause::ConnectionRefused
        | Cause::ConnectTimeout
        | Cause::Silence => {
            let host = host?;
            let port = handshake.port.map_or_else(String::new, |port| format!(":{port}"));
            format!("{host}{port}: {}", reason.cause.entry().meaning)
        }
        Cause::WeakKeyExchange if said(handshake, "Prime size must be") || said(handshake, "generate DH keypair") => {
            "The server's Diffie-Hellman prime is longer than this Java takes, or of a length that it does not take.".into()
        }
        Cause::ProtocolMismatch if reason.step == Step::ClientHello => {
            "No version of TLS is left for this Java to offer: its settings, or the program's, allow none that it still has.".into()
        }
        Cause::CipherMismatch if reason.step == Step::ClientHello => {
            "No cipher suite is left for this Java to offer for the versions that it may speak.".into()
        }
        Cause::NameNotSent => "The client told no name (SNI), and this server wants one.".into(),
        Cause::ServerAlert => {
            let alert = reason.check.strip_prefix("alert-")?.replace('_', " ");
            let side = if side == Side::Server { "client" } else { "server" };
            format!("The {side} ended the handshake with the alert \"{alert}\", and tells no more.")
        }
        _ => return None,
    })
}

fn of_client_certificate(reason: &Reason, handshake: &Handshake) -> Option<String> {
    let request = handshake.request.as_ref()?;
    let wanted = match request.authorities.as_slice() {
        [] if !request.is_shown => String::new(),
        [] => " of any authority".into(),
        authorities => {
            format!(" of {}", authorities.iter().take(3).map(String::as_str).collect::<Vec<_>>().join(" or "))
        }
    };
    let stores = &handshake.stores;
    let has = match (stores.keys.first(), stores.has_no_keystore()) {
        (Some(key), _) => {
            let issuer = key.chain.last().map_or("", |last| last.issuer.as_str());
            format!("the key {} of the keystore has one of {issuer}", key.alias)
        }
        (None, true) => "no keystore is configured".into(),
        (None, false) => "the client sent none".into(),
    };
    let why = match reason.cause {
        Cause::ClientKeyType => format!(", with a key of {}", request.types.join(", ")),
        _ => String::new(),
    };
    Some(format!("The server wants a client certificate{wanted}{why}; {has}."))
}

fn named(certificate: Option<&ShownCertificate>) -> String {
    certificate
        .filter(|shown| !shown.subject.is_empty())
        .map_or_else(String::new, |shown| format!(" ({})", shown.subject))
}

fn since(until: Option<String>) -> String {
    until.map_or_else(String::new, |until| format!(": it was valid until {until}"))
}

/// Whether anything that was thrown says so.
fn said(handshake: &Handshake, words: &str) -> bool {
    let mut messages = handshake.traces.iter().flat_map(|trace| &trace.thrown).map(|thrown| &thrown.message);
    messages.any(|message| message.contains(words))
}

/// A date that an exception names.
fn dated(handshake: &Handshake, before: &str) -> Option<String> {
    let mut messages = handshake.traces.iter().flat_map(|trace| &trace.thrown).map(|thrown| &thrown.message);
    messages.find_map(|message| Some(message.split_once(before)?.1.trim().to_owned()))
}
