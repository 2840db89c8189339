//! `catalina.properties` of Tomcat: what it sets as system properties of its own Java when it starts, whatever its command
//! line says.
//!
//! Measured on Tomcat 10.1: what the file says wins over `-D`, and `${…}` in it is written out for Tomcat's own settings alone, not
//! for the system property.

use std::path::{Path, PathBuf};

use super::text::{Mark, Reading, Told};
use super::{Fault, remarks};
use crate::jvm::launch::{Launch, Origin, Setting};
use crate::jvm::policy::read_properties;

/// The class with which Tomcat starts.
const MAIN: &str = "org.apache.catalina.startup.Bootstrap";

/// The beginnings of the names of properties that Java itself looks at; the others are Tomcat's own.
const OF_JAVA: [&str; 7] = ["javax.", "java.", "jdk.", "https.", "http.", "sun.", "com.sun."];

/// Name, value and line of each property of Java's. Of a name that stands in the file twice the later one counts.
fn properties(text: &str) -> impl Iterator<Item = (String, String, usize)> {
    let all = read_properties(text).into_iter();
    let of_java = all.filter(|property| OF_JAVA.iter().any(|start| property.name.starts_with(start)));
    of_java.map(|property| (property.name, property.value, property.line))
}

/// What the file says.
pub(super) fn read(reading: &mut Reading<'_>, file: usize) -> Told {
    let mut told = Told::default();
    for (name, value, line) in properties(&reading.lines(file).join("\n")) {
        let mark = Mark::new(file, line);
        let word = format!("-D{name}={value}");
        if remarks::is_quoted(&word) {
            let line = reading.line(mark);
            let bare = value.trim_matches(['"', '\'']);
            let corrected = line.contains(&value).then(|| line.replacen(&value, bare, 1));
            reading.remark(Fault::Quotes { value: word.clone() }, mark, corrected);
        }
        told.words.push((word, mark));
    }
    told
}

/// What a running Java sets itself where it is a Tomcat; `read` gives the content of a file as it sees it.
pub(in crate::jvm) fn set_by(launch: &Launch, read: impl Fn(&Path) -> Option<String>) -> Vec<Setting> {
    if launch.main.as_deref() != Some(MAIN) {
        return Vec::new();
    }
    let told = |name: &str| launch.setting(name).map(|setting| setting.value.as_str());
    let base = told("catalina.base").or_else(|| told("catalina.home"));
    let file = match told("catalina.config") {
        // A URL.
        Some(named) => Some(PathBuf::from(named.strip_prefix("file:").unwrap_or(named))),
        None => base.map(|base| Path::new(base).join("conf/catalina.properties")),
    };
    let Some((file, text)) = file.and_then(|file| read(&file).map(|text| (file, text))) else {
        return Vec::new();
    };
    let setting =
        |(name, value, line)| Setting { name, value, origin: Origin::File { file: file.clone(), line } };
    properties(&text).map(setting).collect()
}
