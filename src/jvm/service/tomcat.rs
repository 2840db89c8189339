//! `server.xml` of Tomcat: the stores that its connectors name.
//!
//! After Tomcat's configuration reference, "The HTTP Connector": the attributes of `SSLHostConfig` and `Certificate`, and the
//! older ones of `Connector` itself. Files of PEM and of OpenSSL (`certificateFile`, `caCertificateFile`) are no Java stores.

use std::path::PathBuf;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::text::{Mark, Reading, Told};
use super::{NamedStore, ReadFault};

/// Which attributes of which elements name a store and its type, and whether it is one of trust.
const STORES: [(&str, &str, &str, bool); 4] = [
    ("Connector", "truststoreFile", "truststoreType", true),
    ("Connector", "keystoreFile", "keystoreType", false),
    ("SSLHostConfig", "truststoreFile", "truststoreType", true),
    ("Certificate", "certificateKeystoreFile", "certificateKeystoreType", false),
];

/// What the file says; relative paths start from `CATALINA_BASE`, the folder above `conf`.
pub(super) fn read(reading: &Reading<'_>, file: usize) -> Result<Told, ReadFault> {
    let base = reading.join(&reading.folder_of(file), "..".as_ref());
    let text = reading.lines(file).join("\n");
    let mut lines = Lines { text: &text, at: 0, line: 1 };
    let mut reader = Reader::from_str(&text);
    let mut told = Told::default();
    loop {
        let begins = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) => {
                let before = |place| Mark::new(file, place);
                told.stores.extend(stores(&element, &base, |offset| before(lines.at(begins + offset))));
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) => {
                let place = usize::try_from(reader.error_position()).unwrap_or(usize::MAX);
                return Err(ReadFault::Malformed { line: lines.at(place) });
            }
        }
    }
    told.standard_folder = Some(base);
    Ok(told)
}

/// The stores that an element names; `mark` is the place of an offset in the element's text.
fn stores(
    element: &BytesStart<'_>,
    base: &std::path::Path,
    mut mark: impl FnMut(usize) -> Mark,
) -> Vec<(NamedStore, Mark)> {
    let element_name = element.local_name();
    let mut found = Vec::new();
    for (owner, file, type_name, is_truststore) in STORES {
        if element_name.as_ref() != owner {
            continue;
        }
        let attribute = |name: &str| {
            let mut attributes = element.attributes().flatten();
            let attribute = attributes.find(|attribute| attribute.key.as_ref() == name)?;
            let value = attribute.normalized_value(XmlVersion::Explicit1_0).ok()?;
            // Tomcat writes system properties out; of most only the running one knows the value.
            let base = base.to_string_lossy();
            let value = value.replace("${catalina.base}", &base).replace("${catalina.home}", &base);
            (!value.is_empty()).then_some(value)
        };
        let Some(path) = attribute(file) else { continue };
        let path = path.strip_prefix("file:").map(|path| path.trim_start_matches("//")).unwrap_or(&path);
        let offset = element.find(file).unwrap_or_default();
        let store = NamedStore { is_truststore, path: PathBuf::from(path), type_name: attribute(type_name) };
        found.push((store, mark(offset)));
    }
    found
}

/// Counts lines, once over the whole text.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line of a place, which is not before the one that was asked for last, or else close to it.
    fn at(&mut self, place: usize) -> usize {
        let place = place.min(self.text.len());
        let bytes = self.text.as_bytes();
        let count = |from: usize, to: usize| {
            bytes.get(from..to).unwrap_or_default().iter().filter(|byte| **byte == b'\n').count()
        };
        if place >= self.at {
            self.line += count(self.at, place);
        } else {
            self.line -= count(place, self.at);
        }
        self.at = place;
        self.line
    }
}
