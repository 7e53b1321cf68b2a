//! The program `passerelle`: everything it does is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    passerelle::cli::run(std::env::args_os())
}
