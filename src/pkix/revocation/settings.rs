//! How a Java finds out whether certificates were revoked: its security and system properties, and a checker's options.

use crate::jvm::policy::Policy;

/// How far apart clocks may be, in milliseconds.
const SKEW: i64 = 900_000;

/// How to find out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// What comes first.
    pub first: Method,
    /// Whether the other is tried where the first does not say.
    pub falls_back: bool,
    /// Whether only the leaf counts.
    pub only_leaf: bool,
    /// Whether it is good enough that nobody says.
    pub soft: bool,
    /// Whether CRLs are fetched from where a certificate says they are.
    pub fetches_crls: bool,
    /// The responder that is asked, whatever certificates say: `ocsp.responderURL`.
    pub responder_url: Option<String>,
    /// The responder whose signature counts, whoever issued a certificate.
    pub responder: Option<ResponderName>,
    /// The octets of the nonce's extension, where one is sent.
    pub nonce: Option<Vec<u8>>,
    /// How far apart clocks may be, in milliseconds.
    pub skew: i64,
    /// Whether a checker of the program's own has these settings, not the JVM's properties.
    pub is_checker: bool,
}

/// How revocation is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Somebody is asked about one certificate.
    Ocsp,
    /// There are lists.
    Crl,
}

/// The certificate of a responder, as properties name it; names as they were written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResponderName {
    /// `ocsp.responderCertSubjectName`.
    Subject(String),
    /// `ocsp.responderCertIssuerName` and `ocsp.responderCertSerialNumber`.
    Issuer {
        /// Its issuer.
        issuer: String,
        /// Its serial number, in hexadecimal digits.
        serial: String,
    },
    /// Only one of the two.
    Half,
}

impl Settings {
    /// Those of a JVM whose revocation is switched on, and nothing else said in the program.
    pub fn of<'p>(policy: &Policy, property: impl Fn(&str) -> Option<&'p str>) -> Self {
        let is_true = |value: Option<&str>| value.is_some_and(|value| value.eq_ignore_ascii_case("true"));
        let given = |name: &str| policy.value(name).filter(|value| !value.is_empty()).map(str::to_owned);
        let uses_ocsp = is_true(policy.value("ocsp.enable"));
        let skew = property("com.sun.security.ocsp.clockSkew").and_then(|text| text.parse::<i64>().ok());
        let responder = match (
            given("ocsp.responderCertSubjectName"),
            given("ocsp.responderCertIssuerName"),
            given("ocsp.responderCertSerialNumber"),
        ) {
            (Some(subject), ..) => Some(ResponderName::Subject(subject)),
            (None, Some(issuer), Some(serial)) => Some(ResponderName::Issuer { issuer, serial }),
            (None, None, None) => None,
            _ => Some(ResponderName::Half),
        };
        Self {
            first: if uses_ocsp { Method::Ocsp } else { Method::Crl },
            falls_back: uses_ocsp,
            only_leaf: false,
            soft: false,
            fetches_crls: is_true(property("com.sun.security.enableCRLDP")),
            responder_url: given("ocsp.responderURL"),
            responder,
            nonce: None,
            skew: skew.filter(|seconds| *seconds >= 0).map_or(SKEW, |seconds| seconds.saturating_mul(1000)),
            is_checker: false,
        }
    }

    /// Those of a `PKIXRevocationChecker` without options.
    #[must_use]
    pub fn of_checker(self) -> Self {
        Self { first: Method::Ocsp, falls_back: true, fetches_crls: true, is_checker: true, ..self }
    }
}
