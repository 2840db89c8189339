//! systemd's quoting: how a value is cut into words, and the variables in a word (systemd.syntax(7), systemd.service(5)).

use super::super::shell::Marked;
use super::super::text::Mark;

/// A text that stands at one place.
pub(super) fn marked(text: &str, mark: Mark) -> Marked {
    text.chars().map(|character| (character, mark)).collect()
}

/// The characters alone.
pub(super) fn text(value: &[(char, Mark)]) -> String {
    value.iter().map(|(character, _)| *character).collect()
}

/// The words of a value: blanks between them, quotes of either kind around blanks and gone afterwards, a backslash before
/// what would mean something else. Empty words are kept where they are quoted, with the place of their quotes.
pub(super) fn words(value: &[(char, Mark)]) -> Vec<Marked> {
    let mut words: Vec<Marked> = Vec::new();
    let mut rest = value.iter().copied().peekable();
    let mut word: Option<Marked> = None;
    let mut quote = None;
    while let Some((character, mark)) = rest.next() {
        match (character, quote) {
            (_, Some(open)) if character == open => quote = None,
            ('"' | '\'', None) => {
                quote = Some(character);
                word.get_or_insert_default();
            }
            ('\\', _) => {
                let word = word.get_or_insert_default();
                match rest.next() {
                    Some(('n', _)) => word.push(('\n', mark)),
                    Some(('t', _)) => word.push(('\t', mark)),
                    Some(('r', _)) => word.push(('\r', mark)),
                    Some(('s', _)) => word.push((' ', mark)),
                    Some((other @ ('\\' | '"' | '\'' | ';' | ' '), _)) => word.push((other, mark)),
                    // Nothing that systemd knows: it stays as it is.
                    Some((other, _)) => word.extend([('\\', mark), (other, mark)]),
                    None => word.push(('\\', mark)),
                }
            }
            (blank, None) if blank.is_ascii_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push((character, mark)),
        }
    }
    words.extend(word);
    words
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
        let of = |value: &str| -> Vec<String> {
            words(&marked(value, Mark::new(0, 1))).iter().map(|word| text(word)).collect()
        };
        assert_eq!(of("  a \"b c\"\t'd \"e' f\\ g \"\""), ["a", "b c", "d \"e", "f g", ""]);
        assert_eq!(of("-Da=\"x y\" C:\\dir \\x41 \\\\"), ["-Da=x y", "C:\\dir", "\\x41", "\\"]);
    }
}
