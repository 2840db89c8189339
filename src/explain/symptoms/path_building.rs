//! There is no way from the certificates of the other side to one that is trusted.

use crate::diagnosis::Cause;
use crate::explain::case::Case;
use crate::explain::certificate::{ShownCertificate, attribute};
use crate::explain::diagnosis::Party::{ClientOperator, SecurityAdministrator, ServerOperator};
use crate::explain::diagnosis::{Diagnosis, Missing, Party, Reason, Step};
use crate::explain::handshake::{Happening, Side};

const CLIENT: &[Party] = &[ClientOperator];
const SERVER: &[Party] = &[ServerOperator];
const BOTH: &[Party] = &[ClientOperator, ServerOperator];
const INSPECTION: &[Party] = &[SecurityAdministrator, ClientOperator];
const OF_CLIENT: &[Party] = &[ServerOperator, ClientOperator];

const TEXTS: [&str; 13] = [
    "unable to find valid certification path",
    "PKIX path building failed",
    "signature check failed",
    "Signature does not match",
    "Path does not chain with any of the trust anchors",
    "No trusted certificate found",
    "Trust anchor for certification path not found",
    "Couldn't find trusted certificate",
    "unable to find certificate chain",
    "Unable to find certificate chain",
    "could not build a valid CertPath",
    "to be added to local trust store",
    "No issuer certificate for certificate in certification path found",
];

/// IAIK's words, which hide why.
const CHAIN_VERIFIER: &str = "rejected by ChainVerifier";

/// Names of what opens encrypted connections in between: proxies, virus scanners, debugging tools.
const INSPECTORS: [&str; 28] = [
    "zscaler",
    "netskope",
    "fortinet",
    "fortigate",
    "blue coat",
    "bluecoat",
    "kaspersky",
    "avast",
    "avg web",
    "eset ssl",
    "bitdefender",
    "sophos",
    "palo alto",
    "umbrella",
    "web gateway",
    "forcepoint",
    "websense",
    "check point",
    "watchguard",
    "barracuda",
    "fiddler",
    "mitmproxy",
    "charles proxy",
    "portswigger",
    "dr.web",
    "cato networks",
    "inspection",
    "interception",
];

/// The trust store that was named is not used, and Java says nothing.
pub(super) const FALLBACK: Reason =
    Reason::new(Step::ClientTruststore, "truststore-file-missing", Cause::SilentFallback, CLIENT);
/// The trust store is somebody's keystore.
pub(super) const KEYSTORE: Reason =
    Reason::new(Step::ClientTruststore, "keystore-used-as-truststore", Cause::KeystoreAsTruststore, CLIENT);

const fn chain(cause: Cause, who: &'static [Party]) -> Reason {
    Reason::new(Step::ServerCertificate, "path-building", cause, who)
}

pub(super) fn look(case: Case<'_>) -> Option<Diagnosis> {
    if let Some(line) = case.says(CHAIN_VERIFIER) {
        let reason =
            Reason::new(Step::ServerCertificate, "rejected-by-chain-verifier", Cause::UnknownCa, BOTH);
        return Some(Diagnosis::of(reason, line).with(case.handshake.lines_of(Happening::ServerCertificate)));
    }
    let line = TEXTS.iter().find_map(|words| case.says(words))?;
    if case.side() == Side::Server {
        let reason = Reason::new(
            Step::ClientCertificateVerification,
            "unknown-client-ca",
            Cause::UnknownCa,
            OF_CLIENT,
        );
        return Some(Diagnosis::of(reason, line).with(case.handshake.lines_of(Happening::ClientCertificate)));
    }
    let stores = &case.handshake.stores;
    if let Some(store) = &stores.inaccessible {
        return Some(Diagnosis::of(FALLBACK, line).with(store.evidence.as_ref()));
    }
    let shown = |diagnosis: Diagnosis| {
        diagnosis
            .with(stores.trust.as_ref().and_then(|store| store.evidence.as_ref()))
            .with(case.handshake.lines_of(Happening::ServerCertificate))
    };
    if is_keystore(case) {
        return Some(shown(Diagnosis::of(KEYSTORE, line)));
    }
    let sent = case.handshake.server_chain.as_deref().unwrap_or_default();
    let reasons = match of_chain(sent, &stores.trusted) {
        // Java: looks at a path where it trusts somebody of that name. This is the server's former certificate.
        Some(Reason { cause: Cause::SelfSigned, .. })
            if case.says("PKIX path validation failed").is_some() =>
        {
            vec![chain(Cause::SelfSigned, CLIENT)]
        }
        // The log shows the chain, and not what was trusted.
        Some(reason) if stores.trust.is_none() && stores.trusted.is_empty() => {
            let issuers = of_issuer(reason, sent);
            [issuers, vec![FALLBACK, KEYSTORE]].concat()
        }
        // A certificate of somebody's own is all that is trusted: it was the server's, or is that of a keystore's key.
        Some(reason) if stores.trusted.iter().all(is_of_somebody) && !stores.trusted.is_empty() => {
            vec![reason, KEYSTORE]
        }
        Some(reason) => vec![reason],
        None if case.says("signature check failed").is_some() => {
            vec![chain(Cause::UnknownCa, CLIENT), chain(Cause::BadSignature, SERVER)]
        }
        None => vec![
            chain(Cause::UnknownCa, CLIENT),
            chain(Cause::MissingIntermediate, SERVER),
            chain(Cause::SelfSigned, BOTH),
            FALLBACK,
            chain(Cause::Intercepted, INSPECTION),
            KEYSTORE,
        ],
    };
    Some(shown(Diagnosis::ranked(reasons, line, Missing::HandshakeLog)))
}

/// Why a chain that the log shows leads nowhere.
fn of_chain(sent: &[ShownCertificate], trusted: &[ShownCertificate]) -> Option<Reason> {
    let last = sent.last()?;
    let names = [last.issuer.as_str(), last.subject.as_str()];
    let is_inspected = names.iter().any(|name| {
        let name = name.to_lowercase();
        INSPECTORS.iter().any(|inspector| name.contains(inspector))
    });
    if is_inspected {
        return Some(chain(Cause::Intercepted, INSPECTION));
    }
    if sent.len() == 1 && last.is_self_issued() {
        return Some(chain(Cause::SelfSigned, BOTH));
    }
    // The issuer's house is trusted, and the issuer itself is neither trusted nor sent.
    let house = attribute(&last.issuer, "O");
    let is_of_trusted_house =
        house.is_some() && trusted.iter().any(|anchor| attribute(&anchor.subject, "O") == house);
    let is_trusted = trusted.iter().any(|anchor| anchor.subject == last.issuer);
    if !last.is_self_issued() && !is_trusted && sent.len() == 1 && (is_of_trusted_house || trusted.is_empty())
    {
        return Some(chain(Cause::MissingIntermediate, SERVER));
    }
    Some(chain(Cause::UnknownCa, CLIENT))
}

/// Why a chain that a server shows as its own leads nowhere for its client; of whom that trusts nothing is known.
pub(super) fn of_own_chain(sent: &[ShownCertificate]) -> Vec<Reason> {
    of_chain(sent, &[]).map(|reason| of_issuer(reason, sent)).unwrap_or_default()
}

/// Who issued the one certificate that was sent, where nobody knows who is trusted: an intermediate that is missing, or a root, which
/// mostly says so in its name.
fn of_issuer(reason: Reason, sent: &[ShownCertificate]) -> Vec<Reason> {
    const ROOTS: [&str; 5] = ["root", "stamm", "wurzel", "racine", "raiz"];
    if reason.cause != Cause::MissingIntermediate {
        return vec![reason];
    }
    let unknown = chain(Cause::UnknownCa, CLIENT);
    let issuer = sent.last().map(|last| last.issuer.to_lowercase()).unwrap_or_default();
    if ROOTS.iter().any(|root| issuer.contains(root)) { vec![unknown, reason] } else { vec![reason, unknown] }
}

/// Whether a certificate is of one that issues none, and that others issued.
fn is_of_somebody(certificate: &ShownCertificate) -> bool {
    certificate.is_authority == Some(false) && !certificate.is_self_issued()
}

/// Whether all that is trusted are certificates of clients: then the trust store is a keystore, of whose keys only the own
/// certificate counts.
fn is_keystore(case: Case<'_>) -> bool {
    let stores = &case.handshake.stores;
    let is_same_file = match (&stores.trust, &stores.key) {
        (Some(trust), Some(key)) => !trust.path.is_empty() && trust.path == key.path,
        _ => false,
    };
    let is_of_client = |certificate: &ShownCertificate| {
        let has = |usage: &str| certificate.usages.iter().any(|own| own == usage);
        certificate.is_authority == Some(false) && has("clientAuth") && !has("serverAuth")
    };
    is_same_file || !stores.trusted.is_empty() && stores.trusted.iter().all(is_of_client)
}
