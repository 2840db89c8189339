//! Tags: class and number.

/// The class of a tag (X.690, 8.1.2.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// Defined by ASN.1 itself.
    Universal,
    /// Defined by an application.
    Application,
    /// Defined by the surrounding structure.
    Context,
    /// Private.
    Private,
}

/// Class and number of an element; whether it is constructed is the element's own affair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tag {
    /// The class.
    pub class: Class,
    /// The number within the class.
    pub number: u32,
}

impl Tag {
    /// BOOLEAN.
    pub const BOOLEAN: Self = Self::universal(1);
    /// INTEGER.
    pub const INTEGER: Self = Self::universal(2);
    /// BIT STRING.
    pub const BIT_STRING: Self = Self::universal(3);
    /// OCTET STRING.
    pub const OCTET_STRING: Self = Self::universal(4);
    /// NULL.
    pub const NULL: Self = Self::universal(5);
    /// OBJECT IDENTIFIER.
    pub const OID: Self = Self::universal(6);
    /// ENUMERATED.
    pub const ENUMERATED: Self = Self::universal(10);
    /// UTF8String.
    pub const UTF8_STRING: Self = Self::universal(12);
    /// SEQUENCE and SEQUENCE OF.
    pub const SEQUENCE: Self = Self::universal(16);
    /// SET and SET OF.
    pub const SET: Self = Self::universal(17);
    /// PrintableString.
    pub const PRINTABLE_STRING: Self = Self::universal(19);
    /// T61String (TeletexString).
    pub const T61_STRING: Self = Self::universal(20);
    /// IA5String.
    pub const IA5_STRING: Self = Self::universal(22);
    /// UTCTime.
    pub const UTC_TIME: Self = Self::universal(23);
    /// GeneralizedTime.
    pub const GENERALIZED_TIME: Self = Self::universal(24);
    /// GeneralString.
    pub const GENERAL_STRING: Self = Self::universal(27);
    /// UniversalString.
    pub const UNIVERSAL_STRING: Self = Self::universal(28);
    /// BMPString.
    pub const BMP_STRING: Self = Self::universal(30);

    /// The tag `number` of the universal class.
    pub const fn universal(number: u32) -> Self {
        Self { class: Class::Universal, number }
    }

    /// The tag `[number]`.
    pub const fn context(number: u32) -> Self {
        Self { class: Class::Context, number }
    }
}
