//! What a probe found, as plain sentences for somebody else: the server's administrator, whoever has the machine, or the network's
//! administrator. Ready to be pasted into a message.

use jiff::Timestamp;

use super::{day, shown};
use crate::diagnosis::{Actor, Finding, Remedy};
use crate::formats::certificates::pem;
use crate::probe::Ending;
use crate::report::findings::TrustStore;
use crate::report::keytool::certificate::{fingerprints, java_name};
use crate::report::probe::Probed;
use crate::report::ticket::Audience;
use crate::x509::Certificate;

/// The message about one server, as of an instant.
pub fn ticket(probed: &Probed<'_, '_>, audience: Audience, now: Timestamp) -> String {
    let server = shown(&probed.server()).into_owned();
    let mut text = format!("Subject: {}\n\n", subject(probed, &server));
    text.push_str(&opening(probed, &server, now));
    let Some(finding) = probed.findings.first() else { return text };
    text.push_str(&format!("{}.\n", sentence(&finding.message)));
    if let Some(thrown) = probed.thrown.first() {
        text.push_str(&format!("The program's log says: {}\n", shown(&thrown.to_string())));
    }
    text.push('\n');
    text + &match audience {
        Audience::ServerAdmin => to_server(probed, finding, &server),
        Audience::Customer => to_customer(probed, finding, &server),
        Audience::Network => to_network(probed, finding, &server),
    }
}

fn subject(probed: &Probed<'_, '_>, server: &str) -> String {
    match probed.findings.first() {
        Some(finding) => format!("{server}: {}", finding.cause.entry().title),
        None => format!("{server}: connects"),
    }
}

fn sentence(text: &str) -> String {
    let text = shown(text);
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// Who tried what, when, and how it went.
fn opening(probed: &Probed<'_, '_>, server: &str, now: Timestamp) -> String {
    let when = now.strftime("On %Y-%m-%d at %H:%M UTC");
    let how = match probed.ending {
        Ending::Connected if probed.findings.is_empty() => "connected to",
        Ending::Connected => "connected, with a reservation, to",
        _ => "could not make a TLS connection to",
    };
    let proxy = probed.proxy.map_or_else(String::new, |proxy| format!(" through the proxy {}", shown(proxy)));
    format!("{when} a Java {} program {how} {server}{proxy}.\n", probed.java.release)
}

/// The certificates that the server sends, each with its fingerprint.
fn sent(probed: &Probed<'_, '_>) -> String {
    let chain = probed.sighting.seen.as_ref().map(|seen| seen.chain.as_slice()).unwrap_or_default();
    let mut text = String::new();
    for (place, der) in chain.iter().enumerate() {
        let [_, sha256] = fingerprints(der);
        let about = Certificate::read(der).map_or_else(
            |_| "cannot be read".to_owned(),
            |one| {
                let (subject, issuer) = (java_name(&one.subject), java_name(&one.issuer));
                format!(
                    "{}, issued by {}, valid until {}",
                    shown(&subject),
                    shown(&issuer),
                    day(one.not_after)
                )
            },
        );
        text.push_str(&format!("  {}. {about}\n     SHA-256 {sha256}\n", place + 1));
    }
    text
}

fn to_server(probed: &Probed<'_, '_>, finding: &Finding, server: &str) -> String {
    if finding.cause.entry().actor != Actor::ServerAdministrator {
        let list = sent(probed);
        let nothing = format!(
            "Nothing has to be changed on the server: it is {} who must act.\n",
            finding.cause.entry().actor.words()
        );
        return if list.is_empty() {
            nothing
        } else {
            format!(
                "{nothing}What we ask of you: please confirm, by another way than this connection, that these certificates and fingerprints \
                 are yours.\n\nThe server sends:\n{list}"
            )
        };
    }
    let mut text = format!("What we ask of you: {}\n", shown(&finding.remedy.text));
    let list = sent(probed);
    if !list.is_empty() {
        text.push_str(&format!("\nThe server sends:\n{list}"));
    }
    for finding in probed.findings.iter().filter(|finding| is_missing(probed, finding)) {
        let Some(der) = finding.certificate.as_deref() else { continue };
        let name = Certificate::read(der).map_or_else(|_| "?".to_owned(), |one| java_name(&one.subject));
        text.push_str(&format!(
            "\nIt should send this one as well, behind its own ({}):\n{}\n",
            shown(&name),
            pem(der, "\n")
        ));
    }
    let host = &probed.sighting.endpoint.host;
    let target = probed.server();
    let check =
        Remedy::shell("", ["openssl", "s_client", "-connect", &target, "-servername", host, "-showcerts"]);
    text.push_str(&format!(
        "\nTo see what {server} sends: {} </dev/null\nEach certificate that it shows must be signed by the next one, up to an authority that the \
         program knows.\n",
        shown(&check.command.unwrap_or_default())
    ));
    text
}

/// Whether a finding is about a certificate that the server does not send.
fn is_missing(probed: &Probed<'_, '_>, finding: &Finding) -> bool {
    let chain = probed.sighting.seen.as_ref().map(|seen| seen.chain.as_slice()).unwrap_or_default();
    finding.certificate.as_deref().is_some_and(|der| !chain.iter().any(|sent| sent == der))
}

fn to_customer(probed: &Probed<'_, '_>, finding: &Finding, server: &str) -> String {
    let Some(command) = &finding.remedy.command else {
        let actor = finding.cause.entry().actor;
        return match actor {
            Actor::StoreOwner | Actor::JavaAdministrator => {
                format!("What to do on your machine: {}\n", shown(&finding.remedy.text))
            }
            _ => format!(
                "Nothing on your machine mends this: it is {} who must act. What to ask for: {}\n",
                actor.words(),
                shown(&finding.remedy.text)
            ),
        };
    };
    let store = match probed.store {
        TrustStore::File(path) | TrustStore::Cacerts(path) => Some(path),
        TrustStore::Certificates => None,
    };
    let mut steps = Vec::new();
    if let Some(store) = store {
        let copy = Remedy::shell("", ["cp", store, &format!("{store}.before")]);
        steps.push(format!("Keep a copy of the trust store: {}", copy.command.unwrap_or_default()));
    }
    steps.push(format!("{} {command}", finding.remedy.text));
    steps.push(
        "Restart the program: a running Java has read its trust store and does not read it again.".to_owned(),
    );
    let named = probed.server();
    let words = ["probe", named.as_str()]
        .into_iter()
        .chain(store.iter().flat_map(|store| ["--keystore", store]))
        .chain(probed.server_options.iter().map(String::as_str));
    steps.push(format!("See whether it works: {}", Remedy::command("", words).command.unwrap_or_default()));
    let mut text =
        "What to do on the machine where the program runs, as somebody who may write its files:\n".to_owned();
    for (number, step) in steps.iter().enumerate() {
        text.push_str(&format!("  {}. {}\n", number + 1, shown(step)));
    }
    let list = sent(probed);
    if !list.is_empty() {
        text.push_str(&format!(
            "\nCompare the fingerprint that is shown with this list, and have whoever runs {server} confirm it:\n{list}"
        ));
    }
    text
}

fn to_network(probed: &Probed<'_, '_>, finding: &Finding, server: &str) -> String {
    let mut text = String::new();
    for attempt in &probed.sighting.attempts {
        let result = match &attempt.result {
            Ok(()) => "connected".to_owned(),
            Err(fault) => fault.error.to_string(),
        };
        text.push_str(&format!("  {}: {}\n", attempt.address, shown(&result)));
    }
    if finding.cause.entry().actor != Actor::NetworkAdministrator {
        let through = match probed.sighting.seen {
            Ok(_) => "The network lets the connection through. ",
            Err(_) => "",
        };
        return format!(
            "{text}{through}Nothing is asked of you: it is {} who must act.\n",
            finding.cause.entry().actor.words()
        );
    }
    let way = probed.proxy.map_or_else(
        || format!("a TCP connection from the machine to {server}"),
        |proxy| format!("the proxy {} to let CONNECT {server} through", shown(proxy)),
    );
    text + &format!(
        "What we ask of you: {}\nWhat the program needs is {way}, on which TLS is spoken{} and which nobody opens in between.\n",
        shown(&finding.remedy.text),
        probed.told.map_or_else(String::new, |name| format!(" with the server name {} (SNI)", shown(name)))
    )
}
