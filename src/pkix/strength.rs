//! Whether a key or a signature algorithm is disabled, weak or neither, as keytool judges it.

use jiff::Timestamp;
use jiff::civil::Date;

use super::constraints::{Condition, ConstraintError, Constraints, Rule, has_begun};
use crate::jvm::policy::Policy;
use crate::x509::{KeyKind, PublicKey};

/// What keytool thinks of an algorithm or a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Strength {
    /// Nothing is said about it.
    Sound,
    /// `jdk.security.legacyAlgorithms` names it: `(weak)`.
    Weak,
    /// `jdk.certpath.disabledAlgorithms` names it: `(disabled)`.
    Disabled,
}

/// A public key as the constraints see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyFacts<'a> {
    /// Java's name of the algorithm: `RSA`, `RSASSA-PSS`, `DSA`, `EC`, `EdDSA`, `XDH`, `ML-DSA`, …, or the dotted
    /// identifier of one that Java does not know.
    pub algorithm: &'a str,
    /// The curve or parameter set: `secp256r1`, `Ed25519`, `X25519`, `ML-DSA-65`; `None` for RSA and DSA.
    pub parameters: Option<&'a str>,
    /// The size in bits as keytool prints it (of an EC key: of the curve's order); `None` where Java knows none.
    pub bits: Option<u32>,
}

impl<'a> KeyFacts<'a> {
    /// Of a key whose algorithm Java calls `algorithm`.
    pub fn of(key: &PublicKey<'_>, algorithm: &'a str) -> Self {
        let bits = match algorithm {
            "Ed25519" | "X25519" => Some(255),
            "Ed448" | "X448" => Some(448),
            _ => key.bits().and_then(|bits| u32::try_from(bits).ok()),
        };
        let (family, parameters) = match (key.kind, algorithm) {
            (KeyKind::Ec(curve), _) => ("EC", Some(curve.name)),
            (_, "Ed25519" | "Ed448") => ("EdDSA", Some(algorithm)),
            (_, "X25519" | "X448") => ("XDH", Some(algorithm)),
            (_, name) if name.starts_with("ML-DSA") => ("ML-DSA", Some(name)),
            (_, name) if name.starts_with("ML-KEM") => ("ML-KEM", Some(name)),
            (_, name) => (name, None),
        };
        Self { algorithm: family, parameters, bits }
    }
}

/// Where a key or signature is met; keytool knows neither anchor nor usage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Circumstances<'a> {
    /// Whether the chain ends at a certificate of the JDK's own.
    pub jdk_anchor: bool,
    /// What the certificate is used for, as the properties name it (`TLSServer`, `TLSClient`, `SignedJAR`, …).
    pub usage: Option<&'a str>,
    /// The instant that counts.
    pub now: Timestamp,
}

/// The two properties that keytool warns by.
#[derive(Debug, Clone)]
pub struct Strengths {
    disabled: Constraints,
    legacy: Constraints,
    now: Timestamp,
}

impl Strengths {
    /// From a policy, for the instant `now`.
    ///
    /// # Errors
    /// [`ConstraintError`] where Java would refuse the policy's constraints.
    pub fn new(policy: &Policy, now: Timestamp) -> Result<Self, ConstraintError> {
        let curves = policy.value("jdk.disabled.namedCurves");
        let read = |name| Constraints::read(policy.value(name).unwrap_or_default(), curves);
        Ok(Self {
            disabled: read("jdk.certpath.disabledAlgorithms")?,
            legacy: read("jdk.security.legacyAlgorithms")?,
            now,
        })
    }

    /// Nothing is disabled, and nothing weak.
    pub fn none(now: Timestamp) -> Self {
        Self { disabled: Constraints::default(), legacy: Constraints::default(), now }
    }

    /// The strength of a signature algorithm, by Java's name of it (`SHA1withRSA`). `key` is the key of the
    /// certificate that bears the signature, not of its issuer; requests have one, CRLs have none.
    pub fn of_signature(&self, name: &str, key: Option<KeyFacts<'_>>) -> Strength {
        self.of_signature_for(None, name, key)
    }

    /// Whether keytool calls the algorithm of a secret key, by Java's name of it, a security risk.
    ///
    /// Java: only what is old counts here, not what certification paths may not use.
    pub fn is_old_secret(&self, name: &str) -> bool {
        let circumstances = Circumstances { jdk_anchor: false, usage: None, now: self.now };
        self.legacy.denies_signature(name, None, &circumstances)
    }

    /// The strength of a public key.
    pub fn of_key(&self, key: KeyFacts<'_>) -> Strength {
        self.of_key_for(None, key)
    }

    /// The strength of a signature algorithm on a certificate that is for this use alone.
    pub fn of_signature_for(&self, usage: Option<&str>, name: &str, key: Option<KeyFacts<'_>>) -> Strength {
        self.judge(usage, |constraints, circumstances| constraints.denies_signature(name, key, circumstances))
    }

    /// The strength of a public key in a certificate that is for this use alone.
    pub fn of_key_for(&self, usage: Option<&str>, key: KeyFacts<'_>) -> Strength {
        self.judge(usage, |constraints, circumstances| constraints.denies_key(key, circumstances))
    }

    /// The day after which a signature algorithm is disabled, where that is why it is.
    pub fn signature_ends(&self, usage: Option<&str>, name: &str, key: Option<KeyFacts<'_>>) -> Option<Date> {
        let circumstances = Circumstances { jdk_anchor: false, usage, now: self.now };
        let rule = self.disabled.against_signature(name, key, &circumstances)?;
        rule.conditions.iter().find_map(|condition| match condition {
            Condition::DenyAfter(day) => Some(*day),
            _ => None,
        })
    }

    fn judge(
        &self,
        usage: Option<&str>,
        denies: impl Fn(&Constraints, &Circumstances<'_>) -> bool,
    ) -> Strength {
        let circumstances = Circumstances { jdk_anchor: false, usage, now: self.now };
        if denies(&self.disabled, &circumstances) {
            Strength::Disabled
        } else if denies(&self.legacy, &circumstances) {
            Strength::Weak
        } else {
            Strength::Sound
        }
    }
}

impl Constraints {
    /// Whether a signature algorithm is denied, by Java's name of it; `key` as in [`Strengths::of_signature`].
    pub fn denies_signature(
        &self,
        name: &str,
        key: Option<KeyFacts<'_>>,
        circumstances: &Circumstances<'_>,
    ) -> bool {
        self.against_signature(name, key, circumstances).is_some()
    }

    /// The first rule that denies a signature algorithm.
    pub fn against_signature(
        &self,
        name: &str,
        key: Option<KeyFacts<'_>>,
        circumstances: &Circumstances<'_>,
    ) -> Option<&Rule> {
        let parts = decompose(name);
        self.rules.iter().find(|rule| {
            // Java: a key size says nothing about a signature, unless it stands behind another condition.
            !matches!(rule.conditions.first(), Some(Condition::KeySize(..)))
                && (rule.names(name) || parts.iter().any(|part| rule.names(part)))
                && rule.holds(key, circumstances)
        })
    }

    /// Whether a key is denied.
    pub fn denies_key(&self, key: KeyFacts<'_>, circumstances: &Circumstances<'_>) -> bool {
        self.against_key(key, circumstances).is_some()
    }

    /// The first rule that denies, without conditions, an algorithm, curve or parameter set of this name.
    pub fn against_name(&self, name: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.conditions.is_empty() && rule.names_parameters(name))
    }

    /// The first rule that denies a key.
    pub fn against_key(&self, key: KeyFacts<'_>, circumstances: &Circumstances<'_>) -> Option<&Rule> {
        self.rules.iter().find(|rule| {
            // Java: curves and parameter sets are only ever denied without conditions.
            let named = rule.names(key.algorithm)
                || (rule.conditions.is_empty()
                    && key.parameters.is_some_and(|parameters| rule.names_parameters(parameters)));
            named && rule.holds(Some(key), circumstances)
        })
    }
}

impl Rule {
    /// Whether there are no other conditions than the size of a key.
    pub(super) fn is_about_size_alone(&self) -> bool {
        self.conditions.iter().all(|condition| matches!(condition, Condition::KeySize(..)))
    }

    /// Whether the rule names a curve, by any of its names, or another parameter set.
    fn names_parameters(&self, parameters: &str) -> bool {
        self.names(parameters) || curve_names(parameters).iter().any(|name| self.names(name))
    }

    /// Whether all conditions hold; without conditions there is nothing to fail.
    fn holds(&self, key: Option<KeyFacts<'_>>, circumstances: &Circumstances<'_>) -> bool {
        self.conditions.iter().all(|condition| match condition {
            Condition::KeySize(comparison, limit) => {
                key.and_then(|key| key.bits).is_some_and(|bits| comparison.holds(bits, *limit))
            }
            Condition::JdkCa => circumstances.jdk_anchor,
            Condition::Usage(usages) => circumstances
                .usage
                .is_some_and(|usage| usages.iter().any(|listed| listed.eq_ignore_ascii_case(usage))),
            Condition::DenyAfter(day) => has_begun(*day, circumstances.now),
        })
    }
}

/// The algorithms that a signature algorithm is made of: `SHA1withRSA` of `SHA1` and `RSA`.
///
/// Java: names are cut at `/` too, so that `SHA512/256withRSA` is made of `SHA512`, `256` and `RSA`.
pub(super) fn decompose(name: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    for piece in name.split('/') {
        let mut rest = piece;
        while let Some((place, word)) = ["with", "and"]
            .into_iter()
            .filter_map(|word| Some((find_ignoring_case(rest, word)?, word)))
            .min_by_key(|(place, _)| *place)
        {
            parts.push(rest.get(..place).unwrap_or_default());
            rest = rest.get(place + word.len()..).unwrap_or_default();
        }
        parts.push(rest);
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn find_ignoring_case(text: &str, word: &str) -> Option<usize> {
    text.as_bytes().windows(word.len()).position(|window| window.eq_ignore_ascii_case(word.as_bytes()))
}

/// The other names of a curve that the constraints may use (FIPS 186-4 and X9.62 beside SEC 2).
fn curve_names(curve: &str) -> &'static [&'static str] {
    match curve {
        "secp192r1" => &["NIST P-192", "X9.62 prime192v1"],
        "secp224r1" => &["NIST P-224"],
        "secp256r1" => &["NIST P-256", "X9.62 prime256v1"],
        "secp384r1" => &["NIST P-384"],
        "secp521r1" => &["NIST P-521"],
        "sect163k1" => &["NIST K-163"],
        "sect163r2" => &["NIST B-163"],
        "sect233k1" => &["NIST K-233"],
        "sect233r1" => &["NIST B-233"],
        "sect283k1" => &["NIST K-283"],
        "sect283r1" => &["NIST B-283"],
        "sect409k1" => &["NIST K-409"],
        "sect409r1" => &["NIST B-409"],
        "sect571k1" => &["NIST K-571"],
        "sect571r1" => &["NIST B-571"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What keytool printed under each constraint; recipe: testdata/make/strengths.py.
    const RECORDED: &str = include_str!("../../testdata/policy/strengths.tsv");

    /// The facts behind a key as keytool prints it.
    fn facts(printed: &str) -> KeyFacts<'_> {
        let words = printed.strip_suffix(" key").unwrap();
        if let Some((bits, algorithm)) = words.split_once("-bit ") {
            let (algorithm, parameters) = algorithm.split_once(" (").unwrap_or((algorithm, ""));
            let parameters = parameters.strip_suffix(')');
            return KeyFacts { algorithm, parameters, bits: bits.parse().ok() };
        }
        let (algorithm, bits) = match words {
            "Ed25519" => ("EdDSA", Some(255)),
            "Ed448" => ("EdDSA", Some(448)),
            "X25519" => ("XDH", Some(255)),
            _ => ("ML-DSA", None),
        };
        KeyFacts { algorithm, parameters: Some(words), bits }
    }

    #[test]
    fn every_recorded_mark_is_ours() {
        let now: Timestamp = "2026-11-21T12:00:00Z".parse().unwrap();
        let lines: Vec<Vec<&str>> = RECORDED.lines().map(|line| line.split('\t').collect()).collect();
        let (certificates, runs): (Vec<_>, Vec<_>) =
            lines.iter().partition(|line| line.first() == Some(&"certificate"));
        assert!(certificates.len() >= 20 && runs.len() >= 90);
        for run in runs {
            let [property, value, expected] = run[..] else { panic!("{run:?}") };
            let policy = Policy::read(&format!("{property}={value}"));
            let marks = match Strengths::new(&policy, now) {
                Err(_) => "refused".to_owned(),
                Ok(strengths) => {
                    let mut marks = Vec::new();
                    for certificate in &certificates {
                        let [_, number, signature, key] = certificate[..] else { panic!("{certificate:?}") };
                        if strengths.of_signature(signature, Some(facts(key))) != Strength::Sound {
                            marks.push(format!("{number}S"));
                        }
                        if strengths.of_key(facts(key)) != Strength::Sound {
                            marks.push(format!("{number}K"));
                        }
                    }
                    marks.join(" ")
                }
            };
            assert_eq!(marks, expected, "{property}={value}");
        }
    }

    #[test]
    fn jdk_25_by_default() {
        let strengths = Strengths::new(&Policy::jdk25(), Timestamp::UNIX_EPOCH).unwrap();
        for (name, strength) in [
            ("MD2withRSA", Strength::Disabled),
            ("MD5withRSA", Strength::Disabled),
            ("SHA1withECDSA", Strength::Weak),
            ("SHA256withRSA", Strength::Sound),
            ("1.2.3.4", Strength::Sound),
        ] {
            assert_eq!(strengths.of_signature(name, None), strength, "{name}");
        }
        for (key, strength) in [
            ("1023-bit RSA key", Strength::Disabled),
            ("1024-bit RSA key", Strength::Weak),
            ("2047-bit RSA key", Strength::Weak),
            ("2048-bit RSA key", Strength::Sound),
            ("1024-bit RSASSA-PSS key", Strength::Sound),
            ("512-bit DSA key", Strength::Disabled),
            ("1024-bit DSA key", Strength::Weak),
            ("161-bit EC (secp160r1) key", Strength::Disabled),
            ("192-bit EC (secp192r1) key", Strength::Disabled),
            ("224-bit EC (secp224r1) key", Strength::Sound),
            ("282-bit EC (sect283r1) key", Strength::Sound),
            ("Ed25519 key", Strength::Sound),
        ] {
            assert_eq!(strengths.of_key(facts(key)), strength, "{key}");
        }
        // JDK 11 lists curves, so that secp256k1 is disabled there.
        let eleven = Strengths::new(&Policy::of_version(11).unwrap(), Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(eleven.of_key(facts("256-bit EC (secp256k1) key")), Strength::Disabled);
    }

    #[test]
    fn usage_and_anchor_count_where_they_are_known() {
        let sha1 = Constraints::read("SHA1 jdkCA & usage TLSServer", None).unwrap();
        let now = Timestamp::UNIX_EPOCH;
        let denied = |jdk_anchor, usage| {
            sha1.denies_signature("SHA1withRSA", None, &Circumstances { jdk_anchor, usage, now })
        };
        assert!(denied(true, Some("TLSServer")));
        assert!(!denied(false, Some("TLSServer")) && !denied(true, Some("TLSClient")) && !denied(true, None));
    }

    #[test]
    fn names_are_cut_at_with_and_slash() {
        assert_eq!(decompose("SHA512/256withRSA"), ["SHA512", "256", "RSA"]);
        assert_eq!(decompose("MD5andSHA1WITHRSA"), ["MD5", "SHA1", "RSA"]);
        assert_eq!(decompose("SHA256withRSAandMGF1"), ["SHA256", "RSA", "MGF1"]);
        assert_eq!(decompose("Ed25519"), ["Ed25519"]);
    }
}
