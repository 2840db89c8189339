//! Why a client's key is not sent, in plain words; and what a server asks for.

use crate::pkix::client::scheme_names;
use crate::pkix::client_key::{AlgorithmFault, Blemish, WhyNot};
use crate::probe::OwnEntry;
use crate::x509::Certificate;

/// Why an entry is not sent, as the end of a sentence about it.
pub fn reason(why: &WhyNot) -> String {
    match why {
        WhyNot::NoPrivateKey => "it is no private key".into(),
        WhyNot::Unrecoverable => "the password given does not open it".into(),
        WhyNot::UnknownKey => "this Java knows no keys of its kind".into(),
        WhyNot::NoChain => "there is no certificate with it".into(),
        WhyNot::KeyType(kind) => format!("the server does not ask for {kind} keys"),
        WhyNot::Issuer => {
            "no certificate of its chain is issued by an authority that the server lists".into()
        }
        WhyNot::Algorithm { certificate, fault } => {
            format!("certificate {} of its chain {}", certificate + 1, algorithm(fault))
        }
        WhyNot::Behind { blemish: None } => "another one comes before it".into(),
        WhyNot::Behind { blemish: Some(blemish) } => {
            format!("another one comes before it, for its certificate {}", self::blemish(*blemish))
        }
    }
}

/// The same for programs, which stays.
pub fn reason_id(why: &WhyNot) -> &'static str {
    match why {
        WhyNot::NoPrivateKey => "no-private-key",
        WhyNot::Unrecoverable => "wrong-password",
        WhyNot::UnknownKey => "unknown-key",
        WhyNot::NoChain => "no-chain",
        WhyNot::KeyType(_) => "key-type",
        WhyNot::Issuer => "issuer-not-listed",
        WhyNot::Algorithm { .. } => "algorithm",
        WhyNot::Behind { .. } => "behind",
    }
}

fn algorithm(fault: &AlgorithmFault) -> String {
    match fault {
        AlgorithmFault::Key(_) => "has a key that jdk.certpath.disabledAlgorithms disables".into(),
        AlgorithmFault::Signature(_) => "is signed by what jdk.certpath.disabledAlgorithms disables".into(),
        AlgorithmFault::TlsKey => "has a key that jdk.tls.disabledAlgorithms disables".into(),
        AlgorithmFault::NotAsked(name) => format!("is signed by {name}, which the server does not take"),
        AlgorithmFault::KeyUsageEmpty => "has a key usage without any use".into(),
    }
}

/// What speaks against a certificate that may be sent all the same.
pub fn blemish(blemish: Blemish) -> &'static str {
    match blemish {
        Blemish::Expired => "has expired",
        Blemish::NotYetValid => "is not yet valid",
        Blemish::ExtendedKeyUsage => "is not for clients (extended key usage)",
        Blemish::KeyUsage => "is not for signatures (key usage)",
    }
}

/// What a server will not like about the time of a certificate that is sent all the same.
pub fn untimely(entry: &OwnEntry, at: i64) -> Option<Blemish> {
    let leaf = Certificate::read(entry.chain.first()?).ok()?;
    let [from, until] = leaf.validity;
    if at < from {
        return Some(Blemish::NotYetValid);
    }
    (at > until).then_some(Blemish::Expired)
}

/// A kind of key that TLS 1.2 asks for (RFC 5246, 7.4.4; RFC 8422, 5.5).
pub fn kind_name(kind: u8) -> String {
    match kind {
        1 => "RSA".into(),
        2 => "DSA".into(),
        3 => "RSA with fixed DH".into(),
        4 => "DSA with fixed DH".into(),
        64 => "EC".into(),
        65 => "RSA with fixed ECDH".into(),
        66 => "EC with fixed ECDH".into(),
        other => format!("number {other}"),
    }
}

/// TLS's name of a signature scheme.
pub fn scheme_name(scheme: u16) -> String {
    scheme_names(scheme).map_or_else(|| format!("{scheme:#06x}"), |(name, _)| name.to_owned())
}
