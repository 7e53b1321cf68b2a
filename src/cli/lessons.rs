//! What was learnt across the activities that pass?

use super::show::MEASURE;
use crate::catalogue::Section;
use crate::document::{Grouping, lens, plain};
use crate::lang::Lang;
use crate::query::{Answer, Library};
use crate::terminal;

/// Returns the lens as text.
pub(super) fn lessons(library: &Library, answer: &Answer, section: Section, by: Grouping, lang: Lang) -> String {
    let document = lens(&library.catalogue, &answer.rows, section, by, lang);
    plain(&document, terminal::columns().unwrap_or(MEASURE).min(MEASURE))
}
