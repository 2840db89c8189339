//! How two stores differ, as JSON.

use serde::Serialize;

use super::{hex, write};
use crate::report::difference::{Difference, Item, Kind};

#[derive(Serialize)]
struct Document<'d> {
    same: bool,
    stores: Vec<SideDocument<'d>>,
    common: usize,
    only_first: Vec<ItemDocument<'d>>,
    only_second: Vec<ItemDocument<'d>>,
    renewed: Vec<PairDocument<'d>>,
    replaced: Vec<PairDocument<'d>>,
    renamed: Vec<PairDocument<'d>>,
}

#[derive(Serialize)]
struct SideDocument<'d> {
    store: &'d str,
    /// Null for a file of certificates.
    #[serde(rename = "type")]
    type_name: Option<&'static str>,
    entries: usize,
}

#[derive(Serialize)]
struct PairDocument<'d> {
    first: ItemDocument<'d>,
    second: ItemDocument<'d>,
    /// Null where a certificate cannot be read.
    same_key: Option<bool>,
}

#[derive(Serialize)]
struct ItemDocument<'d> {
    aliases: Vec<&'d str>,
    kind: &'static str,
    /// The certificates of a key's chain; of anything else left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    chain: Option<Vec<String>>,
    sha256: Option<String>,
    subject: &'d str,
    not_after: Option<String>,
}

/// The difference.
pub fn difference(difference: &Difference) -> String {
    write(&Document {
        same: difference.is_none(),
        stores: difference
            .sides
            .iter()
            .map(|side| SideDocument { store: &side.named, type_name: side.type_name, entries: side.count })
            .collect(),
        common: difference.same,
        only_first: items(&difference.only_here),
        only_second: items(&difference.only_there),
        renewed: pairs(&difference.renewed),
        replaced: pairs(&difference.replaced),
        renamed: pairs(&difference.renamed),
    })
}

fn items(items: &[Item]) -> Vec<ItemDocument<'_>> {
    items.iter().map(item).collect()
}

fn pairs(pairs: &[[Item; 2]]) -> Vec<PairDocument<'_>> {
    pairs
        .iter()
        .map(|[first, second]| PairDocument {
            first: item(first),
            second: item(second),
            same_key: first.has_key_of(second),
        })
        .collect()
}

fn item(item: &Item) -> ItemDocument<'_> {
    ItemDocument {
        aliases: item.entries.iter().map(|entry| &*entry.alias).collect(),
        kind: match item.kind() {
            Kind::Trusted => "trusted-certificate",
            Kind::PrivateKey => "private-key",
            Kind::SecretKey => "secret-key",
            Kind::Certificate => "certificate",
        },
        chain: item
            .chains()
            .first()
            .map(|issuers| item.sha256.iter().chain(*issuers).map(|it| hex(it)).collect()),
        sha256: item.sha256.as_ref().map(|digest| hex(digest)),
        subject: &item.name,
        not_after: item
            .not_after
            .and_then(|until| jiff::Timestamp::from_second(until).ok())
            .map(|until| until.to_string()),
    }
}
