//! An import of a keystore into itself: it is written anew, in another format or under another password, and the old one
//! stays beside it.

use std::path::{Path, PathBuf};

use super::ImportKeystore;
use super::entries::Import;
use crate::commands::arguments::StoreArguments;
use crate::commands::passwords::new_password;
use crate::commands::session::{Purpose, Session};
use crate::commands::whereabouts::{known_type, nice_type};
use crate::commands::{Context, Failure, keys, weakness};
use crate::keystore::{Format, Provenance, Store};
use crate::secret::Password;

impl ImportKeystore {
    /// The store keeps its password unless another one is given.
    pub(super) fn upgrade(
        &self,
        context: &mut Context<'_>,
        source: &StoreArguments,
        destination: &StoreArguments,
        key_password: Option<Password>,
    ) -> Result<u8, Failure> {
        let mut session = Session::open(context, source, Purpose::Source)?;
        let storetype = destination.storetype.as_deref();
        let format = storetype.map(known_type).transpose()?.unwrap_or(Format::Pkcs12);
        let given = destination.password(context)?.or_else(|| session.password.clone());
        let password = new_password(context, given, format, Purpose::Destination)?;
        let mut new = Store::new(Provenance::new(format));
        let protects_all = key_password.is_some();
        let is_shared = format == Format::Pkcs12;
        let of_store = password.as_ref().filter(|_| is_shared);
        let key_password = keys::given_beside(context, of_store, key_password, "-destkeypass")?;
        let import = Import {
            options: self,
            source: &session,
            key_password,
            protects_all,
            is_shared,
            replaces_silently: self.replaces(),
        };
        let judge = weakness::Judge::new(context.machine);
        let outcome = import.gather(context, &new, password.as_ref(), &judge)?;
        let changes = outcome.put_into(&mut new)?;
        let saving = self.changing.saving(context);
        let old_type = session.store.provenance.format.java_name();
        session.type_name = storetype.map_or_else(|| format.java_name().to_owned(), nice_type);
        if saving.dry_run {
            context.report_keys(&session, saving, &changes)?;
            return Ok(0);
        }
        let backup = session.replace(context, new, password, free_name)?;
        context.report_keys(&session, saving, &changes)?;
        if context.is_keytool() {
            weakness::note_proprietary(context, &session);
            let named = &session.named;
            let name_of_backup = beside(named, &backup);
            let sentence = if old_type == session.type_name {
                format!("The original keystore \"{named}\" is backed up as \"{name_of_backup}\"...")
            } else {
                let new_type = &session.type_name;
                format!(
                    "Migrated \"{named}\" to {new_type}. The {old_type} keystore is backed up as \"{name_of_backup}\"."
                )
            };
            context.warnings.say(sentence);
        }
        Ok(u8::from(!context.is_keytool() && outcome.has_failed()))
    }
}

/// `STORE.old`, or the first of `STORE.old2`, `STORE.old3`, … that is not there.
fn free_name(target: &Path) -> PathBuf {
    let name = |number: usize| {
        let mut name = target.file_name().unwrap_or_default().to_owned();
        name.push(if number == 1 { ".old".to_owned() } else { format!(".old{number}") });
        target.with_file_name(name)
    };
    (1..).map(name).find(|path| !path.exists()).unwrap_or_else(|| name(1))
}

/// The backup's path in the words in which the store was named.
fn beside(named: &str, backup: &Path) -> String {
    let name = backup.file_name().unwrap_or_default().to_string_lossy();
    let ending = name.rfind(".old").and_then(|place| name.get(place..)).unwrap_or_default();
    format!("{named}{ending}")
}
