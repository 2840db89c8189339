//! A store that a log only names, opened: newer Javas hide why they could not.

use super::diagnosis::{Reason, Step};
use super::explanation::Explained;
use crate::diagnosis::Cause;
use crate::formats::{self, DecodeError, certificates};
use crate::keystore::{Content, Format, Safe, SafeProtection, Store};

/// What a file proves to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    /// It has no bytes.
    Empty,
    /// It is text with certificates.
    Pem,
    /// It is a certificate, or several, in DER.
    Certificate,
    /// It is no keystore, whatever else.
    NoKeystore,
    /// It is cut off or damaged.
    Damaged {
        /// What its beginning says it is.
        format: Format,
    },
    /// It can be read; the password that was tried is not the one that Java was given, or none was known.
    Sound {
        /// What it is.
        format: Format,
        /// How many certificates it trusts; `None` where its password is not known.
        trusted: Option<usize>,
    },
}

impl Opened {
    /// Looks at the bytes of a file, with a way to decode them.
    pub fn look(bytes: &[u8], decode: impl FnOnce(&[u8], Format) -> Result<Store, DecodeError>) -> Self {
        if bytes.is_empty() {
            return Self::Empty;
        }
        let Some(format) = formats::detect(bytes) else {
            let bundle = certificates::bundle(bytes);
            let is_text = bytes.iter().take(64).all(|byte| byte.is_ascii());
            return match (bundle.certificates.is_empty(), is_text) {
                (true, _) => Self::NoKeystore,
                (false, true) => Self::Pem,
                (false, false) => Self::Certificate,
            };
        };
        match decode(bytes, format) {
            // Java: opens it without a password, and then trusts nothing in it.
            Ok(store) if is_locked(&store) => Self::Sound { format, trusted: None },
            Ok(store) => {
                let trusted =
                    store.entries().filter(|entry| matches!(entry.content, Content::Trusted(_))).count();
                Self::Sound { format, trusted: Some(trusted) }
            }
            Err(error) if error.is_wrong_password() => Self::Sound { format, trusted: None },
            Err(_) => Self::Damaged { format },
        }
    }
}

impl Explained {
    /// The store that the log names and does not tell enough of, to be opened.
    pub fn wanted_store(&self) -> Option<&str> {
        let diagnosis = self.diagnosis.as_ref().filter(|diagnosis| diagnosis.reasons.len() > 1)?;
        let stores = &self.handshake.stores;
        let store = match diagnosis.first()?.step {
            Step::ClientTruststore => stores.trust.as_ref()?,
            Step::ClientKeystore => stores.key.as_ref()?,
            _ => return None,
        };
        (!store.path.is_empty()).then_some(store.path.as_str())
    }

    /// Leaves of the reasons those that the file that was opened speaks for.
    pub fn decide_by(&mut self, opened: &Opened) {
        let Some(diagnosis) = &mut self.diagnosis else { return };
        let Some(first) = diagnosis.first().cloned() else { return };
        let is_trust = first.step == Step::ClientTruststore;
        let stores = &self.handshake.stores;
        let told = if is_trust { &stores.trust } else { &stores.key };
        let told = told.as_ref().and_then(|store| store.type_name.as_deref());
        let (trust_check, key_check, cause) = match opened {
            Opened::Empty | Opened::Damaged { .. } => {
                ("truststore-corrupt", "keystore-corrupt", Cause::DamagedStore)
            }
            Opened::Pem | Opened::Certificate | Opened::NoKeystore => {
                ("truststore-not-a-keystore", "keystore-format", Cause::NotAKeystore)
            }
            Opened::Sound { format, .. } if told.is_some_and(|told| is_other_type(told, *format)) => {
                ("truststore-wrong-type", "keystore-format", Cause::WrongStoreType)
            }
            // What has nothing in it needs no password to be of no use.
            Opened::Sound { trusted: Some(0), .. } if first.cause == Cause::EmptyStore => {
                ("truststore-empty", "keystore-format", Cause::EmptyStore)
            }
            Opened::Sound { .. } => ("truststore-wrong-password", "keystore-password", Cause::WrongPassword),
        };
        let check = if is_trust { trust_check } else { key_check };
        diagnosis.reasons = vec![Reason::new(first.step, check, cause, first.who)];
        diagnosis.missing = None;
        self.opened = Some(opened.clone());
    }
}

/// Whether certificates of a store are encrypted, so that they are not seen without the password.
fn is_locked(store: &Store) -> bool {
    let is_locked = |safe: &Safe| matches!(safe.protection, SafeProtection::Locked);
    store.provenance.layout.as_ref().is_some_and(|layout| layout.safes.iter().any(is_locked))
}

/// Whether a store is of a type that Java does not take for the one it was told. Java: JKS and PKCS12 stand for each other, and
/// JCEKS reads JKS.
fn is_other_type(told: &str, format: Format) -> bool {
    let is = |name: &str| told.eq_ignore_ascii_case(name);
    match format {
        Format::Jceks => !is("jceks"),
        Format::Jks => !(is("jks") || is("pkcs12") || is("jceks")),
        Format::Pkcs12 => !(is("jks") || is("pkcs12")),
    }
}
