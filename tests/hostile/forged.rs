//! Stores that somebody forged: lengths, counts and iteration counts that lead nowhere, elements nested without end.

use std::path::Path;

use super::fixture;

/// Levels of nesting.
const LEVELS: usize = 100_000;
/// JKS: magic number and version.
const JKS: &[u8] = b"\xfe\xed\xfe\xed\0\0\0\x02";

/// Broken stores by name; not one of them opens.
pub(crate) fn stores() -> Vec<(&'static str, Vec<u8>)> {
    let jks = |rest: &[u8]| [JKS, rest].concat();
    let entry = |rest: &[u8]| jks(&[b"\0\0\0\x01\0\0\0\x02\0\x01a\0\0\0\0\0\0\0\0", rest].concat());
    let key = |rest: &[u8]| jks(&[b"\0\0\0\x01\0\0\0\x01\0\x01a\0\0\0\0\0\0\0\0", rest].concat());
    let iterations = |name: &str, count: &[u8]| replaced(&seed(name), b"\x02\x01\x01", count);
    let mut stores = vec![
        ("magic.jks", JKS[..4].to_vec()),
        ("count-2-31.jks", jks(b"\x7f\xff\xff\xff")),
        ("count-2-32.jks", jks(b"\xff\xff\xff\xff")),
        ("version-3.jks", b"\xfe\xed\xfe\xed\0\0\0\x03\0\0\0\0".to_vec()),
        ("kind-0.jks", jks(b"\0\0\0\x01\0\0\0\0")),
        ("kind-3.jks", jks(b"\0\0\0\x01\0\0\0\x03\0\x01a\0\0\0\0\0\0\0\0\0\0\0\0")),
        ("alias-65535.jks", jks(b"\0\0\0\x01\0\0\0\x02\xff\xffa")),
        ("type-65535.jks", entry(b"\xff\xffX.509")),
        ("certificate-2-31.jks", entry(b"\0\x05X.509\x7f\xff\xff\xff")),
        ("certificate-2-32.jks", entry(b"\0\x05X.509\xff\xff\xff\xff0")),
        ("key-2-31.jks", key(b"\x7f\xff\xff\xff0")),
        ("key-2-32.jks", key(b"\xff\xff\xff\xff0")),
        ("chain-2-31.jks", key(b"\0\0\0\x01x\x7f\xff\xff\xff")),
        ("digest.jks", jks(&[0; 30])),
        ("length-2-32.p12", b"0\x84\xff\xff\xff\xff\x02\x01\x03".to_vec()),
        ("length-2-64.p12", b"0\x88\xff\xff\xff\xff\xff\xff\xff\xff\x02\x01\x03".to_vec()),
        ("version.p12", b"0\x03\x02\x01\x03".to_vec()),
        ("iterations-2-31.p12", iterations("java-trusted.p12", b"\x02\x05\0\x80\0\0\0")),
        ("iterations-2-32.p12", iterations("java-trusted.p12", b"\x02\x05\0\xff\xff\xff\xff")),
        ("iterations-5000001.p12", iterations("java-trusted.p12", b"\x02\x03\x4c\x4b\x41")),
        ("iterations-0.p12", iterations("java-trusted.p12", b"\x02\x01\0")),
        ("iterations-negative.p12", iterations("java-trusted.p12", b"\x02\x01\xff")),
        ("deep.p12", nested(&[0x30])),
        ("deep-indefinite.p12", [&b"0\x80\x02\x01\x03"[..], &deep_indefinite(0x30)].concat()),
        ("deep-strings.p12", deep_strings()),
    ];
    let whole = fixture("two.jks");
    stores.push(("doubled.jks", [&whole[..whole.len() - 20], &whole].concat()));
    stores
}

/// A store that opens, with two entries of one alias.
pub(crate) fn two_of_one_alias() -> Vec<u8> {
    use sha1::{Digest as _, Sha1};
    let certificate = fixture("ca.der");
    let mut bytes = [JKS, b"\0\0\0\x02"].concat();
    for _ in 0..2 {
        bytes.extend(b"\0\0\0\x02\0\x01a\0\0\0\0\0\0\0\0\0\x05X.509");
        bytes.extend(u32::try_from(certificate.len()).unwrap().to_be_bytes());
        bytes.extend(&certificate);
    }
    let password: Vec<u8> = "changeit".encode_utf16().flat_map(u16::to_be_bytes).collect();
    let digest = Sha1::new().chain_update(password).chain_update("Mighty Aphrodite").chain_update(&bytes);
    bytes.extend(digest.finalize());
    bytes
}

/// Elements of definite length, each in the one before.
pub(crate) fn deep(identifier: u8) -> Vec<u8> {
    nested(&[identifier])
}

/// Elements of indefinite length, each in the one before, all of them ended.
pub(crate) fn deep_indefinite(identifier: u8) -> Vec<u8> {
    [[identifier, 0x80].repeat(LEVELS), vec![0; LEVELS * 2]].concat()
}

/// Elements with the length that they have, in four octets.
fn nested(identifier: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(LEVELS * 6 + 3);
    for level in (0..LEVELS).rev() {
        bytes.extend(identifier);
        bytes.push(0x84);
        bytes.extend(u32::try_from(level * 6 + 3).unwrap().to_be_bytes());
    }
    bytes.extend(b"\x02\x01\x03");
    bytes
}

/// A store whose content is a constructed octet string of constructed octet strings, each of them with text beside the
/// one inside.
fn deep_strings() -> Vec<u8> {
    let mut bytes = b"0\x80\x02\x01\x030\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01\xa0\x80".to_vec();
    for _ in 0..LEVELS {
        bytes.extend(b"\x24\x80\x04\x04text");
    }
    bytes.extend(vec![0; LEVELS * 2 + 8]);
    bytes
}

/// A store of the fuzz targets' seeds, with one iteration.
fn seed(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds/pkcs12");
    std::fs::read(folder.join(name)).unwrap()
}

/// The store with another number at the end, where the iteration count of its MAC stands; the length of the whole and
/// that of the MAC's data grow with it.
fn replaced(store: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    let start = store.strip_suffix(old).expect("a MAC with one iteration").to_vec();
    let more = u8::try_from(new.len() - old.len()).unwrap();
    let mut bytes = [&start, new].concat();
    // SEQUENCE of two length octets, and the SEQUENCE around digest, salt and count at the end.
    let length = u16::from_be_bytes([bytes[2], bytes[3]]) + u16::from(more);
    bytes[2..4].copy_from_slice(&length.to_be_bytes());
    let mac_data = (0..store.len())
        .rev()
        .find(|at| store[*at] == 0x30 && usize::from(store[at + 1]) == store.len() - at - 2);
    bytes[mac_data.expect("MAC data") + 1] += more;
    bytes
}
