//! A server's first flight as it comes: records in any cutting, of SSL 3.0 to TLS 1.2 up to the end of the flight, of
//! TLS 1.3 up to the hello, behind which all is encrypted.

use tls_parser::{TlsRecordType, parse_tls_record_header};

use super::offer::{Offer, TLS_1_0, TLS_1_2, TLS_1_3};
use super::wire::Reading;
use super::{CertificateRequest, Chosen, KeyExchange, Limits, TlsFault, messages};

/// No flight is longer, in bytes of handshake messages: Java takes 32 KiB of a message, and a chain that is too long
/// for it is read all the same.
pub const LONGEST_FLIGHT: usize = 1 << 20;
/// No more is read for it: a flight in records of one byte each, with their headers.
const LONGEST_ANSWER: usize = 6 * LONGEST_FLIGHT;
/// How much is kept of an answer that is no TLS.
pub const LONGEST_BEGINNING: usize = 512;
/// The longest record: 16 KiB, and 2 KiB for what encryption adds in the most generous version (RFC 5246, 6.2.3).
const LONGEST_RECORD: usize = (1 << 14) + 2048;
/// The bytes of a record's header: kind, version and length.
const RECORD_HEADER: usize = 5;
/// The first four bytes of a handshake message: its kind and its length.
const MESSAGE_HEADER: usize = 4;
/// Java: alerts of the level "warning" that it reads over in the middle of a handshake (JDK 11.0.13 and 25.0.2, each
/// sent before a server's hello): unexpected_message to decompression_failure, internal_error, inappropriate_fallback,
/// user_canceled. All others end it.
const IGNORED_WARNINGS: [u8; 8] = [10, 20, 21, 22, 30, 80, 86, 90];

/// What is known of a server from its first flight.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Flight {
    /// What the server chose.
    pub chosen: Option<Chosen>,
    /// The certificates, in the server's order, each DER as it came; `None` where no message with any has come.
    pub chain: Option<Vec<Vec<u8>>>,
    /// The OCSP response for the first of them.
    pub staple: Option<Vec<u8>>,
    /// What is asked of the client's certificate.
    pub request: Option<CertificateRequest>,
    /// Whether the server asks for a second hello, with a key of the group that [`Chosen::exchange`] names.
    pub asks_again: bool,
}

/// How far a flight has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// More of it is to come.
    More,
    /// That was all that comes in the clear.
    Done,
}

/// A whole record: its kind, its content, and what follows it.
type Record<'b> = (TlsRecordType, &'b [u8], &'b [u8]);

/// Reads a flight piece by piece.
#[derive(Debug)]
pub struct FlightReader<'a> {
    offer: &'a Offer,
    limits: Limits,
    /// What has come of a record that is not whole.
    record: Vec<u8>,
    /// What has come of a message that is not whole.
    message: Vec<u8>,
    /// How much has come: of all, and of handshake messages.
    read: usize,
    gathered: usize,
    flight: Flight,
    /// The messages so far, with their headers, as the client's proof has to name them.
    transcript: Vec<u8>,
    /// What of the flight Java does not bear, though it can be read.
    excess: Option<TlsFault>,
}

impl<'a> FlightReader<'a> {
    /// For the answer to a hello of this offer.
    pub fn new(offer: &'a Offer, limits: Limits) -> Self {
        Self {
            offer,
            limits,
            record: Vec::new(),
            message: Vec::new(),
            read: 0,
            gathered: 0,
            flight: Flight::default(),
            transcript: Vec::new(),
            excess: None,
        }
    }

    /// What has been seen so far.
    pub fn flight(&self) -> &Flight {
        &self.flight
    }

    /// The same, for good.
    pub fn into_flight(self) -> Flight {
        self.flight
    }

    /// The messages so far, one after another, each with its header.
    pub(super) fn transcript(&self) -> &[u8] {
        &self.transcript
    }

    /// Takes the next bytes. What follows the end of the flight is let be.
    ///
    /// # Errors
    /// What ends the handshake: an alert, a choice that was not offered, no TLS at all. What had come before it stands.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<Progress, TlsFault> {
        self.read = self.read.saturating_add(bytes.len());
        self.record.extend_from_slice(bytes);
        let pending = std::mem::take(&mut self.record);
        let mut rest = pending.as_slice();
        while let Some((kind, content, later)) = self.next_record(rest)? {
            rest = later;
            match kind {
                TlsRecordType::Handshake => {
                    if self.take_messages(content)? == Progress::Done {
                        return self.excess.take().map_or(Ok(Progress::Done), Err);
                    }
                }
                TlsRecordType::Alert => take_alert(content)?,
                other => return Err(TlsFault::Broken(format!("record of kind {}", other.0))),
            }
        }
        if self.read > LONGEST_ANSWER {
            return Err(TlsFault::Broken("more bytes than a flight takes".into()));
        }
        self.record = rest.to_vec();
        Ok(Progress::More)
    }

    /// The next whole record; `None` where it is not whole.
    fn next_record<'b>(&self, bytes: &'b [u8]) -> Result<Option<Record<'b>>, TlsFault> {
        let is_first = self.gathered == 0 && self.flight == Flight::default();
        // The kinds of records are 20 to 23 and the versions begin with 3: nothing else is TLS, and what is cut short
        // may be.
        let is_record = |bytes: &[u8]| {
            bytes.first().is_none_or(|kind| (20..=23).contains(kind))
                && bytes.get(1).is_none_or(|major| *major == 3)
        };
        if !is_record(bytes) {
            return Err(if is_first {
                let beginning = bytes.get(..LONGEST_BEGINNING).unwrap_or(bytes);
                TlsFault::NotTls { beginning: beginning.to_vec() }
            } else {
                TlsFault::Broken("bytes that are no record".into())
            });
        }
        if bytes.len() < RECORD_HEADER {
            return Ok(None);
        }
        let Ok((body, header)) = parse_tls_record_header(bytes) else { return Ok(None) };
        let length = usize::from(header.len);
        if length > LONGEST_RECORD {
            return Err(TlsFault::Broken(format!("record of {length} bytes")));
        }
        Ok(body.split_at_checked(length).map(|(content, later)| (header.record_type, content, later)))
    }

    /// Takes what a record holds of messages.
    fn take_messages(&mut self, content: &[u8]) -> Result<Progress, TlsFault> {
        self.gathered = self.gathered.saturating_add(content.len());
        self.message.extend_from_slice(content);
        let pending = std::mem::take(&mut self.message);
        let mut rest = pending.as_slice();
        while let Some(&[kind, high, middle, low]) = rest.first_chunk::<MESSAGE_HEADER>() {
            let length = usize::from(high) << 16 | usize::from(middle) << 8 | usize::from(low);
            if length > self.limits.message {
                self.refuse(TlsFault::MessageTooLong { length });
            }
            if length > LONGEST_FLIGHT {
                return Err(self.excess.take().unwrap_or(TlsFault::MessageTooLong { length }));
            }
            let body = rest.get(MESSAGE_HEADER..).unwrap_or_default();
            let Some((message, later)) = body.split_at_checked(length) else { break };
            if kind != messages::HELLO_REQUEST {
                self.transcript.extend([kind, high, middle, low]);
                self.transcript.extend_from_slice(message);
            }
            if self.take_message(kind, message)? == Progress::Done {
                return Ok(Progress::Done);
            }
            rest = later;
        }
        if self.gathered > LONGEST_FLIGHT {
            let fault = TlsFault::MessageTooLong { length: self.gathered };
            return Err(self.excess.take().unwrap_or(fault));
        }
        self.message = rest.to_vec();
        Ok(Progress::More)
    }

    /// Remembers the first of what Java does not bear.
    fn refuse(&mut self, fault: TlsFault) {
        self.excess.get_or_insert(fault);
    }

    fn take_message(&mut self, kind: u8, message: &[u8]) -> Result<Progress, TlsFault> {
        let malformed = || TlsFault::Broken(format!("malformed handshake message of kind {kind}"));
        let reading = Reading(message);
        if kind == messages::HELLO_REQUEST {
            return Ok(Progress::More);
        }
        let flight = &mut self.flight;
        let Some(chosen) = flight.chosen.as_mut() else {
            if kind != messages::SERVER_HELLO {
                return Err(TlsFault::Broken(format!("handshake message of kind {kind} before the hello")));
            }
            let hello = messages::server_hello(reading).ok_or_else(malformed)?;
            flight.asks_again = hello.asks_again;
            return self.take_hello(hello.chosen);
        };
        match kind {
            messages::CERTIFICATE if flight.chain.is_none() => {
                let chain = messages::certificates(reading).ok_or_else(malformed)?;
                let length = chain.len();
                flight.chain = Some(chain);
                if length == 0 {
                    self.refuse(TlsFault::NoCertificate);
                } else if length > self.limits.chain {
                    self.refuse(TlsFault::ChainTooLong { length });
                }
            }
            messages::CERTIFICATE_STATUS => {
                flight.staple = messages::staple(reading).ok_or_else(malformed)?;
            }
            messages::SERVER_KEY_EXCHANGE => {
                messages::key_exchange(reading, chosen).ok_or_else(malformed)?;
            }
            messages::CERTIFICATE_REQUEST => {
                let request = messages::certificate_request(reading, chosen.version).ok_or_else(malformed)?;
                flight.request = Some(request);
            }
            messages::SERVER_HELLO_DONE => {
                if chosen.exchange.is_none() && messages::is_rsa(chosen.suite) {
                    chosen.exchange = Some(KeyExchange::Rsa);
                }
                return Ok(Progress::Done);
            }
            _ => return Err(TlsFault::Broken(format!("handshake message of kind {kind} out of place"))),
        }
        Ok(Progress::More)
    }

    /// A choice that was offered; behind a hello of TLS 1.3 nothing is in the clear.
    fn take_hello(&mut self, chosen: Chosen) -> Result<Progress, TlsFault> {
        let (version, suite) = (chosen.version, chosen.suite);
        self.flight.chosen = Some(chosen);
        if !self.offer.versions.contains(&version) {
            return Err(TlsFault::Version(version));
        }
        // The suites of TLS 1.3 are 0x1301 and those that follow it.
        let is_of_version = (suite >> 8 == 0x13) == (version >= TLS_1_3);
        if !is_of_version || !self.offer.suites.contains(&suite) {
            return Err(TlsFault::Suite(suite));
        }
        Ok(if version >= TLS_1_3 { Progress::Done } else { Progress::More })
    }
}

/// An alert of either level, where it ends a handshake for Java.
pub(super) fn take_alert(content: &[u8]) -> Result<(), TlsFault> {
    match content {
        [1, alert, ..] if IGNORED_WARNINGS.contains(alert) => Ok(()),
        [1, alert, ..] => Err(TlsFault::Warning(*alert)),
        [_, alert, ..] => Err(TlsFault::Alert(*alert)),
        _ => Err(TlsFault::Broken("malformed alert".into())),
    }
}

/// The version below which a server's random bytes say that it was talked down (RFC 8446, 4.1.3).
pub(super) fn downgraded_below(random: &[u8], version: u16) -> Option<u16> {
    match random.last_chunk::<8>() {
        Some(b"DOWNGRD\x01") if version <= TLS_1_2 => Some(TLS_1_3),
        Some(b"DOWNGRD\x00") if (TLS_1_0..TLS_1_2).contains(&version) => Some(TLS_1_2),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
