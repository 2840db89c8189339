//! How far a zone's clock is from Greenwich at each instant, as JDK 25 has it, and what JDK 25 calls it.
//!
//! The two tables are written by `testdata/make/zones` from what a JVM answers, and say there how to read them.

use std::cmp::Ordering;

use crate::calendar::{self, DAY};

/// id, standard name, daylight name, place of the line in [`CLOCKS`]; sorted.
const IDS: &str = include_str!("ids.txt");
/// The states of a clock, when it changes between them, and the rules it follows from then on.
const CLOCKS: &str = include_str!("clocks.txt");
/// The instant that the first change is counted from: 1800-01-01T00:00:00Z.
const BASE: i64 = -5_364_662_400;
/// The year that 64 bits of milliseconds end in.
const LAST_YEAR: i64 = 292_278_994;

/// A clock through all time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clock {
    first: State,
    /// The second from which on each holds, ascending.
    changes: Vec<(i64, State)>,
    /// What happens every year after the last change.
    rules: Option<[Rule; 2]>,
    /// The offset that the rules' times of day are counted by.
    standard: i32,
}

/// What a clock shows for a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct State {
    /// Seconds east of Greenwich.
    pub(super) offset: i32,
    /// Whether Java uses the zone's daylight name.
    pub(super) daylight: bool,
}

/// From the first such weekday on or after that day of the month, every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Rule {
    month: u8,
    day: u8,
    weekday: u8,
    second: i64,
    state: State,
}

/// What the tables say of one zone id.
pub(super) struct Row {
    pub(super) standard: &'static str,
    pub(super) daylight: &'static str,
    pub(super) clock: Clock,
}

/// The row of a zone id, where JDK 25 lists it.
pub(super) fn table_row(id: &str) -> Option<Row> {
    let mut fields = line_of(id)?.split('\t').skip(1);
    let (standard, daylight, place) = (fields.next()?, fields.next()?, fields.next()?);
    let clock = Clock::read(CLOCKS.get(place.parse().ok()?..)?.lines().next()?)?;
    Some(Row { standard, daylight, clock })
}

/// The line of [`IDS`] that is this id's, by bisection: a run that prints a date needs one of 632.
fn line_of(id: &str) -> Option<&'static str> {
    let mut rest = IDS;
    while !rest.is_empty() {
        let middle = rest.as_bytes().get(..rest.len() / 2)?;
        let start = middle.iter().rposition(|octet| *octet == b'\n').map_or(0, |end| end + 1);
        let (before, from) = rest.split_at_checked(start)?;
        let (line, after) = from.split_once('\n')?;
        rest = match line.split('\t').next()?.cmp(id) {
            Ordering::Less => after,
            Ordering::Equal => return Some(line),
            Ordering::Greater => before,
        };
    }
    None
}

impl Clock {
    /// A clock that never changes, `offset` seconds east of Greenwich.
    pub(super) fn fixed(offset: i32) -> Self {
        let first = State { offset, daylight: false };
        Self { first, changes: Vec::new(), rules: None, standard: offset }
    }

    /// What the clock shows `seconds` after 1970-01-01T00:00:00Z.
    pub(super) fn at(&self, seconds: i64) -> State {
        let past = self.changes.partition_point(|(since, _)| *since <= seconds);
        let last = past.checked_sub(1).and_then(|last| self.changes.get(last));
        let changed = last.map_or(self.first, |(_, state)| *state);
        match (&self.rules, last) {
            (Some(rules), Some((since, _))) if past == self.changes.len() => {
                self.by_rule(rules, seconds, *since).unwrap_or(changed)
            }
            _ => changed,
        }
    }

    /// What the rules say, where one of them has come into force after the second `last`.
    fn by_rule(&self, [one, other]: &[Rule; 2], seconds: i64, last: i64) -> Option<State> {
        let local = |seconds: i64| seconds.saturating_add(i64::from(self.standard));
        let (now, last) = (local(seconds), local(last));
        let year = calendar::hybrid(now.div_euclid(DAY)).year;
        let (earlier, later) = if one.month < other.month { (one, other) } else { (other, one) };
        let [spring, autumn] = [earlier, later].map(|rule| rule.local_second(year));
        // Java: cannot count in milliseconds to the autumn of the last year, and sees no daylight time end there.
        let unending = year >= LAST_YEAR && earlier.state.daylight;
        let (since, state) = if now < spring || unending {
            (later.local_second(year.saturating_sub(1)), later.state)
        } else if now < autumn {
            (spring, earlier.state)
        } else {
            (autumn, later.state)
        };
        (since > last).then_some(state)
    }

    fn read(line: &str) -> Option<Self> {
        let mut parts = line.split(' ');
        let states: Vec<State> = parts.next()?.split(',').map(State::read).collect::<Option<_>>()?;
        let state = |letter: char| {
            states.get(usize::try_from(u32::from(letter).checked_sub(u32::from('A'))?).ok()?).copied()
        };
        let mut changes = Vec::new();
        let (mut at, mut ahead) = (BASE, 0_i64);
        for character in parts.next()?.chars().filter(|character| *character != '-') {
            if let Some(digit) = character.to_digit(36).filter(|_| !character.is_ascii_uppercase()) {
                ahead = ahead.checked_mul(36)?.checked_add(i64::from(digit))?;
            } else {
                at = at.checked_add(ahead)?;
                ahead = 0;
                changes.push((at, state(character)?));
            }
        }
        let mut rules = parts.map(|text| {
            let letter = text.chars().next_back()?;
            let mut numbers = text.strip_suffix(letter)?.split('.');
            Some(Rule {
                month: numbers.next()?.parse().ok()?,
                day: numbers.next()?.parse().ok()?,
                weekday: numbers.next()?.parse().ok()?,
                second: numbers.next()?.parse().ok()?,
                state: state(letter)?,
            })
        });
        let rules = match (rules.next(), rules.next()) {
            (Some(one), Some(other)) => Some([one?, other?]),
            _ => None,
        };
        let first = *states.first()?;
        let standard = rules.iter().flatten().find(|rule| !rule.state.daylight);
        let standard = standard.map_or(first.offset, |rule| rule.state.offset);
        Some(Self { first, changes, rules, standard })
    }
}

impl State {
    /// `3600d`: an offset in seconds, and whether it is daylight or standard time.
    fn read(text: &str) -> Option<Self> {
        let daylight = text.ends_with('d');
        let offset = text.strip_suffix(if daylight { 'd' } else { 's' })?.parse().ok()?;
        Some(Self { offset, daylight })
    }
}

impl Rule {
    /// The second of the given year, counted from 1970 on a clock of standard time.
    fn local_second(&self, year: i64) -> i64 {
        let day = calendar::days_to(year, self.month, self.day);
        let ahead = (i64::from(self.weekday) - (day + 4)).rem_euclid(7);
        (day + ahead).saturating_mul(DAY).saturating_add(self.second)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_read() {
        let mut seen = std::collections::BTreeSet::new();
        for line in IDS.lines() {
            let (id, rest) = line.split_once('\t').expect("a tab");
            let row = table_row(id).expect(id);
            assert!(row.clock.changes.is_sorted_by(|one, other| one.0 < other.0), "{id}");
            seen.insert(rest.rsplit('\t').next().expect("a field").parse::<usize>().expect("a number"));
        }
        assert!(seen.iter().all(|place| {
            CLOCKS.get(..*place).is_some_and(|before| before.is_empty() || before.ends_with('\n'))
        }));
        assert_eq!(seen.len(), CLOCKS.lines().count(), "no clock without a zone");
        assert!(seen.len() > 300);
    }

    #[test]
    fn rules_go_on_for_ever() {
        let paris = table_row("Europe/Paris").expect("known").clock;
        // 2125-03-25T01:00:00Z and 2125-10-28T01:00:00Z, both last Sundays.
        for (second, before, after) in [(4_898_538_000, 3600, 7200), (4_917_286_800, 7200, 3600)] {
            assert_eq!(paris.at(second - 1).offset, before);
            assert_eq!(paris.at(second).offset, after);
        }
        let sydney = table_row("Australia/Sydney").expect("known").clock;
        assert!(sydney.at(4_892_572_800).daylight, "January");
    }

    #[test]
    fn what_is_no_row_is_none() {
        for id in ["", "Europe", "europe/paris", "Europe/Paris\tCET", "Europe/Pari"] {
            assert!(table_row(id).is_none(), "{id}");
        }
        for line in ["", "0s", "0x -", "0s 1B", "0s - 3.25.0B 10.25.0.0A", "0s zzzzzzzzzzzzzzzzA"] {
            assert_eq!(Clock::read(line), None, "{line}");
        }
    }
}
