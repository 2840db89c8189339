//! Object identifiers, of any length and with arcs of any size, as certificates hold them.

use std::fmt;

use super::writer::base128;

/// No identifier is longer, in content octets: writing an arc in decimal takes time with the square of its length.
/// Java: 4,096 as well.
const LONGEST: usize = 4096;

/// An object identifier, kept as its DER content octets.
///
/// ```
/// use keytool_rs::asn1::Oid;
/// let oid: Oid = "1.2.840.113549.1.1.11".parse().unwrap();
/// assert_eq!(oid.to_string(), "1.2.840.113549.1.1.11");
/// assert!("3.1".parse::<Oid>().is_err());
/// ```
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Oid(Box<[u8]>);

impl Oid {
    /// From content octets; `None` where they are empty or more than 4,096, end within an arc, or an arc starts with a
    /// zero group.
    pub fn from_content(content: &[u8]) -> Option<Self> {
        if content.len() > LONGEST {
            return None;
        }
        let ends_whole = content.last().is_some_and(|last| last & 0x80 == 0);
        let mut starts_arc = true;
        for octet in content {
            if starts_arc && *octet == 0x80 {
                return None;
            }
            starts_arc = octet & 0x80 == 0;
        }
        ends_whole.then(|| Self(content.into()))
    }

    /// The DER content octets.
    pub fn content(&self) -> &[u8] {
        &self.0
    }

    /// Whether this is the identifier with these dotted decimals.
    pub fn is(&self, dotted: &str) -> bool {
        dotted.parse::<Self>().is_ok_and(|other| other == *self)
    }
}

/// The text is not an object identifier: two arcs or more, the first 0 to 2, the second below 40 under 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an object identifier")]
pub struct NotAnOid;

impl std::str::FromStr for Oid {
    type Err = NotAnOid;

    fn from_str(text: &str) -> Result<Self, NotAnOid> {
        let mut arcs = text.split('.').map(|arc| arc.parse::<u64>().map_err(|_| NotAnOid));
        let first = arcs.next().ok_or(NotAnOid)??;
        let second = arcs.next().ok_or(NotAnOid)??;
        if first > 2 || (first < 2 && second >= 40) {
            return Err(NotAnOid);
        }
        let mut content = base128(second.checked_add(first * 40).ok_or(NotAnOid)?);
        for arc in arcs {
            content.extend(base128(arc?));
        }
        Ok(Self(content.into()))
    }
}

impl fmt::Display for Oid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut arcs = self.0.split_inclusive(|octet| octet & 0x80 == 0);
        let first = arcs.next().unwrap_or_default();
        // Only the joint first arc needs arithmetic: 0.n, 1.n, or 2.n for all above.
        match small(first) {
            Some(joint @ 0..80) => write!(formatter, "{}.{}", joint / 40, joint % 40)?,
            Some(joint) => write!(formatter, "2.{}", joint - 80)?,
            None => write!(formatter, "2.{}", subtract_80(&decimal(first)))?,
        }
        arcs.try_for_each(|arc| match small(arc) {
            Some(number) => write!(formatter, ".{number}"),
            None => write!(formatter, ".{}", decimal(arc)),
        })
    }
}

impl fmt::Debug for Oid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// The number of base-128 groups where it is sure to fit.
fn small(groups: &[u8]) -> Option<u64> {
    (groups.len() <= 9)
        .then(|| groups.iter().fold(0_u64, |value, octet| (value << 7) | u64::from(octet & 0x7f)))
}

/// Base-128 groups as decimal digits; arcs above 128 bits exist in the wild (UUID-based ones have 128).
fn decimal(groups: &[u8]) -> String {
    // Little-endian decimal digits in limbs of nine.
    let mut limbs = vec![0_u64];
    for octet in groups {
        let mut carry = u64::from(octet & 0x7f);
        for limb in &mut limbs {
            let value = *limb * 128 + carry;
            *limb = value % 1_000_000_000;
            carry = value / 1_000_000_000;
        }
        if carry > 0 {
            limbs.push(carry);
        }
    }
    let mut digits = String::new();
    for (index, limb) in limbs.iter().rev().enumerate() {
        digits.push_str(&if index == 0 { limb.to_string() } else { format!("{limb:09}") });
    }
    digits
}

/// `digits` minus 80; the number is known to be large.
fn subtract_80(digits: &str) -> String {
    let mut result: Vec<u8> = digits.bytes().collect();
    let mut borrow = 80_u8;
    for digit in result.iter_mut().rev() {
        let (low, rest) = (borrow % 10, borrow / 10);
        let value = *digit - b'0';
        (*digit, borrow) =
            if value >= low { (b'0' + value - low, rest) } else { (b'0' + value + 10 - low, rest + 1) };
        if borrow == 0 {
            break;
        }
    }
    String::from_utf8_lossy(&result).trim_start_matches('0').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arcs_of_any_size_print_in_decimal() {
        let largest_uuid = [&[0x69, 0x83][..], &[0xff; 17], &[0x7f]].concat();
        let oid = Oid::from_content(&largest_uuid).unwrap();
        assert_eq!(oid.to_string(), format!("2.25.{}", u128::MAX));
        assert_eq!("2.999.1".parse::<Oid>().unwrap().to_string(), "2.999.1");
        assert_eq!("1.39.0".parse::<Oid>().unwrap().to_string(), "1.39.0");
    }

    #[test]
    fn malformed_content_is_refused() {
        assert!(Oid::from_content(&[]).is_none());
        assert!(Oid::from_content(&[0x2a, 0x86]).is_none());
        assert!(Oid::from_content(&[0x2a, 0x80, 0x01]).is_none());
        assert!(Oid::from_content(&[&[0xff; LONGEST][..], &[0x7f]].concat()).is_none());
    }
}
