//! Where there is more to know: AuthorityInfoAccess and SubjectInfoAccess.

use super::ExtensionFault;
use super::general_names::write_general_name;
use super::words::{items, sequence};
use crate::asn1::{Oid, Tag};
use crate::x509::build::abbreviation::choose;
use crate::x509::build::identifier::identifier;

const METHODS: [&str; 4] = ["OCSP", "caIssuers", "timeStamping", "caRepository"];
/// The last arcs of their identifiers, below 1.3.6.1.5.5.7.48.
const ARCS: [u8; 4] = [1, 2, 3, 5];

/// `ocsp:uri:http://a/,caIssuers:uri:http://b/`.
pub(super) fn descriptions(value: &str, words: &str, of_subject: bool) -> Result<Vec<u8>, ExtensionFault> {
    let mut descriptions = Vec::new();
    for item in items(value) {
        let mut parts = item.splitn(3, ':');
        let (Some(method), Some(kind), Some(name)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(ExtensionFault::Value(words.to_owned()));
        };
        let named = choose(method, &METHODS, METHODS.len())?
            .and_then(|index| ARCS.get(index))
            .and_then(|arc| Oid::from_content(&[0x2b, 6, 1, 5, 5, 7, 48, *arc]));
        let unknown = |_| ExtensionFault::AccessMethod(method.to_owned());
        let method = named.map_or_else(|| identifier(method).map_err(unknown), Ok)?;
        descriptions.push((method, write_general_name(kind, name, false)?));
    }
    if descriptions.is_empty() {
        return Err(ExtensionFault::NoAccess { of_subject });
    }
    Ok(sequence(|list| {
        for (method, name) in &descriptions {
            list.constructed(Tag::SEQUENCE, |description| {
                description.oid(method);
                description.raw(name);
            });
        }
    }))
}
