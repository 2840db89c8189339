//! The extensions of what is made, and what `-ext` says of them.

mod access;
mod general_names;
mod honored;
mod keys;
mod usage;
mod words;

use std::collections::BTreeMap;

use super::abbreviation::Ambiguous;
use super::identifier::IdentifierFault;
use crate::asn1::{Oid, Tag, Writer};
use crate::x509::Fault;

pub use general_names::NameFault;
pub use keys::{authority_key_identifier, key_identifier};

/// The decimals of SubjectAlternativeName.
const ALTERNATIVE_NAMES: &str = "2.5.29.17";

/// Extensions in the making.
///
/// Java: kept and written in the order of their identifiers' decimals, compared as text; there is one of each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extensions {
    by_decimals: BTreeMap<String, Extension>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Extension {
    oid: Oid,
    critical: bool,
    value: Vec<u8>,
}

/// What is wrong with `-ext`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExtensionFault {
    /// An abbreviation that could be several names.
    Ambiguous(Ambiguous),
    /// A name that Java does not know and that is no object identifier.
    Identifier(IdentifierFault),
    /// The value is missing or makes no sense: all of what was typed.
    Value(String),
    /// An item of the value makes no sense.
    Item {
        /// The item.
        item: String,
        /// All of what was typed.
        all: String,
    },
    /// A key usage that there is not.
    KeyUsage(String),
    /// A key purpose that there is not and that is no object identifier.
    KeyPurpose(String),
    /// An access method that there is not and that is no object identifier.
    AccessMethod(String),
    /// A kind of general name that keytool does not make.
    NameKind(String),
    /// A general name that Java refuses.
    Name(NameFault),
    /// An extension that must not be critical: all of what was typed.
    NeverCritical(String),
    /// A number that is none, or too large.
    Number(String),
    /// Only commas where names should be.
    NoNames,
    /// Only commas where key purposes should be.
    NoPurposes,
    /// Only commas where the ways to information should be; whether they are the subject's.
    NoAccess {
        /// Of the subject, not of the authority.
        of_subject: bool,
    },
    /// Only commas where distribution points should be. Java: trips over the empty list.
    NoPoints,
    /// An odd number of hexadecimal digits: all of what was typed.
    OddHexadecimal(String),
    /// `honored=` leaves out what is not there: the decimals of its identifier.
    NotThere(String),
    /// `honored=` names what the request does not ask for. Java: trips over it.
    NotRequested,
}

impl From<Ambiguous> for ExtensionFault {
    fn from(ambiguous: Ambiguous) -> Self {
        Self::Ambiguous(ambiguous)
    }
}

impl Extensions {
    /// Puts an extension in place of the one of its kind.
    pub fn put(&mut self, oid: Oid, critical: bool, value: Vec<u8>) {
        self.by_decimals.insert(oid.to_string(), Extension { oid, critical, value });
    }

    /// The extensions that a request asks for. Java: but for those that it cannot read.
    pub fn of_request(requested: &crate::x509::extension::Extensions<'_>) -> Self {
        let mut extensions = Self::default();
        for extension in requested.iter().filter(|extension| extension.body().is_ok()) {
            if let Some(oid) = Oid::from_content(extension.oid) {
                extensions.put(oid, extension.critical, extension.value.to_vec());
            }
        }
        extensions
    }

    /// Takes over from a certificate what its successor needs as well: its names, and what its key is for.
    pub fn put_asked_for(&mut self, of: &crate::x509::extension::Extensions<'_>) {
        self.put_kinds(&Self::of_request(of), &["2.5.29.15", ALTERNATIVE_NAMES, "2.5.29.37"]);
    }

    /// Grants the names that a request asks for, unless the `-ext` options say themselves what of it is granted.
    pub fn grant_names<'w>(&mut self, words: impl IntoIterator<Item = &'w str>, requested: &Self) {
        if !honored::is_decided(words) {
            self.put_kinds(requested, &[ALTERNATIVE_NAMES]);
        }
    }

    fn put_kinds(&mut self, from: &Self, kinds: &[&str]) {
        let found = kinds.iter().filter_map(|kind| from.by_decimals.get_key_value(*kind));
        self.by_decimals.extend(found.map(|(decimals, extension)| (decimals.clone(), extension.clone())));
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.by_decimals.is_empty()
    }

    /// Puts the identifier of a subject's key (its SubjectPublicKeyInfo), as Java does with all that it makes.
    ///
    /// # Errors
    /// Where the key does not decode.
    pub fn put_subject_key(&mut self, spki: &[u8]) -> Result<(), Fault> {
        let identifier = key_identifier(spki)?;
        let mut value = Writer::default();
        value.octets(&identifier);
        self.put_known([0x55, 0x1d, 14], value);
        Ok(())
    }

    /// Puts the identifier of the issuer's key.
    pub fn put_authority_key(&mut self, identifier: &[u8]) {
        let mut value = Writer::default();
        value.constructed(Tag::SEQUENCE, |sequence| sequence.primitive(Tag::context(0), identifier));
        self.put_known([0x55, 0x1d, 35], value);
    }

    fn put_known(&mut self, oid: [u8; 3], value: Writer) {
        if let Some(oid) = Oid::from_content(&oid) {
            self.put(oid, false, value.finish());
        }
    }

    /// Does what the `-ext` options say, in their order. `requested` is what a request asks for; without one, and for
    /// a request that asks for nothing, `honored=` says nothing.
    ///
    /// # Errors
    /// [`ExtensionFault`].
    pub fn apply<'w>(
        &mut self,
        words: impl IntoIterator<Item = &'w str> + Clone,
        requested: Option<&Self>,
    ) -> Result<(), ExtensionFault> {
        if let Some(requested) = requested {
            honored::apply(self, words.clone(), requested)?;
        }
        words.into_iter().try_for_each(|words| words::apply(self, words))
    }

    /// Writes `Extensions`.
    pub fn write(&self, writer: &mut Writer) {
        writer.constructed(Tag::SEQUENCE, |list| {
            for extension in self.by_decimals.values() {
                list.constructed(Tag::SEQUENCE, |inside| {
                    inside.oid(&extension.oid);
                    if extension.critical {
                        inside.primitive(Tag::BOOLEAN, &[0xff]);
                    }
                    inside.octets(&extension.value);
                });
            }
        });
    }
}
