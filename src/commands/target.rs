//! The Java that a command decides for, and the instant: shared by `verify` and `audit`.

use std::fs;
use std::path::Path;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::{Context, Failure};
use crate::diagnosis::Release;
use crate::formats::{self, Reading};
use crate::jvm::home::JavaHome;
use crate::jvm::policy::Policy;
use crate::keystore::Entry;
use crate::pkix::{Java, Node, distrust};

/// Which Java decides, and when.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct TargetArguments {
    /// Decide as this Java does: 8, 11, 17, 21 or 25 (default)
    #[arg(long, value_name = "VERSION", value_parser = release, conflicts_with = "java_home")]
    pub java: Option<Release>,

    /// Decide as the Java in this folder does: its release, java.security, blocked.certs and cacerts
    #[arg(long, value_name = "DIR")]
    pub java_home: Option<String>,

    /// Lay the properties of this java.security file over the Java's own
    #[arg(long, value_name = "FILE")]
    pub java_security: Option<String>,

    /// Pretend that it is this day, or instant: 2027-01-31, 2027-01-31T12:00:00Z
    #[arg(long, value_name = "TIME", value_parser = instant)]
    pub at: Option<Timestamp>,
}

fn release(text: &str) -> Result<Release, String> {
    let number = text.parse().ok().or_else(|| text.strip_prefix("1.").and_then(|rest| rest.parse().ok()));
    Release::ALL
        .into_iter()
        .find(|release| Some(release.number()) == number)
        .ok_or_else(|| "one of 8, 11, 17, 21 and 25 is meant".to_owned())
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

    /// The Java that decides.
    ///
    /// # Errors
    /// A folder without a Java, a file of properties that no Java would start with.
    pub(super) fn java(&self, context: &Context<'_>) -> Result<Java, Failure> {
        let machine = context.machine;
        let mut home = None;
        let mut policy = match &self.java_home {
            None => Policy::of_release(self.java.unwrap_or(Release::Java25)),
            Some(named) => {
                let found = JavaHome::find(machine, Path::new(named))
                    .ok_or_else(|| Failure::NoJava { folder: named.clone() })?;
                let mut policy = Policy::default();
                policy.lay_over(machine, &found.java_security).map_err(Failure::Policy)?;
                home = Some(found);
                policy
            }
        };
        if let Some(named) = &self.java_security {
            policy.lay_over(machine, Path::new(named)).map_err(Failure::Policy)?;
        }
        let release = home.as_ref().map_or(self.java.unwrap_or(Release::Java25), |home| home.release);
        let mut java = Java::with_policy(release, &policy).map_err(|error| Failure::Property {
            origin: policy.origin(error.property).cloned(),
            error,
            release,
        })?;
        if let Some(home) = home {
            if let Some(text) = home.blocked.and_then(|path| fs::read_to_string(machine.path(path)).ok()) {
                java.blocked = distrust::read_blocked(&text).into_iter().collect();
            }
            if let Some(bytes) = home.cacerts.and_then(|path| fs::read(machine.path(path)).ok()) {
                let bytes = std::sync::Arc::new(bytes);
                let store = formats::detect(&bytes)
                    .and_then(|format| formats::decode(format, &bytes, None, Reading::Anything).ok());
                note_jdk_roots(&mut java, store.iter().flat_map(|store| store.entries()));
            }
        }
        Ok(java)
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
    fn releases_by_their_numbers() {
        assert_eq!(release("17"), Ok(Release::Java17));
        assert_eq!(release("1.8"), Ok(Release::Java8));
        assert!(release("18").is_err() && release("").is_err() && release("x").is_err());
    }
}
