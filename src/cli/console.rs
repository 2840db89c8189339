//! The process's own streams.

use std::io::{self, BufWriter, IsTerminal as _, Read as _, Stderr, Stdout, Write};

use crate::commands::Console;
use crate::secret::{Password, SecretBytes};

/// How much of the output is gathered before it is written.
const BUFFER: usize = 64 * 1024;

/// How long answers are waited for that nobody asked for, in nanoseconds: a quarter of a second, less than a JVM takes
/// to start.
#[cfg(unix)]
const LONGEST_WAIT: i64 = 250_000_000;

/// Standard input, output and error of this process.
#[derive(Debug)]
pub struct Terminal {
    out: BufWriter<Stdout>,
    err: Stderr,
    progress: Option<indicatif::ProgressBar>,
    has_read: bool,
}

impl Default for Terminal {
    fn default() -> Self {
        Self {
            out: BufWriter::with_capacity(BUFFER, io::stdout()),
            err: io::stderr(),
            progress: None,
            has_read: false,
        }
    }
}

impl Terminal {
    /// Gives whoever started this program to answer its questions the time to write the answers, where there were no
    /// questions.
    ///
    /// Ansible's `java_cert` writes passwords to a keytool that has found no store to ask for one; Java takes so long to
    /// start that it always can. To write into a pipe whose reader is gone is an error that it reports as keytool's.
    #[cfg(unix)]
    pub fn await_answers(&self) {
        use rustix::event::{PollFd, PollFlags, Timespec, poll};
        use rustix::fs::{FileType, fstat};
        let input = io::stdin();
        let is_pipe =
            fstat(&input).is_ok_and(|state| FileType::from_raw_mode(state.st_mode) == FileType::Fifo);
        if self.has_read || !is_pipe {
            return;
        }
        // Answers, or the end of them, are there within a moment; nobody is waited for longer.
        let _ = poll(
            &mut [PollFd::new(&input, PollFlags::IN)],
            Some(&Timespec { tv_sec: 0, tv_nsec: LONGEST_WAIT }),
        );
    }

    /// There is nothing to wait for.
    #[cfg(not(unix))]
    pub fn await_answers(&self) {}
}

impl Console for Terminal {
    fn out(&mut self) -> &mut dyn Write {
        &mut self.out
    }

    fn err(&mut self) -> &mut dyn Write {
        &mut self.err
    }

    fn line(&mut self) -> io::Result<Option<String>> {
        self.has_read = true;
        Ok(read_line()?.map(|line| String::from_utf8_lossy(&line).into_owned()))
    }

    fn password(&mut self) -> io::Result<Option<SecretBytes>> {
        self.has_read = true;
        if !io::stdin().is_terminal() {
            return Ok(read_line()?.map(SecretBytes::new));
        }
        restore_when_interrupted();
        // The prompt is out already, in keytool's words.
        console::Term::stderr().read_secure_line().map(|typed| Some(SecretBytes::new(typed.into_bytes())))
    }

    fn password_dialog(&mut self, prompt: &str) -> io::Result<Option<Password>> {
        restore_when_interrupted();
        let dialog = dialoguer::Password::new().with_prompt(prompt).allow_empty_password(true);
        dialog.interact().map(|typed| Some(Password::new(typed))).map_err(io::Error::other)
    }

    fn confirm_dialog(&mut self, prompt: &str) -> io::Result<bool> {
        restore_when_interrupted();
        let dialog = dialoguer::Confirm::new().with_prompt(prompt).default(false);
        dialog.interact().map_err(io::Error::other)
    }

    fn rest_of_input(&mut self) -> io::Result<Vec<u8>> {
        self.has_read = true;
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn read_input(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.has_read = true;
        io::stdin().lock().read(buffer)
    }

    fn progress(&mut self, done: usize, total: usize) {
        if !io::stderr().is_terminal() {
            return;
        }
        let bar = self.progress.get_or_insert_with(|| indicatif::ProgressBar::new(total as u64));
        bar.set_length(total as u64);
        bar.set_position(done as u64);
        if done >= total {
            bar.finish_and_clear();
            self.progress = None;
        }
    }

    fn width(&self) -> usize {
        let size = console::Term::stdout().size_checked();
        size.map_or(100, |(_, columns)| usize::from(columns))
    }

    fn shows_colour(&self) -> bool {
        io::stdout().is_terminal() && console::colors_enabled()
    }

    fn is_interactive(&self) -> bool {
        io::stdin().is_terminal() && io::stderr().is_terminal()
    }
}

/// A question turns the echo off or hides the cursor; whoever interrupts it gets the terminal back as it was.
#[cfg(unix)]
fn restore_when_interrupted() {
    use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let Ok(before) = tcgetattr(io::stdin()) else { return };
        // Without a handler an interrupt ends the process as ever.
        let _ = ctrlc::set_handler(move || {
            let _ = tcsetattr(io::stdin(), OptionalActions::Now, &before);
            let _ = console::Term::stderr().show_cursor();
            let _ = io::stderr().write_all(b"\n");
            std::process::exit(INTERRUPTED);
        });
    });
}

#[cfg(not(unix))]
fn restore_when_interrupted() {}

/// The exit code of a process that was interrupted: 128 and the number of the signal.
#[cfg(unix)]
const INTERRUPTED: i32 = 130;

/// A line of standard input without its end, byte by byte, so that nothing is taken that a later reader needs.
fn read_line() -> io::Result<Option<Vec<u8>>> {
    let mut input = io::stdin().lock();
    let mut line = Vec::new();
    let mut byte = [0_u8];
    loop {
        match input.read(&mut byte)? {
            0 if line.is_empty() => return Ok(None),
            0 => return Ok(Some(line)),
            _ => match byte {
                [b'\n'] => {
                    if line.last() == Some(&b'\r') {
                        line.pop();
                    }
                    return Ok(Some(line));
                }
                [other] => line.push(other),
            },
        }
    }
}
