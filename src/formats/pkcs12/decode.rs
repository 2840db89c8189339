//! From bytes to a store: safes opened in order, bags read, and the MAC checked last, as Java does.

use std::thread;

use super::bag::{self, Value};
use super::der::{all, enter_sequence, integer, is_sequence, octets, oid, outermost, required, sequence};
use super::entries::Entries;
use super::fault::{At, DerFault, Pkcs12Error, SafeFault};
use crate::asn1::{Element, Oid, Reader, Tag};
use crate::crypto::pbe::{PasswordForm, PbeError, Scheme};
use crate::crypto::pkcs12_mac::{Mac, MacAlgorithm, MacError, MacKey};
use crate::keystore::{
    Bag, BagPlace, Format, Integrity, Pkcs12Layout, Provenance, RefusedByJava, Role, Safe, SafeProtection,
    Slice, Store,
};
use crate::secret::Password;

pub(super) const DATA: &str = "1.2.840.113549.1.7.1";
pub(super) const ENCRYPTED_DATA: &str = "1.2.840.113549.1.7.6";
/// Java: `Salt must be at least 8 bytes long`.
const MIN_MAC_SALT: usize = 8;

/// Reads a PKCS#12 store (RFC 7292), in DER or BER.
///
/// Without a password encrypted safes stay closed and the MAC unchecked, as with Java. Keys stay encrypted in any case.
/// The store's entries are those that JDK 25 sees; what it does not see is kept in the store's layout.
///
/// # Errors
/// Any [`Pkcs12Error`]; the first that Java would meet.
pub fn decode(bytes: Slice, password: Option<&Password>) -> Result<Store, Pkcs12Error> {
    let pfx = Pfx::read(&bytes, password.is_some())?;
    let mac = password.and(pfx.mac_data.as_ref()).map(read_mac);
    let first_form = password.map_or(PasswordForm::Standard, first_form);
    // The two slow derivations, of the MAC's key and of the safes' keys, do not need each other.
    let (safes, mac_key) = thread::scope(|scope| {
        let mac_key = match (&mac, password) {
            // Where no thread can be had, the key is derived below.
            (Some(Ok(mac)), Some(password)) => {
                thread::Builder::new().spawn_scoped(scope, || mac.algorithm.key(password, first_form)).ok()
            }
            _ => None,
        };
        let safes = read_safes(&pfx.content, password);
        (safes, mac_key.map(|handle| handle.join()))
    });
    let (safes, mut entries) = safes?;
    let mac = mac.transpose()?;
    let mut layout = Pkcs12Layout {
        file: bytes.clone(),
        safes,
        mac,
        mac_data: pfx.mac_data.map(|mac_data| bytes.part(mac_data.raw)),
        mac_form: first_form,
        password: password.cloned(),
        refused_by_java: entries.refused.take(),
    };
    let integrity = match (&layout.mac, password, &layout.mac_data) {
        (Some(mac), Some(password), _) => {
            let key = match mac_key {
                Some(Ok(key)) => key,
                _ => mac.algorithm.key(password, first_form),
            };
            match check_mac(mac, key, first_form, password, &pfx.content)? {
                Some(form) => layout.mac_form = form,
                None => return Err(mismatch(&layout)),
            }
            Integrity::Verified
        }
        (_, _, Some(_)) => Integrity::NotChecked,
        (_, _, None) => Integrity::Absent,
    };
    let provenance = Provenance { integrity, layout: None, ..Provenance::new(Format::Pkcs12) };
    Ok(entries.into_store(provenance, layout))
}

fn first_form(password: &Password) -> PasswordForm {
    PasswordForm::candidates(password).first().copied().unwrap_or(PasswordForm::Standard)
}

/// The parts of a PFX (RFC 7292, 4).
struct Pfx<'a> {
    /// The octets of the AuthenticatedSafe, which are what the MAC is over.
    content: Slice,
    mac_data: Option<Element<'a>>,
}

impl<'a> Pfx<'a> {
    /// Java: without a password, what follows the safes is not looked at.
    fn read(bytes: &'a Slice, has_password: bool) -> Result<Self, Pkcs12Error> {
        let mut fields = super::der::constructed(&outermost(bytes)?)?;
        let version = integer(&required(&mut fields)?)?;
        if version != 3 {
            return Err(Pkcs12Error::Version(version));
        }
        let (kind, content) = content_info(&required(&mut fields)?)?;
        if !kind.is(DATA) {
            return Err(Pkcs12Error::ContentType(kind));
        }
        let content = content.ok_or(At { fault: DerFault::NoContent, offset: 0 })?;
        let content = bag::slice(bytes, &content)?;
        let mac_data = match super::der::next(&mut fields, 0) {
            Err(error) if has_password => return Err(error.into()),
            other => other.ok().flatten(),
        };
        Ok(Self { content, mac_data })
    }
}

/// A ContentInfo's type, and the element in its content, whatever the tag around that.
fn content_info<'a>(element: &Element<'a>) -> Result<(Oid, Option<Element<'a>>), At> {
    if !is_sequence(element) {
        return Err(At { fault: DerFault::NotTheCorrectTag, offset: element.offset });
    }
    let fields = all(element.inside()?)?;
    match fields.as_slice() {
        [kind] => Ok((oid(kind)?, None)),
        [kind, content] => {
            let kind = oid(kind)?;
            let inside = all(content.inside()?)?;
            match inside.as_slice() {
                [inside] => Ok((kind, Some(*inside))),
                _ => Err(At { fault: DerFault::ContentInfoEncoding, offset: content.offset }),
            }
        }
        _ => Err(At { fault: DerFault::ContentInfoLength, offset: element.offset }),
    }
}

fn read_mac(mac_data: &Element<'_>) -> Result<Mac, Pkcs12Error> {
    if !is_sequence(mac_data) {
        return Err(At { fault: DerFault::NotTheCorrectTag, offset: mac_data.offset }.into());
    }
    let fields = all(mac_data.inside().map_err(At::from)?)?;
    let (digest_info, salt, iterations) = match fields.as_slice() {
        [digest_info, salt] => (digest_info, salt, None),
        [digest_info, salt, iterations] => (digest_info, salt, Some(iterations)),
        _ => return Err(At { fault: DerFault::MacDataLength, offset: mac_data.offset }.into()),
    };
    if !is_sequence(digest_info) {
        return Err(At { fault: DerFault::NotTheCorrectTag, offset: digest_info.offset }.into());
    }
    let parts = all(digest_info.inside().map_err(At::from)?)?;
    let [identifier, value] = parts.as_slice() else {
        return Err(At { fault: DerFault::MacDataLength, offset: digest_info.offset }.into());
    };
    check_identifier(identifier)?;
    let value = octets(value)?.into_owned();
    let salt = octets(salt)?.into_owned();
    let iterations = iterations.map_or(Ok(1), integer)?;
    Mac::from_parts(identifier, value, salt, iterations).map_err(Pkcs12Error::MacParameters)
}

/// What Java asks of an AlgorithmIdentifier before it looks at what it identifies.
fn check_identifier(identifier: &Element<'_>) -> Result<(), At> {
    if !is_sequence(identifier) {
        return Err(At { fault: DerFault::AlgorithmNotSequence, offset: identifier.offset });
    }
    let fields = all(identifier.inside()?)?;
    oid(fields.first().ok_or(At { fault: DerFault::TooShort, offset: identifier.offset })?)?;
    match fields.get(2) {
        Some(extra) => Err(At { fault: DerFault::AlgorithmExtraData, offset: extra.offset }),
        None => Ok(()),
    }
}

fn check_mac(
    mac: &Mac,
    key: Result<MacKey, MacError>,
    form: PasswordForm,
    password: &Password,
    content: &[u8],
) -> Result<Option<PasswordForm>, Pkcs12Error> {
    if let MacAlgorithm::Pkcs12 { salt, .. } = &mac.algorithm
        && salt.len() < MIN_MAC_SALT
    {
        return Err(Pkcs12Error::MacSaltTooShort(salt.len()));
    }
    if key?.verify(content, &mac.value) {
        return Ok(Some(form));
    }
    for form in PasswordForm::candidates(password).iter().skip(1) {
        if mac.algorithm.key(password, *form)?.verify(content, &mac.value) {
            return Ok(Some(*form));
        }
    }
    Ok(None)
}

/// The error with which Java refuses a file for the sake of one part.
pub(crate) fn refused(part: &RefusedByJava) -> Pkcs12Error {
    match part {
        RefusedByJava::Safe(kind) => Pkcs12Error::ContentType(kind.clone()),
        RefusedByJava::CertificateValue(tag) => At { fault: DerFault::NotOctets(*tag), offset: 0 }.into(),
    }
}

/// The error for a MAC that does not hold: what it refuses in the safes, it refuses before.
fn mismatch(layout: &Pkcs12Layout) -> Pkcs12Error {
    match &layout.refused_by_java {
        Some(part) => refused(part),
        None => Pkcs12Error::MacMismatch {
            certificates: layout
                .certificates()
                .map(|(der, is_encrypted)| (der.clone(), is_encrypted))
                .collect(),
        },
    }
}

/// How many iterations all safes of a file may ask for together: twice what one may.
const MOST_ITERATIONS: i64 = 2 * crate::crypto::pbe::MAX_ITERATIONS as i64;

fn read_safes(content: &Slice, password: Option<&Password>) -> Result<(Vec<Safe>, Entries), Pkcs12Error> {
    let mut entries = Entries::default();
    let mut safes = Vec::new();
    let mut iterations = 0;
    for element in sequence(&mut Reader::new(content))? {
        let number = safes.len();
        let safe = read_safe(content, &element, number, password, &mut entries)?;
        if let SafeProtection::Encrypted { scheme, .. } = &safe.protection {
            iterations += scheme.iterations();
        }
        // Java has no such bound, and no store one of it has made comes near it.
        if iterations > MOST_ITERATIONS {
            return Err(Pkcs12Error::IterationsTooLarge { safe: number, iterations });
        }
        safes.push(safe);
    }
    Ok((safes, entries))
}

fn read_safe(
    file: &Slice,
    element: &Element<'_>,
    number: usize,
    password: Option<&Password>,
    entries: &mut Entries,
) -> Result<Safe, Pkcs12Error> {
    let raw = file.part(element.raw);
    let (kind, content) = content_info(element)?;
    let no_content = At { fault: DerFault::NoContent, offset: element.offset };
    match (kind.to_string().as_str(), password) {
        (DATA, _) => {
            let content = bag::slice(file, &content.ok_or(no_content)?)?;
            let bags = read_bags(&content, number, entries)?;
            Ok(Safe { raw, protection: SafeProtection::Open, bags })
        }
        (ENCRYPTED_DATA, None) => Ok(Safe { raw, protection: SafeProtection::Locked, bags: Vec::new() }),
        (ENCRYPTED_DATA, Some(password)) => {
            let (scheme, ciphertext) = encrypted(&content.ok_or(no_content)?, number)?;
            let (form, bags) = open(scheme.as_ref(), &ciphertext, password, number, entries)
                .map_err(|source| Pkcs12Error::WrongPassword { safe: number, source })?;
            let scheme = scheme.map_err(|source| Pkcs12Error::Parameters { safe: number, source })?;
            Ok(Safe { raw, protection: SafeProtection::Encrypted { scheme, form }, bags })
        }
        _ => {
            entries.refused.get_or_insert_with(|| RefusedByJava::Safe(kind.clone()));
            Ok(Safe { raw, protection: SafeProtection::Opaque(kind), bags: Vec::new() })
        }
    }
}

/// The scheme and the ciphertext of an EncryptedData. A scheme that nobody knows is not an error yet: for Java it is
/// one like a wrong password.
fn encrypted(content: &Element<'_>, safe: usize) -> Result<(Result<Scheme, PbeError>, Vec<u8>), Pkcs12Error> {
    let mut fields = super::der::constructed(content)?;
    integer(&required(&mut fields)?)?;
    let info = enter_sequence(&mut fields)?;
    let offset = info.offset();
    let parts = all(info)?;
    let [_, identifier, ciphertext] = parts.as_slice() else {
        return Err(At { fault: DerFault::EncryptedContentInfoLength, offset }.into());
    };
    if ciphertext.tag != Tag::context(0) {
        let fault = DerFault::EncryptedContentType(ciphertext.identifier());
        return Err(At { fault, offset: ciphertext.offset }.into());
    }
    check_identifier(identifier)?;
    let scheme = Scheme::read(identifier.raw);
    match &scheme {
        Ok(scheme) if scheme.iterations() > i64::from(crate::crypto::pbe::MAX_ITERATIONS) => {
            return Err(Pkcs12Error::IterationsTooLarge { safe, iterations: scheme.iterations() });
        }
        Ok(_) | Err(PbeError::UnknownAlgorithm(_)) => {}
        // Java: PKCS#12's own schemes without parameters fail only later, as unknown ones do.
        Err(PbeError::Parameter(crate::crypto::pbe::Parameter::Missing)) => {}
        Err(source) => return Err(Pkcs12Error::Parameters { safe, source: source.clone() }),
    }
    Ok((scheme, ciphertext.octets().map_err(At::from)?.into_owned()))
}

fn open(
    scheme: Result<&Scheme, &PbeError>,
    ciphertext: &[u8],
    password: &Password,
    number: usize,
    entries: &mut Entries,
) -> Result<(PasswordForm, Vec<Bag>), SafeFault> {
    let scheme = scheme.map_err(Clone::clone)?;
    let candidates = PasswordForm::candidates(password);
    for (position, form) in candidates.iter().enumerate() {
        let is_last = position + 1 == candidates.len();
        match scheme.decrypt(password, *form, ciphertext) {
            Err(error) if is_last => return Err(error.into()),
            Err(_) => {}
            Ok(plain) => {
                let plain = if bag::all_public(plain.expose()) {
                    plain.into_vec().into()
                } else {
                    Slice::from(plain)
                };
                // A wrong form's padding is right once in 256 times; what it gives is no SEQUENCE then.
                if !is_last && sequence(&mut Reader::new(&plain)).is_err() {
                    continue;
                }
                let bags = read_bags(&plain, number, entries).map_err(Box::new)?;
                return Ok((*form, bags));
            }
        }
    }
    Err(PbeError::Cipher(crate::crypto::cipher::CipherError::Padding).into())
}

fn read_bags(content: &Slice, safe: usize, entries: &mut Entries) -> Result<Vec<Bag>, Pkcs12Error> {
    let elements = sequence(&mut Reader::new(content))?;
    let mut bags = Vec::with_capacity(elements.len());
    for element in &elements {
        let (value, attributes) = bag::read(content, element, &mut entries.refused)?;
        let role = match &value {
            Value::Certificate(der) => Role::Certificate { der: der.clone() },
            _ => Role::Unseen,
        };
        entries.add(BagPlace { safe, bag: bags.len() }, value, attributes);
        bags.push(Bag { raw: content.part(element.raw), role, rewritten: None });
    }
    Ok(bags)
}

#[cfg(test)]
mod tests {
    use super::super::bag::SHROUDED_KEY_BAG;
    use super::super::write::{encrypted_data, pfx, sequence};
    use super::*;
    use crate::asn1::Writer;
    use crate::machine::Machine;

    #[test]
    fn a_key_that_lies_open_in_an_encrypted_safe_is_wiped() {
        let machine = Machine::new(jiff::Timestamp::UNIX_EPOCH, [], Box::new(|_| Ok(())));
        let password = Password::new("p");
        let scheme = Scheme::fresh("PBEWithHmacSHA256AndAES_256", 1, &machine).unwrap().unwrap();
        let key_bag = "1.2.840.113549.1.12.10.1.1";
        for (kind, is_secret) in [(key_bag, true), ("1.2.3", true), (SHROUDED_KEY_BAG, false)] {
            let mut bag = Writer::default();
            bag.constructed(Tag::SEQUENCE, |writer| {
                writer.oid(&kind.parse::<Oid>().unwrap());
                writer.constructed(Tag::context(0), |writer| writer.raw(&[0x30, 0]));
            });
            let content = Writer::sequence_of(&bag.finish());
            let ciphertext = scheme.encrypt(&password, PasswordForm::Standard, &content).unwrap();
            let safe = encrypted_data(&scheme.write(), &ciphertext);
            let file = pfx(sequence(safe.into()), &[]).to_vec();
            let store = decode(file.into(), Some(&password)).unwrap();
            let safe = &store.provenance.layout.as_ref().unwrap().safes[0];
            assert_eq!(safe.bags[0].raw.is_secret(), is_secret, "{kind}");
        }
    }
}
