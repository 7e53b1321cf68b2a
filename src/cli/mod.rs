//! What do the commands print? Arguments, one failure type, and the way from one to the other.

mod arguments;
mod failure;
mod filters;
mod list;
mod reader;

use std::ffi::OsString;
use std::process::ExitCode;

use arguments::{Arguments, language};

/// Runs the program with its arguments; returns its exit status.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let lang = language(&arguments);
    let outcome = Arguments::read(arguments, lang).and_then(|arguments| reader::run(&arguments, lang));
    match outcome {
        Ok(status) => status,
        Err(failure) => failure.report(lang),
    }
}
