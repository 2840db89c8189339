//! Settings of the client that Java does not understand, or that leave nothing to offer.

use crate::diagnosis::Cause;
use crate::explain::case::{Case, Text, says, thrown};
use crate::explain::diagnosis::Party::{ClientDeveloper, ClientOperator};
use crate::explain::diagnosis::{Diagnosis, Party, Step};

const WHO: &[Party] = &[ClientOperator];
const WHO_WROTE_IT: &[Party] = &[ClientOperator, ClientDeveloper];

static TEXTS: [Text; 13] = [
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
    thrown(
        "NoSuchAlgorithmException",
        " SSLContext not available",
        Step::ClientConfig,
        "protocol-name",
        Cause::UnknownProtocolName,
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
    says("No appropriate protocol", Step::ClientHello, "protocol-version", Cause::ProtocolMismatch, WHO),
    says("No appropriate cipher suite", Step::ClientHello, "cipher-suites", Cause::CipherMismatch, WHO),
    says("No usable cipher suite", Step::ClientHello, "cipher-suites", Cause::CipherMismatch, WHO),
];

pub(super) fn look(case: Case<'_>) -> Option<Diagnosis> {
    case.diagnosed(&TEXTS)
}
