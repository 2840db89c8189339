//! The default time zone as a JVM on this machine would find it, and Java's names for it.
//!
//! Java carries time zone data of its own and asks the machine only for the zone's name, so this does too: `clock`
//! holds JDK 25's rules and short names for every zone id it knows, and nothing here needs tzdata to be installed.

mod clock;
mod find;
mod start;

use crate::calendar;
use crate::machine::Machine;
use clock::Clock;

pub use start::{Start, StartFault};

/// A time zone with Java's abbreviations.
#[derive(Debug, Clone)]
pub struct Zone {
    id: String,
    standard: String,
    daylight: String,
    clock: Clock,
}

/// A moment on the clock of a zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalTime {
    /// The proleptic year as Java's calendar counts it: 0 is the year 1 BC, -1 is 2 BC.
    pub year: i64,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
    /// 0 (Sunday) to 6.
    pub weekday: u8,
    /// Java's short name of the zone at that moment, such as `EDT`.
    pub abbreviation: String,
}

/// The ids that make JDK 25 write a warning to stderr when the zone is first asked for.
const DEPRECATED: [&str; 28] = [
    "ACT", "AET", "AGT", "ART", "AST", "BET", "BST", "CAT", "CNT", "CST", "CTT", "EAT", "ECT", "EST", "HST",
    "IET", "IST", "JST", "MIT", "MST", "NET", "NST", "PLT", "PNT", "PRT", "PST", "SST", "VST",
];

impl Zone {
    /// The zone that Java would use: `-Duser.timezone`, `TZ`, then the machine's own setting.
    pub fn find(machine: &Machine) -> Self {
        find::default_zone(machine)
    }

    /// The zone of that id: one of the ids JDK 25 lists (`Europe/Paris`, `EST5EDT`, `PST`), letter for letter, or a
    /// distance from Greenwich such as `GMT+5:30`. `None` where Java knows none.
    pub fn named(id: &str) -> Option<Self> {
        match clock::table_row(id) {
            Some(row) => Some(Self {
                id: id.into(),
                standard: row.standard.into(),
                daylight: row.daylight.into(),
                clock: row.clock,
            }),
            None => find::distance(id).map(Self::fixed),
        }
    }

    /// Greenwich as Java names it where it finds nothing better.
    pub fn greenwich() -> Self {
        Self { id: "GMT".into(), standard: "GMT".into(), daylight: "GMT".into(), clock: Clock::fixed(0) }
    }

    /// The zone's id, as `TimeZone.getID()` gives it.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Whether JDK 25 writes `WARNING: Use of the three-letter time zone ID "EST" is deprecated …` to stderr before
    /// the first date that it prints in this zone.
    pub fn is_deprecated(&self) -> bool {
        DEPRECATED.contains(&self.id.as_str())
    }

    /// What this zone's clock shows `seconds` after 1970-01-01T00:00:00Z, on the Julian calendar before
    /// 1582-10-15.
    pub fn local(&self, seconds: i64) -> LocalTime {
        let state = self.clock.at(seconds);
        let local = seconds.saturating_add(i64::from(state.offset));
        let date = calendar::hybrid(local.div_euclid(calendar::DAY));
        let second_of_day = local.rem_euclid(calendar::DAY);
        let small = |number: i64| u8::try_from(number).unwrap_or_default();
        LocalTime {
            year: date.year,
            month: date.month,
            day: date.day,
            hour: small(second_of_day / 3600),
            minute: small(second_of_day / 60 % 60),
            second: small(second_of_day % 60),
            weekday: date.weekday,
            abbreviation: if state.daylight { self.daylight.clone() } else { self.standard.clone() },
        }
    }

    /// A zone that is always as far from Greenwich, and called after that.
    fn fixed((name, offset): (String, i32)) -> Self {
        Self { id: name.clone(), standard: name.clone(), daylight: name, clock: Clock::fixed(offset) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_the_season() {
        let paris = Zone::named("Europe/Paris").expect("known");
        assert_eq!(paris.local(1_750_000_000).abbreviation, "CEST");
        assert_eq!(paris.local(1_737_000_000).abbreviation, "CET");
        assert_eq!(Zone::named("Asia/Dubai").expect("known").local(0).abbreviation, "GMT+04:00");
        // Java: Dublin's clock of the law has its standard time in summer; Java's has it in winter.
        assert_eq!(Zone::named("Europe/Dublin").expect("known").local(1_750_000_000).abbreviation, "IST");
    }

    #[test]
    fn only_old_ids_are_deprecated() {
        assert!(Zone::named("EST").expect("known").is_deprecated());
        assert!(!Zone::named("CET").expect("known").is_deprecated());
        assert!(!Zone::named("EST5EDT").expect("known").is_deprecated());
        assert!(DEPRECATED.iter().all(|id| Zone::named(id).is_some()));
    }

    #[test]
    fn no_second_is_too_far() {
        for id in ["Pacific/Kiritimati", "America/New_York", "GMT-23:59:59"] {
            let zone = Zone::named(id).expect("known");
            for seconds in [i64::MIN, i64::MIN + 1, i64::MAX - 1, i64::MAX] {
                let local = zone.local(seconds);
                assert!((1..=12).contains(&local.month) && (1..=31).contains(&local.day));
            }
        }
    }
}
