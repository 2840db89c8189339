//! Options that several commands share: which store, which password.

use super::providers::ProviderArguments;
use super::session::Saving;
use super::{Context, Failure};
use crate::machine::Machine;
use crate::report::Question;
use crate::secret::Password;

/// Which keystore, and how to open it.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct StoreArguments {
    /// The keystore file (default: ~/.keystore)
    #[arg(long, short, value_name = "STORE")]
    pub keystore: Option<String>,

    /// Work on the cacerts of this machine's Java
    #[arg(long)]
    pub cacerts: bool,

    /// The keystore's type; needed only to make a new one as JKS
    #[arg(long, value_name = "TYPE")]
    pub storetype: Option<String>,

    #[command(flatten)]
    pub(super) given: StorePasswordArguments,

    /// Ask for no password
    #[arg(long, hide = true)]
    pub protected: bool,

    /// Say more
    #[arg(short, long)]
    pub verbose: bool,

    #[command(flatten)]
    pub(super) providers: ProviderArguments,
}

/// The password of a keystore, or of all that a command looks at.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct StorePasswordArguments {
    /// The keystore's password
    #[arg(long, value_name = "PASSWORD")]
    storepass: Option<Password>,

    /// The environment variable that holds the keystore's password
    #[arg(long, value_name = "NAME")]
    storepass_env: Option<String>,

    /// The file whose first line is the keystore's password
    #[arg(long, value_name = "FILE")]
    storepass_file: Option<String>,
}

impl StorePasswordArguments {
    /// Whether one was given in any way.
    pub(super) fn is_given(&self) -> bool {
        self.storepass.is_some() || self.storepass_env.is_some() || self.storepass_file.is_some()
    }

    /// A password that was given in another way already.
    pub(super) fn known(storepass: Option<Password>) -> Self {
        Self { storepass, ..Self::default() }
    }

    /// The options again, for a command that is printed; a password itself is not repeated.
    pub(super) fn repeated(&self) -> Vec<String> {
        let option = |name: &str, value: &Option<String>| {
            value.iter().flat_map(|value| [name.to_owned(), value.clone()]).collect::<Vec<_>>()
        };
        [option("--storepass-env", &self.storepass_env), option("--storepass-file", &self.storepass_file)]
            .concat()
    }

    /// The password given with the options, if one was.
    pub(super) fn password(&self, context: &Context<'_>) -> Result<Option<Password>, Failure> {
        let Self { storepass, storepass_env, storepass_file } = self;
        given_password(context.machine, storepass.as_ref(), storepass_env.as_ref(), storepass_file.as_ref())
    }
}

/// The three ways of giving a password on the command line, in the order in which they are looked at.
///
/// # Errors
/// A variable or file that is not there.
pub fn given_password(
    machine: &Machine,
    plain: Option<&Password>,
    variable: Option<&String>,
    file: Option<&String>,
) -> Result<Option<Password>, Failure> {
    if let Some(plain) = plain {
        return Ok(Some(plain.clone()));
    }
    if let Some(name) = variable {
        let value = machine.variable(name);
        return value
            .map(|value| Some(Password::new(value)))
            .ok_or_else(|| Failure::VariableMissing { name: name.clone() });
    }
    if let Some(named) = file {
        let path = machine.path(named);
        if !path.exists() {
            return Err(Failure::PasswordFileMissing { path: named.clone() });
        }
        // Java: what cannot be read, such as a folder, is an empty password.
        let text = zeroize::Zeroizing::new(std::fs::read(path).unwrap_or_default());
        let line = text.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
        return Ok(Some(Password::new(String::from_utf8_lossy(line))));
    }
    Ok(None)
}

impl StoreArguments {
    /// What keytool checks before anything else.
    ///
    /// # Errors
    /// Options that contradict each other, a provider that there is not.
    pub fn check(&self) -> Result<(), Failure> {
        self.check_cacerts()?;
        self.providers.check(self.storetype.as_deref())
    }

    /// Whether only one store is named.
    ///
    /// # Errors
    /// [`Failure::CacertsAndKeystore`].
    pub(super) fn check_cacerts(&self) -> Result<(), Failure> {
        if self.cacerts && (self.keystore.is_some() || self.storetype.is_some()) {
            return Err(Failure::CacertsAndKeystore);
        }
        Ok(())
    }

    /// The password given with the options, if one was.
    ///
    /// # Errors
    /// A variable or file that is not there.
    pub fn password(&self, context: &Context<'_>) -> Result<Option<Password>, Failure> {
        let given = self.given.password(context)?;
        if self.protected && given.is_some() {
            return Err(Failure::ProtectedAndPassword);
        }
        Ok(given)
    }
}

/// How a change is saved.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct ChangeArguments {
    /// Show what would change, and change nothing
    #[arg(long)]
    pub dry_run: bool,

    /// Do not keep the old store as STORE.bak
    #[arg(long)]
    pub no_backup: bool,
}

impl ChangeArguments {
    /// Where the changed store goes. keytool keeps no backup.
    pub(super) fn saving(&self, context: &Context<'_>) -> Saving {
        Saving { dry_run: self.dry_run, backup: !self.no_backup && !context.is_keytool() }
    }
}

/// The password that replaces another.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct NewPasswordArguments {
    /// The new password
    #[arg(long, value_name = "PASSWORD")]
    new: Option<Password>,

    /// The environment variable that holds the new password
    #[arg(long, value_name = "NAME")]
    new_env: Option<String>,

    /// The file whose first line is the new password
    #[arg(long, value_name = "FILE")]
    new_file: Option<String>,
}

impl NewPasswordArguments {
    /// The password given with the options, if one was.
    pub(super) fn password(&self, context: &Context<'_>) -> Result<Option<Password>, Failure> {
        given_password(context.machine, self.new.as_ref(), self.new_env.as_ref(), self.new_file.as_ref())
    }
}

/// The alias that is meant: as an option, as the first word, or keytool's default.
pub(super) fn alias_of(
    context: &mut Context<'_>,
    option: Option<&String>,
    named: Option<&String>,
) -> Result<String, Failure> {
    match option.or(named) {
        Some(alias) => Ok(alias.clone()),
        None if context.is_keytool() => Ok("mykey".into()),
        None => super::delete::ask_alias(context, &Question::Alias),
    }
}

/// The password of a key.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct KeyPasswordArguments {
    /// The key's password, where it is not the keystore's
    #[arg(long, value_name = "PASSWORD")]
    pub keypass: Option<Password>,

    /// The environment variable that holds the key's password
    #[arg(long, value_name = "NAME")]
    pub keypass_env: Option<String>,

    /// The file whose first line is the key's password
    #[arg(long, value_name = "FILE")]
    pub keypass_file: Option<String>,
}

impl KeyPasswordArguments {
    /// Hides these options of a command, where they are keytool's and natively say nothing.
    pub(super) fn hidden(option: clap::Arg) -> clap::Arg {
        let is_one = option.get_id().as_str().starts_with("keypass");
        if is_one { option.hide(true) } else { option }
    }

    /// The password given with the options, if one was.
    pub(super) fn password(&self, context: &Context<'_>) -> Result<Option<Password>, Failure> {
        given_password(
            context.machine,
            self.keypass.as_ref(),
            self.keypass_env.as_ref(),
            self.keypass_file.as_ref(),
        )
    }
}
