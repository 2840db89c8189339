//! Our own library as a tool of the transcripts: fixed clock, counted randomness, typed input.

#[path = "../../fuzz/decoders/streams.rs"]
mod streams;

use std::ffi::OsString;
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;
use keytool_rs::machine::{Machine, Randomness};
use streams::Typed;

use super::{Folder, NOW, Outcome, Tool};

/// Our own library, called as `keytool`.
pub struct Ourselves;

/// The same, with other randomness at every run: what is made twice is not alike.
pub struct Restless;

static RUNS: AtomicU64 = AtomicU64::new(1);

/// Bytes that are different at every call and, from one start, the same at every run.
fn counted(start: u64) -> Randomness {
    let mut count = start;
    Box::new(move |bytes| {
        for byte in bytes {
            count = count.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = count.to_be_bytes()[0];
        }
        Ok(())
    })
}

impl Tool for Ourselves {
    fn run(
        &self,
        folder: &Folder,
        environment: &[(String, String)],
        arguments: &[String],
        stdin: &[u8],
    ) -> Outcome {
        run(counted(0), folder, environment, arguments, stdin)
    }
}

impl Tool for Restless {
    fn run(
        &self,
        folder: &Folder,
        environment: &[(String, String)],
        arguments: &[String],
        stdin: &[u8],
    ) -> Outcome {
        let start = RUNS.fetch_add(1, Ordering::SeqCst);
        run(counted(start), folder, environment, arguments, stdin)
    }
}

fn run(
    randomness: Randomness,
    folder: &Folder,
    environment: &[(String, String)],
    arguments: &[String],
    stdin: &[u8],
) -> Outcome {
    let mut variables = vec![
        ("LC_ALL".to_owned(), "C.UTF-8".to_owned()),
        ("TZ".to_owned(), "UTC".to_owned()),
        ("HOME".to_owned(), folder.path.to_str().unwrap().to_owned()),
    ];
    if let Some(java_home) = &folder.java_home {
        variables.push(("JAVA_HOME".to_owned(), java_home.to_str().unwrap().to_owned()));
    }
    variables.extend(environment.iter().map(|(name, value)| (name.clone(), folder.with_paths(value))));
    let variables = variables.into_iter().map(|(name, value)| (OsString::from(name), OsString::from(value)));
    let mut machine = Machine::new(Timestamp::from_second(NOW).unwrap(), variables, randomness);
    machine.folder = folder.path.clone();
    let arguments: Vec<OsString> = std::iter::once(OsString::from("keytool"))
        .chain(arguments.iter().map(|argument| OsString::from(folder.with_paths(argument))))
        .collect();
    let mut console = Typed::new(stdin);
    let exit = std::panic::catch_unwind(AssertUnwindSafe(|| {
        keytool_rs::cli::run(&arguments, &mut machine, &mut console)
    }));
    Outcome { stdout: console.out, stderr: console.err, exit: exit.ok().map(i32::from) }
}
