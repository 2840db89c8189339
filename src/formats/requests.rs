//! Files that hold a certificate request (PKCS#10): PEM as keytool looks for it.

use std::borrow::Cow;

use super::base64::{self, Base64Fault};

/// The request of a file, as keytool takes it: what stands between the first line that begins with five dashes and the
/// next; nothing without such a line. DER is not read.
///
/// # Errors
/// [`Base64Fault`].
pub fn java_first(file: &[u8]) -> Result<Vec<u8>, Base64Fault> {
    let text = String::from_utf8_lossy(file);
    let mut body = String::new();
    let mut is_inside = false;
    for line in lines(&text) {
        if line.starts_with("-----") {
            if is_inside {
                break;
            }
            is_inside = true;
        } else if is_inside {
            body.push_str(line);
        }
    }
    // Java: what Latin-1 has not is a question mark.
    let octets: Vec<u8> =
        body.chars().map(|character| u8::try_from(u32::from(character)).unwrap_or(b'?')).collect();
    base64::decode(&octets)
}

/// The first request of a file in either form, for somebody who only wants to see it: DER is taken as well.
///
/// # Errors
/// [`Base64Fault`].
pub fn any_first(file: &[u8]) -> Result<Cow<'_, [u8]>, Base64Fault> {
    if file.first() == Some(&0x30) { Ok(Cow::Borrowed(file)) } else { java_first(file).map(Cow::Owned) }
}

/// Lines as Java's readers end them: at LF, CR or both.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_may_stand_around() {
        for text in
            ["a\n-----BEGIN X-----\nYW\nJj\n-----END X-----\nb", "-----\rYWJj\r-----", "-----x\r\n YWJj "]
        {
            assert_eq!(java_first(text.as_bytes()).as_deref(), Ok(&b"abc"[..]), "{text}");
        }
        assert_eq!(java_first(b"YWJj").as_deref(), Ok(&b""[..]));
        assert_eq!(java_first("-----\nYW\u{20ac}j".as_bytes()), Err(Base64Fault::Illegal(b'?')));
        assert_eq!(java_first("-----\nYW\u{e4}j".as_bytes()), Err(Base64Fault::Illegal(0xe4)));
        assert_eq!(any_first(b"0abc").as_deref(), Ok(&b"0abc"[..]));
    }
}
