//! Which activities does a command select?
//!
//! Selects activities by identifier or name, by the filters, or by both; used by `show` and `cite`.

use std::cell::LazyCell;

use hashbrown::{HashMap, HashSet};

use super::failure::Failure;
use super::filters;
use super::loading::{Request, position};
use super::print::print_error_line;
use crate::catalogue::Catalogue;
use crate::export::Cited;
use crate::query::Library;
use crate::text::fold;

/// Loads a catalogue and returns it with the chosen activities and, `with_sources`, the sources whose identifiers were
/// given.
///
/// # Errors
/// If an identifier or name is unknown, or if no activity matches the filters.
pub(super) fn select_activities(
    ids: &[String],
    request: &Request<'_>,
    with_sources: bool,
) -> Result<(&'static Library, Cited), Failure> {
    let Request { filters, lang, .. } = *request;
    if ids.is_empty() {
        let (library, _, answer) = request.load_and_query()?;
        return Ok((library, Cited { rows: answer.rows, sources: Vec::new() }));
    }
    let library = request.load_marked()?;
    let named = find_named(library, ids, with_sources)?;
    if !filters::has_filter_or_order(filters) {
        return Ok((library, named));
    }
    let mut rows = filters::evaluate(&filters::query(filters, library, lang)?, library, lang).rows;
    let matching: HashSet<usize> = rows.iter().copied().collect();
    let requested: HashSet<usize> = named.rows.iter().copied().collect();
    rows.retain(|it| requested.contains(it));
    let left_out = named.rows.iter().filter(|it| !matching.contains(*it));
    let left_out = left_out.filter_map(|it| Some(library.catalogue.activities.get(*it)?.id.to_string()));
    let left_out = left_out.collect::<Vec<_>>().join(", ");
    if !left_out.is_empty() {
        print_error_line(&(lang.words().command.filtered_out)(&left_out));
    }
    let cited = Cited { rows, sources: named.sources };
    // The number of matches without a filter would say nothing about the named activities.
    if cited == Cited::default() { Err(Failure::NoMatch(None, Vec::new())) } else { Ok((library, cited)) }
}

/// Finds activities and sources by identifier, else activities by name: an identifier means one thing.
fn find_named(library: &Library, ids: &[String], with_sources: bool) -> Result<Cited, Failure> {
    let (catalogue, by_name) = (&library.catalogue, LazyCell::new(|| rows_by_name(&library.catalogue)));
    let mut cited = Cited::default();
    for id in ids {
        let source = || catalogue.vocabularies.sources.index_of(id).filter(|_| with_sources);
        if let Some(row) = catalogue.position(id) {
            cited.rows.push(row);
        } else if let Some(source) = source() {
            cited.sources.push(source);
        } else {
            match by_name.get(&fold(id.trim())) {
                Some(rows) => cited.rows.extend(rows),
                None => cited.rows.push(position(library, id)?),
            }
        }
    }
    let mut seen = HashSet::new();
    cited.rows.retain(|it| seen.insert(*it));
    Ok(cited)
}

/// Maps the titles of activities and the names and aliases of their places, folded and in every language, to the
/// records.
fn rows_by_name(catalogue: &Catalogue) -> HashMap<String, Vec<usize>> {
    let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
    for (row, activity) in catalogue.activities.iter().enumerate() {
        let texts = std::iter::once(&activity.title).chain(activity.places().map(|it| &it.name));
        let aliases = activity.places().flat_map(|it| &it.aliases).map(|it| fold(it));
        for name in texts.flat_map(|it| it.versions()).map(|(_, it)| fold(it)).chain(aliases) {
            let rows = by_name.entry(name).or_default();
            if rows.last() != Some(&row) {
                rows.push(row);
            }
        }
    }
    by_name.remove("");
    by_name
}
