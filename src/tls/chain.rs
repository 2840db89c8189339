//! What keytool's `-printcert -sslserver` asks for: the chain that a server sends to JDK 25.

use std::io;
use std::net::TcpStream;
use std::time::Duration;

use super::route::Route;
use super::{
    Chance, Connection, Deadline, Depth, Host, Limits, Offer, TLS_1_2, TLS_1_3, Target, TlsFault, Wants,
    handshake, names,
};
use crate::machine::Machine;

/// JDK 25's suites, in its order, with the promise of safe renegotiation at the end (RFC 5746, 3.3).
const SUITES: [u16; 31] = [
    0x1302, 0x1301, 0x1303, 0xc02c, 0xc02b, 0xcca9, 0xc030, 0xcca8, 0xc02f, 0x009f, 0xccaa, 0x00a3, 0x009e,
    0x00a2, 0xc024, 0xc028, 0xc023, 0xc027, 0x006b, 0x006a, 0x0067, 0x0040, 0xc00a, 0xc014, 0xc009, 0xc013,
    0x0039, 0x0038, 0x0033, 0x0032, 0x00ff,
];
/// JDK 25's groups, in its order: X25519, P-256, P-384, P-521, X448, and the finite fields of RFC 7919.
const GROUPS: [u16; 10] = [0x001d, 0x0017, 0x0018, 0x0019, 0x001e, 0x0100, 0x0101, 0x0102, 0x0103, 0x0104];
/// Those of which it sends a key at once.
const SHARES: [u16; 2] = [0x001d, 0x0017];
/// JDK 25's signature schemes for the handshake, in its order.
const SCHEMES: [u16; 18] = [
    0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0809, 0x080a, 0x080b, 0x0401, 0x0501,
    0x0601, 0x0402, 0x0303, 0x0301, 0x0302,
];
/// JDK 25's signature schemes for certificates: the same, and DSA with SHA-1 and SHA-224.
const CERTIFICATE_SCHEMES: [u16; 21] = [
    0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0809, 0x080a, 0x080b, 0x0401, 0x0501,
    0x0601, 0x0402, 0x0303, 0x0301, 0x0302, 0x0203, 0x0201, 0x0202,
];

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
    // Java: waits for each answer, and as often as there is one.
    let deadline = Deadline::new(machine.stopwatch(), Duration::MAX);
    let mut connect = || {
        let (socket, host) = knock(target, route, patience)?;
        let mut connection = Connection::new(socket, deadline).map_err(TlsFault::Lost)?;
        connection.set_silence(Some(patience.silence));
        route.pass(&mut connection, &host, target.port)?;
        Ok(connection)
    };
    let wants = Wants { depth: Depth::Chain, limits: Limits::default() };
    let mut chance = Chance::new(machine)?;
    let seen = handshake(&mut connect, &offer(target), None, wants, &mut chance);
    match seen.end {
        Err(fault @ (TlsFault::ChainTooLong { .. } | TlsFault::MessageTooLong { .. })) => Err(fault),
        // What comes after the certificates, an alert for want of our own or a broken proof, does not unsee them.
        _ if !seen.chain.is_empty() => Ok(seen.chain),
        Err(fault) => Err(fault),
        Ok(()) => Err(TlsFault::NoCertificate),
    }
}

/// A connection to the server or its proxy, over one address and without a limit for looking it up, as in keytool; and the
/// host that a proxy is told.
fn knock(target: &Target, route: &Route, patience: Patience) -> Result<(TcpStream, String), TlsFault> {
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
    // Java: a SOCKS proxy of version 4 is told an address.
    let host = match route {
        Route::Socks4a(_) => names::first_address(host, 0)?.ip().to_string(),
        _ => host.to_owned(),
    };
    let address = names::first_address(near, port)?;
    let socket = match patience.connect {
        Some(limit) => TcpStream::connect_timeout(&address, limit),
        None => TcpStream::connect(address),
    };
    Ok((socket.map_err(|error| TlsFault::Connect(error.into()))?, host))
}

/// What JDK 25 offers.
fn offer(target: &Target) -> Offer {
    Offer {
        versions: vec![TLS_1_3, TLS_1_2],
        suites: SUITES.to_vec(),
        groups: GROUPS.to_vec(),
        shares: SHARES.to_vec(),
        schemes: SCHEMES.to_vec(),
        certificate_schemes: CERTIFICATE_SCHEMES.to_vec(),
        name: target.name_in_hello().map(str::to_owned),
        ..Offer::default()
    }
}
