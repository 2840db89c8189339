//! What a server speaks, as JSON: a part of a probe's document.

use serde::Serialize;

use crate::probe::weakness::{self, Weakness};
use crate::report::keytool::certificate::key_description;
use crate::report::probe::version_name;
use crate::report::survey::{
    Surveyed, chooser_name, exchange_name, group_name, refusal, suite_name, weakness_name,
};
use crate::tls::survey::{Accepted, Extent, SuiteSeen, VersionSeen};
use crate::x509;

#[derive(Serialize)]
pub(super) struct SurveyDocument {
    connections: usize,
    refuses_fallback: Option<bool>,
    alpn: Vec<String>,
    versions: Vec<VersionDocument>,
}

#[derive(Serialize)]
struct VersionDocument {
    version: String,
    accepted: bool,
    /// How it was turned down.
    refusal: Option<String>,
    java_offers: bool,
    weak: Vec<WeaknessDocument>,
    /// `server` or `client`; null where nothing is to be chosen, or was not asked for.
    chosen_by: Option<&'static str>,
    suites: Vec<SuiteDocument>,
    groups: Vec<GroupDocument>,
    renegotiates_safely: Option<bool>,
    extended_master_secret: Option<bool>,
    resumes: Option<bool>,
    compresses: Option<bool>,
    staples: Option<bool>,
    /// What ended the survey of this version before all was known.
    broken_off: Option<String>,
}

#[derive(Serialize)]
struct SuiteDocument {
    name: String,
    number: u16,
    exchange: Option<String>,
    /// The server's key, `2048-bit RSA key`; null in TLS 1.3, where it is not seen.
    key: Option<String>,
    java_offers: bool,
    weak: Vec<WeaknessDocument>,
}

#[derive(Serialize)]
struct GroupDocument {
    name: String,
    number: u16,
    java_offers: bool,
    weak: Vec<WeaknessDocument>,
}

#[derive(Serialize)]
struct WeaknessDocument {
    what: String,
    /// `must-not` or `should-not`, in the sense of RFC 9325.
    level: &'static str,
}

impl From<Weakness> for WeaknessDocument {
    fn from(weakness: Weakness) -> Self {
        let level = if weakness.is_forbidden() { "must-not" } else { "should-not" };
        Self { what: weakness_name(weakness), level }
    }
}

pub(super) fn survey(surveyed: &Surveyed<'_>) -> SurveyDocument {
    let survey = surveyed.survey;
    SurveyDocument {
        connections: survey.connections,
        refuses_fallback: survey.refuses_fallback,
        alpn: survey.protocols.clone(),
        versions: survey.versions.iter().map(|seen| version(surveyed, seen)).collect(),
    }
}

fn version(surveyed: &Surveyed<'_>, seen: &VersionSeen) -> VersionDocument {
    let accepted = seen.answer.as_ref().ok();
    let fact = |of: fn(&Accepted) -> bool| accepted.map(of);
    VersionDocument {
        version: version_name(seen.version),
        accepted: accepted.is_some(),
        refusal: seen.answer.as_ref().err().map(refusal),
        java_offers: surveyed.offers_version(seen.version),
        weak: weakness::of_version(seen.version).into_iter().map(WeaknessDocument::from).collect(),
        chosen_by: accepted.and_then(|accepted| accepted.chooser).map(chooser_name),
        suites: accepted
            .filter(|_| surveyed.extent >= Extent::Suites)
            .map(|accepted| suites(surveyed, seen.version, accepted))
            .unwrap_or_default(),
        groups: accepted
            .map(|accepted| accepted.groups.iter().map(|number| group(surveyed, *number)).collect())
            .unwrap_or_default(),
        renegotiates_safely: fact(|accepted| accepted.renegotiates_safely),
        extended_master_secret: fact(|accepted| accepted.extended_master_secret),
        resumes: fact(|accepted| accepted.resumes),
        compresses: fact(|accepted| accepted.compresses),
        staples: fact(|accepted| accepted.staples),
        broken_off: accepted.and_then(|accepted| accepted.broken_off.as_ref()).map(refusal),
    }
}

fn suites(surveyed: &Surveyed<'_>, version: u16, accepted: &Accepted) -> Vec<SuiteDocument> {
    let in_order = surveyed.in_order(accepted).into_iter();
    in_order.map(|seen| suite(seen, surveyed.offers_suite(version, seen.suite))).collect()
}

fn suite(seen: &SuiteSeen, java_offers: bool) -> SuiteDocument {
    SuiteDocument {
        name: suite_name(seen.suite),
        number: seen.suite,
        exchange: seen.exchange.map(exchange_name),
        key: seen.leaf.as_deref().and_then(key_of),
        java_offers,
        weak: weakness::of_suite(seen.suite, seen.exchange).into_iter().map(WeaknessDocument::from).collect(),
    }
}

/// The key of a certificate as it is described.
fn key_of(der: &[u8]) -> Option<String> {
    let certificate = x509::Certificate::read(der).ok()?;
    Some(key_description(&certificate.key))
}

fn group(surveyed: &Surveyed<'_>, number: u16) -> GroupDocument {
    GroupDocument {
        name: group_name(number),
        number,
        java_offers: surveyed.offers_group(number),
        weak: weakness::of_group(number).into_iter().map(WeaknessDocument::from).collect(),
    }
}
