//! Java's calendar: Gregorian from 1582-10-15 on, Julian before, without a gap in the days of the week.

/// Seconds in a day.
pub const DAY: i64 = 86_400;

/// The first day of the Gregorian calendar, counted from 1970-01-01.
const REFORM: i64 = -141_427;

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    /// 0 is the year 1 BC.
    pub year: i64,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 (Sunday) to 6.
    pub weekday: u8,
}

/// The day that lies `days` after 1970-01-01.
pub fn hybrid(days: i64) -> Date {
    // Years counted from March, so that the leap day is the last of its year.
    let (year, day_of_year) = if days >= REFORM { gregorian(days) } else { julian(days) };
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let (year, month) = if month < 10 { (year, month + 3) } else { (year + 1, month - 9) };
    let small = |number: i64| u8::try_from(number).unwrap_or_default();
    Date { year, month: small(month), day: small(day), weekday: small((days.rem_euclid(7) + 4) % 7) }
}

/// The Gregorian year from March that a day lies in, and which day of it, from 0.
fn gregorian(days: i64) -> (i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day = days.rem_euclid(146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    (era * 400 + year, day - (365 * year + year / 4 - year / 100))
}

/// The Julian year from March that a day lies in, and which day of it, from 0.
fn julian(days: i64) -> (i64, i64) {
    let days = days + 719_470;
    let era = days.div_euclid(1_461);
    let day = days.rem_euclid(1_461);
    let year = (day - day / 1_460) / 365;
    (era * 4 + year, day - 365 * year)
}

/// The days from 1970-01-01 to a day of the Gregorian calendar; months from 1, days from 1.
pub fn days_to(year: i64, month: u8, day: u8) -> i64 {
    let month = i64::from(month);
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let of_era = year.rem_euclid(400);
    let day_of_year = (153 * month + 2) / 5 + i64::from(day) - 1;
    year.div_euclid(400) * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + day_of_year - 719_468
}

/// The days from 1970-01-01 to a day of Java's calendar, whose months and days may run on: the month 13 is the next
/// January, the day 0 the one before the first. What would lie in the gap of the reform is Julian.
pub fn hybrid_days_to(year: i64, month: i64, day: i64) -> i64 {
    let year = year.saturating_add((month - 1).div_euclid(12));
    let month = u8::try_from((month - 1).rem_euclid(12) + 1).unwrap_or(1);
    let gregorian = days_to(year, month, 1).saturating_add(day - 1);
    if gregorian >= REFORM {
        return gregorian;
    }
    // Years from March again: the leap day is the last.
    let (march_year, march_month) =
        if month > 2 { (year, i64::from(month) - 3) } else { (year - 1, i64::from(month) + 9) };
    let of_era = march_year.rem_euclid(4);
    march_year.div_euclid(4) * 1_461 + of_era * 365 + (153 * march_month + 2) / 5 + day - 1 - 719_470
}

/// How many days a month has; 28 for a month that there is not.
pub fn month_length(year: i64, month: u8) -> u8 {
    let first = hybrid_days_to(year, i64::from(month), 1);
    u8::try_from(hybrid_days_to(year, i64::from(month) + 1, 1) - first).unwrap_or(28)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i64, month: u8, day: u8, weekday: u8) -> Date {
        Date { year, month, day, weekday }
    }

    #[test]
    fn the_reform_skips_ten_days_and_no_weekday() {
        assert_eq!(hybrid(0), date(1970, 1, 1, 4));
        assert_eq!(hybrid(REFORM), date(1582, 10, 15, 5));
        assert_eq!(hybrid(REFORM - 1), date(1582, 10, 4, 4));
        assert_eq!(hybrid(-719_164), date(1, 1, 1, 6));
        assert_eq!(hybrid(-719_165), date(0, 12, 31, 5));
    }

    #[test]
    fn days_to_is_the_way_back() {
        for days in (-141_427..3_000_000).step_by(17) {
            let date = hybrid(days);
            assert_eq!(days_to(date.year, date.month, date.day), days);
        }
    }

    #[test]
    fn the_julian_way_back_and_days_that_run_on() {
        for days in (-800_000..200_000).step_by(13) {
            let date = hybrid(days);
            assert_eq!(hybrid_days_to(date.year, date.month.into(), date.day.into()), days);
        }
        assert_eq!(hybrid(hybrid_days_to(2026, 13, 32)), date(2027, 2, 1, 1));
        assert_eq!(hybrid(hybrid_days_to(2026, 0, 0)), date(2025, 11, 30, 0));
        assert_eq!(month_length(2024, 2), 29);
        assert_eq!(month_length(1900, 2), 28);
        assert_eq!(month_length(1500, 2), 29);
    }

    #[test]
    fn days_follow_each_other() {
        let mut before = hybrid(-800_001);
        for days in -800_000..-100_000 {
            let date = hybrid(days);
            assert_eq!(date.weekday, (before.weekday + 1) % 7);
            let next_day = date.day == before.day + 1 && date.month == before.month;
            assert!(next_day || date.day == 1 || days == REFORM, "{before:?} {date:?}");
            before = date;
        }
    }
}
