//! A picture of the validity of entries over time, for a terminal.

use console::{Alignment, pad_str};

use super::Validity;
use crate::diagnosis::day;
use crate::report::human::{Paint, shown};

const YEAR: i64 = 31_556_952;
/// How far it looks back and ahead at least, and ahead at most.
const BACK: i64 = YEAR;
const AHEAD: i64 = 2 * YEAR;
const FARTHEST: i64 = 10 * YEAR;
/// The widest a name gets.
const WIDEST: usize = 32;
/// The narrowest and widest picture.
const NARROWEST: usize = 20;
const BROADEST: usize = 100;

/// A row per entry, those that end first at the top, with the years above and a mark at now.
pub(super) fn drawn(validities: &[Validity], now: i64, width: usize, paint: &Paint) -> String {
    let last = validities.iter().map(|one| one.until.saturating_sub(now)).max().unwrap_or(0);
    let start = now - BACK;
    let end = now + last.clamp(AHEAD, FARTHEST);
    let label =
        validities.iter().map(|one| console::measure_text_width(&one.alias)).max().unwrap_or(0).min(WIDEST);
    let columns = width.saturating_sub(label + 20).clamp(NARROWEST, BROADEST);
    let scale = Scale { start, end, columns };
    let mut text = format!("    {} {}\n", " ".repeat(label), paint.faint.apply_to(scale.years()));
    let mut rows: Vec<&Validity> = validities.iter().collect();
    rows.sort_by_key(|one| (one.until, one.from));
    for one in rows {
        let bar: String = (0..columns).map(|column| scale.sign(column, one, now)).collect();
        let style = if one.until < now || one.from > now {
            &paint.bad
        } else if one.until < now + YEAR / 12 {
            &paint.doubtful
        } else {
            &paint.good
        };
        let alias = pad_str(&shown(&one.alias), label, Alignment::Left, Some("…")).into_owned();
        text.push_str(&format!("    {alias} {} {}\n", style.apply_to(bar), day(one.until)));
    }
    text
}

struct Scale {
    start: i64,
    end: i64,
    columns: usize,
}

impl Scale {
    fn column(&self, instant: i64) -> Option<usize> {
        let offset = i128::from(instant) - i128::from(self.start);
        let columns = i128::try_from(self.columns).ok()?;
        let column = offset * columns / i128::from(self.end - self.start);
        usize::try_from(column).ok().filter(|column| offset >= 0 && *column < self.columns)
    }

    fn sign(&self, column: usize, one: &Validity, now: i64) -> char {
        let length = self.end - self.start;
        let at = |column: usize| {
            let column = i64::try_from(column).unwrap_or(0);
            self.start + length * column / i64::try_from(self.columns).unwrap_or(1)
        };
        let (from, until) = (at(column), at(column + 1));
        let is_valid = one.from < until && one.until >= from;
        match (self.column(now) == Some(column), is_valid) {
            (true, true) => '┃',
            (true, false) => '│',
            (false, true) => '━',
            (false, false) => '·',
        }
    }

    /// The years, each where it begins, as far as there is room.
    fn years(&self) -> String {
        let mut line = vec![' '; self.columns];
        let mut free = 0;
        for year in 1970..2200_i16 {
            let begin = jiff::civil::date(year, 1, 1).to_zoned(jiff::tz::TimeZone::UTC);
            let Some(column) = begin.ok().and_then(|begin| self.column(begin.timestamp().as_second())) else {
                continue;
            };
            let digits: Vec<char> = year.to_string().chars().collect();
            if column < free || column + digits.len() > self.columns {
                continue;
            }
            free = column + digits.len() + 1;
            for (place, digit) in line.iter_mut().skip(column).zip(digits) {
                *place = digit;
            }
        }
        line.into_iter().collect::<String>().trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stand_where_the_years_are() {
        let now = 1_790_000_000; // September 2026
        let one = |alias: &str, from, until| Validity {
            alias: alias.into(),
            name: String::new(),
            from,
            until,
            is_key: false,
            is_public_root: false,
        };
        let all = [one("long", 0, now + 9 * YEAR), one("over", 0, now - YEAR / 2)];
        let picture = drawn(&all, now, 80, &Paint::new(false));
        let lines: Vec<&str> = picture.lines().collect();
        assert_eq!(lines.len(), 3);
        assert!(lines[0].contains("2026") && lines[0].contains("2034"));
        assert!(lines[1].contains("over ━━") && lines[1].contains('│') && lines[1].ends_with("2026-03-22"));
        assert!(lines[2].contains('┃') && !lines[2].contains('│'));
        assert!(lines.iter().all(|line| line.chars().count() <= 80));
    }
}
