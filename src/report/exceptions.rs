//! What a JVM throws where it does not trust: the exception and its causes, word for word, for each release.

use super::keytool::certificate::{Exception, exception, java_name, refusal};
use super::keytool::dates::{date_time, date_with_commas};
use crate::crypto::verify::VerifyError;
use crate::diagnosis::Release;
use crate::jvm::zone::Zone;
use crate::pkix::constraints::{Condition, ConstraintError, Rule};
use crate::pkix::distrust::{Distrust, DistrustPolicy};
use crate::pkix::host::HostFault;
use crate::pkix::strength::KeyFacts;
use crate::pkix::{
    Anchors, Crash, Decision, Java, Member, Node, Outcome, PathFault, PolicyFault, Purpose, Rejection,
    UsageFault,
};
use crate::x509::{self, Fault, KeyFault, KeyKind, Refusal, names};

const VALIDATOR: &str = "sun.security.validator.ValidatorException";
const PATH: &str = "java.security.cert.CertPathValidatorException";
const BUILDER: &str = "sun.security.provider.certpath.SunCertPathBuilderException";
const CERTIFICATE: &str = "java.security.cert.CertificateException";
const PARSING: &str = "java.security.cert.CertificateParsingException";
const RUNTIME: &str = "java.lang.RuntimeException";

/// What a decision was made about.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'d, 'a> {
    /// The Java that decided.
    pub java: &'d Java,
    /// The certificates as they were sent; those before one that cannot be parsed.
    pub sent: &'d [Node<'a>],
    /// The anchors.
    pub anchors: &'d Anchors<'a>,
    /// The instant that counted, in milliseconds since 1970-01-01T00:00:00Z.
    pub at: i64,
    /// Whose certificate it was.
    pub purpose: Purpose,
    /// The zone that dates are shown in.
    pub zone: &'d Zone,
}

/// The exceptions of a rejection, the outermost first, as the trust manager throws them; empty where the chain is trusted
/// or nothing was decided.
pub fn of_trust_manager(decision: &Decision, subject: Subject<'_, '_>) -> Vec<Exception> {
    let Outcome::Rejected(rejection) = &decision.outcome else { return Vec::new() };
    let one = |class, message: String| vec![Exception { class, message }];
    match rejection {
        Rejection::EmptyChain => {
            one("java.lang.IllegalArgumentException", "null or zero-length certificate chain".into())
        }
        Rejection::EmptyAuthType => {
            one("java.lang.IllegalArgumentException", "null or zero-length authentication type".into())
        }
        Rejection::Unparseable { refusal: refused, .. } => unparseable(refused, subject.java.release),
        Rejection::NoAnchors => {
            let cause = Exception {
                class: "java.security.InvalidAlgorithmParameterException",
                message: "the trustAnchors parameter must be non-empty".into(),
            };
            wrapped(RUNTIME, "Unexpected error", vec![cause])
        }
        Rejection::Path { fault, index } => {
            wrapped(VALIDATOR, "PKIX path validation failed", of_path(decision, fault, *index, subject))
        }
        Rejection::NoPath { .. } => {
            let cause = Exception {
                class: BUILDER,
                message: "unable to find valid certification path to requested target".into(),
            };
            wrapped(VALIDATOR, "PKIX path building failed", vec![cause])
        }
        Rejection::AnchorNotCa { by_key_usage } => {
            let name = decision.anchor.and_then(|anchor| subject.anchors.get(anchor));
            let name = name.map_or_else(String::new, |node| java_name(&node.certificate.subject));
            let lack = if *by_key_usage {
                "does not have keyCertSign bit set in KeyUsage extension"
            } else {
                "is not a CA certificate"
            };
            let cause = Exception {
                class: VALIDATOR,
                message: format!("TrustAnchor with subject \"{name}\" {lack}"),
            };
            let searched = decision.route == Some(crate::pkix::Route::Search);
            let what = if searched { "PKIX path building failed" } else { "PKIX path validation failed" };
            wrapped(VALIDATOR, what, vec![cause])
        }
        Rejection::Usage(fault) => {
            let class = match fault {
                UsageFault::UnknownAuthType(_) => CERTIFICATE,
                UsageFault::Unreadable(_) => PARSING,
                _ => VALIDATOR,
            };
            one(class, usage_words(fault))
        }
        Rejection::Distrusted(distrust) => one(VALIDATOR, distrust_words(distrust, decision, subject)),
        Rejection::Host(fault) => of_host(fault),
        Rejection::Crash(crash) => of_crash(crash, subject.java.release),
    }
}

/// The exceptions by which every TLS connection ends where a property of algorithm constraints has a fault.
pub fn of_policy(error: &ConstraintError, release: Release) -> Vec<Exception> {
    const ILLEGAL: &str = "java.lang.IllegalArgumentException";
    let (class, message) = match error {
        ConstraintError::Unknown(text) => {
            (ILLEGAL, format!("Error in security property. Constraint unknown: {text}"))
        }
        ConstraintError::Operator(text) => {
            (ILLEGAL, format!("Error in security property. {text} is not a legal Operator"))
        }
        ConstraintError::Size(text) => {
            ("java.lang.NumberFormatException", format!("For input string: \"{text}\""))
        }
        ConstraintError::SizeMissing(_) => ("java.util.NoSuchElementException", String::new()),
        ConstraintError::Date(text) => match (release, text.get(5..7)) {
            (Release::Java11, month) => {
                (ILLEGAL, format!("Invalid month given in constraint: {}", month.unwrap_or_default()))
            }
            _ => (ILLEGAL, "Invalid denyAfter date".to_owned()),
        },
        ConstraintError::JdkCaTwice(text) => {
            (ILLEGAL, format!("Only one jdkCA entry allowed in property. Constraint: {text}"))
        }
        ConstraintError::DenyAfterTwice(text) => {
            (ILLEGAL, format!("Only one denyAfter entry allowed in property. Constraint: {text}"))
        }
    };
    let mut all = vec![
        Exception { class: "java.lang.ExceptionInInitializerError", message: String::new() },
        Exception { class, message },
    ];
    if let ConstraintError::Date(text) = error
        && release != Release::Java11
    {
        all.push(Exception { class: "java.time.DateTimeException", message: no_such_date(text) });
    }
    all
}

/// What is wrong with `YYYY-MM-DD`, as `java.time` says it.
fn no_such_date(text: &str) -> String {
    const MONTHS: [&str; 12] = [
        "JANUARY",
        "FEBRUARY",
        "MARCH",
        "APRIL",
        "MAY",
        "JUNE",
        "JULY",
        "AUGUST",
        "SEPTEMBER",
        "OCTOBER",
        "NOVEMBER",
        "DECEMBER",
    ];
    let number = |range: std::ops::Range<usize>| -> usize {
        text.get(range).and_then(|digits| digits.parse().ok()).unwrap_or_default()
    };
    let (month, day) = (number(5..7), number(8..10));
    match month.checked_sub(1).and_then(|month| MONTHS.get(month)) {
        None => format!("Invalid value for MonthOfYear (valid values 1 - 12): {month}"),
        Some(_) if day == 0 || day > 31 => {
            format!("Invalid value for DayOfMonth (valid values 1 - 28/31): {day}")
        }
        Some(_) if (month, day) == (2, 29) => {
            format!("Invalid date 'February 29' as '{}' is not a leap year", number(0..4))
        }
        Some(name) => format!("Invalid date '{name} {day}'"),
    }
}

/// An exception around others, whose message repeats the first of them.
fn wrapped(class: &'static str, what: &str, causes: Vec<Exception>) -> Vec<Exception> {
    let message = causes.first().map_or_else(|| what.to_owned(), |cause| format!("{what}: {cause}"));
    std::iter::once(Exception { class, message }).chain(causes).collect()
}

fn unparseable(refused: &Refusal, release: Release) -> Vec<Exception> {
    let mut outer = refusal(refused);
    let mut causes = Vec::new();
    if let Refusal::Fault { fault, .. } = refused {
        causes.push(exception(fault));
        causes.extend(deeper_causes(fault));
    }
    if release <= Release::Java11 {
        // Java: 11 reads elements otherwise, and says otherwise that they are cut.
        for one in std::iter::once(&mut outer).chain(&mut causes) {
            one.message = one.message.replace("Too short", "Short read of DER length");
            const CUT: &str = "java.io.EOFException";
            const EXTRA: &str = "extra data given to DerValue constructor";
            one.message = one
                .message
                .replace(&format!("{CUT}: not enough content"), &format!("java.io.IOException: {EXTRA}"));
            if one.class == CUT {
                *one = Exception { class: "java.io.IOException", message: EXTRA.into() };
            }
        }
    }
    std::iter::once(outer).chain(causes).collect()
}

/// What Java has below the first cause of a fault.
fn deeper_causes(fault: &Fault) -> Vec<Exception> {
    let one = |class, message: &str| Exception { class, message: message.to_owned() };
    match fault {
        Fault::UriConstraint(text) if text.is_empty() => {
            vec![one("java.io.IOException", "DNSName must not be null or empty")]
        }
        Fault::Key(KeyFault::RsaTooLong) => {
            const KEY: &str = "java.security.InvalidKeyException";
            const WORDS: &str = "RSA keys must be no longer than 16384 bits";
            let repeated = format!("{KEY}: {WORDS}");
            vec![
                one(KEY, &repeated),
                one("java.security.spec.InvalidKeySpecException", &repeated),
                one(KEY, WORDS),
            ]
        }
        _ => Vec::new(),
    }
}

fn of_path(
    decision: &Decision,
    fault: &PathFault,
    index: Option<usize>,
    subject: Subject<'_, '_>,
) -> Vec<Exception> {
    let path = |message: String| Exception { class: PATH, message };
    let node = index
        .and_then(|index| decision.path.get(index))
        .and_then(|member| member.of(subject.sent, subject.anchors));
    let issuer = index
        .and_then(|index| decision.path.get(index + 1).copied())
        .or(decision.anchor.map(Member::Stored))
        .and_then(|member| member.of(subject.sent, subject.anchors));
    let release = subject.java.release;
    let twice = |message: String| vec![path(message.clone()), path(message)];
    match fault {
        PathFault::NoAnchor => vec![path("Path does not chain with any of the trust anchors".into())],
        PathFault::Blocked => {
            let anchor = decision.anchor.and_then(|anchor| subject.anchors.get(anchor));
            let name = node.or(anchor).map_or_else(String::new, name_of);
            let message = format!("Untrusted certificate: {name}");
            if node.is_some() { twice(message) } else { vec![path(message)] }
        }
        PathFault::Key { rule, of_anchor, by_name } => {
            let denial = KeyDenial { rule, of_anchor: *of_anchor, by_name: *by_name };
            twice(key_words(&denial, [node, issuer], subject))
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
        PathFault::CriticalExtensions => vec![path("unrecognized critical extension(s)".into())],
    }
}

fn name_of(node: &Node<'_>) -> String {
    java_name(&node.certificate.subject)
}

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
            let wanted = subject.purpose.usage();
            let usage = usages.iter().find(|usage| usage.eq_ignore_ascii_case(wanted));
            let usage = usage.map_or(wanted, String::as_str);
            format!("Usage constraint {usage} check failed: {algorithm}{place}")
        }
        Some(Condition::DenyAfter(day)) => {
            let at = jiff::Timestamp::from_millisecond(subject.at).unwrap_or_default();
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

struct KeyDenial<'r> {
    rule: &'r Rule,
    of_anchor: bool,
    by_name: bool,
}

fn key_words(fault: &KeyDenial<'_>, nodes: [Option<&Node<'_>>; 2], subject: Subject<'_, '_>) -> String {
    let [Some(node), issuer] = nodes else { return String::new() };
    match (fault.of_anchor, fault.by_name) {
        // Java: up to 17 it is the signature below that the anchor's key is held against.
        (true, _) if subject.java.release <= Release::Java17 => {
            format!("{CHECK} signature algorithm: {}", signature_name(node))
        }
        (_, true) => denied(fault.rule, None, "", subject),
        (true, false) => denied(fault.rule, issuer, ".", subject),
        (false, false) => denied(fault.rule, Some(node), &used_with(node), subject),
    }
}

fn used_with(node: &Node<'_>) -> String {
    format!(" used with certificate: {}", name_of(node))
}

fn signature_name(node: &Node<'_>) -> String {
    names::name_or_decimals(node.certificate.algorithm.oid)
}

fn signature_words(rule: &Rule, node: Option<&Node<'_>>, subject: Subject<'_, '_>) -> String {
    let Some(node) = node else { return String::new() };
    // Java: up to 17 says less of rules without conditions, but for the digest of a PSS signature.
    let is_pss_digest =
        node.certificate.algorithm.pss_digest().is_some() && !rule.names(&signature_name(node));
    if subject.java.release <= Release::Java17 && rule.conditions.is_empty() && !is_pss_digest {
        return format!("{CHECK} signature algorithm: {}", signature_name(node));
    }
    denied(rule, None, &used_with(node), subject)
}

fn tls_signature_words(is_topmost: bool, node: Option<&Node<'_>>, release: Release) -> String {
    let Some(node) = node else { return String::new() };
    let algorithm = signature_name(node);
    if is_topmost || release <= Release::Java17 {
        return format!("{CHECK} signature algorithm: {algorithm}");
    }
    // Java: without a blank.
    format!("{CHECK} {algorithm}signature and {} key{}", key_name(node), key_size(node))
}

fn tls_key_words(node: Option<&Node<'_>>, release: Release) -> String {
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

fn of_signature(
    error: VerifyError,
    node: Option<&Node<'_>>,
    issuer: Option<&Node<'_>>,
    release: Release,
) -> Vec<Exception> {
    let wrong = |message: String| vec![Exception { class: "java.security.SignatureException", message }];
    let (Some(node), Some(issuer)) = (node, issuer) else { return wrong("Signature does not match.".into()) };
    let is_known = release >= Release::Java17 || crate::pkix::is_signature_of_11(&node.certificate);
    match (error, issuer.certificate.key.kind) {
        (VerifyError::Unsupported, KeyKind::Ec(curve))
            if is_known && signature_name(node).ends_with("withECDSA") =>
        {
            let oid =
                issuer.certificate.key.algorithm.parameters.and_then(|parameters| parameters.oid().ok());
            let oid = oid.map_or_else(String::new, x509::dotted);
            let also = curve_also_called(curve.name);
            wrong(format!("Curve not supported: {}{also} ({oid})", curve.name))
        }
        (VerifyError::Unsupported, _) => vec![Exception {
            class: "java.security.NoSuchAlgorithmException",
            message: format!("{} Signature not available", x509::dotted(node.certificate.algorithm.oid)),
        }],
        (VerifyError::WrongKey, _) => vec![Exception {
            class: "java.security.InvalidKeyException",
            message: format!("No installed provider supports this key: {}", key_class(issuer, release)),
        }],
        (VerifyError::MalformedSignature, KeyKind::Dsa { .. }) => {
            let message = "Invalid encoding for signature".to_owned();
            let cause = Exception { class: "java.io.IOException", message: message.clone() };
            wrong(message).into_iter().chain([cause]).collect()
        }
        (VerifyError::BadSignature | VerifyError::MalformedSignature, KeyKind::Rsa { bits, .. }) => {
            let (got, expected) = (node.certificate.signature.octets.len(), bits.div_ceil(8));
            if got == expected {
                return wrong("Signature does not match.".into());
            }
            let what = if release == Release::Java11 {
                "Signature length not correct"
            } else {
                "Bad signature length"
            };
            wrong(format!("{what}: got {got} but was expecting {expected}"))
        }
        _ => wrong("Signature does not match.".into()),
    }
}

/// The class of which Java makes a key.
fn key_class(node: &Node<'_>, release: Release) -> &'static str {
    let key = &node.certificate.key;
    match (key.kind, key.algorithm_name().as_str()) {
        (KeyKind::Rsa { .. }, _) => "sun.security.rsa.RSAPublicKeyImpl",
        (KeyKind::Ec(_), _) => "sun.security.ec.ECPublicKeyImpl",
        (KeyKind::Dsa { .. }, _) => "sun.security.provider.DSAPublicKeyImpl",
        (KeyKind::Dh { .. }, _) => "com.sun.crypto.provider.DHPublicKey",
        (_, "Ed25519" | "Ed448") if release >= Release::Java17 => "sun.security.ec.ed.EdDSAPublicKeyImpl",
        (_, "X25519" | "X448") => "sun.security.ec.XDHPublicKeyImpl",
        (_, name) if name.starts_with("ML-") && release >= Release::Java25 => {
            "sun.security.x509.NamedX509Key"
        }
        _ => "sun.security.x509.X509Key",
    }
}

/// The other names by which Java lists a curve.
fn curve_also_called(name: &str) -> &'static str {
    match name {
        "secp192r1" => " [NIST P-192,X9.62 prime192v1]",
        "secp224r1" => " [NIST P-224]",
        "sect163k1" => " [NIST K-163]",
        "sect163r2" => " [NIST B-163]",
        "sect233k1" => " [NIST K-233]",
        "sect233r1" => " [NIST B-233]",
        "sect283k1" => " [NIST K-283]",
        "sect283r1" => " [NIST B-283]",
        "sect409k1" => " [NIST K-409]",
        "sect409r1" => " [NIST B-409]",
        "sect571k1" => " [NIST K-571]",
        "sect571r1" => " [NIST B-571]",
        _ => "",
    }
}

fn usage_words(fault: &UsageFault) -> String {
    let whom = |purpose: &Purpose| match purpose {
        Purpose::Server => "server",
        Purpose::Client => "client",
    };
    match fault {
        UsageFault::DigitalSignature => "KeyUsage does not allow digital signatures".into(),
        UsageFault::KeyEncipherment => "KeyUsage does not allow key encipherment".into(),
        UsageFault::KeyAgreement => "KeyUsage does not allow key agreement".into(),
        UsageFault::Extended(purpose) => {
            format!("Extended key usage does not permit use for TLS {} authentication", whom(purpose))
        }
        UsageFault::Netscape(purpose) => {
            format!("Netscape cert type does not permit use for SSL {}", whom(purpose))
        }
        UsageFault::UnknownAuthType(word) => format!("Unknown authType: {word}"),
        UsageFault::Unreadable(fault) => exception(fault).message,
    }
}

fn distrust_words(distrust: &Distrust, decision: &Decision, subject: Subject<'_, '_>) -> String {
    let anchor = decision.anchor.and_then(|anchor| subject.anchors.get(anchor));
    let name = anchor.map_or_else(String::new, name_of);
    let issued = distrust.last_day.map_or_else(String::new, |day| format!(" issued after {day} and"));
    let owner = match distrust.policy {
        DistrustPolicy::Symantec => "Symantec",
        DistrustPolicy::Entrust => "Entrust",
        DistrustPolicy::Camerfirma => "Camerfirma",
        DistrustPolicy::Chunghwa => "Chunghwa",
    };
    format!("TLS Server certificate{issued} anchored by a distrusted legacy {owner} root CA: {name}")
}

fn of_host(fault: &HostFault) -> Vec<Exception> {
    let one = |message: String| vec![Exception { class: CERTIFICATE, message }];
    match fault {
        HostFault::NoDnsName { host } => {
            one(format!("No subject alternative DNS name matching {host} found."))
        }
        HostFault::NoName { host } => one(format!("No name matching {host} found")),
        HostFault::NoAlternativeNames => one("No subject alternative names present".into()),
        HostFault::NoAddress { host } => {
            one(format!("No subject alternative names matching IP address {host} found"))
        }
        HostFault::Illegal { host, why } => {
            let mut all = one(format!("Illegal given domain name: {host}"));
            all.push(Exception { class: "java.lang.IllegalArgumentException", message: (*why).into() });
            all
        }
        HostFault::Unreadable(fault) => {
            let message = exception(fault).message;
            vec![Exception { class: PARSING, message }]
        }
    }
}

fn of_crash(crash: &Crash, release: Release) -> Vec<Exception> {
    match crash {
        Crash::DisjointDnsNames | Crash::DisjointMailboxes | Crash::DisjointUris => {
            let message = match crash {
                Crash::DisjointDnsNames => "DNSName must not be null or empty",
                Crash::DisjointMailboxes => "RFC822Name may not be null or empty",
                _ => "URI name must include scheme:",
            };
            let cause = Exception { class: "java.io.IOException", message: message.into() };
            wrapped(RUNTIME, "Unexpected error", vec![cause])
        }
        Crash::EmptyDnsConstraint => {
            let message = match release {
                Release::Java21 | Release::Java25 => "Index 0 out of bounds for length 0",
                Release::Java8 => "String index out of range: -1",
                _ => "String index out of range: 0",
            };
            vec![Exception { class: "java.lang.StringIndexOutOfBoundsException", message: message.into() }]
        }
        Crash::AddressTooShort => {
            let message = match release {
                Release::Java8 => "4",
                _ => "Index 4 out of bounds for length 4",
            };
            vec![Exception { class: "java.lang.ArrayIndexOutOfBoundsException", message: message.into() }]
        }
        Crash::OtherNameConstraint | Crash::RegisteredIdConstraint => {
            let message = match crash {
                Crash::OtherNameConstraint => {
                    "Narrowing, widening, and matching are not supported for OtherName."
                }
                _ => "Narrowing and widening are not supported for OIDNames",
            };
            vec![Exception { class: "java.lang.UnsupportedOperationException", message: message.into() }]
        }
        Crash::DisjointAddresses | Crash::NoHostInUri => {
            let is_uri = *crash == Crash::NoHostInUri;
            // Java: names the variable where the runtime still knows it, as Debian's 17 does.
            let message = match (release, is_uri) {
                (Release::Java8 | Release::Java11, _) => "",
                (Release::Java17, true) => {
                    "Cannot invoke \"String.equalsIgnoreCase(String)\" because \"otherHost\" is null"
                }
                (_, true) => "Cannot invoke \"String.equalsIgnoreCase(String)\" because \"<local3>\" is null",
                (Release::Java17, false) => "Cannot read the array length because \"address\" is null",
                (_, false) => "Cannot read the array length because \"<parameter1>\" is null",
            };
            vec![Exception { class: "java.lang.NullPointerException", message: message.into() }]
        }
        Crash::AlternativeNames(fault) => vec![exception(fault)],
    }
}
