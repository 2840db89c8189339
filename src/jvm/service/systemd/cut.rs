//! systemd's quoting: how a value is cut into words, and the variables in a word (systemd.syntax(7), systemd.service(5)).

use super::super::shell::{Marked, text};
use super::super::text::Mark;

/// A text that stands at one place.
pub(super) fn marked(text: &str, mark: Mark) -> Marked {
    text.chars().map(|character| (character, mark)).collect()
}

/// The words of a command: blanks between them, quotes of either kind around blanks and gone afterwards, wherever they stand
/// in a word; escapes as in C. One that systemd does not know stays as it is written, and what it stands before with it.
pub(super) fn words(value: &[(char, Mark)]) -> Vec<Marked> {
    cut(value, true)
}

/// The words of `Environment=`, which are cut alike; from one with an escape that systemd does not know everything is
/// ignored.
pub(super) fn words_until_fault(value: &[(char, Mark)]) -> Vec<Marked> {
    cut(value, false)
}

/// As tried on systemd 252. A word whose quote is not closed is none.
fn cut(value: &[(char, Mark)], keeps_unknown: bool) -> Vec<Marked> {
    let mut words: Vec<Marked> = Vec::new();
    let mut rest = value;
    let mut word: Option<Marked> = None;
    let mut quote = None;
    while let Some(((character, mark), behind)) = rest.split_first() {
        rest = behind;
        match (*character, quote) {
            (character, Some(open)) if character == open => quote = None,
            (character @ ('"' | '\''), None) => {
                quote = Some(character);
                word.get_or_insert_default();
            }
            ('\\', _) => {
                let word = word.get_or_insert_default();
                if let Some((meant, length)) = escape(rest) {
                    word.push((meant, *mark));
                    rest = rest.get(length..).unwrap_or_default();
                } else if keeps_unknown {
                    word.push(('\\', *mark));
                    word.extend(rest.first());
                    rest = rest.get(1..).unwrap_or_default();
                } else {
                    return words;
                }
            }
            (blank, None) if blank.is_ascii_whitespace() => words.extend(word.take()),
            (character, _) => word.get_or_insert_default().push((character, *mark)),
        }
    }
    words.extend(word.filter(|_| quote.is_none()));
    words
}

/// What the signs behind a backslash mean, and how many they are.
fn escape(rest: &[(char, Mark)]) -> Option<(char, usize)> {
    let (letter, _) = rest.first()?;
    let number = |from: usize, length: usize, radix: u32| {
        let digits = text(rest.get(from..from + length)?);
        let digits = Some(digits).filter(|digits| digits.chars().all(|digit| digit.is_digit(radix)))?;
        let code = u32::from_str_radix(&digits, radix).ok().filter(|code| *code != 0)?;
        Some((char::from_u32(code)?, from + length))
    };
    let single = match letter {
        'a' => '\x07',
        'b' => '\x08',
        'f' => '\x0c',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\x0b',
        's' => ' ',
        '\\' | '"' | '\'' => *letter,
        'x' => return number(1, 2, 16),
        'u' => return number(1, 4, 16),
        'U' => return number(1, 8, 16),
        '0'..='3' => return number(0, 3, 8),
        _ => return None,
    };
    Some((single, 1))
}

/// A part of a word.
pub(super) enum Part<'t> {
    /// Text as it stands.
    Text(&'t str),
    /// The name in `${NAME}`.
    Variable(&'t str),
}

/// The parts of a word; `$$` is a dollar sign.
pub(super) fn references(word: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = word;
    while let Some((before, after)) = rest.split_once('$') {
        parts.push(Part::Text(before));
        if let Some(after) = after.strip_prefix('$') {
            parts.push(Part::Text("$"));
            rest = after;
            continue;
        }
        let braced = after.strip_prefix('{').and_then(|inside| inside.split_once('}'));
        match braced.filter(|(name, _)| is_name(name)) {
            Some((name, behind)) => {
                parts.push(Part::Variable(name));
                rest = behind;
            }
            None => {
                parts.push(Part::Text("$"));
                rest = after;
            }
        }
    }
    parts.push(Part::Text(rest));
    parts
}

/// Whether a text can name a variable.
pub(super) fn is_name(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with(|first: char| first.is_ascii_digit())
        && text.chars().all(|character| character.is_ascii_alphanumeric() || character == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_as_systemd_cuts_them() {
        let of = |cut: fn(&[(char, Mark)]) -> Vec<Marked>, value: &str| -> Vec<String> {
            cut(&marked(value, Mark::new(0, 1))).iter().map(|word| text(word)).collect()
        };
        assert_eq!(of(words, "  a \"b c\"\t'd \"e' \"\""), ["a", "b c", "d \"e", ""]);
        // What `systemd-analyze verify` of 252 names as the command.
        for (value, word) in [
            ("/no/a=\"b c\"d", "/no/a=b cd"),
            ("\"/no/b c\"d", "/no/b cd"),
            ("/no/\\x41\\sb", "/no/A b"),
            ("/no/\\u00fc\\101", "/no/\u{fc}A"),
            ("/no/a\\ b", "/no/a\\ b"),
            ("/no/a\\q", "/no/a\\q"),
            ("/no/a\\\"b", "/no/a\"b"),
            ("/no/a\\;b", "/no/a\\;b"),
        ] {
            assert_eq!(of(words, value), [word]);
        }
        assert_eq!(of(words, "a \"open"), ["a"]);
        assert_eq!(of(words_until_fault, "A=\\x41 B=\"x y\" C=a\\ b D=1"), ["A=A", "B=x y"]);
        assert!(of(words, "\\u00 \\400 \\x+1 \\x").iter().all(|word| word.starts_with('\\')));
    }
}
