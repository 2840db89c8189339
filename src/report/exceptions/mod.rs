//! What a JVM throws where it does not trust: the exception and its causes, word for word, for each release.

mod algorithms;
pub mod client;
pub mod client_key;
pub mod connection;
mod crash;
mod key_pairs;
pub mod keys;
mod leaf;
mod parsing;
mod path;
mod policy;
mod revocation;
mod signature;

use super::keytool::certificate::{Exception, java_name};
use crate::diagnosis::Release;
use crate::jvm::zone::Zone;
use crate::pkix::revocation::RevocationFault;
use crate::pkix::{
    Anchors, Decision, Java, Node, Outcome, PathFault, Presented, Rejection, Route, UsageFault,
};

pub use key_pairs::{of_generating, of_signing};
pub use policy::of_policy;
pub(super) use revocation::{reason_name, status_name};
pub(super) use signature::curve_also_called;

const VALIDATOR: &str = "sun.security.validator.ValidatorException";
const PATH: &str = "java.security.cert.CertPathValidatorException";
const BUILDER: &str = "sun.security.provider.certpath.SunCertPathBuilderException";
const CERTIFICATE: &str = "java.security.cert.CertificateException";
const PARSING: &str = "java.security.cert.CertificateParsingException";
const RUNTIME: &str = "java.lang.RuntimeException";
const SIGNATURE: &str = "java.security.SignatureException";
const HANDSHAKE: &str = "javax.net.ssl.SSLHandshakeException";

/// What a decision was made about.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'d, 'a> {
    /// The Java that decided.
    pub java: &'d Java,
    /// What was presented to it.
    pub presented: &'d Presented<'a>,
    /// The anchors.
    pub anchors: &'d Anchors<'a>,
    /// The zone that dates are shown in.
    pub zone: &'d Zone,
}

/// The exceptions of a rejection, the outermost first, as an application gets them from a TLS connection; empty where the
/// chain is trusted or nothing was decided.
///
/// Java: 25 and late updates of 17 put the alert before the message that they take over from the trust manager, 25 also before that of
/// what the trust manager did not mean to throw (recorded over sockets with 11 to 25 and an empty store, tests/probe.rs; an SSLEngine of
/// 25 hides that message).
pub fn of_handshake(decision: &Decision<'_>, subject: Subject<'_, '_>) -> Vec<Exception> {
    let inner = of_trust_manager(decision, subject);
    let (Outcome::Rejected(rejection), Some(first)) = (&decision.outcome, inner.first()) else {
        return inner;
    };
    let alert = |word: &str| if subject.java.names_alerts { format!("({word}) ") } else { String::new() };
    let outer = match rejection {
        Rejection::Unparseable { .. } => Exception {
            class: HANDSHAKE,
            message: alert("bad_certificate") + "Failed to parse server certificates",
        },
        Rejection::UnreadableStore { .. } => return inner,
        _ if is_unchecked(first) => Exception {
            class: "javax.net.ssl.SSLException",
            message: match subject.java.release {
                Release::Java25 => format!("(internal_error) {}", first.message),
                _ => first.message.clone(),
            },
        },
        _ => {
            let word = alert_of(decision, rejection, &inner, subject.presented.is_tls_13);
            Exception { class: HANDSHAKE, message: alert(word) + &first.message }
        }
    };
    std::iter::once(outer).chain(inner).collect()
}

/// Whether it is none that a trust manager declares.
fn is_unchecked(exception: &Exception) -> bool {
    exception.class.starts_with("java.lang.")
}

/// The alert that a rejection is answered with.
///
/// Java: goes by the words in the case of old digests, wherever in the message they stand.
fn alert_of(
    decision: &Decision<'_>,
    rejection: &Rejection,
    thrown: &[Exception],
    is_tls_13: bool,
) -> &'static str {
    let Rejection::Path { fault, .. } = rejection else { return "certificate_unknown" };
    match fault {
        PathFault::Expired => "certificate_expired",
        PathFault::NotYetValid => "bad_certificate",
        // Java: what was stapled is answered with an alert of its own, unless it is a response that is no good in itself.
        PathFault::Revocation(fault)
            if decision.asked.as_ref().is_some_and(|asked| asked.stapled)
                && (fault.is_revoked() || fault.is_undetermined()) =>
        {
            "bad_certificate_status_response"
        }
        PathFault::Revocation(fault) if fault.is_revoked() => "certificate_revoked",
        PathFault::Signature(_) if thrown.iter().any(|one| one.class == SIGNATURE) => "bad_certificate",
        PathFault::Key { .. }
        | PathFault::SignatureAlgorithm { .. }
        | PathFault::TlsSignature { .. }
        | PathFault::TlsKey => {
            let message = thrown.first().map_or_else(String::new, |one| one.message.to_ascii_lowercase());
            let is_old = ["md5with", "sha1with"].iter().any(|word| message.contains(word));
            if is_old && is_tls_13 { "bad_certificate" } else { "unsupported_certificate" }
        }
        _ => "certificate_unknown",
    }
}

/// The exceptions of a rejection, the outermost first, as the trust manager throws them; empty where the chain is trusted
/// or nothing was decided.
pub fn of_trust_manager(decision: &Decision<'_>, subject: Subject<'_, '_>) -> Vec<Exception> {
    let Outcome::Rejected(rejection) = &decision.outcome else { return Vec::new() };
    let one = |class, message: String| vec![Exception { class, message }];
    let release = subject.java.release;
    let what = match decision.route {
        Some(Route::Search) => "PKIX path building failed",
        _ => "PKIX path validation failed",
    };
    match rejection {
        Rejection::EmptyChain => {
            one("java.lang.IllegalArgumentException", "null or zero-length certificate chain".into())
        }
        Rejection::EmptyAuthType => {
            one("java.lang.IllegalArgumentException", "null or zero-length authentication type".into())
        }
        Rejection::Unparseable { refusal, .. } | Rejection::UnreadableStore { refusal } => {
            parsing::of_refusal(refusal, release)
        }
        Rejection::NoAnchors => {
            let cause = Exception {
                class: "java.security.InvalidAlgorithmParameterException",
                message: "the trustAnchors parameter must be non-empty".into(),
            };
            wrapped(RUNTIME, "Unexpected error", vec![cause])
        }
        Rejection::Path { fault, index } => {
            wrapped(VALIDATOR, what, path::of_path(decision, fault, *index, subject))
        }
        Rejection::NoPath { attempts } => {
            let mut causes = vec![Exception {
                class: BUILDER,
                message: "unable to find valid certification path to requested target".into(),
            }];
            // Java: tells what was in the way only where that ends the search.
            let ends = |fault: &PathFault| match fault {
                PathFault::Revocation(fault) => {
                    fault.is_revoked() || matches!(fault, RevocationFault::NamedResponder { .. })
                }
                _ => false,
            };
            let fault =
                attempts.iter().find_map(|attempt| attempt.fault.as_ref().filter(|fault| ends(fault)));
            causes.extend(fault.into_iter().flat_map(|fault| path::of_path(decision, fault, None, subject)));
            wrapped(VALIDATOR, what, causes)
        }
        Rejection::AnchorNotCa { by_key_usage } => {
            let name = anchor_name(decision, subject);
            let lack = if *by_key_usage {
                "does not have keyCertSign bit set in KeyUsage extension"
            } else {
                "is not a CA certificate"
            };
            let message = format!("TrustAnchor with subject \"{name}\" {lack}");
            wrapped(VALIDATOR, what, vec![Exception { class: VALIDATOR, message }])
        }
        Rejection::Usage(fault) => {
            let class = match fault {
                UsageFault::UnknownAuthType(_) => CERTIFICATE,
                UsageFault::Unreadable(_) => PARSING,
                _ => VALIDATOR,
            };
            one(class, leaf::usage_words(fault))
        }
        Rejection::Distrusted(distrust) => {
            one(VALIDATOR, leaf::distrust_words(distrust, &anchor_name(decision, subject)))
        }
        Rejection::Host(fault) => leaf::of_host(fault),
        Rejection::Crash(crash) => crash::of_crash(crash, release),
    }
}

/// An exception around others, whose message repeats the first of them.
fn wrapped(class: &'static str, what: &str, causes: Vec<Exception>) -> Vec<Exception> {
    let message = causes.first().map_or_else(|| what.to_owned(), |cause| format!("{what}: {cause}"));
    std::iter::once(Exception { class, message }).chain(causes).collect()
}

fn name_of(node: &Node<'_>) -> String {
    java_name(&node.certificate.subject)
}

fn anchor_name(decision: &Decision<'_>, subject: Subject<'_, '_>) -> String {
    decision.anchor.and_then(|anchor| subject.anchors.get(anchor)).map_or_else(String::new, name_of)
}
