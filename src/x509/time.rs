//! UTCTime and GeneralizedTime as Java reads them: seconds optional, offsets taken, days up to 31 in every month.

use super::der::{GENERALIZED_TIME, UTC_TIME, Value};
use super::fault::{Fault, TimeFault};

/// The instant of a UTCTime or GeneralizedTime in milliseconds since 1970-01-01T00:00:00Z; `None` for another type.
pub(crate) fn instant(value: &Value<'_>) -> Result<Option<i64>, Fault> {
    match value.tag {
        UTC_TIME => utc(value.content).map(Some),
        GENERALIZED_TIME => generalized(value.content).map(Some),
        _ => Ok(None),
    }
}

/// The instant of a UTCTime's characters, in milliseconds.
pub(crate) fn utc(text: &[u8]) -> Result<i64, Fault> {
    parse(text, false).map_err(|fault| Fault::Time { generalized: false, fault })
}

/// The instant of a GeneralizedTime's characters, in milliseconds.
pub(crate) fn generalized(text: &[u8]) -> Result<i64, Fault> {
    parse(text, true).map_err(|fault| Fault::Time { generalized: true, fault })
}

fn parse(text: &[u8], generalized: bool) -> Result<i64, TimeFault> {
    let shortest = if generalized { 13 } else { 11 };
    // Java: a UTCTime of up to 17 characters is looked at.
    if text.len() < shortest || (!generalized && text.len() > 17) {
        return Err(TimeFault::Length);
    }
    let mut digits = Digits { rest: text };
    let year = if generalized {
        digits.number(4)?
    } else {
        let short = digits.number(2)?;
        if short < 50 { short + 2000 } else { short + 1900 }
    };
    let month = digits.number(2)?;
    let day = digits.number(2)?;
    let hour = digits.number(2)?;
    let minute = digits.number(2)?;
    let (mut second, mut milliseconds) = (0, 0);
    if digits.rest.len() > 2 {
        second = digits.number(2)?;
        if generalized && matches!(digits.rest.first(), Some(b'.' | b',')) {
            milliseconds = digits.fraction()?;
        }
    }
    if month == 0 || day == 0 || month > 12 || day > 31 || hour >= 24 || minute >= 60 || second >= 60 {
        return Err(TimeFault::Format);
    }
    let offset = offset_seconds(digits.rest)?;
    let seconds = days(year, month, day) * 86400 + hour * 3600 + minute * 60 + second - offset;
    Ok(seconds * 1000 + milliseconds)
}

fn offset_seconds(rest: &[u8]) -> Result<i64, TimeFault> {
    if rest.len() != 1 && rest.len() != 5 {
        return Err(TimeFault::Offset);
    }
    let (sign, digits) = rest.split_first().ok_or(TimeFault::Offset)?;
    let ahead = match sign {
        b'Z' if digits.is_empty() => return Ok(0),
        b'Z' => return Err(TimeFault::Format),
        b'+' | b'-' if digits.is_empty() => return Err(TimeFault::Offset),
        b'+' => true,
        b'-' => false,
        _ => return Err(TimeFault::OffsetGarbage),
    };
    let mut digits = Digits { rest: digits };
    let hours = digits.number(2)?;
    let minutes = digits.number(2)?;
    if hours >= 24 || minutes >= 60 {
        return Err(if ahead { TimeFault::OffsetPlus } else { TimeFault::OffsetMinus });
    }
    let seconds = hours * 3600 + minutes * 60;
    Ok(if ahead { seconds } else { -seconds })
}

struct Digits<'a> {
    rest: &'a [u8],
}

impl Digits<'_> {
    fn number(&mut self, count: usize) -> Result<i64, TimeFault> {
        let (digits, rest) = self.rest.split_at_checked(count).ok_or(TimeFault::Format)?;
        let mut value = 0;
        for digit in digits {
            if !digit.is_ascii_digit() {
                return Err(TimeFault::Format);
            }
            value = value * 10 + i64::from(digit - b'0');
        }
        self.rest = rest;
        Ok(value)
    }

    /// Takes the mark and all digits after it, of which three count.
    fn fraction(&mut self) -> Result<i64, TimeFault> {
        let after = self.rest.get(1..).unwrap_or_default();
        let end = after.iter().position(|octet| matches!(octet, b'Z' | b'+' | b'-')).unwrap_or(after.len());
        let (digits, rest) = after.split_at(end);
        if digits.is_empty() {
            return Err(TimeFault::FractionEmpty);
        }
        if digits.iter().any(|digit| !digit.is_ascii_digit()) {
            return Err(TimeFault::Format);
        }
        if rest.is_empty() {
            return Err(TimeFault::FractionOpen);
        }
        self.rest = rest;
        let padded = digits.iter().copied().chain(std::iter::repeat(b'0')).take(3);
        Ok(padded.fold(0, |value, digit| value * 10 + i64::from(digit - b'0')))
    }
}

/// Days from 1970-01-01 to the given day of the proleptic Gregorian calendar; days beyond a month's end run on.
fn days(year: i64, month: i64, day: i64) -> i64 {
    // Years start in March, so that the leap day is the last (H. Hinnant, chrono-Compatible Low-Level Date Algorithms).
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year + day - 1 - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_turn_where_java_turns_them() {
        assert_eq!(utc(b"500101000000Z"), Ok(-631_152_000_000));
        assert_eq!(utc(b"491231235959Z"), Ok(2_524_607_999_000));
        assert_eq!(utc(b"7001010000Z"), Ok(0));
        assert_eq!(generalized(b"19700101000000.99Z"), Ok(990));
        assert_eq!(generalized(b"19691231235959.0009Z"), Ok(-1000));
        assert_eq!(generalized(b"19700101003000+0030"), Ok(0));
        assert_eq!(generalized(b"00000101000000Z"), Ok(-62_167_219_200_000));
        assert_eq!(generalized(b"20210229000000Z"), generalized(b"20210301000000Z"), "days run on");
    }
}
