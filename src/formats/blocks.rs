//! The blocks of a file of certificates or CRLs, as Java's `CertificateFactory` cuts them out: DER where a block begins
//! with a SEQUENCE's octet, else the next PEM block, whatever its label.

use thiserror::Error;

use super::base64::{self, Base64Fault};
use crate::asn1::{Asn1Error, Reader};

/// Why a file has no (further) block for Java.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum FileFault {
    /// No byte at all.
    #[error("the file is empty")]
    Empty,
    /// Neither DER nor a whole PEM block.
    #[error("no certificate data")]
    NoData,
    /// A PEM header whose line has no dashes at its end.
    #[error("a PEM header is not ended, at offset {offset}")]
    HeaderCut {
        /// Where the dashes start, in bytes.
        offset: usize,
    },
    /// A PEM header that does not begin with `BEGIN`.
    #[error("a malformed PEM header at offset {offset}")]
    Header {
        /// Where the dashes start, in bytes.
        offset: usize,
        /// What stands between the dashes; Latin-1.
        text: String,
    },
    /// Something behind a PEM header.
    #[error("a PEM header without an end of line, at offset {offset}")]
    HeaderEnd {
        /// Where the dashes start, in bytes.
        offset: usize,
    },
    /// Dashes within a body, or a footer without all of its dashes.
    #[error("a PEM footer is not ended, at offset {offset}")]
    FooterCut {
        /// Where the dashes start, in bytes.
        offset: usize,
    },
    /// A PEM footer that does not begin with `END`.
    #[error("a malformed PEM footer at offset {offset}")]
    Footer {
        /// Where the dashes start, in bytes.
        offset: usize,
        /// What stands between the dashes; Latin-1.
        text: String,
    },
    /// Something behind a PEM footer.
    #[error("a PEM footer without an end of line, at offset {offset}")]
    FooterEnd {
        /// Where the dashes start, in bytes.
        offset: usize,
        /// The octet found.
        found: u8,
    },
    /// A PEM footer of another label than the header.
    #[error("a PEM footer that does not match its header, at offset {offset}")]
    Labels {
        /// Where the footer's dashes start, in bytes.
        offset: usize,
        /// The labels of header and footer; Latin-1.
        labels: [String; 2],
    },
    /// A PEM body that is not Base64.
    #[error("malformed Base64 in the PEM block at offset {offset}: {fault}")]
    Base64 {
        /// Where the block starts, in bytes.
        offset: usize,
        /// What is wrong.
        fault: Base64Fault,
    },
    /// A DER element whose length leads nowhere.
    #[error("malformed DER: {0}")]
    Length(LengthFault),
    /// A DER element that is not what it should be.
    #[error("malformed DER: {0}")]
    Der(#[from] Asn1Error),
}

/// What is wrong with the length of a DER element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum LengthFault {
    /// The file ends before it.
    #[error("there is no length")]
    Absent,
    /// The file ends within it.
    #[error("the length is cut short")]
    Cut,
    /// It has more than four octets.
    #[error("the length has more than four octets")]
    TooHuge,
    /// It is above 2^31-1.
    #[error("the length is above 2^31-1")]
    Huge,
    /// The file ends before the element does.
    #[error("the element is cut short")]
    Content,
}

const DASHES: &[u8] = b"-----";

/// The block at or after `offset` and where the next may begin; `None` where there is no more.
///
/// # Errors
/// [`FileFault`].
pub(super) fn next(file: &[u8], offset: usize) -> Result<Option<(Vec<u8>, usize)>, FileFault> {
    let rest = file.get(offset..).unwrap_or_default();
    if rest.first() == Some(&0x30) {
        let length = element_length(rest).map_err(FileFault::Length)?;
        let element = Reader::new(rest.get(..length).unwrap_or_default()).element()?;
        return Ok(Some((element.definite()?, offset + length)));
    }
    let Some(start) = find(file, offset, DASHES) else { return Ok(None) };
    let mut cursor = Cursor { file, at: start + DASHES.len() };
    let Some(header) = cursor.header(start)? else { return Ok(None) };
    let line_end = cursor.header_end(start)?;
    let Some((body, footer_start)) = cursor.body() else { return Ok(None) };
    let Some(footer) = cursor.footer(footer_start)? else { return Ok(None) };
    cursor.footer_end(footer_start, line_end)?;
    let Some(end_label) = footer.strip_prefix(b"END ") else {
        return Err(FileFault::Footer { offset: footer_start, text: latin1(footer) });
    };
    let begin_label = header.strip_prefix(b"BEGIN ").unwrap_or_default();
    if begin_label != end_label {
        let labels = [begin_label, end_label].map(latin1);
        return Err(FileFault::Labels { offset: footer_start, labels });
    }
    let der = base64::decode_dense(&body).map_err(|fault| FileFault::Base64 { offset: start, fault })?;
    Ok(Some((der, cursor.at)))
}

/// Where in the file the reading is.
struct Cursor<'f> {
    file: &'f [u8],
    at: usize,
}

impl<'f> Cursor<'f> {
    fn take(&mut self) -> Option<u8> {
        let octet = self.file.get(self.at).copied();
        self.at += usize::from(octet.is_some());
        octet
    }

    /// What stands before the next dash; `None` where the file has no more.
    fn until_dash(&mut self) -> Option<&'f [u8]> {
        let rest = self.file.get(self.at..)?;
        let length = rest.iter().position(|octet| *octet == b'-')?;
        self.at += length;
        rest.get(..length)
    }

    fn header(&mut self, offset: usize) -> Result<Option<&'f [u8]>, FileFault> {
        let rest = self.file.get(self.at..).unwrap_or_default();
        let Some(length) = rest.iter().position(|octet| matches!(octet, b'-' | b'\n' | b'\r')) else {
            return Ok(None);
        };
        let (header, after) = rest.split_at_checked(length).unwrap_or_default();
        if !after.starts_with(DASHES) {
            return Err(FileFault::HeaderCut { offset });
        }
        self.at += length + DASHES.len();
        if header.starts_with(b"BEGIN ") {
            Ok(Some(header))
        } else {
            Err(FileFault::Header { offset, text: latin1(header) })
        }
    }

    /// The octet that ends the header's line.
    fn header_end(&mut self, offset: usize) -> Result<u8, FileFault> {
        match self.take() {
            Some(b'\r') if self.file.get(self.at) == Some(&b'\n') => {
                self.at += 1;
                Ok(b'\n')
            }
            Some(end @ (b'\r' | b'\n' | b' ')) => Ok(end),
            _ => Err(FileFault::HeaderEnd { offset }),
        }
    }

    /// The body without white space, and where the footer's dashes begin.
    fn body(&mut self) -> Option<(Vec<u8>, usize)> {
        // Java: has looked whether a line feed follows the carriage return, and takes what it saw as part of the body.
        let start = self.at;
        let is_seen = start.checked_sub(1).and_then(|before| self.file.get(before)) == Some(&b'\r');
        let body = self.until_dash()?;
        let is_blank = |octet: &u8| matches!(octet, b' ' | b'\t' | b'\n' | b'\r');
        let kept =
            body.iter().enumerate().filter(|(index, octet)| (*index == 0 && is_seen) || !is_blank(octet));
        let dense = kept.map(|(_, octet)| *octet).collect();
        Some((dense, self.at))
    }

    fn footer(&mut self, offset: usize) -> Result<Option<&'f [u8]>, FileFault> {
        for dashes in 0..2 {
            let rest = self.file.get(self.at..).unwrap_or_default();
            let count = rest.iter().take(DASHES.len()).take_while(|octet| **octet == b'-').count();
            if count < DASHES.len() {
                return if count == rest.len() { Ok(None) } else { Err(FileFault::FooterCut { offset }) };
            }
            self.at += DASHES.len();
            if dashes == 1 {
                break;
            }
            if self.until_dash().is_none() {
                return Ok(None);
            }
        }
        Ok(self.file.get(offset + DASHES.len()..self.at - DASHES.len()))
    }

    /// Passes over the end of the footer's line, which must be that of the header's.
    fn footer_end(&mut self, offset: usize, line_end: u8) -> Result<(), FileFault> {
        loop {
            match self.take() {
                None | Some(b' ') => return Ok(()),
                Some(octet) if octet == line_end => return Ok(()),
                Some(b'\r') => {}
                Some(found) => return Err(FileFault::FooterEnd { offset, found }),
            }
        }
    }
}

/// How long the element is that begins here, its header and, where its length is indefinite, its end included.
fn element_length(bytes: &[u8]) -> Result<usize, LengthFault> {
    let (mut at, mut open) = (0_usize, 0_usize);
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let (header, length) = match rest {
            [] | [_] => return Err(LengthFault::Absent),
            [_, short @ 0..0x80, ..] => (2, usize::from(*short)),
            [_, 0x80, ..] => {
                open += 1;
                at += 2;
                continue;
            }
            [_, long, digits @ ..] => {
                let count = usize::from(long & 0x7f);
                if count > 4 {
                    return Err(LengthFault::TooHuge);
                }
                let digits = digits.get(..count).ok_or(LengthFault::Cut)?;
                let length = digits.iter().fold(0_u32, |value, digit| value << 8 | u32::from(*digit));
                let length = i32::try_from(length).map_err(|_| LengthFault::Huge)?;
                (2 + count, usize::try_from(length).map_err(|_| LengthFault::Huge)?)
            }
        };
        let end = at.saturating_add(header).saturating_add(length);
        if end > bytes.len() {
            return Err(LengthFault::Content);
        }
        if open > 0 && rest.first() == Some(&0) && length == 0 {
            open -= 1;
        }
        at = end;
        if open == 0 {
            return Ok(at);
        }
    }
}

fn latin1(octets: &[u8]) -> String {
    octets.iter().map(|octet| char::from(*octet)).collect()
}

pub(super) fn find(file: &[u8], offset: usize, wanted: &[u8]) -> Option<usize> {
    file.get(offset..)?.windows(wanted.len()).position(|window| window == wanted).map(|found| offset + found)
}
