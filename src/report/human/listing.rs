//! A store as a table.

use console::{measure_text_width, pad_str};
use jiff::Timestamp;

use super::{Paint, Standing, day, details, remaining, shown};
use crate::formats::certificates::pem;
use crate::keystore::{Content, Entry};
use crate::x509;

/// A store to be shown.
#[derive(Debug)]
pub struct Listing<'a> {
    /// The path as it was named.
    pub named: &'a str,
    /// Java's name of its type.
    pub type_name: &'a str,
    /// The moment that validity is judged at.
    pub now: Timestamp,
}

/// No column but the last grows beyond this.
const WIDEST: usize = 48;

impl Listing<'_> {
    /// A line per entry; `only` one, or all of them.
    pub fn table<'e>(
        &self,
        entries: impl Iterator<Item = &'e Entry>,
        only: Option<&'e Entry>,
        colour: bool,
    ) -> String {
        let paint = Paint::new(colour);
        let rows: Vec<[String; 4]> =
            sorted(entries, only).into_iter().map(|entry| self.row(entry, &paint)).collect();
        let mut text = match only {
            Some(_) => String::new(),
            None => self.heading(rows.len(), &paint),
        };
        let titles = ["ALIAS", "KIND", "VALID UNTIL", "SUBJECT"];
        let widths: Vec<usize> = (0..3)
            .map(|column| {
                let cells = rows.iter().filter_map(|row| row.get(column));
                let widest = cells.map(|cell| measure_text_width(cell)).max().unwrap_or(0);
                widest.clamp(titles.get(column).map_or(0, |title| title.len()), WIDEST)
            })
            .collect();
        let mut line = |cells: &[String]| {
            for (cell, width) in cells.iter().zip(&widths) {
                text.push_str(&pad_str(cell, *width, console::Alignment::Left, None));
                text.push_str("  ");
            }
            text.push_str(cells.last().map_or("", String::as_str));
            let length = text.trim_end().len();
            text.truncate(length);
            text.push('\n');
        };
        if !rows.is_empty() {
            line(&titles.map(|title| paint.faint.apply_to(title).to_string()));
        }
        for row in &rows {
            line(row);
        }
        text
    }

    /// A block per entry.
    pub fn details<'e>(
        &self,
        entries: impl Iterator<Item = &'e Entry>,
        only: Option<&'e Entry>,
        colour: bool,
    ) -> String {
        let paint = Paint::new(colour);
        let entries = sorted(entries, only);
        let mut text = if only.is_some() { String::new() } else { self.heading(entries.len(), &paint) };
        for entry in entries {
            let [alias, kind, ..] = self.row(entry, &paint);
            text.push_str(&format!("{}  ({kind})\n", paint.strong.apply_to(alias)));
            for certificate in entry.certificates() {
                text.push_str(&details::certificate(&certificate.der, self.now, &paint));
            }
            text.push('\n');
        }
        text
    }

    /// The certificates in PEM, each under a line with its alias.
    pub fn pem<'e>(&self, entries: impl Iterator<Item = &'e Entry>, only: Option<&'e Entry>) -> String {
        let mut text = String::new();
        for entry in sorted(entries, only) {
            for certificate in entry.certificates() {
                text.push_str(&format!(
                    "# {}\n{}\n",
                    shown(entry.alias.as_str()),
                    pem(&certificate.der, "\n")
                ));
            }
        }
        text
    }

    fn heading(&self, count: usize, paint: &Paint) -> String {
        let entries = if count == 1 { "entry" } else { "entries" };
        format!("{}: {}, {count} {entries}\n\n", paint.strong.apply_to(self.named), self.type_name)
    }

    fn row(&self, entry: &Entry, paint: &Paint) -> [String; 4] {
        let kind = match &entry.content {
            Content::Trusted(_) => "trusted".to_owned(),
            Content::PrivateKey { chain, .. } if chain.len() > 1 => format!("key, chain of {}", chain.len()),
            Content::PrivateKey { .. } => "key".to_owned(),
            Content::SecretKey(_) => "secret".to_owned(),
        };
        let alias = shown(entry.alias.as_str()).into_owned();
        let Some(stored) = entry.certificate() else { return [alias, kind, String::new(), String::new()] };
        match x509::Certificate::read(&stored.der) {
            Ok(certificate) => {
                let (standing, _) =
                    remaining(certificate.not_before, certificate.not_after, self.now.as_second());
                let until = match standing {
                    Standing::Over => format!("{} expired", day(certificate.not_after)),
                    Standing::NotBegun => format!("from {}", day(certificate.not_before)),
                    _ => day(certificate.not_after),
                };
                let until = paint.of(standing).apply_to(until).to_string();
                [alias, kind, until, shown(&certificate.subject.plain()).into_owned()]
            }
            Err(_) => {
                let trouble = "no certificate that Java can parse: no JVM can read this store";
                [alias, kind, String::new(), paint.bad.apply_to(trouble).to_string()]
            }
        }
    }
}

fn sorted<'e>(entries: impl Iterator<Item = &'e Entry>, only: Option<&'e Entry>) -> Vec<&'e Entry> {
    match only {
        Some(only) => vec![only],
        None => {
            let mut entries: Vec<&Entry> = entries.collect();
            entries.sort_by(|one, other| one.alias.as_str().cmp(other.alias.as_str()));
            entries
        }
    }
}
