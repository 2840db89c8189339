//! What is wrong with a certificate of a path.

use super::algorithms::{key_words, signature_words, tls_key_words, tls_signature_words};
use super::revocation::of_revocation;
use super::signature::of_signature;
use super::{PATH, Subject, anchor_name, name_of};
use crate::pkix::revocation::RevocationFault;
use crate::pkix::{Decision, Member, PathFault, PolicyFault};
use crate::report::keytool::certificate::Exception;
use crate::report::keytool::dates::date_time;

/// The causes of the exception that a path's fault makes.
pub(super) fn of_path(
    decision: &Decision<'_>,
    fault: &PathFault,
    index: Option<usize>,
    subject: Subject<'_, '_>,
) -> Vec<Exception> {
    let path = |message: String| Exception { class: PATH, message };
    let node = index
        .and_then(|index| decision.path.get(index))
        .and_then(|member| member.of(&decision.sent, subject.anchors));
    let issuer = index
        .and_then(|index| decision.path.get(index + 1).copied())
        .or(decision.anchor.map(Member::Stored))
        .and_then(|member| member.of(&decision.sent, subject.anchors));
    let release = subject.java.release;
    let twice = |message: String| vec![path(message.clone()), path(message)];
    match fault {
        PathFault::NoAnchor => vec![path("Path does not chain with any of the trust anchors".into())],
        PathFault::Blocked => {
            let name = node.map_or_else(|| anchor_name(decision, subject), name_of);
            let message = format!("Untrusted certificate: {name}");
            if node.is_some() { twice(message) } else { vec![path(message)] }
        }
        PathFault::Key { rule, of_anchor, by_name } => {
            twice(key_words(rule, (*of_anchor, *by_name), [node, issuer], subject))
        }
        PathFault::SignatureAlgorithm { rule } => twice(signature_words(rule, node, subject)),
        PathFault::TlsSignature { is_topmost } => twice(tls_signature_words(*is_topmost, node, release)),
        PathFault::TlsKey => twice(tls_key_words(node, release)),
        PathFault::KeyUsageEmpty => twice("incorrect KeyUsage extension bits".into()),
        PathFault::NoCertSign => twice("CA key usage check failed: keyCertSign bit is not set".into()),
        PathFault::NotCa => twice("basic constraints check failed: this is not a CA certificate".into()),
        PathFault::PathLength => twice(
            "basic constraints check failed: pathLenConstraint violated - this cert must be the last cert in the \
             certification path"
                .into(),
        ),
        PathFault::NameConstraints => twice("name constraints check failed".into()),
        PathFault::BaseDistance { is_minimum } => {
            let what = if *is_minimum { "Non-zero minimum" } else { "Maximum" };
            let message = format!("{what} BaseDistance in name constraints not supported");
            let cause = Exception { class: "java.io.IOException", message };
            vec![path(cause.to_string()), cause]
        }
        PathFault::Policy(fault) => twice(
            match fault {
                PolicyFault::NoneLeft => "non-null policy tree required and policy tree is null",
                PolicyFault::CriticalQualifiers => "critical policy qualifiers present in certificate",
                PolicyFault::AnyPolicyMapped => "encountered an issuerDomainPolicy of ANY_POLICY",
                PolicyFault::MappedToAnyPolicy => "encountered a subjectDomainPolicy of ANY_POLICY",
            }
            .into(),
        ),
        PathFault::Expired | PathFault::NotYetValid => {
            let is_over = matches!(fault, PathFault::Expired);
            let [from, until] = node.map_or([0, 0], |node| node.certificate.validity);
            let (class, bound, instant) = if is_over {
                ("java.security.cert.CertificateExpiredException", "NotAfter", until)
            } else {
                ("java.security.cert.CertificateNotYetValidException", "NotBefore", from)
            };
            let date = date_time(subject.zone, instant.div_euclid(1000));
            vec![path("validity check failed".into()), Exception { class, message: format!("{bound}: {date}") }]
        }
        PathFault::Signature(error) => {
            let mut all = vec![path("signature check failed".into())];
            all.extend(of_signature(*error, node, issuer, release));
            all
        }
        PathFault::Revocation(fault) => {
            let (message, causes) = of_revocation(fault, subject);
            match (causes.is_empty(), fault) {
                (true, RevocationFault::NamedResponder { .. }) => vec![path(message)],
                (true, _) => twice(message),
                (false, _) => std::iter::once(path(message)).chain(causes).collect(),
            }
        }
        PathFault::CriticalExtensions => vec![path("unrecognized critical extension(s)".into())],
    }
}
