//! Where a store came from: its format, how its integrity stands, and what only its format knows.

use super::Pkcs12Layout;

/// The file formats, under the names Java gives their types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Sun's own, versions 1 and 2.
    Jks,
    /// SunJCE's.
    Jceks,
    /// PKCS#12 (RFC 7292).
    Pkcs12,
}

impl Format {
    /// Java's name of the type.
    pub fn java_name(self) -> &'static str {
        match self {
            Self::Jks => "JKS",
            Self::Jceks => "JCEKS",
            Self::Pkcs12 => "PKCS12",
        }
    }
}

/// How far the store's integrity is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Integrity {
    /// The password was right: the digest or MAC over the store holds.
    Verified,
    /// It has a digest or MAC, but no password was given to check it with.
    NotChecked,
    /// It has none (a password-less PKCS#12 store).
    Absent,
}

/// All that is known of a store beyond its entries.
#[derive(Debug, Clone)]
pub struct Provenance {
    /// The format.
    pub format: Format,
    /// The format of the file: a JKS opens as a JCEKS too, and is one when it is saved.
    pub found: Format,
    /// How its integrity stands.
    pub integrity: Integrity,
    /// The version number in a JKS or JCEKS header: 1 or 2.
    pub version: u32,
    /// How a PKCS#12 file is laid out; `None` for a store that is not, or not yet, one.
    pub layout: Option<Pkcs12Layout>,
}

impl Provenance {
    /// A store that is made now, to be written as `format`.
    pub fn new(format: Format) -> Self {
        Self { format, found: format, integrity: Integrity::Verified, version: 2, layout: None }
    }
}
