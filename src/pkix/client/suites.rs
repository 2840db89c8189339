//! The cipher suites that a Java speaks, in its order, and which of them the constraints leave.
//!
//! Which word takes off which suites was recorded with JDK 25 for 80 words (`keytool -showinfo -tls` under each), and with
//! all releases in their hellos.

use super::names::{self, Named};
use super::traits::Traits;
use crate::diagnosis::Release;
use crate::pkix::constraints::{Constraints, Rule};

/// How the key is agreed on, as far as groups matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Agreement {
    /// By any group: TLS 1.3.
    Any,
    /// By a curve.
    Curve,
    /// By a prime.
    Prime,
    /// Not by a group.
    None,
}

pub(super) fn agreement(suite: &str) -> Agreement {
    match suite.split_once("_WITH_") {
        None if suite.ends_with("_SCSV") => Agreement::None,
        None => Agreement::Any,
        Some((exchange, _)) if exchange.contains("_ECDH") => Agreement::Curve,
        Some((exchange, _)) if exchange.contains("_DH") => Agreement::Prime,
        Some(_) => Agreement::None,
    }
}

/// Whether a version, by its number, has a suite.
pub(super) fn is_spoken_in(suite: &str, version: u16) -> bool {
    let old = 0x0300..=0x0303;
    match suite.split_once("_WITH_") {
        None if suite.ends_with("_SCSV") => old.contains(&version),
        None => version == 0x0304,
        // Not since TLS 1.1 (RFC 4346, A.5), and not since TLS 1.2 (RFC 5246, A.5).
        Some((exchange, _)) if exchange.ends_with("_EXPORT") => version <= 0x0301,
        Some((_, cipher)) if cipher.starts_with("DES_CBC") => version <= 0x0302,
        Some((_, cipher)) if cipher.ends_with("_SHA") || cipher.ends_with("_MD5") => old.contains(&version),
        Some(_) => version == 0x0303,
    }
}

/// The suites that a Java speaks without being told otherwise, in its order.
pub(super) fn preferred(traits: Traits) -> Vec<Named> {
    let spoken =
        PREFERRED.iter().chain(if traits.release < Release::Java21 { TRIPLE_DES.as_slice() } else { &[] });
    let all = spoken.chain(&[SCSV]).copied();
    let known = all.filter(|name| is_known(name, traits));
    let mut known: Vec<&str> = known.collect();
    if traits.is_old_order {
        known.sort_by_key(|name| old_rank(name));
    }
    known.into_iter().filter_map(names::suite_named).collect()
}

/// The suite that a Java speaks by this name, if it is told to.
pub(super) fn supported(name: &str, traits: Traits) -> Option<Named> {
    let suite = names::suite_named(name)?;
    let mut all = PREFERRED.iter().chain(&TRIPLE_DES).chain(&[SCSV]).chain(&ON_DEMAND);
    (all.any(|own| *own == suite.name) && is_known(suite.name, traits)).then_some(suite)
}

fn is_known(suite: &str, traits: Traits) -> bool {
    traits.knows_chacha || !suite.contains("CHACHA20")
}

/// The place of a suite in 11.0.9: by the cipher, then by the exchange.
fn old_rank(suite: &str) -> (usize, usize) {
    const CIPHERS: [&str; 8] = [
        "AES_256_GCM_SHA384",
        "AES_128_GCM_SHA256",
        "AES_256_CBC_SHA384",
        "AES_256_CBC_SHA",
        "AES_128_CBC_SHA256",
        "AES_128_CBC_SHA",
        "3DES_EDE_CBC_SHA",
        "",
    ];
    const EXCHANGES: [&str; 7] =
        ["ECDHE_ECDSA", "ECDHE_RSA", "RSA", "ECDH_ECDSA", "ECDH_RSA", "DHE_RSA", "DHE_DSS"];
    let bare = suite.get(4..).unwrap_or_default();
    match bare.split_once("_WITH_") {
        None if bare == "AES_128_GCM_SHA256" => (0, 0),
        None if bare.ends_with("_SCSV") => (usize::MAX, 0),
        None => (0, 1),
        // One of 128 bits stood among those of 256.
        Some(("ECDHE_ECDSA", "AES_128_GCM_SHA256")) => (1, 1),
        Some((exchange, cipher)) => {
            let cipher = if cipher == "AES_256_CBC_SHA256" { "AES_256_CBC_SHA384" } else { cipher };
            let place =
                |list: &[&str], name: &str| list.iter().position(|one| *one == name).unwrap_or(list.len());
            let exchange = place(&EXCHANGES, exchange);
            (1 + place(&CIPHERS, cipher), if exchange == 0 { 0 } else { 1 + exchange })
        }
    }
}

/// Whether the constraints of TLS, and those of certification paths, leave a suite.
///
/// Java: those of certification paths are asked only about how the key is agreed on, and by what it is signed.
pub(super) fn is_left(
    suite: &str,
    tls: &Constraints,
    certpath: Option<&Constraints>,
    traits: Traits,
) -> bool {
    let takes_off = |rule: &Rule, name: &str| {
        // Java: a rule with a condition takes off no suite.
        rule.conditions.is_empty()
            && (traits.knows_wildcards || !rule.algorithm.contains('*'))
            && rule.names(name)
    };
    let parts = parts(suite);
    let by_tls = |rule: &Rule| {
        takes_off(rule, suite) || parts.exchange.iter().chain(&parts.cipher).any(|part| takes_off(rule, part))
    };
    let by_certpath = |rule: &Rule| parts.exchange.iter().any(|part| takes_off(rule, part));
    !tls.rules.iter().any(by_tls) && !certpath.is_some_and(|certpath| certpath.rules.iter().any(by_certpath))
}

/// The names of what a suite is made of.
#[derive(Default)]
struct Parts<'s> {
    exchange: Vec<&'s str>,
    cipher: Vec<&'s str>,
}

fn parts(suite: &str) -> Parts<'_> {
    let bare = suite.get(4..).unwrap_or_default();
    let mut parts = Parts::default();
    if bare.ends_with("_SCSV") {
        return parts;
    }
    let (exchange, cipher) = match bare.split_once("_WITH_") {
        Some((exchange, cipher)) => (Some(exchange), cipher),
        None => (None, bare),
    };
    if let Some(exchange) = exchange {
        parts.exchange.push(exchange);
        for name in exchange.split('_') {
            parts.exchange.extend_from_slice(match name {
                "DHE" => &["DHE", "DH", "DiffieHellman"],
                "DH" => &["DH", "DiffieHellman"],
                "DSS" => &["DSS", "DSA"],
                "ECDHE" => &["ECDHE"],
                "ECDH" => &["ECDH"],
                "ECDSA" => &["ECDSA"],
                "anon" => &["anon"],
                "EXPORT" => &["EXPORT"],
                _ => &["RSA"],
            });
        }
    }
    let (cipher, digest) = cipher.rsplit_once('_').unwrap_or((cipher, ""));
    if cipher.starts_with("CHACHA20") {
        parts.cipher.push("ChaCha20-Poly1305");
    } else {
        parts.cipher.extend(cipher.split_once('_').map_or(Some(cipher), |(name, _)| Some(name)));
        parts.cipher.extend(cipher.rsplit_once('_').map(|(_, mode)| mode));
        // Java: the suites of TLS 1.3 are not known by the name of their cipher.
        if exchange.is_some() {
            parts.cipher.push(cipher);
        }
    }
    parts.cipher.extend_from_slice(match digest {
        "SHA384" => &["SHA384", "HmacSHA384"],
        "SHA256" => &["SHA256", "HmacSHA256"],
        "MD5" => &["MD5", "HmacMD5", "SHA256", "HmacSHA256"],
        // Java: those of SHA-1 have SHA-256 as well, for what TLS 1.2 derives keys by.
        _ => &["SHA1", "HmacSHA1", "SHA256", "HmacSHA256"],
    });
    parts
}

const SCSV: &str = "TLS_EMPTY_RENEGOTIATION_INFO_SCSV";

/// What all speak by default.
const PREFERRED: [&str; 48] = [
    "TLS_AES_256_GCM_SHA384",
    "TLS_AES_128_GCM_SHA256",
    "TLS_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
    "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
    "TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
    "TLS_DHE_DSS_WITH_AES_256_GCM_SHA384",
    "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
    "TLS_DHE_DSS_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
    "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
    "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
    "TLS_DHE_RSA_WITH_AES_256_CBC_SHA256",
    "TLS_DHE_DSS_WITH_AES_256_CBC_SHA256",
    "TLS_DHE_RSA_WITH_AES_128_CBC_SHA256",
    "TLS_DHE_DSS_WITH_AES_128_CBC_SHA256",
    "TLS_ECDH_ECDSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDH_RSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDH_ECDSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDH_RSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDH_ECDSA_WITH_AES_256_CBC_SHA384",
    "TLS_ECDH_RSA_WITH_AES_256_CBC_SHA384",
    "TLS_ECDH_ECDSA_WITH_AES_128_CBC_SHA256",
    "TLS_ECDH_RSA_WITH_AES_128_CBC_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
    "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
    "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
    "TLS_DHE_RSA_WITH_AES_256_CBC_SHA",
    "TLS_DHE_DSS_WITH_AES_256_CBC_SHA",
    "TLS_DHE_RSA_WITH_AES_128_CBC_SHA",
    "TLS_DHE_DSS_WITH_AES_128_CBC_SHA",
    "TLS_ECDH_ECDSA_WITH_AES_256_CBC_SHA",
    "TLS_ECDH_RSA_WITH_AES_256_CBC_SHA",
    "TLS_ECDH_ECDSA_WITH_AES_128_CBC_SHA",
    "TLS_ECDH_RSA_WITH_AES_128_CBC_SHA",
    "TLS_RSA_WITH_AES_256_GCM_SHA384",
    "TLS_RSA_WITH_AES_128_GCM_SHA256",
    "TLS_RSA_WITH_AES_256_CBC_SHA256",
    "TLS_RSA_WITH_AES_128_CBC_SHA256",
    "TLS_RSA_WITH_AES_256_CBC_SHA",
    "TLS_RSA_WITH_AES_128_CBC_SHA",
];

/// What 17 and older speak by default, and later ones only if they are told to.
const TRIPLE_DES: [&str; 7] = [
    "TLS_ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA",
    "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA",
    "SSL_DHE_RSA_WITH_3DES_EDE_CBC_SHA",
    "SSL_DHE_DSS_WITH_3DES_EDE_CBC_SHA",
    "TLS_ECDH_ECDSA_WITH_3DES_EDE_CBC_SHA",
    "TLS_ECDH_RSA_WITH_3DES_EDE_CBC_SHA",
    "SSL_RSA_WITH_3DES_EDE_CBC_SHA",
];

/// What is only spoken by one that is told to.
const ON_DEMAND: [&str; 36] = [
    "TLS_DH_anon_WITH_AES_256_GCM_SHA384",
    "TLS_DH_anon_WITH_AES_128_GCM_SHA256",
    "TLS_DH_anon_WITH_AES_256_CBC_SHA256",
    "TLS_ECDH_anon_WITH_AES_256_CBC_SHA",
    "TLS_DH_anon_WITH_AES_256_CBC_SHA",
    "TLS_DH_anon_WITH_AES_128_CBC_SHA256",
    "TLS_ECDH_anon_WITH_AES_128_CBC_SHA",
    "TLS_DH_anon_WITH_AES_128_CBC_SHA",
    "TLS_ECDH_anon_WITH_3DES_EDE_CBC_SHA",
    "SSL_DH_anon_WITH_3DES_EDE_CBC_SHA",
    "TLS_ECDHE_ECDSA_WITH_RC4_128_SHA",
    "TLS_ECDHE_RSA_WITH_RC4_128_SHA",
    "SSL_RSA_WITH_RC4_128_SHA",
    "TLS_ECDH_ECDSA_WITH_RC4_128_SHA",
    "TLS_ECDH_RSA_WITH_RC4_128_SHA",
    "SSL_RSA_WITH_RC4_128_MD5",
    "TLS_ECDH_anon_WITH_RC4_128_SHA",
    "SSL_DH_anon_WITH_RC4_128_MD5",
    "SSL_RSA_WITH_DES_CBC_SHA",
    "SSL_DHE_RSA_WITH_DES_CBC_SHA",
    "SSL_DHE_DSS_WITH_DES_CBC_SHA",
    "SSL_DH_anon_WITH_DES_CBC_SHA",
    "SSL_RSA_EXPORT_WITH_DES40_CBC_SHA",
    "SSL_DHE_RSA_EXPORT_WITH_DES40_CBC_SHA",
    "SSL_DHE_DSS_EXPORT_WITH_DES40_CBC_SHA",
    "SSL_DH_anon_EXPORT_WITH_DES40_CBC_SHA",
    "SSL_RSA_EXPORT_WITH_RC4_40_MD5",
    "SSL_DH_anon_EXPORT_WITH_RC4_40_MD5",
    "TLS_RSA_WITH_NULL_SHA256",
    "TLS_ECDHE_ECDSA_WITH_NULL_SHA",
    "TLS_ECDHE_RSA_WITH_NULL_SHA",
    "SSL_RSA_WITH_NULL_SHA",
    "TLS_ECDH_ECDSA_WITH_NULL_SHA",
    "TLS_ECDH_RSA_WITH_NULL_SHA",
    "TLS_ECDH_anon_WITH_NULL_SHA",
    "SSL_RSA_WITH_NULL_MD5",
];
