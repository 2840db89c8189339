//! The drawing of the house holds: no module imports sideways or up, and only the outermost touch the world.
//!
//! Every source file is read as tokens, without its comments, strings and `#[cfg(test)]` items; every path in it,
//! imported or written inline, is compared with [`LAYERS`] and [`RESERVED`].
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

/// The top modules, from the bottom up. A module may import from lines above its own, and from itself.
const LAYERS: &[&[&str]] = &[
    &["asn1", "calendar", "machine", "secret", "wildcard"],
    &["crypto"],
    &["diagnosis", "keystore", "x509"],
    &["formats", "jvm"],
    &["opening", "pkix", "tls"],
    &["audit", "explain", "probe"],
    &["report"],
    &["commands"],
    &["cli"],
    &["main"],
];

/// A path that only some places may write, those places (below `src`), and why.
const RESERVED: &[(&str, &[&str], &str)] = &[
    ("std::env", &["machine.rs", "main.rs", "cli/console.rs"], "the environment comes from Machine"),
    ("SystemTime::now", &["machine.rs", "main.rs", "cli/console.rs"], "the time comes from Machine"),
    ("Instant::now", &["machine.rs", "main.rs", "cli/console.rs"], "the time comes from Machine"),
    ("Timestamp::now", &["machine.rs", "main.rs", "cli/console.rs"], "the time comes from Machine"),
    ("Zoned::now", &["machine.rs", "main.rs", "cli/console.rs"], "the time comes from Machine"),
    ("std::fs", &["commands/", "jvm/", "machine.rs", "cli/"], "codecs and the model see no files"),
    ("print!", &["cli/"], "nobody but the command line's console prints"),
    ("println!", &["cli/"], "nobody but the command line's console prints"),
    ("eprint!", &["cli/"], "nobody but the command line's console prints"),
    ("eprintln!", &["cli/"], "nobody but the command line's console prints"),
    ("io::stdin", &["cli/", "main.rs"], "nobody but the command line's console reads the terminal"),
    ("io::stdout", &["cli/", "main.rs"], "nobody but the command line's console prints"),
    ("io::stderr", &["cli/", "main.rs"], "nobody but the command line's console prints"),
];

/// Paths that begin like reserved ones and look at nothing.
const HARMLESS: &[&str] = &["std::env::split_paths", "std::env::join_paths", "std::env::consts"];

#[test]
fn the_house_stands() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&source, &mut files);
    assert!(files.len() > 10, "the sources were not found");
    let texts: Vec<(String, String)> = files
        .iter()
        .map(|path| {
            let name = path.strip_prefix(&source).unwrap().to_str().unwrap().replace('\\', "/");
            (name, fs::read_to_string(path).unwrap())
        })
        .collect();
    let test_files: Vec<String> = texts.iter().flat_map(|(name, text)| test_modules(name, text)).collect();
    let is_test = |name: &str| test_files.iter().any(|own| name.starts_with(own));
    let faults: Vec<String> =
        texts.iter().filter(|(name, _)| !is_test(name)).flat_map(|(name, text)| faults(name, text)).collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// Every `.rs` file below a folder, sorted.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// What is wrong with one file: `place: fault`.
fn faults(file: &str, text: &str) -> Vec<String> {
    if file == "lib.rs" {
        return Vec::new();
    }
    let module = module_path(file);
    let Some(own) = layer(&module[0]) else {
        return vec![format!(
            "{file}: the module {} is in no layer; add it to LAYERS and to the drawing",
            module[0]
        )];
    };
    let mut faults = Vec::new();
    for (line, path) in paths(&without_tests(tokens(text))) {
        let written = path.join("::");
        for (reserved, places, why) in RESERVED {
            let allowed = places.iter().any(|place| match place.strip_suffix('/') {
                // `commands/` is the folder, and the file beside it.
                Some(folder) => file.starts_with(place) || file == format!("{folder}.rs"),
                None => file == *place,
            });
            let harmless = HARMLESS.iter().any(|harmless| written.starts_with(harmless));
            if !allowed && !harmless && holds(&path, reserved) {
                faults.push(format!("{file}:{line}: {written}: {why}"));
            }
        }
        let Some(target) = top_module(&module, &path) else { continue };
        match layer(target) {
            Some(other) if other < own || *target == module[0] => {}
            Some(_) => {
                faults.push(format!("{file}:{line}: {written}: {} must not import {target}", module[0]))
            }
            None => faults.push(format!("{file}:{line}: {written}: {target} is in no layer")),
        }
    }
    faults
}

/// `formats/pkcs12/mod.rs` → formats, pkcs12.
fn module_path(file: &str) -> Vec<String> {
    let parts = file.trim_end_matches(".rs").split('/').map(str::to_owned);
    parts.filter(|part| part != "mod").collect()
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

/// The top module that a path written in `module` leads to, where it leads into this crate at all.
fn top_module<'a>(module: &'a [String], path: &'a [String]) -> Option<&'a String> {
    let ups = path.iter().skip_while(|part| *part == "self").take_while(|part| *part == "super").count();
    let rest = path.iter().find(|part| !["self", "super", "crate"].contains(&part.as_str()));
    match path.first()?.as_str() {
        "crate" => path.get(1),
        "super" | "self" if ups == module.len() => rest,
        // One inline module may stand between the file's module and the path.
        "super" if ups > module.len() => rest,
        _ => None,
    }
}

/// Whether the reserved words stand in the path one after another; `std::` ones only at its start.
fn holds(path: &[String], reserved: &str) -> bool {
    let reserved: Vec<&str> = reserved.split("::").collect();
    let found = path.windows(reserved.len()).position(|window| window == reserved);
    found.is_some_and(|at| at == 0 || reserved[0] != "std")
}

/// A word, a mark, and the line it stands on; `::` is one token, and so is a macro's name with its `!`.
type Token = (usize, String);

fn tokens(text: &str) -> Vec<Token> {
    let characters: Vec<char> = text.chars().collect();
    let at = |index: usize| characters.get(index).copied().unwrap_or('\0');
    let (mut index, mut line) = (0, 1);
    let mut found: Vec<Token> = Vec::new();
    while index < characters.len() {
        let character = at(index);
        let start = index;
        if character == '/' && at(index + 1) == '/' {
            while index < characters.len() && at(index) != '\n' {
                index += 1;
            }
        } else if character == '/' && at(index + 1) == '*' {
            let mut depth = 0;
            loop {
                match (at(index), at(index + 1)) {
                    ('/', '*') => (depth, index) = (depth + 1, index + 2),
                    ('*', '/') => (depth, index) = (depth - 1, index + 2),
                    _ => index += 1,
                }
                if depth == 0 || index >= characters.len() {
                    break;
                }
            }
        } else if let Some(hashes) = raw_string(&characters, index) {
            index += characters[index..].iter().position(|character| *character == '"').unwrap() + 1;
            while index < characters.len()
                && !(at(index) == '"' && (1..=hashes).all(|ahead| at(index + ahead) == '#'))
            {
                index += 1;
            }
            index += 1 + hashes;
        } else if character == '"' {
            index += 1;
            while index < characters.len() && at(index) != '"' {
                index += if at(index) == '\\' { 2 } else { 1 };
            }
            index += 1;
        } else if character == '\'' && (at(index + 1) == '\\' || at(index + 2) == '\'') {
            index += if at(index + 1) == '\\' { 3 } else { 2 };
            while index < characters.len() && at(index) != '\'' {
                index += 1;
            }
            index += 1;
        } else if character.is_alphabetic() || character == '_' {
            while at(index).is_alphanumeric() || at(index) == '_' {
                index += 1;
            }
            let called = at(index) == '!' && at(index + 1) != '=';
            index += usize::from(called);
            found.push((line, characters[start..index].iter().collect()));
        } else if character == ':' && at(index + 1) == ':' {
            index += 2;
            found.push((line, "::".into()));
        } else {
            index += 1;
            if !character.is_whitespace() {
                found.push((line, character.into()));
            }
        }
        let end = index.min(characters.len());
        line += characters[start..end].iter().filter(|character| **character == '\n').count();
    }
    found
}

/// How many `#` a raw string that starts here has.
fn raw_string(characters: &[char], index: usize) -> Option<usize> {
    let before = index.checked_sub(1).map(|before| characters[before]);
    if before.is_some_and(|before| before.is_alphanumeric() || before == '_') {
        return None;
    }
    let text: String = characters[index..].iter().take(40).collect();
    let rest =
        text.strip_prefix("br").or_else(|| text.strip_prefix("cr")).or_else(|| text.strip_prefix('r'))?;
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    rest[hashes..].starts_with('"').then_some(hashes)
}

const TEST: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];

fn starts_test(tokens: &[Token]) -> bool {
    tokens.len() >= TEST.len() && tokens.iter().zip(TEST).all(|((_, token), own)| token == own)
}

/// The tokens without the items that stand behind `#[cfg(test)]`.
fn without_tests(tokens: Vec<Token>) -> Vec<Token> {
    let mut kept = Vec::new();
    let mut index = 0;
    while index < tokens.len() {
        if !starts_test(&tokens[index..]) {
            kept.push(tokens[index].clone());
            index += 1;
            continue;
        }
        index += TEST.len();
        let mut depth = 0;
        while index < tokens.len() {
            let token = tokens[index].1.as_str();
            depth += i32::from(token == "{") - i32::from(token == "}");
            index += 1;
            if depth == 0 && [";", "}"].contains(&token) {
                break;
            }
        }
    }
    kept
}

/// The files, or folders, of the modules that a file declares for tests only.
fn test_modules(file: &str, text: &str) -> Vec<String> {
    let tokens = tokens(text);
    let folder = match file.strip_suffix("mod.rs").or_else(|| file.strip_suffix("lib.rs")) {
        Some(folder) => folder.to_owned(),
        None => format!("{}/", file.trim_end_matches(".rs")),
    };
    let declared = (0..tokens.len()).filter(|index| starts_test(&tokens[*index..])).filter_map(|index| {
        let item: Vec<&str> =
            tokens[index + TEST.len()..].iter().take(3).map(|(_, token)| token.as_str()).collect();
        (item.len() == 3 && item[0] == "mod" && item[2] == ";").then(|| item[1].to_owned())
    });
    declared.flat_map(|name| [format!("{folder}{name}.rs"), format!("{folder}{name}/")]).collect()
}

/// Every path of the file with its line: imports written out one by one, and what stands inline.
fn paths(tokens: &[Token]) -> Vec<(usize, Vec<String>)> {
    let mut found = Vec::new();
    let mut index = 0;
    while index < tokens.len() {
        let token = &tokens[index].1;
        let is_word = token.starts_with(|character: char| character.is_alphabetic() || character == '_');
        if is_word && token != "use" {
            tree(tokens, &mut index, Vec::new(), &mut found);
        } else {
            index += 1;
        }
    }
    found
}

/// One path from `index` on, or as many as its braces hold.
fn tree(tokens: &[Token], index: &mut usize, mut path: Vec<String>, found: &mut Vec<(usize, Vec<String>)>) {
    let line = tokens[*index].0;
    loop {
        path.push(tokens[*index].1.clone());
        *index += 1;
        let next = |ahead: usize| tokens.get(*index + ahead).map_or("", |(_, token)| token.as_str());
        if next(0) != "::" {
            break;
        }
        if next(1) == "{" {
            *index += 2;
            while *index < tokens.len() && tokens[*index].1 != "}" {
                if tokens[*index].1 == "," {
                    *index += 1;
                } else {
                    tree(tokens, index, path.clone(), found);
                }
            }
            *index += 1;
            return;
        }
        if !next(1).starts_with(|character: char| character.is_alphabetic() || "_*".contains(character)) {
            break;
        }
        *index += 1;
    }
    found.push((line, path));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn planted_faults_are_found() {
        for (file, text) in [
            ("asn1/mod.rs", "use crate::keystore::Store;"),
            ("keystore/store.rs", "use crate::x509::name;"),
            ("keystore/store.rs", "use crate::{\n    asn1, secret::Password,\n    formats::{jks},\n};"),
            ("keystore/store.rs", "pub fn f() -> crate::report::Text { todo() }"),
            ("keystore/store.rs", "use super::super::x509::name;"),
            ("keystore/mod.rs", "use super::formats;"),
            ("keystore/mod.rs", "use self::super::formats;"),
            ("keystore/store.rs", "mod inner { use super::super::super::formats::jks; }"),
            ("formats/jks.rs", "use crate::unheard_of::Thing;"),
            ("unheard_of/mod.rs", ""),
            ("commands/list.rs", "fn f() { println!(\"{}\", 1) }"),
            ("commands/list.rs", "use std::io;\nfn f() { write(io::stdout()) }"),
            ("commands/list.rs", "use std::{env, fs};"),
            ("commands/list.rs", "fn f() { let now = std::time::Instant::now(); }"),
            ("report/x.rs", "fn f() { jiff::Timestamp::now() }"),
            ("formats/jks.rs", "use std::fs::File;"),
            ("formats/jks.rs", "use std::{fs::File, io};"),
            ("formats/jks.rs", "#[cfg(test)]\nuse std::fs;\nuse std::fs;"),
            ("formats/jks.rs", "const A: char = '\"'; use std::fs; const B: char = '\"';"),
            ("formats/jks.rs", "fn f<'a>(a: &'a str) {} use std::fs;"),
            ("formats/jks.rs", "/* /* */ */ use std::fs;"),
        ] {
            assert_eq!(faults(file, text).len(), 1, "{file}: {text}");
        }
        assert_eq!(
            faults("formats/jks.rs", "\n\"\n\"; use std::fs;")[0].split(": ").next(),
            Some("formats/jks.rs:3")
        );
    }

    #[test]
    fn what_is_allowed_is_left_alone() {
        for (file, text) in [
            ("jvm/installs.rs", "use std::env::{split_paths, consts::OS}; std::env::join_paths(paths)"),
            ("lib.rs", "pub mod anything; pub use crate::cli::run;"),
            ("main.rs", "use keytool_rs::cli; fn main() { std::env::args_os(); crate::cli::run() }"),
            ("machine.rs", "std::env::vars_os(); Timestamp::now(); std::fs::read(path)"),
            ("cli/console.rs", "println!(); std::env::var(name); crate::commands::run()"),
            ("commands.rs", "use std::fs; use crate::{asn1, keystore::{Store, store}, report::human};"),
            ("formats/pkcs12/mod.rs", "use super::jks; use crate::formats::jks; use crate::keystore;"),
            (
                "formats/pkcs12/mac.rs",
                "use super::super::jks; use self::super::Bag; let super_ = crate::crypto::f();",
            ),
            (
                "formats/jks.rs",
                "// use std::fs;\n/* println!() */ const A: &str = \"std::fs::read println!()\";",
            ),
            ("formats/jks.rs", "const A: &str = r#\"a \" use std::fs; \"#; const B: &[u8] = br\"std::fs\";"),
            ("formats/jks.rs", "#[cfg(test)]\nmod tests { use std::fs; fn f() { println!() } }"),
            ("formats/jks.rs", "#[cfg(test)]\nuse crate::cli;\nuse crate::asn1;"),
            ("formats/jks.rs", "if a != b { println } let print = 1; my::std::fs(); my_println!()"),
        ] {
            assert_eq!(faults(file, text), Vec::<String>::new(), "{file}: {text}");
        }
    }

    #[test]
    fn files_of_tests_are_known() {
        let text = "mod a;\n#[cfg(test)]\nmod b;\n#[cfg(test)]\nmod c { }";
        assert_eq!(test_modules("x/mod.rs", text), ["x/b.rs", "x/b/"]);
        assert_eq!(test_modules("x/y.rs", text), ["x/y/b.rs", "x/y/b/"]);
        assert_eq!(test_modules("lib.rs", text), ["b.rs", "b/"]);
    }
}
