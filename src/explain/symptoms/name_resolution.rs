//! The host's name is not found.

use crate::diagnosis::Cause;
use crate::explain::case::{Case, Text, says, thrown};
use crate::explain::diagnosis::Party::{ClientOperator, DnsAdministrator, NetworkOperator};
use crate::explain::diagnosis::{Diagnosis, Missing, Party, Reason, Step};

const UNKNOWN: &[Party] = &[DnsAdministrator, ClientOperator];
const FAILED: &[Party] = &[DnsAdministrator, NetworkOperator];

static TEXTS: [Text; 6] = [
    says(
        "Temporary failure in name resolution",
        Step::Dns,
        "name-service-failure",
        Cause::NameServiceFailure,
        FAILED,
    ),
    says("Try again", Step::Dns, "name-service-failure", Cause::NameServiceFailure, FAILED),
    says(": Name or service not known", Step::Dns, "unknown-host", Cause::NameUnresolved, UNKNOWN),
    says(": nodename nor servname provided", Step::Dns, "unknown-host", Cause::NameUnresolved, UNKNOWN),
    says(": No such host is known", Step::Dns, "unknown-host", Cause::NameUnresolved, UNKNOWN),
    says("No address associated with hostname", Step::Dns, "unknown-host", Cause::NameUnresolved, UNKNOWN),
];

static SILENT: [Text; 2] = [
    thrown("UnknownHostException", "", Step::Dns, "unknown-host", Cause::NameUnresolved, UNKNOWN),
    thrown("UnresolvedAddressException", "", Step::Dns, "unknown-host", Cause::NameUnresolved, UNKNOWN),
];

pub(super) fn look(case: Case<'_>) -> Option<Diagnosis> {
    let (silent, line) = case.find(&SILENT)?;
    let is_of_proxy = case.handshake.traces.iter().any(|trace| trace.frames.in_proxy);
    let told = case.diagnosed(&TEXTS);
    // Java: tells the name alone where it has asked before.
    let failed = Reason::new(Step::Dns, "name-service-failure", Cause::NameServiceFailure, FAILED);
    let mut found = told
        .unwrap_or_else(|| Diagnosis::ranked(vec![silent.reason.clone(), failed], line, Missing::OtherSide));
    if let Some(reason) = found.reasons.first_mut().filter(|_| is_of_proxy) {
        reason.who = &[ClientOperator];
    }
    Some(found)
}
