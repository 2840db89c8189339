//! Distinguished names as Java prints them.

use std::fmt::Write;

use crate::x509::{Attribute, Name, Rdn, dotted};

/// `CN=Test, O="A, B", C=DE`: the last relative name first.
pub fn java_name(name: &Name<'_>) -> String {
    let mut text = String::with_capacity(name.raw().len());
    let rdns: Vec<Rdn<'_>> = name.rdns().collect();
    for (index, rdn) in rdns.iter().rev().enumerate() {
        if index > 0 {
            text.push_str(", ");
        }
        text.push_str(&java_rdn(rdn));
    }
    text
}

/// `CN=a + O=b`, in the order of the encoding.
pub(super) fn java_rdn(rdn: &Rdn<'_>) -> String {
    let mut text = String::new();
    for (index, attribute) in rdn.attributes().enumerate() {
        if index > 0 {
            text.push_str(" + ");
        }
        write_attribute(&mut text, &attribute);
    }
    text
}

fn write_attribute(text: &mut String, attribute: &Attribute<'_>) {
    match keyword(attribute.kind) {
        Some(keyword) => text.push_str(keyword),
        None => {
            let _ = write!(text, "OID.{}", dotted(attribute.kind));
        }
    }
    text.push('=');
    match attribute.text() {
        Some(value) => write_value(text, &value),
        None => {
            text.push('#');
            for octet in attribute.value.raw {
                let _ = write!(text, "{octet:02x}");
            }
        }
    }
}

/// The keywords that Java uses when it prints for people.
fn keyword(kind: &[u8]) -> Option<&'static str> {
    Some(match kind {
        [0x55, 4, arc] => match arc {
            3 => "CN",
            4 => "SURNAME",
            5 => "SERIALNUMBER",
            6 => "C",
            7 => "L",
            8 => "ST",
            9 => "STREET",
            10 => "O",
            11 => "OU",
            12 => "T",
            42 => "GIVENNAME",
            43 => "INITIALS",
            44 => "GENERATION",
            46 => "DNQ",
            _ => return None,
        },
        [0x09, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 1, 1] => "UID",
        [0x09, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 1, 25] => "DC",
        [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 1] => "EMAILADDRESS",
        [0x2b, 6, 1, 4, 1, 0x2a, 2, 11, 2, 1] => "IP",
        _ => return None,
    })
}

/// Java: a value is put in quotes for the sake of a special character, an outer space or a run of spaces; one that is
/// in quotes already stays as it is.
fn write_value(text: &mut String, value: &str) {
    let inner = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let (quoted, body) = match inner {
        Some(inner) => (true, inner),
        None => (false, value),
    };
    let needs_quotes = quoted
        || body.contains([',', '+', '=', '\n', '<', '>', '#', ';', '\\', '"'])
        || body.starts_with([' ', '\n'])
        || body.ends_with([' ', '\n'])
        || body.contains("  ");
    if !needs_quotes {
        text.push_str(body);
        return;
    }
    text.push('"');
    for character in body.chars() {
        if matches!(character, '"' | '\\') {
            text.push('\\');
        }
        text.push(character);
    }
    text.push('"');
}
