//! Getting there: from a name to a connection on which TLS may begin, and what every address on the way said.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;

use thiserror::Error;

use super::names::{self, Preference};
use super::route::Route;
use super::starttls::{self, Parties};
use super::{Connection, Deadline, Endpoint, TlsFault};

/// The first address has this part of the time for itself before the others are tried beside it.
const SHARE_OF_FIRST: u32 = 4;

/// Why no connection came about, as the system has it.
#[derive(Debug, Error)]
#[error("no connection: {error}")]
pub struct ConnectFault {
    /// Which of the usual reasons it is.
    pub kind: ConnectFailure,
    /// The system's own words.
    pub error: io::Error,
}

/// The usual reasons why no connection comes about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConnectFailure {
    /// Somebody says no: nobody listens on the port, or a firewall says so.
    Refused,
    /// Nobody says anything.
    TimedOut,
    /// There is no way to the address.
    Unreachable,
    /// It came about and was broken at once.
    Reset,
    /// Anything else.
    Other,
}

impl From<io::Error> for ConnectFault {
    fn from(error: io::Error) -> Self {
        use io::ErrorKind as Kind;
        let kind = match error.kind() {
            Kind::ConnectionRefused => ConnectFailure::Refused,
            Kind::TimedOut | Kind::WouldBlock => ConnectFailure::TimedOut,
            Kind::NetworkUnreachable | Kind::HostUnreachable | Kind::AddrNotAvailable | Kind::NetworkDown => {
                ConnectFailure::Unreachable
            }
            Kind::ConnectionReset | Kind::ConnectionAborted => ConnectFailure::Reset,
            _ => ConnectFailure::Other,
        };
        Self { kind, error }
    }
}

/// One address, and whether a connection to it came about.
#[derive(Debug)]
pub struct Attempt {
    /// The server's address; where there is a proxy, the proxy's.
    pub address: SocketAddr,
    /// Whether it answers.
    pub result: Result<(), ConnectFault>,
}

/// What came of trying to get there.
#[derive(Debug)]
pub struct Reached {
    /// The addresses that were tried, the one that Java takes first. The others are there only where that one failed, or
    /// took its time.
    pub attempts: Vec<Attempt>,
    /// Over the first address, as in Java: the proxy has let us through, the server has gone over to TLS.
    pub connection: Result<Connection, TlsFault>,
}

/// A way to a server whose addresses are known: it can be gone as often as one wants.
#[derive(Debug, Clone)]
pub struct Reach {
    /// The server.
    pub endpoint: Endpoint,
    /// The way.
    pub route: Route,
    /// The server's addresses, or the proxy's, in the order in which Java would have them. Java takes the first alone.
    pub addresses: Vec<SocketAddr>,
}

impl Reach {
    /// Looks up the server's name, or that of the proxy, which looks up the server's itself.
    ///
    /// # Errors
    /// [`TlsFault::Unresolved`], [`TlsFault::NameService`] or [`TlsFault::NameTimeout`].
    pub fn find(
        endpoint: Endpoint,
        route: Route,
        preference: Preference,
        deadline: Deadline,
    ) -> Result<Self, TlsFault> {
        let (host, port) = match route.proxy() {
            Some(proxy) => (proxy.host.as_str(), proxy.port),
            None => (endpoint.host.as_str(), endpoint.port),
        };
        let addresses = names::addresses(host, port, preference, deadline)?;
        Ok(Self { endpoint, route, addresses })
    }

    /// Goes to the first address, and where that fails or takes its time, tries whether the others answer.
    pub fn connect(&self, deadline: Deadline) -> Reached {
        let (first, attempts) = self.knock(deadline);
        let connection = first.and_then(|socket| self.begin(socket, deadline));
        Reached { attempts, connection }
    }

    /// Goes to the first address again.
    ///
    /// # Errors
    /// [`TlsFault`].
    pub fn again(&self, deadline: Deadline) -> Result<Connection, TlsFault> {
        let first = self.addresses.first().ok_or_else(|| self.without_address())?;
        self.connect_to(*first, deadline)
    }

    /// Goes to one of the addresses.
    ///
    /// # Errors
    /// [`TlsFault`].
    pub fn connect_to(&self, address: SocketAddr, deadline: Deadline) -> Result<Connection, TlsFault> {
        let socket = knock_at(address, deadline).map_err(TlsFault::Connect)?;
        self.begin(socket, deadline)
    }

    fn without_address(&self) -> TlsFault {
        let host = self.route.proxy().map_or(&self.endpoint.host, |proxy| &proxy.host);
        TlsFault::Unresolved { host: host.clone() }
    }

    /// Knocks at all addresses as far as it is needed; gives the first's connection.
    fn knock(&self, deadline: Deadline) -> (Result<TcpStream, TlsFault>, Vec<Attempt>) {
        let Some((&first, others)) = self.addresses.split_first() else {
            return (Err(self.without_address()), Vec::new());
        };
        if others.is_empty() {
            return split(first, knock_at(first, deadline));
        }
        thread::scope(|scope| {
            let (sender, receiver) = mpsc::sync_channel(1);
            let knock = move || {
                let _ = sender.send(knock_at(first, deadline));
            };
            if thread::Builder::new().spawn_scoped(scope, knock).is_err() {
                // Where no thread can be had there is this one.
                return split(first, knock_at(first, deadline));
            }
            // A first address that nobody answers at takes all of the time; the others are not to be without.
            let share = deadline.left().unwrap_or_default() / SHARE_OF_FIRST;
            let early = match receiver.recv_timeout(share) {
                Ok(Ok(socket)) => return split(first, Ok(socket)),
                Ok(Err(fault)) => Some(Err(fault)),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => None,
            };
            let knock = |address| {
                let knocking =
                    thread::Builder::new().spawn_scoped(scope, move || knock_at(address, deadline)).ok()?;
                Some((address, knocking))
            };
            let knocking: Vec<_> = others.iter().filter_map(|&address| knock(address)).collect();
            let lost = || ConnectFault::from(io::Error::from(io::ErrorKind::TimedOut));
            let result = early.unwrap_or_else(|| receiver.recv().unwrap_or_else(|_| Err(lost())));
            let (socket, mut attempts) = split(first, result);
            attempts.extend(knocking.into_iter().map(|(address, knocking)| Attempt {
                address,
                result: knocking.join().unwrap_or_else(|_| Err(lost())).map(drop),
            }));
            (socket, attempts)
        })
    }

    /// Through the proxy, and through what is said before TLS.
    fn begin(&self, socket: TcpStream, deadline: Deadline) -> Result<Connection, TlsFault> {
        let client = socket.local_addr().map_or(Ipv4Addr::LOCALHOST.into(), |address| address.ip());
        let mut connection = Connection::new(socket, deadline)?;
        let Endpoint { host, port, service } = &self.endpoint;
        self.route.pass(&mut connection, host, i32::from(*port))?;
        starttls::begin(&mut connection, *service, Parties { server: host, client })?;
        Ok(connection)
    }
}

fn split(
    address: SocketAddr,
    result: Result<TcpStream, ConnectFault>,
) -> (Result<TcpStream, TlsFault>, Vec<Attempt>) {
    match result {
        Ok(socket) => (Ok(socket), vec![Attempt { address, result: Ok(()) }]),
        Err(fault) => {
            // The system's error cannot be cloned; its number can, and its kind stays.
            let again = match fault.error.raw_os_error() {
                Some(number) => io::Error::from_raw_os_error(number),
                None => fault.error.kind().into(),
            };
            let told = ConnectFault { kind: fault.kind, error: again };
            (Err(TlsFault::Connect(fault)), vec![Attempt { address, result: Err(told) }])
        }
    }
}

fn knock_at(address: SocketAddr, deadline: Deadline) -> Result<TcpStream, ConnectFault> {
    Ok(TcpStream::connect_timeout(&address, deadline.left()?)?)
}
