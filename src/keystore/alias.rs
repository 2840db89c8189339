//! The name of an entry, and Java's rule for finding it.

use std::borrow::Cow;
use std::fmt;

/// An alias as the store holds it.
///
/// Java strings are UTF-16 and may hold lone surrogates, which Rust's cannot: those are kept beside the text.
#[derive(Clone, PartialEq, Eq)]
pub struct Alias {
    text: Box<str>,
    units: Option<Box<[u16]>>,
}

impl Alias {
    /// From UTF-16 units; a lone surrogate shows as `?`, as Java prints it.
    pub fn from_utf16(units: &[u16]) -> Self {
        match String::from_utf16(units) {
            Ok(text) => Self { text: text.into(), units: None },
            Err(_) => {
                let text = char::decode_utf16(units.iter().copied())
                    .map(|unit| unit.unwrap_or('?'))
                    .collect::<String>();
                Self { text: text.into(), units: Some(units.into()) }
            }
        }
    }

    /// The alias as text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The UTF-16 units.
    pub fn utf16(&self) -> Vec<u16> {
        self.units.as_deref().map_or_else(|| self.text.encode_utf16().collect(), <[u16]>::to_vec)
    }

    /// Text that no other alias has: the alias itself, or, with lone surrogates, its units behind a character that is none.
    pub(super) fn key(&self) -> Cow<'_, str> {
        match &self.units {
            None => Cow::Borrowed(&self.text),
            Some(units) => {
                Cow::Owned(units.iter().fold("\u{ffff}".into(), |key, unit| format!("{key}{unit:04x}")))
            }
        }
    }

    /// What Java makes of an alias that it stores or looks for: `toLowerCase(Locale.ENGLISH)`.
    pub fn java_lowercase(&self) -> Self {
        match &self.units {
            None => Self::from(self.text.to_lowercase()),
            Some(_) => self.clone(),
        }
    }
}

impl From<&str> for Alias {
    fn from(text: &str) -> Self {
        Self { text: text.into(), units: None }
    }
}

impl From<String> for Alias {
    fn from(text: String) -> Self {
        Self { text: text.into(), units: None }
    }
}

impl fmt::Display for Alias {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.text)
    }
}

impl fmt::Debug for Alias {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lone_surrogates_survive() {
        let alias = Alias::from_utf16(&[0x61, 0xd800, 0x62]);
        assert_eq!(alias.as_str(), "a?b");
        assert_eq!(alias.utf16(), [0x61, 0xd800, 0x62]);
        assert_eq!(Alias::from("ÄB").java_lowercase().as_str(), "äb");
    }
}
