//! How are activities cited?

use std::process::ExitCode;

use super::chosen::chosen;
use super::failure::Failure;
use super::groups::{Chosen, Destination};
use super::opening::{deliver, status_of};
use super::values::CiteStyle;
use crate::export;
use crate::lang::Lang;

/// Writes citations to a file, whose name tells the style where none is asked for, or prints them.
///
/// # Errors
/// A name that is unknown, that nothing passes, that they cannot be written.
pub(super) fn cite(
    asked: &Chosen,
    style: Option<CiteStyle>,
    destination: &Destination,
    remembers: bool,
    lang: Lang,
) -> Result<ExitCode, Failure> {
    if destination.is_one_of(&asked.files.files) {
        return Err(Failure::SameFile);
    }
    let (library, cited) = chosen(asked, remembers, lang)?;
    let style = style.unwrap_or_else(|| CiteStyle::of_file(destination.file()));
    let citations = export::cite(&library.catalogue, &cited, style.into(), lang);
    deliver(destination, &mut |out| {
        out(&citations)?;
        Ok(status_of(&library.report))
    })
}
