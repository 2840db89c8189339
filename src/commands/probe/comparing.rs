//! `probe --jvms`: what each Java would do with the same servers.

use super::Probe;
use super::judging::{FAILS, FINE, UNREACHED};
use crate::commands::target::{TargetArguments, Wanted};
use crate::commands::{Context, Face, Failure};
use crate::diagnosis::Release;
use crate::jvm::discover;
use crate::report::comparison::{Comparison, Row};
use crate::report::{human, json};
use crate::tls::Endpoint;

/// Which Javas are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Javas {
    /// The releases as they are delivered, and those that are installed
    All,
    /// Those that are installed
    Installed,
    /// The releases 8, 11, 17, 21 and 25 as they are delivered
    Releases,
}

/// A Java to be asked about.
struct Candidate {
    name: String,
    home: Option<String>,
    target: TargetArguments,
}

impl Probe {
    pub(super) fn compare(
        &self,
        context: &mut Context<'_>,
        endpoints: &[Endpoint],
        which: Javas,
    ) -> Result<u8, Failure> {
        let (mut rows, mut worst) = (Vec::new(), FINE);
        for candidate in self.candidates(context, which) {
            let probe = Self {
                target: candidate.target,
                jvms: None,
                all_addresses: false,
                quiet: true,
                ..self.clone()
            };
            let cells = match probe.cells(context, endpoints) {
                Ok(cells) => cells,
                // A store that this Java does not read is an answer about this Java.
                Err(failure @ Failure::UnreadableByJava { .. }) => {
                    vec![(FAILS, failure.to_string()); endpoints.len()]
                }
                Err(failure) => return Err(failure),
            };
            worst = cells.iter().map(|(code, _)| *code).fold(worst, u8::max);
            let cells = cells.into_iter().map(|(code, line)| (code == FINE, line)).collect();
            rows.push(Row { java: candidate.name, home: candidate.home, cells });
        }
        let servers =
            endpoints.iter().map(|endpoint| format!("{}:{}", endpoint.written_host(), endpoint.port));
        let compared = Comparison { servers: servers.collect(), rows };
        let text = match context.face {
            Face::Human { colour } => human::comparison(&compared, colour),
            Face::Json | Face::Findings(_) => json::comparison(&compared),
            Face::Keytool => String::new(),
        };
        context.print(&text)?;
        Ok(if compared.rows.is_empty() { UNREACHED } else { worst })
    }

    fn candidates(&self, context: &Context<'_>, which: Javas) -> Vec<Candidate> {
        let mut found = Vec::new();
        if which != Javas::Installed {
            found.extend(Release::ALL.into_iter().map(|release| Candidate {
                name: format!("Java {}", release.version(release.observed())),
                home: None,
                target: TargetArguments {
                    java: Some(Wanted { release, update: None }),
                    ..self.target.clone()
                },
            }));
        }
        if which != Javas::Releases {
            let installed = discover::discover(context.machine, &[], &[]).into_iter();
            found.extend(installed.filter(|java| java.cacerts.is_some()).map(|java| {
                let home = java.home.display().to_string();
                let version = java.told.version.unwrap_or_else(|| "?".to_owned());
                Candidate {
                    name: format!("{version} in {home}"),
                    target: TargetArguments { java_home: Some(home.clone()), ..self.target.clone() },
                    home: Some(home),
                }
            }));
        }
        found
    }

    /// Of each server the exit code, and the line that says it.
    fn cells(&self, context: &mut Context<'_>, endpoints: &[Endpoint]) -> Result<Vec<(u8, String)>, Failure> {
        self.with_java(
            context,
            |context, asked, asking| {
                let mut cells = vec![(UNREACHED, String::new()); endpoints.len()];
                self.look_at_all(context, asked, asking, endpoints, |_, _, server, told, _| {
                    if let Some(cell) = cells.get_mut(server) {
                        *cell = (told.code, told.line);
                    }
                    Ok(())
                })?;
                Ok(cells)
            },
            |_, _, thrown, found| {
                let line = thrown.first().map_or(found.message, ToString::to_string);
                Ok(vec![(FAILS, line); endpoints.len()])
            },
        )
    }
}
