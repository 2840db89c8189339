//! One certificate in plain words.

use console::Style;
use jiff::Timestamp;

use super::{Paint, day, remaining, shown};
use crate::report::keytool::certificate::{
    fingerprints, java_name, key_description, serial_number, signature_algorithm_name,
};
use crate::x509;

/// The certificates of a file, one block each.
pub fn certificates(ders: &[&[u8]], now: Timestamp, colour: bool) -> String {
    let paint = Paint::new(colour);
    let blocks: Vec<String> = ders.iter().map(|der| certificate(der, now, &paint)).collect();
    blocks.join("\n")
}

pub(super) fn certificate(der: &[u8], now: Timestamp, paint: &Paint) -> String {
    let mut lines = Lines::new(paint);
    let [sha1, sha256] = fingerprints(der);
    match x509::Certificate::read(der) {
        Err(_) => {
            let trouble = "not a certificate that Java can parse";
            lines.add("Trouble", &paint.bad.apply_to(trouble).to_string());
        }
        Ok(certificate) => {
            lines.add("Subject", &shown(&java_name(&certificate.subject)));
            let issuer = if certificate.is_self_issued() {
                "itself".to_owned()
            } else {
                shown(&java_name(&certificate.issuer)).into_owned()
            };
            lines.add("Issued by", &issuer);
            let (standing, words) = remaining(certificate.not_before, certificate.not_after, now.as_second());
            let words = paint.of(standing).apply_to(words);
            lines.add(
                "Valid",
                &format!("{} to {}, {words}", day(certificate.not_before), day(certificate.not_after)),
            );
            let role = if certificate.is_ca() { "authority (CA)" } else { "not an authority" };
            lines.add("Role", role);
            lines.add("Serial", &serial_number(certificate.serial));
            let names = certificate.host_names();
            if !names.is_empty() {
                lines.add("Names", &shown(&names.join(", ")));
            }
            let signature = signature_algorithm_name(&certificate);
            lines.add("Key", &format!("{}, signed with {signature}", key_description(&certificate.key)));
        }
    }
    lines.add("SHA-1", &sha1);
    lines.add("SHA-256", &sha256);
    lines.text
}

/// Lines of a label and a value.
pub(super) struct Lines {
    pub(super) text: String,
    label: Style,
}

impl Lines {
    pub(super) fn new(paint: &Paint) -> Self {
        Self { text: String::new(), label: paint.faint.clone() }
    }

    pub(super) fn add(&mut self, label: &str, value: &str) {
        let label = self.label.apply_to(format!("{label:<10}"));
        self.text.push_str(&format!("  {label} {value}\n"));
    }
}
