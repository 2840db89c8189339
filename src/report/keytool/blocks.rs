//! Java's words about the blocks of a file that holds certificates or CRLs.

use super::certificate::Exception;
use super::request::base64;
use crate::formats::certificates::{FileFault, LengthFault};

const CERTIFICATE: &str = "java.security.cert.CertificateException";

/// The exception with which Java refuses a file of certificates.
pub fn certificates(fault: &FileFault) -> Exception {
    let message = match (fault, message(fault)) {
        (FileFault::Empty | FileFault::NoData, _) => "No certificate data found".into(),
        (_, Some(message)) => format!("java.io.IOException: {message}"),
        // Java: it reads what the block begins with, and finds more behind it.
        (_, None) => "Unable to initialize, java.io.IOException: extra data at the end".into(),
    };
    Exception { class: CERTIFICATE, message }
}

/// What Java says of a block, whatever the file is for; `None` where that depends.
pub(super) fn message(fault: &FileFault) -> Option<String> {
    Some(match fault {
        FileFault::HeaderCut { .. } => "Incomplete header".into(),
        FileFault::Header { text, .. } => format!("Illegal header: -----{text}-----"),
        FileFault::HeaderEnd { .. } => "No EOL character found".into(),
        FileFault::FooterCut { .. } => "Incomplete footer".into(),
        FileFault::Footer { text, .. } => format!("Illegal footer: -----{text}-----"),
        FileFault::FooterEnd { found, .. } => {
            format!("Invalid PEM format:  No EOL char found in footer:  0x{found:02x}")
        }
        FileFault::Labels { labels: [header, footer], .. } => {
            format!("Header and footer do not match: {header} {footer}")
        }
        FileFault::Base64 { fault, .. } => base64(*fault).to_string(),
        FileFault::Length(LengthFault::Absent) => "BER/DER length info absent".into(),
        FileFault::Length(LengthFault::Cut) => "Incomplete BER/DER length info".into(),
        FileFault::Length(LengthFault::TooHuge) => "Invalid BER/DER data (too huge?)".into(),
        FileFault::Length(LengthFault::Huge) => "Invalid BER/DER data (a little huge?)".into(),
        FileFault::Length(LengthFault::Content) => "Incomplete BER/DER data".into(),
        _ => return None,
    })
}
