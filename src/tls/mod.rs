//! One TLS handshake, observed without trusting it: which certificates a server sends.
//!
//! The first offer is what rustls speaks of JDK 25's own, in Java's order (`modern`). A server that ends that
//! without having sent its chain is asked again, with a TLS 1.2 hello of JDK 25's other suites and groups that is
//! written and read by hand (`classic`): in TLS 1.2 certificates are sent in the clear.
//!
//! The way there has its own parts: `endpoint` reads what people type, `names` looks a name up, [`route`] asks proxies,
//! [`starttls`] speaks with the server until TLS may begin, and `reach` goes all of it within one time limit.

mod classic;
mod connection;
mod endpoint;
mod fault;
mod groups;
mod modern;
mod names;
mod observation;
mod offer;
mod randomness;
mod reach;
pub mod route;
mod service;
pub mod starttls;
mod target;

use std::io;
use std::net::TcpStream;
use std::time::Duration;

pub use classic::chain_in;
pub use connection::{Connection, Deadline};
pub use endpoint::{Endpoint, EndpointError, EndpointFault};
pub use fault::{TargetFault, TlsFault};
pub use names::{MOST_ADDRESSES, Preference};
pub use observation::{CertificateRequest, Chosen, KeyExchange, Observation};
pub use offer::{Offer, SSL_3_0, TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3};
pub use reach::{Attempt, ConnectFailure, ConnectFault, Reach, Reached};
pub use service::Service;
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
        let socket = connect(target, route, patience)?;
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

/// A connection on which the server answers: over one address, without a limit for looking it up, as in keytool.
fn connect(target: &Target, route: &Route, patience: Patience) -> Result<TcpStream, TlsFault> {
    let host = match &target.host {
        Host::Name(name) | Host::Ipv6(name) => name.as_str(),
        Host::None => "",
    };
    let (near, port) = match route.proxy() {
        Some(proxy) => (proxy.host.as_str(), proxy.port),
        None if target.host == Host::None => return Err(TlsFault::Unresolved { host: String::new() }),
        None => {
            let port = u16::try_from(target.port);
            (host, port.map_err(|_| TlsFault::Connect(io::Error::from(io::ErrorKind::InvalidInput).into()))?)
        }
    };
    let address = names::first_address(near, port)?;
    let socket = match patience.connect {
        Some(limit) => TcpStream::connect_timeout(&address, limit),
        None => TcpStream::connect(address),
    };
    let mut socket = socket.map_err(|error| TlsFault::Connect(error.into()))?;
    socket.set_read_timeout(Some(patience.silence)).map_err(TlsFault::Lost)?;
    route.pass(&mut socket, host, target.port)?;
    Ok(socket)
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
