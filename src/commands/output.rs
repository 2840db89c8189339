//! Where what is made goes: a file, or standard output; in PEM or DER.

use std::fs::File;
use std::io::Write as _;

use super::{Context, Face, Failure};
use crate::formats::certificates::pem_labelled;
use crate::report::{Notice, json};

/// Names of files that people expect PEM in.
const PEM_NAMES: [&str; 2] = [".pem", ".crt"];

/// The form of what is written.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct FormArguments {
    /// Write PEM (default where the file is called .pem or .crt)
    #[arg(long, visible_alias = "pem")]
    rfc: bool,

    /// Write DER (default elsewhere)
    #[arg(long, conflicts_with = "rfc")]
    der: bool,
}

/// In which form something is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Text.
    Pem,
    /// Text, because the name of the file ends so.
    PemByName,
    /// Bytes.
    Der,
}

impl FormArguments {
    /// The form for a file of this name, or for standard output. keytool does not look at names.
    pub(super) fn form(&self, context: &Context<'_>, named: Option<&str>) -> Form {
        let is_pem = |named: &str| PEM_NAMES.iter().any(|end| named.to_ascii_lowercase().ends_with(end));
        match (self.rfc, self.der, named) {
            (true, ..) => Form::Pem,
            (false, false, Some(named)) if !context.is_keytool() && is_pem(named) => Form::PemByName,
            _ => Form::Der,
        }
    }
}

/// A file to write, or standard output.
///
/// Java: opens the file, and so makes it empty, before it looks for anything to put there; natively it is made when
/// there is something.
pub(super) struct Output<'n> {
    named: Option<&'n str>,
    opened: Option<File>,
}

impl<'n> Output<'n> {
    /// Prepares to write the file of this name, or standard output.
    ///
    /// # Errors
    /// [`Failure::Write`].
    pub(super) fn prepare(context: &Context<'_>, named: Option<&'n str>) -> Result<Self, Failure> {
        let opened = match named {
            Some(named) if context.is_keytool() => Some(create(context, named)?),
            _ => None,
        };
        Ok(Self { named, opened })
    }

    /// Writes what was made, each in PEM under `label`, or all in DER. A program gets the PEM in a document, and the file's
    /// name where there is one.
    ///
    /// # Errors
    /// [`Failure::Write`], [`Failure::Output`].
    pub(super) fn write(
        self,
        context: &mut Context<'_>,
        label: &str,
        made: &[&[u8]],
        form: Form,
    ) -> Result<(), Failure> {
        let end = line_end(context);
        let pem = || made.iter().map(|der| pem_labelled(label, der, end) + end).collect::<String>();
        let bytes = if form == Form::Der { made.concat() } else { pem().into_bytes() };
        let is_document = matches!(context.face, Face::Json | Face::Findings(_));
        let named = self.named.map(str::to_owned);
        if named.is_some() || !is_document {
            self.put(context, &bytes)?;
        }
        if is_document {
            return context.print(&json::made(named.as_deref(), &pem()));
        }
        match named {
            Some(path) if !context.is_keytool() => {
                context.say(&Notice::FileWritten { path, is_pem_by_name: form == Form::PemByName })
            }
            _ => Ok(()),
        }
    }

    /// Writes these bytes as they are.
    ///
    /// # Errors
    /// [`Failure::Write`], [`Failure::Output`].
    pub(super) fn put(self, context: &mut Context<'_>, bytes: &[u8]) -> Result<(), Failure> {
        let Some(named) = self.named else {
            return context.console.out().write_all(bytes).map_err(Failure::Output);
        };
        let mut file = match self.opened {
            Some(file) => file,
            None => create(context, named)?,
        };
        file.write_all(bytes).map_err(|source| Failure::Write { path: named.to_owned(), source })
    }
}

fn create(context: &Context<'_>, named: &str) -> Result<File, Failure> {
    File::create(context.machine.path(named))
        .map_err(|source| Failure::Write { path: named.to_owned(), source })
}

/// Java: PEM ends its lines as MIME does, whatever the machine.
pub(super) fn line_end(context: &Context<'_>) -> &'static str {
    if context.is_keytool() { "\r\n" } else { "\n" }
}
