//! What keytool finds wrong with a whole line, before any command does anything.

use super::{Given, Line, NONE, Refusal};
use crate::cli::failure::java_words;
use crate::commands::{Added, SHORTEST_PASSWORD, given_password, refuse_unknown_providers};
use crate::machine::Machine;
use crate::report::keytool::help::Command;
use crate::secret::Password;

/// Store types that are no files.
const TOKENS: [&str; 7] = [
    "PKCS11",
    "Windows-MY",
    "Windows-ROOT",
    "Windows-MY-CURRENTUSER",
    "Windows-ROOT-CURRENTUSER",
    "Windows-MY-LOCALMACHINE",
    "Windows-ROOT-LOCALMACHINE",
];
/// The options that say which store is meant: its type and its name.
const STORES: [(&str, &str); 2] = [("storetype", "keystore"), ("deststoretype", "destkeystore")];

impl Line {
    /// What keytool finds wrong with the options, whatever the command, in its order.
    pub(super) fn contradiction(&self, command: &'static Command, machine: &Machine) -> Option<Refusal> {
        let has = |name: &str| self.options.contains_key(name);
        let any = |names: &[&'static str]| names.iter().any(|name| has(name));
        let exception =
            |class: &str, text: &str| Some(Refusal::Exception(format!("java.lang.{class}: {text}")));
        if has("cacerts") && any(&["keystore", "storetype"]) {
            let text = "The -keystore or -storetype option cannot be used with the -cacerts option";
            return exception("IllegalArgumentException", text);
        }
        if let Some(token) = self.token_in_a_file() {
            let complaint = format!("-keystore must be NONE if -storetype is {token}\n");
            return Some(Refusal::Usage(complaint, Some(command)));
        }
        let token = STORES.iter().find_map(|(option, _)| self.token(option));
        if let Some(token) = token {
            if matches!(command.name, "storepasswd" | "keypasswd") {
                let text =
                    format!("-storepasswd and -keypasswd commands not supported if -storetype is {token}");
                return exception("UnsupportedOperationException", &text);
            }
            if any(&["keypass", "destkeypass", "new"]) {
                let text = format!("-keypass and -new can not be specified if -storetype is {token}");
                return exception("IllegalArgumentException", &text);
            }
        }
        let passwords = any(&["storepass", "deststorepass", "keypass", "destkeypass", "new"]);
        if any(&["protected", "destprotected"]) && passwords {
            let text =
                "if -protected is specified, then -storepass, -keypass, and -new must not be specified";
            return exception("IllegalArgumentException", text);
        }
        if has("srcprotected") && any(&["srcstorepass", "srckeypass"]) {
            let text =
                "if -srcprotected is specified, then -srcstorepass and -srckeypass must not be specified";
            return exception("IllegalArgumentException", text);
        }
        // Java: the user's password on Windows is that of the store, too.
        if token.is_some_and(is_of_windows) && passwords {
            let text = "if keystore is not password protected, then -storepass, -keypass, and -new must not be specified";
            return exception("IllegalArgumentException", text);
        }
        if self.token("srcstoretype").is_some_and(is_of_windows) && any(&["srcstorepass", "srckeypass"]) {
            let text = "if source keystore is not password protected, then -srcstorepass and -srckeypass must not be specified";
            return exception("IllegalArgumentException", text);
        }
        let validity = self.value("validity").and_then(|given| given.value.as_deref());
        if validity.and_then(|days| days.parse::<i64>().ok()).is_some_and(|days| days <= 0) {
            return exception("Exception", "Validity must be greater than zero");
        }
        if let Some(refusal) = self.unknown_provider() {
            return Some(refusal);
        }
        let is_short = |option: &str| {
            self.password_of(option, machine)
                .is_some_and(|password| password.java_length() < SHORTEST_PASSWORD)
        };
        if command.name == "genkeypair" && is_short("keypass") {
            return exception("Exception", "Key password must be at least 6 characters");
        }
        if is_short("new") || is_short("destkeypass") {
            return exception("Exception", "New password must be at least 6 characters");
        }
        if command.name == "list" && has("v") && has("rfc") {
            let complaint = "Must not specify both -v and -rfc with 'list' command";
            return Some(Refusal::Usage(complaint.into(), Some(command)));
        }
        None
    }

    /// The type that an option names, where that is one of a store that is no file.
    fn token(&self, option: &str) -> Option<&'static str> {
        let typed = self.value(option)?.value.as_deref()?;
        TOKENS.into_iter().find(|token| token.eq_ignore_ascii_case(typed))
    }

    /// The type of a store that is no file, where a file is named for it.
    fn token_in_a_file(&self) -> Option<&'static str> {
        let named = |keystore: &str| self.value(keystore).and_then(|given| given.value.as_deref());
        let in_file = STORES.iter().find_map(|(option, keystore)| {
            named(keystore).filter(|named| *named != NONE).and_then(|_| self.token(option))
        });
        // Java: a source without a name is in a file, too; where it is not in Java's own spelling, that is noticed only when
        // the destination is open, which takes its password.
        let source = || {
            let typed = self.value("srcstoretype").and_then(|given| given.value.as_deref());
            let is_early = typed == Some(TOKENS[0]) || self.options.contains_key("deststorepass");
            self.token("srcstoretype").filter(|_| is_early && named("srckeystore") != Some(NONE))
        };
        in_file.or_else(source)
    }

    /// The types of stores that are no files and were not named, and the option that would name them.
    pub(super) fn tokens_of_no_name(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        STORES
            .into_iter()
            .filter(|(_, keystore)| !self.options.contains_key(keystore))
            .filter_map(|(option, keystore)| Some((self.token(option)?, keystore)))
    }

    /// The password that an option gives, wherever it is.
    pub(super) fn password_of(&self, option: &str, machine: &Machine) -> Option<Password> {
        let Given { value, suffix, .. } = self.value(option)?;
        let (value, of_suffix) = (value.as_ref()?, |wanted| *suffix == wanted);
        let plain = of_suffix("").then(|| Password::new(value.as_str()));
        let variable = Some(value).filter(|_| of_suffix("-env"));
        let file = Some(value).filter(|_| of_suffix("-file"));
        given_password(machine, plain.as_ref(), variable, file).ok().flatten()
    }

    /// Java: adds the providers before any command does anything.
    fn unknown_provider(&self) -> Option<Refusal> {
        let added = |option: &'static str| {
            self.options.get(option).into_iter().flatten().filter_map(|given| {
                Some(Added { name: given.value.as_deref()?, is_configured: given.is_configured })
            })
        };
        let classes = added("providerclass").chain(added("provider"));
        let failure = refuse_unknown_providers(added("addprovider"), classes).err()?;
        Some(Refusal::Exception(java_words(&failure)))
    }
}

fn is_of_windows(token: &str) -> bool {
    token.starts_with("Windows-")
}
