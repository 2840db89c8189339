//! An audit as JUnit's XML, as build servers read it: a suite per store, a case per rule; a rule that fires at an error or a
//! warning is a failure, one that fires at a note only is told in the case's output.

use super::Audit;
use crate::audit::RULES;
use crate::diagnosis::{Cause, Finding, Severity};

/// The audit as a document.
pub fn document(audit: &Audit) -> String {
    let mut text =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"keytool-rs audit\">\n");
    for store in &audit.stores {
        let path = escaped(&store.path);
        let cases: Vec<(Cause, Vec<&Finding>)> = if store.is_unread {
            store.findings.iter().map(|finding| (finding.cause, vec![finding])).collect()
        } else {
            let of = |cause| store.findings.iter().filter(|finding| finding.cause == cause).collect();
            RULES.iter().map(|rule| (rule.cause, of(rule.cause))).collect()
        };
        let fails = |findings: &[&Finding]| findings.iter().any(|finding| finding.severity > Severity::Info);
        let failures = cases.iter().filter(|(_, findings)| fails(findings)).count();
        let (tests, failures, errors) =
            if store.is_unread { (cases.len(), 0, cases.len()) } else { (cases.len(), failures, 0) };
        text.push_str(&format!(
            "  <testsuite name=\"{path}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\">\n"
        ));
        for (cause, findings) in &cases {
            text.push_str(&format!("    <testcase classname=\"{path}\" name=\"{cause}\""));
            if findings.is_empty() {
                text.push_str("/>\n");
                continue;
            }
            let told: Vec<String> = findings.iter().map(|finding| told(finding)).collect();
            let told = escaped(&told.join("\n"));
            let (element, message) = match (store.is_unread, fails(findings)) {
                (true, _) => ("error", Some(cause.entry().title)),
                (false, true) => ("failure", Some(cause.entry().title)),
                (false, false) => ("system-out", None),
            };
            let message =
                message.map_or_else(String::new, |message| format!(" message=\"{}\"", escaped(message)));
            text.push_str(&format!(">\n      <{element}{message}>{told}</{element}>\n    </testcase>\n"));
        }
        text.push_str("  </testsuite>\n");
    }
    text + "</testsuites>\n"
}

fn told(finding: &Finding) -> String {
    let whose = finding.alias.as_ref().map_or_else(String::new, |alias| format!("{alias}: "));
    format!("{}: {whose}{}. {}", finding.severity.id(), finding.message, finding.remedy)
}

/// Text as XML 1.0 takes it; characters that it has no way of writing become U+FFFD.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push('\n'),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_xml_does_not_take_is_escaped() {
        assert_eq!(escaped("a<b>&\"c\"\u{1b}\n"), "a&lt;b&gt;&amp;&quot;c&quot;\u{fffd}\n");
    }
}
