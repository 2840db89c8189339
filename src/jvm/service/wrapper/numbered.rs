//! `wrapper.java.additional.<n>`: the words for the Java, in the order of their numbers, and what is wrong with them.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Fault;
use super::super::remarks::is_quoted;
use super::super::text::{Mark, Reading};
use super::load::{Definition, Definitions};
use super::{parts, stripped, without_quotes};

const PREFIX: &str = "wrapper.java.additional.";

/// The number of a numbered property.
fn number(name: &str) -> Option<u32> {
    let digits = name.strip_prefix(PREFIX)?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

/// The words as the Java gets them, up to the first gap in the numbers.
pub(super) fn words(reading: &mut Reading<'_>, definitions: &Definitions) -> Vec<(String, Mark)> {
    let mut numbered: BTreeMap<u32, &Definition> = BTreeMap::new();
    for definition in &definitions.all {
        if let Some(number) = number(&definition.name) {
            numbered.insert(number, definition);
        }
    }
    // "By default the numbering should be in sequence without gaps."
    let allows_gaps = definitions.is_true("wrapper.ignore_sequence_gaps");
    // What stands behind a gap gets another number, so that its own is free.
    let reached = (1..).take_while(|number| numbered.contains_key(number)).last().unwrap_or_default();
    let taken = numbered.keys().copied().filter(|number| allows_gaps || *number <= reached).collect();
    let mut free = Free { next: 1, taken };
    remark_on_overridden(reading, definitions, &mut free);
    let (mut words, mut last) = (Vec::new(), 0_u32);
    for (number, definition) in &numbered {
        if !allows_gaps && Some(*number) != last.checked_add(1) {
            let corrected = free.take().map(|free| format!("{PREFIX}{free}={}", definition.written));
            reading.remark(Fault::Gap { number: *number, after: last }, definition.mark, corrected);
            continue;
        }
        last = *number;
        // From 3.6.0 the property `quotable` does what `stripquotes` does.
        let strips = ["stripquotes", "quotable"]
            .iter()
            .any(|flag| definitions.is_true(&format!("{PREFIX}{number}.{flag}")));
        let value = &definition.value;
        remark_on_value(reading, *number, definition, strips, &mut free);
        if !value.is_empty() {
            words.push((if strips { stripped(value) } else { value.clone() }, definition.mark));
        }
    }
    words
}

/// The numbers that nobody uses, in their order.
struct Free {
    next: u32,
    taken: BTreeSet<u32>,
}

impl Free {
    fn take(&mut self) -> Option<u32> {
        while self.taken.contains(&self.next) {
            self.next = self.next.checked_add(1)?;
        }
        let free = self.next;
        self.next = self.next.checked_add(1)?;
        Some(free)
    }
}

/// Remarks upon numbers that are used twice for different things, so that the first of them is lost.
///
/// A later file that gives the same property another value is what later files are for.
fn remark_on_overridden(reading: &mut Reading<'_>, definitions: &Definitions, free: &mut Free) {
    let mut seen: BTreeMap<u32, &Definition> = BTreeMap::new();
    for definition in &definitions.all {
        let Some(number) = number(&definition.name) else { continue };
        let Some(before) = seen.insert(number, definition) else { continue };
        let what = |definition: &Definition| definition.value.split('=').next().map(str::to_owned);
        let is_meant = before.mark.file() != definition.mark.file()
            && (what(before) == what(definition) || before.value.is_empty() || definition.value.is_empty());
        if !is_meant && before.mark != definition.mark {
            let corrected = free.take().map(|free| format!("{PREFIX}{free}={}", definition.written));
            let place = (reading.path(before.mark.file()).to_owned(), before.mark.line());
            let fault = Fault::Duplicate { name: definition.name.clone(), before: place };
            reading.remark(fault, definition.mark, corrected);
        }
    }
}

/// Remarks upon a value that is several arguments, or has quotes that the Java gets to see.
fn remark_on_value(
    reading: &mut Reading<'_>,
    number: u32,
    definition: &Definition,
    strips: bool,
    free: &mut Free,
) {
    let value = &definition.value;
    let written = &definition.written;
    // "It is important that each property only define a single argument." A blank within one is no second argument.
    let arguments = arguments(value);
    if arguments.len() > 1 {
        let each = self::arguments(written);
        let lines = each.iter().enumerate().map(|(at, argument)| {
            let number = if at == 0 { Some(number) } else { free.take() };
            number.map(|number| format!("{PREFIX}{number}={argument}"))
        });
        let corrected = lines.collect::<Option<Vec<String>>>().map(|lines| lines.join("\n"));
        reading.remark(Fault::SeveralArguments { value: value.clone() }, definition.mark, corrected);
    }
    // "On UNIX, the quotes will also be included as part of the argument value."
    if !strips && is_quoted(value) {
        let is_single = !value.contains('"');
        let corrected = if is_single {
            without_quotes(written).map(|bare| format!("{PREFIX}{number}={bare}"))
        } else {
            Some(format!("{PREFIX}{number}={written}\n{PREFIX}{number}.stripquotes=TRUE"))
        };
        reading.remark(Fault::Quotes { value: value.clone() }, definition.mark, corrected);
    }
}

/// The arguments in a value: a part that begins as an option does begins one.
fn arguments(value: &str) -> Vec<String> {
    let mut arguments: Vec<String> = Vec::new();
    for part in parts(value) {
        let begins = part.strip_prefix('-').is_some_and(|rest| {
            rest.trim_start_matches('-').starts_with(|first: char| first.is_ascii_alphabetic())
        });
        match arguments.last_mut() {
            Some(last) if !begins || !last.starts_with('-') => {
                last.push(' ');
                last.push_str(part);
            }
            _ => arguments.push(part.to_owned()),
        }
    }
    arguments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_within_an_argument_are_no_second_one() {
        assert_eq!(arguments("-server -Dp=x"), ["-server", "-Dp=x"]);
        assert_eq!(arguments("-Dp=a b - c -5"), ["-Dp=a b - c -5"]);
        assert_eq!(
            arguments("-Dp=\"a -b\" --add-modules java.xml"),
            ["-Dp=\"a -b\"", "--add-modules java.xml"]
        );
        assert_eq!(arguments("plain -x"), ["plain -x"]);
        assert_eq!(number("wrapper.java.additional.204"), Some(204));
        assert_eq!(number("wrapper.java.additional.3.stripquotes"), None);
        assert_eq!(number("wrapper.java.additional."), None);
    }
}
