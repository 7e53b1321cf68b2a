//! How does a new sheet begin?

use std::process::ExitCode;

use super::failure::Failure;
use super::groups::Destination;
use super::opening::deliver;
use crate::diagnose::is_id;
use crate::lang::Lang;
use crate::text::{short, slug};

/// Prints a whole catalogue with one commented sheet to fill in, or saves it.
///
/// # Errors
/// A text that cannot be an identifier; that it cannot be saved.
pub(super) fn write(id: &str, destination: &Destination, lang: Lang) -> Result<ExitCode, Failure> {
    let text = new(id, lang)?;
    deliver(destination, &mut |out| {
        out(&text)?;
        Ok(ExitCode::SUCCESS)
    })
}

fn new(id: &str, lang: Lang) -> Result<String, Failure> {
    if !is_id(id) {
        return Err(Failure::BadId(short(id), slug(id)));
    }
    Ok(lang.words().new_sheet.replace("{id}", id))
}
