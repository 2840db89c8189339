//! How a server is reached: straight, through an HTTP proxy that tunnels (`CONNECT`), or through a SOCKS proxy.

use std::io::{self, Read as _, Write as _};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream, ToSocketAddrs as _};

use thiserror::Error;

use super::{Host, Patience, Target, TlsFault};

/// The longest answer of a proxy that is read, in bytes: as much as common servers allow for headers.
const LONGEST_ANSWER: usize = 32 * 1024;
/// What SOCKS 5 (RFC 1928) calls itself, and asks for: a connection, by name.
const SOCKS_5: u8 = 5;
const SOCKS_CONNECT: u8 = 1;
const SOCKS_BY_NAME: u8 = 3;
/// What SOCKS 4 calls itself, and its word for yes.
const SOCKS_4: u8 = 4;
const SOCKS_4_GRANTED: u8 = 90;

/// A way to a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// Straight.
    Direct,
    /// Through an HTTP proxy.
    Http {
        /// Its name.
        host: String,
        /// Its port.
        port: u16,
    },
    /// Through a SOCKS 5 proxy that wants no password.
    Socks {
        /// Its name.
        host: String,
        /// Its port.
        port: u16,
    },
    /// Through a SOCKS 4 proxy, which is told an address, not a name.
    Socks4 {
        /// Its name.
        host: String,
        /// Its port.
        port: u16,
        /// Who asks.
        user: String,
    },
}

/// Why a proxy let nothing through.
#[derive(Debug, Error, Clone, PartialEq, Eq)]
pub enum ProxyFault {
    /// An HTTP proxy said no.
    #[error("the proxy answers {status}")]
    Refused {
        /// What it answered, such as 403 or 407.
        status: u16,
    },
    /// The proxy's answer is not one of HTTP.
    #[error("the proxy speaks no HTTP")]
    NotHttp,
    /// A SOCKS proxy said no.
    #[error("the SOCKS proxy answers {0}")]
    SocksRefused(u8),
    /// The proxy speaks another version of SOCKS, or wants a password.
    #[error("the proxy speaks no SOCKS of this version without a password")]
    NotSocks,
}

impl Route {
    /// A connection on which the server at `target` answers.
    ///
    /// # Errors
    /// [`TlsFault`]: the name has no address, nobody answers there, or the proxy does not want to.
    pub(super) fn connect(&self, target: &Target, patience: Patience) -> Result<TcpStream, TlsFault> {
        let (host, port) = match self {
            Self::Direct => {
                let host = match &target.host {
                    Host::Name(name) => name.as_str(),
                    Host::Ipv6(address) => address.as_str(),
                    Host::None => return Err(TlsFault::Unresolved { host: String::new() }),
                };
                let port = u16::try_from(target.port)
                    .map_err(|_| TlsFault::Unreachable(io::ErrorKind::InvalidInput.into()))?;
                (host, port)
            }
            Self::Http { host, port } | Self::Socks { host, port } | Self::Socks4 { host, port, .. } => {
                (host.as_str(), *port)
            }
        };
        let address = first_address(host, port)?;
        let socket = match patience.connect {
            Some(limit) => TcpStream::connect_timeout(&address, limit),
            None => TcpStream::connect(address),
        };
        let mut socket = socket.map_err(TlsFault::Unreachable)?;
        socket.set_read_timeout(Some(patience.silence)).map_err(TlsFault::Lost)?;
        match self {
            Self::Direct => {}
            Self::Http { .. } => tunnel(&mut socket, target)?,
            Self::Socks { .. } => socks(&mut socket, target)?,
            Self::Socks4 { user, .. } => socks_4(&mut socket, target, user)?,
        }
        Ok(socket)
    }
}

/// Java: tries one address alone, the first of IPv4 where there is one.
fn first_address(host: &str, port: u16) -> Result<SocketAddr, TlsFault> {
    if host.is_empty() {
        return Ok((Ipv4Addr::LOCALHOST, port).into());
    }
    let unresolved = || TlsFault::Unresolved { host: host.to_owned() };
    // The system's resolver takes the name of an interface behind local addresses alone; Java behind all, if it is one.
    if let Some((address, interface)) = host.split_once('%')
        && let Ok(address) = address.parse::<Ipv6Addr>()
        && !address.is_unicast_link_local()
    {
        let local = format!("fe80::1%{interface}");
        (local.as_str(), port).to_socket_addrs().map_err(|_| unresolved())?;
        return Ok((address, port).into());
    }
    let addresses: Vec<SocketAddr> = (host, port).to_socket_addrs().map_err(|_| unresolved())?.collect();
    addresses.iter().find(|address| address.is_ipv4()).or(addresses.first()).copied().ok_or_else(unresolved)
}

/// Asks an HTTP proxy for a tunnel.
fn tunnel(socket: &mut TcpStream, target: &Target) -> Result<(), TlsFault> {
    let (host, port) = (target.written_host(), target.port);
    let request = format!(
        "CONNECT {host}:{port} HTTP/1.1\r\nHost: {host}:{port}\r\nProxy-Connection: keep-alive\r\n\r\n"
    );
    socket.write_all(request.as_bytes())?;
    let mut answer = Vec::new();
    // Byte by byte: what follows the empty line is the server's.
    let mut byte = [0];
    while !answer.ends_with(b"\r\n\r\n") && !answer.ends_with(b"\n\n") {
        if answer.len() >= LONGEST_ANSWER {
            return Err(ProxyFault::NotHttp.into());
        }
        if socket.read(&mut byte)? == 0 {
            return Err(TlsFault::Closed);
        }
        answer.extend_from_slice(&byte);
    }
    match status_of(&answer) {
        Some(200) => Ok(()),
        Some(status) => Err(ProxyFault::Refused { status }.into()),
        None => Err(ProxyFault::NotHttp.into()),
    }
}

/// The status in the first line of an HTTP answer.
fn status_of(answer: &[u8]) -> Option<u16> {
    let line = std::str::from_utf8(answer).ok()?.lines().next()?;
    let mut words = line.split(' ').filter(|word| !word.is_empty());
    words.next().filter(|version| version.starts_with("HTTP/"))?;
    words.next()?.parse().ok()
}

/// Asks a SOCKS 5 proxy (RFC 1928) for a connection by name.
fn socks(socket: &mut TcpStream, target: &Target) -> Result<(), TlsFault> {
    let name = match &target.host {
        Host::Name(name) | Host::Ipv6(name) => name.as_bytes(),
        Host::None => &[],
    };
    let length = u8::try_from(name.len()).map_err(|_| ProxyFault::NotSocks)?;
    let port = u16::try_from(target.port).map_err(|_| ProxyFault::NotSocks)?;
    // One way to show who we are: none.
    socket.write_all(&[SOCKS_5, 1, 0])?;
    let mut choice = [0; 2];
    socket.read_exact(&mut choice)?;
    if choice != [SOCKS_5, 0] {
        return Err(ProxyFault::NotSocks.into());
    }
    let request = [&[SOCKS_5, SOCKS_CONNECT, 0, SOCKS_BY_NAME, length], name, &port.to_be_bytes()].concat();
    socket.write_all(&request)?;
    let mut answer = [0; 4];
    socket.read_exact(&mut answer)?;
    let [_, code, _, kind] = answer;
    if code != 0 {
        return Err(ProxyFault::SocksRefused(code).into());
    }
    // The proxy's own address, of no interest: four bytes, sixteen, or a name behind its length; then a port.
    let length = match kind {
        1 => 4,
        4 => 16,
        _ => {
            let mut length = [0];
            socket.read_exact(&mut length)?;
            usize::from(u8::from_be_bytes(length))
        }
    };
    let mut address = vec![0; length + 2];
    socket.read_exact(&mut address)?;
    Ok(())
}

/// Asks a SOCKS 4 proxy for a connection to the address of a name.
fn socks_4(socket: &mut TcpStream, target: &Target, user: &str) -> Result<(), TlsFault> {
    let port = u16::try_from(target.port).map_err(|_| ProxyFault::NotSocks)?;
    let (Host::Name(name) | Host::Ipv6(name)) = &target.host else {
        return Err(TlsFault::Unresolved { host: String::new() });
    };
    let SocketAddr::V4(address) = first_address(name, port)? else {
        return Err(ProxyFault::NotSocks.into());
    };
    let request =
        [&[SOCKS_4, SOCKS_CONNECT], &port.to_be_bytes()[..], &address.ip().octets(), user.as_bytes(), &[0]];
    socket.write_all(&request.concat())?;
    let mut answer = [0; 8];
    socket.read_exact(&mut answer)?;
    match answer {
        [0, SOCKS_4_GRANTED, ..] => Ok(()),
        [0, code, ..] => Err(ProxyFault::SocksRefused(code).into()),
        _ => Err(ProxyFault::NotSocks.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;

    /// JDK 25 takes the name of an interface and no other, however it is written.
    #[cfg(target_os = "linux")]
    #[test]
    fn an_interface_must_be_there() {
        let local = SocketAddr::from((Ipv6Addr::LOCALHOST, 1));
        for host in ["::1%lo", "::1%1", "::1"] {
            assert_eq!(first_address(host, 1).unwrap(), local, "{host}");
        }
        for host in ["::1%25lo", "::1%nonsense"] {
            assert!(first_address(host, 1).is_err(), "{host}");
        }
    }

    /// What JDK 25 sends a SOCKS 4 proxy, byte for byte, and what it makes of the answer.
    #[test]
    fn a_socks_4_proxy_is_told_an_address() {
        for (answer, granted) in [([0, 90, 0, 0, 0, 0, 0, 0], true), ([0, 91, 0, 0, 0, 0, 0, 0], false)] {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
            let port = listener.local_addr().unwrap().port();
            let proxy = std::thread::spawn(move || {
                let (mut socket, _) = listener.accept().unwrap();
                let mut request = [0; 13];
                socket.read_exact(&mut request).unwrap();
                socket.write_all(&answer).unwrap();
                request
            });
            let route = Route::Socks4 { host: "127.0.0.1".into(), port, user: "root".into() };
            let patience = Patience { connect: None, silence: std::time::Duration::from_secs(9) };
            let connected = route.connect(&Target::parse("127.0.0.1:14433").unwrap(), patience);
            assert_eq!(proxy.join().unwrap(), *b"\x04\x01\x38\x61\x7f\0\0\x01root\0");
            assert_eq!(connected.is_ok(), granted);
        }
    }

    #[test]
    fn the_status_of_an_answer() {
        assert_eq!(status_of(b"HTTP/1.1 200 OK\r\n\r\n"), Some(200));
        assert_eq!(status_of(b"HTTP/1.0 407 Proxy Authentication Required\r\n\r\n"), Some(407));
        for none in [b"hello\r\n\r\n".as_slice(), b"HTTP/1.1\r\n\r\n", b"\xff\xff", b"", b"HTTP/1.1 x\n\n"] {
            assert_eq!(status_of(none), None);
        }
    }
}
