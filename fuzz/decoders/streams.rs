//! A console in memory, for whoever runs commands without a terminal: the fuzz targets and the transcripts.

use std::io::{self, Write};

use keytool_rs::commands::Console;
use keytool_rs::secret::{Password, SecretBytes};

/// What is typed, and what is printed.
pub(crate) struct Typed<'a> {
    input: &'a [u8],
    /// Standard output.
    pub(crate) out: Vec<u8>,
    /// Standard error.
    pub(crate) err: Vec<u8>,
}

impl<'a> Typed<'a> {
    /// Nothing printed yet.
    pub(crate) fn new(input: &'a [u8]) -> Self {
        Self { input, out: Vec::new(), err: Vec::new() }
    }

    fn next_line(&mut self) -> Option<Vec<u8>> {
        if self.input.is_empty() {
            return None;
        }
        let end = self.input.iter().position(|byte| *byte == b'\n').unwrap_or(self.input.len());
        let (line, rest) = self.input.split_at(end);
        self.input = rest.get(1..).unwrap_or_default();
        Some(line.strip_suffix(b"\r").unwrap_or(line).to_vec())
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
        Ok(self.next_line().map(|line| String::from_utf8_lossy(&line).into_owned()))
    }

    fn password(&mut self) -> io::Result<Option<SecretBytes>> {
        Ok(self.next_line().map(SecretBytes::new))
    }

    fn password_dialog(&mut self, _: &str) -> io::Result<Option<Password>> {
        Ok(self.next_line().map(|line| Password::new(String::from_utf8_lossy(&line))))
    }

    fn confirm_dialog(&mut self, _: &str) -> io::Result<bool> {
        Ok(self.next_line().is_some_and(|line| line == b"y"))
    }

    fn rest_of_input(&mut self) -> io::Result<Vec<u8>> {
        Ok(std::mem::take(&mut self.input).to_vec())
    }

    fn read_input(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        io::Read::read(&mut self.input, buffer)
    }

    fn progress(&mut self, _: usize, _: usize) {}

    fn shows_colour(&self) -> bool {
        false
    }

    fn is_interactive(&self) -> bool {
        false
    }
}
