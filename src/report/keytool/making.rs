//! Java's words for what is wrong with names, extensions, dates and serial numbers as people type them.

use super::certificate::{Exception, exception};
use crate::jvm::zone::StartFault;
use crate::x509::build::extensions::NameFault as GeneralNameFault;
use crate::x509::build::{
    Ambiguous, ExtensionFault, IdentifierFault, NameFault, NameQuoting, NumberFault, RevocationFault,
};

const IO: &str = "java.io.IOException";
const EXCEPTION: &str = "java.lang.Exception";
const RUNTIME: &str = "java.lang.RuntimeException";
const ILLEGAL_ARGUMENT: &str = "java.lang.IllegalArgumentException";
const NUMBER_FORMAT: &str = "java.lang.NumberFormatException";

/// What `-dname` throws.
pub fn name(fault: &NameFault) -> Exception {
    let message = match fault {
        NameFault::EmptyAttribute { rdn } => format!("empty AVA in RDN \"{rdn}\""),
        NameFault::Format => "Incorrect AVA format".into(),
        NameFault::Keyword(keyword) => format!("Invalid keyword \"{keyword}\""),
        NameFault::Identifier(fault) => identifier(fault),
        NameFault::Unescaped(character) => format!("Character '{character}' in AVA appears without escape"),
        NameFault::Escape { character, quoted: NameQuoting::Plain } => {
            format!("Invalid escaped character in AVA: '{}'", shown(*character))
        }
        NameFault::Escape { character, quoted: NameQuoting::Quoted } => {
            format!("Invalid escaped character in AVA: {}", shown(*character))
        }
        NameFault::EscapeDigits { ended: true } => {
            "unexpected EOF - escaped hex value must include two valid digits".into()
        }
        NameFault::EscapeDigits { ended: false } => "escaped hex value must include two valid digits".into(),
        NameFault::TrailingBackslash => "Invalid trailing backslash".into(),
        NameFault::QuoteOpen => "Quoted string did not end in quote".into(),
        NameFault::AfterQuote => "AVA had characters other than whitespace after terminating quote".into(),
        NameFault::NoHexadecimal => "AVA parse, zero hex digits".into(),
        NameFault::OddHexadecimal => "AVA parse, odd number of hex digits".into(),
        NameFault::Hexadecimal(character) => format!("AVA parse, invalid hex digit: {}", shown(*character)),
        NameFault::Element(fault) => return exception(fault),
    };
    Exception { class: IO, message }
}

/// Java: has half of a character that is more than one unit of UTF-16, and cannot write that.
fn shown(character: char) -> char {
    if character.len_utf16() > 1 { '?' } else { character }
}

/// What Java says of text that is no object identifier.
pub fn identifier(fault: &IdentifierFault) -> String {
    // Java: these end with a blank.
    match fault {
        IdentifierFault::TooFew => "ObjectIdentifier() -- Must be at least two oid components ".into(),
        IdentifierFault::First => "ObjectIdentifier() -- First oid component is invalid ".into(),
        IdentifierFault::Second => "ObjectIdentifier() -- Second oid component is invalid ".into(),
        IdentifierFault::Negative { place } => {
            format!("ObjectIdentifier() -- oid component #{place} must be non-negative ")
        }
        IdentifierFault::Number(fault) => {
            format!("ObjectIdentifier() -- Invalid format: {NUMBER_FORMAT}: {}", number(fault))
        }
        IdentifierFault::TooLong { octets } => format!(
            "ObjectIdentifier encoded length exceeds the restriction in JDK (OId length(>=): {octets}, Restriction: 4096)"
        ),
    }
}

fn number(fault: &NumberFault) -> String {
    match fault {
        NumberFault::Input(text) => format!("For input string: \"{text}\""),
        NumberFault::EmbeddedSign => "Illegal embedded sign character".into(),
        NumberFault::Empty => "Zero length BigInteger".into(),
    }
}

/// What `-ext` throws.
pub fn extension(fault: &ExtensionFault) -> Exception {
    let (class, message) = match fault {
        ExtensionFault::Ambiguous(Ambiguous { word, choices }) => {
            (EXCEPTION, format!("command {word} is ambiguous:\n     {}", choices.join(" ")))
        }
        ExtensionFault::Identifier(fault) => (RUNTIME, format!("{IO}: {}", identifier(fault))),
        ExtensionFault::Value(all) => (EXCEPTION, format!("Illegal value: {all}")),
        ExtensionFault::Item { item, all } => (EXCEPTION, format!("Illegal item {item} in {all}")),
        ExtensionFault::KeyUsage(word) => (EXCEPTION, format!("Unknown keyUsage type: {word}")),
        ExtensionFault::KeyPurpose(word) => (EXCEPTION, format!("Unknown extendedkeyUsage type: {word}")),
        ExtensionFault::AccessMethod(word) => (EXCEPTION, format!("Unknown AccessDescription type: {word}")),
        ExtensionFault::NameKind(word) => (EXCEPTION, format!("Unrecognized GeneralName type: {word}")),
        ExtensionFault::Name(GeneralNameFault::PrefixNumber(text)) => {
            (NUMBER_FORMAT, format!("For input string: \"{text}\""))
        }
        ExtensionFault::Name(fault) => (RUNTIME, general_name(fault)),
        ExtensionFault::NeverCritical(all) => {
            (EXCEPTION, format!("This extension cannot be marked as critical. {all}"))
        }
        ExtensionFault::Number(text) => (NUMBER_FORMAT, format!("For input string: \"{text}\"")),
        ExtensionFault::NoNames => (ILLEGAL_ARGUMENT, "names cannot be null or empty".into()),
        ExtensionFault::NoPurposes => (ILLEGAL_ARGUMENT, "key usages cannot be null or empty".into()),
        ExtensionFault::NoAccess { of_subject: false } => {
            (ILLEGAL_ARGUMENT, "accessDescriptions is null or empty".into())
        }
        ExtensionFault::NoAccess { of_subject: true } => {
            (ILLEGAL_ARGUMENT, "accessDescriptions cannot be null or empty".into())
        }
        ExtensionFault::NoPoints => {
            ("java.lang.IndexOutOfBoundsException", "Range [1, 1 + -1) out of bounds for length 32".into())
        }
        ExtensionFault::OddHexadecimal(all) => (EXCEPTION, format!("Odd number of hex digits found: {all}")),
        ExtensionFault::NotThere(decimals) => {
            (RUNTIME, format!("{IO}: No extension found with name {decimals}"))
        }
        ExtensionFault::NotRequested => (
            "java.lang.NullPointerException",
            "Cannot invoke \"sun.security.x509.Extension.isCritical()\" because \"<local17>\" is null".into(),
        ),
    };
    Exception { class, message }
}

fn general_name(fault: &GeneralNameFault) -> String {
    let unknown_host = |text: String| format!("java.net.UnknownHostException: {text}");
    let reason = match fault {
        GeneralNameFault::DnsEmpty => "DNSName must not be null or empty".into(),
        GeneralNameFault::DnsBlank => "DNSName with blank components is not permitted".into(),
        GeneralNameFault::DnsOuterDot => "DNSName may not begin or end with a .".into(),
        GeneralNameFault::DnsEmptyPart => "DNSName with empty components are not permitted".into(),
        GeneralNameFault::DnsStart { wildcard: false } => {
            "DNSName components must begin with a letter or digit".into()
        }
        GeneralNameFault::DnsStart { wildcard: true } => {
            "DNSName components must begin with a letter, digit, or the first component can have only a wildcard character *"
                .into()
        }
        GeneralNameFault::DnsCharacter => "DNSName components must consist of letters, digits, and hyphens".into(),
        GeneralNameFault::EmailEmpty => "RFC822Name may not be null or empty".into(),
        GeneralNameFault::EmailEnd => "RFC822Name may not end with @".into(),
        GeneralNameFault::UriScheme(uri) => format!("URI name must include scheme:{uri}"),
        GeneralNameFault::UriHostName(uri) => format!(
            "invalid URI name (host portion is not a valid DNSName, IPv4 address, or IPv6 address):{uri}"
        ),
        GeneralNameFault::UriHostAddress(uri) => {
            format!("invalid URI name (host portion is not a valid IPv6 address):{uri}")
        }
        GeneralNameFault::Uri(uri) => format!("invalid URI name:{uri}"),
        GeneralNameFault::AddressEmpty => "IPAddress cannot be null or empty".into(),
        GeneralNameFault::Address(text) => format!("Invalid IPAddress: {text}"),
        GeneralNameFault::AddressUnknown(text) => {
            return unknown_host(format!("{text}: Name or service not known"));
        }
        GeneralNameFault::Address6(text) => return unknown_host(format!("{text}: invalid IPv6 address literal")),
        GeneralNameFault::Prefix(bits) => {
            format!("IPv6Address prefix length ({bits}) in out of valid range [0,128]")
        }
        GeneralNameFault::PrefixNumber(text) => format!("For input string: \"{text}\""),
        GeneralNameFault::Identifier(fault) => format!("Unable to create OIDName: {IO}: {}", identifier(fault)),
    };
    format!("{IO}: {reason}")
}

/// What `-startdate` throws.
pub fn start(fault: &StartFault) -> Exception {
    match fault {
        StartFault::Form => Exception { class: IO, message: "Illegal startdate value".into() },
        StartFault::Number(text) => {
            Exception { class: NUMBER_FORMAT, message: format!("For input string: \"{text}\"") }
        }
    }
}

/// What `-id` throws.
pub fn revocation(fault: &RevocationFault) -> Exception {
    match fault {
        RevocationFault::Number(fault) => Exception { class: NUMBER_FORMAT, message: number(fault) },
        RevocationFault::Reason => {
            Exception { class: EXCEPTION, message: "Reason code must be positive".into() }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::x509::build::{Extensions, of_words};

    fn unescaped(text: &str) -> String {
        text.replace('␤', "\n").replace('␉', "\t")
    }

    /// Names and what JDK 25 made of them: `name<TAB>DER in hexadecimal` or `name<TAB>!exception`; a line break is `␤`, a
    /// tab `␉`. Recipe: testdata/make/making/record.py.
    #[test]
    fn names_are_those_of_java() {
        let recorded = include_str!("../../../testdata/making/names.tsv");
        let mut wrong = Vec::new();
        for line in recorded.lines() {
            let (typed, expected) = line.rsplit_once('\t').unwrap();
            let typed = unescaped(typed);
            let made = match of_words(&typed) {
                Ok(der) => der.iter().map(|octet| format!("{octet:02x}")).collect(),
                Err(fault) => format!("!{}", name(&fault)),
            };
            if made != unescaped(expected) {
                wrong.push(format!("{typed:?}\n  {made}\n  {expected}"));
            }
        }
        assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), recorded.lines().count(), wrong.join("\n"));
    }

    /// `-ext` and the extensions that JDK 25 put into a request, without the key's identifier: words<TAB>DER or !exception.
    /// Recipe: testdata/make/making/record.py.
    #[test]
    fn extensions_are_those_of_java() {
        let recorded = include_str!("../../../testdata/making/extensions.tsv");
        let mut wrong = Vec::new();
        for line in recorded.lines() {
            let (typed, expected) = line.rsplit_once('\t').unwrap();
            let typed = unescaped(typed);
            let mut extensions = Extensions::default();
            let made = match extensions.apply([typed.as_str()], None) {
                Ok(()) => {
                    let mut writer = crate::asn1::Writer::default();
                    extensions.write(&mut writer);
                    writer.finish().iter().map(|octet| format!("{octet:02x}")).collect()
                }
                Err(fault) => format!("!{}", extension(&fault)),
            };
            if made != unescaped(expected) {
                wrong.push(format!("{typed:?}\n  {made}\n  {expected}"));
            }
        }
        assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), recorded.lines().count(), wrong.join("\n"));
    }
}
