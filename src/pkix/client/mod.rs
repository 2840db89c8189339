//! What a Java says as a TLS client, by its release, constraints and properties, and what it takes for an answer.

mod answer;
mod groups;
mod name;
pub mod names;
mod properties;
mod schemes;
mod suites;
#[cfg(test)]
mod tests;
mod traits;

use super::constraints::{Constraints, Rule};
use super::java::Java;
use crate::diagnosis::Release;
use crate::jvm::policy::Policy;

pub use answer::{
    Answer, Objection, Parameters, auth_type, object_to_exchange, object_to_hello, object_to_lack,
};
pub use names::Named;
pub use properties::{ClientFault, ClientProperties, Limits};
pub use schemes::scheme_names;
pub(super) use schemes::{Reach, Scheme, is_left, is_offered, known};
#[cfg(test)]
pub(crate) use tests::recording;

use groups::{Family, Group};
use names::{RENEGOTIATION, VERSIONS};
use schemes::{Offering, Use};
use suites::Agreement;
use traits::Traits;

/// The first message of a Java, as far as it does not depend on the host and on chance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// The versions, the newest first.
    pub protocols: Vec<Named>,
    /// The cipher suites, in the order in which Java prefers them, with the promise of safe renegotiation (0x00ff).
    pub suites: Vec<Named>,
    /// The groups of key agreement.
    pub groups: Vec<Named>,
    /// The groups that a key is sent along for.
    pub shares: Vec<Named>,
    /// The signature schemes for the handshake.
    pub schemes: Vec<Named>,
    /// Those for certificates.
    pub certificate_schemes: Vec<Named>,
    /// The release that speaks.
    pub release: Release,
    /// Whether a session identifier is made up (RFC 8446, D.4).
    pub has_session_id: bool,
    /// Whether it comes in the form of SSL 2.0, which has versions and suites alone.
    pub is_ssl2: bool,
    /// The extensions in their order, by IANA's numbers; that of the server's name is among them whether it is told or not.
    pub extensions: Vec<u16>,
    /// What is taken of the server at most.
    pub limits: Limits,
}

impl Spoken {
    /// The name that is told to a server (SNI); `None` where Java tells none.
    pub fn server_name(&self, host: &str) -> Option<String> {
        if self.extensions.contains(&0) { name::server_name(host, self.release) } else { None }
    }
}

/// What a Java speaks without being told otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enabled {
    /// The versions, the newest first.
    pub protocols: Vec<Named>,
    /// The cipher suites, in the order in which Java prefers them.
    pub suites: Vec<Named>,
}

/// What a Java speaks by default under these constraints, the value of `jdk.tls.disabledAlgorithms`.
pub fn enabled(release: Release, tls: &Constraints) -> Enabled {
    let traits = Traits::of(release, None);
    // Java: a rule with a condition takes off no version.
    let is_free = |name: &str| !tls.rules.iter().any(|rule| rule.conditions.is_empty() && rule.names(name));
    let protocols: Vec<Named> =
        default_protocols(traits, None).into_iter().filter(|one| is_free(one.name)).collect();
    let is_spoken = |suite: &Named| {
        protocols.iter().any(|version| suites::is_spoken_in(suite.name, version.number))
            && suites::is_left(suite.name, tls, None, traits)
    };
    let suites = suites::preferred(traits).into_iter().filter(is_spoken).collect();
    Enabled { protocols, suites }
}

/// What a Java says first as a TLS client.
///
/// # Errors
/// [`ClientFault`] where it does not come to that.
pub fn spoken(java: &Java, policy: &Policy, properties: &ClientProperties) -> Result<Spoken, ClientFault> {
    let traits = Traits::of(java.release, java.update);
    properties.check_dh_key_size()?;
    let is_wild = |rule: &&Rule| rule.algorithm.contains('*') && !rule.algorithm.starts_with("TLS_");
    if let Some(rule) = java.tls.rules.iter().find(is_wild).filter(|_| traits.knows_wildcards) {
        return Err(ClientFault::Wildcard(rule.algorithm.clone()));
    }
    let is_limited = match policy.value("crypto.policy") {
        None | Some("" | "unlimited") => false,
        Some("limited") => true,
        Some(other) => return Err(ClientFault::CryptoPolicy(other.to_owned())),
    };
    let own = own_protocols(java, traits, properties)?;
    let (wanted, is_ssl2) = wanted_protocols(java, &own, properties)?;
    let is_left = |suite: &Named| {
        suites::is_left(suite.name, &java.tls, Some(&java.certpath), traits)
            && !(is_limited && needs_strong_keys(suite.name))
    };
    let wanted_suites: Vec<Named> =
        wanted_suites(traits, &own, properties)?.into_iter().filter(is_left).collect();
    let has_suite =
        |version: &Named| wanted_suites.iter().any(|suite| suites::is_spoken_in(suite.name, version.number));
    let protocols: Vec<Named> = VERSIONS.into_iter().filter(|version| wanted.contains(version)).collect();
    let protocols: Vec<Named> = protocols.into_iter().filter(has_suite).collect();
    let newest = protocols.first().ok_or(ClientFault::NoProtocol)?.number;
    let usable = groups::usable(java, traits, properties)?;
    let suites: Vec<Named> = wanted_suites
        .into_iter()
        .filter(|suite| {
            protocols.iter().any(|version| suites::is_spoken_in(suite.name, version.number))
                && (suites::agreement(suite.name) != Agreement::Curve || usable.iter().any(is_curve))
        })
        .collect();
    if suites.iter().all(|suite| suite.number == RENEGOTIATION) {
        return Err(ClientFault::NoSuite);
    }
    let is_classic = protocols.iter().any(|version| version.number <= 0x0303);
    let groups: Vec<Group> = usable.into_iter().filter(|group| is_needed(group, &suites)).collect();
    let offering = Offering { java, traits, properties, is_classic };
    let has_schemes = newest >= 0x0303;
    let schemes = |purpose| if has_schemes { offering.schemes(purpose) } else { Vec::new() };
    let mut spoken = Spoken {
        shares: if newest == 0x0304 { shares(&groups, traits)? } else { Vec::new() },
        groups: groups.iter().map(|group| group.named).collect(),
        schemes: schemes(Use::Handshake),
        certificate_schemes: schemes(Use::Certificates),
        release: traits.release,
        has_session_id: newest == 0x0304 && properties.switch("jdk.tls.client.useCompatibilityMode", true)?,
        is_ssl2,
        extensions: Vec::new(),
        limits: properties.limits(traits),
        protocols,
        suites,
    };
    spoken.extensions = extensions(&spoken, traits, properties)?;
    // Java: without the list of groups no key is sent along either.
    if !spoken.extensions.contains(&10) {
        spoken.extensions.retain(|extension| *extension != 51);
        spoken.shares.clear();
    }
    Ok(spoken)
}

fn is_curve(group: &Group) -> bool {
    group.family != Family::Dh
}

fn is_needed(group: &Group, suites: &[Named]) -> bool {
    suites.iter().any(|suite| match suites::agreement(suite.name) {
        Agreement::Any => true,
        Agreement::Curve => is_curve(group),
        Agreement::Prime => !is_curve(group),
        Agreement::None => false,
    })
}

/// Java: a key for the first group, and in later releases for the first of another kind as well.
fn shares(groups: &[Group], traits: Traits) -> Result<Vec<Named>, ClientFault> {
    let first = groups.first();
    let other = groups.iter().find(|group| first.is_some_and(|first| group.family != first.family));
    let chosen = first.into_iter().chain(other.filter(|_| traits.release >= Release::Java17));
    chosen
        .map(|group| match groups::is_supported(group, traits) {
            true => Ok(group.named),
            false => Err(ClientFault::NoKeys(group.named.name)),
        })
        .collect()
}

fn default_protocols(traits: Traits, update: Option<u32>) -> Vec<Named> {
    let has_13 = traits.release > Release::Java8 || update.is_none_or(|update| update >= 341);
    let is_default = |version: &Named| match version.number {
        // Release notes of 8u341: only from there on a client speaks it by default.
        0x0304 => has_13,
        0x0300 => traits.release <= Release::Java11,
        _ => true,
    };
    VERSIONS.into_iter().filter(is_default).collect()
}

/// Java's name of the hello in the form of SSL 2.0, which it lists with the versions.
const SSL2: &str = "SSLv2Hello";

fn is_protocol(name: &str) -> bool {
    name == SSL2 || VERSIONS.iter().any(|version| version.name == name)
}

/// Names that every release knows, and has no use for on a connection.
fn is_of_datagrams(name: &str) -> bool {
    matches!(name, "DTLSv1.0" | "DTLSv1.2")
}

/// The versions that a client speaks unless its connection is told otherwise.
fn own_protocols(
    java: &Java,
    traits: Traits,
    properties: &ClientProperties,
) -> Result<Vec<String>, ClientFault> {
    let mut own: Vec<String> = Vec::new();
    for name in properties.list("jdk.tls.client.protocols").unwrap_or_default() {
        // Java: those of DTLS are known, and overlooked.
        if is_protocol(&name) {
            own.push(name);
        } else if !is_of_datagrams(&name) {
            return Err(ClientFault::Protocol(name));
        }
    }
    if own.is_empty() {
        let default = default_protocols(traits, java.update);
        own = default.into_iter().map(|version| version.name.to_owned()).collect();
    }
    Ok(own)
}

/// The versions that are wanted and may be spoken, and whether the hello is to come in the form of SSL 2.0.
fn wanted_protocols(
    java: &Java,
    own: &[String],
    properties: &ClientProperties,
) -> Result<(Vec<Named>, bool), ClientFault> {
    let mut wanted: Vec<&str> = own.iter().map(String::as_str).collect();
    if let Some(names) = properties.https_list("https.protocols") {
        if let Some(unknown) = names.iter().find(|name| !is_protocol(name) && !is_of_datagrams(name)) {
            return Err(ClientFault::HttpsProtocol((*unknown).to_owned()));
        }
        wanted = names;
    }
    let takes_off = |constraints: &Constraints, name: &str| {
        constraints.rules.iter().any(|rule| rule.conditions.is_empty() && rule.names(name))
    };
    let is_free = |name: &str| !takes_off(&java.tls, name) && !takes_off(&java.certpath, name);
    let is_wanted = |version: &Named| is_free(version.name) && wanted.contains(&version.name);
    let versions = VERSIONS.into_iter().filter(is_wanted).collect();
    Ok((versions, is_free(SSL2) && wanted.contains(&SSL2)))
}

fn wanted_suites(
    traits: Traits,
    own: &[String],
    properties: &ClientProperties,
) -> Result<Vec<Named>, ClientFault> {
    if let Some(names) = properties.https_list("https.cipherSuites") {
        let known = |name: &str| {
            suites::supported(name, traits).ok_or_else(|| ClientFault::HttpsSuite(name.to_owned()))
        };
        return names.into_iter().map(known).collect();
    }
    let mut named: Vec<Named> = Vec::new();
    // Java: what is not known here is overlooked, and if nothing is, the whole property.
    for name in properties.list("jdk.tls.client.cipherSuites").unwrap_or_default() {
        named.extend(suites::supported(&name, traits).filter(|suite| !named.contains(suite)));
    }
    if named.is_empty() {
        named = suites::preferred(traits);
    }
    // Java: what the client's own versions have no use for stays away, even if its connection is told others.
    let has_use = |suite: &Named| {
        let mut own = VERSIONS.iter().filter(|version| own.iter().any(|name| name == version.name));
        own.any(|version| suites::is_spoken_in(suite.name, version.number))
    };
    named.retain(has_use);
    Ok(named)
}

/// Whether a suite is off under `crypto.policy=limited`.
fn needs_strong_keys(suite: &str) -> bool {
    suite.contains("AES_256") || suite.contains("CHACHA20")
}

fn extensions(
    spoken: &Spoken,
    traits: Traits,
    properties: &ClientProperties,
) -> Result<Vec<u16>, ClientFault> {
    let speaks = |from: u16, to: u16| spoken.protocols.iter().any(|one| (from..=to).contains(&one.number));
    let is_classic = speaks(0x0300, 0x0303);
    let asks_status = traits.release > Release::Java8
        && properties.switch("jdk.tls.client.enableStatusRequestExtension", true)?;
    let has_curves = spoken
        .suites
        .iter()
        .any(|suite| matches!(suites::agreement(suite.name), Agreement::Any | Agreement::Curve));
    let names_server = properties.switch("jsse.enableSNIExtension", true)?;
    let has_master_secret = properties.switch("jdk.tls.useExtendedMasterSecret", true)?;
    let has_tickets = traits.release >= Release::Java17
        && properties.switch("jdk.tls.client.enableSessionTicketExtension", true)?;
    let promises = spoken.suites.iter().any(|suite| suite.number == RENEGOTIATION);
    let is_sent = |extension: u16| match extension {
        0 => names_server,
        5 => asks_status,
        10 => !spoken.groups.is_empty(),
        11 => is_classic && has_curves,
        13 | 50 => speaks(0x0303, 0x0304),
        17 => asks_status && is_classic,
        23 => has_master_secret && speaks(0x0301, 0x0303),
        35 => has_tickets && speaks(0x0301, 0x0303),
        43 => true,
        45 => speaks(0x0304, 0x0304),
        51 => !spoken.shares.is_empty(),
        65281 => is_classic && !promises,
        _ => false,
    };
    const ORDER: [u16; 12] = [0, 5, 10, 11, 17, 23, 35, 13, 43, 45, 50, 51];
    const OLD_ORDER: [u16; 12] = [0, 5, 10, 11, 13, 50, 17, 23, 35, 43, 45, 51];
    let order = if traits.release >= Release::Java17 { ORDER } else { OLD_ORDER };
    let disabled = properties.list("jdk.tls.client.disableExtensions").unwrap_or_default();
    let is_disabled = |extension: u16| {
        traits.release >= Release::Java17
            && disabled.iter().any(|name| extension_name(extension) == name.as_str())
    };
    let all = order.into_iter().chain([65281]);
    Ok(all.filter(|extension| is_sent(*extension) && !is_disabled(*extension)).collect())
}

/// Java's names of the extensions.
fn extension_name(extension: u16) -> &'static str {
    match extension {
        0 => "server_name",
        5 => "status_request",
        10 => "supported_groups",
        11 => "ec_point_formats",
        13 => "signature_algorithms",
        17 => "status_request_v2",
        23 => "extended_master_secret",
        35 => "session_ticket",
        43 => "supported_versions",
        45 => "psk_key_exchange_modes",
        50 => "signature_algorithms_cert",
        51 => "key_share",
        _ => "renegotiation_info",
    }
}
