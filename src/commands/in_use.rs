//! `--process PID`, `--config FILE`: the trust store that a running Java, or a service's, uses, in place of a keystore's path.

use std::path::Path;

use super::arguments::{StoreArguments, StorePasswordArguments};
use super::jvms::{InUse, of_process, of_service};
use super::target::TargetArguments;
use super::{Context, Failure};
use crate::diagnosis::{Finding, Severity};
use crate::jvm::process;
use crate::machine::Machine;
use crate::report::Notice;
use crate::report::findings::machine::{Whose, of_whose};

/// Whose trust store is meant.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct InUseArguments {
    /// The trust store that this running Java uses, and that Java
    #[arg(long, value_name = "PID", conflicts_with_all = ["keystore", "cacerts"])]
    process: Option<u32>,

    /// The trust store that this file makes a service's Java use, and that Java: wrapper.conf, server.cnf, setenv.sh, a unit of systemd
    #[arg(long, value_name = "FILE", conflicts_with_all = ["keystore", "cacerts", "process"])]
    config: Option<String>,
}

impl InUseArguments {
    /// Whether either option was given.
    pub(super) fn is_given(&self) -> bool {
        self.process.is_some() || self.config.is_some()
    }

    /// What is used; `None` where neither option was given.
    ///
    /// # Errors
    /// [`MachineFault`](super::MachineFault).
    pub(super) fn found(&self, context: &Context<'_>) -> Result<Option<InUse>, Failure> {
        Ok(match (self.process, &self.config) {
            (Some(pid), _) => Some(of_process(context.machine, pid)?),
            (_, Some(file)) => Some(of_service(context.machine, file)?),
            (None, None) => None,
        })
    }

    /// The options with the store that is used in the place of the one that they name, opened with what the Java was told
    /// unless a password was given; the Java itself in the place of the one that is asked about, unless one was named; the
    /// properties that it was told; and what is the matter with its store.
    ///
    /// # Errors
    /// As [`found`](Self::found).
    pub(super) fn store_and_java(
        &self,
        context: &Context<'_>,
        store: &StoreArguments,
        target: &TargetArguments,
    ) -> Result<(StoreArguments, TargetArguments, Told), Failure> {
        let Some(used) = self.found(context)? else {
            return Ok((store.clone(), target.clone(), Told::default()));
        };
        let told = self.told(&used);
        let store = opened_as_told(store, &used);
        let mut target = target.clone();
        if target.java.is_none() && target.java_home.is_none() {
            target.java_home = used.home.map(|home| named(&home));
        }
        Ok((store, target, told))
    }

    /// What the Java was told, and what is the matter with its store.
    pub(super) fn told(&self, used: &InUse) -> Told {
        let whose = match self.process {
            Some(pid) => Whose::Process(pid),
            None => Whose::Service(self.config.as_deref().unwrap_or_default()),
        };
        let grave = used.findings.iter().filter(|finding| finding.severity > Severity::Info);
        let findings = grave.map(|finding| of_whose(finding.clone(), whose)).collect();
        Told { properties: used.properties.clone(), findings }
    }

    /// The number of the process that was named, and the unit of systemd that it belongs to.
    pub(super) fn running(&self, machine: &Machine) -> Option<(u32, Option<String>)> {
        let pid = self.process?;
        Some((pid, process::one(machine, pid).and_then(|process| process.surroundings.unit)))
    }
}

/// What a Java whose store is used was told beside that store.
#[derive(Default)]
pub(super) struct Told {
    /// The system properties, as `name=value`.
    pub(super) properties: Vec<String>,
    /// What is the matter with its store, each with whose it is.
    pub(super) findings: Vec<Finding>,
}

impl Told {
    /// Says what is the matter with its store, before anything is done with that.
    ///
    /// # Errors
    /// Where standard error cannot be written.
    pub(super) fn say(&self, context: &mut Context<'_>) -> Result<(), Failure> {
        self.findings.iter().try_for_each(|one| context.say(&Notice::OfJava(Box::new(one.clone()))))
    }
}

/// The options with the store that is used, and what opens it unless a password was given.
fn opened_as_told(store: &StoreArguments, used: &InUse) -> StoreArguments {
    let given = match used.password.clone().filter(|_| !store.given.is_given()) {
        Some(password) => StorePasswordArguments::known(Some(password)),
        None => store.given.clone(),
    };
    StoreArguments { keystore: Some(named(&used.path)), given, ..store.clone() }
}

fn named(path: &Path) -> String {
    path.display().to_string()
}
