//! Replays the certificates of testdata/certs: what JDK 25's keytool prints for each, or how Java refuses it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::path::{Path, PathBuf};

use keytool_rs::jvm::zone::Zone;
use keytool_rs::machine::{Machine, NoRandomness};
use keytool_rs::report::keytool::certificate::{self, Markers};
use keytool_rs::x509::Certificate;

fn recordings(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            recordings(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "der") {
            found.push(path);
        }
    }
}

/// The word in brackets at the end of the line that starts with `label`: the policy's business, not this test's.
fn marker<'a>(expected: &'a str, label: &str) -> Option<&'a str> {
    let line = expected.lines().find_map(|line| line.strip_prefix(label))?;
    let word = line.rsplit_once(" (")?.1.strip_suffix(')')?;
    ["weak", "disabled"].contains(&word).then_some(word)
}

fn printed(der: &[u8], zone: &Zone, expected: &str) -> String {
    match Certificate::read(der) {
        Ok(read) => {
            if let Some(exception) = certificate::unprintable(&read) {
                return format!("keytool {exception}\n");
            }
            let markers = Markers {
                signature: marker(expected, "Signature algorithm name: "),
                key: marker(expected, "Subject Public Key Algorithm: "),
            };
            let mut text = Vec::new();
            certificate::write_certificate(&mut text, &read, zone, &markers).unwrap();
            String::from_utf8(text).unwrap()
        }
        Err(refusal) => format!("{}\n", certificate::refusal(&refusal)),
    }
}

/// Where x509-parser reads a certificate, too, both see the same.
#[test]
fn x509_parser_sees_the_same() {
    use x509_parser::prelude::FromDer;
    let mut all = Vec::new();
    recordings(&Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/certs"), &mut all);
    let mut seen = 0;
    for path in &all {
        let der = std::fs::read(path).unwrap();
        let (Ok(ours), Ok((_, theirs))) =
            (Certificate::read(&der), x509_parser::certificate::X509Certificate::from_der(&der))
        else {
            continue;
        };
        let name = path.display();
        if name.to_string().contains("empty-rdn") {
            // It loses relative names without attributes.
            continue;
        }
        assert_eq!(ours.subject.raw(), theirs.subject().as_raw(), "{name}");
        assert_eq!(ours.issuer.raw(), theirs.issuer().as_raw(), "{name}");
        assert_eq!(ours.serial, theirs.raw_serial(), "{name}");
        assert_eq!(ours.key.raw, theirs.public_key().raw, "{name}");
        assert_eq!(ours.tbs, theirs.tbs_certificate.as_ref(), "{name}");
        assert_eq!(ours.signature.octets, &*theirs.signature_value.data, "{name}");
        assert_eq!(ours.not_after, theirs.validity().not_after.timestamp(), "{name}");
        // Java overlooks extensions in a `[3]` that is not constructed.
        if !ours.extensions.is_empty() {
            assert_eq!(ours.extensions.iter().count(), theirs.extensions().len(), "{name}");
        }
        seen += 1;
    }
    assert!(seen > 500, "only {seen} certificates are read by both");
}

#[test]
fn as_recorded_from_jdk_25() {
    let machine = Machine::new(
        jiff::Timestamp::UNIX_EPOCH,
        [("TZ".into(), "UTC".into())],
        Box::new(|_| Err(NoRandomness)),
    );
    let zone = Zone::find(&machine);
    let root = std::env::var_os("CERTS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/certs"), PathBuf::from);
    let mut all = Vec::new();
    recordings(&root, &mut all);
    all.sort();
    assert!(all.len() > 250, "only {} certificates in {}", all.len(), root.display());
    let mut wrong = Vec::new();
    for path in &all {
        let der = std::fs::read(path).unwrap();
        let expected = std::fs::read_to_string(path.with_extension("txt")).unwrap();
        let ours = printed(&der, &zone, &expected);
        if ours != expected {
            let place = ours.lines().zip(expected.lines()).find(|(left, right)| left != right);
            let (left, right) = place.unwrap_or(("(one is longer)", "(one is longer)"));
            wrong.push(format!("{}\n  ours:   {left}\n  java's: {right}", path.display()));
        }
    }
    let count = wrong.len();
    assert!(wrong.is_empty(), "{count} of {} differ:\n{}", all.len(), wrong.join("\n"));
}
