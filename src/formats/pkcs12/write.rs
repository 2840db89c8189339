//! SafeBags and their attributes, as JDK 25 writes them.

use super::bag::{
    ANY_EXTENDED_KEY_USAGE, CERT_BAG, FRIENDLY_NAME, LOCAL_KEY_ID, SECRET_BAG, SHROUDED_KEY_BAG,
    TRUSTED_KEY_USAGE, X509_CERTIFICATE,
};
use super::decode::{DATA, ENCRYPTED_DATA};
use crate::asn1::{Asn1Error, Element, Oid, Tag, Writer, read_one};
use crate::keystore::{Alias, Rope};

/// What an attribute is to be changed to; `None` leaves it as it is.
#[derive(Debug, Default)]
pub(super) struct Changes<'a> {
    pub(super) friendly_name: Option<&'a Alias>,
    pub(super) local_key_id: Option<String>,
    /// The element within the bag's `[0]`.
    pub(super) value: Option<Vec<u8>>,
}

/// A bag with some of its parts changed and all else as it was, in definite lengths.
pub(super) fn changed_bag(raw: &[u8], changes: &Changes<'_>) -> Result<Vec<u8>, Asn1Error> {
    let raw = definite(raw)?;
    let mut fields = read_one(&raw)?.inside()?;
    let kind = fields.element()?;
    let holder = fields.element()?;
    // What is not replaced may have an indefinite length of its own, within a bag that has none.
    let value = definite(holder.raw)?;
    let attributes = fields.optional(Tag::SET)?;
    let rest = fields.rest();
    let mut kept = Vec::new();
    if let Some(attributes) = attributes {
        let mut attributes = attributes.inside()?;
        while let Some(attribute) = attributes.next_element()? {
            let kind = attribute.inside()?.element()?.oid()?;
            let is_replaced = (kind.is(FRIENDLY_NAME) && changes.friendly_name.is_some())
                || (kind.is(LOCAL_KEY_ID) && changes.local_key_id.is_some());
            kept.push((definite(attribute.raw)?, is_replaced.then_some(kind)));
        }
    }
    let had = |oid: &str| kept.iter().any(|(_, replaced)| replaced.as_ref().is_some_and(|kind| kind.is(oid)));
    let (had_name, had_id) = (had(FRIENDLY_NAME), had(LOCAL_KEY_ID));
    let mut writer = Writer::default();
    writer.constructed(Tag::SEQUENCE, |writer| {
        writer.raw(kind.raw);
        match &changes.value {
            Some(value) => writer.constructed(Tag::context(0), |writer| writer.raw(value)),
            None => writer.raw(&value),
        }
        let (mut name_due, mut id_due) =
            (changes.friendly_name, changes.local_key_id.as_ref().map(String::as_bytes));
        if attributes.is_none() && name_due.is_none() && id_due.is_none() {
            return;
        }
        writer.constructed(Tag::SET, |writer| {
            if !had_name {
                name_due.take().into_iter().for_each(|name| friendly_name(writer, name));
            }
            if !had_id {
                id_due.take().into_iter().for_each(|id| local_key_id(writer, id));
            }
            for (raw, replaced) in &kept {
                match replaced {
                    None => writer.raw(raw),
                    // The new one stands where the first of the old ones stood.
                    Some(kind) if kind.is(FRIENDLY_NAME) => {
                        name_due.take().into_iter().for_each(|name| friendly_name(writer, name));
                    }
                    Some(_) => id_due.take().into_iter().for_each(|id| local_key_id(writer, id)),
                }
            }
        });
        writer.raw(rest);
    });
    Ok(writer.finish())
}

/// The value of a bag for an EncryptedPrivateKeyInfo of a secret key, which Java wraps once more.
pub(super) fn secret_value(key: &[u8]) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.constructed(Tag::SEQUENCE, |writer| {
        oid(writer, SHROUDED_KEY_BAG);
        writer.constructed(Tag::context(0), |writer| writer.octets(key));
    });
    writer.finish()
}

/// The value of a bag for a certificate.
pub(super) fn certificate_value(der: &[u8]) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.constructed(Tag::SEQUENCE, |writer| {
        oid(writer, X509_CERTIFICATE);
        writer.constructed(Tag::context(0), |writer| writer.octets(der));
    });
    writer.finish()
}

/// A bag for a private key.
pub(super) fn private_key_bag(key: &[u8], alias: &Alias, id: &str) -> Vec<u8> {
    new_bag(SHROUDED_KEY_BAG, key, Some(alias), Some(id.as_bytes()), false)
}

/// A bag for a secret key.
pub(super) fn secret_key_bag(key: &[u8], alias: &Alias, id: &str) -> Vec<u8> {
    new_bag(SECRET_BAG, &secret_value(key), Some(alias), Some(id.as_bytes()), false)
}

/// A bag for a trusted certificate.
pub(super) fn trusted_bag(der: &[u8], alias: &Alias) -> Vec<u8> {
    new_bag(CERT_BAG, &certificate_value(der), Some(alias), None, true)
}

/// A bag for a certificate of a chain; the leaf has the alias and the identity of its key.
pub(super) fn chain_bag(der: &[u8], leaf_of: Option<&Alias>, id: Option<&[u8]>) -> Vec<u8> {
    new_bag(CERT_BAG, &certificate_value(der), leaf_of, id, false)
}

fn new_bag(kind: &str, value: &[u8], alias: Option<&Alias>, id: Option<&[u8]>, trusted: bool) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.constructed(Tag::SEQUENCE, |writer| {
        oid(writer, kind);
        writer.constructed(Tag::context(0), |writer| writer.raw(value));
        if alias.is_none() && id.is_none() && !trusted {
            return;
        }
        writer.constructed(Tag::SET, |writer| {
            alias.into_iter().for_each(|alias| friendly_name(writer, alias));
            id.into_iter().for_each(|id| local_key_id(writer, id));
            if trusted {
                attribute(writer, TRUSTED_KEY_USAGE, |writer| oid(writer, ANY_EXTENDED_KEY_USAGE));
            }
        });
    });
    writer.finish()
}

fn friendly_name(writer: &mut Writer, name: &Alias) {
    let octets: Vec<u8> = name.utf16().into_iter().flat_map(u16::to_be_bytes).collect();
    attribute(writer, FRIENDLY_NAME, |writer| writer.primitive(Tag::BMP_STRING, &octets));
}

fn local_key_id(writer: &mut Writer, id: &[u8]) {
    attribute(writer, LOCAL_KEY_ID, |writer| writer.octets(id));
}

fn attribute(writer: &mut Writer, kind: &str, value: impl FnOnce(&mut Writer)) {
    writer.constructed(Tag::SEQUENCE, |writer| {
        oid(writer, kind);
        writer.constructed(Tag::SET, value);
    });
}

fn oid(writer: &mut Writer, dotted: &str) {
    if let Ok(oid) = dotted.parse::<Oid>() {
        writer.oid(&oid);
    }
}

/// Kept bytes as they go into a file of definite lengths.
///
/// Java: up to 17 finds no second safe behind one of indefinite length in such a file, so those lengths become definite
/// and segmented octet strings whole. Bytes that have none stay as they are.
pub(super) fn definite(raw: &[u8]) -> Result<std::borrow::Cow<'_, [u8]>, Asn1Error> {
    if raw.get(1) != Some(&0x80) {
        return Ok(raw.into());
    }
    let mut writer = Writer::default();
    write_definite(&mut writer, &read_one(raw)?)?;
    Ok(writer.finish().into())
}

/// The reader bounds how deep this goes.
fn write_definite(writer: &mut Writer, element: &Element<'_>) -> Result<(), Asn1Error> {
    if !element.constructed {
        writer.raw(element.raw);
        return Ok(());
    }
    if element.tag == Tag::OCTET_STRING {
        writer.octets(&element.octets()?);
        return Ok(());
    }
    let mut inside = element.inside()?;
    let mut content = Writer::default();
    while let Some(part) = inside.next_element()? {
        write_definite(&mut content, &part)?;
    }
    writer.element(element.tag, true, &content.finish());
    Ok(())
}

/// An element around content.
pub(super) fn wrapped(tag: Tag, constructed: bool, content: Rope) -> Rope {
    let mut rope = Rope::from(Writer::header_of(tag, constructed, content.len()));
    rope.append(content);
    rope
}

/// A SEQUENCE around elements.
pub(super) fn sequence(elements: Rope) -> Rope {
    wrapped(Tag::SEQUENCE, true, elements)
}

/// A ContentInfo of type data.
pub(super) fn data(content: Rope) -> Rope {
    let mut kind = Writer::default();
    oid(&mut kind, DATA);
    let mut info = Rope::from(kind.finish());
    info.append(wrapped(Tag::context(0), true, wrapped(Tag::OCTET_STRING, false, content)));
    sequence(info)
}

/// A ContentInfo of type encryptedData (RFC 5652, 8).
pub(super) fn encrypted_data(identifier: &[u8], ciphertext: &[u8]) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.constructed(Tag::SEQUENCE, |writer| {
        oid(writer, ENCRYPTED_DATA);
        writer.constructed(Tag::context(0), |writer| {
            writer.constructed(Tag::SEQUENCE, |writer| {
                writer.unsigned(0);
                writer.constructed(Tag::SEQUENCE, |writer| {
                    oid(writer, DATA);
                    writer.raw(identifier);
                    writer.primitive(Tag::context(0), ciphertext);
                });
            });
        });
    });
    writer.finish()
}

/// A PFX.
pub(super) fn pfx(content: Rope, mac_data: &[u8]) -> Rope {
    let mut version = Writer::default();
    version.unsigned(3);
    let mut fields = Rope::from(version.finish());
    fields.append(data(content));
    fields.push(mac_data);
    sequence(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_bag_has_definite_lengths() {
        // A bag of indefinite length, its value as well, whose octet string comes in two segments; and one attribute.
        let segments = [0x24, 0x80, 4, 1, 7, 4, 1, 8, 0, 0];
        let value = [&[0xa0, 0x80][..], &segments, &[0, 0]].concat();
        let attribute = [0x30, 0x80, 6, 2, 0x2a, 3, 0x31, 0x80, 2, 1, 5, 0, 0, 0, 0];
        let fields = [&[6, 1, 0x2a][..], &value, &[0x31, 0x80], &attribute, &[0, 0]].concat();
        let bags = [[&[0x30, 0x80][..], &fields, &[0, 0]].concat(), Writer::sequence_of(&fields)];
        let (alias, mut name) = (Alias::from("a"), Writer::default());
        friendly_name(&mut name, &alias);
        let attribute = [0x30, 9, 6, 2, 0x2a, 3, 0x31, 3, 2, 1, 5];
        let set = [name.finish(), attribute.to_vec()].concat();
        let mut expected = Writer::default();
        expected.constructed(Tag::SEQUENCE, |writer| {
            writer.raw(&[6, 1, 0x2a, 0xa0, 4, 4, 2, 7, 8]);
            writer.element(Tag::SET, true, &set);
        });
        let expected = expected.finish();
        for bag in bags {
            let changes = Changes { friendly_name: Some(&alias), ..Changes::default() };
            assert_eq!(changed_bag(&bag, &changes).unwrap(), expected);
        }
    }
}
