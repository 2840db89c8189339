//! What keytool finds wrong with a whole line, before any command does anything.

use super::{Given, Line, Refusal};
use crate::cli::failure::java_words;
use crate::commands::{SHORTEST_PASSWORD, given_password, refuse_unknown_providers};
use crate::machine::Machine;
use crate::report::keytool::help::Command;
use crate::secret::Password;

/// Store types that are no files.
const TOKENS: [&str; 3] = ["PKCS11", "Windows-MY", "Windows-ROOT"];
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
        if any(&["protected", "destprotected"])
            && any(&["storepass", "deststorepass", "keypass", "destkeypass", "new"])
        {
            let text =
                "if -protected is specified, then -storepass, -keypass, and -new must not be specified";
            return exception("IllegalArgumentException", text);
        }
        if has("srcprotected") && any(&["srcstorepass", "srckeypass"]) {
            let text =
                "if -srcprotected is specified, then -srcstorepass and -srckeypass must not be specified";
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

    /// The type of a store that is no file, where a file is named for it.
    fn token_in_a_file(&self) -> Option<&'static str> {
        let stored = |name: &str| self.value(name).and_then(|given| given.value.as_deref());
        let is_elsewhere = |kept: &str| stored(kept).is_some_and(|keystore| keystore != "NONE");
        let token = |option: &str, kept: &str| {
            let typed = stored(option).filter(|_| is_elsewhere(kept))?;
            TOKENS.into_iter().find(|token| token.eq_ignore_ascii_case(typed))
        };
        // Java: of a source only in capitals.
        let source =
            || stored("srcstoretype").filter(|typed| *typed == "PKCS11" && is_elsewhere("srckeystore"));
        token("storetype", "keystore")
            .or_else(|| token("deststoretype", "destkeystore"))
            .or_else(|| source().and(Some("PKCS11")))
    }

    /// The password that an option gives, wherever it is.
    pub(super) fn password_of(&self, option: &str, machine: &Machine) -> Option<Password> {
        let Given { value, suffix } = self.value(option)?;
        let (value, of_suffix) = (value.as_ref()?, |wanted| *suffix == wanted);
        let plain = of_suffix("").then(|| Password::new(value.as_str()));
        let variable = Some(value).filter(|_| of_suffix("-env"));
        let file = Some(value).filter(|_| of_suffix("-file"));
        given_password(machine, plain.as_ref(), variable, file).ok().flatten()
    }

    /// Java: adds the providers before any command does anything.
    fn unknown_provider(&self) -> Option<Refusal> {
        let values = |option: &'static str| {
            self.options.get(option).into_iter().flatten().filter_map(|given| given.value.as_deref())
        };
        let classes = values("providerclass").chain(values("provider"));
        let failure = refuse_unknown_providers(values("addprovider"), classes).err()?;
        Some(Refusal::Exception(java_words(&failure)))
    }
}
