//! Which query do the filters of a command line make?

use super::arguments::Filters;
use super::failure::Failure;
use crate::lang::Lang;
use crate::query::{Answer, Facet, Library, Query, counts, resolve};

/// Returns the query that the filters ask.
///
/// # Errors
/// The first value that is unknown.
pub(super) fn query(filters: &Filters, library: &Library, lang: Lang) -> Result<Query, Failure> {
    let mut query = Query::default();
    query.search = filters.search.clone().unwrap_or_default();
    query.sort = filters.sort;
    query.reversed = filters.reverse;
    for (facet, option, names, is_excluded) in options(filters) {
        for name in names {
            let value = resolve(library, facet, name).map_err(|unknown| {
                // A code that could be a country's is no mistake; it only has no activity.
                if facet == Facet::Country && name.len() == 2 && name.bytes().all(|it| it.is_ascii_alphabetic()) {
                    return Failure::NothingThere(unknown.name);
                }
                let answer = Answer::new(library, &Query::default(), lang, None);
                let values = counts(library, &Query::default(), &answer, facet);
                let values = values.iter().map(|it| it.value.id(facet, library.terms()).to_owned()).collect();
                Failure::UnknownValue { option, unknown, values }
            })?;
            let selection = query.selection(facet);
            let is_chosen = if is_excluded { &selection.excluded } else { &selection.included }.contains(&value);
            match (is_chosen, is_excluded) {
                (true, _) => {}
                (false, true) => query.toggle_exclusion(facet, value),
                (false, false) => query.toggle(facet, value),
            }
        }
    }
    Ok(query)
}

/// Returns the activities that pass the filters.
///
/// # Errors
/// The first value that is unknown; that nothing passes.
pub(super) fn answer(filters: &Filters, library: &Library, lang: Lang) -> Result<Answer, Failure> {
    let query = query(filters, library, lang)?;
    some(Answer::new(library, &query, lang, None), library)
}

/// Returns an answer that holds something.
///
/// # Errors
/// That it holds nothing, and whether there was anything to hold.
pub(super) fn some(answer: Answer, library: &Library) -> Result<Answer, Failure> {
    match answer.rows.is_empty() {
        false => Ok(answer),
        true if library.catalogue.activities.is_empty() => Err(Failure::NothingAtAll),
        true => Err(Failure::NothingPasses),
    }
}

/// Returns whether any filter names a value, which needs the vocabularies to be read.
pub(super) fn names_values(filters: &Filters) -> bool {
    options(filters).iter().any(|(_, _, names, _)| !names.is_empty())
}

fn options(filters: &Filters) -> [(Facet, &'static str, &[String], bool); 8] {
    [
        (Facet::Country, "--country", &filters.country, false),
        (Facet::Theme, "--theme", &filters.theme, false),
        (Facet::Kind, "--kind", &filters.kind, false),
        (Facet::Partner, "--partner", &filters.partner, false),
        (Facet::Country, "--not-country", &filters.not_country, true),
        (Facet::Theme, "--not-theme", &filters.not_theme, true),
        (Facet::Kind, "--not-kind", &filters.not_kind, true),
        (Facet::Partner, "--not-partner", &filters.not_partner, true),
    ]
}
