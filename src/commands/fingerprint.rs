//! SHA-256 fingerprints as they are typed.

/// Reads one, with or without colons: 64 digits in small letters.
///
/// # Errors
/// What is meant, in words for the command line.
pub(super) fn read(text: &str) -> Result<String, String> {
    let digits = text.replace([':', ' '], "").to_ascii_lowercase();
    if digits.len() == 64 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        Ok(digits)
    } else {
        Err("a SHA-256 fingerprint has 64 hexadecimal digits".to_owned())
    }
}

/// The octets of 64 digits.
pub(super) fn octets(digits: &str) -> [u8; 32] {
    let mut octets = [0; 32];
    for (octet, pair) in octets.iter_mut().zip(digits.as_bytes().chunks(2)) {
        let pair = std::str::from_utf8(pair).unwrap_or_default();
        *octet = u8::from_str_radix(pair, 16).unwrap_or_default();
    }
    octets
}
