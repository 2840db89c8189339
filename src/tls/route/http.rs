//! An HTTP proxy that tunnels: `CONNECT` (RFC 9110, 9.3.6), with Basic authentication (RFC 7617).

use std::io::{Read, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use super::{Credentials, ProxyFault};
use crate::tls::TlsFault;

/// The longest answer of a proxy that is read, in bytes: as much as common servers allow for headers.
const LONGEST_ANSWER: usize = 32 * 1024;
/// As much of its first line is kept, in characters.
const LONGEST_QUOTE: usize = 200;

/// Asks for a tunnel.
pub(super) fn tunnel(
    stream: &mut (impl Read + Write),
    host: &str,
    port: i32,
    credentials: Option<&Credentials>,
) -> Result<(), TlsFault> {
    let host = if host.contains(':') { format!("[{host}]") } else { host.to_owned() };
    let mut request = Zeroizing::new(
        format!("CONNECT {host}:{port} HTTP/1.1\r\nHost: {host}:{port}\r\nProxy-Connection: keep-alive\r\n")
            .into_bytes(),
    );
    if let Some(credentials) = credentials {
        let authorization = authorization(credentials)?;
        // There is room for all of it from the start: growing would leave a copy behind that nobody wipes.
        let mut whole = Zeroizing::new(Vec::with_capacity(request.len() + authorization.len() + 2));
        whole.extend_from_slice(&request);
        whole.extend_from_slice(authorization.as_bytes());
        request = whole;
    }
    request.extend_from_slice(b"\r\n");
    stream.write_all(&request)?;
    stream.flush()?;
    let mut answer = Vec::new();
    // Byte by byte: what follows the empty line is the server's.
    let mut byte = [0];
    while !answer.ends_with(b"\r\n\r\n") && !answer.ends_with(b"\n\n") {
        if answer.len() >= LONGEST_ANSWER {
            return Err(ProxyFault::NotHttp.into());
        }
        if stream.read(&mut byte)? == 0 {
            return Err(TlsFault::Closed);
        }
        answer.extend_from_slice(&byte);
    }
    match status_of(&answer) {
        // Java: 200 and no other.
        Some((200, _)) => Ok(()),
        Some((status, line)) => Err(ProxyFault::Refused { status, line }.into()),
        None => Err(ProxyFault::NotHttp.into()),
    }
}

/// The header that says who we are. A user has no colon.
pub(crate) fn authorization(credentials: &Credentials) -> Result<Zeroizing<String>, ProxyFault> {
    const HEADER: &str = "Proxy-Authorization: Basic ";
    let (user, password) = (credentials.user.expose(), credentials.password.expose());
    if user.contains(':') {
        return Err(ProxyFault::Unspeakable);
    }
    let mut pair = Zeroizing::new(String::with_capacity(user.len() + password.len() + 1));
    pair.push_str(user);
    pair.push(':');
    pair.push_str(password);
    let mut header = Zeroizing::new(String::with_capacity(HEADER.len() + pair.len().div_ceil(3) * 4 + 2));
    header.push_str(HEADER);
    STANDARD.encode_string(pair.as_bytes(), &mut header);
    header.push_str("\r\n");
    Ok(header)
}

/// The status in the first line of an HTTP answer, and that line.
fn status_of(answer: &[u8]) -> Option<(u16, String)> {
    let line = answer.split(|byte| *byte == b'\n').next()?;
    let line = String::from_utf8_lossy(line.strip_suffix(b"\r").unwrap_or(line)).into_owned();
    let mut words = line.split(' ').filter(|word| !word.is_empty());
    words.next().filter(|version| version.starts_with("HTTP/"))?;
    let status = words.next()?.parse().ok()?;
    Some((status, line.chars().take(LONGEST_QUOTE).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secret::Password;

    #[test]
    fn the_status_of_an_answer() {
        let status = |answer: &[u8]| status_of(answer).map(|(status, _)| status);
        assert_eq!(status(b"HTTP/1.1 200 OK\r\n\r\n"), Some(200));
        let line = "HTTP/1.0 407 Proxy Authentication Required".to_owned();
        assert_eq!(status_of(format!("{line}\r\nA: b\r\n\r\n").as_bytes()), Some((407, line)));
        assert_eq!(status(b"HTTP/1.1 403 \xff\n\n"), Some(403));
        for none in [b"hello\r\n\r\n".as_slice(), b"HTTP/1.1\r\n\r\n", b"\xff\xff", b"", b"HTTP/1.1 x\n\n"] {
            assert_eq!(status(none), None);
        }
    }

    #[test]
    fn users_and_passwords_are_told_as_basic_has_it() {
        let of = |user: &str, password: &str| {
            let credentials = Credentials { user: Password::new(user), password: Password::new(password) };
            authorization(&credentials).map(|header| header.to_string())
        };
        // The example of RFC 7617, 2.
        let told = "Proxy-Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n";
        assert_eq!(of("Aladdin", "open sesame").unwrap(), told);
        assert_eq!(of("a:b", "c"), Err(ProxyFault::Unspeakable));
    }
}
