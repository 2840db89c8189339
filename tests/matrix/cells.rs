//! Each kind of key × type of store × command, from the tables in `testdata/make/matrix`.

use super::pack;

const ALGORITHMS: &str = include_str!("../../testdata/make/matrix/algorithms.txt");
const COMMANDS: &str = include_str!("../../testdata/make/matrix/commands.txt");
const FIXTURES: &str = include_str!("../../testdata/make/matrix/fixtures.txt");

/// A kind of key.
pub struct Algorithm {
    /// How the matrix calls it.
    pub name: &'static str,
    /// What it can do: `signing`, `signed`, `secret` or `password`.
    pub kind: &'static str,
    options: &'static str,
}

/// The lines of `algorithms.txt`.
pub fn algorithms() -> impl Iterator<Item = Algorithm> {
    ALGORITHMS.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let (name, rest) = line.split_once(' ').unwrap();
        let (kind, options) = rest.trim_start().split_once(' ').unwrap();
        Algorithm { name, kind, options: options.trim_start() }
    })
}

/// The types of stores that keys of a kind can be in: the end of their files' names, which is how the matrix calls them.
fn stores(kind: &str) -> &'static str {
    match kind {
        "secret" | "password" => "jceks p12",
        _ => "jks jceks p12",
    }
}

/// Name (`algorithm/store/command`) and defined part of every case.
pub fn cases() -> Vec<(String, String)> {
    let mut cases = Vec::new();
    for algorithm in algorithms() {
        for (command, body) in pack::blocks(COMMANDS) {
            let value = |head: &str| body.lines().find_map(|line| line.strip_prefix(head));
            if !value("kinds ").unwrap().split(' ').any(|kind| kind == algorithm.kind) {
                continue;
            }
            let kept: Vec<&str> = body
                .lines()
                .filter(|line| !line.starts_with("kinds ") && !line.starts_with("stores "))
                .collect();
            for store in value("stores ").unwrap_or(stores(algorithm.kind)).split(' ') {
                let body = filled(&(kept.join("\n") + "\n"), &algorithm, store);
                for (command, body) in chosen(&command, &body) {
                    cases.push((format!("{}/{store}/{command}", algorithm.name), body));
                }
            }
        }
    }
    cases
}

/// One case for each word of a `[a b c]` group in the name, `{1}` in the lines being the word.
fn chosen(name: &str, body: &str) -> Vec<(String, String)> {
    let Some((head, words)) = name.strip_suffix(']').and_then(|name| name.split_once('[')) else {
        return vec![(name.to_owned(), body.to_owned())];
    };
    words.split(' ').map(|word| (format!("{head}{word}"), body.replace("{1}", word))).collect()
}

/// The command lines that make the fixtures of a kind of key (`other`: those that all share).
pub fn fixture(kind: &str, algorithm: Option<&Algorithm>) -> String {
    let (_, body) = pack::blocks(FIXTURES).find(|(name, _)| name == kind).unwrap();
    algorithm.map_or(body.clone(), |algorithm| filled(&body, algorithm, "jceks"))
}

fn filled(text: &str, algorithm: &Algorithm, store: &str) -> String {
    // Java: a key has no password of its own in a PKCS12 store.
    let (store_type, key) = match store {
        "jks" => ("JKS", "keypass1"),
        "jceks" => ("JCEKS", "keypass1"),
        _ => ("PKCS12", "changeit"),
    };
    [
        ("{algorithm}", algorithm.name),
        ("{options}", algorithm.options),
        ("{type}", store),
        ("{TYPE}", store_type),
    ]
    .iter()
    .fold(text.replace("{key}", key), |text, (mark, value)| text.replace(mark, value))
}
