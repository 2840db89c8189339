//! keytool's options about security providers, of which there is none without a JVM.

use super::Failure;
use super::whereabouts::nice_type;

/// keytool's provider options: checked as keytool checks them, of no effect otherwise.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct ProviderArguments {
    #[arg(long, hide = true)]
    providername: Option<String>,
    #[arg(long, hide = true)]
    addprovider: Vec<String>,
    #[arg(long, hide = true)]
    providerclass: Vec<String>,
    #[arg(long, hide = true)]
    providerarg: Vec<String>,
    #[arg(long, hide = true)]
    providerpath: Option<String>,
}

/// The providers of a JDK 25 that hold keystores or are commonly named.
const PROVIDERS: [&str; 13] = [
    "SUN",
    "SunRsaSign",
    "SunEC",
    "SunJSSE",
    "SunJCE",
    "SunJGSS",
    "SunSASL",
    "XMLDSig",
    "SunPCSC",
    "JdkLDAP",
    "JdkSASL",
    "SunPKCS11",
    "Apple",
];

/// The classes of those that every JDK has.
const CLASSES: [&str; 5] = [
    "sun.security.provider.Sun",
    "com.sun.crypto.provider.SunJCE",
    "sun.security.ssl.SunJSSE",
    "sun.security.rsa.SunRsaSign",
    "sun.security.ec.SunEC",
];

/// The one that takes a `-providerarg`: the file that says where a token is.
const CONFIGURABLE: &str = "SunPKCS11";

/// A provider that is to be added.
#[derive(Debug, Clone, Copy)]
pub struct Added<'n> {
    /// Its name, or its class.
    pub name: &'n str,
    /// Whether a `-providerarg` follows it.
    pub is_configured: bool,
}

/// Java: minds the case.
fn is_known(name: &str) -> bool {
    PROVIDERS.contains(&name)
}

impl ProviderArguments {
    /// A provider and nothing else.
    pub(super) fn named(providername: Option<String>) -> Self {
        Self { providername, ..Self::default() }
    }

    /// The provider that was asked for.
    pub(super) fn name(&self) -> Option<&str> {
        self.providername.as_deref()
    }

    /// Checks them as keytool does before it opens the store.
    pub(super) fn check(&self, storetype: Option<&str>) -> Result<(), Failure> {
        let added = |name| Added { name, is_configured: false };
        refuse_unknown_providers(
            self.addprovider.iter().map(String::as_str).map(added),
            self.providerclass.iter().map(String::as_str).map(added),
        )?;
        if self.providername.as_deref() == Some("") {
            return Err(Failure::ProviderNotGiven);
        }
        if let Some(name) = self.providername.as_ref().filter(|name| !is_known(name)) {
            return Err(Failure::NoSuchProvider { name: name.clone() });
        }
        // Java: the default type is spelled as the security property has it.
        let wanted = storetype.map_or_else(|| "pkcs12".to_owned(), nice_type);
        let has = |name: &String| match name.as_str() {
            "SUN" => wanted != "JCEKS",
            "SunJCE" => wanted == "JCEKS",
            "SunJSSE" => wanted.eq_ignore_ascii_case("PKCS12"),
            _ => false,
        };
        if self.providername.as_ref().is_some_and(|name| !has(name)) {
            return Err(Failure::UnknownStoreType { name: wanted });
        }
        Ok(())
    }
}

/// What is wrong with the providers that are to be added: by name, and by class.
///
/// Java: looks at them before it does anything else, those by name first, and configures each as it comes.
///
/// # Errors
/// [`Failure::NoSuchAddedProvider`], [`Failure::NoSuchProviderClass`], [`Failure::NothingToConfigure`].
pub fn refuse_unknown_providers<'n>(
    mut added: impl Iterator<Item = Added<'n>>,
    mut classes: impl Iterator<Item = Added<'n>>,
) -> Result<(), Failure> {
    added.try_for_each(|Added { name, is_configured }| {
        // There is no token here, wherever the argument says that it is.
        if !is_known(name) || (is_configured && name == CONFIGURABLE) {
            return Err(Failure::NoSuchAddedProvider { name: name.to_owned() });
        }
        if is_configured { Err(Failure::NothingToConfigure) } else { Ok(()) }
    })?;
    classes.try_for_each(|Added { name, is_configured }| {
        if !CLASSES.contains(&name) {
            return Err(Failure::NoSuchProviderClass { name: name.to_owned() });
        }
        if is_configured { Err(Failure::NothingToConfigure) } else { Ok(()) }
    })
}
