//! What a good path's leaf is refused for: its usages, its CA, the host.

use super::{CERTIFICATE, PARSING};
use crate::pkix::distrust::{Distrust, DistrustPolicy};
use crate::pkix::host::HostFault;
use crate::pkix::{Purpose, UsageFault};
use crate::report::keytool::certificate::{Exception, exception};

pub(super) fn usage_words(fault: &UsageFault) -> String {
    let whom = |purpose: &Purpose| match purpose {
        Purpose::Server => "server",
        Purpose::Client => "client",
    };
    match fault {
        UsageFault::DigitalSignature => "KeyUsage does not allow digital signatures".into(),
        UsageFault::KeyEncipherment => "KeyUsage does not allow key encipherment".into(),
        UsageFault::KeyAgreement => "KeyUsage does not allow key agreement".into(),
        UsageFault::Extended(purpose) => {
            format!("Extended key usage does not permit use for TLS {} authentication", whom(purpose))
        }
        UsageFault::Netscape(purpose) => {
            format!("Netscape cert type does not permit use for SSL {}", whom(purpose))
        }
        UsageFault::UnknownAuthType(word) => format!("Unknown authType: {word}"),
        UsageFault::Unreadable(fault) => exception(fault).message,
    }
}

pub(super) fn distrust_words(distrust: &Distrust, name: &str) -> String {
    let issued = distrust.last_day.map_or_else(String::new, |day| format!(" issued after {day} and"));
    let owner = match distrust.policy {
        DistrustPolicy::Symantec => "Symantec",
        DistrustPolicy::Entrust => "Entrust",
        DistrustPolicy::Camerfirma => "Camerfirma",
        DistrustPolicy::Chunghwa => "Chunghwa",
    };
    format!("TLS Server certificate{issued} anchored by a distrusted legacy {owner} root CA: {name}")
}

pub(super) fn of_host(fault: &HostFault) -> Vec<Exception> {
    let one = |message: String| vec![Exception { class: CERTIFICATE, message }];
    match fault {
        HostFault::NoDnsName { host } => {
            one(format!("No subject alternative DNS name matching {host} found."))
        }
        HostFault::NoName { host } => one(format!("No name matching {host} found")),
        HostFault::NoAlternativeNames => one("No subject alternative names present".into()),
        HostFault::NoAddress { host } => {
            one(format!("No subject alternative names matching IP address {host} found"))
        }
        HostFault::Illegal { host, why } => {
            let mut all = one(format!("Illegal given domain name: {host}"));
            all.push(Exception { class: "java.lang.IllegalArgumentException", message: (*why).into() });
            all
        }
        HostFault::Unreadable(fault) => {
            let message = exception(fault).message;
            vec![Exception { class: PARSING, message }]
        }
    }
}
