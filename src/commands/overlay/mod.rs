//! `overlay`: a trust store of one's own, made of the one that a Java uses and what is to be added to it.

mod base;
mod note;

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::arguments::{StoreArguments, StorePasswordArguments};
use super::free_alias::free_alias;
use super::passwords::{CUSTOMARY_PASSWORD, open_unasked};
use super::session::{Purpose, Saving, Session};
use super::{Context, Face, Failure, MachineFault, input};
use crate::audit::is_public_root;
use crate::formats::{self, DecodeError};
use crate::keystore::{Certificate, Content, Entry, Store};
use crate::report::overlay::{Check, Made, option};
use crate::report::{human, json};
use crate::secret::Password;
use crate::x509;
use base::Base;
use note::Note;

/// Makes a trust store of your own: the one that a Java uses, and certificates more
///
/// For those who may not write into the Java's folder, and for certificates that are to outlive its updates. The store lies in
/// your own folder; one option tells the Java to use it.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_help = "\
Examples:
  keytool-rs overlay --add corp-root.pem
  keytool-rs overlay --add corp-root.pem --java-home /opt/agent/jre --out /home/me/agent-trust.jks
  keytool-rs overlay --add corp-root.pem --process 4711
  keytool-rs overlay --check                 (has the Java's own store changed since?)
  keytool-rs overlay --refresh               (make it anew from that store)
  keytool-rs overlay --revert

Exit code: 0 done, or nothing has changed; 1 the Java's own store has changed (--check); 2 it could not be done")]
pub struct Overlay {
    /// Add all certificates of this file; can be given several times
    #[arg(long, value_name = "FILE", required_unless_present_any = ["check", "refresh", "revert"])]
    pub add: Vec<String>,

    /// Tell whether the store that it was made from has changed since
    #[arg(long, conflicts_with_all = ["add", "refresh", "revert"])]
    pub check: bool,

    /// Make it anew from the store that it was made from, as that is now
    #[arg(long, conflicts_with_all = ["add", "revert"])]
    pub refresh: bool,

    /// Take it away
    #[arg(long, conflicts_with = "add")]
    pub revert: bool,

    /// On top of the store of the Java in this folder (default: this machine's Java)
    #[arg(long, value_name = "DIR", conflicts_with_all = ["process", "keystore"])]
    pub java_home: Option<String>,

    /// On top of the store that this process uses
    #[arg(long, value_name = "PID", conflicts_with = "keystore")]
    pub process: Option<u32>,

    /// On top of this store
    #[arg(long, short, value_name = "STORE")]
    pub keystore: Option<String>,

    /// The overlay (default: .keytool-rs/overlay.jks in your home)
    #[arg(long, value_name = "FILE")]
    pub out: Option<String>,

    #[command(flatten)]
    given: StorePasswordArguments,
}

impl Overlay {
    pub(super) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        let overlay = self.overlay(context)?;
        let named = overlay.display().to_string();
        if self.revert {
            return self.take_away(context, &overlay, &named);
        }
        if self.check {
            return self.look(context, &overlay, &named);
        }
        // One that is there is added to, on top of what it was made from unless another store is named.
        let before = Note::read(&overlay, &named);
        let is_named = self.java_home.is_some() || self.process.is_some() || self.keystore.is_some();
        let mut base = match &before {
            Ok(before) if !is_named => Base::of_note(before),
            Err(_) if self.refresh => return before.map(|_| 0),
            Err(_) if overlay.exists() => return Err(MachineFault::NotAnOverlay { path: named }.into()),
            _ => Base::find(self, context)?,
        };
        // A Java that uses the overlay already: it stays on top of what it was made from.
        if let Ok(before) = &before
            && is_same(context, &base.path, &overlay)
        {
            base.path.clone_from(&before.base);
            base.password = None;
        }
        let mut added: Vec<Vec<u8>> = before.as_ref().map(Note::added).unwrap_or_default();
        for file in &self.add {
            for der in input::chain(context, Some(file))? {
                if !added.contains(&der) {
                    added.push(der);
                }
            }
        }
        base.password = self.given.password(context)?.or(base.password);
        let from_base = before.map(|before| before.from_base).unwrap_or_default();
        let made = make(context, &overlay, &named, &base, &added, &from_base)?;
        let text = match context.face {
            Face::Human { colour } => human::overlay_made(&made, colour),
            Face::Json | Face::Findings(_) => json::overlay_made(&made),
            Face::Keytool => String::new(),
        };
        context.print(&text)?;
        Ok(0)
    }

    /// Where the overlay lies.
    fn overlay(&self, context: &Context<'_>) -> Result<PathBuf, Failure> {
        let machine = context.machine;
        if let Some(out) = &self.out {
            let path = machine.path(out);
            return Ok(std::path::absolute(&path).unwrap_or(path));
        }
        let home = machine.home().ok_or(MachineFault::WhichOverlay)?;
        Ok(machine.path(home.join(".keytool-rs/overlay.jks")))
    }

    fn look(&self, context: &mut Context<'_>, overlay: &Path, named: &str) -> Result<u8, Failure> {
        let note = Note::read(overlay, named)?;
        let bytes = fs::read(context.machine.path(&note.base));
        let check = Check {
            overlay: named.to_owned(),
            base: note.base.clone(),
            is_there: bytes.is_ok(),
            is_same: bytes.is_ok_and(|bytes| sha256(&bytes) == note.base_sha256),
        };
        let text = match context.face {
            Face::Human { colour } => human::overlay_checked(&check, colour),
            Face::Json | Face::Findings(_) => json::overlay_checked(&check),
            Face::Keytool => String::new(),
        };
        context.print(&text)?;
        Ok(u8::from(!check.is_same))
    }

    fn take_away(&self, context: &mut Context<'_>, overlay: &Path, named: &str) -> Result<u8, Failure> {
        let note = Note::read(overlay, named)?;
        let failed = |source| Failure::Write { path: named.to_owned(), source };
        // Somebody may have taken the overlay away by hand: the note goes as well.
        match fs::remove_file(overlay) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(failed(error)),
            _ => fs::remove_file(note::path(overlay)).map_err(failed)?,
        }
        let text = match context.face {
            Face::Human { .. } => human::overlay_gone(named, &note.base),
            Face::Json | Face::Findings(_) => json::overlay_gone(named, &note.base),
            Face::Keytool => String::new(),
        };
        context.print(&text)?;
        Ok(0)
    }
}

/// Whether two names are of one file.
fn is_same(context: &Context<'_>, base: &str, overlay: &Path) -> bool {
    let base = fs::canonicalize(context.machine.path(base)).ok();
    base.is_some() && fs::canonicalize(overlay).ok() == base
}

/// Makes the overlay, or makes it anew.
fn make(
    context: &mut Context<'_>,
    overlay: &Path,
    named: &str,
    base: &Base,
    added: &[Vec<u8>],
    from_base: &[String],
) -> Result<Made, Failure> {
    if is_same(context, &base.path, overlay) {
        return Err(Failure::SameStore { path: named.to_owned() });
    }
    let path = context.machine.path(&base.path);
    let bytes = fs::read(&path).map_err(|source| Failure::Read { path: base.path.clone(), source })?;
    let digest = sha256(&bytes);
    let store = opened(&base.path, bytes, base.password.as_ref())?;
    if let Some(folder) = overlay.parent() {
        fs::create_dir_all(folder).map_err(|source| Failure::Write { path: named.to_owned(), source })?;
    }
    let options = StoreArguments {
        keystore: Some(named.to_owned()),
        storetype: Some("JKS".to_owned()),
        given: StorePasswordArguments::known(Some(Password::new(CUSTOMARY_PASSWORD))),
        ..StoreArguments::default()
    };
    let mut session = Session::open(context, &options, Purpose::ChangeOrCreate)?;
    let now = context.machine.now.as_millisecond();
    let (count, kept) = session.change(context, Saving::default(), |overlay| {
        let entries: Vec<Entry> = overlay.entries().cloned().collect();
        for entry in &entries {
            overlay.remove(entry.alias.as_str());
        }
        for entry in store.entries() {
            // Java trusts by the first certificate of a key's chain as well.
            let Some(certificate) = entry.certificates().first() else { continue };
            let created = entry.created.unwrap_or(now);
            overlay.set(entry.alias.as_str(), created, Content::Trusted(certificate.clone()));
        }
        let count = overlay.len();
        for der in added {
            add(overlay, der, now);
        }
        Ok((true, (count, keep(overlay, &entries, from_base))))
    })?;
    let own = store.entries().filter_map(|entry| entry.certificates().first());
    let own = own.filter(|certificate| !is_public_root(&Sha256::digest(&*certificate.der).into()));
    let from_base: Vec<String> = own.map(|certificate| sha256(&certificate.der)).collect();
    let mut note = Note::new(base.path.clone(), digest, added, &base.options);
    note.from_base = from_base;
    note.write(overlay, named)?;
    Ok(Made {
        overlay: named.to_owned(),
        base: base.path.clone(),
        count,
        added: added.iter().map(|der| subject(der)).collect(),
        kept,
        options: [vec![option(named)], base.options.clone()].concat(),
        replaces: base.replaces.clone(),
        obstacle: base.obstacle(context.machine, overlay),
    })
}

/// Puts back what others have put into the overlay: what neither came from the store below nor is a public root. Their aliases
/// are the answer.
fn keep(overlay: &mut Store, entries: &[Entry], from_base: &[String]) -> Vec<String> {
    let mut kept = Vec::new();
    for entry in entries {
        let certificate = entry.certificates().first();
        let is_of_base = certificate.is_some_and(|certificate| {
            is_public_root(&Sha256::digest(&*certificate.der).into())
                || from_base.contains(&sha256(&certificate.der))
                || overlay.entries().any(|there| {
                    there.certificates().first().is_some_and(|there| there.der == certificate.der)
                })
        });
        if is_of_base {
            continue;
        }
        let is_free = overlay.find(entry.alias.as_str()).is_none();
        let der = certificate.map(|certificate| certificate.der.to_vec()).unwrap_or_default();
        let alias = if is_free {
            Some(entry.alias.to_string())
        } else {
            free_alias(overlay, entry.alias.as_str(), &der)
        };
        if let Some(alias) = alias {
            overlay.set(&alias, entry.created.unwrap_or_default(), entry.content.clone());
            kept.push(alias);
        }
    }
    kept
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|octet| format!("{octet:02x}")).collect()
}

fn opened(named: &str, bytes: Vec<u8>, given: Option<&Password>) -> Result<Store, Failure> {
    let fault = |source| Failure::Decode { path: named.to_owned(), source };
    let format = formats::detect(&bytes).ok_or(DecodeError::Unrecognised).map_err(fault)?;
    Ok(open_unasked(format, &Arc::new(bytes), given).map_err(fault)?.0)
}

fn subject(der: &[u8]) -> String {
    x509::Certificate::read(der).map_or_else(|_| "?".to_owned(), |read| read.subject.plain().into_owned())
}

/// Adds a certificate that is not there, under an alias of its own.
fn add(store: &mut Store, der: &[u8], now: i64) {
    let is_there = |entry: &Entry| matches!(&entry.content, Content::Trusted(there) if *there.der == *der);
    if store.entries().any(is_there) {
        return;
    }
    let plain = subject(der).to_lowercase();
    if let Some(alias) = free_alias(store, &plain, der) {
        store.set(&alias, now, Content::Trusted(Certificate::x509(der.to_vec())));
    }
}
