//! Distinguished names as people type them (`-dname`), read by Java's rules and encoded as Java does.

use super::identifier::{IdentifierFault, identifier};
use crate::asn1::{Oid, Tag, Writer};
use crate::x509::Fault;
use crate::x509::der::only;
use crate::x509::name::java_utf8;

/// What is wrong with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameFault {
    /// Nothing between two separators, or after the last.
    EmptyAttribute {
        /// The relative distinguished name as it was typed.
        rdn: String,
    },
    /// An attribute without `=`.
    Format,
    /// A keyword that Java does not know.
    Keyword(String),
    /// A keyword of digits that is no object identifier.
    Identifier(IdentifierFault),
    /// A character that must be escaped and is not.
    Unescaped(char),
    /// A character that cannot be escaped.
    Escape {
        /// The character.
        character: char,
        /// Whether it stands between quotation marks.
        quoted: NameQuoting,
    },
    /// `\` and one digit of hexadecimal before something else.
    EscapeDigits {
        /// Whether the value ended there.
        ended: bool,
    },
    /// `\` at the end.
    TrailingBackslash,
    /// A quotation mark without its partner.
    QuoteOpen,
    /// Something behind the closing quotation mark.
    AfterQuote,
    /// `#` with nothing behind it.
    NoHexadecimal,
    /// `#` with an odd number of digits.
    OddHexadecimal,
    /// `#` with a character that is no digit.
    Hexadecimal(char),
    /// `#` with octets that are not one element.
    Element(Fault),
}

/// Whether a value is written between quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameQuoting {
    /// It is.
    Quoted,
    /// It is not.
    Plain,
}

const COMMON_NAME: &str = "2.5.4.3";
const EMAIL: &str = "1.2.840.113549.1.9.1";
const DOMAIN_COMPONENT: &str = "0.9.2342.19200300.100.1.25";

/// The keywords that Java reads.
const KEYWORDS: [(&str, &str); 20] = [
    ("CN", COMMON_NAME),
    ("C", "2.5.4.6"),
    ("L", "2.5.4.7"),
    ("S", "2.5.4.8"),
    ("ST", "2.5.4.8"),
    ("O", "2.5.4.10"),
    ("OU", "2.5.4.11"),
    ("T", "2.5.4.12"),
    ("IP", "1.3.6.1.4.1.42.2.11.2.1"),
    ("STREET", "2.5.4.9"),
    ("DC", DOMAIN_COMPONENT),
    ("DNQUALIFIER", "2.5.4.46"),
    ("DNQ", "2.5.4.46"),
    ("SURNAME", "2.5.4.4"),
    ("GIVENNAME", "2.5.4.42"),
    ("INITIALS", "2.5.4.43"),
    ("GENERATION", "2.5.4.44"),
    ("EMAIL", EMAIL),
    ("EMAILADDRESS", EMAIL),
    ("UID", "0.9.2342.19200300.100.1.1"),
];
/// One more, apart for the length of the line.
const SERIAL_NUMBER: (&str, &str) = ("SERIALNUMBER", "2.5.4.5");

/// The DER of the name that `text` spells, `CN=a, O="b, c"; C=DE`: the last relative name is encoded first.
///
/// # Errors
/// The first thing that Java finds wrong with it.
pub fn of_words(text: &str) -> Result<Vec<u8>, NameFault> {
    let mut rdns = Vec::new();
    if !text.is_empty() {
        for rdn in parts(text, |separator| matches!(separator, ',' | ';'), cuts_name) {
            rdns.push(rdn_of_words(rdn)?);
        }
    }
    rdns.reverse();
    Ok(Writer::sequence_of(&rdns.concat()))
}

/// The DER of a name with one attribute after the other: a keyword of Java's (others are left out) and its value as it
/// is. The last one is encoded first, as Java writes the answers to its questions.
pub fn of_values<'v>(attributes: impl IntoIterator<Item = (&'v str, &'v str)>) -> Vec<u8> {
    let mut rdns: Vec<Vec<u8>> = attributes
        .into_iter()
        .filter_map(|(keyword, value)| {
            let kind = of_keyword(keyword)?;
            let printable = value.chars().all(is_printable);
            let value = Text { text: value.to_owned(), printable, is_absent: false };
            Some(set_of(vec![attribute(&kind, &value.encode(&kind))]))
        })
        .collect();
    rdns.reverse();
    Writer::sequence_of(&rdns.concat())
}

fn rdn_of_words(rdn: &str) -> Result<Vec<u8>, NameFault> {
    let mut attributes = Vec::new();
    // Java: a plus sign at the very start separates nothing.
    for part in parts(rdn, |separator| separator == '+', cuts_rdn) {
        if part.is_empty() {
            return Err(NameFault::EmptyAttribute { rdn: rdn.to_owned() });
        }
        attributes.push(attribute_of_words(part)?);
    }
    Ok(set_of(attributes))
}

/// SET OF: in the order of the encodings (X.690, 11.6).
fn set_of(mut attributes: Vec<Vec<u8>>) -> Vec<u8> {
    attributes.sort_unstable();
    let mut writer = Writer::default();
    writer.element(Tag::SET, true, &attributes.concat());
    writer.finish()
}

/// `text` cut at separators that are neither escaped nor between quotation marks.
///
/// Java: looks back from each separator. A mark behind a backslash does not count, whatever is before that; three marks
/// are no open ones; and whether a backslash is itself escaped is judged by whether there are an even number of them
/// since the separator before.
fn parts(text: &str, is_separator: impl Fn(char) -> bool, is_cut: impl Fn(&str, &str) -> bool) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut marks) = (0, 0);
    let (mut since, mut before) = (0, ' ');
    for (index, character) in text.char_indices() {
        if character == '"' && (before != '\\' || index == since) {
            marks += 1;
        }
        if is_separator(character) {
            if marks != 1
                && is_cut(text.get(..index).unwrap_or_default(), text.get(since..index).unwrap_or_default())
            {
                parts.push(text.get(start..index).unwrap_or_default());
                start = index + character.len_utf8();
                marks = 0;
            }
            since = index + character.len_utf8();
        }
        before = character;
    }
    parts.push(text.get(start..).unwrap_or_default());
    parts
}

/// Whether a comma cuts, by all that is before it and what of that is behind the separator before.
fn cuts_name(before: &str, since: &str) -> bool {
    match before.strip_suffix('\\') {
        None => true,
        Some(rest) => rest.ends_with('\\') && since.matches('\\').count() % 2 == 0,
    }
}

/// Whether a plus sign cuts.
fn cuts_rdn(before: &str, _: &str) -> bool {
    !before.is_empty() && !before.ends_with('\\')
}

fn attribute_of_words(text: &str) -> Result<Vec<u8>, NameFault> {
    let (keyword, value) = text.split_once('=').ok_or(NameFault::Format)?;
    let keyword = keyword.trim_matches(|character| character <= ' ').to_uppercase();
    let kind = kind_of(&keyword)?;
    let value = value.trim_start_matches([' ', '\n']);
    let value = match value.chars().next() {
        Some('#') => of_hexadecimal(value.get(1..).unwrap_or_default())?,
        Some('"') => quoted(value.get(1..).unwrap_or_default())?.encode(&kind),
        _ => plain(value)?.encode(&kind),
    };
    Ok(attribute(&kind, &value))
}

fn attribute(kind: &Oid, value: &[u8]) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.constructed(Tag::SEQUENCE, |pair| {
        pair.oid(kind);
        pair.raw(value);
    });
    writer.finish()
}

fn of_keyword(keyword: &str) -> Option<Oid> {
    let (_, dotted) = KEYWORDS.iter().chain([&SERIAL_NUMBER]).find(|(known, _)| *known == keyword)?;
    dotted.parse().ok()
}

fn kind_of(keyword: &str) -> Result<Oid, NameFault> {
    let rest = keyword.strip_prefix("OID.");
    let dotted = rest.unwrap_or(keyword);
    if dotted.starts_with(|character: char| character.is_ascii_digit()) {
        return identifier(dotted).map_err(NameFault::Identifier);
    }
    let known = if rest.is_none() { of_keyword(keyword) } else { None };
    known.ok_or_else(|| NameFault::Keyword(dotted.to_owned()))
}

/// A value, and whether a PrintableString will do for it.
struct Text {
    text: String,
    printable: bool,
    /// Java: no value at all, not even quotation marks, is a PrintableString whatever its attribute.
    is_absent: bool,
}

impl Text {
    /// As the string type that Java chooses.
    fn encode(&self, kind: &Oid) -> Vec<u8> {
        let mut writer = Writer::default();
        if !self.is_absent && (kind.is(EMAIL) || kind.is(DOMAIN_COMPONENT)) {
            let ascii: Vec<u8> = self
                .text
                .chars()
                .map(|letter| if letter.is_ascii() { u8::try_from(letter).unwrap_or(b'?') } else { b'?' })
                .collect();
            writer.primitive(Tag::IA5_STRING, &ascii);
        } else if self.printable {
            writer.primitive(Tag::PRINTABLE_STRING, self.text.as_bytes());
        } else {
            writer.primitive(Tag::UTF8_STRING, self.text.as_bytes());
        }
        writer.finish()
    }
}

/// The characters of a PrintableString (X.680, 41.4).
fn is_printable(character: char) -> bool {
    character.is_ascii_alphanumeric() || " '()+,-./:=?".contains(character)
}

fn of_hexadecimal(digits: &str) -> Result<Vec<u8>, NameFault> {
    let values = digits
        .chars()
        .map(|digit| {
            digit.to_digit(16).and_then(|value| u8::try_from(value).ok()).ok_or(NameFault::Hexadecimal(digit))
        })
        .collect::<Result<Vec<u8>, _>>()?;
    if values.is_empty() {
        return Err(NameFault::NoHexadecimal);
    }
    let (pairs, odd) = values.as_chunks::<2>();
    if !odd.is_empty() {
        return Err(NameFault::OddHexadecimal);
    }
    let octets: Vec<u8> = pairs.iter().map(|[high, low]| high << 4 | low).collect();
    only(&octets).map_err(NameFault::Element)?;
    Ok(octets)
}

/// What is typed between quotation marks; `text` starts behind the first.
fn quoted(text: &str) -> Result<Text, NameFault> {
    let mut value = Value::default();
    let mut rest = text.chars();
    loop {
        match rest.next().ok_or(NameFault::QuoteOpen)? {
            '"' => break,
            '\\' => {
                let character = rest.next().ok_or(NameFault::QuoteOpen)?;
                if character.is_ascii_hexdigit() {
                    value.octet(hexadecimal_pair(character, &mut rest)?);
                } else if ",+=\n<>#;\\\"".contains(character) {
                    value.character(character);
                } else {
                    return Err(NameFault::Escape { character, quoted: NameQuoting::Quoted });
                }
            }
            character => value.character(character),
        }
    }
    if rest.any(|character| !matches!(character, ' ' | '\n')) {
        return Err(NameFault::AfterQuote);
    }
    let Text { text, printable, .. } = value.finish();
    // Java: outer blanks go even where they are quoted.
    let text = text.trim_matches(|character| character <= ' ').to_owned();
    Ok(Text { text, printable, is_absent: false })
}

/// What is typed without quotation marks.
fn plain(text: &str) -> Result<Text, NameFault> {
    let mut value = Value::default();
    let mut rest = text.chars();
    // Blanks at the end do not count.
    let mut blanks = 0;
    while let Some(character) = rest.next() {
        let escaped = character == '\\';
        let character = if escaped { rest.next().ok_or(NameFault::TrailingBackslash)? } else { character };
        if escaped && character.is_ascii_hexdigit() {
            value.octet(hexadecimal_pair(character, &mut rest)?);
            continue;
        }
        if escaped && !",+=\n<>#;\\\" ".contains(character) {
            return Err(NameFault::Escape { character, quoted: NameQuoting::Plain });
        }
        // Java: where a separator has not separated, the value ends, and nobody looks at the rest.
        if !escaped && ",+;".contains(character) {
            break;
        }
        if !escaped && "<>\"".contains(character) {
            return Err(NameFault::Unescaped(character));
        }
        value.release(&mut blanks);
        if character == ' ' && !escaped {
            blanks += 1;
        } else {
            value.blanks(std::mem::take(&mut blanks));
            value.character(character);
        }
    }
    // Java: blanks between the last character and octets at the very end are lost.
    Ok(value.finish())
}

fn hexadecimal_pair(first: char, rest: &mut std::str::Chars<'_>) -> Result<u8, NameFault> {
    let second = rest.next().ok_or(NameFault::EscapeDigits { ended: true })?;
    match (first.to_digit(16), second.to_digit(16)) {
        (Some(high), Some(low)) => Ok(u8::try_from(high << 4 | low).unwrap_or_default()),
        _ => Err(NameFault::EscapeDigits { ended: false }),
    }
}

/// A value in the making: characters, and runs of octets that are UTF-8 together.
#[derive(Default)]
struct Value {
    text: String,
    octets: Vec<u8>,
    is_not_printable: bool,
}

impl Value {
    fn character(&mut self, character: char) {
        self.flush();
        self.is_not_printable |= !is_printable(character);
        self.text.push(character);
    }

    fn octet(&mut self, octet: u8) {
        self.is_not_printable = true;
        self.octets.push(octet);
    }

    /// Java: blanks before octets are written only once something follows the octets.
    fn release(&mut self, blanks: &mut usize) {
        if !self.octets.is_empty() {
            self.blanks(std::mem::take(blanks));
            self.flush();
        }
    }

    fn blanks(&mut self, count: usize) {
        self.text.extend(std::iter::repeat_n(' ', count));
    }

    fn flush(&mut self) {
        if !self.octets.is_empty() {
            self.text.push_str(&java_utf8(&std::mem::take(&mut self.octets)));
        }
    }

    fn finish(mut self) -> Text {
        self.flush();
        let is_absent = self.text.is_empty();
        Text { text: self.text, printable: !self.is_not_printable, is_absent }
    }
}
