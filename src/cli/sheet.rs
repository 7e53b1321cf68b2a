//! How does a new sheet begin?

use super::failure::Failure;
use crate::diagnose::is_id;
use crate::lang::Lang;
use crate::text::short;

/// Returns a whole catalogue with one commented sheet to fill in.
///
/// # Errors
/// A text that cannot be an identifier.
pub(super) fn new(id: &str, lang: Lang) -> Result<String, Failure> {
    if !is_id(id) {
        return Err(Failure::BadId(short(id)));
    }
    Ok(lang.words().new_sheet.replace("{id}", id))
}
