//! A server as a Java meets it: where the connection ends, what was seen on the way, what mends it.

use std::net::SocketAddr;

use super::chain::chain;
use super::survey::survey;
use super::verdict::{told, tree};
use super::{Paint, shown, wrapped};
use crate::diagnosis::Finding;
use crate::pkix::Java;
use crate::pkix::client::names;
use crate::probe::Ending;
use crate::report::client_key;
use crate::report::exceptions::client::suite_name;
use crate::report::findings::TrustStore;
use crate::report::keytool::certificate::Exception;
use crate::report::probe::{Probed, requires_certificate, version_name};
use crate::tls::{Endpoint, KeyExchange, Observation, Service};
use crate::x509::{Certificate, Name};

/// The whole of one server.
pub fn probe(probed: &Probed<'_, '_>, colour: bool) -> String {
    let paint = Paint::new(colour);
    let mut text = headline(probed, &paint);
    text.push('\n');
    for attempt in &probed.sighting.attempts {
        let result = match &attempt.result {
            Ok(()) => paint.good.apply_to("connected").to_string(),
            Err(fault) => paint.bad.apply_to(shown(&fault.error.to_string())).to_string(),
        };
        text.push_str(&format!("  {}  {result}\n", attempt.address));
    }
    if let Ok(seen) = &probed.sighting.seen {
        text.push_str(&handshake(seen, probed.told));
        text.push_str(&request(seen, probed, &paint));
        let drawn = probed.verdict.map(|verdict| tree(verdict, &paint)).unwrap_or_default();
        if !drawn.is_empty() {
            text.push('\n');
            text.push_str(&drawn);
        }
        if let (Some(now), Some(verdict)) = (probed.chain_at, probed.verdict) {
            text.push_str(&chain(&seen.chain, verdict.case.subject.anchors, now, &paint));
        }
    }
    text.push_str(&thrown(probed.java, probed.thrown));
    if let Some(poke) = probed.poke {
        text.push_str(&format!(
            "\nAs SSLPoke, which checks no host name and is done before TLS 1.3's late alerts:\n  {}\n",
            shown(&poke.line())
        ));
    }
    text.push_str(&findings(probed.findings, &paint));
    text + &probed.surveyed.map_or_else(String::new, |surveyed| survey(&surveyed, colour))
}

/// What several addresses of one server sent, by the fingerprints of its certificates; nothing where it has one address.
pub fn compared(server: &str, sent: &[(SocketAddr, Option<String>)], colour: bool) -> String {
    let paint = Paint::new(colour);
    let [(_, first), others @ ..] = sent else { return String::new() };
    if others.is_empty() {
        return String::new();
    }
    if others.iter().all(|(_, other)| other == first) {
        let word = paint.good.apply_to("the same certificate");
        return format!("\nAll {} addresses of {} send {word}.\n", sent.len(), shown(server));
    }
    let word = paint.bad.apply_to("different certificates");
    let mut text = format!("\nThe {} addresses of {} send {word}:\n", sent.len(), shown(server));
    for (address, fingerprint) in sent {
        text.push_str(&format!("  {address}  {}\n", fingerprint.as_deref().unwrap_or("none")));
    }
    text
}

/// A Java that does not even say hello.
pub fn speechless(
    endpoint: &Endpoint,
    java: &Java,
    exceptions: &[Exception],
    found: &[Finding],
    colour: bool,
) -> String {
    let paint = Paint::new(colour);
    let server = format!("{}:{}", endpoint.written_host(), endpoint.port);
    let head = paint.bad.apply_to("Does not connect");
    format!("{head}: Java {}, to {}.\n", java.name(), shown(&server))
        + &thrown(java, exceptions)
        + &findings(found, &paint)
}

fn headline(probed: &Probed<'_, '_>, paint: &Paint) -> String {
    let with = match probed.store {
        TrustStore::File(path) | TrustStore::Cacerts(path) => format!(" with {}", shown(path)),
        TrustStore::Certificates => String::new(),
    };
    let service = match probed.sighting.endpoint.service {
        Service::Tls => String::new(),
        service => format!(" ({}, STARTTLS)", service.name()),
    };
    let proxy = probed.proxy.map_or_else(String::new, |proxy| format!(" through {}", shown(proxy)));
    let word = match probed.ending {
        Ending::Connected if probed.findings.is_empty() => paint.good.apply_to("Connects"),
        Ending::Connected => paint.doubtful.apply_to("Connects, and yet"),
        Ending::Undecided => paint.bad.apply_to("Not decided"),
        _ => paint.bad.apply_to("Does not connect"),
    };
    format!("{word}: Java {}{with}, to {}{service}{proxy}.\n", probed.java.name(), shown(&probed.server()))
}

/// What was agreed on, and what is asked of the client.
fn handshake(seen: &Observation, told: Option<&str>) -> String {
    let mut text = String::new();
    if let Some(chosen) = &seen.chosen {
        let mut parts = vec![version_name(chosen.version), suite_name(chosen.suite)];
        parts.extend(match chosen.exchange {
            Some(KeyExchange::Group(group)) => Some(
                names::group(group)
                    .map_or_else(|| format!("group {group:#06x}"), |group| group.name.to_owned()),
            ),
            Some(KeyExchange::Dh { bits }) => Some(format!("Diffie-Hellman with {bits} bits")),
            Some(KeyExchange::Rsa) => Some("no forward secrecy".to_owned()),
            Some(KeyExchange::ExplicitCurve) => Some("a curve given by its parameters".to_owned()),
            None => None,
        });
        text.push_str(&format!("  {}\n", parts.join(", ")));
    }
    let name = told.map_or_else(
        || "no name is told to the server (SNI)".to_owned(),
        |name| format!("told to the server (SNI): {}", shown(name)),
    );
    text.push_str(&format!("  {name}\n"));
    text
}

/// What is asked of the client, and what it answers.
fn request(seen: &Observation, probed: &Probed<'_, '_>, paint: &Paint) -> String {
    let Some(request) = &seen.request else { return String::new() };
    let list = match request.authorities.as_slice() {
        [] => "of any authority".to_owned(),
        authorities => {
            let names = authorities.iter().map(|der| {
                Name::from_der(der).map_or_else(|_| "?".to_owned(), |name| name.plain().into_owned())
            });
            format!("of {}", names.collect::<Vec<_>>().join(", "))
        }
    };
    let demand = match requires_certificate(seen) {
        Some(true) => "lets nobody in without a client certificate",
        Some(false) => {
            "completes the handshake without the client certificate it asks for (and may refuse what follows)"
        }
        None => "asks for a client certificate",
    };
    let mut text = wrapped(&format!("{demand}, {list}"), "  ", 4);
    let kinds: Vec<String> = request.kinds.iter().map(|kind| client_key::kind_name(*kind)).collect();
    if !kinds.is_empty() {
        text.push_str(&wrapped(&format!("keys: {}", kinds.join(", ")), "    ", 6));
    }
    let schemes: Vec<String> =
        request.schemes.iter().map(|scheme| client_key::scheme_name(*scheme)).collect();
    if !schemes.is_empty() {
        text.push_str(&wrapped(&format!("signatures: {}", schemes.join(", ")), "    ", 6));
    }
    text + &answer(probed, paint)
}

/// Which key of its own a client sends, and why none of the others.
fn answer(probed: &Probed<'_, '_>, paint: &Paint) -> String {
    let own = &probed.own;
    let (Some(store), Some(choice)) = (own.store, own.choice) else { return String::new() };
    let mut text = match own.chosen() {
        Some(entry) => {
            let leaf = entry.chain.first().and_then(|der| Certificate::read(der).ok());
            let name = leaf.map_or_else(String::new, |leaf| leaf.subject.plain().into_owned());
            let proof = choice.scheme.map_or_else(String::new, |scheme| {
                format!(", proved by {}", client_key::scheme_name(scheme))
            });
            let fault = client_key::untimely(entry, own.keys.at).map_or_else(String::new, |fault| {
                format!("; it {}, and is sent all the same", client_key::blemish(fault))
            });
            let sign = paint.good.apply_to("✓");
            wrapped(
                &format!("this Java sends \"{}\" of {store}: {name}{proof}{fault}", entry.alias),
                &format!("  {sign} "),
                4,
            )
        }
        None => wrapped(
            &format!("this Java sends none of the keys of {store}"),
            &format!("  {} ", paint.bad.apply_to("✗")),
            4,
        ),
    };
    const TOLD: usize = 10;
    for (place, why) in choice.refused.iter().take(TOLD) {
        let alias = own.keys.entries.get(*place).map_or("", |entry| entry.alias.as_str());
        text.push_str(&wrapped(&format!("not \"{alias}\": {}", client_key::reason(why)), "    ", 6));
    }
    let more = choice.refused.len().saturating_sub(TOLD);
    if more > 0 {
        text.push_str(&format!("    nor {more} more\n"));
    }
    text
}

fn thrown(java: &Java, exceptions: &[Exception]) -> String {
    let mut text = String::new();
    for (index, exception) in exceptions.iter().enumerate() {
        let before =
            if index == 0 { format!("\nJava {} throws:\n  ", java.name()) } else { "  Caused by: ".into() };
        text.push_str(&format!("{before}{}\n", shown(&exception.to_string())));
    }
    text
}

fn findings(found: &[Finding], paint: &Paint) -> String {
    found.iter().enumerate().map(|(index, finding)| told(finding, index > 0, paint)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_compared_by_what_they_send() {
        let at = |last: u8, sent: &str| (SocketAddr::from(([10, 0, 0, last], 443)), Some(sent.to_owned()));
        assert_eq!(compared("a:443", &[at(1, "AA")], false), "");
        let same = compared("a:443", &[at(1, "AA"), at(2, "AA")], false);
        assert_eq!(same, "\nAll 2 addresses of a:443 send the same certificate.\n");
        let other = compared("a:443", &[at(1, "AA"), at(2, "BB"), (at(3, "").0, None)], false);
        assert!(other.contains("10.0.0.2:443  BB\n  10.0.0.3:443  none\n"), "{other}");
    }
}
