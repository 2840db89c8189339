//! Certificates that Java cannot parse.

use crate::diagnosis::Release;
use crate::report::keytool::certificate::{Exception, exception, refusal};
use crate::x509::{Fault, KeyFault, Refusal};

/// What parsing throws.
pub(super) fn of_refusal(refused: &Refusal, release: Release) -> Vec<Exception> {
    let outer = refusal(refused);
    let mut causes = Vec::new();
    if let Refusal::Fault { fault, .. } = refused {
        causes.push(exception(fault));
        causes.extend(deeper_causes(fault));
    }
    let mut all: Vec<Exception> = std::iter::once(outer).chain(causes).collect();
    all.iter_mut().for_each(|one| as_said_by(one, release));
    all
}

/// Java: 11 reads elements otherwise, and says otherwise that they are cut.
pub(super) fn as_said_by(one: &mut Exception, release: Release) {
    const CUT: &str = "java.io.EOFException";
    const EXTRA: &str = "extra data given to DerValue constructor";
    if release > Release::Java11 {
        return;
    }
    one.message = one
        .message
        .replace("Too short", "Short read of DER length")
        .replace("extra data at the end", EXTRA)
        .replace(&format!("{CUT}: not enough content"), &format!("java.io.IOException: {EXTRA}"));
    if one.class == CUT {
        *one = Exception { class: "java.io.IOException", message: EXTRA.into() };
    }
}

/// What Java has below the first cause of a fault.
fn deeper_causes(fault: &Fault) -> Vec<Exception> {
    let one = |class, message: &str| Exception { class, message: message.to_owned() };
    match fault {
        Fault::UriConstraint(text) if text.is_empty() => {
            vec![one("java.io.IOException", "DNSName must not be null or empty")]
        }
        Fault::Key(KeyFault::RsaTooLong) => {
            const KEY: &str = "java.security.InvalidKeyException";
            const WORDS: &str = "RSA keys must be no longer than 16384 bits";
            let repeated = format!("{KEY}: {WORDS}");
            vec![
                one(KEY, &repeated),
                one("java.security.spec.InvalidKeySpecException", &repeated),
                one(KEY, WORDS),
            ]
        }
        _ => Vec::new(),
    }
}
