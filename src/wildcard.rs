//! Patterns in which `*` stands for any run of characters: Java's names of cipher suites, the catalogue's texts.

/// Whether a pattern covers a text. Linear: each piece is looked for once, behind the one before.
pub fn covers(pattern: &str, text: &str) -> bool {
    let mut pieces = pattern.split('*');
    let Some(mut rest) = text.strip_prefix(pieces.next().unwrap_or_default()) else { return false };
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        if pieces.peek().is_none() {
            return rest.ends_with(piece);
        }
        let Some((_, behind)) = rest.split_once(piece) else { return false };
        rest = behind;
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::covers;

    #[test]
    fn stars_stand_for_anything() {
        assert!(covers("abc", "abc") && !covers("abc", "abcd") && !covers("abc", "ab"));
        assert!(covers("a*", "a") && covers("*c", "abc") && covers("a*c*", "abcd") && covers("*", ""));
        assert!(!covers("a*a", "a") && !covers("*b*c", "acb"));
    }
}
