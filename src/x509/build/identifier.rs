//! Object identifiers as people type them, read by Java's rules.

use super::number::{Number, NumberFault};
use crate::asn1::Oid;

/// Java: no identifier is longer, in content octets (and [`Oid`] holds none).
const LONGEST: usize = 4096;
/// Java: a component of more characters than this is read as a number of any size, and complained of otherwise.
const PLAIN: usize = 9;

/// What is wrong with a dotted identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdentifierFault {
    /// Fewer than two components.
    TooFew,
    /// The first component is not 0, 1 or 2.
    First,
    /// The second component is negative, or above 39 under 0 or 1.
    Second,
    /// A later component is negative.
    Negative {
        /// Its place, from 1.
        place: usize,
    },
    /// A component is no number.
    Number(NumberFault),
    /// It would have more content octets than Java takes.
    TooLong {
        /// How many.
        octets: usize,
    },
}

/// The identifier with these dotted decimals.
///
/// # Errors
/// The first thing that is wrong with it, from left to right.
pub fn identifier(text: &str) -> Result<Oid, IdentifierFault> {
    let mut content = Vec::new();
    let mut first = 0_u8;
    let mut count = 0;
    for (index, component) in text.split('.').enumerate() {
        let number = if component.encode_utf16().count() > PLAIN {
            Number::read(component)
        } else {
            Number::read_small(component)
        };
        let number = number.map_err(IdentifierFault::Number)?;
        count += 1;
        match index {
            0 => first = number.small().filter(|value| *value <= 2).ok_or(IdentifierFault::First)?,
            1 if number.is_negative() => return Err(IdentifierFault::Second),
            1 if first < 2 => {
                let second = number.small().filter(|value| *value < 40).ok_or(IdentifierFault::Second)?;
                content.push(first * 40 + second);
            }
            1 => content.extend(number.plus(80).base128()),
            _ if number.is_negative() => return Err(IdentifierFault::Negative { place: index + 1 }),
            _ => content.extend(number.base128()),
        }
    }
    if count < 2 {
        return Err(IdentifierFault::TooFew);
    }
    if content.len() > LONGEST {
        return Err(IdentifierFault::TooLong { octets: content.len() });
    }
    Oid::from_content(&content).ok_or(IdentifierFault::TooLong { octets: content.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_of_any_size() {
        for text in [
            "1.2",
            "2.999.5",
            "2.25.123456789012345678901234567890",
            "1.2.99999999999999999999999",
            "0.39",
            "2.4294967216",
        ] {
            assert_eq!(identifier(text).unwrap().to_string(), text);
        }
        assert_eq!(identifier("01.+2.003.-0").unwrap().to_string(), "1.2.3.0");
        assert_eq!(identifier("1.2.00000000000000000000001.٣").unwrap().to_string(), "1.2.1.3");
        assert!(matches!(
            identifier(&format!("1.2.{}", "9".repeat(100_000))),
            Err(IdentifierFault::TooLong { .. })
        ));
    }

    #[test]
    fn faults_are_those_of_java() {
        let number = |text: &str| IdentifierFault::Number(NumberFault::Input(text.into()));
        for (text, fault) in [
            ("1", IdentifierFault::TooFew),
            ("3.x", IdentifierFault::First),
            ("-1.2", IdentifierFault::First),
            ("1.40.x", IdentifierFault::Second),
            ("2.-1", IdentifierFault::Second),
            ("1.12345678901", IdentifierFault::Second),
            ("1.2.-3", IdentifierFault::Negative { place: 3 }),
            ("1.2.-999999999999", IdentifierFault::Negative { place: 3 }),
            ("1.2.", number("")),
            ("x.40", number("x")),
            ("1.2.--5", number("--5")),
            ("1.2.1234567890x", number("34567890x")),
            ("1.2.x234567890", number("x")),
            ("1.2.123456789012345678x90", number("345678x90")),
            ("subjectkeyidentifier", number("su")),
            ("1.2.1-234567890", IdentifierFault::Number(NumberFault::EmbeddedSign)),
        ] {
            assert_eq!(identifier(text), Err(fault), "{text}");
        }
    }
}
