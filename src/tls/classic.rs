//! The first look: a hello that is exactly the client's, written here, and the answer read as far as it comes in the
//! clear. No key is ever agreed on.

use std::io::{Read as _, Write as _};
use std::time::Duration;

use super::flight::{Flight, FlightReader, LONGEST_BEGINNING, Progress};
use super::hello::hello;
use super::offer::TLS_1_2;
use super::randomness::Chance;
use super::{Connection, Limits, Offer, TlsFault};

/// How long more is waited for of an answer that is no TLS, of which the beginning has come.
const QUIET: Duration = Duration::from_millis(200);

/// What the server answers, and what ended it.
pub(super) fn look(
    connection: &mut Connection,
    offer: &Offer,
    limits: Limits,
    chance: &mut Chance,
) -> (Flight, Result<(), TlsFault>) {
    let mut reader = FlightReader::new(offer, limits);
    let hello = hello(offer, chance);
    let end = hello.and_then(|hello| listen(connection, &hello, &mut reader));
    // The server is told that it ends here (close_notify, in the version of the records).
    let minor = reader.flight().chosen.as_ref().map_or(3, |chosen| minor_of(chosen.version));
    let _ = connection.write_all(&[21, 3, minor, 0, 2, 1, 0]);
    (reader.into_flight(), end)
}

/// The second byte of a version in the header of a record, which TLS 1.3 takes from TLS 1.2.
pub(super) fn minor_of(version: u16) -> u8 {
    let [_, minor] = version.min(TLS_1_2).to_be_bytes();
    minor
}

/// Says hello and reads the answer as far as it comes in the clear.
pub(super) fn listen(
    connection: &mut Connection,
    hello: &[u8],
    reader: &mut FlightReader<'_>,
) -> Result<(), TlsFault> {
    connection.write_all(hello)?;
    let mut piece = [0; 16 * 1024];
    loop {
        let length = connection.read(&mut piece)?;
        if length == 0 {
            return Err(TlsFault::Closed);
        }
        match reader.feed(piece.get(..length).unwrap_or_default()) {
            Ok(Progress::More) => {}
            Ok(Progress::Done) => return Ok(()),
            Err(TlsFault::NotTls { mut beginning }) => {
                read_on(connection, &mut beginning);
                return Err(TlsFault::NotTls { beginning });
            }
            Err(fault) => return Err(fault),
        }
    }
}

/// Adds what else comes soon: a greeting may be cut anywhere.
fn read_on(connection: &mut Connection, beginning: &mut Vec<u8>) {
    connection.set_silence(Some(QUIET));
    let mut piece = [0; LONGEST_BEGINNING];
    while let Some(space) = LONGEST_BEGINNING.checked_sub(beginning.len()).filter(|space| *space > 0) {
        match connection.read(piece.get_mut(..space).unwrap_or_default()) {
            Ok(length) if length > 0 => beginning.extend_from_slice(piece.get(..length).unwrap_or_default()),
            _ => return,
        }
    }
}
