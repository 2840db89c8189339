//! What a JVM would be told beside keytool's own words: `-J…`, `JAVA_TOOL_OPTIONS`, `_JAVA_OPTIONS`.

use std::fs;
use std::io::Read as _;

use crate::commands::Console;
use crate::jvm::launch::{LONGEST_FILE, Launch, Starter, VM_VARIABLES};
use crate::machine::Machine;

/// Java: a JVM says which variables it reads, on standard error and before anything else, also empty ones.
pub(super) fn say_picked_up(machine: &Machine, console: &mut dyn Console) {
    for name in VM_VARIABLES {
        if let Some(value) = value(machine, name) {
            super::tell(console, &format!("Picked up {name}: {value}\n"), 0);
        }
    }
}

/// Takes the system properties that `-J` words set, and to keytool the variables below and above them.
pub(super) fn take_properties(for_java: &[String], heeds_variables: bool, machine: &mut Machine) {
    let words: Vec<String> =
        for_java.iter().filter_map(|word| word.strip_prefix("-J")).map(Into::into).collect();
    let variable = |name: &str| value(machine, name).filter(|_| heeds_variables);
    let read = |file: &str| {
        let mut text = String::new();
        let file = fs::File::open(machine.path(file)).ok()?;
        file.take(LONGEST_FILE as u64).read_to_string(&mut text).ok().map(|_| text)
    };
    // Java: keytool's launcher reads neither `JDK_JAVA_OPTIONS` nor files of arguments.
    let told = Launch::of(&words, variable, read, Starter::OldJava);
    machine.properties.extend(told.settings.into_iter().map(|setting| (setting.name, setting.value)));
}

fn value(machine: &Machine, name: &str) -> Option<String> {
    let value = machine.environment.get(std::ffi::OsStr::new(name))?;
    Some(value.to_string_lossy().into_owned())
}
