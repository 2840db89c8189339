//! Reading what a server says, byte by byte and within limits: what follows the last byte in clear text is TLS'.

use std::io::{self, Read, Write};

use super::{LONGEST_CONVERSATION, LONGEST_LINE, LONGEST_QUOTE, StartTlsFault, quote};
use crate::tls::{Service, TlsFault};

/// The first byte of TLS' alerts, and the next.
const ALERT: [u8; 2] = [21, 3];

/// The server's side of a conversation.
pub(super) struct Wire<'a, S> {
    stream: &'a mut S,
    service: Service,
    taken: usize,
    /// How the server began, as far as it is quoted.
    greeting: String,
}

impl<'a, S: Read + Write> Wire<'a, S> {
    pub(super) fn new(stream: &'a mut S, service: Service) -> Self {
        Self { stream, service, taken: 0, greeting: String::new() }
    }

    pub(super) fn say(&mut self, words: &[u8]) -> Result<(), TlsFault> {
        self.stream.write_all(words)?;
        Ok(self.stream.flush()?)
    }

    fn some(&mut self, buffer: &mut [u8]) -> Result<usize, TlsFault> {
        if self.taken >= LONGEST_CONVERSATION {
            return Err(StartTlsFault::TooLong.into());
        }
        loop {
            match self.stream.read(buffer) {
                Ok(0) => return Err(TlsFault::Closed),
                Ok(length) => {
                    self.taken += length;
                    return Ok(length);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    pub(super) fn byte(&mut self) -> Result<u8, TlsFault> {
        let mut byte = [0];
        self.some(&mut byte)?;
        Ok(u8::from_be_bytes(byte))
    }

    /// Exactly so many bytes, which must be few.
    pub(super) fn bytes(&mut self, count: usize) -> Result<Vec<u8>, TlsFault> {
        if count > LONGEST_CONVERSATION - self.taken.min(LONGEST_CONVERSATION) {
            return Err(StartTlsFault::TooLong.into());
        }
        let mut bytes = vec![0; count];
        let mut filled = 0;
        while filled < count {
            filled += self.some(bytes.get_mut(filled..).unwrap_or_default())?;
        }
        Ok(bytes)
    }

    /// The first byte of all. A server that should greet and says nothing waits for a hello; one that answers with
    /// an alert took our words for one.
    pub(super) fn first_byte(&mut self) -> Result<u8, TlsFault> {
        match self.byte() {
            Err(TlsFault::Silent) if self.service.greets() => Err(StartTlsFault::ExpectsTls.into()),
            Ok(byte) if byte == ALERT[0] => {
                let second = self.byte()?;
                Err(if second == ALERT[1] {
                    StartTlsFault::ExpectsTls.into()
                } else {
                    self.other_protocol(vec![byte, second])
                })
            }
            other => other,
        }
    }

    /// A line without its end.
    pub(super) fn line(&mut self) -> Result<String, TlsFault> {
        self.line_behind(Vec::new())
    }

    fn line_behind(&mut self, mut line: Vec<u8>) -> Result<String, TlsFault> {
        while line.last() != Some(&b'\n') {
            if line.len() >= LONGEST_LINE {
                return Err(StartTlsFault::TooLong.into());
            }
            line.push(self.byte()?);
        }
        line.pop();
        if line.last() == Some(&b'\r') {
            line.pop();
        }
        Ok(String::from_utf8_lossy(&line).into_owned())
    }

    /// The first line of all, which has to begin with one of the words; otherwise somebody else speaks.
    pub(super) fn greeting(&mut self, begins: impl Fn(&[u8]) -> bool) -> Result<String, TlsFault> {
        let mut line = vec![self.first_byte()?];
        // Whoever speaks in packets may never end a line.
        while line.last() != Some(&b'\n') {
            if !begins(&line) {
                return Err(self.other_protocol(line));
            }
            if line.len() >= LONGEST_LINE {
                return Err(StartTlsFault::TooLong.into());
            }
            line.push(self.byte()?);
        }
        self.greeting = quote(&line);
        self.line_behind(line)
    }

    /// Keeps what is quoted as the greeting.
    pub(super) fn greeted(&mut self, greeting: &[u8]) {
        self.greeting = quote(greeting);
    }

    /// Somebody else speaks; what came with these first bytes is kept as well.
    pub(super) fn other_protocol(&mut self, mut begun: Vec<u8>) -> TlsFault {
        if begun.last() != Some(&b'\n') {
            let mut more = [0; LONGEST_QUOTE];
            let length = self.some(&mut more).unwrap_or(0);
            begun.extend_from_slice(more.get(..length).unwrap_or_default());
        }
        let speaks = Service::of_greeting(&begun);
        let first = begun.split(|byte| *byte == b'\n').next().unwrap_or_default();
        StartTlsFault::OtherProtocol { service: self.service, greeting: quote(first), speaks }.into()
    }

    /// TLS is not among what the server offers. Mail and files greet alike: whoever offers nothing may be the other.
    pub(super) fn not_offered(&self) -> TlsFault {
        let greeting = self.greeting.clone();
        match Service::of_greeting(greeting.as_bytes()).filter(|speaks| *speaks != self.service) {
            Some(speaks) => {
                StartTlsFault::OtherProtocol { service: self.service, greeting, speaks: Some(speaks) }.into()
            }
            None => StartTlsFault::NotOffered { service: self.service, greeting }.into(),
        }
    }
}

pub(super) fn refused(line: &str) -> TlsFault {
    StartTlsFault::Refused { line: quote(line.as_bytes()), code: None }.into()
}

pub(super) fn malformed(line: &[u8]) -> TlsFault {
    StartTlsFault::Malformed { line: quote(line) }.into()
}
