//! What was learnt across the activities that pass?

use super::show::MEASURE;
use crate::catalogue::Section;
use crate::document::{Grouping, View, lens, plain};
use crate::lang::Lang;
use crate::query::{Answer, Library};
use crate::terminal;

/// Returns the lens as text.
pub(super) fn lessons(library: &Library, answer: &Answer, section: Section, by: Grouping, lang: Lang) -> String {
    let view = View { catalogue: &library.catalogue, section, grouping: by };
    let document = lens(view, &answer.rows, lang);
    plain(&document, terminal::columns().unwrap_or(MEASURE).min(MEASURE))
}
