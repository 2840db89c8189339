//! Where what is made goes: a file, or standard output.

use std::fs::File;
use std::io::Write as _;

use super::{Context, Failure};
use crate::report::Notice;

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

    /// Writes it whole.
    ///
    /// # Errors
    /// [`Failure::Write`], [`Failure::Output`].
    pub(super) fn write(self, context: &mut Context<'_>, bytes: &[u8]) -> Result<(), Failure> {
        let Some(named) = self.named else {
            return context.console.out().write_all(bytes).map_err(Failure::Output);
        };
        let mut file = match self.opened {
            Some(file) => file,
            None => create(context, named)?,
        };
        file.write_all(bytes).map_err(|source| Failure::Write { path: named.to_owned(), source })?;
        if context.is_keytool() {
            Ok(())
        } else {
            context.say(&Notice::FileWritten { path: named.to_owned() })
        }
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
