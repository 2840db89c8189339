//! Protocols of lines: mail, mailboxes, files, filters, news.

use std::io::{Read, Write};
use std::net::IpAddr;

use super::Parties;
use super::wire::{Wire, malformed, refused};
use crate::tls::TlsFault;

/// Whether so many first bytes may begin a reply with a code of three digits.
fn may_be_reply(bytes: &[u8]) -> bool {
    let digits = bytes.get(..bytes.len().min(3)).unwrap_or_default();
    digits.iter().all(u8::is_ascii_digit) && bytes.get(3).is_none_or(|mark| b" -\r\n".contains(mark))
}

/// Whether so many first bytes may begin one of the words.
fn may_be(bytes: &[u8], words: &[&str]) -> bool {
    words.iter().any(|word| {
        let length = bytes.len().min(word.len());
        word.as_bytes().get(..length).zip(bytes.get(..length)).is_some_and(|(a, b)| a.eq_ignore_ascii_case(b))
    })
}

/// The code of a reply, and whether it ends with this line (RFC 5321, 4.2.1; RFC 959, 4.2).
fn code_of(line: &str) -> Option<(u16, bool)> {
    let code = line.get(..3).filter(|code| code.bytes().all(|digit| digit.is_ascii_digit()))?;
    Some((code.parse().ok()?, !line.get(3..).unwrap_or_default().starts_with('-')))
}

/// A reply with a code: its code, and all of its lines.
struct Reply {
    code: u16,
    lines: Vec<String>,
}

impl Reply {
    fn last(&self) -> &str {
        self.lines.last().map_or("", String::as_str)
    }

    /// Goes on behind the first line. What stands between first and last may begin with anything.
    fn behind<S: Read + Write>(wire: &mut Wire<'_, S>, first: String) -> Result<Self, TlsFault> {
        let (code, mut is_over) = code_of(&first).ok_or_else(|| malformed(first.as_bytes()))?;
        let mut lines = vec![first];
        while !is_over {
            let line = wire.line()?;
            is_over = code_of(&line) == Some((code, true));
            lines.push(line);
        }
        Ok(Self { code, lines })
    }

    fn greeting<S: Read + Write>(wire: &mut Wire<'_, S>) -> Result<Self, TlsFault> {
        let first = wire.greeting(may_be_reply)?;
        Self::behind(wire, first)
    }

    fn next<S: Read + Write>(wire: &mut Wire<'_, S>) -> Result<Self, TlsFault> {
        let first = wire.line()?;
        Self::behind(wire, first)
    }
}

/// Whether one of the words of a line is this one.
fn has_word(line: &str, word: &str) -> bool {
    line.split_ascii_whitespace().any(|own| own.eq_ignore_ascii_case(word))
}

/// Lines up to the one with a dot alone. Every line is looked at and none kept.
fn list_has<S: Read + Write>(wire: &mut Wire<'_, S>, word: &str) -> Result<bool, TlsFault> {
    let mut has = false;
    loop {
        let line = wire.line()?;
        if line == "." {
            return Ok(has);
        }
        has |= has_word(&line, word);
    }
}

/// RFC 3207; LMTP says LHLO instead (RFC 2033, 4.1).
pub(super) fn smtp<S: Read + Write>(
    wire: &mut Wire<'_, S>,
    hello: &str,
    parties: Parties<'_>,
) -> Result<(), TlsFault> {
    let greeting = Reply::greeting(wire)?;
    if greeting.code != 220 {
        return Err(refused(greeting.last()));
    }
    // Without a name of its own a client gives its address (RFC 5321, 4.1.3).
    let client = match parties.client {
        IpAddr::V4(address) => format!("[{address}]"),
        IpAddr::V6(address) => format!("[IPv6:{address}]"),
    };
    wire.say(format!("{hello} {client}\r\n").as_bytes())?;
    let offer = Reply::next(wire)?;
    match offer.code {
        250 => {}
        // 421: goes away; 554: wants no connections.
        421 | 554 => return Err(refused(offer.last())),
        _ => return Err(wire.not_offered()),
    }
    let keywords = offer.lines.iter().skip(1).filter_map(|line| line.get(4..));
    if !keywords.map(|line| line.split(' ').next()).any(|word| word.is_some_and(is_starttls)) {
        return Err(wire.not_offered());
    }
    wire.say(b"STARTTLS\r\n")?;
    let answer = Reply::next(wire)?;
    if answer.code == 220 { Ok(()) } else { Err(refused(answer.last())) }
}

fn is_starttls(word: &str) -> bool {
    word.eq_ignore_ascii_case("STARTTLS")
}

/// RFC 9051, 6.2.1.
pub(super) fn imap<S: Read + Write>(wire: &mut Wire<'_, S>) -> Result<(), TlsFault> {
    let greeting = wire.greeting(|bytes| may_be(bytes, &["* OK", "* BYE", "* PREAUTH"]))?;
    // Who is let in already cannot go over to TLS any more.
    if !may_be(greeting.as_bytes(), &["* OK"]) {
        return Err(refused(&greeting));
    }
    wire.say(b"a CAPABILITY\r\n")?;
    let mut is_offered = false;
    let answer = tagged(wire, "a", |line| {
        is_offered |= has_word(line, "CAPABILITY") && has_word(line, "STARTTLS");
    })?;
    if !is_ok(&answer) || !is_offered {
        return Err(wire.not_offered());
    }
    wire.say(b"b STARTTLS\r\n")?;
    let answer = tagged(wire, "b", |_| {})?;
    if is_ok(&answer) { Ok(()) } else { Err(refused(&answer)) }
}

/// The line that answers the command with this tag; those before it are shown.
fn tagged<S: Read + Write>(
    wire: &mut Wire<'_, S>,
    tag: &str,
    mut show: impl FnMut(&str),
) -> Result<String, TlsFault> {
    loop {
        let line = wire.line()?;
        if may_be(line.as_bytes(), &["* BYE"]) && line.len() >= 5 {
            return Err(refused(&line));
        }
        if line.split(' ').next() == Some(tag) {
            return Ok(line);
        }
        show(&line);
    }
}

fn is_ok(tagged: &str) -> bool {
    tagged.split(' ').nth(1).is_some_and(|word| word.eq_ignore_ascii_case("OK"))
}

/// RFC 2595, 4.
pub(super) fn pop3<S: Read + Write>(wire: &mut Wire<'_, S>) -> Result<(), TlsFault> {
    let greeting = wire.greeting(|bytes| may_be(bytes, &["+OK", "-ERR"]))?;
    if !greeting.starts_with('+') {
        return Err(refused(&greeting));
    }
    // Not every server has CAPA (RFC 2449); then STLS is tried.
    wire.say(b"CAPA\r\n")?;
    let has_list = wire.line()?.starts_with("+OK");
    if has_list && !list_has(wire, "STLS")? {
        return Err(wire.not_offered());
    }
    wire.say(b"STLS\r\n")?;
    let answer = wire.line()?;
    match (answer.starts_with("+OK"), has_list) {
        (true, _) => Ok(()),
        (false, true) => Err(refused(&answer)),
        (false, false) => Err(wire.not_offered()),
    }
}

/// RFC 4217, 4.
pub(super) fn ftp<S: Read + Write>(wire: &mut Wire<'_, S>) -> Result<(), TlsFault> {
    let mut greeting = Reply::greeting(wire)?;
    // Ready in some minutes, and then the greeting (RFC 959, 5.4).
    if greeting.code == 120 {
        greeting = Reply::next(wire)?;
    }
    if greeting.code != 220 {
        return Err(refused(greeting.last()));
    }
    wire.say(b"AUTH TLS\r\n")?;
    let answer = Reply::next(wire)?;
    match answer.code {
        234 => Ok(()),
        // The command, or its parameter, is not known; or one must log in first, which says the same.
        500 | 502 | 504 | 530 => Err(wire.not_offered()),
        _ => Err(refused(answer.last())),
    }
}

/// RFC 5804, 1.7 and 2.2: the greeting is a list of what is offered.
pub(super) fn sieve<S: Read + Write>(wire: &mut Wire<'_, S>) -> Result<(), TlsFault> {
    let mut line = wire.greeting(|bytes| may_be(bytes, &["\"", "OK", "NO", "BYE"]))?;
    let mut is_offered = false;
    while !may_be(line.as_bytes(), &["OK"]) || line.len() < 2 {
        if line.len() > 1 && may_be(line.as_bytes(), &["NO", "BYE"]) {
            return Err(refused(&line));
        }
        is_offered |= line.split(' ').next().is_some_and(|word| is_starttls(word.trim_matches('"')));
        line = wire.line()?;
    }
    if !is_offered {
        return Err(wire.not_offered());
    }
    wire.say(b"STARTTLS\r\n")?;
    let answer = wire.line()?;
    if answer.len() > 1 && may_be(answer.as_bytes(), &["OK"]) { Ok(()) } else { Err(refused(&answer)) }
}

/// RFC 4642, 2.
pub(super) fn nntp<S: Read + Write>(wire: &mut Wire<'_, S>) -> Result<(), TlsFault> {
    let greeting = wire.greeting(may_be_reply)?;
    if !matches!(code_of(&greeting), Some((200 | 201, _))) {
        return Err(match code_of(&greeting) {
            Some((400 | 502, _)) => refused(&greeting),
            _ => wire.other_protocol([greeting.as_bytes(), b"\n"].concat()),
        });
    }
    wire.say(b"CAPABILITIES\r\n")?;
    // Older servers have no such list (RFC 3977 brought it); then STARTTLS is tried.
    let has_list = matches!(code_of(&wire.line()?), Some((101, _)));
    if has_list && !list_has(wire, "STARTTLS")? {
        return Err(wire.not_offered());
    }
    wire.say(b"STARTTLS\r\n")?;
    let answer = wire.line()?;
    match code_of(&answer) {
        Some((382, _)) => Ok(()),
        _ if has_list => Err(refused(&answer)),
        _ => Err(wire.not_offered()),
    }
}
