//! SOCKS proxies: version 5 (RFC 1928) with user and password (RFC 1929), and 4a.

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr};

use zeroize::Zeroizing;

use super::{Credentials, ProxyFault};
use crate::tls::TlsFault;

const VERSION_5: u8 = 5;
const VERSION_4: u8 = 4;
/// A connection is asked for; version 4 has the same number for it.
const CONNECT: u8 = 1;
/// How the server is told: its address, or its name, which the proxy looks up.
const IPV4: u8 = 1;
const BY_NAME: u8 = 3;
const IPV6: u8 = 4;
/// Ways to show who one is, and "none of them".
const NOTHING: u8 = 0;
const PASSWORD: u8 = 2;
const NONE_OF_THEM: u8 = 0xff;
/// The version of RFC 1929's own little protocol.
const PASSWORD_VERSION: u8 = 1;
/// What version 4 answers where it lets one through.
const GRANTED: u8 = 90;

/// Asks a proxy of version 5 for a connection: by name, or to an address that was given as one, as Java does.
pub(super) fn five(
    stream: &mut (impl Read + Write),
    host: &str,
    port: i32,
    credentials: Option<&Credentials>,
) -> Result<(), TlsFault> {
    let destination = destination(host)?;
    let port = u16::try_from(port).map_err(|_| ProxyFault::Unspeakable)?;
    let ways: &[u8] =
        if credentials.is_some() { &[VERSION_5, 2, NOTHING, PASSWORD] } else { &[VERSION_5, 1, NOTHING] };
    stream.write_all(ways)?;
    let mut choice = [0; 2];
    stream.read_exact(&mut choice)?;
    match (choice, credentials) {
        ([VERSION_5, NOTHING], _) => {}
        ([VERSION_5, PASSWORD], Some(credentials)) => show(stream, credentials)?,
        ([VERSION_5, NONE_OF_THEM], _) => return Err(ProxyFault::SocksAuthentication.into()),
        _ => return Err(ProxyFault::NotSocks.into()),
    }
    let request = [&[VERSION_5, CONNECT, 0], destination.as_slice(), &port.to_be_bytes()].concat();
    stream.write_all(&request)?;
    let mut answer = [0; 4];
    stream.read_exact(&mut answer)?;
    let [version, code, _, kind] = answer;
    if version != VERSION_5 {
        return Err(ProxyFault::NotSocks.into());
    }
    if code != 0 {
        return Err(ProxyFault::SocksRefused(code).into());
    }
    // The proxy's own address, of no interest: four bytes, sixteen, or a name behind its length; then a port.
    let length = match kind {
        IPV4 => 4,
        IPV6 => 16,
        _ => {
            let mut length = [0];
            stream.read_exact(&mut length)?;
            usize::from(u8::from_be_bytes(length))
        }
    };
    let mut address = vec![0; length + 2];
    stream.read_exact(&mut address)?;
    Ok(())
}

/// The kind of an address, and the address (RFC 1928, 5).
fn destination(host: &str) -> Result<Vec<u8>, ProxyFault> {
    Ok(match host.parse() {
        Ok(IpAddr::V4(address)) => [&[IPV4], address.octets().as_slice()].concat(),
        Ok(IpAddr::V6(address)) => [&[IPV6], address.octets().as_slice()].concat(),
        Err(_) => {
            let length = u8::try_from(host.len()).map_err(|_| ProxyFault::Unspeakable)?;
            [&[BY_NAME, length], host.as_bytes()].concat()
        }
    })
}

/// Shows user and password (RFC 1929, 2).
fn show(stream: &mut (impl Read + Write), credentials: &Credentials) -> Result<(), TlsFault> {
    let (user, password) = (credentials.user.utf8(), credentials.password.utf8());
    let mut request = Zeroizing::new(Vec::with_capacity(user.len() + password.len() + 3));
    request.push(PASSWORD_VERSION);
    for part in [user, password] {
        request.push(u8::try_from(part.len()).map_err(|_| ProxyFault::Unspeakable)?);
        request.extend_from_slice(part);
    }
    stream.write_all(&request)?;
    let mut answer = [0; 2];
    stream.read_exact(&mut answer)?;
    match answer {
        [_, 0] => Ok(()),
        [_, code] => Err(ProxyFault::SocksPassword(code).into()),
    }
}

/// Asks a proxy of version 4 for a connection: to an address, or by name, which the address 0.0.0.1 announces. Of
/// credentials it takes the user alone.
///
/// Java: does not let this version look names up, and gives up on one.
pub(super) fn four(
    stream: &mut (impl Read + Write),
    host: &str,
    port: i32,
    credentials: Option<&Credentials>,
) -> Result<(), TlsFault> {
    let port = u16::try_from(port).map_err(|_| ProxyFault::Unspeakable)?;
    let user = credentials.map_or(&[][..], |credentials| credentials.user.utf8());
    // Both end with a zero, and a proxy takes no more than it does of version 5.
    if host.len() > 255 || user.len() > 255 || host.contains('\0') || user.contains(&0) {
        return Err(ProxyFault::Unspeakable.into());
    }
    let [high, low] = port.to_be_bytes();
    let address = host.parse::<Ipv4Addr>().ok();
    let mut request = Zeroizing::new(Vec::with_capacity(user.len() + host.len() + 10));
    request.extend_from_slice(&[VERSION_4, CONNECT, high, low]);
    request.extend(address.unwrap_or(Ipv4Addr::new(0, 0, 0, 1)).octets());
    request.extend_from_slice(user);
    request.push(0);
    if address.is_none() {
        request.extend_from_slice(host.as_bytes());
        request.push(0);
    }
    stream.write_all(&request)?;
    let mut answer = [0; 2];
    stream.read_exact(&mut answer)?;
    match answer {
        [0, GRANTED] => {
            // The proxy's own port and address, of no interest.
            stream.read_exact(&mut [0; 6])?;
            Ok(())
        }
        [0, code @ 91..=93] => Err(ProxyFault::Socks4Refused(code).into()),
        _ => Err(ProxyFault::NotSocks.into()),
    }
}
