//! An audit in Prometheus's text format (0.0.4), for the textfile collector: how many findings there are, and when each
//! certificate expires.

use std::collections::BTreeMap;

use super::Audit;

/// The audit as metrics.
pub fn document(audit: &Audit) -> String {
    let mut text = String::from(
        "# HELP keytool_findings Findings of keytool-rs audit.\n# TYPE keytool_findings gauge\n",
    );
    for store in &audit.stores {
        let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for finding in &store.findings {
            *counts.entry((finding.cause.id(), finding.severity.id())).or_default() += 1;
        }
        for ((rule, severity), count) in counts {
            text.push_str(&format!(
                "keytool_findings{{store=\"{}\",rule=\"{rule}\",severity=\"{severity}\"}} {count}\n",
                escaped(&store.path)
            ));
        }
    }
    text.push_str(
        "# HELP keytool_store_readable Whether the whole store could be read and audited.\n# TYPE keytool_store_readable gauge\n",
    );
    for store in &audit.stores {
        let readable = u8::from(!store.is_incomplete);
        text.push_str(&format!("keytool_store_readable{{store=\"{}\"}} {readable}\n", escaped(&store.path)));
    }
    text.push_str(
        "# HELP keytool_certificate_not_after_seconds When the certificate of an entry expires, in seconds since 1970.\n\
         # TYPE keytool_certificate_not_after_seconds gauge\n",
    );
    for store in &audit.stores {
        for validity in &store.validities {
            text.push_str(&format!(
                "keytool_certificate_not_after_seconds{{store=\"{}\",alias=\"{}\",subject=\"{}\",kind=\"{}\"}} {}\n",
                escaped(&store.path),
                escaped(&validity.alias),
                escaped(&validity.name),
                if validity.is_key { "key" } else { "trusted" },
                validity.until
            ));
        }
    }
    text
}

/// A label's value.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}
