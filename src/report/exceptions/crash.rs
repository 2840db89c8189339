//! Exceptions that were not meant for the chain.

use super::{RUNTIME, wrapped};
use crate::diagnosis::Release;
use crate::pkix::Crash;
use crate::report::keytool::certificate::{Exception, exception};

/// What Java throws where it stumbles.
pub(super) fn of_crash(crash: &Crash, release: Release) -> Vec<Exception> {
    match crash {
        Crash::DisjointDnsNames | Crash::DisjointMailboxes | Crash::DisjointUris => {
            let message = match crash {
                Crash::DisjointDnsNames => "DNSName must not be null or empty",
                Crash::DisjointMailboxes => "RFC822Name may not be null or empty",
                _ => "URI name must include scheme:",
            };
            let cause = Exception { class: "java.io.IOException", message: message.into() };
            wrapped(RUNTIME, "Unexpected error", vec![cause])
        }
        Crash::EmptyDnsConstraint => {
            let message = match release {
                Release::Java21 | Release::Java25 => "Index 0 out of bounds for length 0",
                Release::Java8 => "String index out of range: -1",
                _ => "String index out of range: 0",
            };
            vec![Exception { class: "java.lang.StringIndexOutOfBoundsException", message: message.into() }]
        }
        Crash::AddressTooShort => {
            let message = match release {
                Release::Java8 => "4",
                _ => "Index 4 out of bounds for length 4",
            };
            vec![Exception { class: "java.lang.ArrayIndexOutOfBoundsException", message: message.into() }]
        }
        Crash::OtherNameConstraint | Crash::RegisteredIdConstraint => {
            let message = match crash {
                Crash::OtherNameConstraint => {
                    "Narrowing, widening, and matching are not supported for OtherName."
                }
                _ => "Narrowing and widening are not supported for OIDNames",
            };
            vec![Exception { class: "java.lang.UnsupportedOperationException", message: message.into() }]
        }
        Crash::DisjointAddresses | Crash::NoHostInUri => {
            let is_uri = *crash == Crash::NoHostInUri;
            // Java: names the variable where the runtime still knows it, as Debian's 17 does.
            let message = match (release, is_uri) {
                (Release::Java8 | Release::Java11, _) => "",
                (Release::Java17, true) => {
                    "Cannot invoke \"String.equalsIgnoreCase(String)\" because \"otherHost\" is null"
                }
                (_, true) => "Cannot invoke \"String.equalsIgnoreCase(String)\" because \"<local3>\" is null",
                (Release::Java17, false) => "Cannot read the array length because \"address\" is null",
                (_, false) => "Cannot read the array length because \"<parameter1>\" is null",
            };
            vec![Exception { class: "java.lang.NullPointerException", message: message.into() }]
        }
        Crash::AlternativeNames(fault) => vec![exception(fault)],
    }
}
