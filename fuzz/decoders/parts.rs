//! The parts that formats are made of: ASN.1 elements, protected keys.

use keytool_rs::asn1::{Element, Reader};
use keytool_rs::crypto::{jks_protector, key};
use keytool_rs::secret::Password;

use super::stores::derives_quickly;

/// Walks every element and reads each as every type.
pub(crate) fn asn1(bytes: &[u8]) {
    fn walk(mut reader: Reader<'_>) {
        while let Ok(Some(element)) = reader.next_element() {
            read_as_everything(&element);
            assert!(element.content_offset() >= element.offset, "content before its element");
            if let Ok(inside) = element.inside()
                && element.constructed
            {
                walk(inside);
            }
        }
    }
    walk(Reader::new(bytes));
    let _ = keytool_rs::asn1::read_one(bytes);
}

fn read_as_everything(element: &Element<'_>) {
    let octets = element.octets();
    assert!(octets.is_ok_and(|octets| octets.len() <= element.content.len()) || element.constructed);
    let _ = element.unsigned();
    let _ = element.boolean();
    if let Ok(oid) = element.oid() {
        let _ = oid.to_string();
    }
}

/// Opens a protected key; what opens is protected again and opens again.
pub(crate) fn keys(bytes: &[u8]) {
    let password = Password::new("changeit");
    let _ = jks_protector::recover(bytes, &password);
    let Ok(read) = key::EncryptedKey::read(bytes) else { return };
    if !derives_quickly(bytes) {
        return;
    }
    let Ok(opened) = key::recover(bytes, &password) else { return };
    if let key::Protection::Scheme(scheme) = read.protection {
        let again = key::protect(&opened, &password, &scheme).expect("what was decrypted can be encrypted");
        let opened_again = key::recover(&again, &password).expect("what was encrypted can be decrypted");
        assert!(opened_again == opened, "another key");
    }
}
