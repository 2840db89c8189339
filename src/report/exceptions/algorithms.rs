//! Keys and signatures that are disabled.

use super::{Subject, name_of};
use crate::diagnosis::Release;
use crate::pkix::constraints::{Condition, Rule};
use crate::pkix::strength::KeyFacts;
use crate::pkix::{Node, signature_name};
use crate::report::keytool::dates::date_with_commas;

/// What a rule denies, and where: `subject` is the algorithm, with a size where that matters, `at` the end of the sentence.
fn denied(rule: &Rule, key: Option<&Node<'_>>, place: &str, subject: Subject<'_, '_>) -> String {
    let algorithm = match rule.algorithm.split_at_checked(4) {
        Some((dashed, digits)) if dashed.eq_ignore_ascii_case("SHA-") => format!("SHA{digits}"),
        _ => rule.algorithm.clone(),
    };
    match rule.conditions.last() {
        None => format!("{CHECK} disabled algorithm: {algorithm}{place}"),
        Some(Condition::KeySize(..)) => {
            let bits = key.and_then(|key| key.certificate.key.bits()).unwrap_or_default();
            format!("{CHECK} keysize limits: {algorithm} {bits} bit key{place}")
        }
        Some(Condition::JdkCa) => format!("{CHECK} certificate anchor limits. {algorithm}{place}"),
        Some(Condition::Usage(usages)) => {
            let wanted = subject.presented.purpose.usage();
            let usage = usages.iter().find(|usage| usage.eq_ignore_ascii_case(wanted));
            let usage = usage.map_or(wanted, String::as_str);
            format!("Usage constraint {usage} check failed: {algorithm}{place}")
        }
        Some(Condition::DenyAfter(day)) => {
            let at = jiff::Timestamp::from_millisecond(subject.presented.at).unwrap_or_default();
            let (day, at) = match (subject.java.release, day.to_zoned(jiff::tz::TimeZone::UTC)) {
                (Release::Java11, Ok(start)) => {
                    let words = |seconds| date_with_commas(subject.zone, seconds);
                    (words(start.timestamp().as_second()), words(at.as_second()))
                }
                _ => (day.to_string(), at.to_string()),
            };
            format!(
                "denyAfter constraint check failed: {algorithm} used with Constraint date: {day}; params date: {at}{place}"
            )
        }
    }
}

const CHECK: &str = "Algorithm constraints check failed on";

/// What is wrong with a key: a certificate's, or the anchor's above it, by its name or for its size.
pub(super) fn key_words(
    rule: &Rule,
    (of_anchor, by_name): (bool, bool),
    nodes: [Option<&Node<'_>>; 2],
    subject: Subject<'_, '_>,
) -> String {
    let [Some(node), issuer] = nodes else { return String::new() };
    match (of_anchor, by_name) {
        // Java: up to 17 it is the signature below that the anchor's key is held against.
        (true, _) if subject.java.release <= Release::Java17 => {
            format!(
                "{CHECK} signature algorithm: {}",
                signature_name(&node.certificate, subject.java.release)
            )
        }
        (_, true) => denied(rule, None, "", subject),
        (true, false) => denied(rule, issuer, ".", subject),
        (false, false) => denied(rule, Some(node), &used_with(node), subject),
    }
}

fn used_with(node: &Node<'_>) -> String {
    format!(" used with certificate: {}", name_of(node))
}

pub(super) fn signature_words(rule: &Rule, node: Option<&Node<'_>>, subject: Subject<'_, '_>) -> String {
    let Some(node) = node else { return String::new() };
    // Java: up to 17 says less of rules without conditions, but for the digest of a PSS signature.
    let release = subject.java.release;
    let name = signature_name(&node.certificate, release);
    let is_pss_digest = node.certificate.algorithm.pss_digest().is_some() && !rule.names(&name);
    if release <= Release::Java17 && rule.conditions.is_empty() && !is_pss_digest {
        return format!("{CHECK} signature algorithm: {name}");
    }
    denied(rule, None, &used_with(node), subject)
}

pub(super) fn tls_signature_words(is_topmost: bool, node: Option<&Node<'_>>, release: Release) -> String {
    let Some(node) = node else { return String::new() };
    let algorithm = signature_name(&node.certificate, release);
    if is_topmost || release <= Release::Java17 {
        return format!("{CHECK} signature algorithm: {algorithm}");
    }
    // Java: without a blank.
    format!("{CHECK} {algorithm}signature and {} key{}", key_name(node), key_size(node))
}

pub(super) fn tls_key_words(node: Option<&Node<'_>>, release: Release) -> String {
    let Some(node) = node else { return String::new() };
    let (name, size) = (key_name(node), key_size(node));
    if release <= Release::Java17 {
        format!("{CHECK} key {name}{size}")
    } else {
        format!("{CHECK} {name} key{size}")
    }
}

fn key_name(node: &Node<'_>) -> String {
    let name = node.certificate.key.algorithm_name();
    KeyFacts::of(&node.certificate.key, &name).algorithm.to_owned()
}

fn key_size(node: &Node<'_>) -> String {
    let name = node.certificate.key.algorithm_name();
    let bits = KeyFacts::of(&node.certificate.key, &name).bits;
    bits.map_or_else(String::new, |bits| format!(" with size of {bits}bits"))
}
