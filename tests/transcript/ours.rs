//! Our own library as a tool of the transcripts: fixed clock, counted randomness, typed input.

use std::ffi::OsString;
use std::io::{self, Write};
use std::panic::AssertUnwindSafe;

use jiff::Timestamp;
use keytool_rs::commands::Console;
use keytool_rs::machine::{Machine, Randomness};
use keytool_rs::secret::{Password, SecretBytes};

use super::{Folder, NOW, Outcome, Tool};

/// Our own library, called as `keytool`.
pub struct Ourselves;

/// The streams of a case: what is typed, and what is printed.
struct Typed<'a> {
    input: &'a [u8],
    out: Vec<u8>,
    err: Vec<u8>,
}

impl Typed<'_> {
    fn next_line(&mut self) -> Option<String> {
        if self.input.is_empty() {
            return None;
        }
        let end = self.input.iter().position(|byte| *byte == b'\n').unwrap_or(self.input.len());
        let (line, rest) = self.input.split_at(end);
        self.input = rest.get(1..).unwrap_or_default();
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        Some(String::from_utf8_lossy(line).into_owned())
    }
}

impl Console for Typed<'_> {
    fn out(&mut self) -> &mut dyn Write {
        &mut self.out
    }

    fn err(&mut self) -> &mut dyn Write {
        &mut self.err
    }

    fn line(&mut self) -> io::Result<Option<String>> {
        Ok(self.next_line())
    }

    fn password(&mut self) -> io::Result<Option<SecretBytes>> {
        Ok(self.next_line().map(|line| SecretBytes::new(line.into_bytes())))
    }

    fn rest_of_input(&mut self) -> io::Result<Vec<u8>> {
        Ok(std::mem::take(&mut self.input).to_vec())
    }

    fn password_dialog(&mut self, _prompt: &str) -> io::Result<Option<Password>> {
        Ok(self.next_line().map(Password::new))
    }

    fn confirm_dialog(&mut self, _prompt: &str) -> io::Result<bool> {
        Ok(self.next_line().is_some_and(|line| line == "y"))
    }

    fn progress(&mut self, _done: usize, _total: usize) {}

    fn shows_colour(&self) -> bool {
        false
    }

    fn is_interactive(&self) -> bool {
        false
    }
}

/// Bytes that are different at every call and the same at every run.
fn counted() -> Randomness {
    let mut count = 0_u64;
    Box::new(move |bytes| {
        for byte in bytes {
            count = count.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = count.to_be_bytes()[0];
        }
        Ok(())
    })
}

impl Tool for Ourselves {
    fn run(
        &self,
        folder: &Folder,
        environment: &[(String, String)],
        arguments: &[String],
        stdin: &[u8],
    ) -> Outcome {
        let mut variables = vec![
            ("LC_ALL".to_owned(), "C.UTF-8".to_owned()),
            ("TZ".to_owned(), "UTC".to_owned()),
            ("HOME".to_owned(), folder.path.to_str().unwrap().to_owned()),
        ];
        if let Some(java_home) = &folder.java_home {
            variables.push(("JAVA_HOME".to_owned(), java_home.to_str().unwrap().to_owned()));
        }
        variables.extend(environment.iter().map(|(name, value)| (name.clone(), folder.with_paths(value))));
        let variables =
            variables.into_iter().map(|(name, value)| (OsString::from(name), OsString::from(value)));
        let mut machine = Machine::new(Timestamp::from_second(NOW).unwrap(), variables, counted());
        machine.folder = folder.path.clone();
        let arguments: Vec<OsString> = std::iter::once(OsString::from("keytool"))
            .chain(arguments.iter().map(|argument| OsString::from(folder.with_paths(argument))))
            .collect();
        let mut console = Typed { input: stdin, out: Vec::new(), err: Vec::new() };
        let exit = std::panic::catch_unwind(AssertUnwindSafe(|| {
            keytool_rs::cli::run(&arguments, &mut machine, &mut console)
        }));
        Outcome { stdout: console.out, stderr: console.err, exit: exit.ok().map(i32::from) }
    }
}
