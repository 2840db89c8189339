//! An audit as JUnit's XML, as build servers read it: a suite per store, a case per rule; a finding that makes the audit fail is
//! a failure, another one is told in the case's output.

use super::Audit;
use crate::audit::RULES;
use crate::diagnosis::{Cause, Finding};

/// The audit as a document.
pub fn document(audit: &Audit) -> String {
    let mut text =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"keytool-rs audit\">\n");
    for store in &audit.stores {
        let path = escaped(&store.path);
        // What is no rule's says why the store could not be audited.
        let is_rule = |cause: Cause| RULES.iter().any(|rule| rule.cause == cause);
        let others = store.findings.iter().filter(|finding| !is_rule(finding.cause));
        let mut cases: Vec<(Cause, Vec<&Finding>)> =
            others.map(|finding| (finding.cause, vec![finding])).collect();
        let errors = cases.len();
        if store.role.is_some() {
            let of = |cause| store.findings.iter().filter(|finding| finding.cause == cause).collect();
            cases.extend(RULES.iter().map(|rule| (rule.cause, of(rule.cause))));
        }
        let fails = |findings: &[&Finding]| findings.iter().any(|finding| audit.fails(finding));
        let failures = cases.iter().skip(errors).filter(|(_, findings)| fails(findings)).count();
        let tests = cases.len();
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
            let (element, message) = match (is_rule(*cause), fails(findings)) {
                (false, _) => ("error", Some(cause.entry().title)),
                (true, true) => ("failure", Some(cause.entry().title)),
                (true, false) => ("system-out", None),
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
