//! The `passerelle` program: calls the library, which does everything.

use std::process::ExitCode;

fn main() -> ExitCode {
    passerelle::cli::run(std::env::args_os())
}
