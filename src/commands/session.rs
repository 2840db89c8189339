//! Opening a store and saving it: for all commands alike.
//!
//! A command works on what it read; when it changes something the store is locked, read again if anybody wrote it in
//! the meantime, changed, and put in place whole.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::arguments::StoreArguments;
use super::passwords::{ask_as_keytool, is_passwordless, new_password, open_customary};
use super::saving::Lock;
use super::stamp::Stamp;
use super::whereabouts::{
    as_asked, format_of, locate, nice_type, note_cacerts, note_java_home, refuse_missing,
    refuse_missing_folder, shown_type, wanted_type,
};
use super::{Context, Face, Failure, NativeFault, keys};
use crate::formats::{self, DecodeError, Reading};
use crate::keystore::{Content, Entry, Format, Order, Provenance, Store, compare_as_java};
use crate::report::{Notice, Question};
use crate::secret::Password;
use crate::x509;

/// How much of a file is compared at once with what was read before.
const COMPARED_AT_ONCE: usize = 256 * 1024;

/// What a command wants of the store; it decides which questions are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To look at it. A password is welcome and not needed.
    Read,
    /// To sign with one of its keys: the password is asked for as for reading, and is missed later.
    Sign,
    /// To change it.
    Change,
    /// To change it, or to make it where it is not.
    ChangeOrCreate,
    /// To take entries out of it for another one, as `-importkeystore` asks for it.
    Source,
    /// To put these entries into it, or to make it where it is not.
    Destination,
}

impl Purpose {
    /// Whether the store is only looked at.
    pub(super) fn is_reading(self) -> bool {
        matches!(self, Self::Read | Self::Source)
    }

    /// Whether the store is made where it is not.
    fn makes(self) -> bool {
        matches!(self, Self::ChangeOrCreate | Self::Destination)
    }

    /// What is asked for its password.
    pub(super) fn question(self) -> Question {
        match self {
            Self::Source => Question::SourceStorePassword,
            Self::Destination => Question::DestinationStorePassword,
            Self::Read | Self::Sign | Self::Change | Self::ChangeOrCreate => Question::StorePassword,
        }
    }

    /// What is said where nobody told the password.
    pub(super) fn unverified(self) -> Notice {
        if self == Self::Source { Notice::SourceIntegrityNotVerified } else { Notice::IntegrityNotVerified }
    }
}

/// Where a changed store goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Saving {
    /// Show what would change, and change nothing.
    pub dry_run: bool,
    /// Leave the old store under `STORE.bak`.
    pub backup: bool,
}

/// An open store.
#[derive(Debug)]
pub struct Session {
    /// The path as the user, or keytool's defaults, named it.
    pub named: String,
    /// The store.
    pub store: Store,
    /// The store's type as keytool shows it: the word the user gave, or the one found.
    pub type_name: String,
    /// The password it was opened with, or is to be saved with.
    pub password: Option<Password>,
    /// Where the old store was left, once the new one is saved.
    pub backup: Option<PathBuf>,
    is_new: bool,
    path: Option<PathBuf>,
    bytes: Option<Arc<Vec<u8>>>,
    /// The state of the file that was read, where a later one cannot look like it.
    stamp: Option<Stamp>,
    reading: Reading,
}

impl Session {
    /// Opens the store that the options name.
    ///
    /// # Errors
    /// Whatever is wrong with the options, the file or the password, in the order in which keytool notices it.
    pub fn open(
        context: &mut Context<'_>,
        options: &StoreArguments,
        purpose: Purpose,
    ) -> Result<Self, Failure> {
        let session = Self::open_as_asked(context, options, purpose)?;
        // Java: says so whatever the command is, and whether it opens a key or not.
        if let (Some(of_store), Some(given)) = (&session.password, &context.key_password)
            && of_store != given
            && purpose != Purpose::Source
            && session.has_one_password(context)
        {
            context.say(&Notice::KeyPasswordIgnored { option: "-keypass" })?;
        }
        Ok(session)
    }

    fn open_as_asked(
        context: &mut Context<'_>,
        options: &StoreArguments,
        purpose: Purpose,
    ) -> Result<Self, Failure> {
        if !purpose.makes() && purpose != Purpose::Source {
            refuse_missing(context, options)?;
        }
        options.check()?;
        if options.cacerts && !context.is_keytool() {
            note_java_home(context)?;
        }
        let given = options.password(context)?;
        let wanted = wanted_type(context, options)?;
        if options.keystore.as_deref() == Some("NONE") && purpose != Purpose::Source {
            return Self::open_nothing(context, options, given, wanted);
        }
        let (named, path) = locate(context, options)?;
        note_cacerts(context, options, &path)?;
        let mut stamp = None;
        let bytes = match fs::metadata(&path) {
            // Java: a folder is no store to read, and a new one to write, until it comes to that.
            Ok(metadata) if metadata.is_dir() && context.is_keytool() => None,
            Ok(metadata) if metadata.is_dir() => {
                return Err(NativeFault::KeystoreIsFolder { path: named }.into());
            }
            Ok(metadata) => {
                stamp = Stamp::of(&metadata).filter(|stamp| stamp.is_settled_at(context.machine.now));
                let bytes =
                    fs::read(&path).map_err(|source| Failure::Read { path: named.clone(), source })?;
                Some(Arc::new(bytes))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(source) => return Err(Failure::Read { path: named, source }),
        };
        let reading = if context.is_keytool() { Reading::AsJava } else { Reading::Anything };
        let Some(bytes) = bytes else {
            if purpose == Purpose::Source && context.is_keytool() {
                // Java: only opens it, and so it is the system that says what is wrong.
                let source = fs::read(&path).err().unwrap_or_else(|| io::ErrorKind::NotFound.into());
                return Err(Failure::Read { path: named, source });
            }
            if !purpose.makes() {
                return Err(Failure::KeystoreMissing { path: named });
            }
            let format = wanted.unwrap_or(Format::Pkcs12);
            let type_name = shown_type(options, format);
            if !context.is_keytool() {
                refuse_missing_folder(&named, &path)?;
                context.say(&Notice::NewKeystore { path: named.clone(), type_name: type_name.clone() })?;
            }
            let password = new_password(context, given, format, purpose)?;
            let store = Store::new(Provenance::new(format));
            return Ok(Self {
                named,
                store,
                type_name,
                password,
                backup: None,
                is_new: true,
                path: Some(path),
                bytes: None,
                stamp: None,
                reading,
            });
        };
        if bytes.is_empty() {
            return Err(Failure::KeystoreEmpty { path: named });
        }
        let Some(format) = format_of(context, options, &bytes, wanted) else {
            return Err(Failure::Decode { path: named, source: DecodeError::Unrecognised });
        };
        let fault = |source| Failure::Decode {
            path: named.clone(),
            source: as_asked(source, format, wanted, &bytes),
        };
        let (store, password) = match (given, context.face) {
            (Some(given), _) => {
                (formats::decode(format, &bytes, Some(&given), reading).map_err(fault)?, Some(given))
            }
            (None, Face::Keytool) => {
                // Java: looks without a password first whether one is needed, and may fail there and then.
                let unchecked = formats::decode(format, &bytes, None, reading).map_err(fault)?;
                let password = ask_as_keytool(context, options, purpose, &unchecked)?;
                let store = formats::decode(format, &bytes, password.as_ref(), reading).map_err(fault)?;
                let is_told = (options.protected && purpose != Purpose::Source) || purpose == Purpose::Sign;
                if password.is_none() && !is_told && !is_passwordless(&store) {
                    context.say(&purpose.unverified())?;
                }
                (store, password)
            }
            (None, Face::Human { .. } | Face::Json | Face::Findings(_)) => {
                open_customary(context, purpose, format, &bytes, &named)?
            }
        };
        let type_name = shown_type(options, format);
        Ok(Self {
            named,
            store,
            type_name,
            password,
            backup: None,
            is_new: false,
            path: Some(path),
            bytes: Some(bytes),
            stamp,
            reading,
        })
    }

    /// `-keystore NONE`: a store that is no file; keytool shows an empty one of the default type.
    fn open_nothing(
        context: &mut Context<'_>,
        options: &StoreArguments,
        given: Option<Password>,
        wanted: Option<Format>,
    ) -> Result<Self, Failure> {
        let password = match given {
            Some(given) => Some(given),
            None if options.protected => None,
            None => context.ask_password(&Question::StorePassword)?,
        };
        if password.is_none() && !options.protected {
            context.say(&Notice::IntegrityNotVerified)?;
        }
        Ok(Self {
            named: "NONE".into(),
            store: Store::new(Provenance::new(wanted.unwrap_or(Format::Pkcs12))),
            // Java: the default type is spelled as the security property has it.
            type_name: options.storetype.as_deref().map_or_else(|| "pkcs12".into(), nice_type),
            password,
            backup: None,
            is_new: false,
            path: None,
            bytes: None,
            stamp: None,
            reading: Reading::AsJava,
        })
    }

    /// Whether the store neither has nor needs a password.
    pub fn is_passwordless(&self) -> bool {
        is_passwordless(&self.store)
    }

    /// Whether all keys have the store's password. Java: goes by the type that was asked for, and where none was by the one
    /// found.
    pub(super) fn has_one_password(&self, context: &Context<'_>) -> bool {
        if context.is_keytool() {
            self.type_name.eq_ignore_ascii_case(Format::Pkcs12.java_name())
        } else {
            self.store.provenance.format == Format::Pkcs12
        }
    }

    /// Whether it holds the key of an authority: who signs with it runs no server on it.
    pub(super) fn holds_authority(&self) -> bool {
        self.store.entries().any(|entry| match &entry.content {
            Content::PrivateKey { chain, .. } => chain
                .first()
                .and_then(|own| x509::Certificate::read(&own.der).ok())
                .is_some_and(|own| own.is_ca()),
            Content::Trusted(_) | Content::SecretKey(_) => false,
        })
    }

    /// Whether the store is made by this command.
    pub fn is_new(&self) -> bool {
        self.is_new
    }

    /// How many certificates of a PKCS#12 file are in no entry, and so invisible to Java.
    pub fn invisible_certificates(&self) -> usize {
        let Some(layout) = &self.store.provenance.layout else { return 0 };
        let seen: HashSet<&[u8]> =
            self.store.entries().flat_map(Entry::certificates).map(|certificate| &*certificate.der).collect();
        layout.certificates().filter(|(der, _)| !seen.contains(&***der)).count()
    }

    /// The entries in the order in which Java lists them.
    pub fn sorted_entries(&self) -> Vec<&Entry> {
        let mut entries: Vec<&Entry> = self.store.entries().collect();
        // Comparing octets is a fifth of the work, and the same as long as all characters are below U+E000.
        let is_low = |entry: &&Entry| entry.alias.as_str().bytes().all(|octet| octet < 0xee);
        if entries.iter().all(is_low) {
            entries.sort_by(|one, other| one.alias.as_str().cmp(other.alias.as_str()));
        } else {
            entries.sort_by(|one, other| compare_as_java(one.alias.as_str(), other.alias.as_str()));
        }
        entries
    }

    /// Applies `change` to the store and saves it, under a lock, on the newest state of the file. `change` says
    /// whether it changed anything; it may be called again if somebody else saved the store since it was opened.
    ///
    /// # Errors
    /// What `change` says, and whatever keeps the store from being written; it is then what it was.
    pub fn change<T>(
        &mut self,
        context: &mut Context<'_>,
        saving: Saving,
        mut change: impl FnMut(&mut Store) -> Result<(bool, T), Failure>,
    ) -> Result<T, Failure> {
        if saving.dry_run {
            return change(&mut self.store).map(|(_, result)| result);
        }
        let Some(path) = self.path.clone() else {
            change(&mut self.store)?;
            return Err(Failure::NotAFile);
        };
        let write_fault = |source| Failure::Write { path: self.named.clone(), source };
        let lock = Lock::acquire(&path).map_err(write_fault);
        let lock = lock.or_else(|failure| Self::say_storing(context, failure))?;
        self.refresh(&lock)?;
        let (changed, result) = change(&mut self.store)?;
        if !changed {
            return Ok(result);
        }
        self.save(context, &lock, saving).or_else(|failure| Self::say_storing(context, failure))?;
        Ok(result)
    }

    /// Java: says with -v that it stores the keystore before it tries.
    fn say_storing<T>(context: &mut Context<'_>, failure: Failure) -> Result<T, Failure> {
        if let Failure::Write { path, .. } = &failure
            && context.is_keytool()
            && context.verbose
        {
            context.say(&Notice::Storing { path: path.clone() })?;
        }
        Err(failure)
    }

    /// Gives the store the password `new`, and its keys too where the format has one password for both.
    ///
    /// # Errors
    /// As [`change`](Self::change).
    pub fn change_password(
        &mut self,
        context: &mut Context<'_>,
        saving: Saving,
        new: Option<Password>,
    ) -> Result<(), Failure> {
        if saving.dry_run {
            return Ok(());
        }
        let path = self.path.clone().ok_or(Failure::NotAFile)?;
        let lock =
            Lock::acquire(&path).map_err(|source| Failure::Write { path: self.named.clone(), source })?;
        self.refresh(&lock)?;
        if self.has_one_password(context) {
            keys::change_passwords(
                context,
                &self.named,
                &mut self.store,
                self.password.as_ref(),
                new.as_ref(),
            )?;
        }
        self.password = new;
        self.save(context, &lock, saving)
    }

    fn save(&mut self, context: &Context<'_>, lock: &Lock, saving: Saving) -> Result<(), Failure> {
        let encoded = formats::encode(&self.store, order(context), self.password.as_ref(), context.machine)
            .map_err(|source| Failure::Encode { path: self.named.clone(), source })?;
        let backup = (saving.backup && !self.is_new).then(|| backup_path(lock.target()));
        // A key is its owner's alone. Java: makes files as all programs do.
        let holds_keys = || self.store.entries().any(|entry| !matches!(entry.content, Content::Trusted(_)));
        let is_private = self.is_new && !context.is_keytool() && holds_keys();
        lock.replace_as(is_private, backup.as_deref(), |file| encoded.write_to(file))
            .map_err(|source| Failure::Write { path: self.named.clone(), source })?;
        // What is in the file now is in no buffer; whoever changes the store again reads it again.
        (self.bytes, self.stamp) = (None, None);
        self.store.provenance.found = self.store.provenance.format;
        self.backup = backup;
        Ok(())
    }

    /// Reads the store again if its bytes are no longer those that were read.
    fn refresh(&mut self, lock: &Lock) -> Result<(), Failure> {
        if self.bytes.as_deref().is_some_and(|read| self.is_untouched(lock.target(), read).unwrap_or(false)) {
            return Ok(());
        }
        let now = match fs::read(lock.target()) {
            Ok(now) => now,
            // What was deleted in the meantime is made again from what was read.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(source) => return Err(Failure::Read { path: self.named.clone(), source }),
        };
        if now.is_empty() {
            // Another keytool is in the middle of writing it, or was.
            return Err(Failure::KeystoreEmpty { path: self.named.clone() });
        }
        let fault = |source| Failure::Decode { path: self.named.clone(), source };
        let format = match self.store.provenance.format {
            Format::Jceks => Format::Jceks,
            _ => formats::detect(&now).ok_or(DecodeError::Unrecognised).map_err(fault)?,
        };
        let now = Arc::new(now);
        self.store = formats::decode(format, &now, self.password.as_ref(), self.reading).map_err(fault)?;
        (self.bytes, self.stamp) = (Some(now), None);
        Ok(())
    }

    /// Whether the file is still the one that was read. It is opened first: a network file system looks at the server
    /// then.
    fn is_untouched(&self, path: &Path, read: &[u8]) -> io::Result<bool> {
        let file = File::open(path)?;
        let metadata = file.metadata()?;
        if self.stamp.is_some() && self.stamp == Stamp::of(&metadata) {
            return Ok(true);
        }
        Ok(metadata.len() == read.len() as u64 && holds(file, read)?)
    }
}

impl Session {
    /// A new store in the place of the one that was opened, under another password or in another format; the old one
    /// stays under `backup`.
    ///
    /// # Errors
    /// Where the new store cannot be written, or somebody else wrote the old one since it was opened.
    pub fn replace(
        &mut self,
        context: &mut Context<'_>,
        new: Store,
        password: Option<Password>,
        backup_beside: impl Fn(&Path) -> PathBuf,
    ) -> Result<PathBuf, Failure> {
        let path = self.path.clone().ok_or(Failure::NotAFile)?;
        let write_fault = |source| Failure::Write { path: self.named.clone(), source };
        let lock = Lock::acquire(&path).map_err(write_fault)?;
        let is_old =
            self.bytes.as_deref().is_some_and(|read| self.is_untouched(lock.target(), read).unwrap_or(false));
        if !is_old {
            return Err(write_fault(io::Error::other("somebody else changed it in the meantime")));
        }
        let encoded = formats::encode(&new, order(context), password.as_ref(), context.machine)
            .map_err(|source| Failure::Encode { path: self.named.clone(), source })?;
        let backup = backup_beside(lock.target());
        lock.replace(Some(&backup), |file| encoded.write_to(file)).map_err(write_fault)?;
        (self.store, self.password, self.bytes, self.stamp) = (new, password, None, None);
        Ok(backup)
    }
}

/// keytool's dialect writes as Java does; natively what was not touched stays where it was.
fn order(context: &Context<'_>) -> Order {
    if context.is_keytool() { Order::Java } else { Order::Kept }
}

/// Whether the file holds these very bytes; it is read in parts, so that a large store is not in memory twice.
fn holds(file: File, bytes: &[u8]) -> io::Result<bool> {
    let mut file = BufReader::with_capacity(COMPARED_AT_ONCE, file);
    let mut rest = bytes;
    loop {
        let part = file.fill_buf()?;
        if part.is_empty() {
            return Ok(rest.is_empty());
        }
        let Some(others) = rest.strip_prefix(part) else { return Ok(false) };
        let length = part.len();
        file.consume(length);
        rest = others;
    }
}

/// `STORE.bak` beside the file.
fn backup_path(target: &Path) -> PathBuf {
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(".bak");
    target.with_file_name(name)
}
