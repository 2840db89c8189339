//! Messages: a stream of XML, of which as much is understood as STARTTLS needs.

use std::io::{Read, Write};

use super::wire::{Wire, malformed, refused};
use super::{LONGEST_LINE, Parties, StartTlsFault};
use crate::tls::TlsFault;

const START: &[u8] = b"<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";

/// RFC 6120, 5.4.
pub(super) fn xmpp<S: Read + Write>(wire: &mut Wire<'_, S>, parties: Parties<'_>) -> Result<(), TlsFault> {
    let to: String = parties
        .server
        .chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || "-._:%".contains(*letter))
        .collect();
    let stream = format!(
        "<?xml version='1.0'?><stream:stream to='{to}' xmlns='jabber:client' \
         xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>"
    );
    wire.say(stream.as_bytes())?;
    let first = wire.first_byte()?;
    if !first.is_ascii_whitespace() && first != b'<' {
        return Err(wire.other_protocol(vec![first]));
    }
    let mut tag = tag_behind(wire, vec![first])?;
    if !matches!(tag.name(), "?xml" | "stream") {
        return Err(wire.other_protocol(tag.0.into_bytes()));
    }
    let mut is_offered = false;
    loop {
        match tag.name() {
            "starttls" => is_offered = true,
            "features" if tag.is_empty() => break,
            "/features" => break,
            // What kind of error it is says the next tag's name.
            "error" => return Err(refused(&next_tag(wire)?.0)),
            "/stream" => return Err(refused(&tag.0)),
            _ => {}
        }
        tag = next_tag(wire)?;
    }
    if !is_offered {
        return Err(wire.not_offered());
    }
    wire.say(START)?;
    let answer = next_tag(wire)?;
    match answer.name() {
        "proceed" if answer.is_empty() => Ok(()),
        "proceed" => match next_tag(wire)? {
            end if end.name() == "/proceed" => Ok(()),
            other => Err(malformed(other.0.as_bytes())),
        },
        _ => Err(refused(&answer.0)),
    }
}

/// A tag from its `<` to its `>`.
struct XmlTag(String);

impl XmlTag {
    /// Its name without the prefix of its namespace; with the slash of an end.
    fn name(&self) -> &str {
        let inside = self.0.trim_start_matches('<');
        let end = inside.find(|letter: char| letter.is_whitespace() || letter == '>').unwrap_or(inside.len());
        let name = inside.get(..end).unwrap_or_default();
        let (name, is_end) = name.strip_prefix('/').map_or((name, false), |name| (name, true));
        let local = name.strip_suffix('/').unwrap_or(name);
        let local = local.rsplit_once(':').map_or(local, |(_, local)| local);
        match (is_end, local) {
            (true, "features") => "/features",
            (true, "stream") => "/stream",
            (true, "proceed") => "/proceed",
            (true, _) => "/",
            (false, local) => local,
        }
    }

    /// Whether it is its own end.
    fn is_empty(&self) -> bool {
        self.0.ends_with("/>")
    }
}

fn next_tag<S: Read + Write>(wire: &mut Wire<'_, S>) -> Result<XmlTag, TlsFault> {
    tag_behind(wire, Vec::new())
}

/// The next tag; text before it is passed over. A `>` in quotes ends nothing.
fn tag_behind<S: Read + Write>(wire: &mut Wire<'_, S>, mut tag: Vec<u8>) -> Result<XmlTag, TlsFault> {
    while tag.first() != Some(&b'<') {
        tag = vec![wire.byte()?];
    }
    let mut quote = None;
    loop {
        if tag.len() > LONGEST_LINE {
            return Err(StartTlsFault::TooLong.into());
        }
        let byte = wire.byte()?;
        tag.push(byte);
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (None, b'\'' | b'"') => quote = Some(byte),
            (None, b'>') => return Ok(XmlTag(String::from_utf8_lossy(&tag).into_owned())),
            _ => {}
        }
    }
}
