//! One TLS handshake, observed without trusting it: which certificates a server sends.
//!
//! The first offer is what rustls speaks of JDK 25's own, in Java's order (`modern`). A server that ends that
//! without having sent its chain is asked again, with a TLS 1.2 hello of JDK 25's other suites and groups that is
//! written and read by hand (`classic`): in TLS 1.2 certificates are sent in the clear.

mod classic;
mod connection;
mod fault;
mod groups;
mod modern;
mod observation;
mod offer;
mod randomness;
pub mod route;
mod target;

use std::net::TcpStream;
use std::time::Duration;

pub use classic::chain_in;
pub use connection::{Connection, Deadline};
pub use fault::{TargetFault, TlsFault};
pub use observation::{CertificateRequest, Chosen, KeyExchange, Observation};
pub use offer::{Offer, SSL_3_0, TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3};
pub use target::{Host, Target, TargetError, UriPart};

use crate::machine::Machine;
use route::Route;

/// Java's `jdk.tls.client.maxInboundCertificateChainLength`: a longer chain ends the handshake.
pub const LONGEST_CHAIN: usize = 10;
/// Java's `jdk.tls.maxHandshakeMessageSize`: a longer message ends the handshake.
pub const LONGEST_MESSAGE: usize = 32_768;

/// How long a connection may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For the connection to come about; `None` leaves it to the system.
    pub connect: Option<Duration>,
    /// For each silence of the other side.
    pub silence: Duration,
}

/// The certificates that the server at `target` sends, in its order, each DER as it came, whatever it says. Never
/// empty.
///
/// # Errors
/// [`TlsFault`]: why none was seen.
pub fn chain_of(
    target: &Target,
    route: &Route,
    patience: Patience,
    machine: &Machine,
) -> Result<Vec<Vec<u8>>, TlsFault> {
    let connect = || -> Result<TcpStream, TlsFault> {
        let socket = route.connect(target, patience)?;
        socket.set_read_timeout(Some(patience.silence)).map_err(TlsFault::Lost)?;
        socket.set_write_timeout(Some(patience.silence)).map_err(TlsFault::Lost)?;
        // A hello is one packet, and so is each answer.
        socket.set_nodelay(true).map_err(TlsFault::Lost)?;
        Ok(socket)
    };
    let first = modern::observe(connect()?, target, machine);
    match first {
        Ok(chain) => Ok(chain),
        // Who does not answer one hello answers no other.
        Err(fault @ (TlsFault::Silent | TlsFault::ChainTooLong { .. } | TlsFault::MessageTooLong { .. })) => {
            Err(fault)
        }
        Err(_) => classic::observe(connect()?, target, machine),
    }
}

/// A chain that Java takes from a server.
fn within_limits(chain: Vec<Vec<u8>>) -> Result<Vec<Vec<u8>>, TlsFault> {
    if chain.is_empty() {
        return Err(TlsFault::NoCertificate);
    }
    if chain.len() > LONGEST_CHAIN {
        return Err(TlsFault::ChainTooLong { length: chain.len() });
    }
    // In TLS 1.2 three bytes of length stand before each and before all; in TLS 1.3 there is some more.
    let length = chain.iter().map(|der| der.len() + 3).sum::<usize>() + 3;
    if length > LONGEST_MESSAGE {
        return Err(TlsFault::MessageTooLong { length });
    }
    Ok(chain)
}
