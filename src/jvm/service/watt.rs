//! `server.cnf` of an integration server: the system properties that it sets itself, and its own settings of TLS.
//!
//! The server's administration guide, "Server Configuration Parameters": `watt.config.systemProperties` lists properties with a
//! comma between them, and wins over what the wrapper's files say.

use super::text::{Mark, Reading, Told};
use super::{Fault, remarks};
use crate::jvm::policy::read_properties;

const SYSTEM_PROPERTIES: &str = "watt.config.systemProperties";

/// The beginnings of the names of settings that bear on trust.
const SETTINGS: [&str; 5] =
    ["watt.net.ssl.", "watt.net.jsse.", "watt.security.", "watt.server.ssl.", "watt.ssl."];

/// What the file says. Of a name that stands in it twice the later one counts, as in all files of Java properties.
pub(super) fn read(reading: &mut Reading<'_>, file: usize) -> Told {
    let mut told = Told::default();
    let mut listed = None;
    for property in read_properties(&reading.lines(file).join("\n")) {
        let mark = Mark::new(file, property.line);
        let value = property.value.trim().to_owned();
        if property.name == SYSTEM_PROPERTIES {
            listed = Some((value, mark));
        } else if SETTINGS.iter().any(|start| property.name.starts_with(start)) {
            told.settings.retain(|((name, _), _)| *name != property.name);
            told.settings.push(((property.name, value), mark));
        }
    }
    if let Some((list, mark)) = listed {
        let properties = list.split(',').map(str::trim).filter(|property| !property.is_empty());
        told.words = properties.map(|property| (format!("-D{property}"), mark)).collect();
        remark_on_quotes(reading, &told.words);
    }
    told
}

/// Nothing takes quotes away here.
fn remark_on_quotes(reading: &mut Reading<'_>, words: &[(String, Mark)]) {
    for (word, mark) in words.iter().filter(|(word, _)| remarks::is_quoted(word)) {
        let property = word.trim_start_matches("-D");
        let line = reading.line(*mark);
        let bare = property.replace(['"', '\''], "");
        let corrected = line.contains(property).then(|| line.replacen(property, &bare, 1));
        reading.remark(Fault::Quotes { value: word.clone() }, *mark, corrected);
    }
}
