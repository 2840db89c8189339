//! Manifests and signature files of JARs: sections of attributes, with the bytes that digests are made over.

use std::collections::HashMap;

/// A manifest or signature file.
#[derive(Debug, Clone, Default)]
pub(super) struct Manifest<'a> {
    /// The attributes of the main section.
    pub(super) main: Section<'a>,
    /// The named sections, in the order of the file.
    pub(super) sections: Vec<(String, Section<'a>)>,
    places: HashMap<String, usize>,
}

/// One section.
#[derive(Debug, Clone, Default)]
pub(super) struct Section<'a> {
    /// Names and values, continuation lines joined.
    pub(super) attributes: Vec<(String, String)>,
    /// Its bytes, with the empty line behind it.
    pub(super) raw: &'a [u8],
}

impl<'a> Manifest<'a> {
    /// Takes a file apart; `None` where a line is no attribute.
    pub(super) fn read(file: &'a [u8]) -> Option<Self> {
        let mut manifest = Self::default();
        let mut at = 0;
        let mut is_first = true;
        while at < file.len() {
            let (section, end) = Section::read(file, at)?;
            at = end;
            if is_first {
                manifest.main = section;
                is_first = false;
            } else if !section.attributes.is_empty() {
                let name = section.attributes.first().filter(|(key, _)| key.eq_ignore_ascii_case("Name"))?;
                let name = name.1.clone();
                manifest.places.entry(name.clone()).or_insert(manifest.sections.len());
                manifest.sections.push((name, section));
            }
        }
        Some(manifest)
    }

    /// The section of this name.
    pub(super) fn section(&self, name: &str) -> Option<&Section<'a>> {
        self.places.get(name).and_then(|place| self.sections.get(*place)).map(|(_, section)| section)
    }
}

impl<'a> Section<'a> {
    fn read(file: &'a [u8], start: usize) -> Option<(Self, usize)> {
        let mut attributes: Vec<(String, String)> = Vec::new();
        let mut line: Option<Vec<u8>> = None;
        let mut at = start;
        loop {
            let rest = file.get(at..).unwrap_or_default();
            let (text, length) = first_line(rest);
            at += length;
            match (text.strip_prefix(b" "), &mut line) {
                (Some(more), Some(line)) => line.extend_from_slice(more),
                _ => {
                    if let Some(line) = line.take() {
                        attributes.push(attribute(&line)?);
                    }
                    if text.is_empty() {
                        break;
                    }
                    line = Some(text.to_vec());
                }
            }
        }
        let raw = file.get(start..at).unwrap_or_default();
        Some((Self { attributes, raw }, at))
    }

    /// The value of the attribute of this name.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// The digests among the attributes: of `SHA-256-Digest` with an empty `what` the name `SHA-256` and the value.
    pub(super) fn digests(&self, what: &str) -> impl Iterator<Item = (String, &str)> {
        let end = format!("-digest{what}");
        self.attributes.iter().filter_map(move |(key, value)| {
            let lower = key.to_ascii_lowercase();
            let length = lower.strip_suffix(&end)?.len();
            Some((key.get(..length)?.to_ascii_uppercase(), value.as_str()))
        })
    }
}

/// The first line without its end, and its length with it.
fn first_line(text: &[u8]) -> (&[u8], usize) {
    match text.iter().position(|octet| matches!(octet, b'\n' | b'\r')) {
        None => (text, text.len()),
        Some(end) => {
            let more = if text.get(end..).is_some_and(|rest| rest.starts_with(b"\r\n")) { 2 } else { 1 };
            (text.get(..end).unwrap_or_default(), end + more)
        }
    }
}

fn attribute(line: &[u8]) -> Option<(String, String)> {
    let text = String::from_utf8_lossy(line);
    let (key, value) = text.split_once(": ")?;
    let is_name = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_');
    (!key.is_empty() && key.chars().all(is_name)).then(|| (key.to_owned(), value.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_keep_their_bytes() {
        let file = b"Manifest-Version: 1.0\r\n\r\nName: a\r\n b\r\nSHA-256-Digest: x\r\n\r\nName: c\nX: y\n";
        let manifest = Manifest::read(file).expect("well-formed");
        assert_eq!(manifest.main.raw, b"Manifest-Version: 1.0\r\n\r\n");
        let section = manifest.section("ab").expect("there");
        assert_eq!(section.raw, b"Name: a\r\n b\r\nSHA-256-Digest: x\r\n\r\n");
        assert_eq!(section.digests("").collect::<Vec<_>>(), [("SHA-256".to_owned(), "x")]);
        assert_eq!(manifest.section("c").and_then(|section| section.value("x")), Some("y"));
        assert!(Manifest::read(b"garbage").is_none());
        assert!(Manifest::read(b"").is_some());
    }
}
