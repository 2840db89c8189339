//! What terminals, loggers and containers do to a line, undone: colours, `#011`, JSON.

use std::borrow::Cow;

/// A line as the JVM wrote it, as far as that is known.
pub(super) fn bare(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    if text.contains("\u{1b}[") {
        text = Cow::Owned(without_colours(&text));
    }
    // rsyslog: writes control characters in octal.
    if text.contains("#011") {
        text = Cow::Owned(text.replace("#011", "\t"));
    }
    if let Some(message) = of_json(&text) {
        text = Cow::Owned(message);
    }
    text
}

/// `ESC [ 31 m` and the like are dropped.
fn without_colours(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut parts = text.split("\u{1b}[");
    plain.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let rest = part.trim_start_matches(|other: char| other.is_ascii_digit() || other == ';');
        plain.push_str(rest.strip_prefix(['m', 'K']).unwrap_or(part));
    }
    plain
}

/// A container's log has each line in an object of its own: `{"log":"\tat a.B.c(B.java:1)\n","stream":"stderr",…}`.
fn of_json(text: &str) -> Option<String> {
    let rest = text.trim_start();
    if !rest.starts_with('{') {
        return None;
    }
    let (_, value) = rest.split_once("\"log\":")?;
    let mut letters = value.trim_start().strip_prefix('"')?.chars();
    let mut message = String::with_capacity(value.len());
    loop {
        let letter = match letters.next()? {
            '"' => break,
            '\\' => match letters.next()? {
                // The end of the line; another one in it makes the object one of a whole trace.
                'n' if letters.as_str().starts_with('"') => break,
                'n' => return None,
                't' => '\t',
                'r' => continue,
                'u' => {
                    let code = letters.as_str().get(..4)?;
                    letters = letters.as_str().get(4..)?.chars();
                    u32::from_str_radix(code, 16).ok().and_then(char::from_u32).unwrap_or('\u{fffd}')
                }
                other => other,
            },
            other => other,
        };
        message.push(letter);
    }
    Some(message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_what_the_jvm_wrote() {
        let frame = "\tat a.B.c(B.java:1)";
        for guise in [
            r#"{"log":"\tat a.B.c(B.java:1)\n","stream":"stderr"}"#,
            r#"{"stream":"stderr","log": "\u0009at a.B.c(B.java:1)\r\n"}"#,
            "#011at a.B.c(B.java:1)",
            "\u{1b}[31;1m\tat a.B.c(B.java:1)\u{1b}[0m",
        ] {
            assert_eq!(bare(guise), frame, "{guise}");
        }
        let as_they_are = [
            "{ \"log\" : 1 }",
            r#"{"log":"a\n\tat b.C.d(C.java:1)\n"}"#,
            r#"{"log":"torn"#,
            r#"{"log":"\u12"#,
            "\u{1b}(B",
        ];
        for text in as_they_are {
            assert_eq!(bare(text), text);
        }
    }
}
