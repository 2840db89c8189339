//! The Java that a command decides for, and the instant: shared by `verify`, `probe`, `import --from` and `audit`.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::{Context, Failure};
use crate::diagnosis::{Release, path_argument};
use crate::formats::{self, Reading};
use crate::jvm::home::JavaHome;
use crate::jvm::installs;
use crate::jvm::policy::Policy;
use crate::jvm::version;
use crate::keystore::Entry;
use crate::pkix::{Java, Node, distrust};

/// Which Java decides, and when.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct TargetArguments {
    /// Decide as this Java does: 8, 11, 17, 21, 25, which stand for 8u504, 11.0.13, 17.0.21, 21.0.8 and 25.0.2, or an update such as
    /// 8u202 or 17.0.15 (default: 25; with this machine's cacerts the Java it belongs to)
    #[arg(long, value_name = "VERSION", value_parser = wanted, conflicts_with = "java_home")]
    pub(super) java: Option<Wanted>,

    /// Decide as the Java in this folder does, by its release, java.security and blocked.certs; its cacerts is the store where
    /// none is named
    #[arg(long, value_name = "DIR")]
    pub java_home: Option<String>,

    /// Lay the properties of this java.security file over the Java's own
    #[arg(long, value_name = "FILE")]
    pub java_security: Option<String>,

    /// Pretend that it is this day, or instant: 2027-01-31, 2027-01-31T12:00:00Z
    #[arg(long, value_name = "TIME", value_parser = instant)]
    pub at: Option<Timestamp>,
}

/// A Java as it was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wanted {
    /// The release.
    pub release: Release,
    /// The update, where one was named.
    pub update: Option<u32>,
}

impl Wanted {
    const DEFAULT: Self = Self { release: Release::Java25, update: None };
}

/// As [`wanted`] reads it.
impl fmt::Display for Wanted {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.update {
            None => write!(formatter, "{}", self.release.number()),
            Some(update) => formatter.write_str(&self.release.version(update)),
        }
    }
}

fn wanted(text: &str) -> Result<Wanted, String> {
    let (feature, update) =
        version::read(text).ok_or_else(|| "a version of Java is meant, such as 17".to_owned())?;
    match Release::ALL.into_iter().find(|release| release.number() == feature) {
        Some(release) => Ok(Wanted { release, update }),
        None => Err("one of 8, 11, 17, 21 and 25 is meant".to_owned()),
    }
}

/// A host as it is connected to: what Java gets to compare, without scheme, port and path.
pub(super) fn host(text: &str) -> Result<String, String> {
    let is_port = |port: &str| !port.is_empty() && port.bytes().all(|octet| octet.is_ascii_digit());
    let has_port = text.rsplit_once(':').is_some_and(|(name, port)| !name.contains(':') && is_port(port));
    if text.is_empty() || text.contains('/') || has_port {
        return Err("the name or address of a host is meant, such as mail.example.com".to_owned());
    }
    Ok(text.to_owned())
}

/// A day begins at midnight in Greenwich; a time without a zone is in Greenwich too.
fn instant(text: &str) -> Result<Timestamp, String> {
    let civil = || text.parse::<DateTime>().ok().or_else(|| text.parse::<Date>().ok().map(DateTime::from));
    text.parse::<Timestamp>()
        .ok()
        .or_else(|| civil()?.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp()))
        .ok_or_else(|| {
            "a day such as 2027-01-31 or an instant such as 2027-01-31T12:00:00Z is meant".to_owned()
        })
}

impl TargetArguments {
    /// The instant that counts.
    pub(super) fn instant(&self, context: &Context<'_>) -> Timestamp {
        self.at.unwrap_or(context.machine.now)
    }

    /// The options again that say which Java it is and when, for a command that is printed.
    pub(super) fn repeated(&self) -> Vec<String> {
        let file = |name: &str, value: &Option<String>| {
            let value = value.iter();
            value.flat_map(|value| [name.to_owned(), path_argument(value).into_owned()]).collect::<Vec<_>>()
        };
        let java = self.java.map(|wanted| ["--java".to_owned(), wanted.to_string()]);
        [
            java.into_iter().flatten().collect(),
            file("--java-home", &self.java_home),
            file("--java-security", &self.java_security),
            self.at.iter().flat_map(|at| ["--at".to_owned(), at.to_string()]).collect(),
        ]
        .concat()
    }

    /// The Java that decides. Where no option says which and no store was named either (`uses_cacerts`), it is the one
    /// whose cacerts is meant.
    ///
    /// # Errors
    /// A folder without a Java, a file of properties that no Java would start with.
    pub(super) fn resolve(&self, context: &Context<'_>, uses_cacerts: bool) -> Result<Target, Failure> {
        let machine = context.machine;
        let home = match (&self.java_home, self.java) {
            (Some(named), _) => Some(
                JavaHome::find(machine, Path::new(named))
                    .ok_or_else(|| Failure::NoJava { folder: named.clone() })?,
            ),
            (None, None) if uses_cacerts => installs::cacerts(machine)
                .and_then(|cacerts| installs::home_of(&cacerts))
                .and_then(|home| JavaHome::find(machine, &home)),
            _ => None,
        };
        let (mut policy, mut wanted) = (Policy::default(), self.java.unwrap_or(Wanted::DEFAULT));
        // What decides is one update; what a store can be read by depends on the update only where it was told.
        let decides_as;
        match &home {
            None => {
                policy = Policy::of_update(wanted.release, wanted.update);
                decides_as = wanted.update.or(Some(wanted.release.observed()));
            }
            Some(home) => {
                policy.lay_over(machine, &home.java_security).map_err(Failure::Policy)?;
                wanted = Wanted { release: home.release, update: home.update };
                decides_as = home.update;
            }
        }
        policy = policy.told(machine).map_err(Failure::Policy)?;
        if let Some(named) = &self.java_security {
            policy.lay_over(machine, Path::new(named)).map_err(Failure::Policy)?;
        }
        let mut java = Java::with_policy(wanted.release, &policy)
            .map_err(|error| Failure::Property { origin: policy.origin(error.property).cloned(), error })?
            .of_update(decides_as);
        let blocked = home.as_ref().and_then(|home| home.blocked.as_ref());
        if let Some(text) = blocked.and_then(|path| fs::read_to_string(machine.path(path)).ok()) {
            java.blocked = distrust::read_blocked(&text).into_iter().collect();
        }
        java.own = home.as_ref().and_then(|home| home.own.clone());
        let (cacerts, trusts_by) = home.map(|home| (home.cacerts, home.trusts_by)).unwrap_or_default();
        Ok(Target { java, policy, update: wanted.update, cacerts, trusts_by })
    }
}

/// The Java that decides, and what it was made from.
pub(super) struct Target {
    /// The Java.
    pub(super) java: Java,
    /// Its security properties.
    pub(super) policy: Policy,
    /// Which update of its release it is, where that is known: 202 of 8u202, 10 of 11.0.10.
    pub(super) update: Option<u32>,
    /// Its own cacerts, where it is one that lies in a folder.
    pub(super) cacerts: Option<PathBuf>,
    /// What it trusts by unless it is told otherwise: its `jssecacerts`, where there is one, else its cacerts.
    pub(super) trusts_by: Option<PathBuf>,
}

impl Target {
    /// Takes for the JDK's own the roots of its cacerts; not needed where that is the store asked about, which is read anyway.
    /// Of one that cannot be read it has none.
    pub(super) fn note_own_roots(&mut self, context: &Context<'_>) {
        let Some(cacerts) = &self.cacerts else { return };
        let Ok(bytes) = fs::read(context.machine.path(cacerts)).map(Arc::new) else { return };
        let store = formats::detect(&bytes)
            .and_then(|format| formats::decode(format, &bytes, None, Reading::Anything).ok());
        note_jdk_roots(&mut self.java, store.iter().flat_map(|store| store.entries()));
    }
}

/// Takes for roots of the JDK's own those whose alias says so.
///
/// Java: it is the alias in its cacerts that counts, wherever the anchor was found. A store that has such aliases is a
/// copy of a cacerts, so they count here even where that of the Java itself is not at hand.
pub(super) fn note_jdk_roots<'e>(java: &mut Java, entries: impl Iterator<Item = &'e Entry>) {
    for entry in entries.filter(|entry| entry.alias.as_str().contains("[jdk")) {
        if let Some(root) = entry.certificate().and_then(|certificate| Node::read(&certificate.der).ok()) {
            java.add_jdk_root(&root);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_in_several_forms() {
        for text in [
            "2027-01-31",
            "2027-01-31T00:00",
            "2027-01-31 00:00:00",
            "2027-01-31T00:00:00Z",
            "2027-01-31T01:00:00+01:00",
        ] {
            assert_eq!(instant(text), Ok("2027-01-31T00:00:00Z".parse().unwrap()), "{text}");
        }
        for text in ["", "tomorrow", "2027-02-30", "31.01.2027", "99999-01-01"] {
            assert!(instant(text).is_err(), "{text}");
        }
    }

    #[test]
    fn hosts_are_names_and_addresses() {
        for good in
            ["mail.example.com", "10.0.0.1", "2001:db8::1", "[2001:db8::1]", "a_b.", "*.x", "münchen.de"]
        {
            assert_eq!(host(good), Ok(good.to_owned()));
        }
        for bad in ["", "mail.example.com:443", "https://mail.example.com", "mail.example.com/"] {
            assert!(host(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn releases_by_their_numbers() {
        assert_eq!(wanted("17"), Ok(Wanted { release: Release::Java17, update: None }));
        assert_eq!(wanted("8u202"), Ok(Wanted { release: Release::Java8, update: Some(202) }));
        for text in ["8", "8u202", "11.0.10", "25"] {
            assert_eq!(wanted(text).unwrap().to_string(), text);
        }
        assert!(wanted("18").is_err() && wanted("").is_err() && wanted("x").is_err());
    }
}
