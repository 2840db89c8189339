//! What a keystore holds after a step, told by the tool's own `-list -rfc` in a few comparable lines.
//!
//! The bytes of a store differ from run to run (salts, milliseconds); the type, the entries in Java's order, their
//! aliases, kinds, days of creation and certificates do not.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::case::{Case, fingerprint};
use super::{Folder, Tool, masks};

/// The file names that are taken for keystores.
const ENDINGS: [&str; 7] = [".p12", ".pkcs12", ".jks", ".jceks", ".pfx", ".keystore", "cacerts"];

/// One line on the store and one for each entry; `None` when `name` is not a keystore's.
pub fn describe(name: &str, case: &Case, folder: &Folder, tool: &dyn Tool) -> Option<String> {
    ENDINGS.iter().any(|ending| name.ends_with(ending)).then_some(())?;
    let mut refusal = String::new();
    for password in &case.passwords {
        let store = if name == "cacerts" { vec!["-cacerts"] } else { vec!["-keystore", name] };
        let form = if case.made { "-v" } else { "-rfc" };
        let arguments: Vec<String> = [vec!["-list", form, "-storepass", password], store]
            .concat()
            .into_iter()
            .map(str::to_owned)
            .collect();
        let outcome = tool.run(folder, &case.environment, &arguments, b"");
        let text = String::from_utf8_lossy(&outcome.stdout).into_owned();
        if outcome.exit == Some(0) {
            let held = if case.made { masked(&text) } else { entries(&text) };
            return Some(format!("opens with {password}, {held}"));
        }
        // Java: calls follow where the store was found out to be wrong while it was read.
        refusal = text.lines().next().unwrap_or_default().to_owned();
    }
    Some(format!("does not open\n@   {}", refusal.trim_end()))
}

/// A whole `-list -v` without what no two runs make alike.
fn masked(listing: &str) -> String {
    let listing = masks::apply(listing);
    let kept: Vec<&str> = listing.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    kept.join("\n@   ")
}

/// Makes the lines of a whole `-list -rfc` short.
fn entries(listing: &str) -> String {
    let mut text = String::new();
    let mut count = 0;
    let mut kind = "no type";
    let mut certificate: Option<String> = None;
    for line in listing.lines() {
        if let Some(encoded) = &mut certificate {
            if line.starts_with("-----END") {
                let bytes = BASE64_STANDARD.decode(encoded.as_str()).unwrap_or_default();
                let _ = write!(text, "\n@     {}", fingerprint(&bytes));
                certificate = None;
            } else {
                encoded.push_str(line.trim_end());
            }
        } else if line.starts_with("-----BEGIN") {
            certificate = Some(String::new());
        } else if let Some(found) = line.strip_prefix("Keystore type: ") {
            kind = found;
        } else if let Some(alias) = line.strip_prefix("Alias name: ") {
            count += 1;
            let _ = write!(text, "\n@   {alias}");
        } else if let Some(value) = line
            .strip_prefix("Creation date: ")
            .or_else(|| line.strip_prefix("Entry type: "))
            .or_else(|| line.strip_prefix("Certificate chain length: "))
        {
            let _ = write!(text, " | {value}");
        }
    }
    format!("{kind}, {count} entries{text}")
}
