//! What can be wrong with ASN.1, and where.

use thiserror::Error;

/// What is wrong with the bytes, and where: `offset` counts from the start of the outermost buffer read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Asn1Error {
    /// The bytes end before the element does.
    #[error("element at offset {offset} is cut short")]
    Truncated {
        /// Where the element starts.
        offset: usize,
    },
    /// A length that is malformed or does not fit the machine.
    #[error("malformed length at offset {offset}")]
    BadLength {
        /// Where the element starts.
        offset: usize,
    },
    /// A tag number that is malformed or beyond 2^31.
    #[error("malformed tag at offset {offset}")]
    BadTag {
        /// Where the element starts.
        offset: usize,
    },
    /// Another element than the one the structure has here.
    #[error("unexpected tag 0x{found:02x} at offset {offset}")]
    UnexpectedTag {
        /// Where the element starts.
        offset: usize,
        /// The identifier octet found.
        found: u8,
    },
    /// Content that its type does not allow.
    #[error("malformed value at offset {offset}")]
    BadValue {
        /// Where the element starts.
        offset: usize,
    },
    /// Bytes after the end of the structure.
    #[error("unexpected bytes at offset {offset}")]
    TrailingBytes {
        /// Where they start.
        offset: usize,
    },
    /// More than [`MAX_DEPTH`](super::MAX_DEPTH) levels.
    #[error("elements nest too deep at offset {offset}")]
    TooDeep {
        /// Where the limit was met.
        offset: usize,
    },
}

impl Asn1Error {
    /// Where the fault lies, in bytes from the start of the outermost buffer.
    pub fn offset(&self) -> usize {
        match *self {
            Self::Truncated { offset }
            | Self::BadLength { offset }
            | Self::BadTag { offset }
            | Self::UnexpectedTag { offset, .. }
            | Self::BadValue { offset }
            | Self::TrailingBytes { offset }
            | Self::TooDeep { offset } => offset,
        }
    }
}
