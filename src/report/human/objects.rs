//! Requests and CRLs in plain words.

use jiff::Timestamp;

use super::details::{Lines, certificate};
use super::{Paint, day, remaining, shown};
use crate::formats::jar::Signer;
use crate::pkix::Enabled;
use crate::pkix::client::Named;
use crate::report::json::{alias, names_asked_for, number, reason};
use crate::report::keytool::certificate::{java_name, key_description, serial_number};
use crate::report::keytool::crl::Maker;
use crate::x509::{Crl, CrlEntry, Request, names as oids};

/// A certificate request.
pub fn request(request: &Request<'_>, colour: bool) -> String {
    let mut lines = Lines::new(&Paint::new(colour));
    lines.add("Subject", &shown(&java_name(&request.subject)));
    let names = names_asked_for(request);
    if !names.is_empty() {
        lines.add("Names", &shown(&names.join(", ")));
    }
    let signature = oids::name_or_decimals(request.algorithm.oid);
    lines.add("Key", &format!("{}, signed with {signature}", key_description(&request.key)));
    let asked: Vec<String> = request
        .extensions()
        .into_iter()
        .flat_map(|extensions| extensions.iter())
        .map(|extension| oids::name_or_decimals(extension.oid))
        .collect();
    if !asked.is_empty() {
        lines.add("Asks for", &asked.join(", "));
    }
    lines.text
}

/// The CRLs of a file, one block each, with the entry that is known to have made each.
pub fn crls(all: &[Crl<'_>], makers: &[Option<(Maker, Vec<u8>)>], now: Timestamp, colour: bool) -> String {
    let paint = Paint::new(colour);
    let block = |(index, crl)| one(crl, makers.get(index).and_then(Option::as_ref), now, &paint);
    let blocks: Vec<String> = all.iter().enumerate().map(block).collect();
    if blocks.is_empty() { "no CRL\n".into() } else { blocks.join("\n") }
}

fn one(crl: &Crl<'_>, maker: Option<&(Maker, Vec<u8>)>, now: Timestamp, paint: &Paint) -> String {
    let seconds = |milliseconds: i64| milliseconds.div_euclid(1000);
    let mut lines = Lines::new(paint);
    lines.add("Issued by", &shown(&java_name(&crl.issuer)));
    let from = seconds(crl.this_update);
    let valid = match crl.next_update.map(seconds) {
        Some(until) => {
            let (standing, words) = remaining(from, until, now.as_second());
            format!("{} to {}, {}", day(from), day(until), paint.of(standing).apply_to(words))
        }
        None => format!("from {}; no end is given", day(from)),
    };
    lines.add("Valid", &valid);
    if let Some(number) = number(crl) {
        lines.add("Number", &number);
    }
    lines.add("Signed", &oids::name_or_decimals(crl.algorithm.oid));
    let verified = match maker {
        Some((maker, _)) => format!("by the key of the entry {}", shown(alias(maker))),
        None => paint
            .doubtful
            .apply_to(
                "not checked: no entry is known to have made it; --keystore names the store of its maker",
            )
            .to_string(),
    };
    lines.add("Verified", &verified);
    lines.add("Revoked", &crl.entries.len().to_string());
    for entry in &crl.entries {
        lines.text.push_str(&format!("    {}\n", entry_words(entry)));
    }
    lines.text
}

fn entry_words(entry: &CrlEntry<'_>) -> String {
    let mut text = format!("{} on {}", serial_number(entry.serial), day(entry.revoked.div_euclid(1000)));
    if let Some(reason) = reason(entry) {
        text.push_str(", ");
        text.push_str(reason_words(reason));
    }
    if let Some(issuer) = entry.issuer() {
        text.push_str(&format!(", of {}", shown(&java_name(&issuer))));
    }
    text
}

/// RFC 5280, 5.3.1.
fn reason_words(code: i32) -> &'static str {
    match code {
        0 => "no reason given",
        1 => "its key was stolen",
        2 => "the key of its authority was stolen",
        3 => "its owner's name or role changed",
        4 => "replaced by another",
        5 => "no longer in use",
        6 => "on hold",
        8 => "no longer revoked",
        9 => "its owner lost a privilege",
        10 => "an attribute authority's key was stolen",
        _ => "for a reason that is not known",
    }
}

/// Those who signed a JAR.
pub fn signers(all: &[Signer], now: Timestamp, colour: bool) -> String {
    let paint = Paint::new(colour);
    if all.is_empty() {
        return "not signed\n".into();
    }
    let mut text = String::new();
    for (index, signer) in all.iter().enumerate() {
        let chains = [("Signer", Some(&signer.chain)), ("Timestamp of signer", signer.timestamp.as_ref())];
        for (what, chain) in chains {
            let Some(chain) = chain else { continue };
            text.push_str(&format!("{}\n", paint.strong.apply_to(format!("{what} {}", index + 1))));
            let blocks: Vec<String> = chain.iter().map(|der| certificate(der, now, &paint)).collect();
            text.push_str(&blocks.join("\n"));
            text.push('\n');
        }
    }
    text
}

/// What a JVM speaks.
pub fn enabled(enabled: &Enabled) -> String {
    let list = |all: &[Named]| all.iter().map(|one| format!("  {}\n", one.name)).collect::<String>();
    format!("TLS versions\n{}Cipher suites\n{}", list(&enabled.protocols), list(&enabled.suites))
}
