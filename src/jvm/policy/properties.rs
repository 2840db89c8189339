//! The syntax of Java's properties files (the specification of `java.util.Properties.load`).

use std::iter::Peekable;
use std::str::Chars;

/// One property of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Property {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// The line it begins in, from 1.
    pub line: usize,
    /// Whether there is a malformed `\u` escape in it, for which Java refuses the file; here it stands for itself.
    pub is_malformed: bool,
}

/// The properties of a file, in its order; a name may come twice.
///
/// Takes text, because Java takes ISO-8859-1 from a stream and any characters from a reader.
pub fn read(text: &str) -> Vec<Property> {
    let mut reader = Reader { rest: text.chars().peekable(), line: 1, is_malformed: false };
    let mut found = Vec::new();
    loop {
        reader.skip(is_blank);
        match reader.rest.peek() {
            None => return found,
            Some('\n' | '\r') => {
                reader.next();
            }
            Some('#' | '!') => reader.skip(|character| !is_line_end(character)),
            Some(_) => {
                let line = reader.line;
                reader.is_malformed = false;
                let name = reader.token(|character| is_blank(character) || "=:".contains(character));
                reader.skip(is_blank);
                if reader.next_if(|character| "=:".contains(character)).is_some() {
                    reader.skip(is_blank);
                }
                let value = reader.token(|_| false);
                found.push(Property { name, value, line, is_malformed: reader.is_malformed });
            }
        }
    }
}

fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\x0c')
}

fn is_line_end(character: char) -> bool {
    matches!(character, '\n' | '\r')
}

struct Reader<'t> {
    rest: Peekable<Chars<'t>>,
    line: usize,
    is_malformed: bool,
}

impl Reader<'_> {
    /// The next character; the two that end a line in some files are one.
    fn next(&mut self) -> Option<char> {
        let character = self.rest.next()?;
        if is_line_end(character) {
            self.line += 1;
            if character == '\r' {
                self.rest.next_if_eq(&'\n');
            }
        }
        Some(character)
    }

    fn next_if(&mut self, which: impl Fn(char) -> bool) -> Option<char> {
        if self.rest.peek().is_some_and(|next| which(*next)) { self.next() } else { None }
    }

    fn skip(&mut self, which: impl Fn(char) -> bool) {
        while self.next_if(&which).is_some() {}
    }

    /// Characters up to the end of the logical line or to one that `ends` accepts, escapes undone.
    fn token(&mut self, ends: impl Fn(char) -> bool) -> String {
        // UTF-16, because two `\u` escapes may make one character.
        let mut units: Vec<u16> = Vec::new();
        while let Some(character) = self.next_if(|next| !is_line_end(next) && !ends(next)) {
            let plain = match character {
                '\\' => match self.next() {
                    None => break,
                    Some('\n' | '\r') => {
                        self.skip(is_blank);
                        continue;
                    }
                    Some('u') => match self.escaped_unit() {
                        Some(unit) => {
                            units.push(unit);
                            continue;
                        }
                        None => {
                            self.is_malformed = true;
                            'u'
                        }
                    },
                    Some('t') => '\t',
                    Some('n') => '\n',
                    Some('r') => '\r',
                    Some('f') => '\x0c',
                    Some(other) => other,
                },
                other => other,
            };
            units.extend_from_slice(plain.encode_utf16(&mut [0; 2]));
        }
        String::from_utf16_lossy(&units)
    }

    /// The four hexadecimal digits behind `\u`; nothing is consumed where they are not there.
    fn escaped_unit(&mut self) -> Option<u16> {
        let mut ahead = self.rest.clone();
        let mut unit = 0_u16;
        for _ in 0..4 {
            let digit = ahead.next()?.to_digit(16)?;
            unit = (unit << 4) | u16::try_from(digit).ok()?;
        }
        self.rest = ahead;
        Some(unit)
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn the_forms_of_the_specification() {
        for (text, name, value) in [
            ("Truth = Beauty", "Truth", "Beauty"),
            (" Truth:Beauty", "Truth", "Beauty"),
            ("Truth\t\t\t:Beauty", "Truth", "Beauty"),
            ("fruits   apple, banana, \\\n    pear\n", "fruits", "apple, banana, pear"),
            ("fruits=apple, \\\r\n\tpear\r\n", "fruits", "apple, pear"),
            ("cheeses", "cheeses", ""),
            ("a\\:b\\ c=d", "a:b c", "d"),
            ("a=b\\tc\\\\d\\q", "a", "b\tc\\dq"),
            ("a = \\u00e4\\uD834\\uDD1E!", "a", "ä𝄞!"),
            ("a==b", "a", "=b"),
            ("a=b \\", "a", "b "),
            ("a=\\u12", "a", "u12"),
        ] {
            let [found] = &read(text)[..] else { panic!("{text:?}") };
            assert_eq!((found.name.as_str(), found.value.as_str()), (name, value), "{text:?}");
            assert_eq!(found.is_malformed, text == "a=\\u12");
        }
    }

    #[test]
    fn properties_know_their_lines() {
        let text = "# comment\n\na=1, \\\n  2\r\nb=2\r\rc=3\n";
        let lines: Vec<(String, usize)> = read(text).into_iter().map(|one| (one.name, one.line)).collect();
        assert_eq!(lines, [("a".into(), 3), ("b".into(), 5), ("c".into(), 7)]);
    }

    #[test]
    fn comments_and_empty_lines_hold_nothing() {
        assert!(read("# a=b \\\n! c=d\n\n   \n").is_empty());
        // A comment does not continue, a value may hold its sign.
        let [found] = &read("# a \\\nc=#d")[..] else { panic!() };
        assert_eq!((found.name.as_str(), found.value.as_str()), ("c", "#d"));
    }
}
