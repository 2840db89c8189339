//! What is fetched by HTTP for a certificate's sake: answers of OCSP responders, CRLs, the certificates of issuers.
//!
//! What comes is not trusted and need not be: each of them is signed. So `https:` is not spoken here, nor `ldap:`.

use std::io::{Read, Write};
use std::time::Duration;

use thiserror::Error;
use zeroize::Zeroizing;

use super::names::Preference;
use super::route::{Proxy, Route};
use super::{Deadline, Endpoint, Reach, Service, TlsFault};
use crate::machine::Stopwatch;

/// The longest answer of an OCSP responder that is taken, in bytes.
pub const LONGEST_OCSP: usize = 64 * 1024;
/// The longest CRL that is taken, in bytes.
pub const LONGEST_CRL: usize = 20 * 1024 * 1024;
/// The longest file of issuers' certificates that is taken, in bytes.
pub const LONGEST_ISSUERS: usize = 1024 * 1024;

/// The longest head of an answer, in bytes: as much as common servers allow for headers.
const LONGEST_HEAD: usize = 32 * 1024;
/// As much is kept of a server's words, in characters.
const LONGEST_PHRASE: usize = 200;
/// So many headers are taken.
const MOST_HEADERS: usize = 100;
/// So many redirections are followed.
const MOST_REDIRECTIONS: usize = 5;
/// All of it may take so many times the longest silence.
const PATIENCE: u32 = 8;

/// Why nothing was fetched.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum FetchFault {
    /// Another scheme than `http`.
    #[error("{scheme}: is not supported")]
    Scheme {
        /// The scheme.
        scheme: String,
    },
    /// No address that can be connected to.
    #[error("not an address")]
    Address,
    /// The server, or the proxy, was not reached, or fell silent.
    #[error(transparent)]
    Lost(#[from] TlsFault),
    /// The server says no.
    #[error("the server answers {status}")]
    Status {
        /// What it answers, such as 404.
        status: u16,
        /// Its words for that, not all of very long ones.
        phrase: String,
    },
    /// What the server says is no HTTP.
    #[error("the server speaks no HTTP")]
    NotHttp,
    /// More than is taken.
    #[error("more than {limit} bytes")]
    TooLong {
        /// As much is taken.
        limit: usize,
    },
    /// The server sends from one place to another without end.
    #[error("too many redirections")]
    Redirections,
}

/// How things are fetched.
pub struct Fetching<'f> {
    /// The way to a host.
    pub route: &'f dyn Fn(&str, u16) -> Route,
    /// Which kind of addresses comes first.
    pub preference: Preference,
    /// What time limits are counted by.
    pub watch: Stopwatch,
    /// How long a connection may take to come about, and each silence.
    pub timeout: Duration,
    /// As many bytes are taken.
    pub limit: usize,
}

/// What is sent along: its type and its bytes.
pub type Posted<'p> = (&'static str, &'p [u8]);

/// Fetches what a URL names, or what is answered there to what is posted.
///
/// # Errors
/// [`FetchFault`].
pub fn fetch(url: &str, posted: Option<Posted<'_>>, how: &Fetching<'_>) -> Result<Vec<u8>, FetchFault> {
    let mut url = url.to_owned();
    let mut posted = posted;
    for _ in 0..=MOST_REDIRECTIONS {
        match exchange(&url, posted, how)? {
            HttpAnswer::Body(body) => return Ok(body),
            HttpAnswer::Elsewhere { location, keeps_body } => {
                url = absolute(&url, &location);
                if !keeps_body {
                    posted = None;
                }
            }
        }
    }
    Err(FetchFault::Redirections)
}

/// What a server answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HttpAnswer {
    /// What was asked for.
    Body(Vec<u8>),
    /// That it is elsewhere.
    Elsewhere {
        /// Where, as it was written.
        location: String,
        /// Whether what was posted is to be posted there, too.
        keeps_body: bool,
    },
}

/// Scheme, authority and the rest of a URL.
struct Parts<'u> {
    authority: &'u str,
    path: &'u str,
}

fn parts(url: &str) -> Result<Parts<'_>, FetchFault> {
    let (scheme, rest) = url.split_once(':').ok_or(FetchFault::Address)?;
    if !scheme.eq_ignore_ascii_case("http") {
        return Err(FetchFault::Scheme { scheme: scheme.to_ascii_lowercase() });
    }
    let rest = rest.strip_prefix("//").ok_or(FetchFault::Address)?;
    let rest = rest.split('#').next().unwrap_or_default();
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    // What would end the line that it is written into.
    if rest.is_empty() || rest.chars().any(|one| one.is_whitespace() || one.is_control()) {
        return Err(FetchFault::Address);
    }
    Ok(Parts { authority: authority.rsplit('@').next().unwrap_or(authority), path })
}

/// A `Location` beside the URL it was said at.
fn absolute(url: &str, location: &str) -> String {
    if location.contains("://") {
        return location.to_owned();
    }
    let Ok(Parts { authority, path }) = parts(url) else { return location.to_owned() };
    if let Some(rest) = location.strip_prefix("//") {
        return format!("http://{rest}");
    }
    if location.starts_with('/') {
        return format!("http://{authority}{location}");
    }
    let folder = path.split('?').next().unwrap_or_default().rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("http://{authority}{folder}/{location}")
}

fn exchange(url: &str, posted: Option<Posted<'_>>, how: &Fetching<'_>) -> Result<HttpAnswer, FetchFault> {
    let Parts { authority, path } = parts(url)?;
    let (host, port) = Endpoint::host_and_port(authority).map_err(|_| FetchFault::Address)?;
    let server = Endpoint { host, port: port.unwrap_or(80), service: Service::Tls };
    let route = (how.route)(&server.host, server.port);
    // An HTTP proxy fetches by itself what has the scheme `http`; others only let through.
    let (endpoint, route, target, proxy) = match route {
        Route::Http(proxy) => {
            let endpoint = Endpoint { host: proxy.host.clone(), port: proxy.port, service: Service::Tls };
            (endpoint, Route::Direct, format!("http://{authority}{}", rooted(path)), Some(proxy))
        }
        other => (server, other, rooted(path), None),
    };
    let deadline = |times: u32| Deadline::new(how.watch, how.watch.elapsed() + how.timeout * times);
    let reach = Reach::find(endpoint, route, how.preference, deadline(1))?;
    let mut connection = reach.again(deadline(1))?;
    connection.set_deadline(deadline(PATIENCE));
    connection.set_silence(Some(how.timeout));
    let request = request(&target, authority, posted, proxy.as_ref())?;
    connection.write_all(&request).and_then(|()| connection.flush()).map_err(TlsFault::from)?;
    read_http_answer(&mut connection, how.limit)
}

fn rooted(path: &str) -> String {
    if path.starts_with('/') { path.to_owned() } else { format!("/{path}") }
}

fn request(
    target: &str,
    authority: &str,
    posted: Option<Posted<'_>>,
    proxy: Option<&Proxy>,
) -> Result<Zeroizing<Vec<u8>>, FetchFault> {
    let method = if posted.is_some() { "POST" } else { "GET" };
    let mut head = Zeroizing::new(format!(
        "{method} {target} HTTP/1.1\r\nHost: {authority}\r\nConnection: close\r\nAccept: */*\r\nUser-Agent: keytool-rs\r\n"
    ));
    if let Some(credentials) = proxy.and_then(|proxy| proxy.credentials.as_ref()) {
        head.push_str(&super::route::authorization(credentials).map_err(TlsFault::Proxy)?);
    }
    if let Some((kind, body)) = posted {
        head.push_str(&format!("Content-Type: {kind}\r\nContent-Length: {}\r\n", body.len()));
    }
    head.push_str("\r\n");
    let mut whole = Zeroizing::new(head.as_bytes().to_vec());
    whole.extend_from_slice(posted.map_or(&[], |(_, body)| body));
    Ok(whole)
}

/// How long a body is.
enum Length {
    Known(usize),
    Chunked,
    ToTheEnd,
}

/// Reads an answer; never more than `limit` bytes of its body.
///
/// # Errors
/// [`FetchFault`].
pub fn read_http_answer(stream: &mut impl Read, limit: usize) -> Result<HttpAnswer, FetchFault> {
    let mut bytes = Vec::new();
    let (status, phrase, length, location, start) = loop {
        let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
        let mut response = httparse::Response::new(&mut headers);
        match response.parse(&bytes).map_err(|_| FetchFault::NotHttp)? {
            httparse::Status::Complete(start) => {
                let status = response.code.unwrap_or(0);
                // "100 Continue" and its kin are not the answer.
                if (100..200).contains(&status) {
                    bytes.drain(..start);
                    continue;
                }
                let said = |name: &str| {
                    let found = response.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name));
                    found.map(|header| String::from_utf8_lossy(header.value).trim().to_owned())
                };
                let chunked = said("Transfer-Encoding")
                    .is_some_and(|coding| coding.to_ascii_lowercase().ends_with("chunked"));
                let length = match said("Content-Length") {
                    _ if chunked => Length::Chunked,
                    Some(text) => Length::Known(text.parse().map_err(|_| FetchFault::NotHttp)?),
                    None => Length::ToTheEnd,
                };
                let phrase = response.reason.unwrap_or_default().chars().take(LONGEST_PHRASE).collect();
                break (status, phrase, length, said("Location"), start);
            }
            httparse::Status::Partial if bytes.len() > LONGEST_HEAD => return Err(FetchFault::NotHttp),
            httparse::Status::Partial => {
                if more(stream, &mut bytes)? == 0 {
                    return Err(if bytes.is_empty() { TlsFault::Closed.into() } else { FetchFault::NotHttp });
                }
            }
        }
    };
    match (status, location) {
        (200, _) => {}
        (301..=303, Some(location)) => return Ok(HttpAnswer::Elsewhere { location, keeps_body: false }),
        (307 | 308, Some(location)) => return Ok(HttpAnswer::Elsewhere { location, keeps_body: true }),
        _ => return Err(FetchFault::Status { status, phrase }),
    }
    bytes.drain(..start);
    match length {
        Length::Known(length) => {
            if length > limit {
                return Err(FetchFault::TooLong { limit });
            }
            while bytes.len() < length {
                if more(stream, &mut bytes)? == 0 {
                    return Err(TlsFault::Closed.into());
                }
            }
            bytes.truncate(length);
            Ok(HttpAnswer::Body(bytes))
        }
        Length::ToTheEnd => loop {
            if bytes.len() > limit {
                return Err(FetchFault::TooLong { limit });
            }
            if more(stream, &mut bytes)? == 0 {
                return Ok(HttpAnswer::Body(bytes));
            }
        },
        Length::Chunked => read_chunks(stream, bytes, limit).map(HttpAnswer::Body),
    }
}

fn read_chunks(stream: &mut impl Read, mut bytes: Vec<u8>, limit: usize) -> Result<Vec<u8>, FetchFault> {
    let mut body = Vec::new();
    let mut at = 0;
    loop {
        let (start, size) = loop {
            let rest = bytes.get(at..).unwrap_or_default();
            match httparse::parse_chunk_size(rest).map_err(|_| FetchFault::NotHttp)? {
                httparse::Status::Complete(found) => break found,
                httparse::Status::Partial if rest.len() > LONGEST_HEAD => return Err(FetchFault::NotHttp),
                httparse::Status::Partial => refill(stream, &mut bytes, &mut at)?,
            }
        };
        // What trailers say is nothing that is needed.
        if size == 0 {
            return Ok(body);
        }
        let size = usize::try_from(size).ok().filter(|size| size.saturating_add(body.len()) <= limit);
        let size = size.ok_or(FetchFault::TooLong { limit })?;
        at += start;
        // The chunk, and the line's end behind it.
        while bytes.len() - at < size + 2 {
            refill(stream, &mut bytes, &mut at)?;
        }
        body.extend_from_slice(bytes.get(at..at + size).unwrap_or_default());
        at += size + 2;
    }
}

/// Reads what comes next, and forgets what is before `at`.
fn refill(stream: &mut impl Read, bytes: &mut Vec<u8>, at: &mut usize) -> Result<(), TlsFault> {
    bytes.drain(..*at);
    *at = 0;
    if more(stream, bytes)? == 0 { Err(TlsFault::Closed) } else { Ok(()) }
}

/// Reads what comes next; how much it was.
fn more(stream: &mut impl Read, bytes: &mut Vec<u8>) -> Result<usize, TlsFault> {
    let mut piece = [0; 8192];
    let read = stream.read(&mut piece)?;
    bytes.extend_from_slice(piece.get(..read).unwrap_or_default());
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(answer: &[u8], limit: usize) -> Result<Vec<u8>, String> {
        match read_http_answer(&mut &*answer, limit) {
            Ok(HttpAnswer::Body(body)) => Ok(body),
            Ok(HttpAnswer::Elsewhere { location, .. }) => Err(format!("-> {location}")),
            Err(fault) => Err(fault.to_string()),
        }
    }

    #[test]
    fn bodies_of_every_kind_of_length() {
        let known = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcd";
        assert_eq!(body(known, 9).unwrap(), b"abc");
        assert_eq!(body(b"HTTP/1.0 200 OK\r\n\r\nabc", 3).unwrap(), b"abc");
        let chunked =
            b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1;x\r\nc\r\n0\r\n\r\n";
        assert_eq!(body(chunked, 3).unwrap(), b"abc");
    }

    #[test]
    fn what_is_too_long_or_too_short_is_refused() {
        for (answer, limit) in [
            (&b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc"[..], 2),
            (b"HTTP/1.1 200 OK\r\n\r\nabc", 2),
            (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffff\r\n", 9),
        ] {
            assert_eq!(body(answer, limit).unwrap_err(), format!("more than {limit} bytes"));
        }
        for answer in [
            &b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab"[..],
            b"",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\na",
        ] {
            assert!(body(answer, 9).unwrap_err().contains("closed"), "{}", answer.escape_ascii());
        }
        for answer in [&b"hello\r\n\r\n"[..], b"HTTP/1.1 200 OK\r\nContent-Length: -3\r\n\r\n", b"HTTP/1.1 2"]
        {
            assert_eq!(body(answer, 9).unwrap_err(), "the server speaks no HTTP");
        }
        assert_eq!(body(b"HTTP/1.1 404 Not Found\r\n\r\n", 9).unwrap_err(), "the server answers 404");
        assert_eq!(body(b"HTTP/1.1 302 Found\r\nLocation: /x\r\n\r\n", 9).unwrap_err(), "-> /x");
    }

    #[test]
    fn only_http_is_spoken_and_nothing_slips_into_the_request() {
        for url in ["https://a/", "ldap://a/cn=x", "file:///etc/passwd", "urn:x"] {
            assert!(matches!(parts(url), Err(FetchFault::Scheme { .. })), "{url}");
        }
        for url in ["a", "http:/a", "http://", "http://a/b c", "http://a/\r\nX: y", ""] {
            assert!(matches!(parts(url), Err(FetchFault::Address)), "{url}");
        }
        let at = "http://a.example:81/b/c?d";
        for (location, expected) in [
            ("http://x/", "http://x/"),
            ("ldap://x/", "ldap://x/"),
            ("/y", "http://a.example:81/y"),
            ("z", "http://a.example:81/b/z"),
            ("//h/i", "http://h/i"),
        ] {
            assert_eq!(absolute(at, location), expected);
        }
    }
}
