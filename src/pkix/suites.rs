//! The TLS versions and cipher suites that a JVM speaks by default, as `jdk.tls.disabledAlgorithms` leaves them.
//!
//! Which word takes off which suites was recorded with JDK 25 for 80 words (`keytool -showinfo -tls` under each).

use super::constraints::Constraints;

/// What a JVM speaks without being told otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// The versions, the newest first.
    pub protocols: Vec<&'static str>,
    /// The cipher suites, in the order in which Java prefers them.
    pub suites: Vec<&'static str>,
}

/// What JDK 25 speaks under these constraints, the value of `jdk.tls.disabledAlgorithms`.
pub fn spoken(constraints: &Constraints) -> Spoken {
    // Java: a rule with a condition takes off neither version nor suite.
    let takes_off =
        |name: &str| constraints.rules.iter().any(|rule| rule.conditions.is_empty() && rule.names(name));
    let protocols: Vec<&'static str> =
        PROTOCOLS.into_iter().filter(|protocol| !takes_off(protocol)).collect();
    let is_spoken = |suite: &&&str| {
        let speakers = speakers(suite);
        protocols.iter().any(|protocol| speakers.contains(protocol))
            && !takes_off(suite)
            && !parts(suite).iter().any(|part| takes_off(part))
    };
    let suites = SUITES.iter().filter(is_spoken).copied().collect();
    Spoken { protocols, suites }
}

const PROTOCOLS: [&str; 4] = ["TLSv1.3", "TLSv1.2", "TLSv1.1", "TLSv1"];

/// The versions that have a suite.
fn speakers(suite: &str) -> &'static [&'static str] {
    const NEWEST: &[&str] = &["TLSv1.3"];
    const NEW: &[&str] = &["TLSv1.2"];
    const OLD: &[&str] = &["TLSv1.2", "TLSv1.1", "TLSv1"];
    match suite.split_once("_WITH_") {
        None if suite.ends_with("_SCSV") => OLD,
        None => NEWEST,
        Some((_, cipher)) if cipher.ends_with("_SHA") => OLD,
        Some(_) => NEW,
    }
}

/// The names of what a suite is made of.
fn parts(suite: &str) -> Vec<&str> {
    let bare = suite.strip_prefix("TLS_").unwrap_or(suite);
    if bare.ends_with("_SCSV") {
        return Vec::new();
    }
    let (exchange, cipher) = match bare.split_once("_WITH_") {
        Some((exchange, cipher)) => (Some(exchange), cipher),
        None => (None, bare),
    };
    let mut parts = Vec::new();
    if let Some(exchange) = exchange {
        parts.push(exchange);
        for name in exchange.split('_') {
            parts.extend_from_slice(match name {
                "DHE" => &["DHE", "DH", "DiffieHellman"],
                "DSS" => &["DSS", "DSA"],
                "ECDHE" => &["ECDHE"],
                "ECDH" => &["ECDH"],
                "ECDSA" => &["ECDSA"],
                _ => &["RSA"],
            });
        }
    }
    let (cipher, digest) = cipher.rsplit_once('_').unwrap_or((cipher, ""));
    if cipher.starts_with("CHACHA20") {
        parts.push("ChaCha20-Poly1305");
    } else {
        parts.push("AES");
        parts.extend(cipher.rsplit_once('_').map(|(_, mode)| mode));
        // Java: the suites of TLS 1.3 are not known by the name of their cipher.
        if exchange.is_some() {
            parts.push(cipher);
        }
    }
    parts.extend_from_slice(match digest {
        "SHA384" => &["SHA384", "HmacSHA384"],
        "SHA256" => &["SHA256", "HmacSHA256"],
        // Java: those of SHA-1 have SHA-256 as well, for what TLS 1.2 derives keys by.
        _ => &["SHA1", "HmacSHA1", "SHA256", "HmacSHA256"],
    });
    parts
}

/// All that JDK 25 speaks where nothing is disabled, in its order.
const SUITES: [&str; 49] = [
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
    "TLS_EMPTY_RENEGOTIATION_INFO_SCSV",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Words, and how many lines of versions and suites they take off: JDK 25.
    const RECORDED: &str = include_str!("../../testdata/policy/suites.tsv");

    #[test]
    fn every_recorded_word_takes_off_as_many() {
        let mut count = 0;
        for line in RECORDED.lines() {
            let (word, expected) = line.split_once('\t').expect("two columns");
            let constraints = Constraints::read(word, None).expect("a value that Java takes");
            let spoken = spoken(&constraints);
            let left: Vec<&str> = spoken.protocols.iter().chain(&spoken.suites).copied().collect();
            let all = PROTOCOLS.iter().chain(&SUITES);
            let off: Vec<&str> = all.copied().filter(|name| !left.contains(name)).collect();
            assert_eq!(off.join(" "), expected, "{word}");
            count += 1;
        }
        assert!(count > 60, "{count}");
    }
}
