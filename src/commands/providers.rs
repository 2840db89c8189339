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
const CLASSES: [&str; 3] =
    ["sun.security.provider.Sun", "com.sun.crypto.provider.SunJCE", "sun.security.ssl.SunJSSE"];

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
        refuse_unknown_providers(
            self.addprovider.iter().map(String::as_str),
            self.providerclass.iter().map(String::as_str),
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
/// Java: looks at them before it does anything else, those by name first.
///
/// # Errors
/// [`Failure::NoSuchAddedProvider`], [`Failure::NoSuchProviderClass`].
pub fn refuse_unknown_providers<'n>(
    mut added: impl Iterator<Item = &'n str>,
    mut classes: impl Iterator<Item = &'n str>,
) -> Result<(), Failure> {
    if let Some(name) = added.find(|name| !is_known(name)) {
        return Err(Failure::NoSuchAddedProvider { name: name.to_owned() });
    }
    if let Some(name) = classes.find(|class| !CLASSES.contains(class)) {
        return Err(Failure::NoSuchProviderClass { name: name.to_owned() });
    }
    Ok(())
}
