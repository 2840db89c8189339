//! Which trust store a Java really uses: the one it was told, where that is a file it can read; else its own.
//!
//! Measured on JDK 8u504, 11, 17, 21 and 25: a `javax.net.ssl.trustStore` that is missing, a folder, empty, unreadable or in
//! quotes is passed over without a word, and `cacerts` is used; `jssecacerts` is looked for only where nothing was told.

use std::path::{Path, PathBuf};

use super::launch::{Launch, Setting};

/// The properties that name a trust store, its type and its password.
pub const TRUST_STORE: &str = "javax.net.ssl.trustStore";
/// Its type.
pub const TRUST_STORE_TYPE: &str = "javax.net.ssl.trustStoreType";
/// Its password.
pub const TRUST_STORE_PASSWORD: &str = "javax.net.ssl.trustStorePassword";
/// The store of the Java's own keys.
pub const KEY_STORE: &str = "javax.net.ssl.keyStore";
/// Its type.
pub const KEY_STORE_TYPE: &str = "javax.net.ssl.keyStoreType";
/// Its password, which is that of each key in it as well.
pub const KEY_STORE_PASSWORD: &str = "javax.net.ssl.keyStorePassword";

/// How a file looks to the Java that is to read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// It can be read.
    Readable,
    /// There is none.
    Missing,
    /// It is a folder, or something else that is no file.
    NoFile,
    /// It is there, and may not be read.
    Forbidden,
    /// It is there, and has letters in its name that the Java's locale does not have.
    ///
    /// Measured on JDK 11, 17, 21 and 25: with `LC_ALL=C`, `POSIX`, or no locale at all it is not found, whatever `-Dfile.encoding`
    /// and `-Dsun.jnu.encoding` say; a working folder of such a name does no harm.
    Unnamable,
    /// Nobody here can tell: we may not look there, or its working folder is not known.
    Unknown,
}

/// Why a Java looks at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// It was told to.
    Told(Setting),
    /// `jssecacerts` of its own folder: only where it was told nothing.
    Jssecacerts,
    /// `cacerts` of its own folder.
    Cacerts,
}

/// One place, and what was found there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Why it was looked at.
    pub place: Place,
    /// The file, as the Java opens it; relative paths start from its working folder.
    pub path: PathBuf,
    /// How it looks to the Java.
    pub access: Access,
}

/// The store that is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Used {
    /// This file.
    File(PathBuf),
    /// This file, if it can be read, which cannot be told from here.
    Unseen(PathBuf),
    /// None, on purpose: `NONE`. No certificate of any server is trusted.
    None,
    /// None, for there is no file at any of the places.
    Nothing,
}

/// A choice with its chain of reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The places that were looked at, in their order; the last one is the one that is used, if any is.
    pub steps: Vec<Step>,
    /// What is used.
    pub used: Used,
}

impl Choice {
    /// What was told and is not used, and why not.
    pub fn passed_over(&self) -> Option<(&Setting, &Step)> {
        let step = self.steps.first()?;
        match &step.place {
            Place::Told(setting)
                if ![Access::Readable, Access::Unknown].contains(&step.access) && self.used != Used::None =>
            {
                Some((setting, step))
            }
            _ => None,
        }
    }

    /// Whether something was told and is used.
    pub fn is_as_told(&self) -> bool {
        self.used == Used::None
            || self
                .steps
                .last()
                .is_some_and(|step| matches!(step.place, Place::Told(_)) && step.access == Access::Readable)
    }
}

/// Chooses as a Java in the folder `home` does. `look` says how a path looks to it.
pub fn choose(home: &Path, launch: &Launch, look: impl Fn(&Path) -> Access) -> Choice {
    let security = security_folder(home, &look);
    let own = |name: &str| security.join(name);
    let mut steps = Vec::new();
    let mut places = Vec::new();
    match launch.setting(TRUST_STORE) {
        Some(told) if told.value == "NONE" => {
            let step =
                Step { place: Place::Told(told.clone()), path: "NONE".into(), access: Access::Missing };
            return Choice { steps: vec![step], used: Used::None };
        }
        Some(told) => places.push((Place::Told(told.clone()), PathBuf::from(&told.value))),
        None => places.push((Place::Jssecacerts, own("jssecacerts"))),
    }
    places.push((Place::Cacerts, own("cacerts")));
    for (place, path) in places {
        let access = if path.as_os_str().is_empty() { Access::Missing } else { look(&path) };
        steps.push(Step { place, path: path.clone(), access });
        match access {
            Access::Readable => return Choice { steps, used: Used::File(path) },
            Access::Unknown => return Choice { steps, used: Used::Unseen(path) },
            Access::Missing | Access::NoFile | Access::Forbidden | Access::Unnamable => {}
        }
    }
    Choice { steps, used: Used::Nothing }
}

/// `lib/security` of a home; of a JDK 8 that of the JRE in it.
fn security_folder(home: &Path, look: &impl Fn(&Path) -> Access) -> PathBuf {
    let own = home.join("lib/security");
    let inner = home.join("jre/lib/security");
    let has = |folder: &Path| look(&folder.join("cacerts")) != Access::Missing;
    if !has(&own) && has(&inner) { inner } else { own }
}

/// The value without the quotes around it, where it has some: quotes of a shell that never saw them.
pub fn without_quotes(value: &str) -> Option<&str> {
    ['"', '\''].into_iter().find_map(|quote| {
        let bare = value.strip_prefix(quote)?;
        Some(bare.strip_suffix(quote).unwrap_or(bare))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jvm::launch::{Origin, Word};

    const FILES: [&str; 3] = ["/java/lib/security/cacerts", "/srv/trust.jks", "relative.jks"];

    fn look(path: &Path) -> Access {
        match path.to_str().unwrap() {
            "/srv" => Access::NoFile,
            "/srv/secret.jks" => Access::Forbidden,
            path if FILES.contains(&path) => Access::Readable,
            _ => Access::Missing,
        }
    }

    fn chosen(told: Option<&str>, look: impl Fn(&Path) -> Access) -> Choice {
        let word =
            |value: &str| Word { text: format!("-D{TRUST_STORE}={value}"), origin: Origin::CommandLine };
        let settings = told.into_iter().filter_map(|value| Setting::of(&word(value))).collect();
        choose(Path::new("/java"), &Launch { settings, ..Launch::default() }, look)
    }

    #[test]
    fn what_was_told_is_used_only_where_it_can_be_read() {
        let cacerts = Used::File("/java/lib/security/cacerts".into());
        for told in ["/srv/trust.jks", "relative.jks"] {
            let choice = chosen(Some(told), look);
            assert_eq!(choice.used, Used::File(told.into()));
            assert!(choice.is_as_told() && choice.passed_over().is_none() && choice.steps.len() == 1);
        }
        for (told, access) in [
            ("/srv", Access::NoFile),
            ("/srv/secret.jks", Access::Forbidden),
            ("", Access::Missing),
            ("\"/srv/trust.jks\"", Access::Missing),
            ("none", Access::Missing),
        ] {
            let choice = chosen(Some(told), look);
            assert_eq!(choice.used, cacerts, "{told}");
            assert_eq!(choice.passed_over().unwrap().1.access, access, "{told}");
            assert!(!choice.is_as_told());
        }
        // What cannot be seen is neither used nor passed over.
        let hidden = chosen(Some("/srv/trust.jks"), |_| Access::Unknown);
        assert_eq!(hidden.used, Used::Unseen("/srv/trust.jks".into()));
        assert!(hidden.passed_over().is_none() && !hidden.is_as_told());
        let none = chosen(Some("NONE"), look);
        assert_eq!((&none.used, none.is_as_told(), none.passed_over()), (&Used::None, true, None));
        assert_eq!(without_quotes("\"a b\""), Some("a b"));
        assert_eq!(without_quotes("'a"), Some("a"));
        assert_eq!(without_quotes("a\""), None);
    }

    #[test]
    fn jssecacerts_comes_first_only_where_nothing_was_told() {
        let with = |path: &Path| if path.ends_with("jssecacerts") { Access::Readable } else { look(path) };
        assert_eq!(chosen(None, with).used, Used::File("/java/lib/security/jssecacerts".into()));
        assert_eq!(chosen(Some("/gone"), with).used, Used::File("/java/lib/security/cacerts".into()));
        assert_eq!(chosen(None, look).steps.len(), 2);
        assert_eq!(chosen(None, |_| Access::Missing).used, Used::Nothing);
        let eight = |path: &Path| {
            if path == Path::new("/java/jre/lib/security/cacerts") {
                Access::Readable
            } else {
                Access::Missing
            }
        };
        assert_eq!(chosen(None, eight).used, Used::File("/java/jre/lib/security/cacerts".into()));
    }
}
