//! What is the matter with how the properties of a Java are written: names that Java does not know, and paths that nobody has
//! written out for it.

use super::machine::finding;
use crate::diagnosis::{Cause, Finding, Remedy, Severity};
use crate::jvm::launch::{Launch, Setting};
use crate::jvm::truststore::{
    KEY_STORE, KEY_STORE_PASSWORD, KEY_STORE_TYPE, TRUST_STORE, TRUST_STORE_PASSWORD, TRUST_STORE_TYPE,
};
use crate::report::machine::origin;
use crate::secret::veiled;

/// The properties that name stores, as Java spells them.
const NAMES: [&str; 8] = [
    TRUST_STORE,
    TRUST_STORE_TYPE,
    TRUST_STORE_PASSWORD,
    "javax.net.ssl.trustStoreProvider",
    KEY_STORE,
    KEY_STORE_TYPE,
    KEY_STORE_PASSWORD,
    "javax.net.ssl.keyStoreProvider",
];

/// How many letters of a name may be others, too many or too few for it to be a slip.
const SLIPS: usize = 2;

/// The properties that look like one of those and are none: Java overlooks them without a word.
pub fn of_names(launch: &Launch) -> Vec<Finding> {
    launch.settings.iter().filter_map(of_name).collect()
}

fn of_name(setting: &Setting) -> Option<Finding> {
    let name = setting.name.as_str();
    if NAMES.contains(&name) {
        return None;
    }
    // Nothing ends a name but an equals sign.
    let head = name.split([':', ' ', '\t']).next().unwrap_or(name);
    let meant = NAMES.iter().copied().find(|known| *known == head).or_else(|| meant(head))?;
    let place = origin(&setting.origin);
    let message = format!("Java knows no property {:?} ({place}), and overlooks it", veiled(name));
    let remedy = Remedy::words(format!("Write -D{meant}=… ({place})."));
    Some(finding(Cause::UnknownProperty, Severity::Warning, message, remedy))
}

/// The name that was meant by one that is not Java's.
fn meant(name: &str) -> Option<&'static str> {
    let lower = name.trim().to_lowercase();
    // Whatever else is told to a Java, it is not about stores.
    if !(lower.contains("store") || lower.contains("stroe")) || lower.len() > 60 {
        return None;
    }
    let nearest = NAMES.iter().map(|known| (distance(&lower, &known.to_lowercase()), *known)).min()?;
    (nearest.0 <= SLIPS).then_some(nearest.1)
}

/// How many letters have to be changed, put in or taken away (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().enumerate() {
        let mut diagonal = at;
        let mut left = at + 1;
        for (index, known) in other.iter().enumerate() {
            let above = row.get(index + 1).copied().unwrap_or_default();
            let changed = diagonal + usize::from(letter != *known);
            if let Some(place) = row.get_mut(index) {
                *place = left;
            }
            left = changed.min(above + 1).min(left + 1);
            diagonal = above;
        }
        if let Some(last) = row.last_mut() {
            *last = left;
        }
    }
    row.last().copied().unwrap_or_default()
}

/// What is wrong with a path as it is written, in a sentence; `None` where nothing is to be seen in it.
pub(super) fn of_path(path: &str) -> Option<&'static str> {
    let has_variable = path.contains('$') || path.split('%').count() > 2;
    Some(match path {
        path if path.contains(" -D") => "Two options stand in one word: write each as a word of its own",
        path if path.trim() != path => "Take away the blank at its end or beginning",
        path if path.starts_with("file:") => "Write a path: Java takes no URL here",
        path if path.starts_with('~') => {
            "Write the path out: nobody puts a home folder in the place of ~ for Java"
        }
        _ if has_variable => "Write the path out: nobody has put a value in the place of the variable in it",
        path if !cfg!(windows) && path.contains('\\') => "Write it with slashes",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jvm::launch::{Origin, Word};

    fn said(word: &str) -> Option<String> {
        let setting = Setting::of(&Word { text: word.to_owned(), origin: Origin::CommandLine })?;
        let found = of_name(&setting)?;
        Some(found.remedy.text)
    }

    #[test]
    fn names_that_are_nearly_right_are_told() {
        for (word, meant) in [
            ("-Djavax.net.ssl.truststore=x", "trustStore"),
            ("-Djavax.net.ssl.trustStorepassword=x", "trustStorePassword"),
            ("-Djavax.net.ssl.keystore=x", "keyStore"),
            ("-Djavax.net.ssl.trustStore:x", "trustStore"),
            ("-Djavax.net.ssl.trustStore x", "trustStore"),
            ("-Djavax.net.ssl.trustStore =x", "trustStore"),
            ("-Djavax.net.ssl.trutStore=x", "trustStore"),
            ("-Djavx.net.ssl.keyStoreType=x", "keyStoreType"),
            ("-Djavax.net.ssl.trustStroe=x", "trustStore"),
        ] {
            let told = said(word).unwrap_or_else(|| panic!("{word}"));
            assert!(told.contains(&format!("-Djavax.net.ssl.{meant}=…")), "{word}: {told}");
        }
        for word in [
            "-Djavax.net.ssl.trustStore=x",
            "-Djavax.net.ssl.keyStoreProvider=x",
            "-Djavax.net.debug=ssl",
            "-Dserver.ssl.key-store=x",
            "-Dcom.example.trustStore=x",
            "-Dstore=x",
            "-Djava.security.properties=x",
        ] {
            assert_eq!(said(word), None, "{word}");
        }
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!((distance("", "ab"), distance("ab", "")), (2, 2));
    }

    #[test]
    fn paths_that_nobody_wrote_out_are_told() {
        for path in ["/a.jks ", "file:/a.jks", "~/a.jks", "$HOME/a.jks", "${A}/a", "%A%/a", "/a.jks -Db=c"] {
            assert!(of_path(path).is_some(), "{path}");
        }
        assert_eq!((of_path("/a b/c.jks"), of_path("50%.jks"), of_path("")), (None, None, None));
    }
}
