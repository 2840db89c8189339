//! What `keytool -list` prints.

use std::io::Write;

use sha2::{Digest, Sha256};

use super::certificate::{self, Markers, PrintError};
use super::dates::medium_date;
use crate::formats::certificates::pem;
use crate::jvm::zone::Zone;
use crate::keystore::{Certificate, Content, Entry};
use crate::x509;

/// Room for the two lines of an entry, in bytes.
const LINES: usize = 256;

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
    for entry in entries {
        write_entry(out, entry, entry.alias.as_str(), layout)?;
        if layout.style != Style::Plain {
            const STARS: &str = "*******************************************";
            write!(out, "\n\n{STARS}\n{STARS}\n\n\n")?;
        }
    }
    Ok(())
}

/// The two lines of each entry, in the order given, as bytes.
pub fn plain_lines(entries: &[&Entry], zone: &Zone, loaded: i64) -> Vec<u8> {
    let mut text = Vec::with_capacity(entries.len() * LINES);
    for entry in entries {
        // Memory takes whatever is written to it.
        let _ = write_plain(&mut text, entry, entry.alias.as_str(), zone, loaded);
    }
    text
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
        return write_plain(out, entry, alias, layout.zone, layout.loaded);
    }
    let (kind, date) = (kind(entry), date(entry, layout.zone, layout.loaded));
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
    zone: &Zone,
    loaded: i64,
) -> Result<(), PrintError> {
    writeln!(out, "{alias}, {}, {}, ", date(entry, zone, loaded), kind(entry))?;
    match entry.certificate() {
        Some(certificate) => {
            let digest = Sha256::digest(x509::shortest_length(&certificate.der));
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

fn date(entry: &Entry, zone: &Zone, loaded: i64) -> String {
    medium_date(zone, entry.created.unwrap_or(loaded))
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
        return Ok(write!(out, "{}\r\n", pem(&x509::shortest_length(&stored.der), "\r\n"))?);
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
    fn lines_are_those_of_a_listing() {
        let mut store = Store::new(Provenance::new(Format::Jks));
        for number in 0..3_u32 {
            let certificate = Certificate::x509(number.to_be_bytes().to_vec());
            store.load(number.to_string().as_str().into(), Some(0), Content::Trusted(certificate));
        }
        let zone = Zone::greenwich();
        let markers = |_: &x509::Certificate<'_>, _| Markers::default();
        let layout = Layout { style: Style::Plain, zone: &zone, loaded: 0, markers: &markers };
        let entries: Vec<&Entry> = store.entries().collect();
        let mut listed = Vec::new();
        write_entries(&mut listed, &entries, &layout).unwrap();
        assert_eq!(listed, plain_lines(&entries, &zone, 0));
        assert_eq!(listed.iter().filter(|octet| **octet == b'\n').count(), 6);
    }
}
