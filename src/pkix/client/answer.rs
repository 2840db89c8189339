//! What a Java makes of a server's choice before it looks at the certificates, and of the key exchange after that.

use super::groups;
use super::names::{self, VERSIONS};
use super::traits::Traits;
use super::{ClientProperties, Spoken};
use crate::pkix::constraints::{Condition, Constraints};
use crate::pkix::java::Java;

/// What a server's hello says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Answer {
    /// The version, as TLS writes it: 0x0303.
    pub version: u16,
    /// Whether that was said by the extension for it (`supported_versions`), as TLS 1.3 has to.
    pub is_in_extension: bool,
    /// The cipher suite.
    pub suite: u16,
    /// The compression method; 0 is none.
    pub compression: u8,
    /// The version below which the server says that it was talked down (RFC 8446, 4.1.3).
    pub downgraded_below: Option<u16>,
    /// Whether the server knows safe renegotiation (RFC 5746).
    pub renegotiates_safely: bool,
    /// Whether the server ties the session to its handshake (RFC 7627).
    pub extended_master_secret: bool,
}

/// What a Java does not like about an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Objection {
    /// There is no such version.
    NoVersion(u16),
    /// The suite was not offered.
    Suite(u16),
    /// The message is compressed.
    Compression(u8),
    /// TLS 1.3 without the extension that has to say so.
    LegacyVersion,
    /// The version was not offered.
    Version {
        /// The one that was chosen.
        chosen: u16,
        /// Those that were offered.
        accepted: Vec<u16>,
    },
    /// The server says that it was talked down to this version.
    Downgrade,
    /// A suite of TLS 1.3 for an older version.
    NewSuite(u16),
    /// No safe renegotiation, without which this Java is told not to go on.
    UnsafeRenegotiation,
    /// No extended master secret, without which this Java is told not to go on.
    NoMasterSecret,
    /// A group that Java does not know.
    UnknownGroup(u16),
    /// A group that Java knows, and would not use.
    UnsupportedGroup(u16),
    /// A group that the constraints do not allow.
    DisabledGroup(u16),
    /// A curve by its parameters; this is their kind.
    ExplicitCurve(u8),
    /// A prime that the constraints do not allow.
    WeakPrime(u32),
}

/// The parameters of a server's key exchange, up to TLS 1.2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parameters {
    /// A prime of so many bits.
    Prime(u32),
    /// A named group.
    Group(u16),
    /// A curve by its parameters: 1 for a prime field, 2 for one of characteristic 2.
    Explicit(u8),
}

/// What a Java that spoke so does not like about a server's hello; the first thing, as it stops there.
///
/// Java: the suite is looked at before the version, by all releases.
pub fn object_to_hello(spoken: &Spoken, answer: &Answer) -> Option<Objection> {
    let offers = |number: u16| spoken.protocols.iter().any(|one| one.number == number);
    let version = answer.version;
    if !answer.is_in_extension && !is_known(version) {
        return Some(Objection::NoVersion(version));
    }
    let is_offered = spoken.suites.iter().any(|suite| suite.number == answer.suite);
    if !is_offered || answer.suite == names::RENEGOTIATION {
        return Some(Objection::Suite(answer.suite));
    }
    if answer.compression != 0 {
        return Some(Objection::Compression(answer.compression));
    }
    if version == 0x0304 && !answer.is_in_extension && offers(version) {
        return Some(Objection::LegacyVersion);
    }
    if !offers(version) {
        let accepted = spoken.protocols.iter().map(|one| one.number).collect();
        return Some(Objection::Version { chosen: version, accepted });
    }
    let newest = spoken.protocols.first().map_or(0, |one| one.number);
    let is_talked_down = match (newest, answer.downgraded_below) {
        (0x0304, Some(_)) => version < newest,
        (0x0303, Some(0x0303)) => version < newest,
        _ => false,
    };
    if is_talked_down {
        return Some(Objection::Downgrade);
    }
    let is_new = names::suite(answer.suite).is_some_and(|suite| !suite.name.contains("_WITH_"));
    (version <= 0x0303 && is_new).then_some(Objection::NewSuite(answer.suite))
}

/// What a Java that was told to insist on it misses in a server's hello; the first thing, as it stops there.
///
/// Java: an old server is borne unless `sun.security.ssl.allowLegacyHelloMessages` or `jdk.tls.allowLegacyMasterSecret` is
/// false.
pub fn object_to_lack(spoken: &Spoken, properties: &ClientProperties, answer: &Answer) -> Option<Objection> {
    let is_off = |name: &str| properties.value(name).is_some_and(|value| value.eq_ignore_ascii_case("false"));
    if !(0x0301..=0x0303).contains(&answer.version) {
        return None;
    }
    if !answer.renegotiates_safely && is_off("sun.security.ssl.allowLegacyHelloMessages") {
        return Some(Objection::UnsafeRenegotiation);
    }
    let promises = spoken.extensions.contains(&23);
    let is_missed = promises && !answer.extended_master_secret && is_off("jdk.tls.allowLegacyMasterSecret");
    is_missed.then_some(Objection::NoMasterSecret)
}

/// Whether Java has a name for a version: that of SSL 2.0's hello and those of DTLS count.
fn is_known(version: u16) -> bool {
    VERSIONS.iter().any(|one| one.number == version) || matches!(version, 0x0002 | 0xFEFF | 0xFEFD)
}

/// What a Java does not like about a server's key exchange.
///
/// Java: groups are looked at before the signature, the size of a prime after it.
pub fn object_to_exchange(
    java: &Java,
    properties: &ClientProperties,
    parameters: Parameters,
) -> Option<Objection> {
    let traits = Traits::of(java.release, java.update);
    match parameters {
        Parameters::Explicit(kind) => Some(Objection::ExplicitCurve(kind)),
        Parameters::Prime(bits) => {
            let is_denied = |constraints: &Constraints| {
                constraints.rules.iter().any(|rule| {
                    (rule.names("DH") || rule.names("DiffieHellman"))
                        && match rule.conditions.as_slice() {
                            [] => true,
                            [Condition::KeySize(comparison, limit), ..] => comparison.holds(bits, *limit),
                            _ => false,
                        }
                })
            };
            (is_denied(&java.tls) || is_denied(&java.certpath)).then_some(Objection::WeakPrime(bits))
        }
        Parameters::Group(number) => match groups::known(number) {
            None => Some(Objection::UnknownGroup(number)),
            Some(group) if !groups::listed(traits, properties).contains(&group) => {
                Some(Objection::UnsupportedGroup(number))
            }
            Some(group) if !groups::permits(java, &group) => Some(Objection::DisabledGroup(number)),
            Some(_) => None,
        },
    }
}

/// Java's word for the key exchange of a suite, which its trust decision is told; `None` where the server proves itself by no
/// certificate.
pub fn auth_type(version: u16, suite: u16) -> Option<&'static str> {
    let name = names::suite(suite).map_or("", |suite| suite.name);
    if version == 0x0304 {
        return Some("UNKNOWN");
    }
    let (exchange, _) = name.get(4..)?.split_once("_WITH_")?;
    (!exchange.contains("anon")).then_some(exchange)
}
