//! The addresses of a name, within a time limit.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs as _};
use std::sync::mpsc;
use std::thread;

use super::{Deadline, TlsFault};
use crate::machine::Machine;

/// As many addresses of one name are looked at; Java looks at one.
pub const MOST_ADDRESSES: usize = 16;

/// Which kind of addresses comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Preference {
    /// IPv4, as Java does.
    #[default]
    Ipv4,
    /// IPv6 (`java.net.preferIPv6Addresses=true`).
    Ipv6,
    /// As the system's resolver gives them (`java.net.preferIPv6Addresses=system`).
    System,
    /// IPv4, and nothing else (`java.net.preferIPv4Stack=true`).
    Ipv4Only,
}

impl Preference {
    /// What Java's properties say.
    pub fn of_properties(machine: &Machine) -> Self {
        let is = |name: &str, value: &str| {
            machine.property(name).is_some_and(|own| own.eq_ignore_ascii_case(value))
        };
        if is("java.net.preferIPv4Stack", "true") {
            Self::Ipv4Only
        } else if is("java.net.preferIPv6Addresses", "true") {
            Self::Ipv6
        } else if is("java.net.preferIPv6Addresses", "system") {
            Self::System
        } else {
            Self::Ipv4
        }
    }

    /// Each address once, the preferred ones first, otherwise in their order.
    fn order(self, mut addresses: Vec<SocketAddr>) -> Vec<SocketAddr> {
        match self {
            Self::Ipv4 => addresses.sort_by_key(SocketAddr::is_ipv6),
            Self::Ipv6 => addresses.sort_by_key(SocketAddr::is_ipv4),
            Self::System => {}
            Self::Ipv4Only => addresses.retain(SocketAddr::is_ipv4),
        }
        let mut once = Vec::new();
        for address in addresses {
            if once.len() < MOST_ADDRESSES && !once.contains(&address) {
                once.push(address);
            }
        }
        once
    }
}

/// The addresses of a name or of an address without brackets, at least one.
///
/// The system's resolver cannot be interrupted: a thread asks it, and is given up when the time is.
pub(super) fn addresses(
    host: &str,
    port: u16,
    preference: Preference,
    deadline: Deadline,
) -> Result<Vec<SocketAddr>, TlsFault> {
    let timed_out = || TlsFault::NameTimeout { host: host.to_owned() };
    let left = deadline.left().map_err(|_| timed_out())?;
    let found = match literal(host, port) {
        Some(address) => Ok(vec![address]),
        None => {
            let (sender, receiver) = mpsc::sync_channel(1);
            let name = host.to_owned();
            let resolve = move || {
                // Who gave up listens no more.
                let _ = sender.send(resolved(&name, port));
            };
            match thread::Builder::new().name("resolver".into()).spawn(resolve) {
                Ok(_) => receiver.recv_timeout(left).map_err(|_| timed_out())?,
                // Where no thread can be had there is this one.
                Err(_) => resolved(host, port),
            }
        }
    };
    let addresses = preference.order(found.map_err(|error| fault(host, &error))?);
    if addresses.is_empty() { Err(TlsFault::Unresolved { host: host.to_owned() }) } else { Ok(addresses) }
}

/// Java: one address alone, the first of IPv4 where there is one; without a name it is this machine.
pub(super) fn first_address(host: &str, port: u16) -> Result<SocketAddr, TlsFault> {
    if host.is_empty() {
        return Ok((Ipv4Addr::LOCALHOST, port).into());
    }
    let unresolved = || TlsFault::Unresolved { host: host.to_owned() };
    let addresses = resolved(host, port).map_err(|_| unresolved())?;
    Preference::Ipv4.order(addresses).first().copied().ok_or_else(unresolved)
}

/// An address that nobody has to be asked for.
fn literal(host: &str, port: u16) -> Option<SocketAddr> {
    if let Ok(address) = host.parse::<IpAddr>() {
        return Some((address, port).into());
    }
    // The system's resolver takes the name of an interface behind local addresses alone; Java behind all, if it is one.
    let (address, interface) = host.split_once('%')?;
    let address = address.parse::<Ipv6Addr>().ok().filter(|address| !address.is_unicast_link_local())?;
    (format!("fe80::1%{interface}").as_str(), port).to_socket_addrs().ok()?;
    Some((address, port).into())
}

fn resolved(host: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
    match literal(host, port) {
        Some(address) => Ok(vec![address]),
        None => Ok((host, port).to_socket_addrs()?.collect()),
    }
}

/// The standard library gives the resolver's words and not its number; no locale is ever set, so they are English.
fn fault(host: &str, error: &io::Error) -> TlsFault {
    /// Of glibc, musl, and macOS: what it says where the name service answered that there is no such name.
    const NO_SUCH_NAME: [&str; 5] = [
        "Name or service not known",
        "No address associated with",
        "Name does not resolve",
        "Name has no usable address",
        "nodename nor servname provided",
    ];
    /// Windows: host not found, and no data.
    const NO_SUCH_HOST: [i32; 2] = [11_001, 11_004];
    let words = error.to_string();
    let host = host.to_owned();
    let is_invalid = error.kind() == io::ErrorKind::InvalidInput;
    let has_number = error.raw_os_error().is_some_and(|number| NO_SUCH_HOST.contains(&number));
    if is_invalid || has_number || NO_SUCH_NAME.iter().any(|own| words.contains(own)) {
        return TlsFault::Unresolved { host };
    }
    let reason = words.strip_prefix("failed to lookup address information: ").unwrap_or(&words);
    TlsFault::NameService { host, reason: reason.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn addresses_are_in_javas_order() {
        let found =
            ["[::1]:1", "[::2]:1", "1.1.1.1:1", "[::1]:1", "2.2.2.2:1"].map(|text| text.parse().unwrap());
        let order = |preference: Preference| {
            let ordered = preference.order(found.to_vec());
            ordered.iter().map(|address| address.ip().to_string()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(order(Preference::Ipv4), "1.1.1.1 2.2.2.2 ::1 ::2");
        assert_eq!(order(Preference::Ipv6), "::1 ::2 1.1.1.1 2.2.2.2");
        assert_eq!(order(Preference::System), "::1 ::2 1.1.1.1 2.2.2.2");
        assert_eq!(order(Preference::Ipv4Only), "1.1.1.1 2.2.2.2");
        let many = (0..100).map(|number| SocketAddr::from(([10, 0, 0, number], 1))).collect();
        assert_eq!(Preference::Ipv4.order(many).len(), MOST_ADDRESSES);
    }

    #[test]
    fn a_missing_name_and_a_failing_service_are_two_things() {
        let of = |words: &str| {
            fault("h", &io::Error::other(format!("failed to lookup address information: {words}")))
        };
        assert!(matches!(of("Name or service not known"), TlsFault::Unresolved { .. }));
        assert!(matches!(of("No address associated with hostname"), TlsFault::Unresolved { .. }));
        for words in ["Temporary failure in name resolution", "Try again"] {
            assert!(matches!(of(words), TlsFault::NameService { reason, .. } if reason == words));
        }
    }
}
