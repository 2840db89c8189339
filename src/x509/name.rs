//! Distinguished names: their attributes in the order written, their values as Java decodes them.

use std::borrow::Cow;

use super::der::{Input, SEQUENCE, SET, Value};
use super::fault::{Fault, Shape};

/// A distinguished name, borrowed from the bytes it was read in and known to be one Java accepts.
#[derive(Debug, Clone, Copy)]
pub struct Name<'a> {
    raw: &'a [u8],
    content: &'a [u8],
}

/// One attribute of a name.
#[derive(Debug, Clone, Copy)]
pub struct Attribute<'a> {
    /// The content octets of its type.
    pub kind: &'a [u8],
    /// Its value.
    pub value: Value<'a>,
}

/// The attributes of one relative distinguished name.
#[derive(Debug, Clone, Copy)]
pub struct Rdn<'a> {
    content: &'a [u8],
}

impl<'a> Name<'a> {
    /// Takes a name apart as far as Java does on reading.
    pub(crate) fn read(value: &Value<'a>) -> Result<Self, Fault> {
        Self::sound(value).map_or_else(|| Self::read_in_order(value), Ok)
    }

    /// Java: splits before it looks, which decides what of several faults is the first.
    fn read_in_order(value: &Value<'a>) -> Result<Self, Fault> {
        if value.tag != SEQUENCE || !splits(value) {
            return Err(Fault::Malformed(Shape::Rdn));
        }
        for rdn in values(value.content) {
            check_rdn_element(&rdn)?;
        }
        Ok(Self { raw: value.raw, content: value.content })
    }

    /// A name that nothing is wrong with, found out in one pass: so it is with nearly all, and each certificate has two.
    fn sound(value: &Value<'a>) -> Option<Self> {
        let mut rdns = (value.tag == SEQUENCE).then(|| value.inside())?;
        while !rdns.is_empty() {
            let rdn = rdns.value().ok().filter(|rdn| rdn.tag == SET)?;
            check_attributes(rdn.inside()).ok()?;
        }
        Some(Self { raw: value.raw, content: value.content })
    }

    /// Reads a name off a certificate's fields.
    ///
    /// Java: where the name cannot be split, all that is left of the fields is looked at as if it were the inside of
    /// a name; what is wrong with that is what Java then complains of.
    pub(crate) fn read_field(fields: &mut Input<'a>) -> Result<Self, Fault> {
        let left = fields.as_inside();
        if let Ok(value) = fields.value() {
            if let Some(name) = Self::sound(&value) {
                return Ok(name);
            }
            if value.tag == SEQUENCE && splits(&value) {
                return Self::read(&value);
            }
        }
        left.check_split()?;
        let mut all = left;
        while !all.is_empty() {
            check_rdn_element(&all.value()?)?;
        }
        Err(Fault::Malformed(Shape::Rdn))
    }

    /// A name from its DER.
    ///
    /// # Errors
    /// What Java finds wrong with it.
    pub fn from_der(der: &'a [u8]) -> Result<Self, Fault> {
        Self::read(&super::der::only(der)?)
    }

    /// The whole DER.
    pub fn raw(&self) -> &'a [u8] {
        self.raw
    }

    /// Whether it has no attribute.
    pub fn is_empty(&self) -> bool {
        self.rdns().all(|rdn| rdn.content.is_empty())
    }

    /// The relative distinguished names, in the order of the encoding (country first, as a rule).
    pub fn rdns(&self) -> impl Iterator<Item = Rdn<'a>> + use<'a> {
        values(self.content).map(|rdn| Rdn { content: rdn.content })
    }

    /// The value of the last attribute of type `kind` (content octets), decoded; as a rule the most specific one.
    pub fn find(&self, kind: &[u8]) -> Option<Cow<'a, str>> {
        self.rdns()
            .flat_map(|rdn| rdn.attributes())
            .filter(|attribute| attribute.kind == kind)
            .last()
            .and_then(|attribute| attribute.text())
    }

    /// The common name.
    pub fn common_name(&self) -> Option<Cow<'a, str>> {
        self.find(&[0x55, 4, 3])
    }

    /// What a person would call it: the common name, else the last unit, organisation or other text in it.
    pub fn plain(&self) -> Cow<'a, str> {
        self.common_name()
            .or_else(|| self.find(&[0x55, 4, 11]))
            .or_else(|| self.find(&[0x55, 4, 10]))
            .or_else(|| {
                self.rdns().flat_map(|rdn| rdn.attributes()).filter_map(|attribute| attribute.text()).last()
            })
            .unwrap_or(Cow::Borrowed(""))
    }

    /// Whether Java takes the two for the same name: the same canonical form, or, rarely, the same bytes.
    pub fn matches(&self, other: &Name<'_>) -> bool {
        self.raw == other.raw || self.canonical() == other.canonical()
    }

    /// A form that is equal for names that Java takes for equal: upper and lower case and runs of spaces do not
    /// count, the attributes of one RDN are sorted.
    pub fn canonical(&self) -> String {
        let mut text = String::with_capacity(2 * self.raw.len());
        for rdn in self.rdns() {
            let start = text.len();
            let mut count = 0;
            for attribute in rdn.attributes() {
                attribute.canonical(&mut text);
                count += 1;
            }
            if count > 1 {
                let mut attributes: Vec<String> = rdn.attributes().map(Attribute::canonical_alone).collect();
                attributes.sort_unstable();
                text.truncate(start);
                text.extend(attributes);
            }
            text.push(',');
        }
        text
    }
}

impl<'a> Rdn<'a> {
    /// Reads the content of a SET of attributes.
    pub(crate) fn read(content: &'a [u8]) -> Result<Self, Fault> {
        check_rdn(content)?;
        Ok(Self { content })
    }

    /// The attributes, in the order of the encoding.
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'a>> + use<'a> {
        values(self.content).filter_map(|pair| {
            let mut inside = pair.inside();
            Some(Attribute { kind: inside.oid().ok()?, value: inside.value().ok()? })
        })
    }
}

impl<'a> Attribute<'a> {
    /// The value as a string, where it is of a string type Java knows for names; broken characters become U+FFFD.
    pub fn text(&self) -> Option<Cow<'a, str>> {
        text(&self.value)
    }

    /// Java: text is compared only for the types that RFC 2253 has keywords for, and only where it is a UTF8String or
    /// a PrintableString; everything else is compared octet by octet. (Java also decomposes characters before it
    /// compares, so that `ä` in one code point and in two are equal; here they are not.)
    fn canonical(&self, text: &mut String) {
        const UTF8_STRING: u8 = 0x0c;
        const PRINTABLE_STRING: u8 = 0x13;
        text.push('+');
        push_hexadecimal(text, self.kind);
        text.push('=');
        let is_string = matches!(self.value.tag, UTF8_STRING | PRINTABLE_STRING);
        match self.text() {
            Some(value) if is_string && has_keyword(self.kind) => {
                for word in value.split(' ').filter(|word| !word.is_empty()) {
                    if word.is_ascii() {
                        text.extend(word.chars().map(|letter| letter.to_ascii_lowercase()));
                    } else {
                        text.push_str(&word.to_uppercase().to_lowercase());
                    }
                    text.push(' ');
                }
            }
            _ => {
                text.push('#');
                push_hexadecimal(text, self.value.raw);
            }
        }
    }

    fn canonical_alone(self) -> String {
        let mut text = String::new();
        self.canonical(&mut text);
        text
    }
}

fn push_hexadecimal(text: &mut String, octets: &[u8]) {
    let digit = |value: u8| char::from_digit(value.into(), 16).unwrap_or_default();
    text.extend(octets.iter().flat_map(|octet| [digit(octet >> 4), digit(octet & 0xf)]));
}

/// CN, C, L, ST, STREET, O, OU, UID, DC (RFC 2253, 2.3).
fn has_keyword(kind: &[u8]) -> bool {
    matches!(kind, [0x55, 4, 3 | 6..=11] | [0x09, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 1, 1 | 25])
}

/// The elements of `content`, which was checked before; stops at the first that is malformed.
fn values(content: &[u8]) -> impl Iterator<Item = Value<'_>> {
    let mut input = Input::new(content);
    std::iter::from_fn(move || if input.is_empty() { None } else { input.value().ok() })
}

/// Whether the content is a run of whole elements.
fn splits(value: &Value<'_>) -> bool {
    value.inside().check_split().is_ok()
}

fn check_rdn_element(rdn: &Value<'_>) -> Result<(), Fault> {
    if rdn.tag != SET {
        return Err(Fault::Malformed(Shape::Rdn));
    }
    check_rdn(rdn.content)
}

fn check_rdn(content: &[u8]) -> Result<(), Fault> {
    let attributes = Input::new(content).as_inside();
    attributes.check_split()?;
    check_attributes(attributes)
}

fn check_attributes(mut attributes: Input<'_>) -> Result<(), Fault> {
    while !attributes.is_empty() {
        let attribute = attributes.value()?;
        if attribute.tag != SEQUENCE {
            return Err(Fault::Malformed(Shape::AttributeNotSequence));
        }
        let mut inside = attribute.inside();
        inside.oid()?;
        let value = inside.value()?;
        if !inside.is_empty() {
            return Err(Fault::AttributeExtra { octets: inside.remaining() });
        }
        check_value(&value)?;
    }
    Ok(())
}

/// Java: a BMPString must decode to characters without surrogates.
fn check_value(value: &Value<'_>) -> Result<(), Fault> {
    const BMP_STRING: u8 = 0x1e;
    if value.tag == BMP_STRING
        && let Some(text) = text(value)
        && let Some(index) = surrogate(&text)
    {
        return Err(Fault::BmpSurrogate { index });
    }
    Ok(())
}

fn surrogate(text: &str) -> Option<usize> {
    text.encode_utf16().position(|unit| (0xd800..0xe000).contains(&unit))
}

/// The text of a string type, as Java decodes it; `None` for other types.
pub(crate) fn text<'a>(value: &Value<'a>) -> Option<Cow<'a, str>> {
    Some(match value.tag {
        // UTF8String
        0x0c => utf8(value.content),
        // PrintableString, IA5String, GeneralString: US-ASCII in Java.
        0x13 | 0x16 | 0x1b => ascii(value.content),
        // T61String: Latin-1 in Java.
        0x14 => value.content.iter().map(|octet| char::from(*octet)).collect(),
        0x1e => Cow::Owned(utf16_be(value.content)),
        0x1c => Cow::Owned(utf32_be(value.content)),
        _ => return None,
    })
}

/// US-ASCII; other octets become U+FFFD.
pub(crate) fn ascii(octets: &[u8]) -> Cow<'_, str> {
    if octets.is_ascii() {
        return String::from_utf8_lossy(octets);
    }
    octets.iter().map(|octet| if octet.is_ascii() { char::from(*octet) } else { '\u{fffd}' }).collect()
}

/// UTF-8; what is malformed becomes U+FFFD.
fn utf8(octets: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(octets) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(java_utf8(octets)),
    }
}

/// Malformed UTF-8 as Java's decoder replaces it, which is coarser than Unicode's recommendation in a few places.
pub(crate) fn java_utf8(octets: &[u8]) -> String {
    let mut text = String::new();
    let mut rest = octets;
    while let Some(first) = rest.first() {
        let used = match std::str::from_utf8(rest) {
            Ok(valid) => {
                text.push_str(valid);
                break;
            }
            Err(error) if error.valid_up_to() > 0 => {
                text.push_str(&String::from_utf8_lossy(rest.get(..error.valid_up_to()).unwrap_or_default()));
                error.valid_up_to()
            }
            Err(error) => {
                text.push('\u{fffd}');
                malformed_length(*first, rest, error.error_len())
            }
        };
        rest = rest.get(used..).unwrap_or_default();
    }
    text
}

/// How many octets one U+FFFD stands for.
fn malformed_length(first: u8, rest: &[u8], error: Option<usize>) -> usize {
    match first {
        // Java: the three-octet form of a surrogate is one error, whole or cut.
        0xed if matches!(rest, [_, 0xa0..=0xbf, 0x80..=0xbf, ..]) => 3,
        0xed if matches!(rest, [_, 0xa0..=0xbf, ..]) => 2,
        _ => error.unwrap_or(rest.len()).max(1),
    }
}

/// UTF-16, big-endian. Java: an unpaired high surrogate swallows the unit after it.
fn utf16_be(octets: &[u8]) -> String {
    let mut text = String::new();
    let (pairs, odd) = octets.as_chunks::<2>();
    let mut units = pairs.iter().map(|pair| u16::from_be_bytes(*pair));
    while let Some(unit) = units.next() {
        match unit {
            0xd800..=0xdbff => match units.next() {
                Some(low @ 0xdc00..=0xdfff) => {
                    let point = 0x10000 + ((u32::from(unit) - 0xd800) << 10) + (u32::from(low) - 0xdc00);
                    text.push(char::from_u32(point).unwrap_or('\u{fffd}'));
                }
                Some(_) => text.push('\u{fffd}'),
                None => text.push('\u{fffd}'),
            },
            _ => text.push(char::from_u32(u32::from(unit)).unwrap_or('\u{fffd}')),
        }
    }
    if !odd.is_empty() {
        text.push('\u{fffd}');
    }
    text
}

/// UTF-32, big-endian. Java: a mark of the byte order in front is passed over, and half a surrogate pair is a character,
/// which prints as a question mark.
fn utf32_be(octets: &[u8]) -> String {
    let octets = octets.strip_prefix(&[0, 0, 0xfe, 0xff]).unwrap_or(octets);
    let (quads, odd) = octets.as_chunks::<4>();
    let point = |quad: &[u8; 4]| match u32::from_be_bytes(*quad) {
        0xd800..0xe000 => '?',
        point => char::from_u32(point).unwrap_or('\u{fffd}'),
    };
    let mut text: String = quads.iter().map(point).collect();
    if !odd.is_empty() {
        text.push('\u{fffd}');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::{Tag, Writer};

    fn name(rdns: &[&[(&[u8], u8, &str)]]) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.constructed(Tag::SEQUENCE, |name| {
            for rdn in rdns {
                name.constructed(Tag::SET, |set| {
                    for (kind, tag, text) in *rdn {
                        set.constructed(Tag::SEQUENCE, |pair| {
                            pair.primitive(Tag::OID, kind);
                            pair.primitive(Tag::universal(u32::from(*tag)), text.as_bytes());
                        });
                    }
                });
            }
        });
        writer.finish()
    }

    const CN: &[u8] = &[0x55, 4, 3];
    const O: &[u8] = &[0x55, 4, 10];
    const EMAIL: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 1];

    fn equal(left: &[u8], right: &[u8]) -> bool {
        Name::from_der(left).unwrap().matches(&Name::from_der(right).unwrap())
    }

    #[test]
    fn names_compare_as_javas_do() {
        let one = |kind, tag, text| name(&[&[(kind, tag, text)]]);
        assert!(equal(&one(CN, 12, "A  b "), &one(CN, 19, "a B")));
        assert!(equal(&one(CN, 12, "stra\u{df}e"), &one(CN, 12, "STRASSE")));
        assert!(!equal(&one(CN, 12, "ab"), &one(CN, 22, "ab")), "an IA5String is compared as it is");
        assert!(!equal(&one(EMAIL, 12, "a"), &one(EMAIL, 12, "A")), "so is a type without a keyword");
        assert!(!equal(&one(CN, 12, "a b"), &one(CN, 12, "a\nb")));
        assert!(equal(&name(&[&[(CN, 12, "a"), (O, 12, "b")]]), &name(&[&[(O, 12, "B"), (CN, 12, "A")]])));
        assert!(!equal(
            &name(&[&[(CN, 12, "a")], &[(O, 12, "b")]]),
            &name(&[&[(CN, 12, "a"), (O, 12, "b")]])
        ));
        assert!(!equal(
            &name(&[&[(CN, 12, "a")], &[(O, 12, "b")]]),
            &name(&[&[(O, 12, "b")], &[(CN, 12, "a")]])
        ));
    }

    #[test]
    fn one_pass_takes_what_two_take() {
        let der = name(&[&[(CN, 12, "a"), (O, 30, "\0b")], &[(EMAIL, 22, "c@d")]]);
        let mut taken = 0;
        for place in 0..der.len() {
            for octet in 0..=u8::MAX {
                let mut mutated = der.clone();
                mutated[place] = octet;
                let Ok(value) = super::super::der::only(&mutated) else { continue };
                let sound = Name::sound(&value).is_some();
                assert_eq!(sound, Name::read_in_order(&value).is_ok(), "octet {place} is {octet:#x}");
                taken += usize::from(sound);
            }
        }
        assert!(taken > 1_000);
    }

    #[test]
    fn a_person_would_call_it() {
        let der = name(&[&[(O, 12, "Org")], &[(CN, 12, "Name")]]);
        assert_eq!(Name::from_der(&der).unwrap().plain(), "Name");
        assert_eq!(Name::from_der(&name(&[&[(O, 12, "Org")]])).unwrap().plain(), "Org");
        assert_eq!(Name::from_der(&name(&[&[(EMAIL, 22, "a@b")]])).unwrap().plain(), "a@b");
        assert_eq!(Name::from_der(&name(&[])).unwrap().plain(), "");
    }

    #[test]
    fn broken_characters_are_replaced_as_java_does() {
        assert_eq!(java_utf8(b"a\xed\xa0\x80b"), "a\u{fffd}b");
        assert_eq!(java_utf8(b"a\xed\xa0b\xed\xa0"), "a\u{fffd}b\u{fffd}");
        assert_eq!(java_utf8(b"a\xffb\xc3("), "a\u{fffd}b\u{fffd}(");
        assert_eq!(utf16_be(&[0xd8, 0, 0, 0x41, 0, 0x42]), "\u{fffd}B");
        assert_eq!(utf16_be(&[0, 0x41, 0]), "A\u{fffd}");
        assert_eq!(utf32_be(&[0, 0, 0, 0x41, 0, 0x20, 0, 0]), "A\u{fffd}");
    }
}
