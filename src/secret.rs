//! Passwords and key bytes: wiped when dropped, never printed, and seen the three ways Java sees them.

use std::borrow::Cow;
use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;
use zeroize::Zeroizing;

/// A password as the user typed it; empty is a password, absent is no `Password`.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(Zeroizing<String>);

impl Password {
    /// Takes over `text`; the caller's copy is the caller's to wipe.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// The characters.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether no character was given.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many UTF-16 units it has: what Java's `char[].length` counts when it asks for six characters.
    pub fn java_length(&self) -> usize {
        self.0.encode_utf16().count()
    }

    /// UTF-16BE without terminator: what the JKS integrity digest and its key protector hash.
    pub fn utf16_be(&self) -> SecretBytes {
        self.big_endian(None)
    }

    /// UTF-16BE with a terminating zero: PKCS#12's BMPString (RFC 7292, B.1).
    ///
    /// Java: an empty password is no bytes at all for some versions and two zeros for others; readers try both.
    pub fn pkcs12_bmp(&self) -> SecretBytes {
        self.big_endian(Some(0))
    }

    /// There is room for all of it from the start: growing would leave a copy behind that nobody wipes.
    fn big_endian(&self, terminator: Option<u16>) -> SecretBytes {
        // No character has more units in UTF-16 than octets in UTF-8.
        let mut octets = SecretBytes::new(Vec::with_capacity(self.0.len() * 2 + 2));
        octets.expose_mut().extend(self.0.encode_utf16().chain(terminator).flat_map(u16::to_be_bytes));
        octets
    }

    /// UTF-8: what PBES2's PBKDF2 is fed with.
    pub fn utf8(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl FromStr for Password {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self::new(text))
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Password(…)")
    }
}

/// Bytes of a key, or of something a key can be computed from.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct SecretBytes(Zeroizing<Vec<u8>>);

impl SecretBytes {
    /// Takes over `bytes`.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// The bytes, no longer wiped when dropped: for what turned out not to be secret.
    pub fn into_vec(mut self) -> Vec<u8> {
        std::mem::take(&mut *self.0)
    }

    /// The bytes, to be filled or changed in place.
    pub fn expose_mut(&mut self) -> &mut Vec<u8> {
        &mut self.0
    }
}

impl fmt::Debug for SecretBytes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "SecretBytes({} bytes)", self.0.len())
    }
}

/// Whether something of this name is a password, or another secret: `javax.net.ssl.keyStorePassword`, `keystorePass`.
pub fn is_secret_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["password", "passwd", "passphrase", "secret"].iter().any(|word| name.contains(word))
        || ["pass", "pwd"].iter().any(|end| name.ends_with(end))
}

/// The text with `…` in the place of each value that stands behind `=` and the name of a secret: other people's lines, which
/// are shown, may have passwords in them. Quotes stay: they may be what is the matter.
pub fn veiled(text: &str) -> Cow<'_, str> {
    let mut veiled = String::new();
    let mut kept = 0;
    for (equals, _) in text.match_indices('=') {
        if equals < kept {
            continue;
        }
        let before = &text[kept..equals];
        let start = before.rfind(|char: char| !(char.is_ascii_alphanumeric() || "._-".contains(char)));
        let name = start.map_or(before, |start| &before[start..]);
        if !is_secret_name(name) {
            continue;
        }
        let around = name.chars().next().filter(|char| QUOTES.contains(char));
        let value = &text[equals + 1..];
        // Within the quotes of a shell, quotes have a backslash before them.
        let escaped = usize::from(value.starts_with('\\'));
        let inner = value[escaped..].chars().next().filter(|char| QUOTES.contains(char));
        let from = inner.map_or(0, |_| escaped + 1);
        let length = match inner.or(around) {
            Some(quote) => value[from..].find(quote),
            None => end_of_bare(value),
        };
        let length = length.unwrap_or(value.len() - from);
        if length == 0 {
            continue;
        }
        veiled.push_str(&text[kept..equals + 1 + from]);
        veiled.push('…');
        kept = equals + 1 + from + length;
    }
    if veiled.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(veiled + &text[kept..]) }
}

const QUOTES: [char; 2] = ['"', '\''];

/// Where a value without quotes ends: at a space or a quote, or at a comma that another property follows.
fn end_of_bare(value: &str) -> Option<usize> {
    value.char_indices().find_map(|(index, char)| {
        let is_end = char.is_whitespace() || QUOTES.contains(&char) || {
            let rest = value[index..].strip_prefix(',').unwrap_or_default();
            rest.split([',', ' ']).next().is_some_and(|next| next.contains('='))
        };
        is_end.then_some(index)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn java_sees_utf16() {
        let password = Password::new("ä𝄞");
        assert_eq!(password.java_length(), 3);
        assert_eq!(password.utf16_be().expose(), [0x00, 0xe4, 0xd8, 0x34, 0xdd, 0x1e]);
        assert_eq!(Password::new("").pkcs12_bmp().expose(), [0, 0]);
    }

    #[test]
    fn nothing_secret_is_printed() {
        assert_eq!(
            format!("{:?} {:?}", Password::new("changeit"), SecretBytes::new(vec![1; 8])),
            "Password(…) SecretBytes(8 bytes)"
        );
    }

    #[test]
    fn passwords_in_other_peoples_lines_are_veiled() {
        for (line, shown) in [
            ("-Djavax.net.ssl.keyStorePassword=x,y -Da=b", "-Djavax.net.ssl.keyStorePassword=… -Da=b"),
            ("-Djavax.net.ssl.keyStorePassword=\"x y\"", "-Djavax.net.ssl.keyStorePassword=\"…\""),
            (
                "wrapper.java.additional.5=\"-Da.Password=x y\"",
                "wrapper.java.additional.5=\"-Da.Password=…\"",
            ),
            ("p=a.password=x=,b=c,d.passwd='e',f.secret=ä", "p=a.password=…,b=c,d.passwd='…',f.secret=…"),
            ("<Connector keystorePass='x' port=\"1\">", "<Connector keystorePass='…' port=\"1\">"),
            ("A=\"$A -Da.Password=\\\"x y\\\" -Db\"", "A=\"$A -Da.Password=\\\"…\" -Db\""),
            ("storepass=\"x", "storepass=\"…"),
        ] {
            assert_eq!(veiled(line), shown);
        }
        for line in ["", "=", "password=", "password=\"\"", "passport=1", "password", "é=1", "a=password b=c"]
        {
            assert!(matches!(veiled(line), Cow::Borrowed(same) if same == line), "{line}");
        }
    }
}
