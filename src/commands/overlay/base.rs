//! What an overlay is made from: the store, what opens it, and what its Java has to be told so that it uses the overlay instead.

use std::path::{Path, PathBuf};

use super::Overlay;
use super::note::Note;
use crate::commands::jvms::{InUse, of_process};
use crate::commands::passwords::CUSTOMARY_PASSWORD;
use crate::commands::{Context, Failure};
use crate::jvm::home::JavaHome;
use crate::jvm::installs;
use crate::jvm::launch::{Origin, Setting};
use crate::jvm::surroundings::Surroundings;
use crate::jvm::truststore::{Access, TRUST_STORE, TRUST_STORE_PASSWORD, TRUST_STORE_TYPE};
use crate::machine::Machine;
use crate::report::machine::origin;
use crate::report::overlay::{Obstacle, Replaced, password_option, type_option};
use crate::secret::{Password, veiled};

/// The store that an overlay is made from.
#[derive(Debug, Default)]
pub(super) struct Base {
    /// Its file, in full.
    pub(super) path: String,
    /// What a running Java was told to open it with.
    pub(super) password: Option<Password>,
    /// What that Java has to be told beside the overlay's name.
    pub(super) options: Vec<String>,
    /// What it was told, in whose place that has to be put.
    pub(super) replaces: Vec<Replaced>,
    /// Where that Java runs.
    surroundings: Option<Surroundings>,
}

impl Base {
    /// What an overlay was made from before.
    pub(super) fn of_note(note: &Note) -> Self {
        Self { path: note.base.clone(), options: note.options.clone(), ..Self::default() }
    }

    /// What the options name; this machine's Java where they name nothing.
    ///
    /// # Errors
    /// Where there is no such process, Java or store.
    pub(super) fn find(wish: &Overlay, context: &Context<'_>) -> Result<Self, Failure> {
        let machine = context.machine;
        let path = match (&wish.keystore, wish.process, &wish.java_home) {
            (Some(keystore), ..) => PathBuf::from(keystore),
            (_, Some(pid), _) => return Ok(Self::of_java(of_process(machine, pid)?)),
            (.., Some(folder)) => {
                let home = JavaHome::find(machine, folder.as_ref());
                let own = home.and_then(|home| home.trusts_by);
                own.ok_or_else(|| Failure::NoJava { folder: folder.clone() })?
            }
            _ => {
                let cacerts = installs::cacerts(machine).ok_or(Failure::WhichStore)?;
                let other = cacerts.with_file_name("jssecacerts");
                if machine.path(&other).is_file() { other } else { cacerts }
            }
        };
        // It is looked for again from another folder.
        let path = machine.path(path);
        let path = std::path::absolute(&path).unwrap_or(path);
        Ok(Self { path: path.display().to_string(), ..Self::default() })
    }

    fn of_java(used: InUse) -> Self {
        let told = |name: &str| used.settings.iter().rfind(|setting| setting.name == name);
        let mut options = Vec::new();
        // A JKS with the customary password opens without one, and not with another.
        if told(TRUST_STORE_PASSWORD)
            .is_some_and(|told| ![CUSTOMARY_PASSWORD, ""].contains(&told.value.as_str()))
        {
            options.push(password_option(CUSTOMARY_PASSWORD));
        }
        if told(TRUST_STORE_TYPE).is_some_and(|told| !told.value.eq_ignore_ascii_case("JKS")) {
            options.push(type_option());
        }
        // A password or a type that stays beside the overlay's name would spoil it.
        let spoils = |name: &str| options.iter().any(|option| option.starts_with(&format!("-D{name}=")));
        let names = [TRUST_STORE, TRUST_STORE_PASSWORD, TRUST_STORE_TYPE];
        let replaces = names.into_iter().filter(|name| *name == TRUST_STORE || spoils(name)).filter_map(told);
        let replaces = replaces.map(|Setting { name, value, origin: place }| Replaced {
            option: veiled(&format!("-D{name}={value}")).into_owned(),
            origin: origin(place),
            beats_variable: *place != Origin::Variable("JAVA_TOOL_OPTIONS"),
        });
        let replaces = replaces.collect();
        Self {
            path: used.path.display().to_string(),
            password: used.password,
            options,
            replaces,
            surroundings: Some(used.surroundings),
        }
    }

    /// What keeps the running Java from an overlay.
    pub(super) fn obstacle(&self, machine: &Machine, overlay: &Path) -> Option<Obstacle> {
        let surroundings = self.surroundings.as_ref()?;
        if !surroundings.is_here(overlay) {
            return Some(Obstacle::Elsewhere);
        }
        let is_readable = surroundings.access(machine, overlay) == Access::Readable;
        (!is_readable).then_some(Obstacle::Forbidden { user: surroundings.user })
    }
}
