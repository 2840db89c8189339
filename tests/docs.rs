//! The papers agree with the house: what the documents and the sources say of themselves is checked here.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

/// A source file longer than this holds a second idea.
const LONGEST: usize = 500;

fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn collect(folder: &Path, end: &str, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, end, found);
        } else if path.to_string_lossy().ends_with(end) {
            found.push(path);
        }
    }
}

/// The documents a visitor reads, those of them that are there.
fn documents() -> Vec<(PathBuf, String)> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(top()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "md") {
            paths.push(path);
        }
    }
    collect(&top().join("docs"), ".md", &mut paths);
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn every_source_file_says_what_it_is_for_and_has_one_idea() {
    let mut files = Vec::new();
    for folder in ["src", "tests", "benches"] {
        collect(&top().join(folder), ".rs", &mut files);
    }
    assert!(files.len() > 10, "the sources were not found");
    let mut faults = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        let name = path.strip_prefix(top()).unwrap().display().to_string();
        if !text.starts_with("//! ") {
            faults.push(format!("{name}: no header"));
        }
        let lines = text.lines().count();
        if lines > LONGEST && !LONG.iter().any(|(long, _)| *long == name) {
            faults.push(format!("{name}: {lines} lines"));
        }
    }
    for (name, reason) in LONG {
        let lines = fs::read_to_string(top().join(name)).map_or(0, |text| text.lines().count());
        if lines <= LONGEST {
            faults.push(format!("{name}: no longer an exception ({reason})"));
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// Files that are longer all the same, and why.
const LONG: &[(&str, &str)] = &[];

#[test]
fn links_lead_somewhere() {
    let mut faults = Vec::new();
    for (path, text) in documents() {
        for target in links(&text) {
            let file = target.split('#').next().unwrap();
            let outside = file.is_empty() || file.contains("://") || file.starts_with("mailto:");
            if !outside && !path.parent().unwrap().join(file).exists() {
                faults.push(format!("{}: {target}", path.strip_prefix(top()).unwrap().display()));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// The targets of `[text](target)`, outside of code.
fn links(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut code = false;
    for line in text.lines() {
        code ^= line.trim_start().starts_with("```");
        let (mut rest, mut ticks) = (line, 0);
        while let Some((before, after)) = rest.split_once("](") {
            ticks += before.matches('`').count();
            let in_code = code || ticks % 2 == 1;
            let (target, after) = after.split_once(')').unwrap_or((after, ""));
            if !in_code {
                found.push(target.split(' ').next().unwrap());
            }
            rest = after;
        }
    }
    found
}

#[test]
fn every_module_stands_in_the_drawing() {
    let Ok(drawing) = fs::read_to_string(top().join("ARCHITECTURE.md")) else { return };
    let library = fs::read_to_string(top().join("src/lib.rs")).unwrap();
    let modules: Vec<&str> =
        library.lines().filter_map(|line| line.trim().strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert!(modules.len() > 5, "lib.rs was not understood");
    let missing: Vec<&&str> = modules
        .iter()
        .filter(|module| {
            !drawing.contains(&format!("{module}/")) && !drawing.contains(&format!("{module}.rs"))
        })
        .collect();
    assert!(missing.is_empty(), "not in ARCHITECTURE.md: {missing:?}");
}

#[test]
fn every_fixture_has_its_recipe() {
    let recipes = top().join("testdata/make");
    assert!(recipes.is_dir(), "testdata/make is not there");
    let names: Vec<String> = fs::read_dir(&recipes)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    for entry in fs::read_dir(top().join("testdata")).unwrap() {
        let folder = entry.unwrap().file_name().into_string().unwrap();
        if folder == "make" {
            continue;
        }
        let mut found = names.iter().any(|name| name.starts_with(&folder));
        let mut texts = Vec::new();
        collect(&recipes, "", &mut texts);
        found |= texts
            .iter()
            .filter_map(|path| fs::read_to_string(path).ok())
            .any(|text| text.contains(&format!("{folder}/")) || text.contains(&format!("testdata/{folder}")));
        assert!(found, "testdata/{folder} has no recipe in testdata/make");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found() {
        assert_eq!(links("a [b](c.md) `[d](e)` [f](g \"h\")"), ["c.md", "g"]);
        assert_eq!(links("```\n[a](b)\n```\n[c](d#e)"), ["d#e"]);
    }
}
