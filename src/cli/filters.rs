//! Which query do the filters of a command line make?

use super::arguments::Arguments;
use super::failure::Failure;
use crate::lang::Lang;
use crate::query::{Facet, Library, Query, counts, resolve};

/// Returns the query that the arguments ask.
///
/// # Errors
/// The first value that is unknown.
pub(super) fn query(arguments: &Arguments, library: &Library, lang: Lang) -> Result<Query, Failure> {
    let mut query = Query::default();
    query.search = arguments.search.clone().unwrap_or_default();
    query.sort = arguments.sort;
    query.reversed = arguments.reverse;
    for (facet, option, names, is_excluded) in options(arguments) {
        for name in names {
            let value = resolve(library, facet, name).map_err(|unknown| {
                let answer = crate::query::Answer::new(library, &Query::default(), lang, None);
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

/// Returns whether any filter names a value, which needs the vocabularies to be read.
pub(super) fn names_values(arguments: &Arguments) -> bool {
    options(arguments).iter().any(|(_, _, names, _)| !names.is_empty())
}

fn options(arguments: &Arguments) -> [(Facet, &'static str, &[String], bool); 8] {
    [
        (Facet::Country, "--country", &arguments.country, false),
        (Facet::Theme, "--theme", &arguments.theme, false),
        (Facet::Kind, "--kind", &arguments.kind, false),
        (Facet::Partner, "--partner", &arguments.partner, false),
        (Facet::Country, "--not-country", &arguments.not_country, true),
        (Facet::Theme, "--not-theme", &arguments.not_theme, true),
        (Facet::Kind, "--not-kind", &arguments.not_kind, true),
        (Facet::Partner, "--not-partner", &arguments.not_partner, true),
    ]
}
