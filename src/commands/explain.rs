//! `explain`: what a log means.

use std::fs::{self, File};
use std::io::{self, BufRead as _, BufReader, Read};
use std::sync::Arc;

use flate2::read::MultiGzDecoder;

use super::{Console, Context, Face, Failure};
use crate::explain::{Explainer, Explanation, NoLog, Opened};
use crate::formats::{self, Reading};
use crate::machine::Machine;
use crate::report::explain::Log;
use crate::report::{human, json};

/// How much of a log is read at a time.
const CHUNK: usize = 256 * 1024;

/// The largest file that is opened because a log names it.
const LARGEST_STORE: u64 = 64 * 1024 * 1024;

/// What gzip files begin with.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Tells what a log means: which step of a connection failed, why, who must act and what mends it
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_help = "\
Reads stack traces, javax.net.debug of Java 7 to 27, certpath debug, IAIK's ssl_debug, openssl's errors, \
with whatever a wrapper or a logger puts before the lines, plain or compressed by gzip, of any size.

To get a log: start the Java with -Djavax.net.debug=ssl:handshake:trustmanager:keymanager, for revocation and paths also with \
-Djava.security.debug=certpath (in a wrapper.conf as wrapper.java.additional.N=…, for a service in JAVA_TOOL_OPTIONS), \
let it fail once, and take what it wrote to its output: under a wrapper that is wrapper.log, in a container the log of the container.

Examples:
  keytool-rs explain /opt/softwareag/profiles/IS_default/logs/wrapper.log
  java -Djavax.net.debug=ssl:handshake:trustmanager -jar app.jar 2>&1 | keytool-rs explain
  keytool-rs explain --format json server.log.gz | jq '.handshakes[] | {host, step, check, remedy}'

Exit code: 0 nothing wrong found, 1 a cause found, 2 not a log it knows")]
pub struct Explain {
    /// The logs, plain or gzip; `-` is standard input (default: standard input)
    #[arg(value_name = "LOG")]
    pub logs: Vec<String>,
}

impl Explain {
    pub(super) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        let standard_input = [String::from("-")];
        let named = if self.logs.is_empty() { &standard_input[..] } else { &self.logs };
        let mut logs = Vec::with_capacity(named.len());
        for name in named {
            let explanation = match explained(context, name)? {
                Err(why) if named.len() == 1 => return Err(Failure::NotALog { name: name.clone(), why }),
                found => found.ok(),
            };
            logs.push(Log { name, explanation });
        }
        let text = match context.face {
            Face::Json | Face::Findings(_) => json::explanation(&logs),
            Face::Human { colour } => human::explanation(&logs, colour),
            Face::Keytool => String::new(),
        };
        context.print(&text)?;
        let mut known = logs.iter().filter_map(|log| log.explanation.as_ref());
        if known.any(Explanation::has_failure) {
            return Ok(1);
        }
        Ok(if logs.iter().any(|log| log.explanation.is_none()) { 2 } else { 0 })
    }
}

/// What a log means, or why it is none.
type Found = Result<Explanation, NoLog>;

fn explained(context: &mut Context<'_>, name: &str) -> Result<Found, Failure> {
    let unreadable = |source| Failure::Read { path: name.to_owned(), source };
    let found = if name == "-" {
        read(Input(context.console)).map_err(Failure::Input)?
    } else {
        let file = File::open(context.machine.path(name)).map_err(unreadable)?;
        read(file).map_err(unreadable)?
    };
    Ok(found.map(|explanation| decided(context.machine, explanation)))
}

fn read(source: impl Read) -> io::Result<Found> {
    let mut source = BufReader::with_capacity(CHUNK, source);
    if source.fill_buf()?.starts_with(&GZIP) {
        return read_plain(BufReader::with_capacity(CHUNK, MultiGzDecoder::new(source)));
    }
    read_plain(source)
}

fn read_plain(mut source: BufReader<impl Read>) -> io::Result<Found> {
    if let Some(why) = NoLog::of_beginning(source.fill_buf()?) {
        return Ok(Err(why));
    }
    let mut explainer = Explainer::default();
    loop {
        let chunk = match source.fill_buf() {
            Ok(chunk) => chunk,
            // A compressed log that is still being written has no end.
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => break,
            Err(error) => return Err(error),
        };
        if chunk.is_empty() {
            break;
        }
        explainer.feed(chunk);
        let length = chunk.len();
        source.consume(length);
    }
    Ok(explainer.finish().ok_or(NoLog::Unknown))
}

/// Opens the stores that the log names and does not tell enough of, where they are on this machine.
fn decided(machine: &Machine, mut explanation: Explanation) -> Explanation {
    for attempt in &mut explanation.attempts {
        let Some(path) = attempt.wanted_store() else { continue };
        if let Some(opened) = opened(machine, path) {
            attempt.decide_by(&opened);
        }
    }
    explanation
}

fn opened(machine: &Machine, path: &str) -> Option<Opened> {
    let path = machine.path(path);
    fs::metadata(&path).ok().filter(|about| about.is_file() && about.len() <= LARGEST_STORE)?;
    let bytes = Arc::new(fs::read(&path).ok()?);
    let decode = |_: &[u8], format| formats::decode(format, &bytes, None, Reading::AsJava);
    Some(Opened::look(&bytes, decode))
}

/// Standard input, as it comes.
struct Input<'c>(&'c mut dyn Console);

impl Read for Input<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read_input(buffer)
    }
}
