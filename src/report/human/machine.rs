//! The Javas of a machine and what each trusts by: what is wrong first, then what runs, then what is there.

use std::path::Path;

use super::verdict::told;
use super::{Paint, shown};
use crate::jvm::discover::Via;
use crate::jvm::truststore::{Access, Choice, KEY_STORE, Place, Used};
use crate::report::machine::{
    JavaSeen, MachineSeen, ProcessSeen, StoreSeen, Trusting, access, has_wanted, kind_name, origin, running,
    setting_value, unseen,
};
use crate::secret::veiled;

/// All of it.
pub fn machine(seen: &MachineSeen, colour: bool) -> String {
    let paint = Paint::new(colour);
    let mut text = String::new();
    for process in seen.processes.iter().filter(|process| !process.java.findings.is_empty()) {
        text.push_str(&format!("{}: {}\n", paint.bad.apply_to("Beware"), headline(process)));
        for (index, finding) in process.java.findings.iter().enumerate() {
            text.push_str(&told(finding, index > 0, &paint));
        }
        text.push('\n');
    }
    for service in seen.services.iter().filter(|service| !service.java.findings.is_empty()) {
        let file = shown(&service.service.file.display().to_string()).into_owned();
        text.push_str(&format!("{}: {file}\n", paint.bad.apply_to("Beware")));
        for (index, finding) in service.java.findings.iter().enumerate() {
            text.push_str(&told(finding, index > 0, &paint));
        }
        text.push('\n');
    }
    for (file, fault) in &seen.unread {
        text.push_str(&format!("{}: {} ({fault})\n\n", paint.bad.apply_to("Not read"), shown(file)));
    }
    if seen.is_whole || !seen.processes.is_empty() {
        text.push_str(&format!("{}\n", paint.strong.apply_to(running_title(seen))));
    }
    for process in &seen.processes {
        text.push_str(&process_lines(process, seen.wanted.is_some(), &paint));
    }
    if seen.hidden > 0 {
        let whose = if seen.hidden == 1 {
            "1 process of others is".into()
        } else {
            format!("{} processes of others are", seen.hidden)
        };
        text.push_str(&format!("  {whose} hidden from you: some of them may be Javas.\n"));
    }
    text.push_str(&services(seen, &paint));
    if !seen.is_whole {
        return text;
    }
    let count = match seen.javas.len() {
        0 => "\nThere is no Java where Javas usually are.".to_owned(),
        1 => "\nThere is one Java:".to_owned(),
        count => format!("\nThere are {count} Javas:"),
    };
    text.push_str(&format!("{}\n", paint.strong.apply_to(count)));
    for java in &seen.javas {
        text.push_str(&java_lines(java, seen.wanted.is_some(), &paint));
    }
    text
}

/// What files of services say.
fn services(seen: &MachineSeen, paint: &Paint) -> String {
    if seen.services.is_empty() {
        return String::new();
    }
    let mut text = format!("\n{}\n", paint.strong.apply_to("What files of services say:"));
    for service in &seen.services {
        let file = shown(&service.service.file.display().to_string()).into_owned();
        let kind = kind_name(service.service.kind);
        let home = service.java.surroundings.home.as_ref();
        let home = home.map(|home| shown(&home.display().to_string()).into_owned());
        let home = match (&service.service.java, home) {
            (_, None) => String::new(),
            (Some(_), Some(home)) => format!(", Java in {home}"),
            (None, Some(home)) => format!(", which names no Java: told as for this machine's in {home}"),
        };
        text.push_str(&format!("  {}  {kind}{home}\n", paint.strong.apply_to(file)));
        text.push_str(&trust(&service.java, seen.wanted.is_some(), paint));
        for said in &service.service.stores {
            let what = if said.value.is_truststore { "a trust store" } else { "its own keys" };
            let path = shown(&said.value.path.display().to_string()).into_owned();
            text.push_str(&format!(
                "    names {what} of its own: {path} ({})\n",
                shown(&origin(&said.origin))
            ));
        }
        for said in &service.service.settings {
            let (name, value) = &said.value;
            text.push_str(&format!(
                "    {}={} ({})\n",
                shown(name),
                shown(setting_value(name, value)),
                shown(&origin(&said.origin))
            ));
        }
    }
    text
}

fn running_title(seen: &MachineSeen) -> &'static str {
    match (seen.shows_processes, seen.processes.is_empty()) {
        (false, _) => "Running Javas cannot be seen on this system.",
        (true, true) => "No Java is running that you may see.",
        (true, false) => "Running:",
    }
}

fn headline(process: &ProcessSeen) -> String {
    let what = running(&process.process, &process.java.launch);
    format!("process {} ({})", process.process.pid, shown(&what))
}

fn process_lines(seen: &ProcessSeen, has_wish: bool, paint: &Paint) -> String {
    let (process, surroundings) = (&seen.process, &seen.process.surroundings);
    let mut parts = vec![shown(&running(process, &seen.java.launch)).into_owned()];
    let version = seen.java.told.version.as_deref().map(|version| format!("Java {}", shown(version)));
    let home = surroundings.home.as_ref().map(|home| format!("in {}", shown(&home.display().to_string())));
    parts.extend([version, home].into_iter().flatten());
    parts.extend(surroundings.user.map(|user| format!("user {user}")));
    parts.extend(surroundings.unit.as_ref().map(|unit| format!("unit {}", shown(unit))));
    let started = process.started.map(|started| started.strftime("since %Y-%m-%d %H:%M:%S UTC").to_string());
    parts.extend(started);
    let text = format!("  {}  {}\n", paint.strong.apply_to(process.pid), parts.join(", "));
    text + &trust(&seen.java, has_wish, paint)
}

/// What it trusts by, and why.
fn trust(seen: &Trusting, has_wish: bool, paint: &Paint) -> String {
    let mut text = String::new();
    let unseen: String =
        unseen(&seen.launch).iter().map(|unseen| format!("    {}\n", shown(unseen))).collect();
    let Some(choice) = &seen.choice else {
        return format!("    its Java's folder is not known, and so neither is its store\n{unseen}");
    };
    let used = match &choice.used {
        Used::File(path) => {
            let path = seen.surroundings.seen(path).unwrap_or_else(|| path.clone());
            shown(&path.display().to_string()).into_owned()
        }
        Used::Unseen(path) => {
            format!("{}, if that can be read", shown(&veiled(&path.display().to_string())))
        }
        Used::None => "nothing (NONE)".to_owned(),
        Used::Nothing => "nothing: there is no store".to_owned(),
    };
    let content =
        seen.store.as_ref().map(|store| format!("  ({})", content(store, seen.anchors))).unwrap_or_default();
    text.push_str(&format!("    trusts by {}{content}\n", paint.strong.apply_to(used)));
    text.push_str(&format!("    because {}\n", reasons(choice, seen.launch.is_partly_unseen())));
    text.push_str(&unseen);
    if let Some(keys) = seen.launch.setting(KEY_STORE).filter(|keys| !keys.value.is_empty()) {
        let (path, place) = (shown(&keys.value), origin(&keys.origin));
        text.push_str(&format!("    takes its own keys from {path} ({})\n", shown(&place)));
    }
    if has_wish {
        text.push_str(&wish(has_wanted(seen), seen.store.as_ref(), paint));
    }
    text
}

/// The chain of reasons, in one sentence; where something cannot be seen, nobody knows that nothing else was said.
fn reasons(choice: &Choice, is_partly_unseen: bool) -> String {
    let nothing =
        if is_partly_unseen { "nothing else that can be seen was said" } else { "nothing else was said" };
    let steps = choice.steps.iter().map(|step| {
        let path = step.path.display().to_string();
        match (&step.place, step.access) {
            (Place::Told(setting), Access::Readable) => {
                let value = veiled(&setting.value);
                format!("{}={} says so ({})", setting.name, shown(&value), origin(&setting.origin))
            }
            (Place::Told(setting), _) if choice.used == Used::None => {
                format!("{}={} says so ({})", setting.name, shown(&setting.value), origin(&setting.origin))
            }
            (Place::Told(setting), how) => format!(
                "{}={} ({}) {}",
                setting.name,
                shown(&veiled(&setting.value)),
                origin(&setting.origin),
                access(how)
            ),
            (Place::Jssecacerts, Access::Readable) => {
                format!("{nothing}, and jssecacerts comes first")
            }
            (Place::Jssecacerts, Access::Unknown) => {
                format!("{nothing}, and whether there is a jssecacerts cannot be seen from here")
            }
            (Place::Jssecacerts, _) => format!("{nothing}, and there is no jssecacerts"),
            (Place::Cacerts, Access::Readable) => "cacerts is what is left".to_owned(),
            (Place::Cacerts, how) => format!("{} {}", shown(&path), access(how)),
        }
    });
    steps.collect::<Vec<_>>().join("; ")
}

fn content(store: &StoreSeen, anchors: Option<usize>) -> String {
    let format = store.format.map_or("no keystore", |format| format.java_name());
    let count = |count: usize, one: &str, many: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    };
    let number = match (anchors, store.entries) {
        (Some(anchors), _) => count(anchors, "anchor", "anchors"),
        (None, Some(entries)) => count(entries, "entry", "entries"),
        (None, None) => "does not open".to_owned(),
    };
    let added = match store.added {
        Some(added) if added > 0 => format!(", {added} of them added by people"),
        _ => String::new(),
    };
    format!("{format}, {number}{added}")
}

/// Whether the certificate that is looked for is there; where the store cannot be looked into, nobody knows.
fn wish(has_it: Option<bool>, store: Option<&StoreSeen>, paint: &Paint) -> String {
    match (has_it, store.and_then(|store| store.wanted.as_ref())) {
        (_, Some(alias)) => format!("    {} as {}\n", paint.good.apply_to("has it"), shown(alias)),
        (None, None) => {
            format!("    {}: you may not look into its store\n", paint.doubtful.apply_to("may have it"))
        }
        (Some(_), None) => format!("    {}\n", paint.bad.apply_to("has it not")),
    }
}

fn java_lines(java: &JavaSeen, has_wish: bool, paint: &Paint) -> String {
    let installed = &java.installed;
    let mut head: Vec<String> = Vec::new();
    head.extend(installed.told.version.as_deref().map(|version| shown(version).into_owned()));
    head.extend(installed.told.vendor.as_deref().map(|vendor| shown(vendor).into_owned()));
    head.extend(installed.via.iter().filter_map(|via| match via {
        Via::Variable(name) => Some((*name).to_owned()),
        Via::Path => Some("on the PATH".to_owned()),
        Via::Usual | Via::Searched | Via::Running => None,
    }));
    if !java.runs.is_empty() {
        let pids: Vec<String> = java.runs.iter().map(u32::to_string).collect();
        head.push(format!("runs as {}", pids.join(", ")));
    }
    let path = |path: &Path| shown(&path.display().to_string()).into_owned();
    let about = if head.is_empty() { String::new() } else { format!("  {}", head.join(", ")) };
    let mut text = format!("  {}{about}\n", paint.strong.apply_to(path(&installed.home)));
    if !installed.names.is_empty() {
        let names: Vec<String> = installed.names.iter().map(|name| path(name)).collect();
        text.push_str(&format!("    also {}\n", names.join(", ")));
    }
    let Some(own) = installed.jssecacerts.as_ref().or(installed.cacerts.as_ref()) else {
        text.push_str("    has no cacerts\n");
        return text;
    };
    let leads = match (&installed.jssecacerts, &installed.cacerts_target) {
        (None, Some(target)) => format!(" -> {}", path(target)),
        _ => String::new(),
    };
    let content =
        java.store.as_ref().map(|store| format!("  ({})", content(store, None))).unwrap_or_default();
    text.push_str(&format!("    {}{leads}{content}\n", path(own)));
    if has_wish {
        let has_it = java.store.as_ref().map(|store| store.wanted.is_some());
        text.push_str(&wish(has_it, java.store.as_ref(), paint));
    }
    text
}
