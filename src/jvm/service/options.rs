//! Lists of a Java's options: `jvm.options` of search engines, databases and brokers, `.vmoptions` of launchers, Jetty's `start.ini`,
//! and files of arguments, which a Java reads itself (`@file`).
//!
//! In a list each line is one option as it stands: nobody cuts it at blanks or takes quotes away, but for the script that reads Cassandra's
//! `jvm-server.options`. Lines for some versions of Java begin with
//! them (`17:-…`, `11-:-…`, `8-13:-…`): they count for the Java that lies in the application's folder, or else this machine's.

use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use super::text::{Mark, Reading, Told};
use super::{Fault, remarks};
use crate::jvm::identity::Identity;
use crate::jvm::launch::{Origin, of_argument_file};
use crate::jvm::{installs, version};

/// The ends of the names of lists.
const LISTS: [&str; 3] = ["options", "vmoptions", "ini"];

/// The list that has a folder of further ones beside it, which are read after it.
const WITH_FOLDER: &str = "jvm.options";

/// Whether a line is an option, or one for some versions of Java.
pub(super) fn is_option(line: &str) -> bool {
    option(line).is_some()
}

/// The versions of Java that a line is for, and its option.
fn option(line: &str) -> Option<(RangeInclusive<u32>, &str)> {
    let line = line.trim();
    let (versions, option) = match line.split_once(':') {
        Some((versions, rest)) if versions.starts_with(|first: char| first.is_ascii_digit()) => {
            let number = |text: &str| text.parse::<u32>().ok();
            let range = match versions.split_once('-') {
                None => number(versions)?..=number(versions)?,
                Some((first, "")) => number(first)?..=u32::MAX,
                Some((first, last)) => number(first)?..=number(last)?,
            };
            (range, rest)
        }
        _ => (0..=u32::MAX, line),
    };
    // `--module=ssl` and its like are for launchers.
    (option.starts_with('-') && !option.starts_with("--") && option.len() > 1).then_some((versions, option))
}

/// The version of the Java that the lines are for: that of the application's own folder, or this machine's.
fn version_of_java(reading: &Reading<'_>, file: usize) -> u32 {
    const NEWEST: u32 = 25;
    let machine = reading.machine;
    let own = reading.folder_of(file);
    let beside = ["../jdk", "../jre", "../runtime", "../java"].map(|folder| own.join(folder));
    let usual = installs::cacerts(machine).and_then(|cacerts| installs::home_of(&cacerts));
    let homes = beside.into_iter().filter(|home| machine.path(home).is_dir()).chain(usual);
    let versions = homes.filter_map(|home| Identity::of(machine, &home).version);
    versions.filter_map(|told| version::read(&told)).map(|(feature, _)| feature).next().unwrap_or(NEWEST)
}

/// What the file says.
pub(super) fn read(reading: &mut Reading<'_>, file: usize) -> Told {
    let name = reading.path(file).file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let end = name.rsplit_once('.').map_or("", |(_, end)| end);
    let mut told = Told::default();
    if LISTS.contains(&end) {
        list(reading, file, &mut told);
        for more in further(reading, file, &name) {
            if let Ok(more) = reading.open(&more) {
                list(reading, more, &mut told);
            }
        }
    } else {
        let text = reading.lines(file).join("\n");
        let words = of_argument_file("", &text).into_iter();
        told.words = words.filter_map(|word| Some((word.text, mark(file, &word.origin)?))).collect();
    }
    told
}

fn mark(file: usize, origin: &Origin) -> Option<Mark> {
    let Origin::File { line, .. } = origin else { return None };
    Some(Mark::new(file, *line))
}

fn list(reading: &mut Reading<'_>, file: usize, told: &mut Told) {
    let is_cut = reading.path(file).to_string_lossy().ends_with("-server.options");
    let lines = reading.lines(file);
    let is_conditional = |line: &String| option(line).is_some_and(|(versions, _)| versions != (0..=u32::MAX));
    let version = if lines.iter().any(is_conditional) { version_of_java(reading, file) } else { 0 };
    for (index, line) in lines.iter().enumerate() {
        let Some((_, option)) = option(line).filter(|(versions, _)| versions.contains(&version)) else {
            continue;
        };
        let mark = Mark::new(file, index + 1);
        if is_cut {
            told.words.extend(option.split_whitespace().map(|word| (word.to_owned(), mark)));
            continue;
        }
        let bare = option.replace(['"', '\''], "");
        let corrected = |by: &str| Some(line.replacen(option, by, 1));
        if let Some((first, second)) = option.split_once(" -D").filter(|_| option.starts_with("-D")) {
            let separate = corrected(&format!("{}\n-D{}", first.trim_end(), second.trim_start()));
            reading.remark(Fault::SeveralArguments { value: option.to_owned() }, mark, separate);
        } else if remarks::is_quoted(option) {
            reading.remark(Fault::Quotes { value: option.to_owned() }, mark, corrected(&bare));
        }
        told.words.push((option.to_owned(), mark));
    }
}

/// The lists of the folder beside `jvm.options`, in the order of their names.
fn further(reading: &Reading<'_>, file: usize, name: &str) -> Vec<PathBuf> {
    if name != WITH_FOLDER {
        return Vec::new();
    }
    let folder = reading.folder_of(file).join(format!("{WITH_FOLDER}.d"));
    let Ok(entries) = fs::read_dir(reading.machine.path(&folder)) else { return Vec::new() };
    let names = entries.flatten().map(|entry| entry.file_name());
    let mut names: Vec<_> =
        names.filter(|name| Path::new(name).extension().is_some_and(|end| end == "options")).collect();
    names.sort();
    names.into_iter().map(|name| folder.join(name)).collect()
}
