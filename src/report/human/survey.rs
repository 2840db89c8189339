//! What a server speaks, version by version, beside what a Java offers of it.

use super::{Paint, shown, wrapped};
use crate::probe::weakness::{self, Weakness};
use crate::report::probe::version_name;
use crate::report::survey::{Surveyed, exchange_name, group_name, refusal, suite_name, weakness_name};
use crate::tls::TLS_1_3;
use crate::tls::survey::{Accepted, Chooser, Extent, SuiteSeen, VersionSeen};

/// The part of a probe's answer that a survey adds.
pub(super) fn survey(surveyed: &Surveyed<'_>, colour: bool) -> String {
    let paint = Paint::new(colour);
    let survey = surveyed.survey;
    let release = surveyed.spoken.release;
    let has_suites = surveyed.extent >= Extent::Suites;
    let legend =
        if has_suites { format!(" (+ Java {release} offers it, - it does not)") } else { String::new() };
    let mut text = format!("\nWhat the server speaks{legend}:\n");
    for seen in &survey.versions {
        text.push_str(&version(surveyed, seen, &paint));
    }
    text.push_str(&traits(surveyed));
    text.push_str(&format!("  {} connections were made for this.\n", survey.connections));
    text
}

fn version(surveyed: &Surveyed<'_>, seen: &VersionSeen, paint: &Paint) -> String {
    let name = version_name(seen.version);
    let accepted = match &seen.answer {
        Ok(accepted) => accepted,
        Err(fault) => return format!("  {name}  no ({})\n", shown(&refusal(fault))),
    };
    let mut remarks = Vec::new();
    if !surveyed.offers_version(seen.version) {
        remarks.push(format!("Java {} does not offer it", surveyed.spoken.release));
    }
    remarks.extend(weakness::of_version(seen.version).map(|weakness| weak(weakness, paint)));
    remarks.extend(accepted.chooser.map(|chooser| match chooser {
        Chooser::Server => "the server chooses, in this order".to_owned(),
        Chooser::Client => "the client chooses".to_owned(),
    }));
    let mut text = format!("  {name}  {}", paint.strong.apply_to("yes"));
    if !remarks.is_empty() {
        text.push_str(&format!(": {}", remarks.join("; ")));
    }
    text.push('\n');
    if surveyed.extent < Extent::Suites {
        return text;
    }
    let suites = surveyed.in_order(accepted);
    let width = suites.iter().map(|seen| suite_name(seen.suite).len()).max().unwrap_or(0);
    for one in suites {
        let mark = mark(surveyed.offers_suite(seen.version, one.suite));
        text.push_str(&suite(one, mark, width, paint));
    }
    text + &groups(surveyed, accepted, paint) + &broken_off(accepted)
}

/// Whether the Java offers it.
fn mark(is_offered: bool) -> char {
    if is_offered { '+' } else { '-' }
}

fn suite(seen: &SuiteSeen, mark: char, width: usize, paint: &Paint) -> String {
    let name = suite_name(seen.suite);
    let exchange = seen.exchange.map(exchange_name).unwrap_or_default();
    let weaknesses = weakness::of_suite(seen.suite, seen.exchange);
    let words: Vec<String> = weaknesses.into_iter().map(|one| weak(one, paint)).collect();
    let line = format!("    {mark} {name:width$}  {exchange:10}  {}", words.join(", "));
    format!("{}\n", line.trim_end())
}

fn weak(weakness: Weakness, paint: &Paint) -> String {
    let style = if weakness.is_forbidden() { &paint.bad } else { &paint.doubtful };
    style.apply_to(weakness_name(weakness)).to_string()
}

fn groups(surveyed: &Surveyed<'_>, accepted: &Accepted, paint: &Paint) -> String {
    if accepted.groups.is_empty() {
        return String::new();
    }
    let names = accepted.groups.iter().map(|group| {
        let mark = mark(surveyed.offers_group(*group));
        let name = format!("{mark} {}", group_name(*group));
        match weakness::of_group(*group) {
            Some(weakness) => format!("{name} ({})", weak(weakness, paint)),
            None => name,
        }
    });
    wrapped(&names.collect::<Vec<_>>().join(", "), "    groups: ", 12)
}

fn broken_off(accepted: &Accepted) -> String {
    accepted.broken_off.as_ref().map_or_else(String::new, |fault| {
        format!("    and maybe more: the server stopped answering ({})\n", shown(&refusal(fault)))
    })
}

/// What is not about suites, and is to be known of the versions before TLS 1.3.
fn traits(surveyed: &Surveyed<'_>) -> String {
    let survey = surveyed.survey;
    let mut lines = Vec::new();
    let old: Vec<&Accepted> = survey
        .versions
        .iter()
        .filter(|seen| seen.version < TLS_1_3)
        .filter_map(|seen| seen.answer.as_ref().ok())
        .collect();
    if !old.is_empty() {
        let all = |has: fn(&Accepted) -> bool| old.iter().all(|accepted| has(accepted));
        let any = |has: fn(&Accepted) -> bool| old.iter().any(|accepted| has(accepted));
        let yes = |is: bool| if is { "yes" } else { "no" };
        lines.push(format!("renegotiates safely: {}", yes(all(|accepted| accepted.renegotiates_safely))));
        lines.push(format!(
            "extended master secret: {}",
            yes(all(|accepted| accepted.extended_master_secret))
        ));
        lines.push(format!("sessions taken up again: {}", yes(any(|accepted| accepted.resumes))));
        lines.push(format!("compression: {}", yes(any(|accepted| accepted.compresses))));
        lines.push(format!("stapled OCSP response: {}", yes(any(|accepted| accepted.staples))));
    }
    if let Some(refuses) = survey.refuses_fallback {
        let word = if refuses { "refused" } else { "let through" };
        lines.push(format!("clients that come back with an older version: {word}"));
    }
    if surveyed.extent >= Extent::All {
        let protocols = match survey.protocols.as_slice() {
            [] => "none".to_owned(),
            protocols => protocols.join(", "),
        };
        lines.push(format!("protocols within (ALPN): {protocols}"));
    }
    lines.iter().map(|line| format!("  {line}\n")).collect()
}
