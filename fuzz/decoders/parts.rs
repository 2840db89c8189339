//! The parts that formats are made of: ASN.1 elements, protected keys.

use keytool_rs::asn1::{Element, Reader};
use keytool_rs::crypto::sign::{PrivateKey, SignatureAlgorithm, sign};
use keytool_rs::crypto::{jks_protector, key, pair};
use keytool_rs::machine::Machine;
use keytool_rs::secret::{Password, SecretBytes};

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

/// No seed is longer: what is longer than it is tried, a number of thousands of bits, takes seconds to reckon with.
const LONGEST_KEY: usize = 2700;

/// Reads a private key, asks whose it is, and signs with it.
pub(crate) fn private_keys(bytes: &[u8]) {
    let key = SecretBytes::new(bytes.to_vec());
    let Ok(read) = PrivateKey::read(&key) else { return };
    if bytes.len() > LONGEST_KEY {
        return;
    }
    let _ = pair::belongs(&key, bytes);
    let machine = Machine::new(
        jiff::Timestamp::UNIX_EPOCH,
        [],
        Box::new(|bytes| {
            bytes.fill(7);
            Ok(())
        }),
    );
    for name in ["", "SHA1withRSA", "RSASSA-PSS", "SHA512withECDSA", "SHA1withDSA"] {
        let algorithm = match name {
            "" => SignatureAlgorithm::default_for(&read),
            name => SignatureAlgorithm::named(name, &read),
        };
        if let Ok(algorithm) = algorithm {
            let _ = sign(&read, &algorithm, b"keytool-rs", &machine);
        }
    }
}
