//! The numbers of IANA's TLS registries with Java's names for them.

use std::sync::LazyLock;

/// A number of a registry, and what Java calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// The number.
    pub number: u16,
    /// Java's name.
    pub name: &'static str,
}

pub(super) const fn named(number: u16, name: &'static str) -> Named {
    Named { number, name }
}

/// The versions, the newest first.
pub(super) const VERSIONS: [Named; 5] = [
    named(0x0304, "TLSv1.3"),
    named(0x0303, "TLSv1.2"),
    named(0x0302, "TLSv1.1"),
    named(0x0301, "TLSv1"),
    named(0x0300, "SSLv3"),
];

/// The promise of safe renegotiation, which goes for a suite.
pub(super) const RENEGOTIATION: u16 = 0x00FF;

/// Number, tab, name, by number: the suites that Java has a name for, most of which it does not speak.
///
/// Recorded: a server chose each of IANA's suites, and JDK 25 said which it would not have.
/// Recipe: testdata/make/hellos/chosen.py.
static SUITES: LazyLock<Vec<Named>> = LazyLock::new(|| {
    let lines = include_str!("suites.tsv").lines().filter_map(|line| line.split_once('\t'));
    lines.filter_map(|(number, name)| Some(named(u16::from_str_radix(number, 16).ok()?, name))).collect()
});

/// What Java calls a cipher suite; `None` for one that it does not know.
///
/// Java: the suites that there were before TLS have kept their names, `SSL_RSA_WITH_3DES_EDE_CBC_SHA`.
pub fn suite(number: u16) -> Option<Named> {
    let place = SUITES.binary_search_by_key(&number, |suite| suite.number).ok()?;
    SUITES.get(place).copied()
}

/// The cipher suite that Java calls so; IANA's name does as well where the two differ.
pub fn suite_named(name: &str) -> Option<Named> {
    SUITES.iter().find(|suite| suite.name == name || is_alias(suite.name, name)).copied()
}

fn is_alias(own: &str, name: &str) -> bool {
    match (own.strip_prefix("SSL_"), name.strip_prefix("TLS_")) {
        (Some(own), Some(name)) => own == name,
        _ => false,
    }
}

/// What Java calls a group of key agreement; `None` for one that it does not know.
pub fn group(number: u16) -> Option<Named> {
    super::groups::known(number).map(|group| group.named)
}
