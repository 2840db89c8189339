//! The language of Java's algorithm constraints (`jdk.certpath.disabledAlgorithms` and its kin), read into values.
//!
//! Source: the descriptions in `conf/security/java.security`, and JDK 25's behaviour with some ninety values
//! (testdata/policy/OBSERVED.md). What a value means for a key or a signature is decided in [`super::strength`].

use std::fmt;

use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};

use crate::wildcard;

/// The constraints of one property: a key or signature that any of them denies is denied.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Constraints {
    /// In the order of the property.
    pub rules: Vec<Rule>,
}

/// One constraint: an algorithm, denied always or, where there are conditions, when all of them hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The name as written: of a digest, key or signature algorithm, a curve, or a cipher suite with `*`.
    pub algorithm: String,
    /// Those after the name, joined by `&`.
    pub conditions: Vec<Condition>,
}

/// One condition of a [`Rule`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// `keySize OPERATOR BITS`.
    KeySize(Comparison, u32),
    /// `jdkCA`: the chain ends at a certificate of the JDK's own cacerts.
    JdkCa,
    /// `usage NAME…`: what the certificate is used for, such as `TLSServer`.
    Usage(Vec<String>),
    /// `denyAfter YYYY-MM-DD`: from the start of that day (UTC) on.
    DenyAfter(Date),
}

/// As a property has it.
impl fmt::Display for Rule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.algorithm)?;
        for (index, condition) in self.conditions.iter().enumerate() {
            formatter.write_str(if index == 0 { " " } else { " & " })?;
            match condition {
                Condition::KeySize(comparison, size) => {
                    write!(formatter, "keySize {} {size}", comparison.sign())?
                }
                Condition::JdkCa => formatter.write_str("jdkCA")?,
                Condition::Usage(usages) => write!(formatter, "usage {}", usages.join(" "))?,
                Condition::DenyAfter(day) => write!(formatter, "denyAfter {day}")?,
            }
        }
        Ok(())
    }
}

/// How a key size is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `>=`
    GreaterOrEqual,
    /// `>`
    Greater,
}

impl Comparison {
    const ALL: [Self; 6] =
        [Self::Less, Self::LessOrEqual, Self::Equal, Self::NotEqual, Self::GreaterOrEqual, Self::Greater];

    fn read(operator: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|comparison| comparison.sign() == operator)
    }

    fn sign(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::GreaterOrEqual => ">=",
            Self::Greater => ">",
        }
    }

    /// Whether `size` stands in this relation to `limit`.
    pub fn holds(self, size: u32, limit: u32) -> bool {
        match self {
            Self::Less => size < limit,
            Self::LessOrEqual => size <= limit,
            Self::Equal => size == limit,
            Self::NotEqual => size != limit,
            Self::GreaterOrEqual => size >= limit,
            Self::Greater => size > limit,
        }
    }
}

/// A constraint that Java refuses too (it then fails to start); each holds the text at fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConstraintError {
    /// Neither `keySize`, `jdkCA`, `usage` nor `denyAfter YYYY-MM-DD`.
    #[error("unknown constraint: {0}")]
    Unknown(String),
    /// Not one of the six comparisons.
    #[error("not a comparison: {0}")]
    Operator(String),
    /// Not a number of bits.
    #[error("not a key size: {0}")]
    Size(String),
    /// No such day.
    #[error("not a date: {0}")]
    Date(String),
    /// `keySize` without a comparison, or a comparison without a number.
    #[error("key size missing: {0}")]
    SizeMissing(String),
    /// `jdkCA` twice in one constraint.
    #[error("jdkCA given twice: {0}")]
    JdkCaTwice(String),
    /// `denyAfter` twice in one constraint.
    #[error("denyAfter given twice: {0}")]
    DenyAfterTwice(String),
}

/// The one property that another may include.
const NAMED_CURVES: &str = "jdk.disabled.namedCurves";

impl Constraints {
    /// Reads the value of a property. `named_curves` is the value of `jdk.disabled.namedCurves`, which stands in for
    /// `include jdk.disabled.namedCurves`; JDK 11 has it, later ones do not.
    ///
    /// # Errors
    /// [`ConstraintError`] for the first constraint that Java refuses.
    pub fn read(value: &str, named_curves: Option<&str>) -> Result<Self, ConstraintError> {
        let mut rules = Vec::new();
        for item in items(value) {
            match item.strip_prefix("include ").map(str::trim) {
                Some(NAMED_CURVES) => {
                    for curve in items(named_curves.unwrap_or_default()) {
                        rules.push(Rule { algorithm: curve.to_owned(), conditions: Vec::new() });
                    }
                }
                _ => rules.push(Rule::read(item)?),
            }
        }
        Ok(Self { rules })
    }
}

/// The items of a comma-separated value; empty ones and quotes around the whole do not count.
fn items(value: &str) -> impl Iterator<Item = &str> {
    let value = value.trim();
    let unquoted = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(value);
    unquoted.split(',').map(str::trim).filter(|item| !item.is_empty())
}

impl Rule {
    fn read(item: &str) -> Result<Self, ConstraintError> {
        // Curves of X9.62 and NIST have a space in their name.
        let is_curve = ["X9.62 ", "NIST "].into_iter().any(|body| {
            item.split_at_checked(body.len()).is_some_and(|(start, _)| start.eq_ignore_ascii_case(body))
        });
        let Some((algorithm, rest)) = item.split_once(char::is_whitespace).filter(|_| !is_curve) else {
            return Ok(Self { algorithm: item.to_owned(), conditions: Vec::new() });
        };
        let mut parts: Vec<&str> = rest.split('&').map(str::trim).collect();
        // Java: an `&` with nothing behind it is overlooked, with nothing before it is not.
        while parts.len() > 1 && parts.last().is_some_and(|last| last.is_empty()) {
            parts.pop();
        }
        let conditions = parts.into_iter().map(Condition::read).collect::<Result<Vec<_>, _>>()?;
        if conditions.iter().filter(|condition| **condition == Condition::JdkCa).count() > 1 {
            return Err(ConstraintError::JdkCaTwice(item.to_owned()));
        }
        let is_date = |condition: &&Condition| matches!(condition, Condition::DenyAfter(_));
        if conditions.iter().filter(is_date).count() > 1 {
            return Err(ConstraintError::DenyAfterTwice(item.to_owned()));
        }
        Ok(Self { algorithm: algorithm.to_owned(), conditions })
    }

    /// Whether the rule names `algorithm`: letter case does not count, and `SHA-1` is `SHA1`. `*` stands for
    /// anything in the names of cipher suites.
    pub fn names(&self, algorithm: &str) -> bool {
        let pattern = self.algorithm.as_str();
        if pattern.contains('*') && pattern.starts_with("TLS_") {
            return wildcard::covers(pattern, algorithm);
        }
        undashed(pattern).eq_ignore_ascii_case(undashed(algorithm).as_ref())
    }
}

/// `SHA-256` as `SHA256`; Java: only the name of the digest alone has two spellings, `SHA-256withRSA` is not one.
fn undashed(name: &str) -> std::borrow::Cow<'_, str> {
    match name.split_at_checked(4) {
        Some((head, digits))
            if head.eq_ignore_ascii_case("SHA-") && digits.bytes().all(|digit| digit.is_ascii_digit()) =>
        {
            format!("SHA{digits}").into()
        }
        _ => name.into(),
    }
}

impl Condition {
    fn read(text: &str) -> Result<Self, ConstraintError> {
        let unknown = || ConstraintError::Unknown(text.to_owned());
        let mut words = text.split_whitespace();
        match words.next() {
            // Java: this word alone is taken in any letter case; words after the key size are overlooked.
            Some(word) if word.eq_ignore_ascii_case("jdkCA") && words.next().is_none() => Ok(Self::JdkCa),
            Some("keySize") => {
                let missing = || ConstraintError::SizeMissing(text.to_owned());
                let operator = words.next().ok_or_else(missing)?;
                let comparison = Comparison::read(operator)
                    .ok_or_else(|| ConstraintError::Operator(operator.to_owned()))?;
                let size = words.next().ok_or_else(missing)?;
                let limit: i32 = size.parse().map_err(|_| ConstraintError::Size(size.to_owned()))?;
                Ok(Self::KeySize(comparison, u32::try_from(limit).unwrap_or(0)))
            }
            Some("usage") => Ok(Self::Usage(words.map(str::to_owned).collect())),
            Some("denyAfter") => {
                let day = words.next().filter(|day| is_day(day)).ok_or_else(unknown)?;
                day.parse().map(Self::DenyAfter).map_err(|_| ConstraintError::Date(day.to_owned()))
            }
            _ => Err(unknown()),
        }
    }
}

/// `dddd-dd-dd`; whether there is such a day is another question.
fn is_day(text: &str) -> bool {
    text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(place, byte)| if place == 4 || place == 7 { byte == b'-' } else { byte.is_ascii_digit() })
}

/// Whether `day` has begun at `now`, by the clock of Greenwich.
pub(super) fn has_begun(day: Date, now: Timestamp) -> bool {
    day.to_zoned(TimeZone::UTC).is_ok_and(|start| now >= start.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(value: &str) -> Result<Rule, ConstraintError> {
        Constraints::read(value, None).map(|mut read| {
            assert_eq!(read.rules.len(), 1, "{value}");
            read.rules.remove(0)
        })
    }

    #[test]
    fn conditions_read_as_java_reads_them() {
        use Condition::{JdkCa, KeySize, Usage};
        let conditions = |value| one(value).map(|rule| rule.conditions);
        let day = jiff::civil::date(2019, 1, 1);
        for (value, expected) in [
            ("SHA1 jdkCA & usage TLSServer", vec![JdkCa, Usage(vec!["TLSServer".into()])]),
            (
                "SHA1 usage SignedJAR A  & denyAfter 2019-01-01",
                vec![Usage(vec!["SignedJAR".into(), "A".into()]), Condition::DenyAfter(day)],
            ),
            ("RSA   keySize   <    2048", vec![KeySize(Comparison::Less, 2048)]),
            ("RSA keySize != 2048", vec![KeySize(Comparison::NotEqual, 2048)]),
            ("RSA keySize < 2048 usage TLSServer", vec![KeySize(Comparison::Less, 2048)]),
            ("RSA keySize < 2048 & ", vec![KeySize(Comparison::Less, 2048)]),
            ("RSA keySize < -5", vec![KeySize(Comparison::Less, 0)]),
            ("SHA1 jdkca", vec![JdkCa]),
            ("SHA1 usage", vec![Usage(vec![])]),
            ("NIST P-256", vec![]),
            ("X9.62 c2tnb191v1", vec![]),
        ] {
            assert_eq!(conditions(value), Ok(expected), "{value}");
        }
    }

    #[test]
    fn a_rule_is_written_as_it_was() {
        for value in
            ["RSA", "RSA keySize != 2048", "SHA1 jdkCA & usage TLSServer", "SHA1 denyAfter 2019-01-01"]
        {
            assert_eq!(one(value).unwrap().to_string(), value);
        }
    }

    #[test]
    fn what_java_refuses_is_refused() {
        for value in [
            "RSA keysize < 2049",
            "RSA keySize<2048",
            "SHA1 foo",
            "SHA1 Usage X",
            "SHA1 DenyAfter 2019-01-01",
            "SHA1 jdkCA foo",
            "SHA1 denyAfter",
            "SHA1 denyAfter 2019-1-1",
            "SHA1 denyAfter 2019-01-01-01:02",
            "SHA1 & jdkCA",
            "include no.such",
            "INCLUDE jdk.disabled.namedCurves",
        ] {
            assert!(matches!(one(value), Err(ConstraintError::Unknown(_))), "{value}");
        }
        assert_eq!(one("RSA keySize <2048"), Err(ConstraintError::Operator("<2048".into())));
        assert_eq!(one("RSA keySize < 99999999999"), Err(ConstraintError::Size("99999999999".into())));
        assert_eq!(one("SHA1 denyAfter 2019-13-01"), Err(ConstraintError::Date("2019-13-01".into())));
        assert!(matches!(one("RSA jdkCA & jdkCA"), Err(ConstraintError::JdkCaTwice(_))));
    }

    #[test]
    fn lists_skip_empty_items_and_include_curves() {
        let read = |value| {
            let rules = Constraints::read(value, Some("secp112r1, X9.62 c2tnb191v1")).unwrap().rules;
            rules.into_iter().map(|rule| rule.algorithm).collect::<Vec<_>>()
        };
        assert_eq!(read(",,SHA1 , ,MD5"), ["SHA1", "MD5"]);
        assert_eq!(read("\"RSA keySize < 2048, SHA1\""), ["RSA", "SHA1"]);
        assert_eq!(
            read("MD2, include jdk.disabled.namedCurves, MD5"),
            ["MD2", "secp112r1", "X9.62 c2tnb191v1", "MD5"]
        );
        assert!(read(" ").is_empty());
    }

    #[test]
    fn names_match_without_case_and_with_either_spelling_of_sha() {
        let names = |rule: &str, name| one(rule).unwrap().names(name);
        assert!(names("SHA-1", "SHA1") && names("sha1", "SHA1") && names("SHA256", "sha-256"));
        assert!(!names("SHA-256withRSA", "SHA256withRSA") && !names("RSA*", "RSA") && !names("*", "RSA"));
        assert!(names("TLS_RSA_*", "TLS_RSA_WITH_NULL_MD5") && !names("TLS_RSA_*", "TLS_DHE_RSA_X"));
        assert!(names("TLS_*_CBC_*", "TLS_X_CBC_SHA") && !names("TLS_*_CBC", "TLS_X_CBC_SHA"));
    }

    #[test]
    fn a_day_begins_at_midnight_in_greenwich() {
        let day = jiff::civil::date(2026, 11, 21);
        let instant = |text: &str| text.parse::<Timestamp>().unwrap();
        assert!(has_begun(day, instant("2026-11-21T00:00:00Z")));
        assert!(!has_begun(day, instant("2026-11-20T23:59:59Z")));
    }
}
