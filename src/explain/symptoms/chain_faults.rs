//! What is wrong with a chain, as far as its dump in the log tells: for a server that only hears that its client does not like it.

use crate::diagnosis::Cause;
use crate::explain::certificate::ShownCertificate;
use crate::explain::diagnosis::Party::{CaOwner, ClientOperator, ServerOperator};
use crate::explain::diagnosis::{Party, Reason, Step};
use crate::explain::handshake::Handshake;

const SERVER: &[Party] = &[ServerOperator];
const CLOCK: &[Party] = &[ServerOperator, ClientOperator];
const ISSUER: &[Party] = &[CaOwner, ServerOperator];
const AUTHORITY: &[Party] = &[ServerOperator, CaOwner];
const BOTH: &[Party] = &[ServerOperator, ClientOperator];
const CLIENT: &[Party] = &[ClientOperator];

/// Something about the server's certificate or its chain.
pub(super) const fn reason(check: &'static str, cause: Cause, who: &'static [Party]) -> Reason {
    Reason::new(Step::ServerCertificate, check, cause, who)
}

/// The longest chain that Java takes, below the certificate of the server itself.
const LONGEST_CHAIN: usize = 10;

/// What a Java would find wrong with the server's chain, in its order.
pub(super) fn of_server(handshake: &Handshake) -> Option<Reason> {
    let chain = handshake.server_chain.as_deref().unwrap_or_default();
    let leaf = chain.first()?;
    if chain.len() > LONGEST_CHAIN {
        return Some(reason("chain-length", Cause::ChainTooLong, SERVER));
    }
    if chain.iter().any(|member| member.has_unknown_critical) {
        return Some(reason("critical-extension", Cause::UnknownCriticalExtension, ISSUER));
    }
    // Some Javas take SHA-1 below authorities of one's own; this one took something ill.
    let weak = ["MD2", "MD5", "SHA1"];
    if chain.iter().any(|member| {
        !member.is_self_issued() && weak.iter().any(|digest| member.signature.starts_with(digest))
    }) {
        return Some(reason("algorithm-constraints", Cause::WeakSignature, SERVER));
    }
    if let Some(now) = handshake.at.as_deref().and_then(instant) {
        if chain.iter().any(|member| instant(&member.not_after).is_some_and(|until| until < now)) {
            return Some(reason("validity", Cause::Expired, SERVER));
        }
        if chain.iter().any(|member| instant(&member.not_before).is_some_and(|from| from > now)) {
            return Some(reason("validity", Cause::NotYetValid, CLOCK));
        }
    }
    if let Some(of_issuers) = of_issuers(chain.get(1..).unwrap_or_default()) {
        return Some(of_issuers);
    }
    let lacks = |usage: &str| !leaf.usages.is_empty() && !leaf.usages.iter().any(|own| own == usage);
    if lacks("serverAuth") && lacks("anyExtendedKeyUsage") {
        return Some(reason("extended-key-usage", Cause::WrongUsage, SERVER));
    }
    if leaf
        .key_usages
        .as_ref()
        .is_some_and(|usages| !usages.iter().any(|usage| usage.starts_with("DigitalSignature")))
    {
        return Some(reason("key-usage", Cause::WrongUsage, SERVER));
    }
    of_name(leaf, handshake)
}

fn of_issuers(issuers: &[ShownCertificate]) -> Option<Reason> {
    for (below, issuer) in issuers.iter().enumerate() {
        if issuer
            .key_usages
            .as_ref()
            .is_some_and(|usages| !usages.iter().any(|usage| usage.eq_ignore_ascii_case("Key_CertSign")))
        {
            return Some(reason("key-usage", Cause::CaFalse, ISSUER));
        }
        if issuer.is_authority == Some(false) {
            return Some(reason("basic-constraints", Cause::CaFalse, AUTHORITY));
        }
        if issuer.path_length.is_some_and(|length| length < below) {
            return Some(reason("path-length", Cause::PathLength, ISSUER));
        }
    }
    None
}

/// Whether none of the names is the one that the client told.
fn of_name(leaf: &ShownCertificate, handshake: &Handshake) -> Option<Reason> {
    let asked = handshake.hello.as_ref()?.name.as_deref()?;
    let covers = |name: &str| {
        name.eq_ignore_ascii_case(asked)
            || name.strip_prefix("*.").is_some_and(|parent| {
                asked.split_once('.').is_some_and(|(_, rest)| rest.eq_ignore_ascii_case(parent))
            })
    };
    let is_named = if leaf.names.is_empty() {
        leaf.common_name().is_some_and(covers)
    } else {
        leaf.names.iter().any(|name| covers(name))
    };
    let who = if asked.contains('.') { BOTH } else { CLIENT };
    (!is_named).then(|| reason("hostname", Cause::HostnameMismatch, who))
}

/// `2026-11-21 09:33:04.632 CET` as something that can be compared within one log.
pub(super) fn instant(text: &str) -> Option<&str> {
    let instant = text.get(..19)?;
    let is_date = instant.bytes().take(10).enumerate().all(|(place, byte)| match place {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    is_date.then_some(instant)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::handshake::Hello;

    fn handshake(edit: impl FnOnce(&mut Vec<ShownCertificate>)) -> Handshake {
        let mut chain = vec![
            ShownCertificate {
                subject: "CN=a.example".into(),
                issuer: "CN=Authority".into(),
                not_before: "2026-01-01 00:00:00.000 UTC".into(),
                not_after: "2027-01-01 00:00:00.000 UTC".into(),
                names: vec!["*.example".into()],
                ..ShownCertificate::default()
            },
            ShownCertificate {
                subject: "CN=Authority".into(),
                issuer: "CN=Root".into(),
                is_authority: Some(true),
                ..ShownCertificate::default()
            },
        ];
        edit(&mut chain);
        Handshake {
            server_chain: Some(chain),
            at: Some("2026-11-21 09:33:04.632 UTC".into()),
            hello: Some(Hello { name: Some("a.example".into()), ..Hello::default() }),
            ..Handshake::default()
        }
    }

    #[test]
    fn a_dump_tells_what_java_would_find() {
        let check = |edit: fn(&mut Vec<ShownCertificate>)| {
            of_server(&handshake(edit)).map(|reason| reason.check.into_owned())
        };
        assert_eq!(check(|_| ()), None);
        assert_eq!(
            check(|chain| chain[0].not_after = "2026-03-14 10:00:00.000 UTC".into()).as_deref(),
            Some("validity")
        );
        assert_eq!(check(|chain| chain[1].is_authority = Some(false)).as_deref(), Some("basic-constraints"));
        assert_eq!(
            check(|chain| chain[0].usages = vec!["clientAuth".into()]).as_deref(),
            Some("extended-key-usage")
        );
        assert_eq!(check(|chain| chain[0].names = vec!["b.example".into()]).as_deref(), Some("hostname"));
        assert_eq!(
            check(|chain| chain[0].has_unknown_critical = true).as_deref(),
            Some("critical-extension")
        );
    }
}
