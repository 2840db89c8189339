//! Lines about stores, which all of Java's formats share.

use super::Line;
use crate::explain::assembly::Assembly;
use crate::explain::stores::ShownStore;

/// A line, whatever stands before.
pub(super) fn line(line: Line<'_>, assembly: &mut Assembly) -> bool {
    ["trustStore ", "keyStore ", "Inaccessible trust store: "].iter().any(|words| {
        let text = line.text.find(words).and_then(|at| line.text.get(at..));
        text.is_some_and(|text| message(text, line, assembly))
    })
}

/// A message about a store.
pub(super) fn message(text: &str, line: Line<'_>, assembly: &mut Assembly) -> bool {
    let shown = |path: &str| ShownStore {
        path: path.trim().to_owned(),
        type_name: None,
        evidence: Some(line.evidence()),
    };
    if let Some(path) = text.strip_prefix("trustStore is: ") {
        let stores = assembly.stores();
        stores.trust = Some(shown(path));
        stores.loaded = None;
        stores.trusted.clear();
    } else if let Some(path) = text.strip_prefix("Inaccessible trust store: ") {
        // That there is no jssecacerts is as it should be.
        if !path.trim_end().ends_with("jssecacerts") {
            assembly.stores().inaccessible = Some(shown(path));
        }
    } else if let Some(type_name) = text.strip_prefix("trustStore type is") {
        let type_name = type_name.trim_start_matches([' ', ':']).trim().to_owned();
        if let Some(store) = &mut assembly.stores().trust {
            store.type_name = Some(type_name);
        }
    } else if let Some(path) = text.strip_prefix("keyStore is :") {
        let stores = assembly.stores();
        stores.key = Some(shown(path));
        stores.keys.clear();
    } else if let Some(type_name) = text.strip_prefix("keyStore type is :") {
        let type_name = type_name.trim().to_owned();
        if let Some(store) = &mut assembly.stores().key {
            store.type_name = Some(type_name);
        }
    } else {
        return text.starts_with("trustStore provider is") || text.starts_with("keyStore provider is");
    }
    true
}
