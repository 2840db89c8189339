//! What `keytool -list` prints.

use std::io::Write;
use std::sync::mpsc;
use std::thread;

use sha2::{Digest, Sha256};

use super::certificate::{self, Markers, PrintError};
use super::dates::medium_date;
use crate::formats::certificates::pem;
use crate::jvm::zone::Zone;
use crate::keystore::{Certificate, Content, Entry};
use crate::x509;

/// From this many entries on a second thread is quicker than its start.
const MANY: usize = 2_000;
/// How many fingerprints are handed over at once.
const BLOCK: usize = 512;
/// How many blocks lie ready at most.
const BLOCKS_AHEAD: usize = 8;

/// How much of each entry is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// A line and a fingerprint.
    Plain,
    /// `-v`: every certificate in full.
    Verbose,
    /// `-rfc`: every certificate in PEM.
    Rfc,
}

/// How a listing is written.
pub struct Layout<'a> {
    /// How much of each entry is shown.
    pub style: Style,
    /// The zone that dates are shown in.
    pub zone: &'a Zone,
    /// The moment the store was loaded, which Java shows for entries without a date; milliseconds since 1970.
    pub loaded: i64,
    /// What is said of a certificate's algorithms, given whether it is trusted.
    pub markers: &'a dyn Fn(&x509::Certificate<'_>, bool) -> Markers<'static>,
}

/// The lines above all entries.
///
/// # Errors
/// Where `out` fails, or a certificate is one that keytool does not print.
pub fn write_header(
    out: &mut dyn Write,
    type_name: &str,
    provider: &str,
    count: usize,
) -> Result<(), PrintError> {
    let entries = if count == 1 { "entry" } else { "entries" };
    writeln!(
        out,
        "Keystore type: {type_name}\nKeystore provider: {provider}\n\nYour keystore contains {count} {entries}\n"
    )?;
    Ok(())
}

/// The entries, in the order given.
///
/// # Errors
/// Where `out` fails, or a certificate is one that keytool does not print.
pub fn write_entries(out: &mut dyn Write, entries: &[&Entry], layout: &Layout<'_>) -> Result<(), PrintError> {
    if layout.style == Style::Plain && entries.len() >= MANY {
        return write_many(out, entries, layout);
    }
    for entry in entries {
        write_entry(out, entry, entry.alias.as_str(), layout)?;
        if layout.style != Style::Plain {
            const STARS: &str = "*******************************************";
            write!(out, "\n\n{STARS}\n{STARS}\n\n\n")?;
        }
    }
    Ok(())
}

/// The plain lines of very many entries: one thread makes the fingerprints, which are half of the work, and this one
/// writes.
fn write_many(out: &mut dyn Write, entries: &[&Entry], layout: &Layout<'_>) -> Result<(), PrintError> {
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel(BLOCKS_AHEAD);
        let ahead = move || {
            for block in entries.chunks(BLOCK) {
                // Nobody receives any more where the output is closed.
                if sender.send(fingerprints(block)).is_err() {
                    break;
                }
            }
        };
        let _ = thread::Builder::new().spawn_scoped(scope, ahead);
        for block in entries.chunks(BLOCK) {
            // Where no thread could be had there is no sender either.
            let ready = receiver.recv().unwrap_or_else(|_| fingerprints(block));
            for (entry, fingerprint) in block.iter().zip(ready) {
                write_plain(out, entry, entry.alias.as_str(), fingerprint, layout)?;
            }
        }
        Ok(())
    })
}

type Fingerprint = [u8; 32];

fn fingerprints(entries: &[&Entry]) -> Vec<Option<Fingerprint>> {
    entries.iter().map(|entry| fingerprint(entry)).collect()
}

fn fingerprint(entry: &Entry) -> Option<Fingerprint> {
    entry.certificate().map(|certificate| Sha256::digest(&*certificate.der).into())
}

/// One entry, under the alias as it was asked for.
///
/// # Errors
/// Where `out` fails, or a certificate is one that keytool does not print.
pub fn write_entry(
    out: &mut dyn Write,
    entry: &Entry,
    alias: &str,
    layout: &Layout<'_>,
) -> Result<(), PrintError> {
    if layout.style == Style::Plain {
        return write_plain(out, entry, alias, fingerprint(entry), layout);
    }
    let (kind, date) = (kind(entry), date(entry, layout));
    writeln!(out, "Alias name: {alias}\nCreation date: {date}\nEntry type: {kind}")?;
    match &entry.content {
        Content::Trusted(certificate) => {
            writeln!(out)?;
            write_body(out, certificate, true, layout)
        }
        Content::PrivateKey { chain, .. } if !chain.is_empty() => {
            writeln!(out, "Certificate chain length: {}", chain.len())?;
            for (index, certificate) in chain.iter().enumerate() {
                writeln!(out, "Certificate[{}]:", index + 1)?;
                write_body(out, certificate, false, layout)?;
            }
            Ok(())
        }
        Content::PrivateKey { .. } | Content::SecretKey(_) => write_empty_chain(out, entry),
    }
}

fn write_plain(
    out: &mut dyn Write,
    entry: &Entry,
    alias: &str,
    fingerprint: Option<Fingerprint>,
    layout: &Layout<'_>,
) -> Result<(), PrintError> {
    writeln!(out, "{alias}, {}, {}, ", date(entry, layout), kind(entry))?;
    match fingerprint {
        Some(digest) => {
            Ok(writeln!(out, "Certificate fingerprint (SHA-256): {}", certificate::colons(&digest))?)
        }
        None => write_empty_chain(out, entry),
    }
}

fn kind(entry: &Entry) -> &'static str {
    match entry.content {
        Content::Trusted(_) => "trustedCertEntry",
        Content::PrivateKey { .. } => "PrivateKeyEntry",
        Content::SecretKey(_) => "SecretKeyEntry",
    }
}

fn date(entry: &Entry, layout: &Layout<'_>) -> String {
    medium_date(layout.zone, entry.created.unwrap_or(layout.loaded))
}

/// A private key whose certificates could not be read for want of the password has a chain of none.
fn write_empty_chain(out: &mut dyn Write, entry: &Entry) -> Result<(), PrintError> {
    match entry.content {
        Content::PrivateKey { .. } => Ok(writeln!(out, "Certificate chain length: 0")?),
        Content::Trusted(_) | Content::SecretKey(_) => Ok(()),
    }
}

fn write_body(
    out: &mut dyn Write,
    stored: &Certificate,
    is_trusted: bool,
    layout: &Layout<'_>,
) -> Result<(), PrintError> {
    if layout.style == Style::Rfc {
        // Java: PEM ends its lines as MIME does, whatever the machine.
        return Ok(write!(out, "{}\r\n", pem(&stored.der, "\r\n"))?);
    }
    match x509::Certificate::read(&stored.der) {
        Ok(certificate) => {
            let markers = (layout.markers)(&certificate, is_trusted);
            certificate::write_certificate(out, &certificate, layout.zone, &markers)
        }
        // Reached only where a store is read that Java could not read at all.
        Err(_) => Ok(writeln!(out, "(not a certificate that Java can parse)")?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keystore::{Format, Provenance, Store};

    #[test]
    fn many_entries_are_written_as_few_are() {
        let mut store = Store::new(Provenance::new(Format::Jks));
        for number in 0..u32::try_from(MANY + BLOCK / 2).unwrap() {
            let certificate = Certificate::x509(number.to_be_bytes().to_vec());
            store.load(number.to_string().as_str().into(), Some(0), Content::Trusted(certificate));
        }
        let zone = Zone::greenwich();
        let markers = |_: &x509::Certificate<'_>, _| Markers::default();
        let layout = Layout { style: Style::Plain, zone: &zone, loaded: 0, markers: &markers };
        let entries: Vec<&Entry> = store.entries().collect();
        let (mut many, mut few) = (Vec::new(), Vec::new());
        write_entries(&mut many, &entries, &layout).unwrap();
        for part in entries.chunks(MANY / 2) {
            write_entries(&mut few, part, &layout).unwrap();
        }
        assert_eq!(many, few);
    }
}
