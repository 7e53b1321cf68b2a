//! How are activities cited?
//!
//! Implements `cite`: prints or saves the citations of the chosen activities.

use std::process::ExitCode;

use super::common_args::Destination;
use super::failure::Failure;
use super::loading::{Request, is_partial, write_output};
use super::selection::select_activities;
use super::values::CiteStyle;
use crate::export;

/// Writes citations to a file or prints them. Without a given style, the extension of the file determines it.
///
/// # Errors
/// If a name or the extension is unknown, no activity matches, or the output cannot be written.
pub(super) fn cite(
    ids: &[String],
    request: &Request<'_>,
    style: Option<CiteStyle>,
    destination: &Destination,
) -> Result<ExitCode, Failure> {
    destination.ensure_not_input(&request.origins)?;
    let style = destination.format(style)?;
    let (library, cited) = select_activities(ids, request, true)?;
    let citations = export::cite(&library.catalogue, &cited, style, request.lang);
    write_output(destination, &mut |out| {
        out(&citations)?;
        Ok(is_partial(&library.report))
    })
}
