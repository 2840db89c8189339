//! The `keytool-rs` program: the real command line and the real machine in, the exit code out.

use std::process::ExitCode;

use keytool_rs::cli::{self, Terminal};
use keytool_rs::machine::Machine;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    let mut machine = Machine::real();
    let mut terminal = Terminal::default();
    let code = cli::run(&arguments, &mut machine, &mut terminal);
    if code != 0 {
        terminal.await_answers();
    }
    ExitCode::from(code)
}
