//! How are activities cited?
//!
//! Implements `cite`: prints or saves the citations of the chosen activities.

use std::process::ExitCode;

use super::common_args::{ActivityArgs, Destination};
use super::environment::origins;
use super::failure::Failure;
use super::loading::{is_partial, write_output};
use super::selection::select_activities;
use super::values::CiteStyle;
use crate::export;
use crate::lang::Lang;

/// Writes citations to a file or prints them. Without a given style, the extension of the file determines it.
///
/// # Errors
/// If a name or the extension is unknown, no activity matches, or the output cannot be written.
pub(super) fn cite(
    arguments: &ActivityArgs,
    style: Option<CiteStyle>,
    destination: &Destination,
    uses_state: bool,
    lang: Lang,
) -> Result<ExitCode, Failure> {
    destination.ensure_not_input(&origins(&arguments.files.files)?)?;
    let style = destination.format(style)?;
    let (library, cited) = select_activities(arguments, true, uses_state, lang)?;
    let citations = export::cite(&library.catalogue, &cited, style.into(), lang);
    write_output(destination, &mut |out| {
        out(&citations)?;
        Ok(is_partial(&library.report))
    })
}
