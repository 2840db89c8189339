//! The elliptic curves Java has names for, and what it answers where they are asked for by size.

/// A curve that Java knows by name.
#[derive(Debug, PartialEq, Eq)]
pub struct NamedCurve {
    /// Its first name, which Java prints.
    pub name: &'static str,
    /// The others.
    pub also: &'static [&'static str],
    /// Its identifier, in dotted decimals.
    pub oid: &'static str,
    /// The size in bits for which Java takes this one, where several have it.
    first_of_size: Option<i32>,
}

impl NamedCurve {
    /// The curve with this identifier, in dotted decimals.
    pub fn with_oid(dotted: &str) -> Option<&'static Self> {
        CURVES.iter().find(|curve| curve.oid == dotted)
    }
}

/// The curve with this name, in any case, or with this identifier.
pub(super) fn named(name: &str) -> Option<&'static NamedCurve> {
    CURVES.iter().find(|curve| {
        curve.oid == name
            || curve.name.eq_ignore_ascii_case(name)
            || curve.also.iter().any(|also| also.eq_ignore_ascii_case(name))
    })
}

/// The curve that Java takes for this size.
pub(super) fn sized(bits: i32) -> Option<&'static NamedCurve> {
    CURVES.iter().find(|curve| curve.first_of_size == Some(bits))
}

/// Observed with JDK 25: `-groupname` with every name, `-keysize` with every number from 100 to 600.
#[rustfmt::skip]
static CURVES: &[NamedCurve] = &[
    NamedCurve { name: "X9.62 c2tnb191v1", also: &[], oid: "1.2.840.10045.3.0.5", first_of_size: Some(191) },
    NamedCurve { name: "X9.62 c2tnb191v2", also: &[], oid: "1.2.840.10045.3.0.6", first_of_size: None },
    NamedCurve { name: "X9.62 c2tnb191v3", also: &[], oid: "1.2.840.10045.3.0.7", first_of_size: None },
    NamedCurve { name: "X9.62 c2tnb239v1", also: &[], oid: "1.2.840.10045.3.0.11", first_of_size: None },
    NamedCurve { name: "X9.62 c2tnb239v2", also: &[], oid: "1.2.840.10045.3.0.12", first_of_size: None },
    NamedCurve { name: "X9.62 c2tnb239v3", also: &[], oid: "1.2.840.10045.3.0.13", first_of_size: None },
    NamedCurve { name: "X9.62 c2tnb359v1", also: &[], oid: "1.2.840.10045.3.0.18", first_of_size: Some(359) },
    NamedCurve { name: "X9.62 c2tnb431r1", also: &[], oid: "1.2.840.10045.3.0.20", first_of_size: Some(431) },
    NamedCurve { name: "secp192r1", also: &["NIST P-192", "X9.62 prime192v1"], oid: "1.2.840.10045.3.1.1", first_of_size: Some(192) },
    NamedCurve { name: "X9.62 prime192v2", also: &[], oid: "1.2.840.10045.3.1.2", first_of_size: None },
    NamedCurve { name: "X9.62 prime192v3", also: &[], oid: "1.2.840.10045.3.1.3", first_of_size: None },
    NamedCurve { name: "X9.62 prime239v1", also: &[], oid: "1.2.840.10045.3.1.4", first_of_size: Some(239) },
    NamedCurve { name: "X9.62 prime239v2", also: &[], oid: "1.2.840.10045.3.1.5", first_of_size: None },
    NamedCurve { name: "X9.62 prime239v3", also: &[], oid: "1.2.840.10045.3.1.6", first_of_size: None },
    NamedCurve { name: "secp256r1", also: &["NIST P-256", "X9.62 prime256v1"], oid: "1.2.840.10045.3.1.7", first_of_size: Some(256) },
    NamedCurve { name: "brainpoolP160r1", also: &[], oid: "1.3.36.3.3.2.8.1.1.1", first_of_size: None },
    NamedCurve { name: "brainpoolP192r1", also: &[], oid: "1.3.36.3.3.2.8.1.1.3", first_of_size: None },
    NamedCurve { name: "brainpoolP224r1", also: &[], oid: "1.3.36.3.3.2.8.1.1.5", first_of_size: None },
    NamedCurve { name: "brainpoolP256r1", also: &[], oid: "1.3.36.3.3.2.8.1.1.7", first_of_size: None },
    NamedCurve { name: "brainpoolP320r1", also: &[], oid: "1.3.36.3.3.2.8.1.1.9", first_of_size: Some(320) },
    NamedCurve { name: "brainpoolP384r1", also: &[], oid: "1.3.36.3.3.2.8.1.1.11", first_of_size: None },
    NamedCurve { name: "brainpoolP512r1", also: &[], oid: "1.3.36.3.3.2.8.1.1.13", first_of_size: Some(512) },
    NamedCurve { name: "sect163k1", also: &["NIST K-163"], oid: "1.3.132.0.1", first_of_size: None },
    NamedCurve { name: "sect163r1", also: &[], oid: "1.3.132.0.2", first_of_size: None },
    NamedCurve { name: "sect239k1", also: &[], oid: "1.3.132.0.3", first_of_size: None },
    NamedCurve { name: "sect113r1", also: &[], oid: "1.3.132.0.4", first_of_size: Some(113) },
    NamedCurve { name: "sect113r2", also: &[], oid: "1.3.132.0.5", first_of_size: None },
    NamedCurve { name: "secp112r1", also: &[], oid: "1.3.132.0.6", first_of_size: Some(112) },
    NamedCurve { name: "secp112r2", also: &[], oid: "1.3.132.0.7", first_of_size: None },
    NamedCurve { name: "secp160r1", also: &[], oid: "1.3.132.0.8", first_of_size: None },
    NamedCurve { name: "secp160k1", also: &[], oid: "1.3.132.0.9", first_of_size: Some(160) },
    NamedCurve { name: "secp256k1", also: &[], oid: "1.3.132.0.10", first_of_size: None },
    NamedCurve { name: "sect163r2", also: &["NIST B-163"], oid: "1.3.132.0.15", first_of_size: Some(163) },
    NamedCurve { name: "sect283k1", also: &["NIST K-283"], oid: "1.3.132.0.16", first_of_size: Some(283) },
    NamedCurve { name: "sect283r1", also: &["NIST B-283"], oid: "1.3.132.0.17", first_of_size: None },
    NamedCurve { name: "sect131r1", also: &[], oid: "1.3.132.0.22", first_of_size: Some(131) },
    NamedCurve { name: "sect131r2", also: &[], oid: "1.3.132.0.23", first_of_size: None },
    NamedCurve { name: "sect193r1", also: &[], oid: "1.3.132.0.24", first_of_size: Some(193) },
    NamedCurve { name: "sect193r2", also: &[], oid: "1.3.132.0.25", first_of_size: None },
    NamedCurve { name: "sect233k1", also: &["NIST K-233"], oid: "1.3.132.0.26", first_of_size: Some(233) },
    NamedCurve { name: "sect233r1", also: &["NIST B-233"], oid: "1.3.132.0.27", first_of_size: None },
    NamedCurve { name: "secp128r1", also: &[], oid: "1.3.132.0.28", first_of_size: Some(128) },
    NamedCurve { name: "secp128r2", also: &[], oid: "1.3.132.0.29", first_of_size: None },
    NamedCurve { name: "secp160r2", also: &[], oid: "1.3.132.0.30", first_of_size: None },
    NamedCurve { name: "secp192k1", also: &[], oid: "1.3.132.0.31", first_of_size: None },
    NamedCurve { name: "secp224k1", also: &[], oid: "1.3.132.0.32", first_of_size: None },
    NamedCurve { name: "secp224r1", also: &["NIST P-224"], oid: "1.3.132.0.33", first_of_size: Some(224) },
    NamedCurve { name: "secp384r1", also: &["NIST P-384"], oid: "1.3.132.0.34", first_of_size: Some(384) },
    NamedCurve { name: "secp521r1", also: &["NIST P-521"], oid: "1.3.132.0.35", first_of_size: Some(521) },
    NamedCurve { name: "sect409k1", also: &["NIST K-409"], oid: "1.3.132.0.36", first_of_size: Some(409) },
    NamedCurve { name: "sect409r1", also: &["NIST B-409"], oid: "1.3.132.0.37", first_of_size: None },
    NamedCurve { name: "sect571k1", also: &["NIST K-571"], oid: "1.3.132.0.38", first_of_size: Some(571) },
    NamedCurve { name: "sect571r1", also: &["NIST B-571"], oid: "1.3.132.0.39", first_of_size: None },
];
