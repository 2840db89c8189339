//! GeneralName (RFC 5280, 4.2.1.6), each form with the checks Java makes.

use std::borrow::Cow;

use super::super::der::{self, Value};
use super::super::fault::{Fault, Shape, Twice};
use super::super::name::{self, Name};
use super::super::uri::{self, UriFault};
use super::body::once;

/// One name.
#[derive(Debug, Clone)]
pub enum GeneralName<'a> {
    /// An other-name: its type (content octets) and its value.
    Other {
        /// The content octets of the type.
        kind: &'a [u8],
        /// What stands in `[0]`, header and all.
        value: &'a [u8],
    },
    /// An e-mail address.
    Rfc822(Cow<'a, str>),
    /// A host.
    Dns(Cow<'a, str>),
    /// An X.400 address, unread.
    X400,
    /// A distinguished name.
    Directory(Name<'a>),
    /// An EDI party.
    Edi {
        /// Who assigned the name.
        assigner: Option<Cow<'a, str>>,
        /// The party.
        party: Cow<'a, str>,
    },
    /// A URI, or in name constraints a host or domain.
    Uri(Cow<'a, str>),
    /// 4 or 16 octets; twice as many with a mask.
    Ip(&'a [u8]),
    /// The content octets of an object identifier.
    RegisteredId(&'a [u8]),
}

/// Reads GeneralNames, which must not be empty.
pub(crate) fn read_names<'a>(value: &Value<'a>) -> Result<Vec<GeneralName<'a>>, Fault> {
    if value.tag != der::SEQUENCE {
        return Err(Fault::Malformed(Shape::GeneralNames));
    }
    let mut input = value.inside();
    if input.is_empty() {
        return Err(Fault::Malformed(Shape::GeneralNamesEmpty));
    }
    let mut names = Vec::with_capacity(4);
    while !input.is_empty() {
        names.push(GeneralName::read(&input.value()?)?);
    }
    Ok(names)
}

impl<'a> GeneralName<'a> {
    /// Reads one name.
    pub(crate) fn read(value: &Value<'a>) -> Result<Self, Fault> {
        Self::read_as(value, false)
    }

    /// Reads one name as a name constraint.
    pub(crate) fn read_constraint(value: &Value<'a>) -> Result<Self, Fault> {
        Self::read_as(value, true)
    }

    fn read_as(value: &Value<'a>, constraint: bool) -> Result<Self, Fault> {
        let number = value.tag & 0x1f;
        let is_form = |shape: Shape, constructed: bool| {
            let sound = value.is_context(number) && value.is_constructed() == constructed;
            if sound { Ok(()) } else { Err(Fault::Malformed(shape)) }
        };
        match number {
            0 => {
                is_form(Shape::OtherName, true)?;
                other(value)
            }
            1 => {
                is_form(Shape::Rfc822Name, false)?;
                rfc822(value.content)
            }
            2 => {
                is_form(Shape::DnsName, false)?;
                Ok(Self::Dns(name::ascii(value.content)))
            }
            3 => {
                is_form(Shape::X400Address, true)?;
                Ok(Self::X400)
            }
            4 => {
                is_form(Shape::DirectoryName, true)?;
                Ok(Self::Directory(Name::read_field(&mut value.inside())?))
            }
            5 => {
                is_form(Shape::EdiNotConstructed, true)?;
                edi(value)
            }
            6 => {
                is_form(Shape::Uri, false)?;
                read_uri(value.content, constraint)
            }
            7 => {
                is_form(Shape::IpAddress, false)?;
                match value.content.len() {
                    4 | 8 | 16 | 32 => Ok(Self::Ip(value.content)),
                    _ => Err(Fault::Malformed(Shape::IpAddressLength)),
                }
            }
            8 => {
                is_form(Shape::RegisteredId, false)?;
                Ok(Self::RegisteredId(value.tagged(der::OID).oid()?))
            }
            unknown => Err(Fault::GeneralNameTag(unknown)),
        }
    }
}

fn other<'a>(value: &Value<'a>) -> Result<GeneralName<'a>, Fault> {
    let mut inside = value.inside();
    let kind = inside.oid()?;
    let explicit = inside.value()?;
    if !explicit.is_context_constructed(0) {
        return Err(Fault::Malformed(Shape::OtherNameNotExplicit));
    }
    Ok(GeneralName::Other { kind, value: explicit.content })
}

fn rfc822(content: &[u8]) -> Result<GeneralName<'_>, Fault> {
    let address = name::ascii(content);
    if address.is_empty() {
        return Err(Fault::Malformed(Shape::Rfc822Empty));
    }
    // Java: the first one is looked at.
    if address.find('@').is_some_and(|at| at + 1 == address.len()) {
        return Err(Fault::Malformed(Shape::Rfc822EndsWithAt));
    }
    Ok(GeneralName::Rfc822(address))
}

fn edi<'a>(value: &Value<'a>) -> Result<GeneralName<'a>, Fault> {
    let mut input = value.inside();
    let mut fields = Vec::with_capacity(2);
    while !input.is_empty() {
        fields.push(input.value()?);
    }
    if fields.is_empty() || fields.len() > 2 {
        return Err(Fault::Malformed(Shape::EdiPartyName));
    }
    let (mut assigner, mut party) = (None, None);
    for field in &fields {
        if field.is_primitive(0) {
            once(assigner.is_some(), Twice::EdiAssigner)?;
            assigner = edi_text(field)?;
        }
        if field.is_primitive(1) {
            once(party.is_some(), Twice::EdiParty)?;
            party = edi_text(field)?;
        }
    }
    let party = party.ok_or(Fault::Malformed(Shape::EdiPartyMissing))?;
    Ok(GeneralName::Edi { assigner, party })
}

/// Java: the tag is primitive, yet the content is an element of its own. One that is no text counts as missing.
fn edi_text<'a>(field: &Value<'a>) -> Result<Option<Cow<'a, str>>, Fault> {
    Ok(name::text(&field.inside().value()?))
}

fn read_uri(content: &[u8], constraint: bool) -> Result<GeneralName<'_>, Fault> {
    let text = name::ascii(content);
    if constraint {
        if !matches!(uri::check(&text), Err(UriFault::NoScheme | UriFault::Syntax)) {
            return Err(Fault::UriConstraintScheme(text.into_owned()));
        }
        if !uri::is_host_constraint(&text) {
            return Err(Fault::UriConstraint(text.into_owned()));
        }
        return Ok(GeneralName::Uri(text));
    }
    match uri::check(&text) {
        Ok(()) => Ok(GeneralName::Uri(text)),
        Err(UriFault::NoScheme) => Err(Fault::UriScheme(text.into_owned())),
        Err(UriFault::Syntax) => Err(Fault::UriSyntax(text.into_owned())),
        Err(UriFault::HostName) => Err(Fault::UriHostName(text.into_owned())),
        Err(UriFault::HostAddress) => Err(Fault::UriHostAddress(text.into_owned())),
    }
}
