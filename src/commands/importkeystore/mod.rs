//! `importkeystore`: takes the entries of one keystore, or one of them, into another.

mod entries;
mod upgrade;

use super::arguments::{ChangeArguments, StoreArguments, StorePasswordArguments, given_password};
use super::context::SHORTEST_PASSWORD;
use super::providers::ProviderArguments;
use super::session::{Purpose, Session};
use super::whereabouts::locate;
use super::{Context, Failure, NativeFault, keys, weakness};
use crate::report::Notice;
use crate::secret::Password;
use entries::Import;

/// Takes the entries of one keystore into another
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_help = "\
Examples:
  keytool-rs importkeystore old.jks --keystore new.p12
  keytool-rs importkeystore partner.p12 --srcalias server --destalias partner --keystore agent.jks --storetype jks
  keytool-rs importkeystore agent.jks --keystore agent.jks --storetype pkcs12
  keytool-rs importkeystore agent.jks --keystore agent.jks --storetype pkcs12 --srckeypass-env ONE --srckeypass-env TWO

Exit code: 0 all entries are imported or there already, 1 some cannot be imported, and the others are and the store is saved;
or none are, where an error is told")]
pub struct ImportKeystore {
    /// The keystore to import from; the one to import into is named with --keystore
    #[arg(value_name = "SOURCE")]
    pub source: Option<String>,

    #[arg(long, value_name = "SOURCE", hide = true, conflicts_with = "source")]
    srckeystore: Option<String>,

    /// The source's type; the file itself tells it
    #[arg(long, value_name = "TYPE")]
    pub srcstoretype: Option<String>,

    /// The source's password
    #[arg(long, value_name = "PASSWORD")]
    pub srcstorepass: Option<Password>,

    /// The environment variable that holds the source's password
    #[arg(long, value_name = "NAME")]
    pub srcstorepass_env: Option<String>,

    /// The file whose first line is the source's password
    #[arg(long, value_name = "FILE")]
    pub srcstorepass_file: Option<String>,

    #[arg(long, hide = true)]
    srcprotected: bool,

    #[arg(long, hide = true)]
    srcprovidername: Option<String>,

    /// Only this entry
    #[arg(long, value_name = "ALIAS")]
    pub srcalias: Option<String>,

    #[arg(long, hide = true)]
    alias: Option<String>,

    /// The alias that this entry is to have
    #[arg(long, value_name = "ALIAS")]
    pub destalias: Option<String>,

    /// The password of a key, where it is not the source's; may be repeated: each is tried for every key
    #[arg(long, value_name = "PASSWORD")]
    pub srckeypass: Vec<Password>,

    /// The environment variable that holds the password of a key; may be repeated
    #[arg(long, value_name = "NAME")]
    pub srckeypass_env: Vec<String>,

    /// The file whose first line is the password of a key; may be repeated
    #[arg(long, value_name = "FILE")]
    pub srckeypass_file: Vec<String>,

    /// The password the keys are to have, in a JKS or JCEKS keystore (default: the one they have)
    #[arg(long, value_name = "PASSWORD")]
    pub destkeypass: Option<Password>,

    /// The environment variable that holds the password the keys are to have
    #[arg(long, value_name = "NAME")]
    pub destkeypass_env: Option<String>,

    /// The file whose first line is the password the keys are to have
    #[arg(long, value_name = "FILE")]
    pub destkeypass_file: Option<String>,

    /// Replace the entries that are there under the same aliases
    #[arg(long)]
    pub replace: bool,

    #[arg(long, hide = true)]
    noprompt: bool,

    #[arg(long, value_name = "STORE", hide = true)]
    destkeystore: Option<String>,

    #[arg(long, hide = true)]
    deststoretype: Option<String>,

    #[arg(long, hide = true)]
    deststorepass: Option<Password>,

    #[arg(long, hide = true)]
    deststorepass_env: Option<String>,

    #[arg(long, hide = true)]
    deststorepass_file: Option<String>,

    #[arg(long, hide = true)]
    destprotected: bool,

    #[arg(long, hide = true)]
    destprovidername: Option<String>,

    #[command(flatten)]
    pub(super) changing: ChangeArguments,

    #[command(flatten)]
    pub(super) store: StoreArguments,
}

impl ImportKeystore {
    pub(super) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        self.refuse_two_names(context)?;
        let (source, destination) = (self.source_arguments(context)?, self.destination_arguments(context)?);
        let key_password = self.destination_key_password(context)?;
        let (named_source, source_path) = locate(context, &source)?;
        let (named_destination, path) = locate(context, &destination)?;
        let is_empty = |path: &std::path::Path| {
            std::fs::metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.len() == 0)
        };
        if is_empty(&source_path) {
            return Err(Failure::SourceEmpty { path: named_source });
        }
        // What is not there has no other name.
        let same = |one: &std::path::Path| std::fs::canonicalize(one).unwrap_or_else(|_| one.to_owned());
        if same(&source_path) == same(&path) {
            return self.upgrade(context, &source, &destination, key_password);
        }
        // Java: of a token it names no file.
        let is_token = source.storetype.as_deref().is_some_and(|kind| kind.eq_ignore_ascii_case("PKCS11"));
        if !is_token {
            context.say(&Notice::Importing { source: named_source, destination: named_destination })?;
        }
        let mut session = Session::open(context, &destination, Purpose::Destination)?;
        let protects_all = key_password.is_some();
        let key_password = keys::given_for(context, &session, key_password, "-destkeypass")?;
        let is_shared = session.has_one_password(context);
        let source = Session::open(context, &source, Purpose::Source)?;
        let import = Import {
            options: self,
            source: &source,
            key_password,
            protects_all,
            is_shared,
            replaces_silently: self.replaces(),
        };
        let judge = weakness::Judge::new(context.machine);
        let outcome = import.gather(context, &session.store, session.password.as_ref(), &judge)?;
        let saving = self.changing.saving(context);
        let changes = session.change(context, saving, |store| {
            let changes = outcome.put_into(store)?;
            // Java: writes the store even where no entry was imported.
            Ok((true, changes))
        })?;
        weakness::note_proprietary(context, &session);
        context.report_keys(&session, saving, &changes)?;
        Ok(if context.is_keytool() { 0 } else { u8::from(outcome.has_failed()) })
    }

    /// The one entry that is wanted. Java: takes -alias for -srcalias.
    fn wanted_alias(&self) -> Option<&String> {
        self.srcalias.as_ref().or(self.alias.as_ref())
    }

    /// Natively one thing has one name. Java: takes one of them, and passes over the other.
    fn refuse_two_names(&self, context: &Context<'_>) -> Result<(), Failure> {
        let twice = [
            (self.srcalias.is_some() && self.alias.is_some(), "--srcalias", "--alias"),
            (self.destkeystore.is_some() && self.store.keystore.is_some(), "--keystore", "--destkeystore"),
        ];
        match twice.into_iter().find(|(is_twice, ..)| *is_twice && !context.is_keytool()) {
            Some((_, option, other)) => Err(NativeFault::NamedTwice { option, other }.into()),
            None => Ok(()),
        }
    }

    fn replaces(&self) -> bool {
        self.replace || self.noprompt
    }

    fn source_arguments(&self, context: &Context<'_>) -> Result<StoreArguments, Failure> {
        let keystore = self.srckeystore.clone().or_else(|| self.source.clone());
        let (plain, variable, file) =
            (self.srcstorepass.as_ref(), self.srcstorepass_env.as_ref(), self.srcstorepass_file.as_ref());
        let password = given_password(context.machine, plain, variable, file)?;
        if self.srcprotected && (password.is_some() || !self.source_key_passwords(context)?.is_empty()) {
            return Err(Failure::SourceProtectedAndPassword);
        }
        Ok(StoreArguments {
            keystore: Some(keystore.ok_or(Failure::SourceNotGiven)?),
            storetype: self.srcstoretype.clone(),
            given: StorePasswordArguments::known(password),
            protected: self.srcprotected,
            providers: ProviderArguments::named(self.srcprovidername.clone()),
            ..StoreArguments::default()
        })
    }

    fn destination_arguments(&self, context: &Context<'_>) -> Result<StoreArguments, Failure> {
        let (plain, variable, file) =
            (self.deststorepass.as_ref(), self.deststorepass_env.as_ref(), self.deststorepass_file.as_ref());
        let mut arguments = self.store.clone();
        arguments.keystore = self.destkeystore.clone().or(arguments.keystore);
        arguments.storetype = self.deststoretype.clone().or(arguments.storetype);
        arguments.protected |= self.destprotected;
        if let Some(password) = given_password(context.machine, plain, variable, file)? {
            arguments.given = StorePasswordArguments::known(Some(password));
        }
        if let Some(name) = &self.destprovidername {
            arguments.providers = ProviderArguments::named(Some(name.clone()));
        }
        Ok(arguments)
    }

    /// The passwords given for keys of the source. keytool takes one.
    fn source_key_passwords(&self, context: &Context<'_>) -> Result<Vec<Password>, Failure> {
        let plain = self.srckeypass.iter().map(|plain| (Some(plain), None, None));
        let variables = self.srckeypass_env.iter().map(|variable| (None, Some(variable), None));
        let files = self.srckeypass_file.iter().map(|file| (None, None, Some(file)));
        let given = plain.chain(variables).chain(files).filter_map(|(plain, variable, file)| {
            given_password(context.machine, plain, variable, file).transpose()
        });
        if context.is_keytool() { given.take(1).collect() } else { given.collect() }
    }

    fn destination_key_password(&self, context: &Context<'_>) -> Result<Option<Password>, Failure> {
        let (plain, variable, file) =
            (self.destkeypass.as_ref(), self.destkeypass_env.as_ref(), self.destkeypass_file.as_ref());
        let password = given_password(context.machine, plain, variable, file)?;
        match password {
            Some(password) if password.java_length() < SHORTEST_PASSWORD => Err(Failure::NewPasswordTooShort),
            password => Ok(password),
        }
    }
}
