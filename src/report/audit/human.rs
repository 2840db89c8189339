//! An audit for people: a block a store, grouped by what its findings do to a JVM, and whether to restart.

use super::{Audit, Audited, Shown, role_id, timeline};
use crate::audit::Effect;
use crate::diagnosis::{Finding, Severity, day};
use crate::report::human::{Paint, shown, wrapped};

/// More notes than this are counted, not told.
const MANY: usize = 10;
/// Behind how many blanks a finding's words stand.
const INDENT: usize = 13;
/// As many dates of a forecast.
const DATES: usize = 20;

/// The audit in plain words.
pub fn told(audit: &Audit, wanted: &Shown, colour: bool) -> String {
    let paint = Paint::new(colour);
    let mut text = String::new();
    for store in &audit.stores {
        text.push_str(&block(store, audit, wanted, &paint));
        text.push('\n');
    }
    text.push_str(&verdict(audit, &paint));
    text
}

fn block(store: &Audited, audit: &Audit, wanted: &Shown, paint: &Paint) -> String {
    let mut text = format!("{}: ", paint.strong.apply_to(shown(&store.path)));
    match (store.type_name, store.role, store.readable_since) {
        (Some(type_name), Some(role), Some(since)) => {
            let entries = if store.entries == 1 { "entry" } else { "entries" };
            text.push_str(&format!(
                "{type_name} {}, {} {entries}, readable by {since}\n",
                role_id(role),
                store.entries
            ));
        }
        (Some(type_name), ..) => text.push_str(&format!("{type_name}, not audited\n")),
        _ => text.push_str("not audited\n"),
    }
    if store.findings.is_empty() {
        text.push_str(&format!("  {}\n", paint.good.apply_to("Nothing is wrong with it.")));
    }
    for (effect, title) in [
        (Effect::Unknown, "Not known"),
        (Effect::Breaks, "Breaks a JVM"),
        (Effect::OnADate, "Breaks on a date"),
        (Effect::Risk, "Risk"),
        (Effect::Untidy, "Untidy"),
    ] {
        let mut findings: Vec<&Finding> =
            store.findings.iter().filter(|finding| Effect::of(finding) == effect).collect();
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        if findings.is_empty() {
            continue;
        }
        text.push_str(&format!("\n  {}\n", paint.strong.apply_to(title)));
        let notes = findings.iter().filter(|finding| finding.severity == Severity::Info).count();
        let hides_notes = notes > MANY && !wanted.every_note;
        for finding in findings {
            if !(hides_notes && finding.severity == Severity::Info) {
                text.push_str(&line(finding, paint));
            }
        }
        if hides_notes {
            text.push_str(&format!("    {notes} notes; -v tells them\n"));
        }
    }
    if wanted.forecast {
        text.push_str(&forecast(store, paint));
    }
    if wanted.timeline && !store.validities.is_empty() {
        text.push_str(&format!("\n  {}\n", paint.strong.apply_to("Validity")));
        text.push_str(&timeline::drawn(&store.validities, audit.now, wanted.width, paint));
    }
    text
}

fn line(finding: &Finding, paint: &Paint) -> String {
    let (style, word) = match finding.severity {
        Severity::Error => (&paint.bad, "error"),
        Severity::Warning => (&paint.doubtful, "warning"),
        Severity::Info => (&paint.faint, "note"),
    };
    let alias = finding.alias.as_ref().map_or_else(String::new, |alias| format!("{}: ", shown(alias)));
    let mut text = format!(
        "    {} {} ({})\n",
        style.apply_to(format!("{word:<8}")),
        paint.strong.apply_to(format!("{alias}{}", finding.cause.entry().title)),
        finding.cause
    );
    let blanks = " ".repeat(INDENT);
    text.push_str(&wrapped(&format!("{}.", finding.message), &blanks, INDENT));
    let remedy = format!("{blanks}{} ", paint.faint.apply_to("Remedy:"));
    text.push_str(&wrapped(&finding.remedy.text, &remedy, INDENT));
    if let Some(command) = &finding.remedy.command {
        text.push_str(&format!("{blanks}  {}\n", shown(command)));
    }
    text
}

fn forecast(store: &Audited, paint: &Paint) -> String {
    let mut text = format!("\n  {}\n", paint.strong.apply_to("Forecast"));
    if store.events.is_empty() {
        text.push_str("    Nothing of your own ends; public roots are replaced by updates of Java.\n");
    }
    for event in store.events.iter().take(DATES) {
        text.push_str(&format!("    {}  {}: {}.\n", day(event.at), shown(&event.alias), shown(&event.what)));
    }
    if let Some(more) = store.events.len().checked_sub(DATES).filter(|more| *more > 0) {
        text.push_str(&format!("    and {more} later\n"));
    }
    text
}

/// The last lines: how much there is, and whether to restart.
fn verdict(audit: &Audit, paint: &Paint) -> String {
    let counted =
        |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let mut text = format!(
        "{}, {}, {} in {}.\n",
        counted(audit.count(Severity::Error), "error", "errors"),
        counted(audit.count(Severity::Warning), "warning", "warnings"),
        counted(audit.count(Severity::Info), "note", "notes"),
        counted(audit.stores.len(), "store", "stores"),
    );
    let audited =
        || audit.stores.iter().filter(|store| !store.is_incomplete).flat_map(|store| &store.findings);
    let breaking = audited().filter(|finding| Effect::of(finding) == Effect::Breaks).count();
    let unread = audit.stores.iter().filter(|store| store.is_incomplete).count();
    let line = if unread > 0 {
        let files = counted(unread, "file", "files");
        paint
            .bad
            .apply_to(format!("Do not restart before you know: {files} could not be audited as a whole."))
    } else if breaking > 0 {
        let things = counted(breaking, "thing here breaks", "things here break");
        paint.bad.apply_to(format!("Do not restart yet: {things} a JVM."))
    } else if audited().any(|finding| finding.severity > Severity::Info) {
        paint.doubtful.apply_to("A restart does no harm; what is told above is better mended.".to_owned())
    } else {
        paint.good.apply_to("A restart does no harm: nothing here keeps a JVM from working.".to_owned())
    };
    text.push_str(&format!("{line}\n"));
    text
}
