//! What was learnt across the activities that pass?

use std::io;

use super::print::print;
use super::show::MEASURE;
use crate::catalogue::Section;
use crate::document::{Grouping, View, lens, plain};
use crate::lang::Lang;
use crate::query::{Answer, Library};
use crate::terminal;

/// Prints the lens as text.
///
/// # Errors
/// Where standard output cannot be written.
pub(super) fn lessons(
    library: &Library,
    answer: &Answer,
    section: Section,
    by: Grouping,
    lang: Lang,
) -> io::Result<()> {
    let view = View { catalogue: &library.catalogue, section, grouping: by };
    let columns = terminal::columns().unwrap_or(MEASURE).min(MEASURE);
    lens(view, &answer.rows, lang).try_for_each(|it| print(&[plain(&it, columns).into()]))
}
