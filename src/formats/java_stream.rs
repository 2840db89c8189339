//! As much of Java's object serialisation (Java Object Serialization Specification, 6) as JCEKS needs: read strictly,
//! built into values, nothing of it ever executed.
//!
//! Only the classes of [`CLASSES`] are taken, only arrays of octets, no data that a class writes by itself. Depth, number
//! of handles and number of fields are bounded; octets stay slices of the input, so nothing is allocated by a length
//! that the input only claims.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use thiserror::Error;

use super::modified_utf8;
use crate::keystore::Alias;

const HEADER: [u8; 4] = [0xac, 0xed, 0, 5];
const NULL: u8 = 0x70;
const REFERENCE: u8 = 0x71;
const CLASS: u8 = 0x72;
const OBJECT: u8 = 0x73;
const TEXT: u8 = 0x74;
const ARRAY: u8 = 0x75;
const END_OF_ANNOTATIONS: u8 = 0x78;
const ENUM: u8 = 0x7e;
const FIRST_HANDLE: u32 = 0x7e_0000;
/// The flags of a class that is serialisable and writes nothing by itself, and the same of an enumeration.
const PLAIN: u8 = 0x02;
const ENUMERATION: u8 = 0x12;

/// A key object has seven handles of its own and a sealed one nine; no stream of ours has more.
const MOST_HANDLES: usize = 64;
/// A key object goes four levels deep.
const DEEPEST: usize = 8;
/// The largest of the classes has four fields.
const MOST_FIELDS: usize = 8;

/// The classes that a JCEKS store is made of, with the numbers of their versions.
pub(super) const CLASSES: &[(&str, u64)] = &[
    ("com.sun.crypto.provider.SealedObjectForKeyProtector", 0xcd57_ca59_e730_bb53),
    ("javax.crypto.SealedObject", 0x3e36_3da6_c3b7_5470),
    ("javax.crypto.spec.SecretKeySpec", 0x5b47_0b66_e230_614d),
    ("java.security.KeyRep", 0xbdf9_4fb3_889a_a543),
    ("java.security.KeyRep$Type", 0),
    ("java.lang.Enum", 0),
    ("[B", 0xacf3_17f8_0608_54e0),
];

/// What is wrong with a stream.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum StreamFault {
    /// It ends too early.
    #[error("the serialised object is cut off")]
    EndOfInput,
    /// A text ends too early, or is not modified UTF-8.
    #[error("malformed text in a serialised object")]
    Text,
    /// It begins like no stream of Java's.
    #[error("no serialised object, but {0:08X}")]
    Header(u32),
    /// A reference to something that was not there before.
    #[error("reference to the unknown handle {0:08X}")]
    Handle(u32),
    /// An array of fewer octets than none.
    #[error("an array of negative length")]
    NegativeLength,
    /// A class that no key is made of, or in another version; it is not loaded.
    #[error("a serialised object of class {0}")]
    ForeignClass(String),
    /// Something that these classes do not have: another kind of object or field, too much of it, or too deep.
    #[error("not the serialised form of a key")]
    Foreign,
}

/// A value of a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Null,
    Text(Rc<str>),
    /// An array of octets, by where they lie in the input.
    Octets(Range<usize>),
    /// A constant of an enumeration, by its name.
    Constant(Rc<str>),
    Object(Rc<Object>),
}

/// An object: the name of its class, and the fields of all its classes by their names.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Object {
    pub(super) class: Rc<str>,
    fields: HashMap<Rc<str>, Value>,
}

impl Object {
    pub(super) fn text(&self, field: &str) -> Option<&str> {
        match self.fields.get(field)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn octets(&self, field: &str) -> Option<Range<usize>> {
        match self.fields.get(field)? {
            Value::Octets(range) => Some(range.clone()),
            _ => None,
        }
    }

    pub(super) fn constant(&self, field: &str) -> Option<&str> {
        match self.fields.get(field)? {
            Value::Constant(name) => Some(name),
            _ => None,
        }
    }
}

#[derive(Debug)]
struct Class {
    name: Rc<str>,
    flags: u8,
    /// The names of its fields; those of its first ones that are primitive come with their sizes.
    fields: Vec<(Rc<str>, usize)>,
    parent: Option<Rc<Class>>,
}

#[derive(Debug, Clone)]
enum Handle {
    Class(Rc<Class>),
    Value(Value),
    /// An object whose fields are being read: nothing of a key refers to itself.
    Unfinished,
}

/// Reads the one object that `bytes` begin with; the answer has the number of octets it takes.
///
/// # Errors
/// [`StreamFault`].
pub(super) fn read(bytes: &[u8]) -> Result<(Value, usize), StreamFault> {
    let mut reader = Reader { bytes, position: 0, handles: Vec::new() };
    let header = reader.array::<4>()?;
    if header != HEADER {
        return Err(StreamFault::Header(u32::from_be_bytes(header)));
    }
    let value = reader.value(0)?;
    Ok((value, reader.position))
}

struct Reader<'a> {
    bytes: &'a [u8],
    position: usize,
    handles: Vec<Handle>,
}

impl Reader<'_> {
    fn array<const N: usize>(&mut self) -> Result<[u8; N], StreamFault> {
        let range = self.take(N)?;
        self.bytes.get(range).and_then(|taken| taken.try_into().ok()).ok_or(StreamFault::EndOfInput)
    }

    fn take(&mut self, length: usize) -> Result<Range<usize>, StreamFault> {
        let end = self.position.checked_add(length).filter(|end| *end <= self.bytes.len());
        let range = self.position..end.ok_or(StreamFault::EndOfInput)?;
        self.position = range.end;
        Ok(range)
    }

    fn octet(&mut self) -> Result<u8, StreamFault> {
        self.array::<1>().map(|[octet]| octet)
    }

    fn text(&mut self) -> Result<Rc<str>, StreamFault> {
        let length = u16::from_be_bytes(self.array()?);
        let range = self.take(length.into()).map_err(|_| StreamFault::Text)?;
        let units = modified_utf8::decode(self.bytes.get(range).unwrap_or_default())
            .map_err(|_| StreamFault::Text)?;
        Ok(Alias::from_utf16(&units).as_str().into())
    }

    fn note(&mut self, handle: Handle) -> Result<usize, StreamFault> {
        if self.handles.len() == MOST_HANDLES {
            return Err(StreamFault::Foreign);
        }
        self.handles.push(handle);
        Ok(self.handles.len() - 1)
    }

    fn settle(&mut self, place: usize, value: &Value) {
        if let Some(handle) = self.handles.get_mut(place) {
            *handle = Handle::Value(value.clone());
        }
    }

    fn referred(&mut self) -> Result<Handle, StreamFault> {
        let number = u32::from_be_bytes(self.array()?);
        let place = number.checked_sub(FIRST_HANDLE).and_then(|place| usize::try_from(place).ok());
        place.and_then(|place| self.handles.get(place)).cloned().ok_or(StreamFault::Handle(number))
    }

    fn value(&mut self, depth: usize) -> Result<Value, StreamFault> {
        if depth > DEEPEST {
            return Err(StreamFault::Foreign);
        }
        match self.octet()? {
            NULL => Ok(Value::Null),
            REFERENCE => match self.referred()? {
                Handle::Value(value) => Ok(value),
                Handle::Class(_) | Handle::Unfinished => Err(StreamFault::Foreign),
            },
            TEXT => {
                let value = Value::Text(self.text()?);
                self.note(Handle::Value(value.clone()))?;
                Ok(value)
            }
            ARRAY => {
                let class = self.class(depth)?.ok_or(StreamFault::Foreign)?;
                if &*class.name != "[B" {
                    return Err(StreamFault::ForeignClass(class.name.to_string()));
                }
                let place = self.note(Handle::Unfinished)?;
                let length = i32::from_be_bytes(self.array()?);
                let length = usize::try_from(length).map_err(|_| StreamFault::NegativeLength)?;
                // Java: its checker refuses an array larger than the file before it looks for its octets.
                let value = Value::Octets(self.take(length).map_err(|_| StreamFault::Foreign)?);
                self.settle(place, &value);
                Ok(value)
            }
            ENUM => {
                let class = self.class(depth)?.ok_or(StreamFault::Foreign)?;
                if class.flags != ENUMERATION {
                    return Err(StreamFault::Foreign);
                }
                let place = self.note(Handle::Unfinished)?;
                let Value::Text(name) = self.value(depth + 1)? else { return Err(StreamFault::Foreign) };
                let value = Value::Constant(name);
                self.settle(place, &value);
                Ok(value)
            }
            OBJECT => {
                let class = self.class(depth)?.ok_or(StreamFault::Foreign)?;
                let place = self.note(Handle::Unfinished)?;
                let mut fields = HashMap::new();
                self.fields(&class, &mut fields, depth)?;
                let value = Value::Object(Rc::new(Object { class: Rc::clone(&class.name), fields }));
                self.settle(place, &value);
                Ok(value)
            }
            _ => Err(StreamFault::Foreign),
        }
    }

    /// The fields of the parent come first.
    fn fields(
        &mut self,
        class: &Class,
        fields: &mut HashMap<Rc<str>, Value>,
        depth: usize,
    ) -> Result<(), StreamFault> {
        if depth > DEEPEST || class.flags != PLAIN {
            return Err(StreamFault::Foreign);
        }
        if let Some(parent) = &class.parent {
            self.fields(parent, fields, depth + 1)?;
        }
        for (name, size) in &class.fields {
            match size {
                0 => {
                    let value = self.value(depth + 1)?;
                    fields.insert(Rc::clone(name), value);
                }
                size => {
                    self.take(*size)?;
                }
            }
        }
        Ok(())
    }

    fn class(&mut self, depth: usize) -> Result<Option<Rc<Class>>, StreamFault> {
        if depth > DEEPEST {
            return Err(StreamFault::Foreign);
        }
        match self.octet()? {
            NULL => return Ok(None),
            REFERENCE => {
                return match self.referred()? {
                    Handle::Class(class) => Ok(Some(class)),
                    _ => Err(StreamFault::Foreign),
                };
            }
            CLASS => {}
            _ => return Err(StreamFault::Foreign),
        }
        let name = self.text()?;
        let version = u64::from_be_bytes(self.array()?);
        if !CLASSES.contains(&(&*name, version)) {
            return Err(StreamFault::ForeignClass(name.to_string()));
        }
        let place = self.note(Handle::Unfinished)?;
        let flags = self.octet()?;
        let count = usize::from(u16::from_be_bytes(self.array()?));
        if count > MOST_FIELDS {
            return Err(StreamFault::Foreign);
        }
        let mut fields = Vec::with_capacity(count);
        for _ in 0..count {
            let size = match self.octet()? {
                b'B' | b'Z' => 1,
                b'C' | b'S' => 2,
                b'F' | b'I' => 4,
                b'D' | b'J' => 8,
                b'L' | b'[' => 0,
                _ => return Err(StreamFault::Foreign),
            };
            let name = self.text()?;
            if size == 0 && !matches!(self.value(depth + 1)?, Value::Text(_)) {
                return Err(StreamFault::Foreign);
            }
            fields.push((name, size));
        }
        if self.octet()? != END_OF_ANNOTATIONS {
            return Err(StreamFault::Foreign);
        }
        let parent = self.class(depth + 1)?;
        let class = Rc::new(Class { name, flags, fields, parent });
        if let Some(handle) = self.handles.get_mut(place) {
            *handle = Handle::Class(Rc::clone(&class));
        }
        Ok(Some(class))
    }
}

/// Writes the streams that JCEKS is made of; the caller counts the handles, which are the same in all of them.
#[derive(Debug)]
pub(super) struct StreamWriter {
    pub(super) bytes: Vec<u8>,
}

impl StreamWriter {
    /// Room for all of it at once: growing would leave a key behind.
    pub(super) fn with_room(octets: usize) -> Self {
        let mut bytes = Vec::with_capacity(octets);
        bytes.extend(HEADER);
        Self { bytes }
    }

    pub(super) fn object(&mut self) {
        self.bytes.push(OBJECT);
    }

    pub(super) fn enumeration(&mut self) {
        self.bytes.push(ENUM);
    }

    /// A class with its fields: the letter of the type, the name, the type where it is no primitive one.
    pub(super) fn class(&mut self, name: &str, fields: &[(u8, &str, FieldType<'_>)]) {
        let version = CLASSES.iter().find(|class| class.0 == name).map_or(0, |class| class.1);
        self.bytes.push(CLASS);
        self.utf(name);
        self.bytes.extend(version.to_be_bytes());
        let is_enumeration = version == 0;
        self.bytes.push(if is_enumeration { ENUMERATION } else { PLAIN });
        self.bytes.extend(u16::try_from(fields.len()).unwrap_or(0).to_be_bytes());
        for (letter, name, kind) in fields {
            self.bytes.push(*letter);
            self.utf(name);
            match kind {
                FieldType::Named(kind) => self.text(kind),
                FieldType::As(handle) => self.reference(*handle),
            }
        }
        self.bytes.push(END_OF_ANNOTATIONS);
    }

    pub(super) fn null(&mut self) {
        self.bytes.push(NULL);
    }

    pub(super) fn reference(&mut self, handle: u32) {
        self.bytes.push(REFERENCE);
        self.bytes.extend((FIRST_HANDLE + handle).to_be_bytes());
    }

    pub(super) fn text(&mut self, text: &str) {
        self.bytes.push(TEXT);
        self.utf(text);
    }

    /// An array of octets; `class` is the handle of the class of such arrays, where it was there before.
    pub(super) fn octets(&mut self, class: Option<u32>, octets: &[u8]) {
        self.bytes.push(ARRAY);
        match class {
            Some(class) => self.reference(class),
            None => {
                self.class("[B", &[]);
                self.null();
            }
        }
        self.bytes.extend(u32::try_from(octets.len()).unwrap_or(0).to_be_bytes());
        self.bytes.extend_from_slice(octets);
    }

    fn utf(&mut self, text: &str) {
        let units: Vec<u16> = text.encode_utf16().collect();
        let text = modified_utf8::encode(&units);
        self.bytes.extend(u16::try_from(text.len()).unwrap_or(0).to_be_bytes());
        self.bytes.extend(text);
    }
}

/// The type of a field that is an object.
#[derive(Debug, Clone, Copy)]
pub(super) enum FieldType<'a> {
    Named(&'a str),
    /// The same text as that of this handle.
    As(u32),
}
