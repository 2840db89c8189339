//! What no two runs make alike, replaced by placeholders: serial numbers, fingerprints, key identifiers, signatures, PEM bodies.
//!
//! Only for cases that say `made`; everything else of their output is compared to the byte.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{Case, Folder, Tool};

/// How a text is masked: in this order.
static MASKS: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
    [
        (r"(?m)^(\s*Serial number: )[0-9a-f]+", "${1}{serial}"),
        (r"(SHA1: |SHA256: |\(SHA-256\): )[0-9A-F]{2}(:[0-9A-F]{2})+", "${1}{fingerprint}"),
        (r"(SerialNumber: \[ *)[0-9a-f]+", "${1}{serial}"),
        (r"(?m)(SerialNumber: )[0-9a-f]{2}(:[0-9a-f]{2})+$", "${1}{serial}"),
        (r"KeyIdentifier \[\n([0-9A-F]{4}: .*\n)+", "KeyIdentifier [\n{identifier}\n"),
        (r"(?m)^( *Signature:\n)([0-9A-F]{4}: .*\n)+", "${1}{signature}\n"),
        (r"(-----BEGIN [A-Z0-9 ]+-----\r?\n)([A-Za-z0-9+/=]+\r?\n)+", "${1}{PEM}\n"),
        // The real keytool needs a second or two before it looks at the clock, and for a large RSA key much longer.
        (r"12:0\d:\d\d UTC", "12:00:00 UTC"),
        (r"(\d\d:\d\d):\d\d (CEST|CET|EDT|EST)", "${1}:00 ${2}"),
    ]
    .map(|(pattern, mask)| (Regex::new(pattern).unwrap(), mask))
    .into()
});

/// The text with placeholders.
pub fn apply(text: &str) -> String {
    MASKS.iter().fold(text.to_owned(), |text, (pattern, mask)| {
        pattern
            .replace_all(&text, |found: &Captures<'_>| {
                let mut filled = String::new();
                found.expand(mask, &mut filled);
                filled
            })
            .into_owned()
    })
}

/// What the file `name`, made by a step, holds, as the tool itself prints certificates, requests and CRLs.
pub fn describe(name: &str, case: &Case, folder: &Folder, tool: &dyn Tool) -> String {
    let printed = ["-printcert", "-printcertreq", "-printcrl"].into_iter().find_map(|command| {
        let arguments: Vec<String> = [command, "-file", name].map(str::to_owned).into();
        let outcome = tool.run(folder, &case.environment, &arguments, b"");
        (outcome.exit == Some(0)).then(|| {
            let text = apply(&String::from_utf8_lossy(&outcome.stdout));
            let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
            format!("{command}\n@   {}", lines.join("\n@   "))
        })
    });
    printed.unwrap_or_else(|| "made".to_owned())
}
