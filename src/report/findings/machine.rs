//! What is the matter with the trust store that a Java uses, or does not use.

use std::path::Path;

use jiff::Timestamp;

use crate::audit::Readability;
use crate::diagnosis::{Cause, Finding, Remedy, Severity};
use crate::formats::DecodeError;
use crate::jvm::launch::Launch;
use crate::jvm::service::{Fault, Remark};
use crate::jvm::truststore::{
    Access, Choice, TRUST_STORE, TRUST_STORE_PASSWORD, TRUST_STORE_TYPE, Used, without_quotes,
};
use crate::opening::{OpenFault, Opened, Shortage};
use crate::report::machine::{Trusting, access, origin};
use crate::secret::veiled;

use super::written;

pub(super) fn finding(cause: Cause, severity: Severity, message: String, remedy: Remedy) -> Finding {
    Finding { cause, severity, alias: None, message, remedy, certificate: None }
}

/// Whose Java something is the matter with.
#[derive(Debug, Clone, Copy)]
pub enum Whose<'w> {
    /// That of a process, by its number.
    Process(u32),
    /// That of a service, by the file that says so.
    Service(&'w str),
}

/// The same beside what is the matter with a server: it says whose it is.
pub fn of_whose(finding: Finding, whose: Whose<'_>) -> Finding {
    let message = match whose {
        Whose::Process(pid) => format!("process {pid}: {}", finding.message),
        Whose::Service(file) => format!("{file}: {}", finding.message),
    };
    Finding { message, ..finding }
}

/// What became of what a Java was told: the store that it does not use, or that there is none.
pub fn of_choice(choice: &Choice) -> Option<Finding> {
    let instead = match &choice.used {
        Used::File(path) => format!("it uses {} without a word", path.display()),
        Used::None => {
            let message = format!("it was told {TRUST_STORE}=NONE, and trusts nobody");
            let remedy = Remedy::words(format!("Take {TRUST_STORE} away, or name a store by it."));
            return Some(finding(Cause::NoTrustStore, Severity::Error, message, remedy));
        }
        Used::Unseen(path) => format!("it looks for {} without a word", path.display()),
        Used::Nothing => "and there is no cacerts that it could use".to_owned(),
    };
    let Some((setting, step)) = choice.passed_over() else {
        return (choice.used == Used::Nothing).then(|| {
            let message = "it has no cacerts, and was told of no other store".to_owned();
            let remedy = Remedy::words("Put its cacerts back, as by installing it anew.");
            finding(Cause::NoTrustStore, Severity::Error, message, remedy)
        });
    };
    let place = origin(&setting.origin);
    let (what, remedy) = match (without_quotes(&setting.value), step.access) {
        (Some(bare), _) => (
            format!("the quotes in {TRUST_STORE}={} reach it as a part of the name", setting.value),
            format!("Write it without quotes ({place}): -D{TRUST_STORE}={bare}"),
        ),
        (None, _) if setting.value.is_empty() => (
            format!("{TRUST_STORE} is set, and empty"),
            format!("Name the store, or take the property away ({place})."),
        ),
        (None, Access::Forbidden) => (
            format!("it was told to use {}, which its user may not read", setting.value),
            "Let the user that it runs as read the file and go through the folders above it.".to_owned(),
        ),
        (None, Access::Unnamable) => (
            format!("it was told to use {}, which {}", setting.value, access(step.access)),
            ANOTHER_LOCALE.to_owned(),
        ),
        (None, how) => (
            format!("it was told to use {}, which {}", veiled(&setting.value), access(how)),
            match written::of_path(&setting.value) {
                Some(slip) => format!("{slip} ({place})."),
                None => corrected(&setting.value, &place),
            },
        ),
    };
    let message = format!("{what} ({place}); {instead}");
    Some(finding(Cause::SilentFallback, Severity::Error, message, Remedy::words(remedy)))
}

/// What to do about a path that leads nowhere.
pub(super) fn corrected(path: &str, place: &str) -> String {
    let relative = if Path::new(path).is_relative() { "; it starts from the working folder" } else { "" };
    format!("Correct the path ({place}), or put the store there{relative}.")
}
/// What is to be done where a Java cannot name a file in its locale.
pub(super) const ANOTHER_LOCALE: &str =
    "Start it with LC_ALL=C.UTF-8 in its environment, or give the file a name of plain letters (ASCII).";

/// What is the matter with the store as this Java opens it.
pub fn of_opening(path: &Path, opened: &Result<Opened, OpenFault>, launch: &Launch) -> Option<Finding> {
    let named = path.display();
    let (cause, message, remedy) = match opened {
        Ok(opened) => match opened.shortage? {
            Shortage::PasswordMissing => (
                Cause::TrustStorePasswordMissing,
                format!(
                    "the certificates of {named} are encrypted, and it is told no password: it finds none of them"
                ),
                format!("Add -D{TRUST_STORE_PASSWORD}=… beside {TRUST_STORE}."),
            ),
            Shortage::Unmarked => (
                Cause::InvisibleToJava,
                format!(
                    "the certificates of {named} have no mark of trust, as openssl leaves it out: it sees none of them"
                ),
                "Make the store with `keytool-rs import` or keytool.".to_owned(),
            ),
            Shortage::Empty => (
                Cause::EmptyStore,
                format!("{named} has no certificates in it"),
                "Put the authorities it is to trust into it.".to_owned(),
            ),
        },
        Err(fault) => return Some(of_fault(path, fault, launch, &OF_TRUST)),
    };
    Some(finding(cause, Severity::Error, message, Remedy::words(remedy)))
}

/// A store with a MAC or a cipher that this Java does not have.
pub fn of_unreadable(path: &Path, readability: &Readability, version: &str) -> Finding {
    let message = format!(
        "{} has {}, which Java {version} does not know: every connection fails (it is readable by {})",
        path.display(),
        readability.reason.as_deref().unwrap_or_default(),
        readability.since
    );
    let remedy = "Update the Java, or make a store that every Java reads: a JKS file, or PKCS12 with -J-Dkeystore.pkcs12.legacy.";
    finding(Cause::UnreadableByJava, Severity::Error, message, Remedy::words(remedy))
}

/// The properties that say how a store is opened, and what to do about a file that is none.
pub(super) struct Manner {
    pub(super) type_name: &'static str,
    pub(super) password: &'static str,
    pub(super) advice: &'static str,
}

const OF_TRUST: Manner = Manner {
    type_name: TRUST_STORE_TYPE,
    password: TRUST_STORE_PASSWORD,
    advice: "A file of certificates (PEM) is no store: import it into one with `keytool-rs import`.",
};

/// Why a store does not open, and what to do.
pub(super) fn of_fault(path: &Path, fault: &OpenFault, launch: &Launch, manner: &Manner) -> Finding {
    let named = path.display();
    let Manner { type_name, password, advice } = manner;
    let (cause, message, remedy) = match fault {
        OpenFault::UnknownType(name) => (
            Cause::WrongStoreType,
            format!("it is told that {named} is of the type {name:?}, which it does not know"),
            format!("Correct {type_name}, or take it away."),
        ),
        OpenFault::WrongType { wanted, found } => (
            Cause::WrongStoreType,
            format!("{named} is a {}, and it opens it as {wanted}", found.java_name()),
            format!("Say -D{type_name}={}, or make it a PKCS12.", found.java_name()),
        ),
        OpenFault::Decode(fault) if fault.is_wrong_password() => {
            let place = launch.setting(password).map(|setting| origin(&setting.origin));
            let place = place.map_or_else(String::new, |place| format!(" ({place})"));
            (
                Cause::WrongPassword,
                format!("the password that it is told{place} does not open {named}: every connection fails"),
                format!("Correct {password}."),
            )
        }
        OpenFault::Decode(DecodeError::Unrecognised) => (
            Cause::NotAKeystore,
            format!("{named} is no keystore: every connection fails"),
            (*advice).to_owned(),
        ),
        OpenFault::Decode(fault) => (
            Cause::DamagedStore,
            format!("{named} cannot be read as a keystore ({fault}): every connection fails"),
            "Put a sound copy in its place.".to_owned(),
        ),
    };
    finding(cause, Severity::Error, message, Remedy::words(remedy))
}

/// What is wrong with a service's file.
pub fn of_remark(remark: &Remark) -> Finding {
    let place = format!("{}:{}", remark.file.display(), remark.line);
    let (what, advice) = match &remark.fault {
        Fault::Gap { number, after } => (
            format!(
                "property {number} never reaches the Java: the numbers end at {after}, behind which there is a gap"
            ),
            "Give it the next number, or set wrapper.ignore_sequence_gaps=TRUE",
        ),
        Fault::SeveralArguments { value } => (
            format!("{:?} reaches the Java as one argument", veiled(value)),
            "Write one argument in each property",
        ),
        Fault::Quotes { value } => (
            format!("the quotes in {} reach the Java as a part of the value", veiled(value)),
            "Take them away, or have them stripped",
        ),
        Fault::UnreadableInclude { included, required: true } => (
            format!(
                "{} is to be included and cannot be read: the service does not start",
                included.display()
            ),
            "Correct its path",
        ),
        Fault::UnreadableInclude { included, required: false } => (
            format!(
                "{} is to be included, cannot be read, and is passed over without a word",
                included.display()
            ),
            "Correct its path, if it is meant to be there",
        ),
        Fault::CircularInclude { included } => (
            format!("{} is included again by what it includes, or too deep", included.display()),
            "Include each file once",
        ),
        Fault::UndefinedVariable { name } => {
            (format!("nobody sets the variable {name}"), "Set it, or write out what is meant")
        }
        Fault::Duplicate { name, before: (file, line) } => (
            format!("{name} is set here again: that of {}:{line} does not count", file.display()),
            "Take away the one that is not meant",
        ),
        Fault::WrongFolder { path, folder, found } => {
            let found =
                found.as_ref().map_or_else(String::new, |found| format!("; there is {}", found.display()));
            (
                format!(
                    "{} is not in {}, where relative paths start{found}",
                    path.display(),
                    folder.display()
                ),
                "Name it in full",
            )
        }
    };
    let advice = match &remark.corrected {
        // Two lines where one was.
        Some(lines) => format!("{advice} ({place}): {}", veiled(lines).replace('\n', ", and below it ")),
        None => format!("{advice} ({place})."),
    };
    // What is only doubled may be meant.
    let severity = match remark.fault {
        Fault::Duplicate { .. } | Fault::UnreadableInclude { required: false, .. } => Severity::Info,
        _ => Severity::Warning,
    };
    finding(Cause::ServiceFile, severity, format!("{what} ({place})"), Remedy::words(advice))
}

/// A store that was changed after the Java had read it.
pub fn of_change(path: &Path, changed: Timestamp, started: Timestamp, unit: Option<&str>) -> Finding {
    let message =
        format!("{} was changed {}, after it was started {}", path.display(), when(changed), when(started));
    let remedy = start_anew("Start it anew: only then what is in the store now counts.", unit);
    finding(Cause::RestartDue, Severity::Warning, message, remedy)
}

/// A store with an older date on it that was put there, or otherwise touched, after the Java had read it: nobody knows which.
pub fn of_touch(path: &Path, touched: Timestamp, started: Timestamp, unit: Option<&str>) -> Finding {
    let message = format!(
        "{} was replaced by an older file, or its permissions were changed, {}, after it was started {}",
        path.display(),
        when(touched),
        when(started)
    );
    let remedy = start_anew("Start it anew where it was replaced, as by a package or from a backup.", unit);
    finding(Cause::RestartDue, Severity::Info, message, remedy)
}

/// A Java that is no longer the one that is there. That its own store is another one or gone comes of it, and is not told as well.
pub fn tell_replaced(seen: &mut Trusting) {
    let home = seen.surroundings.home.as_deref();
    let (is_without, is_of_home) = match &seen.choice {
        Some(choice) => (
            choice.used == Used::Nothing && choice.passed_over().is_none(),
            matches!((&choice.used, home), (Used::File(path), Some(home)) if path.starts_with(home)),
        ),
        None => (false, false),
    };
    let place = home.map_or_else(String::new, |home| format!(" in {}", home.display()));
    let message = format!(
        "its Java{place} was replaced, moved or deleted while it runs: what it has not read yet it takes from what is there now, \
         or does not find"
    );
    let remedy =
        start_anew("Start it anew, with the Java that is there now.", seen.surroundings.unit.as_deref());
    seen.findings.retain(|finding| match finding.cause {
        Cause::NoTrustStore => !is_without,
        Cause::RestartDue => !is_of_home,
        _ => true,
    });
    seen.findings.insert(0, finding(Cause::RestartDue, Severity::Warning, message, remedy));
}

/// To start a Java anew, with the command where its unit is known.
pub fn start_anew(text: &str, unit: Option<&str>) -> Remedy {
    match unit {
        Some(unit) => Remedy::shell(text, ["systemctl", "restart", unit]),
        None => Remedy::words(text),
    }
}

fn when(instant: Timestamp) -> String {
    instant.strftime("%Y-%m-%d %H:%M:%S UTC").to_string()
}
