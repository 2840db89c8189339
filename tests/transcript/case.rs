//! The text form of a case: reading the part that people write, writing the part that is recorded.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::{Folder, Outcome, home, masks};

/// Streams longer than this are recorded as a digest, unless the case says `whole`.
const LONG: usize = 60_000;

/// One case: what lies in the folder, then the command lines.
#[derive(Debug, Default)]
pub struct Case {
    /// `command/case`.
    pub name: String,
    /// The whole file.
    pub text: String,
    setup: Vec<String>,
    /// Files that come from a fixture: name in the folder, name of the fixture.
    pub files: Vec<(String, String)>,
    /// Files whose bytes are in the case.
    pub written: Vec<(String, Vec<u8>)>,
    /// Empty folders.
    pub folders: Vec<String>,
    /// The fixture that is the `lib/security/cacerts` of the Java the case runs with.
    pub cacerts: Option<String>,
    /// The environment beside the harness's own.
    pub environment: Vec<(String, String)>,
    /// The passwords that may open a changed store afterwards, tried in this order.
    pub passwords: Vec<String>,
    /// Whether long output is recorded in full.
    pub whole: bool,
    /// Whether the case makes keys or certificates, so that what no two runs make alike is masked.
    pub made: bool,
    /// The command lines, in order.
    pub steps: Vec<Step>,
}

/// One command line of a case.
#[derive(Debug, Default)]
pub struct Step {
    /// The lines of the file that make the step: `$` and `<`.
    pub text: String,
    /// What follows `keytool`.
    pub arguments: Vec<String>,
    /// All of standard input.
    pub stdin: Vec<u8>,
}

impl Case {
    /// Reads `testdata/transcripts/<name>.txt`.
    pub fn read(name: &str) -> Self {
        let path = home().join(format!("{name}.txt"));
        let text =
            std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Self::parse(name, text)
    }

    /// Takes the text of a case apart.
    pub fn parse(name: &str, text: String) -> Self {
        let mut case = Self { name: name.to_owned(), ..Self::default() };
        for line in text.lines() {
            let (head, rest) = line.split_once(' ').unwrap_or((line, ""));
            match (head, case.steps.last_mut()) {
                ("$", _) => {
                    let mut arguments = words(rest);
                    assert_eq!(arguments.first().map(String::as_str), Some("keytool"), "{name}: {line}");
                    arguments.remove(0);
                    case.steps.push(Step { text: format!("{line}\n"), arguments, stdin: Vec::new() });
                }
                ("<", Some(step)) => step.input(line, format!("{rest}\n").as_bytes()),
                ("<\\", Some(step)) => step.input(line, rest.as_bytes()),
                ("<e", Some(step)) => step.input(line, &unescape(rest)),
                ("<<", Some(step)) => step.input(line, &super::folder::fixture(rest)),
                ("", None) => {}
                (_, None) => {
                    case.setup.push(line.to_owned());
                    case.set_up(head, rest);
                }
                // What was recorded: made anew by `render` and compared as text.
                _ => {}
            }
        }
        if case.passwords.is_empty() {
            case.passwords.push("changeit".to_owned());
        }
        case.text = text;
        case
    }

    fn set_up(&mut self, head: &str, rest: &str) {
        let (name, value) =
            rest.split_once('=').map_or((rest, rest), |(name, value)| (name.trim(), value.trim()));
        match head {
            "#" => {}
            "file" => self.files.push((name.to_owned(), value.to_owned())),
            "write" => self.written.push((name.to_owned(), unescape(value))),
            "folder" => self.folders.push(name.to_owned()),
            "cacerts" => self.cacerts = Some(rest.to_owned()),
            "env" => self.environment.push((name.to_owned(), value.to_owned())),
            "password" => self.passwords.push(rest.to_owned()),
            "whole" => self.whole = true,
            "made" => self.made = true,
            _ => panic!("{}: what is `{head} {rest}`?", self.name),
        }
    }

    /// The lines before the first step.
    pub fn setup_text(&self) -> String {
        self.setup.iter().fold(String::new(), |text, line| text + line + "\n")
    }
}

impl Step {
    fn input(&mut self, line: &str, bytes: &[u8]) {
        self.text.push_str(line);
        self.text.push('\n');
        self.stdin.extend_from_slice(bytes);
    }
}

/// Appends what a command line did: the two streams, line by line, and the exit code.
pub fn render(text: &mut String, outcome: &Outcome, folder: &Folder, case: &Case) {
    for (mark, bytes) in [('1', &outcome.stdout), ('2', &outcome.stderr)] {
        match std::str::from_utf8(bytes) {
            Ok(stream) if case.whole || stream.len() <= LONG => {
                let stream = folder.without_paths(stream);
                let stream = if case.made { masks::apply(&stream) } else { stream };
                for line in without_stack_trace(&stream).split_inclusive('\n') {
                    render_line(text, mark, line);
                }
            }
            _ if case.made => {
                let _ = writeln!(text, "{mark}# made");
            }
            _ => {
                let digest = fingerprint(bytes);
                let _ = writeln!(text, "{mark}# {} bytes, SHA-256 {digest}", bytes.len());
            }
        }
    }
    let _ = match outcome.exit {
        Some(code) => writeln!(text, "= {code}"),
        None => writeln!(text, "= ended by a signal or a panic"),
    };
}

/// What was printed before the calls that led to an error.
///
/// Java: with -v the error is followed by its exception with all calls in the JDK's source, which we have not.
fn without_stack_trace(stream: &str) -> &str {
    let Some(calls) = stream.find("\n\tat ") else { return stream };
    let before = stream.get(..calls).unwrap_or_default();
    let exception = before.rfind("\njava").or_else(|| before.rfind("\nsun")).map_or(0, |at| at + 1);
    stream.get(..exception).unwrap_or_default()
}

fn render_line(text: &mut String, mark: char, line: &str) {
    let ended = line.ends_with('\n');
    let bare = line.strip_suffix('\n').unwrap_or(line);
    // Java: the lines of PEM end with CR LF on every system.
    let (bare, windows) =
        bare.strip_suffix('\r').filter(|_| ended).map_or((bare, false), |bare| (bare, true));
    let _ = if bare.chars().any(|character| character.is_control() && character != '\t') {
        writeln!(text, "{mark}e {}", line.escape_debug())
    } else {
        let end = match (ended, windows) {
            (true, false) => '|',
            (true, true) => '~',
            (false, _) => '\\',
        };
        writeln!(text, "{mark}{end} {bare}")
    };
}

/// SHA-256 in lower-case hexadecimal.
pub fn fingerprint(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

/// The words of a command line: split at blanks, `"…"` keeps blanks together and knows `\"`, `\\`, `\n` and `\xHH`.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = line.trim_start();
    while !rest.is_empty() {
        let mut word = String::new();
        let mut quoted = false;
        let mut characters = rest.char_indices();
        let mut end = rest.len();
        while let Some((at, character)) = characters.next() {
            match character {
                '"' => quoted = !quoted,
                ' ' if !quoted => {
                    end = at;
                    break;
                }
                '\\' if quoted => match characters.next().map(|(_, escaped)| escaped) {
                    Some('n') => word.push('\n'),
                    Some(escaped) => word.push(escaped),
                    None => {}
                },
                _ => word.push(character),
            }
        }
        words.push(word);
        rest = rest[end..].trim_start();
    }
    words
}

/// Bytes written with `\n`, `\r`, `\t`, `\\` and `\xHH`.
fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
            continue;
        }
        bytes.push(match characters.next() {
            Some('n') => b'\n',
            Some('r') => b'\r',
            Some('t') => b'\t',
            Some('\\') => b'\\',
            Some('x') => {
                let digits: String = characters.by_ref().take(2).collect();
                u8::from_str_radix(&digits, 16).unwrap_or_else(|_| panic!("\\x{digits}"))
            }
            other => panic!("\\{other:?}"),
        });
    }
    bytes
}
