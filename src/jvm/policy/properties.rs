//! The syntax of Java's properties files (the specification of `java.util.Properties.load`).

use std::iter::Peekable;
use std::str::Chars;

/// The names and values of a properties file, in its order; a name may come twice.
///
/// Takes text, because Java takes ISO-8859-1 from a stream and any characters from a reader. A malformed `\u` escape,
/// which Java refuses, stands for itself.
pub fn read(text: &str) -> Vec<(String, String)> {
    let mut characters = text.chars().peekable();
    let mut found = Vec::new();
    while characters.peek().is_some() {
        skip(&mut characters, is_blank);
        match characters.peek() {
            None => break,
            Some('\n' | '\r') => {
                characters.next();
            }
            Some('#' | '!') => skip(&mut characters, |character| !is_line_end(character)),
            Some(_) => {
                let name =
                    token(&mut characters, |character| is_blank(character) || "=:".contains(character));
                skip(&mut characters, is_blank);
                if characters.next_if(|character| "=:".contains(*character)).is_some() {
                    skip(&mut characters, is_blank);
                }
                found.push((name, token(&mut characters, |_| false)));
            }
        }
    }
    found
}

fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\x0c')
}

fn is_line_end(character: char) -> bool {
    matches!(character, '\n' | '\r')
}

fn skip(characters: &mut Peekable<Chars<'_>>, which: impl Fn(char) -> bool) {
    while characters.next_if(|character| which(*character)).is_some() {}
}

/// Characters up to the end of the logical line or to one that `ends` accepts, escapes undone.
fn token(characters: &mut Peekable<Chars<'_>>, ends: impl Fn(char) -> bool) -> String {
    // UTF-16, because two `\u` escapes may make one character.
    let mut units: Vec<u16> = Vec::new();
    while let Some(character) = characters.next_if(|next| !is_line_end(*next) && !ends(*next)) {
        let plain = match character {
            '\\' => match characters.next() {
                None => break,
                Some(end @ ('\n' | '\r')) => {
                    if end == '\r' {
                        characters.next_if_eq(&'\n');
                    }
                    skip(characters, is_blank);
                    continue;
                }
                Some('u') => match escaped_unit(characters) {
                    Some(unit) => {
                        units.push(unit);
                        continue;
                    }
                    None => 'u',
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
fn escaped_unit(characters: &mut Peekable<Chars<'_>>) -> Option<u16> {
    let mut ahead = characters.clone();
    let mut unit = 0_u16;
    for _ in 0..4 {
        let digit = ahead.next()?.to_digit(16)?;
        unit = (unit << 4) | u16::try_from(digit).ok()?;
    }
    *characters = ahead;
    Some(unit)
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
            assert_eq!(read(text), [(name.to_owned(), value.to_owned())], "{text:?}");
        }
    }

    #[test]
    fn comments_and_empty_lines_hold_nothing() {
        assert_eq!(read("# a=b \\\n! c=d\n\n   \n"), []);
        // A comment does not continue, a value may hold its sign.
        assert_eq!(read("# a \\\nc=#d"), [("c".to_owned(), "#d".to_owned())]);
    }
}
