//! Settings of the client that Java does not understand, or that leave nothing to offer.

use crate::diagnosis::Cause;
use crate::explain::case::{Case, Text, says, thrown};
use crate::explain::diagnosis::Party::{ClientDeveloper, ClientOperator};
use crate::explain::diagnosis::{Diagnosis, Missing, Party, Reason, Step};

const WHO: &[Party] = &[ClientOperator];
const WHO_WROTE_IT: &[Party] = &[ClientOperator, ClientDeveloper];

/// Java: the whole is "(protocol is disabled or cipher suites are inappropriate)".
const NO_PROTOCOL: &str = "No appropriate protocol";

static TEXTS: [Text; 16] = [
    says("Unsupported CipherSuite", Step::ClientConfig, "cipher-name", Cause::UnknownSuiteName, WHO_WROTE_IT),
    says("Unsupported ciphersuite", Step::ClientConfig, "cipher-name", Cause::UnknownSuiteName, WHO_WROTE_IT),
    says(
        "nsupported cipher suite: ",
        Step::ClientConfig,
        "cipher-name",
        Cause::UnknownSuiteName,
        WHO_WROTE_IT,
    ),
    says(
        "is not a supported SSL protocol name",
        Step::ClientConfig,
        "protocol-name",
        Cause::UnknownProtocolName,
        WHO,
    ),
    thrown(
        "IllegalArgumentException",
        "Unsupported protocol",
        Step::ClientConfig,
        "protocol-name",
        Cause::UnknownProtocolName,
        WHO_WROTE_IT,
    ),
    // Java 8: tells the name alone.
    thrown(
        "IllegalArgumentException",
        "TLSv",
        Step::ClientConfig,
        "protocol-name",
        Cause::UnknownProtocolName,
        WHO_WROTE_IT,
    ),
    says(
        "with currently installed providers",
        Step::ClientConfig,
        "cipher-name",
        Cause::UnknownSuiteName,
        WHO_WROTE_IT,
    ),
    says(
        "contains no supported elliptic curves",
        Step::ClientConfig,
        "named-groups",
        Cause::UnknownSuiteName,
        WHO,
    ),
    says(
        "contains no supported named groups",
        Step::ClientConfig,
        "named-groups",
        Cause::UnknownSuiteName,
        WHO,
    ),
    says(
        " SSLContext not available",
        Step::ClientConfig,
        "protocol-name",
        Cause::UnknownProtocolName,
        WHO_WROTE_IT,
    ),
    says(
        "only SunJSSE KeyManagers may be used",
        Step::ClientConfig,
        "provider",
        Cause::ClientSettings,
        WHO_WROTE_IT,
    ),
    says(
        "FIPS mode: KeyStore must be from provider",
        Step::ClientConfig,
        "provider",
        Cause::ClientSettings,
        WHO_WROTE_IT,
    ),
    says(
        "KeyManagerFactory not available",
        Step::ClientConfig,
        "provider",
        Cause::ClientSettings,
        WHO_WROTE_IT,
    ),
    says(NO_PROTOCOL, Step::ClientHello, "protocol-version", Cause::ProtocolMismatch, WHO),
    says("No appropriate cipher suite", Step::ClientHello, "cipher-suites", Cause::CipherMismatch, WHO),
    says("No usable cipher suite", Step::ClientHello, "cipher-suites", Cause::CipherMismatch, WHO),
];

pub(super) fn look(case: Case<'_>) -> Option<Diagnosis> {
    let found = case.diagnosed(&TEXTS)?;
    Some(if case.says(NO_PROTOCOL).is_some() { no_protocol(case, found) } else { found })
}

/// Java: a version for which no cipher suite is left is none, and it says the same as where each version was switched off. Its debug
/// log tells the suites before.
fn no_protocol(case: Case<'_>, found: Diagnosis) -> Diagnosis {
    let suites = Reason::new(Step::ClientHello, "cipher-suites", Cause::CipherMismatch, WHO);
    let is_logged = case.handshake.traces.iter().any(|trace| trace.is_debug);
    match (case.handshake.lacks_suite, is_logged) {
        // Either setting mends it.
        (true, _) => Diagnosis { reasons: [vec![suites], found.reasons].concat(), ..found },
        (false, true) => found,
        (false, false) => Diagnosis {
            reasons: [found.reasons, vec![suites]].concat(),
            missing: Some(Missing::HandshakeLog),
            ..found
        },
    }
}
