//! `jvms`: which Javas are there, which run, and which trust store each really uses.

mod gather;
mod judge;
mod look;

use sha2::{Digest as _, Sha256};

use super::fingerprint;
use super::{Context, Face, Failure, MachineFault, input};
use crate::diagnosis::Severity;
use crate::report::machine::has_wanted;
use crate::report::{human, json};
use gather::gather;
pub(super) use gather::{InUse, of_process, of_service};

/// Tells which Javas there are, which run, and which trust store each really uses
///
/// Reads what running Javas were told: their command line, files of arguments, JAVA_TOOL_OPTIONS, JDK_JAVA_OPTIONS, and where that
/// cannot be seen any longer, what the VM itself says (hsperfdata); and says which store each trusts by, and why. A store that was
/// named and is not used, one that does not open, be it of the Java's own keys, and one that was changed after the start come first.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_help = "\
Examples:
  keytool-rs jvms
  keytool-rs jvms /opt/integrationagent                        (and the Javas in that folder)
  keytool-rs jvms --has corp-root.pem                          (in which stores it is, and who uses them)
  keytool-rs jvms --process 4711
  keytool-rs jvms --config /opt/agent/conf/wrapper.conf        (which store it makes the Java use, and what is wrong with it)
  keytool-rs jvms --config tomcat.service                      (a unit of systemd by its name)
  keytool-rs jvms --root /var/lib/machines/web --format json

Exit code: 0 nothing is wrong (--has: every Java that runs has it, and every service of --config; where there is neither, every
Java that there is), 1 something is, 2 nothing was found, a file could not be read, or (--has) a store not be looked into")]
pub struct Jvms {
    /// Folders in which to look for Javas that applications bring along
    #[arg(value_name = "FOLDER")]
    pub folders: Vec<String>,

    /// Tell of this process alone; can be given several times
    #[arg(long, value_name = "PID")]
    pub process: Vec<u32>,

    /// Tell what this file makes of a service's Java: wrapper.conf, server.cnf, setenv.sh, a unit of systemd, Tomcat's server.xml, jvm.options; can
    /// be given several times (default: those beside the Javas that run, and their units)
    #[arg(long, value_name = "FILE")]
    pub config: Vec<String>,

    /// Look for this certificate, of a file or by its SHA-256 fingerprint, in every store
    #[arg(long, value_name = "FILE|SHA256")]
    pub has: Option<String>,

    /// Look at the machine below this folder, as of a container or a mounted disk
    #[arg(long, value_name = "DIR")]
    pub root: Option<String>,
}

impl Jvms {
    pub(super) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        let wanted = self.wanted(context)?;
        let elsewhere = self.root.as_ref().map(|root| context.machine.below(root));
        let machine = elsewhere.as_ref().unwrap_or(context.machine);
        let missing = self.root.iter().find(|root| !context.machine.path(root).is_dir());
        let missing = missing.or_else(|| self.folders.iter().find(|folder| !machine.path(folder).is_dir()));
        if let Some(path) = missing {
            return Err(MachineFault::NoFolder { path: path.clone() }.into());
        }
        let seen = gather(machine, self, wanted);
        let is_missing = |pid: &&u32| !seen.processes.iter().any(|process| process.process.pid == **pid);
        if let Some(pid) = self.process.iter().find(is_missing) {
            return Err(MachineFault::NoProcess { pid: *pid }.into());
        }
        let text = match context.face {
            Face::Human { colour } => human::machine(&seen, colour),
            Face::Json | Face::Findings(_) => json::machine(&seen),
            Face::Keytool => String::new(),
        };
        context.print(&text)?;
        let is_empty = seen.javas.is_empty() && seen.processes.is_empty() && seen.services.is_empty();
        if is_empty || !seen.unread.is_empty() {
            return Ok(2);
        }
        let processes = seen.processes.iter().map(|process| &process.java);
        let services = seen.services.iter().map(|service| &service.java);
        let all = processes.clone().chain(services.clone());
        let is_wrong = all.flat_map(|java| &java.findings).any(|finding| finding.severity > Severity::Info);
        if seen.wanted.is_none() {
            return Ok(u8::from(is_wrong));
        }
        // Those that were asked about: what runs and what named files would start; where there is neither, what is there.
        let named = services.filter(|_| !self.config.is_empty());
        let mut asked: Vec<Option<bool>> = processes.chain(named).map(has_wanted).collect();
        if asked.is_empty() {
            let stores = seen.javas.iter().map(|java| java.store.as_ref());
            asked = stores.map(|store| store.map(|store| store.wanted.is_some())).collect();
        }
        Ok(match () {
            () if asked.contains(&Some(false)) => 1,
            () if asked.contains(&None) => 2,
            () => 0,
        })
    }

    /// Whether all of the machine is meant: no process and no file was named.
    fn is_whole(&self) -> bool {
        self.process.is_empty() && self.config.is_empty()
    }

    /// The fingerprint that is looked for.
    fn wanted(&self, context: &mut Context<'_>) -> Result<Option<[u8; 32]>, Failure> {
        let Some(named) = &self.has else { return Ok(None) };
        if let Ok(digits) = fingerprint::read(named) {
            return Ok(Some(fingerprint::octets(&digits)));
        }
        let chain = input::chain(context, Some(named))?;
        // Of a chain the first is the one that is meant, as everywhere.
        Ok(chain.first().map(|der| Sha256::digest(der).into()))
    }
}
