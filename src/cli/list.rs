//! Which activities pass, as a table?

use std::io::{self, Write};

use super::failure::Failure;
use crate::lang::Lang;
use crate::query::{Answer, Library};
use crate::text::{pad, width};

/// Prints a line for each activity: identifier, country, place, title, in columns.
pub(super) fn print(library: &Library, answer: &Answer, lang: Lang) -> Result<(), Failure> {
    let activities = || answer.rows.iter().filter_map(|&row| library.catalogue.activities.get(row));
    let ids = activities().map(|it| width(&it.id)).max().unwrap_or(0);
    let places = activities().map(|it| width(it.place.name.get(lang))).max().unwrap_or(0);
    let mut out = io::BufWriter::new(io::stdout().lock());
    let written = activities().try_for_each(|it| {
        let (id, place) = (pad(&it.id, ids), pad(it.place.name.get(lang), places));
        writeln!(out, "{id}  {}  {place}  {}", it.place.country.code(), it.title.get(lang))
    });
    written.and_then(|()| out.flush()).map_err(Failure::CannotWrite)
}
