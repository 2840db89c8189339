//! What a command may do with the terminal it runs on.

use std::io::{self, Write};

use crate::secret::{Password, SecretBytes};

/// The three streams of a process. The real ones are in `cli/console.rs`; a test has its own.
pub trait Console {
    /// Standard output.
    fn out(&mut self) -> &mut dyn Write;

    /// Standard error.
    fn err(&mut self) -> &mut dyn Write;

    /// One line of standard input without its end; `None` when there is no more.
    ///
    /// # Errors
    /// Whatever reading says.
    fn line(&mut self) -> io::Result<Option<String>>;

    /// The bytes of one line of standard input without its end, not echoed where that is a terminal; `None` when
    /// there is no more.
    ///
    /// # Errors
    /// Whatever reading says.
    fn password(&mut self) -> io::Result<Option<SecretBytes>>;

    /// Asks a person for a password, the native way; the prompt comes without punctuation.
    ///
    /// # Errors
    /// Whatever reading says.
    fn password_dialog(&mut self, prompt: &str) -> io::Result<Option<Password>>;

    /// Asks a person a question that is answered by yes or no, no being the default.
    ///
    /// # Errors
    /// Whatever reading says.
    fn confirm_dialog(&mut self, prompt: &str) -> io::Result<bool>;

    /// All that is left of standard input.
    ///
    /// # Errors
    /// Whatever reading says.
    fn rest_of_input(&mut self) -> io::Result<Vec<u8>>;

    /// The next bytes of standard input, as many as there are and the buffer takes; none at its end.
    ///
    /// # Errors
    /// Whatever reading says.
    fn read_input(&mut self, buffer: &mut [u8]) -> io::Result<usize>;

    /// Shows how far long work has come; on a terminal only.
    fn progress(&mut self, done: usize, total: usize);

    /// How many columns standard output has.
    fn width(&self) -> usize {
        80
    }

    /// Whether standard output shows colours.
    fn shows_colour(&self) -> bool;

    /// Whether a person reads standard error and types into standard input.
    fn is_interactive(&self) -> bool;
}
