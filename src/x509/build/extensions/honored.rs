//! `-ext honored=…`: which of the extensions that a request asks for are granted.

use super::words::{HONORED, identifier_of, items};
use super::{ExtensionFault, Extensions};
use crate::x509::build::abbreviation::choose;

/// Grants what the first `honored=` says. Java: a second one is not looked at, nor one that is marked critical.
pub(super) fn apply<'w>(
    extensions: &mut Extensions,
    words: impl IntoIterator<Item = &'w str>,
    requested: &Extensions,
) -> Result<(), ExtensionFault> {
    let granted = words.into_iter().find_map(|words| {
        let (name, value) = words.split_once('=')?;
        name.eq_ignore_ascii_case(HONORED).then_some(value)
    });
    let Some(granted) = granted else { return Ok(()) };
    // Java: unlike elsewhere, nothing at all is still one item.
    let items = if granted.is_empty() { vec![""] } else { items(granted) };
    items.into_iter().try_for_each(|item| grant(extensions, item, requested))
}

/// Whether one of the words says which of the extensions are granted, and not only which are not.
pub(super) fn is_decided<'w>(words: impl IntoIterator<Item = &'w str>) -> bool {
    words.into_iter().filter_map(|words| words.split_once('=')).any(|(name, value)| {
        name.eq_ignore_ascii_case(HONORED) && value.split(',').any(|item| !item.starts_with('-'))
    })
}

fn grant(extensions: &mut Extensions, item: &str, requested: &Extensions) -> Result<(), ExtensionFault> {
    if item.eq_ignore_ascii_case("all") {
        for (decimals, extension) in &requested.by_decimals {
            extensions.by_decimals.insert(decimals.clone(), extension.clone());
        }
        return Ok(());
    }
    if let Some(name) = item.strip_prefix('-') {
        let decimals = identifier_of(name)?.to_string();
        let removed = extensions.by_decimals.remove(&decimals);
        return removed.map(drop).ok_or(ExtensionFault::NotThere(decimals));
    }
    let (name, mark) = item.split_once(':').map_or((item, None), |(name, mark)| (name, Some(mark)));
    let critical = match mark {
        None => None,
        Some(mark) => match choose(mark, &["critical", "non-critical"], 2)? {
            Some(index) => Some(index == 0),
            None => return Err(ExtensionFault::Value(item.to_owned())),
        },
    };
    let decimals = identifier_of(name)?.to_string();
    let mut granted = requested.by_decimals.get(&decimals).cloned().ok_or(ExtensionFault::NotRequested)?;
    granted.critical = critical.unwrap_or(granted.critical);
    extensions.by_decimals.insert(decimals, granted);
    Ok(())
}
