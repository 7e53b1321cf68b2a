//! How are activities cited?
//!
//! Implements `cite`: prints or saves the citations of the chosen activities.

use std::process::ExitCode;

use super::chosen::chosen;
use super::environment::origins;
use super::failure::Failure;
use super::groups::{Chosen, Destination};
use super::opening::{deliver, status_of};
use super::values::CiteStyle;
use crate::export;
use crate::lang::Lang;

/// Writes citations to a file or prints them. Without a given style, the extension of the file determines it.
///
/// # Errors
/// If a name or the extension is unknown, no activity matches, or the output cannot be written.
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
