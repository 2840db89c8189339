//! Java's three ways of cutting a text into words: a variable's, the `java` program's own in `JDK_JAVA_OPTIONS`, and that of
//! a file of arguments. As tried on JDK 25.

use super::{Origin, Word};

/// No file of arguments or options is read further, in bytes.
pub const LONGEST_FILE: usize = 1 << 20;

/// The words of a variable: blanks between them, quotes of either kind around blanks, nothing that takes the meaning off a
/// quote.
pub fn of_variable(name: &'static str, text: &str) -> Vec<Word> {
    quoted(text).map(|(text, _)| Word { text, origin: Origin::Variable(name) }).collect()
}

/// The words of a file of options for the VM (`-XX:VMOptionsFile`), which are cut like a variable's.
pub(super) fn of_options_file(file: &str, text: &str) -> Vec<Word> {
    let origin = |line| Origin::File { file: file.into(), line };
    quoted(bounded(text)).map(|(text, line)| Word { text, origin: origin(line) }).collect()
}

/// So much of a text as is read.
fn bounded(text: &str) -> &str {
    let mut end = text.len().min(LONGEST_FILE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r' | '\x0c' | '\x0b')
}

/// Each word, and the line it begins on.
fn quoted(text: &str) -> impl Iterator<Item = (String, usize)> + '_ {
    let mut characters = text.chars().peekable();
    let mut line = 1;
    std::iter::from_fn(move || {
        while let Some(blank) = characters.next_if(|next| is_blank(*next)) {
            line += usize::from(blank == '\n');
        }
        characters.peek()?;
        let (mut word, begins) = (String::new(), line);
        let mut quote = None;
        while let Some(next) = characters.next_if(|next| quote.is_some() || !is_blank(*next)) {
            line += usize::from(next == '\n');
            match (next, quote) {
                (next, Some(open)) if next == open => quote = None,
                ('"' | '\'', None) => quote = Some(next),
                (next, _) => word.push(next),
            }
        }
        Some((word, begins))
    })
}

/// The words of a file of arguments (`@file`).
///
/// Java: between quotes a backslash takes the meaning off the next character, or makes it a control character (`\t`), and at the
/// end of a line joins it with the next, whose blanks at the beginning do not count; outside of them it is a character
/// like any other. `#` before a word begins a comment.
pub fn of_argument_file(file: &str, text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut characters = bounded(text).chars().peekable();
    let mut line = 1;
    loop {
        while let Some(blank) = characters.next_if(|next| is_blank(*next)) {
            line += usize::from(blank == '\n');
        }
        match characters.peek() {
            None => return words,
            Some('#') => {
                while characters.next_if(|next| *next != '\n').is_some() {}
                continue;
            }
            Some(_) => {}
        }
        let begins = line;
        let mut word = String::new();
        let mut quote = None;
        while let Some(next) = characters.next_if(|next| quote.is_some() || !is_blank(*next)) {
            line += usize::from(next == '\n');
            match (next, quote) {
                (next, Some(open)) if next == open => quote = None,
                ('"' | '\'', None) => quote = Some(next),
                ('\\', Some(_)) => match characters.next() {
                    Some('n') => word.push('\n'),
                    Some('t') => word.push('\t'),
                    Some('r') => word.push('\r'),
                    Some('f') => word.push('\x0c'),
                    Some(end @ ('\n' | '\r')) => {
                        if end == '\r' {
                            characters.next_if_eq(&'\n');
                        }
                        line += 1;
                        while characters.next_if(|next| matches!(next, ' ' | '\t' | '\x0c')).is_some() {}
                    }
                    Some(other) => word.push(other),
                    None => {}
                },
                (next, _) => word.push(next),
            }
        }
        words.push(Word { text: word, origin: Origin::File { file: file.into(), line: begins } });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(words: Vec<Word>) -> Vec<String> {
        words.into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn a_variable_has_quotes_and_nothing_else() {
        let of = |text| texts(of_variable("JAVA_TOOL_OPTIONS", text));
        assert_eq!(
            of("-Da=tool -Db='x y'\t-Dc=\"q r\" -Dd=a\\ b "),
            ["-Da=tool", "-Db=x y", "-Dc=q r", "-Dd=a\\", "b"]
        );
        assert_eq!(of("a\"b'c\"d  ''"), ["ab'cd", ""]);
        assert!(of(" \n ").is_empty());
    }

    #[test]
    fn a_file_of_arguments_is_cut_as_java_cuts_it() {
        let of = |text| texts(of_argument_file("f", text));
        let text =
            "-Da=\"x \\\\ y\" # comment\n# whole\n-Db='it''s'\n-Dc=no\\\n-Dd=\"one \\\n   two\"\n-De=a\\tb\n";
        assert_eq!(of(text), ["-Da=x \\ y", "-Db=its", "-Dc=no\\", "-Dd=one two", "-De=a\\tb"]);
        let text = "-Da=plain\n-Db=\"tab\\there\"\r\n-Dc=C:\\dir\n-Dd=\"C:\\dir\"\n-De=x\"y z\"w\n";
        assert_eq!(of(text), ["-Da=plain", "-Db=tab\there", "-Dc=C:\\dir", "-Dd=C:dir", "-De=xy zw"]);
        assert_eq!(of("a#b \"open\n"), ["a#b", "open\n"]);
        let lines: Vec<Origin> =
            of_argument_file("f", "a\n\n\"b\nc\" d").into_iter().map(|word| word.origin).collect();
        let at = |line| Origin::File { file: "f".into(), line };
        assert_eq!(lines, [at(1), at(3), at(4)]);
    }
}
