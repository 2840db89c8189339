//! An audit as SARIF 2.1.0 (OASIS), as code scanners read it.

use serde_json::{Value, json};

use super::Audit;
use crate::audit::RULES;
use crate::diagnosis::{Cause, Finding, Severity};

/// Findings that are no rule's: the store could not be audited.
const OTHERS: [Cause; 3] = [Cause::WrongPassword, Cause::NotAKeystore, Cause::Unreadable];

/// The audit as a document.
pub fn document(audit: &Audit) -> String {
    let causes: Vec<Cause> = RULES.iter().map(|rule| rule.cause).chain(OTHERS).collect();
    let rules = causes.iter().map(|cause| {
        let entry = cause.entry();
        json!({
            "id": entry.id,
            "shortDescription": { "text": entry.title },
            "fullDescription": { "text": entry.meaning },
        })
    });
    let results = audit
        .stores
        .iter()
        .flat_map(|store| store.findings.iter().map(|finding| result(&store.path, finding, &causes)));
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "keytool-rs",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.collect::<Vec<_>>(),
            }},
            "results": results.collect::<Vec<_>>(),
        }],
    });
    crate::report::json::write(&document)
}

fn result(path: &str, finding: &Finding, causes: &[Cause]) -> Value {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    };
    let whose = finding.alias.as_ref().map_or_else(String::new, |alias| format!("{alias}: "));
    json!({
        "ruleId": finding.cause.id(),
        "ruleIndex": causes.iter().position(|cause| *cause == finding.cause),
        "level": level,
        "message": { "text": format!("{whose}{}. {}", finding.message, finding.remedy) },
        "locations": [{
            "physicalLocation": { "artifactLocation": { "uri": uri(path) } },
            "logicalLocations": finding.alias.iter().map(|alias| json!({ "name": alias })).collect::<Vec<_>>(),
        }],
    })
}

/// A path as a URI reference (RFC 3986): what is not plain is escaped.
fn uri(path: &str) -> String {
    let is_plain = |octet: u8| octet.is_ascii_alphanumeric() || b"-._~/".contains(&octet);
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "" });
    for octet in path.bytes() {
        if is_plain(octet) {
            uri.push(char::from(octet));
        } else {
            uri.push_str(&format!("%{octet:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_as_uris() {
        assert_eq!(uri("/opt/a b/cacerts"), "file:///opt/a%20b/cacerts");
        assert_eq!(uri("straße.jks"), "stra%C3%9Fe.jks");
    }
}
