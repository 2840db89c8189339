//! Dates as keytool prints them.

use crate::jvm::zone::Zone;

/// `Tue Nov 21 10:08:48 UTC 2026`: Java's `Date.toString()`, for an instant in seconds since 1970.
///
/// Java: the year is never padded, and a year before Christ is printed as if it were one after.
pub fn date_time(zone: &Zone, seconds: i64) -> String {
    const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    let local = zone.local(seconds);
    format!(
        "{} {} {:02} {:02}:{:02}:{:02} {} {}",
        DAYS.get(usize::from(local.weekday)).copied().unwrap_or_default(),
        month(local.month),
        local.day,
        local.hour,
        local.minute,
        local.second,
        local.abbreviation,
        year_of_era(local.year)
    )
}

/// `Sat, Nov 21 12:00:00 UTC 2026`: how JDK 11 prints instants of constraints, in seconds since 1970-01-01T00:00:00Z.
pub fn date_with_commas(zone: &Zone, seconds: i64) -> String {
    let whole = date_time(zone, seconds);
    match whole.split(' ').collect::<Vec<_>>().as_slice() {
        [weekday, month, day, rest @ ..] => {
            format!("{weekday}, {month} {} {}", day.trim_start_matches('0'), rest.join(" "))
        }
        _ => whole,
    }
}

/// `Nov 21, 2026`: the creation date of an entry, for an instant in milliseconds since 1970.
pub fn medium_date(zone: &Zone, milliseconds: i64) -> String {
    let local = zone.local(milliseconds.div_euclid(1000));
    format!("{} {}, {}", month(local.month), local.day, year_of_era(local.year))
}

/// The year 0 is 1 BC, -1 is 2 BC.
fn year_of_era(year: i64) -> i64 {
    if year > 0 { year } else { 1_i64.saturating_sub(year) }
}

fn month(number: u8) -> &'static str {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    MONTHS.get(usize::from(number).wrapping_sub(1)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extremes_read_as_in_java() {
        for (id, milliseconds, long, medium) in JDK_25 {
            let zone = Zone::named(id).expect("known");
            assert_eq!(date_time(&zone, i64::div_euclid(*milliseconds, 1000)), *long);
            assert_eq!(medium_date(&zone, *milliseconds), *medium, "{long}");
        }
    }

    /// Zone, milliseconds since 1970, and how JDK 25 prints them.
    const JDK_25: &[(&str, i64, &str, &str)] = &[
        ("Asia/Tokyo", -9223372036854775808, "Mon Dec 03 01:47:04 JST 292269055", "Dec 3, 292269055"),
        ("Asia/Tokyo", 9223372036854775807, "Sun Aug 17 16:12:55 JST 292278994", "Aug 17, 292278994"),
        ("Asia/Tokyo", -12219292800000, "Fri Oct 15 09:00:00 JST 1582", "Oct 15, 1582"),
        ("Asia/Tokyo", -12219292800001, "Fri Oct 15 08:59:59 JST 1582", "Oct 15, 1582"),
        ("Asia/Tokyo", -12219325200001, "Thu Oct 04 23:59:59 JST 1582", "Oct 4, 1582"),
        ("Asia/Tokyo", -12219274800001, "Fri Oct 15 13:59:59 JST 1582", "Oct 15, 1582"),
        ("Asia/Tokyo", -62135769600000, "Sat Jan 01 09:00:00 JST 1", "Jan 1, 1"),
        ("Asia/Tokyo", -62135769600001, "Sat Jan 01 08:59:59 JST 1", "Jan 1, 1"),
        ("Asia/Tokyo", 253402300800000, "Sat Jan 01 09:00:00 JST 10000", "Jan 1, 10000"),
        ("Asia/Tokyo", -1, "Thu Jan 01 08:59:59 JST 1970", "Jan 1, 1970"),
        ("America/New_York", -9223372036854775808, "Sun Dec 02 11:47:04 EST 292269055", "Dec 2, 292269055"),
        ("America/New_York", 9223372036854775807, "Sun Aug 17 02:12:55 EST 292278994", "Aug 17, 292278994"),
        ("America/New_York", -12219292800000, "Thu Oct 04 19:00:00 EST 1582", "Oct 4, 1582"),
        ("America/New_York", -12219292800001, "Thu Oct 04 18:59:59 EST 1582", "Oct 4, 1582"),
        ("America/New_York", -12219325200001, "Thu Oct 04 09:59:59 EST 1582", "Oct 4, 1582"),
        ("America/New_York", -12219274800001, "Thu Oct 04 23:59:59 EST 1582", "Oct 4, 1582"),
        ("America/New_York", -62135769600000, "Fri Dec 31 19:00:00 EST 1", "Dec 31, 1"),
        ("America/New_York", -62135769600001, "Fri Dec 31 18:59:59 EST 1", "Dec 31, 1"),
        ("America/New_York", 253402300800000, "Fri Dec 31 19:00:00 EST 9999", "Dec 31, 9999"),
        ("America/New_York", -1, "Wed Dec 31 18:59:59 EST 1969", "Dec 31, 1969"),
        ("UTC", -9223372036854775808, "Sun Dec 02 16:47:04 UTC 292269055", "Dec 2, 292269055"),
        ("UTC", 9223372036854775807, "Sun Aug 17 07:12:55 UTC 292278994", "Aug 17, 292278994"),
        ("UTC", -12219292800000, "Fri Oct 15 00:00:00 UTC 1582", "Oct 15, 1582"),
        ("UTC", -12219292800001, "Thu Oct 04 23:59:59 UTC 1582", "Oct 4, 1582"),
        ("UTC", -12219325200001, "Thu Oct 04 14:59:59 UTC 1582", "Oct 4, 1582"),
        ("UTC", -12219274800001, "Fri Oct 15 04:59:59 UTC 1582", "Oct 15, 1582"),
        ("UTC", -62135769600000, "Sat Jan 01 00:00:00 UTC 1", "Jan 1, 1"),
        ("UTC", -62135769600001, "Fri Dec 31 23:59:59 UTC 1", "Dec 31, 1"),
        ("UTC", 253402300800000, "Sat Jan 01 00:00:00 UTC 10000", "Jan 1, 10000"),
        ("UTC", -1, "Wed Dec 31 23:59:59 UTC 1969", "Dec 31, 1969"),
    ];
}
