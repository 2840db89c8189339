//! Which store is meant: where it lies, of which type it is, and the JDK's own beside it.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::arguments::StoreArguments;
use super::{Context, Failure, passwords};
use crate::formats::{self, DecodeError, Reading};
use crate::jvm::installs;
use crate::keystore::{Format, Store};
use crate::report::Notice;

/// The path as named, and where it lies.
pub(super) fn locate(context: &Context<'_>, options: &StoreArguments) -> Result<(String, PathBuf), Failure> {
    if options.cacerts {
        let path = installs::cacerts(context.machine).ok_or(Failure::NoCacerts)?;
        return Ok((path.display().to_string(), context.machine.path(path)));
    }
    let named = match &options.keystore {
        Some(named) => named.clone(),
        None => context.machine.home().ok_or(Failure::NoHome)?.join(".keystore").display().to_string(),
    };
    let path = context.machine.path(&named);
    Ok((named, path))
}

/// Java: whether the store is there is the first thing that matters to a command that makes none, before any question and
/// before the store's type.
///
/// # Errors
/// [`Failure::KeystoreMissing`], [`Failure::KeystoreEmpty`], providers that there are not.
pub(super) fn refuse_missing(context: &Context<'_>, options: &StoreArguments) -> Result<(), Failure> {
    if !context.is_keytool() || options.keystore.as_deref() == Some("NONE") {
        return Ok(());
    }
    options.check_cacerts()?;
    let (named, path) = locate(context, options)?;
    match fs::metadata(&path) {
        Ok(metadata) if metadata.is_dir() => Err(Failure::KeystoreMissing { path: named }),
        Ok(metadata) if metadata.is_file() && metadata.len() == 0 => {
            Err(Failure::KeystoreEmpty { path: named })
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Err(Failure::KeystoreMissing { path: named }),
        _ => Ok(()),
    }
}

/// A new store needs a folder; what is made for it should not be announced before.
///
/// # Errors
/// [`Failure::Write`].
pub(super) fn refuse_missing_folder(named: &str, path: &Path) -> Result<(), Failure> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    match folder.map(fs::metadata) {
        Some(Err(source)) => Err(Failure::Write { path: named.to_owned(), source }),
        _ => Ok(()),
    }
}

/// Whoever set `JAVA_HOME` should know when another Java's store is used.
pub(super) fn note_java_home(context: &mut Context<'_>) -> Result<(), Failure> {
    let (Some(home), Some(used)) =
        (context.machine.variable("JAVA_HOME"), installs::cacerts(context.machine))
    else {
        return Ok(());
    };
    if home.is_empty() || used.starts_with(home) {
        return Ok(());
    }
    let notice = Notice::JavaHomeIgnored { home: home.to_owned(), used: used.display().to_string() };
    context.say(&notice)
}

/// keytool warns when `-keystore` names the file that `-cacerts` means.
pub(super) fn note_cacerts(
    context: &mut Context<'_>,
    options: &StoreArguments,
    path: &Path,
) -> Result<(), Failure> {
    if options.keystore.is_none() || !context.is_keytool() {
        return Ok(());
    }
    // Looking for Java costs more than most commands do, so the name decides first.
    if path.file_name().is_some_and(|name| name == "cacerts") && installs::is_cacerts(context.machine, path) {
        context.say(&Notice::UseCacertsOption)?;
    }
    Ok(())
}

/// The type that is shown: the one found, or the one that was asked for, spelled as Java spells it.
pub(super) fn shown_type(options: &StoreArguments, found: Format) -> String {
    match &options.storetype {
        Some(name) => nice_type(name),
        // Java: does not look into the file where a provider is named, and takes the default type.
        None if options.providers.name().is_some() => "pkcs12".into(),
        None => found.java_name().to_owned(),
    }
}

/// Java's spelling of a store type.
pub(super) fn nice_type(name: &str) -> String {
    let upper = name.to_uppercase();
    let (store, place) = match upper.strip_prefix("WINDOWS-").map(|rest| rest.split_once('-')) {
        Some(Some((store, place))) => (store, Some(place)),
        Some(None) => (upper.trim_start_matches("WINDOWS-"), None),
        None => return upper,
    };
    let is_windows =
        matches!(store, "MY" | "ROOT") && matches!(place, None | Some("CURRENTUSER" | "LOCALMACHINE"));
    if is_windows { upper.replace("WINDOWS", "Windows") } else { upper }
}

/// The type that is asked for. Java: does not look into the file where a provider is named, and takes the default type.
pub(super) fn wanted_type(
    context: &Context<'_>,
    options: &StoreArguments,
) -> Result<Option<Format>, Failure> {
    match options.storetype.as_deref() {
        None if context.is_keytool() && options.providers.name().is_some() => Ok(Some(Format::Pkcs12)),
        storetype => storetype.map(known_type).transpose(),
    }
}

pub(super) fn known_type(name: &str) -> Result<Format, Failure> {
    match name.to_ascii_uppercase().as_str() {
        "JKS" => Ok(Format::Jks),
        "PKCS12" => Ok(Format::Pkcs12),
        "JCEKS" => Ok(Format::Jceks),
        _ => Err(Failure::UnknownStoreType { name: nice_type(name) }),
    }
}

/// The JDK's trust store, if there is a Java; keytool opens it without a password.
pub(super) fn read_cacerts(context: &Context<'_>) -> Option<Store> {
    let path = context.machine.path(installs::cacerts(context.machine)?);
    let bytes = Arc::new(fs::read(path).ok()?);
    let format = formats::detect(&bytes)?;
    formats::decode(format, &bytes, None, Reading::Anything).ok()
}

/// A store that is looked into only if it is there, without a question.
///
/// # Errors
/// Where it cannot be read.
pub(super) fn read_unasked(
    context: &Context<'_>,
    options: &StoreArguments,
) -> Result<Option<Store>, Failure> {
    let Some(named) = &options.keystore else { return Ok(None) };
    let password = options.password(context)?;
    let path = context.machine.path(named);
    if !path.is_file() {
        return Ok(None);
    }
    let bytes = Arc::new(fs::read(&path).map_err(|source| Failure::Read { path: named.clone(), source })?);
    if bytes.is_empty() {
        return Err(Failure::KeystoreEmpty { path: named.clone() });
    }
    let wanted = wanted_type(context, options)?;
    let fault = |source| Failure::Decode { path: named.clone(), source };
    let format =
        format_of(context, options, &bytes, wanted).ok_or(DecodeError::Unrecognised).map_err(fault)?;
    // Natively the customary password is tried where none is given; Java opens the store without.
    if !context.is_keytool()
        && let Ok((store, _)) = passwords::open_unasked(format, &bytes, password.as_ref())
    {
        return Ok(Some(store));
    }
    formats::decode(format, &bytes, password.as_ref(), Reading::AsJava)
        .map(Some)
        .map_err(|source| fault(as_asked(source, format, wanted, &bytes)))
}

/// The format to read a store in: what it is, or, where that makes a difference to Java, what it was said to be.
pub(super) fn format_of(
    context: &Context<'_>,
    options: &StoreArguments,
    bytes: &Arc<Vec<u8>>,
    wanted: Option<Format>,
) -> Option<Format> {
    // Java: of the readers of PKCS12 only SUN's takes a JKS as well.
    if context.is_keytool() && options.providers.name() == Some("SunJSSE") {
        return wanted;
    }
    match (formats::detect(bytes), wanted) {
        (Some(found), None) if !context.is_keytool() || formats::is_recognised_by_java(bytes) => Some(found),
        // Java: the readers of JKS and PKCS12 take either; that of JCEKS takes what it can.
        (Some(found @ (Format::Jks | Format::Pkcs12)), Some(Format::Jks | Format::Pkcs12)) => Some(found),
        (_, wanted) => wanted,
    }
}

/// Java: where a store of the one kind was asked for and a broken one of the other kind found, the reader of the kind
/// that was asked for has the last word.
pub(super) fn as_asked(
    fault: DecodeError,
    found: Format,
    wanted: Option<Format>,
    bytes: &Arc<Vec<u8>>,
) -> DecodeError {
    match wanted {
        Some(wanted) if wanted != found && !fault.is_wrong_password() => {
            formats::decode(wanted, bytes, None, Reading::AsJava).err().unwrap_or(fault)
        }
        _ => fault,
    }
}
