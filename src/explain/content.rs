//! Files that are no logs, told by how they begin.

/// Why a file is not taken for a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoLog {
    /// There is nothing in it.
    Empty,
    /// It is compressed, or an archive, by a program other than gzip; its name.
    Packed(&'static str),
    /// It is a program, or a part of one.
    Program,
    /// It is a keystore, or a certificate in DER.
    Store,
    /// Nothing in it is a line of a log that is known.
    Unknown,
}

/// How what is no text begins. What a shared disk puts before a log whose beginning was cut off, nulls, is none of it.
const BEGINNINGS: [(&[u8], NoLog); 18] = [
    (b"PK\x03\x04", NoLog::Packed("zip")),
    (b"BZh", NoLog::Packed("bzip2")),
    (b"\xfd7zXZ\0", NoLog::Packed("xz")),
    (b"\x28\xb5\x2f\xfd", NoLog::Packed("zstd")),
    (b"\x04\x22\x4d\x18", NoLog::Packed("lz4")),
    (b"7z\xbc\xaf\x27\x1c", NoLog::Packed("7z")),
    (b"\x7fELF", NoLog::Program),
    (b"MZ\x90", NoLog::Program),
    (b"MZ\x78", NoLog::Program),
    (b"\xca\xfe\xba\xbe", NoLog::Program),
    (b"\xcf\xfa\xed\xfe", NoLog::Program),
    (b"\xfe\xed\xfa\xcf", NoLog::Program),
    (b"\xfe\xed\xfe\xed", NoLog::Store),
    (b"\xce\xce\xce\xce", NoLog::Store),
    // A SEQUENCE of more than 255 octets, of more than 65535, or of no told length.
    (b"\x30\x82", NoLog::Store),
    (b"\x30\x83", NoLog::Store),
    (b"\x30\x84", NoLog::Store),
    (b"\x30\x80", NoLog::Store),
];

impl NoLog {
    /// What a file that begins so is, where it is no text.
    pub fn of_beginning(bytes: &[u8]) -> Option<Self> {
        if bytes.is_empty() {
            return Some(Self::Empty);
        }
        BEGINNINGS.iter().find(|(beginning, _)| bytes.starts_with(beginning)).map(|(_, what)| *what)
    }
}

#[cfg(test)]
mod tests {
    use super::NoLog;

    #[test]
    fn only_what_is_no_text_is_refused() {
        let of = NoLog::of_beginning;
        assert_eq!(of(b""), Some(NoLog::Empty));
        assert_eq!(of(include_bytes!("../../testdata/keystores/debian.jks")), Some(NoLog::Store));
        assert_eq!(of(include_bytes!("../../testdata/keystores/debian.p12")), Some(NoLog::Store));
        assert_eq!(of(b"PK\x03\x04\x14"), Some(NoLog::Packed("zip")));
        for log in [
            &b"\0\0\0\0log"[..],
            b"0",
            b"MZ at the start",
            b"\xff\xfej\0a\0",
            b"\xef\xbb\xbflog",
            b"\xe9t\xe9",
        ] {
            assert_eq!(of(log), None, "{log:?}");
        }
    }
}
