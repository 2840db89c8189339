//! How a server is reached: straight, or through a proxy, which is asked for the way.

mod chosen;
mod http;
mod socks;

use std::io::{Read, Write};

use thiserror::Error;

pub use chosen::{RouteError, RouteFault};
pub(crate) use http::authorization;

use super::TlsFault;
use crate::secret::Password;

/// A way to a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// Straight.
    Direct,
    /// Through an HTTP proxy that tunnels (RFC 9110, 9.3.6).
    Http(Proxy),
    /// Through a SOCKS 5 proxy (RFC 1928), which looks names up.
    Socks5(Proxy),
    /// Through a SOCKS 4 proxy that looks names up: 4a.
    Socks4a(Proxy),
}

/// A proxy, and who one is to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proxy {
    /// Its name, or its address without brackets.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// Who one is, where it wants to know.
    pub credentials: Option<Credentials>,
}

/// A user and a password. Both are wiped, and neither is ever shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credentials {
    /// The user.
    pub user: Password,
    /// The password.
    pub password: Password,
}

/// Why a proxy let nothing through.
#[derive(Debug, Error, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProxyFault {
    /// An HTTP proxy said no.
    #[error("the proxy answers {status}")]
    Refused {
        /// What it answered, such as 403 or 407.
        status: u16,
        /// The first line of its answer, which Java quotes; not all of a very long one.
        line: String,
    },
    /// The proxy's answer is not one of HTTP.
    #[error("the proxy speaks no HTTP")]
    NotHttp,
    /// A SOCKS 5 proxy said no; the number is RFC 1928's.
    #[error("the SOCKS proxy answers {0}")]
    SocksRefused(u8),
    /// A SOCKS 4 proxy said no.
    #[error("the SOCKS 4 proxy answers {0}")]
    Socks4Refused(u8),
    /// A SOCKS 5 proxy takes nobody who shows what we have to show: nothing, or a user and a password.
    #[error("the SOCKS proxy wants another authentication")]
    SocksAuthentication,
    /// A SOCKS 5 proxy does not know the user, or another password.
    #[error("the SOCKS proxy refuses user and password: {0}")]
    SocksPassword(u8),
    /// The proxy speaks another version of SOCKS, or none.
    #[error("the proxy speaks no SOCKS of this version")]
    NotSocks,
    /// The server's name, its port, or user and password do not fit into a request to this proxy.
    #[error("more than a request to the proxy can say")]
    Unspeakable,
}

impl Route {
    /// The proxy, where there is one.
    pub fn proxy(&self) -> Option<&Proxy> {
        match self {
            Self::Direct => None,
            Self::Http(proxy) | Self::Socks5(proxy) | Self::Socks4a(proxy) => Some(proxy),
        }
    }

    /// Asks the proxy, to which `stream` leads, for the way to a server; `host` without brackets. Nothing of what the
    /// server says is read. `port` is a number as it was typed: some proxies are told it whatever it is.
    ///
    /// # Errors
    /// [`TlsFault::Proxy`], or what happened to the connection.
    pub fn pass(&self, stream: &mut (impl Read + Write), host: &str, port: i32) -> Result<(), TlsFault> {
        match self {
            Self::Direct => Ok(()),
            Self::Http(proxy) => http::tunnel(stream, host, port, proxy.credentials.as_ref()),
            Self::Socks5(proxy) => socks::five(stream, host, port, proxy.credentials.as_ref()),
            Self::Socks4a(proxy) => socks::four(stream, host, port, proxy.credentials.as_ref()),
        }
    }
}
