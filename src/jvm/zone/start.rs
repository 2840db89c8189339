//! When a certificate starts, as people type it (`-startdate`): `+1y-2m`, or a day and a time on the zone's clock.

use super::{LocalTime, Zone};
use crate::calendar::{DAY, hybrid_days_to, month_length};

const MILLISECONDS: i64 = 1000;

/// A start as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Start {
    /// So far from now, step by step.
    Shifted(Vec<(i32, Unit)>),
    /// A day, a time of day, or both; what is not given is now's. Months and days may run on, as may hours.
    At {
        /// Year, month, day.
        day: Option<[i64; 3]>,
        /// Hour, minute, second.
        time: Option<[i64; 3]>,
    },
}

/// What is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// `y`.
    Years,
    /// `m`.
    Months,
    /// `d`.
    Days,
    /// `H`.
    Hours,
    /// `M`.
    Minutes,
    /// `S`.
    Seconds,
}

/// Why text is no start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StartFault {
    /// It is of neither form.
    Form,
    /// A number of more than 32 bits.
    Number(String),
}

impl Start {
    /// Reads what was typed.
    ///
    /// # Errors
    /// [`StartFault`].
    pub fn read(text: &str) -> Result<Self, StartFault> {
        match text.chars().next() {
            Some('+' | '-') => shifts(text).map(Self::Shifted),
            _ => {
                let (day, time) = match text.len() {
                    19 => {
                        let (day, time) = text.split_once(' ').ok_or(StartFault::Form)?;
                        (Some(day), Some(time))
                    }
                    10 => (Some(text), None),
                    8 => (None, Some(text)),
                    _ => return Err(StartFault::Form),
                };
                let day = day.map(|day| numbers(day, '/', [4, 2, 2])).transpose()?;
                let time = time.map(|time| numbers(time, ':', [2, 2, 2])).transpose()?;
                Ok(Self::At { day, time })
            }
        }
    }
}

fn shifts(text: &str) -> Result<Vec<(i32, Unit)>, StartFault> {
    let mut shifts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let sign = rest.chars().next().filter(|sign| matches!(sign, '+' | '-')).ok_or(StartFault::Form)?;
        let after = rest.get(1..).unwrap_or_default();
        let end = after.find(|character: char| !character.is_ascii_digit()).ok_or(StartFault::Form)?;
        let (digits, unit) = after.split_at(end);
        let mut unit = unit.chars();
        let kind = match unit.next() {
            Some('y') => Unit::Years,
            Some('m') => Unit::Months,
            Some('d') => Unit::Days,
            Some('H') => Unit::Hours,
            Some('M') => Unit::Minutes,
            Some('S') => Unit::Seconds,
            _ => return Err(StartFault::Form),
        };
        if digits.is_empty() {
            return Err(StartFault::Form);
        }
        shifts.push((digits, sign == '-', kind));
        rest = unit.as_str();
    }
    shifts
        .into_iter()
        .map(|(digits, negative, kind)| {
            // Java: the sign is put on afterwards, so the smallest number of 32 bits cannot be said.
            let number: i32 = digits.parse().map_err(|_| StartFault::Number(digits.to_owned()))?;
            Ok((if negative { -number } else { number }, kind))
        })
        .collect()
}

fn numbers(text: &str, separator: char, lengths: [usize; 3]) -> Result<[i64; 3], StartFault> {
    let mut found = [0; 3];
    let mut parts = text.split(separator);
    for (number, length) in found.iter_mut().zip(lengths) {
        let part = parts.next().filter(|part| part.len() == length).ok_or(StartFault::Form)?;
        if !part.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(StartFault::Form);
        }
        *number = part.parse().map_err(|_| StartFault::Form)?;
    }
    if parts.next().is_some() { Err(StartFault::Form) } else { Ok(found) }
}

impl Zone {
    /// The millisecond (since 1970-01-01T00:00:00Z) that `start` means at the millisecond `now`, on this zone's clock.
    pub fn start(&self, start: &Start, now: i64) -> i64 {
        match start {
            Start::Shifted(shifts) => shifts
                .iter()
                .fold(now, |instant, (number, unit)| self.shifted(instant, i64::from(*number), *unit)),
            Start::At { day, time } => {
                let (local, rest) = self.split(now);
                let [year, month, date] = day.unwrap_or([local.year, local.month.into(), local.day.into()]);
                let [hour, minute, second] =
                    time.unwrap_or([local.hour, local.minute, local.second].map(i64::from));
                let of_day = hour * 3600 + minute * 60 + second;
                self.instant(hybrid_days_to(year, month, date) * DAY + of_day) * MILLISECONDS + rest
            }
        }
    }

    fn split(&self, instant: i64) -> (LocalTime, i64) {
        (self.local(instant.div_euclid(MILLISECONDS)), instant.rem_euclid(MILLISECONDS))
    }

    /// Java: years, months and days move the date and leave the clock's hands where they are.
    fn shifted(&self, instant: i64, number: i64, unit: Unit) -> i64 {
        let seconds = match unit {
            Unit::Hours => number * 3600,
            Unit::Minutes => number * 60,
            Unit::Seconds => number,
            Unit::Years | Unit::Months | Unit::Days => {
                let (local, rest) = self.split(instant);
                let months = match unit {
                    Unit::Years => number * 12,
                    Unit::Months => number,
                    _ => 0,
                };
                let month = i64::from(local.month) - 1 + months;
                let (year, month) = (local.year + month.div_euclid(12), month.rem_euclid(12) + 1);
                let longest = month_length(year, u8::try_from(month).unwrap_or(1));
                let mut day = hybrid_days_to(year, month, local.day.min(longest).into());
                if unit == Unit::Days {
                    day = day.saturating_add(number);
                }
                let of_day =
                    i64::from(local.hour) * 3600 + i64::from(local.minute) * 60 + i64::from(local.second);
                return self
                    .instant(day.saturating_mul(DAY).saturating_add(of_day))
                    .saturating_mul(MILLISECONDS)
                    + rest;
            }
        };
        instant.saturating_add(seconds * MILLISECONDS)
    }

    /// The second at which this zone's clock shows `local` seconds after 1970-01-01T00:00:00.
    ///
    /// Java: what the clock shows twice is the later; what it leaves out is counted as if it had not been put forward.
    fn instant(&self, local: i64) -> i64 {
        let offset = |seconds: i64| i64::from(self.clock.at(seconds).offset);
        let (before, after) = (offset(local.saturating_sub(DAY)), offset(local.saturating_add(DAY)));
        let later = local.saturating_sub(after);
        if before == after || offset(later) == after { later } else { local.saturating_sub(before) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 15 June 2026, 12:00 in Greenwich and 14:00 in Berlin.
    const NOW: i64 = 1_781_524_800_000;

    fn started(text: &str) -> String {
        let seconds = Zone::named("Europe/Berlin").unwrap().start(&Start::read(text).unwrap(), NOW) / 1000;
        let utc = Zone::greenwich().local(seconds);
        format!("{}-{}-{} {}:{}:{}", utc.year, utc.month, utc.day, utc.hour, utc.minute, utc.second)
    }

    /// Recorded with JDK 25 in Europe/Berlin.
    #[test]
    fn starts_are_those_of_java() {
        for (text, expected) in [
            ("+8m", "2027-2-15 13:0:0"),
            ("+1y-2m+3d-4H+5M-6S", "2027-4-18 8:4:54"),
            ("+2147483647S", "2094-7-3 15:14:7"),
            ("2026/01/02 03:04:05", "2026-1-2 2:4:5"),
            ("2026/01/02 24:00:00", "2026-1-2 23:0:0"),
            ("2026/13/01", "2027-1-1 13:0:0"),
            ("2026/02/29", "2026-3-1 13:0:0"),
            ("2026/00/10", "2025-12-10 13:0:0"),
            ("2026/10/00", "2026-9-30 12:0:0"),
            ("2026/03/29 02:30:00", "2026-3-29 1:30:0"),
            ("2026/10/25 02:30:00", "2026-10-25 1:30:0"),
            ("25:00:00", "2026-6-15 23:0:0"),
            ("1500/02/29", "1500-2-29 13:0:0"),
        ] {
            assert_eq!(started(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_start() {
        for text in [
            "",
            "+",
            "1y",
            "+1",
            "+y",
            "+1h",
            "+ 1y",
            "+1y ",
            "+1y1m",
            "2026/1/2 3:4:5",
            "2026/01/02T03:04:05",
            "12:00",
        ] {
            assert_eq!(Start::read(text), Err(StartFault::Form), "{text}");
        }
        assert_eq!(Start::read("+9999999999y"), Err(StartFault::Number("9999999999".into())));
    }
}
