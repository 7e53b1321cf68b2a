//! How does a new sheet begin?
//!
//! Implements `new`: writes a catalogue with one commented activity to fill in.

use std::process::ExitCode;

use super::common_args::Destination;
use super::failure::Failure;
use super::loading::write_output;
use super::print::print_error_line;
use crate::app::quoted;
use crate::diagnose::is_id;
use crate::lang::Lang;
use crate::query::UnknownName;
use crate::text::{Clean, excerpt, slug};

/// Prints or saves a complete catalogue with one commented sheet to fill in.
///
/// # Errors
/// If `id` is not a valid identifier, the output file has the extension of another format, or it cannot be saved.
pub(super) fn write(id: &str, destination: &Destination, lang: Lang) -> Result<ExitCode, Failure> {
    let text = sheet_template(id, lang)?;
    destination.ensure_ron_output()?;
    write_output(destination, &mut |out| Ok(out(&text).map(|()| false)?))?;
    if let Some(file) = destination.file().map(|it| Clean::line(&it.to_string_lossy())) {
        print_error_line(&(lang.words().command.template_saved)(&file, &quoted(&file)));
    }
    Ok(ExitCode::SUCCESS)
}

fn sheet_template(id: &str, lang: Lang) -> Result<String, Failure> {
    if !is_id(id) {
        let nearest = Some(slug(id)).filter(|it| !it.is_empty());
        return Err(Failure::InvalidId(UnknownName { name: excerpt(id), nearest: nearest.map(|it| Clean::line(&it)) }));
    }
    // With the suffix, a long identifier may exceed the maximum length.
    let catalogue = Some(format!("{id}-catalogue")).filter(|it| is_id(it)).unwrap_or_else(|| id.to_owned());
    Ok(lang.words().new_sheet.replace("{catalogue}", &catalogue).replace("{id}", id))
}
