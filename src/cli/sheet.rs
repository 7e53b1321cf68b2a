//! How does a new sheet begin?

use std::process::ExitCode;

use super::failure::Failure;
use super::groups::Destination;
use super::opening::save;
use super::print::print;
use crate::diagnose::is_id;
use crate::lang::Lang;
use crate::text::{short, slug};

/// Prints a whole catalogue with one commented sheet to fill in, or saves it.
///
/// # Errors
/// A text that cannot be an identifier; that it cannot be saved.
pub(super) fn write(id: &str, destination: &Destination, lang: Lang) -> Result<ExitCode, Failure> {
    let text = new(id, lang)?;
    match destination.file() {
        Some(path) => save(path, destination.existing(), text.as_bytes()),
        None => print(&[text.into()]).map(|()| ExitCode::SUCCESS).map_err(Failure::from),
    }
}

fn new(id: &str, lang: Lang) -> Result<String, Failure> {
    if !is_id(id) {
        return Err(Failure::BadId(short(id), slug(id)));
    }
    Ok(lang.words().new_sheet.replace("{id}", id))
}
