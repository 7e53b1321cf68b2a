//! How are activities cited?

use std::process::ExitCode;

use super::chosen::chosen;
use super::environment::origins;
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
    destination.spare(&origins(&asked.files.files)?)?;
    let style = destination.format(style)?;
    let (library, cited) = chosen(asked, remembers, lang)?;
    let citations = export::cite(&library.catalogue, &cited, style.into(), lang);
    deliver(destination, &mut |out| {
        out(&citations)?;
        Ok(status_of(&library.report))
    })
}
