//! `showinfo`: what this machine's Java speaks.

use super::{Context, Face, Failure};
use crate::diagnosis::Release;
use crate::jvm::policy::Policy;
use crate::pkix::constraints::Constraints;
use crate::pkix::{PropertyError, enabled};
use crate::report::{human, json, keytool};

/// Shows which TLS versions and cipher suites JDK 25 speaks
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_help = "\
Examples:
  keytool-rs showinfo --tls
  keytool-rs showinfo --tls --format json")]
pub struct ShowInfo {
    /// TLS: versions and cipher suites
    #[arg(long)]
    tls: bool,

    /// Say more
    #[arg(short, long)]
    pub(super) verbose: bool,
}

impl ShowInfo {
    pub(super) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        if context.is_keytool() && !self.tls {
            context.print("Missing option for -showinfo. Try \"keytool -showinfo -tls\".\n")?;
            return Ok(0);
        }
        let policy = Policy::of(context.machine).map_err(Failure::Policy)?;
        let property = "jdk.tls.disabledAlgorithms";
        let value = policy.value(property).unwrap_or_default();
        let constraints = Constraints::read(value, policy.value("jdk.disabled.namedCurves"))
            .map_err(|fault| Failure::Property { origin: None, error: PropertyError { property, fault } })?;
        let enabled = enabled(Release::Java25, &constraints);
        let text = match context.face {
            Face::Keytool => keytool::tls::enabled(&enabled),
            Face::Json | Face::Findings(_) => json::enabled(&enabled),
            Face::Human { .. } => human::enabled(&enabled),
        };
        context.print(&text)?;
        Ok(0)
    }
}
