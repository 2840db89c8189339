//! How a PKCS#12 file is laid out: its safes and bags as they were read, so that they can be written back.

use super::{Alias, EntryId, Slice};
use crate::asn1::Oid;
use crate::crypto::pbe::{PasswordForm, Scheme};
use crate::crypto::pkcs12_mac::Mac;
use crate::secret::Password;

/// How a PKCS#12 file is laid out.
#[derive(Debug, Clone)]
pub struct Pkcs12Layout {
    /// The whole file, as it was read.
    pub file: Slice,
    /// The safes, in the order of the file.
    pub safes: Vec<Safe>,
    /// The MAC over the safes, where the file has one.
    pub mac: Option<Mac>,
    /// The MacData as it was read.
    pub mac_data: Option<Slice>,
    /// How the password was taken when the MAC held.
    pub mac_form: PasswordForm,
    /// The password the file was opened with.
    pub password: Option<Password>,
    /// What Java would not have read.
    pub refused_by_java: Option<RefusedByJava>,
}

impl Pkcs12Layout {
    /// Every certificate of the file, also those that Java shows nowhere but parses all the same, in the order of the
    /// file, and whether it lies in an encrypted safe (where Java reports a malformed one as a wrong password).
    pub fn certificates(&self) -> impl Iterator<Item = (&Slice, bool)> {
        self.safes.iter().flat_map(|safe| {
            let encrypted = matches!(safe.protection, SafeProtection::Encrypted { .. });
            safe.bags.iter().filter_map(move |bag| match &bag.role {
                Role::Trusted { der, .. } | Role::Certificate { der, .. } => Some((der, encrypted)),
                Role::Key { .. } | Role::Unseen => None,
            })
        })
    }

    /// Whether the file is protected by nothing that needs a password, its keys aside.
    pub fn is_passwordless(&self) -> bool {
        self.mac_data.is_none()
            && self.safes.iter().all(|safe| matches!(safe.protection, SafeProtection::Open))
    }
}

/// A part of a file that this program keeps, and that Java refuses the whole file for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefusedByJava {
    /// A safe that is neither data nor encryptedData.
    ///
    /// keytool: `java.io.IOException: public key protected PKCS12 not supported`
    Safe(Oid),
    /// A certificate bag whose value has another type, as SDSI certificates have; the identifier octet is told.
    ///
    /// keytool: `java.io.IOException: DerValue.getOctetString, not an Octet String: 22`
    CertificateValue(u8),
}

/// One of the file's safes (RFC 7292, 4.1): a ContentInfo with bags in it.
#[derive(Debug, Clone)]
pub struct Safe {
    /// The ContentInfo as it was read.
    pub raw: Slice,
    /// What protects the bags.
    pub protection: SafeProtection,
    /// The bags, in order; none where the safe was not opened.
    pub bags: Vec<Bag>,
}

/// What protects a safe.
#[derive(Debug, Clone)]
pub enum SafeProtection {
    /// Nothing.
    Open,
    /// Encryption, undone with the layout's password.
    Encrypted {
        /// The encryption.
        scheme: Scheme,
        /// How the password was taken.
        form: PasswordForm,
    },
    /// Encryption that was not undone, no password being given.
    Locked,
    /// Something else, as the identifier of its content type says.
    Opaque(Oid),
}

/// Where a bag lies: the number of its safe and its number within the safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BagPlace {
    /// The number of its safe.
    pub safe: usize,
    /// Its number within the safe.
    pub bag: usize,
}

/// One SafeBag.
#[derive(Debug, Clone)]
pub struct Bag {
    /// The SafeBag as it was read.
    pub raw: Slice,
    /// What Java sees in it.
    pub role: Role,
    /// The SafeBag to be written in its place, where it holds a key that is no entry and got another password.
    pub rewritten: Option<Slice>,
}

/// What Java sees in a bag, and what the entry made from it was like when it was read: a difference between the two
/// is what has to be written.
#[derive(Debug, Clone)]
pub enum Role {
    /// A certificate that is an entry of its own.
    Trusted {
        /// The entry.
        entry: EntryId,
        /// Its alias.
        alias: Alias,
        /// The certificate.
        der: Slice,
    },
    /// A private or secret key.
    Key {
        /// The entry.
        entry: EntryId,
        /// Its alias.
        alias: Alias,
        /// When it was made.
        created: Option<i64>,
        /// The EncryptedPrivateKeyInfo.
        key: Slice,
        /// The bags of its chain, leaf first.
        chain: Vec<BagPlace>,
    },
    /// A certificate that is no entry; it may be part of chains.
    Certificate {
        /// The certificate.
        der: Slice,
    },
    /// Something Java passes over.
    Unseen,
}
