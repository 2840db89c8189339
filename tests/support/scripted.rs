//! Servers on 127.0.0.1 that play a part: what they say, what they wait for, how they break off.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(dead_code, unused_imports, unreachable_pub, missing_docs)]

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use keytool_rs::machine::Machine;
use keytool_rs::tls::route::Route;
use keytool_rs::tls::{Deadline, Endpoint, Preference, Reach, Reached, Service};

/// Enough for anything that answers; what is silent is given less.
pub const PATIENT: Duration = Duration::from_secs(20);
pub const IMPATIENT: Duration = Duration::from_secs(1);
/// What the server sends behind the conversation: it must be the first that is read of TLS.
pub const BEHIND: &[u8] = b"\x16behind";

/// A turn of the server's.
#[derive(Clone)]
pub enum Turn {
    /// It says this.
    Says(Vec<u8>),
    /// It says this, one byte a packet.
    Trickles(Vec<u8>),
    /// It says this for as long as somebody listens.
    Repeats(&'static [u8]),
    /// It waits until it was told this.
    Hears(&'static [u8]),
    /// It waits until the other side goes.
    Waits,
    /// It ends the connection.
    Breaks,
    /// It ends the connection with something unread, which is a reset.
    Resets,
}

pub use Turn::{Breaks, Hears, Repeats, Resets, Says, Trickles, Waits};

pub fn says(words: impl AsRef<[u8]>) -> Turn {
    Says(words.as_ref().to_vec())
}

/// A server that plays its part for each connection. Gives its port.
pub fn server(turns: Vec<Turn>) -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for socket in listener.incoming().flatten() {
            let turns = turns.clone();
            thread::spawn(move || play(socket, &turns));
        }
    });
    port
}

pub fn play(mut socket: TcpStream, turns: &[Turn]) -> Option<()> {
    socket.set_nodelay(true).unwrap();
    // Whatever a test does, no thread stays for ever.
    socket.set_read_timeout(Some(PATIENT)).unwrap();
    socket.set_write_timeout(Some(PATIENT)).unwrap();
    for turn in turns {
        match turn {
            Says(words) => socket.write_all(words).ok()?,
            Trickles(words) => words.chunks(1).try_for_each(|byte| socket.write_all(byte)).ok()?,
            Repeats(words) => {
                let many = words.repeat(1000);
                while socket.write_all(&many).is_ok() {}
            }
            Hears(words) => {
                let mut heard = Vec::new();
                let mut byte = [0];
                while !heard.ends_with(words) {
                    socket.read_exact(&mut byte).ok()?;
                    heard.push(byte[0]);
                }
            }
            Waits => {
                let _ = socket.read_to_end(&mut Vec::new());
            }
            Breaks => return None,
            Resets => {
                let _ = socket.peek(&mut [0]);
                return None;
            }
        }
    }
    let _ = socket.read_to_end(&mut Vec::new());
    Some(())
}

pub fn deadline(limit: Duration) -> Deadline {
    let machine = Machine::real();
    Deadline::new(machine.stopwatch(), limit)
}

pub fn endpoint(port: u16, service: Service) -> Endpoint {
    Endpoint { host: "127.0.0.1".into(), port, service }
}

pub fn reached(port: u16, service: Service, limit: Duration) -> Reached {
    let deadline = deadline(limit);
    Reach::find(endpoint(port, service), Route::Direct, Preference::Ipv4, deadline).unwrap().connect(deadline)
}
