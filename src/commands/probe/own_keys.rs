//! The client's own keystore: its options, and opening it as Java's key manager does.

use std::sync::Arc;

use crate::commands::arguments::given_password;
use crate::commands::elsewhere;
use crate::commands::trusting::Trusting;
use crate::commands::whereabouts::known_type;
use crate::commands::{Context, Failure, NativeFault};
use crate::crypto::sign::PrivateKey;
use crate::diagnosis::path_argument;
use crate::formats::keys::{OpenKey, recover};
use crate::keystore::{Content, Entry, Format, ProtectedKey};
use crate::pkix::client_key::Held;
use crate::pkix::{ClientProperties, KeyManager};
use crate::probe::{Keys, OwnEntry};
use crate::secret::Password;

/// Which keystore has the client's key.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct OwnKeyArguments {
    /// The keystore with the client's own key, for servers that ask for a certificate (default: -D javax.net.ssl.keyStore)
    #[arg(long, value_name = "STORE")]
    client_keystore: Option<String>,

    /// The type of that keystore, where it is to be checked
    #[arg(long, value_name = "TYPE", requires = "client_keystore")]
    client_storetype: Option<String>,

    /// Its password
    #[arg(long, value_name = "PASSWORD")]
    client_storepass: Option<Password>,

    /// The environment variable that holds its password
    #[arg(long, value_name = "NAME")]
    client_storepass_env: Option<String>,

    /// The file whose first line is its password
    #[arg(long, value_name = "FILE")]
    client_storepass_file: Option<String>,

    /// The password of its keys, where it is another one
    #[arg(long, value_name = "PASSWORD")]
    client_keypass: Option<Password>,

    /// The environment variable that holds the password of its keys
    #[arg(long, value_name = "NAME")]
    client_keypass_env: Option<String>,

    /// The file whose first line is the password of its keys
    #[arg(long, value_name = "FILE")]
    client_keypass_file: Option<String>,
}

/// The keys, and the name of the store that they come from.
pub(super) struct OwnKeys {
    pub(super) store: Option<String>,
    pub(super) keys: Arc<Keys>,
}

impl OwnKeyArguments {
    /// The options again, for a command that is printed; a password itself is not repeated.
    pub(super) fn repeated(&self) -> Vec<String> {
        let store = self.client_keystore.as_deref().map(|path| path_argument(path).into_owned());
        let options = [
            ("--client-keystore", &store),
            ("--client-storetype", &self.client_storetype),
            ("--client-storepass-env", &self.client_storepass_env),
            ("--client-storepass-file", &self.client_storepass_file),
            ("--client-keypass-env", &self.client_keypass_env),
            ("--client-keypass-file", &self.client_keypass_file),
        ];
        let given = options.into_iter().filter_map(|(name, value)| Some([name.to_owned(), value.clone()?]));
        given.flatten().collect()
    }

    /// Opens the keystore; without one there are no keys, which a Java answers with as well.
    ///
    /// # Errors
    /// What keeps the keystore from being opened.
    pub(super) fn open(
        &self,
        context: &mut Context<'_>,
        trusting: &Trusting,
        properties: &ClientProperties,
        at: i64,
    ) -> Result<OwnKeys, Failure> {
        let by_property = |name| properties.value(name).filter(|value| !value.is_empty()).map(str::to_owned);
        // Java: NONE stands for a store without a file.
        let store = self.client_keystore.clone().or_else(|| by_property("javax.net.ssl.keyStore"));
        let store = store.filter(|named| named != "NONE");
        let manager = match trusting.policy.value("ssl.KeyManagerFactory.algorithm") {
            Some("PKIX" | "NewSunX509") => KeyManager::Pkix,
            _ => KeyManager::SunX509,
        };
        let mut keys =
            Keys { java: trusting.java.clone(), manager, at, format: Format::Jks, entries: Vec::new() };
        if let Some(named) = &store {
            let given = given_password(
                context.machine,
                self.client_storepass.as_ref(),
                self.client_storepass_env.as_ref(),
                self.client_storepass_file.as_ref(),
            )?;
            let given = match given {
                None if self.client_keystore.is_none() => {
                    by_property("javax.net.ssl.keyStorePassword").map(Password::new)
                }
                given => given,
            };
            let of_keys = given_password(
                context.machine,
                self.client_keypass.as_ref(),
                self.client_keypass_env.as_ref(),
                self.client_keypass_file.as_ref(),
            )?;
            let wanted = self.client_storetype.as_deref().map(known_type).transpose()?;
            let opened = elsewhere::opened(context, named, wanted, given.as_ref());
            let (opened, password) = opened.map_err(|failure| match failure {
                Failure::Decode { path, source } if source.is_wrong_password() => {
                    NativeFault::ClientStorePassword { path }.into()
                }
                other => other,
            })?;
            let password = of_keys.or(password).unwrap_or_else(|| Password::new(""));
            keys.format = opened.provenance.format;
            keys.entries = opened.in_java_order().into_iter().map(|entry| own(entry, &password)).collect();
        }
        Ok(OwnKeys { store, keys: Arc::new(keys) })
    }
}

/// An entry as Java's key manager finds it, which tries this password.
fn own(entry: &Entry, password: &Password) -> OwnEntry {
    let (held, key) = match &entry.content {
        Content::Trusted(_) => (Held::Certificate, None),
        Content::SecretKey(_) => {
            (Held::SecretKey { is_open: recover(&entry.content, password).is_ok() }, None)
        }
        Content::PrivateKey { key: protected, .. } => match recover(&entry.content, password) {
            Ok(OpenKey::Private(der)) => (Held::PrivateKey { is_open: true }, PrivateKey::read(&der).ok()),
            Ok(OpenKey::Secret(_)) => (Held::PrivateKey { is_open: true }, None),
            Err(_) => (Held::PrivateKey { is_open: matches!(protected, ProtectedKey::Plain(_)) }, None),
        },
    };
    let chain = entry.certificates().iter().map(|certificate| certificate.der.to_vec()).collect();
    OwnEntry { alias: entry.alias.to_string(), held, chain, key }
}
