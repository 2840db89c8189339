//! What every command is run with: the machine, the console, and whom it speaks to.

use super::session::{Saving, Session};
use super::{Console, Failure, NativeFault};
use crate::jvm::zone::Zone;
use crate::machine::Machine;
use crate::report::keytool::weakness::Warnings;
use crate::report::{Action, Change, Notice, Question, human, json, keytool};
use crate::secret::{Password, SecretBytes};

/// Whom a command speaks to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// Somebody who expects the JDK's keytool, to the byte.
    Keytool,
    /// A person, with colour where the terminal has it.
    Human {
        /// Whether to colour.
        colour: bool,
    },
    /// A program that reads JSON.
    Json,
    /// A program that reads findings in a form of its own; `audit` alone has such.
    Findings(Document),
}

/// A form in which other programs read findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Document {
    /// SARIF 2.1.0, as code scanners have it.
    Sarif,
    /// JUnit's XML, as build servers read it.
    Junit,
    /// Prometheus's text format.
    Prometheus,
}

/// How many times keytool asks before it gives up.
pub(super) const ATTEMPTS: usize = 3;
/// keytool's smallest password, in UTF-16 units.
pub const SHORTEST_PASSWORD: usize = 6;

/// The surroundings of one command.
pub struct Context<'a> {
    /// The machine.
    pub machine: &'a Machine,
    /// The console.
    pub console: &'a mut dyn Console,
    /// Whom the command speaks to.
    pub face: Face,
    /// Whether `-v` was given.
    pub verbose: bool,
    /// What keytool's -keypass gives, which counts for a word of warning whatever the command; `None` natively.
    pub key_password: Option<Password>,
    /// What keytool prints under "Warning:" when the command is done.
    pub warnings: Warnings,
    /// Whether `-nowarn` was given.
    pub is_silent: bool,
    /// Whether a line was read from a pipe, after which Java finds nothing more in it.
    pub read_ahead: bool,
    /// Whether each document of JSON goes into a line of its own.
    pub in_lines: bool,
}

impl Context<'_> {
    /// The same surroundings on a machine that knows more.
    pub(super) fn on<'b>(&'b mut self, machine: &'b Machine) -> Context<'b> {
        Context {
            machine,
            console: &mut *self.console,
            face: self.face,
            verbose: self.verbose,
            key_password: self.key_password.clone(),
            warnings: Warnings::default(),
            is_silent: self.is_silent,
            read_ahead: self.read_ahead,
            in_lines: self.in_lines,
        }
    }

    /// Whether the JDK's keytool is expected.
    pub fn is_keytool(&self) -> bool {
        self.face == Face::Keytool
    }

    /// Says something beside the result, to standard error.
    ///
    /// # Errors
    /// Where the stream cannot be written.
    pub fn say(&mut self, notice: &Notice) -> Result<(), Failure> {
        let text = match self.face {
            Face::Keytool => keytool::words::notice(notice),
            Face::Human { colour } => human::words::notice(notice, colour),
            Face::Json | Face::Findings(_) => String::new(),
        };
        self.error_stream(&text)
    }

    /// Tells what was changed in the store: keytool says it of imports, and with `-v` which store it wrote.
    ///
    /// # Errors
    /// Where the streams cannot be written.
    pub fn report_changes(
        &mut self,
        session: &Session,
        saving: Saving,
        changes: &[Change],
    ) -> Result<(), Failure> {
        let named = &session.named;
        match self.face {
            Face::Keytool => {
                for change in changes.iter().filter(|change| change.action == Action::Added) {
                    self.say(&Notice::CertificateAdded { alias: change.alias.clone().unwrap_or_default() })?;
                }
                if self.verbose { self.say(&Notice::Storing { path: named.clone() }) } else { Ok(()) }
            }
            Face::Human { colour } => {
                let outcome = human::words::Outcome {
                    named,
                    type_name: &session.type_name,
                    is_new: session.is_new(),
                    is_dry_run: saving.dry_run,
                    is_authoritys: session.holds_authority(),
                    backup: session.backup.as_deref(),
                };
                self.print(&human::words::changes(&outcome, changes, colour))
            }
            Face::Json | Face::Findings(_) => self.print(&json::changes(named, saving.dry_run, changes)),
        }
    }

    /// The same for keys, of which keytool says itself what was done.
    ///
    /// # Errors
    /// Where the streams cannot be written.
    pub fn report_keys(
        &mut self,
        session: &Session,
        saving: Saving,
        changes: &[Change],
    ) -> Result<(), Failure> {
        if !self.is_keytool() {
            return self.report_changes(session, saving, changes);
        }
        if self.verbose { self.say(&Notice::Storing { path: session.named.clone() }) } else { Ok(()) }
    }

    /// Says the warnings gathered so far, and forgets them.
    ///
    /// # Errors
    /// Where standard error cannot be written.
    pub fn say_warnings(&mut self) -> Result<(), Failure> {
        let paragraph = self.warnings.take_paragraph();
        if self.is_silent { Ok(()) } else { self.error_stream(&paragraph) }
    }

    /// The same before a question.
    ///
    /// # Errors
    /// Where standard error cannot be written.
    pub fn say_warnings_before_question(&mut self) -> Result<(), Failure> {
        let paragraph = self.warnings.take_paragraph_before_question();
        if self.is_silent { Ok(()) } else { self.error_stream(&paragraph) }
    }

    /// Writes to standard output.
    ///
    /// # Errors
    /// Where the stream cannot be written.
    pub fn print(&mut self, text: &str) -> Result<(), Failure> {
        self.console.out().write_all(text.as_bytes()).map_err(Failure::Output)
    }

    fn error_stream(&mut self, text: &str) -> Result<(), Failure> {
        if text.is_empty() {
            return Ok(());
        }
        // On a terminal both streams are one: what was printed first stands first.
        self.console.out().flush().map_err(Failure::Output)?;
        let stream = self.console.err();
        stream.write_all(text.as_bytes()).and_then(|()| stream.flush()).map_err(Failure::Output)
    }

    fn prompt(&mut self, question: &Question) -> Result<(), Failure> {
        let text = match self.face {
            Face::Keytool => keytool::words::question(question),
            Face::Human { .. } | Face::Json | Face::Findings(_) => human::words::question(question) + ": ",
        };
        self.error_stream(&text)
    }

    /// The zone that dates are shown in. Java complains of the old three-letter names when it needs them.
    ///
    /// # Errors
    /// Where standard error cannot be written.
    pub fn zone(&mut self) -> Result<Zone, Failure> {
        let zone = Zone::find(self.machine);
        if zone.is_deprecated() {
            self.say(&Notice::DeprecatedZone { id: zone.id().to_owned() })?;
        }
        Ok(zone)
    }

    /// Asks for a line; `None` at the end of the input.
    ///
    /// # Errors
    /// Where the streams fail.
    pub fn ask(&mut self, question: &Question) -> Result<Option<String>, Failure> {
        self.prompt(question)?;
        if self.has_read_ahead() {
            return Ok(None);
        }
        self.read_ahead = true;
        let line = self.console.line().map_err(Failure::Input)?;
        self.end_prompt()?;
        Ok(line)
    }

    /// Asks for the next line of the reader that answered the question before.
    ///
    /// # Errors
    /// Where the streams fail.
    pub fn ask_on(&mut self, question: &Question) -> Result<Option<String>, Failure> {
        self.prompt(question)?;
        self.console.line().map_err(Failure::Input)
    }

    /// A question whose answer nobody typed is a line of its own all the same; keytool goes on behind it.
    fn end_prompt(&mut self) -> Result<(), Failure> {
        if self.is_keytool() || self.console.is_interactive() { Ok(()) } else { self.error_stream("\n") }
    }

    /// Java: each question makes a buffered reader of its own, which takes all that a pipe holds; passwords are read
    /// byte by byte and take no more than their line.
    fn has_read_ahead(&self) -> bool {
        self.read_ahead && self.is_keytool() && !self.console.is_interactive()
    }

    /// Asks for a password, which a terminal does not show. Empty and absent (the input has ended) are one to keytool.
    ///
    /// # Errors
    /// Where the streams fail.
    pub fn ask_password(&mut self, question: &Question) -> Result<Option<Password>, Failure> {
        if !self.is_keytool() && self.console.is_interactive() {
            let typed =
                self.console.password_dialog(&human::words::question(question)).map_err(Failure::Input)?;
            return Ok(typed.filter(|password| !password.is_empty()));
        }
        self.prompt(question)?;
        if self.has_read_ahead() {
            return Ok(None);
        }
        let typed = self.console.password().map_err(Failure::Input)?;
        self.end_prompt()?;
        let password = typed.map(|typed| self.as_password(&typed));
        Ok(password.filter(|password| !password.is_empty()))
    }

    /// A line of a pipe as a password, without a question.
    ///
    /// # Errors
    /// Where the stream fails.
    pub fn unasked_password(&mut self) -> Result<Option<Password>, Failure> {
        if self.has_read_ahead() {
            return Ok(None);
        }
        let typed = self.console.password().map_err(Failure::Input)?;
        Ok(typed.map(|typed| self.as_password(&typed)))
    }

    fn as_password(&self, typed: &SecretBytes) -> Password {
        if self.is_keytool() && !self.console.is_interactive() {
            // Java: takes each byte of a pipe for a character, whatever the encoding; stores exist whose password
            // came to be that way.
            Password::new(typed.expose().iter().map(|byte| char::from(*byte)).collect::<String>())
        } else {
            Password::new(String::from_utf8_lossy(typed.expose()))
        }
    }

    /// Asks until the answer is yes or no; nothing is no.
    ///
    /// # Errors
    /// Where the streams fail.
    pub fn confirm(&mut self, question: &Question) -> Result<bool, Failure> {
        if !self.is_keytool() && self.console.is_interactive() {
            return self.console.confirm_dialog(&human::words::question(question)).map_err(Failure::Input);
        }
        loop {
            let Some(answer) = self.ask(question)? else { return Ok(false) };
            match answer.trim().to_lowercase().as_str() {
                "y" | "yes" => return Ok(true),
                "" | "n" | "no" => return Ok(false),
                _ => self.say(&Notice::WrongAnswer)?,
            }
        }
    }

    /// Asks up to three times for a password of at least six characters.
    ///
    /// # Errors
    /// [`Failure::TooManyFailures`], which keytool does not count as one.
    pub fn ask_long_password(&mut self, question: &Question) -> Result<Password, Failure> {
        for _ in 0..ATTEMPTS {
            match self.ask_password(question)? {
                Some(password) if password.java_length() >= SHORTEST_PASSWORD => return Ok(password),
                _ => self.say(&Notice::StorePasswordTooShort)?,
            }
        }
        Err(Failure::TooManyFailures)
    }

    /// Asks up to three times for a new password, twice each time. `refused` says what else speaks against one.
    ///
    /// # Errors
    /// [`Failure::TooManyFailures`].
    pub fn ask_new_password(
        &mut self,
        first: &Question,
        again: &Question,
        refused: impl Fn(Option<&Password>) -> Option<Notice>,
    ) -> Result<Password, Failure> {
        for _ in 0..ATTEMPTS {
            let password = self.ask_password(first)?;
            if password.is_none() && !self.is_keytool() && !self.console.is_interactive() {
                return Err(NativeFault::NewPasswordNotGiven.into());
            }
            if let Some(notice) = refused(password.as_ref()) {
                self.say(&notice)?;
                continue;
            }
            if self.ask_password(again)? != password {
                self.say(&Notice::PasswordsDoNotMatch)?;
                continue;
            }
            if let Some(password) = password {
                return Ok(password);
            }
        }
        Err(Failure::TooManyFailures)
    }
}
