//! Which activities are meant? Those of some identifiers or names, those that pass the filters, or both.

use std::collections::HashSet;

use super::failure::Failure;
use super::filters;
use super::groups::Chosen;
use super::opening::{answered, load, lookup_of, position};
use super::print::say;
use crate::catalogue::Activity;
use crate::export::Cited;
use crate::lang::Lang;
use crate::query::Library;
use crate::text::fold;

/// Loads a catalogue; returns what of it is meant, and, where a name is no activity's, the source that has it.
///
/// # Errors
/// The first name that is unknown; that nothing passes the filters.
pub(super) fn chosen(chosen: &Chosen, remembers: bool, lang: Lang) -> Result<(Library, Cited), Failure> {
    let Chosen { ids, files, filters } = chosen;
    if ids.is_empty() || filters::narrows(filters) {
        let (library, _, answer) = answered(files, filters, remembers, lang)?;
        let mut cited = Cited { rows: answer.rows, sources: Vec::new() };
        if !ids.is_empty() {
            let named = named(&library, ids)?;
            let passing: HashSet<usize> = cited.rows.iter().copied().collect();
            let wanted: HashSet<usize> = named.rows.iter().copied().collect();
            cited.rows.retain(|it| wanted.contains(it));
            let left_out = named.rows.iter().filter(|it| !passing.contains(it));
            let left_out = left_out.filter_map(|it| Some(library.catalogue.activities.get(*it)?.id.to_string()));
            let left_out = left_out.collect::<Vec<_>>().join(", ");
            if !left_out.is_empty() {
                say(&(lang.words().command.not_among)(&left_out));
            }
            cited.sources = named.sources;
            if cited == Cited::default() {
                return Err(Failure::NothingPasses(None, Vec::new()));
            }
        }
        return Ok((library, cited));
    }
    let library = load(files, lookup_of(filters), lang)?;
    let named = named(&library, ids)?;
    Ok((library, named))
}

fn named(library: &Library, ids: &[String]) -> Result<Cited, Failure> {
    let sources = &library.catalogue.vocabularies.sources;
    let mut cited = Cited::default();
    for id in ids {
        match (position(library, id), sources.index(id)) {
            (Ok(row), _) => cited.rows.push(row),
            (Err(failure), source) => {
                let rows = of_name(library, id);
                if rows.is_empty() {
                    cited.sources.push(source.ok_or(failure)?);
                }
                cited.rows.extend(rows);
            }
        }
    }
    let mut seen = HashSet::new();
    cited.rows.retain(|it| seen.insert(*it));
    Ok(cited)
}

/// Returns the activities whose place or title has a name, in any language.
fn of_name(library: &Library, name: &str) -> Vec<usize> {
    let name = fold(name.trim());
    let is_named = |it: &Activity| {
        let texts = std::iter::once(&it.title).chain(it.places().map(|it| &it.name));
        let aliases = it.places().flat_map(|it| &it.aliases).any(|it| fold(it) == name);
        aliases || texts.flat_map(|it| it.versions()).any(|(_, it)| fold(it) == name)
    };
    let activities = library.catalogue.activities.iter().enumerate();
    activities.filter(|(_, it)| !name.is_empty() && is_named(it)).map(|(row, _)| row).collect()
}
