//! PKCS#7 and CMS messages (RFC 2315, RFC 5652): what is in them, not whether it is true.

use std::borrow::Cow;

use crate::asn1::{Asn1Error, Element, Oid, Reader, Tag};

const SIGNED_DATA: &str = "1.2.840.113549.1.7.2";
/// A SEQUENCE of certificates, as Netscape sent them.
const NETSCAPE_SEQUENCE: &str = "2.16.840.1.113730.2.5";

/// The certificates of a SignedData, DER or BER.
///
/// # Errors
/// Where the bytes are no such message.
pub fn certificates(message: &[u8]) -> Result<Vec<Vec<u8>>, Asn1Error> {
    Ok(Bag::read(message)?.certificates.iter().map(|der| der.to_vec()).collect())
}

/// What a SignedData carries; whoever signed it is not looked at.
#[derive(Debug, Clone, Default)]
pub struct Bag<'a> {
    /// The certificates.
    pub certificates: Vec<&'a [u8]>,
    /// The CRLs.
    pub crls: Vec<&'a [u8]>,
}

impl<'a> Bag<'a> {
    /// Takes a message apart as far as its certificates and CRLs.
    ///
    /// # Errors
    /// Where the bytes are no such message.
    pub fn read(message: &'a [u8]) -> Result<Self, Asn1Error> {
        let mut content_info = Reader::new(message).enter(Tag::SEQUENCE)?;
        let kind = content_info.element()?;
        let oid = kind.oid()?;
        if oid.is(NETSCAPE_SEQUENCE) {
            let list = content_info.enter(Tag::context(0))?.expect(Tag::SEQUENCE)?;
            return Ok(Self { certificates: sequences(&list)?, crls: Vec::new() });
        }
        if !oid.is(SIGNED_DATA) {
            return Err(kind.bad_value());
        }
        let mut signed_data = content_info.enter(Tag::context(0))?.enter(Tag::SEQUENCE)?;
        signed_data.expect(Tag::INTEGER)?;
        signed_data.expect(Tag::SET)?;
        signed_data.expect(Tag::SEQUENCE)?;
        let mut bag = Self::default();
        if let Some(set) = signed_data.optional(Tag::context(0))? {
            bag.certificates = sequences(&set)?;
        }
        if let Some(set) = signed_data.optional(Tag::context(1))? {
            bag.crls = sequences(&set)?;
        }
        Ok(bag)
    }
}

/// The SEQUENCEs in a set: attribute certificates and the like carry context tags.
fn sequences<'a>(set: &Element<'a>) -> Result<Vec<&'a [u8]>, Asn1Error> {
    let mut set = set.inside()?;
    let mut found = Vec::new();
    while let Some(element) = set.next_element()? {
        if element.tag == Tag::SEQUENCE {
            found.push(element.raw);
        }
    }
    Ok(found)
}

/// A SignedData with all that is signed and by whom.
#[derive(Debug, Clone)]
pub struct SignedData<'a> {
    /// What kind of content is signed.
    pub content_type: Oid,
    /// The content, where the message holds it.
    pub content: Option<Cow<'a, [u8]>>,
    /// The certificates.
    pub certificates: Vec<&'a [u8]>,
    /// Who signed.
    pub signers: Vec<SignerInfo<'a>>,
}

/// One signature of a SignedData.
#[derive(Debug, Clone)]
pub struct SignerInfo<'a> {
    /// The issuer of the signer's certificate: the name's DER.
    pub issuer: &'a [u8],
    /// The serial number of the signer's certificate: two's complement, as encoded.
    pub serial: &'a [u8],
    /// The digest of the content.
    pub digest: Oid,
    /// The attributes that are signed in place of the content: the whole element, its tag the implicit `[0]`.
    pub signed_attributes: Option<&'a [u8]>,
    /// The signature algorithm, or the algorithm of the key.
    pub algorithm: Oid,
    /// The parameters of that, whole.
    pub parameters: Option<&'a [u8]>,
    /// The signature.
    pub signature: Cow<'a, [u8]>,
    /// The attributes that are not signed, such as timestamps: the whole element.
    pub unsigned_attributes: Option<&'a [u8]>,
}

impl<'a> SignedData<'a> {
    /// Takes a message apart.
    ///
    /// # Errors
    /// Where the bytes are no such message.
    pub fn read(message: &'a [u8]) -> Result<Self, Asn1Error> {
        let mut content_info = Reader::new(message).enter(Tag::SEQUENCE)?;
        let kind = content_info.element()?;
        if !kind.oid()?.is(SIGNED_DATA) {
            return Err(kind.bad_value());
        }
        let mut signed_data = content_info.enter(Tag::context(0))?.enter(Tag::SEQUENCE)?;
        signed_data.expect(Tag::INTEGER)?;
        signed_data.expect(Tag::SET)?;
        let mut inner = signed_data.enter(Tag::SEQUENCE)?;
        let content_type = inner.element()?.oid()?;
        let content = match inner.optional(Tag::context(0))? {
            Some(explicit) => Some(explicit.inside()?.element()?.octets()?),
            None => None,
        };
        let certificates = match signed_data.optional(Tag::context(0))? {
            Some(set) => sequences(&set)?,
            None => Vec::new(),
        };
        signed_data.optional(Tag::context(1))?;
        let mut set = signed_data.expect(Tag::SET)?.inside()?;
        let mut signers = Vec::new();
        while let Some(signer) = set.next_element()? {
            signers.push(SignerInfo::read(&signer)?);
        }
        Ok(Self { content_type, content, certificates, signers })
    }
}

impl<'a> SignerInfo<'a> {
    fn read(element: &Element<'a>) -> Result<Self, Asn1Error> {
        let mut fields = element.clone().expect(Tag::SEQUENCE)?.inside()?;
        fields.expect(Tag::INTEGER)?;
        let mut of_whom = fields.enter(Tag::SEQUENCE)?;
        let issuer = of_whom.expect(Tag::SEQUENCE)?.raw;
        let serial = of_whom.expect(Tag::INTEGER)?.content;
        let digest = fields.enter(Tag::SEQUENCE)?.element()?.oid()?;
        let signed_attributes = fields.optional(Tag::context(0))?.map(|attributes| attributes.raw);
        let mut algorithm = fields.enter(Tag::SEQUENCE)?;
        let algorithm_oid = algorithm.element()?.oid()?;
        let parameters = algorithm.next_element()?.map(|parameters| parameters.raw);
        let signature = fields.element()?.octets()?;
        let unsigned_attributes = fields.optional(Tag::context(1))?.map(|attributes| attributes.raw);
        Ok(Self {
            issuer,
            serial,
            digest,
            signed_attributes,
            algorithm: algorithm_oid,
            parameters,
            signature,
            unsigned_attributes,
        })
    }

    /// The first value of a signed attribute: the whole element.
    pub fn signed(&self, kind: &str) -> Option<&'a [u8]> {
        attribute(self.signed_attributes?, kind)
    }

    /// The first value of an attribute that is not signed: the whole element.
    pub fn unsigned(&self, kind: &str) -> Option<&'a [u8]> {
        attribute(self.unsigned_attributes?, kind)
    }

    /// What the signature is over, where attributes are signed: their SET OF with its own tag instead of the implicit
    /// one (RFC 5652, 5.4).
    pub fn attributes_as_signed(&self) -> Option<Vec<u8>> {
        let mut octets = self.signed_attributes?.to_vec();
        *octets.first_mut()? = 0x31;
        Some(octets)
    }
}

fn attribute<'a>(attributes: &'a [u8], kind: &str) -> Option<&'a [u8]> {
    let mut list = Reader::new(attributes).element().ok()?.inside().ok()?;
    while let Ok(Some(attribute)) = list.next_element() {
        let mut parts = attribute.inside().ok()?;
        if parts.element().ok()?.oid().ok()?.is(kind) {
            return Some(parts.enter(Tag::SET).ok()?.element().ok()?.raw);
        }
    }
    None
}
