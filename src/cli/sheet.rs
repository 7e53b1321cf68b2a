//! How does a new sheet begin?

use super::failure::Failure;
use crate::lang::Lang;
use crate::text::Clean;

/// Returns a whole catalogue with one commented sheet to fill in.
///
/// # Errors
/// A text that cannot be an identifier.
pub(super) fn new(id: &str, lang: Lang) -> Result<String, Failure> {
    let is_allowed = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
    if id.is_empty() || id.len() > 100 || !id.bytes().all(is_allowed) {
        return Err(Failure::BadId(Clean::line(id)));
    }
    Ok(lang.words().new_sheet.replace("{id}", id))
}
